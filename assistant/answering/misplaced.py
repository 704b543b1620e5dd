"""A figure that a question says of the wrong thing: two of them changed over, or a target taken for what was achieved.

Limits: only figures that one document prints beside each other are told apart, by the words of their own clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.answering.question import Question
from assistant.answering.ranking import FEATURES, Candidate
from assistant.figures import Figure, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.values import same_kind
from assistant.figures.words import coverage, terms

_ALL = FEATURES.index("all")
#: What divides what a question says of one thing from what it says of another.
_DIVIDES = re.compile(
    r"\b(?:when|while|whereas|whilst|but|yet|although|though|than|against|versus|vs|compared (?:with|to)|and)\b|[;–—]|,(?!\d)",
    re.I,
)
#: What says that something came about; what says that it was only meant to.
_CAME_ABOUT = re.compile(
    r"\b(?:manag(?:ed?|ing)|achiev(?:ed?|ing)|deliver(?:ed|ing)?|saved|reach(?:ed)?|recover(?:ed)?|freed|realised|secured|succeed(?:ed)?|"
    r"(?:get|got|brought|bring|cut|reduced?) (?:[\w’'-]+ ){0,6}?(?:down )?to|so far|actually|in the end)\b",
    re.I,
)
_MEANT = re.compile(
    r"\b(?:target\w*|aim\w*|ambition\w*|objectives?|goals?|plan\w*|expect\w*|forecast\w*|project\w*|hop(?:e[ds]?|ing)|promis\w+|pledg\w+|will|would|could|should|might|may|"
    r"due|ask(?:ed|s)?|supposed|meant|intend\w*|propos\w+|potential\w*|estimat\w*|claim\w*|to (?:be|save|reach|achieve|deliver|recover|free|cut|bring))\b",
    re.I,
)
#: What a source says of a target or a forecast itself: "a tool meant to prompt six forces" is a target of none.
_PLANNED = re.compile(
    r"\b(?:target\w*|forecast\w*|expect\w*|aim\w*|ambition\w*|plan\w*|estimat\w*|project(?:ed|s)|could|would|will|asked)\b",
    re.I,
)
_PLANS, _DONE = frozenset({"target", "forecast"}), "achieved"
_NO = re.compile(r"\b(?:no|not|never|none|without|neither|nor|lack\w*)\b|n[’']t\b", re.I)
#: How much more of the question's words the figures' clauses must hold with the two changed over than as they are put.
_CLEARLY = 0.4
#: Least share of the question's words in the passage of a figure that is told, and how likely an outturn must be beside it.
_ON_IT, _AS_LIKELY = 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Misplaced:
    """What the sources say of the question's things, the first thing's figure first; `notice` says what is wrong."""

    right: tuple[Candidate, ...]
    notice: str


def swapped(claims: Sequence[Figure], question: Question, ranked: Sequence[Candidate]) -> Misplaced | None:
    """The two figures as one document gives them, where it says of each what the question says of the other.

    None where any document gives them as the question does.
    """
    said = [(one, _worded(_part(one, question.text))) for one in claims]
    for (first, of_first), (second, of_second) in combinations(said, 2):
        own, other = tuple(set(of_first) - set(of_second)), tuple(set(of_second) - set(of_first))
        if not own or not other or not same_kind(first.quantity, second.quantity):
            continue
        found: Misplaced | None = None
        for one, two in _printed_together(first, second, ranked):
            words, others = _words_of(one), _words_of(two)
            words, others = words - others, others - words
            straight = coverage(own, tuple(words)) + coverage(other, tuple(others))
            crossed = coverage(own, tuple(others)) + coverage(other, tuple(words))
            if straight >= crossed > 0 or straight > 0 == crossed:
                return None
            if crossed >= straight + _CLEARLY and found is None:
                found = Misplaced((two, one), "The question has the two figures the other way round.")
        if found:
            return found
    return None


def unachieved(claim: Figure, question: Question, ranked: Sequence[Candidate]) -> Misplaced | None:
    """What was achieved, and what the stated figure is, where every source that prints it gives it as a target or forecast.

    `ranked` are figures of the claim's kind; an outturn of the same document goes before others. None where the question does not say that it came about.
    """
    if not _CAME_ABOUT.search(_part(claim, question.text)) or _MEANT.search(question.text):
        return None
    on_it = [one for one in ranked if one.features[_ALL] >= _ON_IT]
    near = [one for one in on_it if value_agreement(claim.quantity, one.figure.quantity) is not Relation.DIFFERS]
    printed_so = [one for one in near if one.figure.quantity.value == claim.quantity.value] or near
    agreeing = [one for one in printed_so if one.score >= _AS_LIKELY * printed_so[0].score]
    if not agreeing or not all(_is_planned(one) for one in agreeing):
        return None
    held = agreeing[0]
    sort = next(iter(sorted(held.figure.basis & _PLANS, reverse=True)))
    notice = f"The sources give the question’s figure as a {sort}, not as something achieved."
    done = next(
        (
            one
            for one in sorted(on_it, key=lambda one: one.evidence.document.id != held.evidence.document.id)
            if _DONE in one.figure.basis
            and one.figure.quantity.unit == claim.quantity.unit
            and one not in near
            and one.score >= _AS_LIKELY * held.score
        ),
        None,
    )
    return Misplaced((done, held) if done else (held,), notice)


def _is_planned(one: Candidate) -> bool:
    sentence = one.evidence.passage.text[slice(*one.figure.sentence)]
    return bool(one.figure.basis & _PLANS) and _PLANNED.search(sentence) is not None


def _printed_together(
    first: Figure, second: Figure, ranked: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Candidate]]:
    """Figures of the two values that stand in one document, the likeliest first."""
    ones = [one for one in ranked if value_agreement(first.quantity, one.figure.quantity) is Relation.SAME]
    others = [one for one in ranked if value_agreement(second.quantity, one.figure.quantity) is Relation.SAME]
    for one in ones:
        for two in others:
            near = one.evidence.passage.headings == two.evidence.passage.headings
            if one.evidence.document.id == two.evidence.document.id and near:
                yield one, two


def _part(claim: Figure, text: str) -> str:
    """The part of the question that the figure stands in."""
    cuts = [0, *(one.end() for one in _DIVIDES.finditer(text)), len(text)]
    place = claim.quantity.start
    return text[max(one for one in cuts if one <= place) : min(one for one in cuts if one > place)]


def _words_of(one: Candidate) -> set[str]:
    passage = one.evidence.passage
    return set(_worded(f"{passage.text[slice(*one.figure.clause)]} {one.figure.quantity.noun}"))


def _worded(text: str) -> tuple[str, ...]:
    """The content words, with a word for a denial."""
    return (*terms(text), "no") if _NO.search(text) else terms(text)
