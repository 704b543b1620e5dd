"""Follow-ups on the default corpus: the right figure is among the cited ones of an answer that stands by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.evaluation.matching import agrees, quantity

CASES = Path(__file__).with_name("follow_ups.jsonl")
#: Least share of the cases that are answered outright, the expected figure under the first citation.
FLOOR = 0.75


def test_follow_ups_are_answered_with_the_figure_asked(assistant: Assistant) -> None:
    cases = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    missed = []
    for case in cases:
        answer = assistant.ask(case["question"], case["history"])
        wanted = quantity(case["value"], case["unit"])
        first = [one.figure.quantity for one in answer.figures if 1 in one.citations]
        right = answer.status is Status.ANSWERED and any(agrees(one, wanted) for one in first)
        if not right:
            missed.append(f"{case['question']} -> {answer.standalone_question} -> {answer.text[:200]}")
    share = 1 - len(missed) / len(cases)
    print(f"{share:.1%} of {len(cases)} right", *missed, sep="\n")
    assert share >= FLOOR, "\n".join(missed)


def _followed(assistant: Assistant, asked: str, said: str, question: str) -> set[str]:
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": said}]
    return {one.figure.quantity.text for one in assistant.ask(question, history).figures if 1 in one.citations}


@pytest.mark.xfail(strict=True, reason="the figure that the answer before gave is given again")
def test_what_is_expected_is_the_forecast_and_not_the_target_beside_it(assistant: Assistant) -> None:
    asked = "How big was the Crown Court backlog that the NAO reported in 2024?"
    shown = _followed(assistant, asked, "67,573 cases.", "What does the ministry expect it to be by March 2025?")
    assert "64,000" in shown and "53,000" not in shown


def test_hours_of_work_are_no_count_of_officers(assistant: Assistant) -> None:
    asked = "How many hours could be freed according to the finished police review?"
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": "As many as 60 million."}]
    answer = assistant.ask("How many officers would that be?", history)
    assert "30,000" in answer.text and "60 million" not in {one.text for one in answer.figures}


def test_hours_of_work_are_no_length_of_time(assistant: Assistant) -> None:
    said = "Its first report said up to 38 million hours."
    later = _followed(assistant, "How much time did the police review say could be freed?", said, "And in the end?")
    assert "60 million" in later
