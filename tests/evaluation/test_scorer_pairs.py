"""Hand-made answers beside what was expected: the traps that a scorer of figures falls into."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant.evaluation.scoring import score_case
from tests.evaluation.builders import case, reply, table

with (Path(__file__).parent / "scorer_pairs.csv").open(encoding="utf-8") as _stream:
    PAIRS = list(csv.DictReader(_stream, delimiter="|"))


def test_there_are_at_least_120_pairs() -> None:
    assert len(PAIRS) >= 120


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['trap']}: {pair['answer']}")
def test_a_pair_is_scored_as_a_statistician_would(pair: dict[str, str]) -> None:
    mark = score_case(case(pair["expected"]), reply(pair["answer"]), table())
    got = ("yes" if mark.right else "no", "yes" if mark.confident_wrong else "no", mark.slips[0] if mark.slips else "")
    assert got == (pair["right"], pair["wrong"], pair["slip"] or "")
