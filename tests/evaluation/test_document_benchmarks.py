"""The benchmarks of documents: how an answer about a cell is judged, and the goals that reading keeps to."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation.places_benchmark import judged
from assistant.evaluation.tables_benchmark import briefing_tables, score
from assistant.index.build import ingest
from tests.conftest import shared

RECEIPTS = """Table 1: Receipts by tax
£ billion
,2025-26,2026-27
Air passenger duty,4.5,5.1
Repayments of air passenger duty,-0.4,-0.5
"""


@pytest.fixture(scope="module")
def asked(indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    path = tmp_path_factory.mktemp("receipts") / "receipts.csv"
    path.write_text(RECEIPTS)
    ingest([path], indexes / "receipts-test")
    return Assistant.open(index="receipts-test")


@pytest.mark.parametrize(
    ("value", "cell", "end", "placed"),
    [
        (5_100_000_000, "C4", "right", True),
        (5_100_000_000, "B4", "right", False),
        (-5_100_000_000, "C4", "sign", False),
        (5_100_000, "C4", "scale", False),
        (9_900_000_000, "C4", "other", False),
    ],
)
def test_an_answer_is_judged_by_value_sign_scale_and_cell(
    asked: Assistant, value: int, cell: str, end: str, placed: bool
) -> None:
    answer = asked.ask('What is "Air passenger duty" in 2026-27?')
    outcome = judged({"id": "a", "value": value, "unit": "GBP", "locator": {"cell": cell}}, answer)
    assert (outcome.end, outcome.placed) == (end, placed)


def test_tables_of_real_pdfs_keep_their_cells_and_rows() -> None:
    result = score(
        shared("data/documents/icdar2013_tables.jsonl"), shared("data/documents/pdf_icdar2013"), briefing_tables
    )
    assert result.cells.right >= 0.97 * result.cells.total > 0
    assert result.rows.right >= 0.90 * result.rows.total > 0
