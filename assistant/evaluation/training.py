"""Train the figure scorer of `answering.ranking` on questions with labelled evidence: `make train`.

A figure is a right answer where the expected answer's value is read at it and its passage overlaps the labelled
evidence, or its sentence has much of its words. Reported on documents held out from training (grouped by document), as a ranker must be judged.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answering import ranking
from assistant.answering.question import read_question
from assistant.figures import Figure, read
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Relation
from assistant.figures.words import terms
from assistant.index import Index
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence, Retriever
from assistant.settings import settings

WEIGHTS = Path(ranking.__file__).with_name("weights.json")
Vector = NDArray[np.float64]
#: Weight of the squared weights in the loss, and the share of words at which another passage is on the same figure.
_PENALTY, _SAME_WORDS = 1e-3, 0.35
_KINDS = frozenset({"figure", "deadline", "near_miss", "purpose"})


@dataclass(frozen=True, slots=True)
class Example:
    """One question's candidate figures: their features, which are right, and the document asked about."""

    document_id: str
    answerable: bool
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]


def examples(path: Path, retriever: Retriever) -> list[Example]:
    """The training questions of a file with the candidates that retrieval finds for them."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] not in _KINDS:
            continue
        question = read_question(row["question"])
        evidence = retriever.retrieve(row["question"], top=settings().evidence)
        weighing = ranking.Weighing(question, evidence)
        pairs = [
            (one, figure, features)
            for rank, one in enumerate(evidence)
            for figure, features in ranking.featured(question, one, rank, weighing)
        ]
        right = tuple(_is_right(row, one, figure) for one, figure, _ in pairs)
        found.append(
            Example(
                row["document_id"] or "none",
                row["kind"] != "near_miss",
                tuple(features for _, _, features in pairs),
                right,
            )
        )
    return found


def _is_right(row: dict[str, Any], evidence: Evidence, figure: Figure) -> bool:
    if row["kind"] == "near_miss":
        return False
    expected = [quantity for answer in row["answers"] or row["evidence"] for quantity in read(answer)]
    if all(value_agreement(quantity, figure.quantity) is Relation.DIFFERS for quantity in expected):
        return False
    text = evidence.passage.text
    if any(text[:80] in words or words[:80] in text or figure.quantity.text in words for words in row["evidence"]):
        return True
    # Several documents state one figure: a sentence with the value and the words of the evidence is right too.
    labelled = set(terms(with_names(" ".join(row["evidence"]))))
    held = set(terms(with_names(" ".join((text[slice(*figure.sentence)], *evidence.passage.headings[-1:])))))
    return len(held & labelled) >= _SAME_WORDS * (min(len(held), len(labelled)) or 1)


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Conditional logit (McFadden 1974): the probability of the right figures among all found for their question.

    Penalised by the squared weights of the standardised features; weights come back for the features as they are.
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

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    plain = found.x / scaler.scale_
    return {name: round(float(value), 5) for name, value in zip(ranking.FEATURES, plain, strict=True)} | {
        "intercept": 0.0
    }


def fit_confidence(path: Path, retriever: Retriever) -> dict[str, float]:
    """Logistic regression on each question's first figure: is it right? Prints precision and refusals by threshold."""
    rows, labels, kinds = [], [], []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] not in ("figure", "deadline", "near_miss"):
            continue
        question = read_question(row["question"])
        found = ranking.candidates(question, retriever.retrieve(row["question"], top=settings().evidence))
        ranked = [one for one in found if question.accepts(one.figure) > 0.1]
        if ranked:
            rows.append((*ranked[0].features, *ranking.sureness(question, ranked)))
            labels.append(_is_right(row, ranked[0].evidence, ranked[0].figure))
            kinds.append(row["kind"])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, C=0.1))
    sure = cross_val_predict(model, rows, labels, cv=5, method="predict_proba")[:, 1]
    right, missing = np.array(labels), np.array([kind == "near_miss" for kind in kinds])
    for threshold in (0.1, 0.15, 0.2, 0.3, 0.4):
        kept = sure > threshold
        print(
            f"confidence over {threshold}: precision {right[kept].mean():.2f}, right kept {kept[right].mean():.2f}, "
            f"unanswerable refused {(~kept)[missing].mean():.2f}"
        )
    model.fit(rows, labels)
    return _unscaled((*ranking.FEATURES, *ranking.SURENESS), model[0], model[1])


def _unscaled(names: Sequence[str], scaler: StandardScaler, model: LogisticRegression) -> dict[str, float]:
    """A regression's weights for features as they are."""
    plain = model.coef_[0] / scaler.scale_
    result = {name: round(float(value), 5) for name, value in zip(names, plain, strict=True)}
    result["intercept"] = round(float(model.intercept_[0] - np.sum(plain * scaler.mean_)), 5)
    return result


def hits(data: Sequence[Example], weights: dict[str, float]) -> tuple[float, float, float]:
    """The share of answerable questions with a right figure among the first 1, 3 and 10."""
    vector = np.array([weights[name] for name in ranking.FEATURES])
    ranks = []
    for one in data:
        if not one.answerable:
            continue
        order = np.argsort(-(np.array(one.features) @ vector)).tolist()
        ranks.append(next((rank for rank, place in enumerate(order) if one.right[place]), 10_000))
    return tuple(sum(rank < top for rank in ranks) / len(ranks) for top in (1, 3, 10))  # type: ignore[return-value]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, help="a JSONL file of training questions")
    parser.add_argument("--index", default="default")
    options = parser.parse_args()
    with Index.open(options.index) as index:
        data = [one for one in examples(options.questions, Retriever(index)) if one.features]
    groups = [one.document_id for one in data]
    held_out = []
    for train, test in GroupKFold(5).split(data, groups=groups):
        held_out.append(hits([data[place] for place in test], fit([data[place] for place in train])))
    weights = fit(data)
    shown = " / ".join(f"{value:.3f}" for value in np.mean(held_out, axis=0))
    print(
        f"{len(data)} questions; right figure at 1 / 3 / 10: {shown} on documents held out, {' / '.join(f'{value:.3f}' for value in hits(data, weights))} on all"
    )
    WEIGHTS.write_text(json.dumps({"figure": weights}, indent=1) + "\n", "utf-8")
    ranking._weights.cache_clear()
    with Index.open(options.index) as index:
        sure = fit_confidence(options.questions, Retriever(index))
    WEIGHTS.write_text(json.dumps({"figure": weights, "confidence": sure}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
