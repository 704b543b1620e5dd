"""Spreadsheets: each sheet's tables, row by row, every row with the sheet and cells it stands in.

The libraries are those of `sheets`; the tables are found by `regions`. Hidden sheets are left out and named in the
notices: nothing is cited that a reader does not see.
"""

from __future__ import annotations

from pathlib import Path

from assistant.documents.readers import Reading
from assistant.documents.readers.assembling import Assembly
from assistant.documents.readers.regions import Region, regions
from assistant.documents.readers.sheets import Sheet, delimited, letters, ods, xls, xlsx
from assistant.errors import DocumentError

_READERS = {".xlsx": xlsx, ".xlsm": xlsx, ".xls": xls, ".ods": ods, ".csv": delimited, ".tsv": delimited}


def read(path: Path, data: bytes) -> Reading:
    """Read a workbook. Raises DocumentError where it is encrypted, damaged, too large or holds nothing."""
    book = _READERS[path.suffix.lower()](path, data)
    assembly = Assembly()
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    for sheet in shown:
        _sheet(sheet, assembly)
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
    if hidden:
        book.notices.append(f"hidden sheets are left out: {', '.join(hidden)}")
    title = book.metadata.get("title") or _title(shown)
    reading = assembly.reading({**book.metadata, "title": title, "notices": "\n".join(book.notices)})
    if not any(character.isalnum() for character in reading.text):
        raise DocumentError(f"{path}: its sheets are empty; give a workbook with figures or words in it")
    return reading


def _title(sheets: list[Sheet]) -> str:
    """The first words of the first sheet that are no mere label."""
    cells = (cell for sheet in sheets[:1] for row in sheet.rows[:8] for cell in row)
    return next((cell for cell in cells if len(cell) > 14 and not cell.lower().startswith("back to")), "")[:200]


def _sheet(sheet: Sheet, assembly: Assembly) -> None:
    if sheet.name:
        assembly.heading(1, sheet.name)
    for region in regions(sheet.rows, sheet.indents):
        if region.table is None:
            for line in region.lines:
                assembly.paragraph(line)
        else:
            assembly.table(region.table, _cells(sheet, region))
    for row, column, words in sheet.comments:
        assembly.note(f"{letters(column)}{row + 1}, {words}")


class _cells:  # noqa: N801 - a function of a row's place, with what it needs
    """Names the sheet and cells of a table's row: "Table 1.1!A12:K12"."""

    def __init__(self, sheet: Sheet, region: Region) -> None:
        self._name = sheet.name
        self._region = region

    def __call__(self, place: int) -> str:
        region = self._region
        width = len(region.table.columns) if region.table else 1
        row = region.top + place + 1
        span = f"{letters(region.left)}{row}:{letters(region.left + width - 1)}{row}"
        return f"{self._name}!{span}" if self._name else span
