"""Shares whose part or number is only implied: of the first year, of each of the things that a source counts."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.parts import thing_of
from assistant.answering.question import read_question
from assistant.answering.sides import sides


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        ("What percentage of the £3.25bn Transformation Fund is available in year one?", "8%"),
        ("What share of the £3.25bn reform fund comes in its final year?", "31%"),
        ("How much more is the final year of the transformation fund than the opening year?", "£750m"),
        ("If the 2025/26 violence reduction money were divided equally, how much would each unit get?", "£2.35m"),
        ("What would each new Send place cost on average out of the £3bn?", "£60,000"),
        (
            "If the extra 130,000 scan patients are split evenly over the 100 machines, how many does each one see?",
            "1,300",
        ),
        ("How much would each of the 20 violence reduction units get if the £47m were divided equally?", "£2.35m"),
    ],
)
def test_an_implied_part_or_number_is_found_and_computed_with(
    assistant: Assistant, question: str, computed: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert any(figure.derived and computed in figure.text for figure in answer.figures)


def test_a_year_said_last_is_that_of_both_sides() -> None:
    made = sides(read_question("By how much did the authority beat its target in its first year?"))
    assert [one.place for one in made] == [1, 1]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("What would each new place cost on average?", "new place"),
        ("How much does each school get from the £105m?", "school"),
        ("What did each trust get?", ""),
        ("How much does each year cost?", ""),
    ],
)
def test_what_each_gets_is_worked_out_only_where_the_question_says_so(text: str, thing: str) -> None:
    assert thing_of(read_question(text)) == thing
