"""Compose a briefing on a topic from the sources' own words: key figures, what was announced, what the auditors found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.answer import AnswerFigure, Citation
from assistant.answering.compose import statement_of
from assistant.answering.question import SHARE_UNITS, is_currency, read_question
from assistant.answering.ranking import Candidate, Weighing, candidates, passage_words
from assistant.answering.verify import Verifier
from assistant.documents.model import Kind
from assistant.errors import QuestionError
from assistant.figures import Figure, Relation, compare
from assistant.figures.comparing import in_conflict
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Retriever
from assistant.settings import settings
from assistant.wording import british_date, qualifier

#: Least weighted share of the topic's words that a passage, and that a figure's sentence with its heading, holds.
_ON_TOPIC, _IN_SENTENCE = 0.7, 0.5
_MOST_FOUND, _MOST_ROWS, _MOST_STATEMENTS, _MOST_CONFLICTS = 30, 10, 6, 3
_AUDITORS = frozenset({"National Audit Office", "Public Accounts Committee"})
_SPANS, _SMALL = frozenset({"year", "month", "week", "day", "quarter", "decade"}), 10
_AHEAD = frozenset({"forecast", "target"})


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A row of the table: the figure as shown, the source's words, what limits it, and the citations that print it."""

    text: str
    what: str
    qualifier: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences, each ending in its citation marks."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing: every figure in it is bound to a citation. `citations` are numbered as the marks are."""

    topic: str
    headline: str
    figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]


class Briefer:
    """Composes briefings from one index, without a model."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def brief(self, topic: str) -> Brief:
        """The briefing on a topic of a few words.

        Raises QuestionError where the topic is empty, or where the sources hold no figure on it.
        """
        if not terms(topic):
            raise QuestionError("the topic is empty; name what the briefing is about, in a few words")
        chosen = self._on_topic(topic)
        if not chosen:
            raise QuestionError(
                f"the sources hold no figure on {topic!r}; try other words, or: briefing search {topic!r}"
            )
        verifier = Verifier()
        audited = [one for one in chosen if _is_audit(one)]
        announced = [one for one in chosen if not _is_audit(one)]
        # The headline is verified first, so that its citations are the first.
        headline = verifier.add(statement_of(chosen[0])).strip()
        rows = _rows(verifier, chosen[:_MOST_ROWS])
        sections = (
            Section("What was announced and reported", _told(verifier, announced)),
            Section("What the auditors found", _told(verifier, audited)),
            Section("Where the sources differ", _differing(verifier, chosen)),
            Section("What is not known", _unknown(chosen, bool(audited))),
        )
        return Brief(
            topic.strip(),
            headline or "The sources give these figures.",
            rows,
            tuple(section for section in sections if section.sentences),
            verifier.verified().citations,
        )

    def _on_topic(self, topic: str) -> list[Candidate]:
        """The figures on the topic, the likeliest first, each thing once."""
        question = read_question(topic)
        evidence = self._retriever.retrieve(topic, top=2 * settings().evidence)
        weighing = Weighing(question, evidence)
        found = [
            one
            for one in candidates(question, evidence)
            if _tells(one.figure)
            and weighing.covered(terms(passage_words(one.evidence))) >= _ON_TOPIC
            and weighing.covered(_sentence_terms(one)) >= _IN_SENTENCE
        ]
        return _distinct(found)[:_MOST_FOUND]


def _tells(figure: Figure) -> bool:
    """Whether a figure says something by itself: no date, no bare span of time, no small or unnamed count, no year."""
    quantity = figure.quantity
    if quantity.unit in TEMPORAL_UNITS | _SPANS or quantity.amount is None:
        return False
    counted = quantity.unit not in SHARE_UNITS and not is_currency(quantity.unit)
    return not counted or (quantity.unit != "number" and abs(quantity.amount) >= _SMALL)


def _sentence_terms(one: Candidate) -> tuple[str, ...]:
    passage = one.evidence.passage
    words = (
        passage.text[slice(*one.figure.sentence)],
        one.figure.subject,
        *passage.headings[-1:],
        passage.lead,
        one.evidence.document.title,
    )
    return tuple(terms(with_names(" ".join(words))))


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """Without the figures that say the same of the same thing as one before."""
    kept: list[Candidate] = []
    for one in found:
        if all(
            compare(one.figure, other.figure).relation not in _SAME and not _printed_alike(one.figure, other.figure)
            for other in kept
        ):
            kept.append(one)
    return kept


_SAME = (Relation.SAME, Relation.SAME_AFTER_ROUNDING)


def _printed_alike(one: Figure, other: Figure) -> bool:
    return one.quantity.value == other.quantity.value and one.quantity.unit == other.quantity.unit


def _is_audit(one: Candidate) -> bool:
    document = one.evidence.document
    return document.kind is Kind.NAO or document.publisher in _AUDITORS


def _rows(verifier: Verifier, chosen: Sequence[Candidate]) -> tuple[KeyFigure, ...]:
    rows = []
    for one in chosen:
        before, statement = len(verifier.verified().figures), statement_of(one)
        if not verifier.add(statement):
            continue
        shown = next((figure for figure in verifier.verified().figures[before:] if _is_shown(figure, one.figure)), None)
        if shown:
            rows.append(KeyFigure(shown.text, statement.text, qualifier(one.figure), shown.citations))
    return tuple(rows)


def _is_shown(shown: AnswerFigure, figure: Figure) -> bool:
    return shown.figure.quantity.value == figure.quantity.value and shown.figure.quantity.unit == figure.quantity.unit


def _told(verifier: Verifier, chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """One sentence a figure, of the documents in order of date, each said by its publisher."""
    told = []
    for one in sorted(chosen[:_MOST_STATEMENTS], key=lambda one: one.evidence.document.date):
        piece = verifier.add(statement_of(one)).strip()
        document = one.evidence.document
        said = f"{document.publisher}, {british_date(document.date)}: {piece}"
        if piece and said not in told:
            told.append(said)
    return tuple(told)


def _differing(verifier: Verifier, chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """Pairs of documents that print other values for what their words call the same, over the same period."""
    told: list[str] = []
    for place, one in enumerate(chosen):
        for other in chosen[place + 1 :]:
            if len(told) == _MOST_CONFLICTS or not _conflict(one, other):
                continue
            first, second = sorted((one, other), key=lambda side: side.evidence.document.kind.rank)
            pieces = [verifier.add(statement_of(side)).strip() for side in (first, second)]
            if all(pieces):
                told.append(f"{pieces[0]} But {second.evidence.document.publisher}: {pieces[1]}")
    return tuple(told)


def _conflict(one: Candidate, other: Candidate) -> bool:
    return one.evidence.document.source != other.evidence.document.source and in_conflict(one.figure, other.figure)


def _unknown(chosen: Sequence[Candidate], audited: bool) -> tuple[str, ...]:
    """What a reader may look for in vain, without a figure."""
    ahead = [one for one in chosen if _AHEAD & one.figure.basis and "achieved" not in one.figure.basis]
    told = []
    achieved = any("achieved" in one.figure.basis or "achieved" in statement_of(one).text for one in chosen)
    if ahead and not achieved:
        told.append("Some of these figures are forecasts or targets; none is said by its source to have been achieved.")
    if not audited:
        told.append("None of these figures comes from the auditors.")
    return tuple(told)
