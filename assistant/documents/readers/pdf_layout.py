"""The lines of a PDF page in reading order: words gathered into lines, and columns of prose one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assistant.documents.readers.pdf_words import Rule, Word

#: A cell that holds a number, a nil or a mark for "not available".  (1,234)  +50m  £3.4bn  12.5%  -  ..  n/a
NUMBER = re.compile(
    r"[(\[]?[+\-−–~<>≤≥]?[£$€]?[+\-−–]?(?:\d[\d,]*(?:[.·]\d+)*|\.\d+)(?:[/:]\d[\d,.]*)*\s?(?:k|m|mn|bn|tn|%|p|pp|x)?[)\]]?[*†‡#]?[a-z]?"
    r"|[-–—−]+|\.\.\.?|…|n/?a|N/?A|nil|\*+|[:x]",
)
#: A cell that holds a year or years.  2024-25  2024/25  2023  FY2024
YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?:[-–/](?:\d\d|(?:19|20)\d\d))?[a-z]?")
#: What parts two segments of a line, in heights of its letters.
_APART = 0.62
#: Least lines of a run of columns, least letters of a line of prose, least width of the white strip between, in letter heights.
_RUN, _PROSE, _STRIP = 5, 22, 0.9


class Line(NamedTuple):
    """Words on one level, from left to right, with the box around them."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


class Segment(NamedTuple):
    """A run of words without a wide gap: what a cell of a table looks like."""

    text: str
    x0: float
    x1: float

    @property
    def is_number(self) -> bool:
        return all(NUMBER.fullmatch(part) or YEAR.fullmatch(part) for part in self.text.split())


def line_of(words: Sequence[Word]) -> Line:
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return Line(
        ordered,
        ordered[0].x0,
        max(word.x1 for word in ordered),
        min(word.top for word in ordered),
        max(word.bottom for word in ordered),
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The upright words gathered into lines across the whole width, from the top."""
    rows: list[list[Word]] = []
    levels: list[float] = []
    for word in sorted((word for word in words if word.upright), key=lambda word: word.middle):
        for place in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            if abs(word.middle - levels[place]) < 0.33 * min(word.height, rows[place][0].height):
                rows[place].append(word)
                break
        else:
            rows.append([word])
            levels.append(word.middle)
    return sorted((line_of(row) for row in rows), key=lambda line: (line.top + line.bottom, line.x0))


def segments(line: Line) -> list[Segment]:
    """The line cut at its wide gaps, and between numbers side by side. "100 000" stays whole."""
    found: list[list[Word]] = []
    for word in line.words:
        if found:
            last = found[-1][-1]
            gap = word.x0 - last.x1
            size = min(max(word.height, 4.0), max(last.height, 4.0))
            thousands = bool(re.fullmatch(r"\d{3}(?:[.,]\d+)?%?", word.text)) and bool(
                re.fullmatch(r"[-+−(£$€]?\d{1,3}", "".join(one.text for one in found[-1])[-4:])
            )
            # A share in brackets belongs to the number before it: "63 (18.5%)".
            beside = bool(re.fullmatch(r"\([\d.,]+%\)", word.text))
            if gap < (0.45 if thousands else _APART) * size and (
                thousands or beside or not (_is_number(word.text) and _is_number(last.text))
            ):
                found[-1].append(word)
                continue
        found.append([word])
    return [Segment(" ".join(word.text for word in part), part[0].x0, part[-1].x1) for part in found]


def _is_number(text: str) -> bool:
    return any(character.isdigit() for character in text) and bool(NUMBER.fullmatch(text) or YEAR.fullmatch(text))


def upward(words: Sequence[Word]) -> list[Word]:
    """The words that run up or down the page, gathered into one word a line of theirs."""
    found: list[list[Word]] = []
    for word in words:
        if word.upright:
            continue
        last = found[-1] if found else None
        if (
            last
            and abs(word.x0 - last[-1].x0) < 0.3 * (word.x1 - word.x0)
            and min(abs(word.bottom - last[-1].top), abs(word.top - last[-1].bottom)) < 0.8 * (word.x1 - word.x0)
        ):
            last.append(word)
        else:
            found.append([word])
    return [
        Word(
            " ".join(word.text for word in run),
            min(word.x0 for word in run),
            max(word.x1 for word in run),
            min(word.top for word in run),
            max(word.bottom for word in run),
            all(word.bold for word in run),
            False,
        )
        for run in found
    ]


def zones(lines: Sequence[Line], depth: int = 0) -> Iterator[list[Line]]:
    """The lines in reading order: whole-width parts from the top, and where prose stands in columns, each column in turn."""
    place = 0
    whole: list[Line] = []
    strip = _strip(lines) if depth < 3 else None
    while place < len(lines):
        end = _run(lines, place, strip) if strip else place
        if strip and end > place:
            if whole:
                yield whole
                whole = []
            left = [line for line in (_part(line, strip, left=True) for line in lines[place:end]) if line]
            right = [line for line in (_part(line, strip, left=False) for line in lines[place:end]) if line]
            yield from zones(left, depth + 1)
            yield from zones(right, depth + 1)
            place = end
        else:
            whole.append(lines[place])
            place += 1
    if whole:
        yield whole


def _strip(lines: Sequence[Line]) -> float | None:
    """The x of the white strip between two columns of prose, None where there is none."""
    if len(lines) < _RUN:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    size = median(line.height for line in lines)
    gaps: dict[int, int] = {}
    for line in lines:
        for one, other in pairwise(line.words):
            if other.x0 - one.x1 > _STRIP * size:
                for x in range(int(one.x1) + 1, int(other.x0)):
                    gaps[x] = gaps.get(x, 0) + 1
    inner = {x: count for x, count in gaps.items() if left + 0.22 * (right - left) < x < right - 0.22 * (right - left)}
    for x in sorted(inner, key=lambda x: -inner[x])[:1]:
        best = [other for other in inner if inner[other] == inner[x] and abs(other - x) < 40]
        middle = sum(best) / len(best)
        return middle if inner[x] >= _RUN else None
    return None


def _run(lines: Sequence[Line], start: int, strip: float) -> int:
    """The end of the run of lines from `start` that leave the strip white, where both sides are prose; else `start`."""
    end = start
    while (
        end < len(lines)
        and not any(word.x0 < strip < word.x1 for word in lines[end].words)
        and _leaves(lines[end], strip)
    ):
        end += 1
    sides = [
        [one for one in (_part(line, strip, left=left) for line in lines[start:end]) if one] for left in (True, False)
    ]
    if min(map(len, sides)) < _RUN or any(not _is_prose(side) for side in sides):
        return start
    return end


def _leaves(line: Line, strip: float) -> bool:
    left = [word for word in line.words if word.x1 <= strip]
    right = [word for word in line.words if word.x0 >= strip]
    return not left or not right or right[0].x0 - left[-1].x1 > _APART * min(left[-1].height, right[0].height)


def _is_prose(side: Sequence[Line]) -> bool:
    texts = [line.text for line in side]
    letters = sum(character.isalpha() for text in texts for character in text)
    tabular = sum(len(segments(line)) > 1 for line in side)
    return (
        median(map(len, texts)) >= _PROSE
        and letters >= 0.66 * sum(len(text.replace(" ", "")) for text in texts)
        and tabular <= 0.35 * len(side)
    )


def _part(line: Line, strip: float, *, left: bool) -> Line | None:
    words = [word for word in line.words if (word.x1 <= strip if left else word.x0 >= strip)]
    return line_of(words) if words else None


def horizontals(rules: Sequence[Rule], x0: float, x1: float, top: float, bottom: float) -> list[float]:
    """The levels of the horizontal rules that cross most of a box, from the top. Pieces of one rule count together."""
    levels: dict[float, list[Rule]] = {}
    for rule in rules:
        if rule.horizontal and top - 2 <= rule.level <= bottom + 2 and rule.end > x0 and rule.start < x1:
            level = next((one for one in levels if abs(one - rule.level) < 2), rule.level)
            levels.setdefault(level, []).append(rule)
    return sorted(level for level, pieces in levels.items() if _covered(pieces, x0, x1) > 0.7 * (x1 - x0))


def _covered(pieces: Sequence[Rule], x0: float, x1: float) -> float:
    reached, total = x0, 0.0
    for start, end in sorted((piece.start, piece.end) for piece in pieces):
        start, end = max(start, reached), min(end, x1)
        if end > start:
            total += end - start
            reached = end
    return total
