"""Numeric accuracy: every expected figure is there, in its unit, at the answer's own precision, and cited."""

from __future__ import annotations

from assistant.evaluation.matching import agrees, of_case, quantity
from assistant.evaluation.recorded import RecordedAnswer, RecordedFigure
from assistant.evaluation.scoring.bounds import bound_kept
from assistant.evaluation.scoring.citing import accepted, is_cited
from assistant.evaluation.scoring.marks import Judged
from assistant.evaluation.suites import Case, Expected
from assistant.evaluation.truth import Table


def stands_for(figure: RecordedFigure, expected: Expected, table: Table) -> bool:
    """Whether the figure gives an expected value, or another value its row has in dispute or at other precision."""
    if agrees(figure.quantity, of_case(expected)):
        return True
    row = table.get(expected.commitment_id or "")
    if row is None or row.unit != expected.unit or row.value_upper is not None:
        return False
    return any(agrees(figure.quantity, quantity(str(end), row.unit)) for ends, _ in row.sides for end in ends)


def judge(case: Case, answer: RecordedAnswer, table: Table) -> tuple[Judged, ...]:
    """Each expected figure beside the best figure shown for it: accepted before cited before merely present."""
    return tuple(_best(expected, case, answer, table) for expected in case.expected)


def _best(expected: Expected, case: Case, answer: RecordedAnswer, table: Table) -> Judged:
    judged = [
        Judged(
            expected,
            figure,
            cited := is_cited(figure, answer),
            cited and accepted(figure, answer, expected, case, table),
            bound_kept(figure, answer, expected, table),
        )
        for figure in answer.figures
        if stands_for(figure, expected, table)
    ]
    return max(judged, key=lambda one: (one.accepted, one.cited, one.bound_kept), default=Judged(expected, None))
