"""Numerals and number words: one number at one place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

#: What may part thousands: comma, no-break space, narrow no-break space, thin space.
_GROUP = ",\u00a0\u202f\u2009"
_NUMERAL = re.compile(rf"(?:\d{{1,3}}(?:[{_GROUP}]\d{{3}})+(?!\d)|\d++)(?:\.\d+)?|\.\d+")
_SCALE = re.compile(
    r"[ \u00a0\u202f\u2009-]?(?:(k|m|mn|mln|bn|tn|trn)(?![A-Za-z0-9])|(thousand|million|billion|trillion)\b(?!s\b)|(hundred)\b(?!s\b))",
    re.I,
)
SCALES = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "million": 6,
    "bn": 9,
    "billion": 9,
    "tn": 12,
    "trn": 12,
    "trillion": 12,
    "hundred": 2,
}

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SMALL = "|".join(sorted({*_UNITS, *_TENS}, key=len, reverse=True))
_POWER = "|".join(_POWERS)
#: Words that can begin a number written in words.
FIRST_WORD = rf"(?:an?\s+(?:hundred|dozen|{_POWER})|half\s+a\s+(?:{_POWER}|dozen)|(?:a\s+)?quarter\s+of\s+a\s+(?:{_POWER})|{_SMALL}|hundred|dozen)"
_WORDS = re.compile(
    rf"(?:an?\s+)?(?:{_SMALL}|hundred|dozen|{_POWER})"
    rf"(?:(?:\s+|-|\s+and\s+|-and-)(?:{_SMALL}|hundred|dozen|{_POWER})|(?:\s+and)?\s+a\s+half(?=\s+(?:{_POWER})\b)|\s+point(?:\s+(?:{_SMALL}))+)*\b(?!-)",
    re.I,
)
_HALF = re.compile(rf"(half|(?:a\s+)?quarter|three\s+quarters)\s+(?:of\s+)?a\s+({_POWER}|dozen)\b", re.I)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at text[start:end]. `step` is its rounding step; `scaled` says a scale word or letter is in the span."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    scaled: bool
    in_words: bool = False

    def times(self, power: int) -> Numeral:
        """The same number with its scale raised by a power of ten, as a range's second end lends it."""
        return Numeral(self.start, self.end, self.value.scaleb(power), self.step.scaleb(power), True, self.in_words)


def numeral_at(text: str, start: int) -> Numeral | None:
    """The number that begins at `start`, with its scale, or None. Digits first, then words."""
    match = _NUMERAL.match(text, start)
    if match:
        return _from_digits(text, match)
    half = _HALF.match(text, start)
    if half:
        part = {"h": Decimal("0.5"), "t": Decimal("0.75")}.get(half.group(1)[0].lower(), Decimal("0.25"))
        base = Decimal(12) if half.group(2).lower() == "dozen" else Decimal(1).scaleb(_POWERS[half.group(2).lower()])
        value = part * base
        return Numeral(start, half.end(), value, base / 10, True, True)
    words = _WORDS.match(text, start)
    if words:
        value, step = _from_words(words.group())
        end = words.end()
        return Numeral(start, end, value, step, bool(re.search(_POWER, words.group(), re.I)), True)
    return None


def _from_digits(text: str, match: re.Match[str]) -> Numeral | None:
    printed = match.group()
    digits = re.sub(f"[{_GROUP}]", "", printed) if len(printed) > 3 else printed
    if len(digits) > 40:
        return None
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    end, power, scaled = match.end(), 0, False
    scale = _SCALE.match(text, end)
    while scale:
        power += SCALES[(scale.group(1) or scale.group(2) or scale.group(3)).lower()]
        end, scaled = scale.end(), True
        scale = _SCALE.match(text, end) if scale.group(2) or scale.group(3) else None
    return Numeral(match.start(), end, value.scaleb(power), _step(digits, places, power), scaled)


def _step(digits: str, places: int, power: int) -> Decimal:
    """The rounding step of a printed numeral.

    Decimals and scaled numbers are rounded at their last printed digit. A plain integer is taken as exact to 1:
    trailing zeros may or may not be significant, and a caller that knows it is "about" may widen the step.
    """
    return Decimal(1).scaleb(power - places)


def _from_words(printed: str) -> tuple[Decimal, Decimal]:
    total, group, step, last = Decimal(0), Decimal(0), Decimal(1), Decimal(1)
    decimals: list[int] | None = None
    half = False
    for token in re.findall(r"[a-z]+", printed.lower()):
        if token in ("a", "an", "and"):
            continue
        if token == "half":
            half = True
        elif token == "point":
            decimals = []
        elif decimals is not None and token in _UNITS:
            decimals.append(_UNITS[token])
            group += Decimal(_UNITS[token]).scaleb(-len(decimals))
        elif token in _UNITS or token in _TENS:
            group += _UNITS.get(token, _TENS.get(token, 0))
            last = Decimal(1)
        elif token in ("hundred", "dozen"):
            last = Decimal(100 if token == "hundred" else 12)
            group = (group or Decimal(1)) * last
        else:
            if half:
                group, half = group + Decimal("0.5"), False
            last = Decimal(1).scaleb(_POWERS[token])
            total, group = total + (group or Decimal(1)) * last, Decimal(0)
            if decimals is not None:
                step, decimals = last.scaleb(-len(decimals)), None
    value = total + group
    if step == 1 and last > 1:
        step = last if value % last == 0 else last / 10
    elif decimals:
        step = Decimal(1).scaleb(-len(decimals))
    return value, step
