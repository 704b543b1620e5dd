"""Are questions refused that no source answers, and the others answered still? Questions that come with their answers, or without one.

    python -m assistant.evaluation.refusals_benchmark QUESTIONS.jsonl [--index NAME] [--half 0|1] [--every N] [--out ENDS.jsonl] [--before ENDS.jsonl]

A line is {"id", "document_id", "kind", "question", "answers"}, as the training questions have it: a `near_miss` has no answer
in the index and asks after what stands near it. Of those are counted the refused, the partial and the answered; of the kinds
`figure` and `deadline` the right, the partial with the right figure, the wrong and the refused. `--half` takes the documents
of one half, told by a hash of their ids; `--every` each Nth of the answerable questions; `--before` an earlier run's ends, against which are counted the
questions that are refused in this run only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant
from assistant.evaluation.intervals import proportion
from assistant.evaluation.ranking_benchmark import ended
from assistant.evaluation.score import show
from assistant.figures import read

_NEAR_MISS = "near_miss"
_KINDS = (_NEAR_MISS, "figure", "deadline")
_REFUSED = "refused"


def half_of(document: str) -> int:
    """The half, 0 or 1, that a document's questions belong to."""
    return hashlib.sha256(document.encode()).digest()[-1] % 2


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", default="default")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--before", type=Path)
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["kind"] in _KINDS]
    rows = [row for place, row in enumerate(rows) if row["kind"] == _NEAR_MISS or place % options.every == 0]
    if options.half is not None:
        rows = [row for row in rows if half_of(row["document_id"] or row["id"]) == options.half]
    ends: dict[str, dict[str, str]] = {}
    with Assistant.open(index=options.index) as assistant:
        for row in rows:
            expected = [quantity for answer in row["answers"] for quantity in read(answer)[:1]]
            if row["kind"] != _NEAR_MISS and not expected:
                continue
            answer = assistant.ask(row["question"])
            end = ended(expected, answer.status, [one.figure for one in answer.figures])
            if row["kind"] == _NEAR_MISS and end != _REFUSED:
                end = answer.status.value
            ends[row["id"]] = {"kind": row["kind"], "end": end, "question": row["question"], "text": answer.text}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in ends.values():
        counts[one["kind"]][one["end"]] += 1
    for kind, counted in counts.items():
        total = sum(counted.values())
        print(kind, *(f"\n  {end:20} {show(proportion(hits, total))}" for end, hits in counted.most_common()))
    if options.out:
        lines = (json.dumps({"id": id_, **one}, ensure_ascii=False) for id_, one in ends.items())
        options.out.write_text("\n".join(lines) + "\n", "utf-8")
    if options.before:
        before = {one["id"]: one["end"] for one in map(json.loads, options.before.read_text("utf-8").splitlines())}
        fresh = Counter(
            (one["kind"], before[id_])
            for id_, one in ends.items()
            if one["end"] == _REFUSED and before.get(id_, _REFUSED) != _REFUSED
        )
        for (kind, end), hits in sorted(fresh.items()):
            total = sum(before.get(id_) == end for id_, one in ends.items() if one["kind"] == kind)
            print(f"newly refused: {kind}, {end} before: {hits} of {total}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
