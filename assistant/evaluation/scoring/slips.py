"""What kind of wrong: a scale slip, a sign slip or the right number in the wrong unit, counted apart."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.evaluation.matching import agrees, of_case, same_class
from assistant.evaluation.recorded import RecordedAnswer
from assistant.evaluation.suites import Case, Expected
from assistant.figures.comparing import is_count
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity

#: Powers of ten by which a figure is off when a scale word was misread: thousand, million, billion, and one digit.
_SCALES = tuple(Decimal(10) ** power for power in (1, 2, 3, 6, 9, 12))


def slips(case: Case, missing: Iterable[Expected], answer: RecordedAnswer) -> tuple[str, ...]:
    """For each missing expected figure, the slip that explains one shown figure: "scale", "sign" or "unit"."""
    found = []
    for expected in missing:
        true = of_case(expected)
        kinds = {kind for figure in answer.figures if (kind := slip(figure.quantity, true))}
        found += sorted(kinds)[:1]
    return tuple(found)


def slip(shown: Quantity, true: Quantity) -> str | None:
    """How a shown figure misses the true one, if by scale, sign or unit alone; None where it agrees or is far off.

    Scale: off by a power of ten that a misread scale word or digit gives. A percentage is never a scale slip: 2 % and
    20 % are two values. Two counts of different things with one number are a unit slip.
    """
    if shown.unit in TEMPORAL_UNITS or true.unit in TEMPORAL_UNITS or agrees(shown, true):
        return None
    one, other = shown.amount, true.amount
    if one is None or other is None or not one or not other:
        return None
    if not same_class(shown, true):
        return "unit" if one == other or ((one / 100 == other or one == other / 100) and _ratio(shown, true)) else None
    if one == -other:
        return "sign"
    if true.unit not in ("percent", "percentage_point") and any(
        one == other * by or one * by == other for by in _SCALES
    ):
        return "scale"
    return None


def _ratio(shown: Quantity, true: Quantity) -> bool:
    return "percent" in (shown.unit, true.unit) and (is_count(shown) or is_count(true))
