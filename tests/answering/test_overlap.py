"""A sum counts nothing twice: the figures of a whole and its part are shown, and not added."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        # told as a part
        (
            "How much do the £480m of fraud recovered and the £186m from pandemic fraud come to together?",
            ("480", "186"),
        ),
        # listed behind the whole
        ("What do the £170m for justice and the £55m for family courts add up to?", ("170", "55")),
        ("What is the sum of the £3.25bn transformation fund and the £2bn for 2026-27?", ("3.25", "2bn")),
        # what is left of the first
        ("What do the £21.9 billion overspend and the £16.4 billion pressure come to together?", ("21.9", "16.4")),
        # one figure to different digits
        ("Add the £22bn black hole and the £21.9bn overspend together.", ("22bn", "21.9")),
        ("Add together the £13.8bn of annual efficiencies and the almost £14bn of efficiency gains.", ("13.8", "14")),
    ],
)
def test_figures_that_overlap_are_shown_and_not_added(
    assistant: Assistant, question: str, shown: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PARTIAL
    assert not any(figure.derived for figure in answer.figures)
    assert all(one in answer.text for one in shown)


def test_two_parts_of_one_whole_are_added(assistant: Assistant) -> None:
    answer = assistant.ask("How much do the family courts money and the prisons rehabilitation money come to together?")
    assert answer.status is Status.ANSWERED and "£155m" in answer.text


def test_an_amount_that_a_thing_stands_behind_is_not_its_value(assistant: Assistant) -> None:
    answer = assistant.ask("Add the NHS savings and the savings of the wider public sector behind the £36bn headline.")
    assert "£36.8bn" in answer.text and "£71bn" not in answer.text
