"""The readers that are measured: this project's, quantulum3 and recognizers-text, each behind one type.

A reader takes a text and the kind of quantity that a specification annotates, and gives `Reading`s in this project's
units, or None where it has no model of that kind. The product needs neither of the other two: the extra `bench` installs
them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assistant.figures import Bound, Quantity, read
from assistant.figures.currencies import CODES
from assistant.figures.units import MEASURES, TIME_UNITS, unit_named


@dataclass(frozen=True, slots=True)
class Reading:
    """What any of the readers found at text[start:end], in this project's units. A range holds both ends."""

    start: int
    end: int
    low: float | str | None
    high: float | str | None
    unit: str = ""
    open_ends: str = ""  # which ends are themselves excluded: "(", ")" or both


Reader = Callable[[str, str], Sequence[Reading] | None]

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
    "satoshi": "BTC/100000000",
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


def is_currency(unit: str) -> bool:
    return unit.upper() in CODES


def is_measure(unit: str) -> bool:
    """Whether a reading's unit is a currency, a share or a unit of measurement: neither none nor a counted noun."""
    return (
        is_currency(unit) or unit in MEASURES or unit in TIME_UNITS or unit in ("percent", "percentage_point", "date")
    )


def unit_of(name: str | None, kind: str) -> tuple[str, int]:
    """A unit's name and the number that a value in it is divided by."""
    plain = (name or "").lower()
    if plain == "pound" and kind in _MASS_POUND:
        return "pound", 1
    if plain not in _UNITS:
        return (unit_named(name or "") if kind == "span" else plain), 1
    unit, _, divisor = _UNITS[plain].partition("/")
    return unit, int(divisor or 1)


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
        unit, divisor = unit_of(one.unit.name, kind)
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
}


def recognizers_reader() -> Reader:
    """Microsoft's recognizers-text for Python, one model a kind: it has none for ranges, and none that knows a British financial year.

    It imports a name that emoji 2 dropped; an equivalent is put in its place so that it runs beside current packages.
    """
    emoji = importlib.import_module("emoji")
    if not hasattr(emoji, "UNICODE_EMOJI"):
        emoji.UNICODE_EMOJI = dict.fromkeys(emoji.EMOJI_DATA)  # type: ignore[attr-defined]
    models = {kind: getattr(importlib.import_module(module), name) for kind, (module, name) in _MODELS.items()}

    def reader(text: str, kind: str) -> Sequence[Reading] | None:
        if kind == "any":
            return [
                _recognized(one, each)
                for each in ("currency", "percentage", "number")
                for one in models[each](text, "en-us")
            ]
        if kind not in models:
            return None
        return [_recognized(one, kind) for one in models[kind](text, "en-us")]

    return reader


def _recognized(one: Any, kind: str) -> Reading:
    resolution = one.resolution or {}
    unit, divisor = unit_of(resolution.get("unit"), kind)
    value = decimal(resolution.get("value"), divisor)
    return Reading(one.start, one.end + 1, value, value, "percent" if kind == "percentage" else unit.lower())


def decimal(printed: Any, divisor: int = 1) -> float | None:
    try:
        return float(Fraction(str(printed).rstrip("%"))) / divisor
    except ValueError:
        return None


def installed() -> tuple[dict[str, Reader], dict[str, str]]:
    """The readers that can run here by name, this project's first, and why the others cannot."""
    readers: dict[str, Reader] = {"this project": ours}
    absent: dict[str, str] = {}
    for name, make in (("quantulum3", quantulum3_reader), ("recognizers-text", recognizers_reader)):
        try:
            readers[name] = make()
        except (ImportError, AttributeError) as error:
            absent[name] = f"cannot be used here ({error}); pip install '.[bench]'"
    return readers, absent
