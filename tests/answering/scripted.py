"""A chat model that says what a test tells it to, or fails as it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field


class Scripted(BaseChatModel):
    """Gives its replies in turn, the last one again and again; an exception among them is raised.

    `seen` has the prompts, `given` the pieces that were taken, `closed` how many streams were ended by the listener.
    """

    replies: list[Any] = Field(default_factory=list)
    seen: list[str] = Field(default_factory=list)
    given: list[str] = Field(default_factory=list)
    closed: int = 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _next(self, messages: Sequence[BaseMessage]) -> str:
        reply = self.replies[min(len(self.seen), len(self.replies) - 1)]
        self.seen.append("\n".join(str(message.content) for message in messages))
        if isinstance(reply, Exception):
            raise reply
        return str(reply)

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._next(messages)))])

    def _stream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._next(messages)
        try:
            for start in range(0, len(reply), 16):
                self.given.append(reply[start : start + 16])
                yield ChatGenerationChunk(message=AIMessageChunk(content=self.given[-1]))
        except GeneratorExit:
            self.closed += 1
            raise
