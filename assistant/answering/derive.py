"""Compute a figure from cited ones, in Decimal, and show how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.parts import Operation
from assistant.figures import describe
from assistant.figures.quantity import Bound, Figure, Quantity
from assistant.figures.values import is_count, same_kind

_SYMBOLS = {"GBP": "£", "USD": "$", "EUR": "€"}
_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_HUNDRED = Decimal(100)
#: A figure this many times smaller than the last digit that another prints says nothing of their sum or difference.
_LOST = 10


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed figure: `text` as it is shown, `working` with the operands as printed: "£39bn − £10bn = £29bn"."""

    operation: Operation
    operands: tuple[Figure, ...]
    text: str
    working: str

    @property
    def figure(self) -> Figure:
        """The computed figure, read from its own words."""
        return describe(self.text)[0]

    def places(self) -> tuple[tuple[int, int], ...]:
        """Where each operand stands in the working."""
        found, after = [], 0
        for one in self.operands:
            start = self.working.index(one.quantity.text, after)
            after = start + len(one.quantity.text)
            found.append((start, after))
        return tuple(found)


def derive(operation: Operation, operands: Sequence[Figure], noun: str = "") -> Derived | None:
    """The result of an operation on figures of one kind; None where they do not allow it.

    `noun` is what is counted, for figures that are printed without it.
    A share takes the whole last and the parts before it. A difference of one range is its width; of more than two figures the others are taken from the first. A sum or a
    difference of more than one range is not computed, nor one of figures that differ so much in size that the one is lost in the other's rounding. Percentages give percentage points as their difference.
    """
    if not operands or any(one.quantity.amount is None for one in operands):
        return None
    first = operands[0].quantity
    if noun and is_count(first) and not any(one.quantity.noun for one in operands):
        first = replace(first, noun=noun)
    if any(not same_kind(first, one.quantity) for one in operands[1:]):
        return None
    if operation is Operation.DIFFERENCE and len(operands) == 1:
        return _width(operands[0])
    if any(one.quantity.upper is not None for one in operands):
        return None
    if operation is Operation.PER_YEAR:
        return _per_year(operands[0])
    if len(operands) < 2:
        return None
    values = [abs(one.quantity.amount or Decimal(0)) for one in operands]
    coarsest = max(one.quantity.step for one in operands)
    if operation in (Operation.SUM, Operation.DIFFERENCE) and min(values) * _LOST < coarsest:
        return None
    shown = [one.quantity.text for one in operands]
    loose = any(one.quantity.bound is not Bound.EXACT for one in operands)
    if operation is Operation.SUM:
        return _made(operation, operands, _printed(sum(values, Decimal(0)), first), " + ".join(shown), loose)
    if operation is Operation.SHARE:
        return _share(operands, values, shown, loose)
    if operation is Operation.DIFFERENCE and len(values) > 2:
        left = values[0] - sum(values[1:], Decimal(0))
        return _made(operation, operands, _printed(left, first), " − ".join(shown), loose) if left > 0 else None
    if len(values) != 2 or values[0] == values[1]:
        return None
    if operation is Operation.PERCENT_CHANGE:
        return _change(operands, values, shown, loose)
    if _opposite(operands):
        points = _printed(sum(values, Decimal(0)), first, "percentage_point")
        return Derived(
            operation, tuple(operands), points, f"{shown[0]} and {shown[1]} in opposite directions are {points} apart"
        )
    high, low = (0, 1) if values[0] > values[1] else (1, 0)
    unit = "percentage_point" if first.unit == "percent" else first.unit
    return _made(
        operation,
        (operands[high], operands[low]),
        _printed(values[high] - values[low], first, unit),
        f"{shown[high]} − {shown[low]}",
        loose,
    )


def _opposite(operands: Sequence[Figure]) -> bool:
    """Whether one of two percentages is a rise and the other a fall: how far they lie apart is their sum."""
    ways = [{tag for tag in ("up", "down") if tag in one.sense} for one in operands]
    return all(one.quantity.unit == "percent" for one in operands) and ways in ([{"up"}, {"down"}], [{"down"}, {"up"}])


def _made(operation: Operation, operands: Sequence[Figure], text: str, sum_of: str, loose: bool) -> Derived:
    return Derived(operation, tuple(operands), text, f"{sum_of} = {'about ' if loose else ''}{text}")


def _width(one: Figure) -> Derived | None:
    low, high = one.quantity.amount, one.quantity.upper
    if low is None or not isinstance(high, Decimal) or high <= low:
        return None
    text = _printed(high - low, one.quantity)
    return Derived(Operation.DIFFERENCE, (one,), text, f"{one.quantity.text} is {text} wide")


def _per_year(one: Figure) -> Derived | None:
    years = one.period.years if one.period else None
    if not years or years <= 1 or one.quantity.amount is None:
        return None
    value = (one.quantity.amount / years).quantize(one.quantity.step or Decimal(1), ROUND_HALF_UP)
    if not value:
        return None
    text = _printed(value, one.quantity)
    return Derived(
        Operation.PER_YEAR, (one,), text, f"{one.quantity.text} over {years.normalize():f} years is about {text} a year"
    )


def spread(amount: Figure, over: Figure) -> Derived | None:
    """A total by the year of a length of time that a source prints apart from it; None where that is no length of more than a year."""
    years, value = over.quantity.amount, amount.quantity.amount
    if over.quantity.unit != "year" or not years or years <= 1 or not value or amount.quantity.upper is not None:
        return None
    text = _printed((value / years).quantize(amount.quantity.step or Decimal(1), ROUND_HALF_UP), amount.quantity)
    working = f"{amount.quantity.text} over {over.quantity.text} is about {text} a year"
    return Derived(Operation.PER_YEAR, (amount, over), text, working)


def portion(amount: Figure, count: Figure) -> Derived | None:
    """An equal share of an amount for each of the things counted; None where either is a range or nothing is counted."""
    value, number = amount.quantity.amount, count.quantity.amount
    if not value or not number or number <= 1 or not is_count(count.quantity):
        return None
    if amount.quantity.upper is not None or count.quantity.upper is not None:
        return None
    exact = value / number
    rounded = exact.quantize(max(Decimal(1).scaleb(exact.adjusted() - 2), Decimal("0.01")), ROUND_HALF_UP)
    loose = rounded != exact or any(one.quantity.bound is not Bound.EXACT for one in (amount, count))
    text = _printed(rounded, amount.quantity)
    return Derived(
        Operation.SHARE,
        (amount, count),
        text,
        f"{amount.quantity.text} ÷ {count.quantity.text} = {'about ' if loose else ''}{text} each",
    )


def _share(operands: Sequence[Figure], values: Sequence[Decimal], shown: Sequence[str], loose: bool) -> Derived | None:
    part, whole = sum(values[:-1], Decimal(0)), values[-1]
    if not whole or part > whole:
        return None
    exact = part / whole * _HUNDRED
    step = Decimal(1) if exact >= 1 else Decimal("0.1")
    rounded = exact.quantize(step, ROUND_HALF_UP)
    parts = " + ".join(shown[:-1])
    top = f"({parts})" if len(shown) > 2 else parts
    return _made(Operation.SHARE, operands, f"{rounded:f}%", f"{top} ÷ {shown[-1]}", loose or rounded != exact)


def _change(operands: Sequence[Figure], values: Sequence[Decimal], shown: Sequence[str], loose: bool) -> Derived | None:
    """The change from the first figure to the second, as a share of the first."""
    if not values[0] or operands[0].quantity.unit == "percent":
        return None
    exact = (values[1] - values[0]) / values[0] * _HUNDRED
    rounded = abs(exact).quantize(Decimal(1) if abs(exact) >= 1 else Decimal("0.1"), ROUND_HALF_UP)
    way = "a rise" if exact > 0 else "a fall"
    text = f"{rounded:f}%"
    about = "about " if loose or rounded != abs(exact) else ""
    return Derived(
        Operation.PERCENT_CHANGE, tuple(operands), text, f"from {shown[0]} to {shown[1]} is {way} of {about}{text}"
    )


def _printed(value: Decimal, like: Quantity, unit: str = "") -> str:
    """A value in the unit of the figures it comes from, in the short form of budget documents."""
    unit = unit or like.unit
    if unit in _SYMBOLS or (len(unit) == 3 and unit.isupper()):
        symbol = _SYMBOLS.get(unit, f"{unit} ")
        for scale, name in _SCALES:
            if value >= scale:
                return f"{symbol}{_plain(value / scale)}{name}"
        return f"{symbol}{_plain(value)}"
    if unit == "percent":
        return f"{_plain(value)}%"
    if unit == "percentage_point":
        return f"{_plain(value)} percentage points"
    scaled = next(
        (
            (value / scale, f" {name}")
            for scale, name in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
            if value >= scale
        ),
        (value, ""),
    )
    noun = like.noun or ("" if unit == "number" else f"{unit.replace('_', ' ')}s")
    return f"{_plain(scaled[0])}{scaled[1]} {noun}".strip()


def _plain(value: Decimal) -> str:
    """Without trailing zeros, thousands set off by commas."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
