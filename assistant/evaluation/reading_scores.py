"""Scores of a reader on the annotated texts of one specification.

Each specification annotates quantities of one type only, so the score is recall: *found* is the share of annotated
quantities that a reading overlaps, *right* the share whose value and unit agree too. Durations have no value in their
file: right means the exact span. MeasEval gives a span and a unit: right means the printed digits and the unit.
Precision can be scored only for a file's own type: *extra* counts the readings of that type that no annotation overlaps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.intervals import Score, proportion
from assistant.evaluation.readers import Reader, Reading, decimal, is_currency, is_measure, unit_of

_TOLERANCE = 1e-9  # relative; specifications print thirds to fifteen digits


#: Annotations that no reader of public spending should give, by kind: (what they match, why they are not scored). Where a
#: pattern holds "@" it is looked for around the annotation, whose own place is the "@".
_LEFT_OUT: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "number": (
        (re.compile(r"(?:\d+\.){1,3}@|@(?:\.\d+){3}"), "parts of a network address or version"),
        (re.compile(r"\+[\d-]*@|\+\d[\d-]*[/-]@|\+@[\d/-]"), "parts of a telephone number"),
        (re.compile(r"@/\d+/\d|\d/@/\d|\d/\d+/@"), "parts of a date"),
    ),
    "duration": ((re.compile(r"^(?:a )?(?:few|some|several|many)\b", re.I), "an indefinite amount has no value"),),
    "range": ((re.compile(r"@ in \d{1,2}\b"), "more than 2 in 5 is a bound on the share, not on the 2"),),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One reader on one specification; `misses` are (text, annotation) of what was not right."""

    found: Score
    right: Score
    extra: int
    misses: tuple[tuple[str, str], ...]
    left_out: Mapping[str, int]  # reason: how many annotations were not scored for it


def measure(reader: Reader, kind: str, cases: Sequence[Mapping[str, Any]]) -> Outcome | None:
    """Score one reader on the annotated texts of one specification; None where it has no model of that kind."""
    found: list[bool] = []
    right: list[bool] = []
    misses: list[tuple[str, str]] = []
    extra = 0
    left_out: Counter[str] = Counter()
    for case in cases:
        text = case["text"]
        readings = reader(text, kind)
        if readings is None:
            return None
        for one in case.get("expected", ()):
            if not _is_a_figure(one, kind):
                continue
            reason = _reason_to_leave_out(text, one, kind)
            if reason:
                left_out[reason] += 1
                continue
            overlapping = [each for each in readings if each.start < one["end"] and one["start"] < each.end]
            found.append(bool(overlapping))
            right.append(_agrees(text, one, overlapping, kind))
            if not right[-1]:
                misses.append((text, f"{one['text']} = {one.get('value')} {one.get('unit') or ''}".strip()))
        spans = [(one["start"], one["end"]) for one in case.get("expected", ())]
        extra += sum(
            _of_kind(one, kind) and not any(a < one.end and one.start < b for a, b in spans) for one in readings
        )
    return Outcome(
        proportion(sum(found), len(found)), proportion(sum(right), len(right)), extra, tuple(misses), left_out
    )


def _reason_to_leave_out(text: str, annotation: Mapping[str, Any], kind: str) -> str | None:
    start, end = annotation["start"], annotation["end"]
    around = text[max(0, start - 16) : start] + "@" + text[end : end + 16]
    for pattern, reason in _LEFT_OUT.get(kind, ()):
        if pattern.search(around if "@" in pattern.pattern else annotation["text"]):
            return reason
    return None


def _is_a_figure(annotation: Mapping[str, Any], kind: str) -> bool:
    """Unit words without a number ("the dollar", "a percentage") are annotated too; they are no quantities."""
    return kind in ("duration", "span") or annotation.get("value") not in (None, "null")


def _of_kind(reading: Reading, kind: str) -> bool:
    if kind == "currency":
        return is_currency(reading.unit)
    return {"percentage": "percent", "period": "fiscal_year"}.get(kind) == reading.unit


def _agrees(text: str, annotation: Mapping[str, Any], readings: Sequence[Reading], kind: str) -> bool:
    if kind == "duration":
        wanted = annotation["start"], annotation["end"]
        return any((one.start, one.end) == wanted for one in readings)
    if kind == "span":
        return _same_print(text, annotation, readings)
    if kind == "range":
        return _interval(readings) == _printed_interval(annotation["value"])
    if kind == "period":
        return any(
            (one.low, one.high) == (annotation["value"], annotation.get("upper") or annotation["value"])
            and one.unit == annotation["unit"]
            for one in readings
        )
    unit, divisor = unit_of(annotation.get("unit"), kind)
    if kind == "percentage":
        unit = "percent"
    value = decimal(annotation["value"], divisor)
    return any(_equal(value, one) and _same_unit(unit.lower(), one.unit, kind) for one in readings)


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _same_print(text: str, annotation: Mapping[str, Any], readings: Sequence[Reading]) -> bool:
    """Whether the readings hold every number that the annotation prints, and one of them its unit."""
    printed = set(_DIGITS.findall(annotation["text"]))
    read = {digits for one in readings for digits in _DIGITS.findall(text[one.start : one.end])}
    unit, _ = unit_of(annotation.get("unit"), "span")
    return bool(readings) and printed <= read and any(_same_unit(unit, one.unit, "span") for one in readings)


def _same_unit(wanted: str, given: str, kind: str) -> bool:
    # A number's own file says nothing of units, and a bare number there may count something ("45 cases").
    if kind == "number" or wanted == given:
        return True
    return kind in ("quantity", "span") and wanted == "" and not is_measure(given)


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
