"""Computed figures: what is computed, from what, and how it is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.derive import derive, portion, spread
from assistant.answering.parts import Operation
from assistant.figures import Figure, describe


def figures(*sentences: str) -> list[Figure]:
    return [describe(sentence)[0] for sentence in sentences]


@pytest.mark.parametrize(
    ("operation", "sentences", "text", "working"),
    [
        (Operation.DIFFERENCE, ("Tax lost £39bn.", "Welfare lost £10bn."), "£29bn", "£39bn − £10bn = £29bn"),
        (Operation.DIFFERENCE, ("Welfare lost £10bn.", "Tax lost £39bn."), "£29bn", "£39bn − £10bn = £29bn"),
        (Operation.DIFFERENCE, ("It lost £1.2bn.", "It lost £800m."), "£400m", "£1.2bn − £800m = £400m"),
        (Operation.SUM, ("IT saves £4bn.", "Data saves £3bn."), "£7bn", "£4bn + £3bn = £7bn"),
        (
            Operation.SHARE,
            ("Schemes lost £7.3 billion.", "All lost £21 billion."),
            "35%",
            "£7.3 billion ÷ £21 billion = about 35%",
        ),
        (
            Operation.DIFFERENCE,
            ("It fell to 4.6%.", "It stood at 9.6%."),
            "5 percentage points",
            "9.6% − 4.6% = 5 percentage points",
        ),
        (Operation.DIFFERENCE, ("Losses were £39.8bn to £58.5bn.",), "£18.7bn", "£39.8bn to £58.5bn is £18.7bn wide"),
    ],
)
def test_a_result_is_computed_exactly_and_shown_with_its_operands_as_printed(
    operation: Operation, sentences: tuple[str, ...], text: str, working: str
) -> None:
    derived = derive(operation, figures(*sentences))
    assert derived and derived.text == text and derived.working == working
    for (start, end), operand in zip(derived.places(), derived.operands, strict=True):
        assert derived.working[start:end] == operand.quantity.text


@pytest.mark.parametrize(
    ("operation", "sentences"),
    [
        (Operation.DIFFERENCE, ("It costs £10bn.", "It fell by 10%.")),
        (Operation.DIFFERENCE, ("It costs £10bn.", "It costs £10bn.")),
        (Operation.SUM, ("It costs £10bn.",)),
        (Operation.SUM, ("It costs £10bn to £20bn.", "It costs £3bn.")),
        (Operation.SHARE, ("It costs £10bn.", "It costs £3bn.")),
        (Operation.PER_YEAR, ("It costs £10bn.",)),
        (Operation.SUM, ()),
    ],
)
def test_what_figures_do_not_allow_is_not_computed(operation: Operation, sentences: tuple[str, ...]) -> None:
    assert derive(operation, figures(*sentences)) is None


def test_a_loose_operand_makes_a_loose_result() -> None:
    derived = derive(Operation.SUM, figures("IT saves up to £4bn.", "Data saves £3bn."))
    assert derived and derived.working.endswith("= about £7bn")


@given(st.integers(1, 9_999), st.integers(1, 9_999))
def test_a_sum_less_one_part_is_the_other(one: int, other: int) -> None:
    first, second = figures(f"It costs £{one:,}m.", f"It costs £{other:,}m.")
    total = derive(Operation.SUM, [first, second])
    assert total and total.figure.quantity.value == Decimal(one + other) * 10**6


def test_a_percentage_change_goes_from_the_first_figure_to_the_second() -> None:
    first, second = describe("£10.5bn")[0], describe("£10bn")[0]
    derived = derive(Operation.PERCENT_CHANGE, [first, second])
    assert derived and derived.text == "5%" and derived.working == "from £10.5bn to £10bn is a fall of about 5%"


def test_a_figure_that_is_lost_in_anothers_rounding_is_not_added_or_taken_away() -> None:
    large, small = describe("It has £1 billion.")[0], describe("The duty is £2.20.")[0]
    assert derive(Operation.DIFFERENCE, [large, small]) is None and derive(Operation.SUM, [large, small]) is None
    part = describe("It has £430 million.")[0]
    found = derive(Operation.SUM, [large, part])
    assert found and found.text == "£1.43bn"


def test_a_total_is_spread_over_years_that_stand_apart_from_it() -> None:
    amount, years = describe("It costs up to £330m.")[0], describe("The contract lasts seven years.")[0]
    found = spread(amount, years)
    assert (
        found and found.working == "£330m over seven years is about £47m a year" and found.operands == (amount, years)
    )
    assert spread(amount, describe("It lasts a year.")[0]) is None


def test_an_amount_is_divided_among_what_is_counted() -> None:
    amount, places = describe("It gives £45 million.")[0], describe("It creates 200 places.")[0]
    found = portion(amount, places)
    assert found and found.working == "£45 million ÷ 200 = £225,000 each" and found.operation is Operation.SHARE
    assert portion(amount, describe("It rose by 5%.")[0]) is None


def test_bare_counts_take_the_noun_of_what_is_asked() -> None:
    derived = derive(Operation.DIFFERENCE, figures("It stood at 60,692.", "It stood at 41,045."), "cases")
    assert derived and derived.text == "19,647 cases" and derived.working == "60,692 − 41,045 = 19,647 cases"


def test_several_parts_are_taken_from_what_comes_first() -> None:
    found = derive(Operation.DIFFERENCE, figures("It has £3.4bn.", "IT takes £2bn.", "Data takes £1bn."))
    assert found and found.working == "£3.4bn − £2bn − £1bn = £400m"
    assert derive(Operation.DIFFERENCE, figures("It has £1bn.", "IT takes £2bn.", "Data takes £1bn.")) is None


def test_a_rise_and_a_fall_lie_as_far_apart_as_both_together() -> None:
    found = derive(Operation.DIFFERENCE, figures("Output grew by 1.3%.", "Output fell by 5.7%."))
    assert found and found.text == "7 percentage points"
    assert found.working == "1.3% and 5.7% in opposite directions are 7 percentage points apart"
