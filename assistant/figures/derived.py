"""A claim worked out from stated figures, where its words say so: a sum, a difference, a share, a change, a multiple."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.figures.attributes import attribute_clashes
from assistant.figures.gazetteer import capital_of
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure, Judgement, PeriodKind, Quantity, Relation, Verdict
from assistant.figures.values import is_count, rounds, same_kind, value_agreement
from assistant.figures.words import coverage, terms

_JOINT = re.compile(
    r"\b(?:together|combined|between them|in all|all told|in total|altogether|totall?(?:s|ed|ing)?|sum|add\w*|count\w*|plus|and"
    r"|com(?:e|es|ing) to|amount\w* to|make[s]? up|account\w* for|jointly|both|or|with|including|over (?:its|the) (?:first|last|next)|on top|aggregate|across|over (?:the )?(?:[\w-]+ ){1,2}years)\b",
    re.I,
)
_APART = re.compile(
    r"\b(?:added|adds|wip(?:e|es|ed)|knock(?:s|ed)?|lift(?:s|ed)|rais(?:es|ed)|more|less|fewer|higher|lower|gap|differen\w+|exceed\w*|above|below|over|under|short\w*|surplus|extra|ris\w+|rose|f[ae]ll\w*"
    r"|increas\w+|reduc\w+|drop\w*|cut|gr[eo]w\w*|up|down|net|behind|ahead|missed|overs\w+|unders\w+|left|leav(?:es|ing)|unspent|needs?|still|shed|lost|remain\w*|rest|others?|cheaper|dearer|outnumber\w*|improv\w*|climb\w*|wors\w+|better\w*|widen\w*|narrow\w*|chang\w+)\b",
    re.I,
)
_MOVED = re.compile(r"\b(?:improv\w+|wors\w+|ris\w+|rose|f[ae]ll\w*|increas\w+|reduc\w+|drop\w*|cut|gr[eo]w\w*|up|down|climb\w*|jump\w*|declin\w+|more|less|fewer|higher|lower)\b", re.I)  # fmt: skip
_SHARE = re.compile(r"\b(?:of|share|proportion)\b", re.I)
_MOST = 40
_NEAR = 400
_SHARES = frozenset({"percent", "fraction"})


def derived(claim: Figure, evidence: Sequence[Figure], matches: Sequence[float], least: float) -> Judgement | None:
    """The claim worked out from figures that stand together, each about what the claim speaks of; None where none is.

    The result must round to the claim at the claim's printed precision. A part is never added to the whole that holds
    it. Sums take two figures, or three of one sentence or table row; all else takes two.
    """
    amount = claim.quantity.amount
    if amount is None or claim.quantity.upper is not None:
        return None
    able = _best(
        (
            place
            for place, source in enumerate(evidence)
            if source.quantity.amount
            and source.quantity.upper is None
            and (matches[place] >= least or _stated(claim))
            and _about_the_same(claim, source)
        ),
        matches,
    )
    for places, result, working in _workings(claim, evidence, able):
        if min(matches[place] for place in places) < least and len({evidence[place].sentence for place in places}) > 1:
            continue  # words that share nothing are the claim's only where it names a sum and one sentence has it
        step = claim.quantity.step or Decimal(1)
        if rounds(result, amount, step, claim.quantity.bound):
            used = tuple(evidence[place] for place in places)
            shown = f"{working} = {claim.quantity.text}"
            return Judgement(Verdict.SUPPORTED_ROUNDED, f"{shown}.", used, places, shown)
    return None


def _stated(claim: Figure) -> bool:
    """Whether the claim says that it adds figures up, or how far a percentage moved."""
    return bool(_STATED_SUM.search(claim.subject)) or claim.quantity.unit == "percentage_point"


def _best(places: Iterable[int], matches: Sequence[float]) -> list[int]:
    """The places of the figures that match best, in order."""
    return sorted(sorted(places, key=lambda place: -matches[place])[:_MOST])


_STATED_SUM = re.compile(r"\b(?:together|combined|between them|in all|all told|altogether|add(?:s|ed)? up|sum to|com(?:e|es) to|jointly|in aggregate)\b", re.I)  # fmt: skip


def wrong_sum(claim: Figure, evidence: Sequence[Figure], matches: Sequence[float], least: float) -> Judgement | None:
    """The sum of the two figures that the claim's words name, where it says that it gives their sum and does not."""
    if claim.quantity.amount is None or not _STATED_SUM.search(claim.subject):
        return None
    able = [
        place
        for place, source in enumerate(evidence)
        if source.quantity.amount and source.quantity.upper is None and matches[place] >= least
        if _same_unit(claim, source) and _about_the_same(claim, source)
    ][:_MOST]
    pairs = [
        pair
        for pair in combinations(able, 2)
        if _together(evidence[pair[0]], evidence[pair[1]]) and not _whole_and_part(evidence[pair[0]], evidence[pair[1]])
    ]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: matches[pair[0]] + matches[pair[1]])
    places, result, working = _sum(evidence, best)
    shown = printed(
        replace(claim.quantity, text="", value=result, step=min(evidence[one].quantity.step for one in best)), bare=True
    )
    why = f"{working} = {shown}, not {claim.quantity.text}." if shown else f"{working} is not {claim.quantity.text}."
    return Judgement(Verdict.CONTRADICTED, why, tuple(evidence[one] for one in places), places)


def wrong_points(claim: Figure, evidence: Sequence[Figure], matches: Sequence[float], least: float) -> Judgement | None:
    """A move between two percentages that is given in per cent and not in points: from 84% to 91% is no rise of 7%."""
    if claim.quantity.unit != "percent" or not _MOVED.search(claim.subject):
        return None
    able = [
        place
        for place, source in enumerate(evidence)
        if source.quantity.unit == "percent" and source.quantity.amount and matches[place] >= least
    ][:_MOST]
    for pair in combinations(able, 2):
        if _together(evidence[pair[0]], evidence[pair[1]]):
            places, result, working = _difference(evidence, pair)
            if result == claim.quantity.amount:
                why = f"{working} is {result.normalize():f} percentage points, not {claim.quantity.text}."
                return Judgement(Verdict.CONTRADICTED, why, tuple(evidence[one] for one in places), places)
    return None


def _workings(
    claim: Figure, evidence: Sequence[Figure], able: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], Decimal, str]]:
    """Every result that the claim's words call for, with the places of its operands and the working."""
    words = f"{claim.subject} {claim.quantity.noun}"
    pairs = [pair for pair in combinations(able, 2) if _together(evidence[pair[0]], evidence[pair[1]])]
    alike = [pair for pair in pairs if all(_same_unit(claim, evidence[place]) for place in pair)]
    whole = claim.quantity.unit != "multiple"  # twofold and twofold make nothing
    if whole and _JOINT.search(words):
        yield from (_sum(evidence, pair) for pair in alike if not _whole_and_part(*(evidence[one] for one in pair)))
        for three in combinations(able[:12], 3):
            group = [evidence[place] for place in three]
            listed = len({one.sentence for one in group}) == 1 and all(_same_unit(claim, one) for one in group)
            if listed and not any(_whole_and_part(one, other) for one, other in combinations(group, 2)):
                yield _sum(evidence, three)
    if whole and "under" not in claim.sense:
        yield from (_difference(evidence, pair) for pair in alike if _budget_unspent(*(evidence[one] for one in pair)))
    if whole and _OF_BUDGET.search(words):
        for pair in alike:
            way = _beside_budget(*(evidence[one] for one in pair))
            if way:
                yield _sum(evidence, pair) if way == "under" else _difference(evidence, pair)
    apart = _APART.search(words) or claim.sense & {"change", "up", "down", "over", "under"}
    if whole and apart and not (claim.quantity.unit == "percent" and _MOVED.search(words)):
        points = claim.quantity.unit == "percentage_point"
        for pair in pairs if points else alike:
            if not points or all(evidence[place].quantity.unit == "percent" for place in pair):
                yield _difference(evidence, pair)
    if claim.quantity.unit in _SHARES | {"multiple"}:
        yield from _ratios(claim, words, evidence, pairs)


def _budget_unspent(one: Figure, other: Figure) -> bool:
    """Whether one figure is what was left of the other, a budget, in one sentence: what was spent is the rest."""
    said = f"{one.subject} {other.subject}"
    return one.sentence == other.sentence and bool(_UNDERSPENT.search(said) and _OF_BUDGET.search(said))


def _beside_budget(spent: Figure, gap: Figure) -> str:
    """Whether the second figure is by how much the first, in one sentence, stayed under a budget or went over it."""
    if spent.sentence != gap.sentence or not _OF_PLAN.search(gap.subject):
        return ""
    return next((way for way in ("under", "over") if way in gap.sense - spent.sense), "")


_OF_PLAN = re.compile(r"\b(?:than|below|under) (?:was |had been |the |its )*(?:budget\w*|plan\w*|allocat\w+)", re.I)
_UNDERSPENT = re.compile(r"\b(?:undersp[ae]n\w+|unspent)\b", re.I)
_OF_BUDGET = re.compile(r"\b(?:budget|fund|allocation|grant|settlement|programme|plan(?:s|ned)?)\b", re.I)


def _sum(evidence: Sequence[Figure], places: tuple[int, ...]) -> tuple[tuple[int, ...], Decimal, str]:
    amounts = [evidence[place].quantity.amount or Decimal(0) for place in places]
    return places, abs(sum(amounts, Decimal(0))), " + ".join(_shown(evidence[place].quantity) for place in places)


def _difference(evidence: Sequence[Figure], pair: tuple[int, int]) -> tuple[tuple[int, ...], Decimal, str]:
    first, second = sorted(pair, key=lambda place: -(evidence[place].quantity.amount or 0))
    one, other = evidence[first].quantity, evidence[second].quantity
    return (
        (first, second),
        (one.amount or Decimal(0)) - (other.amount or Decimal(0)),
        f"{_shown(one)} − {_shown(other)}",
    )


def _ratios(
    claim: Figure, words: str, evidence: Sequence[Figure], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, ...], Decimal, str]]:
    """Shares of a whole, changes from an earlier value and multiples of it, in the claim's unit."""
    scale = Decimal(100) if claim.quantity.unit == "percent" else Decimal(1)
    for pair in pairs:
        for first, second in (pair, pair[::-1]):
            one, other = evidence[first], evidence[second]
            part, whole = abs(one.quantity.amount or Decimal(0)), abs(other.quantity.amount or Decimal(0))
            if not whole or _unlike(one, other):
                continue
            shown = f"{_shown(one.quantity)} ÷ {_shown(other.quantity)}"
            moved = "start" in other.sense or (one.sentence == other.sentence and _year(other) < _year(one))
            if claim.quantity.unit == "multiple":
                if moved:
                    yield (first, second), part / whole, shown
            elif moved and _MOVED.search(words) and ("down" if part > whole else "up") not in claim.sense:
                yield (
                    (first, second),
                    abs(part - whole) / whole * scale,
                    f"({_shown(one.quantity)} − {_shown(other.quantity)}) ÷ {_shown(other.quantity)}",
                )
            elif part < whole and _SHARE.search(words) and ("part" in one.sense or _names_both(claim, one, other)):
                yield (first, second), part / whole * scale, shown


def _names_both(claim: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the claim's words are those of both figures' own clauses."""
    said = terms(f"{claim.subject} {claim.quantity.noun}")
    own, other = terms(f"{part.subject} {part.quantity.noun}"), terms(f"{whole.subject} {whole.quantity.noun}")
    return coverage(said, own) >= 0.3 and coverage(said, other) >= 0.3


def _year(figure: Figure) -> str:
    return (figure.period.end or figure.period.start or "") if figure.period else ""


def _within(part: Figure, whole: Figure) -> bool:
    """Whether the part's single year lies in the several years of the whole."""
    year, period = _year(part), whole.period
    if not year or not period or period.kind is not PeriodKind.TOTAL:
        return False
    if period.start and period.end and period.start != period.end:
        return period.start <= year <= period.end
    return bool(period.years and period.years > 1)


def _unlike(one: Figure, other: Figure) -> bool:
    return one.quantity.unit != other.quantity.unit and not (is_count(one.quantity) and is_count(other.quantity))


def _shown(quantity: Quantity) -> str:
    """The operand without its bound: "£1.9 billion", a table's "210" as "£210 million"."""
    return printed(quantity, bare=True)


#: What a mean, a rate or a figure for one of many says is never added up.
_NO_SUMMAND = frozenset({"average", "median", "per_month", "per_week", "per_day"})


def _same_unit(claim: Figure, source: Figure) -> bool:
    return same_kind(claim.quantity, source.quantity)


def _about_the_same(claim: Figure, source: Figure) -> bool:
    """Whether nothing that the claim says of its whole rules the figure out as an operand."""
    if _NO_SUMMAND & source.sense - claim.sense:
        return False
    for name, _ in attribute_clashes(claim, source):
        if name in ("subject", "organisation", "sense", "qualifier", "direction", "bound"):
            continue
        moved = claim.quantity.unit == "percentage_point" and not _year(source)
        if name == "period" and (moved or _within(source, claim)):
            continue
        if name == "basis" and (
            _STATUS & source.basis or {"capital", "resource", "new", "previously_announced"} & claim.basis
        ):
            # What is paid and what is still to be paid make one sum.
            continue
        if name == "place" and set(source.places) <= {capital_of(place) or place for place in claim.places}:
            continue
        if name == "noun" and set(terms(source.quantity.unit)) & set(terms(f"{claim.quantity.noun} {claim.subject}")):
            continue
        return False
    return True


_STATUS = frozenset({"achieved", "forecast", "target"})


def _together(one: Figure, other: Figure) -> bool:
    """Whether two figures stand near each other in one text: for tables in one row or one column."""
    if one.passage != other.passage or abs(one.sentence[0] - other.sentence[0]) > _NEAR:
        return False
    in_table = one.in_table and other.in_table and bool(one.period and other.period)
    return not in_table or one.sentence == other.sentence or _year(one) == _year(other)


def _whole_and_part(one: Figure, other: Figure) -> bool:
    """Whether one figure is a part of the other or the two are one and the same."""
    if _unlike(one, other):
        return True
    for part, whole in ((one, other), (other, one)):
        within = abs(part.quantity.amount or Decimal(0)) < abs(whole.quantity.amount or Decimal(0))
        if "part" in part.sense and "part" not in whole.sense and within and whole.sentence[0] <= part.sentence[0]:
            return True
    return value_agreement(one.quantity, other.quantity) is not Relation.DIFFERS and one.subject == other.subject
