"""A change that is asked for, beside what it left and what was there before."""

from __future__ import annotations

import re

from assistant.answering.question import Question
from assistant.figures import Figure

#: Asks for the change itself: "How big was the cut in the grant?", "How much was lopped off the fund?".
_ASKS_CHANGE = re.compile(
    r"\b(?:the|a|what|which|big) (?:[\w-]+ ){0,2}?(?:cut|rise|increase|fall|reduction|drop|decrease|uplift) (?:in|to|of|was|made)\b"
    r"|\bby how (?:much|many|far)\b|\bhow (?:much|many|far|big)\b[^?]{0,40}\b(?:cut|fall|fell|rise|rose|taken (?:out|from|off)|lost|slashed|trimmed|lopped)\b",
    re.I,
)
#: "The budget after the cut": what a change left, or what was there before it.
_BESIDE_CHANGE = re.compile(
    r"\b(?:after|before|following|prior to) (?:the|that|this|its) (?:[\w-]+ )?(?:cut|rise|increase|fall|reduction|drop|decrease|uplift)\b"
    r"|^\W*(?:the )?original (?:budget|sum|amount|plan|figure|total)\W*$",
    re.I,
)


def is_beside_change(question: Question, figure: Figure) -> bool:
    """Whether a figure is what stood before or after the change that a question asks for; beside the last answer also what
    is told as a level: "since reduced to £16.4 billion"."""
    if not _ASKS_CHANGE.search(question.text):
        return False
    left = question.turn and "level" in figure.sense and "change" not in figure.sense
    return bool(left or _BESIDE_CHANGE.search(figure.subject))
