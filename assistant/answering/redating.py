"""Ask a question again for another date or thing: "and in 2020-21?", "and the year before?", "and the outsourced lines?"."""

from __future__ import annotations

import re

from assistant.figures import describe
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import STOPWORDS, terms

PREPOSITION = re.compile(r"^(for|in|at|on|by|to|from|under|of)\s+", re.I)
#: "The year before", "in the following year".
_STEP_ON = re.compile(
    r"^(?:(?:in|for|during) )?(?:(?:the )?(?P<span>year|quarter) (?:before|after|earlier|later)|(?:the |a )?(?:previous|following|next|last|prior) (?P<one>year|quarter))(?: that)?$",
    re.I,
)
_OF_DATE = re.compile(r"\b(?:in|for|during|throughout) (?:the )?(?:year )?$", re.I)
_QUARTER = re.compile(r"\b(?P<name>Q|quarter )(?P<number>[1-4])(?P<of>[ ,]+(?:of )?)(?P<year>(?:19|20)\d\d)\b", re.I)
_BACKWARDS = re.compile(r"before|earlier|previous|last|prior", re.I)


def redated(words: str, stem: str) -> str:
    """The question before with its one date put for another: "and in 2020-21?", "and the year before?".

    Empty where either has none, or more, or where the words say more than a date.
    """
    new, old = (
        [one.quantity for one in describe(text) if one.quantity.unit in TEMPORAL_UNITS] for text in (words, stem)
    )
    step = _STEP_ON.match(words)
    by = -1 if step and _BACKWARDS.search(step.group()) else 1
    if step and (step["span"] or step["one"]).lower() == "quarter":
        quarters = list(_QUARTER.finditer(stem))
        if len(quarters) != 1:
            return ""
        return f"{stem[: quarters[0].start()]}{_quarter(quarters[0], by)}{stem[quarters[0].end() :]}?"
    if len(old) > 1:
        # "Below 2019 in 2021": the date that the question is of, not the one that it compares with.
        old = [one for one in old if _OF_DATE.search(stem[: one.start])]
    if len(old) != 1:
        return ""
    if step:
        return f"{stem[: old[0].start]}{shifted(old[0].text, by)}{stem[old[0].end :]}?"
    if len(new) != 1 or terms(words.replace(new[0].text, " ")):
        return ""
    return f"{stem[: old[0].start]}{new[0].text}{stem[old[0].end :]}?"


def swapped(words: str, stem: str) -> str:
    """The question before with the thing of the same name put for another: "outsourced lines" for "in-house lines"."""
    bare = re.sub(r"^(?:the|their|its|his|her) ", "", PREPOSITION.sub("", words), flags=re.I)
    kind = bare.rpartition(" ")[2]
    same = list(re.finditer(rf"(?<![\w’'-])(?P<sort>[\w-]+) {re.escape(kind)}\b", stem, re.I)) if kind != bare else []
    if len(same) != 1 or same[0]["sort"].lower() in STOPWORDS:
        return ""
    return f"{stem[: same[0].start()]}{bare}{stem[same[0].end() :]}?"


def _quarter(found: re.Match[str], by: int) -> str:
    """The quarter before or after: "Q1 2024" becomes "Q4 2023"."""
    number, year = int(found["number"]) + by, int(found["year"])
    year += (number > 4) - (number < 1)
    return f"{found['name']}{(number - 1) % 4 + 1}{found['of']}{year}"


def shifted(date: str, years: int) -> str:
    """A date's words some years on: "2023-24" becomes "2022-23"."""

    def year(found: re.Match[str]) -> str:
        first = int(found["first"]) + years
        last = found["last"]
        return f"{first}{found['join'] or ''}{str(first + 1)[-len(last) :] if last else ''}"

    return re.sub(r"\b(?P<first>(?:19|20)\d\d)(?:(?P<join>[-–/])(?P<last>\d\d(?:\d\d)?))?\b", year, date)
