"""Real sentences of UK public spending with every figure that a careful reader marks, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.figures import read
from assistant.figures.quantity import TEMPORAL_UNITS

_PERIODS = Path(__file__).with_name("uk_periods.jsonl")


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("The digest is licensed under the Open Government Licence v3.0.", []),
        ("HC 317, Session 2023-24, paragraphs 4.12 to 4.15 and Table 5.1", ["2023-24"]),
        ("Call 999 operators or 020 7946 0000; write to press@example.gov.uk.", []),
        ("It costs £5m a year.", ["£5m"]),
        ("They wait more than an hour and a half, some for a year.", ["an hour and a half", "a year"]),
        ("£75 million over three years", ["£75 million", "three years"]),
        ("Costs rose by 1.8 percentage points to 97.1%.", ["1.8 percentage points", "97.1%"]),
        ("A third runway and the twenty-first century", []),
        ("One in five trusts, and two-thirds of councils, had none.", ["One in five", "two-thirds"]),
        ("£34m¹ of £3.4 billion2 for 1,200[3] staff", ["£34m", "£3.4 billion", "1,200"]),
        ("productivity in Quarter 1 (Jan to Mar) 2024 was 6.4% lower", ["Quarter 1 (Jan to Mar) 2024", "6.4%"]),
        ("Office 365, Windows 11, ISO 27001, Key Stage 2 and Year 7 pupils", []),
        ("two dozen councils, 38 million hours and half a billion pounds", ["two dozen", "38 million hours", "half a billion pounds"]),
        ("£2m–£3m, or £2 to £3 million", ["£2m–£3m", "£2 to £3 million"]),
    ],
)  # fmt: skip
def test_a_real_sentence_gives_the_figures_that_a_reader_marks(sentence: str, figures: list[str]) -> None:
    assert [one.text for one in read(sentence)] == figures


@pytest.mark.parametrize("case", [json.loads(line) for line in _PERIODS.read_text("utf-8").splitlines()], ids=lambda case: case["id"])  # fmt: skip
def test_a_year_is_read_in_every_uk_form(case: dict[str, object]) -> None:
    found = [(one.value, one.unit, one.upper) for one in read(str(case["text"])) if one.unit in TEMPORAL_UNITS]
    expected = case["expected"]
    assert isinstance(expected, list)
    assert found == [(one["value"], one["unit"], one.get("upper")) for one in expected]
