"""Questions with labelled evidence as examples to learn from: the figures found for each, and which of them are right.

A figure is a right answer where the expected answer's value is read at it and its passage overlaps the labelled
evidence, or its sentence has much of its words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering import ranking
from assistant.answering.question import Question, read_question
from assistant.figures import Figure, Quantity, read
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Relation
from assistant.figures.words import terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence, Retriever
from assistant.settings import settings

_KINDS = frozenset({"figure", "deadline", "near_miss", "purpose"})
#: The share of words at which another passage is on the same figure.
_SAME_WORDS = 0.35


@dataclass(frozen=True, slots=True)
class Example:
    """One question with the figures found for it, their features, and which are right. `group` is the document asked about."""

    kind: str
    group: str
    question: Question
    found: tuple[tuple[Evidence, Figure, tuple[float, ...]], ...]
    right: tuple[bool, ...]

    @property
    def features(self) -> list[tuple[float, ...]]:
        return [features for _, _, features in self.found]


def examples(path: Path, retriever: Retriever) -> list[Example]:
    """The training questions of a file with the figures that retrieval finds for them."""
    made = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] not in _KINDS:
            continue
        question = read_question(row["question"])
        evidence = retriever.retrieve(row["question"], top=settings().evidence)
        weighing = ranking.Weighing(question, evidence)
        found = tuple(
            (one, figure, features)
            for rank, one in enumerate(evidence)
            for figure, features in ranking.featured(question, one, rank, weighing)
        )
        right = tuple(_is_right(row, one, figure) for one, figure, _ in found)
        if found:
            made.append(Example(row["kind"], row["document_id"] or row["id"], question, found, right))
    return made


def _is_right(row: dict[str, Any], evidence: Evidence, figure: Figure) -> bool:
    if row["kind"] == "near_miss":
        return False
    expected = [quantity for answer in row["answers"] or row["evidence"] for quantity in read(answer)]
    if not any(same_value(quantity, figure.quantity) for quantity in expected):
        return False
    text = evidence.passage.text
    if any(text[:80] in words or words[:80] in text or figure.quantity.text in words for words in row["evidence"]):
        return True
    # Several documents state one figure: a sentence with the value and the words of the evidence is right too.
    labelled = set(terms(with_names(" ".join(row["evidence"]))))
    held = set(terms(with_names(" ".join((text[slice(*figure.sentence)], *evidence.passage.headings[-1:])))))
    return len(held & labelled) >= _SAME_WORDS * (min(len(held), len(labelled)) or 1)


def same_value(expected: Quantity, held: Quantity) -> bool:
    """Whether the values agree; a label without its unit ("38 million", "-1,725m") agrees with any unit's."""
    if value_agreement(expected, held) is not Relation.DIFFERS:
        return True
    amounts = expected.amount, held.amount
    return expected.unit == "number" and None not in amounts and abs(amounts[0] or 0) == abs(amounts[1] or 0)
