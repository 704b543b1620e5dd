"""PDFs set for the test with Typst: what a layout does to words, and what the reader makes of it again."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
import typst

from assistant.documents.model import BlockKind, Document
from assistant.documents.reading import read_document
from assistant.documents.splitting import split
from assistant.figures import Context, describe

REPORT = """
#set page(width: 14cm, height: 18cm, numbering: "i", header: [Annual report 2024 #h(1fr) Department of Tests])
#set text(size: 10pt, hyphenate: true)
#set par(justify: true)
= Spending on offices
#columns(2)[
The programme cost £34 million in 2023-24#footnote[Excludes capital spending of £5 million.] and officials expect that its staff
and the administrative reorganisation of their communications will cost £41 million in 2024-25. Responsibility for the
decommissioning of underperforming telecommunications infrastructure remains with the departmental accounting officer.
#colbreak()
The second column says that 1,250 staff left. Their posts were not filled again, so that the remaining staff took on the work of
others, which the auditors found to be a risk to the running of the programme in each of the years that they looked at.
]
#pagebreak()
#set page(numbering: "1")
#counter(page).update(1)
Table 2: Spending by programme

£ million
#table(columns: (5cm, 2cm, 2cm, 2cm),
  [Programme], [2022-23], [2023-24], [2024-25],
  [Prisons], [1,234], [(56)], [-],
  [Courts and tribunals, with the judicial appointments that they need], [2,345], [2,400], [2,511])
#pagebreak()
The third page has a heading above it and £7 million in it.
"""


def png() -> bytes:
    """A grey picture, as a scanner gives it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x99" * 64 for _ in range(64))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def made(folder: Path, source: str) -> Document:
    (folder / "scan.png").write_bytes(png())
    (folder / "report.typ").write_text(source)
    typst.compile(str(folder / "report.typ"), output=str(folder / "report.pdf"), root=str(folder))
    return read_document(folder / "report.pdf")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return made(tmp_path_factory.mktemp("report"), REPORT)


def texts(document: Document, page: int) -> list[str]:
    return [" ".join(block.text.split()) for block in document.blocks if block.page == page]


def test_columns_are_read_one_after_the_other_with_broken_words_mended(report: Document) -> None:
    words = " ".join(texts(report, 1))
    assert "administrative reorganisation of their communications will cost £41 million in 2024-25" in words
    assert "remains with the departmental accounting officer" in words
    assert words.index("accounting officer") < words.index("The second column says that 1,250 staff left.")


def test_a_footnote_is_a_note_and_its_mark_no_part_of_a_figure(report: Document) -> None:
    (note,) = (block for block in report.blocks if block.kind is BlockKind.NOTE)
    assert note.text == "Excludes capital spending of £5 million."
    prose = next(block.text for block in report.blocks if "£34 million" in block.text)
    period = next(one.period for one in describe(prose) if one.quantity.text == "£34 million")
    assert period and period.start == "2023-24"


def test_running_heads_are_left_out(report: Document) -> None:
    assert "Department of Tests" not in report.text


def test_a_page_is_cited_by_its_place_and_by_the_number_printed_on_it(report: Document) -> None:
    places = {passage.page: passage.locator for passage in split(report, 120, len)}
    assert places == {1: "p. 1, printed i", 2: "p. 2, printed 1", 3: "p. 3, printed 2"}


def test_a_table_s_rows_have_its_title_unit_and_headings_and_whole_labels(report: Document) -> None:
    rows = [block for block in report.blocks if block.kind is BlockKind.ROW]
    assert [block.text for block in rows] == [
        "| Prisons | 1,234 | (56) | - |",
        "| Courts and tribunals, with the judicial appointments that they need | 2,345 | 2,400 | 2,511 |",
    ]
    first = rows[0]
    assert (first.table_title, first.unit_note) == ("Table 2: Spending by programme", "£ million")
    assert first.columns == ("Programme", "2022-23", "2023-24", "2024-25")
    context = Context(table_title=first.table_title, unit_note=first.unit_note, columns=first.columns)
    values = [(one.period.start if one.period else "", one.quantity.value) for one in describe(first.text, context)]
    assert values[:2] == [("2022-23", 1_234_000_000), ("2023-24", -56_000_000)]


def test_a_page_turned_on_its_side_is_read_upright(tmp_path: Path) -> None:
    source = "#rotate(90deg, reflow: true)[The turned page costs £12 million in 2024-25.]"
    assert "The turned page costs £12 million in 2024-25." in " ".join(texts(made(tmp_path, source), 1))


def test_a_scanned_page_among_others_is_named_in_the_notices(tmp_path: Path) -> None:
    source = 'Page one costs £5 million.\n#pagebreak()\n#image("scan.png", width: 100%)'
    notices = made(tmp_path, source).notices
    assert any(words.startswith("page 2 has no text (a scan)") and "ocrmypdf" in words for words in notices)
