"""Cut a sentence that holds more figures than it is shown for down to the part that holds those."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.answering.amounts import is_amount
from assistant.answering.sides import content
from assistant.figures import Figure, describe

#: Where a sentence may be cut. "£10.2bn is the backlog, against a budget of £11bn"
_CUTS = re.compile(
    r"[,;:]\s|\s[–—]\s|\s\((?=[^)]*\d)|\s(?=(?:against|compared with|compared to|while|whereas|but|up from|down from)\s)",
    re.I,
)
#: What is left hanging where the figure behind it is cut off.
_HANGING = re.compile(
    r"(?:[\s,;:–—(]|\b(?:and|or|but|of|to|from|by|at|in|on|for|with|than|down|up|over|under|about|around|nearly|almost|more|less|fewer|the|a|an|is|was|as|against|out|which|that|some|between|least|most))+$",
    re.I,
)
_LEADING = re.compile(r"^(?:[\s,;:–—).]|(?:and|or|but)\b)+", re.I)
_FEWEST = 2


def foreign(text: str, shown: Collection[str]) -> list[Figure]:
    """The amounts of a text, points and lengths of time apart, that are not printed as one of those that it is shown for."""
    kept = {_squashed(one) for one in shown}
    return [one for one in describe(text) if is_amount(one) and _squashed(one.quantity.text) not in kept]


def clipped(text: str, printed: str, shown: Collection[str]) -> str:
    """The part of a sentence around the printed figure that holds no amounts but those to be shown; the sentence where there is none.

    A part that opens or ends in mid-sentence is put into quotation marks, with an ellipsis for what is left out.
    """
    others = foreign(text, shown)
    place = text.find(printed)
    if not others or place < 0:
        return text
    before = max((one.quantity.end for one in others if one.quantity.end <= place), default=0)
    after = min((one.quantity.start for one in others if one.quantity.start >= place + len(printed)), default=len(text))
    cuts = sorted({0, len(text), *(match.start() for match in _CUTS.finditer(text))})
    whole = [
        (start, end)
        for start, end in (
            (first, last) for first in cuts for last in cuts if first <= place and last >= place + len(printed)
        )
        if before <= start and end <= after
    ]
    openings = [end for start, end in whole if start == 0]
    if openings:
        part = text[: max(openings)]
        if len(content(part)) >= _FEWEST:
            return _closed(part)
    part = _LEADING.sub("", _HANGING.sub("", text[before:after]))
    if printed not in part or len(content(part)) < _FEWEST:
        return text
    return f"“{'… ' if before else ''}{part}{' …' if after < len(text) else ''}”"


def _closed(part: str) -> str:
    part = _HANGING.sub("", part)
    return part + ")" if part.count("(") > part.count(")") else part


def _squashed(text: str) -> str:
    return "".join(text.split()).lower()
