"""Ingest: files into the record, one transaction a document, then the views brought up to date."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.documents.model import Document, Kind, Passage
from assistant.documents.reading import content_hash, find_files, read_document
from assistant.documents.splitting import split
from assistant.errors import DocumentError, IndexLockedError, IndexMismatchError, IndexMissingError, IndexOutdatedError
from assistant.figures import Context, Figure, describe
from assistant.index.catalogue import Catalogue
from assistant.index.embedding import Embedder, open_embedder
from assistant.index.index import SCHEMA_VERSION, Manifest, models_folder
from assistant.index.views import Views, view_state
from assistant.settings import settings
from assistant.tokens import count_tokens

#: Called with the files done, the files in all and the name of the one at hand.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Failure:
    path: str
    error: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: documents written, left unchanged and removed; passages and figures of those written."""

    documents: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    figures: int = 0
    failed: tuple[Failure, ...] = field(default_factory=tuple)
    seconds: float = 0.0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the writer's lock of an index. Raises IndexLockedError that says which process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    holder = folder / "writer.pid"
    lock = FileLock(folder / "writer.lock")
    try:
        with lock.acquire(timeout=0):
            holder.write_text(str(os.getpid()))
            yield
            holder.unlink(missing_ok=True)
    except Timeout:
        who = holder.read_text() if holder.is_file() else "another process"
        raise IndexLockedError(f"index {folder.name!r} is being written by process {who}; wait for it to end") from None


def ingest(
    paths: Sequence[Path], folder: Path, *, kind: Kind | None = None, progress: Progress | None = None
) -> IngestReport:
    """Read files and folders into the index in `folder`, made where there is none.

    Files whose bytes are as in the record, read by the code that read them, cost nothing; a changed file replaces its document; files gone from an
    ingested folder leave the index. A file that cannot be read is reported and the rest go on. Raises DocumentError for
    a path that does not exist or a folder without documents, IndexLockedError, IndexMismatchError and ModelError.
    """
    began = time.perf_counter()
    files = list(find_files(paths))
    with locked(folder):
        manifest = _manifest(folder, files)
        record = Catalogue(folder / "record.sqlite")
        try:
            report = _Ingest(record, manifest, folder, kind, progress).run(files, paths)
            if view_state(record) != record.version:
                Views.mended(folder, record, Manifest.read(folder).dimensions).close()
        finally:
            record.close()
    return replace(report, seconds=round(time.perf_counter() - began, 2))


def _manifest(folder: Path, files: Sequence[Path]) -> Manifest | None:
    """The manifest of an index that goes on; None where it is to be built, from nothing or anew."""
    try:
        manifest = Manifest.read(folder)
    except IndexMissingError:
        return None
    except IndexOutdatedError:
        _discard(folder, files)
        return None
    if manifest.embedding_model != settings().embedding_model:
        raise IndexMismatchError(
            f"index {folder.name!r} was built with the embedding model {manifest.embedding_model!r}, the settings ask for "
            f"{settings().embedding_model!r}; give the index another name or delete {folder}"
        )
    return manifest


def _discard(folder: Path, files: Sequence[Path]) -> None:
    """Take away an outdated index that the given files make again. Raises IndexMismatchError where they would not."""
    with closing(sqlite3.connect(folder / "record.sqlite")) as record:
        try:
            held = {str(path) for (path,) in record.execute("SELECT path FROM documents")}
        except sqlite3.Error:
            held = set()
    lost = sorted(held - {str(path.resolve()) for path in files})
    if lost:
        raise IndexMismatchError(
            f"index {folder.name!r} was written by another version of Briefing and has to be built anew, but {len(lost)} of its "
            f"{len(held)} documents are not among the given paths ({lost[0]}); give all its paths, or delete {folder}"
        )
    for part in folder.iterdir():
        if part.name.startswith("writer."):
            continue
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()


class _Ingest:
    """One run over files: its embedder is loaded when the first changed file asks for it."""

    def __init__(
        self, record: Catalogue, manifest: Manifest | None, folder: Path, kind: Kind | None, progress: Progress | None
    ) -> None:
        self._record = record
        self._manifest = manifest
        self._folder = folder
        self._kind = kind
        self._progress = progress
        self._model: Embedder | None = None

    def run(self, files: Sequence[Path], roots: Sequence[Path]) -> IngestReport:
        stored = {document.path: document for document in self._record.documents()}
        owners = {document.id: document.path for document in stored.values()}
        failed: list[Failure] = []
        done = unchanged = passages = figures = 0
        for place, path in enumerate(files):
            if self._progress:
                self._progress(place, len(files), path.name)
            try:
                data = path.read_bytes()
                known = stored.get(str(path.resolve()))
                if known and known.content_hash == content_hash(data):
                    unchanged += 1
                    continue
                document = read_document(path, kind=self._kind, data=data)
                self._own(document, owners)
            except DocumentError as error:
                failed.append(Failure(str(path), str(error)))
                continue
            except OSError as error:
                failed.append(
                    Failure(
                        str(path),
                        f"{path}: cannot be read ({(error.strerror or 'error').lower()}); check its permissions",
                    )
                )
                continue
            owners[document.id] = document.path
            counts = self._write(document)
            done, passages, figures = done + 1, passages + counts[0], figures + counts[1]
        if self._progress:
            self._progress(len(files), len(files), "")
        removed = self._sweep(files, roots)
        return IngestReport(done, unchanged, removed, passages, figures, tuple(failed))

    def _own(self, document: Document, owners: dict[str, str]) -> None:
        other = owners.get(document.id)
        if other and other != document.path and Path(other).exists():
            raise DocumentError(
                f"{document.path}: the id {document.id!r} is already that of {other}; give one of them another id in its front matter"
            )

    def _write(self, document: Document) -> tuple[int, int]:
        passages = split(document, settings().passage_tokens, count_tokens)
        figures = [figures_of(document, passage) for passage in passages]
        vectors = self._embedder.embed([embedded_text(document.title, passage) for passage in passages])
        self._record.put(document, passages, figures, vectors)
        return len(passages), sum(map(len, figures))

    @property
    def _embedder(self) -> Embedder:
        if self._model is None:
            self._model = open_embedder(settings().embedding_model, models_folder())
            if self._manifest is None:
                self._manifest = Manifest(
                    SCHEMA_VERSION, self._model.name, self._model.weights_hash, self._model.dimensions
                )
                self._manifest.write(self._folder)
            elif self._manifest.weights_hash != self._model.weights_hash:
                raise IndexMismatchError(
                    f"index {self._folder.name!r} was built with other weights of {self._model.name!r}; delete {self._folder} and ingest again"
                )
        return self._model

    def _sweep(self, files: Sequence[Path], roots: Sequence[Path]) -> int:
        """Documents whose files are gone from an ingested folder."""
        present = {str(path.resolve()) for path in files}
        folders = [root.resolve() for root in roots if root.is_dir()]
        gone = [
            document.id
            for document in self._record.documents()
            if document.path not in present and any(Path(document.path).is_relative_to(folder) for folder in folders)
        ]
        if gone:
            self._record.remove(gone)
        return len(gone)


def figures_of(document: Document, passage: Passage) -> tuple[Figure, ...]:
    """The figures of a passage, described with its headings, title, date and table around it."""
    context = Context(
        title=document.title,
        headings=passage.headings,
        date=document.date,
        publisher=document.publisher,
        table_title=passage.table_title,
        unit_note=passage.unit_note,
        columns=passage.columns,
    )
    return describe(passage.text, context)


def embedded_text(title: str, passage: Passage) -> str:
    """What is embedded for a passage: its title and headings belong to it (they raise recall markedly)."""
    headings = [heading for heading in passage.headings if heading != title]
    return "\n".join(part for part in (title, " > ".join(headings), passage.lead, passage.text) if part)
