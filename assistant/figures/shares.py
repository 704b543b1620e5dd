"""Words that are quantities by themselves: fractions ("half", "a third") and multiples ("doubled", "threefold")."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.marking import Marked, alone, quantity_of
from assistant.figures.quantity import Quantity

_HALF_NOT_SHARE = re.compile(
    r"[- ](?:year|day|time|way|term|life|hour|million|billion|a\b|dozen|past|heart|hour|back|board|baked|brother|sister|empty|full)",
    re.I,
)
#: "For half hour", "half year" as a whole text: lengths of time; "half-year results" is none.
_LENGTH = re.compile(r" (?:hour|day|week|month|year)\b")
#: "The first half", "on the other half", "3 and a half": parts of other things.
_NOT_BEFORE = re.compile(r"\b(?:the|first|second|latter|last|other|final|next|this|on|and a|each|per)\s+$", re.I)
_RATE_BEFORE = re.compile(r"(?:\d[kmbnt%]*|million|billion|thousand|hours?|days?)\s+$", re.I)
_MULTIPLES = {"doubl": 2, "trebl": 3, "tripl": 3, "quadr": 4, "twice": 2, "thric": 3}
_FOLDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20, "fifty": 50, "hundred": 100}  # fmt: skip
#: Words that the scan takes here.
_MULTIPLE_TEXT = "double doubled doubles doubling treble trebled trebles triple tripled triples quadruple quadrupled twice thrice halve halved halves halving"
MULTIPLE_WORDS = frozenset(_MULTIPLE_TEXT.split()) | frozenset(f"{word}fold" for word in _FOLDS)
_NOT_TWICE = re.compile(r"\s+(?:a|per|each|weekly|in)\b")


def not_a_share(text: str, number: Marked) -> bool:
    """Whether words that look like a fraction are something else: "half-year", "the first half", "£5m a quarter"."""
    start, end = number.numeral.start, number.numeral.end
    printed = text[start:end].lower()
    before = text[max(0, start - 12) : start]
    if printed.endswith("half") and _HALF_NOT_SHARE.match(text, end):
        return not (_LENGTH.match(text, end) and (before.endswith("for ") or alone(text, start)))
    if printed in ("half", "a half", "a quarter") and _NOT_BEFORE.search(before):
        return True
    return printed.startswith("a ") and bool(_RATE_BEFORE.search(before)) and text[end : end + 4] != " of "


def multiple_of(text: str, start: int, word: str) -> Quantity | None:
    """ "doubled", "twice", "threefold", "halved"."""
    end = start + len(word)
    if word.endswith("fold"):
        return quantity_of(text, start, end, Decimal(_FOLDS[word[:-4]]), "multiple", Decimal(1))
    if word.startswith("halv"):
        return quantity_of(text, start, end, Decimal("0.5"), "multiple", Decimal("0.1"))
    if word == "twice" and _NOT_TWICE.match(text[end : end + 8]):
        return None
    return quantity_of(text, start, end, Decimal(_MULTIPLES[word[:5]]), "multiple", Decimal(1))
