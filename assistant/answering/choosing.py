"""Choose, of the figures that may stand for each side of a question, those that go together, and judge whether they are the ones meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from assistant.answering.amounts import is_amount
from assistant.answering.operands import Operand, Surroundings, operands
from assistant.answering.overlap import Overlaps
from assistant.answering.parts import Operation, Parts
from assistant.answering.question import SHARE_UNITS, Question, is_currency
from assistant.answering.ranking import Candidate
from assistant.answering.sides import Side, content, said
from assistant.figures import Figure, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Quantity
from assistant.figures.values import TIME_UNITS, is_count, same_kind
from assistant.figures.words import stem, synonyms

#: How much better two figures go together that one sentence, passage, section or document gives, or that are of one unit.
_SAME_SENTENCE, _SAME_PASSAGE, _SAME_SECTION, _SAME_DOCUMENT, _SAME_UNIT = 0.4, 0.28, 0.28, 0.15, 0.1
#: The same for a part that one passage tells of its whole.
_PART_BESIDE = 0.36
#: How much it counts of several things that their document gives another of them, and how many at most.
_SUPPORT, _MOST = 0.06, 5
#: Counts, and sums of money, that differ this many times are of different things.
_FAR, _FAR_MONEY = 100, 100_000
#: How much worse a figure may fit that a plainer sentence prints, and the most of the question's words that stand beside a printed share.
_AS_WELL, _PRINTED, _GAP_PRINTED = 0.3, 0.7, 0.45
_GAP = re.compile(r"\b(?:above|below|behind|ahead of|short of|lower|higher|over|under|beat|exceed\w*)\b", re.I)
#: Least share of the question's words around figures of two times that different documents give.
_OF_ONE_SERIES = 0.65
#: Least share of a side's words in the sentence of a figure, or in what leads to it, that is computed with one of another section, or of as
#: many passages away.
NEAR, _BESIDE = 0.5, 8
#: Least sureness of each figure that a comparison or calculation rests on, of those that are computed with though they are of two times or of several documents,
#: and of those of a share told in words; and least lead of two
#: figures over any other two.
_SURE, _SURE_APART, _SURE_IN_WORDS, _LEAD = 0.4, 0.6, 0.5, 0.02


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure for each side, in their order; `sure` is whether they may be set side by side, and computed with."""

    figures: tuple[Operand, ...]
    sure: bool = True


def choose(
    question: Question,
    asked: Parts,
    found: Sequence[Sequence[Operand]],
    ranked: Sequence[Candidate],
    surroundings: Surroundings,
) -> Choice | None:
    """One figure for each side, those that fit their sides and each other best; None where none go together."""
    if asked.operation is Operation.SHARE and asked.sides[-1].stated:
        found = _where_whole(found, ranked)
        if not all(found):
            return None
    chosen = _pair(asked, found) if len(found) == 2 else _each(asked, found)
    if chosen is None:
        return None
    if not _is_sure(question, asked, chosen, ranked, surroundings):
        return Choice(tuple(chosen), sure=False)
    return Choice(tuple(_plainest(chosen, found)))


def _where_whole(found: Sequence[Sequence[Operand]], ranked: Sequence[Candidate]) -> list[list[Operand]]:
    """The figures of each part that stand in a document which prints the whole too, and those of the whole."""
    whole = found[-1][0].figure.quantity
    documents = {
        one.evidence.document.id
        for one in ranked
        if value_agreement(whole, one.figure.quantity) is not Relation.DIFFERS
    }
    parts = [[one for one in each if one.candidate.evidence.document.id in documents] for each in found[:-1]]
    return [*parts, list(found[-1])]


def _pair(asked: Parts, found: Sequence[Sequence[Operand]]) -> list[Operand] | None:
    """The two figures of one kind, one for each side, that fit their sides and each other best."""
    dated = bool(asked.sides[0].periods) and not asked.sides[0].loosely
    part = asked.operation is Operation.SHARE
    pairs = [
        (one.fit + other.fit + _closeness(one.candidate, other.candidate, dated, part), one, other)
        for one, other in product(*found)
        if _go_together(asked, one.figure, other.figure) and _are_two(one.candidate, other.candidate)
    ]
    if not pairs:
        return None
    fit, one, other = max(pairs, key=lambda pair: pair[0])
    values = {one.figure.quantity.value, other.figure.quantity.value}
    second = max(
        (pair[0] for pair in pairs if {each.figure.quantity.value for each in pair[1:]} != values), default=0.0
    )
    if fit - second < _LEAD:
        # Two others fit all but as well: which are meant is not to be told.
        return None
    return [one, other]


def _go_together(asked: Parts, one: Figure, other: Figure) -> bool:
    if not same_kind(one.quantity, other.quantity):
        return False
    if one.quantity.unit in TIME_UNITS and one.quantity.unit != other.quantity.unit:
        return False
    if asked.operation is Operation.PERCENT_CHANGE and one.quantity.unit in SHARE_UNITS:
        return False
    if asked.operation is Operation.SHARE:
        part, whole = one.quantity, other.quantity
        return part.unit not in SHARE_UNITS and (part.amount or 0) < (whole.amount or 0)
    if asked.taken and (one.quantity.amount or 0) <= (other.quantity.amount or 0):
        return False
    if is_currency(one.quantity.unit) and not _of_one_size(one.quantity, other.quantity, _FAR_MONEY):
        return False
    if is_count(one.quantity) and not _count_alike(one.quantity, other.quantity):
        return False
    return asked.operation is Operation.SUM or value_agreement(one.quantity, other.quantity) is Relation.DIFFERS


def _count_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two counts may be of one thing: by their nouns, where both have one, and by their size."""
    nouns = {stem(each.unit) for each in (one, other) if each.unit != "number"}
    named = len(nouns) < 2 or max(nouns) in synonyms(min(nouns))
    return named and _of_one_size(one, other, _FAR)


def _of_one_size(one: Quantity, other: Quantity, most: int) -> bool:
    small, large = sorted((abs(one.amount or Decimal(0)), abs(other.amount or Decimal(0))))
    return small * most >= large


def _are_two(one: Candidate, other: Candidate) -> bool:
    return (one.evidence.passage.id, one.figure.quantity.start) != (
        other.evidence.passage.id,
        other.figure.quantity.start,
    )


def _closeness(one: Candidate, other: Candidate, dated: bool, part: bool) -> float:
    """How much better two figures go together for where they stand and what they count; of two dates best in one sentence."""
    unit = _SAME_UNIT if one.figure.quantity.unit == other.figure.quantity.unit else 0.0
    here, there = one.evidence.passage, other.evidence.passage
    if here.id == there.id:
        one_sentence = dated and one.figure.sentence == other.figure.sentence
        return unit + (_SAME_SENTENCE if one_sentence else _PART_BESIDE if part else _SAME_PASSAGE)
    if one.evidence.document.id != other.evidence.document.id:
        return unit
    return unit + (_SAME_SECTION if here.headings == there.headings else _SAME_DOCUMENT)


def _each(asked: Parts, found: Sequence[Sequence[Operand]]) -> list[Operand] | None:
    """The best figure of each of several sides, all of one kind; a document that gives several of the sides goes before others."""
    given: Counter[str] = Counter()
    for each in found:
        given.update({one.candidate.evidence.document.id for one in each if one.sure >= _SURE})
    chosen: list[Operand] = []
    whole = found[-1][0].figure if asked.operation is Operation.SHARE else None
    for each in reversed(found):
        fitting = [
            one
            for one in each
            if all(_are_two(one.candidate, other.candidate) for other in chosen)
            and (not chosen or same_kind(chosen[0].figure.quantity, one.figure.quantity))
            and (whole is None or not chosen or (one.figure.quantity.amount or 0) < (whole.quantity.amount or 0))
        ]
        if not fitting:
            return None
        best = max(fitting, key=lambda one: one.fit + _SUPPORT * min(given[one.candidate.evidence.document.id], _MOST))
        chosen.insert(0, best)
    return chosen


def _is_sure(
    question: Question, asked: Parts, chosen: Sequence[Operand], ranked: Sequence[Candidate], surroundings: Surroundings
) -> bool:
    """Whether the figures are the sides' for sure; of a share told in words, whether one section gives both and none prints the share."""
    documents = {one.candidate.evidence.document.id for one in chosen}
    of_times = bool(asked.sides[0].periods) and not asked.sides[0].loosely
    if of_times and len(documents) > 1 and min(one.shared for one in chosen) < _OF_ONE_SERIES:
        return False
    sections = {(one.candidate.evidence.document.id, one.candidate.evidence.passage.headings) for one in chosen}
    places = [one.candidate.evidence.passage.position for one in chosen]
    apart = len(sections) > 1 or max(places) - min(places) > _BESIDE
    if asked.operation and apart and min(one.near for one in chosen) < NEAR:
        return False
    named = any(one.shared or one.stated for one in asked.sides)
    if asked.operation is Operation.SUM and _counts_twice(asked, chosen, ranked):
        return False
    if asked.operation is Operation.DIFFERENCE and len(documents) > 1 and not named:
        # Nothing says that figures of two documents are of one measure.
        return False
    if asked.sure:
        dated = all(one.periods or one.earlier for one in asked.sides) and not asked.sides[0].loosely
        strict = asked.operation is not None and (dated or len(documents) > 1)
        return min(one.sure for one in chosen) >= (_SURE_APART if strict else _SURE)
    if min(one.sure for one in chosen) < _SURE_IN_WORDS or len(sections) > 1:
        return False
    if any(one.focus and not _names(one, each) for one, each in zip(asked.sides, chosen, strict=True)):
        return False
    units = {one.figure.quantity.unit for one in chosen} - {"number"}
    if asked.operation is Operation.SHARE and len(units) > 1:
        return False
    values = {one.figure.quantity.value for one in chosen}
    told = Side(question.text, question.text, focus=said(question.text))
    return not any(
        one.own >= (_PRINTED if asked.operation is Operation.SHARE else _GAP_PRINTED)
        and (asked.operation is Operation.SHARE) is not bool(_GAP.search(_sentence(one)))
        and one.figure.quantity.value not in values
        and (
            question.accepts(one.figure) >= 1
            or (asked.operation is Operation.DIFFERENCE and one.figure.quantity.unit in SHARE_UNITS)
        )
        and not any(_shares_sentence(one.candidate, other.candidate) for other in chosen)
        for one in operands(question, told, ranked, surroundings)
    )


def _counts_twice(asked: Parts, chosen: Sequence[Operand], ranked: Sequence[Candidate]) -> bool:
    overlaps = Overlaps(ranked)
    pairs = combinations(zip(asked.sides, chosen, strict=True), 2)
    return any(overlaps.between(one, other, (side, beside)) for (side, one), (beside, other) in pairs)


def _names(one: Side, chosen: Operand) -> bool:
    """Whether a figure's own sentence holds a word of its side as it stands there."""
    return not set(one.focus).isdisjoint(content(_sentence(chosen)))


def _sentence(one: Operand) -> str:
    return one.candidate.evidence.passage.text[slice(*one.figure.sentence)]


def _shares_sentence(one: Candidate, other: Candidate) -> bool:
    same = one.evidence.passage.id == other.evidence.passage.id and one.figure.sentence == other.figure.sentence
    return same and one.figure.quantity.unit == other.figure.quantity.unit


def _plainest(chosen: Sequence[Operand], found: Sequence[Sequence[Operand]]) -> list[Operand]:
    """The figures, each where a sentence prints it with fewest others: of several that print one value for the same side."""
    made = []
    for best, each in zip(chosen, found, strict=True):
        alike = [
            one
            for one in each
            if one.figure.quantity.value == best.figure.quantity.value
            and one.figure.quantity.bound is best.figure.quantity.bound
            and one.fit >= best.fit - _AS_WELL
            and one.sure >= min(best.sure, _SURE)
        ]
        shown = {one.figure.quantity.value for one in chosen}
        made.append(min(alike, key=lambda one: (_others(one.candidate, shown), one is not best, -one.fit)))
    return made


def _others(one: Candidate, shown: set[Decimal | str]) -> int:
    """How many amounts stand in a figure's sentence that are not to be shown."""
    return sum(
        other.sentence == one.figure.sentence and is_amount(other) and other.quantity.value not in shown
        for other in one.evidence.figures
    )
