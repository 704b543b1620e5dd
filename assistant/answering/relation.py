"""How a figure stands to what a question says beside its subject: a part of the whole named, of the period named, by whom it is said.

Each feature is 0 or 1, except for the last, a share.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from assistant.answering.events import without_events
from assistant.answering.matching import named_terms
from assistant.answering.question import Question
from assistant.documents.model import Kind
from assistant.figures import describe
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, Quantity, Relation
from assistant.figures.speakers import speakers_in
from assistant.figures.words import terms
from assistant.retrieval import Evidence

FEATURES = (
    "part_of_whole",
    "own_period",
    "earlier_asked",
    "whole_asked",
    "below_stated",
    "above_stated",
    "stated_in_clause",
    "speaker",
    "publisher",
    "no_speaker",
    "source_asked",
    "other_source",
    "opening",
    "own_words",
)

#: Asks for a part: "how much of the £5bn", "of the bill for repairs, what …", "a slice of".
_PART = re.compile(
    r"\b(?:how (?:much|many)|what (?:share|part|portion|proportion|sum|amount)?|which) ?(?:of|out of)\b"
    r"|\b(?:within|out of|part of|of|from) (?:the|its|their|that|this|[\w’']+['’]s) (?:total |overall |whole )?(?:£|\d)"
    r"|\b(?:slice|portion|chunk|bit|share) of\b|^(?:of|out of|within) ",
    re.I,
)
_WHOLE = re.compile(r"\b(?:overall|in total|altogether|total|whole|all told|combined|in all|headline|entire)\b", re.I)
_EARLIER = re.compile(
    r"\b(?:original(?:ly)?|initial(?:ly)?|at first|back in|first (?:thought|expected|planned|estimated)|earlier|used to|previous(?:ly)?|before)\b",
    re.I,
)
_OLD = frozenset({"original", "start", "earlier"})
_SAYS = re.compile(
    r"\b(?:according to|says?|said|reckons?|reckoned|estimates?d?|claims?|claimed|thinks?|thought"
    r"|(?:on|by) [^?]{3,30}['’]s (?:count|figures|numbers|estimate|reckoning))\b",
    re.I,
)
#: Words that name a kind of source.
_SOURCES = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (Kind.NAO, r"\b(?:NAO|auditors?|audit office|watchdog)\b"),
        (Kind.PARLIAMENT, r"\b(?:MPs|committee|PAC|peers?|Lords|Commons|Hansard|written answer)\b"),
        (Kind.PRESS, r"\b(?:papers|press|headlines?|article|journalists?|newspapers?)\b"),
        (Kind.ANALYSIS, r"\b(?:think[- ]tanks?|analysts?|economists)\b"),
        (Kind.BUDGET, r"\b(?:Treasury|Budget document|Red Book)\b"),
    )
)  # fmt: skip
#: How many words that the question lacks count as one.
_MANY_WORDS = 10


def related(question: Question, evidence: Evidence) -> list[tuple[float, ...]]:
    """The features of each figure of a passage, in the order of `FEATURES`."""
    text = question.text
    asks_part, asks_whole, asks_earlier = (bool(one.search(text)) for one in (_PART, _WHOLE, _EARLIER))
    stated, periods = _printed_in(text)
    amounts = [one for one in stated if one.unit not in TEMPORAL_UNITS and one.amount]
    printed = [figure for figure in evidence.figures if any(_agree(one, figure.quantity) for one in stated)]
    told = any(figure.quantity.unit not in TEMPORAL_UNITS for figure in printed)
    said = bool(_SAYS.search(text))
    publisher = _is_named(question, evidence.document.publisher)
    asked = {kind for kind, pattern in _SOURCES if pattern.search(text)}
    of_kind = evidence.document.kind in asked
    opening = float(evidence.passage.position == 0)
    own_terms = set(question.terms)
    rows: list[tuple[float, ...]] = []
    for figure in evidence.figures:
        compared = asks_whole or (asks_part and not amounts)
        rivals = [one for one in evidence.figures if one is not figure and _alike(one, figure)] if compared else []
        below, above = _beside_stated(figure, amounts)
        part = asks_part and (
            "part" in figure.sense or (below and told) or (not amounts and _after_larger(figure, rivals))
        )
        speaker = said and _is_said_by(question, evidence, figure)
        rows.append(
            (
                float(part),
                float(_is_of_period(periods, figure)),
                float(asks_earlier and bool(_OLD & figure.sense)),
                float(asks_whole and bool(rivals) and all(_size(figure) >= _size(one) for one in rivals)),
                float(below and told),
                float(above),
                float(any(one is not figure and one.clause == figure.clause for one in printed)),
                float(speaker),
                float(publisher),
                float(said and not speaker and not publisher),
                float(of_kind),
                float(bool(asked) and not of_kind),
                opening,
                len(set(named_terms(figure.subject)) - own_terms) / _MANY_WORDS,
            )
        )
    return rows


def _agree(one: Quantity, other: Quantity) -> bool:
    return value_agreement(one, other) is not Relation.DIFFERS


def _alike(one: Figure, other: Figure) -> bool:
    return one.quantity.unit == other.quantity.unit and bool(one.quantity.amount)


def _size(figure: Figure) -> float:
    return abs(float(figure.quantity.amount or 0))


def _beside_stated(figure: Figure, amounts: Sequence[Quantity]) -> tuple[bool, bool]:
    """Whether a figure is less, or more, than the first amount of its unit that the question prints."""
    stated = next((one for one in amounts if one.unit == figure.quantity.unit), None)
    if stated is None or not figure.quantity.amount:
        return False, False
    own, given = _size(figure), abs(float(stated.amount or 0))
    return own < given, own > given


def _after_larger(figure: Figure, rivals: Sequence[Figure]) -> bool:
    return any(one.quantity.end <= figure.quantity.start and _size(one) > _size(figure) > 0 for one in rivals)


@lru_cache(maxsize=512)
def _printed_in(text: str) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """What a question prints, and the periods among that; the year of an event's name, "Spring Budget 2024", is none."""
    stated = tuple(one.quantity for one in describe(without_events(text)))
    return stated, tuple(str(one.value) for one in stated if one.unit in TEMPORAL_UNITS)


def _is_of_period(periods: Sequence[str], figure: Figure) -> bool:
    """Whether the period that a figure itself has is one that the question names."""
    if not periods or not figure.period:
        return False
    return names_one(periods, [one for one in (figure.period.start, figure.period.end) if one])


def names_one(periods: Iterable[str], own: Collection[str]) -> bool:
    """Whether one of the periods asked about is one of a figure's own, or lies within one, or the reverse: all as ISO begins."""
    return any(one.startswith(asked) or asked.startswith(one) for asked in periods for one in own)


def _is_said_by(question: Question, evidence: Evidence, figure: Figure) -> bool:
    passage = evidence.passage
    speakers = (*speakers_in(passage.text[slice(*figure.sentence)]), *speakers_in(passage.lead))
    return any(_is_named(question, one) for one in speakers)


def _is_named(question: Question, words: str) -> bool:
    return not set(organisations(words)).isdisjoint(question.organisations) or not set(terms(words)).isdisjoint(
        question.terms
    )
