"""A question that holds a row's label and a column's year is answered with that cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.index.build import ingest

TABLE = """# Measures

Table 1: Effect of measures (£ million)

| Measure | 2024-25 | 2025-26 | 2026-27 |
|---|---|---|---|
| Increasing the interest rate on unpaid tax from April 2025 | +50 | +255 | +260 |
| Right to buy discounts reduced for local authorities in 2025-26 | 0 | -265 | -280 |
"""


@pytest.fixture(scope="module")
def asked(indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    path = tmp_path_factory.mktemp("measures") / "measures.md"
    path.write_text(TABLE)
    ingest([path], indexes / "cells-test")
    return Assistant.open(index="cells-test")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What does raising the interest rate on unpaid tax bring in in 2025-26?", 255_000_000),
        ("What does increasing the interest rate on unpaid tax bring in in 2026-27?", 260_000_000),
        (
            "What is the effect in 2026-27 of right to buy discounts reduced for local authorities in 2025-26?",
            -280_000_000,
        ),
    ],
)
def test_the_cell_of_the_named_row_and_year_is_the_answer(asked: Assistant, question: str, value: int) -> None:
    figures = [one.figure for one in asked.ask(question).figures]
    assert value in [figure.quantity.value for figure in figures]
    assert all(figure.quantity.unit != "GBP" or figure.quantity.value == value for figure in figures)


SHEETS = {
    "payers_london.csv": """Table 2.2 Number of individual Income Tax payers in London by sex
Numbers are in thousands.
Tax year,All Income Tax payers,Males,Females
2023 to 2024 [note 9],"4,870","2,590","2,280"
2024 to 2025 [note 9],"5,020","2,660","2,360"
2025 to 2026 [note 9],"5,110","2,700","2,410"
""",
    "payers_wales.csv": """Table 2.2 Number of individual Income Tax payers in Wales by sex
Numbers are in thousands.
Tax year,All Income Tax payers,Males,Females
2023 to 2024 [note 9],"1,510",810,700
2024 to 2025 [note 9],"1,560",835,725
2025 to 2026 [note 9],"1,590",850,740
""",
    "liabilities.csv": """Table 2.5 Income Tax liabilities by Income Range for 2023 to 2024
Numbers of Income Tax payers are in thousands. Amounts are in millions unless otherwise stated.
Range of total income (lower limit),Number of savers rate Income Tax payers [note 1],Income Tax liability for savers rate Income Tax payers,Total Income Tax liability
"£20,000",148,134,"23,100"
"£50,000",18,49,"79,800"
"£100,000",[no estimate],[no estimate],"35,000"
All Ranges,472,602,"304,000"
""",
    "receipts.csv": """3.4 Income tax and NICs forecast: detailed breakdown
£ billion
,2025-26,2026-27,2027-28
Income tax,329.3,357.5,383.0
Company income tax,1.4,1.4,1.5
Other NIC2,2.8,2.4,2.3
""",
    "rates.csv": """Direct effects of illustrative tax changes
Change,"Financial year 2026 to 2027, £ million","Financial year 2027 to 2028, £ million"
VAT,,
Change reduced rate by 1 percentage point,490,480
Change standard rate by 1 percentage point,"8,800","9,200"
Insurance premium tax,,
Change standard rate by 1 percentage point,630,640
""",
}


@pytest.fixture(scope="module")
def sheets(indexes: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("sheets")
    for name, text in SHEETS.items():
        (folder / name).write_text(text)
    ingest([folder], indexes / "sheets-test")
    return Assistant.open(index="sheets-test")


@pytest.mark.parametrize(
    ("question", "value", "place"),
    [
        ("How many Income Tax payers in London were females in 2024-25?", 2_360_000, "cell D5"),
        ('In London, what is "Females" among Income Tax payers in 2023 to 2024?', 2_280_000, "cell D4"),
        (
            'For the range "£20,000" in 2023 to 2024, what is the "Income Tax liability for savers rate Income Tax payers"?',
            134_000_000,
            "cell C4",
        ),
        ("How many individual Income Tax payers in Wales were males in tax year 2024-25?", 835_000, "cell C5"),
        (
            'In the income tax liabilities table, what is "Total Income Tax liability" for the range starting at £100,000 in 2023-24?',
            35_000_000_000,
            "cell D6",
        ),
        (
            'What is "Number of savers rate Income Tax payers" for the income range starting at £50,000 in 2023-24?',
            18_000,
            "cell B5",
        ),
        (
            'In table 3.4, Income tax and NICs forecast: detailed breakdown, what is "Company income tax" in 2027-28?',
            1_500_000_000,
            "cell D5",
        ),
        ('What does the detailed breakdown give for "Other NIC" in 2026-27?', 2_400_000_000, "cell C6"),
        (
            "In Income tax and NICs forecast: detailed breakdown, what is Company income tax in 2025-26?",
            1_400_000_000,
            "cell B5",
        ),
    ],
)
def test_a_sheet_s_cell_is_found_by_either_axis_and_cited_by_its_place(
    sheets: Assistant, question: str, value: int, place: str
) -> None:
    answer = sheets.ask(question)
    figures = [one for one in answer.figures if one.figure.quantity.value == value]
    assert figures, answer.text
    assert place in [one.locator for one in answer.citations if one.id in figures[0].citations]


def test_a_year_that_the_table_does_not_hold_gives_no_cell(sheets: Assistant) -> None:
    answer = sheets.ask('What is "Company income tax" in 2035-36?')
    assert not any(one.figure.period and one.figure.period.start == "2035-36" for one in answer.figures)
    assert answer.status is not Status.ANSWERED


def test_rows_of_one_name_under_two_groups_are_both_given_with_their_groups(sheets: Assistant) -> None:
    answer = sheets.ask('What is the effect of "Change standard rate by 1 percentage point" in 2026-27?')
    assert answer.status is Status.PARTIAL
    assert "VAT, Change standard rate" in answer.text and "Insurance premium tax, Change standard rate" in answer.text
    assert {8_800_000_000, 630_000_000} <= {one.figure.quantity.value for one in answer.figures}


def test_a_question_that_names_the_group_is_answered_with_its_row(sheets: Assistant) -> None:
    answer = sheets.ask('For insurance premium tax, what is "Change standard rate by 1 percentage point" in 2026-27?')
    assert answer.status is Status.ANSWERED
    assert {one.figure.quantity.value for one in answer.figures if one.figure.quantity.unit == "GBP"} == {630_000_000}


def test_a_sum_or_list_of_named_rows_is_not_answered_with_one_cell(sheets: Assistant) -> None:
    both = sheets.ask('What is the difference between "Company income tax" and "Other NIC" in 2026-27?')
    assert any(one.derived for one in both.figures) or both.status is not Status.ANSWERED


def test_a_body_named_before_the_title_of_a_document_without_a_publisher_is_taken_for_it(sheets: Assistant) -> None:
    answer = sheets.ask(
        'In HMRC\'s direct effects of illustrative tax changes, what is "Change reduced rate by 1 percentage point" in 2027-28?'
    )
    assert answer.status is Status.ANSWERED and "480" in answer.text
