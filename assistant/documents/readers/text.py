"""Plain text: paragraphs parted by blank lines; a short line of its own without a full stop is a heading."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.documents.model import Block, BlockKind
from assistant.documents.readers import Reading
from assistant.errors import DocumentError

_CHUNK = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.M)
_ITEM = re.compile(r"(?:[-*•–]|\(?\d{1,2}[.)])\s+")


def decode(path: Path, data: bytes) -> str:
    """The text of a file in UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1252.

    Raises DocumentError for an empty file, a binary one, or an encoding that cannot be told.
    """
    if not data.strip():
        raise DocumentError(f"{path}: the file is empty; give a file with text in it")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise DocumentError(
                f"{path}: not readable as UTF-16 although it begins as such; save it as UTF-8"
            ) from None
    if b"\x00" in data:
        raise DocumentError(f"{path}: a binary file, not text; give it its right suffix or convert it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise DocumentError(
                f"{path}: byte {error.start} is neither UTF-8 nor Windows-1252; save it as UTF-8"
            ) from None
    if sum(character < " " and character not in "\t\n\r\f" for character in text) > len(text) // 100:
        raise DocumentError(f"{path}: a binary file, not text; give it its right suffix or convert it")
    return text


def read(path: Path, data: bytes) -> Reading:
    """Read a plain text file. The first heading, if it comes before any paragraph, is the title."""
    text = decode(path, data).replace("\r\n", "\n").replace("\r", "\n")
    blocks: list[Block] = []
    heading: tuple[str, ...] = ()
    title = ""
    for match in _CHUNK.finditer(text):
        words = match.group().rstrip()
        start = match.start()
        if "\n" not in words and len(words) <= 120 and not re.search(r"[.!?:;,”\"’]$", words):
            heading = (words,)
            if len(words.split()) >= 5 and not title:
                title = words
            blocks.append(Block(BlockKind.HEADING, words, start, start + len(words), heading))
            continue
        item = _ITEM.match(words)
        begin = start + (item.end() if item else 0)
        kind = BlockKind.ITEM if item else BlockKind.PARAGRAPH
        blocks.append(Block(kind, text[begin : start + len(words)], begin, start + len(words), heading))
    return Reading(text, tuple(blocks), {"title": title} if title else {})
