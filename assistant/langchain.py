"""The assistant as a LangChain Runnable and its search as a LangChain retriever, for use in other people's chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict

from assistant._assistant import Assistant
from assistant.answering.answer import Answer
from assistant.retrieval import Retriever


class AssistantRunnable(Runnable[str | Mapping[str, Any], Answer]):
    """Takes a question, or {"question", "history"}, and gives an `Answer`. `stream_text` gives its text by sentences."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def invoke(self, input: str | Mapping[str, Any], config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """The answer. Raises QuestionError as `Assistant.ask` does."""
        if isinstance(input, str):
            return self._assistant.ask(input)
        return self._assistant.ask(input["question"], input.get("history", ()))

    def stream_text(self, input: str | Mapping[str, Any]) -> Iterator[str]:
        """The answer's text in pieces, each with its figures verified."""
        question, history = (input, ()) if isinstance(input, str) else (input["question"], input.get("history", ()))
        for piece in self._assistant.stream(question, history):
            if isinstance(piece, str):
                yield piece


class PassageRetriever(BaseRetriever):
    """The hybrid search of one index. Each LangChain document's metadata has its source, locator, date and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    top: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                page_content=one.passage.text,
                metadata={
                    "passage_id": one.passage.id,
                    "document_id": one.document.id,
                    "title": one.document.title,
                    "publisher": one.document.publisher,
                    "kind": one.document.kind.value,
                    "date": one.document.date,
                    "url": one.document.url,
                    "locator": one.passage.locator,
                    "score": one.score,
                },
            )
            for one in self.retriever.retrieve(query, top=self.top)
        ]
