"""Take a question about several figures apart: what is to be computed, and the sides whose figures it needs."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from assistant.answering.events import events
from assistant.answering.question import Question, Shape, Want
from assistant.figures import describe
from assistant.figures.gazetteer import organisations, places
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms


class Operation(StrEnum):
    """What is computed from cited figures; the names are those of the contract."""

    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    PER_YEAR = "per_year"
    PERCENT_CHANGE = "percent_change"


_SHARE = re.compile(
    r"\b(?:share|proportion|fraction|percentage|per ?cent|how much) of (?:the |that |this |its )?(?:\w+ ){0,3}?[£$€]?\d",
    re.I,
)
_SHARE_WORD = re.compile(r"\b(?:share|proportion|fraction|percentage|per ?cent)\b", re.I)
_EITHER = re.compile(
    r"\beither\b.+\bor\b|\bput together\b|\btaken together\b|\badd(?:ed)? (?:up|together)\b|\bcombined\b|\baltogether\b|\b(?:do|does|would) (?:they|these|those|it)?(?: all)? ?come to\b|\bsum of\b|\bplus\b|\b(?:combined|joint|total) (?:value|cost|sum|amount|funding) of\b|\bin total\b.+\band\b|^(?:put |taken )?together\b|\bcome to\b",
    re.I,
)
_DIFFERENCE = re.compile(
    r"\bby how (?:much|many|far)\b|\bhow (?:much|many|far) (?:\w+ )?(?:more|less|fewer|bigger|larger|smaller|higher|lower|above|below|short)\b"
    r"|\bhow (?:much|many|far)\b[^?]{0,60}\b(?:over|above|below|behind|ahead of|short of|beyond)\b(?! the next| the past| the last| \w+ years)|\bhow (?:much|many|far)\b[^?]{0,40}\b(?:gone|went|going|come|came) (?:up|down)\b|\bminus\b|\bhow much (?:\w+ )?(?:slower|faster|worse|better|wider|longer)\b"
    r"|\b(?:difference|gap) between\b|\btake\b.+\b(?:off|from|away)\b|\b(?:subtract|deduct)\b"
    r"|\b(?:how|by) (?:much|far|many)\b.+\b(?:fall|fell|rise|rose|grow|grew|drop|dropped|increase|increased|change|changed|move|moved|go up|go down|come down)\b.+\b(?:from|between|since|after|over)\b",
    re.I,
)
_PERCENT_CHANGE = re.compile(
    r"\b(?:by )?what (?:percentage|per ?cent|proportion)\b.+\b(?:rise|rose|risen|fall|fell|fallen|grow|grew|grown|change|changed|increase|increased|drop|dropped|cut|up|down|higher|lower|more|less)\b.+\b(?:from|between|since|to|than)\b"
    r"|\b(?:percentage|per ?cent) (?:change|increase|rise|fall|drop|growth) (?:from|between|in)\b.+\b(?:to|and)\b",
    re.I,
)
_WIDTH = re.compile(r"\bhow (?:wide|broad|big) (?:is|was) the\b.+\brange\b|\bwidth of the\b", re.I)
#: Asks what a stated total is a year: "how much a year is the £100m?".
_YEARLY_OF = re.compile(
    r"\b(?:how much|what) (?:is |was |does |would )?(?:that |it )?(?:come to )?(?:a|per|each) year\b", re.I
)
_PER_YEAR = re.compile(
    r"\b(?:a|per|each) year on average\b|\bon average (?:a|per|each) year\b|\bworks? out at (?:a|per|each) year\b|\baverage (?:a|per) year\b",
    re.I,
)

#: Where a question about two things parts: the first of these that is found.
_SEPARATORS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<!\bup)(?<!\bmore)(?<!\bdown)(?<!\bhigher),? or (?:in |to |for |by |at |on |than )?",
        r" (?:versus|vs\.?|compared? (?:with|to)|as against|against|than) ",
        r"(?<=\bfrom )(?:.{3,60}?)( to )",
        r"(?<=\bbetween )(?:.{3,80}?)( and )",
        r" off ",
        r",? and (?=another\b)|,? and ",
    )
)
#: What asks for a sum before it names the parts.
_TOGETHER = re.compile(r"(?:put |taken )?(?:together|combined|in all|in total|altogether)\b[,:]?\s*", re.I)
_VERB = re.compile(
    r"\b(?:are|is|were|was|do|does|did|will|would|could|should|get|gets|got|has|have|had|expected|meant|due|cost|costs|save|saves|come|comes|account|accounts|make|makes|add|adds)\b",
    re.I,
)
_ITEMS = re.compile(r"(?P<items>[^:?.]{3,60}(?:, [^,:?]{2,60})+,? and [^,:?]{2,60})")


def operation(question: Question) -> Operation | None:
    """What the question asks to be computed, None where a printed figure would answer it."""
    text = question.turn or question.text
    amounts = [one for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS]
    if _SHARE_WORD.search(text) and _SHARE.search(text) and amounts:
        return Operation.SHARE
    if _PERCENT_CHANGE.search(text) and len(sides(question)) == 2:
        return Operation.PERCENT_CHANGE
    if is_width(question):
        return Operation.DIFFERENCE
    if _PER_YEAR.search(text) or (amounts and _YEARLY_OF.search(text)):
        return Operation.PER_YEAR
    if _EITHER.search(text):
        return Operation.SUM
    if _DIFFERENCE.search(text) and (amounts or len(sides(question)) == 2):
        return Operation.DIFFERENCE
    return None


def is_width(question: Question) -> bool:
    """Whether the question asks how wide one range is."""
    return bool(_WIDTH.search(question.text))


def sides(question: Question) -> tuple[Question, ...]:
    """The question once for each thing that it names side by side, each with that side's own words in focus.

    One question comes back where nothing parts it.
    """
    lead = _TOGETHER.match(question.text)
    opened = lead.end() if lead else 0
    listed = _ITEMS.search(question.text, opened)
    if listed:
        items = [part for part in re.split(r", (?:and )?| and ", listed["items"]) if terms(part)]
        if len(items) > 2:
            return tuple(_side(question, item, [other for other in items if other != item]) for item in items)
    for separator in _SEPARATORS:
        found = separator.search(question.text, opened)
        if not found:
            continue
        start, end = found.span(1) if found.re.groups else found.span()
        before, after = question.text[opened:start], _named(question.text[end:])
        second = tuple(dict.fromkeys(terms(after)))[:6]
        first = tuple(dict.fromkeys(terms(before)))[-max(1, min(4, len(second))) :]
        if (first or _dates(before)) and (second or _dates(after)):
            near = " ".join(before.split()[-8:])
            return _side(question, near, [after], first, second), _side(question, after, [near], second, first)
    return (question,)


def _named(words: str) -> str:
    """The words up to the verb, which says something of both sides: "data strands expected to save over five years"."""
    verb = _VERB.search(words)
    return words[: verb.start()] if verb and terms(words[: verb.start()]) else words


def _dates(words: str) -> tuple[str, ...]:
    return tuple(str(one.quantity.value) for one in describe(words) if one.quantity.unit in TEMPORAL_UNITS)


def _side(
    question: Question,
    words: str,
    others: list[str],
    focus: tuple[str, ...] = (),
    aside: tuple[str, ...] = (),
) -> Question:
    """The question seen from one of its sides: dates, events and names of that side go before the whole's."""
    own = focus or terms(words)
    rest = aside or terms(" ".join(others))
    dates = _dates(words)
    return replace(
        question,
        text=_without(question.text, others) or question.text,
        want=Want.FIGURE if question.want is Want.COUNT and not question.noun else question.want,
        shape=Shape.ONE,
        focus=tuple(term for term in own if term not in rest) or own,
        aside=tuple(term for term in rest if term not in own),
        events=events(words) or (() if any(map(events, others)) else question.events),
        organisations=organisations(words) or question.organisations,
        places=places(words) or question.places,
        periods=dates
        or (
            ()
            if any(one.quantity.unit in TEMPORAL_UNITS for other in others for one in describe(other))
            else question.periods
        ),
    )


def _without(text: str, others: list[str]) -> str:
    """The text without the other sides' words: what to look up for one side."""
    for other in others:
        text = text.replace(other, " ")
    return " ".join(text.split())
