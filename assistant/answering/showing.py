"""Show excerpts to a model, fenced as data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.draft import Quote
from assistant.wording import british_date


def shown(excerpts: Sequence[Quote]) -> str:
    """The excerpts, each between <source> marks that its own words cannot close."""
    return "\n".join(_block(number, quote) for number, quote in enumerate(excerpts, 1))


def _block(number: int, quote: Quote) -> str:
    document = quote.evidence.document
    where = ", ".join(part for part in (document.title, document.publisher, british_date(document.date)) if part)
    lines = (where, *quote.evidence.passage.headings[-1:], quote.text)
    return f'<source n="{number}">\n' + "\n".join(_fenced(line) for line in lines) + "\n</source>"


def _fenced(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("<", "‹").replace(">", "›")).strip()
