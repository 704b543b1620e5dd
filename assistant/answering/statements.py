"""Chosen figures in sentences: each told by itself, and cited to its source and to others that say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.draft import Quote, Statement
from assistant.answering.question import Question
from assistant.answering.ranking import Candidate
from assistant.answering.telling import tidy, told, without_addresses
from assistant.answering.verify import bound
from assistant.documents.model import Kind
from assistant.figures import Relation, compare
from assistant.figures.quantity import Quantity
from assistant.figures.words import terms

#: A question about a change is answered with the values that it lies between, where the source tells them together.
_CHANGED = re.compile(
    r"\b(?:chang(?:e[ds]?|ing)|compared?|rose|risen|fell|fallen|grew|grown|dropped|moved|(?:go|gone|went|come|came) (?:up|down)|(?:rise|fall|grow|cut|raise|bring|come) (?:to|from)|before and after|previous)\b"
    r"|\bhow (?:much|far|many)\b[^?]*\b(?:rise|fall|grow|increase|drop|change|move)\b",
    re.I,
)
#: How likely beside the chosen figure another of its sentence is that the question may mean.
_AS_MEANT = 0.5
_OFFICIAL = frozenset({Kind.BUDGET, Kind.NAO, Kind.PARLIAMENT})
_SHARE, _OFFICIAL_SHARE = 0.35, 0.1
_CORROBORATING = 2


def statements(question: Question, chosen: Sequence[Candidate], ranked: Sequence[Candidate]) -> tuple[Statement, ...]:
    """The sentences that tell the chosen figures, in their order, each once.

    What a sentence says of other figures is left out, but for those that the question states or may mean. `ranked` holds
    what other sources may say of the same.
    """
    keep = [one.quantity for one in question.stated] + [one.figure.quantity for one in chosen]
    made: list[Statement] = []
    for candidate in chosen:
        if any(_tells(statement, candidate) for statement in made):
            continue
        sides = [candidate, *_corroborating(candidate, ranked)]
        quotes = tuple(_quote(one) for one in sorted(sides, key=lambda one: one.evidence.document.kind.rank))
        statement = _told(candidate, quotes, [*keep, *_meant_too(question, candidate, ranked)])
        if all(statement.text != other.text for other in made):
            made.append(statement)
    return tuple(made)


def _tells(statement: Statement, candidate: Candidate) -> bool:
    """Whether a statement from a figure's own sentence prints that figure already."""
    own = _quote(candidate)
    return own in statement.quotes and " ".join(candidate.figure.quantity.text.split()) in statement.text


def _meant_too(question: Question, candidate: Candidate, ranked: Sequence[Candidate]) -> list[Quantity]:
    """The figures of a candidate's sentence that the question may mean as well as the candidate, or beside it."""
    passage, figure = candidate.evidence.passage, candidate.figure
    if _CHANGED.search(question.text):
        return [one.quantity for one in candidate.evidence.figures]
    own = set(terms(passage.text[slice(*figure.clause)]))
    return [
        one.figure.quantity
        for one in ranked
        if (one.evidence.passage.id, one.figure.sentence) == (passage.id, figure.sentence)
        and question.accepts(one.figure) > 0.1
        and (
            one.score >= _AS_MEANT * candidate.score
            or set(question.terms) & set(terms(passage.text[slice(*one.figure.clause)])) - own
        )
    ]


def _corroborating(candidate: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Figures of other sources that say the same, the more authoritative first; copies of one document are one source."""
    found: dict[str, Candidate] = {}
    for other in ranked:
        document = other.evidence.document.source
        if (
            document == candidate.evidence.document.source
            or document in found
            or other.score < _least(other) * candidate.score
        ):
            continue
        if compare(candidate.figure, other.figure).relation in (Relation.SAME, Relation.SAME_AFTER_ROUNDING):
            found[document] = other
    return sorted(found.values(), key=lambda one: one.evidence.document.kind.rank)[:_CORROBORATING]


def _least(other: Candidate) -> float:
    """How likely a figure that says the same has to be, as a share of the shown one's: an official source's less."""
    return _OFFICIAL_SHARE if other.evidence.document.kind in _OFFICIAL else _SHARE


def statement_of(candidate: Candidate) -> Statement:
    """A figure in its source's own words, with the quote that bears it out."""
    return _told(candidate, (_quote(candidate),))


def _told(candidate: Candidate, quotes: tuple[Quote, ...], keep: Sequence[Quantity] = ()) -> Statement:
    """The figure in a sentence of ours, or in its source's own where ours cannot be bound to it."""
    printed = candidate.figure.quantity.text
    statement = Statement(without_addresses(told(candidate.evidence, candidate.figure, keep), printed), quotes)
    if bound(statement) is not None:
        return statement
    return Statement(without_addresses(tidy(_quote(candidate).text), printed), quotes)


def _quote(candidate: Candidate) -> Quote:
    start, end = candidate.figure.sentence
    return Quote(candidate.evidence, start, end, candidate.figure.quantity.start)
