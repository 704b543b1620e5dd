"""Whether two figures are of one kind: planned or done, real or cash, cost or saving, change or level.

Each check returns one plain sentence, or None.
"""

from __future__ import annotations

import re

from assistant.figures.cues import OPPOSED, speaks_of_change
from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure


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
    planned = {"forecast", "target"}
    if "achieved" in claim.basis and not planned & claim.basis and "achieved" not in source.basis:
        ahead = sorted(planned & source.basis)
        if ahead:
            return f"In the source {printed(source.quantity)} is a {ahead[-1]}, not an outturn."
        if "allocated" in source.sense and "allocated" not in claim.sense and _SPENDS.search(claim.subject):
            return f"In the source {printed(source.quantity)} is promised, not yet spent or done."
    if (
        planned & claim.basis
        and "achieved" not in claim.basis
        and "achieved" in source.basis
        and not planned & source.basis
    ):
        return f"In the source {printed(source.quantity)} is an outturn, not a {min(planned & claim.basis)}."
    return None


_SPENDS = re.compile(r"\b(?:has|have|had|already|so far|to date|actual\w*|outturn)\b", re.I)


def _words(tag: str) -> str:
    return tag.replace("_", " ")


_RATES = frozenset({"per_year", "per_month", "per_week", "per_day"})
#: (claim's tag, source's tag, what to say). The source must have the second tag and not the first, the claim the reverse.
_SENSES = (
    ("saving", "cost", "is a cost, not a saving"),
    ("cost", "saving", "is a saving, not a cost"),
    ("over", "under", "is under, not over"),
    ("under", "over", "is over, not under"),
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


#: "Will cost" is a cost, whatever is cut.
_WILL_COST = re.compile(r"\b(?:will|would|to|could|may|might|has|have|had) cost\b", re.I)


def sense_clash(claim: Figure, source: Figure) -> str | None:
    one, other = claim.sense, source.sense
    for claimed, given, what in _SENSES:
        if claimed in one and given in other and claimed not in other and given not in one:
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
    ):
        return f"In the source {printed(source.quantity)} was asked for, not granted."
    if one & _RATES and other & _RATES and not one & other & _RATES:
        return f"In the source {printed(source.quantity)} is {_words(min(other & _RATES))}, not {_words(min(one & _RATES))}."
    amount = source.quantity.amount
    if amount is not None and amount < 0 and "saving" in one and "cost" not in one:
        return f"{source.quantity.text} in the source's table is negative: a cost, not a saving."
    return _left_out(claim, source)


def _left_out(claim: Figure, source: Figure) -> str | None:
    """What a figure is in the source, said of it nowhere in the claim: a change, an earlier value, the whole of a part."""
    one, other = claim.sense, source.sense
    if "base" in other and "base" not in one:
        return f"In the source {printed(source.quantity)} is the whole, not the part."
    # "By March 2026" dates a thing; it moves none.
    silent = source.quantity.unit not in TEMPORAL_UNITS and not speaks_of_change(claim.subject)
    if "change" in other and not {"level", "saving"} & other and silent:
        return f"In the source {printed(source.quantity)} is a change or a gap, not the level."
    if "start" in other and "level" not in other and not _speaks_of_past(claim):
        return f"In the source {printed(source.quantity)} is the earlier value."
    return None


_TURNED_DOWN = re.compile(r"\b(?:bids?|reject\w*|refus\w+|turned down|declined|unsuccessful|wanted|hoped)\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|been|did|ago|earlier|before|previous\w*|former\w*|original\w*|initial\w*|once|used to|from|against|compared|until|last|prior|then|stood|began|started)\b", re.I)  # fmt: skip


def _speaks_of_past(figure: Figure) -> bool:
    return bool(figure.period and (figure.period.start or figure.period.end)) or bool(_PAST.search(figure.subject))
