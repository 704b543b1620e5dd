"""The setting of a figure, as it bears on a question: the figures of the question beside it, its document's date, its due date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question import Question, Want
from assistant.figures.comparing import value_agreement
from assistant.figures.dates import fiscal
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, Relation
from assistant.figures.sentences import sentences
from assistant.retrieval import Evidence

FEATURES = ("stated_in_sentence", "stated_in_passage", "document_month", "document_before", "age", "due", "dated")

_DUE = re.compile(
    r"\b(?:by|before|until|till|from|in|end of|no later than)\s+(?:(?:the )?(?:end|close|start) of\s+)?(?:the\s+)?$",
    re.I,
)
_DATED = re.compile(r"\b(?:published|announced|dated|said|released|issued|on|made)\s+(?:on\s+|in\s+|of\s+)?$", re.I)
#: Years after which a document is merely old.
_OLD = 10


def placed(question: Question, evidence: Evidence, newest: str) -> list[tuple[float, ...]]:
    """The features of each figure of a passage, in the order of `FEATURES`; `newest` is the latest date of the evidence."""
    amounts = [one.quantity for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS]
    same = [
        figure
        for figure in evidence.figures
        if any(value_agreement(one, figure.quantity) is not Relation.DIFFERS for one in amounts)
    ]
    published = evidence.document.date
    months = [one for one in question.periods if re.fullmatch(r"\d{4}-\d\d", one) and not fiscal(one[:4], one[5:])]
    month = float(published[:7] in months)
    years = [one[:4] for one in question.periods]
    before = float(bool(years) and bool(published) and published[:4] < min(years))
    age = 0.0 if question.periods or question.events else _years(published, newest)
    return [
        (
            float(any(other is not figure and other.sentence == figure.sentence for other in same)),
            float(any(other is not figure for other in same)),
            month,
            before,
            age,
            *_time(question, figure, evidence.passage.text),
        )
        for figure in evidence.figures
    ]


def _years(published: str, newest: str) -> float:
    if not published[:4].isdigit() or not newest[:4].isdigit():
        return 0.0
    return min(_OLD, max(0, int(newest[:4]) - int(published[:4]))) / _OLD


def is_dated(figure: Figure, text: str) -> bool:
    """Whether a point in time is that of a paper or a word: "published on 11 June", not "by 2029"."""
    return figure.quantity.unit in TEMPORAL_UNITS and bool(_DATED.search(_lead(figure, text)))


def _lead(figure: Figure, text: str) -> str:
    return text[max(0, figure.quantity.start - 40) : figure.quantity.start]


def _time(question: Question, figure: Figure, text: str) -> tuple[float, float]:
    if question.want is not Want.DATE or figure.quantity.unit not in TEMPORAL_UNITS:
        return 0.0, 0.0
    dated = is_dated(figure, text)
    return float(bool(_DUE.search(_lead(figure, text))) and not dated), float(dated)


def before(text: str, figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """For each figure the stretch from the sentence before its own to the end of its own."""
    spans = sentences(text)
    starts = [start for start, _ in spans]
    found = []
    for figure in figures:
        start, end = figure.sentence
        place = max((k for k, one in enumerate(starts) if one <= start), default=0)
        found.append((starts[max(0, place - 1)] if starts else start, end))
    return found
