"""Which two figures of one document a question is to be computed from, judged as a pair whatever words it is asked in.

A conditional logit over the pairs that may be computed with, and over none of them, taught by the questions whose operands
are labelled. `pairs.json` holds its weights; `make train` rebuilds them.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import combinations

from assistant.answering.amounts import is_amount
from assistant.answering.events import without_events
from assistant.answering.matching import asked_of
from assistant.answering.operands import Surroundings
from assistant.answering.question import SHARE_UNITS, Question, Want, is_currency
from assistant.answering.ranking import Candidate
from assistant.answering.sides import said
from assistant.figures import Figure, Relation, describe
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.values import TIME_UNITS, is_count, same_kind
from assistant.figures.words import synonyms

FEATURES = (
    "union",
    "union_clause",
    "least",
    "own",
    "precision",
    "sentence",
    "passage",
    "section",
    "unit",
    "accepted",
    "score_least",
    "score_most",
    "stated",
    "stray",
    "periods",
    "far",
    "told",
    "column",
    "position",
    "part_named",
    "whole_named",
    "dated",
    "local",
    "local_sentence",
)
#: Places of `Surroundings.of` that are of the figure's own clause and sentence; the share of a synonym.
_CLAUSE, _NEAR, _SYNONYM = 1, 2, 0.8
#: How many figures are paired; sizes that differ by this power of ten or more are as far apart as any.
_TRIED, _FARTHEST = 70, 4.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures; of a share the part first, of an amount for each the amount first, else the larger first."""

    first: Candidate
    second: Candidate
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """How far each of the question's words stands around a figure, and in its clause."""

    candidate: Candidate
    around: tuple[float, ...]
    clause: tuple[float, ...]
    sentence: tuple[float, ...]
    precision: float
    accepted: float
    stated: frozenset[int]
    told: frozenset[str]


def pairs(question: Question, asked: str, ranked: Sequence[Candidate], surroundings: Surroundings) -> list[Pair]:
    """The pairs of figures of one document that may be computed with as is asked (one of `asked_operation.ASKED`)."""
    wanted = said(question.text)
    rarity = surroundings.rarity(wanted)
    total = sum(rarity[term] for term in wanted) or 1.0
    weights = tuple(rarity[term] / total for term in wanted)
    operand = replace(question, want=Want.FIGURE) if question.want is Want.SHARE and asked == "share" else question
    stated = tuple(one for one in question.stated if is_amount(one))
    groups: dict[str, list[_Held]] = defaultdict(list)
    for one in ranked[:_TRIED]:
        if _may_be_operand(one.figure):
            groups[one.evidence.document.id].append(_held(operand, wanted, one, stated, surroundings))
    telling = {
        name: tuple(_telling([each.sentence for each in group], place) for place in range(len(wanted)))
        for name, group in groups.items()
    }
    made = [
        (first, second)
        for group in groups.values()
        for one, other in combinations(group, 2)
        for first, second in _ordered(asked, one, other)
    ]
    if asked == "share":
        # "What share of the £3.25bn": the whole is the amount that is printed, where a source has it.
        made = [both for both in made if both[1].stated and not both[0].stated] or made
    return [
        Pair(
            first.candidate,
            second.candidate,
            (
                *_features(question, asked, first, second, weights, len(stated)),
                *_told_apart(first, second, telling[first.candidate.evidence.document.id]),
            ),
        )
        for first, second in made
    ]


def _telling(held: Sequence[Sequence[float]], place: int) -> float:
    """How well a word of the question tells the figures of one document apart: nothing where none or all hold it."""
    count = sum(one[place] > 0 for one in held)
    return math.log(len(held) / count) if count else 0.0


def _told_apart(one: _Held, other: _Held, telling: Sequence[float]) -> tuple[float, float]:
    """How much of what tells the document's figures apart the clauses, and the sentences, of the two hold."""
    total = sum(telling) or 1.0
    return tuple(  # type: ignore[return-value]
        sum(weight * max(x, y) for weight, x, y in zip(telling, left, right, strict=True)) / total
        for left, right in ((one.clause, other.clause), (one.sentence, other.sentence))
    )


def judged(made: Sequence[Pair], weights: Mapping[str, float] | None = None) -> list[tuple[float, Pair]]:
    """The pairs with the probability that theirs are the values meant, the likeliest first: pairs of the same two values count together."""
    if not made:
        return []
    own = weights or _weights()
    vector = [own[name] for name in FEATURES]
    totals = [sum(map(float.__mul__, vector, one.features)) for one in made]
    most = max(*totals, own["none"])
    powers = [math.exp(total - most) for total in totals]
    every = sum(powers) + math.exp(own["none"] - most)
    values: dict[object, float] = defaultdict(float)
    best: dict[object, tuple[float, Pair]] = {}
    for power, one in zip(powers, made, strict=True):
        key = frozenset((one.first.figure.quantity.value, one.second.figure.quantity.value))
        values[key] += power / every
        if key not in best or best[key][0] < power:
            best[key] = power, one
    return sorted(((chance, best[key][1]) for key, chance in values.items()), key=lambda judged: -judged[0])


def _may_be_operand(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.unit not in TEMPORAL_UNITS and quantity.amount is not None and quantity.upper is None


def _ordered(asked: str, one: _Held, other: _Held) -> Iterator[tuple[_Held, _Held]]:
    """The two in the order in which they may be computed with; nothing where they may not."""
    a, b = one.candidate.figure.quantity, other.candidate.figure.quantity
    larger, smaller = (one, other) if abs(a.amount or Decimal(0)) >= abs(b.amount or Decimal(0)) else (other, one)
    if asked == "each":
        for amount, count in ((one, other), (other, one)):
            if _may_be_shared(amount.candidate.figure, count.candidate.figure):
                yield amount, count
        return
    if not same_kind(a, b) or abs(a.amount or Decimal(0)) == abs(b.amount or Decimal(0)):
        return
    here = one.candidate.evidence.passage.id == other.candidate.evidence.passage.id
    if not here and value_agreement(a, b) is not Relation.DIFFERS:
        return  # elsewhere in the document it may be the same figure, to fewer digits
    if (a.unit in TIME_UNITS or b.unit in TIME_UNITS) and a.unit != b.unit:
        return
    if asked == "share":
        if a.unit not in SHARE_UNITS:
            yield smaller, larger
        return
    if asked == "difference" and a.unit not in SHARE_UNITS and "change" in one.told | other.told:
        return  # a change that is printed is a difference itself
    yield larger, smaller


def _may_be_shared(amount: Figure, count: Figure) -> bool:
    one, other = amount.quantity, count.quantity
    counted = is_count(other) and (other.amount or 0) > 1
    return counted and (is_currency(one.unit) or (is_count(one) and (one.amount or 0) > 2 * (other.amount or 0)))


def _held(
    question: Question, wanted: Sequence[str], one: Candidate, stated: Sequence[Figure], surroundings: Surroundings
) -> _Held:
    places = surroundings.of(one.evidence, one.figure)
    around, clause, sentence = [], [], []
    for term in wanted:
        alike = synonyms(term)
        found = [
            count if term in words else count * _SYNONYM if not alike.isdisjoint(words) else 0.0
            for count, words in places
        ]
        around.append(max(found))
        clause.append(max(found[:_CLAUSE]))
        sentence.append(max(found[:_NEAR]))
    words = places[0][1]
    figure = one.figure
    return _Held(
        one,
        tuple(around),
        tuple(clause),
        tuple(sentence),
        sum(term in words for term in wanted) / (len(words) or 1),
        min(1.0, question.accepts(figure)),
        frozenset(
            place
            for place, amount in enumerate(stated)
            if value_agreement(amount.quantity, figure.quantity) is not Relation.DIFFERS
        ),
        frozenset(figure.sense | figure.basis),
    )


def _features(
    question: Question, asked: str, one: _Held, other: _Held, weights: Sequence[float], stated: int
) -> tuple[float, ...]:
    def weighed(values: Sequence[float]) -> float:
        return sum(map(float.__mul__, weights, map(float, values)))

    here, there = one.candidate.evidence.passage, other.candidate.evidence.passage
    a, b = one.candidate.figure, other.candidate.figure
    same = here.id == there.id
    known = one.stated | other.stated
    sizes = (abs(each.quantity.amount or Decimal(0)) for each in (a, b))
    large, small = sorted((float(size) or 1e-3 for size in sizes), reverse=True)
    periods = [each.period and (each.period.start, each.period.end) for each in (a, b)]
    said_of = asked_of(question.text)
    first, second = (
        weighed([max(0.0, x - y) for x, y in zip(left, right, strict=True)])
        for left, right in ((one.clause, other.clause), (other.clause, one.clause))
    )
    scores = sorted(each.candidate.score**0.5 for each in (one, other))
    return (
        weighed([max(x, y) for x, y in zip(one.around, other.around, strict=True)]),
        weighed([max(x, y) for x, y in zip(one.clause, other.clause, strict=True)]),
        min(weighed(one.around), weighed(other.around)),
        min(first, second),
        (one.precision + other.precision) / 2,
        float(same and a.sentence == b.sentence),
        float(same),
        float(here.headings == there.headings),
        float(a.quantity.unit == b.quantity.unit),
        min(one.accepted, other.accepted),
        scores[0],
        scores[1],
        len(known) / stated if stated else 0.5,
        float(bool(stated) and not known),
        float(None not in periods and periods[0] != periods[1]),
        min(math.log10(large / small), _FARTHEST),
        len(said_of & (one.told | other.told)) / (len(said_of) or 1),
        float(bool(here.columns) and bool(there.columns)),
        min(abs(here.position - there.position), 10) / 10,
        first if asked == "share" else 0.0,
        second if asked == "share" else 0.0,
        _dated(question, one.candidate, other.candidate),
    )


def _dated(question: Question, *pair: Candidate) -> float:
    """The share of the times that the question names which are those of one of the two figures."""
    asked = [
        str(one.quantity.value)
        for one in describe(without_events(question.text))
        if one.quantity.unit in TEMPORAL_UNITS
    ]
    if not asked:
        return 0.5
    held = [
        {*((one.figure.period.start or "", one.figure.period.end or "") if one.figure.period else ())} for one in pair
    ]
    texts = [one.evidence.passage.text[slice(*one.figure.sentence)] for one in pair]
    known = [one for one in asked if any(one in own or one in text for own, text in zip(held, texts, strict=True))]
    return len(known) / len(asked)


@cache
def _weights() -> Mapping[str, float]:
    data: dict[str, float] = json.loads(files("assistant.answering").joinpath("pairs.json").read_text("utf-8"))
    return data
