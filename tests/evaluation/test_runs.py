from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.errors import InputError, NotComparableError
from assistant.evaluation import engines, sabotage
from assistant.evaluation.comparison import compare_runs
from assistant.evaluation.gate import baseline_of, check, read_rules
from assistant.evaluation.reports import write_comparison, write_run
from assistant.evaluation.runs import Run, execute, score_run
from assistant.evaluation.suites import Suite
from assistant.evaluation.truth import load
from tests.evaluation.slow_run import CASES, SUITE, SlowEngine

TRUTH = load()
ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)


class Faulty(SlowEngine):
    """Answers with one fault, to some cases or all."""

    def __init__(self, log: Path, fault: str, questions: frozenset[str] = frozenset()) -> None:
        super().__init__(log, 0)
        self._fault, self._questions = sabotage.FAULTS[fault], questions

    def answer(self, question, history):  # type: ignore[no-untyped-def]
        right = super().answer(question, history)
        if self._questions and question not in self._questions:
            return right
        return self._fault(right, [{"document_id": "source", "text": "Nothing of the sort."}])


@pytest.fixture
def run_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def run(name: str, engine: SlowEngine | None = None, suite: Suite = SUITE, repeat: int = 1) -> Run:
        monkeypatch.setitem(
            engines.ENGINES, "test", lambda index, model: engine or SlowEngine(tmp_path / "asked.txt", 0)
        )
        return execute([suite], TRUTH, tmp_path / name, engine="test", repeat=repeat)

    return run


def test_a_run_killed_with_sigkill_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder, asked = tmp_path / "run", tmp_path / "asked.txt"
    command = [sys.executable, "-m", "tests.evaluation.slow_run", str(folder)]
    killed = subprocess.Popen([*command, "0.2"], cwd=ROOT)
    answers = folder / "answers.jsonl"
    deadline = time.monotonic() + 60
    while not (answers.is_file() and answers.read_bytes().count(b"\n") >= 3) and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    done = answers.read_bytes().count(b"\n")
    assert 3 <= done < len(CASES)
    with answers.open("ab") as stream:
        stream.write(b'{"id": "k')  # a line that the kill cut short

    with pytest.raises(InputError, match="finish the run"):
        score_run(folder, TRUTH)
    subprocess.run([*command, "0"], cwd=ROOT, check=True)

    finished = score_run(folder, TRUTH)
    assert [one.case_id for one in finished.marks] == [one.id for one in CASES]
    assert all(one.right for one in finished.marks)
    # The one question in flight at the kill may be asked again; none that was recorded is.
    assert len(asked.read_text("utf-8").splitlines()) <= len(CASES) + 1


def test_a_folder_with_another_configuration_is_not_continued(run_with) -> None:  # type: ignore[no-untyped-def]
    run_with("run")
    other = Suite(SUITE.header, SUITE.cases[:5])
    with pytest.raises(InputError, match="another suites"):
        run_with("run", suite=other)


def test_a_case_that_raises_is_recorded_and_the_rest_go_on(run_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    class Failing(SlowEngine):
        def answer(self, question, history):  # type: ignore[no-untyped-def]
            if question == "Question 3?":
                raise RuntimeError("no memory")
            return super().answer(question, history)

    run = run_with("run", Failing(tmp_path / "asked.txt", 0))
    assert [one.case_id for one in run.marks if one.error] == ["k03"]
    assert run.summary.scores["failed"].value == pytest.approx(1 / len(CASES))


def test_repeats_say_how_stable_the_answers_are(run_with) -> None:  # type: ignore[no-untyped-def]
    assert run_with("run", repeat=3).stable == 1.0


def test_the_reports_can_be_read_by_programs_and_hold_every_case(run_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run = run_with("run", Faulty(tmp_path / "asked.txt", "scale", frozenset({"Question 2?"})))
    write_run(run)
    scores = json.loads((run.folder / "scores.json").read_text("utf-8"))
    suite = ElementTree.parse(run.folder / "junit.xml").getroot()
    page = (run.folder / "report.html").read_text("utf-8")
    assert scores["scores"]["answerable_right"]["n"] == len(CASES)
    assert (suite.get("tests"), suite.get("failures")) == (str(len(CASES)), "1")
    assert all(case.id in page for case in CASES)
    assert "http://" not in page and "https://" not in page and "src=" not in page
    assert "| single_figure |" in (run.folder / "report.md").read_text("utf-8")


@pytest.mark.parametrize("fault", ["scale", "citations"])
def test_a_broken_variant_is_a_regression(run_with, tmp_path: Path, fault: str) -> None:  # type: ignore[no-untyped-def]
    compared = compare_runs(run_with("good"), run_with("bad", Faulty(tmp_path / "asked.txt", fault)))
    assert compared.regressed()
    assert compared.regressed(alpha=0.05)
    assert len(compared.newly_wrong if fault == "scale" else compared.newly_failing) == len(CASES)


def test_refusal_switched_off_is_newly_wrong(run_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answer = {"status": "not_found", "text": "The sources do not say.", "figures": [], "citations": []}
    broken = sabotage.refusal_off(answer, [{"document_id": "source", "text": "Roads got £9m."}])
    assert broken["status"] == "answered"
    assert [figure["text"] for figure in broken["figures"]] == ["£9m"]


def test_one_newly_wrong_figure_is_a_regression_but_not_a_significant_one(run_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bad = run_with("bad", Faulty(tmp_path / "asked.txt", "scale", frozenset({"Question 2?"})))
    compared = compare_runs(run_with("good"), bad)
    assert compared.regressed()
    assert not compared.regressed(alpha=0.05)
    assert [one.wrong for one in compared.newly_wrong] == [("£34bn",)]
    write_comparison(compared, "good", "bad", tmp_path)
    text = (tmp_path / "compare.md").read_text("utf-8")
    assert text.index("Newly wrong figures (1)") < text.index("Newly right (0)") < text.index("Changed")


def test_the_same_run_twice_is_no_regression(run_with) -> None:  # type: ignore[no-untyped-def]
    assert not compare_runs(run_with("one"), run_with("two")).regressed()


def test_runs_of_other_cases_are_not_comparable(run_with) -> None:  # type: ignore[no-untyped-def]
    other = run_with("other", suite=Suite(SUITE.header, SUITE.cases[:5]))
    with pytest.raises(NotComparableError, match="in one run only"):
        compare_runs(run_with("one"), other)


def _rules(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    return path


WAIVER = '[[waivers]]\ncase = "{}"\nreason = "a known slip"\nuntil = {}\n'


@pytest.mark.parametrize(
    ("rules", "broken", "passed"),
    [
        ("", False, True),
        ("", True, False),
        (WAIVER.format("k02", "2027-01-31"), True, True),
        (WAIVER.format("k02", "2026-01-31"), True, False),
        (WAIVER.format("k02", "2027-01-31"), False, False),
        (WAIVER.format("zz", "2027-01-31"), False, False),
        ("[thresholds]\nanswerable_right.min = 1.0", True, False),
        ("[thresholds]\nanswerable_right.min = 0.5", False, True),
        ("[thresholds]\nwrong_figure.max = 0.0", False, True),
        ("[thresholds]\nunanswerable_refused.min = 0.5", False, False),
        ("[tolerances]\nanswerable_right = 0.05\n" + WAIVER.format("k02", "2027-01-31"), True, False),
        ("[tolerances]\nanswerable_right = 0.2\n" + WAIVER.format("k02", "2027-01-31"), True, True),
    ],
    ids=["same run", "newly wrong", "waived", "waiver ran out", "waiver of a right case", "waiver of no case", "below a minimum", "above a minimum", "at a maximum", "threshold on what was not measured", "beyond a tolerance", "within a tolerance"],
)  # fmt: skip
def test_the_gate(run_with, tmp_path: Path, rules: str, broken: bool, passed: bool) -> None:  # type: ignore[no-untyped-def]
    baseline = baseline_of(run_with("good"))
    run = (
        run_with("bad", Faulty(tmp_path / "asked.txt", "scale", frozenset({"Question 2?"})))
        if broken
        else run_with("again")
    )
    findings = check(run, baseline, read_rules(_rules(tmp_path, rules)), TODAY)
    assert all(one.passed for one in findings) is passed, findings


@pytest.mark.parametrize(
    "text", ["[thresholds]\nnonsense.max = 1", "[thresholds", "[[waivers]]\ncase = 'a'", "surprise = 1"]
)
def test_rules_that_cannot_be_used_are_an_input_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"gate\.toml"):
        read_rules(_rules(tmp_path, text))


def test_a_baseline_of_other_cases_is_not_comparable(run_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    baseline = baseline_of(run_with("other", suite=Suite(SUITE.header, SUITE.cases[:5])))
    with pytest.raises(NotComparableError):
        check(run_with("one"), baseline, read_rules(_rules(tmp_path, "")), TODAY)


def test_the_rules_of_this_checkout_can_be_read() -> None:
    assert read_rules(ROOT / "eval" / "gate.toml").thresholds


def test_a_run_holds_its_own_baseline_whatever_its_digits(run_with, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run = run_with("thirds")
    baseline = baseline_of(run)
    for score in baseline["scores"].values():
        if score["value"] is not None:
            score["value"] -= 4e-7
    rules = read_rules(_rules(tmp_path, "[tolerances]\nwrong_figure = 0.0\nanswerable_refused = 0.0"))
    assert all(one.passed for one in check(run, baseline, rules, TODAY))
