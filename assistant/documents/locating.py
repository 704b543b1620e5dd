"""Where in a document a span of a passage stands, in words that a reader can follow to it."""

from __future__ import annotations

import re

from assistant.documents.model import Passage

#: "Table 1.1!A12:K12", or "A12:K12" of a file of one sheet without a name.
_CELLS = re.compile(r"(?:(.*)!)?([A-Z]{1,3})(\d+):([A-Z]{1,3})\d+")


def row_locator(cells: str) -> str:
    """A spreadsheet row in words: "Table 1.1!A12:K12" is "sheet Table 1.1, cells A12:K12"."""
    sheet, sign, span = cells.rpartition("!")
    return f"sheet {sheet}, cells {span}" if sign else f"cells {span}"


def locator_at(passage: Passage, start: int) -> str:
    """The locator of the words at `start` in a passage: of a spreadsheet's row the very cell, else the passage's own."""
    match = _CELLS.fullmatch(passage.cell or "")
    if not match:
        return passage.locator
    sheet, first, row, _ = match.groups()
    # A row's text is its cells in order, each behind a bar.
    column = _number(first) + max(passage.text.count("|", 0, start) - 1, 0)
    cell = f"cell {_letters(column)}{row}"
    return f"sheet {sheet}, {cell}" if sheet else cell


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
