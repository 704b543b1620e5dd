"""Compose a briefing on a topic from the sources' own words: key figures, what was announced, what the auditors found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answering.answer import AnswerFigure, Citation, Status
from assistant.answering.conflicts import in_conflict
from assistant.answering.draft import Draft, Statement
from assistant.answering.question import read_question
from assistant.answering.ranking import Candidate
from assistant.answering.statements import statement_of
from assistant.answering.verify import Verifier, bound
from assistant.briefing.selecting import Group, on_topic
from assistant.documents.model import Kind
from assistant.errors import QuestionError
from assistant.figures import Figure, describe
from assistant.figures.words import terms
from assistant.retrieval import Retriever
from assistant.wording import british_date, qualifier

if TYPE_CHECKING:
    from assistant.answering.generate import Writer

_MOST_ROWS, _MOST_TOLD, _FEWEST_TOLD, _MOST_CONFLICTS, _MOST_CITED, _IN_SUMMARY = 8, 5, 3, 2, 3, 3
_AUDITORS = frozenset({"National Audit Office", "Public Accounts Committee"})
_AHEAD = frozenset({"forecast", "target"})
#: "£34m: a larger fraud authority (announced)": the words after the colon say what the figure is.
_LABELLED = re.compile(
    r"^(?P<label>[^:]{1,60}):\s+(?P<what>[^:]{12,160}?)\s*(?:\((?:announced|forecast|target|achieved|estimate|previously announced)[^)]*\))?\.?$"
)
#: "For the first 7 months 2024/25 2023/24": what follows the first year is what it is compared with.
_FIRST_YEAR = re.compile(r"^(.*?\d{4}[-/–]\d{2})\s+\d.*$")
_EXPLAINED = {
    "forecast": "forecast",
    "target": "target",
    "achieved": "outturn",
    "estimate": "estimate",
    "previously_announced": "announced before",
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A row of the table: the figure as shown, what it is, what limits it with its period, and its citations."""

    text: str
    what: str
    qualifier: str
    citations: tuple[int, ...]
    period: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its sentences, each ending in its citation marks."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A figure that a reader's own words brought in and no source bears out: the words as they stand, and why not."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing: every figure in it is bound to a citation, or told in `unconfirmed`. `citations` are numbered as the marks are.

    `engine` names what, or "a reader" who, wrote the headline; `notices` say what a reader should know of how it was made.
    """

    topic: str
    headline: str
    figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    engine: str = "extractive"
    notices: tuple[str, ...] = ()
    unconfirmed: tuple[Unconfirmed, ...] = ()


class Briefer:
    """Composes briefings from one index; with a writer, a language model words the opening."""

    def __init__(self, retriever: Retriever, writer: Writer | None = None) -> None:
        self._retriever = retriever
        self._writer = writer

    def brief(self, topic: str) -> Brief:
        """The briefing on a topic of a few words.

        Raises QuestionError where the topic is empty, or where the sources hold no figure on it.
        """
        if not terms(topic):
            raise QuestionError("the topic is empty; name what the briefing is about, in a few words")
        groups = on_topic(self._retriever, topic)
        if not groups:
            raise QuestionError(
                f"the sources hold no figure on {topic!r}; try other words, or: briefing search {topic!r}"
            )
        verifier = Verifier()
        audited = [group for group in groups if _is_audit(group.lead)]
        announced = [group for group in groups if not _is_audit(group.lead)]
        # The headline is verified first, so that its citations are the first.
        headline, engine, notices = self._opening(topic, groups, verifier)
        rows = _rows(verifier, groups[:_MOST_ROWS])
        said = {headline, *(row.what for row in rows)}
        sections = (
            Section("What was announced, and by whom", _told(verifier, announced, said)),
            Section("What the auditors found", _told(verifier, audited, said)),
            Section("Where the sources differ", _differing(verifier, groups)),
            Section("What is not known", _unknown(groups, rows, bool(audited))),
        )
        return Brief(
            topic.strip(),
            headline or "The sources give these figures.",
            rows,
            tuple(section for section in sections if section.sentences),
            verifier.verified().citations,
            engine,
            notices,
        )

    def _opening(self, topic: str, groups: Sequence[Group], verifier: Verifier) -> tuple[str, str, tuple[str, ...]]:
        """The opening sentence or, with a model, its paragraph on the first figures; who wrote it, and what to tell."""
        statements = [_statement(group) for group in groups[:_IN_SUMMARY]]
        if self._writer is None:
            return verifier.add(statements[0]).strip(), "extractive", ()
        evidence = [quote.evidence for one in statements for quote in one.quotes]
        question = read_question(f"What do the sources say about {topic.strip()}?")
        pieces: list[str] = []
        engine, notices = "extractive", tuple[str, ...]()
        with closing(self._writer.write(question, evidence, Draft(Status.ANSWERED, tuple(statements)))) as written:
            for one in written:
                if isinstance(one, Statement):
                    pieces.append(verifier.add(one))
                else:
                    engine, notices = self._writer.name if one.wrote else engine, one.notices
        return "".join(pieces).strip(), engine, notices


def _statement(group: Group) -> Statement:
    """The figure in one sentence, with the words of up to three documents that print it, the best first."""
    first, *others = group.members
    statement = statement_of(first)
    for other in others[: _MOST_CITED - 1]:
        also = Statement(statement.text, (*statement.quotes, *statement_of(other).quotes))
        statement = also if bound(also) is not None else statement
    return statement


def _is_audit(one: Candidate) -> bool:
    document = one.evidence.document
    return document.kind is Kind.NAO or document.publisher in _AUDITORS


def _rows(verifier: Verifier, groups: Sequence[Group]) -> tuple[KeyFigure, ...]:
    rows = []
    for group in groups:
        before, statement, figure = len(verifier.verified().figures), _statement(group), group.lead.figure
        if not verifier.add(statement):
            continue
        shown = next((one for one in verifier.verified().figures[before:] if _is_shown(one, figure)), None)
        if shown:
            rows.append(
                KeyFigure(
                    _printed(group.lead),
                    _what(group.lead, statement),
                    _limits(figure),
                    shown.citations,
                    _period(figure),
                )
            )
    return tuple(rows)


def _printed(one: Candidate) -> str:
    """The figure with the noun that it counts, where that stands right behind it."""
    quantity = one.figure.quantity
    counted = f"{quantity.text} {quantity.noun}"
    return counted if quantity.noun and counted in one.evidence.passage.text else quantity.text


def _is_shown(shown: AnswerFigure, figure: Figure) -> bool:
    return shown.figure.quantity.value == figure.quantity.value and shown.figure.quantity.unit == figure.quantity.unit


def _what(one: Candidate, statement: Statement) -> str:
    """What the figure is: the words that its source puts beside it, or the sentence."""
    labelled = _LABELLED.match(" ".join(one.evidence.passage.text[slice(*one.figure.sentence)].split()))
    # "11% lower: the acute sector": here the label says more than the figure.
    bare = labelled is not None and labelled["label"].strip().endswith(_printed(one))
    what = labelled["what"] if labelled and bare else statement.text
    return what[:1].upper() + what[1:]


def _limits(figure: Figure) -> str:
    """The bound and the period with what sort of figure it is: "more than; over four years; forecast"."""
    sort = sorted(_EXPLAINED[name] for name in figure.basis if name in _EXPLAINED)
    other = sorted(name for name in figure.basis & {"real", "cash", "capital", "resource"})
    bound_words = qualifier(figure).split(";")[0] if figure.quantity.bound.value != "exact" else ""
    return "; ".join(part for part in (bound_words, _period(figure), ", ".join([*other, *sort[:1]])) if part)


def _period(figure: Figure) -> str:
    """The period in words: two bare years are joined by "and"."""
    text = " ".join(figure.period.text.split()) if figure.period else ""
    if re.fullmatch(r"[\d\s/–-]+", text):
        return re.sub(r"(?<=\d) (?=(?:19|20)\d\d\b)", " and ", text)
    return _FIRST_YEAR.sub(r"\1", text)


def _told(verifier: Verifier, groups: Sequence[Group], said: set[str]) -> tuple[str, ...]:
    """One sentence a figure that is not said yet, in order of date, each said by its publisher."""
    told: list[str] = []
    chosen: list[Group] = []
    for group in groups:
        statement = _statement(group)
        if not group.lead.evidence.passage.columns and statement.text[:1].upper() + statement.text[1:] not in said:
            chosen.append(group)
    shown = set[str]()
    kept = []
    if len(chosen) < _FEWEST_TOLD:
        # A section that says little else may say again what the table does.
        chosen = [group for group in groups if not group.lead.evidence.passage.columns]
    for group in chosen:
        printed = {figure.quantity.text for figure in describe(_statement(group).text)}
        if not printed & shown:
            kept.append(group)
            shown |= printed
    for group in sorted(kept[:_MOST_TOLD], key=lambda group: group.lead.evidence.document.date):
        piece, document = verifier.add(_statement(group)).strip(), group.lead.evidence.document
        line = f"{document.publisher}, {british_date(document.date)}: {piece}"
        if piece and line not in told:
            told.append(line)
    return tuple(told)


def _differing(verifier: Verifier, groups: Sequence[Group]) -> tuple[str, ...]:
    """Pairs of documents that print other values for what their words call the same, over the same period."""
    told: list[str] = []
    for place, group in enumerate(groups):
        for other in groups[place + 1 :]:
            if len(told) == _MOST_CONFLICTS or not in_conflict(group.lead, other.lead):
                continue
            first, second = sorted((group.lead, other.lead), key=lambda side: side.evidence.document.kind.rank)
            pieces = [verifier.add(statement_of(side)).strip() for side in (first, second)]
            if all(pieces):
                told.append(
                    f"{first.evidence.document.publisher}: {pieces[0]} {second.evidence.document.publisher}: {pieces[1]}"
                )
    return tuple(told)


def _unknown(groups: Sequence[Group], rows: Sequence[KeyFigure], audited: bool) -> tuple[str, ...]:
    """What a reader may look for in vain, without a figure."""
    figures = [group.lead.figure for group in groups]
    told = []
    if any(_AHEAD & figure.basis for figure in figures):
        reached = any("achieved" in figure.basis and not _AHEAD & figure.basis for figure in figures)
        told.append(
            "The sources found say only of some of the forecasts and targets whether they were met."
            if reached
            else "No source found says whether the forecasts and targets were met."
        )
    if any(not row.period for row in rows):
        told.append("The sources do not state the period of the key figures that have none in the table.")
    if not audited:
        told.append("The auditors' view is not known: none of these figures comes from them.")
    return tuple(told)
