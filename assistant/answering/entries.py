"""A list that is asked for entry by entry: the rows of the table whose first column is what the entries are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question import Question, is_currency
from assistant.answering.ranking import Candidate, candidates
from assistant.answering.sections import GENERIC
from assistant.answering.splits import Section
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import coverage, stem, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

#: "By department", "at each kind of body", "for every year".
_BY = re.compile(
    r"\b(?:by|(?:(?:for|at|in|over|of|to|on|from) )?(?:each|every)(?: of the)?) (?:(?:kind|type|sort) of )?(?P<of>(?!(?:how|what|when|which|whom|whose|then|now|the|its|that|this|one|far|more|less)\b)[a-z]{3,})\b(?! (?:and|or) how\b)",
    re.I,
)
#: Least share of what else the question says that the table, its titles and its document hold; fewest and most entries.
_COVER, _FEW, _MOST = 0.6, 2, 12
_KINDS = terms("kind type sort")
#: How well a figure's unit has to answer beside the best of the table's.
_ACCEPTED = 0.6


def entry_of(question: Question) -> str:
    """The stem of what a question asks a figure for each of; empty where it asks for one figure."""
    found = _BY.search(question.text)
    return stem(found["of"].lower()) if found else ""


def entries(question: Question, evidence: Sequence[Evidence], section: Section) -> tuple[Candidate, ...]:
    """A figure for each row of the table that the question asks for by its first column; none where no table has such rows.

    Of tables that hold as much of the question the first found is taken. Of rows with several figures those of the first column that answers are taken.
    """
    of = entry_of(question)
    if not of:
        return ()
    asked = tuple(term for term in question.terms if term not in (of, *_KINDS) and term not in GENERIC)
    best: tuple[float, tuple[Candidate, ...]] = 0.0, ()
    for key, one in {(one.document.id, one.passage.headings): one for one in reversed(evidence)}.items():
        rows = [each for each in section(one) if each.passage.columns and of in terms(each.passage.columns[0])]
        if key and len(rows) >= _FEW:
            cover = coverage(asked, terms(with_names(_around(rows))))
            made = _figures(question, rows) if cover >= max(_COVER, best[0]) else ()
            best = (cover, made) if made else best
    return best[1]


def _around(rows: Sequence[Evidence]) -> str:
    document, passage = rows[0].document, rows[0].passage
    titles = (document.title, document.publisher, *passage.headings, passage.lead, passage.table_title)
    return " ".join((*titles, *passage.columns, *(one.passage.text for one in rows)))


def _figures(question: Question, rows: Sequence[Evidence]) -> tuple[Candidate, ...]:
    """The figures of the first column that has one that answers in several rows, in the order of the table."""
    found = [one for one in candidates(question, rows) if one.figure.quantity.unit not in TEMPORAL_UNITS]
    best = max((question.accepts(one.figure) for one in found), default=0.0)
    columns: dict[int, list[Candidate]] = {}
    for one in found:
        if question.accepts(one.figure) >= _ACCEPTED * best:
            columns.setdefault(_column(one), []).append(one)
    for place in sorted(columns):
        values = columns[place]
        single = len({one.evidence.passage.id for one in values}) == len(values)
        kinds = {is_currency(one.figure.quantity.unit) for one in values}
        if place and single and len(kinds) == 1 and _FEW <= len(values) <= _MOST:
            return tuple(sorted(values, key=lambda one: one.evidence.number))
    return ()


def _column(one: Candidate) -> int:
    """Where in its row a figure stands; 0 in the label."""
    text = one.evidence.passage.text
    return text.count("|", 0, one.figure.quantity.start) - text.startswith("|")
