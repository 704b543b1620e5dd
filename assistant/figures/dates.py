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
FIRST_WORDS = frozenset(_MONTHS) | {"fy", "fye", "financial", "fiscal", "tax", "q", "h", "quarter", "first", "second", "third", "fourth", "final", "last", "end", "year"}  # fmt: skip
_ORD = r"(?:st|nd|rd|th)?"
_YEAR4 = r"(?:19|20)\d\d"
#: "2024-25", "2024/25", "2024–2025". What follows must not make it a longer number.
_FISCAL = re.compile(rf"({_YEAR4})[ \u00a0]?[-–/‑−][ \u00a0]?((?:19|20)?\d\d)(?!\d|,\d|\.\d|-\d)")
#: "2024 to 2025" with the words that make it one year: "financial year 2024 to 2025", "2024 to 2025 financial year".
_FISCAL_TO = re.compile(rf"({_YEAR4})\s+to\s+({_YEAR4})(?=\s+(?:financial|fiscal|tax)\s+year)", re.I)
#: "FY24", "FY2024-25", "FYE 2025", "financial year 2024 to 2025", "fiscal year 2024", "year ending 31 March 2025".
_FY = re.compile(
    r"(?P<lead>FYE?[ ]?['’]?|(?:financial|fiscal|tax)\s+year(?:s(?!\s+(?:ending|ended|to)))?\s+(?P<ends>(?:ending|ended|to)\s+(?:in\s+)?(?:(?:on\s+)?(?:5\s+April|31\s+March|March|April)\s+)?)?['’]?"
    r"|year\s+(?P<march>(?:ending|ended|to)\s+(?:31(?:st)?\s+)?March|(?:ending|ended|to)\s+5(?:th)?\s+April)\s+)"
    r"(?P<first>(?:19|20)?\d\d)(?:\s?(?:[-–/‑]|to)\s?(?P<second>(?:19|20)?\d\d))?(?!\d|,\d|\.\d|[ ]?(?:%|per cent|million|billion|m\b|bn\b))",
    re.I,
)
_SHORT_FISCAL = re.compile(r"['’]?(\d\d)[/–-](\d\d)(?![\d/–.,-])")
_BEFORE_SHORT = re.compile(r"\b(?:in|for|during|since|by|from|FY|year|and|to|until|across|over)\s+['’]?$", re.I)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}}){_ORD}(?:\s?[-–]\s?(\d{{1,2}}){_ORD})?\s+(?:of\s+)?({MONTH_WORD})\.?(?:,?\s+({_YEAR4}))?(?![\w])",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"({MONTH_WORD})\.?(?:,|-)?\s*(?:(?<=[\s,])(\d{{1,2}}){_ORD}(?!\d)(?:,?\s+({_YEAR4}))?|({_YEAR4})|(?<=-)(\d\d)(?!\d))(?!\w)"
)
_ISO = re.compile(rf"({_YEAR4})-(\d\d)-(\d\d)(?!\d)")
_SLASH = re.compile(rf"(\d{{1,2}})([/.])(\d{{1,2}})\2({_YEAR4})(?!\d)")
_FISCAL_YEAR = rf"(?P<year>{_YEAR4})(?:[-–/](?P<next>(?:19|20)?\d\d))?(?![\d])"
#: "Q3 2024", "Q1 of 2024-25", "Quarter 3 (July to Sept) 2023", "third quarter of 2024", "Q2 FY2024".
_QUARTER = re.compile(
    rf"(?:Q(?P<number>[1-4])\s*,?\s*(?:of\s+|in\s+)?|quarter\s+(?P<figure>[1-4])\s+(?:\([^()]{{1,24}}\)\s+)?(?:of\s+)?|(?P<word>first|second|third|fourth|final|last)\s+quarter\s+(?:of\s+|in\s+)?)"
    rf"(?P<fy>FY\s?|financial\s+year\s+|the\s+financial\s+year\s+)?{_FISCAL_YEAR}",
    re.I,
)
_YEAR_QUARTER = re.compile(rf"({_YEAR4})(?:[-–/](\d\d))?[ ]?Q([1-4])(?!\d)")
#: "H1 2024", "the first half of 2024-25".
_HALF = re.compile(
    rf"(?:H(?P<number>[12])\s*,?\s*(?:of\s+)?|(?P<word>first|second)\s+half\s+of\s+)(?P<fy>FY\s?)?{_FISCAL_YEAR}", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,]\d|\d|\.\d|s\b)")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*(?:-|–|—|to|and)\s*((?:19|20)\d\d)(?!\d)")
#: "The 1960s": ten years.
_TEN_YEARS = re.compile(r"((?:18|19|20)\d)0s\b")
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
        return (
            _fy(text, start)
            or _quarter(text, start)
            or _half_year(text, start)
            or _month_first(text, start)
            or _decade(text, start)
        )
    if text[start : start + 4].isdigit():
        return _iso(text, start) or _year_quarter(text, start) or _fiscal(text, start) or _years_of(text, start)
    return _day_first(text, start) or _slash(text, start) or _short_fiscal(text, start)


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
    match = _FISCAL.match(text, start) or _FISCAL_TO.match(text, start)
    value = fiscal(match.group(1), match.group(2)) if match else None
    return PointInTime(start, match.end(), value, "fiscal_year") if match and value else None


def _short_fiscal(text: str, start: int) -> PointInTime | None:
    """ "In 24/25": two digits each, one year apart, behind a word that a year follows."""
    match = _SHORT_FISCAL.match(text, start)
    if not match or (int(match.group(1)) + 1) % 100 != int(match.group(2)):
        return None
    if not _BEFORE_SHORT.search(text[max(0, start - 10) : start]) or re.match(
        r"[ ]?(?:%|[a-z]+s\b|m\b|bn\b)", text[match.end() : match.end() + 16]
    ):
        return None
    return PointInTime(start, match.end(), f"20{match.group(1)}-{match.group(2)}", "fiscal_year")


def _fy(text: str, start: int) -> PointInTime | None:
    match = _FY.match(text, start)
    if not match:
        return None
    first, lead = _full(match.group("first")), match.group("lead").lower()
    if match.group("second"):
        value = fiscal(first, match.group("second"))
        return PointInTime(start, match.end(), value, "fiscal_year") if value else None
    if lead.startswith("fy") and len(match.group("first")) == 2 and text[match.end() : match.end() + 1].isalpha():
        return None
    ends = lead.startswith("fye") or match.group("ends") or match.group("march")
    begin = int(first) - 1 if ends else int(first)
    return PointInTime(start, match.end(), f"{begin}-{(begin + 1) % 100:02d}", "fiscal_year")


def _day_first(text: str, start: int) -> PointInTime | None:
    match = _DAY_FIRST.match(text, start)
    if not match or not 1 <= int(match.group(1)) <= 31 or not match.group(3)[0].isupper() or not match.group(4):
        return None
    month = f"{match.group(4)}-{_MONTHS[match.group(3).lower()]:02d}"
    upper = f"{month}-{int(match.group(2)):02d}" if match.group(2) else None
    return PointInTime(start, match.end(), f"{month}-{int(match.group(1)):02d}", upper=upper)


def _month_first(text: str, start: int) -> PointInTime | None:
    match = _MONTH_FIRST.match(text, start)
    if not match:
        return None
    month = _MONTHS[match.group(1).lower()]
    year = match.group(4) or (f"20{match.group(5)}" if match.group(5) else None)
    if year:
        return PointInTime(start, match.end(), f"{year}-{month:02d}")
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
    if not match or not (1 <= int(match.group(1)) <= 31 and 1 <= int(match.group(3)) <= 12):
        return None
    return PointInTime(start, match.end(), f"{match.group(4)}-{int(match.group(3)):02d}-{int(match.group(1)):02d}")


_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


def _quarter(text: str, start: int) -> PointInTime | None:
    match = _QUARTER.match(text, start)
    if not match:
        return None
    number = int(match.group("number") or match.group("figure") or _ORDER[match.group("word").lower()])
    return _months(match, 3 * number - 2, 3 * number)


def _half_year(text: str, start: int) -> PointInTime | None:
    match = _HALF.match(text, start)
    if not match:
        return None
    number = int(match.group("number") or _ORDER[match.group("word").lower()])
    return _months(match, 6 * number - 5, 6 * number)


def _months(match: re.Match[str], first: int, last: int) -> PointInTime | None:
    """The months from the `first` to the `last` of the year that the match names; a financial year's begin in April."""
    year, following = int(match.group("year")), match.group("next")
    if following and not fiscal(match.group("year"), following):
        return None
    shift = 3 if following or match.group("fy") else 0
    low, high = (f"{year + (month + shift - 1) // 12}-{(month + shift - 1) % 12 + 1:02d}" for month in (first, last))
    return PointInTime(match.start(), match.end(), low, upper=high)


def _year_quarter(text: str, start: int) -> PointInTime | None:
    match = _YEAR_QUARTER.match(text, start)
    if not match:
        return None
    number, year = int(match.group(3)), int(match.group(1))
    if match.group(2) and not fiscal(match.group(1), match.group(2)):
        return None
    first = 3 * number - 2 + (3 if match.group(2) else 0)
    low, high = (f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}" for month in (first, first + 2))
    return PointInTime(start, match.end(), low, upper=high)


def _years_of(text: str, start: int) -> PointInTime | None:
    match = _TEN_YEARS.match(text, start)
    return PointInTime(start, match.end(), f"{match.group(1)}0", upper=f"{match.group(1)}9") if match else None


def _decade(text: str, start: int) -> PointInTime | None:
    match = _DECADE.match(text, start)
    return PointInTime(start, match.end(), "2030") if match else None
