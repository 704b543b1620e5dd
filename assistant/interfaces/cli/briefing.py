"""`briefing brief`: a topic in, a document out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from assistant._assistant import Assistant
from assistant.briefing import Brief, to_csv, to_docx, to_markdown, to_pdf
from assistant.errors import InputError
from assistant.interfaces.cli.asking import ready

_RENDERERS: dict[str, Callable[[Brief], bytes]] = {
    ".docx": to_docx,
    ".pdf": to_pdf,
    ".md": lambda brief: to_markdown(brief).encode(),
    ".csv": lambda brief: to_csv(brief).encode(),
}


def run(topic: str, out: Path | None, index: str, model: str | None = None) -> None:
    """Write the briefing to a file, or print it. Raises InputError for a file of another kind."""
    if out and out.suffix.lower() not in _RENDERERS:
        raise InputError(f"{out}: give a file ending in {', '.join(_RENDERERS)}")
    ready(index)
    with Assistant.open(index, model) as assistant:
        brief = assistant.brief(topic)
    for notice in brief.notices:
        print(f"briefing: {notice}", file=sys.stderr)
    if out is None:
        print(to_markdown(brief), end="")
        return
    out.write_bytes(_RENDERERS[out.suffix.lower()](brief))
    print(f"{out}: {len(brief.figures)} figures from {len({one.document_id for one in brief.citations})} sources")
