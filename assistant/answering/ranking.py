"""Rank the figures of the evidence for a question: features of the match, weighed by a small learned scorer.

The scorer is a conditional logit over the figures found for one question; `weights.json` holds its weights, a set for
questions in few words and a set for those in many, and `make train` rebuilds them. Its score is the estimated probability
that this figure, of those found, answers.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from assistant.answering import asked_unit, matching, relation, setting
from assistant.answering.matching import named_terms
from assistant.answering.question import Question, Want
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS, Figure, PeriodKind, Relation
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

FEATURES = (
    "fused",
    "reciprocal_rank",
    "cosine",
    "text_reciprocal",
    "clause",
    "sentence",
    "passage",
    "context",
    "all",
    "missing",
    "clause_precision",
    "accepts",
    "accepts_weakly",
    "noun",
    "organisation",
    "other_organisation",
    "place",
    "other_place",
    "period",
    "other_period",
    "stated",
    "temporal",
    "label",
    "first",
    "authority",
    "other_kind",
    "other_basis",
    "event",
    "other_event",
    "document_year",
    "clause_and_unit",
    "passage_and_unit",
    "rank_and_unit",
    *matching.FEATURES,
    *setting.FEATURES,
    *relation.FEATURES,
    *asked_unit.FEATURES,
    "before",
    "before_likeness",
    *(
        f"{part}_{how}"
        for part in ("clause", "sentence", "passage")
        for how in ("likeness", "least_likeness", "own_likeness")
    ),
)


#: Fewest content words of a question in many words.
FULL = 6
#: How much more a follow-up's own words say than the topic it leans on.
_FOCUS = 2.5
#: How much less the words of a comparison's other side say.
_ASIDE = 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may answer, with the passage that holds it and the probability that it does."""

    evidence: Evidence
    figure: Figure
    features: tuple[float, ...]
    score: float


class Weighing:
    """How much each term of a question says, from how many of the found passages hold it."""

    def __init__(self, question: Question, evidence: Sequence[Evidence]) -> None:
        counts = Counter(term for one in evidence for term in set(terms(passage_words(one))))
        total = len(evidence) + 1
        self._terms = [
            (
                term,
                synonyms(term),
                math.log(1 + total / (1 + counts[term]))
                * (_FOCUS if term in question.focus else _ASIDE if term in question.aside else 1.0),
            )
            for term in question.terms
        ]
        self._sum = sum(weight for *_, weight in self._terms) or 1.0
        #: The latest date of a document of the evidence.
        self.newest = max((one.document.date for one in evidence), default="")

    def covered(self, given: Iterable[str]) -> float:
        """The weighted share of the question's terms that are among the given ones; a synonym counts 0.6."""
        held = set(given)
        return (
            sum(
                weight if term in held else 0.6 * weight
                for term, alike, weight in self._terms
                if term in held or not alike.isdisjoint(held)
            )
            / self._sum
        )

    def heaviest_missing(self, given: Iterable[str]) -> float:
        """The share of weight of the heaviest term that is missing."""
        held = set(given)
        return (
            max(
                (weight for term, alike, weight in self._terms if term not in held and alike.isdisjoint(held)),
                default=0.0,
            )
            / self._sum
        )


def passage_words(evidence: Evidence) -> str:
    """All the words that say what a passage is about."""
    passage = evidence.passage
    return with_names(
        " ".join(
            (
                evidence.document.title,
                *passage.headings,
                passage.lead,
                passage.table_title,
                " ".join(passage.columns),
                passage.text,
            )
        )
    )


def candidates(question: Question, evidence: Sequence[Evidence], near: Collection[str] = ()) -> tuple[Candidate, ...]:
    """Every figure of the evidence, the likeliest answer first.

    What stands in the passages of the ids `near` is about what the talk is about, whether it says so or not.
    """
    topic = tuple(term for term in question.terms if term not in question.focus) if near else ()
    weighing = Weighing(question, evidence)
    found = [
        (one, figure, features)
        for rank, one in enumerate(evidence)
        for figure, features in featured(question, one, rank, weighing, topic if one.passage.id in near else ())
    ]
    return ranked(found, weights_of(style(question)))


def style(question: Question) -> str:
    """Which weights a question is ranked by: "terse" or "full". Of many words more are the source's own."""
    return "full" if len(question.terms) >= FULL else "terse"


def ranked(
    found: Sequence[tuple[Evidence, Figure, tuple[float, ...]]], weights: Mapping[str, float]
) -> tuple[Candidate, ...]:
    """The figures found for a question, with their features, in the order of the weights' probabilities."""
    own = [weights[name] for name in FEATURES]
    shares = _shares([sum(map(mul, own, features)) for _, _, features in found])
    made = (Candidate(*one, score=share) for one, share in zip(found, shares, strict=True))
    return tuple(sorted(made, key=lambda candidate: -candidate.score))


def featured(
    question: Question, evidence: Evidence, rank: int, weighing: Weighing, given: Sequence[str] = ()
) -> Iterable[tuple[Figure, tuple[float, ...]]]:
    passage = evidence.passage
    heading = " ".join((evidence.document.title, *passage.headings))
    context = named_terms(f"{heading} {passage.lead} {passage.table_title}")
    body = named_terms(passage.text)
    everything = {*given, *context, *body, *terms(evidence.document.publisher)}
    passage_share, context_share = weighing.covered(body), weighing.covered(context)
    whole, missing = weighing.covered(everything), weighing.heaviest_missing(everything)
    asked = set(question.terms)
    stretches = setting.before(passage.text, evidence.figures)
    alike = _likeness(evidence, stretches)
    beside = setting.placed(question, evidence, weighing.newest)
    relations = relation.related(question, evidence)
    chances = asked_unit.unit_chances(question.text, question.want)
    for place, figure in enumerate(evidence.figures):
        clause = named_terms(f"{passage.text[slice(*figure.clause)]} {figure.quantity.noun} {figure.subject}")
        sentence = passage.text[slice(*figure.sentence)]
        clause_share = weighing.covered(clause)
        sentence_share = weighing.covered(named_terms(sentence))
        accepts = question.accepts(figure)
        named = set(figure.organisations) | set(organisations(passage.text[slice(*figure.clause)]))
        yield (
            figure,
            (
                evidence.score,
                1 / (1 + rank),
                evidence.cosine,
                1 / (1 + evidence.text_rank) if evidence.text_rank is not None else 0.0,
                clause_share,
                sentence_share,
                passage_share,
                context_share,
                whole,
                missing,
                len(asked & set(clause)) / (len(clause) or 1),
                float(accepts >= 0.9),
                float(0 < accepts < 0.9),
                accepts if question.want is Want.COUNT else 0.0,
                float(bool(named & set(question.organisations))),
                float(bool(question.organisations and named and not named & set(question.organisations))),
                float(bool(set(figure.places) & set(question.places))),
                float(bool(question.places and figure.places and not set(figure.places) & set(question.places))),
                *_periods(question, figure, passage.text),
                float(_is_stated(question, figure)),
                float(figure.quantity.unit in TEMPORAL_UNITS),
                float(figure.quantity.start <= 20 and ":" in passage.text[:80]),
                float(place == 0),
                1 - evidence.document.kind.rank / 4,
                *_kinds(question, figure),
                *_events(question, evidence),
                clause_share * accepts,
                passage_share * accepts,
                accepts / (1 + rank),
                *matching.matched(question, figure, sentence, heading),
                *beside[place],
                *relations[place],
                *asked_unit.unit_features(chances, figure.quantity.unit),
                weighing.covered(named_terms(passage.text[slice(*stretches[place])])),
                *alike[place],
            ),
        )


def _likeness(evidence: Evidence, before: Sequence[tuple[int, int]]) -> list[tuple[float, ...]]:
    """How like the question each figure's clause, its sentence and its passage are, by the meanings of their words."""
    if evidence.alignment is None:
        return [(0.0,) * 10] * len(evidence.figures)
    clauses = [figure.clause for figure in evidence.figures]
    sentences = [figure.sentence for figure in evidence.figures]
    found = evidence.alignment.matches([*clauses, *sentences, *before, (0, 0)]).tolist()
    count = len(clauses)
    return [(found[2 * count + place][0], *found[place], *found[count + place], *found[-1]) for place in range(count)]


def _periods(question: Question, figure: Figure, text: str) -> tuple[float, float]:
    if not question.periods:
        return 0.0, 0.0
    own = {value for value in (figure.period.start, figure.period.end) if value} if figure.period else set()
    if figure.quantity.unit in TEMPORAL_UNITS:
        own.add(str(figure.quantity.value))
    agrees = relation.names_one(question.periods, own)
    return float(agrees or any(asked in text for asked in question.periods)), float(bool(own) and not agrees)


def _kinds(question: Question, figure: Figure) -> tuple[float, float]:
    """Whether the figure is a total where a yearly figure is asked, or a plan where an outturn is asked."""
    yearly = question.yearly and not (figure.period and figure.period.kind is PeriodKind.PER_YEAR)
    ahead = question.outturn and bool({"forecast", "target"} & figure.basis) and "achieved" not in figure.basis
    return float(yearly), float(ahead)


def _events(question: Question, evidence: Evidence) -> tuple[float, float, float]:
    """Whether the document is of the event's days, of other days, and of a year that the question names."""
    published = evidence.document.date
    near = any(event.covers(published) for event in question.events)
    return (
        float(near),
        float(bool(question.events) and not near),
        float(published[:4] in {period[:4] for period in question.periods}),
    )


def _is_stated(question: Question, figure: Figure) -> bool:
    return any(value_agreement(stated.quantity, figure.quantity) is not Relation.DIFFERS for stated in question.stated)


@cache
def weights_of(name: str) -> Mapping[str, float]:
    """The weights of that name."""
    data: Mapping[str, Mapping[str, float]] = json.loads(
        files("assistant.answering").joinpath("weights.json").read_text("utf-8")
    )
    return data[name]


def _shares(totals: Sequence[float]) -> list[float]:
    """The probability of each figure that it, of all that were found, answers: the softmax of the weighted sums."""
    if not totals:
        return []
    most = max(totals)
    powers = [math.exp(total - most) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]
