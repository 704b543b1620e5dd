"""Answer a question about several figures: find the figure of each side, and compute what is asked from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.answering.derive import Derived, derive
from assistant.answering.parts import Operation, is_width, operation, sides
from assistant.answering.question import Question, Shape, Want
from assistant.answering.ranking import Candidate, candidates, confidence
from assistant.figures import Figure, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.values import same_kind
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

Search = Callable[[str], Sequence[Evidence]]

_DEEP = 12
#: How much likelier a pair is that one document or one passage gives.
_SAME_PASSAGE, _SAME_DOCUMENT = 4.0, 2.5
_OTHER_UNIT = 0.2
#: How much less likely a figure is whose sentence holds no word of its side, and how sure two of one source are that do.
_SILENT, _SPOKEN = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Combination:
    """The figures of a question's sides, in its order; `derived` what was computed; `sure` the least sure side's probability."""

    chosen: tuple[Candidate, ...]
    derived: Derived | None
    sure: float


def combine(question: Question, evidence: Sequence[Evidence], search: Search) -> Combination | None:
    """The figures that a comparison or a calculation needs; None where the question is neither, or they are not found.

    `search` gives the evidence for a text: each side is looked up in its own words.
    """
    asked = operation(question)
    if not is_combination(question):
        return None
    if asked is Operation.SHARE:
        return _share(question, evidence, search)
    parts = sides(question)
    if asked and (asked is Operation.PER_YEAR or is_width(question)):
        return _of_one(question, evidence, asked)
    if len(parts) < 2:
        return _beside_stated(question, evidence) if asked is Operation.DIFFERENCE else None
    found = [_ranked(part, search(part.text), evidence) for part in parts]
    if not all(found):
        return None
    chosen = _pair(parts, found[0], found[1]) if len(found) == 2 else _each(found)
    if chosen is None:
        return None
    sure = min(confidence(part, [one]) for part, one in zip(parts, chosen, strict=True))
    together = len({one.evidence.document.id for one in chosen}) == 1
    if together and all(_speaks(part, one) for part, one in zip(parts, chosen, strict=True)):
        # One source that prints a figure for each side in that side's own words is what was asked for.
        sure = max(sure, _SPOKEN)
    derived = derive(asked, [one.figure for one in chosen]) if asked else None
    return Combination(tuple(chosen), derived, sure)


def is_combination(question: Question) -> bool:
    """Whether one printed figure alone does not answer."""
    return operation(question) is not None or (question.shape is Shape.COMPARISON and len(sides(question)) > 1)


def _ranked(part: Question, own: Sequence[Evidence], shared: Sequence[Evidence]) -> list[Candidate]:
    """The likeliest figures for one side, among what its own words and the whole question find."""
    known = {one.passage.id for one in own}
    evidence = [*own, *(one for one in shared if one.passage.id not in known)]
    wanted = (one for one in candidates(part, evidence) if part.accepts(one.figure) > 0.1 and _is_amount(one.figure))
    return list(wanted)[:_DEEP]


def _is_amount(figure: Figure) -> bool:
    return figure.quantity.unit not in TEMPORAL_UNITS and figure.quantity.amount is not None


def _speaks(part: Question, one: Candidate) -> bool:
    """Whether a figure's own sentence holds a word of the side that it is to stand for, or is of its period where it has no word."""
    if not part.focus:
        own = {one.figure.period.start, one.figure.period.end} if one.figure.period else set()
        return bool(own & set(part.periods))
    held = set(terms(with_names(one.evidence.passage.text[slice(*one.figure.sentence)])))
    return any(term in held or synonyms(term) & held for term in part.focus)


def _pair(parts: Sequence[Question], first: Sequence[Candidate], second: Sequence[Candidate]) -> list[Candidate] | None:
    """The likeliest two figures of one kind, one for each side."""
    pairs = [
        (
            one.score
            * other.score
            * _closeness(one, other)
            * _alike(one, other)
            * (1.0 if _speaks(parts[0], one) and _speaks(parts[1], other) else _SILENT),
            one,
            other,
        )
        for one, other in product(first, second)
        if same_kind(one.figure.quantity, other.figure.quantity)
        and value_agreement(one.figure.quantity, other.figure.quantity) is Relation.DIFFERS
    ]
    if not pairs:
        return None
    _, one, other = max(pairs, key=lambda pair: pair[0])
    return [one, other]


def _closeness(one: Candidate, other: Candidate) -> float:
    if one.evidence.passage.id == other.evidence.passage.id:
        return _SAME_PASSAGE
    return _SAME_DOCUMENT if one.evidence.document.id == other.evidence.document.id else 1.0


def _alike(one: Candidate, other: Candidate) -> float:
    return 1.0 if one.figure.quantity.unit == other.figure.quantity.unit else _OTHER_UNIT


def _each(found: Sequence[Sequence[Candidate]]) -> list[Candidate] | None:
    """The likeliest figure of each side, all of the kind that most sides have first."""
    kind = max(
        (ranked[0].figure.quantity for ranked in found),
        key=lambda one: sum(same_kind(one, ranked[0].figure.quantity) for ranked in found),
    )
    chosen: list[Candidate] = []
    for ranked in found:
        taken = {(one.figure.quantity.text, one.evidence.passage.id) for one in chosen}
        fitting = (
            one
            for one in ranked
            if same_kind(kind, one.figure.quantity) and (one.figure.quantity.text, one.evidence.passage.id) not in taken
        )
        best = next(fitting, None)
        if best is None:
            return None
        chosen.append(best)
    return chosen


def _of_one(question: Question, evidence: Sequence[Evidence], asked: Operation) -> Combination | None:
    """What one printed figure gives: the width of a range, a total spread over its years."""
    want = Want.FIGURE if question.want is Want.STATEMENT else question.want
    # A figure that the question states is the one that is meant, no premise beside it.
    one_figure = replace(question, shape=Shape.ONE, want=want, stated=())
    for one in _ranked(one_figure, evidence, ())[:3]:
        derived = derive(asked, [one.figure])
        if derived:
            return Combination((one,), derived, confidence(one_figure, [one]))
    return None


def _beside_stated(question: Question, evidence: Sequence[Evidence]) -> Combination | None:
    """How far another figure lies from one that the question states and a source prints: "how far above the 53,000 …"."""
    amounts = [one for one in question.stated if _is_amount(one)]
    if not amounts:
        return None
    stated = amounts[0]
    asked = replace(question, want=Want.FIGURE, shape=Shape.ONE, noun=(), stated=())
    ranked = [
        one
        for one in candidates(asked, evidence)
        if _is_amount(one.figure) and same_kind(stated.quantity, one.figure.quantity)
    ]
    known = [one for one in ranked if _is_whole(one, stated)]
    others = [one for one in ranked if one not in known][:_DEEP]
    if not known or not others:
        return None
    other, start = max(
        product(others, known[:_DEEP]), key=lambda pair: pair[0].score * pair[1].score * _closeness(*pair)
    )
    derived = derive(Operation.DIFFERENCE, [other.figure, start.figure])
    return Combination((other, start), derived, confidence(asked, [other])) if derived else None


def _is_whole(one: Candidate, stated: Figure) -> bool:
    """Whether a source's figure is of the value that the question states."""
    return value_agreement(stated.quantity, one.figure.quantity) is not Relation.DIFFERS


def _share(question: Question, evidence: Sequence[Evidence], search: Search) -> Combination | None:
    """A part, or two, of a whole that the question states and a source prints."""
    amounts = [one for one in question.stated if _is_amount(one)]
    if not amounts:
        return None
    stated = amounts[0]
    wholes = [
        one
        for one in candidates(replace(question, want=Want.FIGURE), evidence)
        if _is_whole(one, stated) and same_kind(stated.quantity, one.figure.quantity)
    ]
    if not wholes:
        return None
    whole = wholes[0]
    asked = replace(
        question, want=Want.MONEY if len(stated.quantity.unit) == 3 else Want.FIGURE, shape=Shape.ONE, noun=()
    )
    parts = sides(asked)
    chosen: list[Candidate] = []
    for part in parts:
        ranked = _ranked(part, search(part.text) if len(parts) > 1 else (), evidence)
        fitting = [
            one
            for one in ranked
            if same_kind(stated.quantity, one.figure.quantity)
            and (one.figure.quantity.amount or 0) < (stated.quantity.amount or 0)
            and all(one.figure.quantity.text != other.figure.quantity.text for other in chosen)
        ]
        if not fitting:
            return None
        # The whole that the question states stands high among its own words and is no rival of its part.
        rivals = sum(one.score for one in ranked if not _is_whole(one, stated)) or 1.0
        fitting = [replace(one, score=one.score / rivals) for one in fitting]
        chosen.append(max(fitting[:6], key=lambda one: one.score * math.sqrt(_closeness(one, whole))))
    derived = derive(Operation.SHARE, [*(one.figure for one in chosen), whole.figure])
    if derived is None:
        return None
    return Combination((*chosen, whole), derived, min(confidence(asked, [one]) for one in chosen))
