"""Scales that stand outside their table reach its cells, and no others."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from assistant.documents.reading import read_document
from assistant.documents.splitting import split
from assistant.index.preparing import figures_of
from assistant.tokens import count_tokens

TABLE = "<table><tr><td></td><td>2019</td><td>2018</td></tr><tr><td>{label}</td><td>{first}</td><td>{second}</td></tr></table>"


def amounts(tmp_path: Path, before: str, label: str, first: str, second: str) -> set[Decimal | None]:
    page = tmp_path / "report.html"
    body = f"<p>The company reports its year in full below, with notes on each of its lines.</p><p>{before}</p>"
    page.write_text(
        f"<html><body><h1>Report</h1><article>{body}{TABLE.format(label=label, first=first, second=second)}</article></body></html>"
    )
    document = read_document(page)
    return {
        figure.quantity.amount
        for passage in split(document, 200, count_tokens)
        if passage.columns
        for figure in figures_of(document, passage)
    }


def test_the_paragraph_before_a_table_gives_its_scale(tmp_path: Path) -> None:
    found = amounts(tmp_path, "Liquidity is as follows (in thousands):", "Cash and equivalents", "$121,398", "$148,502")
    assert {Decimal(121_398_000), Decimal(148_502_000)} <= found


def test_a_cell_that_names_its_own_scale_keeps_it(tmp_path: Path) -> None:
    assert Decimal(3_000_000) in amounts(tmp_path, "Liquidity (in thousands):", "Cash held", "$3 million", "$148,502")


def test_a_table_of_other_things_is_not_scaled_by_the_documents_note(tmp_path: Path) -> None:
    found = amounts(
        tmp_path,
        "All statements are expressed here (in thousands).</p><p>The directors and their ages are as follows:",
        "Age of the chair",
        "61",
        "60",
    )
    assert {Decimal(61), Decimal(60)} <= found
