"""What reading a file gives: a document of blocks, split into passages that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of source a document is, in order of authority."""

    BUDGET = "budget"
    NAO = "nao"
    PARLIAMENT = "parliament"
    ANALYSIS = "analysis"
    PRESS = "press"

    @property
    def rank(self) -> int:
        """0 for the most authoritative."""
        return _AUTHORITY[self]


_AUTHORITY = {kind: place for place, kind in enumerate(Kind)}


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # one list item
    ROW = "row"  # one table row: its cells joined, its table's title, unit note and columns beside it
    NOTE = "note"  # a footnote or table note


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of a document's text that is never split inside a sentence, item or row.

    `start` and `end` are offsets in `Document.text`. `page` counts from 1; `page_label` is the printed one. `cell` names
    sheet and cells of a spreadsheet row ("Table 2.1!B7:F7"). `lead` is the sentence that introduces a list item. `columns`, `unit_note` and `table_title` belong to rows.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    lead: str = ""
    page: int | None = None
    page_label: str | None = None
    paragraph: str | None = None
    cell: str | None = None
    table_title: str = ""
    unit_note: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read. `text` is the whole text that block offsets refer to; `content_hash` is of the file's bytes and the code that reads them.

    `date` is ISO (empty when unknown). `notices` is what a reader should know of the reading: no date, sheets left out. `digest` marks a digest in this project's own words, never the original.
    """

    id: str
    title: str
    publisher: str
    kind: Kind
    date: str
    url: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    content_hash: str
    author: str = ""
    licence: str = ""
    digest: bool = False
    path: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document small enough to embed and cite: `text` is `Document.text[start:end]`.

    `locator` is what a reader needs to find it: "section: Police and violence", "p. 123, printed 119", "para 4".
    """

    id: str
    document_id: str
    position: int
    text: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    lead: str = ""
    locator: str = ""
    page: int | None = None
    page_label: str | None = None
    cell: str | None = None
    table_title: str = ""
    unit_note: str = ""
    columns: tuple[str, ...] = ()
