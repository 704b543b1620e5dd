"""Compare the values of two quantities: equal, equal after rounding or conversion, or different.

The rounding rule is AggChecker's (Jo et al., SIGMOD 2019): a claim is wrong only if the true value cannot be rounded to
it, here at the claim's own printed precision. There is no percentage tolerance.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Quantity, Relation
from assistant.figures.units import measure_factor

_TIME = {
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86400),
    "week": Decimal(604800),
    "month": Decimal(2629746),
    "quarter": Decimal(7889238),
    "year": Decimal(31556952),
    "decade": Decimal(315569520),
}
#: The units of time, each in the singular.
TIME_UNITS = frozenset(_TIME)
_RATIO = {"percent": Decimal("0.01"), "fraction": Decimal(1)}
LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.UP_TO})
_PENCE = re.compile(r"\d ?p(?:ence)?$")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: How far a share may lie from a simple fraction that names it: "two thirds" is 66% or 67%.
_FRACTION_STEP = Decimal("0.02")
#: The same behind a word such as "just over" or "nearly".
_HEDGED_FRACTION_STEP = Decimal("0.08")


def same_kind(claim: Quantity, source: Quantity) -> bool:
    """Whether the units can be converted into each other: currency to itself, time to time, a share to a share."""
    if claim.unit == source.unit:
        return True
    if claim.unit in _RATIO and source.unit in _RATIO:
        return True
    if claim.unit in _TIME and source.unit in _TIME:
        return True
    return is_count(claim) and is_count(source)


def is_count(quantity: Quantity) -> bool:
    """Whether the quantity counts things: its unit is a noun, or it is a bare number."""
    unit = quantity.unit
    return (
        unit not in TEMPORAL_UNITS
        and unit not in _TIME
        and unit not in _RATIO
        and unit not in ("percentage_point", "multiple")
        and not unit.isupper()
    )


def is_money(quantity: Quantity) -> bool:
    return len(quantity.unit) == 3 and quantity.unit.isupper()


def is_share(quantity: Quantity) -> bool:
    """Whether the quantity is a share, a change in per cent or in points, or a multiple."""
    return quantity.unit in _RATIO or quantity.unit in ("percentage_point", "multiple")


def value_agreement(claim: Quantity, source: Quantity) -> Relation:
    """Compare the values alone: `SAME`, `SAME_AFTER_ROUNDING` or `DIFFERS`. Units that do not convert differ."""
    if not same_kind(claim, source):
        return Relation.DIFFERS
    if claim.unit in TEMPORAL_UNITS:
        return (
            Relation.SAME if (claim.value, claim.upper) == (source.value, source.upper) else _same_point(claim, source)
        )
    if claim.upper is None and source.upper is not None:
        return Relation.SAME if range_end(claim, source) else Relation.DIFFERS
    if claim.upper is not None and source.upper is None:
        return Relation.DIFFERS
    ends = [(claim.value, source.value)]
    if claim.upper is not None:
        ends.append((claim.upper, source.upper))  # type: ignore[arg-type]
    relations = [_value(claim, one, other, source) for one, other in ends]  # type: ignore[arg-type]
    if Relation.DIFFERS in relations:
        return Relation.DIFFERS
    return Relation.SAME_AFTER_ROUNDING if Relation.SAME_AFTER_ROUNDING in relations else Relation.SAME


def _same_point(claim: Quantity, source: Quantity) -> Relation:
    """A month holds a day: "March 2026" agrees with 31 March 2026, the claim being the coarser."""
    one, other = str(claim.value), str(source.value)
    return (
        Relation.SAME_AFTER_ROUNDING
        if claim.unit == source.unit == "date" and other.startswith(one)
        else Relation.DIFFERS
    )


def range_end(claim: Quantity, source: Quantity) -> str | None:
    """Which end of the source's range the claim's single value is: "lower", "upper" or None."""
    if not same_kind(claim, source):
        return None
    for name, value in (("lower", source.value), ("upper", source.upper)):
        if isinstance(value, Decimal) and isinstance(claim.value, Decimal):
            exact = Quantity(claim.text, claim.start, claim.end, claim.value, claim.unit, step=claim.step)
            if _value(exact, claim.value, value, source) is not Relation.DIFFERS:
                return name
    return None


def _value(claim: Quantity, claimed: Decimal, given: Decimal, source: Quantity) -> Relation:
    step = claim.step or Decimal(1)
    if claim.unit != source.unit:
        table = _RATIO if claim.unit in _RATIO else _TIME if claim.unit in _TIME else None
        factor = table[source.unit] / table[claim.unit] if table else measure_factor(source.unit, claim.unit)
        given = given * factor if factor else given
    if given < 0 < claimed:
        # Brackets in a table give the sign in print; a sentence gives it in words, which `attributes` compares.
        given = -given
    if claimed == given:
        return Relation.SAME if _same_notation(claim, source) else Relation.SAME_AFTER_ROUNDING
    if claim.unit == "fraction":
        return _fraction(claim, claimed, given)
    if rounds(given, claimed, step, claim.bound):
        return Relation.SAME_AFTER_ROUNDING
    coarse = _significant_step(claimed, claim)
    if coarse > step and _hedged(claim) and rounds(given, claimed, coarse, claim.bound):
        return Relation.SAME_AFTER_ROUNDING
    return Relation.DIFFERS


def _fraction(claim: Quantity, claimed: Decimal, given: Decimal) -> Relation:
    """A simple fraction beside a share: "just over two thirds" is 68.2%, "almost half" is 49%."""
    gap = given - claimed
    side = (claim.bound not in LOWER or gap >= 0) and (claim.bound not in UPPER | {Bound.ALMOST} or gap <= 0)
    step = _HEDGED_FRACTION_STEP if _hedged(claim) else _FRACTION_STEP
    return Relation.SAME_AFTER_ROUNDING if side and abs(gap) <= step / 2 else Relation.DIFFERS


def _same_notation(claim: Quantity, source: Quantity) -> bool:
    """Whether equal values need no conversion: "£1.2bn" and "£1,200m" do, "one hundred" and "100" do not."""
    if claim.unit != source.unit and not (is_count(claim) and is_count(source)):
        return False
    if claim.unit == "percent" and _PENCE.search(source.text):
        return False
    if source.unit == "percent" and source.text[:4].lower() in ("halv", "doub"):
        return False
    one, other = _DIGITS.search(claim.text), _DIGITS.search(source.text)
    if one and other:
        first, second = (Decimal(digits.group().replace(",", "")) for digits in (one, other))
        # A cell of a table in thousands, in full: "96" as "96,000".
        return first == second or (first == second * 1000 == claim.amount and other.group() == source.text)
    return "half" not in f"{claim.text} {source.text}".lower() or claim.text.lower() == source.text.lower()


def _hedged(claim: Quantity) -> bool:
    return claim.bound in (Bound.ABOUT, Bound.ALMOST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST)


def _significant_step(value: Decimal, claim: Quantity) -> Decimal:
    """The place of the last non-zero digit: 27,000 may be rounded to thousands where a word such as "about" says so."""
    if "." in claim.text:
        return claim.step  # "£1.0 billion" is printed to the tenth
    digits = value.normalize()
    exponent = digits.as_tuple().exponent
    return max(Decimal(1).scaleb(exponent), claim.step) if isinstance(exponent, int) and value else claim.step


def rounds(given: Decimal, claimed: Decimal, step: Decimal, bound: Bound) -> bool:
    """Whether the source's value, rounded as the claim's bound allows, is the claim's value."""
    if step <= 0:
        return False
    modes = [ROUND_HALF_UP, ROUND_HALF_EVEN]
    if (bound is Bound.MORE_THAN and given > claimed) or (bound is Bound.AT_LEAST and given >= claimed):
        modes.append(ROUND_FLOOR)
    if (bound in (Bound.ALMOST, Bound.LESS_THAN) and given < claimed) or (bound is Bound.AT_MOST and given <= claimed):
        modes.append(ROUND_CEILING)
    if len(modes) > 2 and not abs(claimed) / 2 < abs(given) < abs(claimed) * 2:
        modes = modes[:2]  # "almost £100m" is not £6,000, though it is the next hundred million
    # A step of one minute in hours is no finite decimal.
    return any(abs((given / step).to_integral_value(mode) * step - claimed) <= step / 1000 for mode in modes)
