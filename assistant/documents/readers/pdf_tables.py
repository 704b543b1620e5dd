"""Tables on a PDF page: where they stand, and each as title, unit note, column headings and rows.

Columns are found by the x-positions of what stands in them, so that a blank cell shifts nothing; rules help where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assistant.documents.readers.pdf_columns import Column, column_at, columns_of
from assistant.documents.readers.pdf_layout import YEAR, Line, segments
from assistant.documents.readers.pdf_rows import Row, rows_of
from assistant.documents.readers.pdf_words import Rule, Word

#: White space above and below lines of one table, in letter heights.
_NEAR, _FAR = 2.4, 4.0
#: Most lines in a row without values that a table is read over: section headings between its rows.
_BETWEEN = 3
_HEADING_LINES = 9
_TITLE = re.compile(r"(?:table|chart|figure|exhibit|annex|box|schedule)\s+[A-Z]?\d*[A-Z]?(?:[.\-]\w+)*\b", re.I)
_UNIT = re.compile(
    r"\(?\s*(?:[£$€](?: ?(?:thousand|million|billion|trillion|k|m|mn|bn|tn|000s?)\b)?|per ?cent(?: of [\w ]{2,30})?|%(?: of [\w ]{2,30})?|thousands?|millions?|billions?)"
    r"(?:,? (?:unless otherwise stated|nominal|cash|real terms|(?:19|20)\d\d[\w\- ]{0,16} prices))?\s*\)?",
    re.I,
)
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
    for start, end in _regions(lines, rules):
        if any(place in used for place in range(start, end)):
            continue
        found = _table(lines, start, end, rules, upwards)
        if found:
            table, first, last = found
            tables.append(table)
            used.update(range(first, last))
    return tables, [line for place, line in enumerate(lines) if place not in used]


def _regions(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """Runs of lines, as (first, after the last), in which values stand under one another, or which a grid of rules holds."""
    found = [*_grids(lines, rules)]
    place = 0
    while place < len(lines):
        if any(start <= place < end for start, end in found) or not _is_anchor(lines[place]):
            place += 1
            continue
        anchors = [place]
        after = place + 1
        while after < len(lines):
            if any(start <= after < end for start, end in found) or not _near(lines, after):
                break
            if _TITLE.match(lines[after].text) and any(character.isdigit() for character in lines[after].text[:14]):
                break
            if _is_anchor(lines[after]) and _aligned(lines[after], [lines[one] for one in anchors[-12:]]):
                anchors.append(after)
            elif (
                _is_wide(lines, anchors, after)
                and sum(_is_wide(lines, anchors, one) for one in range(anchors[-1] + 1, after + 1)) > _BETWEEN
            ):
                break
            after += 1
        if _is_enough([lines[one] for one in anchors]):
            end = anchors[-1] + 1
            while end < len(lines) and _hangs_on(lines, anchors, end):
                end += 1
            found.append((anchors[0], end))
            place = end
        else:
            place += 1
    return sorted(found)


def _grids(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """Runs of lines inside rules that cross: at least two columns and two rows of boxes."""
    boxes: list[list[float]] = []
    upright = [rule for rule in rules if not rule.horizontal and rule.end - rule.start > 6]
    level = [rule for rule in rules if rule.horizontal and rule.end - rule.start > 12]
    for rule in upright:
        x0, x1, top, bottom = rule.level, rule.level, rule.start, rule.end
        for other in level:
            if rule.start - 3 <= other.level <= rule.end + 3 and other.start - 3 <= rule.level <= other.end + 3:
                x0, x1 = min(x0, other.start), max(x1, other.end)
        boxes.append([x0, top, x1, bottom])
    merged: list[list[float]] = []
    for box in sorted(boxes, key=lambda one: one[1]):
        for one in merged:
            if box[0] <= one[2] + 3 and one[0] <= box[2] + 3 and box[1] <= one[3] + 3 and one[1] <= box[3] + 3:
                one[:] = [min(one[0], box[0]), min(one[1], box[1]), max(one[2], box[2]), max(one[3], box[3])]
                break
        else:
            merged.append(list(box))
    found = []
    for x0, top, x1, bottom in merged:
        inner = {
            round(rule.level / 3)
            for rule in upright
            if x0 + 5 < rule.level < x1 - 5 and rule.end > top and rule.start < bottom
        }
        across = {
            round(rule.level / 3)
            for rule in level
            if top - 3 <= rule.level <= bottom + 3 and rule.start < x1 and rule.end > x0
        }
        inside = [
            place
            for place, line in enumerate(lines)
            if top - 2 <= (line.top + line.bottom) / 2 <= bottom + 2 and x0 - 3 <= line.x0 and line.x1 <= x1 + 6
        ]
        if inner and len(across) >= 3 and len(inside) >= 2 and inside[-1] - inside[0] + 1 == len(inside):
            several = sum(len(segments(lines[place])) > 1 for place in inside)
            if several >= 2 and several >= 0.25 * len(inside):
                found.append((inside[0], inside[-1] + 1))
    return found


def _is_anchor(line: Line) -> bool:
    """Whether a line looks like a row of values: numbers apart from its words, or several runs of words far apart."""
    pieces = segments(line)
    if len(pieces) < 2:
        return False
    numbers = sum(piece.is_number for piece in pieces[1:])
    if numbers:
        words = max(len(piece.text.split()) for piece in pieces)
        return numbers > 1 or pieces[-1].is_number or words <= 8
    wide = all(two.x0 - one.x1 > 1.1 * line.height for one, two in pairwise(pieces))
    return len(pieces) >= 3 and wide


def _near(lines: Sequence[Line], place: int) -> bool:
    return lines[place].top - max(lines[place - 1].bottom, lines[place - 1].top) < _NEAR * max(
        lines[place].height, lines[place - 1].height
    )


def _aligned(line: Line, anchors: Sequence[Line]) -> bool:
    """Whether the line's later segments stand under those of lines before it."""
    spans = [(one.x0, one.x1) for anchor in anchors for one in segments(anchor)[1:]]
    own = segments(line)[1:]
    return sum(any(one.x0 < x1 + 2 and x0 - 2 < one.x1 for x0, x1 in spans) for one in own) * 2 >= len(own)


def _is_wide(lines: Sequence[Line], anchors: Sequence[int], place: int) -> bool:
    """Whether a line without values reaches over the columns of values."""
    starts = [segments(lines[one])[1].x0 for one in anchors[-6:] if len(segments(lines[one])) > 1]
    return bool(starts) and lines[place].x1 > median(starts) + 4 and len(segments(lines[place])) == 1


def _is_enough(anchors: Sequence[Line]) -> bool:
    numeric = [line for line in anchors if any(one.is_number for one in segments(line)[1:])]
    if len(numeric) >= 2:
        return True
    return len(anchors) >= 3 if not numeric else len(segments(numeric[0])) >= 4 and len(anchors) >= 2


def _hangs_on(lines: Sequence[Line], anchors: Sequence[int], place: int) -> bool:
    """Whether a line below the last values goes on with its label."""
    line = lines[place]
    gap = line.top - max(one.bottom for one in lines[anchors[-1] : place])
    values = [one.x0 for anchor in anchors for one in segments(lines[anchor])[1:] if one.is_number]
    left = min(lines[anchor].x0 for anchor in range(anchors[0], anchors[-1] + 1))
    close = gap < 0.2 * line.height + 0.5
    return close and bool(values) and line.x1 < min(values) and line.x0 >= left - 4 and not _TITLE.match(line.text)


def _table(
    lines: Sequence[Line], start: int, end: int, rules: Sequence[Rule], upwards: Sequence[Word]
) -> tuple[Table, int, int] | None:
    """The table of a run of lines with the run it takes in with its headings; None where it comes to no table."""
    body = list(lines[start:end])
    top, bottom = body[0].top, body[-1].bottom
    valued = [line for line in body if _is_anchor(line)] or [line for line in body if len(segments(line)) > 1]
    if len(valued) < 2:
        return None
    starts = [one.x0 for line in valued for one in segments(line)[1:] if one.is_number]
    labels = [line for line in body if not _is_anchor(line) and starts and line.x1 < min(starts)]
    columns = columns_of([*valued, *labels], rules, top, bottom)
    if len(columns) < 2:
        return None
    columns = _with_label(columns, body)
    first = _headed(lines, start, columns, rules)
    head = list(lines[first:start])
    rows = rows_of([*head, *body], columns, rules)
    count = _header_rows(rows, columns)
    beside = (
        [
            word
            for word in upwards
            if columns[0].x0 - 4 <= word.x0 <= columns[-1].x1 + 4 and top - 250 < word.bottom <= rows[count].top + 4
        ]
        if count < len(rows)
        else []
    )
    while count > 1 and _is_section(rows[count - 1], rows[: count - 1]):
        count -= 1
    headings = _headings(rows[:count], columns, beside)
    taken, title, unit = _title(lines, first)
    unit = unit or next((one for row in rows[:count] for one in row.cells if _UNIT.fullmatch(one.strip())), "")
    unit = unit or (match.group() if (match := _UNIT_IN_TITLE.search(title)) else "")
    table_rows = _sectioned(rows[count:])
    if not table_rows or sum(sum(bool(cell) for cell in row.cells) > 1 for row in table_rows) < max(
        1, 0.3 * len(table_rows)
    ):
        return None
    printed = tuple(" | ".join(cell for cell in row.cells if cell) for row in rows[:count])
    table = Table(title, unit.strip(" ()"), headings, table_rows, lines[taken].top, bottom, tuple(columns), printed)
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
        if not inside or _TITLE.match(line.text) or gap > (1.1 if not ruled else 1.6) * line.height:
            break
        if not (over_values or label) or any(len(piece.text) > 60 for piece in pieces):
            break
        first -= 1
    return first


def _header_rows(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """How many rows from the top are headings: those before the first row of values."""
    for place, row in enumerate(rows):
        values = [cell for cell in row.cells[1:] if cell]
        numbers = [cell for cell in values if any(character.isdigit() for character in cell) and not _is_period(cell)]
        plain = [cell for cell in numbers if re.fullmatch(r"[^A-Za-z]*(?:k|m|mn|bn|tn|p|pp|x)?[^A-Za-z]*", cell)]
        if plain and (row.cells[0] or len(plain) > 1 or place > 2):
            return place
    first_bold = next((place for place, row in enumerate(rows) if not row.bold), 1)
    return min(max(1, first_bold), max(1, len(rows) - 1), 3) if rows and rows[0].filled > 1 else 0


def _is_section(row: Row, above: Sequence[Row]) -> bool:
    """Whether the last of the heading rows is a heading of the rows below it: words at the left under a fuller row."""
    return (
        row.filled == 1
        and bool(row.cells[0] or row.spans[0][0] == 0)
        and bool(above)
        and above[-1].filled > 2
        and not any(_UNIT.fullmatch(cell.strip()) for cell in row.cells if cell)
    )


def _is_period(cell: str) -> bool:
    return all(YEAR.fullmatch(part) or not any(c.isdigit() for c in part) for part in cell.split())


def _headings(rows: Sequence[Row], columns: Sequence[Column], upwards: Sequence[Word]) -> tuple[str, ...]:
    """One heading a column: the words above it from the top; a heading over several columns belongs to each."""
    parts: list[list[str]] = [[] for _ in columns]
    for number, row in enumerate(rows):
        cells = [(place, cell) for place, cell in enumerate(row.cells) if cell and not _UNIT.fullmatch(cell.strip())]
        below = rows[number + 1 :]
        for place, cell in cells:
            for one in _spread(place, row, cells, below, len(columns)):
                parts[one].append(cell)
    for word in upwards:
        place = column_at(columns, word.x0, word.x1)
        parts[place].append(word.text)
    return tuple(" ".join(part) for part in parts)


def _spread(
    place: int, row: Row, cells: Sequence[tuple[int, str]], below: Sequence[Row], count: int
) -> range | tuple[int, ...]:
    """The columns that a heading stands over: as far as its words reach, and, over finer headings, half way to its neighbours."""
    first, last = row.spans[place]
    finer = any(sum(bool(cell) for cell in lower.cells[1:]) > sum(one > 0 for one, _ in cells) for lower in below)
    if place == 0 or not finer:
        return range(first, last + 1)
    own = [one for one, _ in cells if one > 0]
    where = own.index(place) if place in own else 0
    before = row.spans[own[where - 1]][1] if where else 0
    after = row.spans[own[where + 1]][0] if where + 1 < len(own) else count
    room_left, room_right = first - before - 1, after - last - 1
    if where == 0 and len(own) > 1:
        room_left, room_right = min(room_left, room_right // 2 + room_right % 2), room_right // 2
    elif where + 1 == len(own) and len(own) > 1:
        room_left, room_right = room_left // 2, min(room_right, room_left // 2 + room_left % 2)
    elif len(own) > 1:
        room_left, room_right = room_left // 2, room_right // 2
    else:
        room_left = room_right = min(room_left, room_right)
    return range(first - room_left, last + room_right + 1)


def _title(lines: Sequence[Line], first: int) -> tuple[int, str, str]:
    """Where the title above the headings begins, the title, and the unit note that stands apart from it."""
    unit, place = "", first
    while place > 0 and first - place < 3 and _UNIT.fullmatch(lines[place - 1].text.strip()):
        place -= 1
        unit = lines[place].text
    for back in range(place - 1, max(-1, place - 5), -1):
        if lines[back + 1].top - lines[back].bottom > _FAR * lines[back].height:
            break
        if _TITLE.match(lines[back].text):
            words = [line.text for line in lines[back:place]]
            apart = segments(lines[back])
            if len(apart) > 1 and _UNIT.fullmatch(apart[-1].text.strip()):
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
    if before is None or _TITLE.match(table.title):
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
