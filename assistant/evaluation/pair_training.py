"""Teach which computation a question asks for and which two figures it takes, by the labelled comparisons: `make train`.

Both are reported on questions about documents that they were not taught by.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from assistant.answering import pairing
from assistant.answering.asked_operation import ASKED, operation_runs
from assistant.answering.combining import figures_for
from assistant.answering.pairing import FEATURES, Pair, judged, pairs
from assistant.answering.question import read_question
from assistant.answering.word_model import WordModel
from assistant.evaluation.word_training import counted, fit_words
from assistant.figures import read
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Relation
from assistant.index import Index
from assistant.retrieval import Retriever
from assistant.settings import settings

_FOLDER = Path(pairing.__file__).parent
Vector = NDArray[np.float64]
_FOLDS, _SMALL, _PENALTY = 5, 0.05, 2e-3
#: How many times as often readers ask for a computation as the writers of the training questions did.
_MORE = 3.0
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def operation_of(row: Mapping[str, Any]) -> str:
    """The class of a training question, by the working of its label.

    >>> operation_of({"kind": "comparison", "derived": {"working": "£311m - £180m = £131m", "unit": "GBP"}})
    'difference'
    """
    if row["kind"] != "comparison" or not row.get("derived"):
        return "none"
    working, unit = row["derived"]["working"].split("=")[0], row["derived"]["unit"]
    signs = set(re.findall(r"(?<=[\s\d%a-z)])[-−+/÷×x](?=[\s\d£(])", working))
    if signs & {"/", "÷"}:
        return "times" if "time" in unit else "share" if unit.startswith("percent") else "each"
    if signs & {"-", "−"}:
        return "difference"
    return "sum" if "+" in signs else "none"


@dataclass(frozen=True, slots=True)
class Example:
    """A question's pairs of figures, and which are those of its label. `group` is its document."""

    group: str
    asked: str
    made: tuple[Pair, ...]
    right: tuple[bool, ...]


def examples(rows: Sequence[Mapping[str, Any]], retriever: Retriever) -> list[Example]:
    """The questions of two operands with the pairs that are found for them."""
    found = []
    for row in rows:
        asked = operation_of(row)
        operands = [quantity for text in row["answers"] for quantity in read(text)[:1]]
        if asked == "none" or len(operands) != 2:
            continue
        question = read_question(row["question"])

        evidence = retriever.retrieve(row["question"], top=settings().evidence)
        ranked, surroundings = figures_for(question, evidence, retriever.section)
        made = tuple(pairs(question, asked, ranked, surroundings))
        right = tuple(
            any(
                value_agreement(one, pair.first.figure.quantity) is not Relation.DIFFERS
                and value_agreement(other, pair.second.figure.quantity) is not Relation.DIFFERS
                for one, other in (operands, operands[::-1])
            )
            for pair in made
        )
        found.append(Example(row["document_id"] or row["id"], asked, made, right))
    return found


def fit(data: Sequence[Example]) -> dict[str, float]:
    """Conditional logit over each question's pairs and none of them; penalised by the squared weights of the standardised features."""
    data = [one for one in data if one.made]
    plain = np.array([pair.features for one in data for pair in one.made])
    spread = plain.std(axis=0)
    spread[spread == 0] = 1.0
    blocks, labels, sizes = [], [], []
    for one in data:
        rows = np.array([pair.features for pair in one.made]) / spread
        block = np.zeros((len(rows) + 1, len(FEATURES) + 1))
        block[:-1, :-1] = rows
        block[-1, -1] = 1.0
        blocks.append(block)
        labels.extend([*one.right, not any(one.right)])
        sizes.append(len(block))
    rows, right = np.vstack(blocks), np.array(labels)
    starts = np.cumsum([0, *sizes[:-1]])
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: Vector) -> tuple[float, Vector]:
        totals = rows @ weights
        powers = np.exp(totals - np.maximum.reduceat(totals, starts)[owner])
        share = powers / np.add.reduceat(powers, starts)[owner]
        hit = np.add.reduceat(share * right, starts)
        penalty = weights.copy()
        penalty[-1] = 0.0
        return (
            float(-np.log(hit).mean() + _PENALTY * penalty @ penalty),
            rows.T @ (share - share * right / hit[owner]) / len(sizes) + 2 * _PENALTY * penalty,
        )

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights = {name: round(float(value), 4) for name, value in zip(FEATURES, found[:-1] / spread, strict=True)}
    return weights | {"none": round(float(found[-1]), 4)}


def report(data: Sequence[Example]) -> None:
    """How often the likeliest pair is right on documents held out, by how likely it is said to be."""
    sure: list[tuple[float, bool]] = []
    for train, test in GroupKFold(_FOLDS).split(data, groups=[one.group for one in data]):
        weights = fit([data[place] for place in train])
        for one in (data[place] for place in test):
            best = judged(one.made, weights)
            labels = dict(zip(map(id, one.made), one.right, strict=True))
            sure.append((best[0][0], labels[id(best[0][1])]) if best else (0.0, False))
    reachable = sum(any(one.right) for one in data)
    print(
        f"{len(data)} questions of two operands, both found for {reachable}; first pair right for {sum(ok for _, ok in sure)}"
    )
    for threshold in _THRESHOLDS:
        kept = [ok for chance, ok in sure if chance >= threshold]
        print(f"  likelier than {threshold}: {len(kept)}, right {sum(kept)}")


def fit_operations(rows: Sequence[Mapping[str, Any]]) -> WordModel:
    """The words that tell what is to be computed; printed is how they do on documents held out."""
    runs = [operation_runs(row["question"]) for row in rows]
    labels = [operation_of(row) for row in rows]
    groups = [row["document_id"] or row["id"] for row in rows]
    names = np.array(sorted(ASKED))
    codes = [int(np.flatnonzero(names == label)[0]) for label in labels]  # cross_val_predict passes on no names
    model = make_pipeline(counted(), _teller(range(len(names))))
    held_out = cross_val_predict(model, runs, codes, cv=GroupKFold(_FOLDS), groups=groups, method="predict_proba")
    best, asked = names[held_out.argmax(axis=1)], np.array(labels)
    for threshold in _THRESHOLDS:
        computed = held_out[:, names == "none"][:, 0] < 1 - threshold
        print(
            f"  asked with chance {threshold}: found {computed[asked != 'none'].mean():.3f}, of other questions {computed[asked == 'none'].mean():.4f}, "
            f"rightly named {(best == asked)[computed & (asked != 'none')].mean():.3f}"
        )
    return fit_words(runs, labels, ASKED, _teller(names), _SMALL)


def _teller(keys: Iterable[Any]) -> LogisticRegression:
    """A regression for the classes of those keys, in the order of their names."""
    weight = {key: 1.0 if name == "none" else _MORE for key, name in zip(keys, sorted(ASKED), strict=True)}
    return LogisticRegression(max_iter=300, tol=1e-3, C=0.2, class_weight=weight)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", help="JSONL files of training questions, each as FILE or FILE@INDEX")
    data: list[Example] = []
    every: list[Mapping[str, Any]] = []
    for given in parser.parse_args().questions:
        path, _, name = given.partition("@")
        rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
        every += rows
        with Index.open(name or "default") as index:
            data += examples(rows, Retriever(index))
    report(data)
    (_FOLDER / "pairs.json").write_text(json.dumps(fit(data), indent=1) + "\n", "utf-8")
    (_FOLDER / "operations.json").write_text(fit_operations(every).to_json(), "utf-8")


if __name__ == "__main__":
    main()
