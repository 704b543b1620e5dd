"""The answer pipeline: resolve, retrieve, compose, verify. Each step is one function with one result."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from assistant.answering.answer import Answer, Status
from assistant.answering.compose import NOT_FOUND, compose
from assistant.answering.question import read_question
from assistant.answering.resolve import standalone
from assistant.answering.scope import out_of_scope
from assistant.answering.verify import verify
from assistant.errors import QuestionError
from assistant.index.index import Index
from assistant.retrieval import Retriever
from assistant.settings import settings


class Engine:
    """Answers questions from one index, without a model."""

    name = "extractive"

    def __init__(self, index: Index) -> None:
        self._retriever = Retriever(index)

    def answer(self, question: str, history: Sequence[Mapping[str, str]] = ()) -> Answer:
        """The answer to a question, in the light of the turns before it ({"role", "content"}, oldest first).

        Raises QuestionError for a question that is empty or too long.
        """
        checked(question)
        clock = _Clock()
        refusal = out_of_scope(question)
        if refusal:
            return Answer(question, question, Status.OUT_OF_SCOPE, refusal, timings_ms=clock.timings())
        whole = standalone(question, history)
        asked = read_question(
            whole,
            question,
            next((turn["content"] for turn in reversed(history) if turn.get("role") == "assistant"), ""),
        )
        clock.lap("resolve")
        evidence = self._retriever.retrieve(whole, top=settings().evidence)
        clock.lap("retrieve")
        draft = compose(asked, evidence)
        clock.lap("compose")
        verified = verify(draft)
        clock.lap("verify")
        status, text = draft.status, verified.text
        if status is not Status.NOT_FOUND and not verified.citations:
            status, text = Status.NOT_FOUND, NOT_FOUND
        return Answer(
            question,
            whole,
            status,
            text,
            verified.figures,
            verified.citations,
            (),
            tuple(
                f"A statement was left out: its figure could not be bound to {one.quotes[0].evidence.document.title}"
                for one in verified.dropped
            ),
            self.name,
            clock.timings(),
        )


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
        self._laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

    def timings(self) -> dict[str, float]:
        return {**self._laps, "total": round((time.perf_counter() - self._began) * 1000, 2)}
