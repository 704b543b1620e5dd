"""Numbers written in words: "thirteen and a half million", "two thirds of a million", "one hundred and three quarters".

The grammar is that of British English: the parts of a number fall from large to small, "and" joins what follows a hundred
or a scale, a fraction's name follows its count ("three fifths", "one twenty-fifth").
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple


class Worded(NamedTuple):
    """A number in words that ends at `end`; `power` and `share` as in `Numeral`."""

    end: int
    value: Decimal
    step: Decimal
    power: int = 0
    share: bool = False


class _Token(NamedTuple):
    kind: str  # unit, teen, tens, hundred, power, dozen
    value: int
    end: int
    joined: bool  # "and" stands before it


_SMALL_TEXT = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS_TEXT = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_TEXT = "first second third fourth fifth sixth seventh eighth ninth"
_FRACTION_TEXT = (
    "fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth"
)
_SMALL_WORDS, _TENS_WORDS = _SMALL_TEXT.split(), _TENS_TEXT.split()
_UNIT = {word: value for value, word in enumerate(_SMALL_WORDS[:10])} | {"nought": 0, "naught": 0, "oh": 0}
_TEEN = {word: value for value, word in enumerate(_SMALL_WORDS[10:], 10)}
_TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS, 2)}
POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_KINDS: dict[str, tuple[str, int]] = (
    {word: ("unit", value) for word, value in _UNIT.items() if word != "oh"}
    | {word: ("teen", value) for word, value in _TEEN.items()}
    | {word: ("tens", value) for word, value in _TENS.items()}
    | {word: ("power", power) for word, power in POWERS.items()}
    | {"hundred": ("hundred", 2), "lakh": ("power", 5), "crore": ("power", 7)}
    | dict.fromkeys(("dozen", "dozens", "dozs", "dzs", "doz"), ("dozen", 12))
)
_ORDINAL_UNITS = dict(zip(_ORDINAL_TEXT.split(), range(1, 10), strict=True))
_DENOMINATORS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4} | {
    word: value for value, word in enumerate(_FRACTION_TEXT.split(), 5)
}
_DENOMINATORS |= {word[:-1] + "ieth": value for word, value in _TENS.items()}
_DENOMINATORS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9}
_ALL_ORDINALS = _DENOMINATORS | _ORDINAL_UNITS

#: Words that can begin a number, for the scan.
FIRST_WORDS = frozenset(_KINDS) - frozenset(POWERS) - {"lakh", "crore", "dozens", "dozs", "dzs", "doz"}

_WORD = re.compile(r"[A-Za-z]+")
_JOIN = re.compile(r"(?:[ ]?-[ ]?|[ \u00a0\n]{1,3})(?:(and|&)(?:[ \u00a0\n]{1,3}|-))?")
_COMMA_JOIN = re.compile(r",[ ](?=(?:\w+)[ ]hundred[ ](?:and|&)[ ]\w+)")
_POINT = re.compile(r"[ \u00a0]point[ \u00a0]")
_POWER_WORD = "|".join(POWERS)
#: The scale behind a fraction: "of a million", " a million", " million".
FRACTION_AFTER = re.compile(rf"[ \u00a0-](?:of[ ])?(?:an?[ ])?(?P<scale>{_POWER_WORD})(?![A-Za-z])", re.I)
_HALF_DOZEN = re.compile(r"half[ -](?:a[ -])?dozen(?![A-Za-z])", re.I)
_ORDINAL_WORD = "|".join(sorted(_ALL_ORDINALS, key=len, reverse=True))
_NAME = rf"(?:(?P<tens>{'|'.join(_TENS)})[ -])?(?P<name>{_ORDINAL_WORD}|halve)(?P<many>s?)(?![A-Za-z])"
_DENOMINATOR = re.compile(rf"(?:[ ]?-[ ]?|[ \u00a0])(?P<joined>and[ ])?{_NAME}", re.I)
#: "and a half", "and two thirds" behind a whole number.
_AND_PART = re.compile(
    r"(?:[ \u00a0]and[ \u00a0]|-and-)(?P<count>an?|one|two|three|four|five|seven|nine)[ -](?P<name>half|third|quarter|fourth|fifth|sixth|eighth|tenth)(?P<many>s?)(?![A-Za-z])(?![ ]of\b)",
    re.I,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
#: A lone "a third" or "one fifth" is a share only where no noun follows: "a third runway" is not.
_SHARE_GOES_ON = re.compile(
    r"(?:[ \u00a0]*(?:$|[.,;:!?)\]\n–—”\"'’]|-\s))|[ \u00a0]+(?:of|in|to|by|from|at|on|as|and|or|but|than|per|since|for|is|are|was|were|had|have|has|will|would|"
    r"can|could|should|may|might|must|this|these|last|next|after|before|during|through|within|without|while|when|if|because|until|among|across|the|its|their|it|they|not|now|today|already|compared|against|"
    r"more|less|fewer|lower|higher|larger|smaller|bigger|faster|slower|cheaper|longer|shorter|greater|over|under|above|below|between|with|who|which|that|say|said|do|did|did|increase|rise|reduction|fall|cut|drop|decrease|decline|"
    r"share|stake|each|off|up|down|lost|feel|felt|report|reported)\b",
    re.I,
)


def words_at(text: str, start: int) -> Worded | None:
    """The number in words that begins at `start`, or None; ordinals ("twenty-first") are none: see `ordinal_end`."""
    lead = _WORD.match(text, start)
    if not lead:
        return None
    word = lead.group().lower()
    if word in ("a", "an"):
        return _after_article(text, lead.end())
    if word in ("half", "quarter"):
        return _half(text, start) if word == "half" else _scaled_share(text, Decimal("0.25"), lead.end())
    if word not in _KINDS:
        return None
    tokens = _tokens(text, start)
    if not tokens:
        return None
    name = _DENOMINATOR.match(text, tokens[-1].end)
    if name:
        return _fraction(text, tokens, name)
    return _mixed(text, tokens)


def ordinal_end(text: str, start: int) -> int:
    """The end of an ordinal in words at `start` ("twenty-first", "one hundred and fiftieth"), or 0."""
    tokens = _tokens(text, start)
    if not tokens:
        return 0
    name = _DENOMINATOR.match(text, tokens[-1].end)
    return name.end() if name and not name.group("many") else 0


def scale_word(match: re.Match[str]) -> str:
    return match.group("scale").lower()


def fraction_value(text: str, position: int) -> tuple[Decimal, int] | None:
    """The fraction that "and" adds to a number that ends at `position`, and its end: "and a half"; or None."""
    if text[position : position + 4].lower() not in (" and", "\u00a0and", "-and"):
        return None
    match = _AND_PART.match(text, position)
    if not match:
        return None
    count, name = _COUNTS[match.group("count").lower()], match.group("name").lower()
    if (count != 1) != bool(match.group("many")):
        return None
    if name not in ("half", "quarter") and not (match.group("many") or _SHARE_GOES_ON.match(text, match.end())):
        return None
    return Decimal(count) / _DENOMINATORS[name], match.end()


def _after_article(text: str, position: int) -> Worded | None:
    gap = re.compile(r"[ \u00a0\n-]+").match(text, position)
    word = _WORD.match(text, gap.end()) if gap else None
    if not word:
        return None
    lower = word.group().lower()
    if lower in ("hundred", "dozen") or lower in POWERS:
        tokens = _tokens(text, word.start(), first=("unit", 1))
        return _mixed(text, tokens) if tokens else None
    tens = _TENS.get(lower)
    if tens or lower in _DENOMINATORS:
        name = re.compile(_NAME, re.I).match(text, word.start())
        ordinal = name and name.group("name").lower() in ("first", "second") and not name.group("tens")
        if not name or name.group("many") or ordinal:
            return None
        bottom = _bottom(name)
        scale = FRACTION_AFTER.match(text, name.end())
        if not scale and lower not in ("half",) and not _SHARE_GOES_ON.match(text, name.end()) and lower != "quarter":
            return None
        return _scaled_share(text, Decimal(1) / bottom, name.end()) or Worded(
            name.end(), Decimal(1) / bottom, Decimal("0.01"), share=True
        )
    return None


def _half(text: str, start: int) -> Worded:
    dozen = _HALF_DOZEN.match(text, start)
    if dozen:
        return Worded(dozen.end(), Decimal(6), Decimal(1))
    return _scaled_share(text, Decimal("0.5"), start + 4) or Worded(
        start + 4, Decimal("0.5"), Decimal("0.01"), share=True
    )


def _scaled_share(text: str, share: Decimal, end: int) -> Worded | None:
    scale = FRACTION_AFTER.match(text, end)
    if not scale:
        return None
    power = POWERS[scale_word(scale)]
    return Worded(scale.end(), share.scaleb(power), Decimal(1).scaleb(power - 1), power)


def _tokens(text: str, start: int, first: tuple[str, int] | None = None) -> list[_Token]:
    """The words of one cardinal number from `start`, as far as they fall from large to small."""
    tokens: list[_Token] = [_Token(*first, start, False)] if first else []
    position, joined = start, False
    while word := _WORD.match(text, position):
        found = _KINDS.get(word.group().lower())
        if not found or not _continues(text, tokens, found, joined, word.end()):
            break
        tokens.append(_Token(*found, word.end(), joined))
        join = _JOIN.match(text, word.end()) or _COMMA_JOIN.match(text, word.end())
        if not join or found[0] == "dozen":
            break
        position, joined = join.end(), bool(join.re is _JOIN and join.group(1))
    return tokens


def _continues(text: str, tokens: list[_Token], found: tuple[str, int], joined: bool, end: int) -> bool:
    kind, value = found
    if not tokens:
        return kind not in ("power", "dozen") or kind == "dozen"
    last = tokens[-1]
    if kind in ("unit", "teen", "tens"):
        if last.kind == "tens":
            return kind == "unit" and value > 0
        if last.kind not in ("hundred", "power"):
            return False
        following = _JOIN.match(text, end)
        word = _WORD.match(text, following.end()) if following and not following.group(1) else None
        return not (word and last.kind == "hundred" and word.group().lower() == "hundred")
    if joined:
        return False
    if kind == "hundred":
        return last.kind in ("unit", "teen", "tens") and not _has_hundreds(tokens)
    if kind == "power":
        return not _falls(tokens, value)
    return last.kind in ("unit", "teen", "tens")


def _has_hundreds(tokens: list[_Token]) -> bool:
    """Whether the group that is being read, behind the last scale, has its hundreds already."""
    group = takewhile(lambda one: one.kind != "power", reversed(tokens))
    return any(one.kind == "hundred" for one in group)


def _falls(tokens: list[_Token], power: int) -> bool:
    """Whether a scale as small as this one has been named already."""
    return any(one.kind == "power" and one.value <= power for one in tokens)


def _value(tokens: list[_Token]) -> tuple[Decimal, Decimal, int]:
    """The value, the rounding step and the largest power of ten named."""
    total, group, last, power = Decimal(0), Decimal(0), Decimal(1), 0
    for token in tokens:
        if token.kind == "hundred":
            group, last = (group or Decimal(1)) * 100, Decimal(100)
        elif token.kind == "dozen":
            group, last = (group or Decimal(1)) * 12, Decimal(12)
        elif token.kind == "power":
            last = Decimal(1).scaleb(token.value)
            total, group, power = total + (group or Decimal(1)) * last, Decimal(0), max(power, token.value)
        else:
            group, last = group + token.value, Decimal(1)
    return total + group, last, power


def _mixed(text: str, tokens: list[_Token]) -> Worded | None:
    value, step, power = _value(tokens)
    end = tokens[-1].end
    point = _POINT.match(text, end)
    if point and not power:
        decimals = _decimals(text, point.end())
        if decimals:
            value, step, end = value + decimals[0], decimals[1], decimals[2]
            scale = FRACTION_AFTER.match(text, end)
            if scale:
                power = POWERS[scale_word(scale)]
                value, step, end = value.scaleb(power), step.scaleb(power), scale.end()
            return Worded(end, value, step, power)
    part = fraction_value(text, end)
    if part:
        # "Two million and a half" is half of the last scale named.
        last = tokens[-1].value if tokens[-1].kind == "power" else 0
        value, end, step = value + part[0].scaleb(last), part[1], Decimal(1).scaleb(last - 1)
        scale = None if last else FRACTION_AFTER.match(text, end)
        if scale:
            power = POWERS[scale_word(scale)]
            value, step, end = value.scaleb(power), Decimal(1).scaleb(power - 1), scale.end()
    if len(tokens) == 1 and tokens[0].kind == "dozen" and text[max(0, end - 1) : end].lower() != "n":
        return None
    return Worded(end, value, step, power)


def _decimals(text: str, position: int) -> tuple[Decimal, Decimal, int] | None:
    """The digits behind "point": their value, the step of the last one and their end."""
    digits, end = "", position
    while word := _WORD.match(text, position):
        lower = word.group().lower()
        if lower not in _UNIT:
            break
        digits, end = digits + str(_UNIT[lower]), word.end()
        position = end + 1
    if not digits:
        return None
    return Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits)), end


def _bottom(name: re.Match[str]) -> Decimal:
    word = name.group("name").lower()
    return Decimal(_TENS[name.group("tens").lower()] if name.group("tens") else 0) + _ALL_ORDINALS[word]


def _fraction(text: str, tokens: list[_Token], name: re.Match[str]) -> Worded | None:
    """A count before the name of a fraction; None for an ordinal ("twenty-first", "one hundred and fifth")."""
    word = name.group("name").lower()
    bottom, top = _bottom(name), list(tokens)
    last = tokens[-1]
    whole = Decimal(0)
    if name.group("joined"):
        return None
    if (
        last.kind == "tens"
        and word in _ORDINAL_UNITS
        and not name.group("tens")
        and len(tokens) > 1
        and not last.joined
    ):
        bottom, top = bottom + last.value, tokens[:-1]
    elif last.kind == "unit" and last.joined and not name.group("tens"):
        whole, top = _value(tokens[:-1])[0], tokens[-1:]
    count = _value(top)[0]
    many = bool(name.group("many"))
    if (count != 1) != many or (word in ("first", "second") and bottom < 20):
        return _mixed(text, tokens) if word == "second" and (many or count == 1) else None
    if word in ("quarter", "fourth") and many and count not in (1, 3):
        return _mixed(text, tokens)  # "two quarters of growth" are lengths of time
    hyphenated = text[name.start()] == "-" or text[name.start() : name.start() + 2] == " -"
    if (
        count == 1
        and not hyphenated
        and word not in ("half", "third", "quarter")
        and not _SHARE_GOES_ON.match(text, name.end())
    ):
        return None
    if word == "quarter" and re.match(
        r"[ ](?:of[ ](?:the[ ]year|\d{4})|\d{4}|to\b)", text[name.end() : name.end() + 12]
    ):
        return None
    scale = tokens[-2].value if whole and tokens[-2].kind == "power" else 0
    value = whole + (count / bottom).scaleb(scale)  # "two million and one half" is 2.5 million
    if not whole:
        scaled = _scaled_share(text, value, name.end())
        if scaled:
            return scaled
    return Worded(name.end(), value, Decimal("0.01"), share=not whole and value < 1)
