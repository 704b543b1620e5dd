"""Where sources give figures of one thing that do not agree after rounding: which, and on what they differ.

Two figures are in conflict where they count the same, are of other documents of about one time, deny no attribute of
each other, cover each other's words, and neither could be the other rounded.

Limits: cells of tables are not compared, for only their headings tell them apart; values far apart are taken for a part
and its whole; of disputes between equal numbers only those over a yearly rate and a total are seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.question import SHARE_UNITS, TIME_UNITS, is_currency
from assistant.answering.ranking import FEATURES, Candidate, passage_words
from assistant.figures import Figure, Relation
from assistant.figures.attributes import attribute_clashes
from assistant.figures.comparing import subject_match
from assistant.figures.gazetteer import organisation_spans, organisations, related
from assistant.figures.quantity import TEMPORAL_UNITS, Period, PeriodKind, Quantity
from assistant.figures.values import LOWER, UPPER, value_agreement
from assistant.figures.words import terms

#: Least product of how far each figure covers the other's words.
_ALIKE = 0.12
#: The same for two figures that agree after rounding, of which the second is told only where it is plainly of the thing.
_PLAINLY = 0.25
#: From here on two sources say it in so many words, and may put its end a year apart.
_IN_SO_MANY_WORDS = 0.5
#: Least number of words that their clauses share.
_SHARED = 2
#: How many times the smaller value the larger may be: beyond, sources print a part and its whole in much the same words.
_FAR = Decimal("1.5")
#: Documents further apart report other rounds of money and other surveys.
_MOST_MONTHS = 18
#: Least match of the other figure's clause and passage to the question, as a share of the shown figure's.
_AS_FITTING, _SHARING_AN_END = 0.45, 0.2
#: Bodies that are named beside a sum because they state or examine it, not because it is theirs.
SPEAK_OF_OTHERS = frozenset(
    {
        "HM Treasury",
        "National Audit Office",
        "Public Accounts Committee",
        "Office for Budget Responsibility",
        "Institute for Fiscal Studies",
    }
)
#: Whose estimate it is may differ between the sides; what it is of may not.
_OF_ITS_OWN = frozenset({"noun", "sense", "subject", "period", "direction", "basis", "place"})
_CLAUSE, _ALL = FEATURES.index("clause"), FEATURES.index("all")
_SPANS = TIME_UNITS - {"hour"}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two figures of one thing, the more official source's first, and what they differ on: "value, period"."""

    official: Candidate
    other: Candidate
    on: tuple[str, ...]


def disputes(shown: Candidate, found: Sequence[Candidate]) -> Dispute | None:
    """The dispute over a shown figure with the likeliest of the figures found; None where the sources agree."""
    for other in found:
        apart = in_conflict(shown, other) and not _told_apart(shown, other, found)
        if _as_fitting(shown, other) and (apart or over_other_spans(shown, other)):
            official, second = sorted((shown, other), key=lambda side: side.evidence.document.kind.rank)
            return Dispute(official, second, differing(official, second))
    return None


def in_conflict(one: Candidate, other: Candidate) -> bool:
    """Whether two documents' figures are of one thing, period and basis and yet do not agree after rounding."""
    first, second = one.figure, other.figure
    if one.evidence.document.source == other.evidence.document.source or not comparable(
        first.quantity, second.quantity
    ):
        return False
    if any(side.evidence.passage.columns for side in (one, other)) or _of_other_times(one, other):
        return False
    if _denied(first, second) or (is_currency(first.quantity.unit) and not _of_one_house(one, other)):
        return False
    if len(_words(first) & _words(second)) < _SHARED:
        return False
    there, back = subject_match(first, second), subject_match(second, first)
    return there * back >= _ALIKE


def _words(figure: Figure) -> set[str]:
    """The content words of a figure's clause and noun, without the names of bodies, and "budget", which may name the event."""
    subject = figure.subject
    for start, end, _ in reversed(organisation_spans(subject)):
        subject = f"{subject[:start]} {subject[end:]}"
    return {*terms(f"{subject} {figure.quantity.noun}")} - {"budget"}


def more_exact(shown: Candidate, found: Sequence[Candidate]) -> Candidate | None:
    """The likeliest figure that another document gives for the same thing to more digits: 1.9% where 2% is shown.

    It may be told apart from the shown one's words where another source puts the shown value in words nearer to its own.
    """
    same = [shown, *(one for one in found if one is not shown and _says_the_same(shown, one))]
    finer_ones = (one for one in found if _as_fitting(shown, one))
    return next((one for one in finer_ones if any(_is_finer(one, coarse) for coarse in same)), None)


def _says_the_same(shown: Candidate, other: Candidate) -> bool:
    """Whether another figure has the shown one's value and denies nothing of it, in words that are like."""
    first, second = shown.figure, other.figure
    if (first.quantity.value, first.quantity.unit) != (second.quantity.value, second.quantity.unit):
        return False
    alike = subject_match(first, second) * subject_match(second, first)
    return alike >= _ALIKE and not _denied(first, second) and not _of_other_times(shown, other)


def _is_finer(one: Candidate, coarse: Candidate) -> bool:
    if not finer(one.figure.quantity, coarse.figure.quantity) or _of_other_times(one, coarse):
        return False
    if one.evidence.document.source == coarse.evidence.document.source:
        return False
    if any(side.evidence.passage.columns for side in (one, coarse)):
        return False
    alike = subject_match(one.figure, coarse.figure) * subject_match(coarse.figure, one.figure)
    return alike >= _PLAINLY and not _denied(one.figure, coarse.figure, dated=alike < _IN_SO_MANY_WORDS)


def finer(one: Quantity, coarse: Quantity) -> bool:
    """Whether a share or a sum is another printed to more digits, by value and unit alone."""
    if one.unit != coarse.unit or one.value == coarse.value or one.upper is not None or coarse.upper is not None:
        return False
    of_sort = one.unit in SHARE_UNITS or is_currency(one.unit)
    return of_sort and one.step < coarse.step and value_agreement(coarse, one) is not Relation.DIFFERS


def over_other_spans(one: Candidate, other: Candidate) -> bool:
    """Whether two documents give one value of one thing, this one a year and that one over several years."""
    first, second = one.figure, other.figure
    if one.evidence.document.source == other.evidence.document.source or not same_over_spans(first, second):
        return False
    return (
        len(_words(first) & _words(second)) >= _SHARED
        and subject_match(first, second) * subject_match(second, first) >= _ALIKE
    )


def same_over_spans(one: Figure, other: Figure) -> bool:
    """Whether two figures have one value, one stated for each year and one for a span of years."""
    if one.quantity.unit != other.quantity.unit or one.quantity.value != other.quantity.value:
        return False
    kinds = {period.kind for period in (one.period, other.period) if period and (not period.years or period.years > 1)}
    return kinds == {PeriodKind.PER_YEAR, PeriodKind.TOTAL} and len(str(one.quantity.amount).strip("0.")) > 1


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two values count the same, are not far apart, and cannot both be true of one thing."""
    if one.unit != other.unit or one.unit in TEMPORAL_UNITS | _SPANS | {"number"} or not one.amount or not other.amount:
        return False
    return max(one.amount, other.amount) <= _FAR * min(one.amount, other.amount) and not _compatible(one, other)


def differing(one: Candidate, other: Candidate) -> tuple[str, ...]:
    """What two figures in conflict differ on, the value first."""
    first, second = one.figure, other.figure
    return (
        *(["value"] if _ends(first.quantity) != _ends(second.quantity) else []),
        *(["period"] if first.period and second.period and _time(first.period) != _time(second.period) else []),
        *(["coverage"] if set(first.places) != set(second.places) else []),
    )


def _ends(quantity: Quantity) -> tuple[Decimal | str | None, ...]:
    return quantity.value, quantity.upper


def _time(period: Period) -> tuple[str | None, ...]:
    dated = (period.start, period.end)
    return dated if any(dated) else (period.kind.value, str(period.years))


def _as_fitting(shown: Candidate, other: Candidate) -> bool:
    """Whether the other figure fits the question nearly as well; ranges that share an end are plainly of one thing."""
    ends = set(_ends(shown.figure.quantity)) & set(_ends(other.figure.quantity)) - {None}
    share = _SHARING_AN_END if ends and shown.figure.quantity.upper and other.figure.quantity.upper else _AS_FITTING
    return all(
        other.features[place] >= share * shown.features[place] and other.features[place] > 0
        for place in (_CLAUSE, _ALL)
    )


def _told_apart(shown: Candidate, other: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a source prints both values: then they are two things to it."""
    pair = (shown, other)
    return any(
        one.evidence.document.source == side.evidence.document.source
        and _compatible(one.figure.quantity, across.figure.quantity)
        for side, across in (pair, pair[::-1])
        for one in found
    )


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both can be true of one thing: equal after rounding, within a range, or just beyond a bound."""
    if one.unit != other.unit:
        return False
    return any(
        value_agreement(first, second) is not Relation.DIFFERS or _holds(first, second)
        for first, second in ((one, other), (other, one))
    )


def _holds(wide: Quantity, narrow: Quantity) -> bool:
    """Whether one value lies in the other's range, or beyond its bound by less than its last digit that is not 0."""
    low, value = wide.amount, narrow.amount
    if low is None or value is None or narrow.upper is not None:
        return False
    if wide.upper is not None:
        return isinstance(wide.upper, Decimal) and low <= value <= wide.upper
    last = Decimal(10) ** int(low.normalize().as_tuple().exponent)
    return (wide.bound in LOWER and low <= value < low + last) or (wide.bound in UPPER and low - last < value <= low)


def _of_other_times(one: Candidate, other: Candidate) -> bool:
    """Whether the documents are of other years, or only one of two shares or sums says of what time or for each year it is."""
    dates = [side.evidence.document.date for side in (one, other)]
    if all(len(each) >= len("2024-03") for each in dates):
        months = [12 * int(each[:4]) + int(each[5:7]) for each in dates]
        if abs(months[0] - months[1]) > _MOST_MONTHS:
            return True
    unit = one.figure.quantity.unit
    if unit not in SHARE_UNITS and not is_currency(unit):
        return False
    periods = [side.figure.period for side in (one, other)]
    stated = [bool(period and period.start) for period in periods]
    yearly = [bool(period and period.kind is PeriodKind.PER_YEAR) for period in periods]
    return stated[0] != stated[1] or (is_currency(unit) and yearly[0] != yearly[1])


def _denied(one: Figure, other: Figure, *, dated: bool = True) -> bool:
    """Whether one figure has an attribute that the other denies; of two yearly figures, and undated, no period counts."""
    yearly = all(side.period and side.period.kind is PeriodKind.PER_YEAR for side in (one, other))
    return any(
        name in _OF_ITS_OWN and not (name == "period" and (yearly or not dated))
        for claim, source in ((one, other), (other, one))
        for name, _ in attribute_clashes(claim, source)
    )


def _of_one_house(one: Candidate, other: Candidate) -> bool:
    """Whether the bodies that the money is for are one, or part of one another, as far as the sources name them."""
    owners, others = _owners(one), _owners(other)
    return not owners or not others or any(related(first, second) for first in owners for second in others)


def _owners(side: Candidate) -> set[str]:
    named = set(side.figure.organisations) - SPEAK_OF_OTHERS
    return named or set(organisations(passage_words(side.evidence))) - SPEAK_OF_OTHERS
