"""Which computation a question asks for, by its words: a sum, a difference, a share, so much for each, how many times; or none.

`operations.json` holds the weights, taught by the training questions whose answer is labelled with its working.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.answering.word_model import word_model, word_runs

#: The classes: nothing is to be computed, then what is.
ASKED = ("none", "sum", "difference", "share", "each", "times")


def operation_runs(text: str) -> frozenset[str]:
    """What tells the computation: names say what is asked about, not what is asked of it."""
    return word_runs(text, names=False)


@lru_cache(maxsize=512)
def operation_chances(text: str) -> Mapping[str, float]:
    """How likely a question asks for each of `ASKED`."""
    return word_model("operations.json").chances(operation_runs(text))
