"""What one figure says of itself that another denies: bound, noun, period, direction, basis, place, organisation.

Leaving an attribute out is no clash; stating another one is. Each check returns one plain sentence, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from assistant.figures.cues import OPPOSED, speaks_of_change
from assistant.figures.nouns import singular
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Figure, Period, PeriodKind, Quantity
from assistant.figures.values import LOWER, UPPER, is_count, range_end
from assistant.figures.words import coverage, terms

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
#: The same beside a point in time.
_DATE_WORDS = {
    Bound.AT_LEAST: "from ",
    Bound.MORE_THAN: "after ",
    Bound.AT_MOST: "by ",
    Bound.LESS_THAN: "before ",
    Bound.UP_TO: "by ",
}


_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}


def printed(quantity: Quantity, *, bare: bool = False) -> str:
    """The quantity as printed, with its bound in plain words: "up to £1.8 billion", "about 1,150 district nurses".

    A table cell is printed with the unit of its note: "405" under "£ million" is "£405 million". `bare` leaves out the
    bound and the noun.
    """
    text = quantity.text
    if quantity.unit in _SIGNS and not re.search(r"[£$€]|[a-z]", text, re.I):
        text = _in_pounds(quantity)
    elif quantity.unit == "percent" and re.fullmatch(r"[(-]?[\d.,]+\)?", text):
        text += "%"
    if bare:
        return text
    words = _DATE_WORDS if quantity.unit in TEMPORAL_UNITS else _BOUND_WORDS
    return (
        f"{words.get(quantity.bound, '')}{text}{' ' + quantity.noun if quantity.noun and text == quantity.text else ''}"
    )


def _in_pounds(quantity: Quantity) -> str:
    amount, sign = quantity.amount or Decimal(0), _SIGNS[quantity.unit]
    for power, name in ((9, " billion"), (6, " million"), (3, ",000"), (0, "")):
        if power == 0 or (quantity.step >= Decimal(1).scaleb(power - 3) and abs(amount) >= Decimal(1).scaleb(power)):
            scaled = amount.scaleb(-power)
            shown = f"{scaled.normalize():,f}" if power != 3 else f"{scaled:,f}"
            return (
                f"{'-' if amount < 0 else ''}{sign}{shown.lstrip('-')}{name}"
                if power != 3 or "." not in shown
                else f"{sign}{amount:,f}"
            )
    return quantity.text


def attribute_clash(claim: Figure, source: Figure) -> tuple[str, str] | None:
    """The first attribute on which the claim states what the source denies, with a sentence; None where none does."""
    return next(attribute_clashes(claim, source), None)


def attribute_clashes(claim: Figure, source: Figure) -> Iterator[tuple[str, str]]:
    """Every attribute on which the claim states what the source denies, the most telling first, with a sentence each."""
    for name, check in _CHECKS:
        why = check(claim, source)
        if why:
            yield name, why


def _noun(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity, source.quantity
    if not (is_count(one) and is_count(other)) or "number" in (one.unit, other.unit) or one.unit == other.unit:
        return None
    claimed, given = set(terms(one.noun)) | {one.unit}, set(terms(other.noun)) | {other.unit}
    if {singular(word) for word in claimed} & {singular(word) for word in given} or coverage(
        tuple(terms(one.unit)), tuple(terms(f"{other.noun} {other.unit}"))
    ):
        return None
    return f"{printed(other)} counts {other.noun or other.unit}, not {one.noun or one.unit}."


#: Bounds under which the value itself may be reached, which "less than" rules out.
_MAY_REACH = frozenset({Bound.EXACT, Bound.UP_TO, Bound.AT_MOST})


def _bound(claim: Figure, source: Figure) -> str | None:
    """A bound turned round: "at least" of a ceiling, "more than" of "just under", "less than" of the value itself."""
    one, other = claim.quantity.bound, source.quantity.bound
    if claim.quantity.unit in TEMPORAL_UNITS:
        return None
    end = _end(claim, source)
    low = other in LOWER or end == "lower"
    high = other in UPPER | {Bound.ALMOST} or end == "upper"
    equal = other in _MAY_REACH and claim.quantity.value == source.quantity.value
    reached = equal and (one is Bound.LESS_THAN or (one is Bound.ALMOST and other is Bound.EXACT))
    if (one in LOWER and high) or (one in UPPER | {Bound.ALMOST} and low) or reached:
        return f"The source says {printed(source.quantity)}, not {printed(claim.quantity)}."
    return None


def _end(claim: Figure, source: Figure) -> str | None:
    if claim.quantity.upper is not None or source.quantity.upper is None:
        return None
    return range_end(claim.quantity, source.quantity)


def _dropped(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity, source.quantity
    if one.unit in TEMPORAL_UNITS:
        return None
    if _end(claim, source) and one.bound not in LOWER | UPPER:
        return f"The source gives a range, {printed(other)}; {one.text} is one end of it."
    if one.bound in (Bound.EXACT, Bound.ABOUT) and other.bound in UPPER | LOWER and one.value == other.value:
        return f"The source says {printed(other)}; the claim drops the qualifier."
    return None


def _direction(claim: Figure, source: Figure) -> str | None:
    one, other = _way(claim), _way(source)
    if one and other and one != other and not {"saving", "cost"} & (claim.sense ^ source.sense):
        return f"In the source {printed(source.quantity)} is {_WAYS[other]}, not {_WAYS[one]}."
    return None


_WAYS = {"up": "a rise", "down": "a fall"}


def _way(figure: Figure) -> str | None:
    """Which way the figure moved; None where nothing or two things are said."""
    ways = {"up", "down"} & figure.sense
    if not ways and figure.quantity.direction:
        return str(figure.quantity.direction)
    return ways.pop() if len(ways) == 1 else None


_MONTH = re.compile(r"\b(?:January|February|March|April|(?:in|by|of|from|since|until) May|June|July|August|September|October|November|December)\b")  # fmt: skip


def _months(figure: Figure) -> set[str]:
    return {month.split()[-1] for month in _MONTH.findall(figure.subject)}


def _period(claim: Figure, source: Figure) -> str | None:
    said, given = _months(claim), _months(source)
    if said and given and not said & given:
        return f"{printed(source.quantity)} is for {min(given)}, not {min(said)}."
    one, other = claim.period, source.period
    if not one or not other:
        return None
    if one.kind is PeriodKind.PER_YEAR and other.kind is PeriodKind.TOTAL:
        return f"In the source {printed(source.quantity)} is the total {other.text}, not a yearly figure."
    if (
        one.kind is PeriodKind.TOTAL
        and other.kind is PeriodKind.PER_YEAR
        and (one.years is None or one.years > 1)
        and one.start != one.end
    ):
        return f"In the source {printed(source.quantity)} is a yearly figure, not the total {one.text}."
    if one.kind is PeriodKind.TOTAL and other.kind in _YEARS and other.start == other.end and _several_years(one):
        return f"{printed(source.quantity)} is for {other.text} alone, not the total {one.text}."
    if _years_clash(one, other):
        return f"The source gives {printed(source.quantity)} {_when(other)}; the claim says {_when(one)}."
    return None


_PLAIN_POINTS = frozenset({PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR})


def _when(period: Period) -> str:
    """ "by 2029", "over three years", "for 2023-24"."""
    return f"for {period.text}" if period.kind in _PLAIN_POINTS or period.text[:1].isdigit() else period.text


def _several_years(period: Period) -> bool:
    return bool(period.years and period.years > 1) or bool(period.start and period.end and period.start != period.end)


_YEARS = (PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR)


def _years_clash(one: Period, other: Period) -> bool:
    if one.years and other.years and one.years != other.years:
        return True
    if other.kind is PeriodKind.DEADLINE and other.start and one.kind in _YEARS:
        return bool(one.start) and not _overlaps(other.start, str(one.start))
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
    known = {*source.organisations, source.publisher}
    if claim.organisations and source.organisations and not set(claim.organisations) & known:
        return (
            f"In the source {printed(source.quantity)} is for {source.organisations[0]}, not {claim.organisations[0]}."
        )
    return None


_PARTS_OF_UK = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})


def _place(claim: Figure, source: Figure) -> str | None:
    """A part of the United Kingdom claimed for the whole, or for another part; or another town or region."""
    claimed, given = set(claim.places), set(source.places)
    for joint in given & _JOINT.keys():
        given = given | _JOINT[joint] if claimed >= _JOINT[joint] else given
    for joint in claimed & _JOINT.keys():
        claimed = claimed - {joint} | _JOINT[joint] if given >= _JOINT[joint] else claimed
    beyond = (claimed - given) & _PARTS_OF_UK if given <= _PARTS_OF_UK else set()
    if not claimed or not given or (claimed & given and not beyond):
        return None
    return f"In the source {printed(source.quantity)} is for {_listed(source.places)}, not {_listed(claim.places)}."


#: Two names for one place.
_JOINT = {
    "England and Wales": frozenset({"England", "Wales"}),
    "Great Britain": frozenset({"England", "Scotland", "Wales"}),
}


def _listed(names: Sequence[str]) -> str:
    return " and ".join(_WITH_ARTICLE.get(name, name) for name in names)


_WITH_ARTICLE = {"United Kingdom": "the United Kingdom", "United States": "the United States"}


def _basis(claim: Figure, source: Figure) -> str | None:
    for pair in OPPOSED:
        for claimed, given in (pair, pair[::-1]):
            if (
                claimed in claim.basis
                and claimed not in source.basis
                and given in source.basis
                and given not in claim.basis
            ):
                return f"In the source {printed(source.quantity)} is {_words(given)}, not {_words(claimed)}."
    planned = {"forecast", "target"}
    if "achieved" in claim.basis and not planned & claim.basis and "achieved" not in source.basis:
        ahead = sorted(planned & source.basis)
        if ahead:
            return f"In the source {printed(source.quantity)} is a {ahead[-1]}, not an outturn."
        if "allocated" in source.sense and "allocated" not in claim.sense and _SPENDS.search(claim.subject):
            return f"In the source {printed(source.quantity)} is promised, not yet spent or done."
    if (
        planned & claim.basis
        and "achieved" not in claim.basis
        and "achieved" in source.basis
        and not planned & source.basis
    ):
        return f"In the source {printed(source.quantity)} is an outturn, not a {min(planned & claim.basis)}."
    return None


_SPENDS = re.compile(r"\b(?:has|have|had|already|so far|to date|actual\w*|outturn)\b", re.I)


def _words(tag: str) -> str:
    return tag.replace("_", " ")


_RATES = frozenset({"per_year", "per_month", "per_week", "per_day"})
#: (claim's tag, source's tag, what to say). The source must have the second tag and not the first, the claim the reverse.
_SENSES = (
    ("saving", "cost", "is a cost, not a saving"),
    ("cost", "saving", "is a saving, not a cost"),
    ("over", "under", "is under, not over"),
    ("under", "over", "is over, not under"),
    ("level", "change", "is the change, not the level"),
    ("change", "level", "is the level, not the change"),
    ("level", "start", "is the earlier value"),
    ("start", "level", "is the later value"),
    ("to_capital", "to_resource", "moved out of capital, not into it"),
    ("to_resource", "to_capital", "moved into capital, not out of it"),
    ("total", "per_year", "is a yearly figure, not a total"),
    ("per_year", "total", "is the total, not a year"),
    ("headcount", "fte", "counts full-time equivalents, not heads"),
    ("fte", "headcount", "counts heads, not full-time equivalents"),
    ("average", "median", "is a median, not an average"),
    ("median", "average", "is an average, not a median"),
)


def _sense(claim: Figure, source: Figure) -> str | None:
    one, other = claim.sense, source.sense
    for claimed, given, what in _SENSES:
        if claimed in one and given in other and claimed not in other and given not in one:
            if {claimed, given} == {"saving", "cost"} and {"under", "change", "down"} & (one | other):
                continue
            return f"In the source {printed(source.quantity)} {what}."
    if (
        claim.sense & {"allocated"}
        and "asked" in other
        and not _TURNED_DOWN.search(claim.subject)
        and "asked" not in one
    ):
        return f"In the source {printed(source.quantity)} was asked for, not granted."
    if one & _RATES and other & _RATES and not one & other & _RATES:
        return f"In the source {printed(source.quantity)} is {_words(min(other & _RATES))}, not {_words(min(one & _RATES))}."
    amount = source.quantity.amount
    if amount is not None and amount < 0 and "saving" in one and "cost" not in one:
        return f"{source.quantity.text} in the source's table is negative: a cost, not a saving."
    return _left_out(claim, source)


def _left_out(claim: Figure, source: Figure) -> str | None:
    """What a figure is in the source, said of it nowhere in the claim: a change, an earlier value, the whole of a part."""
    one, other = claim.sense, source.sense
    if "base" in other and "base" not in one:
        return f"In the source {printed(source.quantity)} is the whole, not the part."
    silent = not speaks_of_change(claim.subject)
    if "change" in other and not {"level", "saving"} & other and silent:
        return f"In the source {printed(source.quantity)} is a change or a gap, not the level."
    if "start" in other and "level" not in other and not _speaks_of_past(claim):
        return f"In the source {printed(source.quantity)} is the earlier value."
    return None


_TURNED_DOWN = re.compile(r"\b(?:bids?|reject\w*|refus\w+|turned down|declined|unsuccessful|wanted|hoped)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|been|did|ago|earlier|before|previous\w*|former\w*|original\w*|initial\w*|once|used to|from|against|compared|until|last|prior|then|stood|began|started)\b", re.I)  # fmt: skip


def _speaks_of_past(figure: Figure) -> bool:
    return bool(figure.period and (figure.period.start or figure.period.end)) or bool(_PAST.search(figure.subject))


_EACH = re.compile(r"\b(?:each|per|every)(?: of the| of)? ((?:[\w-]+ ?){1,3})", re.I)


def _denominator(claim: Figure, source: Figure) -> str | None:
    """ "Each call saves £5.60" and "each return saves £5.60" are about different things."""
    if claim.quantity.unit in TEMPORAL_UNITS:
        return None
    one, other = _EACH.search(claim.subject), _EACH.search(source.subject)
    if not one or not other:
        return None
    claimed, given = terms(one.group(1)), terms(other.group(1))
    if not claimed or not given or {claimed[0], given[0]} & _TIMES:
        return None
    if set(claimed) & set(given) or {*claimed, *given} & _HEADS:
        return None
    if coverage(claimed, given):
        return None
    return f"In the source {printed(source.quantity)} is {other.group().strip()}, not {one.group().strip()}."


#: "Per head" goes with each member, person or worker.
_HEADS = frozenset({"head", "person", "capita", "member", "individu"})
_TIMES = frozenset({"year", "month", "week", "day", "hour", "pound"})


_CHECKS: tuple[tuple[str, Callable[[Figure, Figure], str | None]], ...] = (
    ("bound", _bound),
    ("noun", _noun),
    ("sense", _sense),
    ("subject", _denominator),
    ("period", _period),
    ("direction", _direction),
    ("basis", _basis),
    ("place", _place),
    ("organisation", _organisation),
    ("qualifier", _dropped),
)
