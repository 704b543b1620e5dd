"""Answer a question about several figures: find the figure of each side, and compute what is asked from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.answering.choosing import NEAR, choose
from assistant.answering.derive import Derived, derive, portion
from assistant.answering.operands import Operand, Surroundings, operands
from assistant.answering.parts import (
    CHECKS,
    Operation,
    Parts,
    asks_across,
    asks_before,
    is_each,
    is_width,
    parts,
    thing_of,
)
from assistant.answering.question import Question, Want
from assistant.answering.ranking import Candidate, candidates
from assistant.answering.readings import readings
from assistant.answering.sides import Side
from assistant.answering.single import Combination, across, before, of_one, per_thing
from assistant.answering.splits import Section
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.values import same_kind
from assistant.figures.words import stem
from assistant.retrieval import Evidence

Search = Callable[[str], Sequence[Evidence]]

#: How many figures of each side are set beside those of the others, and how many passages are looked around.
_DEEP, _AROUND = 16, 4
#: Least sureness of a figure that is shown for a side though nothing is computed with it, and how well its unit has to answer.
_TOLD, _ACCEPTED = 0.5, 0.1
#: Least sureness of the figures where not the plainest reading of the sides is taken; how much of what is asked of all stands around one that is shown.
_SURE_READ, _TOLD_OF = 0.6, 0.4
_IN_PERCENT = re.compile(r"\b(?:per ?cent\w*|shares?|proportions?|rates?|points?)\b|%", re.I)
_COUNTED = re.compile(r"\bhow many (?:more |fewer |extra |other )?(?:[\w’'-]+ ){0,3}?([\w’'-]+?s)\b", re.I)


def is_combination(question: Question) -> bool:
    """Whether one printed figure alone does not answer."""
    asked = parts(question)
    return asked is not None and asked.sure


def combine(question: Question, evidence: Sequence[Evidence], search: Search, section: Section) -> Combination | None:
    """The figures that a comparison or a calculation needs; None where the question is neither, or where they are not found for sure.

    `search` gives the evidence for a text: each side is looked up in its own words; `section` what stands around a passage.
    """
    asked = parts(question)
    if asked is None:
        return None
    if asked.operation is Operation.PER_YEAR or is_width(question):
        return of_one(question, evidence, asked.operation or Operation.DIFFERENCE, section)
    found_for = _found(question, asked, evidence, search, section)
    ranked = _ranked(question, found_for)
    if thing_of(question) and not asked.sides:
        return per_thing(thing_of(question), question, ranked)
    if asks_before(question):
        return before(question, ranked)
    if asks_across(question):
        return across(question, ranked)
    if len(asked.sides) < 2:
        return None
    best = _of_sides(question, asked, found_for, section)
    if best.near < NEAR:
        others = (_of_sides(question, one, found_for, section) for one in _readings(question, asked))
        best = next((one for one in others if one.near >= NEAR and one.sure >= _SURE_READ), best)
    return best.combination


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the sides gives, and how near and how sure the figures are that it sets side by side: 0 where it sets none."""

    combination: Combination | None
    near: float = 0.0
    sure: float = 0.0


def _readings(question: Question, asked: Parts) -> Iterator[Parts]:
    """The other ways to part what is set side by side in few words."""
    if asked.operation is None and len(asked.sides) == 2:
        text = question.turn or question.text
        made = readings(text, asked.sides[0], asked.sides[1])
        yield from (replace(asked, sides=one) for one in made if one)


def _of_sides(question: Question, asked: Parts, found_for: Sequence[Evidence], section: Section) -> _Read:
    """What is computed from the figure of each side; else these figures alone."""
    sought = _sought(question, asked)
    ranked = _ranked(question, found_for)
    for last in (False, True):
        surroundings = Surroundings(found_for)
        found = [operands(sought, one, ranked, surroundings)[:_DEEP] for one in asked.sides]
        if all(found) and is_each(question):
            return _Read(_quotient(found))
        chosen = choose(question, asked, found, ranked, surroundings) if all(found) else None
        wider = [] if (chosen and chosen.sure) or last else _wider(found, found_for, section)
        if not wider:
            break
        found_for = [*found_for, *wider]
        ranked = _ranked(question, found_for)
    if chosen is None or not chosen.sure:
        return _Read(_told(sought, asked, chosen.figures if chosen else (), found))
    figures = [one.candidate for one in chosen.figures]
    derived = _computed(asked, figures, _counted(question, chosen.figures, found))
    if asked.operation and derived is None:
        return _Read(_told(sought, asked, chosen.figures, found))
    printed = _printed(derived, ranked, figures) if derived and CHECKS.search(question.text) else None
    near, sure = (min(each) for each in zip(*((one.near, one.sure) for one in chosen.figures), strict=True))
    return _Read(Combination(tuple(figures), derived, printed), near, sure)


def _quotient(found: Sequence[Sequence[Operand]]) -> Combination | None:
    """An amount for each of the things that one passage counts."""
    for amount, count in product(found[0], found[1]):
        if amount.candidate.evidence.passage.id == count.candidate.evidence.passage.id:
            derived = portion(amount.figure, count.figure)
            if derived:
                return Combination((amount.candidate, count.candidate), derived)
    return None


def _told(
    question: Question, asked: Parts, chosen: Sequence[Operand], found: Sequence[Sequence[Operand]]
) -> Combination | None:
    """The figures of the sides, where they are not sure enough to be set side by side; None unless each side has its own."""
    told: list[Candidate] = []
    for place, (side, each) in enumerate(zip(asked.sides, found, strict=True)):
        fitting = (one for one in (*chosen[place : place + 1], *each) if _may_be_told(question, side, one))
        best = next((one.candidate for one in fitting if all(_differ(one.candidate, other) for other in told)), None)
        if best is None:
            return None
        told.append(best)
    kinds = all(same_kind(told[0].figure.quantity, one.figure.quantity) for one in told)
    if not kinds and not all(one.stated for one in asked.sides):
        return None
    *parts, whole = (one.figure.quantity.amount or 0 for one in told)
    fits = asked.operation is not Operation.SHARE or all(part < whole for part in parts)
    return Combination(tuple(told), None, sure=False) if fits else None


def _may_be_told(question: Question, side: Side, one: Operand) -> bool:
    own = one.near if side.focus or side.stated else one.shared
    return (
        min(one.sure, own) >= _TOLD
        and (bool(side.stated) or one.shared >= _TOLD_OF)
        and question.accepts(one.figure) > _ACCEPTED
    )


def _differ(one: Candidate, other: Candidate) -> bool:
    return one.figure.quantity.value != other.figure.quantity.value


def _sought(question: Question, asked: Parts) -> Question:
    """The question as it asks for the operands: the percentage or points asked for may be what is to be computed."""
    ratio = asked.operation in (Operation.SHARE, Operation.PERCENT_CHANGE)
    if question.want is Want.SHARE and (ratio or (asked.operation and not _IN_PERCENT.search(question.text))):
        return replace(question, want=Want.FIGURE)
    return question


def _found(
    question: Question, asked: Parts, evidence: Sequence[Evidence], search: Search, section: Section
) -> list[Evidence]:
    """What is found for the whole question and for each side, and what stands around the best of it."""
    found = {one.passage.id: one for one in evidence}
    firsts = list(evidence[:_AROUND])
    for text in dict.fromkeys(one.text for one in asked.sides if one.text != question.text):
        own = search(text)
        firsts += own[:2]
        found.update((each.passage.id, each) for each in own if each.passage.id not in found)
    sections = {(first.document.id, first.passage.headings): first for first in reversed(firsts)}
    for first in sections.values():
        for each in section(first):
            found.setdefault(each.passage.id, each)
    return list(found.values())


def figures_for(
    question: Question, evidence: Sequence[Evidence], section: Section
) -> tuple[tuple[Candidate, ...], Surroundings]:
    """The figures that a question may be computed from, the likeliest first, with those of the sections of the best passages."""
    found = {one.passage.id: one for one in evidence}
    for first in evidence[:_AROUND]:
        for each in section(first):
            found.setdefault(each.passage.id, each)
    every = list(found.values())
    return _ranked(question, every), Surroundings(every)


def _ranked(question: Question, evidence: Sequence[Evidence]) -> tuple[Candidate, ...]:
    return candidates(replace(question, stated=(), turn="", said=()), evidence)


def _wider(found: Sequence[Sequence[Operand]], known: Sequence[Evidence], section: Section) -> list[Evidence]:
    """What stands in the sections of each side's best figures and is not known: the other side's may be there."""
    ids = {one.passage.id for one in known}
    firsts = {
        (one.evidence.document.id, one.evidence.passage.headings): one.evidence
        for each in found
        for one in (operand.candidate for operand in each[:2])
    }
    around = {each.passage.id: each for first in firsts.values() for each in section(first)}
    return [each for name, each in around.items() if name not in ids]


def _computed(asked: Parts, figures: Sequence[Candidate], noun: str) -> Derived | None:
    if asked.operation is None:
        return None
    return derive(asked.operation, [one.figure for one in _in_time(asked, figures)], noun)


def _counted(question: Question, chosen: Sequence[Operand], found: Sequence[Sequence[Operand]]) -> str:
    """What is counted, in the question's word, or in that of a source that prints one of the values with it."""
    asked = _COUNTED.search(question.text)
    if asked and stem(asked[1].lower()) in question.noun:
        return asked[1]
    values = {one.figure.quantity.value for one in chosen}
    alike = (one.figure for each in found for one in each if one.figure.quantity.value in values)
    return next((one.quantity.noun or one.counted for one in alike if one.quantity.noun or one.counted), "")


def _in_time(asked: Parts, figures: Sequence[Candidate]) -> list[Candidate]:
    """The figures as they are computed with: of a change the earlier first."""
    first, *rest = asked.sides
    if asked.operation is not Operation.PERCENT_CHANGE or len(rest) != 1:
        return list(figures)
    later = rest[0].earlier or bool(first.periods and rest[0].periods and first.periods > rest[0].periods)
    return list(reversed(figures)) if later else list(figures)


def _printed(derived: Derived, ranked: Sequence[Candidate], besides: Sequence[Candidate]) -> Candidate | None:
    """A figure of the value that was computed, in a document that an operand is of."""
    documents = {one.evidence.document.id for one in besides}
    return next(
        (
            one
            for one in ranked
            if one.evidence.document.id in documents
            and value_agreement(derived.figure.quantity, one.figure.quantity) is not Relation.DIFFERS
        ),
        None,
    )
