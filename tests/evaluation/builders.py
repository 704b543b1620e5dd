"""Answers and cases made by hand for the tests of scoring."""

from __future__ import annotations

from typing import Any

from assistant.evaluation.recorded import RecordedAnswer, from_json
from assistant.evaluation.suites import Case, Expected
from assistant.evaluation.truth import Table
from assistant.figures import read
from assistant.serialising import quantity_to_json


def table(*rows: Any) -> Table:
    from pathlib import Path

    return Table(Path("truth.csv"), {row.commitment_id: row for row in rows})


def case(expected: str = "", **fields: Any) -> Case:
    """A case from "34000000 GBP & 15 school"; what is not given is an answered single figure citing `source`."""
    figures = tuple(
        Expected(value=part.split()[0], unit=part.split()[1]) for part in expected.split("&") if part.strip()
    )
    return Case.model_validate(
        {
            "id": "c1",
            "question": "What is it?",
            "type": "single_figure",
            "source_ids": ["source"],
            "expected": figures,
            **fields,
        }
    )


def citation(quote: str, number: int = 1, document: str = "source") -> dict[str, Any]:
    return {"id": number, "document_id": document, "quote": quote, "title": "A source", "date": "2024-03-06"}


def reply(
    text: str, *, quote: str | None = None, document: str = "source", status: str = "answered", **fields: Any
) -> RecordedAnswer:
    """An answer whose figures are those read out of its text, each cited to one quote: by default the text itself."""
    figures = [{**quantity_to_json(found), "citations": [1]} for found in read(text)]
    return from_json(
        {
            "id": "c1",
            "question": "What is it?",
            "status": status,
            "text": text,
            "figures": figures,
            "citations": [citation(text if quote is None else quote, document=document)]
            if figures or status == "answered"
            else [],
            "conflicts": [],
            **fields,
        }
    )
