"""Whose a figure is: the bodies that its words name, without one that only tells it, and with one that hands it on."""

from __future__ import annotations

import re

from assistant.figures.gazetteer import organisation_spans, organisations

#: Behind the comma that ends a clause it says who tells the figure: ", Transport Scotland figures show".
_TOLD_BY = re.compile(
    r",\s+(?:according to [^,;]+|(?:the |an? )?(?:[\w’'&-]+ ){1,8}?(?:said|says?|shows?|showed|reveals?|revealed|suggests?|suggested|found"
    r"|reports?|reported|confirmed|estimates?|disclosed)(?: (?:on|in|to|this|last|yesterday)\b[^,;]{0,30})?)\W*$"
)
_THE_MONEY = r"(?:the|this|that|these|those) (?:money|funding|funds?|cash|schemes?|programmes?|grants?|sums?|investment|awards?|allocations?|package|support|budget)"
#: Behind a name: "will distribute the funding", "runs it".
_HANDS_ON = re.compile(
    rf" (?:(?:(?:will|would|is|are|to|has|have|been|asked|due|set|then|also|now|in turn) )+[a-z]+|(?!says\b)[a-z]+s)(?: out)? (?:{_THE_MONEY}|(?:it|them)(?! (?:will|would|is|are|has|have|was|were|can|could|may|should)\b))\b"
)
#: Before a name that ends it: "The grants will be awarded by".
_HANDED_ON_BY = re.compile(
    rf"\W*(?:It|They|{_THE_MONEY}) (?:[a-z]+ )*(?:be|been|is|are) [a-z]+(?: out)? by (?:the )?", re.I
)
_OPENS = re.compile(r"\W*(?:the )?", re.I)


def owners(*parts: str) -> tuple[str, ...]:
    """The organisations of the first of the parts that names one by more than its word, else of the first that names one."""
    without = (organisations(_TOLD_BY.sub("", part)) for part in parts)
    return next((names for names in (*without, *map(organisations, parts)) if names), ())


def handlers(sentence: str) -> tuple[str, ...]:
    """The organisations that a sentence gives the money of the sentence before to: "Sport England will share it out".

    >>> handlers("Arts Council England will distribute the funding.")
    ('Arts Council England',)
    >>> handlers("Arts Council England welcomed the funding.")
    ()
    """
    return tuple(
        name
        for start, end, name in organisation_spans(sentence)
        if (_OPENS.fullmatch(sentence, 0, start) and _HANDS_ON.match(sentence, end))
        or _HANDED_ON_BY.fullmatch(sentence, 0, start)
    )
