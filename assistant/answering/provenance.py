"""Where a figure comes from: whether an earlier source gave it before the one that is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.draft import Draft, Statement
from assistant.answering.question import is_currency
from assistant.figures import Figure, Relation, compare
from assistant.retrieval import Evidence
from assistant.wording import british_date

#: Sources within so many days report one announcement.
_ONE_ANNOUNCEMENT = 45
_NOT_PROMISED = frozenset({"achieved", "estimate", "forecast", "target"})
_PROMISED = re.compile(
    r"\b(?:announc\w+|committ?\w*|commits|pledg\w+|promis\w+|allocat\w+|set aside|invest\w*|fund(?:s|ing|ed)?|grants?|package|new money)\b",
    re.I,
)


def announced_before(draft: Draft, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """One line where a source well before those cited gives the sum that the answer's one statement tells, or nothing.

    Only sums that are promised, and only documents dated to the day: a month may hold both.
    """
    if len(draft.statements) != 1 or draft.derivation:
        return ()
    statement = draft.statements[0]
    told = _sum(statement)
    dates = [_day(quote.evidence) for quote in statement.quotes]
    cited = min((day for day in dates if day), default=None)
    if told is None or cited is None:
        return ()
    before = [
        (day, one)
        for one in evidence
        for day in [_day(one)]
        if day and (cited - day).days > _ONE_ANNOUNCEMENT and any(_same(told, figure) for figure in one.figures)
    ]
    if not before:
        return ()
    _, first = min(before, key=lambda each: each[0])
    document = first.document
    return (
        f"Previously announced: {document.publisher or document.title} gave the same figure on {british_date(document.date)}.",
    )


def _sum(statement: Statement) -> Figure | None:
    for quote in statement.quotes:
        for figure in quote.evidence.figures:
            if is_currency(figure.quantity.unit) and figure.quantity.text in statement.text:
                words = quote.evidence.passage.text[slice(*figure.sentence)]
                return figure if _PROMISED.search(words) and not figure.basis & _NOT_PROMISED else None
    return None


def _same(told: Figure, figure: Figure) -> bool:
    return (
        told.quantity.value == figure.quantity.value
        and compare(told, figure).relation is Relation.SAME
        and compare(figure, told).relation is Relation.SAME
    )


def _day(one: Evidence) -> date | None:
    return date.fromisoformat(one.document.date) if len(one.document.date) == len("2024-03-06") else None
