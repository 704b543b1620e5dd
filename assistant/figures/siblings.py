"""Whose a figure is where its sentence goes on about another thing: "the harbour was sold for £2m but the pier was given away"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.clauses import subject_phrase
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure
from assistant.figures.words import alike, folded

#: Behind it a clause with a subject of its own begins.
_GOES_ON = re.compile(r"(?:,|;)? (?:and|but|while|whereas|though|although) (?=(?:the |its |their |our )?[a-z])|; ")


def sibling_clash(claim: Figure, source: Figure) -> str | None:
    """ "The pier is worth £2m": the claim's subject is that of another clause, and the figure's own never speaks of it."""
    if source.in_table:
        return None
    own, others = _parted(source.subject, source.quantity.start - source.clause[0])
    said = folded(subject_phrase(claim.subject)) if others else ()
    its = folded(subject_phrase(own)) if said else ()
    if not its or any(alike(term, folded(claim.subject)) for term in its):
        return None
    if any(alike(term, folded(f"{own} {source.quantity.noun}")) for term in said):
        return None
    named = any(set(said) <= set(folded(other)) for other in others)
    return f"In the source {printed(source.quantity)} is said of {subject_phrase(own)}." if named else None


@lru_cache(maxsize=8192)
def _parted(words: str, place: int) -> tuple[str, tuple[str, ...]]:
    """The clause that holds the place, and the subjects of those behind it that have a subject and a verb of their own."""
    words = f"{words[:place]}# {words[place:]}"
    marks = list(_GOES_ON.finditer(words, max(place, 0) + 1))
    ends = [mark.start() for mark in marks[1:]] + [len(words)] * bool(marks)
    parts = tuple(subject_phrase(words[mark.end() : end]) for mark, end in zip(marks, ends, strict=True))
    return (words[: marks[0].start()] if marks else words), tuple(part for part in parts if part)
