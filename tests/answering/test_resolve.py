"""Follow-ups stand alone in readable English, and a change of topic is left as it is."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.question import Want, read_question
from assistant.answering.resolve import needs_history, standalone

POLICE = [
    {"role": "user", "content": "How much is there for police technology?"},
    {"role": "assistant", "content": "£230 million is for police technology, to be spent over four years [1]."},
]


@pytest.mark.parametrize(
    ("followup", "whole"),
    [
        ("and for prisons?", "How much is there for prisons?"),
        ("What about drones?", "How much is there for drones?"),
        ("over how long?", "Over how long is the £230 million for police technology spread?"),
        ("Is that new money?", "Is the £230 million for police technology new money?"),
        ("who announced it?", "Who announced the £230 million for police technology?"),
        ("how much is that a year?", "How much is the £230 million for police technology a year?"),
        ("and what is it for?", "What is the £230 million for police technology for?"),
        ("and the year before?", "How much is there for police technology — and the year before?"),
    ],
)
def test_a_follow_up_is_made_a_question_of_its_own(followup: str, whole: str) -> None:
    assert standalone(followup, POLICE) == whole


@pytest.mark.parametrize(
    "question",
    ["How many MRI scanners are being upgraded?", "What did the National Audit Office say about digital services?"],
)
def test_a_new_topic_is_left_as_it_is(question: str) -> None:
    assert not needs_history(question)
    assert standalone(question, POLICE) == question


def test_questions_about_the_figure_do_not_change_what_the_talk_is_about() -> None:
    history = [*POLICE, {"role": "user", "content": "over how long?"}, {"role": "assistant", "content": "Four years."}]
    assert standalone("and for courts?", history) == "How much is there for courts?"


def test_a_person_named_in_the_answer_is_meant_by_she() -> None:
    history = [
        {"role": "user", "content": "Who spoke for the Treasury?"},
        {"role": "assistant", "content": "Laura Trott spoke for the Treasury."},
    ]
    assert standalone("What did she say?", history) == "What did Laura Trott say?"


def test_how_much_a_year_is_worked_out_from_the_last_figure(assistant: Assistant) -> None:
    question = "What is the Alan Turing Institute getting?"
    first = assistant.ask(question)
    history = [{"role": "user", "content": question}, {"role": "assistant", "content": first.text}]
    answer = assistant.ask("how much is that a year?", history)
    (worked,) = [one for one in answer.figures if one.derived]
    assert worked.text == "£20m" and worked.derived and worked.derived.operation == "per_year"


def test_what_the_sources_leave_open_is_said(assistant: Assistant) -> None:
    question = "How much is there for prison workshops?"
    history = [{"role": "user", "content": question}, {"role": "assistant", "content": assistant.ask(question).text}]
    answer = assistant.ask("is that new money?", history)
    assert answer.status is Status.PARTIAL and "do not say whether" in answer.text


def test_the_speaker_of_the_question_before_is_meant_by_it() -> None:
    history = [
        {"role": "user", "content": "What did the NAO say about AI in government?"},
        {"role": "assistant", "content": "The NAO finds that AI is not yet widely used [1]."},
    ]
    assert standalone("what did it recommend?", history) == "What did the NAO recommend about AI in government?"


def test_what_a_refusal_names_is_no_part_of_the_talk() -> None:
    history = [
        *POLICE,
        {"role": "user", "content": "who announced it?"},
        {
            "role": "assistant",
            "content": "The sources do not say. The nearest source is a document from Cabinet Office.",
        },
    ]
    assert standalone("over how long?", history) == "Over how long is the £230 million for police technology spread?"


def test_another_year_is_asked_of_the_last_question() -> None:
    history = [
        {"role": "user", "content": "How much did the fraud authority save in its first year?"},
        {"role": "assistant", "content": "£311 million [1]."},
        {"role": "user", "content": "how much did it cost?"},
        {"role": "assistant", "content": "The sources do not say."},
    ]
    assert "cost" in standalone("and in 2024-25?", history)


def test_a_thing_to_be_told_about_is_the_topic() -> None:
    history = [
        {"role": "user", "content": "Tell me about the Transformation Fund."},
        {"role": "assistant", "content": "It is a fund for reform."},
    ]
    assert standalone("When does it start?", history) == "When does the Transformation Fund start?"


@pytest.mark.parametrize(
    ("followup", "whole"),
    [
        ("And in 2020-21?", "What share of calls was answered in 2020-21?"),
        ("and the year before?", "What share of calls was answered in 2022-23?"),
        ("and the following year?", "What share of calls was answered in 2024-25?"),
    ],
)
def test_another_date_goes_in_the_place_of_the_first(followup: str, whole: str) -> None:
    history = [
        {"role": "user", "content": "What share of calls was answered in 2023-24?"},
        {"role": "assistant", "content": "76%."},
    ]
    assert standalone(followup, history) == whole


def test_the_quarter_before_the_first_is_the_last_of_the_year_before() -> None:
    history = [
        {"role": "user", "content": "How far did output fall in Q1 2024?"},
        {"role": "assistant", "content": "By 2%."},
    ]
    assert standalone("and the quarter before?", history) == "How far did output fall in Q4 2023?"


def test_a_figure_that_was_only_offered_as_near_is_no_part_of_the_talk() -> None:
    history = [
        {"role": "user", "content": "How much is there for children's homes?"},
        {
            "role": "assistant",
            "content": "The sources do not say this outright; the nearest figures are: £500 million is for childcare.",
        },
    ]
    assert "£500" not in standalone("how many places will it create?", history)


def test_a_follow_up_that_asks_yes_or_no_asks_for_no_amount() -> None:
    before = "How much is there for children's homes?"
    turn = "is it for England only?"
    assert read_question(f"On “{before}”: {turn}", turn, "£165 million.", "", before).want is Want.STATEMENT


def test_an_item_of_the_answer_is_meant_by_its_place() -> None:
    history = [
        {"role": "user", "content": "How is the schools money split?"},
        {"role": "assistant", "content": "£30 million for roofs and £12 million for heating."},
    ]
    assert standalone("When will the second be spent?", history) == "When will the £12 million for heating be spent?"


def test_they_are_not_a_single_thing() -> None:
    history = [
        {"role": "user", "content": "How big was the overspend?"},
        {"role": "assistant", "content": "£21.9 billion."},
    ]
    assert standalone("How much did they cut?", history).startswith("How much did they cut")


def test_a_share_of_the_total_is_worked_out_from_what_was_said(assistant: Assistant) -> None:
    history = [
        {"role": "user", "content": "How much did family courts get in the Spring Budget?"},
        {"role": "assistant", "content": "£55m is for family courts, out of £170m for justice."},
    ]
    answer = assistant.ask("what share of the total is that?", history)
    (worked,) = [one for one in answer.figures if one.derived]
    assert worked.text == "32%" and worked.derived and worked.derived.operation == "share"


def test_a_thing_of_the_same_name_takes_the_place_of_the_one_before() -> None:
    asked = "What share of calls to DWP's in-house lines were answered in 2023-24?"
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": "76%."}]
    assert standalone("What about the outsourced lines?", history) == asked.replace("in-house", "outsourced")


def test_of_two_dates_the_one_that_is_asked_about_is_put_for_another() -> None:
    asked = "How far was public service productivity below 2019 in 2021?"
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": "9% below."}]
    assert standalone("And the year after?", history) == asked.replace("2021", "2022")
