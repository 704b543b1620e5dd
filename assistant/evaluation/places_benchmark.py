"""Questions on tables of documents, each with its value and place: is the figure right, and does the citation say where it stands?

    briefing ingest DOCUMENT… --index NAME
    python -m assistant.evaluation.places_benchmark QUESTIONS.jsonl --index NAME [--document autumn_budget_2024.pdf] [--wrong]

A line of the file is {"id", "question", "doc_id", "answers", "value", "unit", "period", "locator"}, where the locator has "pdf_page" and "printed_page", or
"sheet" and "cell" (or "row0" and "col0", counted from 0). Only the last figure of the answer's text counts: a label before it may hold figures of its own. It is right where its value, in the
question's unit, is the expected one after rounding to what the answer prints. Apart from that are counted: the digits at another scale, the value with the other sign,
no answer, and another figure.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant
from assistant.documents.readers.sheets import letters
from assistant.evaluation.intervals import proportion
from assistant.figures.quantity import TEMPORAL_UNITS


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question ended: right, sign, scale, other, or none; and whether the place of a right answer is right."""

    id: str
    end: str
    placed: bool
    said: str


def judged(case: Mapping[str, Any], answer: Answer) -> Outcome:
    """The answer to one question against its expected value and place."""
    figures = [one for one in answer.figures if one.figure.quantity.unit not in TEMPORAL_UNITS and one.derived is None]
    if not figures:
        return Outcome(case["id"], "none", False, answer.text)
    first = figures[-1]
    quantity = first.figure.quantity
    value = quantity.amount or Decimal(0)
    wanted = Decimal(str(case["value"]))
    if str(case["unit"]).upper() != "GBP":
        # A count or a share is expected as the cell prints it.
        wanted = Decimal(str(case.get("cell_value", case["value"])))
        end = "right" if any(_near(value, one, quantity.step) for one in (wanted, Decimal(str(case["value"])))) else ""
    else:
        end = "right" if quantity.unit == "GBP" and _near(value, wanted, quantity.step) else ""
    if not end:
        end = "sign" if _near(-value, wanted, quantity.step) else "scale" if _scaled(value, wanted) else "other"
    cited = [one for one in answer.citations if one.id in first.citations]
    placed = end == "right" and any(_is_at(case["locator"], one.locator) for one in cited)
    return Outcome(case["id"], end, placed, answer.text)


def _near(value: Decimal, wanted: Decimal, step: Decimal) -> bool:
    return abs(value - wanted) <= step / 2 if step else value == wanted


def _scaled(value: Decimal, wanted: Decimal) -> bool:
    return (
        bool(value and wanted) and abs(value).normalize().as_tuple().digits == abs(wanted).normalize().as_tuple().digits
    )


def _is_at(locator: Mapping[str, Any], said: str) -> bool:
    """Whether a citation's locator names the expected place."""
    if "pdf_page" in locator:
        return bool(re.search(rf"p\. {locator['pdf_page']}\b", said)) and (
            f"printed {locator['printed_page']}" in said or locator["printed_page"] == locator["pdf_page"]
        )
    cell = locator.get("cell") or f"{letters(int(locator['col0']))}{int(locator['row0']) + 1}"
    # A file of one sheet without a name, such as a CSV file, has cells alone.
    return said == (f"sheet {locator['sheet']}, cell {cell}" if locator.get("sheet") else f"cell {cell}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", default="default")
    parser.add_argument("--document", help="only the questions on this document")
    parser.add_argument("--wrong", action="store_true", help="print the answers that are not right")
    options = parser.parse_args(arguments)
    cases = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines()]
    cases = [case for case in cases if options.document in (None, case["doc_id"])]
    with Assistant.open(index=options.index) as assistant:
        outcomes = [judged(case, assistant.ask(case["question"])) for case in cases]
    counts = Counter(one.end for one in outcomes)
    placed = sum(one.placed for one in outcomes)
    for label, right, total in (
        ("answered right", counts["right"], len(outcomes)),
        ("of those, the place right", placed, counts["right"]),
    ):
        score = proportion(right, total)
        interval = f"; 95 % {score.low:.3f} to {score.high:.3f}" if score.value is not None else ""
        print(f"{label:26} {right} of {total} ({(score.value or 0):.3f}{interval})")
    print(", ".join(f"{name} {counts[name]}" for name in ("sign", "scale", "other", "none")))
    if options.wrong:
        for one in outcomes:
            if one.end != "right" or not one.placed:
                print(f"{one.id}: {one.end}, {one.said[:160]!r}")


if __name__ == "__main__":
    main()
