"""What a question asks for, judged by its words: multinomial logistic regressions over runs of up to three words.

Question classification by learned words is due to Li and Roth (COLING 2002). The weights are text beside this module, learned
by `make train` from the training questions.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

_LONGEST = 3
_NUMBERS = (
    (re.compile(r"[£$€][\d.,]+ ?(?:k|m|bn|tn|million|billion)?\b"), " #money "),
    (re.compile(r"\b(?:19|20)\d\d(?:[-/–]\d\d)?\b"), " #year "),
    (re.compile(r"[\d.,]*\d ?(?:%|per cent\b)"), " #share "),
    (re.compile(r"\d[\d.,]*"), " #number "),
)
_TOKEN = re.compile(r"#?[a-z']+|[£$€%+/]")
_NAME = re.compile(r"(?<=\S )(?:[A-Z][\w’'-]*\w|[A-Z])\b")


@dataclass(frozen=True, slots=True)
class WordModel:
    """Classes with an intercept each, and for every run of words that says something a weight for each class, in their order."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, runs: frozenset[str]) -> dict[str, float]:
        """The probability of each class for a question of these runs of words."""
        known = [self.weights[run] for run in sorted(runs) if run in self.weights]
        totals = [sum(column) for column in zip(self.intercepts, *known, strict=True)]
        most = max(totals)
        powers = [math.exp(total - most) for total in totals]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}

    def to_json(self) -> str:
        """As text with a run of words a line."""
        head = json.dumps({"classes": self.classes, "intercepts": self.intercepts})[:-1]
        lines = ",\n".join(
            f"{json.dumps(run, ensure_ascii=False)}:{json.dumps(own)}" for run, own in self.weights.items()
        )
        return f'{head}, "weights": {{\n{lines}\n}}}}\n'

    @classmethod
    def from_json(cls, text: str) -> Self:
        data = json.loads(text)
        weights = {run: tuple(own) for run, own in data["weights"].items()}
        return cls(tuple(data["classes"]), tuple(data["intercepts"]), weights)


@cache
def word_model(name: str) -> WordModel:
    """The model whose weights lie in that file of this package."""
    return WordModel.from_json(files("assistant.answering").joinpath(name).read_text("utf-8"))


def word_runs(text: str, *, names: bool = True) -> frozenset[str]:
    """The runs of one to three words of a question, its figures by their kind only; without `names`, names as such too."""
    for pattern, token in _NUMBERS:
        text = pattern.sub(token, text)
    text = text if names else _NAME.sub(" #name ", text)
    words = _TOKEN.findall(text.lower().replace("’", "'"))
    return frozenset(
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    )
