"""How sure the first of the ranked figures has to be to be given outright: surer where something speaks for another.

What speaks for another are the words that set figures apart: one of the same kind stands among more of the question's words, or
more of them stand before it in the same passage; or what the figure counts is named nowhere in the question.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.lacking import counted
from assistant.answering.question import SHARE_UNITS, Question, Want, is_currency
from assistant.answering.ranking import FEATURES, Candidate
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import alike

#: How many times as sure a figure has to be that another stands beside.
_SURER = 1.35
#: By how large a share of the weight of the question's words another's passage has to hold more; how well its unit has to fit.
_MORE, _KIND = 0.05, 0.5
_ALL, _BEFORE = (FEATURES.index(name) for name in ("all", "before"))
#: A date is chosen by what its sentence says of it, not by what stands around it.
_OF_TIME = frozenset({Want.DATE, Want.PURPOSE})


def surer(question: Question, ranked: Sequence[Candidate]) -> float:
    """How many times the usual confidence the first figure needs to be given outright; follow-ups lean on other words."""
    if question.turn or question.want in _OF_TIME:
        return 1.0
    first = ranked[0]
    return _SURER if _is_unnamed(question, first) or any(_is_rival(question, first, one) for one in ranked) else 1.0


def _is_unnamed(question: Question, first: Candidate) -> bool:
    """Whether the figure counts a thing that a question for a figure of whatever unit does not name."""
    unit = first.figure.quantity.unit
    if question.want is not Want.FIGURE or is_currency(unit) or unit in SHARE_UNITS | TEMPORAL_UNITS:
        return False
    return not any(alike(term, counted(first.figure)) for term in question.terms)


def _is_rival(question: Question, first: Candidate, other: Candidate) -> bool:
    """Whether more of the question's words stand around another figure that would answer as well."""
    more = other.features[_ALL] - first.features[_ALL] > _MORE or (
        other.evidence.passage.id == first.evidence.passage.id and other.features[_BEFORE] > first.features[_BEFORE]
    )
    return (
        more
        and question.accepts(other.figure) >= _KIND
        and value_agreement(other.figure.quantity, first.figure.quantity) is Relation.DIFFERS
    )
