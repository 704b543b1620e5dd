"""Comparisons and calculations as they are asked in few words, or with an order behind them."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.parts import Operation, parts
from assistant.answering.question import read_question
from assistant.answering.readings import readings
from assistant.answering.sides import sides


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("police tech v courts tech", "police tech", "courts tech"),
        ("giveaways / takeaways in the CBI note", "giveaways", "takeaways in the CBI note"),
        ("prisons or hospitals – bigger pot?", "prisons", "hospitals"),
        ("Who pays more of the bill, councils or the Treasury? Give both sums.", "councils", "the Treasury"),
        ("Satisfaction of pensioners against that of claimants: give both.", "pensioners", "claimants"),
        ("Tax losses against benefit overpayments: how large is each?", "Tax losses", "benefit overpayments"),
        ("In July 2024, was health doing worse than services overall?", "health doing worse", "services overall"),
    ],
)
def test_two_things_are_set_side_by_side(text: str, first: str, second: str) -> None:
    asked = parts(read_question(text))
    assert asked is not None and asked.operation is None
    assert [one.words for one in asked.sides] == [first, second]


def test_what_stands_behind_the_last_of_two_things_may_be_said_of_both() -> None:
    text = "health vs education efficiency target"
    first, last = sides(read_question(text))
    assert [[one.words for one in made] for made in readings(text, first, last)] == [
        ["health", "education efficiency"],
        ["health", "education"],
    ]


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("What does the £3.4bn average out at annually?", Operation.PER_YEAR),
        ("How much of the £130m for crime went to the units, as a percentage?", Operation.SHARE),
        ("What three things make up the £45bn, and how much is each worth?", None),
    ],
)
def test_what_is_computed_is_read_from_other_words_too(text: str, operation: Operation | None) -> None:
    asked = parts(read_question(text))
    assert (asked.operation if asked else None) is operation


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Justice vs Education day-to-day efficiency saving", ("3.0%", "0.8%")),
        ("DSIT exemplars vs probation tech money", ("£42 million", "£8 million")),
        (
            "The Crown Court queue at its March 2019 low and in September 2021: give me both counts.",
            ("33,290", "59,928"),
        ),
        (
            "How much of the £130m for cutting homicide and knife crime in 2022/23 went to the units, as a percentage?",
            ("49%",),
        ),
    ],
)
def test_terse_questions_are_answered(assistant: Assistant, question: str, shown: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(one in answer.text for one in shown)


def test_the_budget_is_an_event_and_no_word_for_money(assistant: Assistant) -> None:
    answer = assistant.ask("Did the Budget add more special free schools than the March 2023 round did?")
    assert answer.status is Status.ANSWERED and "33" in answer.text and "15" in answer.text


def test_a_figure_that_shares_only_the_word_for_money_is_not_taken_for_a_side(assistant: Assistant) -> None:
    answer = assistant.ask("police vs courts funding")
    assert answer.status is Status.PARTIAL and "£55m" in answer.text and "800" not in answer.text
