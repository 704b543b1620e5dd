"""The prose of a PDF page: lines outside tables as headings, numbered paragraphs, list items and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.documents.model import BlockKind
from assistant.documents.readers.pdf_layout import Line

_NUMBERED = re.compile(r"(?P<number>\d{1,2}\.\d{1,3})\s+(?=[A-Z“‘\"'(])")
_ITEM = re.compile(r"[•–▪●◦‣■o]\s+|(?:\(?[a-z]\)|\(?[ivx]{1,4}\)|\d{1,2}\.|\d{1,2}\))\s+(?=[A-Z“a-z])")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡])\s+(?=\S)")
_CAPTION = re.compile(r"(?:table|chart|figure|exhibit)\s+[A-Z]?\d", re.I)
_SENTENCE_END = (".", "?", "!", ":", ";", ".”", ".’", ".)")


class Piece(NamedTuple):
    """A paragraph, item, heading or note of a page: `size` is its letters' height, `top` its place on the page."""

    kind: BlockKind
    text: str
    top: float
    size: float
    paragraph: str | None = None
    x0: float = 0.0


class Mending:
    """Mends words that a hyphen breaks at the end of a line, by how the rest of the document writes them."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def learn(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._words.update(word.text.strip(".,;:()’‘“”'\"").lower() for word in line.words[:-1])

    def join(self, text: str, following: str) -> str:
        """The text with the next line after it. "long-" and "term" keep their hyphen where the document writes it so."""
        if not text.endswith("-") or not following[:1].islower() or text.endswith(" -"):
            return f"{text}\n{following}"
        head = text[:-1].rsplit(None, 1)[-1].strip("(“‘'\"").lower()
        tail = re.match(r"[\w’'-]*", following)
        rest = tail.group().lower() if tail else ""
        if f"{head}-{rest}" in self._words:
            return text + following
        if f"{head}{rest}" in self._words or head not in self._words or rest not in self._words:
            return text[:-1] + following
        return text + following


def pieces_of(lines: Sequence[Line], body: float, foot: float, mending: Mending) -> list[Piece]:
    """Lines in reading order as pieces. `body` is the letter height of the document's prose; small print below `foot` is a note."""
    found: list[Piece] = []
    group: list[Line] = []
    right = max((line.x1 for line in lines), default=0.0)
    for line in lines:
        if group and _begins(group, line, body, right, foot):
            found.append(_piece(group, body, foot, mending))
            group = []
        group.append(line)
    if group:
        found.append(_piece(group, body, foot, mending))
    left = min((line.x0 for line in lines), default=0.0)
    return _gathered([_placed(piece, left, right) for piece in found])


def _placed(piece: Piece, left: float, right: float) -> Piece:
    """A heading stands at the left of its column or in its middle; elsewhere it is a label, as in a chart."""
    indented = piece.x0 > left + 0.3 * (right - left)
    return piece._replace(kind=BlockKind.PARAGRAPH) if piece.kind is BlockKind.HEADING and indented else piece


def _gathered(pieces: Sequence[Piece]) -> list[Piece]:
    """Numbers that stand alone, one below the other, are the marks of a chart's axis: one piece."""
    found: list[Piece] = []
    for piece in pieces:
        bare = not re.search(r"[A-Za-z]{2}", piece.text)
        if bare and found and not re.search(r"[A-Za-z]{2}", found[-1].text):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {piece.text}")
        else:
            found.append(piece)
    return found


def _begins(group: Sequence[Line], line: Line, body: float, right: float, foot: float) -> bool:
    """Whether a line begins another paragraph than that of the lines before it."""
    last = group[-1]
    gap = line.top - last.bottom
    size = min(line.height, last.height)
    if gap > 0.55 * size or gap < -1.5 * size:
        return True
    if abs(line.height - last.height) > 0.16 * size and line.text[:1].isupper():
        return True
    if line.bold != last.bold and (line.bold or all(one.bold for one in group)):
        return True
    if _NUMBERED.match(line.text) or _ITEM.match(line.text) or (line.top > foot and _is_note(line, body)):
        return True
    if _looks_heading(group, body):
        return gap > 0.25 * size or not line.bold
    short = last.x1 < right - 0.25 * (right - min(one.x0 for one in group))
    return short and last.text.rstrip().endswith(_SENTENCE_END) and line.text[:1].isupper() and gap > 0.05 * size


def _is_note(line: Line, body: float) -> bool:
    return line.height < 0.93 * body and bool(_NOTE.match(line.text))


def _looks_heading(group: Sequence[Line], body: float) -> bool:
    return all(line.bold or line.height > 1.15 * body for line in group)


def _piece(group: Sequence[Line], body: float, foot: float, mending: Mending) -> Piece:
    text = group[0].text
    for line in group[1:]:
        text = mending.join(text, line.text)
    size = max(line.height for line in group)
    top = group[0].top
    if top > foot and _is_note(group[0], body):
        return Piece(BlockKind.NOTE, text[_length(_NOTE, text) :], top, size)
    numbered = _NUMBERED.match(text)
    if numbered:
        return Piece(BlockKind.PARAGRAPH, text, top, size, numbered["number"])
    if _is_heading(text, group, body):
        return Piece(BlockKind.HEADING, " ".join(text.split()), top, size, x0=group[0].x0)
    if _ITEM.match(text):
        return Piece(BlockKind.ITEM, text, top, size)
    return Piece(BlockKind.PARAGRAPH, text, top, size)


def _length(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _is_heading(text: str, group: Sequence[Line], body: float) -> bool:
    """Larger or bold, short, and not a sentence. Words with figures are kept as text, for figures must stay findable."""
    if len(group) > 3 or len(text) > 140 or not re.search(r"[A-Za-z]{3}", text) or _CAPTION.match(text):
        return False
    if text.rstrip().endswith((".", ";", ",")) or not _looks_heading(group, body):
        return False
    return not re.search(r"[£$€%]|\d[\d,.]*\s+(?:million|billion|per cent)", text)
