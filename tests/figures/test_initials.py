"""Counts of things by their initials."""

from __future__ import annotations

import pytest

from assistant.figures import Context, describe


def test_initials_spelt_out_in_a_title_count_what_the_name_names() -> None:
    (figure,) = describe("Some 20 VRUs share the sum.", Context(title="Violence Reduction Units: Finance"))
    assert (figure.quantity.unit, figure.quantity.noun) == ("unit", "VRUs")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Integrated care boards were cut. The plan leaves 26 ICBs.", "board"),
        ("The report counts 43 PCCs, the police and crime commissioners of England and Wales.", "commissioner"),
        ("The town has 12 GPs.", "gp"),
    ],
)
def test_the_unit_is_the_last_word_of_the_name_or_the_letters(text: str, unit: str) -> None:
    assert describe(text)[0].quantity.unit == unit


def test_a_sum_of_money_and_a_counted_noun_are_left_alone() -> None:
    assert describe("It pays £20 ICBs never see.")[0].quantity.unit == "GBP"
    assert describe("It has 20 boards.")[0].quantity.unit == "board"
