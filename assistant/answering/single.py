"""Compute from what one place prints: the width of a range, a total by the year, the value before a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.amounts import is_amount
from assistant.answering.confidence import confidence
from assistant.answering.derive import Derived, derive, portion, spread
from assistant.answering.parts import Operation
from assistant.answering.question import Question, Shape, Want, is_currency
from assistant.answering.ranking import Candidate, candidates
from assistant.answering.sides import content, said
from assistant.answering.splits import Section
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.values import is_count, same_kind
from assistant.figures.words import coverage
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

#: How many figures are tried, and least probability of the one that is computed with.
_TRIED, _LIKELY = 3, 0.15
#: What says that a length of time is that of the amounts beside it.
_LENGTH = re.compile(r"\b(?:length|contract|duration|runs?|lasts?|lasting|lifetime)\b", re.I)
#: "In the following two years": years behind those just spoken of.
_FOLLOWING = re.compile(r"\b(?:following|next|subsequent|succeeding)\b|\bafter(?:wards| that)?\b", re.I)
_UP = re.compile(r"\b(?:rise|rose|risen|increase[ds]?|up|more|higher|grew|growth|extra|above)\b", re.I)
_DOWN = re.compile(r"\b(?:fall|fell|fallen|decrease[ds]?|down|less|lower|cut|reduc\w+|drop\w*|below)\b", re.I)
#: What a question says of sharing a sum out.
_SHARING = re.compile(
    r"\b(?:shared?|split|divided?|spread)(?: out| up)?\b|\b(?:evenly|equally|pro rata|on average|each|every)\b", re.I
)
#: The words behind a number.
_BEHIND = re.compile(r":?\s*([^\W\d][\w’'-]*(?: [^\W\d][\w’'-]*)?)")
_CHANGES = frozenset({"change", "up", "down"})
#: Least share of the question's words that stand around the value, which it is to be of.
_OF_IT = 0.4
#: Least share of the words for a thing beside its count, and of the question's other words around the two, how many passages away the amount may stand, and least lead over another pair.
_THING, _OF_THINGS, _NEARBY, _LEAD = 0.5, 0.5, 4, 0.2


@dataclass(frozen=True, slots=True)
class Combination:
    """The figures of a question's sides, in its order; `derived` what was computed from them.

    `printed` is a source's own figure of what was computed, where the question asks whether there is one. Where it is not
    `sure`, they are the figures of those sides that one was found for, and nothing is computed.
    """

    chosen: tuple[Candidate, ...]
    derived: Derived | None
    printed: Candidate | None = None
    sure: bool = True


def of_one(question: Question, evidence: Sequence[Evidence], asked: Operation, section: Section) -> Combination | None:
    """What one printed figure gives: the width of a range, a total spread over its years. None where its years are nowhere."""
    want = Want.FIGURE if question.want in (Want.STATEMENT, Want.PURPOSE) else question.want
    # A figure that the question states is the one that is meant, no premise beside it.
    one_figure = replace(question, shape=Shape.ONE, want=want, stated=())
    amounts = [one for one in question.stated if is_amount(one)]
    meant = [
        one
        for one in candidates(one_figure, evidence)
        if one_figure.accepts(one.figure) > 0.1
        and one.figure.quantity.amount is not None
        and (not amounts or value_agreement(amounts[0].quantity, one.figure.quantity) is not Relation.DIFFERS)
    ]
    years = {one.quantity.amount for one in question.stated if one.quantity.unit == "year"}
    for one in meant if amounts else meant[:_TRIED]:
        derived = derive(asked, [one.figure])
        if years and one.figure.period and one.figure.period.years not in years:
            continue
        if derived and (amounts or confidence(one_figure, [one]) >= _LIKELY):
            return Combination((one,), derived)
    for one in meant[:_TRIED] if amounts and asked is Operation.PER_YEAR else ():
        for other in _lengths(section(one.evidence)):
            derived = spread(one.figure, other.figure)
            if derived:
                return Combination((one, other), derived)
    return None


def _lengths(around: Sequence[Evidence]) -> Iterator[Candidate]:
    """The lengths of time that are said to be those of what a section is about."""
    for one in around:
        for figure in one.figures:
            alone = not any(other.sentence == figure.sentence and is_amount(other) for other in one.figures)
            told = _LENGTH.search(one.passage.text[slice(*figure.sentence)])
            if figure.quantity.unit == "year" and alone and told:
                yield Candidate(one, figure, (), 0.0)


def before(question: Question, ranked: Sequence[Candidate]) -> Combination | None:
    """The value before a change that stands with its amount in the section of the value after it.

    A change that the question states is the one that is meant. None where no section gives both.
    """
    stated = [one for one in question.stated if is_amount(one)]
    wanted = content(question.text)
    best: tuple[float, Candidate, Candidate, Operation] | None = None
    for change in ranked:
        way = _way(change)
        if way is None or not is_amount(change.figure):
            continue
        if stated and value_agreement(stated[0].quantity, change.figure.quantity) is Relation.DIFFERS:
            continue
        for level in ranked:
            if not _is_level_of(level, change):
                continue
            fit = coverage(wanted, content(level.evidence.passage.text[slice(*level.figure.sentence)]))
            fit += 0.5 * coverage(wanted, content(change.evidence.passage.text[slice(*change.figure.sentence)]))
            if level.evidence.passage.id == change.evidence.passage.id:
                fit += 0.1
            if fit >= _OF_IT and (best is None or fit > best[0]):
                best = fit, level, change, way
    if best is None:
        return None
    _, level, change, way = best
    derived = derive(way, [level.figure, change.figure])
    return Combination((level, change), derived) if derived else None


def per_thing(thing: str, question: Question, ranked: Sequence[Candidate]) -> Combination | None:
    """An amount of money for each of the things that stand counted beside it. None where several fit, or none.

    An amount that the question states is the one that is meant.
    """
    counted = content(thing)
    stated = [one for one in question.stated if is_currency(one.quantity.unit)]
    rest = [term for term in said(_SHARING.sub(" ", question.text)) if term not in counted]
    ways: dict[tuple[object, object], tuple[float, Candidate, Candidate]] = {}
    for count in map(_told_of, ranked):
        held = content(f"{count.figure.quantity.noun} {count.evidence.passage.text[slice(*count.figure.clause)]}")
        if not is_count(count.figure.quantity) or (
            not is_amount(count.figure) and (count.figure.quantity.amount or 0) < 2
        ):
            continue
        fit = 0.0 if count.figure.sense & _CHANGES else coverage(counted, held)
        for amount in ranked if fit >= _THING else ():
            near = amount.evidence.document.id == count.evidence.document.id and (
                abs(amount.evidence.passage.position - count.evidence.passage.position) <= _NEARBY
            )
            if not near or not is_currency(amount.figure.quantity.unit):
                continue
            if stated and value_agreement(stated[0].quantity, amount.figure.quantity) is Relation.DIFFERS:
                continue
            around = content(f"{_lead(amount)} {amount.evidence.passage.text[slice(*amount.figure.sentence)]}")
            of_it = coverage(tuple(rest), (*around, *content(_lead(count)), *held))
            same = amount.evidence.passage.id == count.evidence.passage.id
            told = f"{count.evidence.passage.text} {amount.evidence.passage.text}"
            total = fit + of_it + 0.3 * same + 0.2 * coverage(counted, around)
            total += 0.3 * any(point[:4] in told for point in question.periods)
            period = amount.figure.period
            total += 0.3 * bool(period and {period.start, period.end} & set(question.periods))
            key = amount.figure.quantity.value, count.figure.quantity.value
            if (stated or of_it >= _OF_THINGS) and total > ways.get(key, (0.0,))[0]:
                ways[key] = total, amount, count
    best = sorted(ways.values(), key=lambda way: -way[0])[:2]
    if not best or (len(best) == 2 and best[0][0] - best[1][0] < _LEAD):
        return None
    _, amount, count = best[0]
    derived = portion(amount.figure, count.figure)
    return Combination((amount, count), derived) if derived else None


def _told_of(one: Candidate) -> Candidate:
    """A bare number with the words behind it for what it counts: "20 VRUs", "50,000: new places"."""
    figure = one.figure
    behind = _BEHIND.match(one.evidence.passage.text, figure.quantity.end)
    if figure.quantity.noun or figure.counted or not is_count(figure.quantity) or not behind:
        return one
    return replace(one, figure=replace(figure, counted=with_names(behind[1])))


def _lead(one: Candidate) -> str:
    passage = one.evidence.passage
    return " ".join((passage.lead, *passage.headings[-1:], passage.table_title, one.evidence.document.title))


def across(question: Question, ranked: Sequence[Candidate]) -> Combination | None:
    """A total over a number of years from one that the question names, of two totals that stand together and make up those years."""
    years = next((one.quantity.amount for one in question.stated if one.quantity.unit == "year"), None)
    if years is None:
        return None
    wanted = content(question.text)
    ways = [
        (coverage(wanted, content(first.evidence.passage.text)), first, second)
        for first in ranked
        if first.figure.period and first.figure.period.start in question.periods and is_amount(first.figure)
        for second in ranked
        if second.evidence.passage.id == first.evidence.passage.id
        and second.figure.quantity.start > first.figure.quantity.end
        and second.figure.quantity.unit == first.figure.quantity.unit
        and _FOLLOWING.search(second.evidence.passage.text[slice(*second.figure.sentence)])
        and _years(first) + _years(second) == years
    ]
    if not ways:
        return None
    _, first, second = max(ways, key=lambda way: way[0])
    derived = derive(Operation.SUM, [first.figure, second.figure])
    return Combination((first, second), derived) if derived else None


def _years(one: Candidate) -> Decimal:
    """Over how many years a figure is said to be, by the length in its sentence or by its financial years; 0 where neither is told."""
    lengths = {
        other.quantity.amount
        for other in one.evidence.figures
        if other.sentence == one.figure.sentence and other.quantity.unit == "year" and other.quantity.amount
    }
    if len(lengths) == 1:
        return lengths.pop()
    period = one.figure.period
    if period and period.start and period.end and period.start[:4].isdigit() and period.end[:4].isdigit():
        return Decimal(int(period.end[:4]) - int(period.start[:4]) + 1)
    return Decimal(0)


def _way(change: Candidate) -> Operation | None:
    """What undoes a change: a rise is taken away, a fall added; None where the words say neither or both."""
    figure = change.figure
    if not figure.sense & _CHANGES:
        return None
    words = change.evidence.passage.text[slice(*figure.clause)]
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    return None if up == down else Operation.DIFFERENCE if up else Operation.SUM


def _is_level_of(level: Candidate, change: Candidate) -> bool:
    one, other = level.figure, change.figure
    if not same_kind(one.quantity, other.quantity) or one.quantity.unit in ("percent", "percentage_point"):
        return False
    apart = (level.evidence.passage.id, one.quantity.start) != (change.evidence.passage.id, other.quantity.start)
    same_section = (
        level.evidence.document.id == change.evidence.document.id
        and level.evidence.passage.headings == change.evidence.passage.headings
    )
    return (
        apart
        and same_section
        and (one.quantity.amount or 0) > (other.quantity.amount or 0)
        and not (one.sense & _CHANGES and one.clause != other.clause)
    )
