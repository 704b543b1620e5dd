"""The tables of a sheet: where each begins and ends, its title and unit, its heading rows, its notes.

A sheet is read from its rows of figures: a table is a run of them, with the rows of headings just above, the lone lines
above those (title, unit, remarks) and the lone lines below (notes). Tables side by side are parted at an empty column
where the right one has labels of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.documents.tables import Table, distinct, is_data, is_number, is_unit, is_when, structured
from assistant.figures.tables import unit_of

#: Lines that lead about the workbook and say nothing of their table.
_NAVIGATION = re.compile(
    r"(?:back|return|go|link)\b.{0,20}\b(?:contents?|index|top)|see notes|contents?|end of (?:work)?sheet|this worksheet contains .*",
    re.I,
)
#: "Table 2.1: ...", "Chart A", "3.4 Income tax ...".
_TITLE = re.compile(r"(?:table|chart|figure|annex)\s*[\w.]+|[A-Z]?\d+(?:\.\d+)+[a-z]?\b", re.I)
#: "Amounts are in millions unless otherwise stated."
_STATED_UNIT = re.compile(
    r"\b(?:numbers?|amounts?|values?|figures?|expenditure|costs?)\b[^.]*\bin (?:[£$€]|thousands|millions|billions|per ?cent)",
    re.I,
)
_UNIT_WORDS = 120


@dataclass(frozen=True, slots=True)
class Region:
    """A table of a sheet with the place of its first column; or, without a table, lone lines of the sheet."""

    lines: tuple[str, ...] = ()
    table: Table | None = None
    top: int = 0
    left: int = 0


def regions(rows: Sequence[Sequence[str]], indents: Sequence[int]) -> list[Region]:
    """The regions of a sheet, from top to bottom. A row's place in a table counts from the region's `top`."""
    found: list[Region] = []
    done = 0
    for first, last in _runs(rows):
        head = _head(rows, first, done)
        above = [place for place in range(done, head) if any(rows[place])]
        below = last + 1
        while below < len(rows) and len(distinct(rows[below])) == 1:
            below += 1
        title, unit, lines = _named([distinct(rows[place]) for place in above])
        if lines:
            found.append(Region(lines=tuple(lines)))
        for left, right in _parts(rows[head:below], first - head):
            grid = [list(row[left:right]) for row in rows[head:below]]
            depths = [
                4 * next((place for place, cell in enumerate(row) if cell and not is_number(cell)), 0)
                + indents[head + number]
                for number, row in enumerate(grid)
            ]
            heads = _heads(grid, first - head)
            table = structured(grid, title=title, unit_note=unit, heads=heads, indents=depths)
            if table.rows:
                found.append(Region(table=table, top=head, left=left))
        done = below
    rest = [" – ".join(distinct(row)) for row in rows[done:] if any(row)]
    kept = tuple(words for words in rest if not _NAVIGATION.fullmatch(words))
    return [*found, *([Region(lines=kept)] if kept else [])]


def _runs(rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The first and last row of figures of each table: rows of headings between two begin another."""
    runs: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        if not is_data(row):
            continue
        if runs and not any(_is_head(rows[between]) for between in range(runs[-1][1] + 1, place)):
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _is_head(row: Sequence[str]) -> bool:
    """Whether a row is one of headings: two or more different cells, none a figure."""
    words = distinct(row)
    return len(words) > 1 and not is_data(row)


def _head(rows: Sequence[Sequence[str]], first: int, done: int) -> int:
    """The first row of headings above a table's first row of figures; the labels of groups between them are passed over."""
    place = first
    while place > done and len(distinct(rows[place - 1])) == 1:
        place -= 1
    if place == done or not _is_head(rows[place - 1]):
        # No headings: lone lines above are its title, but for one that stands directly over its figures.
        return first
    while place > done and _is_head(rows[place - 1]):
        place -= 1
    # A lone heading that spans the columns, or a unit over them, belongs to the headings.
    while (
        place > done
        and (words := distinct(rows[place - 1]))
        and len(words) == 1
        and not rows[place - 1][0]
        and (is_when(words[0]) or is_unit(words[0]))
    ):
        place -= 1
    return place


def _heads(grid: Sequence[Sequence[str]], first: int) -> int:
    """How many rows of a grid are headings: those up to the last one of two or more cells above its figures."""
    return max(
        (
            place + 1
            for place in range(first)
            if _is_head(grid[place])
            or (distinct(grid[place]) and not grid[place][0] and is_unit(distinct(grid[place])[0]))
        ),
        default=0,
    )


def _named(above: Sequence[Sequence[str]]) -> tuple[str, str, list[str]]:
    """The title and unit among the lines above a table, and the lines that are neither."""
    lines = [" – ".join(words) for words in above if words and not _NAVIGATION.fullmatch(" – ".join(words))]
    lines = [line for line in lines if not _NAVIGATION.match(line) or len(line) > 60]
    unit = next((line for line in reversed(lines) if is_unit(line)), "")
    if not unit:
        unit = next(
            (
                line
                for line in reversed(lines[1:])
                if len(line) <= _UNIT_WORDS and unit_of(line) and not _TITLE.match(line)
            ),
            "",
        )
    stated = [line for line in lines[1:] if _STATED_UNIT.search(line)]
    if not unit and stated:
        # A remark that gives the units among other things: it stays a line of the sheet.
        unit = " ".join(part for part in re.split(r"(?<=\.)\s+", stated[-1]) if _STATED_UNIT.search(part))
    named = [line for line in lines if line != unit]
    title = next((line for line in reversed(named) if _TITLE.match(line)), named[0] if named else "")
    return title, unit, [line for line in named if line != title]


def _parts(rows: Sequence[Sequence[str]], first: int) -> list[tuple[int, int]]:
    """The columns, from and up to, of each table that stands in these rows."""
    width = max((len(row) for row in rows), default=0)
    empty = [all(not row[column] or len(distinct(row)) == 1 for row in rows) for column in range(width)]
    filled = [column for column in range(width) if not empty[column]]
    if not filled:
        return []
    cuts = [filled[0]]
    for before, column in pairwise(filled):
        if column > before + 1:
            labels = [row[column] for row in rows[first:] if row[column]]
            others = [any(is_number(cell) for cell in row[column + 1 :]) for row in rows[first:]]
            if (
                labels
                and any(others)
                and sum(not is_number(cell) and any(map(str.isalpha, cell)) for cell in labels) > 0.7 * len(labels)
            ):
                cuts.append(column)
    ends = [*cuts[1:], filled[-1] + 1]
    return [(cut, max(column for column in filled if column < end) + 1) for cut, end in zip(cuts, ends, strict=True)]
