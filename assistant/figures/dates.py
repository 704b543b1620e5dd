"""Points in time: dates, months, quarters, calendar and financial years."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
#: Words that can begin a date, for the scan.
MONTH_WORD = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
#: Words, in lower case, that can begin a point in time.
FIRST_WORDS = frozenset(_MONTHS) | frozenset(
    "fy fye financial fiscal tax academic q h first second third fourth end year".split()
)
_ORD = r"(?:st|nd|rd|th)?"
_FISCAL = re.compile(
    r"(?:FYE?|FY\s*ending|financial year|fiscal year|tax year)?[ ]?((?:19|20)\d\d)\s?[-–/‑−]\s?((?:19|20)?\d\d)(?!\d|,\d|\.\d|-\d)",
    re.I,
)
_FISCAL_TO = re.compile(r"((?:19|20)\d\d)\s+to\s+((?:19|20)\d\d)(?=\s+(?:financial|fiscal|tax)\s+year|\))", re.I)
_FY = re.compile(
    r"(?:FYE?|financial year ending(?: in)?(?: March)?|fiscal year|financial year|year ending March|year to March)\s?['’]?((?:19|20)?\d\d)(?:\s?[-–/]\s?((?:19|20)?\d\d))?(?!\d)",
    re.I,
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_ORD}\s+(?:of\s+)?({MONTH_WORD})\.?(?:,?\s+((?:19|20)\d\d))?(?![\w])", re.I)
_MONTH_FIRST = re.compile(
    rf"({MONTH_WORD})\.?\s+(?:(\d{{1,2}}){_ORD}(?!\d)(?:,?\s+((?:19|20)\d\d))?|((?:19|20)\d\d))(?!\w)"
)
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_QUARTER = re.compile(
    r"(?:Q([1-4])\s*,?\s*(?:of\s+)?|(?:the\s+)?(first|second|third|fourth)\s+quarter\s+(?:of\s+)?)((?:19|20)\d\d)(?!\d)",
    re.I,
)
_YEAR_QUARTER = re.compile(r"((?:19|20)\d\d)\s?Q([1-4])(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,]\d|\d|\.\d|s\b)")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*(?:-|–|—|to|and)\s*((?:19|20)\d\d)(?!\d)")
_DECADE = re.compile(r"(?:the\s+)?end\s+of\s+(?:the|this)\s+decade", re.I)


@dataclass(frozen=True, slots=True)
class PointInTime:
    """A date at text[start:end]. `value` is ISO (or "2024-25" for `fiscal_year`); `upper` ends a quarter or a span."""

    start: int
    end: int
    value: str
    unit: str = "date"
    upper: str | None = None


def date_at(text: str, start: int) -> PointInTime | None:
    """The point in time that begins at `start`, or None. A bare year is the caller's to judge: see `year_at`."""
    if text[start : start + 1].isalpha():
        return _fy(text, start) or _quarter(text, start) or _month_first(text, start) or _decade(text, start)
    return (
        _iso(text, start)
        or _day_first(text, start)
        or _slash(text, start)
        or _fiscal(text, start)
        or _year_quarter(text, start)
    )


def year_at(text: str, start: int) -> PointInTime | None:
    """The calendar year, or span of years, that begins at `start`."""
    span = _YEARS.match(text, start)
    if span and span.group(1) < span.group(2) and not re.search(r"\s(?:to|and)\s", span.group()):
        return PointInTime(start, span.end(), span.group(1), upper=span.group(2))
    match = _YEAR.match(text, start)
    return PointInTime(start, match.end(), match.group()) if match else None


def _full(year: str, century: str = "20") -> str:
    return year if len(year) == 4 else century + year


def fiscal(first: str, second: str) -> str | None:
    """ "2024", "25" is "2024-25"; None where the second year does not follow the first."""
    later = _full(second, first[:2])
    if int(later) != int(first) + 1 and not (second == "00" and first.endswith("99")):
        return None
    return f"{first}-{later[2:]}"


def _fiscal(text: str, start: int) -> PointInTime | None:
    to = _FISCAL_TO.match(text, start)
    match = to or _FISCAL.match(text, start)
    if not match:
        return None
    value = fiscal(match.group(1), match.group(2))
    return PointInTime(start, match.end(), value, "fiscal_year") if value else None


def _fy(text: str, start: int) -> PointInTime | None:
    match = _FY.match(text, start)
    if not match:
        return None
    first = _full(match.group(1))
    if match.group(2):
        value = fiscal(first, match.group(2))
        return PointInTime(start, match.end(), value, "fiscal_year") if value else None
    ends = match.group()[:3].upper() == "FYE" or "end" in match.group().lower() or "march" in match.group().lower()
    begin = int(first) - 1 if ends else int(first)
    return PointInTime(start, match.end(), f"{begin}-{(begin + 1) % 100:02d}", "fiscal_year")


def _day_first(text: str, start: int) -> PointInTime | None:
    match = _DAY_FIRST.match(text, start)
    if not match or not 1 <= int(match.group(1)) <= 31 or not match.group(2)[0].isupper():
        return None
    if not match.group(3):
        return None
    month = _MONTHS[match.group(2).lower()]
    return PointInTime(start, match.end(), f"{match.group(3)}-{month:02d}-{int(match.group(1)):02d}")


def _month_first(text: str, start: int) -> PointInTime | None:
    match = _MONTH_FIRST.match(text, start)
    if not match:
        return None
    month = _MONTHS[match.group(1).lower()]
    if match.group(4):
        return PointInTime(start, match.end(), f"{match.group(4)}-{month:02d}")
    if not match.group(3) or not 1 <= int(match.group(2)) <= 31:
        return None
    return PointInTime(start, match.end(), f"{match.group(3)}-{month:02d}-{int(match.group(2)):02d}")


def _iso(text: str, start: int) -> PointInTime | None:
    match = _ISO.match(text, start)
    if not match or not (1 <= int(match.group(2)) <= 12 and 1 <= int(match.group(3)) <= 31):
        return None
    return PointInTime(start, match.end(), match.group())


def _slash(text: str, start: int) -> PointInTime | None:
    match = _SLASH.match(text, start)
    if not match or not (1 <= int(match.group(1)) <= 31 and 1 <= int(match.group(2)) <= 12):
        return None
    return PointInTime(start, match.end(), f"{match.group(3)}-{int(match.group(2)):02d}-{int(match.group(1)):02d}")


def _quarter(text: str, start: int) -> PointInTime | None:
    match = _QUARTER.match(text, start)
    if not match:
        return None
    number = int(match.group(1) or 1 + ["first", "second", "third", "fourth"].index(match.group(2).lower()))
    return _quarter_point(start, match.end(), match.group(3), number)


def _year_quarter(text: str, start: int) -> PointInTime | None:
    match = _YEAR_QUARTER.match(text, start)
    return _quarter_point(start, match.end(), match.group(1), int(match.group(2))) if match else None


def _quarter_point(start: int, end: int, year: str, number: int) -> PointInTime:
    return PointInTime(start, end, f"{year}-{3 * number - 2:02d}", upper=f"{year}-{3 * number:02d}")


def _decade(text: str, start: int) -> PointInTime | None:
    match = _DECADE.match(text, start)
    return PointInTime(start, match.end(), "2030") if match else None
