"""What a question about several figures names side by side."""

from __future__ import annotations

import pytest

from assistant.answering.parts import Operation, parts, thing_of
from assistant.answering.question import read_question
from assistant.answering.sides import sides


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Which got more, rehabilitation in prisons or the family courts?", ["rehabilitation in prisons", "the family courts"]),
        ("Is more lost to fraud and error in tax or in welfare?", ["tax", "welfare"]),
        ("How far above the 53,000 ambition is the ministry's own estimate?", ["the ministry's own estimate", "the 53,000 ambition"]),
        ("Take the immediate savings off the July 2024 overspend. Does it match?", ["the July 2024 overspend", "the immediate savings"]),
        ("By how much did the authority beat its first-year target?", ["the authority", "its first-year target"]),
        ("How does the BMA's figure for hours lost compare with the one in the Budget?", ["BMA's", "the one in the Budget"]),
        ("How far did staff numbers move between the cap being announced and September 2023?", ["the cap being announced", "September 2023"]),
        ("Did it answer a larger share of calls in 2023-24 than in 2020-21?", ["2023-24", "2020-21"]),
        ("Police tech, child placements and fraud AI: what do they come to?", ["Police tech", "child placements", "fraud AI"]),
        ("How much of the £800m is left after police tech and fraud AI?", ["How much of the £800m", "police tech", "fraud AI"]),
        ("Private rents as a share of the package", ["Private rents", "the package"]),
        ("The gap between private and public output in Hunt's June numbers", ["private", "public output"]),
        ("Add up fax machines, cyber security and the website in Hunt's 2016 plan.", ["fax machines", "cyber security", "the website"]),
    ],
)  # fmt: skip
def test_things_named_side_by_side_are_told_apart(text: str, words: list[str]) -> None:
    assert [one.words for one in sides(read_question(text))] == words


@pytest.mark.parametrize(
    "text",
    [
        "Has growth outpaced the 2009 to 2019 average?",
        "How much was spent over the years 2019-20 to 2021-22?",
    ],
)
def test_a_span_of_years_is_not_two_points_in_time(text: str) -> None:
    assert all(one.words not in ("2009", "2019-20") for one in sides(read_question(text)))


def test_what_is_asked_of_both_sides_is_no_sides_own() -> None:
    first, second = sides(read_question("Which saves more, the IT strand or the data strand?"))
    assert "save" in first.shared and "save" in second.shared
    assert not set(first.focus) & set(second.focus)


def test_a_year_earlier_is_a_side() -> None:
    question = "How many more offences were recorded in the year to September 2023 than in the year before?"
    now, then = sides(read_question(question))
    assert now.periods == ("2023-09",) and then.earlier and "offenc" in then.shared


@pytest.mark.parametrize(
    ("text", "operation", "sure"),
    [
        ("What share of the £35bn do the IT and data savings account for?", Operation.SHARE, True),
        ("What proportion of the tax lost does HMRC expect to recover?", Operation.SHARE, False),
        ("How much do these add up to: £5m for drones and £3m for vans?", Operation.SUM, True),
        ("What does each place cost if £45 million creates 200 places?", Operation.SHARE, True),
        ("How much a year is the £105m for special free schools?", Operation.PER_YEAR, True),
        ("How far was productivity below its pre-pandemic peak?", Operation.DIFFERENCE, False),
    ],
)
def test_whether_a_printed_figure_may_answer_as_well_is_told(text: str, operation: Operation, sure: bool) -> None:
    found = parts(read_question(text))
    assert found and found.operation is operation and found.sure is sure


def test_the_savings_of_two_strands_are_two_parts_of_a_whole() -> None:
    found = parts(read_question("What share of the £35bn do the IT and data savings account for?"))
    assert found and [one.words for one in found.sides] == ["the IT savings", "data savings", "the £35bn"]


@pytest.mark.parametrize(
    "text",
    [
        "How much more does automation save than online channels and fraud together?",
        "How much more a year do health leaders want for buildings and equipment?",
        "How many times bigger is the saving than the cost?",
    ],
)
def test_what_parts_no_sum_from_a_difference_is_not_worked_out(text: str) -> None:
    found = parts(read_question(text))
    assert found is None or found.operation is None or not found.sides


def test_whose_figures_are_asked_for_is_asked_of_every_side() -> None:
    found = sides(read_question("What do tax and welfare come to in ICAEW's article?"))
    assert [one.words for one in found] == ["tax", "welfare"] and all("icaew" in one.shared for one in found)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("What is the average saving per cancelled free school?", "cancelled free school"),
        ("How much goes to services outside the NHS, per the IfG?", ""),
        ("How much is it per year?", ""),
    ],
)
def test_what_an_amount_is_asked_for_each_of_is_read(text: str, thing: str) -> None:
    assert thing_of(read_question(text)) == thing
