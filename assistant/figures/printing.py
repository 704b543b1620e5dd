"""A quantity printed for a reader, with its bound in plain words and the unit of its table."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Quantity

_BOUND_WORDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.ALMOST: "almost ",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "at most ",
    Bound.LESS_THAN: "less than ",
    Bound.UP_TO: "up to ",
}
#: The same beside a point in time.
_DATE_WORDS = {
    Bound.AT_LEAST: "from ",
    Bound.MORE_THAN: "after ",
    Bound.AT_MOST: "by ",
    Bound.LESS_THAN: "before ",
    Bound.UP_TO: "by ",
}


_SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}


def printed(quantity: Quantity, *, bare: bool = False) -> str:
    """The quantity as printed, with its bound in plain words: "up to £1.8 billion", "about 1,150 district nurses".

    A table cell is printed with the unit of its note: "405" under "£ million" is "£405 million". `bare` leaves out the
    bound and the noun.
    """
    text = quantity.text
    if quantity.unit in _SIGNS and not re.search(r"[£$€]|[a-z]", text, re.I):
        text = _in_pounds(quantity)
    elif quantity.unit == "percent" and re.fullmatch(r"[(-]?[\d.,]+\)?", text):
        text += "%"
    if bare:
        return text
    words = _DATE_WORDS if quantity.unit in TEMPORAL_UNITS else _BOUND_WORDS
    return (
        f"{words.get(quantity.bound, '')}{text}{' ' + quantity.noun if quantity.noun and text == quantity.text else ''}"
    )


def _in_pounds(quantity: Quantity) -> str:
    amount, sign = quantity.amount or Decimal(0), _SIGNS[quantity.unit]
    for power, name in ((9, " billion"), (6, " million"), (3, ",000"), (0, "")):
        if power == 0 or (quantity.step >= Decimal(1).scaleb(power - 3) and abs(amount) >= Decimal(1).scaleb(power)):
            scaled = amount.scaleb(-power)
            shown = f"{scaled.normalize():,f}" if power != 3 else f"{scaled:,f}"
            return (
                f"{'-' if amount < 0 else ''}{sign}{shown.lstrip('-')}{name}"
                if power != 3 or "." not in shown
                else f"{sign}{amount:,f}"
            )
    return quantity.text
