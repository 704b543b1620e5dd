"""The rules that every file of the corpus keeps. See corpus/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.documents.model import BlockKind, Kind
from assistant.documents.readers.markdown import front_matter
from assistant.documents.reading import find_files, read_document
from assistant.errors import DocumentError
from assistant.figures import read

_REQUIRED = ("id", "title", "publisher", "kind", "date", "licence", "digest")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one file: an error breaks a rule, a warning only deserves a look."""

    path: Path
    message: str
    warning: bool = False


def check_corpus(folder: Path) -> tuple[Problem, ...]:
    """Every problem of the corpus files below `folder`. Raises DocumentError where it holds no file."""
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for path in find_files([folder]):
        try:
            document = read_document(path)
            meta, _ = front_matter(path, document.text)
        except DocumentError as error:
            problems.append(Problem(path, str(error)))
            continue
        problems += [
            Problem(path, f"front matter lacks {name!r}")
            for name in _REQUIRED
            if not meta.get(name) and not (name == "date" and "date_basis" in meta)
        ]
        if document.kind not in Kind or document.kind.value != path.parent.name:
            problems.append(Problem(path, f"kind {document.kind.value!r} lies in the folder {path.parent.name!r}"))
        if document.id in seen:
            problems.append(Problem(path, f"id {document.id!r} is already that of {seen[document.id]}"))
        seen.setdefault(document.id, path)
        if document.id != path.stem:
            problems.append(Problem(path, f"id {document.id!r} differs from the file's name"))
        if not any(read(block.text) for block in document.blocks if block.kind is not BlockKind.HEADING):
            problems.append(Problem(path, "holds no figure", warning=True))
    return tuple(problems)
