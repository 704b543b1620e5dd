"""Teach which kind of unit a question asks for, by the units of the figures that answer the training questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.answering import asked_unit, ranking
from assistant.answering.asked_unit import KINDS, kind_of, unit_features, unit_runs
from assistant.answering.word_model import WordModel
from assistant.evaluation.examples import Example
from assistant.evaluation.word_training import fit_words

#: Questions of these kinds ask for one figure.
_ONE_FIGURE = frozenset({"figure", "deadline"})
#: Weights that are all less than this are left out.
_SMALL = 0.1
_FIRST = ranking.FEATURES.index(asked_unit.FEATURES[0])


def fit_units(data: Sequence[Example]) -> WordModel:
    """The model of the questions that a figure answers, each of the kind that most of its right figures have."""
    kinds = [_kind(one) for one in data]
    taught = [
        (unit_runs(one.question.text, one.question.want), kind) for one, kind in zip(data, kinds, strict=True) if kind
    ]
    runs, labels = zip(*taught, strict=True)
    return fit_words(runs, labels, KINDS, LogisticRegression(max_iter=3000), _SMALL)


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


def _with_units(example: Example, model: WordModel) -> Example:
    chances = model.chances(unit_runs(example.question.text, example.question.want))
    last = _FIRST + len(asked_unit.FEATURES)
    found = tuple(
        (evidence, figure, (*own[:_FIRST], *unit_features(chances, figure.quantity.unit), *own[last:]))
        for evidence, figure, own in example.found
    )
    return replace(example, found=found)
