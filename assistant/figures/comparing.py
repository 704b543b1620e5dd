"""Compare a claimed figure with one in a source: the one comparison that the whole project has.

The rounding rule is AggChecker's (Jo et al., SIGMOD 2019): a claim is wrong only if the true value cannot be rounded to
it, here at the claim's own printed precision. There is no percentage tolerance.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from assistant.figures.nouns import singular
from assistant.figures.quantity import (
    TEMPORAL_UNITS,
    Agreement,
    Bound,
    Direction,
    Figure,
    Period,
    PeriodKind,
    Quantity,
    Relation,
)
from assistant.figures.words import coverage, terms

Similarity = Callable[[str, str], float]

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
_RATIO = {"percent": Decimal("0.01"), "fraction": Decimal(1)}
_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN, Bound.UP_TO})
#: Coverage of the claim's words by the source's, below which two figures are about different things.
SAME_SUBJECT = 0.34


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


def value_agreement(claim: Quantity, source: Quantity) -> Relation:
    """Compare the values alone: `SAME`, `SAME_AFTER_ROUNDING` or `DIFFERS`. Units that do not convert differ."""
    if not same_kind(claim, source):
        return Relation.DIFFERS
    if claim.unit in TEMPORAL_UNITS:
        return (
            Relation.SAME if (claim.value, claim.upper) == (source.value, source.upper) else _same_point(claim, source)
        )
    if (claim.upper is None) != (source.upper is None):
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


def _value(claim: Quantity, claimed: Decimal, given: Decimal, source: Quantity) -> Relation:
    step = claim.step or Decimal(1)
    if claim.unit != source.unit:
        table = _RATIO if claim.unit in _RATIO else _TIME if claim.unit in _TIME else None
        if table:
            given = given * table[source.unit] / table[claim.unit]
            if claim.unit == "fraction":
                step = Decimal("0.01")
    if claimed == given:
        return Relation.SAME if claim.unit == source.unit or is_count(claim) else Relation.SAME_AFTER_ROUNDING
    if claim.unit == "fraction" and abs(claimed - given) <= Decimal("0.005"):
        return Relation.SAME_AFTER_ROUNDING
    if _rounds(given, claimed, step, claim.bound):
        return Relation.SAME_AFTER_ROUNDING
    coarse = _significant_step(claimed, claim)
    if coarse > step and _hedged(claim) and _rounds(given, claimed, coarse, claim.bound):
        return Relation.SAME_AFTER_ROUNDING
    return Relation.DIFFERS


def _hedged(claim: Quantity) -> bool:
    return claim.bound in (Bound.ABOUT, Bound.ALMOST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.AT_LEAST, Bound.AT_MOST)


def _significant_step(value: Decimal, claim: Quantity) -> Decimal:
    """The place of the last non-zero digit: 27,000 may be rounded to thousands where a word such as "about" says so."""
    digits = value.normalize()
    exponent = digits.as_tuple().exponent
    return max(Decimal(1).scaleb(exponent), claim.step) if isinstance(exponent, int) and value else claim.step


def _rounds(given: Decimal, claimed: Decimal, step: Decimal, bound: Bound) -> bool:
    """Whether the source's value, rounded as the claim's bound allows, is the claim's value."""
    if step <= 0:
        return False
    modes = [ROUND_HALF_UP, ROUND_HALF_EVEN]
    if (bound is Bound.MORE_THAN and given > claimed) or (bound is Bound.AT_LEAST and given >= claimed):
        modes.append(ROUND_FLOOR)
    if (bound in (Bound.ALMOST, Bound.LESS_THAN) and given < claimed) or (bound is Bound.AT_MOST and given <= claimed):
        modes.append(ROUND_CEILING)
    return any((given / step).to_integral_value(mode) * step == claimed for mode in modes)


def subject_match(claim: Figure, source: Figure, similarity: Similarity | None = None) -> float:
    """How far the source speaks of what the claim is about, from 0 to 1: the claim's content words found in the source.

    The claim is matched to the source figure's own clause, and at less weight to the words it shares with others.
    """
    wanted = terms(_about(claim))
    if not wanted:
        return 0.5
    own = coverage(wanted, terms(f"{source.subject} {source.quantity.noun} {source.quantity.text}"))
    wide = coverage(
        wanted, terms(f"{source.subject} {source.quantity.noun} {source.lead} {' '.join(source.organisations)}")
    )
    score = 0.5 * own + 0.5 * wide
    return max(score, similarity(_about(claim), f"{source.lead} {source.subject}")) if similarity else score


def _about(figure: Figure) -> str:
    return f"{figure.subject} {figure.quantity.noun}"


def compare(claim: Figure, source: Figure, *, similarity: Similarity | None = None) -> Agreement:
    """How the claim stands to one source figure.

    `OTHER_THING` names the attribute that does not match; `DIFFERS` says the same thing has another value (or unit or
    bound). A claim may leave out a period, place or basis, but not state a wrong one.
    """
    relation = value_agreement(claim.quantity, source.quantity)
    if relation is Relation.DIFFERS:
        return _differing(claim, source, similarity)
    clash = attribute_clash(claim, source)
    if clash:
        return Agreement(Relation.OTHER_THING if clash[0] != "bound" else Relation.DIFFERS, clash[0], clash[1])
    if subject_match(claim, source, similarity) < SAME_SUBJECT:
        return Agreement(
            Relation.OTHER_THING, "subject", f"In the source {printed(source.quantity)} is {_gist(source)}."
        )
    if relation is Relation.SAME_AFTER_ROUNDING:
        return Agreement(
            relation,
            None,
            f"The source says {printed(source.quantity)}, which is {printed(claim.quantity)} at the claim's precision.",
        )
    return Agreement(relation, None, f"The source says {printed(source.quantity)}.")


def _differing(claim: Figure, source: Figure, similarity: Similarity | None) -> Agreement:
    if subject_match(claim, source, similarity) < SAME_SUBJECT:
        return Agreement(
            Relation.OTHER_THING, "subject", f"The source's {printed(source.quantity)} is {_gist(source)}."
        )
    why = f"The source says {printed(source.quantity)}; the claim says {printed(claim.quantity)}."
    return Agreement(Relation.DIFFERS, "value" if same_kind(claim.quantity, source.quantity) else "unit", why)


def attribute_clash(claim: Figure, source: Figure) -> tuple[str, str] | None:
    """The first attribute on which the claim states what the source denies, with a sentence; None where none does."""
    for name, check in _CHECKS:
        why = check(claim, source)
        if why:
            return name, why
    return None


def _noun(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity, source.quantity
    if not (is_count(one) and is_count(other)) or "number" in (one.unit, other.unit) or one.unit == other.unit:
        return None
    claimed, given = set(terms(one.noun)) | {one.unit}, set(terms(other.noun)) | {other.unit}
    if {singular(word) for word in claimed} & {singular(word) for word in given} or coverage(
        tuple(terms(one.unit)), tuple(terms(f"{other.noun} {other.unit}"))
    ):
        return None
    if {"person", "staff", "household"} & {one.unit, other.unit}:
        return None
    return f"{printed(other)} counts {other.noun or other.unit}, not {one.noun or one.unit}."


def _bound(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity.bound, source.quantity.bound
    if (one in _LOWER and other in _UPPER) or (one in _UPPER and other in _LOWER):
        return f"The source says {printed(source.quantity)}, not {printed(claim.quantity)}."
    return None


def _dropped(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity.bound, source.quantity.bound
    if claim.quantity.unit in TEMPORAL_UNITS:
        return None
    if (
        one in (Bound.EXACT, Bound.ABOUT)
        and other in (_UPPER | _LOWER)
        and claim.quantity.value == source.quantity.value
    ):
        return f"The source says {printed(source.quantity)}; the claim drops the qualifier."
    return None


def _direction(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity.direction, source.quantity.direction
    if one and other and one is not other:
        return f"In the source this is {'a rise' if other is Direction.UP else 'a fall'}, not {'a rise' if one is Direction.UP else 'a fall'}."
    return None


def _period(claim: Figure, source: Figure) -> str | None:
    one, other = claim.period, source.period
    if not one or not other:
        return None
    if one.kind is PeriodKind.PER_YEAR and other.kind is PeriodKind.TOTAL:
        return f"{printed(source.quantity)} is the total {other.text}, not a year."
    if (
        one.kind is PeriodKind.TOTAL
        and other.kind is PeriodKind.PER_YEAR
        and (one.years is None or one.years > 1)
        and one.start != one.end
    ):
        return f"{printed(source.quantity)} is {other.text}, not the total {one.text}."
    if _years_clash(one, other):
        return f"{printed(source.quantity)} is for {other.text}, not {one.text}."
    return None


def _years_clash(one: Period, other: Period) -> bool:
    if one.years and other.years and one.years != other.years:
        return True
    claimed = {value for value in (one.start, one.end) if value}
    given = {value for value in (other.start, other.end) if value}
    if not claimed or not given:
        return False
    return not any(_overlaps(value, wanted) for value in given for wanted in claimed)


def _overlaps(one: str, other: str) -> bool:
    """Two ISO points at different precision: 2024 holds 2024-03; a financial year holds its two calendar years."""
    first, second = sorted((one, other), key=len)
    if second.startswith(first):
        return True
    if re.fullmatch(r"\d{4}-\d{2}", second) and int(second[5:]) == (int(second[:4]) + 1) % 100 and len(first) == 4:
        return first in (second[:4], str(int(second[:4]) + 1))
    return False


def _organisation(claim: Figure, source: Figure) -> str | None:
    if claim.organisations and source.organisations and not set(claim.organisations) & set(source.organisations):
        return (
            f"In the source {printed(source.quantity)} is for {source.organisations[0]}, not {claim.organisations[0]}."
        )
    return None


_PARTS_OF_UK = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})


def _place(claim: Figure, source: Figure) -> str | None:
    claimed, given = set(claim.places), set(source.places)
    if not claimed or not given or claimed & given:
        return None
    return f"In the source {printed(source.quantity)} is for {' and '.join(source.places)}, not {' and '.join(claim.places)}."


def _basis(claim: Figure, source: Figure) -> str | None:
    for one, other in (("real", "cash"), ("capital", "resource"), ("new", "previously_announced")):
        for claimed, given in ((one, other), (other, one)):
            if (
                claimed in claim.basis
                and claimed not in source.basis
                and given in source.basis
                and given not in claim.basis
            ):
                return f"In the source {printed(source.quantity)} is {given.replace('_', ' ')}, not {claimed.replace('_', ' ')}."
    if "achieved" in claim.basis and "forecast" not in claim.basis and "target" not in claim.basis:
        ahead = {"forecast", "target"} & source.basis
        if ahead and "achieved" not in source.basis:
            return f"In the source {printed(source.quantity)} is a {sorted(ahead)[0]}, not an outturn."
    return None


_CHECKS: tuple[tuple[str, Callable[[Figure, Figure], str | None]], ...] = (
    ("bound", _bound),
    ("noun", _noun),
    ("period", _period),
    ("direction", _direction),
    ("basis", _basis),
    ("place", _place),
    ("organisation", _organisation),
    ("qualifier", _dropped),
)

_BOUND_WORDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.ALMOST: "almost ",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "at most ",
    Bound.LESS_THAN: "less than ",
    Bound.UP_TO: "up to ",
}


def printed(quantity: Quantity) -> str:
    """The quantity as printed, with its bound in plain words: "up to £1.8 billion", "about 1,150 district nurses"."""
    return f"{_BOUND_WORDS[quantity.bound]}{quantity.text}{' ' + quantity.noun if quantity.noun else ''}"


def _gist(figure: Figure) -> str:
    words = figure.subject or figure.lead or "about something else"
    return "for “" + (words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " …") + "”"
