"""Whether the qualifier survives: "up to £1.8bn" is not "£1.8bn". A mark of its own, beside the value mark."""

from __future__ import annotations

from assistant.evaluation.matching import agrees
from assistant.evaluation.recorded import RecordedAnswer, RecordedFigure
from assistant.evaluation.scoring.citing import holders
from assistant.evaluation.suites import Expected
from assistant.evaluation.truth import Table
from assistant.figures import read
from assistant.figures.quantity import TEMPORAL_UNITS, Bound

_LOOSE = {
    Bound.MORE_THAN: Bound.AT_LEAST,
    Bound.UP_TO: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.AT_MOST,
    Bound.ALMOST: Bound.ABOUT,
}


def bound_kept(figure: RecordedFigure, answer: RecordedAnswer, expected: Expected, table: Table) -> bool:
    """Whether the figure's bound is that of the cited wording, or failing a quote that of its row.

    Sources differ ("more than 100", "100"), so the quote goes first. Dates and derived figures are not judged: True.
    """
    shown = figure.quantity
    if figure.operands or shown.unit in TEMPORAL_UNITS:
        return True
    held = [
        found.bound
        for citation in holders(figure, answer)
        for found in read(citation.quote)
        if found.unit == shown.unit and agrees(shown, found)
    ]
    if held:
        return any(_same(shown.bound, bound) for bound in held)
    row = table.get(expected.commitment_id or "")
    return row is None or _same(shown.bound, row.bound)


def _same(one: Bound, other: Bound) -> bool:
    return _LOOSE.get(one, one) == _LOOSE.get(other, other)
