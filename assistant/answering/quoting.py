"""Sentences of the evidence as answers quote them: each told as it is, with the sentence that it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.draft import Quote, Statement
from assistant.answering.question import Question
from assistant.answering.telling import tidy, told
from assistant.answering.verify import bound
from assistant.figures import Figure, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms
from assistant.retrieval import Evidence

#: A sentence that leans on the one before it.
LEANS = re.compile(
    r"^(?:It|They|He|She|His|Her|Its|Their|This|These|That|Those|There|The (?:sum|rest|plan|paper|answer|article|report|minister|MP|peer|director|editor|economist|official|department))\b"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the evidence: its `place` among the `spans` of its passage, what it covers of the question, its score."""

    evidence: Evidence
    place: int
    spans: tuple[tuple[int, int], ...]
    cover: float
    score: float

    @property
    def text(self) -> str:
        return self.evidence.passage.text[slice(*self.spans[self.place])]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(terms(self.text))

    def quoted(self, place: int) -> Statement:
        return quoted(self.evidence, self.spans[place])

    @property
    def antecedent(self) -> int | None:
        """The place of the sentence that this one leans on, where it is of the same passage."""
        place = self.place
        while place and LEANS.match(self.evidence.passage.text[slice(*self.spans[place])]):
            place -= 1
        return place if place != self.place else None

    @property
    def whole(self) -> str:
        """The sentence with the one that it leans on."""
        first = self.place if self.antecedent is None else self.antecedent
        return self.evidence.passage.text[self.spans[first][0] : self.spans[self.place][1]]


def amounts(question: Question) -> list[Figure]:
    """The figures that a question prints, dates apart."""
    return [one for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS]


def prints(one: Sentence, asked: Sequence[Figure]) -> bool:
    """Whether the sentence gives one of the figures, after rounding."""
    return holds_one(figures_of(one), asked)


def figures_of(one: Sentence) -> list[Figure]:
    """The figures that stand in the sentence."""
    start, end = one.spans[one.place]
    return [figure for figure in one.evidence.figures if start <= figure.quantity.start < end]


def holds_one(figures: Sequence[Figure], asked: Sequence[Figure]) -> bool:
    """Whether one of the figures is one of those asked about, after rounding."""
    return any(
        value_agreement(one.quantity, figure.quantity) is not Relation.DIFFERS for figure in figures for one in asked
    )


def with_antecedent(one: Sentence) -> tuple[Statement, ...]:
    """The sentence, behind the one that it leans on where there is one."""
    before = one.antecedent
    return (one.quoted(one.place),) if before is None else (one.quoted(before), one.quoted(one.place))


def quoted(evidence: Evidence, span: tuple[int, int]) -> Statement:
    """A sentence as it is told where it opens with a figure, else in its own words."""
    quote = Quote(evidence, *span)
    figure = next((figure for figure in evidence.figures if figure.sentence == span), None)
    if figure is not None:
        statement = Statement(told(evidence, figure, [one.quantity for one in evidence.figures]), (quote,))
        if bound(statement) is not None:
            return statement
    return Statement(tidy(quote.text), (quote,))
