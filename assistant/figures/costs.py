"""What a cost is the cost of: that of delay is none of the building's."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.clauses import subject_phrase
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure
from assistant.figures.words import alike, folded

#: A thing named without an article is no word for what the text is about: "the cost of delay", not "of the scheme".
_COST_OF = re.compile(
    r"\b(?:cost|price|bill)s? (?:of|for) (?!the\b|this\b|that\b|these\b|those\b|its\b|their\b|an?\b|each\b|every\b)(?P<what>[a-z-]+(?: the [a-z-]+(?: [a-z-]+)?)?)"
)
_COSTS = re.compile(r"\bcost(?:s|ing)?\b", re.I)
#: The work itself, by any name, costs what the thing costs.
_THE_WORK = frozenset(
    folded("building construction constructing buying purchase project development works delivery creating completing")
)


def cost_clash(claim: Figure, source: Figure) -> str | None:
    """ "The depots cost £2.3m a month" where the text speaks of depots and of the cost of delay at £2.3m a month."""
    of = _cost_of(source.subject)
    if not of or not _COSTS.search(claim.subject) or _THE_WORK & set(of):
        return None
    whole = subject_phrase(claim.subject) or _COSTS.split(claim.subject)[0]
    said, told = folded(whole), set(folded(f"{source.lead} {source.topic}"))
    own = set(folded(f"{source.subject} {source.quantity.noun}"))
    elsewhere = said and all(alike(term, told) and not alike(term, own) for term in said)
    if not elsewhere or any(alike(term, set(folded(claim.subject))) for term in of):
        return None
    return f"In the source {printed(source.quantity)} is the cost of something else."


@lru_cache(maxsize=8192)
def _cost_of(words: str) -> tuple[str, ...]:
    found = _COST_OF.search(words)
    return folded(found.group("what")) if found else ()
