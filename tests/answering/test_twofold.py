"""Questions that ask for two amounts one after the other."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.question import Want, read_question
from assistant.answering.twofold import asked_apart


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("How many people joined, and how much money did the scheme cost?", (Want.COUNT, Want.MONEY)),
        ("What share of trusts had one in 2020, and what is expected by 2026?", (Want.SHARE, Want.SHARE)),
        ("Court reform: how much has it cost and how much will it save?", (Want.MONEY, Want.MONEY)),
    ],
)
def test_two_amounts_are_two_questions_each_in_its_unit(question: str, wants: tuple[Want, ...]) -> None:
    assert tuple(one.want for one in asked_apart(read_question(question))) == wants


@pytest.mark.parametrize(
    "question",
    [
        "What was the £105.5m for, and over what period?",
        "What three things make up the claim, and how much is each worth?",
        "What's the difference between the £3.4bn in the text and what the table comes to?",
        "How much did police technology get?",
        "Who announced the money, and how much was it?",
    ],
)
def test_one_amount_or_a_list_is_not_taken_apart(question: str) -> None:
    assert asked_apart(read_question(question)) == ()


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "How many young people and how much money did the local violence scheme in Leicestershire involve?",
            ("9,300", "£5 million"),
        ),
        (
            "How much had HMCTS spent by March 2019, and how much does it now expect to save over the lifetime of the reforms?",
            ("£540 million", "£2bn"),
        ),
        (
            "How many violent offences did violence reduction units prevent and how many hospital admissions?",
            ("136,000", "3,220"),
        ),
    ],
)
def test_both_amounts_are_given(assistant: Assistant, question: str, shown: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(one in answer.text for one in shown)
    assert not any(figure.derived for figure in answer.figures)
