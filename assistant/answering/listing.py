"""Choose the figures of a list: those of one section of one source, complete, and only what the question names of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.confidence import confidence
from assistant.answering.entries import entries
from assistant.answering.measures import asks_measures, is_spending, measures
from assistant.answering.question import TIME_UNITS, Question, Shape, Want, is_currency
from assistant.answering.ranking import FEATURES, Candidate, candidates
from assistant.answering.sections import GENERIC, place_of
from assistant.answering.splits import Search, Section, split
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.values import same_kind
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

_ALL = FEATURES.index("all")
#: Of the best figure's words of the question, and of its likelihood, what another has to have to be listed with it.
_NEARLY, _LIKELY = 0.9, 0.05
#: How much less sure a list is that no one section gives.
_APART = 0.5
_MOST, _DEEP = 10, 40
#: Least share of the best item's words of the question that another item holds, outside such a section.
_ALIKE = 0.6
_FEW, _MANY = 2, 4
#: How far a section has to go before other sources', and the least share of the question's words that it holds.
_CLEARLY, _LEAST_COVER = 0.3, 0.35
#: How well a figure's unit has to fit what is asked, and the things that are to be counted.
_ACCEPTED, _COUNTED = 0.11, 0.6
#: Most words before the figure that heads an item.
_BEFORE = 3
#: What only money is called.
_OF_MONEY = re.compile(r"[£$€]|\b(?:sums|pots|allocations|grants)\b|\bspen(?:d|ds|t|ding)\b[^?]*\bon\b", re.I)
_FROM_SEVERAL = "The sources give these figures:"
_SPENT_ON = re.compile(r"\bspen(?:d|ds|t|ding)\b[^?]*\bon\b", re.I)
#: Asks for one amount, whatever plural it is of; of several things it asks for several.
_ASKS_ONE = re.compile(r"(?:^|[,:] |^(?:and|so|but) )how (?:many|much|big|large|high|long|far)\b", re.I)
_FOR_EACH = re.compile(
    r"\b(?:each|every|by|respectively|versus|vs|and how|how (?:many|much)\b.*\bhow (?:many|much))\b", re.I
)
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)})\b(?! (?:years?|months?|weeks?|days?|quarters?)\b)", re.I)


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
    rows = entries(question, evidence, section)
    if rows:
        return Listing(rows, _lead(rows), 1.0)
    if question.shape is not Shape.LIST:
        return None
    if _ASKS_ONE.search(question.text) and not _FOR_EACH.search(question.text):
        return None
    sums = measures(question, evidence, search)
    if sums:
        return Listing(sums, _FROM_SEVERAL, 1.0)
    found = candidates(question, evidence)
    return _of_section(question, evidence, found, section) or _of_topic(question, found)


def _of_section(
    question: Question, evidence: Sequence[Evidence], ranked: Sequence[Candidate], section: Section
) -> Listing | None:
    """What the section lists that says most of the question, where it goes clearly before any other source's."""
    if question.want in (Want.DATE, Want.DURATION):
        return None
    place = place_of(question, evidence, ranked, section)
    if place is None or place.lead < _CLEARLY or place.cover < _LEAST_COVER:
        return None
    items = _apart(_of_kind(question, candidates(question, place.passages)))
    items = _enumerated(question, items) or items
    rows = [one for one in items if one.evidence.passage.columns]
    if len(rows) >= _FEW:
        items = _named(question, rows) or rows
    elif len(items) > _MANY:
        items = _named(question, items) or items
    asked = _NUMBER.search(question.text)
    if asked:
        items = items[: _NUMBERS[asked[1].lower()]]
    listed = sum(_heads(one) or bool(one.evidence.passage.columns) for one in items) >= _FEW
    if not _FEW <= len(items) <= (_MOST if listed else _MANY):
        return None  # a chapter of figures is no list
    chosen = sorted(items, key=lambda one: (one.evidence.number, one.figure.quantity.start))
    return Listing(tuple(chosen), _lead(chosen), 1.0)


def _enumerated(question: Question, items: Sequence[Candidate]) -> list[Candidate]:
    """The items that the question names one by one: "the tax and welfare parts"; none where one named is no item."""
    held = [set(terms(with_names(one.evidence.passage.text[slice(*one.figure.sentence)]))) for one in items]
    everything = set().union(*held)
    chosen: set[int] = set()
    named = 0
    for words in re.split(r"[,;:]|\b(?:and|or|versus|vs)\b", question.text):
        asked = [term for term in terms(words) if term not in GENERIC]
        has = [term for term in asked if term in everything or synonyms(term) & everything]
        if asked and not has:
            return []
        places = min(
            ([at for at, own in enumerate(held) if term in own or synonyms(term) & own] for term in has),
            key=len,
            default=[],
        )
        if 0 < len(places) <= len(items) / 2:
            named += 1
            chosen.update(places)
    return [items[at] for at in sorted(chosen)] if named >= _FEW and len(chosen) >= _FEW else []


def _of_kind(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The figures that may be items, the likelier first: of the kind asked for, or of any where fewer than two are; those
    that head an item or stand in a table, where two do."""
    spent = bool(_SPENT_ON.search(question.text))
    able = [one for one in ranked if _may_be_item(question, one) and (not spent or is_spending(one))]
    counted = question.want is Want.COUNT and bool(question.noun)
    least = _COUNTED if counted else _ACCEPTED
    kindred = [one for one in able if _is_named_kind(question, one) and question.accepts(one.figure) >= least]
    strict = counted or bool(_OF_MONEY.search(question.text))
    items = kindred if strict or len(kindred) >= _FEW else able
    heads = [one for one in items if one.evidence.passage.columns or _heads(one)]
    return heads if len(_apart(heads)) >= _FEW or spent else items


def _is_named_kind(question: Question, one: Candidate) -> bool:
    """Whether a figure is of the kind that the question calls its items: sums are money."""
    return is_currency(one.figure.quantity.unit) or not _OF_MONEY.search(question.text)


def _may_be_item(question: Question, one: Candidate) -> bool:
    quantity = one.figure.quantity
    if quantity.unit in TEMPORAL_UNITS and question.want is not Want.DATE:
        return False
    if quantity.unit in TIME_UNITS and quantity.unit != "hour" and question.want is not Want.DURATION:
        return False
    bare = quantity.unit == "number" and (quantity.amount or 0) < 10
    return not bare and not _is_stated(question, one)


def _heads(one: Candidate) -> bool:
    return len(one.evidence.passage.text[: one.figure.quantity.start].split()) <= _BEFORE


def _apart(items: Sequence[Candidate]) -> list[Candidate]:
    """One item a sentence and a value, the likelier first; every cell of a row."""
    chosen: list[Candidate] = []
    for one in items:
        if all(
            (one.evidence.passage.id, one.figure.sentence) != (other.evidence.passage.id, other.figure.sentence)
            or one.evidence.passage.columns
            for other in chosen
        ) and all(value_agreement(one.figure.quantity, other.figure.quantity) is not Relation.SAME for other in chosen):
            chosen.append(one)
    return chosen


def _of_topic(question: Question, ranked: Sequence[Candidate]) -> Listing | None:
    """The figures of whatever sources that hold nearly as much of the question as the best does."""
    if _SPENT_ON.search(question.text):
        return None  # what each source says of its own spending is no list of one's
    spent = asks_measures(question)
    items = [one for one in ranked[:_DEEP] if _is_item(question, one) and (not spent or is_spending(one))]
    most = max((one.features[_ALL] for one in items), default=0.0)
    near = [one for one in items if one.features[_ALL] >= _NEARLY * most and one.score >= _LIKELY * items[0].score]
    chosen = _apart(near)[:_MOST]
    if len(chosen) < _FEW:
        return None
    together = len({one.evidence.document.id for one in chosen}) == 1
    lead = _lead(chosen) if together else _FROM_SEVERAL
    return Listing(tuple(chosen), lead, _APART * max(confidence(question, items), sum(one.score for one in chosen)))


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
        if term not in GENERIC
        and 0 < (count := sum(term in words or bool(synonyms(term) & words) for words in held)) < len(items)
    }
    sums = [
        sum(weight for term, weight in weights.items() if term in words or synonyms(term) & words) for words in held
    ]
    most = max(sums, default=0.0)
    chosen = [one for one, total in zip(items, sums, strict=True) if most and total >= _ALIKE * most]
    return chosen if len(chosen) >= _FEW else []


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
