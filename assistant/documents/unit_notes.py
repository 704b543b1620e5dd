"""The scale that stands outside a table's cells: "… is as follows (in thousands):" just before it, or "(Expressed in thousands)" over the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.documents.model import Block, BlockKind
from assistant.figures.tables import unit_of

_NOTE = re.compile(
    r"\((?:[a-z]+ ){0,3}in (?:(?:[a-z.]+ ){0,2}(?:dollars|pounds|euros?|sterling)(?:,| in)? ?|[£$€] ?)?(?P<scale>thousands|millions|billions)\b[^()]{0,80}\)",
    re.I,
)
#: A table of amounts, which a scale may stand for: money, or thousands set off.
_AMOUNT = re.compile(r"[£$€]\s?\d|\d,\d{3}\b")


def with_unit_notes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, rows without a unit note given that of a heading over some columns, of the paragraph before their table, or of the whole document.

    A document's own is used where all its notes agree, and only for tables of amounts.
    """
    notes = [
        match["scale"].lower()
        for block in blocks
        if block.kind is not BlockKind.ROW
        for match in _NOTE.finditer(block.text)
    ]
    common = notes[0] if notes and len(set(notes)) == 1 else ""
    found: list[Block] = []
    before, amounts = "", False
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.ROW:
            match = _NOTE.search(block.text)
            before = match["scale"].lower() if match else ""
            found.append(block)
            continue
        if place == 0 or blocks[place - 1].kind is not BlockKind.ROW:
            amounts = _is_of_amounts(blocks, place)
        headed = _NOTE.search(" ".join(block.columns))
        scale = headed["scale"].lower() if headed else before or common
        bare = not block.unit_note and not unit_of(block.table_title)
        found.append(replace(block, unit_note=f"in {scale}") if scale and bare and amounts else block)
    return tuple(found)


def _is_of_amounts(blocks: Sequence[Block], start: int) -> bool:
    """Whether the rows from a place on hold amounts."""
    for block in blocks[start:]:
        if block.kind is not BlockKind.ROW:
            break
        if _AMOUNT.search(block.text):
            return True
    return False
