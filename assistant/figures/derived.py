"""A claim as the sum of two stated figures, where its words say that it is a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from assistant.figures.attributes import attribute_clash
from assistant.figures.quantity import Figure, Judgement, Relation, Verdict
from assistant.figures.values import is_count, same_kind, value_agreement

_JOINT = re.compile(
    r"\b(?:together|combined|between them|in all|in total|altogether|totall?(?:s|ed|ing)?|sum|add\w*|count\w*|plus|and"
    r"|come to|amounts? to|account for|jointly|both|over (?:its|the) (?:first|last|next)|on top)\b",
    re.I,
)
_MOST = 40
_NEAR = 400


def derived(claim: Figure, evidence: Sequence[Figure], matches: Sequence[float], least: float) -> Judgement | None:
    """The claim as a sum of two figures that stand together, each about what the claim speaks of; None where none is.

    The sum must be exact at the claim's printed precision. A part is never added to the whole that holds it.
    """
    amount = claim.quantity.amount
    if (
        amount is None
        or claim.quantity.upper is not None
        or not _JOINT.search(claim.subject + " " + claim.quantity.noun)
    ):
        return None
    operands = [
        place
        for place, source in enumerate(evidence)
        if source.quantity.amount
        and source.quantity.upper is None
        and same_kind(claim.quantity, source.quantity)
        and matches[place] >= least
        and _about_the_same(claim, source)
    ]
    for one, other in combinations(operands[:_MOST], 2):
        first, second = evidence[one], evidence[other]
        if not _together(first, second):
            continue
        total = abs((first.quantity.amount or Decimal(0)) + (second.quantity.amount or Decimal(0)))
        step = min(first.quantity.step, second.quantity.step) or Decimal(1)
        if total == amount or (total.quantize(Decimal(1)) // step * step == amount and claim.quantity.step <= step):
            working = f"{first.quantity.text} + {second.quantity.text} = {claim.quantity.text}"
            return Judgement(Verdict.SUPPORTED_ROUNDED, f"{working}.", (first, second), (one, other), working)
    return None


def _about_the_same(claim: Figure, source: Figure) -> bool:
    clash = attribute_clash(claim, source)
    if clash is None or clash[0] in ("subject", "organisation", "sense"):
        return True
    if clash[0] == "place":
        return set(source.places) <= set(claim.places)
    if clash[0] == "noun":
        return is_count(source.quantity) and source.quantity.unit in f"{claim.quantity.noun} {claim.subject}".lower()
    return False


def _together(one: Figure, other: Figure) -> bool:
    """Whether two figures stand near each other, are of one unit, and neither is a part of the other."""
    if abs(one.sentence[0] - other.sentence[0]) > _NEAR or ("part" in one.sense) != ("part" in other.sense):
        return False
    if one.quantity.unit != other.quantity.unit and not (is_count(one.quantity) and is_count(other.quantity)):
        return False
    return value_agreement(one.quantity, other.quantity) is Relation.DIFFERS or one.subject != other.subject
