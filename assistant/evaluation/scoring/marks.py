"""The marks one answer earns against one case. Each idea is judged in its own file; here they meet."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.evaluation.recorded import RecordedFigure
from assistant.evaluation.suites import Expected


@dataclass(frozen=True, slots=True)
class Judged:
    """One expected figure beside what the answer shows for it. `shown` is None where it is missing.

    `cited`: a cited quote holds the figure. `accepted`: so does one whose document the table accepts for it.
    `bound_kept`: the qualifier is that of the table or of a cited quote; None where the figure is missing.
    """

    expected: Expected
    shown: RecordedFigure | None
    cited: bool = False
    accepted: bool = False
    bound_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What one answer scored. None means that the mark does not apply to the case.

    `complete`: every expected figure (or name) is there, cited to an accepted source, whatever the status.
    `right`: complete, in an answer that stands by it. `right_in_partial`: complete, in a `partial` answer.
    `wrong`: the figures shown that are wrong for the question; `confident_wrong`: in an answer that stands by them.
    """

    case_id: str
    type: str
    answerable: bool
    status: str
    judged: tuple[Judged, ...]
    complete: bool
    right: bool
    right_in_partial: bool
    wrong: tuple[RecordedFigure, ...]
    confident_wrong: bool
    missing: tuple[Expected, ...]
    uncited: tuple[RecordedFigure, ...]
    slips: tuple[str, ...]
    refused: bool
    premise_corrected: bool | None
    conflict: float | None
    citation_hits: tuple[bool, ...]
    citation_accepted: tuple[bool, ...]
    figures_shown: int
    latency_ms: float | None
    reciprocal_rank: float | None = None
    recall_at: tuple[tuple[int, float], ...] = ()
    ndcg: float | None = None
    cause: str = ""
    retrieval_only: bool = False
    error: str = ""
