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
            "maximum is",
            "limit is",
            "ceiling is",
            "cap is",
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
            "minimum is",
            "minimum",
            "a floor of",
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
            "near to",
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
_GREATER, _LESS = ("more", "greater", "larger", "bigger", "higher"), ("less", "lower", "smaller", "fewer")
for _words, _limit in ((_GREATER, Bound.AT_LEAST), (_LESS, Bound.AT_MOST)):
    for _word in _words:
        for _form in ("{} or equal than", "{} or equal to", "{} than or equal to", "equal to or {} than"):
            _PHRASES[_form.format(_word)] = _limit
_PHRASES |= {"at least or equal to": Bound.AT_LEAST, "at most or equal to": Bound.AT_MOST}
_PHRASES |= {"< =": Bound.AT_MOST, "<=": Bound.AT_MOST, "> =": Bound.AT_LEAST, ">=": Bound.AT_LEAST}
_LONGEST = max(phrase.count(" ") + 1 for phrase in _PHRASES)
_SIGNS_BEFORE = "~≤≥<>="
#: Words that may stand between the phrase and its number: "up to an additional", "more than a further".
_FILLERS = (("total", "of"), ("additional",), ("extra",), ("further",), ("estimated",))
_ARTICLES = frozenset({"a", "an", "the"})
_OPENING = "([“\"'‘—–-"
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        Bound.AT_LEAST,
        re.compile(
            # "250,000 incidents or over 300,000 burglaries" bounds the second number, not the first.
            r"\s*\+(?!\d)|\s+(?:or|and)\s+(?:more|over|above|higher|longer|greater|larger|bigger|older)\b(?!\s+than\s+\S|\s+[£$€]?\d)|\s+(?:at\s+(?:the\s+)?(?:very\s+)?least|minimum)\b|\s+plus\b(?!\s+[£$€\d])",
            re.I,
        ),
    ),
    (
        Bound.AT_MOST,
        re.compile(
            r"\s+or\s+(?:less|fewer|under|below|lower|smaller|younger)\b(?!\s+than\s+\S)|\s+(?:at\s+(?:the\s+)?(?:very\s+)?most|maximum)\b|\s+(?:and|but)\s+no\s+(?:more|higher)\b|\s+(?:[a-z]+\s+)?(?:cap|ceiling|upper limit)\b",
            re.I,
        ),
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
#: "over four years" is a span of time, not more than four years.
_SPAN_UNITS = frozenset({"year", "month", "week", "decade", "quarter", "day"})

_UP_TEXT = """rose risen rise rises rising increase increased increases increasing grow grew grown grows growing growth climb climbed climbs climbing up gain gained gains
    jump jumped jumps higher uplift surge surged surges surging expanded expansion raise raised raises raising boost boosted improve improved improves improvement improving reached"""
_UP = frozenset(_UP_TEXT.split())
_DOWN_TEXT = """fell fall falls fallen falling decrease decreased decreases decreasing decline declined declines declining drop dropped drops dropping down reduce reduced reduces
    reduction reductions reducing cut cuts cutting lower lowered shrank shrunk shrink slump slumped lost loss contract contracted contraction slash slashed slashing below short"""
_DOWN = frozenset(_DOWN_TEXT.split())
#: Words that may stand between the verb and the number: "rose sharply by an average real-terms".
_BETWEEN_TEXT = """sharply slightly again further back steadily only just annually yearly each year by of to from a an the its their additional extra average annual
    real-terms real terms net total"""
_BETWEEN = frozenset(_BETWEEN_TEXT.split())
_UP_AFTER = re.compile(
    r"[\s-]+(?:(?:real[- ]terms?|annual|average|cash[- ]terms?|net|overall)\s+)*(?:increase|rise|growth|uplift|jump|surge|higher|more\b(?! than)|up on|boost|improvement|gain)",
    re.I,
)
_DOWN_AFTER = re.compile(
    r"[\s-]+(?:(?:real[- ]terms?|annual|average|cash[- ]terms?|net|overall)\s+)*(?:decrease|decline|fall\b|cut\b|cuts\b|drop|reduction|lower|less\b(?! than)|fewer|down on|below|loss|under\b)",
    re.I,
)
#: A change told at a distance: "cut workload by up to five hours"; "30%: the cut sought in waiting times".
_UP_THEN = re.compile(r"[^.;:\n£$€\d]{0,24}:\s+(?:an?|the)\s+(?:increase|rise|growth|uplift)\b", re.I)
_DOWN_THEN = re.compile(r"[^.;:\n£$€\d]{0,24}:\s+(?:an?|the)\s+(?:cut|reduction|fall|decrease|drop)\b", re.I)
#: "under a £230m package" is no bound.
_UNDER_SOMETHING = frozenset({"under", "over", "above", "below", "beyond"})
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w\s]")


def bound_of(text: str, start: int, end: int, unit: str) -> Bound:
    """The bound that the words right before or right after text[start:end] put on it."""
    before = text[max(0, start - 40) : start]
    if unit in ("date", "fiscal_year"):
        return next((bound for bound, pattern in _DATE_BEFORE if pattern.search(before)), Bound.EXACT)
    after = text[end : end + 28]
    if after and after[0] in " +-\u00a0\n":
        for bound, pattern in _AFTER:
            if pattern.match(after):
                return bound
    phrase, _ = _phrase_before(before)
    if not phrase:
        return Bound.AT_MOST if _CAPPED.search(before) else Bound.EXACT
    if phrase in _UNDER_SOMETHING and before.lower().split()[-1] in _ARTICLES:
        return Bound.EXACT
    if phrase == "up to" and _GOES_UP.search(before):
        return Bound.EXACT
    if phrase.endswith(" than") and before.lower().split()[-1] == "the":
        return Bound.EXACT  # "a third longer than the 37 weeks of 2019" compares
    if phrase == "over" and unit in _SPAN_UNITS and not text[start:end].endswith(("old", "age")):
        return Bound.EXACT
    bound = _PHRASES[phrase]
    if bound in _DENIED and _DENIES.search(before):
        return _DENIED[bound]
    if _OR_EQUAL.match(after):
        return {Bound.MORE_THAN: Bound.AT_LEAST, Bound.LESS_THAN: Bound.AT_MOST}.get(bound, bound)
    return bound


#: "Is going up to £8.47": the move's end, and no limit.
_GOES_UP = re.compile(r"\b(?:go|goes|going|gone|went|mov(?:e|es|ed|ing)|creep(?:s|ing)?|crept) up to $", re.I)
#: "Cannot cost more than £74bn", "would not be less than 60%": a verb denied before the phrase turns it round.
_DENIES = re.compile(r"(?:(?:\b(?:not|never|cannot|nor)|n['’]t) (?:[a-z]+ ){0,2}|\bno (?!(?:more|less|fewer|greater|lower|higher)\b)(?:[a-z-]+ ){1,6}?)(?:more|less|fewer|greater|lower|higher|over|under|above|below|exceed|top)\b[^.;]{0,12}$", re.I)  # fmt: skip
_DENIED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}
#: "Caps increases at 15%", "limited the rise to £3".
_CAPPED = re.compile(
    r"\b(?:cap(?:s|ped|ping)?|limit(?:s|ed|ing)?|restrict(?:s|ed|ing)?) (?:[\w'’-]+ ){1,4}(?:at|to) $", re.I
)
#: "More than 5,000 or equal to it".
_OR_EQUAL = re.compile(r"\s+or\s+equal\s+to\b(?!\s+\d)", re.I)


def _phrase_before(before: str) -> tuple[str, int]:
    """The bounding phrase that `before` ends with, and how many of its words stand there with fillers: ("", 0) for none."""
    words = before.lower().split()
    if not words:
        return "", 0
    if words[-1][-1] in _SIGNS_BEFORE and words[-1] not in _PHRASES:
        words[-1] = words[-1][-1]
    skipped = 0
    for strip in (None, *_FILLERS):
        if strip:
            if tuple(words[-len(strip) :]) != strip:
                continue
            words, skipped = words[: -len(strip)], skipped + len(strip)
        found = _ending(words)
        if not found[0] and words and words[-1] in _ARTICLES:
            found = _ending(words[:-1])
            found = (found[0], found[1] + 1) if found[0] else found
        if found[0]:
            return found[0], found[1] + skipped
    return "", 0


def _ending(words: list[str]) -> tuple[str, int]:
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        if phrase in _PHRASES or (phrase := phrase.lstrip(_OPENING)) in _PHRASES:
            return phrase, count
    return "", 0


def direction_of(text: str, start: int, end: int) -> Direction | None:
    """Whether the words around text[start:end] make it a rise or a fall."""
    before = text[max(0, start - 60) : start]
    _, bounding = _phrase_before(before[-40:])
    words = _WORDS.findall(before.lower())
    words = words[: len(words) - bounding] if bounding else words
    by = words[-1:] == ["by"]
    for place in range(len(words) - 1, max(-1, len(words) - 9), -1):
        word = words[place]
        if word in _UP and not (word == "up" and words[place + 1 : place + 2] == ["to"]):
            return Direction.UP
        if word in _DOWN:
            return Direction.DOWN
        if word in _BETWEEN:
            continue
        # One other word may stand before the number, and up to four where "by" does.
        if not word[0].isalnum() or (place < len(words) - 1 and not (by and place >= len(words) - 5)):
            break
    after = text[end : end + 40]
    if after[:1] in (" ", "-", "\n", "\u00a0"):
        if _UP_AFTER.match(after):
            return Direction.UP
        if _DOWN_AFTER.match(after):
            return Direction.DOWN
    if ":" not in after:
        return None
    return Direction.DOWN if _DOWN_THEN.match(after) else Direction.UP if _UP_THEN.match(after) else None
