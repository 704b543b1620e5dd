"""The words and rules of a PDF page, upright and in points from its top left corner, read with pypdfium2."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

#: What stands for letters and hyphens in a text layer, and how it is written here.
_WRITTEN = {
    0xFB00: "ff",  # ﬀ: "oﬀer"
    0xFB01: "fi",  # ﬁ: "ﬁgure"
    0xFB02: "fl",  # ﬂ: "inﬂation"
    0xFB03: "ffi",  # ﬃ: "oﬃce"
    0xFB04: "ffl",  # ﬄ: "baﬄe"
    0xFB05: "st",  # ﬅ
    0xFB06: "st",  # ﬆ
    0x0002: "-",  # a hyphen at the end of a line, as pdfium gives it
    0xFFFE: "-",
    0x00AD: "-",  # a soft hyphen that is printed
    0x2010: "-",
    0x2011: "-",  # a hyphen that does not break: "in‑year"
}
_SPACE = frozenset((0, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2000, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000))
_MARKERS = frozenset("0123456789*†‡§")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LENGTHS = ("m", "km", "cm", "mm", "ft", "sq", "CO")
#: A digit narrower than this share of its height may be a raised one.
_NARROW = 0.42
#: A page with more objects than this is a drawing: its rules are not looked for.
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
#: Thickest rule, and shortest that parts anything, in points.
_THICK, _SHORT = 2.5, 8.0


class Word(NamedTuple):
    """A word as printed and its box: `top` and `bottom` grow downwards. `upright` is false for text across the page's.

    `height` is that of its letters' box; `marker` the raised footnote mark after it, which `text` leaves out. `end` says that a space
    follows. A named tuple, not a dataclass: a page has hundreds and reading time counts.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    upright: bool = True
    marker: str = ""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A printed line along the page's axes: `level` is its y where it is horizontal, else its x; it runs from `start` to `end`."""

    horizontal: bool
    level: float
    start: float
    end: float


class Sheet(NamedTuple):
    """A page as read: its size when its text is upright, its words in the order of the file, and its rules."""

    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    has_picture: bool


class _Turn:
    """Turns points of the page so that most of its text runs from left to right and y grows downwards."""

    def __init__(self, quarters: int, left: float, bottom: float, right: float, top: float) -> None:
        self.quarters = quarters
        self._edges = (left, bottom, right, top)
        across, along = right - left, top - bottom
        self.width, self.height = (along, across) if quarters % 2 else (across, along)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The box as (x0, top, x1, bottom)."""
        first, last = self._edges[0], self._edges[3]
        if self.quarters == 0:
            return left - first, last - top, right - first, last - bottom
        if self.quarters == 1:  # text runs upwards
            return bottom - self._edges[1], left - first, top - self._edges[1], right - first
        if self.quarters == 2:
            return self._edges[2] - right, bottom - self._edges[1], self._edges[2] - left, top - self._edges[1]
        return last - top, self._edges[2] - right, last - bottom, self._edges[2] - left


def read_sheet(page: Any) -> Sheet:
    """The words and rules of one pypdfium2 page. Raises pypdfium2.PdfiumError where pdfium cannot read the page."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        characters = list(_characters(pdfium, text.raw))
        quarters = Counter(one[5] for one in characters if not chr(one[0]).isspace()).most_common(1)
        turn = _Turn(quarters[0][0] if quarters else 0, *page.get_bbox())
        words = tuple(_words(pdfium, text.raw, characters, turn))
    finally:
        text.close()
    rules, pictures = _rules(pdfium, page.raw, turn)
    return Sheet(turn.width, turn.height, words, rules, pictures)


def _characters(pdfium: Any, text: Any) -> Iterator[tuple[int, float, float, float, float, int, int]]:
    """Code, box (left, bottom, right, top), quarter turns and place of every character."""
    box = pdfium.FS_RECTF()
    code_at, box_at, angle_at = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharAngle,
    )
    quarters = 0
    for place in range(pdfium.FPDFText_CountChars(text)):
        code = code_at(text, place)
        if code in _SPACE:
            yield 0x20, 0.0, 0.0, 0.0, 0.0, quarters, place
            continue
        if not box_at(text, place, box) or (box.right <= box.left and box.top <= box.bottom):
            continue
        # pdfium counts clockwise.
        quarters = round(-angle_at(text, place) / (math.pi / 2)) % 4
        yield code, box.left, box.bottom, box.right, box.top, quarters, place


def _words(
    pdfium: Any, text: Any, characters: list[tuple[int, float, float, float, float, int, int]], turn: _Turn
) -> Iterator[Word]:
    """Words are parted by spaces, by gaps, and by a change of line or direction."""
    letters: list[str] = []
    marker, first = "", 0
    own = 0
    x0 = x1 = top = bottom = 0.0
    last: tuple[float, ...] = ()
    mark_first = False

    def word() -> Word:
        return Word("".join(letters), x0, x1, top, bottom, _is_bold(pdfium, text, first), own == 0, marker)

    for code, left, low, right, high, quarters, place in characters:
        if code == 0x20:
            if letters:
                yield word()
                letters, marker = [], ""
            continue
        direction = (quarters - turn.quarters) % 4
        a, b, c, d = turn.box(left, low, right, high)
        letter = _WRITTEN.get(code) or chr(code)
        if letters and (a, b, c, d) == last:
            # A ligature: one shape for several letters.
            letters.append(letter)
            continue
        last = (a, b, c, d)
        narrow = letter.isdigit() and turn.quarters == direction == 0 and c - a < _NARROW * (d - b)
        small = narrow and _is_small(pdfium, text, place, low, high)
        if letters:
            size = bottom - top if own % 2 == 0 else x1 - x0
            apart = (
                direction != own
                or (
                    own == 0
                    and (
                        a - x1 > 0.28 * size
                        or a < x1 - 0.6 * size
                        or min(d, bottom) - max(b, top) < 0.3 * min(d - b, size)
                    )
                )
                or (
                    own % 2 == 1 and (min(c, x1) - max(a, x0) < 0.3 * (c - a) or max(b - bottom, top - d) > 0.28 * size)
                )
            )
            raised = letter in _MARKERS and (_is_raised(b, d, top, bottom) or small)
            # The mark before a footnote's words is no part of the first.
            opens = letter.isalpha() and "".join(letters).isdigit() and (mark_first or _is_raised(top, bottom, b, d))
            if not apart and own == 0 and raised:
                if "".join(letters).endswith(_LENGTHS) and letter.isdigit() and not marker:
                    letters.append(letter.translate(_RAISED))
                else:
                    marker += letter
                x1 = max(x1, c)
                continue
            if apart or (own == 0 and (marker or opens)):
                yield word()
                letters, marker = [], ""
        if not letters:
            own, first, mark_first = direction, place, small
            x0, top, x1, bottom = a, b, c, d
            letters = [letter]
        else:
            letters.append(letter)
            x0, top, x1, bottom = min(x0, a), min(top, b), max(x1, c), max(bottom, d)
    if letters:
        yield word()


def _is_raised(top: float, bottom: float, word_top: float, word_bottom: float) -> bool:
    size = word_bottom - word_top
    return bottom - top < 0.82 * size and word_bottom - bottom > 0.15 * size


def _is_small(pdfium: Any, text: Any, place: int, low: float, high: float) -> bool:
    """Whether a font draws a raised figure of its own into a box of full height: its ink is in the upper half alone."""
    from ctypes import byref, c_double

    left, right, bottom, top = (c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, place, byref(left), byref(right), byref(bottom), byref(top)):
        return False
    size = high - low
    return bottom.value - low > 0.45 * size and 0 < top.value - bottom.value < 0.6 * size


def _is_bold(pdfium: Any, text: Any, place: int) -> bool:
    return bool(pdfium.FPDFText_GetFontWeight(text, place) >= 600)


def _rules(pdfium: Any, page: Any, turn: _Turn) -> tuple[tuple[Rule, ...], bool]:
    """The horizontal and vertical lines of the page's drawings, and whether a picture covers much of it."""
    from ctypes import byref, c_float

    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return (), True
    found: list[Rule] = []
    picture = False
    edges = [c_float() for _ in range(4)]
    for place in range(count):
        drawn = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *(byref(edge) for edge in edges)):
            continue
        x0, top, x1, bottom = turn.box(*(edge.value for edge in edges))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            picture = picture or (x1 - x0) * (bottom - top) > 0.3 * turn.width * turn.height
        elif x1 - x0 <= _THICK or bottom - top <= _THICK:
            found += _edges(x0, top, x1, bottom)
        elif x1 - x0 >= _SHORT and bottom - top >= 4:
            found += _in_path(pdfium, drawn, turn)
    return tuple(found), picture


def _edges(x0: float, top: float, x1: float, bottom: float) -> Iterator[Rule]:
    """A thin box as one rule."""
    if bottom - top <= _THICK and x1 - x0 >= _SHORT:
        yield Rule(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= _THICK and bottom - top >= 4:
        yield Rule(False, (x0 + x1) / 2, top, bottom)


def _in_path(pdfium: Any, path: Any, turn: _Turn) -> Iterator[Rule]:
    """The straight parts of a path along the axes."""
    from ctypes import byref, c_float, c_int

    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(path, matrix):
        return
    stroked, filled = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, byref(filled), byref(stroked))
    if not stroked.value and not filled.value:
        return
    x, y = c_float(), c_float()
    corners: list[tuple[float, float] | None] = []
    start = (0.0, 0.0)
    for place in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        along = matrix.b * x.value + matrix.d * y.value + matrix.f
        turned = turn.box(across, along, across, along)
        point = (turned[0], turned[1])
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            corners.append(None)
            start = point
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        corners.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners += [start, None]
    for one, other in pairwise(corners):
        if one and other and (one[0] == other[0] or one[1] == other[1] or _is_straight(one, other)):
            yield from _edges(
                min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
            )


def _is_straight(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 0.5
