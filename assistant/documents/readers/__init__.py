"""One reader a file type. A reader takes the file's path and bytes and gives title, date and the like, text and blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.documents.model import Block


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the whole text, its blocks with offsets in it, and what the file says of itself."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Path, bytes], Reading]


def reader_for(path: Path) -> Reader | None:
    """The reader for a file's suffix, or None where there is none."""
    from assistant.documents.readers import markdown, pdf, text

    readers: dict[str, Reader] = {
        ".md": markdown.read,
        ".markdown": markdown.read,
        ".txt": text.read,
        ".text": text.read,
        ".pdf": pdf.read,
    }
    return readers.get(path.suffix.lower())


SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ".pdf"})
