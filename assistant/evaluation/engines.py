"""What a run can put its questions to: our assistant, a plain LangChain pipeline, and variants broken on purpose.

A new engine is one class and one line in `ENGINES`.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import InputError, MissingDependencyError
from assistant.evaluation import sabotage
from assistant.evaluation.recorded import RETRIEVAL_ONLY

#: Passages kept a case, for the retrieval scores.
DEPTH = 20

History = Sequence[Mapping[str, str]]


class Engine(Protocol):
    """Answers questions with answer objects of the contract, as dictionaries."""

    def answer(self, question: str, history: History) -> dict[str, Any]: ...

    def retrieve(self, question: str) -> list[dict[str, str]]:
        """The first passages for a question, best first, as {"document_id", "text"}."""
        ...

    def describe(self) -> dict[str, Any]:
        """What it answers from: index, corpus hash, known document ids."""
        ...

    def close(self) -> None: ...


class OurEngine:
    """The assistant as users have it."""

    def __init__(self, index: str, model: str | None) -> None:
        from assistant import Assistant

        self._assistant = Assistant.open(index, model)
        self._index = index

    def answer(self, question: str, history: History) -> dict[str, Any]:
        return self._assistant.to_json(self._assistant.ask(question, history))

    def retrieve(self, question: str) -> list[dict[str, str]]:
        hits = self._assistant.search(question, DEPTH)
        return [{"document_id": hit.document.id, "text": hit.passage.text} for hit in hits]

    def describe(self) -> dict[str, Any]:
        documents = self._assistant.index.documents
        contents = sorted(f"{one.id} {one.content_hash}" for one in documents.values())
        manifest = self._assistant.index.folder / "manifest.json"
        return {
            "index": self._index,
            "documents": sorted(documents),
            "corpus_sha256": _sha256("\n".join(contents).encode()),
            "index_sha256": _sha256(manifest.read_bytes()),
        }

    def close(self) -> None:
        self._assistant.close()


class BrokenEngine(OurEngine):
    """Our assistant with one fault put into every answer: what a comparison and a gate must notice."""

    def __init__(self, index: str, model: str | None, fault: str) -> None:
        super().__init__(index, model)
        self._fault = sabotage.FAULTS[fault]

    def answer(self, question: str, history: History) -> dict[str, Any]:
        answer = super().answer(question, history)
        return self._fault(answer, self.retrieve(question))


class VanillaEngine:
    """What a user builds in an afternoon: LangChain's splitter, Chroma, the four nearest chunks, and a model's words.

    Without a model it answers nothing and only its retrieval is scored. Figures are read out of the model's text; each
    cites the chunks that print it.
    """

    def __init__(self, index: str, model: str | None) -> None:
        del index  # it has one of its own, built in a temporary folder
        try:
            from assistant.evaluation import plain_pipeline

            self._files = _corpus_files()
            self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            self._store = plain_pipeline.build(self._files, Path(self._folder.name))
        except ImportError as error:
            raise MissingDependencyError(
                f"the vanilla engine needs {error.name}; run: pip install 'briefing[dev]' and pip install --no-deps langchain-huggingface"
            ) from None
        self._model = _chat_model(model) if model else None
        self._engine = model or RETRIEVAL_ONLY
        self._k = plain_pipeline.K

    def retrieve(self, question: str) -> list[dict[str, str]]:
        found = self._store.similarity_search(question, k=DEPTH)
        return [{"document_id": Path(one.metadata["source"]).stem, "text": one.page_content} for one in found]

    def answer(self, question: str, history: History) -> dict[str, Any]:
        start = time.perf_counter()
        context = self.retrieve(question)[: self._k]
        text = "" if self._model is None else self._reply(question, history, context)
        citations = [
            {"id": n, "document_id": one["document_id"], "quote": one["text"]} for n, one in enumerate(context, 1)
        ]
        figures = _figures_of(text, context)
        return {
            "question": question,
            "standalone_question": question,
            "status": "answered" if text else "not_found",
            "text": text,
            "figures": figures,
            "citations": citations if text else [],
            "conflicts": [],
            "unconfirmed": [],
            "engine": self._engine,
            "timings_ms": {"total": 1000 * (time.perf_counter() - start)},
        }

    def _reply(self, question: str, history: History, context: Sequence[Mapping[str, str]]) -> str:
        template = (Path(__file__).parent / "vanilla_prompt.txt").read_text("utf-8")
        passages = "\n\n".join(one["text"] for one in context)
        turns = [(str(turn["role"]), str(turn["content"])) for turn in history]
        reply = self._model.invoke([*turns, ("user", template.format(context=passages, question=question))])  # type: ignore[union-attr]
        return str(reply.content)

    def describe(self) -> dict[str, Any]:
        contents = "\n".join(f"{one.stem} {_sha256(one.read_bytes())}" for one in self._files)
        return {
            "index": "plain Chroma",
            "documents": sorted(one.stem for one in self._files),
            "corpus_sha256": _sha256(contents.encode()),
        }

    def close(self) -> None:
        with suppress(OSError):
            self._folder.cleanup()


def _figures_of(text: str, context: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    from assistant.evaluation.scoring.citing import squash
    from assistant.figures import read
    from assistant.serialising import quantity_to_json

    return [
        {
            **quantity_to_json(found),
            "citations": [n for n, one in enumerate(context, 1) if squash(found.text) in squash(one["text"])],
        }
        for found in read(text)
    ]


def _corpus_files() -> list[Path]:
    from assistant.settings import settings

    return sorted(path for path in settings().corpus.rglob("*.md") if path.name != "README.md")


def _chat_model(name: str) -> Any:
    from assistant.models import open_model

    return open_model(name).chat


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


ENGINES: dict[str, Callable[[str, str | None], Engine]] = {
    "briefing": OurEngine,
    "vanilla": VanillaEngine,
    **{
        f"broken-{fault}": (lambda index, model, fault=fault: BrokenEngine(index, model, fault))  # type: ignore[misc]
        for fault in sabotage.FAULTS
    },
}


def open_engine(name: str, index: str, model: str | None) -> Engine:
    """Raises InputError listing the engines there are."""
    if name not in ENGINES:
        raise InputError(f"engine {name!r}: no such engine; there are {', '.join(ENGINES)}")
    return ENGINES[name](index, model)


def canonical(value: Any) -> str:
    """JSON with sorted keys, for hashing."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
