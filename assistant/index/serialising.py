"""Figures as JSON and back, without loss, for the ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Direction, Figure, Period, PeriodKind, Quantity


def figures_to_json(figures: Sequence[Figure]) -> str:
    """The figures as a JSON list."""
    return json.dumps([_packed(figure) for figure in figures], ensure_ascii=False, separators=(",", ":"))


def figures_from_json(text: str) -> tuple[Figure, ...]:
    """The figures that `figures_to_json` wrote."""
    return tuple(_unpacked(item) for item in json.loads(text))


def _packed(figure: Figure) -> list[Any]:
    q, p = figure.quantity, figure.period
    return [
        [
            q.text,
            q.start,
            q.end,
            str(q.value),
            q.unit,
            None if q.upper is None else str(q.upper),
            q.bound,
            q.direction,
            str(q.step),
            q.noun,
        ],
        figure.subject,
        figure.lead,
        figure.organisations,
        figure.places,
        p and [p.kind, p.text, p.start, p.end, None if p.years is None else str(p.years)],
        sorted(figure.basis),
        sorted(figure.sense),
        figure.publisher,
        figure.passage,
        figure.clause,
        figure.sentence,
        figure.topic,
        figure.counted,
        figure.speakers,
    ]


def _unpacked(item: list[Any]) -> Figure:
    (
        (text, start, end, value, unit, upper, bound, direction, step, noun),
        subject,
        lead,
        organisations,
        places,
        period,
        basis,
        sense,
        publisher,
        passage,
        clause,
        sentence,
        *more,  # the topic, the noun counted and the speakers; ingest reads a file again where its figures were written without
    ) = item
    number = str if unit in TEMPORAL_UNITS else Decimal
    return Figure(
        quantity=Quantity(
            text,
            start,
            end,
            number(value),
            unit,
            None if upper is None else number(upper),
            Bound(bound),
            Direction(direction) if direction else None,
            Decimal(step),
            noun,
        ),
        subject=subject,
        lead=lead,
        organisations=tuple(organisations),
        places=tuple(places),
        period=Period(PeriodKind(period[0]), period[1], period[2], period[3], Decimal(period[4]) if period[4] else None)
        if period
        else None,
        basis=frozenset(basis),
        sense=frozenset(sense),
        publisher=publisher,
        passage=passage,
        topic=more[0] if more else "",
        counted=more[1] if len(more) > 1 else "",
        speakers=tuple(more[2]) if len(more) > 2 else (),
        clause=tuple(clause),
        sentence=tuple(sentence),
    )
