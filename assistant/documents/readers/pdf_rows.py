"""The rows of a PDF table: lines gathered by rules, white space and values, and cut into cells by the columns."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from assistant.documents.readers.pdf_columns import Column, column_at
from assistant.documents.readers.pdf_layout import YEAR, Line, horizontals, segments
from assistant.documents.readers.pdf_words import Rule, Word

#: White space between lines of one cell and of two rows: closer than so many letter heights, and wider than so many times the other side.
_TIGHT, _WIDER = 0.22, 1.35
_OPEN_ENDS = (",", "-", "–", "(", "/", "&", ":")
_OPEN_WORDS = frozenset(
    [
        "of",
        "and",
        "or",
        "to",
        "the",
        "for",
        "in",
        "by",
        "on",
        "with",
        "from",
        "a",
        "an",
        "per",
        "as",
        "at",
        "not",
        "than",
        "which",
        "that",
    ]
)


class Row(NamedTuple):
    """The cells of one row, one a column (empty where blank), and the box of its words."""

    cells: tuple[str, ...]
    top: float
    bottom: float
    x0: float
    bold: bool
    #: The columns that each cell's words reach over.
    spans: tuple[tuple[int, int], ...]

    @property
    def filled(self) -> int:
        return sum(bool(cell) for cell in self.cells)


def rows_of(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Row]:
    """The lines of a table as rows.

    Lines between two rules across the table with one line of values are one row. Otherwise a line without values goes
    with the nearer neighbour, or, between equal gaps, with the row whose label it carries on; else it is a row by itself.
    """
    if not lines:
        return []
    left, right = columns[0].x0, columns[-1].x1
    levels = horizontals(rules, left, right, lines[0].top, lines[-1].bottom)
    found: list[Row] = []
    for band in _bands(lines, levels):
        found += [row_of(group, columns) for group in _groups(band, columns)]
    return found


def _bands(lines: Sequence[Line], levels: Sequence[float]) -> list[list[Line]]:
    """The lines between each two rules."""
    bands: dict[int, list[Line]] = {}
    for line in lines:
        bands.setdefault(sum(level < (line.top + line.bottom) / 2 for level in levels), []).append(line)
    return [bands[key] for key in sorted(bands)]


def _groups(band: Sequence[Line], columns: Sequence[Column]) -> list[list[Line]]:
    valued = [place for place, line in enumerate(band) if _has_values(line, columns)]
    if len(valued) <= 1 and _is_tight(band):
        return [list(band)]
    owner: list[int] = []
    blocks = _blocks(band, valued)
    for place in range(len(band)):
        own = place if place in valued else blocks.get(place)
        owner.append(_owner(band, place, valued, columns, owner) if own is None else own)
    groups: dict[int, list[Line]] = {}
    for place, line in enumerate(band):
        groups.setdefault(owner[place], []).append(line)
    return sorted(groups.values(), key=lambda group: min(line.top for line in group))


def _blocks(band: Sequence[Line], valued: Sequence[int]) -> dict[int, int]:
    """The line of values of each line of a block: of lines that touch, apart from those above and below, with one line of values."""
    size = median(one.height for one in band)
    blocks: list[list[int]] = []
    bottom = float("-inf")
    for place, line in enumerate(band):
        if not blocks or line.top - bottom > _TIGHT * size:
            blocks.append([])
        blocks[-1].append(place)
        bottom = max(bottom, line.bottom)
    held = {tuple(block): [place for place in block if place in valued] for block in blocks}
    return {place: values[0] for block, values in held.items() if len(values) == 1 for place in block}


def _is_tight(band: Sequence[Line]) -> bool:
    return all(gap <= _TIGHT * band[place].height + 1.2 for place, gap in enumerate(_gaps(band)))


def _gaps(band: Sequence[Line]) -> list[float]:
    return [band[place + 1].top - band[place].bottom for place in range(len(band) - 1)]


def _owner(
    band: Sequence[Line], place: int, valued: Sequence[int], columns: Sequence[Column], owners: Sequence[int]
) -> int:
    """The line of values that a line without any belongs to, or its own place."""
    line = band[place]
    before = max((one for one in valued if one < place), default=None)
    after = min((one for one in valued if one > place), default=None)
    size = median(one.height for one in band)
    # At the edge of the band nothing is nearer than a line apart.
    above = line.top - band[place - 1].bottom if place else size
    below = band[place + 1].top - line.bottom if place + 1 < len(band) else size
    held = owners[place - 1] if place else None
    # Where rows of values touch one another, touching says nothing of a label's lines.
    rows = [band[one + 1].top - band[one].bottom for one in valued if one + 1 in valued]
    tight = _TIGHT * size if not rows or median(rows) > _TIGHT * size else -size
    joins_above = above <= tight or above * _WIDER + 0.1 * size < below < size
    joins_below = below <= tight or below * _WIDER + 0.1 * size < above < size
    if joins_above and not joins_below and held is not None:
        return held
    if joins_below and not joins_above:
        nearest = place + 1
        return after if after is not None and _chained(band, nearest, after, size) else place
    if joins_above and joins_below:
        # Lines that touch on both sides: the values stand in the middle of their label, or label lines run on.
        if before is None or after is None:
            return after if before is None and after is not None else before if before is not None else place
        first = abs((band[before].top + band[before].bottom) - (line.top + line.bottom))
        last = abs((band[after].top + band[after].bottom) - (line.top + line.bottom))
        return before if first <= last else after
    if held is not None and _goes_on(band[place - 1], line):
        return held
    if after == place + 1 and _carries(line, band[after], columns):
        return after
    return place


def _chained(band: Sequence[Line], start: int, end: int, size: float) -> bool:
    return all(band[one + 1].top - band[one].bottom <= (_TIGHT + 0.2) * size for one in range(start, end))


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line of words goes on from the label above it."""
    first = line.words[0].text
    last = segments(before)[0].text.rsplit(" ", 1)[-1]
    return first[:1].islower() or first[:1] in ")&" or last.lower() in _OPEN_WORDS or last.endswith(_OPEN_ENDS[:-1])


def _carries(line: Line, values: Line, columns: Sequence[Column]) -> bool:
    """Whether the label of a line of values goes on from the line above it, or is missing."""
    label = [word for word in values.words if column_at(columns, word.x0, word.x1) == 0]
    if not label:
        return True
    return label[0].text[:1].islower() or line.words[-1].text.lower() in _OPEN_WORDS


def _has_values(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a cell after the first holds a number, or most columns hold something. A year alone may end a label."""
    cells = [(column_at(columns, one.x0, one.x1), one) for one in segments(line)]
    if len(cells) == 1 and cells[0][0] < 2 and YEAR.fullmatch(cells[0][1].text):
        return False
    return any(place > 0 and one.is_number for place, one in cells) or len({place for place, _ in cells}) > max(
        1, 0.6 * len(columns)
    )


def row_of(lines: Sequence[Line], columns: Sequence[Column]) -> Row:
    """Lines as one row of cells; words on several lines of a cell follow one another."""
    cells: list[list[Word]] = [[] for _ in columns]
    reach: list[list[int]] = [[] for _ in columns]
    for line in lines:
        for part in _parts(line, columns):
            place = column_at(columns, part[0].x0, part[-1].x1)
            if part[-1].x1 - part[0].x0 > 1.25 * (columns[place].x1 - columns[place].x0):
                place = column_at(columns, part[0].x0, part[0].x1)
            cells[place] += part
            reach[place] += [
                one
                for one, column in enumerate(columns)
                if min(part[-1].x1, column.x1) - max(part[0].x0, column.x0) > 0.3 * (column.x1 - column.x0)
            ] or [place]
    return Row(
        tuple(joined(words) for words in cells),
        min(line.top for line in lines),
        max(line.bottom for line in lines),
        min(line.x0 for line in lines),
        all(line.bold for line in lines),
        tuple((min(one), max(one)) if one else (place, place) for place, one in enumerate(reach)),
    )


def _parts(line: Line, columns: Sequence[Column]) -> list[list[Word]]:
    """The words of a line cut where one column ends and the next begins; words that run over a strip stay together."""
    parts: list[list[Word]] = []
    for word in line.words:
        last = parts[-1][-1] if parts else None
        if last is None:
            parts.append([word])
            continue
        one, other = column_at(columns, last.x0, last.x1), column_at(columns, word.x0, word.x1)
        gap = word.x0 - last.x1
        space = 0.42 * min(word.height, last.height)
        crossing = word.x0 < columns[other].x0 - 1 or last.x1 > columns[one].x1 + 1
        if one == other or (crossing and gap < space):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def joined(words: Sequence[Word]) -> str:
    """The words of a cell as text: lines follow one another, a word that a hyphen broke is mended."""
    text = ""
    for place, word in enumerate(words):
        if place and text.endswith("-") and word.text[:1].islower() and word.top > words[place - 1].bottom - 1:
            text += word.text
        else:
            text = f"{text} {word.text}" if text else word.text
    return text.replace("|", "¦")
