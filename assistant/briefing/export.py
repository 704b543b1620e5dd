"""A briefing as Markdown, as a page and as a table. What is exported is validated: each figure stands in a quote it cites."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from assistant.answering.answer import Citation
from assistant.briefing.brief import Brief
from assistant.documents.model import Kind
from assistant.errors import CitationError
from assistant.wording import british_date

_COLUMNS = ("Figure", "What it is", "Qualifier and period", "Source")
_MARK = re.compile(r"\[(\d+)\]")


def to_markdown(brief: Brief) -> str:
    """Headings, a table of figures, sentences with marks, and the list of sources. Raises CitationError."""
    brief = validated(brief)
    rows = ["| " + " | ".join(_COLUMNS) + " |", "|" + "---|" * len(_COLUMNS)]
    rows += [
        f"| {_cell(one.text)} | {_cell(one.what)} | {_cell(one.qualifier)} | {_marks(one.citations)} |"
        for one in brief.figures
    ]
    parts = [f"# Briefing: {_plain(brief.topic)}", _plain(brief.headline), "## Key figures", "\n".join(rows)]
    for section in brief.sections:
        parts += [f"## {section.title}", "\n".join(f"- {_plain(sentence)}" for sentence in section.sentences)]
    parts += [
        "## Sources",
        "\n".join(f"{one.id}. {_plain(source(one))}  \n   {_plain(quoted(one))}" for one in brief.citations),
    ]
    return "\n\n".join(parts) + "\n"


def to_html(brief: Brief) -> str:
    """The briefing as a fragment of a page, every word escaped. Raises CitationError."""
    brief = validated(brief)
    rows = "".join(
        f"<tr><th scope='row'>{escape(one.text)}</th><td>{escape(one.what)}</td><td>{escape(one.qualifier)}</td><td>{_marks(one.citations)}</td></tr>"
        for one in brief.figures
    )
    heads = "".join(f"<th scope='col'>{name}</th>" for name in _COLUMNS)
    sections = "".join(
        f"<h2>{escape(part.title)}</h2><ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in part.sentences)}</ul>"
        for part in brief.sections
    )
    sources = "".join(
        f"<li value={one.id}>{escape(source(one))}<br>{escape(quoted(one))}</li>" for one in brief.citations
    )
    return (
        f"<h1>Briefing: {escape(brief.topic)}</h1><p>{escape(brief.headline)}</p><h2>Key figures</h2>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{sections}<h2>Sources</h2><ol>{sources}</ol>"
    )


def to_csv(brief: Brief) -> str:
    """One row a key figure, with its first source. Raises CitationError."""
    brief = validated(brief)
    known = {one.id: one for one in brief.citations}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("figure", "what", "qualifier", "period", "source", "publisher", "date", "locator", "quote", "url"))
    for one in brief.figures:
        cited = known[one.citations[0]]
        cells = (
            one.text,
            one.what,
            one.qualifier,
            one.period,
            cited.title,
            cited.publisher,
            cited.date,
            cited.locator,
            cited.quote,
            cited.url,
        )
        table.writerow(f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells)
    return out.getvalue()


def validated(brief: Brief) -> Brief:
    """The briefing as it may leave: without marks of sources that it does not have.

    Raises CitationError where a key figure does not stand in the words of a source it cites.
    """
    quotes = {one.id: one.quote for one in brief.citations}
    for row in brief.figures:
        if not any(_squashed(row.text) in _squashed(quotes.get(mark, "")) for mark in row.citations):
            raise CitationError(
                f"{row.text}: no source that this key figure cites prints it; compose the briefing anew"
            )

    def known(text: str) -> str:
        return _MARK.sub(lambda mark: mark[0] if int(mark[1]) in quotes else "", text)

    return replace(
        brief,
        headline=known(brief.headline),
        figures=tuple(
            replace(row, citations=tuple(mark for mark in row.citations if mark in quotes)) for row in brief.figures
        ),
        sections=tuple(replace(one, sentences=tuple(known(text) for text in one.sentences)) for one in brief.sections),
    )


def _squashed(text: str) -> str:
    return "".join(text.split()).lower()


def documents(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """One citation a document, the most authoritative kind first and then the newest."""
    first: dict[str, Citation] = {}
    for one in citations:
        first.setdefault(one.document_id, one)
    newest_first = sorted(first.values(), key=lambda one: one.date, reverse=True)
    return tuple(sorted(newest_first, key=lambda one: Kind(one.kind).rank))


def source(cited: Citation) -> str:
    """Title, publisher, date, place and address of a citation."""
    where = ", ".join(part for part in (cited.publisher, british_date(cited.date), cited.locator) if part)
    return f"{'Digest of ' if cited.digest else ''}{cited.title} ({where}){' ' + cited.url if cited.url else ''}"


def quoted(cited: Citation) -> str:
    """The words that hold the figure; of a digest, said to be the digest's."""
    return f"Our digest: {cited.quote}" if cited.digest else f"“{cited.quote}”"


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _plain(text: str) -> str:
    """Text of a source as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_<>|#])", r"\\\1", " ".join(text.split()))


def _cell(text: str) -> str:
    return _plain(text)
