"""Which figures may not be added: a whole and its own part, and two printings of one figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.operands import Operand
from assistant.answering.ranking import Candidate
from assistant.answering.sides import Side, content
from assistant.answering.splits import Split, split_of
from assistant.figures import Figure, Relation, describe
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Quantity
from assistant.figures.words import coverage
from assistant.retrieval import Evidence

#: What a source says of a part: "£186m: the part that stemmed from fraud in the pandemic".
_PART = re.compile(r"\b(?:(?:the |a )?(?:part|share|portion|slice) (?:of|that|which)|of (?:this|which|that|it|these))\b", re.I)  # fmt: skip
#: What it says of a sum that stands in another's place: "savings bring the pressure down to £16.4bn".
_INSTEAD = re.compile(r"\b(?:down|up|reduced|cut|lowered|raised|revised|brought|brings?|changed)\b[^.;]{0,30}\bto\W*(?:about |around |some |almost )?$", re.I)  # fmt: skip
#: Least share of a side's words that the sentence of the other side's figure holds where both print one figure.
_ALSO = 0.5
#: How near the figures of two sources are that may be one.
_NEAR = Decimal("0.97")


class Overlaps:
    """What of the figures found is counted in others.

    A part is known by its own words, by what it stands under, or where a source lists it behind the whole; a part that no
    source tells as one is not known.
    """

    def __init__(self, ranked: Sequence[Candidate]) -> None:
        held: dict[tuple[str, tuple[str, ...]], dict[str, Evidence]] = {}
        for one in ranked:
            passage = one.evidence.passage
            held.setdefault((one.evidence.document.id, passage.headings), {})[passage.id] = one.evidence
        self._sections = [sorted(each.values(), key=lambda one: one.number) for each in held.values()]
        self._splits: dict[Quantity, list[Split]] = {}

    def between(self, one: Operand, other: Operand, sides: tuple[Side, Side]) -> bool:
        """Whether adding two figures would count something twice."""
        small, large = sorted((one, other), key=lambda each: each.figure.quantity.amount or 0)
        if _is_told_part(small, large) or self._is_listed(small.figure, large.figure.quantity):
            return True
        if one.candidate.evidence.document.id != other.candidate.evidence.document.id and _is_near(small, large):
            return True
        agree = _agree(one.figure.quantity, other.figure.quantity)
        return agree and _tells(one, sides[1]) and _tells(other, sides[0])

    def _is_listed(self, small: Figure, whole: Quantity) -> bool:
        if whole not in self._splits:
            made = (split_of(whole, each) for each in self._sections)
            self._splits[whole] = [one for one in made if one]
        parts = (part for one in self._splits[whole] for part in one.parts)
        return any(_agree(part.figure.quantity, small.quantity) for part in parts)


def stands_instead(one: Candidate) -> bool:
    """Whether a figure is told as what another came to, so that nothing is left to be taken from it."""
    start = one.figure.sentence[0]
    return bool(_INSTEAD.search(one.evidence.passage.text[start : one.figure.quantity.start]))


def _agree(one: Quantity, other: Quantity) -> bool:
    return value_agreement(one, other) is not Relation.DIFFERS


def _is_near(small: Operand, large: Operand) -> bool:
    """Whether two sources may print one figure to different digits: "£13.8bn", "almost £14bn"."""
    low, high = (abs(one.figure.quantity.amount or Decimal(0)) for one in (small, large))
    return low != high and low >= _NEAR * high


def _is_told_part(small: Operand, large: Operand) -> bool:
    here, there = small.candidate.evidence, large.candidate.evidence
    passage = here.passage
    if here.document.id != there.document.id:
        return False
    behind = (there.number, large.figure.quantity.start) < (here.number, small.figure.quantity.start)
    if behind and passage.headings == there.passage.headings:
        sentence = passage.text[slice(*small.figure.sentence)]
        if "part" in small.figure.sense or _PART.search(sentence) or stands_instead(small.candidate):
            return True
    titles = " ".join((passage.lead, passage.table_title, *passage.headings[-1:]))
    return any(_agree(large.figure.quantity, one.quantity) for one in describe(titles))


def _tells(one: Operand, side: Side) -> bool:
    words = content(one.candidate.evidence.passage.text[slice(*one.figure.sentence)])
    return bool(side.focus) and coverage(side.focus, words) >= _ALSO
