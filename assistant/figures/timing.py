"""Whether two figures hold at one time: months, years, deadlines, and a year against several."""

from __future__ import annotations

import re

from assistant.figures.printing import printed
from assistant.figures.quantity import Figure, Period, PeriodKind
from assistant.figures.senses import RATES
from assistant.figures.values import is_share

_MONTH = re.compile(r"\b(?:January|February|March|April|(?:in|by|of|from|since|until) May|June|July|August|September|October|November|December)\b")  # fmt: skip


def _months(figure: Figure) -> set[str]:
    return {month.split()[-1] for month in _MONTH.findall(figure.subject)}


def time_clash(claim: Figure, source: Figure) -> str | None:
    said, given = _months(claim), _months(source)
    if said and given and not said & given:
        return f"{printed(source.quantity)} is for {min(given)}, not {min(said)}."
    one, other = claim.period, source.period
    if (
        one
        and one.start
        and one.start == one.end
        and f"than_{one.start}" in source.sense
        and not (other and (other.start or other.end))
    ):
        return f"In the source {printed(source.quantity)} is compared with {one.text}, not given for it."
    rates = claim.sense & RATES
    if rates and not source.sense & {*RATES, "rated"} and not source.in_table and not is_share(source.quantity):
        return f"The source does not say that {printed(source.quantity)} is {min(rates).replace('_', ' ')}."
    if not one or not other or ("start" in claim.sense & source.sense and one.end and not one.start):
        return None  # "by 2029 it will have risen from #": the date is that of the later value
    if one.kind is PeriodKind.PER_YEAR and other.kind is PeriodKind.TOTAL and "per_year" not in source.sense:
        return f"In the source {printed(source.quantity)} is the total {other.text}, not a yearly figure."
    if (
        one.kind is PeriodKind.TOTAL
        and other.kind is PeriodKind.PER_YEAR
        and (one.years is None or one.years > 1)
        and not (one.start and one.start == one.end)
    ):
        return f"In the source {printed(source.quantity)} is a yearly figure, not the total {one.text}."
    if one.kind is PeriodKind.TOTAL and other.kind in _YEARS and other.start == other.end and _several_years(one):
        return f"{printed(source.quantity)} is for {other.text} alone, not the total {one.text}."
    if "level" in source.sense and one.start == one.end == other.start != other.end and one.start and other.end:
        return f"In the source {printed(source.quantity)} is for {other.end}, not {one.start}."
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
