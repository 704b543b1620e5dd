"""A file becomes a document: the right reader, the metadata, one clear error where it cannot be read."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.documents.fingerprint import fingerprint
from assistant.documents.guessing import guessed, kind_of
from assistant.documents.model import Document, Kind
from assistant.documents.readers import FOREIGN, PACKAGES, SUFFIXES, WEB, reader_for
from assistant.documents.unit_notes import with_unit_notes
from assistant.errors import DocumentError

#: What a user or a side-car may state of a document.
STATED = frozenset({"id", "title", "publisher", "date", "kind", "licence", "url", "author"})
#: The first bytes of types that are often misnamed, and the suffixes they may have.
_MAGIC: tuple[tuple[bytes, str, frozenset[str]], ...] = (
    (b"%PDF-", "a PDF", frozenset({".pdf"})),
    (b"PK\x03\x04", "a zip package (an Office file?)", PACKAGES),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office file", PACKAGES | {".xls"}),
    (b"{\\rtf", "rich text", frozenset({".rtf"})),
    (b"<!DOCTYPE html", "a web page", WEB),
    (b"<!doctype html", "a web page", WEB),
    (b"<html", "a web page", WEB),
    (b"\x89PNG", "a picture (binary)", frozenset()),
    (b"\xff\xd8\xff", "a picture (binary)", frozenset()),
    (b"GIF8", "a picture (binary)", frozenset()),
    (b"\x7fELF", "a binary program", frozenset()),
    (b"MZ\x90", "a binary program", frozenset()),
)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def content_hash(data: bytes, path: Path | None = None) -> str:
    """The SHA-256 of a file's bytes, of its side-car's and of what reads them: any change means reading anew."""
    beside = path.with_name(f"{path.name}.toml") if path else None
    more = beside.read_bytes() if beside and beside.is_file() else b""
    return hashlib.sha256(fingerprint() + data + more).hexdigest()


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: each path that is a file, and every document below each folder, in order of name.

    A link to a folder is given as it is, for the report to name: it is not followed, so a folder that holds itself ends.
    Documents of a type without a reader are given too, pictures and programs are not.
    Raises DocumentError for a path that does not exist and for a folder without a document.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(_below(path))
            if not found:
                raise DocumentError(
                    f"{path}: no document in this folder; it should hold {', '.join(sorted(SUFFIXES))} files"
                )
            yield from found
        elif path.is_file():
            yield path
        else:
            raise DocumentError(f"{path}: no such file or folder; check the path")


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(parent, name)
            suffix = path.suffix.lower()
            if name.startswith(".") or name.lower() == "readme.md":
                continue
            if suffix in FOREIGN or (suffix in SUFFIXES and (path.is_file() or path.is_symlink())):
                yield path
        yield from (Path(parent, name) for name in folders if Path(parent, name).is_symlink())


def read_document(
    path: Path, *, kind: Kind | None = None, data: bytes | None = None, stated: Mapping[str, str] | None = None
) -> Document:
    """Read one file. What is `stated` of it counts before its side-car `FILE.toml`, that before what the file says of
    itself, and that before what its words let one guess.

    `kind` is used where none of them says. Raises DocumentError naming the file, the trouble and what to do.
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
    _as_named(path, data)
    reading = reader(path, data)
    if not any(block.text.strip() for block in reading.blocks):
        raise DocumentError(f"{path}: no text in it; give a file with text below the front matter")
    own = {name: value for name, value in reading.metadata.items() if value}
    said = {**own, **side_car(path), **{name: value for name, value in (stated or {}).items() if value}}
    meta = {**guessed(reading.blocks, said), **said}
    date = meta.get("date", "")
    if date and not _DATE.fullmatch(date):
        raise DocumentError(
            f"{path}: the date {date!r} is not of the form 2024-03-06, 2024-03 or 2024; correct the front matter"
        )
    saved = meta.get("date_guess", "")
    notices = [words for words in meta.get("notices", "").split("\n") if words]
    if not date:
        notices.append(
            f"no date{f' (the file was last saved on {saved})' if saved else ''}; give one with --date or in {path.name}.toml"
        )
    return Document(
        id=_slug(meta["id"]) if "id" in meta else _slug(path.stem),
        title=meta.get("title") or path.stem,
        publisher=meta.get("publisher", ""),
        kind=_kind(path, meta, kind),
        date=date,
        url=meta.get("url", "") if re.match(r"https?://", meta.get("url", "")) else "",
        text=reading.text,
        blocks=with_unit_notes(reading.blocks),
        content_hash=content_hash(data, path),
        author=meta.get("author", ""),
        licence=meta.get("licence", ""),
        digest=meta.get("digest", "").lower() == "true",
        path=str(path.resolve()),
        notices=tuple(notices),
    )


def side_car(path: Path) -> dict[str, str]:
    """What the file `NAME.SUFFIX.toml` beside a document says of it: title, publisher, date, kind, licence, url, id.

    Raises DocumentError where it is no TOML or has other names.
    """
    beside = path.with_name(f"{path.name}.toml")
    if not beside.is_file():
        return {}
    try:
        held = tomllib.loads(beside.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DocumentError(
            f'{beside}: not readable as TOML ({error}); write lines such as date = "2024-03-06"'
        ) from None
    unknown = sorted(set(held) - STATED)
    if unknown:
        raise DocumentError(f"{beside}: {unknown[0]!r} is none of {', '.join(sorted(STATED))}; correct the name")
    return {name: str(value) for name, value in held.items()}


def _as_named(path: Path, data: bytes) -> None:
    """Raise DocumentError where the first bytes are those of another type than the suffix says."""
    suffix = path.suffix.lower()
    for magic, name, suffixes in _MAGIC:
        if data[:1024].lstrip().startswith(magic) and suffix not in suffixes:
            raise DocumentError(
                f"{path}: its content is {name} although it is named {suffix}; give it its right suffix"
            )


def _kind(path: Path, meta: Mapping[str, str], default: Kind | None) -> Kind:
    stated = meta.get("kind")
    try:
        if stated:
            return Kind(stated)
        return default or Kind(path.parent.name)
    except ValueError:
        if stated:
            raise DocumentError(
                f"{path}: kind {stated!r} is not one of {', '.join(Kind)}; correct the front matter"
            ) from None
        return kind_of(meta.get("publisher", "")) or Kind.PRESS


def _slug(words: str) -> str:
    """An id of small letters, digits and hyphens: nothing of a file's name becomes a path or mark-up."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:120] or "document"
