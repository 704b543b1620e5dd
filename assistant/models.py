"""Open a chat model by its LangChain name, and say in one line what went wrong with one.

Keys are read by the provider's own package from its own environment variables. They are never repeated: messages name
the kind of failure, not what the provider wrote.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import threading
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import MissingDependencyError, ModelError, SettingsError
from assistant.settings import settings

if TYPE_CHECKING:
    from langchain_core.caches import BaseCache
    from langchain_core.language_models import BaseChatModel

#: (pattern over the names of an error's classes, what it means). The first that matches wins.
_FAILURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), words)
    for pattern, words in (
        (r"timeout", "did not answer in time"),  # openai.APITimeoutError
        (r"rate_?limit|toomanyrequests|throttl|resourceexhausted", "takes no more requests for now"),
        (r"auth|permission|credential|unauthori[sz]ed|forbidden", "does not accept the key"),
        (r"notfound", "is not known at that address"),
        (r"connect|network|remote", "cannot be reached"),  # httpx.ConnectError
        (r"badrequest|unprocessable|contextoverflow", "did not accept the request"),
        (r"jsondecode|validation|parser|keyerror|typeerror", "gave a reply that cannot be read"),
    )
)


@dataclass(frozen=True, slots=True)
class OpenModel:
    """A LangChain chat model and its name, PROVIDER:NAME."""

    name: str
    chat: BaseChatModel

    def reply(self, messages: Sequence[tuple[str, str]]) -> Generator[str]:
        """The text of the reply as it comes; whole where a cache is set. Raises ModelError, in one line."""
        stream: Any = None
        try:
            if self.chat.cache:
                yield str(self.chat.invoke(list(messages)).text)
                return
            stream = self.chat.stream(list(messages))
            for chunk in stream:
                yield str(chunk.text)
        except Exception as error:  # every provider has exceptions of its own
            if "no generation" not in str(error).lower():  # LangChain's word for a stream that ends at once
                raise ModelError(f"{self.name} {explained(error)}") from error
        finally:
            # A caller that stops listening ends the request too.
            if stream is not None and hasattr(stream, "close"):
                stream.close()


def open_model(model: str | BaseChatModel) -> OpenModel:
    """The chat model of a name "PROVIDER:NAME", or a LangChain chat model as it is.

    Raises SettingsError for a name that is none, MissingDependencyError where the provider's package is not installed,
    ModelError where it cannot be opened, for example without its key. No request is made.
    """
    if not isinstance(model, str):
        given = getattr(model, "model_name", "") or getattr(model, "model", "") or type(model).__name__
        return OpenModel(f"{model._llm_type}:{given}", model)
    provider, colon, name = model.partition(":")
    if not (provider and colon and name):
        raise SettingsError(f"model {model!r}: give PROVIDER:NAME, for example openai:gpt-4.1-mini")
    from langchain.chat_models import init_chat_model

    try:
        chat = init_chat_model(name, model_provider=provider, **_options(provider))
    except ImportError as error:
        package = (re.search(r"langchain[-_][\w-]+", str(error)) or re.search(r"[\w-]+$", error.name or provider))[0]  # type: ignore[index]
        raise MissingDependencyError(f"model {model}: run pip install {package.replace('_', '-')}") from None
    except ValueError as error:
        # Pydantic's errors are ValueErrors too; only LangChain's own speaks of the provider.
        if "provider" in str(error).lower() and type(error) is ValueError:
            raise SettingsError(
                f"model {model!r}: LangChain knows no provider {provider!r}; see its init_chat_model"
            ) from None
        raise ModelError(f"model {model}: {_unopened(error)}") from None
    except Exception as error:  # every provider has exceptions of its own
        raise ModelError(f"model {model}: {_unopened(error)}") from None
    return OpenModel(model, chat)


def explained(error: BaseException) -> str:
    """What a failed call means, in words that follow the model's name. Nothing of the error's own text is repeated."""
    names = " ".join(kind.__name__ for kind in type(error).__mro__[:-2])
    return next((words for pattern, words in _FAILURES if pattern.search(names)), f"failed ({type(error).__name__})")


def _unopened(error: BaseException) -> str:
    wanted = re.findall(r"\b[A-Z][A-Z0-9_]*(?:KEY|TOKEN|ENDPOINT|REGION|PROJECT|VERSION)\b", str(error))
    if wanted:
        return f"set {' or '.join(dict.fromkeys(wanted))} in the environment"
    return f"{explained(error)}; see the provider's page in LangChain's documentation"


def _options(provider: str) -> dict[str, Any]:
    chosen = settings()
    options: dict[str, Any] = {
        "timeout": chosen.model_timeout,
        "max_retries": chosen.model_retries,
        "base_url": chosen.model_base_url,
        "temperature": chosen.model_temperature,
        "max_tokens": chosen.model_reply_tokens,
        "cache": _cache(chosen.model_cache) if chosen.model_cache else None,
    }
    if provider == "openai" and chosen.model_base_url and not os.environ.get("OPENAI_API_KEY"):
        # A server of one's own needs no key, but the client insists on one.
        options["api_key"] = "none"
    return {name: value for name, value in options.items() if value is not None}


def _cache(path: Path) -> BaseCache:
    """Replies to identical calls, kept in a SQLite file."""
    from langchain_core.caches import BaseCache
    from langchain_core.messages import AIMessage
    from langchain_core.outputs import ChatGeneration

    class ReplyCache(BaseCache):
        def __init__(self) -> None:
            self._lock = threading.Lock()
            with self._open() as database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS replies (prompt TEXT, model TEXT, texts TEXT, PRIMARY KEY (prompt, model))"
                )
                database.commit()

        def _open(self) -> closing[sqlite3.Connection]:
            return closing(sqlite3.connect(path, timeout=30))

        def lookup(self, prompt: str, llm_string: str) -> list[ChatGeneration] | None:
            with self._lock, self._open() as database:
                row = database.execute(
                    "SELECT texts FROM replies WHERE prompt = ? AND model = ?", (prompt, llm_string)
                ).fetchone()
            return [ChatGeneration(message=AIMessage(text)) for text in json.loads(row[0])] if row else None

        def update(self, prompt: str, llm_string: str, return_val: Sequence[Any]) -> None:
            texts = json.dumps([one.text for one in return_val], ensure_ascii=False)
            with self._lock, self._open() as database:
                database.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?)", (prompt, llm_string, texts))
                database.commit()

        def clear(self, **kwargs: Any) -> None:
            with self._lock, self._open() as database:
                database.execute("DELETE FROM replies")
                database.commit()

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return ReplyCache()
    except (OSError, sqlite3.Error):
        raise SettingsError(
            f"BRIEFING_MODEL_CACHE: {path} cannot be written; give a file in a writable folder"
        ) from None
