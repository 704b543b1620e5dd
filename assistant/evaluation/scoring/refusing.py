"""Refusing: right where the sources are silent, a mild failure where they are not."""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.evaluation.recorded import RecordedAnswer

_REFUSALS = frozenset({Status.NOT_FOUND, Status.OUT_OF_SCOPE})


def refused(answer: RecordedAnswer) -> bool:
    """Whether the answer declines and shows no figure. A `partial` answer does not refuse."""
    return answer.status in _REFUSALS and not answer.figures


def stands_by(answer: RecordedAnswer) -> bool:
    """Whether the answer presents what it shows as the answer, rather than as the nearest thing found."""
    return answer.status in (Status.ANSWERED, Status.PREMISE_CORRECTED)
