"""`briefing ingest --url`: pages fetched into the index's folder, with a side-car that keeps their address."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assistant.documents.fetching import fetch
from assistant.errors import DocumentError, InputError
from assistant.index.build import Failure
from assistant.settings import settings


@dataclass(frozen=True, slots=True)
class Fetching:
    """The files that the addresses became, and those that could not be fetched."""

    paths: tuple[Path, ...]
    failed: tuple[Failure, ...]


def run(urls: Sequence[str], listing: Path | None, index: str, *, allow: frozenset[str] = frozenset()) -> Fetching:
    """Fetch addresses and those of a list. Raises InputError for a list that cannot be read or is empty."""
    wanted = [*urls, *(_listed(listing) if listing else [])]
    folder = settings().indexes / index / "fetched"
    paths: list[Path] = []
    failed: list[Failure] = []
    for url in dict.fromkeys(wanted):
        try:
            page = fetch(url, allow=allow)
        except DocumentError as error:
            failed.append(Failure(url, str(error)))
            continue
        folder.mkdir(parents=True, exist_ok=True)
        parts = urlsplit(page.url)
        words = re.sub(r"[^a-z0-9]+", "-", f"{parts.hostname}{parts.path}".lower()).strip("-")[:80]
        path = folder / f"{words}-{hashlib.sha256(url.encode()).hexdigest()[:8]}{page.suffix}"
        path.write_bytes(page.data)
        # A JSON string is a TOML string too.
        path.with_name(f"{path.name}.toml").write_text(f"url = {json.dumps(page.url)}\n", "utf-8")
        paths.append(path)
    return Fetching(tuple(paths), tuple(failed))


def _listed(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: cannot be read as a list of addresses; give a text file with one a line") from None
    urls = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not urls:
        raise InputError(f"{path}: no address in it; write one a line")
    return urls
