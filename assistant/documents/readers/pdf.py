"""PDF with pypdfium2 (BSD/Apache): words by their boxes, then lines, tables and prose. README.md beside this file says why this one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.documents.model import Block, BlockKind
from assistant.documents.readers import Reading
from assistant.documents.readers.pdf_layout import Line, lines_of, upward, zones
from assistant.documents.readers.pdf_margins import Margins
from assistant.documents.readers.pdf_prose import Mending, Piece, pieces_of
from assistant.documents.readers.pdf_tables import Table, continued, find_tables
from assistant.documents.readers.pdf_words import Rule, Sheet, Word, read_sheet
from assistant.errors import DocumentError

#: Footnotes stand below this share of a page's height.
_FOOT = 0.55


class _Page:
    """What is kept of a page between the reading of all pages and the making of blocks."""

    __slots__ = ("height", "label", "lines", "number", "picture", "rules", "upwards", "words")

    def __init__(self, number: int, label: str | None, sheet: Sheet) -> None:
        self.number, self.label, self.height = number, label, sheet.height
        self.lines: list[Line] = lines_of(sheet.words)
        self.upwards: list[Word] = upward(sheet.words)
        self.rules: tuple[Rule, ...] = sheet.rules
        self.picture = sheet.has_picture
        self.words = len(sheet.words)


def read(path: Path, data: bytes) -> Reading:
    """Read a PDF's text layer: headings, paragraphs, list items, footnotes and table rows, each with its page (from 1)
    and the page's printed label.

    `metadata` has title and author where the file gives them, `date_guess` the day it was last saved, and `notices` where pages hold a picture and no text.
    Raises DocumentError where the file is encrypted, damaged, or has no text at all.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it needs a password" if "password" in str(error).lower() else "it is damaged or not a PDF"
        raise DocumentError(f"{path}: cannot be opened, {reason}; give an unlocked, whole PDF") from None
    with document:
        pages, broken = _pages(document)
        metadata = document.get_metadata_dict()
    if not pages or not any(page.words for page in pages):
        if broken:
            raise DocumentError(f"{path}: none of its {len(broken)} pages can be read, it is damaged; give a whole PDF")
        raise DocumentError(
            f"{path}: its {len(pages)} pages have no text layer, it may be a scan; recognise its text first (ocrmypdf {path.name} out.pdf) and give that"
        )
    if broken:
        raise DocumentError(
            f"{path}: {_listed(broken)} cannot be read, the file is damaged; give a whole PDF (nothing of it was taken in)"
        )
    text, blocks = _Assembly(pages).made()
    scanned = [page.number for page in pages if not page.words and page.picture]
    found = {
        "title": _clean(metadata.get("Title", "")),
        "author": _clean(metadata.get("Author", "")),
        "date_guess": _day(metadata.get("ModDate", "") or metadata.get("CreationDate", "")),
        "notices": f"{_listed(scanned)} {'has' if len(scanned) == 1 else 'have'} no text (a scan): not read; recognise the text first (ocrmypdf)"
        if scanned
        else "",
    }
    return Reading(text, blocks, {name: value for name, value in found.items() if value})


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:8])) + (" …" if len(pages) > 8 else "")
    return f"{'page' if len(pages) == 1 else f'{len(pages)} pages:'} {shown}"


def _day(stamp: str) -> str:
    """The ISO day of a PDF's time stamp: "D:20241030123456Z" is "2024-10-30"; empty where it is none."""
    match = re.match(r"D:((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])", stamp)
    return "-".join(match.groups()) if match else ""


def _clean(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())


def _pages(document: Any) -> tuple[list[_Page], list[int]]:
    """Every page as lines, and the numbers of those that cannot be read. A page is closed before the next is opened."""
    import pypdfium2

    pages: list[_Page] = []
    broken: list[int] = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            broken.append(number + 1)
            continue
        try:
            pages.append(_Page(number + 1, document.get_page_label(number) or None, read_sheet(page)))
        except pypdfium2.PdfiumError:
            broken.append(number + 1)
        finally:
            page.close()
    return pages, broken


class _Assembly:
    """Puts the pages of a document together: text, and blocks with offsets in it."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._pages = pages
        self._margins = Margins([(page.number, page.label, page.height, page.lines) for page in pages])
        self._mending = Mending()
        for page in pages:
            self._mending.learn(page.lines)
        self._body = _body_height(pages)
        self._text: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._headings: list[tuple[float, str]] = []
        self._lead = ""
        self._table: Table | None = None

    def made(self) -> tuple[str, tuple[Block, ...]]:
        for page in self._pages:
            self._page(page)
        return "".join(self._text), tuple(self._blocks)

    def _page(self, page: _Page) -> None:
        label = self._margins.label(page.number)
        lines = [line for line in page.lines if not self._margins.is_running(page.number, line)]
        first = True
        for zone in zones(lines):
            tables, rest = find_tables(zone, page.rules, page.upwards)
            parts: list[Table | Piece] = [*tables]
            parts += _pieces(rest, tables, self._body, page.height * _FOOT, self._mending)
            for part in sorted(parts, key=lambda one: one.top):
                if isinstance(part, Table):
                    part = continued(part, self._table if first else None)
                    self._put_table(part, page.number, label)
                    self._table = part
                else:
                    self._put(part, page.number, label)
                    if part.kind is not BlockKind.NOTE:
                        self._table = None if first and len(part.text) > 120 else self._table
                first = first and isinstance(part, Piece)

    def _put(self, piece: Piece, page: int, label: str | None) -> None:
        if piece.kind is BlockKind.HEADING:
            self._headings = [one for one in self._headings if one[0] > piece.size + 0.6][-3:]
            self._headings.append((piece.size, piece.text))
        lead = self._lead if piece.kind is BlockKind.ITEM else ""
        self._add(piece.kind, piece.text, page, label, lead=lead, paragraph=piece.paragraph)
        if piece.kind is not BlockKind.ITEM:
            self._lead = piece.text.rsplit(". ", 1)[-1] if piece.text.rstrip().endswith(":") else ""

    def _put_table(self, table: Table, page: int, label: str | None) -> None:
        above = "\n".join(
            part
            for part in (table.title, table.unit_note if table.unit_note not in table.title else "", *table.printed)
            if part
        )
        if above:
            self._add(BlockKind.PARAGRAPH, above, page, label)
        for row in table.rows:
            self._add(
                BlockKind.ROW,
                "| " + " | ".join(cell or " " for cell in row.cells) + " |",
                page,
                label,
                lead=row.section,
                table_title=table.title,
                unit_note=table.unit_note,
                columns=table.headings,
            )

    def _add(
        self,
        kind: BlockKind,
        text: str,
        page: int,
        label: str | None,
        *,
        lead: str = "",
        paragraph: str | None = None,
        table_title: str = "",
        unit_note: str = "",
        columns: tuple[str, ...] = (),
    ) -> None:
        start = self._length
        self._text.append(text + "\n\n")
        self._length += len(text) + 2
        self._blocks.append(
            Block(
                kind,
                text,
                start,
                start + len(text),
                tuple(words for _, words in self._headings),
                lead=lead,
                page=page,
                page_label=label,
                paragraph=paragraph,
                table_title=table_title,
                unit_note=unit_note,
                columns=columns,
            )
        )


def _pieces(
    lines: Sequence[Line], tables: Sequence[Table], body: float, foot: float, mending: Mending
) -> Iterator[Piece]:
    """The prose between the tables: a paragraph never runs over one."""
    stretches: dict[int, list[Line]] = {}
    for line in lines:
        stretches.setdefault(sum(table.top <= line.top for table in tables), []).append(line)
    for key in sorted(stretches):
        yield from pieces_of(stretches[key], body, foot, mending)


def _body_height(pages: Sequence[_Page]) -> float:
    """The letter height that most of the document's letters have."""
    heights: Counter[int] = Counter()
    for page in pages:
        for line in page.lines:
            heights[round(line.height * 2)] += len(re.sub(r"\s", "", line.text))
    return heights.most_common(1)[0][0] / 2 if heights else 10.0
