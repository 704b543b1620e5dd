"""Reading quantities out of text."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Bound, Direction, read
from assistant.figures.numbers import SCALES
from tests.conftest import shared


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It costs £34m.", "34000000", "GBP"),
        ("£1.2-billion", "1200000000", "GBP"),
        ("half a billion pounds", "500000000", "GBP"),
        ("US$48.5 million", "48500000", "USD"),
        ("€9.6 million", "9600000", "EUR"),
        ("6p for every pound", "0.06", "GBP"),
        ("-£5m", "-5000000", "GBP"),
        ("a rise of 2%", "2", "percent"),
        ("2 per cent", "2", "percent"),
        ("down 4.3 percentage points", "4.3", "percentage_point"),
        ("25 basis points", "0.25", "percentage_point"),
        ("one in five had none", "0.2", "fraction"),
        ("three quarters of trusts", "0.75", "fraction"),
        ("22 minutes", "22", "minute"),
        ("38 million hours a year", "38000000", "hour"),
        ("1,150 district nurses", "1150", "nurse"),
        ("136,000 violent offences", "136000", "offence"),
        ("thirteen and a half million people", "13500000", "person"),
        ("1\u2009200 cases", "1200", "case"),
        ("£34m¹", "34000000", "GBP"),
        ("a dozen councils", "12", "council"),
    ],
)
def test_a_printed_figure_is_read_with_value_and_unit(text: str, value: str, unit: str) -> None:
    quantity = read(text)[0]
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("in 2024-25", "2024-25", "fiscal_year"),
        ("in 2024/25", "2024-25", "fiscal_year"),
        ("in FY2024", "2024-25", "fiscal_year"),
        ("on 6 March 2024", "2024-03-06", "date"),
        ("by March 2026", "2026-03", "date"),
        ("since 2019", "2019", "date"),
        ("in Q3 2024", "2024-07", "date"),
        ("by the end of the decade", "2030", "date"),
    ],
)
def test_a_point_in_time_is_read_as_iso(text: str, value: str, unit: str) -> None:
    assert [(one.value, one.unit) for one in read(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to £1.8 billion", Bound.UP_TO),
        ("more than one hundred MRI scanners", Bound.MORE_THAN),
        ("almost £2bn", Bound.ALMOST),
        ("at least six reviews", Bound.AT_LEAST),
        ("no more than 5%", Bound.AT_MOST),
        ("500 patients or more", Bound.AT_LEAST),
        ("£200m or more", Bound.AT_LEAST),
        ("around 18,500 providers", Bound.ABOUT),
        ("by March 2026", Bound.AT_MOST),
        ("over four years", Bound.EXACT),
    ],
)
def test_the_words_around_a_number_bound_it(text: str, bound: Bound) -> None:
    assert read(text)[0].bound is bound


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("£2 to £3 million", "2000000", "3000000"),
        ("£2m–£3m", "2000000", "3000000"),
        ("between £1.9 billion and £2.4 billion", "1900000000", "2400000000"),
        ("between 35% and 50%", "35", "50"),
        ("18 to 22 million applications", "18000000", "22000000"),
    ],
)
def test_a_range_is_one_quantity(text: str, low: str, high: str) -> None:
    (quantity,) = read(text)
    assert (quantity.value, quantity.upper) == (Decimal(low), Decimal(high))


def test_a_change_from_one_value_to_another_is_two_quantities() -> None:
    assert [one.text for one in read("Costs rose from £131 million to £158 million.")] == [
        "£131 million",
        "£158 million",
    ]


def test_direction_follows_the_verb() -> None:
    assert read("The caseload fell by 14,200")[0].direction is Direction.DOWN
    assert read("an increase of £410 million")[0].direction is Direction.UP


@pytest.mark.parametrize(
    "text",
    [
        "section 6 of the 1983 Act",
        "HC 317",
        "call 020 7946 0000",
        "see paragraph 4.12 and Table 5.1",
        "ISBN 978-1-5286-1234-5",
        "version 3.11",
        "https://www.gov.uk/2024/34m",
        "the 19th century",
        "GPT-4 and Covid-19",
    ],
)
def test_numbers_that_only_name_something_are_not_figures(text: str) -> None:
    assert read(text) == ()


def test_a_bracketed_table_cell_is_negative() -> None:
    assert [one.value for one in read("| Ministry of Justice | 96 | (18) |")] == [Decimal(96), Decimal(-18)]


@given(st.text())
def test_reading_any_text_gives_spans_of_it(text: str) -> None:
    last = 0
    for quantity in read(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= last
        last = quantity.end


@given(
    st.decimals(min_value="0.1", max_value="999.9", places=1),
    st.sampled_from(["k", "m", "bn", "tn", " thousand", " million", " billion", " trillion"]),
    st.sampled_from([("£", "GBP"), ("$", "USD"), ("€", "EUR")]),
)
def test_money_printed_in_any_form_reads_back(number: Decimal, scale: str, currency: tuple[str, str]) -> None:
    (quantity,) = read(f"It cost {currency[0]}{number}{scale}.")
    assert quantity.unit == currency[1]
    assert quantity.value == number.scaleb(SCALES[scale.strip()])
    assert quantity.step == Decimal("0.1").scaleb(SCALES[scale.strip()])


@given(st.integers(min_value=13, max_value=10**9))
def test_a_count_with_thousands_separators_reads_back(number: int) -> None:
    for separator in (",", "\u00a0", "\u2009"):
        (quantity,) = read(f"There are {number:,} patients".replace(",", separator))
        assert (quantity.value, quantity.unit) == (Decimal(number), "patient")


@given(
    st.integers(min_value=1, max_value=900),
    st.integers(min_value=1, max_value=90),
    st.sampled_from(["m", "bn", " million"]),
)
def test_a_range_of_money_reads_back_in_every_form(low: int, width: int, scale: str) -> None:
    high, power = low + width, SCALES[scale.strip()]
    for form in ("£{}{s} to £{}{s}", "between £{}{s} and £{}{s}", "£{}{s}–£{}{s}", "£{} to £{}{s}", "£{}–{}{s}"):
        (quantity,) = read(f"It cost {form.format(low, high, s=scale)}.")
        assert (quantity.value, quantity.upper) == (Decimal(low).scaleb(power), Decimal(high).scaleb(power)), form


@given(st.decimals(min_value="0.1", max_value="99.9", places=1))
def test_a_share_reads_back_in_every_form(share: Decimal) -> None:
    for form, unit in (("{}%", "percent"), ("{} per cent", "percent"), ("{} percentage points", "percentage_point")):
        (quantity,) = read(f"It grew by {form.format(share)}.")
        assert (quantity.value, quantity.unit) == (share, unit)
    (quantity,) = read(f"It grew by {share * 100:.0f} basis points.")
    assert (quantity.value, quantity.unit) == (share, "percentage_point")


@given(st.integers(min_value=2, max_value=999), st.sampled_from(["hour", "day", "week", "month", "year"]))
def test_a_length_of_time_reads_back(length: int, unit: str) -> None:
    (quantity,) = read(f"It took {length} {unit}s to finish.")
    assert (quantity.value, quantity.unit) == (Decimal(length), unit)


_TO_NINETEEN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """A whole number below a thousand million in British words."""
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest and (size == 100 or rest < 100) else " "
            return f"{in_words(number // size)} {name}{joint + in_words(rest) if rest else ''}"
    if number < 20:
        return _TO_NINETEEN[number]
    return _TENS[number // 10 - 2] + (f"-{_TO_NINETEEN[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=2, max_value=10**9 - 1))
def test_a_number_in_words_reads_back(number: int) -> None:
    (quantity,) = read(f"They saw {in_words(number)} patients.")
    assert (quantity.value, quantity.unit) == (Decimal(number), "patient")


def test_a_decade_is_its_ten_years() -> None:
    (quantity,) = read("It was built in the 1960s.")
    assert (quantity.text, quantity.value, quantity.upper) == ("1960s", "1960", "1969")


def test_a_number_in_words_has_its_hundreds_once() -> None:
    found = read("twenty one hundred and twenty one hundred and twenty one hundred")
    assert [quantity.value for quantity in found] == [Decimal(2121), Decimal(121), Decimal(100)]
    assert [quantity.value for quantity in read("one hundred thousand two hundred and one")] == [Decimal(100201)]


def test_every_marked_figure_of_the_labelled_claims_is_read() -> None:
    for line in shared("data/figure_pairs_dev.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        marked = pair["figure"]
        assert any(one.start < marked["end"] and marked["start"] < one.end for one in read(pair["claim"])), pair[
            "claim"
        ]
