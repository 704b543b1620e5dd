"""Judge a claimed figure against all the evidence: the verdict, the source figures it rests on, and why.

The order of the rules is the labelling order of fact-checkers' practice: a right value in the right place is supported;
a right value in another place is misattributed, even where the right figure is there too; another value for the same
thing contradicts; anything else is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from assistant.figures.attributes import attribute_clash, printed
from assistant.figures.comparing import SAME_SUBJECT, Similarity, compare, figure_agreement, subject_match
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, Judgement, Relation, Verdict
from assistant.figures.values import is_count, same_kind

#: How much better another figure must fit the claim's words before the agreeing one is held to be about something else.
BETTER_FIT = 0.34


def judge(claim: Figure, evidence: Sequence[Figure], *, similarity: Similarity | None = None) -> Judgement:
    """The verdict on one claim over all the evidence, which comes in order of authority. Never raises.

    A sum or difference of two stated figures in one sentence counts as derived, with its working.
    """
    matches = [subject_match(claim, source, similarity) for source in evidence]
    agreeing = [
        place for place, source in enumerate(evidence) if figure_agreement(claim, source) is not Relation.DIFFERS
    ]
    agreeing.sort(key=lambda place: (attribute_clash(claim, evidence[place]) is not None, -matches[place], place))
    if agreeing:
        return _agreeing(claim, evidence, agreeing, matches, similarity)
    derived = _derived(claim, evidence, matches)
    if derived:
        return derived
    return (
        _contradicted(claim, evidence, matches)
        or _part_of_range(claim, evidence, matches)
        or Judgement(Verdict.NOT_FOUND, "The sources give no figure for this.")
    )


def _agreeing(
    claim: Figure, evidence: Sequence[Figure], agreeing: list[int], matches: list[float], similarity: Similarity | None
) -> Judgement:
    best = agreeing[0]
    source = evidence[best]
    agreement = compare(claim, source, similarity=similarity)
    rivals = [
        place
        for place, other in enumerate(evidence)
        if place not in agreeing
        and same_kind(claim.quantity, other.quantity)
        and matches[place] >= matches[best] + BETTER_FIT
        and attribute_clash(claim, other) is None
    ]
    if agreement.relation in (Relation.SAME, Relation.SAME_AFTER_ROUNDING) and not rivals:
        rounded = agreement.relation is Relation.SAME_AFTER_ROUNDING
        return Judgement(Verdict.SUPPORTED_ROUNDED if rounded else Verdict.SUPPORTED, agreement.why, (source,), (best,))
    if agreement.relation is Relation.DIFFERS:
        return Judgement(Verdict.CONTRADICTED, agreement.why, (source,), (best,))
    if rivals and agreement.attribute is None:
        rival = evidence[max(rivals, key=lambda place: matches[place])]
        return Judgement(
            Verdict.MISATTRIBUTED,
            f"The source says {printed(rival.quantity)} here; {printed(source.quantity)} belongs elsewhere.",
            (source,),
            (best,),
        )
    if agreement.attribute == "subject" and matches[best] == 0 and is_count(claim.quantity):
        return Judgement(Verdict.NOT_FOUND, "The sources give no figure for this.", (), ())
    return Judgement(Verdict.MISATTRIBUTED, agreement.why, (source,), (best,))


def _contradicted(claim: Figure, evidence: Sequence[Figure], matches: list[float]) -> Judgement | None:
    rivals = [
        place
        for place, source in enumerate(evidence)
        if matches[place] >= SAME_SUBJECT and _comparable(claim, source) and source.quantity.unit not in TEMPORAL_UNITS
    ]
    if not rivals:
        return None
    best = max(rivals, key=lambda place: (matches[place], attribute_clash(claim, evidence[place]) is None, -place))
    source = evidence[best]
    return Judgement(
        Verdict.CONTRADICTED,
        f"The source says {printed(source.quantity)}; the claim says {printed(claim.quantity)}.",
        (source,),
        (best,),
    )


def _comparable(claim: Figure, source: Figure) -> bool:
    one, other = claim.quantity, source.quantity
    shares = {"percent", "percentage_point", "fraction"}
    if one.unit in shares and other.unit in shares:
        return True
    if len(one.unit) == 3 and one.unit.isupper():
        return len(other.unit) == 3 and other.unit.isupper()
    if not same_kind(one, other):
        return False
    return not is_count(one) or one.unit == other.unit or "number" in (one.unit, other.unit)


def _part_of_range(claim: Figure, evidence: Sequence[Figure], matches: list[float]) -> Judgement | None:
    """One end of a printed range given as the figure."""
    amount = claim.quantity.amount
    for place, source in enumerate(evidence):
        quantity = source.quantity
        if (
            amount is not None
            and quantity.upper is not None
            and same_kind(claim.quantity, quantity)
            and amount in (quantity.value, quantity.upper)
        ):
            return Judgement(
                Verdict.MISATTRIBUTED, f"The source gives a range, {printed(quantity)}.", (source,), (place,)
            )
    return None


def _derived(claim: Figure, evidence: Sequence[Figure], matches: list[float]) -> Judgement | None:
    """The claim as a sum or difference of two figures that stand together and that its words cover."""
    amount = claim.quantity.amount
    if amount is None or claim.quantity.upper is not None:
        return None
    together = [
        place
        for place, source in enumerate(evidence)
        if source.quantity.amount is not None
        and source.quantity.upper is None
        and source.quantity.unit == claim.quantity.unit
        and matches[place] >= SAME_SUBJECT / 2
    ]
    for one, other in combinations(together[:40], 2):
        first, second = evidence[one].quantity, evidence[other].quantity
        if _far_apart(evidence[one], evidence[other]) or first.amount is None or second.amount is None:
            continue
        total = first.amount + second.amount
        step = max(claim.quantity.step, Decimal(0))
        if abs(total) == amount or (step and (abs(total) / step).to_integral_value() * step == amount):
            working = f"{first.text} + {second.text} = {claim.quantity.text}"
            return Judgement(
                Verdict.SUPPORTED_ROUNDED, f"{working}.", (evidence[one], evidence[other]), (one, other), working
            )
    return None


def _far_apart(one: Figure, other: Figure) -> bool:
    return abs(one.sentence[0] - other.sentence[0]) > 400
