"""A follow-up that asks for a place in a series of years: "and in the last year?", "the year after?", "in year two?".

Limits: a series is the figures of one unit under one heading, each with a time of its own; a row's time is its first date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.answering.nearby import Nearby, is_said
from assistant.answering.question import Question
from assistant.answering.ranking import Candidate
from assistant.figures.quantity import TEMPORAL_UNITS

_PLACE = re.compile(
    r"\b(?P<place>first|second|third|fourth|last|final) (?:\w+ )?(?:year|quarter)\b|\byear (?P<number>one|two|three|four)\b",
    re.I,
)
_STEP = re.compile(
    r"\b(?:year|quarter) (?P<step>after|before|later|earlier)\b|\b(?P<next>next|following|previous|prior) (?:year|quarter)\b",
    re.I,
)
_PLACES = {
    "first": 0,
    "one": 0,
    "second": 1,
    "two": 1,
    "third": 2,
    "three": 2,
    "fourth": 3,
    "four": 3,
    "last": -1,
    "final": -1,
}
_BACK = frozenset({"before", "earlier", "previous", "prior"})
_FEWEST = 2


def in_series(question: Question, ranked: Sequence[Candidate], near: Nearby) -> Candidate | None:
    """The figure at the place that a follow-up names in the series that stands around the last answer; None where none does.

    `ranked` are the figures found, the likeliest first; of several series the one of the likeliest figure goes first.
    """
    place, step = _PLACE.search(question.turn), _STEP.search(question.turn)
    if not place and not step:
        return None
    units = {one.quantity.unit for one in question.said}
    series: dict[tuple[str, tuple[str, ...], str], dict[str, Candidate]] = defaultdict(dict)
    for one in ranked:
        passage, time = one.evidence.passage, _time(one)
        if time and passage.id in near.around and one.figure.quantity.unit in units - TEMPORAL_UNITS:
            key = (one.evidence.document.id, passage.headings, one.figure.quantity.unit)
            series[key].setdefault(time, one)
    for members in series.values():
        ordered = [members[time] for time in sorted(members)]
        if len(ordered) < _FEWEST:
            continue
        if place:
            at = _PLACES[(place["place"] or place["number"]).lower()]
        else:
            said = [number for number, one in enumerate(ordered) if is_said(question, one.figure)]
            word = (step["step"] or step["next"]).lower() if step else ""
            at = said[0] + (-1 if word in _BACK else 1) if said else len(ordered)
            at = len(ordered) if at < 0 else at
        if at < len(ordered):
            return ordered[at]
    return None


def _time(one: Candidate) -> str:
    """When a figure holds: its own period's start, or the first date of its row; empty where neither is given."""
    period = one.figure.period
    if period and period.start:
        return period.start
    dates = [each for each in one.evidence.figures if each.quantity.unit in TEMPORAL_UNITS]
    return str(dates[0].quantity.value) if dates and one.evidence.passage.columns else ""
