"""Two files of one document, told by the words they share: MinHash over shingles (Broder 1997) with datasketch (MIT).

A document and a copy saved in another format share most runs of five words, whatever their mark-up, line breaks, page
numbers and running heads; two reports on one subject share few. Numbers count as words like any other, so that a
revised edition with other figures is further from its first than a copy is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from assistant.documents.model import BlockKind, Document

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SHINGLE = 5
_PERMUTATIONS = 128
#: Words below which a document is too short to be told from another by its runs of words.
_SHORTEST = 40
#: The share of runs in common from which two documents are copies of one; the estimate's standard error is below 0.045.
SAME = 0.7


def signature(document: Document) -> tuple[int, ...]:
    """The MinHash of a document's words, 128 numbers; empty for a document that is too short to tell."""
    words = _WORD.findall(
        " ".join(block.text for block in document.blocks if block.kind is not BlockKind.HEADING).lower()
    )
    if len(words) < _SHORTEST:
        return ()
    from datasketch import MinHash

    made = MinHash(num_perm=_PERMUTATIONS, hashfunc=_hashed)
    made.update_batch(
        {" ".join(words[place : place + _SHINGLE]).encode() for place in range(len(words) - _SHINGLE + 1)}
    )
    return tuple(int(one) for one in made.hashvalues)


def _hashed(shingle: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(shingle, digest_size=4).digest(), "little")


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of runs of words that two documents have in common, 0 to 1."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def copy_of(own: Sequence[int], others: Mapping[str, Sequence[int]]) -> str:
    """The id of the document that one with this signature is a copy of, the likest of them; "" where it is none."""
    best = max(others, key=lambda identity: likeness(own, others[identity]), default="")
    return best if best and likeness(own, others[best]) >= SAME else ""
