"""Text and blocks put together in reading order: what the readers of structured files have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.documents.model import Block, BlockKind
from assistant.documents.readers import Reading
from assistant.documents.tables import Table, is_unit

#: A paragraph's own number, as "1.23 " or "4. " or "B.7 " or "12) " before a capital or a sign.
#: "2.34 The forecast" gives "2.34"; "3.5 million people" gives none.
NUMBER = re.compile(r"((?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z]\d{1,3})[.)]?[ \t\u00a0]+(?=[A-Z“\"‘£(])")
#: A plain number alone is more often a count than a paragraph's number: it needs its point.
_BARE = re.compile(r"\d+[ \t\u00a0]+")


class Assembly:
    """A document under construction. Each call adds one block below the headings that stand open.

    Parts of the text are parted by line ends, so that no sentence runs from one block into the next.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._headings: list[tuple[int, str]] = []

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(words for _, words in self._headings)

    @property
    def first_heading(self) -> str:
        return next((block.text for block in self._blocks if block.kind is BlockKind.HEADING), "")

    def heading(self, level: int, words: str) -> None:
        """A heading; those of its level and below are closed."""
        words = _tidy(words)
        if not words:
            return
        self._headings = [item for item in self._headings if item[0] < level] + [(level, words)]
        start, end = self._append(words)
        self._blocks.append(Block(BlockKind.HEADING, words, start, end, self.headings))

    def paragraph(self, words: str, number: str | None = None, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """A paragraph. Its number, given or printed before its words, is its place and no figure of its text."""
        words = _tidy(words)
        if not words:
            return
        printed = NUMBER.match(words)
        if printed and not _BARE.fullmatch(printed.group()):
            number, lead = printed.group(1), printed.end()
        else:
            lead = 0
        start, end = self._append(words)
        self._blocks.append(
            Block(
                kind, words[lead:], start + lead, end, self.headings, paragraph=number.rstrip(".)") if number else None
            )
        )

    def note(self, words: str) -> None:
        """A footnote or a table's note."""
        self.paragraph(words, kind=BlockKind.NOTE)

    def item(self, words: str, lead: str = "") -> None:
        """A list item with the sentence that introduces its list."""
        words = _tidy(words)
        if words:
            start, end = self._append(words)
            self._blocks.append(Block(BlockKind.ITEM, words, start, end, self.headings, lead=lead))

    def lead(self) -> str:
        """The last sentence before a list that begins here, where it introduces it."""
        if not self._blocks or self._blocks[-1].kind is not BlockKind.PARAGRAPH:
            return ""
        last = self._blocks[-1].text.rsplit(". ", 1)[-1]
        return last if last.endswith(":") else ""

    def table_title(self) -> tuple[str, str]:
        """The title and unit note of a table that begins here: the short paragraphs just before it, else its heading."""
        before = [block for block in self._blocks[-2:] if block.kind is BlockKind.PARAGRAPH]
        unit = before.pop().text if before and before[-1] is self._blocks[-1] and is_unit(before[-1].text) else ""
        near = self._blocks[-2 if unit else -1 :][:1]
        if near and near[0].kind is BlockKind.PARAGRAPH and len(near[0].text) <= 200:
            return near[0].text.rstrip(":"), unit
        return (self.headings[-1] if self._headings else ""), unit

    def table(self, table: Table, cells: Callable[[int], str] | None = None) -> None:
        """A table, a block a row. `cells` names the sheet and cells of the row of that place in the grid."""
        for row in table.rows:
            words = "| " + " | ".join(cell or " " for cell in row.cells) + " |"
            start, end = self._append(words, gap="\n")
            self._blocks.append(
                Block(
                    BlockKind.ROW,
                    words,
                    start,
                    end,
                    self.headings,
                    lead=row.group,
                    cell=cells(row.place) if cells else None,
                    table_title=table.title,
                    unit_note=row.unit_note or table.unit_note,
                    columns=table.columns,
                )
            )
        for note in table.notes:
            self.note(note)

    def reading(self, metadata: Mapping[str, str]) -> Reading:
        """What has been put together."""
        return Reading(
            "".join(self._parts), tuple(self._blocks), {name: value for name, value in metadata.items() if value}
        )

    def _append(self, words: str, gap: str = "\n\n") -> tuple[int, int]:
        start = self._length
        self._parts.append(words + gap)
        self._length += len(words) + len(gap)
        return start, start + len(words)


def _tidy(words: str) -> str:
    """Words on one line: what a file holds of control characters and runs of white space is no text."""
    return " ".join(
        re.sub(r"[\x00-\x1f\x7f\ufeff\u200b\u00ad]", lambda m: " " if m.group() in "\t\n\r\f\v" else "", words).split()
    )
