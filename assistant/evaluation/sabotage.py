"""Faults put into answers on purpose, to see that scores, comparisons and gates notice them.

Each takes an answer object and the passages retrieved for its question and gives the faulty answer object.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

_SCALE_WORDS = {"bn": "m", "billion": "million", "m": "bn", "million": "billion"}
_SCALE = re.compile(r"(?<=\d)(\s?)(billion|million|bn|m)\b")

Answer = dict[str, Any]


def wrong_scale(answer: Answer, passages: Sequence[dict[str, str]]) -> Answer:
    """Million for billion and billion for million, in the text and in every figure."""
    broken = copy.deepcopy(answer)
    broken["text"] = _SCALE.sub(_other_scale, broken["text"])
    for figure in broken["figures"]:
        changed = _SCALE.sub(_other_scale, figure["text"])
        if changed != figure["text"]:
            up = _SCALE_WORDS[_SCALE.search(figure["text"])[2]] in ("bn", "billion")  # type: ignore[index]
            factor = Decimal(1000) if up else Decimal("0.001")
            for end in ("value", "upper"):
                if figure.get(end) is not None:
                    figure[end] = f"{Decimal(figure[end]) * factor:f}"
            figure["text"] = changed
    return broken


def _other_scale(match: re.Match[str]) -> str:
    return match[1] + _SCALE_WORDS[match[2]]


def shuffled_citations(answer: Answer, passages: Sequence[dict[str, str]]) -> Answer:
    """Every citation keeps its number and quotes another passage: the last ones retrieved."""
    broken = copy.deepcopy(answer)
    others = list(reversed(passages))
    for citation, other in zip(broken["citations"], others, strict=False):
        citation["document_id"], citation["quote"] = other["document_id"], other["text"]
    return broken


def refusal_off(answer: Answer, passages: Sequence[dict[str, str]]) -> Answer:
    """Whatever is nearest is given as the answer: no refusal and no "partial"."""
    from assistant.figures import read
    from assistant.serialising import quantity_to_json

    broken = copy.deepcopy(answer)
    if broken["status"] == "partial":
        broken["status"] = "answered"
    if broken["status"] in ("not_found", "out_of_scope") and passages:
        nearest = passages[0]
        broken["status"], broken["text"] = "answered", f"{nearest['text']} [1]"
        broken["citations"] = [{"id": 1, "document_id": nearest["document_id"], "quote": nearest["text"]}]
        broken["figures"] = [{**quantity_to_json(found), "citations": [1]} for found in read(nearest["text"])]
    return broken


FAULTS: dict[str, Callable[[Answer, Sequence[dict[str, str]]], Answer]] = {
    "scale": wrong_scale,
    "citations": shuffled_citations,
    "refusal": refusal_off,
}
