"""The rows that templates show, as plain dictionaries."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from assistant.evaluation.intervals import Score
from assistant.evaluation.matching import point
from assistant.evaluation.recorded import RecordedAnswer
from assistant.evaluation.runs import Run
from assistant.evaluation.scoring.marks import Marks
from assistant.evaluation.scoring.summary import MEANING, succeeded
from assistant.evaluation.suites import Case, Expected
from assistant.figures.quantity import TEMPORAL_UNITS

NOT_MEASURED = "not measured"


def show(name: str, score: Score) -> tuple[str, str]:
    """A score and its interval as text: ("61.2%", "53.0 to 68.9")."""
    if score.value is None or score.low is None or score.high is None:
        return NOT_MEASURED, ""
    if name.endswith("_ms"):
        return f"{score.value:.0f} ms", f"{score.low:.0f} to {score.high:.0f}"
    return f"{100 * score.value:.1f}%", f"{100 * score.low:.1f} to {100 * score.high:.1f}"


def score_rows(run: Run) -> list[dict[str, Any]]:
    rows = []
    for name, score in run.summary.scores.items():
        value, interval = show(name, score)
        rows.append({"name": name, "meaning": MEANING[name], "value": value, "interval": interval, "n": score.n})
    return rows


def type_rows(run: Run) -> list[dict[str, Any]]:
    return [
        {"type": kind, "n": row["right"].n, **{name: show(name, score)[0] for name, score in row.items()}}
        for kind, row in run.summary.by_type.items()
    ]


def outcome(mark: Marks) -> str:
    """One word for a case: wrong, right, partial, refused, failed or missed."""
    if mark.confident_wrong:
        return "wrong"
    if succeeded(mark):
        return "right"
    if mark.error:
        return "failed"
    if mark.refused:
        return "refused"
    return "partial" if mark.status == "partial" else "missed"


def case_rows(run: Run) -> list[dict[str, Any]]:
    """One row a case, wrong ones first, with question, expected, answer, evidence and cause."""
    order = ("wrong", "failed", "missed", "refused", "partial", "right")
    cases = {case.id: case for case in run.cases}
    rows = [_row(mark, cases[mark.case_id], run.answer(mark.case_id)) for mark in run.marks]
    return sorted(rows, key=lambda row: order.index(row["outcome"]))


def _row(mark: Marks, case: Case, answer: RecordedAnswer | None) -> dict[str, Any]:
    figures = answer.figures if answer else ()
    wrong = {id(figure) for figure in mark.wrong}
    return {
        "id": case.id,
        "type": case.type,
        "outcome": outcome(mark),
        "status": mark.status,
        "question": case.question,
        "history": [turn.model_dump() for turn in case.history],
        "expected": [
            {
                "value": _expected(one.expected),
                "row": one.expected.commitment_id or "computed",
                "shown": one.shown.text if one.shown else "",
                "cited": one.cited,
                "accepted": one.accepted,
            }
            for one in mark.judged
        ],
        "expected_text": case.expected_text or ("a refusal" if case.status == "not_found" else ""),
        "answer": (answer.text if answer else "") or mark.error,
        "figures": [{"text": figure.text, "wrong": id(figure) in wrong} for figure in figures],
        "evidence": [
            {"id": one.id, "document": one.document_id, "title": one.title, "quote": one.quote}
            for one in (answer.citations.values() if answer else ())
        ],
        "cause": mark.cause,
        "slips": list(mark.slips),
    }


def _expected(expected: Expected) -> str:
    """As a reader writes it: "4,000,000,000 GBP", "2026-03"."""
    if expected.unit in TEMPORAL_UNITS:
        return point(expected.value, expected.unit)
    return f"{Decimal(expected.value):,f} {expected.unit.replace('_', ' ')}"


@cache
def templates() -> Any:
    """The Jinja environment of this folder; HTML is escaped, Markdown is not."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> str:
    return str(templates().get_template(template).render(**values))
