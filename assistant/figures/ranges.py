"""Two numbers that make one quantity: ranges ("£2 to £3 million", "18–22%") and ratios ("one in five")."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.dates import year_at
from assistant.figures.marking import Marked, alone, marked_at, quantity_of
from assistant.figures.measures import PENCE, PERCENT, single
from assistant.figures.nouns import counted_noun
from assistant.figures.numbers import numeral_at
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity
from assistant.figures.units import TIME, measure_at, time_unit

_RANGE = re.compile(r"[ \u00a0]*(?P<word>-|–|—|‑|−|to|and|or)[ \u00a0]*(?:about |around |over |up to )?", re.I)
_DASHES = frozenset("-–—‑−")
_JOINTS = frozenset("-–—‑−taoTAO \u00a0")
_BETWEEN = re.compile(r"\bbetween\s+(?:about |around |just )?$", re.I)
#: A change, not a range: "rose from £131 million to £158 million".
_CHANGED = re.compile(
    r"\b(?:rose|rising|rises?|risen|increas\w*|fell|falls?|fallen|falling|cut|reduc\w*|grew|grow\w*|chang\w*|moved?|mov\w+|up|down|drop\w*|declin\w*|rais\w+|lower\w*|climb\w*|went|go(?:es|ing)?|revis\w+|improv\w*|slip\w*|extend\w*|doubl\w*|trebl\w*|tripl\w*|cutting|shr\w+|halv\w+)\b[^.;£$€\d]{0,40}\bfrom\s+(?:about |around |over )?$",
    re.I,
)
#: The same said of a second thing, with the verb left out: "will rise from £4 to £8, and the standard rate from £126 to £130".
_CHANGED_TOO = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w+|f[ae]ll\w*|fell|cut|reduc\w+|gr[eo]w\w*|chang\w+|drop\w*|declin\w*|go(?:es|ing)? (?:up|down)|went (?:up|down)|mov\w+|climb\w*)\b[^;]{0,30}\bfrom [^;]{1,24} to [^;]{1,60},? and [^.;\d]{1,40} from $",
    re.I,
)
#: A move and where it ended: "fell by £86 million to £912 million", each number whole by itself.
_MOVED_BY = re.compile(
    r"\b(?<!to )(?:rose|risen|rising|rises?|increas(?:e|es|ed|ing)|fell|falls?|fallen|falling|cut|reduc(?:es|ed|ing)|grew|grown|grows?|growing|up|down|dropp?(?:s|ed|ing)?|declin(?:es|ed|ing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|swell(?:s|ed|ing)?|shr[aiu]nk|improv(?:es|ed|ing)|slipp?(?:s|ed|ing)?|gain(?:s|ed)?|lost|widen(?:s|ed)?|narrow(?:s|ed)?)"
    r"(?: [a-z]+ly)?(?: by)?\s+(?:about |around |nearly |almost |over |more than |just |a further |another )*$",
    re.I,
)
_MAY = re.compile(r"\b(?:(?:could|may|might|estimated|expected|likely)\b[^.;]*|between\s+)$", re.I)
#: "One trust in ten", where no noun follows that the second number would count.
_ONE_OF_N = re.compile(r" (?:[a-z]+ ){1,3}(?:in|out of) (?:every )?(?=[a-z0-9])")
_IN_N = re.compile(r"(?:[ \u00a0](?:in|out of)[ \u00a0](?:every[ ])?|-in-)", re.I)
_OVER_N = re.compile(r"[ ]over[ ]", re.I)
_NOTHING_AFTER = re.compile(r"\s*[.!?]?\s*$")


def range_of(text: str, first: Marked) -> Quantity | None:
    """ "£2 to £3 million", "18–22 million", "between 35% and 50%": one quantity with an upper end."""
    position = first.closing
    following = text[position : position + 1]
    if following not in _JOINTS and following != "%" and not following.isalpha():
        return None
    unit = _unit_at(text, position)
    joint = _RANGE.match(text, unit[1] if unit else position)
    if not joint or joint.end() >= len(text):
        return None
    word = joint.group("word").lower()
    before = text[max(0, first.start - 60) : first.start]
    if word == "and" and not _BETWEEN.search(before):
        return None
    if word == "or" or (
        word == "to" and (_CHANGED.search(before) or _CHANGED_TOO.search(text[max(0, first.start - 160) : first.start]))
    ):
        return None
    whole = unit or first.numeral.scaled or not _scaled_at(text, joint.end())
    measured = first.currency or unit or _far_below(text, first, joint.end())
    if word == "to" and measured and whole and _MOVED_BY.search(before) and not _MAY.search(before):
        return None
    if text[joint.end()].isspace() or (first.numeral.share and not first.currency):
        return None
    second = marked_at(text, joint.end())
    if not second or second.numeral.share or (second.currency and second.currency != first.currency):
        return None
    return _joined(text, first, second, word, unit)


def _far_below(text: str, first: Marked, position: int) -> bool:
    """Whether a bare number is a move and the one behind it where it ended: "rose by 640 to 10,570", not "by 10 to 12%"."""
    level = marked_at(text, position)
    return bool(
        level
        and not level.numeral.scaled
        and not _unit_at(text, level.closing)
        and level.numeral.value >= 2 * first.numeral.value
    )


def _scaled_at(text: str, position: int) -> bool:
    """Whether the number there has a scale that one before it may borrow: "£2 to £3 million"."""
    number = marked_at(text, position)
    return number is not None and number.numeral.scaled


def _unit_at(text: str, position: int) -> tuple[str, int] | None:
    """The unit that is printed behind the first number already: "35% to 50%", "44 mg to 50 mg"."""
    pence = PENCE.match(text, position)
    if pence:
        return "GBP", pence.end()
    percent = PERCENT.match(text, position)
    if percent:
        return ("percentage_point" if percent.group("points") else "percent"), percent.end()
    time = TIME.match(text, position)
    if time:
        return time_unit(time), time.end()
    return measure_at(text, position)


def _joined(text: str, first: Marked, second: Marked, word: str, unit: tuple[str, int] | None) -> Quantity | None:
    low, high = first.numeral, second.numeral
    if high.in_words != low.in_words and word in _DASHES:
        return None
    if high.scaled and not low.scaled:
        low = low.times(high.power)
    low_value = -low.value if first.negative else low.value
    high_value = -high.value if second.negative else high.value
    if not high_value > low_value and (word in _DASHES or not unit):
        return None
    tail = single(text, second._replace(currency=second.currency or first.currency))
    if not tail or tail.amount is None or tail.unit in TEMPORAL_UNITS:
        return None
    if unit and tail.unit != unit[0]:
        return None
    factor = abs(tail.amount / high.value) if high.value else Decimal(1)
    return quantity_of(
        text,
        first.start,
        tail.end,
        min(low_value * factor, tail.amount),
        tail.unit,
        low.step * factor,
        upper=max(low_value * factor, tail.amount),
        noun=tail.noun,
    )


def ratio_of(text: str, number: Marked) -> Quantity | None:
    """ "one in five", "3 out of 10", "one-in-five": a fraction. "One over twenty" is one where it is the whole text."""
    if number.currency or number.numeral.scaled or number.numeral.share:
        return None
    joint = _IN_N.match(text, number.closing)
    if not joint and number.numeral.value == 1:
        joint = _ONE_OF_N.match(text, number.closing)
        whole = numeral_at(text, joint.end()) if joint else None
        if whole and 1 < whole.value <= 100 and not whole.scaled and not counted_noun(text, whole.end)[0]:
            return quantity_of(text, number.start, whole.end, 1 / whole.value, "fraction", Decimal("0.01"))
        joint = None
    if not joint:
        return _over(text, number) if number.start < 12 else None
    whole = numeral_at(text, joint.end())
    part = number.numeral.value
    if not whole or whole.scaled or not 0 < part < whole.value <= 1000 or part > 100 or year_at(text, joint.end()):
        return None
    measured = TIME.match(text, whole.end) or PERCENT.match(text, whole.end) or (part > 10 and whole.value != 100)
    if measured and "out" not in joint.group().lower():
        return None
    return quantity_of(text, number.start, whole.end, part / whole.value, "fraction", Decimal("0.01"))


def _over(text: str, number: Marked) -> Quantity | None:
    if not alone(text, number.start):
        return None
    joint = _OVER_N.match(text, number.closing)
    whole = numeral_at(text, joint.end()) if joint else None
    if not whole or not whole.value or not _NOTHING_AFTER.match(text, whole.end):
        return None
    return quantity_of(text, number.start, whole.end, number.value / whole.value, "fraction", Decimal("0.01"))
