"""How sure a figure beside the last answer is to be what a follow-up asks for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.nearby import PART, Nearby, of_its_time, speaks, tells_of
from assistant.answering.question import Question
from assistant.answering.ranking import Candidate
from assistant.figures import describe
from assistant.figures.quantity import TEMPORAL_UNITS

#: Least fit of a unit that is the one asked for.
_ACCEPTED = 0.9
#: Likeness to the follow-up's own words, where they are so many, that is sure alone; that is where the figure is so many
#: times as likely as any of another value; the least of a figure that is given outright.
_SURELY_LIKE, _SURE_WORDS, _PARTLY_LIKE, _BY_FAR, _LEAST_LIKE = 0.75, 2, 0.45, 10.0, 0.42


def is_sure(question: Question, candidate: Candidate, near: Nearby) -> bool:
    """Whether a figure beside the last answer is of the unit asked and its sentence says a word of the follow-up's own.

    A part is beside its whole wherever in a document that prints it.
    """
    part = bool(PART.search(question.turn)) and candidate.evidence.document.id in near.printing
    if (not part and candidate.evidence.passage.id not in near.around) or not of_its_time(question, candidate):
        return False
    if tells_of(question, candidate):
        return True
    return question.accepts(candidate.figure) >= _ACCEPTED and (not question.focus or speaks(candidate, question.focus))


def is_told_so(question: Question, ranked: Sequence[Candidate], near: Nearby) -> bool:
    """Whether the first figure stands around the last answer, is of the unit asked, and its words are just the follow-up's own.

    Where no other value comes near it, its words need be like the follow-up's only in part.
    """
    first, like = ranked[0], near.likeness(ranked[0])
    if (
        first.evidence.passage.id not in near.around
        or not question.focus
        or question.accepts(first.figure) < _ACCEPTED
        or not of_its_time(question, first)
    ):
        return False
    second = max((one.score for one in ranked if one.figure.quantity.value != first.figure.quantity.value), default=0.0)
    several = len(question.focus) >= _SURE_WORDS
    return (several and like >= _SURELY_LIKE) or (like >= _PARTLY_LIKE and first.score >= _BY_FAR * second)


def is_astray(question: Question, candidate: Candidate, near: Nearby) -> bool:
    """Whether a figure is of another date than a follow-up names, or says next to nothing of its own words where it names none."""
    if any(one.quantity.unit in TEMPORAL_UNITS for one in describe(question.turn)):
        return not of_its_time(question, candidate)
    return bool(question.focus and near.own) and near.likeness(candidate) < _LEAST_LIKE
