"""Compare two documents: which figures on the same thing changed, which were added, which dropped.

Figures are paired one to one, the likest first: about one thing by `figures`' comparison, or in sentences that say the
same around them. A pair of the same value, bound and period is unchanged. Only figures that share a word are compared,
so the time grows with the number of figures, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from heapq import nlargest
from math import log
from pathlib import Path

from assistant.answering.derive import derive
from assistant.answering.parts import Operation
from assistant.checking.verdicts import one_thing
from assistant.documents.model import Document, Passage
from assistant.documents.splitting import split
from assistant.figures import Figure, Relation
from assistant.figures.attributes import attribute_clashes
from assistant.figures.comparing import figure_agreement, subject_match
from assistant.figures.judging import same_digits
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.values import TIME_UNITS, same_kind
from assistant.figures.words import coverage, terms
from assistant.index.preparing import figures_of
from assistant.index.workers import read_confined
from assistant.settings import settings
from assistant.tokens import count_tokens

#: How many figures of the other document each is compared with: those that share the rarest words with it.
_NEAREST = 40
#: Sentences that are this much alike around their figures say the same thing of them.
_SAME_SENTENCE = 0.8
#: What parts two figures although their words are alike.
_PARTING = frozenset({"period", "sense", "basis", "place", "organisation", "noun", "direction"})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure where it stands in its document: its own words with a gap for it, the sentence and the locator."""

    figure: Figure
    words: str
    sentence: str
    locator: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing's figure before and after. `attribute` is value, unit, bound or period; `by` says how much in plain words."""

    before: Placed
    after: Placed
    attribute: str
    by: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two documents, in the order of the later one; what was dropped, in that of the earlier."""

    before: Document
    after: Document
    changed: tuple[Change, ...]
    added: tuple[Placed, ...]
    dropped: tuple[Placed, ...]
    unchanged: int


def diff(before: Path | str, after: Path | str) -> Changes:
    """The changes of figures from one document to another, each a file that `briefing ingest` can read.

    Dates and bare spans of time count only as the period of a figure beside them. Raises DocumentError where a file
    cannot be read.
    """
    return compare_documents(*read_confined(Path(before), Path(after)))


def compare_documents(before: Document, after: Document) -> Changes:
    """The changes of figures from one document, as read, to another."""
    earlier, later = _placed(before), _placed(after)
    pairs = _paired(earlier, later)
    changed = [change for one, other in pairs for change in [_change(earlier[one], later[other])] if change]
    firsts, seconds = {one for one, _ in pairs}, {other for _, other in pairs}
    order = {id(placed): place for place, placed in enumerate(later)}
    return Changes(
        before,
        after,
        tuple(sorted(changed, key=lambda change: order[id(change.after)])),
        tuple(placed for place, placed in enumerate(later) if place not in seconds),
        tuple(placed for place, placed in enumerate(earlier) if place not in firsts),
        len(pairs) - len(changed),
    )


def _placed(document: Document) -> list[Placed]:
    """The figures of a document, without dates and without spans of time that say when another figure holds."""
    passages: Sequence[Passage] = split(document, settings().passage_tokens, count_tokens)
    placed = []
    for passage in passages:
        figures = figures_of(document, passage)
        when = {one.period.text for one in figures if one.period}
        for figure in figures:
            quantity = figure.quantity
            dated = quantity.unit in TIME_UNITS and any(quantity.text in text for text in when)
            if quantity.unit not in TEMPORAL_UNITS and not dated:
                sentence = " ".join(passage.text[slice(*figure.sentence)].split())
                placed.append(Placed(figure, _words(figure, passage), sentence, passage.locator))
    return placed


def _words(figure: Figure, passage: Passage) -> str:
    if passage.columns:
        return figure.subject
    start, end = figure.clause
    before, after = passage.text[start : figure.quantity.start], passage.text[figure.quantity.end : end]
    return " ".join(f"{before}…{after}".split()).strip(" ,;.:-–—•*")


def _paired(earlier: Sequence[Placed], later: Sequence[Placed]) -> list[tuple[int, int]]:
    """Places of pairs about one thing, each figure in one pair at most: equal figures before others, likest first."""
    holding: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(later):
        for term in _terms(one):
            holding[term].append(place)
    found = []
    for place, one in enumerate(earlier):
        for other in _nearest(one, holding, len(later)):
            likeness = _likeness(one, later[other])
            if likeness:
                found.append(
                    (_difference(one.figure, later[other].figure), -likeness, abs(place - other), place, other)
                )
    pairs: list[tuple[int, int]] = []
    firsts, seconds = set[int](), set[int]()
    for *_, one_place, other in sorted(found):
        if one_place not in firsts and other not in seconds:
            firsts.add(one_place)
            seconds.add(other)
            pairs.append((one_place, other))
    return pairs


def _terms(placed: Placed) -> tuple[str, ...]:
    return terms(f"{placed.figure.subject} {placed.figure.quantity.noun} {placed.figure.lead}")


def _nearest(one: Placed, holding: Mapping[str, Sequence[int]], count: int) -> list[int]:
    """The figures that share the most telling words."""
    weight: dict[int, float] = defaultdict(float)
    for term in _terms(one):
        places = holding.get(term, ())
        for place in places:
            weight[place] += log(1 + count / len(places))
    return nlargest(_NEAREST, weight, key=lambda place: weight[place])


def _difference(one: Figure, other: Figure) -> int:
    """0 where nothing differs, 1 where only bound or period does, 2 where the value does."""
    if figure_agreement(one, other) is not Relation.SAME:
        return 2
    return 0 if one.quantity.bound is other.quantity.bound and not _parted(one, other) else 1


def _likeness(one: Placed, other: Placed) -> float:
    """How surely two figures are about one thing, from 0 to 1; 0 where they are not."""
    first, second = one.figure, other.figure
    if not (same_kind(first.quantity, second.quantity) or same_digits(first, second)):
        return 0.0
    around = _around(one, other)
    parted = _parted(first, second) - ({"period", "direction"} if around >= _SAME_SENTENCE else set())
    if parted or (around < _SAME_SENTENCE and not one_thing(first, second)):
        return 0.0
    return max(around, subject_match(first, second) * subject_match(second, first))


def _around(one: Placed, other: Placed) -> float:
    """How far two sentences say the same around their figures: the words that each shares with the other, both ways."""
    first, second = _terms(one), _terms(other)
    return coverage(first, second) * coverage(second, first)


def _parted(one: Figure, other: Figure) -> set[str]:
    return {name for pair in ((one, other), (other, one)) for name, _ in attribute_clashes(*pair) if name in _PARTING}


def _change(before: Placed, after: Placed) -> Change | None:
    one, other = before.figure, after.figure
    if figure_agreement(other, one) is Relation.DIFFERS:
        if not same_kind(one.quantity, other.quantity):
            return Change(before, after, "unit", "in another unit")
        return Change(before, after, "value", _by(one, other))
    if one.quantity.bound is not other.quantity.bound:
        return Change(before, after, "bound", _became(printed(one.quantity), printed(other.quantity)))
    if "period" in _parted(one, other) and one.period and other.period:
        return Change(before, after, "period", _became(one.period.text, other.period.text))
    return None


def _became(before: str, after: str) -> str:
    return f"“{before}” became “{after}”"


def _by(one: Figure, other: Figure) -> str:
    """ "up £0.5bn (15%)"; for percentages in points; only the direction where it cannot be reckoned."""
    first, second = one.quantity.amount, other.quantity.amount
    if first is None or second is None:
        return "changed"
    way = "up" if second > first else "down"
    derived = derive(Operation.DIFFERENCE, (one, other))
    if derived is None:
        return way
    share = abs(second - first) / abs(first) * _HUNDRED if first else None
    counted = one.quantity.unit != "percent" and share is not None and share >= 1
    text = derived.text.removesuffix("s") if derived.text == "1 percentage points" else derived.text
    return f"{way} {text}" + (f" ({share:.0f}%)" if counted else "")
