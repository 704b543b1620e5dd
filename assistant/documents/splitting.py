"""Split a document into passages: one block each, or runs of whole sentences where a block is over the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.documents.locating import row_locator
from assistant.documents.model import Block, BlockKind, Document, Passage
from assistant.figures.sentences import sentences

_PASSAGES = frozenset(BlockKind) - {BlockKind.HEADING}


def split(document: Document, budget: int, count: Callable[[str], int]) -> tuple[Passage, ...]:
    """The passages of a document, in order. Each is at most `budget` tokens by `count`, unless one sentence, item or
    table row is longer: those are never split. Headings travel with the passages below them.
    """
    passages: list[Passage] = []
    # A document of headings alone, as a poster or a slide is read, is not to be silently empty.
    kept = frozenset(BlockKind) if all(one.kind is BlockKind.HEADING for one in document.blocks) else _PASSAGES
    for block in document.blocks:
        if block.kind not in kept or not any(character.isalnum() for character in block.text):
            continue
        for start, end in _parts(block, budget, count):
            place = len(passages)
            passages.append(
                Passage(
                    id=f"{document.id}#{place}",
                    document_id=document.id,
                    position=place,
                    text=document.text[start:end],
                    start=start,
                    end=end,
                    headings=block.headings,
                    lead=block.lead,
                    locator=_locator(block, document),
                    page=block.page,
                    page_label=block.page_label,
                    cell=block.cell,
                    table_title=block.table_title,
                    unit_note=block.unit_note,
                    columns=block.columns,
                )
            )
    return tuple(passages)


def _parts(block: Block, budget: int, count: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    # A token is at least one character, so a short block needs no count.
    whole = block.kind is BlockKind.ROW or len(block.text) <= budget or count(block.text) <= budget
    if whole:
        yield block.start, block.end
        return
    start, end, used = -1, -1, 0
    for first, last in sentences(block.text):
        size = count(block.text[first:last])
        if start >= 0 and used + size > budget:
            yield block.start + start, block.start + end
            start, used = -1, 0
        start, end, used = first if start < 0 else start, last, used + size
    if start >= 0:
        yield block.start + start, block.start + end


def _locator(block: Block, document: Document) -> str:
    if block.cell:
        return row_locator(block.cell)
    if block.page is not None:
        printed = f", printed {block.page_label}" if block.page_label and block.page_label != str(block.page) else ""
        return f"p. {block.page}{printed}"
    if block.paragraph:
        return f"para {block.paragraph}"
    headings = [heading for heading in block.headings if heading != document.title]
    return f"section: {headings[-1]}" if headings else "opening"
