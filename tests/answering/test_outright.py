"""What is given outright, and what is offered among the nearest because something speaks for another figure."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("value of nurses' time lost to old computers", "£1bn"),
        ("What did the AI pilot for adult social care cost?", "£165m"),
    ],
)
def test_a_figure_that_others_beside_it_fit_better_is_offered_among_the_nearest(
    assistant: Assistant, question: str, figure: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL and figure in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("police drones in England and Wales", "400"),
        ("cap on civil service headcount", "488,000"),
        ("When did the first violence reduction units start?", "2019"),
        ("How much is there for special free schools?", "£105"),
    ],
)
def test_a_figure_that_nothing_stands_against_is_given_outright(
    assistant: Assistant, question: str, figure: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED and figure in answer.text


@pytest.mark.parametrize(
    ("question", "figure"), [("Immediate savings in the audit of public spending, July 2024?", "£5.5 billion")]
)
def test_a_figure_of_the_very_matter_is_offered_however_unsure(
    assistant: Assistant, question: str, figure: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL and figure in answer.text
