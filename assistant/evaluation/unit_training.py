"""Teach which kind of unit a question asks for, by the units of the figures that answer the training questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.answering import asked_unit, ranking
from assistant.answering.asked_unit import KINDS, UnitModel, kind_of, unit_features, word_runs
from assistant.evaluation.examples import Example

#: Questions of these kinds ask for one figure.
_ONE_FIGURE = frozenset({"figure", "deadline"})
#: Runs of words of fewer questions than this are left out, and weights that are all less than this.
_FEWEST, _SMALL = 2, 0.1
_FIRST = ranking.FEATURES.index(asked_unit.FEATURES[0])


def fit_units(data: Sequence[Example]) -> UnitModel:
    """The model of the questions that a figure answers, each of the kind that most of its right figures have.

    Limits: the questions must ask for three kinds or more between them.
    """
    kinds = [_kind(one) for one in data]
    runs = [word_runs(one.question.text, one.question.want) for one, kind in zip(data, kinds, strict=True) if kind]
    counts = CountVectorizer(analyzer=sorted, min_df=_FEWEST, binary=True)
    model = LogisticRegression(max_iter=3000)
    model.fit(counts.fit_transform(runs), [kind for kind in kinds if kind])
    rows = {
        kind: (weights, start)
        for kind, weights, start in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }
    nothing = (np.zeros(len(counts.vocabulary_)), -10.0)
    columns, intercepts = zip(*(rows.get(kind, nothing) for kind in KINDS), strict=True)
    weights = {
        run: tuple(round(float(column[place]), 2) for column in columns)
        for run, place in sorted(counts.vocabulary_.items())
        if max(abs(column[place]) for column in columns) >= _SMALL
    }
    return UnitModel(tuple(round(float(one), 2) for one in intercepts), weights)


def _kind(example: Example) -> str | None:
    if example.kind not in _ONE_FIGURE:
        return None
    units = Counter(
        kind_of(figure.quantity.unit)
        for (_, figure, _), right in zip(example.found, example.right, strict=True)
        if right
    )
    return units.most_common(1)[0][0] if units else None


def cross_fitted(data: Sequence[Example], folds: int) -> list[Example]:
    """The examples with the features of units as a model has them that was taught by other documents' questions."""
    made = list(data)
    for train, test in GroupKFold(folds).split(data, groups=[one.group for one in data]):
        model = fit_units([data[place] for place in train])
        for place in test:
            made[place] = _with_units(data[place], model)
    return made


def _with_units(example: Example, model: UnitModel) -> Example:
    chances = model.chances(word_runs(example.question.text, example.question.want))
    last = _FIRST + len(asked_unit.FEATURES)
    found = tuple(
        (evidence, figure, (*own[:_FIRST], *unit_features(chances, figure.quantity.unit), *own[last:]))
        for evidence, figure, own in example.found
    )
    return replace(example, found=found)
