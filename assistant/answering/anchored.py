"""Answer a follow-up about the figure that was just given: over how long, for what, a year, whether it is new money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.derive import Derived, derive
from assistant.answering.parts import Operation
from assistant.answering.question import Question, Want
from assistant.answering.ranking import Candidate
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, PeriodKind
from assistant.retrieval import Evidence

#: "Is that new money?", "had it been announced before?", "is it additional?"
_NEW = re.compile(
    r"\b(?:new|additional|extra|fresh|recycled|old) (?:money|funding|cash)\b|\b(?:announced|promised) (?:before|already|previously)\b|\b(?:already|previously) announced\b",
    re.I,
)
_A_YEAR = re.compile(r"\b(?:how much|what|how many)\b.{0,60}\b(?:a|per|each|every) year\b", re.I)
_LONG = re.compile(r"\b(?:over|for|across) (?:how long|what period|how many years)\b|\bhow long\b|\bwhen\b", re.I)
_OWN_WORDS = 2
#: How much likelier a figure beside the last answer's is.
_IN_PASSAGE, _IN_DOCUMENT = 4.0, 2.0
_NEWNESS_OPEN = "The sources do not say whether this is new money; what they say is:"
_PERIOD_OPEN = "The sources give no period for this; what they say is:"
_NEWNESS = frozenset({"new", "previously_announced"})


@dataclass(frozen=True, slots=True)
class Anchored:
    """The last answer's figure as a source prints it; `derived` what was computed from it.

    `opening` says what the sources leave open, where they do.
    """

    chosen: Candidate
    derived: Derived | None = None
    opening: str = ""


def anchored(question: Question, ranked: Sequence[Candidate]) -> Anchored | None:
    """The last answer's figure, found again, where a follow-up asks for no more than its period, purpose or newness.

    None where it asks for another figure, or where the sources print none of that value.
    """
    found = [one for one in ranked if _is_said(question, one)]
    if not found:
        return None
    short = len(question.focus) <= _OWN_WORDS
    if _NEW.search(question.turn):
        telling = next((one for one in found if one.figure.basis & _NEWNESS), None)
        return Anchored(telling) if telling else Anchored(found[0], opening=_NEWNESS_OPEN)
    if _A_YEAR.search(question.turn) and short:
        return _a_year(found)
    if question.want is Want.PURPOSE and short:
        return Anchored(found[0])
    if _LONG.search(question.turn) and short and question.want in (Want.DURATION, Want.DATE):
        telling = next((one for one in found if one.figure.period), None)
        return Anchored(telling) if telling else Anchored(found[0], opening=_PERIOD_OPEN)
    return None


def beside_said(question: Question, ranked: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[Candidate]:
    """The ranked figures, those likelier that stand where the last answer's figure stands: in its passage, its document."""
    passages, documents = set(), set()
    for one in evidence:
        if any(_agrees(question, figure) for figure in one.figures):
            passages.add(one.passage.id)
            documents.add(one.document.id)

    def weighed(one: Candidate) -> float:
        if one.evidence.passage.id in passages:
            return one.score * _IN_PASSAGE
        return one.score * (_IN_DOCUMENT if one.evidence.document.id in documents else 1.0)

    weights = [weighed(one) for one in ranked]
    share = sum(one.score for one in ranked) / (sum(weights) or 1.0)
    again = (replace(one, score=weight * share) for one, weight in zip(ranked, weights, strict=True))
    return sorted(again, key=lambda one: -one.score)


def _is_said(question: Question, candidate: Candidate) -> bool:
    return _agrees(question, candidate.figure)


def _agrees(question: Question, figure: Figure) -> bool:
    return any(
        one.quantity.unit not in TEMPORAL_UNITS | {"year", "month"}
        and value_agreement(one.quantity, figure.quantity) is not Relation.DIFFERS
        for one in question.said
    )


def _a_year(found: Sequence[Candidate]) -> Anchored:
    for one in found:
        if one.figure.period and one.figure.period.kind is PeriodKind.PER_YEAR:
            return Anchored(one)
        derived = derive(Operation.PER_YEAR, [one.figure])
        if derived:
            return Anchored(one, derived)
    return Anchored(found[0], opening=_PERIOD_OPEN)
