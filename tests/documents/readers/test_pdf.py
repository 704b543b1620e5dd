"""PDFs become headings, paragraphs and table rows with their pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from assistant.documents.model import Block, BlockKind
from assistant.documents.reading import read_document
from assistant.errors import DocumentError
from assistant.figures import Context, describe
from tests.conftest import shared


@cache
def blocks(name: str) -> tuple[Block, ...]:
    return read_document(shared(f"data/documents/{name}")).blocks


def row(name: str, page: int, words: str) -> Block:
    return next(
        block for block in blocks(name) if block.kind is BlockKind.ROW and block.page == page and words in block.text
    )


BUDGET = "pdf_uk/autumn_budget_2024.pdf"


def test_a_row_has_its_wrapped_label_whole_its_values_in_their_columns_and_both_page_numbers() -> None:
    found = row(BUDGET, 120, "+255m")
    assert found.text == (
        "| 9 | Increasing the interest rate on unpaid tax from April 2025 | Tax | +50m | +255m | +260m | +215m | +215m | +215m |"
    )
    assert found.columns[2:] == ("Head", "2024-25", "2025-26", "2026-27", "2027-28", "2028-29", "2029-30")
    assert (found.page, found.page_label) == (120, "116")


def test_a_label_of_many_lines_around_its_values_is_whole() -> None:
    found = row(BUDGET, 121, "Energy Profits Levy (EPL)")
    cells = [cell.strip() for cell in found.text.strip("| ").split("|")]
    assert cells[1].startswith("Energy Profits Levy (EPL): Increase the rate to 38%; abolish the EPL investment")
    assert cells[1].endswith("for use in Carbon Capture Usage and Storage")
    assert cells[2:] == ["Tax", "+195m", "+470m", "+220m", "+50m", "+410m", "+955m"]


def test_a_table_that_goes_on_over_a_page_keeps_its_title_and_unit() -> None:
    found = row(BUDGET, 120, "+255m")
    assert found.table_title.startswith("Table 5.1") and found.unit_note == "£ million"
    assert found.lead == "Delivering on our Promises – New Policy to Close the Tax Gap"


def test_a_cell_gives_its_value_once_scaled_with_its_year_and_sign() -> None:
    found = row(BUDGET, 125, "Right to Buy")
    context = Context(table_title=found.table_title, unit_note=found.unit_note, columns=found.columns)
    figures = describe(found.text, context)
    cell = next(one for one in figures if one.period and one.period.start == "2025-26")
    assert (cell.quantity.value, cell.quantity.unit) == (-265_000_000, "GBP")


def test_running_heads_footnote_marks_and_broken_words_are_mended() -> None:
    page = [block for block in blocks(BUDGET) if block.page == 30]
    words = " ".join(" ".join(block.text.split()) for block in page)
    assert "26 Autumn Budget 2024" not in words
    assert "(CGNCRex), which affects" in words
    note = next(block for block in page if block.kind is BlockKind.NOTE)
    assert note.text.startswith("Central government net cash requirement excluding")


def test_a_table_printed_sideways_is_read_upright() -> None:
    found = row("pdf_tables/camelot_clockwise_table_2.pdf", 1, "Scheduled caste")
    assert [cell.strip() for cell in found.text.strip("| ").split("|")][:5] == [
        "Scheduled caste",
        "74.8",
        "55.8",
        "42.9",
        "0.9",
    ]


def test_a_rotated_page_is_read_upright_with_a_heading_for_each_cell() -> None:
    found = row("pdf_pdfplumber/nics-background-checks-2015-11-rotated.pdf", 1, "Alabama")
    cells = [cell.strip() for cell in found.text.strip("| ").split("|")]
    assert cells[-1] == "71,137" and len(cells) == len(found.columns)


def test_every_word_of_a_page_is_in_one_block() -> None:
    text = read_document(shared(f"data/documents/{BUDGET}")).text
    assert "£22 billion of in-year pressures" in " ".join(text.split())


def test_a_scan_is_named_with_what_to_do(tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "scan.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(300, 300)
    document.save(path)
    with pytest.raises(DocumentError, match=r"no text layer.*ocrmypdf"):
        read_document(path)
