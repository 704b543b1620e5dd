"""Saying what each figure is about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.figures import Context, Figure, PeriodKind, describe

CROWN = (
    "The Crown Prosecution Service will receive £48 million for digital case files, HM Courts & Tribunals Service "
    "£92 million for video hearing suites, and the Probation Service £37 million for a new supervision app."
)
TABLE = """Table 4.1: Policy decisions (£ million)

| Ref | Measure | 2026-27 | 2027-28 |
|---|---|---:|---:|
| 31 | Digital court filing | (45) | 88 |
"""


def figure(text: str, printed: str) -> Figure:
    return next(one for one in describe(text) if one.quantity.text == printed)


def test_a_sum_for_a_year_is_no_yearly_rate() -> None:
    once, rate = (describe(text)[0].period for text in ("It gets £5m for a year.", "It gets £5m a year."))
    assert once and once.kind is PeriodKind.TOTAL and once.years == 1
    assert rate and rate.kind is PeriodKind.PER_YEAR


def test_each_figure_of_a_list_keeps_its_own_clause_and_organisation() -> None:
    assert "video hearing" in figure(CROWN, "£92 million").subject
    assert "digital case" not in figure(CROWN, "£92 million").subject
    assert figure(CROWN, "£92 million").organisations == ("HM Courts & Tribunals Service",)


def test_a_yearly_rate_is_told_from_a_total() -> None:
    text = "The move saves £1.5 billion a year by 2029-30 and £4.6 billion in total over the forecast period."
    yearly, total = figure(text, "£1.5 billion").period, figure(text, "£4.6 billion").period
    assert yearly and yearly.kind is PeriodKind.PER_YEAR and yearly.end == "2029-30"
    assert total and total.kind is PeriodKind.TOTAL


def test_a_table_cell_takes_row_label_column_and_unit_note() -> None:
    cell = figure(TABLE, "(45)")
    assert cell.quantity.value == Decimal(-45_000_000) and cell.quantity.unit == "GBP"
    assert "Digital court filing" in cell.subject
    assert cell.period and cell.period.start == "2026-27"


def test_the_organisation_of_an_earlier_sentence_carries_over() -> None:
    assert figure("HMRC has changed its app. It saves £5.60 a call.", "£5.60").organisations == (
        "HM Revenue & Customs",
    )


def test_basis_words_are_noticed() -> None:
    assert "real" in figure("Spending rises by 1.6% in real terms.", "1.6%").basis
    assert "forecast" in figure("It is expected to save £5m.", "£5m").basis
    assert "achieved" not in figure("The £4 million is to be spent next year.", "£4 million").basis


@pytest.mark.parametrize(
    ("row", "title", "start"),
    [
        ("| Apr 2021 | 5,830 |", "Claimants by office, October 2017 to May 2025", "2021-04"),
        ("| Omagh | 5,830 |", "Claimants by office, October 2017 to May 2025", None),
        ("| Wales | 5,830 |", "Table 8.1 Spending by country, 1999-00 to 2004-05", None),
        ("| Wales | 5,830 |", "Table 2.5 Liabilities by country for 2023 to 2024", "2023-24"),
        ("| Wales | 5,830 |", "Table 3 Spending by country, 2003-04", "2003-04"),
    ],
)
def test_a_cell_is_of_the_month_in_its_label_or_of_the_one_period_in_its_title(
    row: str, title: str, start: str | None
) -> None:
    (figure,) = [
        one for one in describe(row, Context(table_title=title, columns=("", "Number"))) if one.quantity.text == "5,830"
    ]
    assert (figure.period.start if figure.period else None) == start
