"""Judge a claimed figure against all the evidence: the verdict, the source figures it rests on, and why.

The order of the rules is the labelling order of fact-checkers' practice: a right value in the right place is supported;
a right value in another place is misattributed, even where the right figure is there too; another value for the same
thing contradicts; anything else is not found.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.figures.attributes import attribute_clash, attribute_clashes
from assistant.figures.comparing import (
    SAME_SUBJECT,
    SAME_VALUE_SUBJECT,
    TIMES,
    Similarity,
    agreed,
    compare,
    converted,
    figure_agreement,
    own_words,
    subject_match,
)
from assistant.figures.derived import derived, wrong_points, wrong_sum
from assistant.figures.elsewhere import elsewhere
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, Judgement, Relation, Verdict
from assistant.figures.rivals import (
    COMMON,
    MORE_LABELS,
    MORE_WORDS,
    another_agent,
    has_the_verb,
    its_subject,
    labelled,
    leaning,
    only_there,
    tells_part,
)
from assistant.figures.senses import RATES
from assistant.figures.units import measure_factor
from assistant.figures.values import TIME_UNITS, is_count, is_money, same_kind
from assistant.figures.words import coverage, terms

#: How much better another figure must fit the claim's words before the agreeing one is held to be about something else.
BETTER_FIT = 0.34


#: The same between two figures that agree.
CLEARLY_BETTER = 0.3


def judge(claim: Figure, evidence: Sequence[Figure], *, similarity: Similarity | None = None) -> Judgement:
    """The verdict on one claim over all the evidence, which comes in order of authority. Never raises.

    A sum or difference of two stated figures in one sentence counts as derived, with its working.
    """
    matches = [subject_match(claim, source, similarity) for source in evidence]
    agreeing = [
        place for place, source in enumerate(evidence) if figure_agreement(claim, source) is not Relation.DIFFERS
    ]
    agreeing = _closest(claim, evidence, agreeing, matches)
    nearest = max((matches[place] for place in agreeing), default=0.0)
    agreeing.sort(
        key=lambda place: (
            # A value without a clash is no support where the claim's words plainly describe another that clashes.
            matches[place] < nearest - CLEARLY_BETTER,
            attribute_clash(claim, evidence[place]) is not None,
            -matches[place],
            place,
        )
    )
    found = _agreeing(claim, evidence, agreeing, matches, similarity) if agreeing else None
    if found and found.positions and matches[found.positions[0]] >= SAME_VALUE_SUBJECT:
        return found
    # A value worked out is a better answer than the same number said of something else.
    total = derived(claim, evidence, matches, SAME_VALUE_SUBJECT)
    left = total is not None and " − " in total.working
    if total and left and found and {one.sentence for one in found.sources} & {one.sentence for one in total.sources}:
        return found  # what the sentence prints itself is not what its other figures leave
    if better := total or (None if found and _by_chance(claim, evidence, found, matches) else found):
        return better
    return (
        wrong_sum(claim, evidence, matches, SAME_VALUE_SUBJECT)
        or wrong_points(claim, evidence, matches, SAME_VALUE_SUBJECT)
        or _contradicted(claim, evidence, matches)
        or _part_of_range(claim, evidence, matches)
        or _other_unit(claim, evidence, matches)
        or found
        or Judgement(Verdict.NOT_FOUND, "The sources give no figure for this.")
    )


def _by_chance(claim: Figure, evidence: Sequence[Figure], found: Judgement, matches: Sequence[float]) -> bool:
    """Whether a figure of something else agrees by rounding alone: £403m of stations is no £0.4bn of tax."""
    rough = len(_digits(claim.quantity.amount)) < _TELLING and max(matches) >= SAME_SUBJECT
    return (
        rough
        and found.verdict is Verdict.MISATTRIBUTED
        and any(
            matches[place] < SAME_VALUE_SUBJECT
            and figure_agreement(claim, evidence[place]) is Relation.SAME_AFTER_ROUNDING
            for place in found.positions
        )
    )


def _closest(claim: Figure, evidence: Sequence[Figure], agreeing: list[int], matches: list[float]) -> list[int]:
    """The agreeing figures without those that agree by rounding only, where their own sentence prints the claim's value."""
    printed_so = [place for place in agreeing if figure_agreement(claim, evidence[place]) is Relation.SAME]
    return [
        place
        for place in agreeing
        if place in printed_so
        or not any(
            evidence[one].passage == evidence[place].passage
            and evidence[one].sentence == evidence[place].sentence
            and matches[one] >= matches[place] - BETTER_FIT
            for one in printed_so
        )
    ]


def _agreeing(
    claim: Figure, evidence: Sequence[Figure], agreeing: list[int], matches: list[float], similarity: Similarity | None
) -> Judgement:
    best = agreeing[0]
    source = evidence[best]
    agreement = compare(claim, source, similarity=similarity)
    if _nothing_nearer(claim, evidence, best, agreeing, matches):
        agreement = agreed(claim, source)
    why = elsewhere(claim, evidence, best, matches) if agreement.attribute is None else None
    doer = another_agent(claim, source, evidence) if agreement.attribute is None and not why else None
    why = f"In the source {printed(source.quantity)} is not said of {doer}." if doer else why
    if why:
        return Judgement(Verdict.MISATTRIBUTED, why, (source,), (best,))
    rivals = [
        place
        for place, other in enumerate(evidence)
        if place not in agreeing
        and same_kind(claim.quantity, converted(claim, other) if source.in_table else other.quantity)
        and not (source.publisher != other.publisher and source.publisher in claim.organisations)
        and (
            matches[place] >= matches[best] + BETTER_FIT
            or leaning(claim, source, other) >= (MORE_LABELS if labelled(source, other) else MORE_WORDS)
            or has_the_verb(claim, source, other)
            or its_subject(claim, source, other)
            or only_there(claim, source, other)
        )
        and not tells_part(claim, source, other)
        and not _far_apart(claim, other)
        and attribute_clash(claim, other) is None
        and not (claim.sense & source.sense | claim.basis & source.basis) - other.sense - other.basis - _silent(other)
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


def _silent(other: Figure) -> frozenset[str]:
    """What a rival need not say: weak tags, and a rate that another figure of its sentence has."""
    return _WEAK | RATES if "rated" in other.sense and not other.sense & RATES else _WEAK


def _far_apart(claim: Figure, other: Figure) -> bool:
    """Whether two counts are of such different sizes that one is no rival of the other: 44 services and 31,000 people."""
    one, its = claim.quantity.amount, other.quantity.amount
    return bool(is_count(claim.quantity) and one and its and abs(one.adjusted() - its.adjusted()) > 2)


def _nothing_nearer(
    claim: Figure, evidence: Sequence[Figure], best: int, agreeing: Sequence[int], matches: Sequence[float]
) -> bool:
    """Whether a value that agrees may be the claim's in words that share nothing with the source's: no other figure is
    nearer to the claim's words, nothing clashes, and the value is not one that any text may hold."""
    if matches[best] >= SAME_VALUE_SUBJECT or attribute_clash(claim, evidence[best]):
        return False
    small = (claim.quantity.amount or 0) < _MANY and len(_digits(claim.quantity.amount)) < _TELLING
    if is_count(claim.quantity) and small:
        return False
    return not any(
        matches[place] >= matches[best] + BETTER_FIT and same_kind(claim.quantity, other.quantity)
        for place, other in enumerate(evidence)
        if place not in agreeing
    )


#: How many significant digits make a count unlikely to stand in two texts by chance.
_TELLING = 2
#: The same of the count itself.
_MANY = 10_000


def _contradicted(claim: Figure, evidence: Sequence[Figure], matches: list[float]) -> Judgement | None:
    named = set(claim.organisations)
    if named and not any(named & {*one.organisations, one.publisher} for one in evidence):
        return None  # no source speaks of the body
    rivals = [
        place
        for place, source in enumerate(evidence)
        if matches[place]
        >= (0 if _misprinted(claim, source) else SAME_VALUE_SUBJECT if same_digits(claim, source) else SAME_SUBJECT)
        and _comparable(claim, source)
        and source.quantity.unit not in TEMPORAL_UNITS
        and _names_the_thing(claim, source)
        and not {"organisation", "noun"} & {name for name, _ in attribute_clashes(claim, source)}
    ]
    if not rivals:
        return None
    best = max(
        rivals,
        key=lambda place: (
            same_digits(claim, evidence[place]),
            matches[place],
            attribute_clash(claim, evidence[place]) is None,
            -place,
        ),
    )
    source = evidence[best]
    return Judgement(
        Verdict.CONTRADICTED,
        f"The source says {printed(source.quantity)}; the claim says {printed(claim.quantity)}.",
        (source,),
        (best,),
    )


#: What a claim may share with a figure without being about that figure.
_WEAK = frozenset({"rated", "cost", "saving", "forecast", "allocated", "achieved", "target", "estimate", "total"})


def _names_the_thing(claim: Figure, source: Figure) -> bool:
    """Whether the source's own sentence, or what its text is about, holds a word that tells the claim's subject apart."""
    telling = tuple(term for term in terms(f"{claim.subject} {claim.quantity.noun}") if term not in COMMON | TIMES)
    held = terms(f"{own_words(source)} {source.lead} {source.topic} {' '.join(source.organisations)}")
    printed_so = claim.quantity.amount == source.quantity.amount or same_digits(claim, source)
    return printed_so or not telling or source.in_table or coverage(telling, held) >= SAME_SUBJECT


def _misprinted(claim: Figure, source: Figure) -> bool:
    """Whether two of the source's digits change places in the claim, or the claim has its digits in another currency."""
    one, other = claim.quantity, source.quantity
    if not one.amount or not other.amount or one.amount.adjusted() != other.amount.adjusted():
        return False
    own, its = _digits(one.amount), _digits(other.amount)
    if one.unit != other.unit:
        return one.amount == other.amount and is_money(one) and is_money(other) and len(own) > 1
    changed = [place for place, (first, second) in enumerate(zip(own, its, strict=False)) if first != second]
    return sorted(own) == sorted(its) and len(changed) == 2 and (is_money(one) or len(own) > 2)


def same_digits(claim: Figure, source: Figure) -> bool:
    """Whether the claim prints the source's digits with another scale, currency or unit, or in another order."""
    one, other = _digits(claim.quantity.amount), _digits(source.quantity.amount)
    return sorted(one) == sorted(other) and (len(one) > 1 or _scale_slip(claim, source))


def _scale_slip(claim: Figure, source: Figure) -> bool:
    """Whether the two differ by "thousand" for "million", or "million" for "billion"."""
    one, other = sorted(abs(figure.quantity.amount or Decimal(0)) for figure in (claim, source))
    return claim.quantity.unit == source.quantity.unit and one >= 1000 and other == one * 1000


def _digits(amount: Decimal | None) -> str:
    """The significant digits: 4200000 has "42"."""
    return "" if amount is None else "".join(map(str, amount.normalize().as_tuple().digits)).strip("0")


def _comparable(claim: Figure, source: Figure) -> bool:
    one, other = claim.quantity, source.quantity
    shares = {"percent", "percentage_point", "fraction"}
    if one.unit in shares and other.unit in shares:
        return True
    if is_money(one):
        return is_money(other)
    if not same_kind(one, other):
        return False
    if is_count(one) and one.noun and other.unit == "number":
        # A bare number counts what its passage speaks of, and nothing that the passage never names.
        named = terms(f"{source.subject} {source.lead} {source.topic} {source.counted}")
        return coverage(terms(one.unit), named) > 0
    alike = one.unit == other.unit or "number" in (one.unit, other.unit) or measure_factor(one.unit, other.unit)
    return not is_count(one) or bool(alike)


def _other_unit(claim: Figure, evidence: Sequence[Figure], matches: Sequence[float]) -> Judgement | None:
    """The source's number of hours or days given as a number of things, or the reverse: "55,000 trials" of 55,000 hours."""
    for place, source in enumerate(evidence):
        one, other = claim.quantity, source.quantity
        timed = (one.unit in TIME_UNITS) != (other.unit in TIME_UNITS)
        counted = (is_count(one) and one.noun) or (is_count(other) and other.noun)
        if timed and counted and one.amount == other.amount and matches[place] >= SAME_SUBJECT:
            why = f"The source says {printed(other)}; the claim says {printed(one)}."
            return Judgement(Verdict.MISATTRIBUTED, why, (source,), (place,))
    return None


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
