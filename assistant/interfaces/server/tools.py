"""The tools that the MCP endpoint offers to other assistants: typed functions that give the contract's objects as JSON."""

from __future__ import annotations

import json
from typing import Any

from assistant._assistant import Assistant
from assistant.answering.engine import checked
from assistant.errors import BriefingError
from assistant.serialising import answer_to_json, check_to_json, hit_to_json, source_to_json


def add_tools(page: Any, assistant: Assistant) -> None:
    """Add the tools to a page's functions; the page's own handlers are no tools and no public interface."""
    from gradio.events import api

    def ask(question: str) -> str:
        """Answer a question about UK public spending. Every figure in the answer carries a citation to the words of a source.

        Args:
            question: A question that stands by itself, such as "How much is there for violence reduction units?"

        Returns:
            JSON: status, text with [n] marks, figures (value, unit, bound, period) and citations (source, date, quote).
        """
        return _json(answer_to_json(assistant.ask(question)))

    def check(text: str) -> str:
        """Check every figure of a text against the sources.

        Args:
            text: The draft: one sentence or a whole article.

        Returns:
            JSON: each figure with its verdict, the source's figure, one sentence of why, and citations.
        """
        return _json(check_to_json(assistant.check(text)))

    def search(words: str, top: int = 5) -> str:
        """Find passages of the sources.

        Args:
            words: What to look for.
            top: How many passages, at most 50.

        Returns:
            JSON: passages with document, place and text.
        """
        return _json([hit_to_json(hit) for hit in assistant.search(checked(words), max(1, min(top, 50)))])

    def sources() -> str:
        """List the documents that answers come from.

        Returns:
            JSON: title, publisher, kind, date and address of each.
        """
        return _json([source_to_json(document) for document in assistant.sources()])

    for handler in page.fns.values():
        handler.api_visibility = "private"
    with page:
        for tool in (ask, check, search, sources):
            api(_reporting(tool), api_name=tool.__name__)


def _json(given: Any) -> str:
    return json.dumps(given, ensure_ascii=False)


def _reporting(tool: Any) -> Any:
    """The tool, whose known errors the caller sees in one line."""
    from functools import wraps

    import gradio

    @wraps(tool)
    def reporting(*given: Any, **named: Any) -> str:
        try:
            return str(tool(*given, **named))
        except BriefingError as error:
            raise gradio.Error(str(error), print_exception=False) from None

    return reporting
