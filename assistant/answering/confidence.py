"""How likely the first of the ranked figures answers: what decides between an answer, the nearest figures and a refusal."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from assistant.answering.question import Question
from assistant.answering.ranking import FEATURES, Candidate, weights_of
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Relation

#: What confidence is judged by of the first figure: few features, since more fit the training questions and carry over worse.
TRUSTED = ("sentence_likeness", "clause_likeness", "missing", "stated", "temporal")
SURENESS = ("score", "log_score", "margin", "question_terms")


def confidence(question: Question, ranked: Sequence[Candidate]) -> float:
    """The probability that the first of the ranked figures answers, judged by its match and its lead over the second.

    A second logistic regression, trained on answerable questions and on ones whose answer no source holds.
    """
    return logistic(weights_of("confidence"), evidence_of(question, ranked))


def evidence_of(question: Question, ranked: Sequence[Candidate]) -> tuple[float, ...]:
    """What confidence is judged by, in the order of `TRUSTED` and `SURENESS`."""
    return (*(ranked[0].features[FEATURES.index(name)] for name in TRUSTED), *sureness(question, ranked))


def sureness(question: Question, ranked: Sequence[Candidate]) -> tuple[float, ...]:
    """What the ranking as a whole says of its first figure, in the order of `SURENESS`.

    Figures of the first's value speak for it together: several sources that print one figure do not compete.
    """
    first = ranked[0].figure.quantity
    agreeing = [one for one in ranked if value_agreement(first, one.figure.quantity) is not Relation.DIFFERS]
    held = {id(one) for one in agreeing}
    best = sum(one.score for one in agreeing if not _is_copy(one, agreeing))
    second = max((one.score for one in ranked if id(one) not in held), default=0.0)
    return best, math.log(max(best, 1e-9)), best - second, float(len(question.terms))


def _is_copy(candidate: Candidate, ranked: Sequence[Candidate]) -> bool:
    """Whether another file of the same document speaks already."""
    document = candidate.evidence.document
    return bool(document.same_as) and any(
        other.evidence.document.source == document.source and other.evidence.document.id != document.id
        for other in ranked
    )


def logistic(weights: Mapping[str, float], values: Sequence[float]) -> float:
    """The probability by weights for `TRUSTED` and `SURENESS` and an intercept."""
    names = (*TRUSTED, *SURENESS)
    total = weights["intercept"] + sum(weights[name] * value for name, value in zip(names, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
