"""A score never travels alone: its value, how many cases it rests on, and a 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

CONFIDENCE = 0.95
_RESAMPLES = 2000
_SEED = 20240306


@dataclass(frozen=True, slots=True)
class Score:
    """A measured value over `n` cases with its 95 % interval; all None where nothing was measured (`n` is 0)."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None

    def to_json(self) -> dict[str, float | int | None]:
        def short(number: float | None) -> float | None:
            return None if number is None else round(number, 6)

        return {"value": short(self.value), "n": self.n, "low": short(self.low), "high": short(self.high)}


def proportion(hits: int, n: int) -> Score:
    """A share of independent cases with Wilson's interval (scipy's `binomtest`), sound at 0 and 1 and for small n."""
    if n == 0:
        return Score(None, 0)
    from scipy.stats import binomtest

    interval = binomtest(hits, n).proportion_ci(CONFIDENCE, method="wilson")
    return Score(hits / n, n, float(interval.low), float(interval.high))


def share(marks: Sequence[bool]) -> Score:
    """The share of marks that are true."""
    return proportion(sum(marks), len(marks))


def mean(values: Sequence[float]) -> Score:
    """A mean with its percentile bootstrap interval (seeded, so that two calls agree)."""
    return macro([values])


def macro(groups: Sequence[Sequence[float]]) -> Score:
    """The mean of the groups' means, each group weighing the same; the bootstrap resamples within groups.

    The interval says nothing about groups that were not sampled: a group of one case adds no width.
    """
    import numpy as np

    samples = [np.asarray(group, dtype=float) for group in groups if len(group)]
    n = sum(len(sample) for sample in samples)
    if not n:
        return Score(None, 0)
    value = float(np.mean([sample.mean() for sample in samples]))
    generator = np.random.default_rng(_SEED)
    draws = np.zeros(_RESAMPLES)
    for sample in samples:
        draws += sample[generator.integers(0, len(sample), (_RESAMPLES, len(sample)))].mean(axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(draws / len(samples), [tail, 1 - tail])
    return Score(value, n, float(low), float(high))


def paired(before: Sequence[bool], after: Sequence[bool]) -> tuple[float, Score]:
    """Compare two marks a case: the exact McNemar p-value, and the difference in shares (after - before).

    McNemar's exact test is the binomial test on the discordant pairs (scipy's `binomtest`); the interval is a paired
    percentile bootstrap. Without discordant pairs p is 1.
    """
    from scipy.stats import binomtest

    if len(before) != len(after):
        raise ValueError(f"{len(before)} cases before and {len(after)} after; pair them by id first")
    worse = sum(one and not other for one, other in zip(before, after, strict=True))
    better = sum(other and not one for one, other in zip(before, after, strict=True))
    p = float(binomtest(worse, worse + better, 0.5).pvalue) if worse + better else 1.0
    return p, mean([float(other) - float(one) for one, other in zip(before, after, strict=True)])


def percentile(values: Sequence[float], q: float) -> Score:
    """A percentile (q from 0 to 1) with its bootstrap interval; for latencies."""
    import numpy as np

    if not len(values):
        return Score(None, 0)
    sample = np.asarray(values, dtype=float)
    generator = np.random.default_rng(_SEED)
    draws: Any = np.quantile(sample[generator.integers(0, len(sample), (_RESAMPLES, len(sample)))], q, axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(draws, [tail, 1 - tail])
    return Score(float(np.quantile(sample, q)), len(sample), float(low), float(high))
