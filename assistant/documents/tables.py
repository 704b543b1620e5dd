"""From a grid of cells to a table: title, unit note, column headings, rows with their group, notes.

The grid is what every format has in common (HTML, Word, OpenDocument, spreadsheets): rows of cell texts, spans filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.tables import unit_of

#: What a cell holds that is a number: digits with signs, brackets, units, footnote marks. No letters but of scales.
#: "1,234", "-5.0%", "(63,", "£2.4bn", "+225"; not "Table 2.1", not "2024-25".
_NUMBER = re.compile(
    r"[([]?[-–−+]?\s*[£$€]?\s*[-–−+]?\d[\d,  ]*(?:\.\d+)?\s*(?:%|per cent|p|k|m|mn|bn|million|billion)?[\])]?,?\s*(?:[*†‡¹²³⁴-⁹]|\[[a-z0-9]{1,3}\])*",
    re.I,
)
#: A cell that stands for nil, not available or suppressed: "-", "..", "[x]", "n/a".
_NIL = re.compile(r"[-–—.*~]{1,3}|\[(?:[a-z]|not [a-z]+|no [a-z]+)\]|n/?a|nil|neg|z|:", re.I)
#: A year, financial year, quarter, month or wave as a column or row heading: "2024-25", "1999 to 2000", "FYE 2024", "Q3 2025", "March 2026".
_WHEN = re.compile(
    r"(?:(?:financial|tax|calendar)?\s*(?:years?|fye?|fy|spring|autumn|summer|winter|q[1-4]|quarter [1-4]|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?[\s:]*(?:ending|ended)?\s*)"
    r"(?:19|20)\d\d(?:\s*(?:[-–/]|to)\s*(?:19|20)?\d\d)?(?:\s*q[1-4])?\s*(?:outturn|forecast|plans?|actual|estimate|p|r)?"
    r"(?:\s*(?:\[[^\]]*\]|[*†¹²³⁴-⁹]|\([a-z]\)))*",
    re.I,
)
#: Words that give a unit, and words that may stand beside them where nothing but the unit is said:
#: "£ million", "Thousands", "Numbers are in thousands.", "Per cent of GDP", "£, nominal terms", "(£bn, 2024-25 prices)".
_UNITS = re.compile(
    r"[£$€%]|gbp|usd|eur|percent(?:age)?|cent|0?000s?|thousands?|millions?|billions?|trillions?|bn|mn?|k"
)
_BESIDE = re.compile(
    r"all|figures?|numbers?|amounts?|values?|costs?|are|is|in|to|the|nearest|shown|expressed|rounded|units?|per|of|gdp|points?|"
    r"nominal|real|cash|constant|terms|prices?|and|unless|otherwise|stated|a|year|week|month|annual|weekly|monthly|outturn"
)
_OF_WHICH = re.compile(r"(?:of which|including|comprising|made up of)\s*:?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of figures. `cells` are as many as the table's columns, the empty ones empty; `place` counts from 0 in the grid.

    `group` is the row label it stands under ("Income tax, of which"); `unit_note` that of its group where it has its own.
    """

    cells: tuple[str, ...]
    place: int
    group: str = ""
    unit_note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read. `columns` holds each column's heading path joined ("Forecast, 2025-26")."""

    title: str
    unit_note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and nothing else, a year alone not being one."""
    return bool(_NUMBER.fullmatch(cell.strip())) and not is_when(cell)


def is_when(cell: str) -> bool:
    """Whether a cell is a year, financial year, quarter or month."""
    return bool(_WHEN.fullmatch(cell.strip()))


def is_nil(cell: str) -> bool:
    """Whether a cell is a mark for nil, suppressed or not available."""
    return bool(_NIL.fullmatch(cell.strip()))


def is_unit(words: str) -> bool:
    """Whether words say only what unit figures are in."""
    if len(words) > 90 or is_number(words):
        return False
    parts = re.findall(r"[£$€%]|[a-z]+|\d[\d/–-]*s?", words.lower())
    named = [part for part in parts if _UNITS.fullmatch(part)]
    return bool(named) and all(part in named or _BESIDE.fullmatch(part) or is_when(part) for part in parts)


def structured(
    grid: Sequence[Sequence[str]],
    *,
    title: str = "",
    unit_note: str = "",
    heads: int | None = None,
    indents: Sequence[int] = (),
) -> Table:
    """The table that a rectangular grid of cell texts holds. Text cells that span columns are repeated in each.

    `heads` is how many rows at the top are headings, where the format says it; else they are told by their cells.
    `indents` gives each row label's depth, where known. Rows of one label alone name the group of those below. A grid
    without figures is a table of words: its first row is its heading.
    """
    width = max((len(row) for row in grid), default=0)
    rows = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in grid]
    first = _headings(rows) if heads is None else max(heads, 0)
    first = 0 if first >= len(rows) else first
    unit = unit_note
    for row in rows[:first]:
        words = distinct(row)
        if not unit and words and all(is_unit(cell) for cell in words):
            unit = words[0]
    columns = tuple(_path(rows[:first], place, unit) for place in range(width))
    body, notes = _body(rows, first, indents)
    return Table(title, unit, columns, tuple(body), tuple(notes))


def distinct(row: Sequence[str]) -> list[str]:
    """The different texts of a row's cells, in order."""
    return list(dict.fromkeys(cell for cell in row if cell))


def _path(heads: Sequence[Sequence[str]], place: int, unit: str) -> str:
    """The headings above a column, outermost first, each once; a unit that holds for all is left to the unit note."""
    parts: list[str] = []
    for row in heads:
        cell = row[place]
        if cell and cell not in parts and cell != unit:
            parts.append(cell)
    return ", ".join(parts)


def _headings(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top are headings: those before the first row with a figure, without the group labels just above it."""
    for place, row in enumerate(rows):
        if is_data(row):
            while place > 1 and len(distinct(rows[place - 1])) == 1 and rows[place - 1][0]:
                place -= 1
            return place
    return 1 if len(rows) > 1 else 0


def is_data(row: Sequence[str]) -> bool:
    """A row of figures: a label or nothing, then at least one number, or marks for nil alone."""
    rest = [cell for cell in row[1:] if cell]
    if any(is_number(cell) for cell in rest):
        return True
    return bool(row and row[0] and rest) and all(is_nil(cell) for cell in rest)


def _body(rows: Sequence[Sequence[str]], first: int, indents: Sequence[int]) -> tuple[list[Row], list[str]]:
    """The rows below the headings, and the notes among them. In a table of words every row is one of its rows."""
    found: list[Row] = []
    notes: list[str] = []
    last = max((place for place, row in enumerate(rows) if place >= first and is_data(row)), default=-1)
    group = unit = ""
    parent: tuple[str, int] | None = None  # the label that "of which" opened, and its depth
    label, depth = "", 0
    unit_row = -1
    for place in range(first, len(rows)):
        row = rows[place]
        words = distinct(row)
        if not words:
            continue
        here = indents[place] if place < len(indents) else 0
        alone = len(words) == 1 and len(row) > 1 and not is_number(words[0])
        if alone and place < last:
            if _OF_WHICH.fullmatch(words[0]):
                parent = (label, depth)
            elif is_unit(words[0]):
                unit, unit_row = words[0], place
            else:
                group, parent = words[0].rstrip(":"), None
                if unit_of(words[0]) and re.search(r"[%£$€]|per cent", words[0]):
                    unit = words[0]
                elif unit_row < place - 1:
                    # A unit just above a group's label is the group's; an earlier one was another group's.
                    unit = ""
            continue
        if alone and last >= 0:
            notes.append(words[0])
            continue
        label, depth = next((cell for cell in row if cell and not is_number(cell)), ""), here
        if parent and here <= parent[1]:
            parent = None
        path = f"{group}, {parent[0]}, of which" if group and parent else f"{parent[0]}, of which" if parent else group
        found.append(Row(tuple(row), place, path, unit))
    return found, notes
