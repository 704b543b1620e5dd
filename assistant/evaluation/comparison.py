"""Two runs case by case: newly wrong figures first, then newly right, then changed but equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import NotComparableError
from assistant.evaluation.intervals import Score, paired
from assistant.evaluation.runs import Run
from assistant.evaluation.scoring.marks import Marks
from assistant.evaluation.scoring.summary import succeeded


@dataclass(frozen=True, slots=True)
class Change:
    """One case before and after. `figures` are texts; `wrong` are those that are wrong after."""

    case_id: str
    question: str
    before: str
    after: str
    figures_before: tuple[str, ...]
    figures_after: tuple[str, ...]
    wrong: tuple[str, ...]
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """A paired test of one mark: shares before and after, the difference with its interval, McNemar's exact p."""

    name: str
    before: float
    after: float
    difference: Score
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    newly_wrong: tuple[Change, ...]
    newly_failing: tuple[Change, ...]
    newly_right: tuple[Change, ...]
    mended: tuple[Change, ...]
    changed: tuple[Change, ...]
    tests: tuple[Test, ...]

    def regressed(self, alpha: float | None = None) -> bool:
        """Whether the second run is worse: more cases became wrong than stopped being so, or more failed than passed.

        With `alpha`, only where McNemar's exact test puts the difference below it: for engines that are not
        deterministic.
        """
        worse = [
            test
            for test in self.tests
            if (test.after > test.before if test.name == "wrong figure" else test.after < test.before)
        ]
        return any(alpha is None or test.p < alpha for test in worse)

    def to_json(self) -> dict[str, Any]:
        from dataclasses import asdict

        return {
            "regression": self.regressed(),
            **{
                name: [asdict(one) for one in getattr(self, name)]
                for name in ("newly_wrong", "newly_failing", "newly_right", "mended", "changed")
            },
            "tests": [
                {
                    "name": one.name,
                    "before": one.before,
                    "after": one.after,
                    "difference": one.difference.to_json(),
                    "p": one.p,
                }
                for one in self.tests
            ],
        }


def compare_runs(before: Run, after: Run) -> Comparison:
    """Compare by case id.

    Raises NotComparableError where the runs did not ask the same cases or were scored on other ground truth.
    """
    _check_comparable(before, after)
    first = {one.case_id: one for one in before.marks}
    second = {one.case_id: one for one in after.marks}
    newly_wrong, newly_failing, newly_right, mended, changed = [], [], [], [], []
    for case in before.cases:
        one, other = first[case.id], second[case.id]
        change = _change(case.question, before, after, one, other)
        if other.confident_wrong and not one.confident_wrong:
            newly_wrong.append(change)
        elif succeeded(one) and not succeeded(other):
            newly_failing.append(change)
        elif succeeded(other) and not succeeded(one):
            newly_right.append(change)
        elif one.confident_wrong and not other.confident_wrong:
            mended.append(change)
        elif (change.before, change.figures_before) != (change.after, change.figures_after):
            changed.append(change)
    tests = (
        _test("wrong figure", first, second, [case.id for case in before.cases], lambda mark: mark.confident_wrong),
        _test("as wanted", first, second, [case.id for case in before.cases], succeeded),
    )
    return Comparison(
        tuple(newly_wrong), tuple(newly_failing), tuple(newly_right), tuple(mended), tuple(changed), tests
    )


def _check_comparable(before: Run, after: Run) -> None:
    one, other = {case.id: case for case in before.cases}, {case.id: case for case in after.cases}
    if one.keys() != other.keys():
        odd = sorted(one.keys() ^ other.keys())
        raise NotComparableError(f"{len(odd)} cases are in one run only ({', '.join(odd[:3])}); run the same suites")
    differing = sorted(name for name in one if one[name] != other[name])
    if differing:
        raise NotComparableError(
            f"{len(differing)} cases were changed between the runs ({', '.join(differing[:3])}); run both on one suite"
        )
    if before.config["ground_truth_sha256"] != after.config["ground_truth_sha256"]:
        raise NotComparableError("the runs belong to different versions of the ground-truth table; run both again")


def _change(question: str, before: Run, after: Run, one: Marks, other: Marks) -> Change:
    return Change(
        one.case_id,
        question,
        one.status,
        other.status,
        _figures(before, one.case_id),
        _figures(after, one.case_id),
        tuple(figure.text for figure in other.wrong) if other.confident_wrong else (),
        other.cause,
    )


def _figures(run: Run, case_id: str) -> tuple[str, ...]:
    answer = run.answer(case_id)
    return tuple(figure.text for figure in answer.figures) if answer else ()


def _test(name: str, first: Mapping[str, Marks], second: Mapping[str, Marks], ids: Sequence[str], mark: Any) -> Test:
    before, after = [bool(mark(first[one])) for one in ids], [bool(mark(second[one])) for one in ids]
    p, difference = paired(before, after)
    return Test(name, sum(before) / len(before), sum(after) / len(after), difference, p)
