"""One reader a file type. A reader takes the file's path and bytes and gives title, date and the like, text and blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from assistant.documents.model import Block


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the whole text, its blocks with offsets in it, and what the file says of itself."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Path, bytes], Reading]


#: The module that reads each suffix, below this package.
_MODULES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "word",
    ".odt": "opendocument",
    ".xlsx": "spreadsheet",
    ".xlsm": "spreadsheet",
    ".xls": "spreadsheet",
    ".ods": "spreadsheet",
    ".csv": "spreadsheet",
    ".tsv": "spreadsheet",
}

SUFFIXES = frozenset(_MODULES)
#: Suffixes of web pages, and of files that are zip packages.
WEB = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown"})
PACKAGES = frozenset({".docx", ".odt", ".xlsx", ".xlsm", ".ods"})
#: Documents of types without a reader: an ingest of a folder names them.
FOREIGN = frozenset(
    {
        ".doc",
        ".docm",
        ".epub",
        ".key",
        ".msg",
        ".numbers",
        ".odp",
        ".pages",
        ".ppt",
        ".pptx",
        ".rtf",
        ".xlsb",
        ".zip",
        ".7z",
    }
)


def reader_for(path: Path) -> Reader | None:
    """The reader for a file's suffix, or None where there is none. Its libraries are imported when it reads."""
    name = _MODULES.get(path.suffix.lower())
    if name is None:
        return None
    reader: Reader = import_module(f"assistant.documents.readers.{name}").read
    return reader
