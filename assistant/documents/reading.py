"""A file becomes a document: the right reader, the metadata, one clear error where it cannot be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from assistant.documents.model import Document, Kind
from assistant.documents.readers import SUFFIXES, reader_for
from assistant.errors import DocumentError

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def content_hash(data: bytes) -> str:
    """The SHA-256 of a file's bytes and of the code that reads them, in hexadecimal: either change means reading anew."""
    return hashlib.sha256(_code() + data).hexdigest()


@cache
def _code() -> bytes:
    """A digest of the modules that decide which passages and figures a file gives."""
    package = Path(__file__).parent.parent
    modules = sorted(
        path
        for part in ("documents", "figures")
        for path in (package / part).rglob("*")
        if path.suffix in (".py", ".toml")
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in modules)).digest()


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: each path that is a file, and every readable file below each folder, in order of name.

    Raises DocumentError for a path that does not exist and for a folder without a document.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(
                file
                for file in path.rglob("*")
                if file.is_file()
                and file.suffix.lower() in SUFFIXES
                and file.name.lower() != "readme.md"
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
            if not found:
                raise DocumentError(
                    f"{path}: no document in this folder; it should hold {', '.join(sorted(SUFFIXES))} files"
                )
            yield from found
        elif path.is_file():
            yield path
        else:
            raise DocumentError(f"{path}: no such file or folder; check the path")


def read_document(path: Path, *, kind: Kind | None = None, data: bytes | None = None) -> Document:
    """Read one file. The front matter says its id, title, publisher, kind, date and address; the rest is guessed.

    `kind` is used where the file does not say. Raises DocumentError naming the file, the trouble and what to do.
    """
    reader = reader_for(path)
    if reader is None:
        raise DocumentError(
            f"{path}: no reader for {path.suffix or 'a file without a suffix'}; convert it to one of {', '.join(sorted(SUFFIXES))}"
        )
    try:
        data = path.read_bytes() if data is None else data
    except OSError as error:
        raise DocumentError(
            f"{path}: cannot be read ({(error.strerror or 'error').lower()}); check the path and its permissions"
        ) from None
    if not data.strip():
        raise DocumentError(f"{path}: the file is empty; give a file with text in it")
    reading = reader(path, data)
    meta = reading.metadata
    if not any(block.text.strip() for block in reading.blocks):
        raise DocumentError(f"{path}: no text in it; give a file with text below the front matter")
    date = meta.get("date", "")
    if date and not _DATE.fullmatch(date):
        raise DocumentError(
            f"{path}: the date {date!r} is not of the form 2024-03-06, 2024-03 or 2024; correct the front matter"
        )
    return Document(
        id=meta.get("id") or _slug(path.stem),
        title=meta.get("title") or path.stem,
        publisher=meta.get("publisher", ""),
        kind=_kind(path, meta.get("kind"), kind),
        date=date,
        url=meta.get("url", ""),
        text=reading.text,
        blocks=reading.blocks,
        content_hash=content_hash(data),
        author=meta.get("author", ""),
        licence=meta.get("licence", ""),
        digest=meta.get("digest", "").lower() == "true",
        path=str(path.resolve()),
    )


def _kind(path: Path, stated: str | None, default: Kind | None) -> Kind:
    try:
        if stated:
            return Kind(stated)
        return default or Kind(path.parent.name)
    except ValueError:
        if stated:
            raise DocumentError(
                f"{path}: kind {stated!r} is not one of {', '.join(Kind)}; correct the front matter"
            ) from None
        return Kind.PRESS


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "document"
