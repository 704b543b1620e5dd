"""Which figures are amounts: money, shares and counts, that can be set side by side and computed with."""

from __future__ import annotations

from assistant.answering.question import TIME_UNITS
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.values import is_count

#: A bare number below this may be a table's or a chapter's, as may a count with a point: "Table 5.1".
_TABLES = 100


def is_amount(figure: Figure) -> bool:
    """Whether a figure is money, a share or a number of things or hours: no point or length of time, no number of a table."""
    quantity = figure.quantity
    if quantity.amount is None or quantity.unit in TEMPORAL_UNITS:
        return False
    if quantity.unit in TIME_UNITS:
        return quantity.unit == "hour"
    if quantity.amount < _TABLES and quantity.amount % 1 and is_count(quantity):
        return False
    return quantity.unit != "number" or quantity.amount >= _TABLES
