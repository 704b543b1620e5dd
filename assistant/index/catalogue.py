"""The record: one SQLite file with documents, passages, vectors and the ledger of figures. Everything else is a view.

A document with all that belongs to it is written in one transaction: a reader sees the whole of it or nothing.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.documents.model import Document, Kind, Passage
from assistant.figures.quantity import Figure
from assistant.index.embedding import Vectors
from assistant.index.interaction import TokenVectors
from assistant.index.serialising import figures_from_json, figures_to_json

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, content_hash TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL,
    kind TEXT NOT NULL, date TEXT NOT NULL, url TEXT NOT NULL, author TEXT NOT NULL, licence TEXT NOT NULL, digest INTEGER NOT NULL,
    stated TEXT NOT NULL, signature BLOB NOT NULL, same_as TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS documents_by_path ON documents (path);
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, details TEXT NOT NULL,
    figures TEXT NOT NULL, figure_count INTEGER NOT NULL, vector BLOB NOT NULL, tokens BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id, position);
CREATE TABLE IF NOT EXISTS failures (path TEXT PRIMARY KEY, error TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_DETAILS = ("headings", "lead", "locator", "page", "page_label", "cell", "table_title", "unit_note", "columns")
#: A row's headings, table title and columns: with its document, what its table is known by.
_TABLE = "json_extract(details, '$[0]', '$[6]', '$[8]')"


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document's catalogue entry: all but its text.

    `stated` is what the user said of it; `same_as` the id of the document that this file is another copy of, or "".
    """

    id: str
    path: str
    content_hash: str
    title: str
    publisher: str
    kind: Kind
    date: str
    url: str
    author: str
    licence: str
    digest: bool
    stated: Mapping[str, str] = field(default_factory=dict, hash=False)
    same_as: str = ""

    @property
    def source(self) -> str:
        """The id that stands for all copies of one document: two copies are one source."""
        return self.same_as or self.id


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue keeps of a document beside what it says itself (see `StoredDocument`, `duplicates.signature`)."""

    stated: Mapping[str, str] = field(default_factory=dict, hash=False)
    signature: Sequence[int] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class StoredFailure:
    """A file that the last ingest could not read: its path as given, why, and when (UTC, ISO)."""

    path: str
    error: str
    at: str


class Catalogue:
    """The record of one index. Safe to read from several threads; writing belongs to the one holder of the lock."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA foreign_keys=ON")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)
        self._guard = threading.RLock()

    def close(self) -> None:
        with self._guard:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside becomes visible together, or not at all."""
        with self._guard:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        figures: Sequence[Sequence[Figure]],
        vectors: Vectors,
        tokens: Sequence[TokenVectors],
        entry: Entry | None = None,
    ) -> None:
        """Write a document whole, in place of any of the same id or path."""
        entry = entry or Entry()
        with self.transaction():
            self._connection.execute("DELETE FROM documents WHERE id = ? OR path = ?", (document.id, document.path))
            self._connection.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    document.id,
                    document.path,
                    document.content_hash,
                    document.title,
                    document.publisher,
                    document.kind.value,
                    document.date,
                    document.url,
                    document.author,
                    document.licence,
                    int(document.digest),
                    json.dumps(dict(entry.stated), ensure_ascii=False),
                    np.array(entry.signature, dtype=np.uint64).tobytes(),
                    entry.same_as,
                ),
            )
            self._connection.executemany(
                'INSERT INTO passages (id, document_id, position, text, start, "end", details, figures, figure_count, vector, tokens) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
                [
                    (
                        passage.id,
                        document.id,
                        passage.position,
                        passage.text,
                        passage.start,
                        passage.end,
                        json.dumps([getattr(passage, name) for name in _DETAILS], ensure_ascii=False),
                        figures_to_json(own),
                        len(own),
                        vector.tobytes(),
                        pieces.to_bytes(),
                    )
                    for passage, own, vector, pieces in zip(passages, figures, vectors, tokens, strict=True)
                ],
            )
            self._bump()

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out, with all that belongs to them."""
        with self.transaction():
            gone = [(one,) for one in ids]
            self._connection.executemany("DELETE FROM documents WHERE id = ?", gone)
            self._connection.executemany("UPDATE documents SET same_as = '' WHERE same_as = ?", gone)
            self._bump()

    def _bump(self) -> None:
        self.set_state("version", str(int(self.state("version") or 0) + 1))

    def state(self, name: str) -> str | None:
        row = self._row("SELECT value FROM state WHERE name = ?", (name,))
        return str(row[0]) if row else None

    def set_state(self, name: str, value: str) -> None:
        with self._guard:
            self._connection.execute(
                "INSERT INTO state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
            )

    @property
    def version(self) -> int:
        """Goes up with every change to the record."""
        return int(self.state("version") or 0)

    def documents(self) -> tuple[StoredDocument, ...]:
        rows = self._rows(
            "SELECT id, path, content_hash, title, publisher, kind, date, url, author, licence, digest, stated, same_as FROM documents ORDER BY id"
        )
        return tuple(
            StoredDocument(*(*row[:5], Kind(row[5]), *row[6:10], bool(row[10]), json.loads(row[11]), row[12]))
            for row in rows
        )

    def signatures(self, path: str, identity: str) -> dict[str, list[int]]:
        """The signatures of the documents that are no copies or digests themselves, by id; without one of that path or id."""
        rows = self._rows(
            "SELECT id, signature FROM documents WHERE same_as = '' AND digest = 0 AND length(signature) > 0 AND path <> ? AND id <> ?",
            (path, identity),
        )
        return {row[0]: np.frombuffer(row[1], dtype=np.uint64).tolist() for row in rows}

    def put_failures(self, settled: Iterable[str], failed: Iterable[tuple[str, str]]) -> None:
        """Forget the failures of those paths and keep these: path and reason."""
        with self.transaction():
            self._connection.executemany("DELETE FROM failures WHERE path = ?", [(path,) for path in settled])
            when = datetime.now(UTC).isoformat(timespec="seconds")
            self._connection.executemany(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", [(path, error, when) for path, error in failed]
            )

    def failures(self) -> tuple[StoredFailure, ...]:
        """The files that could not be read when they were last given."""
        return tuple(StoredFailure(*row) for row in self._rows("SELECT path, error, at FROM failures ORDER BY path"))

    def counts(self) -> tuple[int, int, int]:
        """How many documents, passages and figures there are."""
        row = self._row(
            "SELECT (SELECT COUNT(*) FROM documents), COUNT(*), COALESCE(SUM(figure_count), 0) FROM passages"
        )
        return tuple(row) if row else (0, 0, 0)  # type: ignore[return-value]

    def passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, tuple[Figure, ...]]]:
        """The passages of those numbers that are in the record, with their figures."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(
            f'SELECT number, id, document_id, position, text, start, "end", details, figures FROM passages WHERE number IN ({marks})',
            tuple(numbers),
        )
        return {row[0]: (_passage(row[1:8]), figures_from_json(row[8])) for row in rows}

    def tokens(self, numbers: Sequence[int]) -> dict[int, TokenVectors]:
        """The word pieces of the passages of those numbers; their spans are of the passage's text."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT number, tokens FROM passages WHERE number IN ({marks})", tuple(numbers))
        return {number: TokenVectors.from_bytes(data) for number, data in rows}

    def tables(self, numbers: Sequence[int]) -> dict[int, str]:
        """Of those passages that are rows of tables, what their table is known by: document, headings, title and columns."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(
            f"SELECT number, document_id || {_TABLE} FROM passages "
            f"WHERE number IN ({marks}) AND json_array_length(details, '$[8]') > 0",
            tuple(numbers),
        )
        return dict(rows)

    def table_rows(self, number: int, reach: int) -> dict[int, tuple[Passage, tuple[Figure, ...]]]:
        """The rows of the table that a passage is a row of, at most `reach` to either side, with their figures, in order."""
        rows = self._rows(
            'SELECT number, id, document_id, position, text, start, "end", details, figures FROM passages '
            f"WHERE number BETWEEN ? AND ? AND document_id || {_TABLE} = "
            f"(SELECT document_id || {_TABLE} FROM passages WHERE number = ?) ORDER BY number",
            (number - reach, number + reach, number),
        )
        return {row[0]: (_passage(row[1:8]), figures_from_json(row[8])) for row in rows}

    def document_passages(self, document_id: str) -> tuple[tuple[Passage, tuple[Figure, ...]], ...]:
        """A document's passages in order, each with its figures."""
        rows = self._rows(
            'SELECT id, document_id, position, text, start, "end", details, figures FROM passages WHERE document_id = ? ORDER BY position',
            (document_id,),
        )
        return tuple((_passage(row[:7]), figures_from_json(row[7])) for row in rows)

    def passages_between(
        self, document_id: str, start: int, end: int
    ) -> tuple[tuple[Passage, tuple[Figure, ...]], ...]:
        """The passages of a document that share characters with `text[start:end]` of it, in order, with their figures."""
        rows = self._rows(
            'SELECT id, document_id, position, text, start, "end", details, figures FROM passages '
            'WHERE document_id = ? AND start < ? AND "end" > ? ORDER BY position',
            (document_id, end, start),
        )
        return tuple((_passage(row[:7]), figures_from_json(row[7])) for row in rows)

    def numbers(self) -> set[int]:
        """The numbers of all passages."""
        return {row[0] for row in self._rows("SELECT number FROM passages")}

    def for_views(self, numbers: Sequence[int]) -> Iterator[tuple[int, Passage, tuple[Figure, ...], Vectors]]:
        """What a view is built from: number, passage, figures and vector, in batches, in order of number."""
        for first in range(0, len(numbers), 500):
            part = sorted(numbers)[first : first + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(
                f'SELECT number, id, document_id, position, text, start, "end", details, figures, vector FROM passages WHERE number IN ({marks}) ORDER BY number',
                tuple(part),
            )
            for row in rows:
                yield row[0], _passage(row[1:8]), figures_from_json(row[8]), np.frombuffer(row[9], dtype=np.float32)

    def _row(self, query: str, values: Sequence[object] = ()) -> tuple[object, ...] | None:
        with self._guard:
            row: tuple[object, ...] | None = self._connection.execute(query, values).fetchone()
        return row

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._guard:
            return self._connection.execute(query, values).fetchall()


def _passage(row: Sequence) -> Passage:  # type: ignore[type-arg]
    details = dict(zip(_DETAILS, json.loads(row[6]), strict=True))
    details["headings"], details["columns"] = tuple(details["headings"]), tuple(details["columns"])
    return Passage(id=row[0], document_id=row[1], position=row[2], text=row[3], start=row[4], end=row[5], **details)
