"""The JSON objects of the contract, from the types that flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.answering.answer import Answer, AnswerFigure
from assistant.checking.draft import CheckReport
from assistant.figures.quantity import Figure, Quantity
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence
from assistant.wording import label


def quantity_to_json(quantity: Quantity) -> dict[str, Any]:
    """The fields of a figure object that a quantity knows by itself."""
    return {
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "value": str(quantity.value),
        "upper": None if quantity.upper is None else str(quantity.upper),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "direction": quantity.direction.value if quantity.direction else None,
    }


def figure_to_json(figure: Figure, citations: Sequence[int] = ()) -> dict[str, Any]:
    """A figure object that is not derived."""
    period = figure.period
    return {
        **quantity_to_json(figure.quantity),
        "period": {"kind": period.kind.value, "text": period.text} if period else None,
        "subject": figure.subject,
        "organisations": list(figure.organisations),
        "citations": list(citations),
        "derived": None,
    }


def _answer_figure(shown: AnswerFigure, answer: Answer) -> dict[str, Any]:
    derived = shown.derived and {
        "operation": shown.derived.operation,
        "operands": [_answer_figure(one, answer) for one in shown.derived.operands],
        "working": shown.derived.working,
    }
    return {
        **figure_to_json(shown.figure, shown.citations),
        "text": shown.text,
        "subject": label(answer.text, shown) or shown.figure.subject,
        "start": shown.start,
        "end": shown.end,
        "derived": derived,
    }


def answer_to_json(answer: Answer, identity: str | None = None) -> dict[str, Any]:
    """An answer object. `identity` is the id of a batch's line."""
    return {
        "id": identity,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status.value,
        "text": answer.text,
        "figures": [_answer_figure(one, answer) for one in answer.figures],
        "citations": [asdict(one) for one in answer.citations],
        "conflicts": [
            {
                "about": one.about,
                "sides": [
                    {"figure": _answer_figure(figure, answer), "citation": citation} for figure, citation in one.sides
                ],
            }
            for one in answer.conflicts
        ],
        "unconfirmed": list(answer.unconfirmed),
        "engine": answer.engine,
        "timings_ms": dict(answer.timings_ms),
        "notices": list(answer.notices),
        "prompts": dict(answer.prompts),
    }


def hit_to_json(hit: Evidence) -> dict[str, Any]:
    """A search result."""
    return {
        "passage_id": hit.passage.id,
        "document_id": hit.document.id,
        "score": hit.score,
        "text": hit.passage.text,
        "locator": hit.passage.locator,
    }


def source_to_json(document: StoredDocument) -> dict[str, Any]:
    """A document of the index."""
    return {
        "document_id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "kind": document.kind.value,
        "date": document.date,
        "url": document.url,
        "licence": document.licence,
        "digest": document.digest,
        "same_as": document.same_as or None,
    }


def check_to_json(report: CheckReport) -> dict[str, Any]:
    """A check object."""
    return {
        "figures": [
            {
                "text": report.text[one.start : one.end],
                "start": one.start,
                "end": one.end,
                "verdict": one.verdict.value,
                "source_figure": one.source_figure,
                "citations": [asdict(citation) for citation in one.citations],
                "why": one.why,
            }
            for one in report.figures
        ],
        "summary": {verdict.value: count for verdict, count in report.summary.items()},
    }
