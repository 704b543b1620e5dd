"""The verdict on one figure against passages of a whole corpus, most of which speak of something else.

`figures.judge` judges a claim against evidence that is taken to be about it. Passages found by search need not be: a
value that agrees by chance is no support, and another value is no contradiction, unless the two are about one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.ranking import passage_words
from assistant.checking.claims import ANNOUNCERS
from assistant.figures import Figure, Judgement, Verdict, judge
from assistant.figures.attributes import attribute_clash, attribute_clashes
from assistant.figures.comparing import SAME_VALUE_SUBJECT, compare, figure_agreement, subject_match
from assistant.figures.gazetteer import organisation_spans, organisations, related
from assistant.figures.judging import same_digits
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Relation
from assistant.figures.values import LOWER, UPPER
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

AGAINST = frozenset({Verdict.CONTRADICTED, Verdict.MISATTRIBUTED})
BORNE_OUT = frozenset({Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED})
#: Two figures are about one thing where the product of how far each covers the other's words reaches this: less where
#: the values, or their digits, agree, which is evidence itself. Tuned on digests judged without their own document.
_ONE_THING, _ONE_THING_AGREEING = 0.4, 0.15
#: Least coverage of the words of each by the other where the values differ.
_EACH_WAY = 0.5
#: A value of one digit agrees with many by chance: so much of the claim's words must be the source's.
_ABOUT, _ABOUT_FEW_DIGITS, _BOTH_WAYS = 0.25, 0.4, 0.08
_NOT_FOUND = "The sources give no figure for this."
_A_DATE = "A date by itself is not checked."

Place = tuple[Evidence, Figure]


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict with the places it rests on, the most authoritative of the best first, and the source's figure."""

    verdict: Verdict
    why: str
    cited: tuple[Place, ...] = ()
    working: str = ""

    @property
    def source_figure(self) -> str | None:
        """The source's figure as printed; of a sum, its operands."""
        shown = [source.quantity.text for _, source in self.cited]
        return (" + ".join(shown) if self.working else shown[0]) if shown else None


def found_for(figure: Figure, sentence: str, evidence: Sequence[Evidence]) -> Found:
    """The verdict on a figure of a sentence. Evidence comes in order of authority."""
    places = [(one, source) for one in evidence for source in one.figures]
    judgement = judge(figure, [source for _, source in places])
    cited = tuple(places[place] for place in judgement.positions)
    if judgement.verdict in BORNE_OUT and judgement.working:
        return Found(judgement.verdict, judgement.why, cited, judgement.working)
    found = _against(figure, judgement, cited) if judgement.verdict in AGAINST else None
    if judgement.verdict in BORNE_OUT and _speaks_of(figure, sentence, cited[0]):
        found = _denied(figure, sentence, places) or Found(
            judgement.verdict, judgement.why, _by_authority((*cited, *_as_well(figure, cited[0][0], places)))
        )
    if figure.quantity.unit in TEMPORAL_UNITS and not (found and found.verdict in BORNE_OUT):
        return Found(Verdict.NOT_CHECKED, _A_DATE)
    return found or Found(Verdict.NOT_FOUND, _NOT_FOUND)


def _against(figure: Figure, judgement: Judgement, cited: tuple[Place, ...]) -> Found | None:
    """The judgement where claim and source are about one thing; None where they are not plainly so."""
    _, source = cited[0]
    agreement = compare(figure, source)
    agreeing = figure_agreement(figure, source) is not Relation.DIFFERS
    if agreeing and (agreement.attribute in (None, "subject", "noun") or _rounded_by_chance(figure, source)):
        return None
    if agreement.attribute == "organisation" and not _other_body(figure, cited[0]):
        return None
    if not agreeing and _differs_otherwise(figure, source):
        return None
    return Found(judgement.verdict, judgement.why, cited) if one_thing(figure, source) else None


def one_thing(claim: Figure, source: Figure) -> bool:
    """Whether two figures are plainly about one thing: each covers the words of the other."""
    there, back = subject_match(claim, source), subject_match(source, claim)
    agreeing = figure_agreement(claim, source) is not Relation.DIFFERS or same_digits(claim, source)
    if agreeing:
        return there * back >= _ONE_THING_AGREEING
    return there * back >= _ONE_THING and min(there, back) >= _EACH_WAY


def _differs_otherwise(claim: Figure, source: Figure) -> bool:
    """Another value is no contradiction where the source's is of another year, kind or body."""
    clash = attribute_clash(claim, source)
    return clash is not None and clash[0] in (
        "period",
        "sense",
        "direction",
        "place",
        "organisation",
        "noun",
        "subject",
    )


def _rounded_by_chance(claim: Figure, source: Figure) -> bool:
    few = _digits(claim) < 2
    return few and figure_agreement(claim, source) is Relation.SAME_AFTER_ROUNDING


def _digits(figure: Figure) -> int:
    return len(re.sub(r"\D", "", figure.quantity.text).strip("0"))


def _speaks_of(figure: Figure, sentence: str, place: Place) -> bool:
    """Whether the passage speaks of what the sentence says, beyond printing a value that agrees."""
    evidence, source = place
    if not sentence:
        return True
    asked, held = set(terms(with_names(sentence))), set(terms(passage_words(evidence)))
    shared = sum(1.0 if term in held else 0.6 if synonyms(term) & held else 0.0 for term in asked)
    there = subject_match(figure, source)
    share, both = max(shared / len(asked) if asked else 0.0, there), there * subject_match(source, figure)
    if _digits(figure) > 1:
        return share >= _ABOUT or both >= _BOTH_WAYS
    return share >= _ABOUT_FEW_DIGITS or both >= _ONE_THING_AGREEING


def _other_body(figure: Figure, place: Place) -> bool:
    """Whether the source's own words give the figure to a body that is none of the claim's, nor of one house with it."""
    evidence, source = place
    own = _bodies(evidence.passage.text[slice(*source.sentence)]) or _bodies(" ".join(evidence.passage.headings[-1:]))
    known = own | _bodies(passage_words(evidence)) | {source.publisher, evidence.document.publisher}
    return bool(own) and not any(related(one, other) for one in figure.organisations for other in known)


def _bodies(words: str) -> set[str]:
    return {one for one in organisations(words) if one not in ANNOUNCERS}


def _denied(figure: Figure, sentence: str, places: Sequence[Place]) -> Found | None:
    """What the claim states of a figure that a source denies and none that prints the figure says."""
    printing = [
        place
        for place in places
        if figure_agreement(figure, place[1]) is not Relation.DIFFERS
        and subject_match(figure, place[1]) >= SAME_VALUE_SUBJECT
    ]
    for place in printing:
        for name, why in attribute_clashes(figure, place[1]):
            if name not in _STATED or any(_STATED[name](figure, one) for one in printing):
                continue
            if name == "organisation" and not _other_body(figure, place):
                continue
            verdict = Verdict.CONTRADICTED if name in ("bound", "direction") else Verdict.MISATTRIBUTED
            return Found(verdict, why, (place,))
    return _unknown_recipient(figure, sentence, printing)


#: The body that money is for, by the words around its name: "£34m for the Home Office", "the Home Office will get £34m".
_FOR = re.compile(r"\b(?:for|to|in|into|across|at|within|of|all)\s+(?:the\s+|all\s+)?$")
_GETS = re.compile(
    r"(?:[’']s?\s|\s+(?:will\s+|is to\s+|is set to\s+)?(?:gets?|receives?|be given|have|has|trusts?|spend\w*|save\w*)\b)"
)


def _unknown_recipient(figure: Figure, sentence: str, printing: Sequence[Place]) -> Found | None:
    """A body that the claim gives the figure to and that no source of the figure names, where one names another."""
    named = next((one for one in printing if one[1].organisations and one[1].organisations[0] not in ANNOUNCERS), None)
    if not named:
        return None
    known = set[str]().union(*(_bodies(passage_words(one)) | {one.document.publisher} for one, _ in printing))
    clause = sentence[max(0, figure.clause[0] - figure.sentence[0]) : figure.clause[1] - figure.sentence[0]]
    for start, end, name in organisation_spans(clause):
        given = _FOR.search(clause[:start]) or _GETS.match(clause, end)
        if given and name not in ANNOUNCERS and not any(related(name, other) for other in known):
            why = f"In the source {printed(named[1].quantity)} is for {named[1].organisations[0]}; it does not name {name}."
            return Found(Verdict.MISATTRIBUTED, why, (named,))
    return None


def _same_bound(claim: Figure, place: Place) -> bool:
    one, other = claim.quantity.bound, place[1].quantity.bound
    return any(one in side and other in side for side in (LOWER, UPPER))


def _same_organisation(claim: Figure, place: Place) -> bool:
    evidence, source = place
    known = {*source.organisations, source.publisher, *organisations(passage_words(evidence))}
    return any(related(one, other) for one in claim.organisations for other in known)


def _same_direction(claim: Figure, place: Place) -> bool:
    return claim.quantity.direction is place[1].quantity.direction


def _same_period(claim: Figure, place: Place) -> bool:
    """Whether the source states a time that the claim's can be compared with, and does not deny it."""
    one, other = claim.period, place[1].period
    if not one or not other:
        return False
    dated = bool((one.start or one.end) and (other.start or other.end))
    alike = dated or bool(one.years and other.years) or one.kind is other.kind
    return alike and (dated or not (one.start or one.end)) and not _clashes(claim, place, "period")


def _same_sense(claim: Figure, place: Place) -> bool:
    both = claim.sense & place[1].sense
    return bool(both) and not _clashes(claim, place, "sense")


def _clashes(claim: Figure, place: Place, attribute: str) -> bool:
    return any(name == attribute for name, _ in attribute_clashes(claim, place[1]))


#: Whether a source says of its figure what the claim says, by attribute.
_STATED: dict[str, Callable[[Figure, Place], bool]] = {
    "bound": _same_bound,
    "organisation": _same_organisation,
    "direction": _same_direction,
    "period": _same_period,
    "sense": _same_sense,
}


def _by_authority(cited: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(sorted(cited, key=lambda place: place[0].document.kind.rank))


def _as_well(figure: Figure, cited: Evidence, places: Sequence[Place]) -> list[Place]:
    """The figures of other documents that bear the claim out by themselves."""
    found: dict[str, Place] = {}
    for one, source in places:
        known = one.document.source == cited.document.source or one.document.source in found
        if not known and judge(figure, [source]).verdict in BORNE_OUT:
            found[one.document.source] = one, source
    return list(found.values())
