"""An answer as recorded: the answer object of the command line, read back from JSON by people who did not make it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answering.answer import Status
from assistant.errors import InputError
from assistant.figures import read
from assistant.figures.comparing import is_count
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Direction, Quantity

#: The engine of an answer that was not attempted: only the passages count.
RETRIEVAL_ONLY = "retrieval only"
_SENTENCE = re.compile(r"(?:[^.\n]|\.(?=\S))+\.?")


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A figure an answer shows. `operands` is empty unless it is derived."""

    quantity: Quantity
    citations: tuple[int, ...] = ()
    operands: tuple[RecordedFigure, ...] = ()
    period_kind: str = ""

    @property
    def text(self) -> str:
        return self.quantity.text


@dataclass(frozen=True, slots=True)
class RecordedCitation:
    id: int
    document_id: str
    quote: str
    date: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that retrieval returned for the question, in rank order."""

    document_id: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    id: str
    status: Status | None
    text: str
    figures: tuple[RecordedFigure, ...] = ()
    citations: Mapping[int, RecordedCitation] = field(default_factory=dict)
    conflicts: tuple[tuple[RecordedFigure, ...], ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    retrieved: tuple[Retrieved, ...] = ()
    error: str = ""
    engine: str = ""


def read_answers(path: Path) -> dict[str, RecordedAnswer]:
    """Answers by id from JSON Lines; the last line of an id counts.

    Raises InputError naming file, line and what is wrong.
    """
    answers: dict[str, RecordedAnswer] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise InputError(f"{path}:{number}: not an answer object: {type(error).__name__}: {error}") from None
        answers[answer.id] = answer
    return answers


def from_json(item: Mapping[str, Any]) -> RecordedAnswer:
    """One answer object, or `{"id", "error"}`.

    Raises KeyError, ValueError or InvalidOperation where the object breaks the contract.
    """
    if "error" in item:
        return RecordedAnswer(str(item["id"]), None, "", error=str(item["error"]))
    citations = {
        int(one["id"]): RecordedCitation(
            int(one["id"]),
            str(one["document_id"]),
            str(one["quote"]),
            str(one.get("date") or ""),
            str(one.get("title") or ""),
        )
        for one in item["citations"]
    }
    return RecordedAnswer(
        id=str(item["id"]),
        status=Status(item["status"]),
        text=str(item["text"]),
        figures=tuple(figure_from_json(one, str(item["text"])) for one in item["figures"]),
        citations=citations,
        conflicts=tuple(
            tuple(figure_from_json(side["figure"]) for side in one["sides"]) for one in item.get("conflicts") or ()
        ),
        timings_ms={str(name): float(value) for name, value in (item.get("timings_ms") or {}).items()},
        retrieved=tuple(Retrieved(one["document_id"], one["text"]) for one in item.get("retrieved") or ()),
        engine=str(item.get("engine") or ""),
    )


def figure_from_json(item: Mapping[str, Any], text: str = "") -> RecordedFigure:
    """One figure object. `text` is the answer's: a bare number counts what its own line speaks of."""
    derived = item.get("derived") or {}
    return RecordedFigure(
        quantity=_quantity(item, text),
        citations=tuple(int(one) for one in item.get("citations") or ()),
        operands=tuple(figure_from_json(one) for one in derived.get("operands") or ()),
        period_kind=str((item.get("period") or {}).get("kind") or ""),
    )


def _quantity(item: Mapping[str, Any], answer: str) -> Quantity:
    """The quantity of a figure object. Its rounding step comes from its printed text.

    A text that states its own unit ("£1.2bn", "2%", "four hours") also gives value and unit: it is what a reader sees.
    """
    unit, text = str(item["unit"]), str(item["text"])
    temporal = unit in TEMPORAL_UNITS
    upper = item.get("upper")
    quantity = Quantity(
        text=text,
        start=int(item.get("start") or 0),
        end=int(item.get("end") or 0),
        value=str(item["value"]) if temporal else Decimal(str(item["value"])),
        unit=unit,
        upper=None if upper is None else str(upper) if temporal else Decimal(str(upper)),
        bound=Bound(item.get("bound") or "exact"),
        direction=Direction(item["direction"]) if item.get("direction") else None,
        noun=_line(answer, int(item.get("start") or 0)) if unit == "number" else "",
    )
    if temporal:
        return quantity
    seen = _read_alone(text)
    if seen is None or seen.amount is None:
        return replace(quantity, step=_last_place(quantity.value))
    if not is_count(seen) and seen.unit not in TEMPORAL_UNITS:
        return replace(quantity, step=seen.step, value=seen.value, upper=seen.upper, unit=seen.unit)
    ratio = Decimal(str(quantity.value)) / seen.amount if seen.amount else Decimal(1)
    return replace(quantity, step=seen.step * ratio if ratio else seen.step)


def _line(text: str, position: int) -> str:
    begin = text.rfind("\n", 0, position) + 1
    spans = [(match.start(), match.end()) for match in _SENTENCE.finditer(text, begin)]
    start, end = next(((one, other) for one, other in spans if one <= position < other), (begin, len(text)))
    return text[start:end]


@lru_cache(maxsize=4096)
def _read_alone(text: str) -> Quantity | None:
    found = read(text)
    return found[0] if len(found) == 1 else None


def _last_place(value: Decimal | str) -> Decimal:
    exponent = Decimal(value).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
