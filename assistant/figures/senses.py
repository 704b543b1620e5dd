"""Whether two figures are of one kind: planned or done, real or cash, cost or saving, change or level.

Each check returns one plain sentence, or None.
"""

from __future__ import annotations

import re

from assistant.figures.cues import OPPOSED, speaks_of_change
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, PeriodKind
from assistant.figures.values import is_money
from assistant.figures.words import synonyms, terms


def basis_clash(claim: Figure, source: Figure) -> str | None:
    for pair in OPPOSED:
        for claimed, given in (pair, pair[::-1]):
            if (
                claimed in claim.basis
                and claimed not in source.basis
                and given in source.basis
                and given not in claim.basis
            ):
                return f"In the source {printed(source.quantity)} is {_words(given)}, not {_words(claimed)}."
    if (
        {"capital", "resource"} <= source.basis
        and len(claim.basis & {"capital", "resource"}) == 1
        and _WHOLLY.search(claim.subject)
    ):
        return f"In the source {printed(source.quantity)} is capital and resource together."
    planned = {"forecast", "target"}
    if "achieved" in claim.basis and not planned & claim.basis and "achieved" not in source.basis:
        ahead = sorted(planned & source.basis)
        if ahead:
            return f"In the source {printed(source.quantity)} is a {ahead[-1]}, not an outturn."
        promised = (
            (is_money(source.quantity) or not source.in_table)
            and "allocated" in source.sense - claim.sense
            and not _HAD.search(f"{source.lead} {source.subject}")
        )
        if promised and _SPENDS.search(claim.subject):
            return f"In the source {printed(source.quantity)} is promised, not yet spent or done."
    if (
        "target" in source.basis - claim.basis
        and not {"achieved", "forecast"} & (claim.basis | source.basis)
        and (_WAS.search(claim.subject) or _HAS.search(claim.subject))
        and _IS_TARGET.match(source.subject)
    ):
        return f"In the source {printed(source.quantity)} is a target, not an outturn."
    due = source.period and source.period.kind is PeriodKind.DEADLINE and "forecast" in source.basis
    if (
        due
        and not claim.period
        and not claim.basis & {"achieved", *planned}
        and _IS.search(claim.subject)
        and not _IS.search(source.subject)
    ):
        return f"In the source {printed(source.quantity)} is forecast {source.period.text}, not so today."  # type: ignore[union-attr]
    if "now" in source.sense - claim.sense and planned & claim.basis and not planned & source.basis:
        return f"In the source {printed(source.quantity)} holds today and is no {min(planned & claim.basis)}."
    if (
        planned & claim.basis
        and "achieved" not in claim.basis
        and "achieved" in source.basis
        and not planned & source.basis
    ):
        return f"In the source {printed(source.quantity)} is an outturn, not a {min(planned & claim.basis)}."
    return None


_IS_TARGET = re.compile(
    r"(?:[\w’'-]+ ){0,4}(?:target|aim|goal|standard|ambition)s?(?: of)?\W*(?:$|by\b|in\b|for\b)", re.I
)
_IS = re.compile(
    r"\b(?:is|are)\b(?! (?:to|expected|forecast|due|set|likely|planned|projected|estimated|put|being|worth|for|in line)\b)"
)
_WAS = re.compile(r"\b(?:was|were|came (?:to|in)|amounted)\b(?! (?:the )?(?:target|goal|aim|plan|standard))", re.I)
_HAS = re.compile(r"\b(?:has|have|employs?|runs?|holds?|owns?|contains?)\b(?! to\b)")
_WHOLLY = re.compile(r"\b(?:all|entire(?:ly)?|whol(?:e|ly)|only|purely|solely)\b", re.I)
#: What somebody had already.
_HAD = re.compile(
    r"\b(?:has|have|had) (?:\w+ly |already )?(?:received|secured|got|been (?:given|awarded|paid|handed))\b"
)
_SPENDS = re.compile(r"\b(?:has|have|had|already|so far|to date|actual\w*|outturn)\b", re.I)


def _words(tag: str) -> str:
    return tag.replace("_", " ")


RATES = frozenset({"per_year", "per_month", "per_week", "per_day"})
#: (claim's tag, source's tag, what to say). The source must have the second tag and not the first, the claim the reverse.
_SENSES = (
    ("saving", "cost", "is a cost, not a saving"),
    ("cost", "saving", "is a saving, not a cost"),
    ("over", "under", "is under, not over"),
    ("under", "over", "is over, not under"),
    ("surplus", "deficit", "is a deficit, not a surplus"),
    ("deficit", "surplus", "is a surplus, not a deficit"),
    ("level", "change", "is the change, not the level"),
    ("change", "level", "is the level, not the change"),
    ("level", "start", "is the earlier value"),
    ("start", "level", "is the later value"),
    ("to_capital", "to_resource", "moved out of capital, not into it"),
    ("to_resource", "to_capital", "moved into capital, not out of it"),
    ("total", "per_year", "is a yearly figure, not a total"),
    ("per_year", "total", "is the total, not a year"),
    ("headcount", "fte", "counts full-time equivalents, not heads"),
    ("fte", "headcount", "counts heads, not full-time equivalents"),
    ("saving", "to_cut", "is what is to be reduced, not the saving"),
    ("average", "median", "is a median, not an average"),
    ("median", "average", "is an average, not a median"),
)


_GAPS = frozenset({"over", "under", "deficit", "surplus"})
#: "Will cost" is a cost, whatever is cut.
_WILL_COST = re.compile(r"\b(?:will|would|to|could|may|might|has|have|had) cost\b", re.I)


def sense_clash(claim: Figure, source: Figure) -> str | None:
    one, other = claim.sense, source.sense
    for claimed, given, what in _SENSES:
        if claimed in one and given in other and claimed not in other and given not in one:
            if claimed == "level" and (one & other & _GAPS or (given == "start" and "earlier" in one)):
                continue  # "the overspend reached £1.5bn" is the level of a gap; "the year before it stood at #"
            if {claimed, given} == {"saving", "cost"} and (
                "change" in other
                or ({"under", "down"} & (one | other) and "level" not in other and not _WILL_COST.search(claim.subject))
            ):
                continue
            return f"In the source {printed(source.quantity)} {what}."
    if (
        (claim.sense & {"allocated"} or claim.basis & {"achieved", "forecast"})
        and "asked" in other
        and not _TURNED_DOWN.search(claim.subject)
        and "asked" not in one
        and not (one & {"cost", "saving"} and "forecast" in claim.basis)  # what a wish would cost
    ):
        return f"In the source {printed(source.quantity)} was asked for, not granted."
    if one & RATES and other & RATES and not one & other & RATES:
        return (
            f"In the source {printed(source.quantity)} is {_words(min(other & RATES))}, not {_words(min(one & RATES))}."
        )
    said, meant = _prices(one), _prices(other)
    if said and meant and not said & meant:
        return f"In the source {printed(source.quantity)} is in prices of {min(meant)}, not of {min(said)}."
    amount = source.quantity.amount
    if amount is not None and amount < 0 and "saving" in one and "cost" not in one:
        return f"{source.quantity.text} in the source's table is negative: a cost, not a saving."
    return _left_out(claim, source)


def _prices(sense: frozenset[str]) -> frozenset[str]:
    """The years whose prices a figure's words give it in."""
    return frozenset(tag[7:] for tag in sense if tag.startswith("prices_"))


def _left_out(claim: Figure, source: Figure) -> str | None:
    """What a figure is in the source, said of it nowhere in the claim: a change, an earlier value, the whole of a part."""
    one, other = claim.sense, source.sense
    if "base" in other and "base" not in one and _speaks_of_part(claim, source):
        return f"In the source {printed(source.quantity)} is the whole, not the part."
    # "By March 2026" dates a thing; it moves none.
    silent = source.quantity.unit not in TEMPORAL_UNITS and not speaks_of_change(claim.subject)
    if "change" in other and not {"level", "saving"} & other and silent:
        return f"In the source {printed(source.quantity)} is a change or a gap, not the level."
    # "Against # planned" is no earlier value to a claim that speaks of the plan.
    aimed_at = {"forecast", "target"} & source.basis & claim.basis and not {"up", "down"} & other
    compared = "start" in other and not aimed_at
    if compared and "level" not in other and not _speaks_of_past(claim):
        return f"In the source {printed(source.quantity)} is the earlier value."
    return None


def _speaks_of_part(claim: Figure, source: Figure) -> bool:
    """Whether the claim says of the whole what is said of the part: "six of 41 types had moved" moves six and not 41.

    The whole's own words follow it up to a verb that stands alone: "of the 11.8 million jabs delivered in England".
    """
    place = source.quantity.start - source.clause[0]
    before, behind = source.subject[:place], source.subject[place:]
    own, *rest = _AUXILIARY.split(behind, maxsplit=1)
    of_part = set(terms(" ".join((before, *rest)))) - set(terms(f"{own} {source.quantity.noun}"))
    said = terms(claim.subject)
    return any(term in of_part or synonyms(term) & of_part for term in said) or not set(said) & set(terms(own))


_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might)\b")
_TURNED_DOWN = re.compile(r"\b(?:bids?|reject\w*|refus\w+|turned down|declined|unsuccessful|wanted|hoped)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|been|did|ago|earlier|before|previous\w*|former\w*|original\w*|initial\w*|once|used to|from|against|compared|until|last|prior|then|stood|began|started)\b", re.I)  # fmt: skip


def _speaks_of_past(figure: Figure) -> bool:
    due = "forecast" in figure.basis and figure.period and figure.period.kind is PeriodKind.DEADLINE
    dated = figure.period and (figure.period.start or figure.period.end) and not due
    return bool(dated) or bool(_PAST.search(figure.subject))
