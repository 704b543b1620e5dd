"""Which kind of unit a question asks for, by its words: money, a share, a count, a length of time, a date or a multiple.

`asked_units.json` holds the weights, taught by the questions that train the ranking.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from assistant.answering.question import SHARE_UNITS, TIME_UNITS, Want, is_currency
from assistant.answering.word_model import word_model, word_runs
from assistant.figures.quantity import TEMPORAL_UNITS

KINDS = ("money", "share", "count", "duration", "date", "multiple")
FEATURES = ("unit_chance", "unit_chance_log")
#: Least chance of a kind, so that a word never seen rules nothing out.
_LEAST = 0.01


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


def unit_runs(text: str, want: Want) -> frozenset[str]:
    """What tells the kind: the words, and what their cues say is wanted."""
    return word_runs(text) | {f"={want.value}"}


@lru_cache(maxsize=512)
def unit_chances(text: str, want: Want) -> Mapping[str, float]:
    """How likely a question asks for each of `KINDS`."""
    return word_model("asked_units.json").chances(unit_runs(text, want))


def unit_features(chances: Mapping[str, float], unit: str) -> tuple[float, float]:
    """The features of a figure of that unit, in the order of `FEATURES`."""
    chance = max(_LEAST, chances[kind_of(unit)])
    return chance, math.log(chance)
