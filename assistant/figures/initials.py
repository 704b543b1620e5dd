"""Counts of things by their initials: "20 VRUs" are units where the text or its headings spell the name out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.nouns import singular
from assistant.figures.quantity import Context, Quantity

_INITIALS = re.compile(r" (?P<letters>[A-Z]{2,6})s\b")
_READ_SO = re.compile(r"(?:.* )?(?P<letters>[A-Z]{2,6})s")
#: Words of a name that lend it no letter.
_SMALL = r"(?:(?:of|for|and|the|in) )?"


def with_initials(text: str, quantities: Sequence[Quantity], context: Context) -> tuple[Quantity, ...]:
    """The quantities, numbers before a plural in capitals as counts of it.

    The unit is the last word of the name where that is spelt out in the text, its title or its headings, else the letters.
    """
    return tuple(_counting(text, quantity, context) for quantity in quantities)


def _counting(text: str, quantity: Quantity, context: Context) -> Quantity:
    bare = quantity.unit == "number" and not quantity.noun
    found = _INITIALS.match(text, quantity.end) if bare else _READ_SO.fullmatch(quantity.noun)
    if not found:
        return quantity
    letters = found["letters"]
    name = _spelt_out(letters, " . ".join((text, context.title, *context.headings)))
    return replace(quantity, unit=singular(name) if name else letters.lower(), noun=quantity.noun or f"{letters}s")


def _spelt_out(letters: str, text: str) -> str:
    """The last word of a name in the text whose words begin with the letters; empty where there is none."""
    words = " ".join(rf"{_SMALL}{letter}[a-z’'-]+" for letter in letters[:-1])
    found = re.search(rf"\b{words} {_SMALL}(?P<last>{letters[-1]}[a-z]+)\b", text, re.I)
    return found["last"].lower() if found else ""
