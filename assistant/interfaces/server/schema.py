"""What the HTTP interface takes and gives, as its OpenAPI page shows it. The objects are those of the command line's `--json`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.settings import settings


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Shown(BaseModel):
    #: A field that the objects gain reaches the client before it is described here.
    model_config = ConfigDict(extra="allow")


class Turn(_Given):
    """An earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class AskRequest(_Given):
    """A question, with the turns before it, oldest first."""

    question: str = Field(
        examples=["How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?"]
    )
    history: list[Turn] = []


class CheckRequest(_Given):
    """A draft whose figures are to be checked."""

    text: str = Field(
        max_length=settings().check_characters, examples=["The Public Sector Fraud Authority gets £34m of AI."]
    )


class Period(_Shown):
    """What span of time a figure is for."""

    kind: str
    text: str


class FigureObject(_Shown):
    """A figure. `value` and `upper` are decimal strings in base units, `start` and `end` offsets in the text."""

    text: str
    start: int
    end: int
    value: str
    upper: str | None
    unit: str
    bound: str
    direction: str | None
    period: Period | None
    subject: str
    organisations: list[str]
    citations: list[int]
    derived: dict[str, Any] | None


class CitationObject(_Shown):
    """A place in a source; `quote` is the passage's own words. `digest` marks a digest, never the original's sentence."""

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


class AnswerObject(_Shown):
    """An answer: every figure of `text` is in `figures` and cited, or derived from figures that are."""

    id: str | None = None
    question: str
    standalone_question: str
    status: Literal["answered", "partial", "not_found", "premise_corrected", "out_of_scope"]
    text: str
    figures: list[FigureObject]
    citations: list[CitationObject]
    conflicts: list[dict[str, Any]]
    unconfirmed: list[str]
    engine: str
    timings_ms: dict[str, float]


class CheckedFigure(_Shown):
    """The verdict on one figure of a draft."""

    text: str
    start: int
    end: int
    verdict: Literal["supported", "supported_rounded", "contradicted", "misattributed", "not_found", "not_checked"]
    source_figure: str | None
    citations: list[CitationObject]
    why: str


class CheckObject(_Shown):
    """Every figure of a draft with its verdict, and how many have each."""

    figures: list[CheckedFigure]
    summary: dict[str, int]


class Hit(_Shown):
    """A passage that a search found."""

    passage_id: str
    document_id: str
    score: float
    text: str
    locator: str


class Source(_Shown):
    """A document that the index holds."""

    document_id: str
    title: str
    publisher: str
    kind: str
    date: str
    url: str
    licence: str
    digest: bool


class Health(_Shown):
    """The service answers, and how many documents it answers from."""

    status: Literal["ok"]
    documents: int


class Problem(BaseModel):
    """What was wrong with a request, in one line."""

    error: str
