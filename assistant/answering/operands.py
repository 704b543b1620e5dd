"""How well a printed figure stands for one side of a question: by its own words, its time, and what it is said to be."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.matching import asked_of
from assistant.answering.question import TIME_UNITS, Question
from assistant.answering.ranking import Candidate
from assistant.answering.sides import Side, content
from assistant.figures import Relation, read
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, PeriodKind
from assistant.figures.words import synonyms, terms
from assistant.retrieval import Evidence

#: How much a word of the side counts that stands in the figure's clause, its sentence, what leads to it, and beside it.
_CLAUSE, _SENTENCE, _ITEM, _LEAD, _SECTION, _AROUND, _DOCUMENT = 1.0, 0.75, 0.65, 0.6, 0.5, 0.4, 0.3
#: How many of these are of the figure itself.
_NEAREST = 4
#: Most characters of a passage that is about one thing throughout.
_SHORT = 300
_ALIKE = 0.8
#: How much the side's own words, those of all sides, its time, the words of other sides and the ranking count.
_FOCUS, _SHARED, _ASIDE, _RANKED, _ACCEPTED = 0.75, 0.4, 0.25, 0.08, 0.15
_EARLIER = re.compile(
    r"\b(?:previous|preceding|prior|last|year before|year earlier|months before|up from|down from|against|compared with)\b",
    re.I,
)
_DEEP = 40
#: How much it counts that a figure's words say what the question asks of it, and that it is over as many years.
_TAGGED, _SPANNED, _GAPPED, _PRECISE = 0.12, 0.15, 0.1, 0.1
_DISTANCE = re.compile(r"\b(?:behind|below|above|ahead|lower|higher|short of|gaps?)\b", re.I)
_OF_ALL = frozenset({"saving", "cost", "capital", "resource", "real", "cash", "average", "headcount"})
_OF_SIDE = _OF_ALL | {"target", "forecast", "achieved", "estimate", "change", "up", "down"}
_SOUGHT = frozenset({"saving", "cost"})
_OPPOSED = tuple(
    (one, other) for pair in (("capital", "resource"), ("real", "cash")) for one, other in (pair, pair[::-1])
)
#: Least share of its own words that a figure is taken to hold whose value or time is the side's.
_KNOWN = 0.6
#: How far a figure is of a year that its words do not name, or only the titles that it stands under; what they call a first and a final one.
_ELSE, _TITLED = 0.2, 0.8
_FIRST = re.compile(r"\b(?:first|opening|initial|starting)\b[^.;]{0,20}\byear\b|\byear (?:one|1)\b", re.I)
_FINAL = re.compile(r"\b(?:final|closing|last)\b[^.;]{0,20}\byear\b", re.I)
#: How much less a figure is of a time that it is due by.
_BY_THEN = 0.75
#: How much a stem counts that no passage found holds: the sources may use another word.
_ABSENT = 0.5
#: What a sum is called whatever it is for, and most that a figure holds of a side of which it holds only that.
_KIND_ALONE = 0.3
_KINDS = frozenset(terms("fund funding money cash sum amount grant allocation"))


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure for a side. `fit` orders the figures of one side; `own` and `shared` are the shares of the side's words, and of those of
    all sides, that the figure's surroundings hold; `dated` how far its time is the side's; `near` is the share of the side's words in its own sentence or what leads to it."""

    candidate: Candidate
    fit: float
    own: float
    shared: float
    dated: float
    near: float

    @property
    def figure(self) -> Figure:
        return self.candidate.figure

    @property
    def sure(self) -> float:
        """How surely the figure is the side's, from 0 to 1: no more than its own words, its time and what is asked allow."""
        return min(self.own, self.dated, 0.25 + self.shared)


class Surroundings:
    """The words around each of the figures found: of its clause, its sentence, its section, its document."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        self._passages = {one.passage.id: _content(_around(one)) for one in evidence}
        self._sections: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        self._documents: dict[str, set[str]] = {}
        self._years: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for one in evidence:
            held = self._passages[one.passage.id]
            self._sections.setdefault((one.document.id, one.passage.headings), set()).update(held)
            self._documents.setdefault(one.document.id, set()).update(held)
            if one.passage.columns:
                years = {year for figure in one.figures for year in _dates(*_names(one, figure))}
                self._years.setdefault((one.document.id, one.passage.headings), set()).update(years)

    def years(self, evidence: Evidence) -> list[str]:
        """The points in time that the rows and columns of a section's tables are of, the earliest first."""
        return sorted(self._years.get((evidence.document.id, evidence.passage.headings), ()))

    def rarity(self, wanted: Sequence[str]) -> dict[str, float]:
        """How much each stem says, from how many of the passages hold it."""
        counts = {term: sum(term in words for words in self._passages.values()) for term in dict.fromkeys(wanted)}
        total = len(self._passages) + 1
        return {term: math.log(1 + total / (1 + count)) if count else _ABSENT for term, count in counts.items()}

    def of(self, evidence: Evidence, figure: Figure) -> tuple[tuple[float, Collection[str]], ...]:
        """The words around a figure, the nearest first, each with what they count."""
        passage = evidence.passage
        lead = " ".join((passage.lead, passage.headings[-1] if passage.headings else "", passage.table_title))
        clause = passage.text[slice(*figure.clause)]
        if passage.columns:
            clause = f"{clause.split('|')[1] if clause.count('|') > 1 else ''} {figure.subject}"
        return (
            (_CLAUSE, _content(f"{clause} {figure.quantity.noun}")),
            (_SENTENCE, _content(passage.text[slice(*figure.sentence)])),
            (_ITEM, _content(passage.text) if len(passage.text) <= _SHORT else ()),
            (_LEAD, _content(lead)),
            (_SECTION, self._sections[evidence.document.id, passage.headings]),
            (_AROUND, self._passages[passage.id]),
            (_DOCUMENT, self._documents[evidence.document.id]),
        )


def operands(question: Question, one: Side, ranked: Sequence[Candidate], surroundings: Surroundings) -> list[Operand]:
    """The figures found for a question that may stand for the side, the best first.

    Of an amount that the side states, figures of that very value go before others that round to it.
    """
    rarity = surroundings.rarity((*one.focus, *one.shared, *one.aside))
    found = [
        _weighed(question, one, candidate, rarity, surroundings)
        for candidate in ranked
        if _may_stand(question, one, candidate.evidence, candidate.figure)
    ]
    exact = [each for each in found if one.stated and each.figure.quantity.value == one.stated.quantity.value]
    return sorted(exact or found, key=lambda operand: -operand.fit)[:_DEEP]


def _may_stand(question: Question, one: Side, evidence: Evidence, figure: Figure) -> bool:
    """Whether a figure is of a sort that can be set side by side: of a length of time only where the question asks for its unit."""
    quantity = figure.quantity
    if quantity.unit in TEMPORAL_UNITS or quantity.amount is None or _is_opposed(question, figure):
        return False
    if one.stated:
        return value_agreement(one.stated.quantity, quantity) is not Relation.DIFFERS
    return quantity.unit not in TIME_UNITS or _is_length(question, evidence, figure)


def _is_length(question: Question, evidence: Evidence, figure: Figure) -> bool:
    """Whether a length of time is what is told: the question asks for its unit, or it is a table's whole cell."""
    quantity = figure.quantity
    if re.search(rf"\b{quantity.unit}s?\b", question.text, re.I):
        return True
    text = evidence.passage.text
    cell = text[: quantity.start].rstrip().endswith("|") and text[quantity.end :].lstrip().startswith("|")
    return bool(evidence.passage.columns) and cell


def _is_opposed(question: Question, figure: Figure) -> bool:
    """Whether a figure is said to be of another sort of money than is asked for: capital, day-to-day, in cash, in real terms."""
    asked, said = asked_of(question.text), figure.basis
    return any(tag in asked and other in said and tag not in said for tag, other in _OPPOSED)


def _weighed(
    question: Question,
    one: Side,
    candidate: Candidate,
    rarity: Mapping[str, float],
    surroundings: Surroundings,
) -> Operand:
    figure = candidate.figure
    places: Sequence[tuple[float, Collection[str]]] = surroundings.of(candidate.evidence, figure)
    if one.initials:
        places = [(count, {*words, *one.focus} if one.initials in words else words) for count, words in places]
    own = _covered(one.focus, places, rarity) if one.focus else 1.0
    shared = _covered(one.shared, places, rarity, least=0.8 if one.focus else 0.0) if one.shared else 1.0
    aside = _held(one.aside, places[0][1], rarity)
    if one.place:
        dated = _placed(one, candidate.evidence, figure, surroundings.years(candidate.evidence))
    else:
        dated = _dated(one, candidate.evidence, figure)
    dated = dated if not one.loosely else 0.85 + 0.15 * dated
    if one.stated or one.place or (one.periods and not one.loosely):
        own = max(own, _KNOWN)
    telling = tuple(term for term in one.focus if term not in _KINDS) or one.focus
    near = _covered(telling, [(1.0, words) for _, words in places[:_NEAREST]], rarity) if telling else 1.0
    if len(telling) < len(one.focus) and not near and not (one.periods or one.events):
        own = min(own, _KIND_ALONE)
    fit = (
        _FOCUS * own * dated
        + _SHARED * shared
        - _ASIDE * aside
        + _RANKED * candidate.score**0.5
        + _ACCEPTED * min(1.0, question.accepts(figure))
        + _TAGGED * _tagged(question, one, figure)
        + _SPANNED * _spanned(question, figure)
        + _GAPPED * _is_gap(question, candidate.evidence, figure)
        + _PRECISE * _precision((*one.focus, *one.shared), places[0][1])
    )
    return Operand(candidate, fit, own, shared, dated, 1.0 if one.stated else near)


def _held(wanted: Sequence[str], words: Collection[str], rarity: Mapping[str, float]) -> float:
    """The weighted share of the stems that stand in the words as they are."""
    return sum(rarity[term] for term in wanted if term in words) / (sum(rarity[term] for term in wanted) or 1.0)


def _precision(wanted: Sequence[str], words: Collection[str]) -> float:
    """The share of the words of a figure's clause that the question has too: little of a clause about more than that."""
    return sum(term in words for term in wanted) / (len(words) or 1)


def _tagged(question: Question, one: Side, figure: Figure) -> int:
    """How many more of what is asked of a figure its words say than not: a saving, a cost, capital, a target."""
    said = figure.sense | figure.basis
    asked = asked_of(question.text) & _OF_ALL
    own = asked_of(one.words) & _OF_SIDE if one.words else frozenset()
    return len((asked | own) & said) - len(asked & _SOUGHT - said)


def _is_gap(question: Question, evidence: Evidence, figure: Figure) -> bool:
    """Whether a figure is a distance from another level, where that is asked: "9.6% lower", "a gap of 5.9%"."""
    told = " ".join((evidence.passage.text[slice(*figure.sentence)], *_names(evidence, figure)))
    return bool(_DISTANCE.search(question.text) and _DISTANCE.search(told))


def _spanned(question: Question, figure: Figure) -> int:
    """Whether the figure is over as many years as the question says: 1 where it is, -1 where it is over others."""
    years = figure.period.years if figure.period else None
    asked = {stated.quantity.amount for stated in question.stated if stated.quantity.unit == "year"}
    if not asked or years is None:
        return 0
    return 1 if years in asked else -1


def _around(evidence: Evidence) -> str:
    passage = evidence.passage
    return " ".join(
        (evidence.document.title, *passage.headings, *passage.columns, passage.text, evidence.document.publisher)
    )


@lru_cache(maxsize=16384)
def _content(text: str) -> frozenset[str]:
    return frozenset(content(text))


def _covered(
    wanted: Sequence[str],
    places: Sequence[tuple[float, Collection[str]]],
    rarity: Mapping[str, float],
    least: float = 0.0,
) -> float:
    """The weighted share of the stems that stand around a figure, each counted as near as it stands, or `least` where it stands at all."""
    total = sum(rarity[term] for term in wanted) or 1.0
    held = 0.0
    for term in wanted:
        alike = synonyms(term)
        best = max(
            (
                max(count, least) * (1.0 if term in words else _ALIKE)
                for count, words in places
                if term in words or not alike.isdisjoint(words)
            ),
            default=0.0,
        )
        held += rarity[term] * best
    return held / total


def _placed(one: Side, evidence: Evidence, figure: Figure, years: Sequence[str]) -> float:
    """How far a figure is of the first or the final year: of those of its table, or in its sentence's words."""
    own = _dates(*_names(evidence, figure))
    if own and len(years) > 1:
        return 1.0 if years[0 if one.place > 0 else -1] in own else _ELSE
    told = _FIRST if one.place > 0 else _FINAL
    if told.search(evidence.passage.text[slice(*figure.sentence)]):
        return 1.0
    return _TITLED if told.search(" ".join((evidence.document.title, *evidence.passage.headings))) else _ELSE


def _dated(one: Side, evidence: Evidence, figure: Figure) -> float:
    """How far the figure's time is the side's: 1 where the side has none."""
    passage = evidence.passage
    if one.earlier:
        return 1.0 if _EARLIER.search(passage.text[slice(*figure.sentence)]) else 0.2
    if one.events and any(event.covers(evidence.document.date) for event in one.events):
        return 1.0
    if not one.periods:
        return 0.4 if one.events else 1.0
    period, cells = figure.period, _dates(*_names(evidence, figure))
    own = cells or ({value for value in (period.start, period.end) if value} if period else set())
    for said, most in ((own, 1.0), (_dates(passage.table_title, passage.lead, *passage.headings[-1:]), 0.9)):
        best = max((_agree(asked, point) for asked in one.periods for point in said), default=0.0)
        if best:
            by_then = period is not None and period.kind is PeriodKind.DEADLINE and not cells
            return best * most * (_BY_THEN if by_then else 1.0)
    published = evidence.document.date
    silent = not own or bool(period and not cells and period.kind is PeriodKind.DEADLINE)
    if silent and any(_agree(asked, published) for asked in one.periods if len(asked) > 4 and published):
        return 0.8
    sentence = passage.text[slice(*figure.sentence)]
    return 0.4 if any(asked in sentence for asked in one.periods) else 0.15 if own else 0.3


def _names(evidence: Evidence, figure: Figure) -> tuple[str, ...]:
    """The label and the column of a table's figure."""
    passage = evidence.passage
    if not passage.columns:
        return ()
    place = passage.text.count("|", 0, figure.quantity.start) - passage.text.startswith("|")
    column = passage.columns[place] if 0 <= place < len(passage.columns) else ""
    return passage.text.split("|")[1] if passage.text.startswith("|") else "", column


@lru_cache(maxsize=4096)
def _dates(*texts: str) -> frozenset[str]:
    return frozenset(str(one.value) for text in texts for one in read(text) if one.unit in TEMPORAL_UNITS)


def _agree(asked: str, said: str) -> float:
    """How far two points in time are one: a month of a year less than that year itself."""
    if asked == said:
        return 1.0
    if said.startswith(asked):
        return 0.6 if len(asked) == 4 else 0.95
    return 0.9 if asked.startswith(said) and len(said) > 4 else 0.7 if asked.startswith(said) else 0.0
