"""A stored number as a spreadsheet shows it: by its number format, as far as it bears on digits and unit.

Decimals, thousands marks, scaling commas, per cent, currency signs, quoted words and sections for negative values are
kept; colours, padding, fractions and conditions are not. A negative value always has its minus sign, whether the format
shows it by a sign, brackets or colour.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*|\.[#0?]+")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def shown(value: float, number_format: str) -> str:
    """The number in its format.

    >>> shown(2.358311347311826, "#,##0.0"), shown(-1234.5, "#,##0;(#,##0)"), shown(0.183, "0.0%"), shown(5, '[$£-809]#,##0"m"')
    ('2.4', '-1,235', '18.3%', '£5m')
    """
    exact = Decimal(repr(value))
    sections = _sections(number_format)
    chosen = (
        sections[1]
        if exact < 0 and len(sections) > 1
        else sections[2]
        if exact == 0 and len(sections) > 2
        else sections[0]
    )
    words: list[str] = []

    def kept(match: re.Match[str]) -> str:
        words.append(match.group(1) or match.group(2) or match.group(3) or "")
        return f"\x00{len(words) - 1}\x01" if words[-1] else ""

    plain = _LITERAL.sub(kept, chosen)
    digits = _DIGITS.search(re.sub(r"\x00\d+\x01", lambda match: "~" * len(match.group()), plain))
    if digits is None or re.search(r"[Ee][+-]|/|General", plain):
        only = "".join(words).strip() if digits is None and words and "General" not in plain else ""
        return only or general(exact)
    pattern = digits.group()
    scale = len(pattern) - len(pattern.rstrip(","))
    places = len(pattern.rstrip(",").partition(".")[2])
    percent = "%" in plain
    number = exact.scaleb(2 if percent else 0).scaleb(-3 * scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(number):{',' if ',' in pattern.rstrip(',') else ''}.{places}f}"
    optional = len(pattern.rstrip(",")) - len(pattern.rstrip(",").rstrip("#"))
    if optional and "." in text:
        text = re.sub(rf"0{{1,{optional}}}$", "", text).rstrip(".")
    around = [
        re.sub(r"\x00(\d+)\x01", lambda match: words[int(match.group(1))], part)
        for part in (plain[: digits.start()], plain[digits.end() :])
    ]
    before, after = re.sub(r"[-+()\s]", "", around[0]), re.sub(r"[()\x00\x01]", "", around[1]).strip()
    sign = "-" if number < 0 else ""
    return f"{sign}{before}{text}{after}"


def general(exact: Decimal) -> str:
    """A number without a format: up to ten significant digits, no exponent.

    >>> general(Decimal("45.999999999999993")), general(Decimal("1200")), general(Decimal("2024.0"))
    ('46', '1200', '2024')
    """
    rounded = Decimal(f"{exact:.10g}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_date(value: datetime.datetime | datetime.date | datetime.time, number_format: str) -> str:
    """A date in words, as exact as its format: "31 March 2025", "March 2025", "2025"."""
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    form = re.sub(r'"[^"]*"|\[[^\]]*\]', "", number_format).lower()
    month = f"{_MONTHS[value.month - 1]} {value.year}"
    if "d" in form or "m" not in form:
        return str(value.year) if form and "y" in form and "d" not in form else f"{value.day} {month}"
    return month


def is_date_format(number_format: str) -> bool:
    """Whether a format shows a date."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", number_format).lower()
    return "general" not in plain and bool(re.search(r"[dy]|mmm", plain))


def _sections(number_format: str) -> list[str]:
    """The parts for positive, negative and zero values; a semicolon inside quotes parts nothing."""
    parts, quoted, current = [], False, ""
    for character in number_format or "General":
        quoted ^= character == '"'
        if character == ";" and not quoted:
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]
