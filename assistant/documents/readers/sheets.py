"""The sheets of a workbook as rows of cell texts as shown: XLSX with openpyxl (MIT), XLS with xlrd (BSD), ODS with lxml, CSV.

Formulas count by the values stored with them; nothing is calculated, no macro is run, no link followed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.documents.readers.number_formats import general, is_date_format, shown, shown_date
from assistant.documents.readers.packages import checked_package
from assistant.documents.tables import is_number
from assistant.errors import DocumentError

#: Cells of a workbook that are read at most: more than any published workbook holds, fewer than fill the memory.
_CELLS = 3_000_000
_COLUMNS = 2_000


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells' texts by row and column (from 0), the depth of each row's indented label, comments by cell."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True)
class Workbook:
    """The sheets, what the workbook says of itself, and what a reader should know of the reading."""

    sheets: list[Sheet]
    metadata: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def xlsx(path: Path, data: bytes) -> Workbook:
    """Raises DocumentError where the file is encrypted, damaged or too large."""
    from zipfile import BadZipFile

    import openpyxl

    package = checked_package(path, data, "an Excel workbook", "xl/workbook.xml")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, BadZipFile, OSError, IndexError, SyntaxError) as error:
        what = " ".join(str(error).split())[:80]
        raise DocumentError(f"{path}: cannot be opened as an Excel workbook ({what}); save it again as .xlsx") from None
    sheets = []
    budget = _CELLS
    for page in book.worksheets:
        sheet = Sheet(page.title, hidden=page.sheet_state != "visible")
        sheets.append(sheet)
        if sheet.hidden:
            continue
        for row in page.iter_rows(max_col=min(page.max_column or 1, _COLUMNS)):
            budget = _spent(path, budget, len(row))
            sheet.rows.append([_xlsx_text(cell) for cell in row])
            first = next((cell for cell in row if isinstance(cell.value, str) and cell.value.strip()), None)
            indent = getattr(getattr(first, "alignment", None), "indent", 0) or 0
            blank = len(str(first.value)) - len(str(first.value).lstrip()) if first is not None else 0
            sheet.indents.append(int(indent) + blank // 2)
            sheet.comments += [
                (cell.row - 1, cell.column - 1, _comment(cell.comment.author or "", cell.comment.text or ""))
                for cell in row
                if getattr(cell, "comment", None)
            ]
        for span in page.merged_cells.ranges:
            _fill(sheet, span.min_row - 1, span.min_col - 1, span.max_row - 1, min(span.max_col, _COLUMNS) - 1)
    properties = book.properties
    saved = properties.modified or properties.created
    unstored = sum(
        package.read(name).count(b"</f></c>")
        for name in package.namelist()
        if re.match(r"xl/worksheets/[^/]+\.xml", name)
    )
    notices = (
        [f"{unstored} formulas have no stored value; open and save it in a spreadsheet program"] if unstored else []
    )
    metadata = {
        "title": (properties.title or "").strip(),
        "author": (properties.creator or "").strip() if properties.creator != "openpyxl" else "",
        "date_guess": saved.date().isoformat() if saved else "",
    }
    return Workbook(sheets, metadata, notices)


def _comment(author: str, words: str) -> str:
    """A comment with its author; of a threaded one, whose author is a mere key here, the words without Excel's preamble."""
    if author.startswith("tc="):
        return f"comment: {words.partition('Comment:')[2].strip() or words}"
    return f"{author or 'comment'}: {words}"


def _xlsx_text(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return shown(value, cell.number_format)
    if isinstance(value, str):
        return " ".join(value.split())
    return shown_date(value, cell.number_format) if hasattr(value, "strftime") else str(value)


def xls(path: Path, data: bytes) -> Workbook:
    """Raises DocumentError where the file is encrypted, damaged or too large."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        locked = "encrypt" in str(error).lower() or "password" in str(error).lower()
        reason = (
            "it needs a password; save it without one" if locked else "it is damaged or no Excel file; save it again"
        )
        raise DocumentError(f"{path}: cannot be opened, {reason}") from None
    except Exception as error:
        # xlrd checks little: a damaged file may fail anywhere in it.
        raise DocumentError(
            f"{path}: cannot be opened, it is damaged ({type(error).__name__}); save it again"
        ) from None
    budget = _CELLS
    sheets = []
    for page in book.sheets():
        sheet = Sheet(page.name, hidden=page.visibility != 0)
        sheets.append(sheet)
        if sheet.hidden:
            continue
        for number in range(page.nrows):
            cells = page.row(number)[:_COLUMNS]
            budget = _spent(path, budget, len(cells))
            sheet.rows.append([_xls_text(book, cell) for cell in cells])
            first = next((cell for cell in cells if cell.ctype == xlrd.XL_CELL_TEXT and cell.value.strip()), None)
            indent = (
                book.xf_list[first.xf_index].alignment.indent_level
                if first is not None and first.xf_index is not None
                else 0
            )
            blank = len(first.value) - len(first.value.lstrip()) if first is not None else 0
            sheet.indents.append(indent + blank // 2)
        _level(sheet)
        for top, bottom, left, right in page.merged_cells:
            _fill(sheet, top, left, bottom - 1, right - 1)
    return Workbook(sheets, {"author": book.user_name or ""})


def _xls_text(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return " ".join(str(cell.value).split())
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "yes" if cell.value else "no"
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    held = book.format_map.get(style.format_key) if style is not None else None
    form = held.format_str if held is not None else "General"
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return shown_date(xlrd.xldate_as_datetime(cell.value, book.datemode), form)
        except (ValueError, OverflowError):
            return general_text(cell.value)
    return shown(cell.value, form) if not is_date_format(form) else general_text(cell.value)


def general_text(value: float) -> str:
    from decimal import Decimal

    return general(Decimal(repr(value)))


def ods(path: Path, data: bytes) -> Workbook:
    """Raises DocumentError where the file is encrypted, damaged or too large."""
    from assistant.documents.readers.opendocument import OFFICE, STYLE, TABLE, TEXT, metadata, parsed, words_of

    package = checked_package(path, data, "an OpenDocument spreadsheet", "content.xml")
    root = parsed(path, package, "content.xml")
    unseen = {
        style.get(STYLE + "name")
        for style in root.iter(STYLE + "style")
        if any(one.get(TABLE + "display") == "false" for one in style.iter(STYLE + "table-properties"))
    }
    body = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise DocumentError(f"{path}: not an OpenDocument spreadsheet; give it its right suffix")
    budget = _CELLS
    sheets = []
    for page in body.iter(TABLE + "table"):
        sheet = Sheet(page.get(TABLE + "name", ""), hidden=page.get(TABLE + "style-name") in unseen)
        sheets.append(sheet)
        spans: list[tuple[int, int, int, int]] = []
        for row in page.iter(TABLE + "table-row"):
            if sheet.hidden or next(row.iterancestors(TABLE + "table"), None) is not page:
                continue
            cells: list[str] = []
            for cell in row.iter(TABLE + "table-cell", TABLE + "covered-table-cell"):
                if cell.getparent() is not row:
                    continue
                words = " ".join(" ".join(words_of(part) for part in cell.findall(TEXT + "p")).split())
                words = words or cell.get(OFFICE + "date-value", "") or cell.get(OFFICE + "value", "")
                across, down = (
                    _whole(cell.get(TABLE + name)) for name in ("number-columns-spanned", "number-rows-spanned")
                )
                if words and (across > 1 or down > 1):
                    spans.append((len(sheet.rows), len(cells), len(sheet.rows) + down - 1, len(cells) + across - 1))
                times = _whole(cell.get(TABLE + "number-columns-repeated"))
                cells += [words] * min(times, max(_COLUMNS - len(cells), 0))
            while cells and not cells[-1]:
                cells.pop()
            times = _whole(row.get(TABLE + "number-rows-repeated"))
            if not cells and times > 1000:
                break
            for _ in range(times):
                budget = _spent(path, budget, len(cells) + 1)
                sheet.rows.append(list(cells))
                sheet.indents.append(0)
        _level(sheet)
        for span in spans:
            _fill(sheet, *span)
    return Workbook(sheets, metadata(path, package))


def delimited(path: Path, data: bytes) -> Workbook:
    """A CSV or TSV file, its separator told by its first lines. Raises DocumentError where it is binary or too large."""
    from assistant.documents.readers.text import decode

    text = decode(path, data)
    first = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    separator = max(",;\t|", key=lambda one: sorted(line.count(one) for line in first)[len(first) // 2])
    sheet = Sheet("")
    budget = _CELLS
    csv.field_size_limit(1_000_000)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            budget = _spent(path, budget, len(row) + 1)
            sheet.rows.append([" ".join(cell.split()) for cell in row[:_COLUMNS]])
            sheet.indents.append((len(row[0]) - len(row[0].lstrip())) // 2 if row else 0)
    except csv.Error as error:
        raise DocumentError(
            f"{path}, line {len(sheet.rows) + 1}: not readable as CSV ({error}); save it again"
        ) from None
    _level(sheet)
    return Workbook([sheet])


def _spent(path: Path, budget: int, cells: int) -> int:
    if cells > budget:
        raise DocumentError(f"{path}: holds more than {_CELLS:,} cells; split it into several files")
    return budget - cells


def _whole(words: str | None) -> int:
    return min(max(int(words), 1), 2_000_000) if words and words.isdigit() else 1


def _level(sheet: Sheet) -> None:
    """Make all rows as long as the longest."""
    width = max((len(row) for row in sheet.rows), default=0)
    for row in sheet.rows:
        row += [""] * (width - len(row))


def _fill(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
    """Repeat the words of merged cells in each of them; a number is in its first cell alone."""
    if top >= len(sheet.rows) or left >= len(sheet.rows[top]):
        return
    words = sheet.rows[top][left]
    if not words or is_number(words):
        return
    for row in sheet.rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = row[column] or words


def letters(column: int) -> str:
    """A column's letters: 0 is "A", 27 "AB"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def trimmed(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold anything, with their places."""
    return ((place, row) for place, row in enumerate(rows) if any(row))
