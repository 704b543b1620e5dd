"""Dense search in Chroma, embedded in this process: a view of the record's vectors that can always be rebuilt.

A kill can leave Chroma's files such that opening them ends the process with a segmentation fault, so a folder that was
not closed cleanly is tried in a child process first.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from assistant.index.embedding import Vectors

_COLLECTION = "passages"
_BATCH = 2000
_CHECK_SECONDS = 60


class VectorStore:
    """A Chroma collection of passage vectors by passage number, with cosine distance and no embedding function."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
        self._collection = self._client.get_or_create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
        )

    def write(self, removed: Iterable[int], added: Iterable[tuple[int, Vectors]]) -> None:
        """Remove vectors by passage number and put others."""
        gone = [str(number) for number in removed]
        for first in range(0, len(gone), _BATCH):
            self._collection.delete(ids=gone[first : first + _BATCH])
        batch: list[tuple[int, Vectors]] = []
        for item in added:
            batch.append(item)
            if len(batch) == _BATCH:
                self._put(batch)
                batch = []
        self._put(batch)

    def _put(self, batch: list[tuple[int, Vectors]]) -> None:
        if batch:
            self._collection.upsert(
                ids=[str(number) for number, _ in batch], embeddings=np.stack([vector for _, vector in batch])
            )

    def search(self, vector: Vectors, top: int) -> list[tuple[int, float]]:
        """The nearest passages to a vector: (number, cosine similarity), nearest first."""
        result: Any = self._collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=top, include=["distances"]
        )
        return [
            (int(one), 1.0 - float(distance))
            for one, distance in zip(result["ids"][0], result["distances"][0], strict=True)
        ]

    def numbers(self) -> set[int]:
        """The passage numbers that the collection holds."""
        return {int(one) for one in self._collection.get(include=[])["ids"]}

    def close(self) -> None:
        """Let go of the files. The folder can then be opened again, or removed."""
        self._client.close()  # type: ignore[attr-defined]


def healthy(folder: Path, dimensions: int) -> bool:
    """Whether a Chroma folder opens, counts and answers a query, tried in a child process."""
    if not folder.is_dir():
        return False
    command = [sys.executable, "-m", "assistant.index.vectors", str(folder), str(dimensions)]
    try:
        return subprocess.run(command, capture_output=True, timeout=_CHECK_SECONDS, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def rebuilt(folder: Path) -> VectorStore:
    """An empty store in place of whatever lies in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    return VectorStore(folder)


def _check(folder: Path, dimensions: int) -> None:
    store = VectorStore(folder)
    held = store.numbers()
    if held:
        probe = np.zeros(dimensions, dtype=np.float32)
        probe[0] = 1
        if not store.search(probe, min(10, len(held))):
            sys.exit(1)


if __name__ == "__main__":
    _check(Path(sys.argv[1]), int(sys.argv[2]))
