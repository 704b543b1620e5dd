"""Score recorded answers: `python -m assistant.evaluation.score ANSWERS.jsonl --suite SUITE`.

Joins on id; prints every score with its n and 95 % interval, a table by type, and each failure in one line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import BriefingError
from assistant.evaluation.intervals import Score
from assistant.evaluation.recorded import RecordedAnswer, read_answers
from assistant.evaluation.scoring import Marks, Summary, score_case, summarise
from assistant.evaluation.scoring.summary import MEANING, failures
from assistant.evaluation.suites import Case, find_suite, read_suite
from assistant.evaluation.truth import load


def score_text(summary: Summary) -> str:
    """The scores as plain text: the overall ones, then the table by type."""
    lines = [f"{MEANING[name]:<56} {show(score)}" for name, score in summary.scores.items() if score.n]
    lines += ["", f"{'type':<18} {'n':>4} {'as wanted':>10} {'partial':>8} {'wrong':>7} {'refused':>8}"]
    for kind, row in summary.by_type.items():
        shares = [
            f"{100 * (row[name].value or 0):.0f}%" for name in ("right", "right_in_partial", "wrong_figure", "refused")
        ]
        lines.append(f"{kind:<18} {row['right'].n:>4} {shares[0]:>10} {shares[1]:>8} {shares[2]:>7} {shares[3]:>8}")
    return "\n".join(lines)


def show(score: Score, *, unit: str = "") -> str:
    """A score in one cell: "61.2% [53.0, 68.9] n=134", or milliseconds where it is no share."""
    if score.value is None or score.low is None or score.high is None:
        return "not measured"
    if score.value > 1 or unit == "ms":
        return f"{score.value:.1f} [{score.low:.1f}, {score.high:.1f}] n={score.n}"
    return f"{100 * score.value:.1f}% [{100 * score.low:.1f}, {100 * score.high:.1f}] n={score.n}"


def failure_line(mark: Marks, case: Case, answer: RecordedAnswer | None) -> str:
    """One failure in one line: id, type, question, expected, got."""
    expected = ", ".join(f"{one.value} {one.unit}" for one in case.expected) or case.expected_text or case.status
    got = ", ".join(figure.text for figure in answer.figures) if answer else ""
    wrong = f" WRONG[{', '.join(figure.text for figure in mark.wrong)}]" if mark.confident_wrong else ""
    text = " ".join((answer.text if answer else mark.error).split())[:160]
    return f"{mark.case_id} {mark.type}{wrong} | {case.question} | expected {expected} | {mark.status}: {got or 'no figures'} | {mark.cause} | {text}"


def main(arguments: Sequence[str] | None = None) -> int:
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="python -m assistant.evaluation.score", description=__doc__)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--suite", default="dev")
    parser.add_argument("--truth", type=Path)
    options = parser.parse_args(arguments)
    try:
        suite, answers = read_suite(find_suite(options.suite), header_required=False), read_answers(options.answers)
        table = load(options.truth)
    except BriefingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    marks = [score_case(case, answers.get(case.id), table) for case in suite.cases]
    cases = {case.id: case for case in suite.cases}
    sys.stdout.write(score_text(summarise(marks)) + "\n\n")
    for mark in failures(marks):
        sys.stdout.write(failure_line(mark, cases[mark.case_id], answers.get(mark.case_id)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
