"""A briefing as an accessible PDF (PDF/UA-1) through Typst, which works offline and brings its own fonts; the page is `briefing.typ`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from assistant.briefing.brief import Brief
from assistant.briefing.export import (
    COLUMNS,
    UNCONFIRMED,
    dated,
    documents,
    pieces,
    quoted,
    remarks,
    validated,
    where,
)


def to_pdf(brief: Brief) -> bytes:
    """The briefing with a footnote for each citation. Raises CitationError as `validated` does."""
    import typst

    page = files("assistant.briefing").joinpath("briefing.typ").read_bytes()
    data = {"brief": json.dumps(_data(validated(brief)))}
    try:
        made = typst.compile(page, format="pdf", sys_inputs=data, pdf_standards="ua-1")
    except typst.TypstError:
        # A letter that no font here has forbids the standard, not the file.
        made = typst.compile(page, format="pdf", sys_inputs=data)
    return bytes(made)


def _data(brief: Brief) -> dict[str, Any]:
    """What the page shows, in its order. A mark is [number of its note, whether it is the first of that note]."""
    known = {one.id: one for one in brief.citations}
    numbers: dict[int, int] = {}

    def marked(marks: Sequence[int]) -> list[tuple[int, bool]]:
        cited = []
        for mark in marks:
            is_first = mark not in numbers
            cited.append((numbers.setdefault(mark, len(numbers) + 1), is_first))
        return cited

    def written(text: str) -> list[Any]:
        return [piece if isinstance(piece, str) else marked(piece) for piece in pieces(text)]

    data = {
        "title": f"Briefing: {brief.topic}",
        "warning": UNCONFIRMED,
        "unconfirmed": [one.why for one in brief.unconfirmed],
        "headline": written(brief.headline),
        "columns": COLUMNS,
        "rows": [
            (one.text, one.what, one.qualifier, [dated(known[one.citations[0]]), marked(one.citations)])
            for one in brief.figures
        ],
        "sections": [(one.title, [written(text) for text in one.sentences]) for one in brief.sections],
        "sources": [(one.title, _address(one.url), dated(one)) for one in documents(brief.citations)],
        "remarks": remarks(brief),
    }
    notes = [known[mark] for mark in numbers]
    return data | {
        "notes": [
            ("Digest of " if one.digest else "", one.title, _address(one.url), f" ({where(one)}). {quoted(one)}")
            for one in notes
        ]
    }


def _address(url: str) -> str:
    """The address where it is one of the web; nothing otherwise."""
    return url if url.startswith(("http://", "https://")) else ""
