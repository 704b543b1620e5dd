"""What a command is given: files, standard input and dates. Each function raises InputError in one line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from assistant.errors import InputError

_PLAIN = {".md", ".txt", ".text", ".markdown", ""}
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def existing(path: str | Path) -> Path:
    """The file of that path."""
    file = Path(path)
    if file.is_dir():
        raise InputError(f"{path}: a folder; give a file")
    if not file.is_file():
        raise InputError(f"{path}: no such file; check the path")
    return file


def read_input(path: str) -> str:
    """The words of a document, or of standard input for "-". Raises DocumentError where it holds none or breaks a limit of reading."""
    from assistant.documents.readers.text import decode
    from assistant.index.workers import read_bytes, read_confined

    if path == "-":
        return sys.stdin.read()
    file = existing(path)
    return decode(file, read_bytes(file)) if file.suffix.lower() in _PLAIN else read_confined(file)[0].text


def day(option: str, given: str) -> str:
    """An ISO date, month or year as it is given; empty where nothing is."""
    if given and not _DAY.fullmatch(given):
        raise InputError(f"{option} {given!r}: give a date of the form 2024-03-06, 2024-03 or 2024")
    return given
