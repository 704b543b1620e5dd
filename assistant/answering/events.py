"""Fiscal events that a question names: they date the answer, as a year would."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

#: Sources on an event are mostly of the weeks around it.
_BEFORE_DAYS, _AFTER_DAYS = 10, 60


@dataclass(frozen=True, slots=True)
class Event:
    """An event of that ISO date, named at text[start:end]."""

    date: str
    start: int
    end: int

    def covers(self, published: str) -> bool:
        """Whether a document of that ISO date (or month) is of the days around the event."""
        if len(published) < 10:
            return published == self.date[: len(published)] and len(published) == 7
        days = (date.fromisoformat(published) - date.fromisoformat(self.date)).days
        return -_BEFORE_DAYS <= days <= _AFTER_DAYS


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tomllib.loads(files("assistant.answering").joinpath("events.toml").read_text("utf-8"))
    return tuple((re.compile(rf"\b(?:{row['pattern']})\b", re.I), row["date"]) for row in data["event"])


def events(text: str) -> tuple[Event, ...]:
    """The events that the text names, in the order of the table."""
    return tuple(Event(day, *match.span()) for pattern, day in _table() for match in [pattern.search(text)] if match)


def without_events(text: str) -> str:
    """The text with the names of events taken out."""
    for pattern, _ in _table():
        text = pattern.sub(" ", text)
    return text
