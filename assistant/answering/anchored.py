"""Answer a follow-up about the figure that was just given: over how long, for what, a year, whether it is new money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.derive import Derived, derive
from assistant.answering.nearby import Nearby, agrees, is_said, speaks
from assistant.answering.parts import Operation
from assistant.answering.question import TIME_UNITS, Question, Want
from assistant.answering.ranking import Candidate
from assistant.figures.quantity import TEMPORAL_UNITS, PeriodKind

#: "Is that new money?", "had it been announced before?", "is it additional?"
_NEW = re.compile(
    r"\b(?:new|additional|extra|fresh|recycled|old) (?:money|funding|cash)\b|\b(?:announced|promised) (?:before|already|previously)\b|\b(?:already|previously) announced\b",
    re.I,
)
_A_YEAR = re.compile(r"\b(?:how much|what|how many)\b.{0,60}\b(?:a|per|each|every) year\b", re.I)
_LONG = re.compile(r"\b(?:over|for|across) (?:how long|what period|how many years)\b|\bhow long\b|\bwhen\b", re.I)
#: "What share of the total is that?": the whole is found beside the part.
_SHARE_IS = re.compile(
    r"\b(?:what|which|how (?:big|large|much) (?:a|of a)) (?:share|proportion|percentage|per ?cent|fraction|part)\b[^?]{0,60}\b(?:is|was|does|would) (?:that|this|it)\b",
    re.I,
)
_WHOLE = re.compile(
    r"\b(?:totals?|in all|altogether|overall|whole|package|split|divid\w+|shared?|sum|settlement)\b", re.I
)
_OWN_WORDS, _OF_ITS_UNIT = 2, 0.3
_NEWNESS_OPEN = "The sources do not say whether this is new money; what they say is:"
_PERIOD_OPEN = "The sources give no period for this; what they say is:"
_WHOLE_OPEN = "The sources give no total with this; what they say is:"
_NEWNESS = frozenset({"new", "previously_announced"})


@dataclass(frozen=True, slots=True)
class Anchored:
    """The last answer's figure as a source prints it; `derived` what was computed from it.

    `opening` says what the sources leave open, where they do.
    """

    chosen: Candidate
    derived: Derived | None = None
    opening: str = ""
    whole: Candidate | None = None


def anchored(question: Question, ranked: Sequence[Candidate], near: Nearby) -> Anchored | None:
    """The last answer's figure, found again, where a follow-up asks for no more than its period, purpose, newness or share.

    `near` is where that answer stands: of several places that print the figure it goes first. None where it asks for another figure, or where the sources print none of that value.
    """
    found = [one for one in ranked if is_said(question, one.figure)]
    found.sort(key=lambda one: one.evidence.passage.id not in near.passages)
    if not found:
        return None
    short = len(question.focus) <= _OWN_WORDS
    if _NEW.search(question.turn):
        telling = next((one for one in found if one.figure.basis & _NEWNESS), None)
        return Anchored(telling) if telling else Anchored(found[0], opening=_NEWNESS_OPEN)
    if _SHARE_IS.search(question.turn):
        return _share(question, found, ranked, near)
    if _A_YEAR.search(question.turn) and short and question.accepts(found[0].figure) >= _OF_ITS_UNIT:
        return _a_year(found)
    if question.want is Want.PURPOSE and short:
        return Anchored(found[0])
    timed = found[0].figure.quantity.unit in TEMPORAL_UNITS | TIME_UNITS
    if _LONG.search(question.turn) and short and not timed and question.want in (Want.DURATION, Want.DATE):
        telling = next((one for one in found if one.figure.period), None)
        return Anchored(telling) if telling else Anchored(found[0], opening=_PERIOD_OPEN)
    return None


def _share(
    question: Question, found: Sequence[Candidate], ranked: Sequence[Candidate], near: Nearby
) -> Anchored | None:
    """The figure as a share of a larger one that the talk gave, or that stands beside it as a total."""
    part = found[0]
    size = part.figure.quantity.amount
    if size is None:
        return None
    larger = [
        one
        for one in ranked
        if one.figure.quantity.unit == part.figure.quantity.unit and (one.figure.quantity.amount or 0) > size
    ]
    given = [one for one in larger if any(agrees(said.quantity, one.figure.quantity) for said in question.stated)]
    totals = [one for one in larger if one.evidence.passage.id in near.around and _is_whole(question, one)]
    for whole in (*given, *totals):
        derived = derive(Operation.SHARE, [part.figure, whole.figure])
        if derived:
            return Anchored(part, derived, whole=whole)
    return Anchored(part, opening=_WHOLE_OPEN)


def _is_whole(question: Question, candidate: Candidate) -> bool:
    """Whether a figure of the talk's topic is said to be a total, or to be parted."""
    sentence = candidate.evidence.passage.text[slice(*candidate.figure.sentence)]
    topic = [term for term in question.terms if term not in question.focus]
    return bool(_WHOLE.search(sentence)) and speaks(candidate, topic)


def _a_year(found: Sequence[Candidate]) -> Anchored:
    for one in found:
        if one.figure.period and one.figure.period.kind is PeriodKind.PER_YEAR:
            return Anchored(one)
        derived = derive(Operation.PER_YEAR, [one.figure])
        if derived:
            return Anchored(one, derived)
    return Anchored(found[0], opening=_PERIOD_OPEN)
