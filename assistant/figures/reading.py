"""Read quantities out of text: one scan for what may begin a number, then a small grammar at each place.

The grammar, by example: "£3.4bn", "GBP 5m", "30p", "£2 to £3 million", "(1,234)", "4.3 percentage points", "one in five",
"three quarters", "doubled", "22 minutes", "38 million hours", "1,150 district nurses", "6 March 2024", "2024-25".
Section, page and document numbers, telephone numbers, addresses, list markers and legislation are not figures.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures import currencies, number_words
from assistant.figures.bounds import bound_of
from assistant.figures.dates import FIRST_WORDS as DATE_WORDS
from assistant.figures.dates import PointInTime, date_at, year_at
from assistant.figures.marking import Marked, alone, marked_at, minus_apart, quantity_of
from assistant.figures.measures import PERCENT_OF, WHOLE_TIME, is_counted, one_time, single, whole_time
from assistant.figures.naming import legislation, name_before, name_end, passed_end
from assistant.figures.nouns import counted_noun
from assistant.figures.numbers import VULGAR, numeral_at
from assistant.figures.quantity import Quantity
from assistant.figures.ranges import range_of, ratio_of
from assistant.figures.shares import MULTIPLE_WORDS, multiple_of, not_a_share
from assistant.figures.units import ONE_TIME

#: A word, a run of digits, or a sign that may begin a number.
_TOKEN = re.compile(
    rf"[^\W\d_]+|\d+|[{currencies.SIGN_CHARACTERS}{VULGAR}@]|\.(?=\d)|[-−–](?=[ ]?[£$€.\d])|\((?=[-−–]?[£$€]?\d)"
)
_ADDRESS_WORDS = frozenset({"http", "https", "www"})
_ARTICLES = frozenset({"a", "an"})
_WHOLE_WORDS = frozenset({"all", "full", "another"})
_MINUS_WORDS = frozenset({"minus", "negative"})
_PERCENT_WORDS = frozenset({"per", "percent", "percents"})
_NUMBER_WORDS = number_words.FIRST_WORDS | {"half", "quarter"}
#: Words at which something may begin; every other word is passed in the scan.
_TRIGGERS = (
    _ADDRESS_WORDS
    | _ARTICLES
    | _WHOLE_WORDS
    | _MINUS_WORDS
    | _PERCENT_WORDS
    | _NUMBER_WORDS
    | DATE_WORDS
    | MULTIPLE_WORDS
    | currencies.FIRST_WORDS
)
_ADDRESS = re.compile(r"\S+")
_REST_OF_NUMBER = re.compile(r"[\d.,]*")
_INDEFINITE = re.compile(r"\b(?:several|few|many|some|hundreds|of|the|per)\s+$", re.I)
#: What makes four digits money, a share or a count and not a year.
_NOT_A_YEAR = re.compile(
    r"[ \u00a0]?(?:%|per ?cent|percentage points?|basis points?|bps?\b|m\b|bn\b|million|billion|p\b|k\b|hours?\b|days?\b|pounds\b|dollars\b|times\b|[$€]|km\b|kg\b|MW\b|[ ]?over[ ]\d+\s*$)",
    re.I,
)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|of|from|until|before|after|to|the|for|during)\s+$", re.I)


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities in `text`, in order, none overlapping another. Reads any string without raising."""
    found: list[Quantity] = []
    position = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < position:
            continue
        token = match.group()
        if token[0].isalpha():
            word = token.lower()
            if word not in _TRIGGERS:
                continue
            end, quantity = _at_word(text, start, word)
        elif token[0].isdigit():
            end, quantity = _at_digits(text, start, match.end())
        elif token == "@":
            address = _ADDRESS.match(text, start)
            end, quantity = (address.end() if address else start + 1), None
        else:
            end, quantity = _at_sign(text, start, token)
        if quantity:
            found.append(quantity)
        position = max(end, position)
    return tuple(found)


def _at_word(text: str, start: int, word: str) -> tuple[int, Quantity | None]:
    """The quantity that begins with this word, and where the scan goes on."""
    after = start + len(word)
    if word in _ADDRESS_WORDS and text[after : after + 1] in (":", "."):
        address = _ADDRESS.match(text, start)
        return (address.end() if address else after), None
    if start and text[start - 1].isdigit() and word not in _NUMBER_WORDS:
        return after, None
    if word in DATE_WORDS:
        point = date_at(text, start)
        if point:
            return point.end, _temporal(text, point)
    if word in _ARTICLES:
        length = ONE_TIME.match(text, start)
        quantity = one_time(text, length) if length else None
        if length:
            return (quantity.end if quantity else length.end()), quantity
    elif word in _WHOLE_WORDS:
        length = WHOLE_TIME.match(text, start)
        return (length.end(), whole_time(text, length)) if length else (after, None)
    elif word in MULTIPLE_WORDS:
        return after, multiple_of(text, start, word)
    elif word in _PERCENT_WORDS:
        return _percent_of(text, start, after)
    if word in _NUMBER_WORDS:
        if word in ("hundred", "dozen") and _INDEFINITE.search(text[max(0, start - 10) : start]):
            return after, None
        ordinal = number_words.ordinal_end(text, start)
        if ordinal and not numeral_at(text, start):
            return ordinal, None
    elif word not in _ARTICLES and word not in _MINUS_WORDS and not currencies.BEFORE.match(text, start):
        return after, None
    number = marked_at(text, start)
    if not number:
        return after, None
    return _measured(text, number, after)


def _percent_of(text: str, start: int, after: int) -> tuple[int, Quantity | None]:
    """ "Percent of twenty", said of a bare number, with none before it."""
    match = PERCENT_OF.match(text, start)
    number = numeral_at(text, match.end()) if match else None
    if not number or not alone(text, start) or text[number.end : number.end + 40].strip(" .!?\n"):
        return after, None
    return number.end, quantity_of(text, start, number.end, number.value, "percent", number.step)


def _at_sign(text: str, start: int, token: str) -> tuple[int, Quantity | None]:
    """The quantity that begins with a currency sign, a minus sign, a bracket, a point or a fraction's character."""
    if token == "." and start and (text[start - 1].isalnum() or text[start - 1] in "._"):
        return start + 1, None
    if token in ("-", "−", "–"):
        before = text[start - 1] if start else ""
        if (
            before.isalnum()
            or before in (")", "%", "]")
            or (text[start + 1 : start + 2] == " " and not minus_apart(text, start))
        ):
            return start + 1, None
    number = marked_at(text, start)
    if not number or (token == "(" and number.start > start):
        return start + 1, None
    if token in ("-", "−", "–") and not number.currency and name_before(text, start):
        return number.closing, None
    return _measured(text, number, start + 1)


def _at_digits(text: str, start: int, end: int) -> tuple[int, Quantity | None]:
    """The quantity that begins with digits, unless they only name something or are a point in time."""
    name = name_before(text, start)
    if name:
        numeral = numeral_at(text, start) if name[1] else None
        if not numeral or not is_counted(text, numeral):
            return max(name_end(text, start, name[0]), passed_end(text, start, end)), None
    point = date_at(text, start)
    if point:
        return point.end, _temporal(text, point)
    passed = passed_end(text, start, end)
    share = text[end : end + 1] == "/" and numeral_at(text, start)
    if passed and not (share and share.share):
        return passed, None
    if end - start == 4:
        year = year_at(text, start)
        if year and _is_year(text, year):
            return year.end, None if legislation(text, year.end) else _temporal(text, year)
    number = marked_at(text, start)
    if not number:
        rest = _REST_OF_NUMBER.match(text, start)
        return (rest.end() if rest else end), None
    return _measured(text, number, end)


def _measured(text: str, number: Marked, after: int) -> tuple[int, Quantity | None]:
    if number.numeral.share and number.numeral.in_words and not_a_share(text, number):
        return number.closing, None
    quantity = ratio_of(text, number) or range_of(text, number) or single(text, number)
    return max(after, quantity.end if quantity else number.closing), quantity


def _is_year(text: str, year: PointInTime) -> bool:
    """Whether four digits are a calendar year: nothing makes them money, a percentage or a count."""
    if text[max(0, year.start - 1) : year.start] in ("£", "$", "€", ",", ".") or _NOT_A_YEAR.match(text, year.end):
        return False
    if text[year.end : year.end + 1].isalpha():
        return False
    if year.upper is not None or not text[year.start : year.end].endswith("00"):
        return True
    before = text[max(0, year.start - 8) : year.start]
    return not counted_noun(text, year.end)[0] or bool(_YEAR_BEFORE.search(before))


def _temporal(text: str, point: PointInTime) -> Quantity:
    return Quantity(
        text=text[point.start : point.end],
        start=point.start,
        end=point.end,
        value=point.value,
        unit=point.unit,
        upper=point.upper,
        bound=bound_of(text, point.start, point.end, point.unit),
        step=Decimal(0),
    )
