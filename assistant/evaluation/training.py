"""Train the figure scorer of `answering.ranking` on questions with labelled evidence: `make train`.

The confidence is fitted to rankings of documents that the scorer was not trained on, and both are reported on such
documents (folds by document), as a ranker must be judged.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answering import asked_unit, confidence, ranking
from assistant.evaluation.examples import Example, examples
from assistant.evaluation.unit_training import cross_fitted, fit_units
from assistant.index import Index
from assistant.retrieval import Retriever

WEIGHTS = Path(ranking.__file__).with_name("weights.json")
UNITS = Path(ranking.__file__).with_name("asked_units.json")
Vector = NDArray[np.float64]
#: The weights by the style of a question.
Weights = Mapping[str, Mapping[str, float]]
#: Weight of the squared weights in the loss.
_PENALTY = 5e-2
#: Features that say how well figure and question match, and so the bounds of each feature's weight.
_MATCHING = frozenset(
    {
        "clause",
        "sentence",
        "passage",
        "context",
        "all",
        "before",
        "fused",
        "cosine",
        "reciprocal_rank",
        "text_reciprocal",
    }
    | {name for name in ranking.FEATURES if name.endswith("likeness")}
    | {*asked_unit.FEATURES}
)
_BOUNDS = [(0.0 if name in _MATCHING else None, None) for name in ranking.FEATURES]
_FOLDS = 5
#: Fewest content words of the questions that teach how to rank for those in many words.
_TEACHES_FULL = ranking.FULL - 1
_THRESHOLDS = tuple(place / 20 for place in range(1, 19))


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Conditional logit (McFadden 1974): the probability of the right figures among all found for their question.

    Penalised by the squared weights of the standardised features; weights come back for the features as they are. A better
    match never counts against a figure: the questions trained on avoid the sources' words, which those of readers need not.
    """
    kept = [one for one in data if any(one.right)]
    scaler = StandardScaler().fit([features for one in kept for features in one.features])
    rows = scaler.transform([features for one in kept for features in one.features])
    right = np.array([label for one in kept for label in one.right])
    starts = np.cumsum([0, *(len(one.right) for one in kept[:-1])])
    owner = np.repeat(np.arange(len(kept)), [len(one.right) for one in kept])

    def loss(weights: Vector) -> tuple[float, Vector]:
        totals = rows @ weights
        powers = np.exp(totals - np.maximum.reduceat(totals, starts)[owner])
        share = powers / np.add.reduceat(powers, starts)[owner]
        hit = np.add.reduceat(share * right, starts)
        among = share * right / hit[owner]
        return (
            float(-np.log(hit).mean() + _PENALTY * weights @ weights),
            rows.T @ (share - among) / len(kept) + 2 * _PENALTY * weights,
        )

    found = minimize(
        loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", bounds=_BOUNDS, options={"maxiter": 300}
    )
    plain = found.x / scaler.scale_
    return {name: round(float(value), 5) for name, value in zip(ranking.FEATURES, plain, strict=True)} | {
        "intercept": 0.0
    }


def fit_styles(data: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The weights for questions in few words, which all teach, and for those in many, which only such teach."""
    full = [one for one in data if len(one.question.terms) >= _TEACHES_FULL]
    return {"terse": fit(data), "full": fit(full)}


@dataclass(frozen=True, slots=True)
class Sure:
    """The first figure of each example: what the ranking says of it, whether it is right, and the kind of its question."""

    rows: list[tuple[float, ...]]
    right: NDArray[np.bool_]
    kinds: list[str]


def firsts(data: Sequence[Example], weights: Weights) -> Sure:
    """What confidence is judged by, for the examples as the weights rank them."""
    rows, right, kinds = [], [], []
    for one in data:
        if one.kind == "purpose":
            continue
        ranked = ranking.ranked(one.found, weights[ranking.style(one.question)])
        correct = {id(figure) for (_, figure, _), label in zip(one.found, one.right, strict=True) if label}
        answers = [candidate for candidate in ranked if one.question.accepts(candidate.figure) > 0.1]
        if answers:
            rows.append(confidence.evidence_of(one.question, answers))
            right.append(id(answers[0].figure) in correct)
            kinds.append(one.kind)
    return Sure(rows, np.array(right), kinds)


def fit_confidence(known: Sure) -> tuple[dict[str, float], list[dict[str, float]]]:
    """Logistic regression on each question's first figure: is it right? With the curve of precision by threshold."""
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, C=0.05))
    sure = cross_val_predict(model, known.rows, known.right, cv=_FOLDS, method="predict_proba")[:, 1]
    missing = np.array([kind == "near_miss" for kind in known.kinds])
    curve = []
    for threshold in _THRESHOLDS:
        kept = sure >= threshold
        curve.append(
            {
                "threshold": threshold,
                "precision": round(float(known.right[kept].mean()), 3) if kept.any() else 1.0,
                "right_kept": round(float(kept[known.right].mean()), 3),
                "unanswerable_refused": round(float((~kept)[missing].mean()), 3),
            }
        )
    model.fit(known.rows, known.right)
    return _unscaled((*confidence.TRUSTED, *confidence.SURENESS), model[0], model[1]), curve


def _unscaled(names: Sequence[str], scaler: StandardScaler, model: LogisticRegression) -> dict[str, float]:
    """A regression's weights for features as they are."""
    plain = model.coef_[0] / scaler.scale_
    result = {name: round(float(value), 5) for name, value in zip(names, plain, strict=True)}
    result["intercept"] = round(float(model.intercept_[0] - np.sum(plain * scaler.mean_)), 5)
    return result


def hits(data: Sequence[Example], weights: Weights) -> tuple[float, float, float]:
    """The share of answerable questions with a right figure among the first 1, 3 and 10."""
    vectors = {style: np.array([own[name] for name in ranking.FEATURES]) for style, own in weights.items()}
    ranks = []
    for one in data:
        if one.kind == "near_miss":
            continue
        order = np.argsort(-(np.array(one.features) @ vectors[ranking.style(one.question)])).tolist()
        ranks.append(next((rank for rank, place in enumerate(order) if one.right[place]), 10_000))
    return tuple(sum(rank < top for rank in ranks) / len(ranks) for top in (1, 3, 10))  # type: ignore[return-value]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", help="JSONL files of training questions, each as FILE or FILE@INDEX")
    parser.add_argument(
        "--curve", type=Path, default=Path("eval/confidence.csv"), help="where precision by threshold goes"
    )
    options = parser.parse_args()
    data: list[Example] = []
    for given in options.questions:
        path, _, name = given.partition("@")
        with Index.open(name or "default") as index:
            data += examples(Path(path), Retriever(index))
    units = fit_units(data)
    data = cross_fitted(data, _FOLDS)
    held_out, first = [], Sure([], np.array([], dtype=bool), [])
    for train, test in GroupKFold(_FOLDS).split(data, groups=[one.group for one in data]):
        unseen = [data[place] for place in test]
        weights = fit_styles([data[place] for place in train])
        held_out.append(hits(unseen, weights))
        some = firsts(unseen, weights)
        first = Sure(first.rows + some.rows, np.concatenate([first.right, some.right]), first.kinds + some.kinds)
    weights = fit_styles(data)
    print(f"{len(data)} questions; a right figure among the first 1 / 3 / 10:")
    print("  documents held out ", " / ".join(f"{value:.3f}" for value in np.mean(held_out, axis=0)))
    print("  documents trained on", " / ".join(f"{value:.3f}" for value in hits(data, weights)))
    sure, curve = fit_confidence(first)
    for row in curve:
        print("  ".join(f"{name} {value:.3f}" for name, value in row.items()))
    with options.curve.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(curve[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(curve)
    UNITS.write_text(units.to_json(), "utf-8")
    WEIGHTS.write_text(json.dumps({**weights, "confidence": sure}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
