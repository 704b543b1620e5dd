"""Whether the sources bear out a figure that a question takes for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.question import SHARE_UNITS, TIME_UNITS, Question, Shape, Want, is_currency
from assistant.answering.ranking import FEATURES, Candidate, candidates, confidence
from assistant.figures import Relation
from assistant.figures.attributes import attribute_clash
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.values import same_kind
from assistant.retrieval import Evidence
from assistant.settings import settings

_ALL, _CLAUSE = FEATURES.index("all"), FEATURES.index("clause")
#: A figure of another value is put against the question's only where its passage holds this share of the question's
#: words, and its clause more of them than that of any figure with the value as stated.
_COVER, _LEAD = 0.6, 1.25
#: A question for an amount names another amount to say of what it is a part, not as a premise.
_ASKS_AMOUNT = re.compile(
    r"\bhow (?:much|many|far|wide)\b|\b(?:what|which) (?:share|proportion|percentage|fraction|part)\b", re.I
)
_TELLING = ("period", "direction", "unit")


@dataclass(frozen=True, slots=True)
class Correction:
    """`right` is what the sources say of the thing; `stated` what the question's own value stands for, if anything."""

    right: Candidate
    stated: Candidate | None


def correction(question: Question, evidence: Sequence[Evidence]) -> Correction | None:
    """What the sources say instead of a figure that the question states; None where they bear it out or are silent."""
    if question.focus or _ASKS_AMOUNT.search(question.text):
        return None
    for claim in question.stated:
        if claim.quantity.unit in TEMPORAL_UNITS | TIME_UNITS or claim.quantity.amount is None:
            continue
        found = _against(claim, question, evidence)
        if found:
            return found
    return None


def _against(claim: Figure, question: Question, evidence: Sequence[Evidence]) -> Correction | None:
    neutral = replace(question, stated=(), want=_want(claim), shape=Shape.ONE, noun=(), purpose=False)
    ranked = [one for one in candidates(neutral, evidence) if same_kind(claim.quantity, one.figure.quantity)]
    if not ranked:
        return None
    agreeing = [one for one in ranked if value_agreement(claim.quantity, one.figure.quantity) is not Relation.DIFFERS]
    best = ranked[0]
    if agreeing:
        held = max(agreeing[:5], key=lambda one: one.features[_CLAUSE])
        clash = attribute_clash(claim, agreeing[0].figure)
        if clash and clash[0] in _TELLING and agreeing[0].features[_ALL] >= _COVER:
            return Correction(agreeing[0], None)
        if (
            best in agreeing
            or best.features[_CLAUSE] < _LEAD * held.features[_CLAUSE]
            or best.score < 2 * agreeing[0].score
        ):
            return None
        return Correction(best, agreeing[0]) if best.features[_ALL] >= _COVER else None
    sure = confidence(neutral, ranked) >= settings().answer_threshold
    return Correction(best, None) if sure and best.features[_ALL] >= _COVER else None


def _want(claim: Figure) -> Want:
    unit = claim.quantity.unit
    if is_currency(unit):
        return Want.MONEY
    if unit in SHARE_UNITS:
        return Want.SHARE
    return Want.DURATION if unit in TIME_UNITS else Want.COUNT
