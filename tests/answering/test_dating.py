"""Which date is given: that of the figure asked about, as exact as asked, the one before or after it was moved."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.question import read_question
from assistant.figures import describe


@pytest.mark.parametrize(
    ("question", "date"),
    [
        pytest.param(
            "By what date was every NHS trust supposed to have an electronic record before the target slipped?",
            "2025-03",
            marks=pytest.mark.xfail(strict=True, reason="the later date is given"),
        ),
        ("What was the first target date for electronic patient records in all trusts?", "2025-03"),
        ("When is every NHS trust now expected to have electronic records?", "2026-03"),
        ("To what year was the paperless NHS put back?", "2020"),
        ("In which financial year does HMCTS now think its recurrent savings will arrive?", "2025-26"),
        ("On what day did the Treasury outline its Budget technology plans?", "2024-03-02"),
        ("By when are the £1.8bn of gains outside the health service supposed to have arrived?", "2029"),
        ("In which month did Sajid Javid press for a faster electronic records rollout?", "2022-02"),
    ],
)
def test_a_date_is_that_of_what_is_asked(assistant: Assistant, question: str, date: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert date in {one.figure.quantity.value for one in answer.figures}


def test_where_one_date_is_asked_its_predecessor_is_not_told_beside_it(assistant: Assistant) -> None:
    answer = assistant.ask("When were all trusts originally meant to have electronic records?")
    given = {one.figure.quantity.value for one in answer.figures}
    assert "2025-03" in given and "2026-03" not in given


@pytest.mark.parametrize(
    ("question", "date", "answers"),
    [
        ("On what day was it announced?", "on 2 March 2024", True),
        ("On what day was it announced?", "in March 2024", False),
        ("In which month did it end?", "in September 2024", True),
        ("In which month did it end?", "by 2029", False),
        ("By when is it due?", "by 2029", True),
    ],
)
def test_a_date_answers_where_it_is_as_exact_as_asked(question: str, date: str, answers: bool) -> None:
    (figure,) = describe(date)
    assert (read_question(question).accepts(figure) > 0.1) is answers
