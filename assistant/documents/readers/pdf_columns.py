"""The columns of a PDF table: the white strips and rules that its lines leave between their words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assistant.documents.readers.pdf_layout import NUMBER, YEAR, Line, Segment, segments
from assistant.documents.readers.pdf_words import Rule

#: Share of the lines that may cross a strip that parts two columns: one overlong label in a long table.
_CROSSING = 0.04
#: A space between words of one cell is at most so many heights wide.
_SPACE = 0.5
#: Share of a table's height that a vertical rule runs along where it parts columns.
_ALONG = 0.45


class Column(NamedTuple):
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def columns_of(lines: Sequence[Line], rules: Sequence[Rule], top: float, bottom: float) -> list[Column]:
    """The columns of a table from those of its lines that hold values, and from the vertical rules between `top` and `bottom`.

    Numbers that stand side by side on a line are never of one column; words with only a space between them are.
    """
    size = median(line.height for line in lines)
    pieces = [segments(line) for line in lines]
    # Over many lines spaces between words do not stand under one another: the words themselves tell more.
    boxes = [[Segment(word.text, word.x0, word.x1) for word in line.words] for line in lines]
    found = _strips(boxes if len(lines) >= 8 else pieces, _least(len(lines), size))
    found = _cut_at_rules(found, _upright_rules(rules, top, bottom), pieces)
    found = _parted_numbers(found, pieces)
    return _joined_words(found, lines, _upright_rules(rules, top, bottom))


def _least(count: int, size: float) -> float:
    """The narrowest white strip that parts columns: the fewer lines agree on it, the wider."""
    return size * (0.2 if count >= 6 else 0.35 if count >= 3 else _SPACE)


def _strips(pieces: Sequence[Sequence[Segment]], least: float) -> list[Column]:
    """Runs of x that the segments cover, parted where all but a few lines leave it white."""
    edges = sorted(
        [(segment.x0, 1) for line in pieces for segment in line]
        + [(segment.x1, -1) for line in pieces for segment in line]
    )
    allowed = int(_CROSSING * len(pieces))
    found: list[Column] = []
    depth, start = 0, 0.0
    for x, step in edges:
        before, depth = depth, depth + step
        if before <= allowed < depth:
            start = x
        elif depth <= allowed < before:
            if found and start - found[-1].x1 < least:
                found[-1] = Column(found[-1].x0, x)
            else:
                found.append(Column(start, x))
    return found


def _upright_rules(rules: Sequence[Rule], top: float, bottom: float) -> list[float]:
    """The x of the vertical rules that run along much of the table, pieces of one rule taken together."""
    levels: dict[float, float] = {}
    for rule in rules:
        if not rule.horizontal and rule.end > top - 2 and rule.start < bottom + 2:
            level = next((one for one in levels if abs(one - rule.level) < 2.5), rule.level)
            levels[level] = levels.get(level, 0.0) + min(rule.end, bottom) - max(rule.start, top)
    return sorted(level for level, length in levels.items() if length >= _ALONG * (bottom - top))


def _cut_at_rules(
    found: Sequence[Column], levels: Sequence[float], pieces: Sequence[Sequence[Segment]]
) -> list[Column]:
    """Columns that a rule runs through are parted there, unless words of several lines cross it."""
    parted: list[Column] = []
    for column in found:
        start = column.x0
        for level in levels:
            crossing = sum(segment.x0 < level - 2 and segment.x1 > level + 2 for line in pieces for segment in line)
            if start + 2 < level < column.x1 - 2 and crossing <= 0.2 * len(pieces):
                parted.append(Column(start, level))
                start = level
        parted.append(Column(start, column.x1))
    return parted


def _parted_numbers(found: Sequence[Column], pieces: Sequence[Sequence[Segment]]) -> list[Column]:
    """Columns in which lines hold two numbers are cut where the fewest lines cross."""
    parted: list[Column] = []
    for column in found:
        own = [[one for one in line if column.x0 - 1 <= (one.x0 + one.x1) / 2 <= column.x1 + 1] for line in pieces]
        double = [line for line in own if sum(one.is_number for one in line) > 1]
        if len(double) * 2 <= sum(bool(line) for line in own) or not double:
            parted.append(column)
            continue
        numbers = max(sum(one.is_number for one in line) for line in double)
        cuts: list[float] = []
        model = next(line for line in double if sum(one.is_number for one in line) == numbers)
        for one, other in pairwise(model):
            if one.is_number and other.is_number:
                tries = [one.x1 + (other.x0 - one.x1) * part / 8 for part in range(1, 8)]
                cuts.append(min(tries, key=lambda x: sum(seg.x0 < x < seg.x1 for line in own for seg in line)))
        bounds = [column.x0, *cuts, column.x1]
        parted += [Column(one, other) for one, other in pairwise(bounds)]
    return parted


def _joined_words(found: Sequence[Column], lines: Sequence[Line], levels: Sequence[float]) -> list[Column]:
    """Columns of words between which most lines leave no more than a space are one: their strip came about by chance."""
    joined: list[Column] = []
    for column in found:
        if joined and not any(joined[-1].x1 - 2 <= level <= column.x0 + 2 for level in levels):
            gaps = []
            for line in lines:
                left = [word for word in line.words if joined[-1].x0 - 1 <= word.x0 and word.x1 <= joined[-1].x1 + 1]
                right = [word for word in line.words if column.x0 - 1 <= word.x0 and word.x1 <= column.x1 + 1]
                if left and right:
                    numbers = any(
                        NUMBER.fullmatch(one) or YEAR.fullmatch(one) for one in (left[-1].text, right[0].text)
                    )
                    gaps.append((right[0].x0 - left[-1].x1) / max(left[-1].height, 1) + (1 if numbers else 0))
            if gaps and sum(gap <= _SPACE for gap in gaps) > 0.5 * len(gaps):
                joined[-1] = Column(joined[-1].x0, column.x1)
                continue
        joined.append(column)
    return joined


def column_at(columns: Sequence[Column], x0: float, x1: float) -> int:
    """The column that a box overlaps most, or that is nearest."""
    return max(
        range(len(columns)),
        key=lambda place: (
            min(x1, columns[place].x1) - max(x0, columns[place].x0),
            -abs((x0 + x1) / 2 - columns[place].middle),
        ),
    )
