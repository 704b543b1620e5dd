"""A briefing as Markdown and as a table. What is exported is validated: each figure stands in a quote it cites."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.answer import Citation
from assistant.briefing.brief import Brief
from assistant.documents.model import Kind
from assistant.errors import CitationError
from assistant.wording import british_date

COLUMNS = ("Figure", "What it is", "Qualifier and period", "Source")
_CSV_COLUMNS = [
    "figure",
    "what",
    "qualifier",
    "period",
    "source",
    "publisher",
    "date",
    "locator",
    "quote",
    "url",
    "warning",
]
_MARK = re.compile(r"\[(\d+)\]")
_MARKS = re.compile(r"\s*((?:\[\d+\])+)")
_ENDED = re.compile(r"\s*((?:\[\d+\])+)\.$")
UNCONFIRMED = "Not confirmed by the sources"
_DIGESTS = "The sources were read in digests in our own words, with the figures as printed. Read the originals before quoting them."


def to_markdown(brief: Brief) -> str:
    """Headings, a table of figures, sentences with marks, and the list of sources. Raises CitationError."""
    brief = validated(brief)
    rows = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    rows += [
        f"| {_cell(one.text)} | {_cell(one.what)} | {_cell(one.qualifier)} | {_marks(one.citations)} |"
        for one in brief.figures
    ]
    parts = [f"# Briefing: {_plain(brief.topic)}"]
    if brief.unconfirmed:
        told = "\n".join(f"> - {_plain(one.why)}" for one in brief.unconfirmed)
        parts.append(f"> **{UNCONFIRMED}**\n>\n{told}")
    parts += [_plain(brief.headline), "## Key figures", "\n".join(rows)]
    for section in brief.sections:
        parts += [f"## {section.title}", "\n".join(f"- {_plain(sentence)}" for sentence in section.sentences)]
    parts += [
        "## Sources",
        "\n".join(f"{one.id}. {_plain(source(one))}  \n   {_plain(quoted(one))}" for one in brief.citations),
    ]
    parts += [_plain(line) for line in remarks(brief)]
    return "\n\n".join(parts) + "\n"


def to_csv(brief: Brief) -> str:
    """One row a key figure, with its first source and, where a reader's own words are not confirmed, a warning. Raises CitationError."""
    brief = validated(brief)
    known = {one.id: one for one in brief.citations}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_CSV_COLUMNS)
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
            "; ".join(f"{UNCONFIRMED}: {told.why}" for told in brief.unconfirmed if told.text == one.what),
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


def pieces(text: str) -> Iterator[str | tuple[int, ...]]:
    """The words of a text and, as numbers, the marks between them; marks before the last full stop go behind it, as in print."""
    text, at = _ENDED.sub(r".\1", text), 0
    for found in _MARKS.finditer(text):
        yield text[at : found.start()]
        yield tuple(map(int, _MARK.findall(found[1])))
        at = found.end()
    yield text[at:]


def remarks(brief: Brief) -> tuple[str, ...]:
    """What a reader should know of how a briefing was made, a line each."""
    wrote = () if brief.engine == "extractive" else (f"The opening was worded by {brief.engine}.",)
    digests = (_DIGESTS,) if any(one.digest for one in brief.citations) else ()
    return (*wrote, *brief.notices, *digests)


def documents(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """One citation a document, the most authoritative kind first and then the newest."""
    first: dict[str, Citation] = {}
    for one in citations:
        first.setdefault(one.document_id, one)
    newest_first = sorted(first.values(), key=lambda one: one.date, reverse=True)
    return tuple(sorted(newest_first, key=lambda one: Kind(one.kind).rank))


def source(cited: Citation) -> str:
    """Title, publisher, date, place and address of a citation."""
    return f"{'Digest of ' if cited.digest else ''}{cited.title} ({where(cited)}){' ' + cited.url if cited.url else ''}"


def where(cited: Citation) -> str:
    """Publisher, date and place of a citation: "HM Treasury, 6 March 2024, p. 3"."""
    return ", ".join(part for part in (cited.publisher, british_date(cited.date), cited.locator) if part)


def dated(cited: Citation) -> str:
    """Publisher and date of a citation."""
    return ", ".join(part for part in (cited.publisher, british_date(cited.date)) if part)


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
