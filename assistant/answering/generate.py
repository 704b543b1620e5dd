"""Write an answer with a language model, sentence by sentence, none shown before the sources bear it out.

The composed draft is the yardstick: the model writes only where there is a composed answer, sees no other figures than
those of the sentences it rests on, the answer leads with the composed figure, in the model's words or ours, and every
composed figure is in it. Where the model fails, the composed draft stands
and a notice says so.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Quote, Statement
from assistant.answering.question import Question
from assistant.answering.showing import shown
from assistant.answering.supporting import Support, supported
from assistant.errors import ModelError
from assistant.figures import describe
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.sentences import sentences
from assistant.figures.words import coverage, terms
from assistant.models import OpenModel
from assistant.prompts import load
from assistant.retrieval import Evidence
from assistant.settings import settings
from assistant.tokens import count_tokens

_MARK = re.compile(
    r"\s*(?:[\[【]\s*(?:source\s*)?\d+(?:\s*[,;–-]\s*\d+)*\s*[\]】]|\((?:sources?|excerpts?)\s+\d[\d ,and]*\))", re.I
)
_DECORATION = re.compile(r"^\s*(?:[-*•#>]+|\d+[.)])\s+|\*\*|__|`")
_ADDRESS = re.compile(
    r"\byour? (?:\w+ )?(?:repl(?:y|ies)|responses?|answers?|instructions?)\b|\b(?:ignore|disregard|forget) (?:the|all|any|your|previous)\b",
    re.I,
)
_ENDED = re.compile(r"[.!?][\"'”’)\]]*$")
#: The share of a sentence's words that have been said, from which it says nothing more.
_SAID = 0.85
_MOST_SENTENCES, _PASSAGES, _QUOTES, _SHARED, _TOKENS_OF_FENCE = 6, 5, 2, 2, 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the writing ended: whether any of the model's sentences is shown, what to tell the reader, and what was lost."""

    wrote: bool = False
    notices: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    prompts: Mapping[str, str] = field(default_factory=dict)


class Writer:
    """Turns evidence and a composed draft into statements in a model's words."""

    def __init__(self, model: OpenModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    def write(
        self, question: Question, evidence: Sequence[Evidence], composed: Draft
    ) -> Generator[Statement | Outcome]:
        """The statements of the answer as they are written, each borne out by its quotes; last, the outcome.

        Close the iterator to cancel the model's call. Failures of the model are told in the outcome, never raised.
        """
        if composed.status is not Status.ANSWERED or not composed.statements:
            yield from composed.statements
            yield Outcome()
            return
        writing = _Writing(question, excerpts(question, evidence, composed), composed)
        presented = shown(writing.excerpts)
        prompt, repair = load("answer"), load("repair")
        used = {prompt.name: prompt.version}
        notices: list[str] = []
        try:
            own = " ".join(f"{one.text.rstrip('.')}." for one in composed.statements)
            messages = prompt.messages(question=question.text, excerpts=presented, composed=own)
            for sentence in self._sentences(messages):
                yield from writing.offered(sentence)
            if writing.faults:
                used[repair.name] = repair.version
                faults = "\n".join(f"- {one} ({why.fault})" for one, why in writing.faults)
                messages = repair.messages(question=question.text, excerpts=presented, faults=faults)
                lost, writing.faults = len(writing.faults), []
                for sentence in islice(self._sentences(messages), lost):
                    yield from writing.offered(sentence)
        except ModelError as error:
            notices.append(f"{error}; what it had not written was composed from the sources")
        if not writing.heard and not notices:
            notices.append(f"{self.name} gave no whole sentence; the answer was composed from the sources")
        elif not writing.kept and not notices:
            notices.append(
                f"{self.name} wrote nothing that the sources bear out; the answer was composed from the sources"
            )
        yield from writing.missing()
        yield Outcome(
            bool(writing.kept),
            tuple(notices),
            # Words that no source holds are not repeated, even as unconfirmed: a document may have asked for them.
            tuple(f"“{sentence}” {why.fault}" for sentence, why in writing.faults if why.of_figures),
            used,
        )

    def _sentences(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        """The whole sentences of a reply as they are finished, without decoration and citation marks."""
        text, given = "", 0
        with closing(self._model.reply(messages)) as reply:
            for piece in reply:
                text += piece
                spans = sentences(text)
                for start, end in spans[given:-1]:
                    yield cleaned(text[start:end])
                given = max(given, len(spans) - 1)
                if given >= _MOST_SENTENCES:
                    return
        for start, end in sentences(text)[given:]:
            # What breaks off is not shown: its end may be what limits its figure.
            if _ENDED.search(text[start:end]):
                yield cleaned(text[start:end])


class _Writing:
    """What is shown so far of one answer, and what failed."""

    def __init__(self, question: Question, given: Sequence[Quote], composed: Draft) -> None:
        self.excerpts = tuple(given)
        self.faults: list[tuple[str, Support]] = []
        self.kept: list[str] = []
        self.heard = False
        self._question = question
        self._left = list(composed.statements)
        self._figures: set[str] = set()
        self._told = ""

    def offered(self, sentence: str) -> Iterator[Statement]:
        """The sentence as a statement where the sources bear it out, the composed lead before it if it lacks its figure."""
        if not sentence:
            return
        self.heard = True
        support = supported(sentence, self.excerpts, self._question.text)
        if support.statement is None:
            self.faults.append((sentence, support))
            return
        if (
            coverage(terms(support.statement.text), terms(self._told)) >= _SAID
            and _printed(support.statement.text) <= self._figures
        ):
            return
        told = _printed(support.statement.text)
        lead = self._left[0] if self._left and not self.kept else None
        if lead and _printed(lead.text) and not _printed(lead.text) & told:
            yield from self._composed(lead)
        self.kept.append(support.statement.text)
        self._figures |= told
        self._told += f" {support.statement.text}"
        yield support.statement

    def missing(self) -> Iterator[Statement]:
        """The composed statements that the model has not told: with a figure, or in words, that are not yet said."""
        for statement in tuple(self._left):
            own = _printed(statement.text)
            told = own <= self._figures if own else coverage(terms(statement.text), terms(self._told)) >= _SAID
            if not told:
                yield from self._composed(statement)

    def _composed(self, statement: Statement) -> Iterator[Statement]:
        self._left.remove(statement)
        self._figures |= _printed(statement.text)
        self._told += f" {statement.text}"
        yield statement


def _printed(text: str) -> set[str]:
    return {"".join(figure.quantity.text.split()).lower() for figure in describe(text)}


def cleaned(sentence: str) -> str:
    """A model's sentence without list marks, emphasis and its own citation marks."""
    return re.sub(r"\s+", " ", _MARK.sub("", _DECORATION.sub("", sentence))).strip()


def excerpts(question: Question, evidence: Sequence[Evidence], composed: Draft) -> tuple[Quote, ...]:
    """What the model is shown: the composed quotes, then the sentences of the first passages that speak of what is asked
    and hold no figure but dates.

    So the figures of an answer are chosen by the ranking that is measured, and the words by the model. Whole sentences
    only, within the settings' tokens: the rest of a document never reaches the model.
    """
    found = [quote for statement in composed.statements for quote in statement.quotes[:_QUOTES]]
    found += [
        Quote(one, start, end)
        for one in evidence[:_PASSAGES]
        for start, end in sentences(one.passage.text)
        if not one.passage.columns
        and not _has_figure(one, start, end)
        and _speaks(question, one.passage.text[start:end])
    ]
    chosen: dict[tuple[str, int, int], Quote] = {}
    left = settings().model_evidence_tokens
    for quote in found:
        key = (quote.evidence.passage.id, quote.start, quote.end)
        if key in chosen or not quote.text.strip():
            continue
        left -= count_tokens(quote.text) + _TOKENS_OF_FENCE
        if left < 0 and chosen:
            break
        chosen[key] = quote
    return tuple(chosen.values())


def _speaks(question: Question, sentence: str) -> bool:
    """Whether a sentence shares words enough with the question, and does not speak to whoever reads it."""
    shared = set(terms(sentence)) & set(question.terms)
    return len(shared) >= _SHARED and not _ADDRESS.search(sentence)


def _has_figure(evidence: Evidence, start: int, end: int) -> bool:
    return any(
        start <= figure.quantity.start < end and figure.quantity.unit not in TEMPORAL_UNITS
        for figure in evidence.figures
    )
