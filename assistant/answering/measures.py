"""The measures of one sort, from whatever sources: those for the police, those with AI, those that a department pays for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from assistant.answering.question import EXCEPTED, Question, is_currency
from assistant.answering.ranking import Candidate, candidates, passage_words
from assistant.answering.sections import GENERIC
from assistant.answering.splits import Search
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

_NOUNS = (
    r"(?:measures|lines|schemes|projects|programmes|initiatives|pots|investments|sums|amounts|items|allocations|grants)"
)
#: "Which sums in the package are for police and violence?"
_FOR = re.compile(
    rf"\b{_NOUNS}\b[^?]*?\b(?:are|is|were|was|go|goes|went|going) (?:for|to|on|towards|about)\s+(?P<things>[^?]+)", re.I
)
#: "List the flood measures in the statement."
_OF_SORT = re.compile(rf"\b(?:the|all|its|their|which|what|any)\s(?P<things>(?:[\w’'-]+ ){{1,3}}?){_NOUNS}\b", re.I)
#: "What does the Home Office spend its productivity money on?"
_SPENT_ON = re.compile(
    r"\b(?:spen[dt]s?|spending|put(?:s|ting)?|invest(?:s|ed|ing)?)\b[^?]*\b(?:on|into|in)\b\s*\??$", re.I
)
_WHERE = re.compile(
    r"\s(?:in|under|from|within|of|at|outside|other|apart|aside|except|excluding|besides|announced|that|which)\s.*$",
    re.I,
)
_ASKING = frozenset(
    terms(
        "measure line scheme project programme initiative pot investment sum amount item allocation grant spend put invest money package outside"
    )
)
_NOT_MEASURES = frozenset({"saving", "part", "estimate", "forecast"})
#: What is no spending on a thing: "£33bn a year: the estimated cost of fraud", "£1bn: taken from capital budgets".
_NO_SPENDING = re.compile(
    r"\b(?:costs?|loss(?:es)?|lost|estimat\w+|overspen\w+|taken from|cut from|fall|backlog|gap|fraud and error|recovered|reclaimed|saved|detected|net return|net benefits)\b",
    re.I,
)
#: Least share of what else the question names that a document holds; how many sources print what is listed for certain.
_TOPIC, _SOURCES = 0.5, 2
#: Groups that are looked up, and measures whose other sources are.
_GROUPS, _LOOKED_UP = 4, 4
_FEW, _MOST, _BEFORE = 2, 10, 3


@dataclass(frozen=True, slots=True)
class _Sort:
    """What a measure has to speak of, one of the groups of stems whole, and what it may not."""

    groups: tuple[tuple[str, ...], ...]
    but: tuple[tuple[str, ...], ...]

    def holds(self, words: str) -> bool:
        held = set(terms(with_names(words)))
        return any(_in(group, held) for group in self.groups) and not any(_in(group, held) for group in self.but)


def measures(question: Question, evidence: Sequence[Evidence], search: Search) -> tuple[Candidate, ...]:
    """The measures of the sort that the question names, the better attested first; none where it names none or few are found."""
    sort = _sort_of(question)
    if sort is None:
        return ()
    named = {term for group in (*sort.groups, *sort.but) for term in group} | set(
        terms(" ".join(question.organisations))
    )
    topic = [term for term in question.terms if term not in named | GENERIC | _ASKING]
    looked = [f"£ million for {' '.join(group)} {' '.join(topic)}" for group in sort.groups[:_GROUPS]]
    pool = {one.passage.id: one for words in looked for one in search(words)} | {
        one.passage.id: one for one in evidence
    }
    about = _about(question, topic, list(pool.values()))
    found: list[list[Candidate]] = []
    for one in candidates(question, list(pool.values())):
        if _is_measure(question, one, sort):
            same = next((alike for alike in found if _agree(one, alike[0])), None)
            if same is None:
                found.append([one])
            else:
                same.append(one)
    found = [alike for alike in found if any(one.evidence.document.id in about for one in alike)]
    for alike in sorted(found, key=len)[:_LOOKED_UP]:
        if len(_sources(alike)) < _SOURCES:
            alike += _saying(alike[0], sort, search)
    chosen = [
        next(one for one in alike if one.evidence.document.id in about)
        for alike in found
        if len(_sources(alike)) >= _SOURCES
    ]
    return tuple(chosen[:_MOST]) if len(chosen) >= _FEW else ()


def _sources(alike: Sequence[Candidate]) -> set[str]:
    return {one.evidence.document.source for one in alike}


def _saying(measure: Candidate, sort: _Sort, search: Search) -> list[Candidate]:
    """The figures of whatever sources that print a measure's value for something of the sort."""
    sentence = measure.evidence.passage.text[slice(*measure.figure.sentence)]
    return [
        replace(measure, evidence=one, figure=figure)
        for one in search(sentence)
        for figure in one.figures
        if value_agreement(measure.figure.quantity, figure.quantity) is not Relation.DIFFERS
        and sort.holds(one.passage.text[slice(*figure.sentence)])
    ]


def _sort_of(question: Question) -> _Sort | None:
    but = EXCEPTED.search(question.text)
    text = question.text[: but.start()] if but else question.text
    spent = _SPENT_ON.search(text)
    remit = tuple(word for name in question.organisations for word in _remits().get(name, ())) if spent else ()
    wanted = _FOR.search(text) or _OF_SORT.search(text)
    things = remit or (_things(wanted["things"]) if wanted else ())
    groups = tuple(group for thing in things if (group := _telling(thing)))
    return _Sort(groups, tuple(map(_telling, _things(but["things"]))) if but else ()) if groups else None


def _things(words: str) -> tuple[str, ...]:
    return tuple(re.split(r",|\band\b|\bor\b", _WHERE.sub("", f" {words}")))


def _telling(words: str) -> tuple[str, ...]:
    return tuple(term for term in terms(words) if term not in GENERIC | _ASKING)


def _about(question: Question, topic: Sequence[str], pool: Sequence[Evidence]) -> set[str]:
    """The documents of the event that the question names, or that hold most of what else it names."""
    held: dict[str, set[str]] = {}
    for one in pool:
        held.setdefault(one.document.id, set()).update(terms(passage_words(one)))
    dates = {one.document.id: one.document.date for one in pool}
    return {
        name
        for name, words in held.items()
        if sum(term in words or bool(synonyms(term) & words) for term in topic) >= _TOPIC * len(topic)
        and (not question.events or any(event.covers(dates[name]) for event in question.events))
    }


def _is_measure(question: Question, one: Candidate, sort: _Sort) -> bool:
    """Whether a figure heads an item that is a sum of money for something of the sort."""
    figure, passage = one.figure, one.evidence.passage
    heads = not passage.columns and len(passage.text[: figure.quantity.start].split()) <= _BEFORE
    stated = any(value_agreement(said.quantity, figure.quantity) is not Relation.DIFFERS for said in question.stated)
    return (
        heads
        and not stated
        and is_spending(one)
        and sort.holds(passage.text[slice(*figure.sentence)])
        and not _Sort(sort.but, ()).holds(" ".join(passage.headings[1:]))
    )


def asks_measures(question: Question) -> bool:
    """Whether a question asks what money is spent on, or for the measures of a sort."""
    return _sort_of(question) is not None


def is_spending(one: Candidate) -> bool:
    """Whether a figure is money for a thing: no saving, no loss, no estimate of what something costs or brings."""
    figure, text = one.figure, one.evidence.passage.text
    return (
        is_currency(figure.quantity.unit)
        and not (figure.sense | figure.basis) & _NOT_MEASURES
        and not _NO_SPENDING.search(text[slice(*figure.sentence)])
    )


def _agree(one: Candidate, other: Candidate) -> bool:
    return value_agreement(one.figure.quantity, other.figure.quantity) is not Relation.DIFFERS


def _in(group: Iterable[str], held: set[str]) -> bool:
    return all(term in held or bool(synonyms(term) & held) for term in group)


@cache
def _remits() -> dict[str, list[str]]:
    return tomllib.loads(files("assistant.answering").joinpath("remits.toml").read_text("utf-8"))
