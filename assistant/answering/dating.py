"""Which of several dates a question for one means: the date of the figure it names, and the one before or after it was moved.

Limits: that a date was moved is seen only where a source says so in the date's own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.question import Question, Want
from assistant.answering.ranking import Candidate
from assistant.answering.setting import is_dated
from assistant.figures import Figure, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS

_MOVE = r"(?:mov|push|revis|delay|postpon|slipp|extend|chang|deferr|bring|brought|put|set)(?:ed|es|e|s|ing)?(?: back| forward)?"
_MOVED = r"(?:moved|pushed|revised|delayed|postponed|slipped|extended|changed|deferred|put back|brought forward)"
#: "When was it originally due?", "before the target slipped?"; "what did it slip to?", "what is the new deadline?".
_ASKS_FIRST = re.compile(
    r"\boriginal(?:ly)?\b|\bat first\b|\binitial(?:ly)?\b|\bfirst (?:meant|supposed|due|expected|aimed|planned|promised|set|intended|target|deadline|date)\b"
    rf"|\bbefore (?:it|that|this|they|the [\w ]{{1,30}}?|being|any) ?(?:was |were |being )?(?:{_MOVED}|slip|delay)",
    re.I,
)
_ASKS_LATER = re.compile(
    rf"\b(?:slip|{_MOVED}|move|push|change|put)\b(?: back)?[^?]{{0,30}}\bto\b|\b(?:new|revised|current|latest|later) (?:date|deadline|target|timetable)\b"
    rf"|\bto (?:what|which) (?:\w+ )?(?:date|day|month|year)\b[^?]*\b{_MOVED}\b"
    r"|\bnow (?:due|expected|meant|supposed|planned|set|scheduled)\b|\bafter (?:the|that|its) (?:delay|slip|change)",
    re.I,
)
#: What stands before a date that was given up, and behind it; the same of the one that took its place.
_FROM = re.compile(rf"\b{_MOVE}\b(?: \w+){{0,4}} from (?:the end of )?$", re.I)
_GIVEN_UP = re.compile(
    rf"^[^.;]{{0,90}}?\b(?:later|since|then|but|now|was|were)(?: \w+){{0,2}} {_MOVED}\b(?! from\b)", re.I
)
_ORIGINAL = re.compile(r"\b(?:originally|original|initially|first (?:aimed|meant|due|planned|set)|at first)\b", re.I)
_TO = re.compile(rf"\b{_MOVE}\b(?: \w+){{0,4}} (?:to|until) (?:the end of )?$", re.I)
_REVISED = re.compile(r"\b(?:revised|new|later) (?:date|deadline|target)\b|\bnow\b", re.I)
#: Asks when a thing is due: the day on which a paper on it came out is none.
_ASKS_DUE = re.compile(r"\bby (?:what|which|when)\b|\bhow soon\b|\bdeadline\b|\bdue\b|\bmust\b", re.I)
#: How much less likely that day is; how much likelier a date is that its sentence gives for the figure asked about; that was, or took the place of, another.
_PAPER, _OF_FIGURE, _OF_TURN = 0.1, 3.0, 5.0
#: How likely, beside the first, another sentence must be that gives the same date and no other.
_AS_LIKELY = 0.02


def dated(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The ranked figures, where a date or a time is asked those likelier that the question means, none that it prints itself."""
    if question.want not in (Want.DATE, Want.DURATION):
        return list(ranked)
    said = {one.quantity.value for one in question.stated if one.quantity.unit in TEMPORAL_UNITS}
    kept = [one for one in ranked if one.figure.quantity.value not in said]
    turn = _first if _ASKS_FIRST.search(question.text) else _later if _ASKS_LATER.search(question.text) else None
    turned = {one.figure.quantity.value for one in kept if turn and turn(one)}
    due = bool(_ASKS_DUE.search(question.text))
    weights = [
        one.score
        * (_PAPER if due and is_dated(one.figure, one.evidence.passage.text) else 1.0)
        * (_OF_FIGURE if is_of_figure(question, one) else 1.0)
        * (_OF_TURN if one.figure.quantity.value in turned else 1.0)
        for one in kept
    ]
    share = sum(one.score for one in kept) / (sum(weights) or 1.0)
    again = (replace(one, score=weight * share) for one, weight in zip(kept, weights, strict=True))
    ordered = sorted(again, key=lambda one: -one.score)
    return _plainest(ordered) if turned else ordered


def _plainest(ordered: list[Candidate]) -> list[Candidate]:
    """The first date where a likely sentence gives it alone, if its own gives another too: the reader asked for the one."""
    first = ordered[0]
    for one in ordered:
        if one.score < _AS_LIKELY * first.score:
            break
        others = [each for each in one.evidence.figures if each.sentence == one.figure.sentence and _is_date(each)]
        if one.figure.quantity.value == first.figure.quantity.value and len(others) == 1:
            return [replace(one, score=first.score), *(each for each in ordered if each is not one)]
    return ordered


def _is_date(figure: Figure) -> bool:
    return figure.quantity.unit in TEMPORAL_UNITS


def is_of_figure(question: Question, candidate: Candidate) -> bool:
    """Whether a date's sentence prints an amount that the question names."""
    amounts = [one.quantity for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS]
    return any(
        value_agreement(one, other.quantity) is not Relation.DIFFERS
        for one in amounts
        for other in candidate.evidence.figures
        if other.sentence == candidate.figure.sentence and other is not candidate.figure
    )


def _first(one: Candidate) -> bool:
    before, clause, after = _around(one)
    return bool(_FROM.search(before) or _GIVEN_UP.search(after) or _ORIGINAL.search(clause))


def _later(one: Candidate) -> bool:
    before, clause, _ = _around(one)
    return bool(_TO.search(before) or _REVISED.search(clause)) and not _FROM.search(before)


def _around(one: Candidate) -> tuple[str, str, str]:
    """What stands before the date in its sentence, its clause, and what stands behind it."""
    text, (start, end), place = one.evidence.passage.text, one.figure.sentence, one.figure.quantity
    return text[start : place.start], text[slice(*one.figure.clause)], text[place.end : end]
