"""Retrieval: whether the passages returned hold what the answer needs. Recall@k, reciprocal rank and nDCG@10.

A passage is relevant to an expected figure when it prints it and either its document is one the table accepts or its
words speak of the measure. A computed figure needs the figures of the rows it is computed from.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.evaluation.matching import agrees, of_case, of_row
from assistant.evaluation.recorded import RecordedAnswer, Retrieved
from assistant.evaluation.scoring.citing import SAME_MEASURE
from assistant.evaluation.suites import Case
from assistant.evaluation.truth import Table
from assistant.figures import read
from assistant.figures.quantity import Quantity
from assistant.figures.words import coverage, terms

DEPTHS = (1, 3, 5, 10, 20)
_NDCG_DEPTH = 10


def retrieval_marks(
    case: Case, answer: RecordedAnswer, table: Table
) -> tuple[float | None, tuple[tuple[int, float], ...], float | None]:
    """(reciprocal rank of the first relevant passage, ((k, recall@k), …), nDCG@10); (None, (), None) where unmeasured.

    nDCG's ideal order is that of the passages returned: what retrieval never returned lowers recall, not nDCG.
    """
    wanted = _wanted(case, table)
    if not wanted or not answer.retrieved:
        return None, (), None
    held = [[_relevant(passage, need, case) for need in wanted] for passage in answer.retrieved]
    first = next((rank for rank, row in enumerate(held, 1) if any(row)), None)
    recall = tuple((k, sum(any(row[i] for row in held[:k]) for i in range(len(wanted))) / len(wanted)) for k in DEPTHS)
    return (1 / first if first else 0.0), recall, _ndcg([float(any(row)) for row in held])


def _ndcg(gains: list[float]) -> float:
    if not any(gains):
        return 0.0
    if len(gains) == 1:
        return 1.0
    from sklearn.metrics import ndcg_score

    return float(ndcg_score([gains], [[-rank for rank in range(len(gains))]], k=_NDCG_DEPTH))


def _wanted(case: Case, table: Table) -> list[tuple[Quantity, tuple[str, ...], tuple[str, ...]]]:
    """(value, words of the measure, accepted documents) for each figure that a right answer rests on."""
    needs = []
    for expected in case.expected:
        row = table.get(expected.commitment_id or "")
        if row is not None:
            needs.append((of_case(expected), terms(f"{row.measure} {row.organisation}"), row.source_ids))
    if case.derived:
        for name in case.commitment_ids:
            if name in table and (value := next(of_row(table[name]), None)):
                needs.append(
                    (value, terms(f"{table[name].measure} {table[name].organisation}"), table[name].source_ids)
                )
    return needs


def _relevant(passage: Retrieved, need: tuple[Quantity, tuple[str, ...], tuple[str, ...]], case: Case) -> bool:
    value, about, sources = need
    if not any(agrees(found, value) for found in _figures(passage.text)):
        return False
    return passage.document_id in sources or coverage(about, terms(passage.text)) >= SAME_MEASURE


@lru_cache(maxsize=8192)
def _figures(text: str) -> tuple[Quantity, ...]:
    return read(text)
