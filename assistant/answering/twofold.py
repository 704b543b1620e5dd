"""Answer a question that asks for two amounts one after the other as two questions."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.confidence import confidence
from assistant.answering.events import without_events
from assistant.answering.question import Question, Shape, Want, read_question
from assistant.answering.ranking import Candidate, candidates
from assistant.answering.sides import said
from assistant.answering.single import Combination
from assistant.answering.splits import Search
from assistant.figures import describe
from assistant.settings import settings

_ASKS = r"(?:by |at |in |over |for |to )?(?:how|what|which)\b"
#: Where the second begins: ", and how much of it", "; what did", "? And what".
_SECOND = re.compile(rf"(?:,? (?:and|but|while)|[;?]) (?:and |then )?(?={_ASKS})", re.I)
#: What both are about: "Court reform: what has it cost, and how much has it saved?".
_FIRST = re.compile(rf"^(?P<topic>[^?;:]{{3,80}}[,:] )?{_ASKS}", re.I)
_ACCEPTED = 0.1
_AMOUNTS = frozenset({Want.MONEY, Want.SHARE, Want.COUNT})
#: What asks for the things of a list: "and how much is each worth?", "and which are they?".
_OF_EACH = re.compile(r"\b(?:each|every|respectively|apiece|they|them|those|these)\b", re.I)

#: Asks how large a thing is in a word of its own: "how happy were they?"; how far one moved, in the unit of the other.
_HOW = re.compile(
    r"\bhow (?!many\b|much\b|do|did|will|would|can|could|should|is\b|are\b|was\b|were\b|ha[sd]|have)\w+ ", re.I
)
_BY = re.compile(r"^by how much\b", re.I)
#: What asks for something of the two together.
_TOGETHER = re.compile(r"\b(?:difference|gap|compared?|add|sum|plus|minus|total of)\b", re.I)


def twofold(question: Question, search: Search) -> Combination | None:
    """The two figures that a question asks for; None where it asks for one, or where either is not likely enough to be told.

    `search` gives the evidence for a text. They are `sure` where both are likely enough to answer.
    """
    chosen: list[Candidate] = []
    sure = 1.0
    for one in asked_apart(question):
        beside = " ".join(term for term in one.terms if term not in one.focus)
        ranked = [
            found
            for found in candidates(replace(one, stated=()), search(f"{one.text} {beside}"))
            if one.accepts(found.figure) > _ACCEPTED and not any(_is_same(found, other) for other in chosen)
        ]
        if not ranked:
            return None
        chosen.append(ranked[0])
        sure = min(sure, confidence(one, ranked))
    if not chosen or sure < settings().partial_threshold:
        return None
    return Combination(tuple(chosen), None, sure=sure >= settings().answer_threshold)


def _is_same(one: Candidate, other: Candidate) -> bool:
    place = one.evidence.passage.id, one.figure.quantity.start
    return place == (other.evidence.passage.id, other.figure.quantity.start)


def asked_apart(question: Question) -> tuple[Question, ...]:
    """The two questions; nothing where it asks one, or for what is no amount.

    Both are read with the words of the whole, their own foremost: the second leaves out what the first has said, as in
    "How many had a licence in 2020, and how many by 2024?", and "How many people and how much money are in it?" leaves
    the verb to the second. A second question that names no unit asks in that of the first.
    """
    text = question.text.strip(" ?.")
    parts = [part.strip() for part in _SECOND.split(text)]
    opened = _FIRST.search(parts[0])
    if question.turn or len(parts) != 2 or not opened or _TOGETHER.search(parts[0]) or _OF_EACH.search(parts[1]):
        return ()
    first, second = (read_question(f"{part}?") for part in parts)
    named = {first.want, second.want} & _AMOUNTS or all(map(_HOW.search, parts))
    if not named or not _asks_amount(first) or not _asks_amount(second):
        return ()
    if second.want is Want.FIGURE or _BY.search(parts[1]):
        second = replace(second, want=first.want, noun=first.noun)
    undated = [_undated(part) for part in parts]
    own = [tuple(said(part)) for part in undated]
    if not own[0] or not (own[1] or second.periods or second.events):
        return ()
    return _with(first, own[0], own[1] if len(own[0]) < len(own[1]) else ()), _with(second, own[1], own[0])


def _with(question: Question, own: tuple[str, ...], beside: tuple[str, ...]) -> Question:
    return replace(question, terms=tuple(dict.fromkeys((*question.terms, *beside))), focus=own)


def _undated(words: str) -> str:
    for figure in reversed(describe(words)):
        words = f"{words[: figure.quantity.start]} {words[figure.quantity.end :]}"
    return without_events(words)


def _asks_amount(question: Question) -> bool:
    amount = question.want in _AMOUNTS or question.want is Want.FIGURE
    return amount and question.shape is not Shape.LIST
