"""Claims that are computed from others: "£4.2bn in all", "a fifth of the total", "more than double". With their working."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from assistant.answering.derive import derive
from assistant.answering.parts import Operation
from assistant.checking.claims import Claim
from assistant.checking.verdicts import BORNE_OUT, Found, Place
from assistant.figures import Figure, Relation, Verdict
from assistant.figures.comparing import subject_match
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Quantity
from assistant.figures.values import LOWER, TIME_UNITS, UPPER, same_kind, value_agreement
from assistant.retrieval import Evidence

_SUM = re.compile(r"\b(?:in all|in total|altogether|together|combined|between them|a total of|totall?ing|add(?:s|ing)? up to|comes? to|sum of|overall)\b", re.I)  # fmt: skip
_OF_WHOLE = re.compile(r"\bof (?:the|that|this|its|all|total|overall|£|\$|€)", re.I)
#: A multiple of what stands beside it in the draft: a source that prints the same multiple of something else is no proof.
_COMPARES = re.compile(r"\bas (?:much|many|high|large|big|long)\b|\bthe rest\b|\bthe [£$€]\d|\bthat (?:of|for)\b")
_PART = re.compile(r"\b(?:of which|of this|of these|including|includes)\b", re.I)
#: Least share of the claim's words in the words of operands found in a source.
_ABOUT = 0.34
_HEDGED = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Result:
    """What some operands give: the value in the claim's unit, how it came about, and where the operands stand."""

    quantity: Quantity
    working: str
    cited: tuple[Place, ...]
    own: bool


_Maker = Callable[[Figure, Sequence[Figure]], list[_Result]]


def worked_out(claim: Claim, found: Mapping[Claim, Found], evidence: Sequence[Evidence]) -> Found | None:
    """The verdict on a claim by arithmetic, from the borne out figures beside it or from two of one source sentence.

    None where the claim is borne out as it stands, or is no sum, share or multiple, or its operands are not to be had.
    A claim is contradicted only by the operands that stand beside it in the draft.
    """
    multiple = claim.figure.quantity.unit == "multiple" and _COMPARES.search(claim.figure.subject)
    if claim.figure.quantity.amount is None or (found[claim].verdict in BORNE_OUT and not multiple):
        return None
    make = _maker(claim.figure)
    if make is None:
        return None
    beside = [(one.figure, told) for one, told in found.items() if one is not claim and told.verdict in BORNE_OUT]
    results = make(claim.figure, [figure for figure, _ in beside])
    cited = tuple(place for _, told in beside for place in told.cited[:1])
    results = [replace(one, cited=cited, own=True) for one in results] + _in_sources(make, claim.figure, evidence)
    for one in results:
        if _agrees(claim.figure, one.quantity):
            return Found(Verdict.SUPPORTED_ROUNDED, f"Worked out: {one.working}.", one.cited, one.working)
    denied = next((one for one in results if one.own), None)
    if denied is None:
        return None
    why = f"Worked out: {denied.working}; the claim says {printed(claim.figure.quantity)}."
    return Found(Verdict.CONTRADICTED, why, denied.cited, denied.working)


def _maker(figure: Figure) -> _Maker | None:
    unit, words = figure.quantity.unit, f"{figure.lead} {figure.subject} {figure.quantity.noun}"
    if unit == "multiple":
        return _multiples
    if unit in ("fraction", "percent") and _OF_WHOLE.search(figure.subject):
        return _shares
    return _sums if unit not in TIME_UNITS | TEMPORAL_UNITS and _SUM.search(words) else None


def _in_sources(make: _Maker, claim: Figure, evidence: Sequence[Evidence]) -> list[_Result]:
    """What pairs of figures in single sentences of the sources give, where they speak of what the claim does."""
    if make is _sums:
        return []  # `judge` has added up what the sources state.
    found = []
    for one in evidence:
        for sentence in dict.fromkeys(figure.sentence for figure in one.figures):
            figures = [figure for figure in one.figures if figure.sentence == sentence]
            if len(figures) > 1 and max(subject_match(claim, figure) for figure in figures) >= _ABOUT:
                found += [
                    replace(result, cited=tuple((one, figure) for figure in figures[:1]))
                    for result in make(claim, figures)
                ]
    return found


def _sums(claim: Figure, figures: Sequence[Figure]) -> list[_Result]:
    parts = [
        one for one in _measured(figures) if same_kind(claim.quantity, one.quantity) and not _PART.search(one.lead)
    ]
    if len(parts) < 2:
        return []
    derived = derive(Operation.SUM, parts)
    return [_Result(derived.figure.quantity, derived.working, (), False)] if derived else []


def _shares(claim: Figure, figures: Sequence[Figure]) -> list[_Result]:
    made = []
    for part, whole in permutations(_measured(figures), 2):
        if not same_kind(part.quantity, whole.quantity) or _amount(part) >= _amount(whole):
            continue
        exact = _amount(part) / _amount(whole)
        value = exact if claim.quantity.unit == "fraction" else exact * 100
        shown = (exact * 100).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
        working = f"{part.quantity.text} ÷ {whole.quantity.text} = {shown:f}%"
        made.append(_Result(_quantity(claim, value), working, (), False))
    return made


def _multiples(claim: Figure, figures: Sequence[Figure]) -> list[_Result]:
    made = []
    for later, earlier in permutations(_measured(figures), 2):
        if not same_kind(later.quantity, earlier.quantity) or _amount(later) <= _amount(earlier):
            continue
        ratio = _amount(later) / _amount(earlier)
        shown = ratio.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
        working = f"{later.quantity.text} ÷ {earlier.quantity.text} = {shown:f}"
        made.append(_Result(_quantity(claim, ratio), working, (), False))
    return made


def _measured(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that can be reckoned with: single amounts above nought, no dates, shares or multiples."""
    return [
        one
        for one in figures
        if one.quantity.unit not in TEMPORAL_UNITS | {"percent", "fraction", "multiple", "percentage_point"}
        and one.quantity.upper is None
        and _amount(one) > 0
    ]


def _amount(figure: Figure) -> Decimal:
    return figure.quantity.amount or Decimal(0)


def _quantity(claim: Figure, value: Decimal) -> Quantity:
    return replace(claim.quantity, value=value, bound=Bound.EXACT, step=Decimal(0))


def _agrees(claim: Figure, result: Quantity) -> bool:
    """A hedged multiple or share is right on its side of the value: "more than double" is any ratio over two but under three."""
    quantity, made = claim.quantity, result.amount
    claimed = quantity.amount
    if made is None or claimed is None:
        return False
    if quantity.unit != "multiple":
        return value_agreement(quantity, result) is not Relation.DIFFERS
    if quantity.bound in LOWER:
        return claimed <= made < claimed + 1
    if quantity.bound in UPPER | {Bound.ALMOST}:
        return claimed * (1 - 2 * _HEDGED) <= made <= claimed
    return abs(made - claimed) <= claimed * _HEDGED / 2
