"""What one figure says of itself that another denies: bound, noun, period, direction, basis, place, organisation.

Leaving an attribute out is no clash; stating another one is. Each check returns one plain sentence, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.figures.costs import cost_clash
from assistant.figures.events import event_clash
from assistant.figures.gazetteer import NATIONS, capital_of, organisations, places, related
from assistant.figures.kinds import PEOPLE, head_clash, noun_clash, whole_clash
from assistant.figures.nouns import singular
from assistant.figures.opposites import opposite_clash
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Figure
from assistant.figures.recipients import recipient_clash
from assistant.figures.senses import basis_clash, sense_clash
from assistant.figures.siblings import sibling_clash
from assistant.figures.speakers import speaker_clash
from assistant.figures.timing import time_clash
from assistant.figures.values import LOWER, UPPER, is_share, range_end
from assistant.figures.words import coverage, terms


def attribute_clash(claim: Figure, source: Figure) -> tuple[str, str] | None:
    """The first attribute on which the claim states what the source denies, with a sentence; None where none does."""
    return next(attribute_clashes(claim, source), None)


def attribute_clashes(claim: Figure, source: Figure) -> Iterator[tuple[str, str]]:
    """Every attribute on which the claim states what the source denies, the most telling first, with a sentence each."""
    for name, check in _CHECKS:
        why = check(claim, source)
        if why:
            yield name, why


#: Bounds under which the value itself may be reached, which "less than" rules out.
_MAY_REACH = frozenset({Bound.EXACT, Bound.UP_TO, Bound.AT_MOST})


def _bound(claim: Figure, source: Figure) -> str | None:
    """A bound turned round: "at least" of a ceiling, "more than" of "just under", "less than" of the value itself."""
    one, other = _said_bound(claim), source.quantity.bound
    if claim.quantity.unit in TEMPORAL_UNITS:
        return None
    end = _end(claim, source)
    low = other in LOWER or end == "lower"
    high = other in UPPER | {Bound.ALMOST} or end == "upper"
    equal = other in _MAY_REACH and claim.quantity.value == source.quantity.value
    reached = equal and (one is Bound.LESS_THAN or (one is Bound.ALMOST and other is Bound.EXACT))
    if (one in LOWER and high) or (one in UPPER | {Bound.ALMOST} and low) or reached:
        return f"The source says {printed(source.quantity)}, not {printed(claim.quantity)}."
    return None


def _said_bound(figure: Figure) -> Bound:
    """The figure's bound, or the one that ends its clause: "will be £210 better off at the very least"."""
    said = _IN_THE_END.search(figure.subject) if figure.quantity.bound is Bound.EXACT else None
    return figure.quantity.bound if not said else Bound.AT_LEAST if said.group(1) == "least" else Bound.AT_MOST


_IN_THE_END = re.compile(r"\bat (?:the )?(?:very )?(least|most|outside)\b", re.I)


def _end(claim: Figure, source: Figure) -> str | None:
    if claim.quantity.upper is not None or source.quantity.upper is None:
        return None
    return range_end(claim.quantity, source.quantity)


#: "The bill may reach £102bn" says as much as "up to".
_MAY_BE_MORE = re.compile(
    r"\b(?:may|might|could) (?:yet |even |eventually )?(?:reach|hit|rise to|climb to|go as high as)\b", re.I
)


def _dropped(claim: Figure, source: Figure) -> str | None:
    one, other = claim.quantity, source.quantity
    if one.unit in TEMPORAL_UNITS:
        return None
    if _end(claim, source) and _said_bound(claim) not in LOWER | UPPER:
        return f"The source gives a range, {printed(other)}; {one.text} is one end of it."
    if other.bound in UPPER and _MAY_BE_MORE.search(claim.subject):
        return None
    if _said_bound(claim) in (Bound.EXACT, Bound.ABOUT) and other.bound in UPPER | LOWER and one.value == other.value:
        return f"The source says {printed(other)}; the claim drops the qualifier."
    return None


def _direction(claim: Figure, source: Figure) -> str | None:
    one, other = _way(claim), _way(source)
    amount = source.quantity.amount
    if one == "up" and amount is not None and amount < 0 and is_share(source.quantity):
        return f"In the source {source.quantity.text} is negative: a fall, not a rise."
    moved = "saving" not in claim.sense ^ source.sense or "change" in claim.sense & source.sense
    if one and other and one != other and moved:
        return f"In the source {printed(source.quantity)} is {_WAYS[other]}, not {_WAYS[one]}."
    return None


_WAYS = {"up": "a rise", "down": "a fall"}


def _trend(claim: Figure, source: Figure) -> str | None:
    """ "Rises to £985m" of a cell that is less than the one before it in its row."""
    one = _way(claim)
    if not one or "level" not in claim.sense or f"trend_{'down' if one == 'up' else 'up'}" not in source.sense:
        return None
    return f"In the source's table {printed(source.quantity)} is {_WAYS['down' if one == 'up' else 'up']}, not {_WAYS[one]}."


def _way(figure: Figure) -> str | None:
    """Which way the figure moved; None where nothing or two things are said."""
    ways = {"up", "down"} & figure.sense
    if not ways and figure.quantity.direction:
        return str(figure.quantity.direction)
    return ways.pop() if len(ways) == 1 else None


def _organisation(claim: Figure, source: Figure) -> str | None:
    told = {name for who in source.speakers for name in organisations(who)}
    says = {name for who in claim.speakers for name in organisations(who)}
    known = {*source.organisations, source.publisher, *told & says}
    kin = any(related(one, other) for one in claim.organisations for other in source.organisations)
    if claim.organisations and source.organisations and not set(claim.organisations) & known and not kin:
        return (
            f"In the source {printed(source.quantity)} is for {source.organisations[0]}, not {claim.organisations[0]}."
        )
    return None


def _place(claim: Figure, source: Figure) -> str | None:
    """A part of the United Kingdom claimed for the whole, or for another part; or another town or region."""
    claimed, given = set(claim.places), set(source.places)
    if any("Government" in name or "Executive" in name for name in source.organisations):
        nations = ((place, capital_of(place)) for place in claimed)
        claimed = {nation if nation in given else place for place, nation in nations}
    for joint in given & _JOINT.keys():
        given = given | _JOINT[joint] if claimed >= _JOINT[joint] else given
    for joint in claimed & _JOINT.keys():
        claimed = claimed - {joint} | _JOINT[joint] if given >= _JOINT[joint] else claimed
    if claimed and not claimed & _WIDE and given <= _WIDE and not given & set(places(source.subject)):
        return None  # a town may lie in the nation that the text is about
    beyond = (claimed - given) & NATIONS if given <= NATIONS else set()
    if not claimed or not given or (claimed & given and not beyond):
        return None
    return f"In the source {printed(source.quantity)} is for {_listed(source.places)}, not {_listed(claim.places)}."


_WIDE = NATIONS | {"England and Wales", "Great Britain", "United Kingdom"}
#: Two names for one place.
_JOINT = {
    "England and Wales": frozenset({"England", "Wales"}),
    "Great Britain": frozenset({"England", "Scotland", "Wales"}),
    "United Kingdom": NATIONS,
}


def _listed(names: Sequence[str]) -> str:
    return " and ".join(_WITH_ARTICLE.get(name, name) for name in names)


_WITH_ARTICLE = {"United Kingdom": "the United Kingdom", "United States": "the United States"}


_NUMBERED = re.compile(r"\b(?!January|February|March|April|May|June|July|August|September|October|November|December)([A-Z][a-z]+) (\d{1,2})(?![\d,.%])")  # fmt: skip


def _number_of_name(claim: Figure, source: Figure) -> str | None:
    """ "Wave 3" claimed of a figure for "Wave 2"."""
    said, given = (dict(_NUMBERED.findall(figure.subject)) for figure in (claim, source))
    other = next((name for name in said if name in given and said[name] != given[name]), None)
    return (
        f"In the source {printed(source.quantity)} is for {other} {given[other]}, not {other} {said[other]}."
        if other
        else None
    )


_EACH = re.compile(r"\b(?:each|per|every)(?: of the| of)? ((?:[\w-]+ ?){1,3})", re.I)


def _denominator(claim: Figure, source: Figure) -> str | None:
    """ "Each call saves £5.60" and "each return saves £5.60" are about different things."""
    if claim.quantity.unit in TEMPORAL_UNITS:
        return None
    each, of_each = (
        frozenset(tag[5:] for tag in figure.sense if tag.startswith("each_")) for figure in (claim, source)
    )
    if each and of_each and not coverage(tuple(each), tuple(of_each)):
        return f"In the source {printed(source.quantity)} is for each {min(of_each)}, not each {min(each)}."
    one, other = _EACH.search(claim.subject), _EACH.search(source.subject)
    if not one or not other:
        return None
    claimed, given = terms(one.group(1)), terms(other.group(1))
    if not claimed or not given or {claimed[0], given[0]} & _TIMES:
        return None
    if set(claimed) & set(given) or {*claimed, *given} & _HEADS:
        return None
    if coverage(claimed, given):
        return None
    return f"In the source {printed(source.quantity)} is {other.group().strip()}, not {one.group().strip()}."


_MEAN = re.compile(r"\b(?:average|mean|median|typical)\b ((?:[\w-]+ ?){1,4}?)(?: of\b| for\b| in\b| (?:was|is|were|are|rose|fell|came|stood)\b|$)", re.I)  # fmt: skip


def _mean_of(claim: Figure, source: Figure) -> str | None:
    """ "The average refund" and "the average penalty" are means of different things."""
    one, other = _MEAN.search(claim.subject), _MEAN.search(source.subject)
    if not one or not other:
        return None
    claimed, given = terms(one.group(1))[-1:], terms(other.group(1))[-1:]
    if {singular(words.group(1).split()[-1]) for words in (one, other)} & PEOPLE:
        return None  # "the average civil servant is paid" has the average pay
    if not claimed or not given or coverage(claimed, terms(source.subject)) or coverage(given, terms(claim.subject)):
        return None
    return f"In the source {printed(source.quantity)} is the {other.group().strip()}, not the {one.group().strip()}."


#: "Per head" goes with each member, person or worker.
_HEADS = frozenset({"head", "person", "capita", "member", "individu"})
_TIMES = frozenset({"year", "month", "week", "day", "hour", "pound"})


_CHECKS: tuple[tuple[str, Callable[[Figure, Figure], str | None]], ...] = (
    ("bound", _bound),
    ("noun", noun_clash),
    ("noun", head_clash),
    ("subject", whole_clash),
    ("sense", sense_clash),
    ("subject", _denominator),
    ("subject", _mean_of),
    ("subject", opposite_clash),
    ("subject", _number_of_name),
    ("subject", cost_clash),
    ("subject", sibling_clash),
    ("basis", event_clash),
    ("period", time_clash),
    ("direction", _direction),
    ("direction", _trend),
    ("basis", basis_clash),
    ("place", _place),
    ("organisation", _organisation),
    ("organisation", recipient_clash),
    ("organisation", speaker_clash),
    ("qualifier", _dropped),
)
