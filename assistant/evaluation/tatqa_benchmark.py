"""TAT-QA (Zhu et al., ACL 2021), questions on company reports, each with its own document as the only source.

    python -m assistant.evaluation.tatqa_benchmark QUESTIONS.jsonl [--wrong]

A line is {"id", "question", "doc_id", "answers", "unit_scale", "numeric", "doc": {"title", "paragraphs", "tables"}}. Each document
becomes an HTML file and an index of its own, and is asked without a model. A numeric question is right where the first figure of
the answer has the expected value at the expected scale; a span question without a number where the answer's text holds the span.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant
from assistant.answering.answer import Status
from assistant.errors import BriefingError
from assistant.evaluation.intervals import proportion
from assistant.evaluation.score import show
from assistant.figures import read
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.index import Index
from assistant.index.build import ingest

_SCALES = {"thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}


#: Words that a table follows: the data keeps paragraphs and tables apart.
_INTRODUCES = re.compile(r"\bfollow(?:s|ing)\b[^.]*:\s*$|\((?:[a-z]+ )?in (?:thousands|millions)[^)]*\):?\s*$", re.I)


def as_html(document: Mapping[str, Any]) -> str:
    """A document's paragraphs and tables as a page, the tables after the first paragraph that introduces one, or at the end."""
    tables = "".join(
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table)
        + "</table>"
        for table in document["tables"]
    )
    body, placed = "", False
    for text in document["paragraphs"]:
        body += f"<p>{html.escape(text)}</p>"
        if not placed and _INTRODUCES.search(text):
            body, placed = body + tables, True
    body += "" if placed else tables
    title = html.escape(document["title"] or "Company report")
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><article>{body}</article></body></html>"


def ended(case: Mapping[str, Any], answer: Answer) -> str:
    """How a question ended: right, in a partial answer, sign, scale, other, none."""
    if not case["numeric"]:
        held = all(" ".join(span.split()).lower() in answer.text.lower() for span in case["answers"])
        return (
            ("partial" if answer.status is Status.PARTIAL else "right")
            if held
            else "none"
            if not answer.text
            else "other"
        )
    scale = _SCALES.get(case["unit_scale"] or "", Decimal(1))
    wanted = [
        quantity.amount * scale for span in case["answers"] for quantity in read(span) if quantity.amount is not None
    ]
    shown = [one.figure.quantity.amount for one in answer.figures if one.figure.quantity.unit not in TEMPORAL_UNITS]
    amounts = [amount for amount in shown if amount is not None]
    if not amounts:
        return "none"
    if answer.status is Status.PARTIAL:
        return "partial" if set(wanted) <= set(amounts) else "other"
    if wanted and all(value in amounts for value in wanted) and amounts[0] in wanted:
        return "right"
    first, value = amounts[0], wanted[0] if wanted else Decimal(0)
    if first == -value:
        return "sign"
    same = first.normalize().as_tuple().digits == value.normalize().as_tuple().digits
    return "scale" if same else "other"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print each question that is not right")
    options = parser.parse_args(arguments)
    cases = defaultdict(list)
    for line in options.questions.read_text("utf-8").splitlines():
        case = json.loads(line)
        cases[case["doc_id"]].append(case)
    ends: dict[str, Counter[str]] = {"numeric": Counter(), "text": Counter()}
    with tempfile.TemporaryDirectory() as folder:
        for identity, asked in cases.items():
            page = Path(folder) / f"{identity}.html"
            page.write_text(as_html(asked[0]["doc"]), "utf-8")
            index = Path(folder) / identity
            try:
                ingest([page], index)
                with Assistant(Index(index)) as assistant:
                    answers = [assistant.ask(case["question"]) for case in asked]
            except BriefingError as error:
                print(f"{identity}: {error}")
                ends["numeric"]["error"] += len(asked)
                continue
            for case, answer in zip(asked, answers, strict=True):
                end = ended(case, answer)
                ends["numeric" if case["numeric"] else "text"][end] += 1
                if options.wrong and end != "right":
                    print(f"{end} | {case['question']} | {case['answers']} {case['unit_scale'] or ''} | {answer.text}")
    for name, counted in ends.items():
        total = sum(counted.values())
        if total:
            shown = "  ".join(f"{end} {count}" for end, count in counted.most_common())
            print(f"{name:8} right {show(proportion(counted['right'], total))}  {shown}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
