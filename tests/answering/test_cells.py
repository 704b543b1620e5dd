"""A question that holds a row's label and a column's year is answered with that cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.index.build import ingest

TABLE = """# Measures

Table 1: Effect of measures (£ million)

| Measure | 2024-25 | 2025-26 | 2026-27 |
|---|---|---|---|
| Increasing the interest rate on unpaid tax from April 2025 | +50 | +255 | +260 |
| Right to buy discounts reduced for local authorities in 2025-26 | 0 | -265 | -280 |
"""


@pytest.fixture(scope="module")
def asked(indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    path = tmp_path_factory.mktemp("measures") / "measures.md"
    path.write_text(TABLE)
    ingest([path], indexes / "cells-test")
    return Assistant.open(index="cells-test")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What does raising the interest rate on unpaid tax bring in in 2025-26?", 255_000_000),
        ("What does increasing the interest rate on unpaid tax bring in in 2026-27?", 260_000_000),
        (
            "What is the effect in 2026-27 of right to buy discounts reduced for local authorities in 2025-26?",
            -280_000_000,
        ),
    ],
)
def test_the_cell_of_the_named_row_and_year_is_the_answer(asked: Assistant, question: str, value: int) -> None:
    figures = [one.figure for one in asked.ask(question).figures]
    assert value in [figure.quantity.value for figure in figures]
    assert all(figure.quantity.unit != "GBP" or figure.quantity.value == value for figure in figures)
