"""Read quantities out of text: one scan for what may begin a number, then a small grammar at each place.

The grammar, by example: "£3.4bn", "GBP 5m", "30p", "£2 to £3 million", "(1,234)", "4.3 percentage points", "one in five",
"three quarters", "doubled", "22 minutes", "38 million hours", "1,150 district nurses", "6 March 2024", "2024-25".
Section, page and document numbers, telephone numbers, addresses, list markers and legislation are not figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.figures.bounds import bound_of, direction_of
from assistant.figures.dates import MONTH_WORD, PointInTime, date_at, year_at
from assistant.figures.nouns import counted_noun
from assistant.figures.numbers import FIRST_WORD, SCALES, Numeral, numeral_at
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Quantity

_CANDIDATE = re.compile(
    rf"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+"  # addresses, to be passed over
    rf"|(?:(?:US|A|C|HK|NZ)?[$£€¥]|\b(?:GBP|USD|EUR|JPY|CHF)\b)[ \u00a0]?-?[ ]?(?=[\d.])"  # currency before the number
    rf"|[-−–](?=[£$€]?\d)|\((?=[£$€]?\d)"
    rf"|\bFYE?\s?['’]?(?=\d)|\b(?:financial|fiscal) year (?=\d)|\bQ[1-4]\b|\b(?:first|second|third|fourth) quarter\b"
    rf"|\b{MONTH_WORD}\b(?=\.?\s+\d)"
    rf"|\bend of (?:the|this) decade\b"
    rf"|\b(?:a |one |two |three |four )?(?:half|thirds?|quarters?|fifths?|tenths?|eighths?|sixths?|one-third|two-thirds|three-quarters)\b"
    rf"|\b(?:double[sd]?|doubling|treble[sd]?|triple[sd]?|quadrupled?|twice|thrice|halve[sd]?|halving|\w+fold)\b"
    rf"|\b{FIRST_WORD}\b"
    rf"|(?<![A-Za-z\d])\d|(?<![\w.])\.\d",
    re.I,
)
_CURRENCIES = {
    "£": "GBP",
    "$": "USD",
    "€": "EUR",
    "¥": "JPY",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
}
_CURRENCY_AFTER = re.compile(
    r"[ \u00a0-]?(?:(pounds?(?: sterling)?|GBP|sterling)|((?:US |American )?dollars?|USD)|(euros?|EUR)|(yen|JPY)|(Swiss francs?|CHF))\b",
    re.I,
)
_CURRENCY_CODES = ("GBP", "USD", "EUR", "JPY", "CHF")
_PENCE = re.compile(r"(?:p\b(?!\.\s?\d)|[ \u00a0-]?(?:pence|penny)\b)")
_PENCE_MORE = re.compile(r"(?:,? and )(\d{1,2}) (?:pence|cents|p)\b", re.I)
_PERCENT = re.compile(
    r"[ \u00a0-]?(?:(percentage[- ]points?|%[- ]?points?|per ?cent[- ]points?|ppts?\b|pp\b|points? of percentage)"
    r"|(basis[- ]points?|bps?\b)|(%|per[ -]?cents?\b|percents?\b|pct\b|percentages?\b))",
    re.I,
)
_POINTS = re.compile(r"[ \u00a0-]points?\b(?! in\b)", re.I)
_TIME = re.compile(
    r"[ \u00a0-]?(?:(?:more|extra|additional|further|full|whole|consecutive|calendar|working|new)\s)?(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|yrs?|decades?|centur(?:y|ies))\b(?!['’]s\b)"
    r"(?:[- ]olds?\b)?",
    re.I,
)
_TIME_UNIT = {
    "sec": "second",
    "min": "minute",
    "hr": "hour",
    "yr": "year",
    "night": "night",
    "fortnight": "fortnight",
    "century": "century",
    "centurie": "century",
}
_SECONDS = {
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86400),
    "week": Decimal(604800),
}
_JOINED_TIME = re.compile(r"(?:,? and |,? )(?=\d|[a-z]+)", re.I)
_RANGE = re.compile(r"[ \u00a0]*(?:-|–|—|‑|−|to|and|or)[ \u00a0]*(?:about |around |over |up to )?", re.I)
_SIGN = re.compile(r"(?:(?:US|A|C|HK|NZ)?[$£€¥]|(?:GBP|USD|EUR|JPY|CHF)(?=[ \d]))[ \u00a0]?", re.I)
_IN_N = re.compile(r"\s+(?:in|out of)\s+(?:every\s+)?", re.I)
_FRACTION = re.compile(
    r"(?:(?:(an?|one|two|three|four|five|seven|nine|\d)[ -])?(half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|hundredths?))\b",
    re.I,
)
_DENOMINATOR = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "six": 6, "eig": 8, "ten": 10, "hun": 100}
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_HALF_NOT_FRACTION = re.compile(r"[- ](?:year|day|time|way|term|life|hour|million|billion|a\b|dozen)", re.I)
_MULTIPLE = {"doubl": 2, "trebl": 3, "tripl": 3, "quadr": 4, "twice": 2, "thric": 3}
_FOLD = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "hundred": 100,
}
_TIMES = re.compile(r"[ \u00a0-]?(?:times\b(?! (?:a|per|each|in)\b)|x\b(?!\s?\d))|[- ]?fold\b", re.I)
#: What stands before a number that only names something.
_NAMES_BEFORE = re.compile(
    r"(?:\b(?:(?i:quarter|sections?|sect?\.|paragraphs?|paras?\.?|chapters?|tables?|figures?|fig\.|pages?|pp?\.|annex(?:es)?|box(?:es)?|charts?|articles?|clauses?|schedules?|regulations?"
    r"|volumes?|vol\.|lines?|items?|part|parts|appendix|footnotes?|notes?|rows?|columns?|questions?|recommendations?|principles?|objectives?|goals?|missions?|class|room|floor|flight|route|channel|platform)"
    r"|HC|HL|Cm|Cmnd|Cmd|CP|SI|SR|No\.?|Nos\.?|number|nr|ref(?:erence)?\.?|ISBN(?:-1[03])?:?|ISSN|version|ver\.?|v|release|phase|stage|wave|tranche|tier|band|level|grade|step|type|group|lot|zone|junction|chapter"
    r"|GPT|Covid|model|edition|issue|DOI:?|ID|UIN|question|motion|amendment|order|tel\.?|telephone|phone|fax|call|series|AI|G|Web|Windows|Office|Building|Level|Tier)[ \u00a0:#-]?|[#§¶]\s?|[A-Za-z]-|[A-Za-z_/])$"
)
_NAMES_LOWER_OK = re.compile(
    r"\b(?:part|parts|lines?|call|order|number|items?|questions?|group|type|class|level|stage|phase|step|issue|model|series|recommendations?|room|release)[ \u00a0:#-]?$"
)
_LEGISLATION = re.compile(r"\s+(?:Act|Regulations?|Order|Bill|Directive)\b")
_PHONE = re.compile(
    r"(?:\+\d{1,3}[ -]?)?\(?0\d{2,5}\)?[ -]\d{3,4}(?:[ -]?\d{3,4})?(?!\d)|0\d{9,10}(?!\d)|\+\d{10,13}(?!\d)"
    r"|(?:999|112|111|101|105|119)(?=[ -](?:emergency )?(?:calls?|callers?|call-?handl\w+|lines?|numbers?|operators?|responses?)\b)"
)
_ISBN = re.compile(r"97[89](?:[- ]\d{1,7}){3}[- ][\dX]|97[89]\d{10}(?!\d)")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)\b|\d{1,2}:\d{2}", re.I)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b", re.I)
_SERIAL = re.compile(r"\d+(?:\.\d+){2,}|\d+/\d+(?:/\d+)?(?!\d)|\d+(?:,\d+)?[A-Za-z]{1,3}\d|\d+-\d+-\d+")
_DECADES = re.compile(r"\d{2,4}0s\b|['’]\d0s\b")
_MARKER = re.compile(r"(?:\d{1,3}[.)]|\(?\d{1,2}\)|\d{1,2}(?:\.\d{1,3})+\.?)(?=[ \t]+[A-Z“\"'‘(])")
_LETTER_AFTER = re.compile(r"[A-Za-z]")
_SEPARATE_RANGE = re.compile(
    r"\b(?:rose|rising|rises?|risen|increas\w*|fell|falls?|fallen|falling|cut|reduc\w*|grew|grow\w*|chang\w*|moved?|mov\w+|up|down|drop\w*|declin\w*|rais\w+|lower\w*|climb\w*|went|go(?:es|ing)?|revis\w+|improv\w*|slip\w*|extend\w*|cutting|shr\w+|halv\w+)\b[^.;£$€\d]{0,40}\bfrom\s+(?:about |around |over )?$",
    re.I,
)
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")


@dataclass(frozen=True, slots=True)
class _Number:
    """A numeral with what its signs say, before its unit is known."""

    start: int
    numeral: Numeral
    currency: str | None
    negative: bool
    closing: int  # where text after the number, including a closing bracket, begins


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities in `text`, in order, none overlapping another. Reads any string without raising."""
    found: list[Quantity] = []
    position = 0
    while match := _CANDIDATE.search(text, position):
        start = match.start()
        if match.group()[:4].lower() in ("http", "www.") or "@" in match.group():
            position = match.end()
            continue
        end, quantity = _quantity_at(text, start)
        if quantity:
            found.append(quantity)
        position = max(end, start + 1)
    return tuple(found)


def _quantity_at(text: str, start: int) -> tuple[int, Quantity | None]:
    """The quantity that begins at `start` and where the scan goes on; no quantity where the words only name something."""
    character = text[start]
    if character.isdigit():
        passed = _passed_over(text, start)
        if passed:
            return passed, None
    point = date_at(text, start)
    if point:
        return point.end, _temporal(text, point)
    if character.isdigit():
        year = year_at(text, start)
        if year and _is_year(text, year):
            return (year.end, None) if _LEGISLATION.match(text, year.end) else (year.end, _temporal(text, year))
    if character.isalpha():
        relative = _fraction(text, start) or _multiple(text, start)
        if relative:
            return relative.end, relative
        if not (_SIGN.match(text, start) or numeral_at(text, start)):
            word = re.compile(r"\w+").match(text, start)
            return (word.end() if word else start + 1), None
    number = _number_at(text, start)
    if not number:
        return start + 1, None
    quantity = _ratio(text, number) or _range(text, number) or _single(text, number)
    return (quantity.end, quantity) if quantity else (number.closing, None)


def _passed_over(text: str, start: int) -> int:
    """The end of digits at `start` that are a name, a date of day and month, a time or a marker: 0 where they are not."""
    before = text[max(0, start - 24) : start]
    for pattern in (_ISBN, _PHONE, _CLOCK, _DECADES, _SERIAL):
        match = pattern.match(text, start)
        if match and not (pattern is _SERIAL and (date_at(text, start) or _slash_is_fraction(match.group()))):
            return match.end()
    ordinal = _ORDINAL.match(text, start)
    if ordinal and not date_at(text, start):
        return ordinal.end()
    if start == 0 or text[start - 1] == "\n" or re.search(r"(?:^|\n)[ \t>*-]*$", before):
        marker = _MARKER.match(text, start)
        if marker and (marker.group()[-1] in ".)" or "." in marker.group()):
            return marker.end()
    if text[max(0, start - 1) : start] == "[":
        note = _FOOTNOTE.match(text, start - 1)
        if note:
            return note.end()
    name = _NAMES_BEFORE.search(before)
    if name and not (_NAMES_LOWER_OK.search(before) and _counts_something(text, start)):
        end = re.compile(r"[\d.,/–-]*\d").match(text, start)
        return end.end() if end else start + 1
    day = re.compile(rf"\d{{1,2}}\s+{MONTH_WORD}\b").match(text, start)
    if day and not date_at(text, start):
        return day.end()
    return 0


def _slash_is_fraction(printed: str) -> bool:
    return printed in ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5")


def _counts_something(text: str, start: int) -> bool:
    """A number after a word such as "part" or "order" still counts where a scale, sign or plural noun follows."""
    numeral = numeral_at(text, start)
    return bool(numeral and (numeral.scaled or _PERCENT.match(text, numeral.end) or counted_noun(text, numeral.end)[0]))


def _is_year(text: str, year: PointInTime) -> bool:
    """Whether four digits are a calendar year: nothing makes them money, a percentage or a count."""
    if text[max(0, year.start - 1) : year.start] in ("£", "$", "€", ",", "."):
        return False
    if re.compile(
        r"[ \u00a0]?(?:%|per ?cent|m\b|bn\b|million|billion|p\b|k\b|hours?\b|days?\b|pounds\b|dollars\b|times\b)", re.I
    ).match(text, year.end):
        return False
    after = text[year.end : year.end + 1]
    return not after.isalpha() and not (
        year.upper is None
        and text[year.start : year.end].endswith("00")
        and counted_noun(text, year.end)[0]
        and not re.search(
            r"\b(?:in|since|by|of|from|until|before|after|to|the|for|during)\s+$",
            text[max(0, year.start - 8) : year.start],
            re.I,
        )
    )


def _temporal(text: str, point: PointInTime) -> Quantity:
    return Quantity(
        text=text[point.start : point.end],
        start=point.start,
        end=point.end,
        value=point.value,
        unit=point.unit,
        upper=point.upper,
        bound=bound_of(text, point.start, point.end, point.unit),
    )


def _number_at(text: str, start: int) -> _Number | None:
    """A number with its sign, bracket and currency at `start`."""
    position, negative, bracket, currency = start, False, False, None
    if text[position] == "(":
        bracket, position = True, position + 1
    if text[position : position + 1] in ("-", "−", "–"):
        if start > 0 and (text[start - 1].isalnum() or text[start - 1] in ")%"):
            return None
        negative, position = True, position + 1
    sign = _SIGN.match(text, position)
    if sign:
        mark = sign.group().strip().lower()
        currency, position = _CURRENCIES.get(mark, mark.upper()), sign.end()
        if text[position : position + 1] in ("-", "−"):
            negative, position = True, position + 1
    numeral = numeral_at(text, position)
    if not numeral:
        return None
    closing = numeral.end
    if bracket:
        # Accounting style: brackets around a figure alone are a minus sign.
        if text[closing : closing + 1] == ")" and (currency or _in_cell(text, start, closing + 1)):
            negative, closing = True, closing + 1
        else:
            start = sign.start() if sign else numeral.start
            bracket = False
    if not (currency or bracket or negative):
        start = numeral.start
    return _Number(start, numeral, currency, negative, closing)


def _in_cell(text: str, start: int, end: int) -> bool:
    """Whether a bracketed number stands alone as a table cell or a whole string, not as an aside in prose."""
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
    alone_before = not before or before[-1] in "|\n\t" or before[-1].isdigit() or before[-1] in ")£"
    alone_after = not after or after[0] in "|\n\t(" or after[0].isdigit() or after[0] == "-"
    return (
        alone_before
        and alone_after
        and ("," in text[start:end] or "|" in before[-1:] + after[:1] or not (before or after))
    )


def _range(text: str, first: _Number) -> Quantity | None:
    """ "£2 to £3 million", "18–22 million", "between 35% and 50%": one quantity with an upper end."""
    position = first.closing
    unit_first = _PERCENT.match(text, position)
    if unit_first:
        position = unit_first.end()
    joint = _RANGE.match(text, position)
    if not joint:
        return None
    word = joint.group().strip().split(" ")[0].lower()
    before = text[max(0, first.start - 60) : first.start]
    if word == "and" and not re.search(r"\bbetween\s+(?:about |around |just )?$", before, re.I):
        return None
    if word == "or" or (word == "to" and _SEPARATE_RANGE.search(before)):
        return None
    if not text[joint.end() : joint.end() + 1]:
        return None
    second = _number_at(text, joint.end())
    if not second or (first.currency and second.currency and first.currency != second.currency):
        return None
    if second.currency and not first.currency:
        return None
    low, high = first.numeral, second.numeral
    if high.in_words != low.in_words and word in "-–":
        return None
    if high.scaled and not low.scaled:
        low = low.times(_power(high))
    if word in ("-", "–", "—", "‑", "−") and not high.value > low.value:
        return None
    if not unit_first and _PERCENT.match(text, second.closing) is None and high.value <= low.value and word == "to":
        return None
    tail = _single(
        text, _Number(second.start, high, second.currency or first.currency, second.negative, second.closing)
    )
    if not tail or (unit_first and tail.unit not in ("percent", "percentage_point")):
        return None
    if tail.unit in TEMPORAL_UNITS:
        return None
    factor = tail.amount / high.value if tail.amount and high.value else Decimal(1)
    value = -low.value if first.negative else low.value
    return _made(
        text,
        first.start,
        tail.end,
        value * abs(factor),
        tail.unit,
        low.step * abs(factor),
        upper=tail.value,
        noun=tail.noun,
    )


def _power(numeral: Numeral) -> int:
    """The power of ten of the scale that a number was printed with."""
    power = 0
    for candidate in sorted(set(SCALES.values()), reverse=True):
        if numeral.step >= Decimal(1).scaleb(candidate - 4) and numeral.value >= Decimal(1).scaleb(candidate):
            power = candidate
            break
    return power


def _single(text: str, number: _Number) -> Quantity | None:
    numeral = number.numeral
    value = -numeral.value if number.negative else numeral.value
    end = number.closing
    if number.currency:
        pence = None if numeral.scaled else _PENCE_MORE.match(text, end)
        if pence and pence.group(0):
            value, end = value + Decimal(pence.group(1)) / 100, pence.end()
        return _made(text, number.start, end, value, number.currency, numeral.step)
    percent = _PERCENT.match(text, end)
    if percent:
        return _percent(text, number, value, percent)
    if (
        re.search(r"\b(?:up|down|by|of)\s+$", text[max(0, number.start - 6) : number.start])
        and "." in text[number.start : end]
    ):
        points = _POINTS.match(text, end)
        if points:
            return _made(text, number.start, points.end(), value, "percentage_point", numeral.step)
    pence_unit = _PENCE.match(text, end)
    if pence_unit and not numeral.scaled:
        return _made(text, number.start, pence_unit.end(), value / 100, "GBP", numeral.step / 100)
    currency = _CURRENCY_AFTER.match(text, end)
    if currency:
        code = next(code for code, group in zip(_CURRENCY_CODES, currency.groups(), strict=True) if group)
        more = _PENCE_MORE.match(text, currency.end())
        if more:
            return _made(text, number.start, more.end(), value + Decimal(more.group(1)) / 100, code, Decimal("0.01"))
        return _made(text, number.start, currency.end(), value, code, numeral.step)
    times = _TIMES.match(text, end)
    if times:
        return _made(text, number.start, times.end(), value, "multiple", numeral.step)
    time = _TIME.match(text, end)
    if time:
        return _duration(text, number, value, time)
    return _count(text, number, value)


def _percent(text: str, number: _Number, value: Decimal, percent: re.Match[str]) -> Quantity:
    step = number.numeral.step
    if percent.group(2):
        return _made(text, number.start, percent.end(), value / 100, "percentage_point", step / 100)
    return _made(text, number.start, percent.end(), value, "percentage_point" if percent.group(1) else "percent", step)


def _duration(text: str, number: _Number, value: Decimal, time: re.Match[str]) -> Quantity:
    unit = _time_unit(time.group(1))
    step, end = number.numeral.step, time.end()
    joint = _JOINED_TIME.match(text, end)
    if joint and unit in _SECONDS:
        smaller = numeral_at(text, joint.end())
        more = _TIME.match(text, smaller.end) if smaller else None
        if smaller and more and _time_unit(more.group(1)) in _SECONDS:
            part = _SECONDS[_time_unit(more.group(1))] / _SECONDS[unit]
            if part < 1:
                exact = (value + smaller.value * part).quantize(Decimal(1).scaleb(-6))
                return _made(text, number.start, more.end(), exact, unit, part)
    half = re.compile(r" and a half\b", re.I).match(text, end)
    if half:
        value, end, step = value + Decimal("0.5"), half.end(), Decimal("0.1")
    return _made(text, number.start, end, value, unit, step)


def _time_unit(word: str) -> str:
    lower = word.lower()
    base = lower[:-1] if lower.endswith("s") else lower
    return _TIME_UNIT.get(base, "century" if base.startswith("centur") else base)


def _count(text: str, number: _Number, value: Decimal) -> Quantity | None:
    numeral = number.numeral
    end = number.closing
    if text[end : end + 1].isalpha() and not numeral.scaled and not numeral.in_words:
        return None
    one = numeral.in_words and numeral.value == 1
    if one and not re.search(
        r"\b(?:at least|more than|only|just|than|over|up to|nearly|almost)\s+$",
        text[max(0, number.start - 14) : number.start],
        re.I,
    ):
        return None
    noun, head, _ = counted_noun(text, end, one=numeral.value == 1)
    if numeral.in_words and not noun and not numeral.scaled and numeral.value < 13 and _only_grammar(text, number, end):
        return None
    return _made(text, number.start, end, value, head or "number", numeral.step, noun=noun)


def _only_grammar(text: str, number: _Number, end: int) -> bool:
    """ "The two", "all four": a number word that counts nothing named, unless the sentence gives it as a value."""
    if re.search(r"\b(?:the|all|these|those|other|both)\s+$", text[max(0, number.start - 8) : number.start], re.I):
        return True
    return not re.match(r"\s*(?:[-\d|.,;)]|$|of\s|to\s|and\s|in\s)", text[end : end + 6])


def _ratio(text: str, number: _Number) -> Quantity | None:
    """ "one in five", "3 out of 10": a fraction."""
    if number.currency or number.numeral.scaled:
        return None
    joint = _IN_N.match(text, number.closing)
    if not joint:
        return None
    whole = numeral_at(text, joint.end())
    part = number.numeral.value
    if not whole or whole.scaled or not 0 < part < whole.value <= 1000 or part > 100 or year_at(text, joint.end()):
        return None
    if " in " in joint.group().lower() and (_TIME.match(text, whole.end) or _PERCENT.match(text, whole.end)):
        return None
    if " in " in joint.group().lower() and part > 10 and whole.value != 100:
        return None
    return _made(text, number.start, whole.end, part / whole.value, "fraction", Decimal("0.01"))


def _fraction(text: str, start: int) -> Quantity | None:
    match = _FRACTION.match(text, start)
    if not match:
        return None
    count, name = (match.group(1) or "").lower(), match.group(2).lower()
    number = Decimal(int(count) if count.isdigit() else _COUNT.get(count, 1))
    whole = Decimal(_DENOMINATOR[name[:3]])
    if name.startswith("quarter") and re.match(
        r"\s+(?:of\s+(?:the\s+)?(?:year|\d{4})|\d{4}|to\b)", text[match.end() : match.end() + 20]
    ):
        return None
    if not count and not name.startswith("hal") and not name.endswith("s"):
        return None  # "the third report", "last quarter"
    if not count and name.endswith("s") and name != "halves":
        return None  # "quarters", "tenths" alone
    if name.startswith("hal") and _HALF_NOT_FRACTION.match(text, match.end()):
        return None
    if (
        re.search(
            r"\b(?:the|first|second|latter|last|other|final|next|this|on|and a)\s+$",
            text[max(0, start - 9) : start],
            re.I,
        )
        and not count
    ):
        return None
    if re.search(r"(?:\d|\band)\s+$", text[max(0, start - 5) : start]) and count in ("a", "an"):
        return None
    return _made(text, start, match.end(), number / whole, "fraction", Decimal("0.01"))


def _multiple(text: str, start: int) -> Quantity | None:
    match = re.compile(r"\w+").match(text, start)
    word = match.group().lower() if match else ""
    if not match or len(word) < 5:
        return None
    if word.endswith("fold"):
        value = _FOLD.get(word[:-4])
        return _made(text, start, match.end(), Decimal(value), "multiple", Decimal(1)) if value else None
    if word.startswith("halv"):
        return _made(text, start, match.end(), Decimal("0.5"), "multiple", Decimal("0.1"))
    value = _MULTIPLE.get(word[:5])
    if not value or (
        word == "twice" and re.match(r"\s+(?:a|per|each|weekly|in)\b", text[match.end() : match.end() + 8])
    ):
        return None
    return _made(text, start, match.end(), Decimal(value), "multiple", Decimal(1))


def _made(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    unit: str,
    step: Decimal,
    *,
    upper: Decimal | str | None = None,
    noun: str = "",
) -> Quantity:
    bound = bound_of(text, start, end, unit)
    if bound is Bound.EXACT and noun:
        bound = bound_of(text, start, end + len(noun) + 1, unit)
    return Quantity(
        text=text[start:end],
        start=start,
        end=end,
        value=_plain(value),
        unit=unit,
        upper=_plain(upper),
        bound=bound,
        direction=direction_of(text, start, end),
        step=step,
        noun=noun,
    )


def _plain(value: Any) -> Any:
    """A Decimal without an exponent above zero: 1.8E+9 is written 1800000000."""
    return Decimal(int(value)) if isinstance(value, Decimal) and value.as_tuple().exponent > 0 else value  # type: ignore[operator]
