"""Judge a claimed figure against all the evidence: the verdict, the source figures it rests on, and why.

The order of the rules is the labelling order of fact-checkers' practice: a right value in the right place is supported;
a right value in another place is misattributed, even where the right figure is there too; another value for the same
thing contradicts; anything else is not found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.figures.attributes import attribute_clash, attribute_clashes
from assistant.figures.comparing import (
    SAME_SUBJECT,
    SAME_VALUE_SUBJECT,
    TIMES,
    Similarity,
    compare,
    figure_agreement,
    in_table,
    own_words,
    subject_match,
)
from assistant.figures.cues import OPPOSED
from assistant.figures.derived import derived, wrong_points, wrong_sum
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, Judgement, PeriodKind, Relation, Verdict
from assistant.figures.values import TIME_UNITS, is_count, same_kind
from assistant.figures.words import coverage, synonyms, terms

#: How much better another figure must fit the claim's words before the agreeing one is held to be about something else.
BETTER_FIT = 0.34


#: How many more of the claim's words another figure of the same passage must own; of a table's row label or column
#: heading one word tells. A synonym counts 0.7.
MORE_WORDS, MORE_LABELS = 1.3, 0.95


def leaning(claim: Figure, source: Figure, other: Figure) -> float:
    """How many more of the claim's words stand in the other figure's own clause than in the source's.

    The words that open the passage belong to all of its figures and do not count.
    """
    if not set(terms(source.subject)) - TIMES and in_table(source):
        return 0.0  # the row of a total bears the name of none of its parts
    if source.passage != other.passage or (source.clause == other.clause and source.sentence != source.clause):
        return 0.0
    shared = {*terms(source.topic), *TIMES, *_ANYTHING}
    own, its = set(terms(own_words(source))), set(terms(f"{other.subject} {other.quantity.noun} {other.quantity.text}"))
    if _only_names(other) and source.sentence == other.sentence:
        its |= set(terms(_SHARED_VERB.split(source.subject)[-1]))
    said = [term for term in terms(f"{claim.subject} {claim.quantity.noun}") if term not in shared]
    return sum(_held(term, its) - _held(term, own) for term in said)


#: Names that texts give by turns to whatever they are about.
_ANYTHING = frozenset(terms("programme scheme plan project package"))
#: Behind it stands the verb that "and trusts £3 billion" leaves out.
_SHARED_VERB = re.compile(r"\b(?=(?:will|would|could|should|may|might|is|are|was|were|has|have|had|to)\b)")


def _is_part(part: Figure, whole: Figure) -> bool:
    """Whether the part is one "of which" of the whole: a claim that speaks of the part by name is not of the whole."""
    return "part" in part.sense and "part" not in whole.sense and part.sentence == whole.sentence


def _tells_part(claim: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the claim says something of the part that the whole's clause does not: "HMRC expects to recover # of it"."""
    if "part" not in part.sense or "part" in whole.sense or whole.quantity.start > part.quantity.start:
        return False
    told = set(terms(part.subject)) - set(terms(f"{whole.lead} {own_words(whole)}"))
    return any(_held(term, told) for term in terms(claim.subject))


def _labelled(source: Figure, other: Figure) -> bool:
    """Whether one word tells the two apart: a table's labels, a list's items, a part by its name, a name without a verb."""
    items = all(figure.quantity.start - figure.sentence[0] <= _ITEM_HEAD for figure in (source, other))
    return in_table(source) or _is_part(other, source) or _only_names(other) or items


#: How far behind the start of its sentence the figure may stand that heads an item of a list.
_ITEM_HEAD = 2


def _only_names(figure: Figure) -> bool:
    """Whether the figure's clause is a name alone: "and trusts £3 billion", whose verb stands with another figure."""
    return 0 < len(re.findall(r"[A-Za-z]+", figure.subject)) <= 3 and figure.sentence != figure.clause


def _held(term: str, words: set[str]) -> float:
    return 1.0 if term in words else 0.7 if synonyms(term) & words else 0.0


def judge(claim: Figure, evidence: Sequence[Figure], *, similarity: Similarity | None = None) -> Judgement:
    """The verdict on one claim over all the evidence, which comes in order of authority. Never raises.

    A sum or difference of two stated figures in one sentence counts as derived, with its working.
    """
    matches = [subject_match(claim, source, similarity) for source in evidence]
    agreeing = [
        place for place, source in enumerate(evidence) if figure_agreement(claim, source) is not Relation.DIFFERS
    ]
    nearest = max((matches[place] for place in agreeing), default=0.0)
    agreeing.sort(
        key=lambda place: (
            # A value without a clash is no support where the claim's words plainly describe another that clashes.
            matches[place] < nearest - BETTER_FIT,
            attribute_clash(claim, evidence[place]) is not None,
            -matches[place],
            place,
        )
    )
    if agreeing:
        return _agreeing(claim, evidence, agreeing, matches, similarity)
    total = derived(claim, evidence, matches, SAME_VALUE_SUBJECT)
    if total:
        return total
    return (
        wrong_sum(claim, evidence, matches, SAME_VALUE_SUBJECT)
        or wrong_points(claim, evidence, matches, SAME_VALUE_SUBJECT)
        or _contradicted(claim, evidence, matches)
        or _part_of_range(claim, evidence, matches)
        or _other_unit(claim, evidence, matches)
        or Judgement(Verdict.NOT_FOUND, "The sources give no figure for this.")
    )


def _agreeing(
    claim: Figure, evidence: Sequence[Figure], agreeing: list[int], matches: list[float], similarity: Similarity | None
) -> Judgement:
    best = agreeing[0]
    source = evidence[best]
    agreement = compare(claim, source, similarity=similarity)
    elsewhere = _elsewhere(claim, evidence, best, matches) if agreement.attribute is None else None
    if elsewhere:
        return Judgement(Verdict.MISATTRIBUTED, elsewhere, (source,), (best,))
    rivals = [
        place
        for place, other in enumerate(evidence)
        if place not in agreeing
        and same_kind(claim.quantity, other.quantity)
        and (
            matches[place] >= matches[best] + BETTER_FIT
            or leaning(claim, source, other) >= (MORE_LABELS if _labelled(source, other) else MORE_WORDS)
        )
        and not _tells_part(claim, source, other)
        and attribute_clash(claim, other) is None
        and not (claim.sense & source.sense | claim.basis & source.basis) - other.sense - other.basis - _WEAK
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


def _elsewhere(claim: Figure, evidence: Sequence[Figure], best: int, matches: Sequence[float]) -> str | None:
    """Why what the claim states belongs to another figure of the evidence: a basis, a year or the publisher.

    "New" stands by £75m and not by £310m in the same passage; a year by another amount; the auditor gives another figure.
    """
    source = evidence[best]
    for place, other in enumerate(evidence):
        if place == best or not same_kind(claim.quantity, other.quantity) or matches[place] < SAME_SUBJECT / 2:
            continue
        if figure_agreement(claim, other) is not Relation.DIFFERS:
            continue
        said = other.publisher in claim.organisations and matches[place] >= SAME_SUBJECT
        if said and source.publisher and other.publisher not in (source.publisher, *source.organisations):
            return f"{other.publisher} gives {printed(other.quantity)}; {printed(source.quantity)} is another source's."
        named = set(claim.organisations) & set(other.organisations) - {*source.organisations, source.publisher}
        if (
            named
            and source.passage != other.passage
            and matches[place] >= max(SAME_SUBJECT, matches[best] - 0.2)
            and attribute_clash(claim, other) is None
        ):
            return f"{min(named)} gives {printed(other.quantity)}; {printed(source.quantity)} is another source's."
        if (source.publisher, source.passage) != (other.publisher, other.passage):
            continue
        if _dates(claim) and _dates(claim) == _dates(other) and _undated(source, other):
            return f"In the source {printed(other.quantity)} is for {_dates(claim)}; {printed(source.quantity)} is not."
        if leaning(claim, source, other) < -MORE_WORDS / 2:
            continue
        if "asked" in claim.sense & other.sense - source.sense and matches[place] >= SAME_SUBJECT / 2:
            return f"In the source {printed(other.quantity)} was asked for; {printed(source.quantity)} was not."
        for tag in _MARKS & claim.basis & other.basis - source.basis:
            if set(OPPOSED_OF.get(tag, ())) & claim.basis or (
                "part" in other.sense - source.sense and tag in _OF_PARTS
            ):
                continue
            return (
                f"In the source {printed(other.quantity)} is {tag.replace('_', ' ')}, not {printed(source.quantity)}."
            )
    return None


def _undated(source: Figure, other: Figure) -> bool:
    """Whether the source's figure is of no certain date, and known not to be of the other's: the other is the earlier
    value beside it, or it is itself a rate or a sum over some years."""
    period = source.period
    if period is None:
        return "start" in other.sense and source.sentence == other.sentence
    return not period.start and not period.end


#: A part of a sum that is new, or capital, says nothing against the sum only where the claim speaks of the sum's parts.
_OF_PARTS = frozenset({"capital", "resource"})
OPPOSED_OF = {tag: pair[1 - place :][:1] for pair in OPPOSED for place, tag in enumerate(pair)}
_MARKS = frozenset({"new", "previously_announced", "real", "cash", "capital", "resource"})
#: What a claim may share with a figure without being about that figure.
_WEAK = frozenset({"cost", "saving", "forecast", "allocated", "achieved", "target", "estimate", "total"})


def _dates(figure: Figure) -> str | None:
    """The one year that a figure is for, or the first and the last of several."""
    period = figure.period
    if not period or not period.start or not period.end:
        return None
    if period.start != period.end:
        return f"{period.start} to {period.end}" if period.kind is PeriodKind.TOTAL else None
    return period.start if period.kind in (PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR) else None


def _contradicted(claim: Figure, evidence: Sequence[Figure], matches: list[float]) -> Judgement | None:
    named = set(claim.organisations)
    if named and not any(named & {*one.organisations, one.publisher} for one in evidence):
        return None  # no source speaks of the body
    rivals = [
        place
        for place, source in enumerate(evidence)
        if matches[place] >= (SAME_VALUE_SUBJECT if same_digits(claim, source) else SAME_SUBJECT)
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


#: Words that most sentences on spending hold: they do not make two of them be about one thing.
_COMMON = frozenset(terms("cost costs spend spending fund funding money budget save saving year government minister department programme scheme plan total expect million billion cash pay price bill invest grant receive Treasury new extra public next last"))  # fmt: skip


def _names_the_thing(claim: Figure, source: Figure) -> bool:
    """Whether the source's own sentence, or what its text is about, holds a word that tells the claim's subject apart."""
    telling = tuple(term for term in terms(f"{claim.subject} {claim.quantity.noun}") if term not in _COMMON | TIMES)
    held = terms(f"{own_words(source)} {source.lead} {source.topic} {' '.join(source.organisations)}")
    printed_so = claim.quantity.amount == source.quantity.amount or same_digits(claim, source)
    return printed_so or not telling or in_table(source) or coverage(telling, held) >= SAME_SUBJECT


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
    if len(one.unit) == 3 and one.unit.isupper():
        return len(other.unit) == 3 and other.unit.isupper()
    if not same_kind(one, other):
        return False
    if is_count(one) and one.noun and other.unit == "number":
        # A bare number counts what its passage speaks of, and nothing that the passage never names.
        named = terms(f"{source.subject} {source.lead} {source.topic} {source.counted}")
        return coverage(terms(one.unit), named) > 0
    return not is_count(one) or one.unit == other.unit or "number" in (one.unit, other.unit)


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
