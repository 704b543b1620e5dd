"""The public face: an assistant opened on one index."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from assistant.answering.answer import Answer
from assistant.answering.engine import Engine
from assistant.errors import InputError
from assistant.index.catalogue import StoredDocument, StoredFailure
from assistant.index.index import Index
from assistant.retrieval import Evidence, Filter, Retriever
from assistant.serialising import answer_to_json, check_to_json
from assistant.tracing import record

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.briefing import Brief
    from assistant.checking import CheckReport


class Assistant:
    """Answers questions with cited figures.

    Usage::

        with Assistant.open(index="default") as assistant:
            answer = assistant.ask("How much ...?")

    Safe to use from several threads. Close it, or use it as a context manager.
    """

    def __init__(self, index: Index, model: str | BaseChatModel | None = None) -> None:
        self.index = index
        self.retriever = Retriever(index)
        self._writer = _writer(model) if model is not None else None
        self._engine = Engine(index, self._writer)

    @classmethod
    def open(cls, index: str = "default", model: str | BaseChatModel | None = None) -> Assistant:
        """The assistant on the index of that name, with a chat model "PROVIDER:NAME", a LangChain chat model, or none.

        Raises IndexMissingError or IndexMismatchError where the index cannot be used; SettingsError,
        MissingDependencyError or ModelError where the model cannot be opened.
        """
        opened = Index.open(index)
        try:
            return cls(opened, model)
        except BaseException:
            opened.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.index.close()

    def ask(self, question: str, history: Sequence[Mapping[str, str]] = ()) -> Answer:
        """The answer to a question in the light of earlier turns ({"role", "content"}, oldest first).

        Raises QuestionError for a question that is empty or too long.
        """
        *_, answer = self.stream(question, history)
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str, history: Sequence[Mapping[str, str]] = ()) -> Generator[str | Answer]:
        """The answer's text in pieces, each shown once its figures are verified; last, the whole `Answer`.

        The pieces together are the answer's text. Close the iterator to cancel. Raises QuestionError as `ask` does.
        """
        began = time.time_ns()
        with closing(self._engine.stream(question, history)) as pieces:
            for piece in pieces:
                if isinstance(piece, Answer):
                    record(piece, began)
                yield piece

    def check(self, text: str) -> CheckReport:
        """The verdict on every figure of a text, with the sources' figures and citations.

        Raises InputError for a text without words.
        """
        from assistant.checking import Checker

        if not text.strip():
            raise InputError("the text is empty; give a draft with figures in it")
        return Checker(self.retriever).check(text)

    def brief(self, topic: str) -> Brief:
        """A briefing on a topic, every figure in it cited; with a model, its opening is in the model's words.

        Raises QuestionError where the sources hold no figure on the topic.
        """
        from assistant.briefing import Briefer

        return Briefer(self.retriever, self._writer).brief(topic)

    def search(self, words: str, top: int = 5, only: Filter | None = None) -> tuple[Evidence, ...]:
        """The best passages for some words, best first."""
        return self.retriever.retrieve(words, top=top, only=only)

    def sources(self) -> tuple[StoredDocument, ...]:
        """What the index holds, by id."""
        return tuple(self.index.documents.values())

    def failures(self) -> tuple[StoredFailure, ...]:
        """The files that could not be read when they were last ingested: path, reason, when."""
        return self.index.record.failures()

    @staticmethod
    def to_json(given: Answer | CheckReport) -> dict[str, Any]:
        """The answer object or the check object of the contract."""
        return answer_to_json(given) if isinstance(given, Answer) else check_to_json(given)


def _writer(model: str | BaseChatModel) -> Any:
    from assistant.answering.generate import Writer
    from assistant.models import open_model

    return Writer(open_model(model))
