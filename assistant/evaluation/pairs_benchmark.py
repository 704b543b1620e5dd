"""How well claims are judged against the passages that come with them, beside checkers that look for a number only.

    python -m assistant.evaluation.pairs_benchmark [PAIRS.jsonl]

Without an argument it reads the team's shared `figure_pairs_dev.jsonl` (`BRIEFING_SHARED`, or the folder `shared` beside
the checkout). Intervals are 95 % percentile bootstraps that resample passages, since pairs share them.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.checking import judge_pair
from assistant.evaluation.readers import Reader, Reading, installed
from assistant.evaluation.shared_data import shared_data
from assistant.figures import Relation, compare, describe, read
from assistant.figures.values import value_agreement

RIGHT = frozenset({"supported", "supported_rounded"})
_RESAMPLES = 1000
_SEED = 20240306

Checker = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One pair judged: what it should be, what it was held to be, and the passage that it rests on."""

    pair: Mapping[str, Any]
    verdict: str
    why: str = ""

    @property
    def passage(self) -> str:
        """The pair's own passage: distractors are drawn from a common pool, so the first document with the figure's."""
        wanted = (self.pair.get("expected_source_figure") or "").split(" + ")[0]
        sources = self.pair["source"]
        return str(next((one["doc_id"] for one in sources if wanted and wanted in one["text"]), sources[0]["doc_id"]))


def always_accept(pair: Mapping[str, Any]) -> str:
    return "supported"


def digit_presence(pair: Mapping[str, Any]) -> str:
    """Whether the claim's digits occur in a source as printed."""
    digits = re.findall(r"\d[\d,.]*\d|\d", pair["figure"]["text"])
    text = " ".join(source["text"] for source in pair["source"])
    found = bool(digits) and all(re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d]|[.,]\d)", text) for one in digits)
    return "supported" if found else "not_found"


def value_presence(pair: Mapping[str, Any]) -> str:
    """Whether the claim's value, with unit and scale normalised, occurs in a source."""
    claim = next(
        (q for q in read(pair["claim"]) if q.start < pair["figure"]["end"] and pair["figure"]["start"] < q.end), None
    )
    sources = [quantity for source in pair["source"] for quantity in read(source["text"])]
    found = claim is not None and any(value_agreement(claim, one) is Relation.SAME for one in sources)
    return "supported" if found else "not_found"


def presence_by(reader: Reader) -> Checker:
    """Whether another reader finds the claim's value and unit in a source."""

    @cache
    def readings(text: str) -> Sequence[Reading]:
        return reader(text, "any") or ()

    def check(pair: Mapping[str, Any]) -> str:
        marked = pair["figure"]
        claim = next(
            (one for one in readings(pair["claim"]) if one.start < marked["end"] and marked["start"] < one.end),
            None,
        )
        found = claim is not None and any(
            (one.low, one.high, one.unit) == (claim.low, claim.high, claim.unit)
            for source in pair["source"]
            for one in readings(source["text"])
        )
        return "supported" if found else "not_found"

    return check


BASELINES: tuple[Checker, ...] = (always_accept, digit_presence, value_presence)


def ours(pairs: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    judged = ((pair, judge_pair(pair)) for pair in pairs)
    return [Outcome(pair, str(result["verdict"]), str(result["why"])) for pair, result in judged]


def measures(outcomes: Sequence[Outcome]) -> tuple[float, float, float]:
    """Five-way accuracy, recall on wrong figures, false alarms on right ones; NaN where there are none of a kind."""
    hits = [one.verdict == one.pair["verdict"] for one in outcomes]
    wrong = [one.verdict not in RIGHT for one in outcomes if one.pair["verdict"] not in RIGHT]
    alarms = [one.verdict not in RIGHT for one in outcomes if one.pair["verdict"] in RIGHT]
    return _mean(hits), _mean(wrong), _mean(alarms)


def _mean(marks: Sequence[bool]) -> float:
    return sum(marks) / len(marks) if marks else float("nan")


def intervals(outcomes: Sequence[Outcome]) -> list[tuple[float, float]]:
    """A 95 % interval for each measure; whole passages are drawn with replacement."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[one.passage].append(one)
    names = sorted(groups)
    random = np.random.default_rng(_SEED)
    drawn = [
        measures([one for place in random.integers(len(names), size=len(names)) for one in groups[names[place]]])
        for _ in range(_RESAMPLES)
    ]
    return [(float(low), float(high)) for low, high in np.nanpercentile(np.array(drawn), (2.5, 97.5), axis=0).T]


def report(pairs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the report."""
    outcomes = ours(pairs)
    yield f"{len(pairs)} pairs, {sum(pair['verdict'] in RIGHT for pair in pairs)} right"
    yield f"{'':24}{'five-way accuracy':>22}{'recall on wrong':>22}{'false alarms':>22}"
    rows = [("this project", outcomes)]
    rows += [(check.__name__.replace("_", " "), [Outcome(pair, check(pair)) for pair in pairs]) for check in BASELINES]
    readers, absent = installed()
    for name in ("quantulum3", "recognizers-text"):
        if name in readers:
            check = presence_by(readers[name])
            rows.append((f"{name} values", [Outcome(pair, check(pair)) for pair in pairs]))
    for name, judged in rows:
        cells = zip(measures(judged), intervals(judged), strict=True)
        yield f"{name:24}" + "".join(
            f"{value:8.1%} [{low:5.1%}, {high:5.1%}]".rjust(22) for value, (low, high) in cells
        )
    yield from (f"{name}: {why}" for name, why in absent.items())
    yield from ("", f"{'trap':22}{'n':>4}{'verdict right':>15}{'wrong passed':>14}{'right refused':>15}")
    traps: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        traps[one.pair["trap"]].append(one)
    for trap, judged in sorted(traps.items()):
        passed = sum(one.verdict in RIGHT and one.pair["verdict"] not in RIGHT for one in judged)
        refused = sum(one.verdict not in RIGHT and one.pair["verdict"] in RIGHT for one in judged)
        hits = sum(one.verdict == one.pair["verdict"] for one in judged)
        yield f"{trap:22}{len(judged):4}{hits:15}{passed:14}{refused:15}"
    yield from ("", f"{comparisons_per_second(pairs):,.0f} comparisons a second on one core", "", "Errors:")
    for one in outcomes:
        if one.verdict != one.pair["verdict"]:
            yield f"{one.pair['id']} {one.pair['trap']}: {one.pair['verdict']}, judged {one.verdict}: {one.pair['claim']} ({one.why})"


def comparisons_per_second(pairs: Sequence[Mapping[str, Any]]) -> float:
    """Comparisons of described figures, each claim's with each of its sources'."""
    work = [
        (claim, source)
        for pair in pairs
        for claim in describe(pair["claim"])
        for text in pair["source"]
        for source in describe(text["text"])
    ]
    start = time.perf_counter()
    for claim, source in work:
        compare(claim, source)
    return len(work) / (time.perf_counter() - start)


def main(arguments: Sequence[str]) -> int:
    path = Path(arguments[0]) if arguments else shared_data() / "figure_pairs_dev.jsonl"
    if not path.is_file():
        sys.stderr.write(f"{path}: no such file; give the path of a file of labelled pairs\n")
        return 2
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    sys.stdout.writelines(line + "\n" for line in report(pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
