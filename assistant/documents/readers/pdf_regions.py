"""Where tables stand on a PDF page: runs of lines whose values stand under one another, or that a grid of rules holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from assistant.documents.readers.pdf_layout import Line, segments
from assistant.documents.readers.pdf_words import Rule

#: White space between lines of one table, in letter heights.
_NEAR = 2.4
#: Most lines in a row without values that a table is read over: section headings between its rows.
_BETWEEN = 3
TITLE = re.compile(r"(?:table|chart|figure|exhibit|annex|box|schedule)\s+[A-Z]?\d*[A-Z]?(?:[.\-]\w+)*\b", re.I)


def regions(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[int, int]]:
    """Runs of lines, as (first, after the last), in which values stand under one another, or which a grid of rules holds."""
    found = [*_grids(lines, rules)]
    place = 0
    while place < len(lines):
        if any(start <= place < end for start, end in found) or not is_anchor(lines[place]):
            place += 1
            continue
        anchors = [place]
        after = place + 1
        while after < len(lines):
            if any(start <= after < end for start, end in found) or not _near(lines, after):
                break
            if TITLE.match(lines[after].text) and any(character.isdigit() for character in lines[after].text[:14]):
                break
            if is_anchor(lines[after]) and _aligned(lines[after], [lines[one] for one in anchors[-12:]]):
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


def is_anchor(line: Line) -> bool:
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
    return close and bool(values) and line.x1 < min(values) and line.x0 >= left - 4 and not TITLE.match(line.text)
