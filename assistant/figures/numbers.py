"""Numerals: one number at one place in a text, in digits or in words, with its scale and its rounding step."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.figures.number_words import FRACTION_AFTER, POWERS, Worded, fraction_value, scale_word, words_at


class Numeral(NamedTuple):
    """A number at text[start:end].

    `step` is its rounding step; `power` the power of ten of the scale printed with it ("m" is 6); `share` says that it is
    a plain fraction: "three quarters", "¾", "1/4".
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    power: int = 0
    in_words: bool = False
    share: bool = False

    @property
    def scaled(self) -> bool:
        return self.power > 0

    def times(self, power: int) -> Numeral:
        """The same number with its scale raised by a power of ten, as a range's second end lends it."""
        return self._replace(value=self.value.scaleb(power), step=self.step.scaleb(power), power=power)


#: What may part thousands: comma, no-break space, narrow no-break space, thin space.
_GROUP = ",\u00a0\u202f\u2009"
#: "1,200", "1 200" with a thin space, "12,34,567", "3.4", "3·4", ".5". Digits glued to a group are a footnote's: "1,2003".
_NUMERAL = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:[{_GROUP}]\d{{3}})+(?!\d{{3}})(?:(?=\d{{1,2}}(?!\d))(?P<note>\d{{1,2}}))?|\d{{1,2}}(?:,\d\d){{1,5}},\d{{3}}(?!\d)|\d++)(?P<decimals>[.·]\d+)?|\.\d+"
)
#: "1 414 021 100": ordinary spaces part thousands only where a word or a sign shows that this is one number.
_SPACED = re.compile(r"\d{1,3}(?: \d{3}){2,5}(?![\d.,]*\d| \d)")
_ONE_NUMBER = re.compile(
    r"(?:^\s*|\b(?:is|was|are|were|of|to|about|than|over|nearly|almost|reached|totalled)\s+|[£$€]\s?)$"
)
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip
VULGAR = "".join(_VULGAR)
_PART = re.compile(rf"[ \u00a0]?([{VULGAR}])|[ -](\d{{1,2}})/(\d{{1,2}})(?![\d/])")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,3})(?![\d/]|\.\d)")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100})
#: "6.23x10^-4", "4e14", "2.5^-1".
_EXPONENT = re.compile(
    r"\s?[x×*]\s?10(?:\s?\^\s?([-+−]?\d{1,2})(?!\d)|([⁻]?[⁰¹²³⁴-⁹]{1,2}))|[eE]([-+]?\d{1,2})(?![\dA-Za-z])"
)
_RAISED = re.compile(r"\^([-+]{0,2}\d{1,2})(?!\d)")
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_SPACE = " \u00a0\u202f\u2009"
#: "5k", "£5m", "£3.4 bn", "1.2-billion", "13 lakh". A footnote's digit may be glued to it: "£34m1".
_SCALE = re.compile(
    rf"(?P<gap>[{_SPACE}-]?|  )(?:(?P<letter>MM|k|K|m|M|mn|mln|mil|Mn|bn|BN|Bn|b|B|tn|trn|Tn|t|T)(?![A-Za-z]|\d\d\d)|(?i:(?P<word>hundred|thousand|million|billion|trillion|lakh|crore)(?P<many>s?)(?![A-Za-z])))"
)
SCALES = {
    "k": 3,
    "thousand": 3,
    "lakh": 5,
    "m": 6,
    "mm": 6,
    "mn": 6,
    "mln": 6,
    "mil": 6,
    "million": 6,
    "crore": 7,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "t": 12,
    "tn": 12,
    "trn": 12,
    "trillion": 12,
    "hundred": 2,
}
_DOZEN = re.compile(r"[ \u00a0](?i:dozens?|dzs?|dozs?)(?![A-Za-z])")
#: An "m" behind a bare number that is metres: "1.8m tall", "1 m x 1 m".
_METRES = re.compile(r"[ \u00a0-](?:tall|high|wide|deep|long|thick|away|sprint|race)\b|[ \u00a0]?[x×][ \u00a0]?\d")
_HUNDRED_AND = re.compile(r"[ \u00a0]and[ \u00a0](?=\d|[A-Za-z])")
_LONGEST = 40  # digits; longer runs are identifiers


def numeral_at(text: str, start: int, *, money: bool = False) -> Numeral | None:
    """The number that begins at `start`, with its scale, or None. `money`: a currency sign stands before it."""
    character = text[start : start + 1]
    if character in _VULGAR:
        top, bottom = _VULGAR[character]
        share = Numeral(start, start + 1, Decimal(top) / bottom, Decimal("0.01"), share=True)
        return _scaled(text, share, money)
    if character.isdigit() or character == ".":
        match = _NUMERAL.match(text, start)
        return _from_digits(text, match, money) if match else None
    worded = words_at(text, start)
    return _worded(text, start, worded) if worded else None


def _worded(text: str, start: int, worded: Worded) -> Numeral:
    return Numeral(start, worded.end, worded.value, worded.step, worded.power, True, worded.share)


def _from_digits(text: str, match: re.Match[str], money: bool) -> Numeral | None:
    printed, start, end = match.group(), match.start(), match.end()
    if len(printed) > _LONGEST:
        return None
    share = _slash(text, start)
    if share:
        return share
    spaced = _SPACED.match(text, start) if text[end : end + 1] == " " and len(printed) < 4 else None
    if spaced and _ONE_NUMBER.search(text[max(0, start - 12) : start]):
        printed, end = spaced.group(), spaced.end()
    note = match.group("note")
    if note and not spaced:
        printed = printed[: match.end("note") - match.start() - len(note)]
    digits = "".join(one for one in printed.replace("·", ".") if one.isdigit() or one == ".")
    value = Decimal(digits)
    places = len(digits) - digits.index(".") - 1 if "." in digits else 0
    step = Decimal(1).scaleb(-places)
    part = _PART.match(text, end) if not places else None
    if part and not (part.group(2) and not 0 < int(part.group(2)) < int(part.group(3))):
        top, bottom = _VULGAR[part.group(1)] if part.group(1) else (int(part.group(2)), int(part.group(3)))
        value, step, end = value + Decimal(top) / bottom, Decimal("0.01"), part.end()
    raised = _raised(text, value, end)
    if raised:
        return Numeral(start, raised[1], raised[0], step)
    return _scaled(text, Numeral(start, end, value, step), money)


def _slash(text: str, start: int) -> Numeral | None:
    """ "3/4" is a share; "24/7", "9/11" and "2/12" are not."""
    match = _SLASH.match(text, start)
    if not match:
        return None
    top, bottom = int(match.group(1)), int(match.group(2))
    if not 0 < top < bottom or bottom not in _DENOMINATORS:
        return None
    return Numeral(start, match.end(), Decimal(top) / bottom, Decimal("0.01"), share=True)


def _raised(text: str, value: Decimal, end: int) -> tuple[Decimal, int] | None:
    if text[end : end + 1] not in ("e", "E", "^", "x", "×", "*", " "):
        return None
    match = _EXPONENT.match(text, end)
    if match:
        printed = match.group(1) or (match.group(2) or "").translate(_SUPERSCRIPTS) or match.group(3)
        return value.scaleb(int(printed.replace("−", "-"))), match.end()
    match = _RAISED.match(text, end)
    if not match:
        return None
    power = int(match.group(1).replace("--", "").replace("++", ""))
    return (value**power if value or power > 0 else Decimal(0)), match.end()


def _scaled(text: str, number: Numeral, money: bool) -> Numeral:
    """The number with the scales that follow it: "5m", "half million", "3 hundred and 21", "3 million and a quarter"."""
    start, end, value, step, power, _, share = number
    dozen = _DOZEN.match(text, end)
    if dozen:
        return Numeral(start, dozen.end(), value * 12, step * 12, 0)
    if share:
        scale = FRACTION_AFTER.match(text, end)
        if not scale:
            return number
        power = POWERS[scale_word(scale)]
        return Numeral(start, scale.end(), value.scaleb(power), Decimal(1).scaleb(power - 1), power)
    while scale := _SCALE.match(text, end):
        letter = scale.group("letter")
        if letter and (power or not _letter_scales(text, scale, letter, money, step < 1)):
            break
        power += SCALES[(letter or scale.group("word")).lower()]
        end = scale.end()
        if letter:
            break
    if power == 2:
        more = _HUNDRED_AND.match(text, end)
        rest = numeral_at(text, more.end()) if more else None
        if rest and not rest.power and not rest.share and 0 < rest.value < 100 and not _SCALE.match(text, rest.end):
            return Numeral(start, rest.end, value.scaleb(power) + rest.value, Decimal(1), power)
    value, step = value.scaleb(power), step.scaleb(power)
    whole_step = step
    part = fraction_value(text, end)
    if part:
        share_of, end = part
        value, step = value + share_of.scaleb(power), step / 10
        scale = None if power else FRACTION_AFTER.match(text, end)
        if scale:
            power = POWERS[scale_word(scale)]
            value, step, end = value.scaleb(power), whole_step.scaleb(power - 1), scale.end()
    return Numeral(start, end, value, step, power)


def _letter_scales(text: str, scale: re.Match[str], letter: str, money: bool, decimals: bool) -> bool:
    """Whether a letter behind a number is its scale: "£5m" and "1.2b" are, "1.8m tall" and "5 m" are not."""
    glued = not scale.group("gap")
    after = text[scale.end() : scale.end() + 1]
    if after.isdigit() and not money:
        return False
    if letter in ("b", "B"):
        return glued and (money or decimals)
    if letter in ("t", "T"):
        return glued and money
    if letter == "m" and not money:
        if not glued and not re.match(r"[ \u00a0][a-z]+s\b", text[scale.end() : scale.end() + 24]):
            return False
        return not _METRES.match(text, scale.end())
    return letter != "M" or glued or money or not after.isalpha()
