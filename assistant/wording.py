"""Words for readers: dates and qualifiers in British English."""

from __future__ import annotations

import re

from assistant.answering.answer import Answer, AnswerFigure
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Figure

_TEMPORAL = TEMPORAL_UNITS | {"year", "month", "week", "day", "quarter", "decade"}

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BOUNDS = {
    Bound.ABOUT: "about",
    Bound.ALMOST: "almost",
    Bound.AT_LEAST: "at least",
    Bound.MORE_THAN: "more than",
    Bound.AT_MOST: "at most",
    Bound.LESS_THAN: "less than",
    Bound.UP_TO: "up to",
}


def british_date(date: str) -> str:
    """ "2024-03-06" is "6 March 2024", "2024-03" "March 2024"; anything else stays as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3) or not 1 <= int(parts[1]) <= 12:
        return date
    words = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words


def qualifier(figure: Figure) -> str:
    """What limits a figure, in a few words: its bound, its period and what sort of figure it is."""
    basis = ", ".join(sorted(name.replace("_", " ") for name in figure.basis))
    return "; ".join(
        part
        for part in (_BOUNDS.get(figure.quantity.bound, ""), figure.period.text if figure.period else "", basis)
        if part
    )


#: What joins a figure to what it is of: "£34m is for a larger …", "is the figure for …", "of £34m".
_JOINS_AFTER = re.compile(
    r"^[\s,:;)–—-]*(?:(?:is|are|was|were|goes|has been)\b\s*)?(?:the figure (?:given )?(?:for\b)?|for\b|to\b|into\b|of\b)?[\s,:]*",
    re.I,
)
_JOINS_BEFORE = re.compile(
    r"[\s,:;(–—-]*\b(?:of|to|by|at|is|are|was|were|for|with|a|an|the|than|from|in)?[\s,:;(–—-]*$", re.I
)
_LIMITS = re.compile(
    r"^(?:(?:up|to|over|more|less|than|at|least|most|around|about|almost|nearly|some|just|under|an?|another|approximately|between|from|only|as|many|much)\b\s*)*$",
    re.I,
)


def label(text: str, shown: AnswerFigure) -> str:
    """What a figure of an answer is of, in the words around it: never with a gap where the figure stood."""
    if shown.derived:
        return shown.derived.working
    offset = shown.start - shown.figure.quantity.start
    start, end = (offset + place for place in shown.figure.clause)
    if not 0 <= start <= shown.start < shown.end <= end <= len(text):
        return ""
    before, after = text[start : shown.start].strip(), text[shown.end : end].strip(" .,;:")
    if shown.figure.period and after.startswith(shown.figure.period.text):
        # "Almost £14 billion by 2028–29 is the figure for …": the period is told beside the label.
        after = after.removeprefix(shown.figure.period.text).strip() or after
    if _LIMITS.match(before):
        words = _JOINS_AFTER.sub("", after)
    elif not after or (shown.figure.period and after.lower() == shown.figure.period.text.lower()):
        words = _JOINS_BEFORE.sub("", before)
    else:
        words = text[start:end].strip(" .,;:")
    return f"{words})" if words.count("(") > words.count(")") else words


def principal(answer: Answer) -> list[AnswerFigure]:
    """The figures of an answer that tell something by themselves, each once: no date or length of time beside others."""
    distinct = {(one.text, label(answer.text, one)): one for one in answer.figures}
    labelled = {text for text, said in distinct if said}
    # What a calculation prints again says nothing of its own.
    own = [one for (text, said), one in distinct.items() if said or text not in labelled]
    return [one for one in own if one.figure.quantity.unit not in _TEMPORAL] or own
