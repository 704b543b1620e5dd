"""Marks gathered into scores, each with its n and interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.evaluation.intervals import Score, macro, mean, percentile, proportion, share
from assistant.evaluation.scoring.finding import DEPTHS
from assistant.evaluation.scoring.marks import Marks

#: Name → what the score says, in the order reports show them.
MEANING = {
    "answerable_right": "answerable questions right (figures, units, citations)",
    "answerable_right_macro": "the same, averaged over question types",
    "right_in_partial": "right, but only in a partial answer",
    "wrong_figure": "answers that stand by a figure wrong for the question",
    "wrong_figure_partial_too": "the same, counting partial answers",
    "numeric_accuracy": "expected figures present: value and unit",
    "bound_kept": "of those present, the qualifier kept",
    "missing_figures": "expected figures missing from answers given",
    "figures_uncited": "figures shown without a citation that holds them",
    "citation_precision": "citations whose quote holds a figure of the answer",
    "citation_recall": "expected figures cited to a source the table accepts",
    "unanswerable_refused": "unanswerable questions refused",
    "answerable_refused": "answerable questions refused",
    "premises_corrected": "wrong premises corrected",
    "disputes_both_sides": "disputed figures given with both sides",
    "conflict_coverage": "disputed figures: 1 both sides, 0.75 one, 0 none",
    "scale_slips": "cases with a figure off by a power of ten",
    "sign_slips": "cases with a figure of the wrong sign",
    "unit_slips": "cases with the right number in the wrong unit",
    "failed": "cases that raised an error or have no answer",
    "recall_at_1": "figures needed that the first passage holds",
    "recall_at_3": "figures needed in the first 3 passages",
    "recall_at_5": "figures needed in the first 5 passages",
    "recall_at_10": "figures needed in the first 10 passages",
    "recall_at_20": "figures needed in the first 20 passages",
    "mrr": "mean reciprocal rank of the first relevant passage",
    "ndcg_at_10": "nDCG of the first 10 passages",
    "latency_p50_ms": "whole answer, median milliseconds",
    "latency_p95_ms": "whole answer, 95th percentile",
}

#: Scores of which less is better.
LOWER_IS_BETTER = frozenset(
    {"wrong_figure", "wrong_figure_partial_too", "missing_figures", "figures_uncited", "answerable_refused", "right_in_partial",
     "scale_slips", "sign_slips", "unit_slips", "failed", "latency_p50_ms", "latency_p95_ms"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """All scores of a run, and the main ones by question type."""

    scores: dict[str, Score]
    by_type: dict[str, dict[str, Score]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "scores": {name: score.to_json() for name, score in self.scores.items()},
            "by_type": {
                kind: {name: score.to_json() for name, score in row.items()} for kind, row in self.by_type.items()
            },
        }


def summarise(marks: Sequence[Marks]) -> Summary:
    """All scores of some marks. An engine that only retrieves has no scores of its answers."""
    kinds = list(dict.fromkeys(one.type for one in marks))
    return Summary(_scores(marks), {kind: _type_scores([one for one in marks if one.type == kind]) for kind in kinds})


def _scores(marks: Sequence[Marks]) -> dict[str, Score]:
    found = [one for one in marks if one.reciprocal_rank is not None]
    times = [one.latency_ms for one in marks if one.latency_ms is not None]
    marks = [one for one in marks if not one.retrieval_only]
    answerable = [one for one in marks if one.answerable]
    given = [one for one in marks if one.judged and not one.refused and not one.error]
    judged = [one for mark in given for one in mark.judged]
    shown = [one for one in judged if one.shown is not None]
    silent = [one for one in marks if not one.answerable and one.premise_corrected is None]
    disputes = [one.conflict for one in marks if one.conflict is not None]
    figures = sum(one.figures_shown for one in marks)
    by_type: dict[str, list[float]] = {}
    for one in answerable:
        by_type.setdefault(one.type, []).append(float(one.right))
    scores = {
        "answerable_right": share([one.right for one in answerable]),
        "answerable_right_macro": macro(list(by_type.values())),
        "right_in_partial": share([one.right_in_partial for one in answerable]),
        "wrong_figure": share([one.confident_wrong for one in marks]),
        "wrong_figure_partial_too": share([bool(one.wrong) for one in marks]),
        "numeric_accuracy": share([one.shown is not None for mark in marks for one in mark.judged]),
        "bound_kept": share([bool(one.bound_kept) for one in shown]),
        "missing_figures": share([one.shown is None for one in judged]),
        "figures_uncited": proportion(sum(len(one.uncited) for one in marks), figures),
        "citation_precision": share([hit for one in marks for hit in one.citation_hits if one.judged]),
        "citation_recall": share([hit for one in marks for hit in one.citation_accepted]),
        "unanswerable_refused": share([one.refused for one in silent]),
        "answerable_refused": share([one.refused for one in answerable]),
        "premises_corrected": share([one.premise_corrected for one in marks if one.premise_corrected is not None]),
        "disputes_both_sides": share([score == 1 for score in disputes]),
        "conflict_coverage": mean(disputes),
        **{
            f"{kind}_slips": share([kind in one.slips for one in marks if one.judged])
            for kind in ("scale", "sign", "unit")
        },
        "failed": share([bool(one.error) for one in marks]),
        **{f"recall_at_{k}": mean([dict(one.recall_at)[k] for one in found]) for k in DEPTHS},
        "mrr": mean([one.reciprocal_rank for one in found if one.reciprocal_rank is not None]),
        "ndcg_at_10": mean([one.ndcg for one in found if one.ndcg is not None]),
        "latency_p50_ms": percentile(times, 0.5),
        "latency_p95_ms": percentile(times, 0.95),
    }
    return {name: scores[name] for name in MEANING}


def _type_scores(marks: Sequence[Marks]) -> dict[str, Score]:
    marks = [one for one in marks if not one.retrieval_only]
    return {
        "right": share([succeeded(one) for one in marks]),
        "right_in_partial": share([one.right_in_partial for one in marks]),
        "wrong_figure": share([one.confident_wrong for one in marks]),
        "refused": share([one.refused for one in marks]),
    }


def succeeded(mark: Marks) -> bool:
    """Whether the answer is what the case wants: right, the premise corrected, or refused where the sources are silent."""
    if mark.premise_corrected is not None:
        return mark.premise_corrected
    return mark.right if mark.answerable else mark.refused


def failures(marks: Iterable[Marks]) -> list[Marks]:
    """The marks of the answers that fail or show a wrong figure, confidently wrong ones first."""
    return sorted(
        (one for one in marks if not succeeded(one) or one.confident_wrong), key=lambda one: not one.confident_wrong
    )
