"""The cell of a table that a question names: its row by the label's words, its column by the period or the heading.

A question that holds the words of a row's label and the year of one of its columns asks for that cell, however the rest is worded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answering.question import Question
from assistant.answering.ranking import Candidate, passage_words
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import synonyms, terms

#: Least share of a label's words in the question, least of them, and least share of the question's words that the table and its row hold.
_LABEL, _WORDS, _TABLE = 0.75, 3, 0.6
_DATES = re.compile(
    r"\b(?:from|to|until|by|since|in)?\s*(?:\d{1,2}\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\d[\d,.\-/]*",
    re.I,
)


def named_cell(question: Question, ranked: Sequence[Candidate]) -> Candidate | None:
    """The figure of the row whose label the question holds, in the column of the period it asks for.

    None where no label is held to three quarters of its words, where the row has no figure for the period, or where the question asks
    for much that neither the row nor its table says. Of several rows the one that holds most of the question's words wins.
    """
    asked = set(terms(_DATES.sub(" ", question.text)))
    best: tuple[float, Candidate] | None = None
    for candidate in ranked:
        if not candidate.evidence.passage.columns or candidate.figure.quantity.unit in TEMPORAL_UNITS:
            continue
        if not _is_column(question, candidate):
            continue
        score = _held(asked, candidate)
        if score and (best is None or score > best[0]):
            best = (score, candidate)
    return best[1] if best else None


def _held(asked: set[str], candidate: Candidate) -> float:
    """How much of the question the row's label says; 0 where it is not named."""
    label = set(terms(_DATES.sub(" ", candidate.figure.subject.rsplit(", ", 1)[0])))
    shared = {term for term in label if term in asked or synonyms(term) & asked}
    if len(shared) < min(_WORDS, len(asked)) or len(shared) < _LABEL * len(label):
        return 0.0
    around = set(terms(f"{passage_words(candidate.evidence)} {candidate.evidence.document.publisher}"))
    said = {term for term in asked if term in around or synonyms(term) & around}
    if len(said) < _TABLE * len(asked):
        return 0.0
    return len(shared) + len(shared) / len(label) + len(said) / len(asked)


def _is_column(question: Question, candidate: Candidate) -> bool:
    """Whether the figure's column is of a period that the question names, where it names one."""
    if not question.periods:
        return True
    period = candidate.figure.period
    own = {value for value in (period.start, period.end) if value} if period else set()
    # A period in the row's own label says what the row is, not which column is asked for.
    label = candidate.figure.subject.rsplit(", ", 1)[0]
    asked = Counter(question.periods)
    asked.subtract(one for one in asked if one in label)
    return bool(own & ({one for one, count in asked.items() if count > 0} or set(question.periods)))
