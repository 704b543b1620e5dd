"""Check claims: a figure and the passages that come with it in, a verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.documents.model import Kind
from assistant.figures import Context, Figure, Verdict, describe, judge

#: Who issues the texts of a kind that has one publisher.
_PUBLISHERS = {Kind.BUDGET.value: "HM Treasury", Kind.NAO.value: "National Audit Office"}


def judge_pair(pair: Mapping[str, Any]) -> dict[str, Any]:
    """The verdict on one claim/source pair of the contract: {"id", "verdict", "source_figure", "why"}.

    Raises KeyError or TypeError where the pair lacks a field or has one of another shape.
    """
    span = (int(pair["figure"]["start"]), int(pair["figure"]["end"]))
    claims = [figure for figure in describe(pair["claim"]) if _overlap(figure, span)]
    if not claims:
        return {
            "id": pair["id"],
            "verdict": Verdict.NOT_CHECKED.value,
            "source_figure": None,
            "why": "No figure could be read at the place given.",
        }
    claim = max(claims, key=lambda figure: min(figure.quantity.end, span[1]) - max(figure.quantity.start, span[0]))
    ranks = {kind.value: kind.rank for kind in Kind}
    sources = sorted(pair["source"], key=lambda source: ranks.get(source.get("kind"), len(ranks)))
    evidence = [
        figure
        for source in sources
        for figure in describe(
            source["text"], Context(date=source.get("date") or "", publisher=_PUBLISHERS.get(source.get("kind"), ""))
        )
    ]
    verdict = judge(claim, evidence)
    shown = " + ".join(figure.quantity.text for figure in verdict.sources) or None
    return {"id": pair["id"], "verdict": verdict.verdict.value, "source_figure": shown, "why": verdict.why}


def _overlap(figure: Figure, span: tuple[int, int]) -> bool:
    return figure.quantity.start < span[1] and span[0] < figure.quantity.end
