"""Why what a claim states beside its figure belongs to another figure of the evidence: a basis, a year, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.figures.attributes import attribute_clash
from assistant.figures.comparing import SAME_SUBJECT, figure_agreement
from assistant.figures.cues import OPPOSED
from assistant.figures.gazetteer import organisations, places
from assistant.figures.kinds import counted_elsewhere
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure, PeriodKind, Relation
from assistant.figures.rivals import MORE_WORDS, leaning
from assistant.figures.senses import RATES
from assistant.figures.values import same_kind


def elsewhere(claim: Figure, evidence: Sequence[Figure], best: int, matches: Sequence[float]) -> str | None:
    """Why what the claim states belongs to another figure of the evidence: a basis, a year or the publisher.

    "New" stands by £75m and not by £310m in the same passage; a year by another amount; the auditor gives another figure.
    """
    source = evidence[best]
    for place, other in enumerate(evidence):
        if place == best:
            continue
        beside = (source.publisher, source.passage) == (other.publisher, other.passage)
        name = _named(claim, source, other, evidence) if beside else None
        if name:
            return f"In the source {name} goes with {printed(other.quantity)}, not with {printed(source.quantity)}."
        why = _place_beside(claim, source, other) if beside else None
        if why:
            return why
        if not same_kind(claim.quantity, other.quantity):
            continue
        counted = counted_elsewhere(claim, source, other) if beside else None
        if counted:
            return counted
        if beside and _old_part(claim, source, other):
            return f"In the source {printed(other.quantity)} of {printed(source.quantity)} had been announced before."
        if matches[place] < SAME_SUBJECT / 2 or figure_agreement(claim, other) is not Relation.DIFFERS:
            continue
        why = _another_source(claim, source, other, matches[best], matches[place])
        why = why or (_another_mark(claim, source, other) if beside else None)
        if why:
            return why
    return None


def _another_source(claim: Figure, source: Figure, other: Figure, match: float, its: float) -> str | None:
    """The publisher or body that the claim names gives another figure for the same thing."""
    theirs = f"{printed(source.quantity)} is another source's."
    said = other.publisher in claim.organisations and its >= SAME_SUBJECT
    if said and source.publisher and other.publisher not in (source.publisher, *source.organisations):
        return f"{other.publisher} gives {printed(other.quantity)}; {theirs}"
    named = set(claim.organisations) & set(other.organisations) - {*source.organisations, source.publisher}
    near = source.passage != other.passage and its >= max(SAME_SUBJECT, match - 0.2)
    if named and near and attribute_clash(claim, other) is None:
        return f"{min(named)} gives {printed(other.quantity)}; {theirs}"
    return None


def _another_mark(claim: Figure, source: Figure, other: Figure) -> str | None:
    """What the claim says of its figure marks another of the passage: its year, "originally", "asked for", "new"."""
    own, its = printed(source.quantity), printed(other.quantity)
    if _dates(claim) and _dates(claim) == _dates(other) and _undated(source, other):
        return f"In the source {its} is for {_dates(claim)}; {own} is not."
    # A date that stands with a later figure is not an earlier one's; one that stands before may hold for both.
    later = other.quantity.start > source.quantity.start or "start" in source.sense or _SET_IN.search(source.lead)
    beside = source.sentence == other.sentence and "start" not in other.sense and later
    if beside and _due(claim) and _due(claim) == _due(other) and _undated_here(source):
        return f"In the source {its} is for {_due(claim)}; {own} is not."
    if _only_planned(claim, source, other):
        return f"In the source {own} is what was planned, and {its} what was done."
    if (
        "part" in other.sense - source.sense
        and source.sentence == other.sentence
        and _name_of_part(claim, source, other)
    ):
        return f"In the source {its} is that part of {own}."
    stated = claim.sense & other.sense - source.sense
    if "current" in claim.sense - source.sense and "earlier" in source.sense and "current" in other.sense:
        return f"In the source {own} is the earlier figure."
    same = source.sentence == other.sentence and source.quantity.unit == other.quantity.unit
    if same and "current" in claim.sense & other.sense - source.sense and "current" not in source.sense:
        return f"In the source {its} is what holds now, not {own}."
    rate = claim.sense & _SHORT_RATES & other.sense - source.sense
    if same and rate and source.period and not source.sense & RATES:
        return f"In the source {its} is {min(rate).replace('_', ' ')}, not {own}."
    moved = source.sense & {"up", "down", "change", "over", "under"}
    if "change" in stated and source.sentence == other.sentence and not moved and _CHANGE.search(claim.subject):
        return f"In the source {its} is the change, not {own}."
    if "original" in stated or ("earlier" in stated and source.sentence == other.sentence and not source.period):
        return f"In the source {its} is the earlier figure, not {own}."
    if leaning(claim, source, other) < -MORE_WORDS / 2:
        return None
    if "asked" in stated:
        return f"In the source {its} was asked for; {own} was not."
    for tag in _MARKS & claim.basis & other.basis - source.basis:
        of_part = "part" in other.sense - source.sense and tag in _OF_PARTS
        if not set(OPPOSED_OF.get(tag, ())) & claim.basis and not of_part:
            return f"In the source {its} is {tag.replace('_', ' ')}, not {own}."
    return None


#: Before a clause that goes on behind one set in it: "its reserves, which stood at £88m in 2019, have dwindled to".
_SET_IN = re.compile(r", (?:which|who) [^,]*,\s*$")


def _only_planned(claim: Figure, source: Figure, other: Figure) -> bool:
    """Whether the claim tells as done what the source planned, and says how much was done: "aims for 90%; managed 84%"."""
    planned = {"target", "forecast"}
    return bool(
        source.sentence == other.sentence
        and planned & source.basis
        and not {"achieved"} & source.basis
        and "achieved" in other.basis
        and not planned & (claim.basis | other.basis)
        and _DONE.search(claim.subject[: claim.quantity.start - claim.clause[0]])
    )


#: A past tense with no helping verb.
_DONE = re.compile(
    r"(?<!to be )(?<!is )(?<!are )(?<!be )\b(?:[a-z]{3,}ed|spent|built|met|paid|made|took|got|cut)(?: [a-z]+){0,2}\s*$",
    re.I,
)


def _place_beside(claim: Figure, source: Figure, other: Figure) -> str | None:
    """The place of the claim that the sentence gives to a part of the figure: "4,300 pumps …, 900 of them in Scotland"."""
    named = set(claim.places) & set(places(other.subject))
    if not named or source.sentence != other.sentence or source.places or "part" not in other.sense | _of_them(other):
        return None
    return f"In the source {printed(other.quantity)} is for {min(named)}, not {printed(source.quantity)}."


def _of_them(figure: Figure) -> frozenset[str]:
    return frozenset({"part"}) if re.search(r"\bof (?:them|these|those)\b", figure.subject) else frozenset()


def _name_of_part(claim: Figure, source: Figure, other: Figure) -> bool:
    """Whether a name of the claim stands with the part and nowhere with the whole."""
    whole = f"{source.subject} {source.lead} {source.topic}"
    names = (str(name).removeprefix("The ") for name in _NAME.findall(claim.subject))
    return any(name in other.subject and name not in whole for name in names)


#: Rates that no figure for a year is.
_SHORT_RATES = RATES - {"per_year"}
#: A claim whose subject is a change.
_CHANGE = re.compile(
    r"^(?:the |an? )?(?:[a-z-]+ )?(?:increase|rise|growth|fall|cut|reduction|drop|decrease|difference|gap)\b", re.I
)


def _named(claim: Figure, source: Figure, other: Figure, evidence: Sequence[Figure]) -> str | None:
    """A name of the claim that the passage gives to another figure, where the source's own sentence does not hold it.

    A figure whose sentence names no body takes those of the sentences before it: where they have figures by turns, it is
    none of theirs in particular.
    """
    if _NAMED.search(source.subject) and (other.lead or other.sentence[0]):
        # Before its figure, a name may be the subject that the figures of one sentence share.
        behind = other.subject[max(0, other.quantity.start - other.clause[0]) :]
        its, own = (
            (other.subject if other.clause[0] >= source.quantity.end else behind, source.subject)
            if source.sentence == other.sentence
            else (other.subject, f"{source.subject} {source.lead}")
        )
        for found in _NAME.findall(claim.subject):
            name = str(found).removeprefix("The ")
            if " " in name and name in its and name not in own and not _EVENT.search(name):
                return name
    if len(source.organisations) < 2 or organisations(source.subject):
        return None
    turns = {one.organisations[0] for one in evidence if one.passage == source.passage and len(one.organisations) == 1}
    held = set(other.organisations) & set(claim.organisations) & set(source.organisations)
    return min(held) if len(other.organisations) == 1 and held and len(turns & set(source.organisations)) > 1 else None


#: A name, or the capitals of one, within a clause.
_NAMED = re.compile(
    r"(?:(?<=[a-z,] )|^(?!(?:This|That|These|Those|The|In|On|At|By|For|Of|From|Under|Its?|An?) ))(?:[A-Z]{2,}\b|[A-Z][\w’'-]+ (?:(?:of|and|for|the|&) )*[A-Z])"
)
_EVENT = re.compile(r"\b(?:Review|Budget|Statement|Parliament|Round)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: (?:(?:of|and|for|the|&) ){0,2}[A-Z][\w’'-]+)+")


def _old_part(claim: Figure, source: Figure, other: Figure) -> bool:
    """Whether a claim calls a sum new of which the passage says that a part was announced before."""
    return (
        "new" in claim.basis - source.basis
        and "part" in other.sense - source.sense
        and "previously_announced" in other.basis
        and source.passage == other.passage
        and abs(other.quantity.amount or Decimal(0)) < abs(source.quantity.amount or Decimal(0))
    )


def _undated(source: Figure, other: Figure) -> bool:
    """Whether the source's figure is of no certain date, and known not to be of the other's: the other is the earlier
    value beside it, or it is itself a rate or a sum over some years."""
    period = source.period
    if period is None and source.in_table and source.sentence == other.sentence:
        return "total" in source.sense
    if period is None:
        return source.sentence == other.sentence and bool({"start", "part"} & other.sense - source.sense)
    return not period.start and not period.end


#: A part of a sum that is new, or capital, says nothing against the sum only where the claim speaks of the sum's parts.
_OF_PARTS = frozenset({"capital", "resource"})
OPPOSED_OF = {tag: pair[1 - place :][:1] for pair in OPPOSED for place, tag in enumerate(pair)}
_MARKS = frozenset({"new", "previously_announced", "real", "cash", "capital", "resource"})


def _undated_here(source: Figure) -> bool:
    """Whether a figure has no date of its own, or is an earlier value, and is no plan that the other is compared with."""
    return (not source.period or "start" in source.sense) and not (
        "target" in source.basis or ("forecast" in source.basis and "start" in source.sense)
    )


def _due(figure: Figure) -> str | None:
    """The one point that a figure is for or due by."""
    period = figure.period
    points = {point for point in (period.start, period.end) if point} if period else set()
    return points.pop() if len(points) == 1 else None


def _dates(figure: Figure) -> str | None:
    """The one year that a figure is for, or the first and the last of several."""
    period = figure.period
    if not period or not period.start or not period.end:
        return None
    if period.start != period.end:
        return f"{period.start} to {period.end}" if period.kind is PeriodKind.TOTAL else None
    return period.start if period.kind in (PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR) else None
