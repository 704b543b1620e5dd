"""Ranking on the documents of an index: where the expected figures stand, and how many questions are answered right.

    python -m assistant.evaluation.ranking_benchmark QUESTIONS.jsonl --index NAME [--wrong]

A line is {"id", "kind", "question", "evidence", "answers"}, as the training questions have it; kinds without figures are left out.
A hit at k: every expected value stands among the first k passages, in the fused order of the search and in the order of their
likeliest figures. An answer is right where it shows every expected value.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.question import read_question
from assistant.answering.ranking import candidates
from assistant.evaluation.examples import same_value
from assistant.evaluation.intervals import proportion
from assistant.evaluation.score import show
from assistant.figures import Figure, Quantity, read
from assistant.retrieval import Evidence
from assistant.settings import settings

_KINDS = frozenset({"figure", "deadline", "purpose", "list", "comparison"})
_DEPTHS = (1, 3, 10)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", default="default")
    parser.add_argument("--wrong", action="store_true", help="print each question that is not answered right")
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines()]
    hits: dict[str, list[int]] = {"fused": [], "ranked": []}
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    with Assistant.open(options.index) as assistant:
        for row in rows:
            expected = [quantity for answer in row["answers"] for quantity in read(answer)[:1]]
            if row["kind"] not in _KINDS or not expected:
                continue
            evidence = assistant.retriever.retrieve(row["question"], top=settings().evidence)
            ranked = candidates(read_question(row["question"]), evidence)
            hits["fused"].append(_depth(expected, evidence))
            hits["ranked"].append(_depth(expected, dict.fromkeys(one.evidence for one in ranked)))
            answer = assistant.ask(row["question"])
            end = ended(expected, answer.status, [one.figure for one in answer.figures])
            ends[row["kind"]][end] += 1
            ends["all"][end] += 1
            if options.wrong and end != "right":
                print(f"{end} | {row['question']} | {row['answers']} | {answer.text}")
    for name, depths in hits.items():
        shares = "  ".join(
            f"hit@{top} {show(proportion(sum(d <= top for d in depths), len(depths)))}" for top in _DEPTHS
        )
        print(f"{name:8} {shares}")
    for kind, counted in ends.items():
        total = sum(counted.values())
        print(
            f"{kind:12} right {show(proportion(counted['right'], total))}  "
            + "  ".join(f"{end} {count}" for end, count in counted.most_common() if end != "right")
        )
    return 0


def _depth(expected: Sequence[Quantity], passages: Iterable[Evidence]) -> int:
    """How many passages it takes until every expected value has stood in one."""
    missing = list(expected)
    for place, one in enumerate(passages, 1):
        missing = [want for want in missing if not any(same_value(want, held.quantity) for held in one.figures)]
        if not missing:
            return place
    return 10**6


def ended(expected: Sequence[Quantity], status: Status, shown: Sequence[Figure]) -> str:
    """How a question ended: "right", "in a partial answer", "partial", "some", "wrong" or "refused"."""
    if status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE):
        return "refused"
    held = [any(same_value(want, one.quantity) for one in shown) for want in expected]
    if status is Status.PARTIAL:
        return "in a partial answer" if all(held) else "partial"
    return "right" if all(held) else "some" if any(held) else "wrong"


if __name__ == "__main__":
    raise SystemExit(main())
