"""Whether the sources bear out a figure that a question takes for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.question import SHARE_UNITS, TIME_UNITS, Question, Shape, Want, is_currency
from assistant.answering.ranking import FEATURES, Candidate, Weighing, candidates, confidence, passage_words
from assistant.figures import Relation
from assistant.figures.attributes import attribute_clash
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, PeriodKind
from assistant.figures.values import same_kind
from assistant.figures.words import terms
from assistant.retrieval import Evidence
from assistant.settings import settings

_ALL, _CLAUSE, _SENTENCE = (FEATURES.index(name) for name in ("all", "clause", "sentence"))
#: Least share of the question's words in the passage of a figure that is put against the stated one; where the two
#: differ by a power of ten less will do; its own words have to hold this share where it names no organisation asked for.
_COVER, _SLIP_COVER, _FITS = 0.45, 0.35, 0.3
#: What stands beside the stated value is told too where it is of a kindred thing.
_KINDRED = 0.4
_NEAR, _DEEP = 0.6, 5
#: How near the printed value has to be, as a share of one with its point moved, for a question after its meaning to be taken at its word.
_AS_NEAR = 0.9
#: How sure a correction has to be, as a share of what an answer has to be.
_SURE = 0.85
_ON_TOP = re.compile(r"\b(?:on top of|in addition to|besides|separate from|over and above)\b", re.I)
_PART_OF = re.compile(r"\b(?:out of|part of|within|includ\w+|comes? from|taken from)\b", re.I)
#: A question for an amount names another amount to say of what it is a part, not as a premise.
_ASKS_AMOUNT = re.compile(
    r"\bhow (?:much|many|far|wide|big)\b|\b(?:what|which) (?:share|proportion|percentage|fraction|part|per ?cent)\b"
    r"|\bwhat(?:'s| is| was| are| were| did| does| do| will| would)? .{0,60}\b(?:cost|save|worth|amount)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:deadline|due|target|by|until|before|finish\w*|complet\w+)\b", re.I)
_TELLING = ("period", "direction", "unit")
_POWERS = frozenset(Decimal(10) ** power for power in (1, 2, 3, 6))


@dataclass(frozen=True, slots=True)
class Correction:
    """`right` is what the sources say of the thing; `stated` what the question's own value stands for, where that is
    kindred to it."""

    right: Candidate
    stated: Candidate | None


def correction(question: Question, evidence: Sequence[Evidence]) -> Correction | None:
    """What the sources say instead of a figure that the question states; None where they bear it out or are silent."""
    for claim in premises(question):
        found = _against(claim, question, evidence)
        if found:
            return found
    return None


def premises(question: Question) -> tuple[Figure, ...]:
    """The figures that a question takes for granted: none where it asks for an amount, or follows an answer."""
    if question.turn or _ASKS_AMOUNT.search(question.text):
        return ()
    amounts = [one for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS | TIME_UNITS]
    if amounts:
        return tuple(one for one in amounts if one.quantity.amount is not None)
    due = question.text[:1].lower() == "w" and re.match(r"why\b", question.text, re.I) and _DUE.search(question.text)
    return tuple(one for one in question.stated if one.quantity.unit in TEMPORAL_UNITS) if due else ()


def _against(claim: Figure, question: Question, evidence: Sequence[Evidence]) -> Correction | None:
    neutral = replace(question, stated=(), want=_want(claim), shape=Shape.ONE, noun=(), purpose=False)
    if claim.quantity.unit in TEMPORAL_UNITS:
        neutral = replace(neutral, periods=())
    ranked = [one for one in candidates(neutral, evidence) if same_kind(claim.quantity, one.figure.quantity)]
    agreeing = [one for one in ranked if value_agreement(claim.quantity, one.figure.quantity) is not Relation.DIFFERS]
    others = [one for one in ranked if one not in agreeing][:_DEEP]
    held = agreeing[0] if agreeing else None
    denied = (
        _denied(claim, question, agreeing)
        or _counted_in(question, agreeing)
        or _of_another(question, agreeing, evidence)
    )
    if denied:
        return denied
    best = max((_fit(one) for one in agreeing), default=0.0)
    slip = next((one for one in others if _is_slip(claim, one.figure) and _is_of_the_thing(question, one)), None)
    if question.want is Want.PURPOSE and held and slip and held.features[_ALL] >= _AS_NEAR * slip.features[_ALL]:
        return None
    if slip and _fit(slip) >= best and slip.features[_ALL] >= _SLIP_COVER:
        return Correction(slip, None)
    if question.want is Want.PURPOSE and held and not set(question.organisations) - set(held.figure.organisations):
        return None
    right = others[0] if others else None
    if right is None or not _is_of_the_thing(question, right) or right.features[_ALL] < _COVER:
        return None
    if held and (right.score < 2 * held.score or _fit(right) < 0.9 * best):
        return None
    if confidence(neutral, [right, *(one for one in others if one is not right)]) < _SURE * settings().answer_threshold:
        return None
    kindred = (
        held is not None
        and held.evidence.document.id == right.evidence.document.id
        and (_fit(held) >= _KINDRED * _fit(right))
    )
    return Correction(right, held if kindred else None)


def _denied(claim: Figure, question: Question, agreeing: Sequence[Candidate]) -> Correction | None:
    """A source that gives the value for another period, as a total instead of a yearly sum, or over another time."""
    near = [one for one in agreeing if one.features[_ALL] >= _NEAR * agreeing[0].features[_ALL]]
    if claim.period and claim.period.kind is PeriodKind.PER_YEAR:
        if any(one.figure.period and one.figure.period.kind is PeriodKind.PER_YEAR for one in near):
            return None
        total = next((one for one in near if one.figure.period or "total" in one.figure.sense), None)
        return Correction(total, None) if total else None
    lengths = [one.quantity.amount for one in question.stated if one.quantity.unit == "year"]
    for one in near:
        years = one.figure.period.years if one.figure.period else None
        if years and lengths and years not in lengths:
            return Correction(one, None)
    clashes = [_clashes(claim, one.figure) for one in near]
    return Correction(near[0], None) if near and all(clashes) and near[0].features[_ALL] >= _COVER else None


def _clashes(claim: Figure, source: Figure) -> bool:
    clash = attribute_clash(replace(claim, quantity=replace(claim.quantity, bound=source.quantity.bound)), source)
    return clash is not None and clash[0] in _TELLING


def _counted_in(question: Question, agreeing: Sequence[Candidate]) -> Correction | None:
    """Two stated figures of which the question adds one to the other, where a source says that it is a part of it."""
    if not _ON_TOP.search(question.text):
        return None
    for one in agreeing:
        for other in one.evidence.figures:
            words = one.evidence.passage.text[slice(*other.sentence)]
            if (
                _PART_OF.search(words)
                and value_agreement(other.quantity, one.figure.quantity) is Relation.DIFFERS
                and any(value_agreement(said.quantity, other.quantity) is Relation.SAME for said in question.stated)
            ):
                return Correction(one, replace(one, figure=other))
    return None


def _of_another(question: Question, agreeing: Sequence[Candidate], evidence: Sequence[Evidence]) -> Correction | None:
    """A source that gives the value, for the thing that the question names, to another organisation than it names."""
    asked = set(question.organisations)
    rest = [term for term in question.terms if term not in terms(" ".join(asked))]
    if not asked or not rest:
        return None
    weighing = Weighing(replace(question, terms=tuple(rest)), evidence)
    given = [(one, set(one.figure.organisations) | set(organisations(passage_words(one.evidence)))) for one in agreeing]
    if any(asked & names for _, names in given):
        return None
    fitting = [
        one
        for one, _ in given
        if one.figure.organisations
        and weighing.covered(terms(one.evidence.passage.text[slice(*one.figure.sentence)])) >= _COVER
    ]
    return Correction(fitting[0], None) if fitting else None


def _is_of_the_thing(question: Question, one: Candidate) -> bool:
    words = one.evidence.passage.text[slice(*one.figure.sentence)]
    named = set(one.figure.organisations) | set(organisations(words))
    return not question.organisations or bool(named & set(question.organisations)) or _fit(one) >= _FITS


def _fit(one: Candidate) -> float:
    return (one.features[_CLAUSE] + one.features[_SENTENCE]) / 2


def _is_slip(claim: Figure, right: Figure) -> bool:
    """Whether one value is the other with its decimal point moved."""
    one, other = claim.quantity.amount, right.quantity.amount
    return bool(one and other and max(one, other) / min(one, other) in _POWERS)


def _want(claim: Figure) -> Want:
    unit = claim.quantity.unit
    if is_currency(unit):
        return Want.MONEY
    if unit in SHARE_UNITS:
        return Want.SHARE
    if unit in TEMPORAL_UNITS:
        return Want.DATE
    return Want.DURATION if unit in TIME_UNITS else Want.COUNT
