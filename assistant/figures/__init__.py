"""The heart: read figures out of text, say what each is about, compare two of them. Pure: no I/O, no model."""

from assistant.figures.comparing import compare
from assistant.figures.describing import describe
from assistant.figures.judging import judge
from assistant.figures.quantity import (
    Agreement,
    Bound,
    Context,
    Direction,
    Figure,
    Judgement,
    Period,
    PeriodKind,
    Quantity,
    Relation,
    Verdict,
)
from assistant.figures.reading import read

__all__ = [
    "Agreement",
    "Bound",
    "Context",
    "Direction",
    "Figure",
    "Judgement",
    "Period",
    "PeriodKind",
    "Quantity",
    "Relation",
    "Verdict",
    "compare",
    "describe",
    "judge",
    "read",
]
