"""A refusal: that the sources do not say, what was searched, and what is nearest, without a figure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.answer import Status
from assistant.answering.draft import Draft
from assistant.documents.model import Kind
from assistant.figures import describe
from assistant.retrieval import Evidence

NOT_FOUND = "The sources do not say."
_CALLED = {
    Kind.BUDGET: "official papers",
    Kind.NAO: "audit reports",
    Kind.PARLIAMENT: "parliamentary records",
    Kind.ANALYSIS: "analysis",
    Kind.PRESS: "press reports",
}


def not_found(evidence: Sequence[Evidence], opening: str = NOT_FOUND) -> Draft:
    """A draft that refuses. The opening gives the reason, in words without a figure."""
    return Draft(Status.NOT_FOUND, opening=" ".join(part for part in (opening, _searched(evidence)) if part))


def _searched(evidence: Sequence[Evidence]) -> str:
    """What kinds of source came nearest, and the nearest itself, by its title where that has no figure."""
    if not evidence:
        return ""
    document = evidence[0].document
    kinds = list(dict.fromkeys(_CALLED[one.document.kind] for one in evidence[:3]))
    searched = f"The search came nearest in {', '.join(kinds[:-1])}{' and ' if kinds[1:] else ''}{kinds[-1]}"
    title = (
        f"“{document.title}”" if document.title and not describe(document.title) and not _digits(document.title) else ""
    )
    publisher = "" if _digits(document.publisher) else document.publisher
    if title:
        return f"{searched}; the nearest source is {title}{f' ({publisher})' if publisher else ''}."
    return f"{searched}; the nearest source is a document from {publisher}." if publisher else f"{searched}."


def _digits(text: str) -> bool:
    return any(character.isdigit() for character in text)
