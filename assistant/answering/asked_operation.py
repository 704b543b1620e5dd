"""Which computation a question asks for, by its words: a sum, a difference, a share, so much for each, how many times; or none.

A multinomial logistic regression over runs of up to three words, taught by the training questions whose answer is labelled
with its working. `operations.json` holds its weights; `make train` rebuilds them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

#: The classes, as the weights have them: nothing is to be computed, then what is.
ASKED = ("none", "sum", "difference", "share", "each", "times")
_LONGEST = 3
_NUMBERS = (
    (re.compile(r"[£$€][\d.,]+ ?(?:k|m|mn|bn|tn|million|billion)?\b"), " #money "),
    (re.compile(r"\b(?:19|20)\d\d(?:[-/–]\d\d)?\b"), " #year "),
    (re.compile(r"[\d.,]*\d ?(?:%|per cent\b)"), " #share "),
    (re.compile(r"\d[\d.,]*"), " #number "),
)
_TOKEN = re.compile(r"#?[a-z']+|[£$€%+/]")
#: Names say what is asked about, not what is asked of it.
_NAME = re.compile(r"(?<=\S )(?:[A-Z][\w’'-]*\w|[A-Z])\b")


def operation_runs(text: str) -> frozenset[str]:
    """The runs of one to three words of a question, its figures and names by their kind only."""
    for pattern, token in _NUMBERS:
        text = pattern.sub(token, text)
    words = _TOKEN.findall(_NAME.sub(" #name ", text).lower().replace("’", "'"))
    return frozenset(
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    )


@lru_cache(maxsize=512)
def operation_chances(text: str) -> Mapping[str, float]:
    """How likely a question asks for each of `ASKED`."""
    return chances(operation_runs(text), _model())


def chances(runs: frozenset[str], model: tuple[tuple[float, ...], Mapping[str, tuple[float, ...]]]) -> dict[str, float]:
    """The probability of each of `ASKED` under a model: its intercepts, and the weights of every run that it knows."""
    intercepts, weights = model
    known = [weights[run] for run in sorted(runs) if run in weights]
    totals = [sum(column) for column in zip(intercepts, *known, strict=True)]
    powers = [math.exp(total - max(totals)) for total in totals]
    return {name: power / sum(powers) for name, power in zip(ASKED, powers, strict=True)}


@cache
def _model() -> tuple[tuple[float, ...], Mapping[str, tuple[float, ...]]]:
    data = json.loads(files("assistant.answering").joinpath("operations.json").read_text("utf-8"))
    return tuple(data["intercepts"]), {run: tuple(own) for run, own in data["weights"].items()}
