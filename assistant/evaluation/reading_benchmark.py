"""How well quantities are read, beside quantulum3 and recognizers-text in the same run.

    python -m assistant.evaluation.reading_benchmark [FOLDER]

FOLDER holds the public test specifications (`recognizers_*.jsonl`, `quantulum3.jsonl`, `measeval_eval.jsonl`); without it the
team's shared `data/quantities` is read (`BRIEFING_SHARED`, or the folder `shared` beside the checkout). The UK periods are
the project's own list, `tests/figures/uk_periods.jsonl`.

Each specification annotates quantities of one type only, so the score is recall: *found* is the share of annotated
quantities that a reading overlaps, *right* the share whose value and unit agree too. Where a file gives no value
(durations, MeasEval), right means the exact span. Precision can be scored only for a file's own type: *extra* counts the
readings of that type that no annotation overlaps.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from assistant.evaluation.intervals import Score, proportion
from assistant.figures import Bound, Quantity, read

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("BRIEFING_SHARED", _ROOT.parent / "shared"))
_PERIODS = _ROOT / "tests" / "figures" / "uk_periods.jsonl"
_SPEED_SAMPLE = 20_000  # characters given to the slower readers
_TOLERANCE = 1e-9  # relative; specifications print thirds to fifteen digits


@dataclass(frozen=True, slots=True)
class Reading:
    """What any of the readers found at text[start:end], in this project's units. A range holds both ends."""

    start: int
    end: int
    low: float | str | None
    high: float | str | None
    unit: str = ""
    open_ends: str = ""  # which ends are themselves excluded: "(", ")" or both


@dataclass(frozen=True, slots=True)
class Specification:
    """One file: `kind` names the type it annotates and how it is scored; `goal` is the recall asked for, if any."""

    file: str
    kind: str
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reader on one specification; `misses` are (text, annotation) of what was not right."""

    found: Score
    right: Score
    extra: int
    misses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`outcomes[file][reader]`, None where a reader has no model of that kind; `speeds` in MB of UTF-8 a second."""

    outcomes: Mapping[str, Mapping[str, Outcome | None]]
    speeds: Mapping[str, float]
    absent: Mapping[str, str]  # reader: why it could not run


Reader = Callable[[str, str], Sequence[Reading] | None]

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

#: The names that specifications and other readers give a unit, in this project's; with a factor where the base differs.
_UNITS = {
    "dollar": "USD",
    "united states dollar": "USD",
    "us dollar": "USD",
    "cent": "USD/100",
    "pound": "GBP",
    "british pound": "GBP",
    "pound sterling": "GBP",
    "pence": "GBP/100",
    "penny": "GBP/100",
    "euro": "EUR",
    "japanese yen": "JPY",
    "chinese yuan": "CNY",
    "hong kong dollar": "HKD",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "mexican peso": "MXN",
    "rupee": "INR",
    "sri lankan rupee": "LKR",
    "netherlands guilder": "NLG",
    "bitcoin": "BTC",
    "satoshi": "satoshi",
    "percentage": "percent",
    "dimensionless": "",
    "c": "degree celsius",
    "f": "degree fahrenheit",
    "meter": "metre",
    "kilometer": "kilometre",
    "millimeter": "millimetre",
    "decimeter": "decimetre",
    "square meter": "square metre",
    "cubic kilometer": "cubic kilometre",
    "kilometer per hour": "kilometre per hour",
    "metric ton": "tonne",
    "pound-mass": "pound",
}
_MASS_POUND = ("dimension", "quantity")


def _unit(name: str | None, kind: str) -> tuple[str, int]:
    """A unit's name and the number that a value in it is divided by."""
    plain = (name or "").lower()
    if plain == "pound" and kind in _MASS_POUND:
        return "pound", 1
    unit, _, divisor = _UNITS.get(plain, plain).partition("/")
    return unit, int(divisor or 1)


# ---- the readers ------------------------------------------------------------------------------------------------------

_LOWER = {Bound.AT_LEAST: "", Bound.MORE_THAN: "("}
_UPPER = {Bound.AT_MOST: "", Bound.UP_TO: "", Bound.LESS_THAN: ")", Bound.ALMOST: ")"}


def ours(text: str, kind: str) -> Sequence[Reading]:
    """This project's reader, in the mode that a specification wants: durations and currencies count "an hour", "a penny"."""
    return [_ours(one, kind) for one in read(text)]


def _ours(one: Quantity, kind: str) -> Reading:
    low: float | str | None = one.value if isinstance(one.value, str) else float(one.value)
    high = low if one.upper is None else one.upper if isinstance(one.upper, str) else float(one.upper)
    ends = ""
    if kind == "range" and one.upper is None:
        if one.bound in _LOWER:
            high, ends = None, _LOWER[one.bound]
        elif one.bound in _UPPER:
            low, ends = None, _UPPER[one.bound]
    start = one.start
    return Reading(start, one.end, low, high, "" if one.unit == "number" else one.unit.lower(), ends)


def quantulum3_reader() -> Reader:
    """quantulum3 without its classifier (its pickled one needs another scikit-learn); ranges are its uncertainty."""
    classifier = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False  # type: ignore[attr-defined]
    parser = importlib.import_module("quantulum3.parser")

    def reader(text: str, kind: str) -> Sequence[Reading] | None:
        if kind in ("period", "duration", "range"):
            return None if kind != "duration" else _quantulum(parser, text, kind)
        return _quantulum(parser, text, kind)

    return reader


def _quantulum(parser: Any, text: str, kind: str) -> list[Reading]:
    readings = []
    for one in parser.parse(text):
        unit, divisor = _unit(one.unit.name, kind)
        spread = one.uncertainty or 0
        low, high = (one.value - spread) / divisor, (one.value + spread) / divisor
        readings.append(Reading(one.span[0], one.span[1], low, high, unit.lower()))
    return readings


_MODELS = {
    "number": ("recognizers_number", "recognize_number"),
    "percentage": ("recognizers_number", "recognize_percentage"),
    "currency": ("recognizers_number_with_unit", "recognize_currency"),
    "age": ("recognizers_number_with_unit", "recognize_age"),
    "dimension": ("recognizers_number_with_unit", "recognize_dimension"),
    "temperature": ("recognizers_number_with_unit", "recognize_temperature"),
    "duration": ("recognizers_date_time", "recognize_datetime"),
    "period": ("recognizers_date_time", "recognize_datetime"),
}


def recognizers_reader() -> Reader:
    """Microsoft's recognizers-text for Python, one model a kind: it has none for ranges.

    It imports a name that emoji 2 dropped; an equivalent is put in its place so that it runs beside current packages.
    """
    emoji = importlib.import_module("emoji")
    if not hasattr(emoji, "UNICODE_EMOJI"):
        emoji.UNICODE_EMOJI = dict.fromkeys(emoji.EMOJI_DATA)  # type: ignore[attr-defined]
    models = {kind: getattr(importlib.import_module(module), name) for kind, (module, name) in _MODELS.items()}

    def reader(text: str, kind: str) -> Sequence[Reading] | None:
        if kind not in models:
            return None
        found = models[kind](text, "en-gb" if kind == "period" else "en-us")
        return [_recognized(one, kind) for one in found]

    return reader


def _recognized(one: Any, kind: str) -> Reading:
    resolution = one.resolution or {}
    if kind == "period":
        first = (resolution.get("values") or [{}])[0]
        return Reading(one.start, one.end + 1, first.get("timex"), first.get("timex"), one.type_name)
    unit, divisor = _unit(resolution.get("unit"), kind)
    value = _decimal(resolution.get("value"), divisor)
    return Reading(one.start, one.end + 1, value, value, "percent" if kind == "percentage" else unit.lower())


def _decimal(printed: Any, divisor: int = 1) -> float | None:
    try:
        return float(Fraction(str(printed).rstrip("%"))) / divisor
    except ValueError:
        return None


# ---- scoring ----------------------------------------------------------------------------------------------------------


def measure(reader: Reader, kind: str, cases: Sequence[Mapping[str, Any]]) -> Outcome | None:
    """Score one reader on the annotated texts of one specification; None where it has no model of that kind."""
    found: list[bool] = []
    right: list[bool] = []
    misses: list[tuple[str, str]] = []
    extra = 0
    for case in cases:
        text = case["text"]
        readings = reader(text, kind)
        if readings is None:
            return None
        wanted = [one for one in case.get("expected", ()) if _is_a_figure(one, kind)]
        for one in wanted:
            overlapping = [each for each in readings if each.start < one["end"] and one["start"] < each.end]
            found.append(bool(overlapping))
            right.append(_agrees(one, overlapping, kind))
            if not right[-1]:
                misses.append((text, f"{one['text']} = {one.get('value')} {one.get('unit') or ''}".strip()))
        spans = [(one["start"], one["end"]) for one in case.get("expected", ())]
        extra += sum(
            _of_kind(one, kind) and not any(a < one.end and one.start < b for a, b in spans) for one in readings
        )
    return Outcome(proportion(sum(found), len(found)), proportion(sum(right), len(right)), extra, tuple(misses))


def _is_a_figure(annotation: Mapping[str, Any], kind: str) -> bool:
    """Unit words without a number ("the dollar", "a percentage") are annotated too; they are no quantities."""
    return kind in ("duration", "span") or annotation.get("value") not in (None, "null")


def _of_kind(reading: Reading, kind: str) -> bool:
    if kind == "currency":
        return len(reading.unit) == 3 and reading.unit in {code.partition("/")[0].lower() for code in _UNITS.values()}
    return {"percentage": "percent", "period": "fiscal_year"}.get(kind) == reading.unit


def _agrees(annotation: Mapping[str, Any], readings: Sequence[Reading], kind: str) -> bool:
    if kind in ("duration", "span"):
        wanted = annotation["start"], annotation["end"]
        return any((one.start, one.end) == wanted for one in readings)
    if kind == "range":
        return _interval(readings) == _printed_interval(annotation["value"])
    if kind == "period":
        return any(
            (one.low, one.high) == (annotation["value"], annotation.get("upper") or annotation["value"])
            and one.unit == annotation["unit"]
            for one in readings
        )
    unit, divisor = _unit(annotation.get("unit"), kind)
    if kind == "percentage":
        unit = "percent"
    value = _decimal(annotation["value"], divisor)
    return any(_equal(value, one) and _same_unit(unit.lower(), one.unit, kind) for one in readings)


def _same_unit(wanted: str, given: str, kind: str) -> bool:
    # A number's own file says nothing of units, and a bare number there may count something ("45 cases").
    return kind == "number" or wanted == given or (kind == "quantity" and wanted == "" and given not in _UNITS.values())


def _equal(value: float | None, reading: Reading) -> bool:
    if value is None or isinstance(reading.low, str) or isinstance(reading.high, str):
        return False
    if reading.low is None or reading.high is None:
        return False
    middle = (reading.low + reading.high) / 2
    return abs(middle - value) <= _TOLERANCE * max(1.0, abs(value))


def _printed_interval(printed: str) -> tuple[float | None, float | None, str]:
    """ "(20,35]" is 20 to 35 without 20 itself. A range's own open end ("[20,30)") says no more than that it is a range."""
    low, high = printed[1:-1].split(",")
    both = bool(low and high)
    ends = ("(" if printed[0] == "(" and low else "") + (")" if printed[-1] == ")" and high and not both else "")
    return float(low) if low else None, float(high) if high else None, ends if not both else ""


def _interval(readings: Sequence[Reading]) -> tuple[float | None, float | None, str]:
    """What the overlapping readings leave together: "more than 20 and at most 35" are two that make one interval."""
    lows = [one.low for one in readings if isinstance(one.low, float)]
    highs = [one.high for one in readings if isinstance(one.high, float)]
    both = bool(lows and highs)
    ends = "" if both else "".join(sorted({one.open_ends for one in readings}))
    return max(lows, default=None), min(highs, default=None), ends


# ---- the run ----------------------------------------------------------------------------------------------------------


def run(folder: Path) -> Result:
    """Score every reader that is installed on every specification in the folder."""
    readers: dict[str, Reader] = {"this project": ours}
    absent: dict[str, str] = {}
    for name, make in (("quantulum3", quantulum3_reader), ("recognizers-text", recognizers_reader)):
        try:
            readers[name] = make()
        except (ImportError, AttributeError) as error:
            absent[name] = f"cannot be used here: {error}"
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
        return Result(outcomes, speeds(readers), absent)


def speeds(readers: Mapping[str, Reader]) -> dict[str, float]:
    """MB of text a second on one core (processor time, the best of three for ours; the others read a sample once).

    The text is the corpus beside the code. recognizers-text is timed with its currency, number and percentage models, the
    least that gives comparable readings.
    """
    text = "\n\n".join(path.read_text("utf-8") for path in sorted((_ROOT / "corpus").rglob("*.md")))
    found: dict[str, float] = {}
    for name, reader in readers.items():
        sample = text if reader is ours else text[:_SPEED_SAMPLE]
        kinds = ("currency", "number", "percentage") if name == "recognizers-text" else ("number",)
        best = float("inf")
        for _ in range(3 if reader is ours else 1):
            start = time.process_time()
            for kind in kinds:
                for paragraph in [sample] if reader is ours else sample.split("\n\n"):
                    reader(paragraph, kind)
            best = min(best, time.process_time() - start)
        found[name] = len(sample.encode("utf-8")) / 1e6 / best if sample else float("nan")
    return found


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
    yield ""
    mine = result.speeds["this project"]
    for name, speed in result.speeds.items():
        yield f"{name:18}{speed:10.4f} MB of text a second on one core; ours is {mine / speed:,.0f} times as fast"
    for name, why in result.absent.items():
        yield f"{name}: {why}"
    yield from ("", "What this project did not read right:")
    for file, readers in result.outcomes.items():
        outcome = readers["this project"]
        if outcome and goals[file].goal is not None:
            for text, wanted in outcome.misses:
                yield f"{file}: {wanted} in: {' '.join(text.split())[:140]}"


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else _SHARED / "data" / "quantities"
    if not folder.is_dir():
        sys.stderr.write(f"{folder}: no such folder; give the folder of the quantity specifications\n")
        return 2
    sys.stdout.writelines(line + "\n" for line in report(run(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
