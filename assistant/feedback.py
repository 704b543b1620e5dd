"""What readers say of answers: thumbs and reasons in one SQLite file, for the evaluation to draw questions from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS ratings (
    answer_id TEXT PRIMARY KEY, at TEXT NOT NULL, useful INTEGER NOT NULL, reason TEXT NOT NULL, question TEXT NOT NULL,
    history TEXT NOT NULL, answer TEXT NOT NULL, status TEXT NOT NULL, engine TEXT NOT NULL);
"""
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Rating:
    """One reader's word on one answer. `history` is the turns before the question, as `Assistant.ask` takes them.

    Nothing says who the reader is. `at` is an ISO time with its zone.
    """

    answer_id: str
    useful: bool
    reason: str
    question: str
    history: tuple[Mapping[str, str], ...]
    answer: str
    status: str
    engine: str
    at: str = ""

    def as_case(self) -> dict[str, Any]:
        """The line that `briefing ask --batch` takes, with what the reader said beside it."""
        return {
            "id": self.answer_id,
            "question": self.question,
            "history": list(self.history),
            "rating": "useful" if self.useful else "not useful",
            "reason": self.reason,
            "answer": self.answer,
        }


class Feedback:
    """The ratings in one file, made when the first is given. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, rating: Rating) -> None:
        """Keep a rating, in place of an earlier one of the same answer. Long reasons and answers are cut."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        values = (
            rating.answer_id[:64],
            rating.at or datetime.now(UTC).isoformat(timespec="seconds"),
            int(rating.useful),
            rating.reason[:_MOST_CHARACTERS],
            rating.question[:_MOST_CHARACTERS],
            json.dumps(_short(rating.history), ensure_ascii=False),
            rating.answer[: 4 * _MOST_CHARACTERS],
            rating.status,
            rating.engine,
        )
        with closing(self._connection()) as connection, connection:
            connection.execute("INSERT OR REPLACE INTO ratings VALUES (?,?,?,?,?,?,?,?,?)", values)

    def ratings(self) -> Iterator[Rating]:
        """All ratings, oldest first."""
        if not self.path.is_file():
            return
        with closing(self._connection()) as connection:
            rows = connection.execute(
                "SELECT answer_id, useful, reason, question, history, answer, status, engine, at FROM ratings ORDER BY at, rowid"
            ).fetchall()
        for row in rows:
            yield Rating(row[0], bool(row[1]), row[2], row[3], tuple(json.loads(row[4])), *row[5:])

    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30)
        connection.executescript(_SCHEMA)
        return connection


def _short(history: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The last turns, each cut: what a follow-up is understood from."""
    return [{name: value[:_MOST_CHARACTERS] for name, value in turn.items()} for turn in history[-4:]]
