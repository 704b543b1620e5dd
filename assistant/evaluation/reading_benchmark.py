"""How well quantities are read, beside quantulum3 and recognizers-text in the same run.

    python -m assistant.evaluation.reading_benchmark [FOLDER]

FOLDER holds the public test specifications (`recognizers_*.jsonl`, `quantulum3.jsonl`, `measeval_eval.jsonl`); without it
the team's shared `data/quantities` is read (`BRIEFING_SHARED`, or the folder `shared` beside the checkout). The UK periods
are the project's own list, `tests/figures/uk_periods.jsonl`. How a reading is scored: `reading_scores.py`.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.readers import installed
from assistant.evaluation.reading_scores import Outcome, measure
from assistant.evaluation.shared_data import shared_data

_ROOT = Path(__file__).resolve().parents[2]
_PERIODS = _ROOT / "tests" / "figures" / "uk_periods.jsonl"


@dataclass(frozen=True, slots=True)
class Specification:
    """One file: `kind` names the type it annotates and how it is scored; `goal` is the recall asked for, if any."""

    file: str
    kind: str
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """`outcomes[file][reader]`, None where a reader has no model of that kind."""

    outcomes: Mapping[str, Mapping[str, Outcome | None]]
    absent: Mapping[str, str]  # reader or file: why it was not measured


SPECIFICATIONS = (
    Specification("recognizers_currency.jsonl", "currency", 0.97),
    Specification("recognizers_percentage.jsonl", "percentage", 0.97),
    Specification("recognizers_number.jsonl", "number", 0.97),
    Specification("recognizers_numberrange.jsonl", "range", 0.95),
    Specification("recognizers_duration.jsonl", "duration", 0.95),
    Specification("uk_periods.jsonl", "period", 0.98),
    Specification("recognizers_age.jsonl", "age"),
    Specification("recognizers_dimension.jsonl", "dimension"),
    Specification("recognizers_temperature.jsonl", "temperature"),
    Specification("quantulum3.jsonl", "quantity"),
    Specification("measeval_eval.jsonl", "span"),
)
# ---- the run ----------------------------------------------------------------------------------------------------------


def run(folder: Path) -> Result:
    """Score every reader that is installed on every specification in the folder."""
    readers, absent = installed()
    outcomes: dict[str, dict[str, Outcome | None]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for one in SPECIFICATIONS:
            path = _PERIODS if one.kind == "period" else folder / one.file
            if not path.is_file():
                absent[one.file] = f"{path} is not on this machine"
                continue
            cases = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
            outcomes[one.file] = {name: measure(reader, one.kind, cases) for name, reader in readers.items()}
        return Result(outcomes, absent)


def report(result: Result) -> Iterator[str]:
    """The lines of the report."""
    goals = {one.file: one for one in SPECIFICATIONS}
    yield f"{'specification':30}{'reader':18}{'n':>5}{'found':>8}{'value and unit right':>28}{'goal':>6}{'extra':>7}"
    for file, readers in result.outcomes.items():
        for name, outcome in readers.items():
            goal = goals[file].goal if name == "this project" else None
            if outcome is None:
                yield f"{file:30}{name:18}    - has no model of this kind"
                continue
            right = outcome.right
            cell = f"{right.value or 0:.3f} [{right.low or 0:.3f}, {right.high or 0:.3f}]"
            yield (
                f"{file:30}{name:18}{right.n:5}{outcome.found.value or 0:8.3f}{cell:>28}"
                f"{goal if goal is not None else '':>6}{outcome.extra:7}"
            )
    for file, readers in result.outcomes.items():
        outcome = readers["this project"]
        for reason, count in (outcome.left_out if outcome else {}).items():
            yield f"{file}: {count} annotations not scored: {reason}"
    for name, why in result.absent.items():
        yield f"{name}: {why}"
    yield from ("", "What this project did not read right:")
    for file, readers in result.outcomes.items():
        outcome = readers["this project"]
        if outcome and goals[file].goal is not None:
            for text, wanted in outcome.misses:
                yield f"{file}: {wanted} in: {' '.join(text.split())[:140]}"


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else shared_data() / "quantities"
    if not folder.is_dir():
        sys.stderr.write(f"{folder}: no such folder; give the folder of the quantity specifications\n")
        return 2
    sys.stdout.writelines(line + "\n" for line in report(run(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
