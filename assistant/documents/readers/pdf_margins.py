"""Running heads and feet of a PDF, and the page numbers printed in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.documents.readers.pdf_layout import Line, segments

#: Share of the page's height at the top and at the bottom where heads and feet stand, and lines looked at there.
_MARGIN, _LINES = 0.13, 3
_NUMBER = re.compile(r"(?<![\w.,£$€/-])(?P<number>\d{1,4}|[ivxlc]{1,7})(?![\w.,%/-])")
_PAGE = re.compile(r"(?:page |p\. ?)?(?:\d{1,4}|[ivxlc]{1,7})(?: (?:of|/) \d{1,4})?|- ?\d{1,4} ?-", re.I)


class Margins:
    """Says which lines are running heads or feet: lines that recur on other pages but for their numbers, and page numbers.

    Takes (page, label of the file, height, lines) of every page.
    """

    def __init__(self, pages: Sequence[tuple[int, str | None, float, Sequence[Line]]]) -> None:
        self._edges = {number: _edge_lines(height, lines) for number, _, height, lines in pages}
        counts = Counter(key for lines in self._edges.values() for key in {_key(line) for line in lines})
        least = 2 if len(pages) < 6 else 3
        self._recurring = {key for key, count in counts.items() if count >= least and key}
        self._offset = _offset(self._edges)
        self._labels = {number: label for number, label, _, _ in pages}

    def is_running(self, page: int, line: Line) -> bool:
        if line not in self._edges.get(page, ()) or sum(one.is_number for one in segments(line)) > 1:
            return False
        if _PAGE.fullmatch(line.text.strip()):
            number = re.search(r"\d+", line.text)
            return self._offset is None or number is None or int(number.group()) == page + self._offset
        return _key(line) in self._recurring

    def label(self, page: int) -> str | None:
        """The page's printed number: the file's own label where it gives one, else the number that runs along in its margins."""
        label = self._labels.get(page)
        if label and label != str(page):
            return label
        if self._offset and any(str(page + self._offset) in line.text.split() for line in self._edges.get(page, ())):
            return str(page + self._offset)
        return label


def _edge_lines(height: float, lines: Sequence[Line]) -> frozenset[Line]:
    top = [line for line in lines if line.bottom < _MARGIN * height][:_LINES]
    foot = [line for line in lines if line.top > (1 - _MARGIN) * height][-_LINES:]
    return frozenset((*top, *foot))


def _key(line: Line) -> str:
    """The line without its numbers: alike on every page. Empty for a line of numbers alone."""
    words = re.sub(r"\b(?:\d+|[ivxlc]+)\b", "", line.text.lower())
    return re.sub(r"\s+", " ", words).strip() if re.search(r"[a-z]{2}", words) else ""


def _offset(edges: dict[int, frozenset[Line]]) -> int | None:
    """Printed number less page, where most pages that print numbers agree on one."""
    found: Counter[int] = Counter()
    printing = 0
    for page, lines in edges.items():
        numbers = {
            int(match["number"]) for line in lines for match in _NUMBER.finditer(line.text) if match["number"].isdigit()
        }
        printing += bool(numbers)
        found.update(number - page for number in numbers if number < 3000)
    if not found:
        return None
    offset, count = found.most_common(1)[0]
    return offset if count >= 3 and count >= 0.5 * printing else None
