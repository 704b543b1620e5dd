"""What a source says against the setting of a stated figure: its period, its owner, what it is part of, what it counts.

Each rule takes the figures of the sources that agree with the stated value, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.conflicts import SPEAK_OF_OTHERS
from assistant.answering.question import Question
from assistant.answering.ranking import FEATURES, Candidate, Weighing, passage_words
from assistant.figures import Relation
from assistant.figures.attributes import attribute_clashes
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations, places, related
from assistant.figures.nouns import singular
from assistant.figures.quantity import Figure, PeriodKind
from assistant.figures.values import is_count
from assistant.figures.words import coverage, terms
from assistant.retrieval import Evidence

#: The source's figure, and what stands beside it that is told too.
Belied = tuple[Candidate, Candidate | None]

_ALL = FEATURES.index("all")
#: Least share of the question's words in the passage of a figure that is put against the stated one.
COVER = 0.45
#: The same where the question's place is what the passage does not hold.
_ON_IT = 0.2
#: The same of a sum that a body is said to get, which the sources give to another.
_OWNED = 0.25
_RECEIVES = re.compile(r"\b(?:get|gets|got|getting|receiv\w+|given|granted|awarded|allocated)\b", re.I)
_NEAR = 0.6
#: Characters around a figure in which a word for "each year" is of it.
_BESIDE = 25
_ON_TOP = re.compile(r"\b(?:on top of|in addition to|besides|separate from|over and above)\b", re.I)
_PART_OF = re.compile(r"\b(?:out of|part of|within|includ\w+|comes? from|taken from)\b", re.I)
_AS_WELL = re.compile(r"\b(?:as well as|both|in addition to|on top of|plus|together with|along with)\b", re.I)
_TELLING = ("period", "direction")
_RATES = frozenset({"per_month", "per_week", "per_day"})


def belied(
    claim: Figure, question: Question, agreeing: Sequence[Candidate], evidence: Sequence[Evidence]
) -> Belied | None:
    """What the sources say of the stated value that the question has otherwise; None where they bear it out."""
    return (
        _denied(claim, question, agreeing)
        or _elsewhere(question, agreeing)
        or _counted_in(question, agreeing, evidence)
        or _alternative(question, agreeing)
        or _of_another_sort(claim, question, agreeing)
        or _of_another(question, agreeing, evidence)
    )


def _denied(claim: Figure, question: Question, agreeing: Sequence[Candidate]) -> Belied | None:
    """A source that gives the value for another period, as a total instead of a yearly sum, or over another time."""
    near = [one for one in agreeing if one.features[_ALL] >= _NEAR * agreeing[0].features[_ALL]]
    if claim.period and claim.period.kind is PeriodKind.PER_YEAR and _says_yearly(claim, question):
        if any(one.figure.period and one.figure.period.kind is PeriodKind.PER_YEAR for one in near):
            return None
        total = next((one for one in near if one.figure.period or "total" in one.figure.sense), None)
        return (total, None) if total else None
    rates = claim.sense & _RATES
    other_rates = [one for one in near if one.figure.sense & _RATES or _yearly(one)]
    if rates and other_rates and not any(rates & one.figure.sense for one in other_rates):
        return other_rates[0], None
    lengths = [one.quantity.amount for one in question.stated if one.quantity.unit == "year"]
    for one in near:
        years = one.figure.period.years if one.figure.period else None
        if years and lengths and years not in lengths:
            return (one, None)
    if claim.period and not _says_when(claim, question):
        claim = replace(claim, period=None)
    clashes = [_clashes(claim, one.figure) for one in near]
    return (near[0], None) if near and all(clashes) and near[0].features[_ALL] >= COVER else None


def _says_yearly(claim: Figure, question: Question) -> bool:
    """Whether the question puts its yearly word beside the figure: in "annual growth in return for the £3.4bn" it is of the growth."""
    place, text = claim.quantity, question.text
    beside = f"{text[max(0, place.start - _BESIDE) : place.start]} {text[place.end : place.end + _BESIDE]}"
    return claim.period is not None and claim.period.text.lower() in beside.lower()


def _yearly(one: Candidate) -> bool:
    return one.figure.period is not None and one.figure.period.kind is PeriodKind.PER_YEAR


def _elsewhere(question: Question, agreeing: Sequence[Candidate]) -> Belied | None:
    """A source that gives the value to another place than the question, where none that prints it names that place."""
    asked = set(question.places)
    if not asked or any(asked & set(places(passage_words(one.evidence))) for one in agreeing):
        return None
    here = replace(agreeing[0].figure, places=question.places) if agreeing else None
    for one in agreeing:
        if (
            here
            and one.features[_ALL] >= _ON_IT
            and places(one.evidence.passage.text[slice(*one.figure.sentence)])
            and "place" in {name for name, _ in attribute_clashes(here, one.figure)}
        ):
            return one, None
    return None


def _says_when(claim: Figure, question: Question) -> bool:
    """Whether the question says of its figure when it holds: a year may as well date a paper, an estimate or an event."""
    period = claim.period
    if period is None or (period.kind is PeriodKind.TOTAL and not period.years):
        return False
    if period.kind is not PeriodKind.CALENDAR_YEAR:
        return True
    return re.search(rf"\b(?:for|during|throughout) {re.escape(period.text)}", question.text, re.I) is not None


def _clashes(claim: Figure, source: Figure) -> bool:
    bare = replace(claim, quantity=replace(claim.quantity, bound=source.quantity.bound))
    return any(name in _TELLING for name, _ in attribute_clashes(bare, source))


def _counted_in(question: Question, agreeing: Sequence[Candidate], evidence: Sequence[Evidence]) -> Belied | None:
    """Two stated figures of which the question adds one to the other, where a source says that it is a part of it."""
    if not _ON_TOP.search(question.text):
        return None
    for one in agreeing:
        for near in (near for near in evidence if near.document.id == one.evidence.document.id):
            for other in near.figures:
                words = near.passage.text[slice(*other.sentence)]
                if (
                    _PART_OF.search(words)
                    and value_agreement(other.quantity, one.figure.quantity) is Relation.DIFFERS
                    and any(value_agreement(said.quantity, other.quantity) is Relation.SAME for said in question.stated)
                ):
                    return one, replace(one, evidence=near, figure=other)
    return None


def _alternative(question: Question, agreeing: Sequence[Candidate]) -> Belied | None:
    """Two stated figures that the question puts together, where a source gives the one or the other."""
    if not _AS_WELL.search(question.text):
        return None
    for one in agreeing:
        text, first = one.evidence.passage.text, one.figure
        for other in one.evidence.figures:
            if other.sentence != first.sentence or other.quantity.start <= first.quantity.end:
                continue
            said = any(
                value_agreement(each.quantity, other.quantity) is not Relation.DIFFERS for each in question.stated
            )
            between = text[first.quantity.end : other.quantity.start]
            if said and re.search(r"\bor\b", between) and not re.search(r"\band\b|[.;]", between):
                return one, None
    return None


def _of_another_sort(claim: Figure, question: Question, agreeing: Sequence[Candidate]) -> Belied | None:
    """A counted thing that a source prints beside another stated figure, with other words to it than the question's."""
    head = singular(claim.quantity.noun.split()[-1]) if claim.quantity.noun else ""
    sort = [term for term in terms(claim.quantity.noun) if term not in terms(head)]
    if not sort or not is_count(claim.quantity):
        return None
    for one in agreeing:
        beside = any(
            value_agreement(said.quantity, other.quantity) is not Relation.DIFFERS
            for said in question.stated
            if said is not claim
            for other in one.evidence.figures
            if other.sentence == one.figure.sentence and other is not one.figure
        )
        given = set(terms(one.figure.quantity.noun)) - set(terms(head))
        held = set(terms(passage_words(one.evidence)))
        if (
            beside
            and given
            and one.figure.quantity.unit == claim.quantity.unit
            and not coverage(tuple(sort), tuple(held))
        ):
            return one, None
    return None


def _of_another(question: Question, agreeing: Sequence[Candidate], evidence: Sequence[Evidence]) -> Belied | None:
    """A source that gives the value, for the thing that the question names, to another organisation than it names."""
    asked = set(question.organisations)
    rest = [term for term in question.terms if term not in terms(" ".join(asked))]
    if not asked or not rest:
        return None
    weighing = Weighing(replace(question, terms=tuple(rest)), evidence)
    given = [(one, set(one.figure.organisations) | set(organisations(passage_words(one.evidence)))) for one in agreeing]
    if any(related(body, name) for _, names in given for body in asked for name in names):
        return None
    cover = _OWNED if _RECEIVES.search(question.text) else COVER
    fitting = []
    for one, _ in given:
        sentence = one.evidence.passage.text[slice(*one.figure.sentence)]
        if set(organisations(sentence)) - SPEAK_OF_OTHERS and weighing.covered(terms(sentence)) >= cover:
            fitting.append(one)
    return (fitting[0], None) if fitting else None
