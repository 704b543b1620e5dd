"""Ask a question again for another date: "and in 2020-21?", "and the year before?"."""

from __future__ import annotations

import re

from assistant.figures import describe
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms

#: "The year before", "in the following year".
_YEAR_ON = re.compile(
    r"^(?:(?:in|for|during) )?(?:(?:the )?year (?:before|after|earlier|later)|(?:the |a )?(?:previous|following|next|last|prior) year)(?: that)?$",
    re.I,
)
_BACKWARDS = re.compile(r"before|earlier|previous|last|prior", re.I)


def redated(words: str, stem: str) -> str:
    """The question before with its one date put for another: "and in 2020-21?", "and the year before?".

    Empty where either has none, or more, or where the words say more than a date.
    """
    new, old = (
        [one.quantity for one in describe(text) if one.quantity.unit in TEMPORAL_UNITS] for text in (words, stem)
    )
    if len(old) != 1:
        return ""
    step = _YEAR_ON.match(words)
    if step:
        put = shifted(old[0].text, -1 if _BACKWARDS.search(step.group()) else 1)
        return f"{stem[: old[0].start]}{put}{stem[old[0].end :]}?"
    if len(new) != 1 or terms(words.replace(new[0].text, " ")):
        return ""
    return f"{stem[: old[0].start]}{new[0].text}{stem[old[0].end :]}?"


def shifted(date: str, years: int) -> str:
    """A date's words some years on: "2023-24" becomes "2022-23"."""

    def year(found: re.Match[str]) -> str:
        first = int(found["first"]) + years
        last = found["last"]
        return f"{first}{found['join'] or ''}{str(first + 1)[-len(last) :] if last else ''}"

    return re.sub(r"\b(?P<first>(?:19|20)\d\d)(?:(?P<join>[-–/])(?P<last>\d\d(?:\d\d)?))?\b", year, date)
