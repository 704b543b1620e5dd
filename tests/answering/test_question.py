"""What a question asks for, as read from its words."""

from __future__ import annotations

import pytest

from assistant.answering.matching import asked_of
from assistant.answering.question import Shape, Want, read_question
from assistant.figures import describe


@pytest.mark.parametrize(
    "text",
    [
        "£25.6m - what is that in the hospital deal?",
        "What does 96% refer to in the minister's reply?",
        "44 in the committee's report on courts: what does that count?",
        "What's the £4m in the shoplifting crackdown for?",
        "What's the more than £230m for in the Budget preview?",
        "what's the £100m of the justice money going on?",
        "£372bn in HC 303?",
        "The papers all print 1.5 million hours for the police. What exactly would be saved?",
        "What is the point of the £45m?",
        "£230m for drones and live facial recognition",
    ],
)
def test_a_question_that_prints_a_figure_and_asks_for_no_other_asks_what_it_is(text: str) -> None:
    question = read_question(text)
    assert question.purpose and question.want is Want.PURPOSE and question.shape is Shape.ONE


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("How much of the £800m goes to the police?", Want.MONEY),
        ("What would the £3.4bn save?", Want.MONEY),
        ("What share of the £35bn is that?", Want.SHARE),
        ("Why did the institute get £10m?", Want.STATEMENT),
        ("When is the 16% cut due?", Want.DATE),
        ("How many officers is 38 million hours the same as?", Want.COUNT),
        ("Slice of the £2bn for wards and theatres", Want.FIGURE),
        ("Within the £230m settlement for forces, what was set aside for drones?", Want.FIGURE),
        ("What part of the claimed £36bn is down to routine work?", Want.FIGURE),
        ("kinship care training, sum in HC 303 of 5 march 2024", Want.FIGURE),
        ("lowest estimate for what fraudsters took in 23-24", Want.FIGURE),
        ("Two hospitals were expected to be late. Late for what date?", Want.DATE),
        ("How big a rise did he say that was on the £4bn spent on digital before?", Want.MONEY),
    ],
)
def test_a_question_that_prints_a_figure_and_asks_for_something_else_asks_for_that(text: str, want: Want) -> None:
    assert read_question(text).want is want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("When the Office for Value for Money was set up, what was it told to save?", Want.MONEY),
        ("When the review reported, how many recommendations did it make?", Want.COUNT),
        ("When did the review report, and to whom?", Want.DATE),
        ("How much was capping the number of consultants supposed to save?", Want.MONEY),
        ("What was the number of consultants in 2023?", Want.COUNT),
        ("By how many pounds did the courts overspend?", Want.MONEY),
        ("How many pounds a year does it come to?", Want.MONEY),
    ],
)
def test_what_is_wanted_is_what_the_asking_words_ask_for(text: str, want: Want) -> None:
    assert read_question(text).want is want


def test_a_thing_that_is_counted_may_be_printed_by_its_initials() -> None:
    question = read_question("How many electronic patient records does the trust now run?")
    counted, other = describe("The trust runs 12 EPRs and 30 theatres.")
    assert question.accepts(counted) == 1.0 > question.accepts(other)


def test_what_is_asked_of_a_figure_is_read_by_the_cues_that_describe_figures() -> None:
    assert "change" in asked_of("How much more did the programme secure?") or "new" in asked_of(
        "How much extra money did the programme secure?"
    )
    assert "saving" in asked_of("How much could the upgrades save?")
    assert "resource" in asked_of("What was the day-to-day budget?")
    assert "cost" in asked_of("What does the programme cost overall?")


@pytest.mark.parametrize(
    "text",
    [
        "SMP: budget, services, customers",
        "Both justice numbers quoted by the solicitors?",
        "How was the £4.2bn for NHS tech divvied up?",
        "Frontline digitisation budget before and after the cut",
        "AI fraud: how much goes in and how much comes back?",
        "SR25 efficiency percentages by ministry",
    ],
)
def test_a_question_for_several_figures_is_a_list(text: str) -> None:
    assert read_question(text).shape is Shape.LIST


def test_a_comparison_that_speaks_of_figures_is_a_comparison() -> None:
    text = "On the annual figures for 2024, is healthcare further behind than public services as a whole?"
    assert read_question(text).shape is Shape.COMPARISON
