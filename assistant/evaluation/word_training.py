"""Teach a model of words: which class a question is of, by its runs of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.answering.word_model import WordModel

#: Runs of words of fewer questions than this are left out.
_FEWEST = 2
#: The score of a class that no question is of: next to never.
_NEVER = -10.0


def counted() -> CountVectorizer:
    """The runs of words of questions as columns."""
    return CountVectorizer(analyzer=sorted, min_df=_FEWEST, binary=True)


def fit_words(
    runs: Sequence[frozenset[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    model: LogisticRegression,
    least: float,
) -> WordModel:
    """The model for these classes; a run whose weights are all less than `least` is left out.

    Limits: the questions must be of three classes or more between them.
    """
    columns = counted()
    model.fit(columns.fit_transform(runs), labels)
    known = dict(zip(model.classes_, zip(model.intercept_, model.coef_, strict=True), strict=True))
    never = (_NEVER, np.zeros(len(columns.vocabulary_)))
    intercepts, rows = zip(*(known.get(name, never) for name in classes), strict=True)
    weights = {
        run: tuple(round(float(row[place]), 2) for row in rows)
        for run, place in sorted(columns.vocabulary_.items())
        if max(abs(row[place]) for row in rows) >= least
    }
    return WordModel(tuple(classes), tuple(round(float(one), 2) for one in intercepts), weights)
