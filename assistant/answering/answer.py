"""What answering gives: an answer whose every figure is bound to a citation, or derived from figures that are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.figures.quantity import Figure


class Status(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    PREMISE_CORRECTED = "premise_corrected"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source. `quote` is the passage's own words; `start` and `end` are its offsets in the document's text."""

    id: int
    document_id: str
    title: str
    publisher: str
    date: str
    url: str
    kind: str
    locator: str
    quote: str
    start: int
    end: int
    digest: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure was computed: the operation, its cited operands, and the working as shown."""

    operation: str
    operands: tuple[AnswerFigure, ...]
    working: str


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A figure shown in an answer: `start` and `end` are offsets in the answer's text."""

    figure: Figure
    text: str
    start: int
    end: int
    citations: tuple[int, ...]
    derived: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that differ on one thing: each side's figure and citation number, the official source first."""

    about: str
    sides: tuple[tuple[AnswerFigure, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question. `timings_ms` has resolve, retrieve, compose, verify and total.

    `notices` say what the reader should know of how the answer was made; `prompts` has the version of each prompt used.
    """

    question: str
    standalone_question: str
    status: Status
    text: str
    figures: tuple[AnswerFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    engine: str = "extractive"
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)
