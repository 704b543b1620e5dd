"""Which words of a sentence are one figure's own: its clause, cut at the best mark between it and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.figures.gazetteer import name_spans
from assistant.figures.quantity import Quantity
from assistant.figures.values import TIME_UNITS
from assistant.figures.words import folded, terms

#: A word that is plainly a verb: its clause has a status of its own.
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might|got|went|came|did|does|do|[a-z]{2,}ed(?= (?:by|to|at|from|that|its|the|an?|with|on|for|up|down|#|[£$€]?\d|about|nearly|almost|over|more|some)\b)|[a-z]{2,}ed(?= [#£$€])|spent|built|bought|sold|paid|met|cost|costs|cut(?= (?:the|its|their)\b)|rose|fell|grew|took|made|won|lost|aims|plans|expects|saves)\b", re.I)  # fmt: skip
#: Where one clause ends and another begins. A weak mark parts only the members of a list: figures in the same unit.
_STRONG = re.compile(
    r";|\s(?:and|but) (?=that\b)|\s(?:and|but) (?=(?:(?:[a-z]+ly|now|also|then|still) )?(?:(?:is|are|was|were|has|have|had|will|would|could|should|may|might|expects?|forecasts?|plans?|aims?|says|puts|wants?|needs?|costs|takes|saves|spent|wrote|took|paid|sold|built|lost|won|met|[a-z]{3,}ed)\b(?! (?:and|or|by)\b)(?! [a-z]+s\b)))|\s[–—-]\s|,?\s+(?:but|while|whereas|although|though|compared (?:with|to)|against(?! which)|up from|down from|plus|on top of|in addition to|as well as|including|excluding|equivalent to|of which|which|who|where)\b|,\s+(?:and|with|through|or|comprising|leaving|taking|up|down)\b|,(?=\s+(?:\w+ly )?[a-z]+ing\b)|\((?!s\))|\)(?=\s|[.,;])|:\s"
)
#: Where a thought ends within a sentence, so that a figure alone before it is not about what follows.
_HARD = re.compile(r";\s|,\s+(?:but|while|whereas)\s", re.I)
#: A date in brackets right behind a figure is the figure's own.
_ASIDE = re.compile(r"\s?\([^()£$€%]{0,40}\)")
_WEAK = re.compile(r",(?=\s)|\s(?:and|or|than)\s")

_DOING = re.compile(
    r"\b(?:[a-z]{3,}ed|spent|built|bought|sold|paid|won|lost|begun|lent|wrote|written|withheld|held|kept|cut|fell|rose|grew|met|left|took|taken|gave|given|set|handed|drew|drawn|made|sent|shut|hired|owed?)\b"
)


def verbs(words: str) -> frozenset[str]:
    """The stems of the words that are plainly past verbs or participles: "withheld", "collected"."""
    return frozenset(folded(" ".join(_DOING.findall(words))))


@lru_cache(maxsize=8192)
def subject_phrase(words: str) -> str:
    """The words before a clause's verb; "" where it has none."""
    verb = VERB.search(words)
    return words[: verb.start()].strip(" ,") if verb else ""


def clause_marks(text: str, sentence: tuple[int, int], group: Sequence[Quantity]) -> list[tuple[int, int, bool]]:
    """The marks of a sentence that may part its figures: (start, end, whether it parts any two)."""
    start, end = sentence
    whole = text[start:end]
    marks = [
        (mark.start() + start, mark.end() + start, strong)
        for pattern, strong in ((_STRONG, True), (_WEAK, False))
        for mark in pattern.finditer(whole)
    ]
    marks += [(close.end() - 1, close.end(), True) for close in _RELATIVE.finditer(text, start, end)]
    names = _joint_names(text, start, end)
    return [
        mark
        for mark in marks
        if not _encloses(text, mark, group)
        and not _heads(text, start, mark, group)
        and not any(first < mark[0] < last for first, last in names)
    ]


#: "The Film Board, which is closing 22 of its studios, owes": a clause set in the one that goes on behind it.
_RELATIVE = re.compile(
    rf"(?P<who>[A-Za-z][^,;:.]*),\s+(?:which|who|once|first|originally|initially|[a-z]{(3,)}ed)\s[^,;:]*,(?=\s+{VERB.pattern}|\s+[a-z]+s (?:#|[£$€]?\d|the\b|its\b))",
    re.I,
)


def antecedent(text: str, sentence: tuple[int, int], start: int) -> str:
    """The words that a clause which begins behind a relative one goes on from: "The Film Board"; "" where it does not."""
    return next((f"{one.group('who')} " for one in _RELATIVE.finditer(text, *sentence) if one.end() == start), "")


_CAPITALS = re.compile(r"[A-Z][\w’'-]*,? and (?:the )?[A-Z]")


def _joint_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the names stand that hold an "and": "England and Wales"."""
    if not _CAPITALS.search(text, start, end):
        return []
    return [(first + start, last + start) for first, last in name_spans(text[start:end])]


#: A list item that is headed by its figure: "- £16m: more workshops", "3,220 hospital admissions: prevented since 2019".
_ITEM = re.compile(r"[\s*•–—-]*(?:(?:about|around|over|nearly|almost|up to|more than|at least|between|an?) )*$", re.I)


def _heads(text: str, start: int, mark: tuple[int, int, bool], group: Sequence[Quantity]) -> bool:
    """Whether a mark is the colon between the figure that opens an item and the words that say what it is."""
    if not text.startswith(":", mark[0]):
        return False
    before = [q for q in group if q.start < mark[0]]
    return len(before) == 1 and bool(_ITEM.fullmatch(text, start, before[0].start)) and mark[0] - before[0].end <= 40


def _encloses(text: str, mark: tuple[int, int, bool], group: Sequence[Quantity]) -> bool:
    """Whether a mark is one of two dashes with nothing but one figure between: "most of the money – £3.4bn – goes to"."""
    return any(
        re.search(r"\s[–—-]\s+$", text[max(0, q.start - 4) : q.start])
        and re.match(r"\s+[–—-]\s", text[q.end : q.end + 4])
        and ((mark[1] >= q.start - 1 and mark[1] <= q.start + 1) or q.end - 1 <= mark[0] <= q.end + 1)
        for q in group
    )


def thought_of(text: str, clause: tuple[int, int], quantity: Quantity, parts: Sequence[int]) -> str:
    """The words of the figure's clause between the marks that part thoughts: ", with Natural England receiving £36m"."""
    first = max((place for place in parts if place <= quantity.start), default=clause[0])
    last = min((place for place in parts if place >= quantity.end), default=clause[1])
    return text[max(clause[0], first) : min(clause[1], last)]


_BRACKET = re.compile(r"\s?\([^()]{1,60}\)([^,;(]*)|\s[–—-]\s[^–—]{1,60}\s[–—-]\s([^,;(]*)")
#: A bracket without a figure of money or a share goes with the figure before it: "£1.08 billion a year (2024 prices)".
_OWN_BRACKET = re.compile(r"\s?\([^()£$€%]{0,40}\)")


def behind_bracket(text: str, start: int, end: int) -> str:
    """The words that go on behind a bracket that ends a clause: "2,150 nurses (1,730 of them full-time) will be needed"."""
    found = _BRACKET.match(text, start, end)
    return f" {found.group(1) or found.group(2) or ''}" if found else ""


def clause_of(
    text: str,
    sentence: tuple[int, int],
    quantity: Quantity,
    others: list[Quantity],
    marks: Sequence[tuple[int, int, bool]],
) -> tuple[int, int]:
    """The part of the sentence that is this quantity's own: cut at the best mark between it and each neighbour.

    Where nothing parts it from a neighbour they share the clause.
    """
    start, end = sentence
    for other in sorted(others, key=lambda q: q.start):
        first, second = (other, quantity) if other.start < quantity.start else (quantity, other)
        between = [mark for mark in marks if first.end <= mark[0] and mark[1] <= second.start]
        strong = [mark for mark in between if mark[2]]
        weak = between if _alike(quantity, other) else []
        chosen = strong or weak
        if not chosen:
            continue
        if other is first:
            start = max(start, min(chosen)[1] if strong else max(chosen)[1])
        else:
            end = min(end, min(chosen)[0] if strong else max(chosen)[0])
    aside = _ASIDE.match(text, quantity.end, sentence[1]) or _OWN_BRACKET.match(text, end, sentence[1])
    if aside and not any(aside.start() <= other.start < aside.end() for other in others):
        end = max(end, aside.end())
    for mark in _HARD.finditer(text, *sentence):
        if quantity.end <= mark.start() < end and terms(
            text[start : quantity.start] + " " + text[quantity.end : mark.start()]
        ):
            end = mark.start()
        elif start < mark.end() <= quantity.start:
            start = mark.end()
    if end < sentence[1] and not terms(text[start : quantity.start] + " " + text[quantity.end : end]):
        # A figure alone between dashes: its words go on behind the second one.
        following = min((q.start for q in others if q.start > quantity.end), default=sentence[1])
        end = max((mark[0] for mark in marks if end < mark[0] and mark[1] <= following and mark[2]), default=end)
    return start, max(end, quantity.end)


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or bool(one.noun and other.noun):
        return True
    return "number" in (one.unit, other.unit) and all(
        quantity.noun or quantity.unit in TIME_UNITS | {"number"} for quantity in (one, other)
    )
