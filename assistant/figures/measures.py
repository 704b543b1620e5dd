"""What one number measures: money, a share, points, a length of time, a unit of measurement, or a count with its noun."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures import currencies
from assistant.figures.marking import Marked, quantity_of
from assistant.figures.nouns import counted_noun
from assistant.figures.numbers import Numeral, numeral_at
from assistant.figures.quantity import Quantity
from assistant.figures.units import ONE_TIME, SECONDS, TIME, measure_at, time_unit

PERCENT = re.compile(
    r"[ \u00a0\u202f\u2009-]?(?:(?P<points>percentage[- ]points?|%[- ]?points?|per ?cent[- ]points?|ppts?\b|pp\b|points? of percentage)"
    r"|(?P<basis>basis[- ]points?|bps?\b)|(?P<percent>%|per[ -]?cents?\b|percents?\b|pct\b|percentages?\b)|(?P<glued>pc\b(?<=\dpc)))",
    re.I,
)
_PERCENT_STARTS = frozenset("%pPbB")
#: "percent of twenty", where no noun follows: the word before its number.
PERCENT_OF = re.compile(r"(?:per ?cents?|percents?) of ", re.I)
_POINTS = re.compile(r"[ \u00a0-]points?\b(?! in\b)", re.I)
_POINTS_BEFORE = re.compile(r"\b(?:up|down|by|of)\s+$")
PENCE = re.compile(r"p\b(?!\.\s?[\dam])")
_MORE_PARTS = re.compile(r"(?:,? and |[ ])(?P<number>[\w-]+(?: [a-z]+)?)[ ]?(?:pence|cents?|p)\b", re.I)
#: "15 dollars 50", "five pounds fifty": the hundredths, where nothing else could be counted.
_BARE_PARTS = re.compile(
    r"(?:[ ]and[ ](?=[a-z]+[.]?$)|[ ](?!and\b))(?P<number>\d\d|[a-z]+(?:[- ][a-z]+)?)(?=[ ]*(?:[.,;:!?)]|$|\n))", re.I
)
_TIMES = re.compile(r"[ \u00a0-]?(?:times\b(?! (?:a|per|each|in|already|since)\b)|x\b(?!\s?\d))|[- ]?fold\b", re.I)
_JOINED = re.compile(r"(?:,? and |,? )(?=\d|[a-z]+)", re.I)
_AND_HALF = re.compile(r"[ -]and[ -](?:an?[ -])?half\b(?![ ](?:of|a|per)\b)", re.I)
_AGE = re.compile(r"[ -](?:years?|yrs?|months?|weeks?|days?)[- ](?:old\b|of age\b)|[ ]?(?:yo|y/o)\b", re.I)
_AGE_OF = re.compile(r"[ ]of[ ]age\b", re.I)
_ORDERING = re.compile(r"\b(?:at least|more than|only|just|than|over|up to|nearly|almost)\s+$", re.I)
_GRAMMAR_BEFORE = re.compile(r"\b(?:the|all|these|those|other|both)\s+$", re.I)
_GRAMMAR_AFTER = re.compile(r"\s*(?:[-\d|.,;)]|$|(?:of|to|and|in|is|had|has|have|were|are|did|do|will|would|could)\s)")
_LENGTH_BEFORE = re.compile(
    r"\b(?:for|within|lasts?|lasted|lasting|takes?|took|taking|than|under|about|around|nearly|almost|spent|spends?|after|over|half|every)\s+$",
    re.I,
)
_RATE_VERB = re.compile(r"[\d%kmn][ ]+(?:for|over)\s+$")


def single(text: str, number: Marked) -> Quantity | None:
    """The quantity that one marked number makes with what follows it, or None where it counts nothing."""
    numeral, end = number.numeral, number.closing
    if number.currency:
        return _money(text, number)
    following = text[end : end + 1]
    if following in " \u00a0\u202f\u2009-":
        following = text[end + 1 : end + 2]
    if following in _PERCENT_STARTS and following:
        percent = PERCENT.match(text, end)
        if percent:
            return _percent(text, number, percent)
        pence = None if numeral.scaled or numeral.in_words else PENCE.match(text, end)
        if pence:
            return quantity_of(text, number.start, pence.end(), number.value / 100, "GBP", numeral.step / 100)
        points = _POINTS.match(text, end) if numeral.step < 1 else None
        if points and _POINTS_BEFORE.search(text[max(0, number.start - 6) : number.start]):
            return quantity_of(text, number.start, points.end(), number.value, "percentage_point", numeral.step)
    money = _named_money(text, number)
    if money:
        return money
    if following in "tTxXfF-" and (times := _TIMES.match(text, end)):
        return quantity_of(text, number.start, times.end(), number.value, "multiple", numeral.step)
    time = TIME.match(text, end) or (ONE_TIME.match(text, end + 1) if numeral.share else None)
    if numeral.share and not time:
        time = _OF_TIME.match(text, end)
    if time:
        return _duration(text, number, time)
    age = _AGE.match(text, end)
    if age and not numeral.scaled:
        return quantity_of(text, number.start, age.end(), number.value, "year", numeral.step)
    measure = _measure(text, number)
    if measure:
        return measure
    if numeral.share:
        return quantity_of(text, number.start, end, number.value, "fraction", numeral.step)
    return _count(text, number)


_OF_TIME = re.compile(r"[ -](?:of[ ])?an?[ ](?P<word>hour|day|week|month|year|decade|century)\b", re.I)


def _money(text: str, number: Marked) -> Quantity:
    numeral, end, value, step = number.numeral, number.closing, number.value, number.numeral.step
    if not numeral.scaled:
        more = _hundredths(text, end, bare=True)
        if more:
            return quantity_of(text, number.start, more[1], value + more[0], number.currency or "", Decimal("0.01"))
        doubled = _DOUBLED.match(text, end)
        if doubled:
            end = doubled.end()
    return quantity_of(text, number.start, end, value, number.currency or "", step)


#: "$10 dollars", "£5 pounds": the sign said it already.
_DOUBLED = re.compile(r"[ ](?:dollars|pounds|euros)\b")


def _named_money(text: str, number: Marked) -> Quantity | None:
    """ "10 €", "five million yen", "30 MUSD", "50 cents", "thirteen dollars forty-five"."""
    numeral, end = number.numeral, number.closing
    after = currencies.AFTER.match(text, end)
    if after:
        code, power = currencies.code_after(after)
        value, step, end = number.value.scaleb(power), numeral.step.scaleb(power), after.end()
        scale = _SCALE_AFTER.match(text, end) if not numeral.scaled and not power else None
        if scale:
            power, end = _SCALE_POWERS[scale.group(1).lower()], scale.end()
            return quantity_of(text, number.start, end, value.scaleb(power), code, step.scaleb(power))
        more = _hundredths(text, end, bare=True) if not numeral.scaled else None
        if more:
            return quantity_of(text, number.start, more[1], value + more[0], code, Decimal("0.01"))
        return quantity_of(text, number.start, end, value, code, step)
    part = currencies.PART.match(text, end)
    if part:
        code, share = currencies.part_of(part)
        return quantity_of(text, number.start, part.end(), number.value * share, code, numeral.step * share)
    return None


_SCALE_AFTER = re.compile(r"[ ](thousand|million|billion|trillion|[mb]n)\b", re.I)
_SCALE_POWERS = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}


def _hundredths(text: str, end: int, *, bare: bool) -> tuple[Decimal, int] | None:
    match = _MORE_PARTS.match(text, end) or (_BARE_PARTS.match(text, end) if bare else None)
    number = numeral_at(text, match.start("number")) if match else None
    if not match or not number or number.end != match.end("number") or not 0 < number.value < 100 or number.step < 1:
        return None
    return number.value / 100, match.end()


def _percent(text: str, number: Marked, percent: re.Match[str]) -> Quantity:
    step, value = number.numeral.step, number.value
    if percent.group("basis"):
        return quantity_of(text, number.start, percent.end(), value / 100, "percentage_point", step / 100)
    unit = "percentage_point" if percent.group("points") else "percent"
    return quantity_of(text, number.start, percent.end(), value, unit, step)


def _duration(text: str, number: Marked, time: re.Match[str]) -> Quantity:
    unit = time_unit(time)
    value, step, end = number.value, number.numeral.step, time.end()
    while unit in SECONDS:
        part = _smaller_time(text, end, unit)
        if not part:
            break
        value, step, end = value + part[0], part[1], part[2]
    half = _AND_HALF.match(text, end)
    if half:
        value, end, step = value + Decimal("0.5"), half.end(), Decimal("0.1")
    of_age = _AGE_OF.match(text, end)
    return quantity_of(text, number.start, of_age.end() if of_age else end, value, unit, step)


def _smaller_time(text: str, end: int, unit: str) -> tuple[Decimal, Decimal, int] | None:
    """A smaller part of the same length of time: "1 year 1 month 21 days", "two hours and ten minutes"."""
    joint = _JOINED.match(text, end)
    smaller = numeral_at(text, joint.end()) if joint else None
    more = TIME.match(text, smaller.end) if smaller else None
    if not smaller or not more or time_unit(more) not in SECONDS:
        return None
    part = SECONDS[time_unit(more)] / SECONDS[unit]
    if part >= 1 or smaller.scaled or smaller.value * part >= 1:
        return None
    if unit == "year" and time_unit(more) == "month":
        part = Decimal(1) / 12
    return (smaller.value * part).quantize(Decimal(1).scaleb(-6)), part, more.end()


def one_time(text: str, match: re.Match[str]) -> Quantity | None:
    """ "For an hour", "more than a year", "an hour and a half": a length of time; "£5m a year" is a rate and none."""
    start, end = match.span()
    half = _AND_HALF.match(text, end)
    before = text[max(0, start - 12) : start]
    if not half and (not _LENGTH_BEFORE.search(before) or _RATE_VERB.search(text[max(0, start - 12) : start])):
        return None
    if not half and re.match(r"[ ](?:ago|earlier|before|later|on\b|end|old)", text[end : end + 9]):
        return None
    unit = time_unit(match)
    part = _smaller_time(text, end, unit) if unit in SECONDS and not half else None
    if part:  # "a year and five months"
        return quantity_of(text, start, part[2], 1 + part[0], unit, part[1])
    value = Decimal("1.5") if half else Decimal(1)
    return quantity_of(text, start, half.end() if half else end, value, unit, Decimal("0.1") if half else Decimal(1))


#: "for all week", "for a full month", "another week", "half year" as a whole text.
WHOLE_TIME = re.compile(
    r"(?:all|full|another)[ -](?P<word>day|week|month|year|hour)\b(?![ -](?:for|of|effect|cost|result))", re.I
)
_FOR = re.compile(r"\bfor\s+$", re.I)


def whole_time(text: str, match: re.Match[str]) -> Quantity | None:
    """ "For all week", "for full month", "for another week"."""
    if not _FOR.search(text[max(0, match.start() - 6) : match.start()]):
        return None
    return quantity_of(text, match.start(), match.end(), Decimal(1), time_unit(match), Decimal(1))


def _measure(text: str, number: Marked) -> Quantity | None:
    end = number.closing
    found = measure_at(text, end)
    if not found and number.numeral.share:
        of = re.compile(r"[ -](?:of[ ])?an?[ ]").match(text, end)
        found = measure_at(text, of.end() - 1) if of else None
    metres = None
    if not found and not number.numeral.in_words:
        metres = _METRES.match(text, end)
        found = ("metre", metres.end()) if metres else None
    if not found:
        return None
    unit, stop = found
    value, step = number.value, number.numeral.step
    if unit == "foot":
        inches = _INCHES.match(text, stop)
        more = numeral_at(text, inches.start("number")) if inches else None
        if inches and more:
            value, step, stop = value + more.value / 12, Decimal(1) / 12, inches.end()
    return quantity_of(text, number.start, stop, value, unit, step)


_METRES = re.compile(
    r"[ \u00a0]?m(?=[ ](?:tall|high|wide|deep|long|thick|away|sprint|race|x)\b|[ ]?[.,;)]?(?:$|\n)|[ ]x[ ]\d)"
)
_INCHES = re.compile(r"[ ](?:and[ ])?(?P<number>\d{1,2}|[a-z]+)[ ](?:inches|inch|in)\b", re.I)


def _count(text: str, number: Marked) -> Quantity | None:
    numeral, end = number.numeral, number.closing
    if text[end : end + 1].isalpha() and not numeral.scaled and not numeral.in_words:
        return None
    if numeral.in_words and numeral.value == 1 and not number.negative and not _one_counts(text, number):
        return None
    noun, head, _ = counted_noun(text, end, one=numeral.value == 1)
    small = numeral.in_words and not noun and not numeral.scaled and numeral.value < 13
    if small and not number.negative and _only_grammar(text, number, end):
        return None
    return quantity_of(text, number.start, end, number.value, head or "number", numeral.step, noun=noun)


def _one_counts(text: str, number: Marked) -> bool:
    return bool(_ORDERING.search(text[max(0, number.start - 14) : number.start]))


def _only_grammar(text: str, number: Marked, end: int) -> bool:
    """ "The two", "all four": a number word that counts nothing named, unless the sentence gives it as a value."""
    if _GRAMMAR_BEFORE.search(text[max(0, number.start - 8) : number.start]):
        return True
    return not _GRAMMAR_AFTER.match(text, end)


def is_counted(text: str, numeral: Numeral) -> bool:
    """Whether a number behind a word such as "part" or "order" counts all the same: a scale, a sign or a plural follows."""
    return bool(numeral.scaled or PERCENT.match(text, numeral.end) or counted_noun(text, numeral.end)[0])
