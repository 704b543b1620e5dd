"""Whether a question asks what a figure is for, or what it stands for, rather than for a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figures.quantity import Quantity

_PURPOSE = re.compile(
    r"\b(?:what|where)(?:'s| is| was| are| were)?\b[^?]{0,80}\bfor\b\s*(?:[,?]|$|and (?:where|over|when))"
    r"|\bwhat (?:will|would|does|did|is|was|were|are)\b[^?]{0,60}[£$€][\d.,]+\s?(?:k|m|bn|tn|million|billion)?\b[^?]{0,60}\b(?:do|pay for|meant to|supposed to|buy|achieve|cover|go on|fund)\b"
    r"|^(?:and |so |but )?how (?:will|would|is|was|are|were|has|have|did|does|do|should|can|could)\b[^?]{0,60}[£$€][\d.,]+\s?(?:k|m|bn|tn|million|billion)?\b[^?]{0,60}\b(?:spend|spent|spending|used?|using|deployed|put to use)\b"
    r"|^(?:and |so |but )?how (?:will|would|is|was|are|were|has|have|did|does|do|should|can|could)\b[^?]{0,60}\b(?:spend|spent|spending|use|using|deploy)\b[^?]{0,40}[£$€]\d"
    r"|(?:^|[,;:?(] ?|\band )for what\b(?! (?:date|day|month|year|period|time|sum|amount|number)\b)|\bfor what\s*(?:\?|$)|\bwhat for\b|[£$€][\d.,]+\s?\w*\b[^?]*[?.][^?]*\bwhat (?:is|was) (?:it|that)\b|\bmeant to (?:do|achieve|pay)\b|\bspent on\b|\bpurpose\b|\b(?:point|aim|goal) of\b",
    re.I,
)
#: "What exactly would be saved?" of a figure that was named asks what it is of.
_UNDERGONE = re.compile(
    r"\bwhat (?:exactly |precisely |actually )?(?:(?:would|will|could|should|can) be|is|was|are|were|is being|was being) \w+(?:ed|n|t)\s*\?",
    re.I,
)
#: What stands before an amount that another is asked beside: "the slice of the £3.4bn", "SEND places in Hunt's £800m".
_WITHIN = re.compile(
    r"\b(?:of|in|within|into|(?<!up )to|from|out of|before|after|under|beside|on top of) (?:[\w’']+ ){0,4}?(?:near[- ]|over |about |around |roughly |nearly |almost )?$",
    re.I,
)
#: Asks what a figure that it prints stands for: "what does the 96% refer to?", "the 206: what does that count?".
_MEANING = re.compile(
    r"\bwhat\b[^?]{0,60}\b(?:refer(?:s|red)? to|stand(?:s)? for|represent(?:s|ed)?|relate(?:s|d)? to|mean(?:s)?|count(?:s|ed)?|measure(?:s|d)?|describe(?:s|d)?|about|(?:made|consist(?:s)?) (?:up )?of)\b"
    r"|\bwhat(?:['’]s| is| was| are| were) (?:it|that|this|they|those|the figure)\b|\bwhat of\b|\bof what\b",
    re.I,
)
#: Asks for a reason, or for an amount beside the one that it prints: "what would the £3.4bn save?".
_OTHER_THING = re.compile(
    r"\b(?:why|how|who|which|cost|save[sd]?|saving|worth|amount|raise[sd]?|return|yield|total|come to|left|remain\w*|received|got)\b",
    re.I,
)


def asks_outright(text: str, states: bool) -> bool:
    """Whether the words ask for a purpose; `states` is whether the question prints a figure."""
    return bool(_PURPOSE.search(text)) or (states and bool(_UNDERGONE.search(text)))


def asks_meaning(text: str, asking: str, amounts: Sequence[Quantity]) -> bool:
    """Whether a question that prints a figure asks what that is: in so many words, or by printing `amounts` and asking for no other thing.

    `asking` is the text without its figures. A sum that something is asked for within, before or beside is not asked about itself.
    """
    if _MEANING.search(text):
        return True
    return bool(amounts) and not (
        _OTHER_THING.search(asking) or any(_WITHIN.search(text[: one.start]) for one in amounts)
    )
