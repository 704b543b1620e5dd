"""How a question's words and a figure's clause agree beyond single words: what is asked of the figure and what is said of it.

"How much more" asks for a change, "what did it cost" for a cost: both are read by the cues that describe figures, in the
question with its asking words in the figure's place. Each tag is one feature for being shared, asked and not said, said and not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.answering.question import Question
from assistant.figures.cues import basis_of, sense_of
from assistant.figures.quantity import Figure
from assistant.figures.words import terms
from assistant.index.fulltext import with_names

_ASKING = re.compile(
    r"\bhow (?:much|many|far|long|big)\b|\b(?:what|which) (?:share|proportion|percentage|per ?cent|fraction|date|year|number|figure|amount|sum)\b"
    r"|\bwhat(?:['’]s| is| was| are| were)?\b|\bwhen\b",
    re.I,
)
SENSES = (
    "saving", "cost", "change", "level", "start", "original", "part", "per_year", "per_month", "per_week", "per_day", "total", "average", "asked", "allocated",
    "up", "down", "over", "under",
)  # fmt: skip
BASES = (
    "real", "cash", "capital", "resource", "estimate", "new", "previously_announced", "forecast", "target", "achieved",
)  # fmt: skip
_TAGS = (*SENSES, *BASES)
FEATURES = (
    *(f"{tag}_{how}" for tag in _TAGS for how in ("shared", "unsaid", "unasked")),
    "word_pairs",
    "subject",
    "subject_precision",
)


@lru_cache(maxsize=512)
def asked_of(question: str) -> frozenset[str]:
    """The sense and basis tags that a question asks of its figure."""
    clause, found = _ASKING.subn("#", question, count=1)
    clause = clause if found else f"# is {clause}"
    return sense_of(clause) | basis_of(clause)


@lru_cache(maxsize=32768)
def named_terms(text: str) -> tuple[str, ...]:
    """The content stems of a text with the full names of its organisations."""
    return terms(with_names(text))


def matched(question: Question, figure: Figure, sentence: str, heading: str) -> tuple[float, ...]:
    """The features of one figure, in the order of `FEATURES`; `heading` is its document's title and its headings."""
    asked, said = asked_of(question.text), figure.sense | figure.basis
    if "start" in said:
        said |= {"original"}
    own = named_terms(question.text)
    pairs = _pairs(own)
    about = set(named_terms(f"{figure.subject} {figure.quantity.noun} {figure.lead}"))
    shared = len(about & set(own))
    tags = [0.0] * (3 * len(_TAGS))
    for place, tag in enumerate(_TAGS):
        if tag in asked or tag in said:
            tags[3 * place + (0 if tag in asked and tag in said else 1 if tag in asked else 2)] = 1.0
    return (
        *tags,
        len(pairs & (_pairs(named_terms(sentence)) | _pairs(named_terms(heading)))) / (len(pairs) or 1),
        shared / (len(own) or 1),
        shared / (len(about) or 1),
    )


def _pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))
