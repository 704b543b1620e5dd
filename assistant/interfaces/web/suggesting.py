"""What a reader may ask next: the figures that stand beside those of an answer in its sources."""

from __future__ import annotations

from assistant.answering.answer import Answer
from assistant.figures.quantity import Figure
from assistant.index.index import Index

_MOST = 3
#: How far around a cited sentence figures are taken up, in characters.
_REACH = 600
#: Asked of sums of money alone: "What is the £430 million for?" finds its own figure, other forms of words often do not.
_ASKED = "What is the {text} for?"
_NOT_GIVEN = frozenset({"saving", "cost", "change", "level"})


def suggestions(answer: Answer, index: Index) -> tuple[str, ...]:
    """Up to three questions that the cited documents answer and this answer did not."""
    shown = {(one.figure.quantity.value, one.figure.quantity.unit) for one in answer.figures}
    found: dict[str, None] = {}
    for cited in answer.citations:
        near = index.record.passages_between(cited.document_id, cited.start - _REACH, cited.end + _REACH)
        for figure in (figure for _, figures in near for figure in figures):
            quantity = figure.quantity
            if _is_sum_for_something(figure) and (quantity.value, quantity.unit) not in shown:
                shown.add((quantity.value, quantity.unit))
                found.setdefault(_ASKED.format(text=quantity.text))
    return tuple(found)[:_MOST]


def _is_sum_for_something(figure: Figure) -> bool:
    return figure.quantity.unit == "GBP" and figure.quantity.upper is None and not figure.sense & _NOT_GIVEN
