"""Spreadsheets: tables found with title, unit, heading path and notes; each row knows its cells; values as they are shown."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from assistant.documents.locating import locator_at
from assistant.documents.model import Block, BlockKind
from assistant.documents.readers.number_formats import shown
from assistant.documents.reading import read_document
from assistant.documents.splitting import split
from assistant.errors import DocumentError
from assistant.index.preparing import figures_of
from assistant.tokens import count_tokens
from tests.conftest import shared


def workbook(
    path: Path, rows: list[list[object]], formats: dict[str, str] | None = None, merged: tuple[str, ...] = ()
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Table 1.1"
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    for span in merged:
        sheet.merge_cells(span)
    hidden = book.create_sheet("Workings")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "£99 million that nobody may see"
    book.save(path)
    return path


def rows_of(path: Path) -> list[Block]:
    return [block for block in read_document(path).blocks if block.kind is BlockKind.ROW]


@pytest.fixture
def spending(tmp_path: Path) -> Path:
    rows: list[list[object]] = [
        ["Table 1.1: Spending on courts and police"],
        [None, "£ million"],
        [None, "Outturn", "Plans", None],
        [None, "2023-24", "2024-25", "2025-26"],
        ["Justice"],
        ["Courts", 1234.56, -75, "-"],
        ["of which:"],
        ["  Jury bundles", 10, 12.5, 15],
        ["Prisons", 20, 21, "[x]"],
        ["1 Excludes capital grants."],
        [],
        ["Table 1.2: Staff"],
        ["Force", "Officers", "Review date"],
        ["Kent", 3500, datetime.datetime(2025, 3, 31)],
    ]
    formats = {"B6": "#,##0", "C6": "#,##0;(#,##0)", "C8": "0.0", "C14": "dd/mm/yyyy"}
    return workbook(tmp_path / "spending.xlsx", rows, formats, ("B2:D2", "C3:D3"))


def test_a_table_of_a_sheet_keeps_title_unit_heading_path_groups_and_notes(spending: Path) -> None:
    rows = rows_of(spending)
    assert [row.text for row in rows] == [
        "| Courts | 1,235 | -75 | - |",
        "| Jury bundles | 10 | 12.5 | 15 |",
        "| Prisons | 20 | 21 | [x] |",
        "| Kent | 3500 | 31 March 2025 |",
    ]
    assert rows[0].table_title == "Table 1.1: Spending on courts and police" and rows[0].unit_note == "£ million"
    assert rows[0].columns == ("", "Outturn, 2023-24", "Plans, 2024-25", "Plans, 2025-26")
    assert [row.lead for row in rows[:3]] == ["Justice", "Justice, Courts, of which", "Justice"]
    assert rows[3].table_title == "Table 1.2: Staff" and rows[3].columns == ("Force", "Officers", "Review date")
    assert "1 Excludes capital grants." in [block.text for block in read_document(spending).blocks]


def test_a_figure_of_a_row_is_cited_by_sheet_and_cell(spending: Path) -> None:
    document = read_document(spending)
    passage = next(one for one in split(document, 120, count_tokens) if "Courts" in one.text)
    assert passage.locator == "sheet Table 1.1, cells A6:D6"
    outturn, plans = figures_of(document, passage)
    assert (outturn.quantity.value, outturn.quantity.unit) == (Decimal(1235000000), "GBP")
    assert locator_at(passage, outturn.quantity.start) == "sheet Table 1.1, cell B6"
    assert (plans.quantity.value, locator_at(passage, plans.quantity.start)) == (
        Decimal(-75000000),
        "sheet Table 1.1, cell C6",
    )
    assert plans.period is not None and plans.period.start == "2024-25"


def test_a_hidden_sheet_is_left_out_and_named(spending: Path) -> None:
    document = read_document(spending)
    assert "nobody may see" not in document.text
    assert "hidden sheets are left out: Workings" in document.notices


def test_tables_side_by_side_are_two_tables_with_cells_of_their_own(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Region", "Spending (£m)", None, "Force", "Officers"],
        ["Kent", 5, None, "Met", 33000],
        ["Essex", 6, None, "Kent", 3500],
    ]
    found = rows_of(workbook(tmp_path / "two.xlsx", rows))
    assert [(row.text, row.cell) for row in found] == [
        ("| Kent | 5 |", "Table 1.1!A2:B2"),
        ("| Essex | 6 |", "Table 1.1!A3:B3"),
        ("| Met | 33000 |", "Table 1.1!D2:E2"),
        ("| Kent | 3500 |", "Table 1.1!D3:E3"),
    ]


def test_a_csv_file_is_a_table_whatever_parts_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text('Department;2024-25 (£m)\n"Home Office; core";1,200\nMoD;(75)\n', "utf-8")
    rows = rows_of(path)
    assert [(row.text, row.cell) for row in rows] == [
        ("| Home Office; core | 1,200 |", "A2:B2"),
        ("| MoD | (75) |", "A3:B3"),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (2.358311347311826, "#,##0.0", "2.4"),
        (-0.04, "0.0", "0.0"),
        (-1234.5, "#,##0_);[Red](#,##0)", "-1,235"),
        (0.183, "0.0%", "18.3%"),
        (1234567, '£#,##0,,"m"', "£1m"),
        (12, "[$£-809]#,##0.00", "£12.00"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (45.999999999999993, "General", "46"),
        (1e21, "General", "1000000000000000000000"),
        (0.5, "0.##", "0.5"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value: float, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize("name", ["odf_table_with_title_01.ods", "xlsx_comments.xlsx"])
def test_a_workbook_gives_the_words_of_its_reviewed_output(name: str) -> None:
    path = shared(f"data/documents/xlsx_misc/{name}")
    document = read_document(path)
    held = f"{document.text} {' '.join(heading for block in document.blocks for heading in block.columns)} {' '.join(block.table_title for block in document.blocks)}"
    expected = re.sub(r"time: [^\]]*|author:", "", path.with_name(f"{name}.expected.md").read_text("utf-8"))
    # Who wrote a threaded comment stands in a part of its own, which is not read.
    expected = re.sub(r"Marcus Sterling|Jane Smith", "", expected)
    assert {word for word in re.findall(r"\w+", expected) if len(word) > 2} <= set(re.findall(r"\w+", held))


def test_the_cells_asked_for_in_statistical_tables_are_figures_of_the_right_value_unit_and_period() -> None:
    questions = [json.loads(line) for line in shared("data/uk_figures.jsonl").read_text("utf-8").splitlines()]
    questions = [one for one in questions if one["doc_id"].endswith((".xlsx", ".ods"))]
    places: dict[tuple[str, str], tuple[Decimal, str, bool]] = {}
    for name in {one["doc_id"] for one in questions}:
        document = read_document(shared(f"data/documents/xlsx_uk/{name}"))
        for passage in split(document, 120, count_tokens):
            if passage.cell:
                for figure in figures_of(document, passage):
                    held = figure.quantity.amount or Decimal(0)
                    places[name, locator_at(passage, figure.quantity.start)] = (
                        held,
                        figure.quantity.unit,
                        figure.period is not None,
                    )
    wrong = [one["id"] for one in questions if not is_right(one, places)]
    assert len(questions) == 86 and not wrong


def is_right(question: dict, places: dict[tuple[str, str], tuple[Decimal, str, bool]]) -> bool:  # type: ignore[type-arg]
    where = question["locator"]
    cell = where.get("cell") or f"{chr(ord('A') + where['col0'])}{where['row0'] + 1}"
    value, unit, dated = places.get(
        (question["doc_id"], f"sheet {where['sheet']}, cell {cell}"), (Decimal(0), "", False)
    )
    share = "percent" in question["scale"]
    asked = Decimal(str(question["value"])) * (100 if share else 1)
    wanted = "percent" if share else "GBP" if question["unit"].lower() == "gbp" else "number"
    close = abs(value - asked) <= max(
        abs(asked) / 1000, Decimal(50_000_000) if question["scale"] == "billion" else Decimal(0)
    )
    return close and unit == wanted and dated


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("torn.xlsx", b"PK\x03\x04 torn", "damaged"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("torn.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        ("torn.ods", b"PK\x03\x04 torn", "damaged"),
        ("binary.csv", b"a,b\n\x00\x01,2\n", "binary"),
    ],
)
def test_a_broken_workbook_is_named_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=reason):
        read_document(path)
