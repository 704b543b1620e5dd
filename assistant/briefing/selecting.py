"""Choose the figures of a briefing: on the topic, each thing once, the most important first, its best source first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2, log10

from assistant.answering.question import SHARE_UNITS, is_currency, read_question
from assistant.answering.ranking import Candidate, Weighing, candidates, passage_words
from assistant.answering.telling import told
from assistant.documents.model import Kind
from assistant.figures import Figure, Relation, compare
from assistant.figures.comparing import subject_match
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence, Filter, Retriever
from assistant.settings import settings

#: Least weighted share of the topic's words that a passage holds; that a figure's sentence with its heading holds; and
#: that the sentence holds where too few figures are so near and their document's title makes up for the rest.
_ON_TOPIC, _IN_SENTENCE, _NEAR_TOPIC, _FEW = 0.7, 0.85, 0.4, 8
_MOST_FOUND, _OF_A_KIND = 40, 30
_SPANS, _SMALL = frozenset({"year", "month", "week", "day", "quarter", "decade"}), 10
_AUTHORITY = {Kind.BUDGET: 1.0, Kind.NAO: 1.0, Kind.PARLIAMENT: 0.9, Kind.ANALYSIS: 0.75, Kind.PRESS: 0.6}
#: How much less each year behind the newest source counts, and the least that age leaves.
_AGEING, _OLDEST = 0.06, 0.6
#: A sentence that leans on the one before says less by itself; so does the bare cell of a table.
_LEANS = re.compile(
    r"^(?:It|They|He|She|This|These|That|Those|There|The (?:sum|figure|rest|total|plan|paper|answer|article))\b"
    r"|^In the (?:following|same|previous)\b|\b(?:of (?:it|them|this|these|which)|(?:that|the same) (?:year|sum|amount|figure)|the part that|their)\b"
)
_LEANING, _CELL, _CURT = 0.75, 0.4, 0.85
#: So few words do not say what a figure is.
_FEWEST_WORDS = 4
#: "8th out of 180 countries": the number of a ranking, not of the topic.
_RANKING = re.compile(r"\b(?:out of|th of|of the top)\s+$")
_SAME_THING, _ALL = 0.3, 100
_SAME = (Relation.SAME, Relation.SAME_AFTER_ROUNDING)


@dataclass(frozen=True, slots=True)
class Group:
    """One figure as several documents print it, the most authoritative first, and how important it is."""

    members: tuple[Candidate, ...]
    weight: float

    @property
    def lead(self) -> Candidate:
        return self.members[0]


def on_topic(retriever: Retriever, topic: str) -> list[Group]:
    """The figures on a topic of a few words, each thing once, the most important first.

    Important is what many sources print, what an official source or an auditor prints, sums of money, and what is recent.
    """
    question = read_question(topic)
    evidence = _evidence(retriever, topic)
    weighing = Weighing(question, evidence)
    found = [
        one
        for one in candidates(question, evidence)
        if _tells(one)
        and weighing.covered(terms(passage_words(one.evidence))) >= _ON_TOPIC
        and weighing.covered(_terms_near(one)) >= _NEAR_TOPIC
    ]
    nearest = [one for one in found if weighing.covered(_terms_near(one)) >= _IN_SENTENCE]
    if len({one.figure.quantity.value for one in nearest}) >= _FEW:
        found = nearest
    newest = max((one.evidence.document.date for one in found), default="")
    groups = [Group(members, _weight(members, weighing, newest)) for members in _grouped(found)]
    groups.sort(key=lambda group: -group.weight)
    plain = [group for group in groups if _readable(group.lead) > _LEANING]
    leaning = [group for group in groups if group not in plain]
    return (plain + leaning[: max(0, _FEW - len(plain))])[:_MOST_FOUND]


def _evidence(retriever: Retriever, topic: str) -> tuple[Evidence, ...]:
    """The nearest passages of all, and of each official kind, so that many reports do not crowd their source out."""
    searches = [retriever.retrieve(topic, top=2 * settings().evidence)]
    for kind in (Kind.BUDGET, Kind.NAO, Kind.PARLIAMENT):
        searches.append(retriever.retrieve(topic, top=_OF_A_KIND, only=Filter(kinds=frozenset({kind}))))
    known: dict[int, Evidence] = {}
    for one in (one for found in searches for one in found):
        known.setdefault(one.number, one)
    return tuple(known.values())


def _tells(one: Candidate) -> bool:
    """Whether a figure says something by itself: no date, no bare span of time, no small or unnamed count, no rank."""
    quantity, passage = one.figure.quantity, one.evidence.passage
    if quantity.unit in TEMPORAL_UNITS | _SPANS or quantity.amount is None:
        return False
    if _RANKING.search(passage.text[: quantity.start]) or (quantity.unit == "percent" and quantity.amount == _ALL):
        return False
    counted = quantity.unit not in SHARE_UNITS and not is_currency(quantity.unit)
    return not counted or (quantity.unit != "number" and abs(quantity.amount) >= _SMALL)


def _terms_near(one: Candidate) -> tuple[str, ...]:
    """The words of a figure's sentence and of what stands over it."""
    passage = one.evidence.passage
    sentence = passage.text[slice(*one.figure.sentence)]
    words = (sentence, one.figure.subject, *passage.headings[-1:], passage.lead)
    return tuple(terms(with_names(" ".join(words))))


def _grouped(found: Iterable[Candidate]) -> list[tuple[Candidate, ...]]:
    groups: list[list[Candidate]] = []
    for one in found:
        group = next((group for group in groups if any(_alike(one.figure, other.figure) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [tuple(_best(group)) for group in groups]


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same of the same thing, or print one amount for what may be one thing."""
    if one.quantity.value == other.quantity.value and one.quantity.unit == other.quantity.unit:
        return True
    near = subject_match(one, other) * subject_match(other, one) >= _SAME_THING
    return near and compare(one, other).relation in _SAME


def _best(group: Sequence[Candidate]) -> list[Candidate]:
    """One figure a document: the one that reads best by itself; the more authoritative document first."""
    chosen: dict[str, Candidate] = {}
    for one in sorted(group, key=lambda one: -_readable(one)):
        chosen.setdefault(one.evidence.document.source, one)
    return sorted(chosen.values(), key=lambda one: (_readable(one) < 1, one.evidence.document.kind.rank, -one.score))


def _readable(one: Candidate) -> float:
    if one.evidence.passage.columns:
        return _CELL
    words = told(one.evidence, one.figure)
    sentence = one.evidence.passage.text[slice(*one.figure.sentence)]
    # The item of a list that is no label goes on with the list's opening words.
    if _LEANS.search(words) or (one.evidence.passage.lead and ": " not in sentence):
        return _LEANING
    return 1.0 if len(terms(words)) >= _FEWEST_WORDS else _CURT


def _weight(members: Sequence[Candidate], weighing: Weighing, newest: str) -> float:
    lead = members[0]
    quantity, document = lead.figure.quantity, lead.evidence.document
    own = weighing.covered(_terms_near(lead))
    years = int(newest[:4]) - int(document.date[:4]) if newest[:4].isdigit() and document.date[:4].isdigit() else 0
    amount = abs(quantity.amount) if quantity.amount else 1
    size = 0.7 + 0.03 * log10(max(1, float(amount))) if is_currency(quantity.unit) else 0.8
    return (
        (0.2 + 0.8 * own)
        * _AUTHORITY[document.kind]
        * max(_OLDEST, 1 - _AGEING * years)
        * size
        * _readable(lead)
        * (1 + 0.35 * log2(len(members)))
    )
