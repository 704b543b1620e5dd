"""A turn of a conversation as the browser keeps it: a question, its answer, and the passages that the answer cites."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answering.answer import Answer, AnswerFigure, Citation
from assistant.figures import read
from assistant.index.index import Index
from assistant.interfaces.web.suggesting import suggestions
from assistant.wording import label, principal, qualifier


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure of an answer: as printed, what it is of, what limits it, its citations, and its working if computed."""

    text: str
    about: str
    limits: str
    citations: tuple[int, ...]
    working: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited passage: `text[slice(*quoted)]` is the citation's sentence, `marks` the (start, end) of the figures in it."""

    number: int
    title: str
    publisher: str
    date: str
    url: str
    kind: str
    locator: str
    digest: bool
    text: str
    quoted: tuple[int, int]
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What sources differ on, and each side: the figure as printed and its citation number."""

    about: str
    sides: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer. Plain values only, so that it goes to the browser and back as JSON.

    `spans` are the (start, end) of the figures in `text`. `status` is the answer's, or "failed" with the reason as `text`.
    """

    id: str
    question: str
    status: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    chips: tuple[Chip, ...] = ()
    passages: tuple[Passage, ...] = ()
    differences: tuple[Difference, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    understood: str = ""
    engine: str = ""
    rating: str = ""


_TURN = TypeAdapter(Turn)


def turn_of(answer: Answer, index: Index) -> Turn:
    """The turn of an answer just given."""
    return Turn(
        id=uuid.uuid4().hex,
        question=answer.question,
        status=answer.status.value,
        text=answer.text,
        spans=tuple((one.start, one.end) for one in answer.figures),
        chips=tuple(_chips(answer)),
        passages=tuple(passage_at(one, _wanted(answer.figures, one.id), index) for one in answer.citations),
        differences=tuple(
            Difference(one.about, tuple((figure.text, citation) for figure, citation in one.sides))
            for one in answer.conflicts
        ),
        unconfirmed=answer.unconfirmed,
        notices=answer.notices,
        following=suggestions(answer, index),
        understood=answer.standalone_question if answer.standalone_question != answer.question else "",
        engine=answer.engine,
    )


def failed(question: str, reason: str) -> Turn:
    """The turn of a question that could not be answered for a reason that is not the sources'."""
    return Turn(uuid.uuid4().hex, question, "failed", reason)


def turn_from(kept: Any) -> Turn | None:
    """The turn that a browser kept; None where it is not of this shape."""
    try:
        return _TURN.validate_python(kept)
    except ValidationError:
        return None


def to_keep(turn: Turn) -> dict[str, Any]:
    """The turn as values that JSON has."""
    return asdict(turn)


#: What a figure is found by: its value and unit, so that "£34 million" is found for £34m.
Wanted = Collection[tuple[Decimal | str, str]]


def passage_at(citation: Citation, wanted: Wanted, index: Index) -> Passage:
    """The passage around a citation, the wanted figures marked; only its quote where the index holds the passage no more."""
    text, at = citation.quote, 0
    for held, _ in index.record.passages_between(citation.document_id, citation.start, citation.end):
        if held.text[max(0, citation.start - held.start) :].startswith(citation.quote):
            text, at = held.text, citation.start - held.start
    return Passage(
        citation.id,
        citation.title,
        citation.publisher,
        citation.date,
        citation.url,
        citation.kind,
        citation.locator,
        citation.digest,
        text,
        (at, at + len(citation.quote)),
        tuple((at + one.start, at + one.end) for one in read(citation.quote) if (one.value, one.unit) in wanted),
    )


def _wanted(figures: Iterable[AnswerFigure], number: int) -> Wanted:
    return {(one.figure.quantity.value, one.figure.quantity.unit) for one in _cited_by(figures, number)}


def _cited_by(figures: Iterable[AnswerFigure], number: int) -> list[AnswerFigure]:
    """The figures that cite that number, those that a figure is computed from included."""
    found = []
    for one in figures:
        if number in one.citations:
            found.append(one)
        if one.derived:
            found += _cited_by(one.derived.operands, number)
    return found


def _chips(answer: Answer) -> list[Chip]:
    """One chip a figure that tells something, as its first place words it, with the citations of all its places."""
    chips: dict[tuple[str, str], Chip] = {}
    for one in principal(answer):
        cited = {
            number
            for other in answer.figures
            if other.text == one.text and other.derived == one.derived
            for number in (*other.citations, *_cited_operands(other))
        }
        working = one.derived.working if one.derived else ""
        about = "" if working else label(answer.text, one)
        limits = "; ".join(part for part in qualifier(one.figure).split("; ") if part and part not in about)
        chips.setdefault((one.text, working), Chip(one.text, about, limits, tuple(sorted(cited)), working))
    return list(chips.values())


def _cited_operands(figure: AnswerFigure) -> tuple[int, ...]:
    operands = figure.derived.operands if figure.derived else ()
    return tuple(number for one in operands for number in (*one.citations, *_cited_operands(one)))
