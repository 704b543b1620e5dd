"""A number with the signs around it, and the quantity made of it: what every reading rule shares."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from assistant.figures import currencies
from assistant.figures.bounds import bound_of, direction_of
from assistant.figures.numbers import Numeral, numeral_at
from assistant.figures.quantity import Bound, Quantity


class Marked(NamedTuple):
    """A numeral with what its signs say, before its unit is known. Text behind the number begins at `closing`."""

    start: int
    numeral: Numeral
    currency: str | None
    negative: bool
    closing: int

    @property
    def value(self) -> Decimal:
        return -self.numeral.value if self.negative else self.numeral.value


def alone(text: str, start: int) -> bool:
    """Whether nothing but a few spaces stands before `start`: what begins there begins the whole text."""
    return start < 12 and not text[:start].strip()


#: The most characters of a whole text that is one figure: a longer one that begins with a dash is an item of a list.
_WHOLE = 24


def minus_apart(text: str, start: int) -> bool:
    """Whether a dash with a space behind it is a minus sign: "- 10 k" as a whole text."""
    return alone(text, start) and len(text) <= _WHOLE


_MINUS = "-−–"
_NEGATIVE = ("minus ", "negative ")


def marked_at(text: str, start: int) -> Marked | None:
    """The number at `start` with its bracket, minus and currency sign: "(1,234)", "-£5m", "US$ 3", "minus five"."""
    position, negative, bracket, currency = start, False, False, None
    if text[position] == "(":
        bracket, position = True, position + 1
    if text[position : position + 1] in _MINUS and position < len(text):
        negative = True
        position += 1
        if text[position : position + 1] == " " and minus_apart(text, start):
            position += 1
    elif text[position : position + 9].lower().startswith(_NEGATIVE):
        negative = True
        position += 6 if text[position] in "mM" else 9
    sign = currencies.BEFORE.match(text, position)
    if sign:
        currency, position = currencies.code_before(sign), sign.end()
        if text[position : position + 1] in _MINUS and position < len(text):
            negative, position = True, position + 1
    numeral = numeral_at(text, position, money=currency is not None)
    if not numeral or (currency and numeral.in_words):
        return None
    closing = numeral.end
    if bracket:
        # Accounting style: brackets around a figure alone are a minus sign.
        if text[closing : closing + 1] == ")" and (currency or _in_cell(text, start, closing + 1)):
            negative, closing = True, closing + 1
        else:
            start = sign.start() if sign else numeral.start
            bracket = negative = False
    if not (currency or bracket or negative):
        start = numeral.start
    return Marked(start, numeral, currency, negative, closing)


def _in_cell(text: str, start: int, end: int) -> bool:
    """Whether a bracketed number stands alone as a table cell or a whole string, not as an aside in prose."""
    before, after = text[max(0, start - 12) : start].rstrip(" \t"), text[end : end + 12].lstrip(" \t")
    alone_before = not before or before[-1] in "|\n\t" or before[-1].isdigit() or before[-1] in ")£"
    alone_after = not after or after[0] in "|\n\t(" or after[0].isdigit() or after[0] == "-"
    return (
        alone_before
        and alone_after
        and ("," in text[start:end] or "|" in before[-1:] + after[:1] or not (before or after))
    )


def quantity_of(
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
    """The quantity at text[start:end], with the bound and the direction that the words around it give."""
    bound = bound_of(text, start, end, unit)
    if bound is Bound.EXACT and noun:
        bound = bound_of(text, start, end + len(noun) + 1, unit)
    return Quantity(
        text=text[start:end],
        start=start,
        end=end,
        value=_plain(value),
        unit=unit,
        upper=_plain(upper) if isinstance(upper, Decimal) else upper,
        bound=bound,
        direction=direction_of(text, start, end),
        step=step,
        noun=noun,
    )


def _plain(value: Decimal) -> Decimal:
    """A Decimal without an exponent above zero: 1.8E+9 is written 1800000000."""
    exponent = value.as_tuple().exponent
    return Decimal(int(value)) if isinstance(exponent, int) and exponent > 0 else value
