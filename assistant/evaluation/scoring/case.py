"""All marks of one answer, and the likely cause of a failure."""

from __future__ import annotations

from collections.abc import Collection

from assistant.answering.answer import Status
from assistant.evaluation.recorded import RETRIEVAL_ONLY, RecordedAnswer
from assistant.evaluation.scoring.accuracy import judge
from assistant.evaluation.scoring.citing import holders, is_cited, squash
from assistant.evaluation.scoring.disputes import conflict_score
from assistant.evaluation.scoring.finding import retrieval_marks
from assistant.evaluation.scoring.marks import Judged, Marks
from assistant.evaluation.scoring.naming import expected_name, names
from assistant.evaluation.scoring.refusing import refused, stands_by
from assistant.evaluation.scoring.slips import slips
from assistant.evaluation.scoring.wrong import wrong_figures
from assistant.evaluation.suites import Case
from assistant.evaluation.truth import Table


def score_case(case: Case, answer: RecordedAnswer | None, table: Table, known: Collection[str] | None = None) -> Marks:
    """The marks of one answer; a missing answer or one that failed is wrong in every way but shows no figure.

    `known`: the ids of the documents in the index, where they are known.
    """
    if answer is None:
        answer = RecordedAnswer(case.id, None, "", error="no answer")
    judged = judge(case, answer, table)
    complete = _complete(case, answer, judged)
    wrong = wrong_figures(case, answer, table)
    missing = tuple(one.expected for one in judged if one.shown is None)
    rank, recall, ndcg = retrieval_marks(case, answer, table)
    right = complete and stands_by(answer)
    held = {one.id for figure in answer.figures for one in holders(figure, answer)}
    held |= {one.id for figure in answer.figures for operand in figure.operands for one in holders(operand, answer)}
    return Marks(
        case_id=case.id,
        type=case.type,
        answerable=case.answerable,
        status=answer.status.value if answer.status else "error",
        judged=judged,
        complete=complete,
        right=right,
        right_in_partial=complete and answer.status is Status.PARTIAL,
        wrong=wrong,
        confident_wrong=bool(wrong) and stands_by(answer),
        missing=missing,
        uncited=tuple(figure for figure in answer.figures if not is_cited(figure, answer)),
        slips=slips(case, missing, answer),
        refused=refused(answer),
        premise_corrected=answer.status is Status.PREMISE_CORRECTED and complete
        if case.status == "premise_corrected"
        else None,
        conflict=conflict_score(case, answer, table, known),
        citation_hits=tuple(one in held for one in answer.citations),
        citation_accepted=tuple(one.accepted for one in judged),
        figures_shown=len(answer.figures),
        latency_ms=answer.timings_ms.get("total"),
        reciprocal_rank=rank,
        recall_at=recall,
        ndcg=ndcg,
        cause=_cause(case, answer, judged, recall, complete=complete, wrong=bool(wrong)),
        error=answer.error,
        retrieval_only=answer.engine == RETRIEVAL_ONLY,
    )


def _complete(case: Case, answer: RecordedAnswer, judged: tuple[Judged, ...]) -> bool:
    if case.status == "not_found" or answer.status is None:
        return False
    if case.expected and not all(one.accepted for one in judged):
        return False
    if case.type == "who_said" and case.expected_text:
        return names(answer.text, expected_name(case.expected_text)) and bool(answer.citations)
    return bool(case.expected) or bool(answer.citations)


def _cause(
    case: Case,
    answer: RecordedAnswer,
    judged: tuple[Judged, ...],
    recall: tuple[tuple[int, float], ...],
    *,
    complete: bool,
    wrong: bool,
) -> str:
    """Where it most likely went wrong: retrieval, slip, reading, choice, citation, confidence or wording."""
    if answer.error:
        return "error"
    if complete and (stands_by(answer) if case.answerable else answer.status is Status.PREMISE_CORRECTED):
        return "choice: a figure of another thing beside the right one" if wrong else ""
    if case.status == "not_found":
        return "" if refused(answer) else "confidence: answered what the sources do not say"
    absent = [one for one in judged if one.shown is None]
    if slipped := slips(case, (one.expected for one in absent), answer):
        return f"{slipped[0]} slip: the right figure but for its {slipped[0]}"
    if absent:
        if refused(answer):
            reached = recall and recall[-1][1] == 1
            return (
                "confidence: refused with the evidence found"
                if reached
                else "refused" + (": evidence not found" if recall else "")
            )
        if recall and recall[-1][1] < 1:
            return "retrieval: no passage returned holds the figure"
        quoted = " ".join(squash(one.quote) for one in answer.citations.values())
        if any(squash(one.expected.value) in quoted for one in absent):
            return "reading: a cited quote holds the figure unread"
        return "choice: another figure was preferred"
    if any(not one.cited for one in judged):
        return "citation: no cited quote holds the figure"
    if any(not one.accepted for one in judged):
        return "citation: the cited source does not print it for this thing"
    if answer.status is Status.PARTIAL:
        return "confidence: right, but only as partial"
    if refused(answer):
        return "refused"
    if case.status == "premise_corrected":
        return "wording: the premise is not corrected"
    return "wording: the name is not given"
