"""Choose the figures of a list: those of one section of one source, complete, and only what the question names of it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.question import Question, Shape, Want, is_currency
from assistant.answering.ranking import FEATURES, Candidate, candidates, confidence
from assistant.answering.splits import Search, Section, split
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.values import same_kind
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

_CONTEXT, _SENTENCE = FEATURES.index("context"), FEATURES.index("sentence")
_MOST, _DEEP = 10, 40
#: Least share of the question's words in a section's title, headings and lead for all its figures to be listed.
_SECTION_COVER = 0.5
#: Least share of the best item's words of the question that another item holds, outside such a section.
_ALIKE = 0.6
_FEW = 2
#: How much likelier a source is to give the parts that prints the whole too.
_OF_WHOLE = 2.0
#: What a list is asked for by, whatever it is of.
_GENERIC = frozenset(
    terms("parts figures numbers sums amounts lines items measures estimates percentages dates breakdown")
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The items in the order of the source, the lead sentence, and how sure the likeliest is to answer."""

    items: tuple[Candidate, ...]
    lead: str
    sure: float


def listing(
    question: Question, evidence: Sequence[Evidence], section: Section, around: Section, search: Search
) -> Listing | None:
    """The list that answers a question; None where fewer than two figures belong to it.

    `section` gives the passages under the headings of one, `around` those of its document that stand near it.
    """
    parted = split(question, evidence, section, around, search)
    if parted:
        parts = tuple(Candidate(part.evidence, part.figure, (), 1.0) for part in (parted.of, *parted.parts) if part)
        return Listing(parts, f"{_who(parts)} gives {'the whole and ' if parted.of else ''}these parts:", 1.0)
    if question.shape is not Shape.LIST:
        return None
    found = candidates(question, evidence)
    ranked = [one for one in found if _is_item(question, one)][:_DEEP]
    if not ranked:
        return None
    wholes = {one.evidence.document.id for one in found if _is_stated(question, one)}
    groups: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
    for one in ranked:
        groups.setdefault((one.evidence.document.id, one.evidence.passage.headings), []).append(one)
    best = max(
        groups.values(),
        key=lambda group: _weight(group) * (_OF_WHOLE if group[0].evidence.document.id in wholes else 1),
    )
    source = best[0].evidence
    whole = [*section(source), *evidence]
    items = [
        one
        for one in candidates(question, list({one.passage.id: one for one in whole}.values()))
        if _is_item(question, one) and one.evidence.document.id == source.document.id
    ]
    inside = [one for one in items if one.evidence.passage.headings == source.passage.headings]
    covered = max((one.features[_CONTEXT] for one in inside), default=0.0) >= _SECTION_COVER
    chosen = inside if covered and len(inside) >= _FEW else items
    chosen = _named(question, chosen) or (chosen if covered else _like_best(chosen))
    chosen = sorted(_distinct(chosen), key=lambda one: (one.evidence.passage.start, one.figure.quantity.start))[:_MOST]
    if len(chosen) < _FEW:
        return None
    return Listing(tuple(chosen), _lead(chosen), max(confidence(question, ranked), sum(one.score for one in chosen)))


def _weight(group: Sequence[Candidate]) -> float:
    return sum(math.sqrt(one.score) for one in _distinct(group)[:5])


def _is_item(question: Question, one: Candidate) -> bool:
    quantity = one.figure.quantity
    if quantity.unit in TEMPORAL_UNITS and question.want is not Want.DATE:
        return False
    bare = quantity.unit == "number" and (quantity.amount or 0) < 10
    return question.accepts(one.figure) > 0.1 and not bare and not _is_stated(question, one) and _is_part(question, one)


def _is_part(question: Question, one: Candidate) -> bool:
    """Whether a figure may be a part of the amounts that the question prints: of their kind, and smaller than one of them."""
    wholes = [said.quantity for said in question.stated if is_currency(said.quantity.unit)]
    quantity = one.figure.quantity
    return not wholes or any(
        same_kind(whole, quantity) and (quantity.amount or 0) < (whole.amount or 0) for whole in wholes
    )


def _is_stated(question: Question, one: Candidate) -> bool:
    """Whether a figure is one that the question prints: the whole, of which the parts are asked."""
    return any(value_agreement(said.quantity, one.figure.quantity) is not Relation.DIFFERS for said in question.stated)


def _named(question: Question, items: Sequence[Candidate]) -> list[Candidate]:
    """The items whose own words hold most of what only some of them hold of the question's; none where under two do."""
    held = [set(terms(with_names(one.evidence.passage.text[slice(*one.figure.sentence)]))) for one in items]
    weights = {
        term: 1 / count
        for term in question.terms
        if term not in _GENERIC
        and 0 < (count := sum(term in words or bool(synonyms(term) & words) for words in held)) < len(items)
    }
    sums = [
        sum(weight for term, weight in weights.items() if term in words or synonyms(term) & words) for words in held
    ]
    most = max(sums, default=0.0)
    chosen = [one for one, total in zip(items, sums, strict=True) if most and total >= _ALIKE * most]
    return chosen if len(chosen) >= _FEW else []


def _like_best(items: Sequence[Candidate]) -> list[Candidate]:
    most = max((one.features[_SENTENCE] for one in items), default=0.0)
    return [one for one in items if one.features[_SENTENCE] >= _ALIKE * most]


def _distinct(items: Sequence[Candidate]) -> list[Candidate]:
    """One item a sentence and a value, the likelier first."""
    chosen: list[Candidate] = []
    for one in items:
        if all(
            (one.evidence.passage.id, one.figure.sentence) != (other.evidence.passage.id, other.figure.sentence)
            and value_agreement(one.figure.quantity, other.figure.quantity) is Relation.DIFFERS
            for other in chosen
        ):
            chosen.append(one)
    return chosen


def _lead(items: Sequence[Candidate]) -> str:
    """Who lists them, and under which heading, in a sentence without figures."""
    document, headings = items[0].evidence.document, items[0].evidence.passage.headings
    together = all(one.evidence.passage.headings == headings for one in items)
    heading = headings[-1] if headings and together and headings[-1] != document.title else ""
    who = _who(items)
    if heading and not re.search(r"\d", heading):
        return f"{who} gives these figures under “{heading}”:"
    return f"{who} gives these figures:"


def _who(items: Sequence[Candidate]) -> str:
    return items[0].evidence.document.publisher or "The source"
