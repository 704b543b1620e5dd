"""A list is of one section of one source where one says most of the question: complete, and of nothing else."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant


def shown(answer: Answer, unit: str) -> set[str]:
    return {one.text for one in answer.figures if one.figure.quantity.unit == unit}


LISTS = (
    # The rows of one table among several of the source.
    (
        "Give me the planned day-to-day efficiency savings by department.",
        "percent",
        {"4.5%", "0.8%", "2.9%", "3.0%", "2.3%"},
    ),
    # The items of a section.
    (
        "What sums did DSIT list for life sciences after the Budget?",
        "GBP",
        {"£45 million", "£92 million", "£84 million"},
    ),
    # A section of prose, of the source that an event dates.
    (
        "What numbers did the July 2024 audit put on the pressure?",
        "GBP",
        {"£21.9 billion", "£5.5 billion", "£16.4 billion"},
    ),
    # Only those that are named one by one.
    (
        "What were the NAO's figures for tax and for welfare in the fraud estimate of 2023-24?",
        "GBP",
        {"£39bn", "£10bn"},
    ),
)


@pytest.mark.parametrize(("question", "unit", "figures"), LISTS)
def test_a_list_is_complete_and_of_one_section(
    assistant: Assistant, question: str, unit: str, figures: set[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert shown(answer, unit) == figures


def test_a_sentence_that_introduces_a_list_is_told_with_it(assistant: Assistant) -> None:
    answer = assistant.ask("What did the OBR say the Autumn Statement 2023 would do by the end of the forecast?")
    assert {"£14 billion", "78,000"} <= {one.text for one in answer.figures}


def test_what_money_is_spent_on_is_no_list_of_percentages(assistant: Assistant) -> None:
    answer = assistant.ask("What does the MoJ spend its productivity money on?")
    assert not shown(answer, "percent")
