"""At which fiscal event a figure was announced: "the 900 announced at Spring Statement 2025" are none of the Budget's."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.printing import printed
from assistant.figures.quantity import Figure

_EVENT = r"(?:(?P<season>Spring|Summer|Autumn) )?(?P<kind>Budget|Statement|Spending Review|Spending Round)(?: (?:of )?(?P<year>20\d\d))?"
_TOLD = r"(?:announced|promised|pledged|confirmed|set out|unveiled|committed|found|included|contained|made)"
#: "Announced at Spring Statement 2025".
_AT = re.compile(rf"\b{_TOLD} (?:\w+ )?(?:in|at|by|under) (?:(?:the|last|this|her|his) )*{_EVENT}\b")
#: "The Budget announced", "in the Autumn Statement the chancellor found".
_BY = re.compile(rf"\b{_EVENT}(?: the chancellor)? (?:\w+ )?{_TOLD}\b")


def event_clash(claim: Figure, source: Figure) -> str | None:
    """ "The Budget announced 900 posts" of the 900 announced at another event; one that says less is no clash."""
    one, other = _event(claim.subject), _event(source.subject)
    if (
        not one
        or not other
        or all(not said or not given or said == given for said, given in zip(one, other, strict=True))
    ):
        return None
    return f"In the source {printed(source.quantity)} was announced at {_named(other)}, not at {_named(one)}."


def _named(event: tuple[str, str, str]) -> str:
    return " ".join(part for part in event if part)


@lru_cache(maxsize=4096)
def _event(words: str) -> tuple[str, str, str] | None:
    """The season, kind and year of the one event that the words make the announcer; None where there is none."""
    found = {match.group("season", "kind", "year") for pattern in (_AT, _BY) for match in pattern.finditer(words)}
    if len(found) != 1:
        return None
    season, kind, year = found.pop()
    return season or "", kind, year or ""
