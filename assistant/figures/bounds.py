"""Words around a number that limit it or say which way it moved."""

from __future__ import annotations

import re

from assistant.figures.quantity import Bound, Direction

#: (bound, phrases that stand right before the number). Longest phrase wins.
_BEFORE: tuple[tuple[Bound, tuple[str, ...]], ...] = (
    (Bound.UP_TO, ("up to", "as much as", "as many as", "as high as", "potentially up to", "anything up to")),
    (
        Bound.AT_MOST,
        (
            "at most",
            "no more than",
            "not more than",
            "no higher than",
            "not exceeding",
            "not exceed",
            "cannot exceed",
            "never exceed",
            "no greater than",
            "maximum of",
            "maximum",
            "capped at",
            "cap of",
            "limited to",
            "limit of",
            "ceiling of",
            "within a limit of",
            "no longer than",
            "≤",
            "at or below",
        ),
    ),
    (
        Bound.AT_LEAST,
        (
            "at least",
            "no fewer than",
            "no less than",
            "not less than",
            "minimum of",
            "minimum",
            "a floor of",
            "or more than",
            "≥",
            "no lower than",
            "at or above",
            "as little as",
            "as few as",
        ),
    ),
    (
        Bound.MORE_THAN,
        (
            "more than",
            "over",
            "above",
            "in excess of",
            "exceeding",
            "exceeds",
            "exceeded",
            "exceed",
            "greater than",
            "upwards of",
            "upward of",
            "just over",
            "little over",
            "well over",
            "slightly more than",
            "slightly over",
            "just above",
            "tops",
            "topped",
            "topping",
            "surpassing",
            "surpassed",
            "higher than",
            "north of",
            "beyond",
            "bigger than",
            "larger than",
            "longer than",
            ">",
            "passed",
        ),
    ),
    (
        Bound.LESS_THAN,
        (
            "less than",
            "fewer than",
            "below",
            "under",
            "well under",
            "lower than",
            "smaller than",
            "short of",
            "shorter than",
            "<",
        ),
    ),
    (
        Bound.ALMOST,
        (
            "almost",
            "nearly",
            "just under",
            "close to",
            "approaching",
            "just below",
            "just short of",
            "not quite",
            "nigh on",
            "slightly less than",
            "slightly under",
            "a little under",
            "little under",
            "a shade under",
            "verging on",
        ),
    ),
    (
        Bound.ABOUT,
        (
            "about",
            "around",
            "approximately",
            "approx",
            "approx.",
            "roughly",
            "some",
            "circa",
            "c.",
            "c",
            "ca.",
            "~",
            "an estimated",
            "estimated at around",
            "in the region of",
            "of the order of",
            "in the order of",
            "something like",
            "or so",
            "broadly",
        ),
    ),
)
_PHRASES = {phrase: bound for bound, phrases in _BEFORE for phrase in phrases}
_PATTERN = re.compile(
    r"(?:^|(?<=[\s(\[“\"'‘—–-]))("
    + "|".join(re.escape(phrase) for phrase in sorted(_PHRASES, key=len, reverse=True))
    + r")\s*(?:an?\s+|the\s+)?(?:additional\s+|extra\s+|further\s+|total\s+of\s+|estimated\s+)?$",
    re.I,
)
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        Bound.AT_LEAST,
        re.compile(
            # "250,000 incidents or over 300,000 burglaries" bounds the second number, not the first.
            r"\s*\+(?!\d)|\s+(?:or|and)\s+(?:more|over|above|higher|longer)\b(?!(?:\s+than)?\s+[£$€]?\d)|\s+(?:at\s+(?:the\s+)?least|minimum)\b|\s+plus\b(?!\s+[£$€\d])",
            re.I,
        ),
    ),
    (
        Bound.AT_MOST,
        re.compile(r"\s+or\s+(?:less|fewer|under|below|lower)\b|\s+(?:at\s+(?:the\s+)?most|maximum)\b", re.I),
    ),
    (Bound.ABOUT, re.compile(r"\s+or\s+(?:so|thereabouts)\b|[- ]ish\b", re.I)),
)
_DATE_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        Bound.AT_MOST,
        re.compile(
            r"\b(?:by|no later than|until|till|up to|up until|not later than|to)\s+(?:the\s+)?(?:(?:end|start|beginning|close|summer|autumn|spring|winter|middle) of\s+)?(?:early\s+|late\s+|mid-?\s*)?$",
            re.I,
        ),
    ),
    (Bound.LESS_THAN, re.compile(r"\b(?:before|prior to|pre-?)\s*(?:the\s+)?(?:end of\s+)?$", re.I)),
    (
        Bound.AT_LEAST,
        re.compile(
            r"\b(?:since|from|starting in|as of)\s+(?:the\s+)?(?:(?:end|start|beginning) of\s+)?(?:early\s+|late\s+|mid-?\s*)?$",
            re.I,
        ),
    ),
    (Bound.MORE_THAN, re.compile(r"\b(?:after|beyond|post-?)\s*(?:the\s+)?(?:end of\s+)?$", re.I)),
    (Bound.ABOUT, re.compile(r"\b(?:around|about|circa)\s+$", re.I)),
)
#: "under a £230m package" is no bound.
_UNDER_SOMETHING = frozenset({"under", "over", "above", "below", "beyond"})
#: "over four years" is a span of time, not more than four years.
_SPAN_UNITS = frozenset({"year", "month", "week", "decade", "quarter", "day"})

_UP = r"rose|risen|rises?|rising|increas(?:e[sd]?|ing)|gr[eo]w(?:n|s|ing|th)?|climb(?:ed|s|ing)?|up(?!\s+to)|gain(?:ed|s)?|jump(?:ed|s)?|higher|uplift|surg(?:e[sd]?|ing)|expan(?:ded|sion)|rais(?:e[sd]?|ing)|boost(?:ed)?|improv(?:e[sd]?|ement|ing)|reached"
_DOWN = r"fell|fall(?:s|en|ing)?|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|drop(?:ped|s|ping)?|down|reduc(?:e[sd]?|tion|tions|ing)|cuts?|cutting|lower(?:ed)?|shr[aiu]nk|slump(?:ed)?|lost|loss|contract(?:ed|ion)|slash(?:ed|ing)?|below|short"
_GAP = r"(?:\s+(?:sharply|slightly|again|further|back|steadily|only|just|annually|yearly|each year))?(?:\s+(?:by|of|to|from))?(?:\s+(?:an?|the|its|their))?(?:\s+(?:additional|extra|further|average|annual|real[- ]terms?|net|total))*(?:\s+of)?\s*(?:\w+\s+)?$"
_UP_BEFORE = re.compile(rf"\b(?:{_UP}){_GAP}", re.I)
_DOWN_BEFORE = re.compile(rf"\b(?:{_DOWN}){_GAP}", re.I)
_UP_AFTER = re.compile(
    r"[\s-]+(?:(?:real[- ]terms?|annual|average|cash[- ]terms?|net|overall)\s+)*(?:increase|rise|growth|uplift|jump|surge|higher|more\b(?! than)|up on|boost|improvement|gain)",
    re.I,
)
_DOWN_AFTER = re.compile(
    r"[\s-]+(?:(?:real[- ]terms?|annual|average|cash[- ]terms?|net|overall)\s+)*(?:decrease|decline|fall\b|cut\b|cuts\b|drop|reduction|lower|less\b(?! than)|fewer|down on|below|loss|under\b)",
    re.I,
)
#: A change told at a distance: "cut workload by up to five hours"; "30%: the cut sought in waiting times".
_UP_BY = re.compile(rf"\b(?:{_UP})(?:\s+[\w'’-]+){{1,4}}\s+by\s+$", re.I)
_DOWN_BY = re.compile(rf"\b(?:{_DOWN})(?:\s+[\w'’-]+){{1,4}}\s+by\s+$", re.I)
_UP_THEN = re.compile(r"[^.;:\n£$€\d]{0,24}:\s+(?:an?|the)\s+(?:increase|rise|growth|uplift)\b", re.I)
_DOWN_THEN = re.compile(r"[^.;:\n£$€\d]{0,24}:\s+(?:an?|the)\s+(?:cut|reduction|fall|decrease|drop)\b", re.I)


def bound_of(text: str, start: int, end: int, unit: str) -> Bound:
    """The bound that the words right before or right after text[start:end] put on it."""
    before = text[max(0, start - 40) : start]
    if unit in ("date", "fiscal_year"):
        return next((bound for bound, pattern in _DATE_BEFORE if pattern.search(before)), Bound.EXACT)
    after = text[end : end + 24]
    if after:
        for bound, pattern in _AFTER:
            if pattern.match(after):
                return bound
    match = _PATTERN.search(before)
    if not match:
        return Bound.EXACT
    phrase = re.sub(r"\s+", " ", match.group(1).lower())
    if phrase in _UNDER_SOMETHING and re.search(rf"{phrase}\s+(?:an?|the)\s+$", before, re.I):
        return Bound.EXACT
    if unit in _SPAN_UNITS and phrase in ("over", "under", "within", "about") and phrase == "over":
        return Bound.EXACT
    return _PHRASES[phrase]


def direction_of(text: str, start: int, end: int) -> Direction | None:
    """Whether the words around text[start:end] make it a rise or a fall."""
    before = text[max(0, start - 60) : start]
    cut = max(before.rfind(mark) for mark in ".;:\n")
    before = before[cut + 1 :]
    bound = _PATTERN.search(before)
    if bound:
        before = before[: bound.start()] + " "
    up = _UP_BEFORE.search(before) or _UP_BY.search(before)
    down = _DOWN_BEFORE.search(before) or _DOWN_BY.search(before)
    if up or down:
        return Direction.UP if up and (not down or up.start() > down.start()) else Direction.DOWN
    after = text[end : end + 40]
    if _UP_AFTER.match(after):
        return Direction.UP
    if _DOWN_AFTER.match(after) or _DOWN_THEN.match(after):
        return Direction.DOWN
    return Direction.UP if _UP_THEN.match(after) else None
