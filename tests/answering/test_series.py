"""Follow-ups for a place in a series, and those told in their own words beside the last answer."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status

_FUND = ("How much of the Transformation Fund is there in the first year?", "£250m in 2025-26.")
_COURTS = ("How many Crown Court cases were waiting in March 2019?", "33,290, an all-time low.")


def _asked(assistant: Assistant, before: tuple[str, str], question: str) -> tuple[Status, set[str]]:
    history = [{"role": "user", "content": before[0]}, {"role": "assistant", "content": before[1]}]
    answer = assistant.ask(question, history)
    return answer.status, {one.figure.quantity.text for one in answer.figures if 1 in one.citations}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("And in the last year?", "£1bn"),
        ("And in the second year?", "£2bn"),
        ("What about the final year?", "£1bn"),
        ("And the year after?", "£2bn"),
        ("How much in year three?", "£1bn"),
    ],
)
def test_a_place_in_the_series_of_the_last_answer_is_given(assistant: Assistant, question: str, told: str) -> None:
    status, figures = _asked(assistant, _FUND, question)
    assert status is Status.ANSWERED and told in figures


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        (
            (
                "How far has core spending power fallen for councils since 2010/11?",
                "It is 23.3 per cent lower in real terms.",
            ),
            "How many of them foresee more hardship?",
            "three-quarters",
        ),
        (
            ("How many helicopters does the National Police Air Service have?", "19 helicopters."),
            "What does it cost to run each year?",
            "£40 million",
        ),
        (("How many trusts had no EPR in June 2022?", "30 trusts."), "How many had one that needed work?", "138"),
        (
            ("How long was the police productivity review first meant to run?", "12 months."),
            "And how long did it take in the end?",
            "two years",
        ),
        (
            ("When was every trust first supposed to have an electronic patient record?", "March 2025."),
            "When is it now?",
            "March 2026",
        ),
    ],
    ids=["its own words", "a sum is no count", "by far", "another length of time", "another date"],
)
def test_a_follow_up_is_answered_by_what_its_own_words_say(
    assistant: Assistant, before: tuple[str, str], question: str, told: str
) -> None:
    status, figures = _asked(assistant, before, question)
    assert status is Status.ANSWERED and told in figures


def test_a_figure_of_another_time_than_a_follow_up_names_is_not_given_outright(assistant: Assistant) -> None:
    before = (
        "What efficiencies were agreed at Spending Review 2025?",
        "£13.8bn a year in day-to-day spending by 2028-29.",
    )
    status, figures = _asked(assistant, before, "What did that November's Budget add on top of it by 2030-31?")
    assert status is not Status.ANSWERED or "£4.9bn" in figures


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (("How many MRI scanners will the Budget upgrade?", "100 scanners."), "How many radiographers will be hired?"),
        (("How much is the Turing Institute getting?", "£100m over five years."), "How many staff does it have?"),
        (("How much is the facial recognition package?", "£55.5 million."), "How many arrests has it led to?"),
    ],
)
def test_what_says_nothing_of_a_follow_ups_own_words_is_not_given_outright(
    assistant: Assistant, before: tuple[str, str], question: str
) -> None:
    status, _ = _asked(assistant, before, question)
    assert status is not Status.ANSWERED
