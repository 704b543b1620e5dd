"""The answer pipeline: resolve, retrieve, compose, verify. Each step is one function with one result."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.absent import checked_for_names
from assistant.answering.answer import Answer, Status
from assistant.answering.compose import compose
from assistant.answering.disputed import with_disputes
from assistant.answering.draft import Draft, Statement
from assistant.answering.lacking import checked_for_attributes
from assistant.answering.nearby import Nearby, is_said, surrounded
from assistant.answering.provenance import announced_before
from assistant.answering.question import Question, read_question
from assistant.answering.refusing import NOT_FOUND
from assistant.answering.resolve import resolve
from assistant.answering.scope import out_of_scope
from assistant.answering.verify import Verified, Verifier, verify
from assistant.errors import QuestionError
from assistant.index.index import Index
from assistant.retrieval import Evidence, Retriever
from assistant.settings import settings

if TYPE_CHECKING:
    from assistant.answering.generate import Outcome, Writer

#: Characters of the last question and answer that are searched for.
_TALK = 600


class Engine:
    """Answers questions from one index, in a model's words where it has a writer."""

    name = "extractive"

    def __init__(self, index: Index, writer: Writer | None = None) -> None:
        self._retriever = Retriever(index)
        self._writer = writer

    def answer(self, question: str, history: Sequence[Mapping[str, str]] = ()) -> Answer:
        """The answer to a question, in the light of the turns before it ({"role", "content"}, oldest first).

        Raises QuestionError for a question that is empty or too long.
        """
        *_, answer = self.stream(question, history)
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str, history: Sequence[Mapping[str, str]] = ()) -> Generator[str | Answer]:
        """The answer's text in pieces, each with its figures verified; last, the whole answer.

        The pieces together are the answer's text. Close the iterator to cancel. Raises QuestionError as `answer` does.
        """
        checked(question)
        clock = _Clock()
        refusal = out_of_scope(question)
        if refusal:
            yield refusal
            yield Answer(question, question, Status.OUT_OF_SCOPE, refusal, timings_ms=clock.timings())
            return
        resolved = resolve(question, history)
        whole = resolved.text
        answers = [turn["content"] for turn in history if turn.get("role") == "assistant"]
        said = resolved.said
        earlier = " ".join(one for one in answers if " ".join(one.split()) != said)
        asked = read_question(whole, question, said, earlier, resolved.before)
        clock.lap("resolve")
        evidence = self._search(whole)
        near = Nearby()
        if asked.said:
            evidence, near = self._beside(asked, evidence, resolved.before, said)
        clock.lap("retrieve")
        retriever = self._retriever
        draft = compose(asked, evidence, self._search, retriever.section, retriever.rows, near, retriever.around)
        draft = checked_for_names(draft, asked, evidence, retriever.around)
        draft = checked_for_attributes(draft, asked, evidence, retriever.around)
        draft = with_disputes(draft, asked, evidence)
        clock.lap("compose")
        outcome: Outcome | None = None
        if self._writer and draft.status is Status.ANSWERED and not draft.derivation:
            verified, outcome = yield from self._written(self._writer, asked, evidence, draft, clock)
        else:
            verified = verify(draft)
            clock.lap("verify")
        status, text = draft.status, verified.text
        if status is not Status.NOT_FOUND and not verified.citations:
            status, text = Status.NOT_FOUND, NOT_FOUND
        if outcome is None or not verified.text:
            yield text
        answer = Answer(
            question,
            whole,
            status,
            text,
            verified.figures,
            verified.citations,
            verified.conflicts,
            draft.unconfirmed
            + tuple(
                f"A statement was left out: its figure could not be bound to {one.quotes[0].evidence.document.title}"
                for one in verified.dropped
            ),
            self.name,
            clock.timings(),
            announced_before(draft, evidence),
        )
        if outcome is not None and self._writer:
            answer = replace(
                answer,
                unconfirmed=(*answer.unconfirmed, *outcome.unconfirmed),
                engine=self._writer.name if outcome.wrote else self.name,
                notices=(*answer.notices, *outcome.notices),
                prompts=outcome.prompts,
            )
        yield answer

    def _search(self, words: str) -> Sequence[Evidence]:
        return self._retriever.retrieve(words, top=settings().evidence)

    def _beside(
        self, asked: Question, evidence: Sequence[Evidence], before: str, said: str
    ) -> tuple[tuple[Evidence, ...], Nearby]:
        """The evidence with what stands around the last answer, and where that is."""
        talk = f"{before} {said}"[:_TALK]
        if not any(is_said(asked, figure) for one in evidence for figure in one.figures):
            known = {one.passage.id for one in evidence}
            least = evidence[-1].score if evidence else 0.0
            last = (replace(one, score=least) for one in self._search(talk) if one.passage.id not in known)
            evidence = self._retriever.aligned(asked.text, (*evidence, *last))
        answered = replace(read_question(before), terms=read_question(talk).terms)
        evidence, near = surrounded(asked, evidence, answered, self._retriever.around)
        own = {one.passage.id: one.alignment for one in self._retriever.aligned(asked.turn, evidence) if one.alignment}
        return evidence, replace(near, own=own)

    def _written(
        self, writer: Writer, asked: Question, evidence: Sequence[Evidence], draft: Draft, clock: _Clock
    ) -> Generator[str, None, tuple[Verified, Outcome]]:
        """The pieces of an answer in the model's words, then what was verified and how the writing ended."""
        verifier = Verifier()
        with closing(writer.write(asked, evidence, draft)) as written:
            for one in written:
                clock.lap("compose")
                if not isinstance(one, Statement):
                    for differing in draft.differing if one.wrote else ():
                        yield verifier.differ(differing)
                    return verifier.verified(), one
                piece = verifier.add(one)
                clock.lap("verify")
                if piece:
                    yield piece
        raise AssertionError("a writer ends with its outcome")


def checked(question: str) -> str:
    """The question as given. Raises QuestionError where it is empty or too long."""
    if not question.strip():
        raise QuestionError("the question is empty; ask about a figure, a measure or a department")
    longest = settings().question_characters
    if len(question) > longest:
        raise QuestionError(f"the question has {len(question):,} characters, at most {longest:,} are read; shorten it")
    return question


class _Clock:
    """Milliseconds of each named step."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._laps = dict.fromkeys(("resolve", "retrieve", "compose", "verify"), 0.0)

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round(self._laps[name] + (now - self._last) * 1000, 2)
        self._last = now

    def timings(self) -> dict[str, float]:
        return {**self._laps, "total": round((time.perf_counter() - self._began) * 1000, 2)}
