"""The headings of a PDF table's columns: which rows at its top they are, and what stands over each column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.readers.pdf_columns import Column, column_at
from assistant.documents.readers.pdf_layout import YEAR
from assistant.documents.readers.pdf_rows import Row
from assistant.documents.readers.pdf_words import Word

#: A cell that gives a unit and nothing else.  £ million  per cent of GDP
UNIT = re.compile(
    r"\(?\s*(?:[£$€](?: ?(?:thousand|million|billion|trillion|k|m|mn|bn|tn|000s?)\b)?|per ?cent(?: of [\w ]{2,30})?|%(?: of [\w ]{2,30})?|thousands?|millions?|billions?)"
    r"(?:,? (?:unless otherwise stated|nominal|cash|real terms|(?:19|20)\d\d[\w\- ]{0,16} prices))?\s*\)?",
    re.I,
)


def header_rows(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """How many rows from the top are headings: those before the first row of values."""
    for place, row in enumerate(rows):
        values = [cell for cell in row.cells[1:] if cell]
        numbers = [cell for cell in values if any(character.isdigit() for character in cell) and not _is_period(cell)]
        plain = [cell for cell in numbers if re.fullmatch(r"[^A-Za-z]*(?:k|m|mn|bn|tn|p|pp|x)?[^A-Za-z]*", cell)]
        if plain and (row.cells[0] or len(plain) > 1 or place > 2):
            return place
    first_bold = next((place for place, row in enumerate(rows) if not row.bold), 1)
    return min(max(1, first_bold), max(1, len(rows) - 1), 3) if rows and rows[0].filled > 1 else 0


def is_section(row: Row, above: Sequence[Row]) -> bool:
    """Whether the last of the heading rows is a heading of the rows below it: words at the left under a fuller row."""
    return (
        row.filled == 1
        and bool(row.cells[0] or row.spans[0][0] == 0)
        and bool(above)
        and above[-1].filled > 2
        and not any(UNIT.fullmatch(cell.strip()) for cell in row.cells if cell)
    )


def _is_period(cell: str) -> bool:
    return all(YEAR.fullmatch(part) or not any(c.isdigit() for c in part) for part in cell.split())


def headings(rows: Sequence[Row], columns: Sequence[Column], upwards: Sequence[Word]) -> tuple[str, ...]:
    """One heading a column: the words above it from the top; a heading over several columns belongs to each."""
    parts: list[list[str]] = [[] for _ in columns]
    for number, row in enumerate(rows):
        cells = [(place, cell) for place, cell in enumerate(row.cells) if cell and not UNIT.fullmatch(cell.strip())]
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
