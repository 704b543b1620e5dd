"""Conflict coverage: where sources give different values for one thing, the answer gives both, each rightly cited."""

from __future__ import annotations

from collections.abc import Collection

from assistant.evaluation.matching import agrees, quantity
from assistant.evaluation.recorded import RecordedAnswer
from assistant.evaluation.scoring.citing import holders
from assistant.evaluation.suites import Case
from assistant.evaluation.truth import Table, Truth


def conflict_score(
    case: Case, answer: RecordedAnswer, table: Table, known: Collection[str] | None = None
) -> float | None:
    """1 for both values, each cited to a source named beside it; 0.75 for one; 0 for none. None: nothing in dispute.

    `known` is the documents in the index: a side none of whose sources is there cannot be asked for. Rows whose sides
    print one value (a dispute on period, subject or owner) are not scored here.
    """
    scores = []
    for name in dict.fromkeys(one.commitment_id for one in case.expected if one.commitment_id):
        row = table.get(name)
        if row is None or row.agreement != "disputed":
            continue
        sides = _sides(row, known)
        if len(sides) < 2:
            continue
        given = sum(_given(ends, sources, row, answer) for ends, sources in sides.items())
        scores.append(0.0 if not given else 1.0 if given >= 2 else 0.75)
    return min(scores) if scores else None


def _sides(row: Truth, known: Collection[str] | None) -> dict[tuple[str, ...], set[str]]:
    sides: dict[tuple[str, ...], set[str]] = {}
    for ends, source in row.sides:
        if known is None or source in known:
            sides.setdefault(tuple(map(str, ends)), set()).add(source)
    return sides


def _given(ends: tuple[str, ...], sources: set[str], row: Truth, answer: RecordedAnswer) -> bool:
    shown = [*answer.figures, *(figure for conflict in answer.conflicts for figure in conflict)]
    return all(
        any(
            agrees(figure.quantity, quantity(end, row.unit))
            and figure.quantity.value is not None
            and any(one.document_id in sources for one in holders(figure, answer))
            for figure in shown
        )
        for end in ends
    )
