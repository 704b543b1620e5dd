"""Tables on a PDF page: where they stand, and each as title, unit note, column headings and rows.

Columns are found by the x-positions of what stands in them, so that a blank cell shifts nothing; rules help where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.documents.readers.pdf_columns import Column, columns_of
from assistant.documents.readers.pdf_headings import UNIT, header_rows, headings, is_section
from assistant.documents.readers.pdf_layout import YEAR, Line, segments
from assistant.documents.readers.pdf_regions import TITLE, is_anchor, regions
from assistant.documents.readers.pdf_rows import Row, rows_of
from assistant.documents.readers.pdf_words import Rule, Word

#: White space between a title and its table, in letter heights, and most lines of headings.
_FAR = 4.0
_HEADING_LINES = 9
_UNIT_IN_TITLE = re.compile(r"[£$€] ?(?:thousand|million|billion|trillion|mn|bn|m|k)\b|\(%\)|per cent\b", re.I)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row under the column headings; `section` is the heading inside the table that it stands under."""

    cells: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read. `headings` has one entry a column; `top` and `bottom` are its place on the page, `columns` the x-ranges."""

    title: str
    unit_note: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    top: float
    bottom: float
    columns: tuple[Column, ...]
    #: The heading lines as printed, one after the other.
    printed: tuple[str, ...] = ()


def find_tables(
    lines: Sequence[Line], rules: Sequence[Rule], upwards: Sequence[Word]
) -> tuple[list[Table], list[Line]]:
    """The tables among the lines of a page or of one of its columns, and the lines that are in none, both from the top."""
    tables: list[Table] = []
    used: set[int] = set()
    for start, end in regions(lines, rules):
        if any(place in used for place in range(start, end)):
            continue
        found = _table(lines, start, end, rules, upwards)
        if found:
            table, first, last = found
            tables.append(table)
            used.update(range(first, last))
    return tables, [line for place, line in enumerate(lines) if place not in used]


def _table(
    lines: Sequence[Line], start: int, end: int, rules: Sequence[Rule], upwards: Sequence[Word]
) -> tuple[Table, int, int] | None:
    """The table of a run of lines with the run it takes in with its headings; None where it comes to no table."""
    body = list(lines[start:end])
    top, bottom = body[0].top, body[-1].bottom
    valued = [line for line in body if is_anchor(line)] or [line for line in body if len(segments(line)) > 1]
    if len(valued) < 2:
        return None
    starts = [one.x0 for line in valued for one in segments(line)[1:] if one.is_number]
    labels = [line for line in body if not is_anchor(line) and starts and line.x1 < min(starts)]
    columns = columns_of([*valued, *labels], rules, top, bottom)
    if len(columns) < 2:
        return None
    columns = _with_label(columns, body)
    first = _headed(lines, start, columns, rules)
    head = list(lines[first:start])
    rows = rows_of([*head, *body], columns, rules)
    count = header_rows(rows, columns)
    beside = (
        [
            word
            for word in upwards
            if columns[0].x0 - 4 <= word.x0 <= columns[-1].x1 + 4 and top - 250 < word.bottom <= rows[count].top + 4
        ]
        if count < len(rows)
        else []
    )
    while count > 1 and is_section(rows[count - 1], rows[: count - 1]):
        count -= 1
    over = headings(rows[:count], columns, beside)
    taken, title, unit = _title(lines, first)
    unit = unit or next((one for row in rows[:count] for one in row.cells if UNIT.fullmatch(one.strip())), "")
    unit = unit or (match.group() if (match := _UNIT_IN_TITLE.search(title)) else "")
    table_rows = _sectioned(rows[count:])
    if not table_rows or sum(sum(bool(cell) for cell in row.cells) > 1 for row in table_rows) < max(
        1, 0.3 * len(table_rows)
    ):
        return None
    printed = tuple(" | ".join(cell for cell in row.cells if cell) for row in rows[:count])
    table = Table(title, unit.strip(" ()"), over, table_rows, lines[taken].top, bottom, tuple(columns), printed)
    return table, taken, end


def _with_label(columns: list[Column], body: Sequence[Line]) -> list[Column]:
    """The first column reaches left to labels that stand on lines without values."""
    left = min(line.x0 for line in body)
    return [Column(min(left, columns[0].x0), columns[0].x1), *columns[1:]]


def _headed(lines: Sequence[Line], start: int, columns: Sequence[Column], rules: Sequence[Rule]) -> int:
    """Where the heading lines above the first line of values begin."""
    first = start
    while first > 0 and start - first < _HEADING_LINES:
        line = lines[first - 1]
        gap = lines[first].top - line.bottom
        pieces = segments(line)
        inside = columns[0].x0 - 12 <= line.x0 and line.x1 <= columns[-1].x1 + 12
        over_values = line.x0 >= columns[0].x1 - 2 or len(pieces) > 1
        ruled = any(
            rule.horizontal
            and line.bottom - 2 <= rule.level <= lines[first].top + 2
            and rule.end - rule.start > 0.5 * (columns[-1].x1 - columns[0].x0)
            for rule in rules
        )
        label = len(pieces) == 1 and line.x1 <= columns[0].x1 + 2 and gap < 0.3 * line.height and first < start
        if not inside or TITLE.match(line.text) or gap > (1.1 if not ruled else 1.6) * line.height:
            break
        if not (over_values or label) or any(len(piece.text) > 60 for piece in pieces):
            break
        first -= 1
    return first


def _title(lines: Sequence[Line], first: int) -> tuple[int, str, str]:
    """Where the title above the headings begins, the title, and the unit note that stands apart from it."""
    unit, place = "", first
    while place > 0 and first - place < 3 and UNIT.fullmatch(lines[place - 1].text.strip()):
        place -= 1
        unit = lines[place].text
    for back in range(place - 1, max(-1, place - 5), -1):
        if lines[back + 1].top - lines[back].bottom > _FAR * lines[back].height:
            break
        if TITLE.match(lines[back].text):
            words = [line.text for line in lines[back:place]]
            apart = segments(lines[back])
            if len(apart) > 1 and UNIT.fullmatch(apart[-1].text.strip()):
                unit = unit or apart[-1].text
                words[0] = " ".join(one.text for one in apart[:-1])
            return back, " ".join(words), unit
    if place > 0 and lines[place].top - lines[place - 1].bottom < 1.8 * lines[place - 1].height:
        above = lines[place - 1]
        if (
            len(segments(above)) <= 2
            and (above.bold or len(above.text) < 90)
            and not above.text.rstrip().endswith((".", ";"))
        ):
            return place - 1, above.text, unit
    return place, "", unit


def _sectioned(rows: Sequence[Row]) -> tuple[TableRow, ...]:
    """The rows, each with the heading inside the table that it stands under. A row with a label alone is such a heading."""
    section = ""
    found: list[TableRow] = []
    for place, row in enumerate(rows):
        if row.filled == 1 and place + 1 < len(rows):
            section = next(cell for cell in row.cells if cell)
            found.append(TableRow(row.cells, ""))
        else:
            found.append(TableRow(row.cells, section))
    return tuple(found)


def continued(table: Table, before: Table | None) -> Table:
    """A table at the top of a page with the title, unit note and headings of the one that it goes on from."""
    if before is None or TITLE.match(table.title):
        return table
    years, others = ([one for one in each.headings if YEAR.fullmatch(one)] for each in (table, before))
    alike = len(table.columns) == len(before.columns) and all(
        abs(one.middle - two.middle) < 30 for one, two in zip(table.columns[1:], before.columns[1:], strict=True)
    )
    if not any(table.headings) and alike:
        return replace(
            table, title=before.title, unit_note=table.unit_note or before.unit_note, headings=before.headings
        )
    if (years and years == others) or (alike and table.headings == before.headings):
        return replace(table, title=before.title, unit_note=table.unit_note or before.unit_note)
    return table
