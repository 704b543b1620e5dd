"""Late interaction: how well each word of a question is met somewhere in a stretch of a passage.

Every word piece of a passage is kept as a small vector of what it means there. A question's word pieces are compared with
all of them, and a stretch (a clause, a sentence) is as like the question as its best piece for each word of the question
(MaxSim: Khattab and Zaharia, ColBERT, SIGIR 2020). No weights are learned for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: The cosine from which on a passage has a word of the question, when it is counted how many do.
_HELD = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class TokenVectors:
    """The word pieces of a text, in order: int32 `spans` of shape (n, 2), its characters; int8 `vectors` of shape (n, d)."""

    spans: NDArray[np.int32]
    vectors: NDArray[np.int8]

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]], states: Floats) -> Self:
        """From vectors of any length, which are scaled to length one and rounded to 1/127."""
        unit = states / np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-9)
        return cls(np.array(spans, dtype=np.int32).reshape(-1, 2), np.round(unit * 127).astype(np.int8))

    def within(self, start: int) -> TokenVectors:
        """The same of the text that begins at character `start`; what stands before that has a span below 0."""
        return TokenVectors(self.spans - np.int32(start), self.vectors)

    def to_bytes(self) -> bytes:
        return len(self.spans).to_bytes(4, "little") + self.spans.tobytes() + self.vectors.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        count = int.from_bytes(data[:4], "little")
        spans = np.frombuffer(data, np.int32, 2 * count, 4).reshape(count, 2)
        vectors = np.frombuffer(data, np.int8, offset=4 + spans.nbytes)
        return cls(spans, vectors.reshape(count, -1) if count else np.zeros((0, 0), np.int8))


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """A question beside one passage: the cosine of each of its word pieces with each of the passage's.

    `asked` are the question's pieces, shape (q, d), `weights` what each says (they add up to 1); `similar` is of shape
    (q, n + 1), its last column empty, so that an end of a stretch may lie behind the last piece.
    """

    asked: Floats
    weights: Floats
    similar: Floats
    spans: NDArray[np.int32]

    def with_passage(self, tokens: TokenVectors) -> Alignment:
        """The same question beside another passage."""
        return Alignment(self.asked, self.weights, _cosines(self.asked, tokens), tokens.spans)

    def matches(self, stretches: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """For each stretch of the passage's text, shape (stretches, 3): how well it meets the question's words by their
        weights, how well the word it meets least, and how well its own words are met by the question.

        A stretch without a word piece of its own, such as a table's cell, counts as the whole passage with its headings.
        """
        count = len(self.spans)
        if not count:
            return np.zeros((len(stretches), 3))
        wanted = np.array(stretches, dtype=np.int32)
        first = np.searchsorted(self.spans[:, 0], wanted[:, 0])
        last = np.searchsorted(self.spans[:, 1], wanted[:, 1], "right")
        bare = first >= last
        first[bare], last[bare] = 0, count
        best = np.maximum.reduceat(self.similar, np.stack((first, last), axis=1).ravel(), axis=1)[:, ::2]
        own = np.concatenate(([0.0], np.cumsum(self.similar.max(axis=0), dtype=np.float64)))
        return np.stack((self.weights @ best, best.min(axis=0), (own[last] - own[first]) / (last - first)), axis=1)


def aligned(asked: TokenVectors, passages: Sequence[TokenVectors]) -> list[Alignment]:
    """A question beside each of the passages found for it: a word says the more, the fewer of them have it or its like."""
    vectors = asked.vectors.astype(np.float32) / np.float32(127)
    cosines = [_cosines(vectors, one) for one in passages]
    held = np.sum([one.max(axis=1) > _HELD for one in cosines], axis=0)
    weights = np.log(1 + (len(passages) + 1) / (1 + held)).astype(np.float32)
    weights /= weights.sum()
    return [Alignment(vectors, weights, one, tokens.spans) for one, tokens in zip(cosines, passages, strict=True)]


def _cosines(asked: Floats, tokens: TokenVectors) -> Floats:
    found = np.zeros((len(asked), len(tokens.spans) + 1), np.float32)
    if len(tokens.spans):
        np.matmul(asked, tokens.vectors.astype(np.float32).T / np.float32(127), out=found[:, :-1])
    return found


def axes(states: Floats, most: int) -> Floats:
    """The `most` directions in which vectors of shape (n, d) differ most, shape (d, most): principal components about zero.

    Their signs are fixed, so that the same vectors give the same axes anywhere.
    """
    _, _, rows = np.linalg.svd(states, full_matrices=False)
    kept = rows[: min(most, len(rows))]
    signs = np.sign(kept[np.arange(len(kept)), np.abs(kept).argmax(axis=1)])
    found: Floats = (kept * signs[:, None]).T.astype(np.float32)
    return found
