"""Ground truth beside an answer's figure. The comparison of values is `assistant.figures.comparing`'s, never another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.evaluation.suites import Expected
from assistant.evaluation.truth import Truth
from assistant.figures.comparing import is_count, same_kind, value_agreement
from assistant.figures.nouns import singular
from assistant.figures.quantity import TEMPORAL_UNITS, Direction, Quantity, Relation

#: Units that say how long or when something runs. They are context unless a case asks for one of them.
SPANS = frozenset({"week", "month", "quarter", "year", "decade"})


def point(digits: str, unit: str) -> str:
    """The ISO form of a coded point in time.

    >>> point("202603", "date"), point("20240304", "date"), point("202930", "fiscal_year")
    ('2026-03', '2024-03-04', '2029-30')
    """
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)


def quantity(value: Decimal | str, unit: str, upper: Decimal | None = None) -> Quantity:
    """A ground-truth value as a quantity: exact, so its step is zero. `hospital_admission` counts admissions."""
    if unit in TEMPORAL_UNITS:
        stated: Decimal | str = point(str(value), unit)
        return Quantity(str(stated), 0, 0, stated, unit)
    head = unit.rsplit("_", 1)[-1] if unit not in ("percentage_point",) else unit
    return Quantity(f"{value} {unit}", 0, 0, Decimal(value), head, upper=upper, noun=unit.replace("_", " "))


def of_case(expected: Expected) -> Quantity:
    return quantity(expected.value, expected.unit)


def of_row(row: Truth) -> Iterator[Quantity]:
    """Every value a row stands for: its own, each end of its range, each disputed or variant value."""
    if row.value is None:
        return
    yield from (quantity(str(end), row.unit) for end in (row.value, row.value_upper) if end is not None)
    for ends, _ in row.sides:
        yield from (quantity(str(end), row.unit) for end in ends)


def points_of(row: Truth) -> Iterator[Quantity]:
    """The points in time a row names: start, end and the day it was announced."""
    for stated in (row.start, row.end, row.announced_on):
        if stated:
            for unit in TEMPORAL_UNITS:
                yield Quantity(stated, 0, 0, stated, unit)


def same_class(shown: Quantity, asked: Quantity) -> bool:
    """Whether a figure is of the sort that was asked for: one currency, a share, a time, a point, one counted noun."""
    if shown.unit in TEMPORAL_UNITS or asked.unit in TEMPORAL_UNITS:
        return shown.unit in TEMPORAL_UNITS and asked.unit in TEMPORAL_UNITS
    if (shown.unit in SPANS) != (asked.unit in SPANS) or not same_kind(shown, asked):
        return False
    return not is_count(asked) or shown.unit == "number" or _same_noun(shown, asked)


def _same_noun(shown: Quantity, asked: Quantity) -> bool:
    heads = {singular(word) for word in re.findall(r"[A-Za-z-]+", f"{shown.unit} {shown.noun}".replace("_", " "))}
    return singular(asked.unit) in heads


def agrees(shown: Quantity, true: Quantity) -> bool:
    """Whether the true value is the shown one or rounds to it at the shown precision, in the same unit.

    A shown range agrees with a value at either end. Counts must count the same head noun. A negative value needs its sign
    in print or in words ("a fall of 2%").
    """
    if is_count(true) and is_count(shown) and not _same_noun(shown, true):
        return False
    if (
        true.amount is not None
        and shown.amount is not None
        and true.amount < 0 < shown.amount
        and (shown.direction is not Direction.DOWN)
    ):
        return False
    ends: Iterable[Decimal | str | None] = (shown.value, shown.upper)
    return any(value_agreement(_single(shown, end), true) is not Relation.DIFFERS for end in ends if end is not None)


def _single(shown: Quantity, value: Decimal | str) -> Quantity:
    return replace(shown, value=value, upper=None)
