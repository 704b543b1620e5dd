"""Where the last answer stands in the sources: a follow-up is most often answered beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.answering.matching import asked_of
from assistant.answering.question import MOVED, OTHER_TIME, TIME_UNITS, Question, Want, is_currency
from assistant.answering.ranking import Candidate, candidates
from assistant.figures import Relation, describe
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, Quantity
from assistant.figures.values import same_kind
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.index.interaction import Alignment
from assistant.retrieval import Evidence

#: Passages of the document around one: to either side of it.
Around = Callable[[Evidence], Sequence[Evidence]]

#: How much likelier a figure is in the very passage of the last answer's, and around it.
_IN_PASSAGE, _AROUND = 6.0, 3.0
#: How fast the likelihood rises with the likeness to the follow-up's own words, of which so many tell all.
_LIKE, _TELLING_WORDS = 6.0, 2
#: How much likelier a change is where one is asked for.
_OF_CHANGE = 2.5
#: How much likelier a figure is that is parallel to the last answer's, and one that its sentence sets beside that.
_PARALLEL, _TOLD_WITH = 1e6, 5.0
#: How much likelier a part is in a document that prints the whole.
_OF_WHOLE = 4.0
#: Documents that may hold the last answer, and how likely, beside the best, one must be to be it.
_DOCUMENTS, _AS_LIKELY = 5, 0.05
#: Passages of the evidence beside which the whole of a part is looked for.
_FIRST = 12
#: How much less likely a figure of another unit is, where a follow-up says nothing of what it asks.
_OTHER_UNIT = 0.05
#: The same of one whose sentence lacks the date that the follow-up names.
_OF_OTHER_TIME = 0.2
#: How fast the likelihood of another time's figure falls with the order of size.
_FALL = 3.0
#: The likeliest figures, among which sources that print one value speak for it together.
_POOLED = 20
#: Letters of a word that begins a compound: "health", "healthcare".
_STEM = 5
#: Another period's figure of one series is of one order of size.
_ORDER = 1.5
#: How close, in points, a fraction in words is to the percentage that it rounds: "37%, just over a third".
_ROUGHLY = 5
#: A number from here on is telling enough to be known again without its unit.
_LARGE = 100
#: How much likelier a figure is that is a forecast, a target or an outturn where the follow-up asks for that.
_OF_STATUS = 8.0
_STATUS = frozenset({"forecast", "target", "achieved"})
PART = re.compile(r"\b(?:how much|how many|what (?:share|part)) of (?:that|it|this|them|those|these)\b", re.I)
_CHANGES = frozenset({"change", "up", "down", "over", "under"})


@dataclass(frozen=True, slots=True)
class Nearby:
    """Where the last answer stands: ids of the passages that print its figure, and of those and what is around them.

    `printing` has the ids of all the documents that print a figure of that value; `own` sets the follow-up's own words
    beside those of each passage.
    """

    passages: frozenset[str] = field(default=frozenset())
    around: frozenset[str] = field(default=frozenset())
    printing: frozenset[str] = field(default=frozenset())
    own: Mapping[str, Alignment] = field(default_factory=dict, compare=False)

    def likeness(self, candidate: Candidate) -> float:
        """How like the follow-up's own words a figure's clause and sentence are, from 0 to 1; 0 where that is unknown."""
        alignment = self.own.get(candidate.evidence.passage.id)
        if alignment is None:
            return 0.0
        clause, sentence = alignment.matches([candidate.figure.clause, candidate.figure.sentence])[:, 0].tolist()
        return float(clause + sentence) / 2


def surrounded(
    question: Question, evidence: Sequence[Evidence], before: Question, around: Around
) -> tuple[tuple[Evidence, ...], Nearby]:
    """The evidence with what stands around the last answer and was not found, and where that is.

    Of the passages that print the last answer's figure those are taken that answer `before`, the question that it
    answered, best. Where no passage prints the figure, nothing is near.
    """
    if PART.search(question.turn):
        evidence = _with_wholes(question, evidence, around)
    printing = [one for one in evidence if any(is_said(question, figure) for figure in one.figures)]
    said = [one for one in candidates(before, printing) if is_said(question, one.figure)]
    likely = [one.evidence for one in said if one.score >= _AS_LIKELY * said[0].score]
    documents = list(dict.fromkeys(one.document.id for one in likely))[:_DOCUMENTS]
    found = {one.passage.id: one for one in evidence}
    passages: dict[str, Evidence] = {one.passage.id: one for one in likely if one.document.id in documents}
    near: set[str] = set(passages)
    for one in passages.values():
        for other in around(one):
            near.add(other.passage.id)
            weak = replace(other, score=evidence[-1].score, cosine=evidence[-1].cosine)
            found.setdefault(other.passage.id, weak)
    return tuple(found.values()), Nearby(
        frozenset(passages), frozenset(near), frozenset(one.document.id for one in printing)
    )


def _with_wholes(question: Question, evidence: Sequence[Evidence], around: Around) -> tuple[Evidence, ...]:
    """The evidence with the passages beside its first that print the last answer's figure: a part stands near its whole."""
    found = {one.passage.id: one for one in evidence}
    for one in evidence[:_FIRST]:
        for other in around(one):
            if any(is_said(question, figure) for figure in other.figures):
                found.setdefault(other.passage.id, replace(other, score=evidence[-1].score, cosine=evidence[-1].cosine))
    return tuple(found.values())


def beside(question: Question, ranked: Sequence[Candidate], near: Nearby) -> list[Candidate]:
    """The ranked figures, those likelier that stand beside the last answer's and say a word of the follow-up's own."""
    fits = _fitting(question)
    telling = _LIKE * min(1.0, len(question.focus) / _TELLING_WORDS)
    weights = [
        one.score * _nearness(question, one, near) * fits(one.figure) * math.exp(telling * near.likeness(one))
        for one in ranked
    ]
    share = sum(one.score for one in ranked) / (sum(weights) or 1.0)
    again = (replace(one, score=weight * share) for one, weight in zip(ranked, weights, strict=True) if weight)
    ordered = sorted(again, key=lambda one: -one.score)
    return sorted(ordered[:_POOLED], key=lambda one: -_together(one, ordered[:_POOLED])) + ordered[_POOLED:]


def _together(candidate: Candidate, ranked: Sequence[Candidate]) -> float:
    """How likely a value is by all the sources that print it, each once."""
    best: dict[str, float] = {}
    for one in ranked:
        if (
            one.figure.quantity.unit == candidate.figure.quantity.unit
            and one.figure.quantity.value == candidate.figure.quantity.value
        ):
            best.setdefault(one.evidence.document.source, one.score)
    return sum(best.values())


def is_parallel(question: Question, candidate: Candidate, near: Nearby) -> bool:
    """Whether a figure stands beside the last answer's, is of its unit, and is said of what "and for prisons?" names."""
    given = next((one.quantity for one in question.said if one.quantity.amount), None)
    return (
        given is not None
        and question.inherits
        and bool(question.focus)
        and candidate.evidence.passage.id in near.around
        and candidate.figure.quantity.unit == given.unit
        and speaks(candidate, question.focus)
    )


def repeats(question: Question, candidate: Candidate, printed: Collection[Decimal | str]) -> bool:
    """Whether a figure only gives again what was said; one that what was said rounds does so where that itself is not `printed`."""
    own = candidate.figure.quantity
    return any(
        agrees(one.quantity, own)
        and (one.quantity.value == own.value or one.quantity.unit != own.unit or one.quantity.value not in printed)
        for one in question.stated
    )


def speaks(candidate: Candidate, words: Collection[str]) -> bool:
    """Whether the figure's own sentence, or its row, holds one of the words or a synonym of it."""
    passage = candidate.evidence.passage
    held = {*terms(with_names(passage.text[slice(*candidate.figure.sentence)])), *terms(candidate.figure.quantity.noun)}
    return any(
        term in held or synonyms(term) & held or (len(term) >= _STEM and any(word.startswith(term) for word in held))
        for term in words
    )


def is_said(question: Question, figure: Figure) -> bool:
    """Whether a figure is one that the last answer gave; of dates only where it gave nothing else."""
    amounts = [one for one in question.said if one.quantity.unit not in TEMPORAL_UNITS | {"year", "month"}]
    return any(agrees(one.quantity, figure.quantity) for one in amounts or question.said)


def agrees(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one value, a percentage and the fraction that it is rounded to included.

    A large number that leaves out what it counts ("60 million") is that number of anything but money.
    """
    if value_agreement(one, other) is not Relation.DIFFERS:
        return True
    if "number" in (one.unit, other.unit) and one.amount == other.amount and (one.amount or 0) >= _LARGE:
        return not is_currency(one.unit) and not is_currency(other.unit)
    shares = {one.unit, other.unit}
    if shares != {"percent", "fraction"} or one.amount is None or other.amount is None:
        return False
    percent, fraction = (one.amount, other.amount) if one.unit == "percent" else (other.amount, one.amount)
    return abs(percent - 100 * fraction) <= _ROUGHLY


def asks_change(question: Question) -> bool:
    """Whether a follow-up asks how far the figure just given has moved: "up by how much?"."""
    return bool(MOVED.search(question.turn))


def moves(figure: Figure) -> bool:
    """Whether a figure is printed as a change."""
    return bool(figure.sense & _CHANGES) or figure.quantity.direction is not None


def _nearness(question: Question, candidate: Candidate, near: Nearby) -> float:
    place = candidate.evidence.passage.id
    weight = _IN_PASSAGE if place in near.passages else _AROUND if place in near.around else 1.0
    if PART.search(question.turn) and candidate.evidence.document.id in near.printing:
        # Who prints a part prints the whole that it is part of.
        weight *= _OF_WHOLE
    if is_parallel(question, candidate, near):
        return weight * _PARALLEL
    if not of_its_time(question, candidate):
        weight *= _OF_OTHER_TIME
    if not question.inherits and tells_of(question, candidate):
        weight *= _TOLD_WITH
    status = asked_of(question.turn) & _STATUS
    if status and status & candidate.figure.basis:
        weight *= _OF_STATUS
    return weight


def of_its_time(question: Question, candidate: Candidate) -> bool:
    """Whether a figure's sentence or period has the date that a follow-up itself names; so where it names none."""
    dates = {str(one.quantity.value) for one in describe(question.turn) if one.quantity.unit in TEMPORAL_UNITS}
    period, sentence = candidate.figure.period, candidate.figure.sentence
    own = {value for value in (period.start, period.end) if value} if period else set()
    own |= {str(one.quantity.value) for one in candidate.evidence.figures if one.sentence == sentence}
    row = candidate.evidence.passage.text if candidate.evidence.passage.columns else ""
    return (
        not dates
        or any(asked in row for asked in dates)
        or any(one.startswith(asked) or asked.startswith(one) for asked in dates for one in own)
    )


def tells_of(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence prints the figure that the standalone question names, and gives one of another unit with it."""
    named = [one for one in question.said if one.quantity.text in question.text]
    start, end = candidate.figure.sentence
    return any(
        agrees(one.quantity, other.quantity) and candidate.figure.quantity.unit != other.quantity.unit
        for other in candidate.evidence.figures
        if start <= other.quantity.start < end
        for one in named
    )


def _fitting(question: Question) -> Callable[[Figure], float]:
    """How well a figure fits as a change, a part, or another time's figure of what was said, where a follow-up asks for that."""
    given = next((one for one in question.said if one.quantity.amount), None)
    if asks_change(question):
        return lambda figure: (
            (_OF_CHANGE if moves(figure) else 1.0) if figure.quantity.unit not in TEMPORAL_UNITS else 0.0
        )
    size = given.quantity.amount if given else None
    if given is None or size is None or question.want is Want.DATE:
        return lambda figure: 1.0
    stated = [one.quantity for one in question.stated if one.quantity.unit == given.quantity.unit]
    whole = max((one.upper or one.value for one in stated if isinstance(one.upper or one.value, Decimal)), default=None)
    part = bool(PART.search(question.turn))
    # Hours of work are no length of time in years, and no date.
    worked = question.inherits and given.quantity.unit in TIME_UNITS
    again = question.inherits and bool(OTHER_TIME.search(question.turn))

    def fit(figure: Figure) -> float:
        own = figure.quantity
        if worked and own.unit in TIME_UNITS | TEMPORAL_UNITS and own.unit != given.quantity.unit:
            return 0.0
        if not own.amount or not same_kind(own, given.quantity):
            return _OTHER_UNIT if question.inherits else 1.0
        if part and isinstance(whole, Decimal) and own.amount > whole:
            return 0.0
        if not again:
            return 1.0
        if moves(figure) and not moves(given):
            return 0.0
        apart = abs(math.log(abs(float(own.amount) / float(size))))
        return 1.0 if apart < math.log(_ORDER) else math.exp(-_FALL * apart)

    return fit
