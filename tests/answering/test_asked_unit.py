"""Which kind of unit a question asks for, by its words."""

from __future__ import annotations

import math

import pytest

from assistant.answering.asked_unit import KINDS, kind_of, unit_chances, unit_features, unit_runs
from assistant.answering.question import Want, read_question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What did the ministry set aside for flood gates?", "money"),
        ("Cost of the new harbour wall?", "money"),
        ("What proportion of ferries ran late?", "share"),
        ("How many lifeboats were replaced?", "count"),
        ("When must the dredging be finished?", "date"),
        ("How long did the inquiry into the ferry take?", "duration"),
    ],
)
def test_the_kind_asked_for_is_the_likeliest(question: str, kind: str) -> None:
    chances = unit_chances(question, read_question(question).want)
    assert max(chances, key=lambda one: chances[one]) == kind
    assert math.isclose(sum(chances.values()), 1) and set(chances) == set(KINDS)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("GBP", "money"), ("percent", "share"), ("date", "date"), ("hour", "duration"), ("multiple", "multiple"), ("trust", "count")],
)  # fmt: skip
def test_a_unit_is_of_one_kind(unit: str, kind: str) -> None:
    assert kind_of(unit) == kind


def test_the_figures_of_a_question_are_known_by_their_kind_only() -> None:
    one, other = (
        unit_runs(f"What is the £{sum_}m for in 20{year}?", Want.MONEY) for sum_, year in ((34, 24), (75, 19))
    )
    assert one == other and "the #money for" in one


def test_words_never_seen_rule_no_kind_out() -> None:
    chances = unit_chances("Zzyzx qwrtp?", Want.FIGURE)
    assert all(unit_features(chances, unit)[0] >= 0.01 for unit in ("GBP", "percent", "date", "multiple"))
