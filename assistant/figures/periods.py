"""Words that say when a figure holds: "a year", "over three years", "by 2029", "in 2024-25"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.figures.numbers import numeral_at
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Period, PeriodKind, Quantity

_PER_YEAR = re.compile(
    r"\b(?:(?:(?<!\bfor )(?<!\bover )(?<!\bwithin )(?<!\bafter )(?<!\bthan )(?<!\bpassed )(?<!\bin )(?<!\bexceeded )(?<!\btook )(?<!\blasted )(?<!\bhalf )a|per|each|every|in any) year(?! (?:earlier|ago|before|later|after|on(?=[,.;]|$| year)))|(?:in )?(?:each|every one) of the (?:next |first |last |coming |following |[a-z]+ )?(?:[a-z]+ )?years|year after year|per[- ]annum|p\.a\.|annually|yearly|annual(?=\s+(?:\w+\s+){0,2}(?:savings?|costs?|benefits?|spending|growth|increases?|budget|efficienc|bill|fee|funding|net|returns?|rate|average|productivity)))",
    re.I,
)
_SPAN = re.compile(
    r"\b(?:over|across|during|within|in|for|spread over|lasting)\s+(?:the\s+|its\s+|a\s+)?(?:(?:next|last|past|first|coming|following|initial|same|period of|course of)\s+)*(?:the\s+)?(?=\w)",
    re.I,
)
#: "£5m for a year" is the sum over that year and no rate.
_ONE_YEAR = re.compile(
    r"\b(?:for|over|within) (?:just |only |about |less than |more than )?a (?:single |whole |full )?year\b", re.I
)
_YEARS = re.compile(r"[\s-]*(year|month|decade|week)s?(?:[’']s?)?\b(?!\s+(?:ago|earlier|before|old))(?!-old)", re.I)
_ADJECTIVE = re.compile(
    r"\b(?:an?\s+|the\s+|its\s+)?(?=(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)-year\b)",
    re.I,
)
_TOTAL_WORDS = re.compile(
    r"\b(?:over the forecast period|over the (?:spending review|next|current|last|this)?\s*(?:period|parliament)|over the lifetime|over its li(?:fe|fetime)|whole[- ]life|lifetime|cumulative(?:ly)?|in total|in all|altogether)\b",
    re.I,
)
_FROM = re.compile(r"\b(?:from|between|over|across|during)\s+(?:\w+\s+)?$", re.I)
_BETWEEN = re.compile(r"\s*(?:to|and|until|up to|-|–)\s*(?:the end of\s+)?$", re.I)


def periods(text: str, points: Sequence[Quantity]) -> tuple[tuple[int, int, Period], ...]:
    """The spans of the text that say when, with the period each means; `points` are the text's dates, already read.

    A span of two dates is a total from the first to the second. The dates of a bare mention are a financial or calendar
    year, or a deadline where a word such as "by" stands before them.
    """
    found = [(m.start(), m.end(), Period(PeriodKind.PER_YEAR, m.group())) for m in _PER_YEAR.finditer(text)]
    found += [(m.start(), m.end(), Period(PeriodKind.TOTAL, m.group())) for m in _TOTAL_WORDS.finditer(text)]
    found += [
        (m.start(), m.end(), Period(PeriodKind.TOTAL, m.group(), years=Decimal(1))) for m in _ONE_YEAR.finditer(text)
    ]
    for pattern in (_SPAN, _ADJECTIVE):
        for match in pattern.finditer(text):
            length = numeral_at(text, match.end())
            unit = _YEARS.match(text, length.end) if length else None
            if length and unit and length.value < 200:
                factor = {"decade": Decimal(10), "month": Decimal(1) / 12, "week": Decimal(1) / 52}.get(
                    unit.group(1).lower(), Decimal(1)
                )
                found.append(
                    (
                        match.start(),
                        unit.end(),
                        Period(PeriodKind.TOTAL, text[match.start() : unit.end()].strip(), years=length.value * factor),
                    )
                )
    dates = [point for point in points if point.unit in TEMPORAL_UNITS]
    place = 0
    while place < len(dates):
        point = dates[place]
        following = dates[place + 1] if place + 1 < len(dates) else None
        if (
            following
            and _BETWEEN.fullmatch(text[point.end : following.start])
            and (
                point.unit == following.unit == "fiscal_year"
                or re.search(_FROM, text[max(0, point.start - 20) : point.start])
            )
        ):
            found.append(
                (
                    point.start,
                    following.end,
                    Period(PeriodKind.TOTAL, text[point.start : following.end], str(point.value), str(following.value)),
                )
            )
            place += 2
            continue
        found.append((point.start, point.end, _of_point(text, point)))
        place += 1
    return tuple(sorted(found, key=lambda item: (item[0], item[1])))


def _of_point(text: str, point: Quantity) -> Period:
    value = str(point.value)
    if point.upper:
        return Period(PeriodKind.TOTAL, point.text, value, str(point.upper))
    if point.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return Period(PeriodKind.DEADLINE, _with_word(text, point), end=value)
    if point.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return Period(PeriodKind.TOTAL, _with_word(text, point), start=value)
    kind = PeriodKind.FISCAL_YEAR if point.unit == "fiscal_year" else PeriodKind.CALENDAR_YEAR
    return Period(kind, point.text, value, value)


def _with_word(text: str, point: Quantity) -> str:
    word = re.search(
        r"(?:by|since|from|until|before|after|up to|to)\b[\w\s]{0,16}$", text[max(0, point.start - 24) : point.start]
    )
    return (word.group() if word else "") + point.text


_PRIORITY = (
    PeriodKind.PER_YEAR,
    PeriodKind.TOTAL,
    PeriodKind.DEADLINE,
    PeriodKind.FISCAL_YEAR,
    PeriodKind.CALENDAR_YEAR,
)


_YEAR_KINDS = (PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR)


_LOOKS_BACK = re.compile(r"\b(?:past|last|previous|preceding)\b", re.I)


def merged(found: Sequence[Period]) -> Period | None:
    """One period from several about one figure: "a year" with "by 2029-30" is a yearly rate that ends in 2029-30."""
    if not found:
        return None
    dated = [period for period in found if period.start or period.end]
    if dated:
        # "In 2019, 49% had been in the past two years": the length says what was asked, not when.
        found = [period for period in found if period in dated or not _LOOKS_BACK.search(period.text)]
    first = min(found, key=lambda period: _PRIORITY.index(period.kind))
    years = sorted(
        {period.start for period in found if period.kind in _YEAR_KINDS and period.start == period.end and period.start}
    )
    if len(years) > 1 and first.kind in (PeriodKind.TOTAL, *_YEAR_KINDS):
        # "Over 2022-23 and 2023-24": the span of the years named.
        text = " ".join(dict.fromkeys(period.text for period in found))
        return Period(PeriodKind.TOTAL, text, years[0], years[-1], first.years)
    start = next((period.start for period in (first, *found) if period.start), None)
    end = next((period.end for period in (first, *found) if period.end), None)
    length = next((period.years for period in (first, *found) if period.years), None)
    text = " ".join(dict.fromkeys(period.text for period in found))
    return replace(first, text=text, start=start, end=end, years=length)
