"""What is asked of two figures is computed from the pair that the question is about, however it is worded, and from no other."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.asked_operation import operation_chances

COMPUTED = (
    ("What fraction of Hunt's £800m is the police technology?", "29%"),
    ("How much is the exascale computer as a proportion of the £1.3bn that was shelved?", "62%"),
    ("Of the Transformation Fund's £3.25bn, what percentage comes in 2026-27?", "62%"),
    ("How much of the children's homes money is for secure units, as a percentage?", "73%"),
    ("Spread evenly, what does the Spring Budget money for more violence reduction units come to per year?", "£25m"),
)
#: No source prints both, or which are meant is not to be told.
NOT_COMPUTED = (
    "What proportion of the 26 police recommendations has been paid for?",
    "What spending pressure was left after the July 2024 savings?",
    "What percentage of the £3.25bn Transformation Fund comes in its middle year?",
    "What had Violence Reduction Units received in the three years to 2021-22?",
)


@pytest.mark.parametrize(("question", "result"), COMPUTED)
def test_two_figures_are_computed_with_in_whatever_words_that_is_asked(
    assistant: Assistant, question: str, result: str
) -> None:
    worked = [one.text for one in assistant.ask(question).figures if one.derived]
    assert worked == [result]


@pytest.mark.parametrize("question", NOT_COMPUTED)
def test_nothing_is_computed_from_figures_that_may_not_be_those_meant(assistant: Assistant, question: str) -> None:
    assert not any(one.derived for one in assistant.ask(question).figures)


def test_the_figures_of_two_years_are_set_side_by_side(assistant: Assistant) -> None:
    answer = assistant.ask(
        "How does the justice ministry's day-to-day budget for 2024/25 compare with the year before?"
    )
    assert {"£10bn", "£10.5bn"} <= {one.text for one in answer.figures}


@pytest.mark.parametrize(
    ("question", "asked"),
    (
        ("what percentage of the bus grant goes to trams", "share"),
        ("what do the bus and tram grants add up to together", "sum"),
        ("how many times bigger is the bus grant than the tram grant", "times"),
        ("how much does the council give for buses?", "none"),
        ("who announced the new hospital?", "none"),
    ),
)
def test_what_is_to_be_computed_is_told_by_the_words(question: str, asked: str) -> None:
    chances = operation_chances(question)
    assert max(chances, key=chances.__getitem__) == asked
