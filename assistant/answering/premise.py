"""Whether the sources bear out a figure that a question takes for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.belying import COVER, belied
from assistant.answering.confidence import confidence
from assistant.answering.misplaced import swapped, unachieved
from assistant.answering.question import SHARE_UNITS, TIME_UNITS, Question, Shape, Want, is_currency
from assistant.answering.ranking import FEATURES, Candidate, candidates, passage_words
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations, related
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.values import is_count, same_kind
from assistant.figures.words import coverage, terms
from assistant.retrieval import Evidence
from assistant.settings import settings

_ALL, _CLAUSE, _SENTENCE, _PERIOD = (FEATURES.index(name) for name in ("all", "clause", "sentence", "period"))
#: Where two values differ by a slip, this share of the question's words in the passage will do; a figure's own
#: words have to hold these shares where it names no organisation asked for, and where its passage names none either.
_SLIP_COVER, _FITS, _FITS_ALONE = 0.22, 0.3, 0.6
#: The same of a slip whose own words name no body asked for, but much else of the question.
_PLAINLY_ALL, _PLAINLY_FIT = 0.38, 0.25
#: How many times the stated value a source's may be, or the other way about, to be that value at all.
_NEAR_IT = Decimal("1.2")
#: What stands beside the stated value is told too where it is of a kindred thing.
_KINDRED = 0.4
_DEEP = 5
#: The share of an answer's likelihood that a correction must have.
_SURE = 0.9
#: How much better another value has to fit than one that agrees, and than one whose passage holds most of the question.
_CLEARLY, _BY_FAR, _MOST, _NEARLY = 0.1, 0.2, 0.6, 0.9
#: A stated value that a passage prints is no slip where that passage holds this share of what the other's holds, its
#: own words this share of what the other's hold, and it is this likely beside the other.
_AS_LIKELY, _AS_FITTING, _AS_SCORED = 0.75, 0.5, 0.15
#: Least share of the question's words around a printed value for it to be what a question after its meaning means.
_ON_TOPIC = 0.3
#: A question of fewer content words names nothing that a figure could be wrong about.
_FEW_WORDS = 2
#: A question for an amount names another amount to say of what it is a part, not as a premise.
_ASKS_AMOUNT = re.compile(
    r"\bhow (?:much|many|far|wide|big)\b|\b(?:what|which) (?:share|proportion|percentage|fraction|part|per ?cent)\b"
    r"|\bwhat(?:'s| is| was| are| were| did| does| do| will| would)? .{0,60}\b(?:cost|save|worth|amount)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:deadline|due|target|by|until|before|finish\w*|complet\w+)\b", re.I)
#: Hours are counted as work is; other times say how long something takes.
_SPANS = TIME_UNITS - {"hour"}
_POWERS = frozenset(Decimal(10) ** power for power in (1, 2, 3, 6))


@dataclass(frozen=True, slots=True)
class Correction:
    """`right` is what the sources say of the thing; `stated` what the question's own value stands for, where that is
    kindred to it; `claim` is the question's figure."""

    right: Candidate
    stated: Candidate | None
    claim: Figure | None = None
    fault: str = ""

    @property
    def notice(self) -> str:
        """What is wrong in one line: both values, where it is the value that the sources give otherwise."""
        if self.fault:
            return self.fault
        if (
            self.claim is None
            or value_agreement(self.claim.quantity, self.right.figure.quantity) is not Relation.DIFFERS
        ):
            return ""
        return (
            f"The question says {printed(self.claim.quantity)}; the sources say {printed(self.right.figure.quantity)}."
        )


def correction(question: Question, evidence: Sequence[Evidence]) -> Correction | None:
    """What the sources say instead of a figure that the question states; None where they bear it out or are silent."""
    claims = premises(question)
    for claim in claims:
        ranked = _of_its_kind(claim, question, evidence)
        misplaced = swapped(claims, question, ranked) or unachieved(claim, question, ranked)
        if misplaced:
            right, *beside = misplaced.right
            return Correction(right, next(iter(beside), None), fault=misplaced.notice)
    for claim in claims:
        found = _against(claim, question, evidence)
        if found:
            return replace(found, right=_naming(question, found.right, evidence), claim=claim)
    return None


def _naming(question: Question, right: Candidate, evidence: Sequence[Evidence]) -> Candidate:
    """The same figure where a sentence prints it that names a body of the question, if this one's does not."""
    asked = set(question.organisations)
    if not asked or asked & _named(right):
        return right
    same = (
        one
        for one in candidates(question, evidence)
        if one.figure.quantity.value == right.figure.quantity.value
        and one.figure.quantity.unit == right.figure.quantity.unit
    )
    return next((one for one in same if asked & _named(one)), right)


def _named(one: Candidate) -> set[str]:
    return set(organisations(one.evidence.passage.text[slice(*one.figure.sentence)]))


def premises(question: Question) -> tuple[Figure, ...]:
    """The figures that a question takes for granted: none where it asks for an amount, or follows an answer."""
    if question.turn or len(question.terms) < _FEW_WORDS or _ASKS_AMOUNT.search(question.text):
        return ()
    amounts = [one for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS | _SPANS]
    if amounts:
        return tuple(one for one in amounts if one.quantity.amount is not None)
    due = question.text[:1].lower() == "w" and re.match(r"why\b", question.text, re.I) and _DUE.search(question.text)
    return tuple(one for one in question.stated if one.quantity.unit in TEMPORAL_UNITS) if due else ()


def _neutral(claim: Figure, question: Question) -> Question:
    """The question as one for a figure of the stated one's kind."""
    asked = replace(question, stated=(), want=_want(claim), shape=Shape.ONE, noun=(), purpose=False)
    return replace(asked, periods=()) if claim.quantity.unit in TEMPORAL_UNITS else asked


def _of_its_kind(claim: Figure, question: Question, evidence: Sequence[Evidence]) -> list[Candidate]:
    """The figures that count what the stated one counts, the likeliest first."""
    ranked = candidates(_neutral(claim, question), evidence)
    return [one for one in ranked if same_kind(claim.quantity, one.figure.quantity)]


def _against(claim: Figure, question: Question, evidence: Sequence[Evidence]) -> Correction | None:
    neutral = _neutral(claim, question)
    ranked = _of_its_kind(claim, question, evidence)
    agreeing = [one for one in ranked if _agrees(claim, one.figure)]
    rest = [one for one in ranked if one not in agreeing and not _is_said(question, one) and not _rounds(one, claim)]
    others = rest[:_DEEP]
    held = agreeing[0] if agreeing else None
    spoken_of = any(one.features[_ALL] >= _ON_TOPIC for one in agreeing)
    slips = [one for one in rest if _is_moved(claim, one.figure) or (not spoken_of and _is_turned(claim, one.figure))]
    slip = next((one for one in slips if _is_of_the_thing(question, one) or _is_plainly_on_it(question, one)), None)
    if slip and slip.features[_ALL] >= _SLIP_COVER:
        on_it = [one for one in agreeing if one.features[_ALL] >= _AS_LIKELY * slip.features[_ALL]]
        if not any(_as_likely(one, slip) for one in on_it) and _fits_better(slip, on_it):
            return Correction(slip, None)
    otherwise = belied(claim, question, agreeing, evidence)
    if otherwise:
        return Correction(*otherwise)
    if question.want is Want.PURPOSE and held and _explains(question, held):
        return None
    if held and question.shape is Shape.LIST:
        return None  # its sum is printed: what it is made of says nothing against it
    right = others[0] if others else None
    if right is None or not _is_of_the_thing(question, right) or right.features[_ALL] < COVER:
        return None
    if held and (right.score < 2 * held.score or not _fits_better(right, agreeing)):
        return None
    if any(_is_beside(one, right) or _is_of_the_time(one, right) for one in agreeing):
        return None
    if confidence(neutral, [right, *(one for one in others if one is not right)]) < _SURE * settings().answer_threshold:
        return None
    kindred = (
        held is not None
        and held.evidence.document.id == right.evidence.document.id
        and (_fit(held) >= _KINDRED * _fit(right) or held.evidence.passage.headings == right.evidence.passage.headings)
    )
    return Correction(right, held if kindred else None)


def _agrees(claim: Figure, source: Figure) -> bool:
    """Whether a source's figure is the stated one: near it, where that is printed to one digit, and of no other noun."""
    one, other = claim.quantity.amount, source.quantity.amount
    if value_agreement(claim.quantity, source.quantity) is Relation.DIFFERS:
        return False
    if one and other and max(one, other) > _NEAR_IT * min(one, other):
        return False
    nouns = set(terms(claim.quantity.noun)), set(terms(source.quantity.noun))
    return not is_count(claim.quantity) or not all(nouns) or coverage(tuple(nouns[0]), tuple(nouns[1])) > 0


def _is_plainly_on_it(question: Question, one: Candidate) -> bool:
    """Whether a figure's own words hold much of the question, in a passage that names a body asked about or one akin."""
    if one.features[_ALL] < _PLAINLY_ALL or _fit(one) < _PLAINLY_FIT:
        return False
    named = organisations(f"{passage_words(one.evidence)} {one.evidence.document.publisher}")
    return any(related(asked, name) for asked in question.organisations for name in named)


def _is_beside(one: Candidate, right: Candidate) -> bool:
    """Whether the sentence that gives the other value gives the stated one too: then it does not deny it."""
    return one.evidence.passage.id == right.evidence.passage.id and one.figure.sentence == right.figure.sentence


def _is_of_the_time(one: Candidate, right: Candidate) -> bool:
    """Whether the stated value is of the time that the question names, and the other is not."""
    return bool(one.features[_PERIOD]) and not right.features[_PERIOD]


def _explains(question: Question, held: Candidate) -> bool:
    """Whether a source that prints the value answers what it is: it names the bodies asked about, or much of the question."""
    return held.features[_ALL] >= _ON_TOPIC or not set(question.organisations) - set(held.figure.organisations)


def _rounds(one: Candidate, claim: Figure) -> bool:
    """Whether a source's coarser value is the stated one rounded: "near-£14bn" of £13.8bn."""
    return value_agreement(one.figure.quantity, claim.quantity) is not Relation.DIFFERS


def _is_said(question: Question, one: Candidate) -> bool:
    return any(value_agreement(said.quantity, one.figure.quantity) is not Relation.DIFFERS for said in question.stated)


def _is_of_the_thing(question: Question, one: Candidate) -> bool:
    """Whether the figure's sentence names a body of the question, or its passage does and its words are the question's."""
    asked = set(question.organisations)
    if not asked or asked & (set(one.figure.organisations) | _named(one)):
        return True
    there = asked & {*organisations(passage_words(one.evidence)), one.evidence.document.publisher}
    return _fit(one) >= (_FITS if there else _FITS_ALONE)


def _fit(one: Candidate) -> float:
    return (one.features[_CLAUSE] + one.features[_SENTENCE]) / 2


def _fits_better(right: Candidate, agreeing: Sequence[Candidate]) -> bool:
    """Whether a figure of another value fits the question better than those of the stated one.

    A document that prints both tells them apart itself: there it need not lead by much.
    """
    return all(
        _fit(right) >= _NEARLY * _fit(one)
        if one.evidence.document.id == right.evidence.document.id
        else _fit(right) >= _fit(one) + (_BY_FAR if one.features[_ALL] >= _MOST else _CLEARLY)
        for one in agreeing
    )


def _as_likely(one: Candidate, slip: Candidate) -> bool:
    """Whether a stated value that a source prints may be of the thing, beside one with its point moved."""
    fits = one.features[_ALL] >= _AS_LIKELY * slip.features[_ALL] and _fit(one) >= _AS_FITTING * _fit(slip)
    return fits and one.score >= _AS_SCORED * slip.score


def _is_moved(claim: Figure, right: Figure) -> bool:
    """Whether one value is the other with its decimal point moved."""
    one, other = claim.quantity.amount, right.quantity.amount
    return bool(one and other and max(one, other) / min(one, other) in _POWERS)


def _is_turned(claim: Figure, right: Figure) -> bool:
    """Whether one sum or count is the other with its digits in another order: £53bn and £35bn."""
    one, other = claim.quantity.amount, right.quantity.amount
    return claim.quantity.unit not in SHARE_UNITS and bool(
        one and other and one.adjusted() == other.adjusted() and _digits(one) == _digits(other)
    )


def _digits(amount: Decimal) -> list[int]:
    return sorted(amount.normalize().as_tuple().digits)


def _want(claim: Figure) -> Want:
    unit = claim.quantity.unit
    if is_currency(unit):
        return Want.MONEY
    if unit in SHARE_UNITS:
        return Want.SHARE
    if unit in TEMPORAL_UNITS:
        return Want.DATE
    return Want.DURATION if unit in TIME_UNITS else Want.COUNT
