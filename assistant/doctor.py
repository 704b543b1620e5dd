"""What is installed, which model is in use, how the index is; and what to do about each problem."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from assistant.documents.reading import content_hash, find_files
from assistant.errors import BriefingError
from assistant.index.build import locked
from assistant.index.index import Index, models_folder
from assistant.index.vectors import healthy
from assistant.index.views import view_state
from assistant.settings import settings

_PACKAGES = (
    "chromadb",
    "gradio",
    "langchain",
    "langchain-core",
    "onnxruntime",
    "sentence-transformers",
    "tantivy",
    "tiktoken",
    "torch",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `advice` says what to do where it is not well."""

    name: str
    well: bool
    detail: str
    advice: str = ""


def examine(index: str = "default") -> tuple[Finding, ...]:
    """Every finding, in the order in which a person would look. Never raises for a problem that it can report."""
    found = [Finding("python", True, platform.python_version())]
    for name in _PACKAGES:
        try:
            found.append(Finding(name, True, version(name)))
        except PackageNotFoundError:
            found.append(Finding(name, False, "not installed", "run: pip install ."))
    model = settings().model
    found.append(Finding("chat model", True, model or "none: answers are composed from the sources"))
    exported = len(list(models_folder().glob("*/export.json"))) if models_folder().is_dir() else 0
    found.append(
        Finding(
            "embedding model",
            True,
            f"{settings().embedding_model}, {'exported' if exported else 'exported at the first ingest'}",
        )
    )
    corpus = settings().corpus
    found.append(
        Finding(
            "corpus",
            corpus.is_dir(),
            str(corpus),
            "" if corpus.is_dir() else "set BRIEFING_CORPUS to the folder of the corpus",
        )
    )
    return (*found, *_index(index))


def _index(name: str) -> list[Finding]:
    try:
        index = Index.open(name)
    except BriefingError as error:
        return [Finding(f"index {name}", False, str(error), "run: briefing ingest")]
    with index:
        documents, passages, figures = index.record.counts()
        newest = max((document.date for document in index.documents.values()), default="none")
        found = [
            Finding(
                f"index {name}",
                documents > 0,
                f"{documents} documents, {passages} passages, {figures} figures, newest {newest}",
                "" if documents else "run: briefing ingest",
            )
        ]
        if name == "default" and settings().corpus.is_dir():
            found.append(_freshness(index))
        current = view_state(index.record) == index.record.version
        found.append(
            Finding(
                "views",
                current,
                "up to date" if current else "behind the record",
                "" if current else "they are mended at the next question or ingest",
            )
        )
        try:
            with locked(index.folder):
                whole = healthy(index.folder / "chroma", index.manifest.dimensions)
            found.append(
                Finding(
                    "chroma",
                    whole,
                    "opens and answers" if whole else "does not open",
                    "" if whole else f"delete {index.folder / 'chroma'} and run: briefing ingest",
                )
            )
        except BriefingError as error:
            found.append(Finding("chroma", True, f"not tried: {error}"))
    return found


def _freshness(index: Index) -> Finding:
    """Whether the default index holds the corpus as it is on disk."""
    held = {document.path: document.content_hash for document in index.documents.values()}
    try:
        files = list(find_files([settings().corpus]))
        behind = sum(held.get(str(file.resolve())) != content_hash(file.read_bytes(), file) for file in files)
    except (BriefingError, OSError) as error:
        return Finding("corpus in index", False, str(error), "set BRIEFING_CORPUS to the folder of the corpus")
    if behind:
        return Finding(
            "corpus in index", False, f"{behind} of {len(files)} files are new or changed", "run: briefing ingest"
        )
    return Finding("corpus in index", True, f"all {len(files)} files as on disk")
