"""Which kind of unit a question asks for, by its words: money, a share, a count, a length of time, a date or a multiple.

A multinomial logistic regression over runs of up to three words (question classification: Li and Roth, COLING 2002),
taught by the questions that train the ranking. `asked_units.json` holds its weights; `make train` rebuilds them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.answering.question import SHARE_UNITS, TIME_UNITS, Want, is_currency
from assistant.figures.quantity import TEMPORAL_UNITS

KINDS = ("money", "share", "count", "duration", "date", "multiple")
FEATURES = ("unit_chance", "unit_chance_log")
#: Least chance of a kind, so that a word never seen rules nothing out.
_LEAST = 0.01
_LONGEST = 3
_NUMBERS = (
    (re.compile(r"[£$€][\d.,]+ ?(?:k|m|bn|tn|million|billion)?\b"), " #money "),
    (re.compile(r"\b(?:19|20)\d\d(?:[-/–]\d\d)?\b"), " #year "),
    (re.compile(r"[\d.,]*\d ?(?:%|per cent\b)"), " #share "),
    (re.compile(r"\d[\d.,]*"), " #number "),
)
_TOKEN = re.compile(r"#?[a-z']+|[£$€%]")


@dataclass(frozen=True, slots=True)
class UnitModel:
    """The weights of every run of words that says something, and the intercepts, in the order of `KINDS`."""

    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, runs: frozenset[str]) -> dict[str, float]:
        """The probability of each kind for a question of these runs of words."""
        known = [self.weights[run] for run in sorted(runs) if run in self.weights]
        totals = [sum(column) for column in zip(self.intercepts, *known, strict=True)]
        most = max(totals)
        powers = [math.exp(total - most) for total in totals]
        return {kind: power / sum(powers) for kind, power in zip(KINDS, powers, strict=True)}


def kind_of(unit: str) -> str:
    """The kind of a figure's unit."""
    if is_currency(unit):
        return "money"
    if unit in SHARE_UNITS:
        return "share"
    if unit in TEMPORAL_UNITS:
        return "date"
    if unit in TIME_UNITS:
        return "duration"
    return "multiple" if unit == "multiple" else "count"


def word_runs(text: str, want: Want) -> frozenset[str]:
    """The runs of one to three words of a question, its figures by their kind only, and what its cues say it wants."""
    for pattern, token in _NUMBERS:
        text = pattern.sub(token, text)
    words = _TOKEN.findall(text.lower().replace("’", "'"))
    runs = {
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    }
    return frozenset({*runs, f"={want.value}"})


@lru_cache(maxsize=512)
def unit_chances(text: str, want: Want) -> Mapping[str, float]:
    """How likely a question asks for each of `KINDS`."""
    return _model().chances(word_runs(text, want))


def unit_features(chances: Mapping[str, float], unit: str) -> tuple[float, float]:
    """The features of a figure of that unit, in the order of `FEATURES`."""
    chance = max(_LEAST, chances[kind_of(unit)])
    return chance, math.log(chance)


@cache
def _model() -> UnitModel:
    data = json.loads(files("assistant.answering").joinpath("asked_units.json").read_text("utf-8"))
    return UnitModel(tuple(data["intercepts"]), {run: tuple(own) for run, own in data["weights"].items()})
