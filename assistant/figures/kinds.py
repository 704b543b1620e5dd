"""What a figure counts or is a share of, from the grammar of its clause."""

from __future__ import annotations

import re

from assistant.figures.clauses import subject_phrase
from assistant.figures.nouns import singular
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure
from assistant.figures.values import is_count
from assistant.figures.words import coverage, terms

#: "The number of people in hotels": what is counted is people.
_COUNT_OF = re.compile(r"^(?:the |an? |some )?(?:total |overall |average )?(?:number|count|total|volume) of ", re.I)
_TAIL = re.compile(
    r"\s(?:of|in|for|to|at|by|on|from|with|across|this|last|next|since|over|under|who|which|that)\s.*$", re.I
)


def head_clash(claim: Figure, source: Figure) -> str | None:
    """ "Crossings have passed 32,000" counts crossings: a claim that counts boats takes a word of theirs for their head."""
    one, other = claim.quantity, source.quantity
    if not (is_count(one) and one.noun) or other.unit != "number" or source.in_table or source.counted:
        return None
    phrase = _COUNT_OF.sub("", subject_phrase(source.subject))
    head = phrase and _head(phrase)
    if not head or not {one.unit, singular(one.unit)} & set(map(singular, phrase.lower().split())):
        return None
    if singular(head) == singular(one.unit) or head in claim.subject.lower():
        return None
    return f"{printed(other)} counts {head}, not {one.noun}."


_OF_COUNTS = frozenset(("numbers", "levels", "totals", "figures", "counts"))


def _head(phrase: str) -> str:
    """The plural that ends a noun phrase, without what hangs on it: "crossings" of "small boat crossings this year"."""
    words = _TAIL.sub("", f"{phrase} ").split()
    if words and words[-1].lower() in _OF_COUNTS:
        return ""  # "staff numbers" counts staff
    return words[-1].lower() if words and singular(words[-1].lower()) != words[-1].lower() else ""


def whole_clash(claim: Figure, source: Figure) -> str | None:
    """ "41% of starts" of what the source says is 41% of spending."""
    one, other = _whole(claim), _whole(source)
    if not one or not other or coverage(one, terms(source.subject)) or coverage(other, terms(claim.subject)):
        return None
    if _ECONOMY & set(one) and _ECONOMY & set(other):
        return None
    return f"In the source {printed(source.quantity)} is a share of something else."


#: Names of the whole economy.
_ECONOMY = frozenset(terms("GDP economy income output"))


def _whole(figure: Figure) -> tuple[str, ...]:
    return tuple(tag[3:] for tag in figure.sense if tag.startswith("of_"))
