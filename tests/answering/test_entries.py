"""Lists that are asked for entry by entry are the rows of one table, all of them."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.entries import entry_of
from assistant.answering.question import read_question


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("By how much are admin budgets to be cut at each kind of body?", ("15%", "16%", "17%", "25%")),
        ("What does each department have to save by 2028-29?", ("4.5%", "0.8%", "2.9%", "3.0%", "2.3%")),
        ("How much is the efficiency ask in each year of Budget 2025?", ("£2.8bn", "£4bn", "£4.9bn")),
        ("Productivity growth in the IFS table, period by period", ("1.0%", "0.7%", "0.2%")),
        ("How many Crown Court cases were waiting at each date?", ("33,290", "59,928")),
    ],
)
def test_every_row_of_the_table_is_given(assistant: Assistant, question: str, shown: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(one in answer.text for one in shown)


@pytest.mark.parametrize(
    "question",
    ["How many scanners did each trust get?", "How much did police forces in each region spend on drones?"],
)
def test_what_no_table_gives_for_each_is_not_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Savings by department", "depart"),
        ("How much is it for each year?", "year"),
        ("By how much did it rise?", ""),
        ("What is due by March 2026?", "march"),
    ],
)
def test_what_the_entries_are_of_is_read_from_the_question(text: str, of: str) -> None:
    assert entry_of(read_question(text)) == of
