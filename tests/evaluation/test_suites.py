from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.evaluation.drafting import draft
from assistant.evaluation.suites import examine_suite, find_suite, read_suite, write_suite
from assistant.evaluation.truth import load
from assistant.evaluation.validation import validate_files

HEADER = {"suite": "s", "purpose": "p", "n": 1, "made": "by hand"}
CASE = {"id": "a1", "question": "How much?", "type": "single_figure", "expected": [{"value": "34000000", "unit": "GBP", "commitment_id": "fraud-ai"}], "commitment_ids": ["fraud-ai"]}  # fmt: skip


def _suite(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "s.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), encoding="utf-8")
    return path


def test_every_suite_of_this_checkout_is_sound() -> None:
    assert validate_files([])[0] == []


def test_the_developers_suite_has_150_cases_and_says_what_it_is_for() -> None:
    suite = read_suite(find_suite("dev"))
    assert len(suite.cases) == 150
    assert suite.header.purpose and suite.header.made


def test_the_suite_of_calculations_has_a_half_that_is_held_back_and_cases_that_must_not_be_computed() -> None:
    suite = read_suite(find_suite("calculations"))
    halves = [[case for case in suite.cases if case.id[0] == half] for half in "ch"]
    assert [len(half) for half in halves] == [30, 30]
    assert [sum(case.status == "not_found" for case in half) for half in halves] == [5, 5]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([CASE], "no header"),
        ([HEADER], "holds no case"),
        ([{**HEADER, "n": 2}, CASE], "says 2"),
        ([HEADER, CASE, CASE], ":3: id: 'a1' is on line 2 too"),
        ([HEADER, "{"], ":2: not JSON"),
        ([HEADER, "[]"], ":2: not a JSON object"),
        ([HEADER, {**CASE, "expected": [{"value": "£34m", "unit": "GBP"}]}], ":2: expected.0.value"),
        ([HEADER, {**CASE, "status": "maybe"}], ":2: status"),
        ([HEADER, {**CASE, "extra": 1}], ":2: extra"),
        ([HEADER, {**CASE, "question": ""}], ":2: question"),
    ],
)
def test_a_fault_of_a_suite_is_located(tmp_path: Path, lines: list[object], told: str) -> None:
    assert any(told in fault for fault in examine_suite(_suite(tmp_path, *lines))[0])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"commitment_ids": ["nothing"]}, "no row 'nothing'"),
        (
            {"expected": [{"value": "35000000", "unit": "GBP", "commitment_id": "fraud-ai"}]},
            "is not a value of fraud-ai",
        ),
        ({"status": "not_found"}, "expects no figures"),
    ],
)
def test_a_suite_is_checked_against_the_table(tmp_path: Path, change: dict[str, object], told: str) -> None:
    faults, _ = validate_files([_suite(tmp_path, HEADER, {**CASE, **change})])
    assert any(told in fault for fault in faults)


def test_drafted_cases_are_a_sound_suite(tmp_path: Path) -> None:
    header, cases = draft(load(), [], "mine")
    path = tmp_path / "mine.jsonl"
    write_suite(path, header, cases)
    assert validate_files([path])[0] == []
    assert len(cases) > 190


def test_a_row_that_is_not_there_cannot_be_drafted() -> None:
    with pytest.raises(InputError, match="no row nothing"):
        draft(load(), ["nothing"], "mine")


def test_an_unknown_suite_lists_those_there_are() -> None:
    with pytest.raises(InputError, match="dev"):
        find_suite("nothing")
