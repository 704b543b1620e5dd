"""Ingest: files into the record, one transaction a document, then the views brought up to date."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.documents.model import Document, Kind
from assistant.documents.reading import content_hash, find_files
from assistant.errors import DocumentError, IndexLockedError, IndexMismatchError, IndexMissingError, IndexOutdatedError
from assistant.index.catalogue import Catalogue, Entry
from assistant.index.duplicates import copy_of
from assistant.index.embedding import Embedder, open_embedder
from assistant.index.index import SCHEMA_VERSION, Manifest, models_folder
from assistant.index.preparing import Prepared, embedded_text, own_start
from assistant.index.views import Views, view_state
from assistant.index.workers import Task, Workers, read_bytes
from assistant.settings import settings

#: The state under which a record keeps the report of the last ingest, as JSON with the time "at".
LAST_INGEST = "last_ingest"
#: Called with the files done, the files in all, the name of the one at hand and the passages written.
Progress = Callable[[int, int, str, int], None]
#: Called with each document read: what to correct of it ({"date": "2024-03-06"}, or nothing), None to leave it out.
Confirm = Callable[[Document], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Failure:
    path: str
    error: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: documents written, left unchanged and removed; passages and figures of those written.

    `notices` is what a reader should know of documents that were read; `copies` holds, for each document of the index that
    is another copy of one, its path and the id of that other.
    """

    documents: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    figures: int = 0
    failed: tuple[Failure, ...] = field(default_factory=tuple)
    seconds: float = 0.0
    notices: tuple[Failure, ...] = field(default_factory=tuple)
    copies: tuple[tuple[str, str], ...] = field(default_factory=tuple)


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
    paths: Sequence[Path],
    folder: Path,
    *,
    kind: Kind | None = None,
    stated: Mapping[str, str] | None = None,
    confirm: Confirm | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Read files and folders into the index in `folder`, made where there is none.

    Files are read by worker processes within the limits of the settings; each document is in the record once it is
    written, whatever happens to those after it. `stated` is what the user says of the documents, kept with them.

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
            report = _Ingest(record, manifest, folder, kind, stated or {}, confirm, progress).run(files, paths)
            if view_state(record) != record.version:
                Views.mended(folder, record, Manifest.read(folder).dimensions).close()
            report = replace(report, seconds=round(time.perf_counter() - began, 2))
            record.set_state(LAST_INGEST, json.dumps({"at": _utc_now(), **asdict(report)}))
        finally:
            record.close()
    return report


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


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
        if part.name.startswith("writer.") or part.name == "fetched":
            continue
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()


class _Ingest:
    """One run over files: its embedder is loaded when the first changed file asks for it."""

    def __init__(
        self,
        record: Catalogue,
        manifest: Manifest | None,
        folder: Path,
        kind: Kind | None,
        stated: Mapping[str, str],
        confirm: Confirm | None,
        progress: Progress | None,
    ) -> None:
        self._record = record
        self._manifest = manifest
        self._folder = folder
        self._kind = kind
        self._given = stated
        self._confirm = confirm
        self._progress = progress
        self._model: Embedder | None = None
        self._failed: list[Failure] = []
        self._notices: list[Failure] = []
        self._unchanged = 0
        self._stored = {document.path: document for document in record.documents()}
        self._owners = {document.id: document.path for document in self._stored.values()}

    def run(self, files: Sequence[Path], roots: Sequence[Path]) -> IngestReport:
        done = passages = figures = 0
        with Workers(min(len(files), settings().reading_processes or os.cpu_count() or 1)) as workers:
            for task, outcome in workers.prepare(self._changed(files)):
                self._tell(len(files), passages, task.path.name)
                chosen = self._accepted(workers, task, outcome)
                if chosen is None:
                    continue
                self._write(*chosen)
                document = chosen[1].document
                done, passages = done + 1, passages + len(chosen[1].passages)
                figures += sum(map(len, chosen[1].figures))
                self._notices += [Failure(str(task.path), words) for words in document.notices]
        self._tell(len(files), passages, "")
        removed = self._sweep(files, roots)
        self._record.put_failures(self._covered(files, roots), [(one.path, one.error) for one in self._failed])
        copies = tuple((document.path, document.same_as) for document in self._record.documents() if document.same_as)
        return IngestReport(
            done, self._unchanged, removed, passages, figures, tuple(self._failed), 0.0, tuple(self._notices), copies
        )

    def _tell(self, total: int, passages: int, name: str) -> None:
        if self._progress:
            self._progress(self._unchanged + len(self._failed) + self._written, total, name, passages)

    def _changed(self, files: Sequence[Path]) -> Iterator[Task]:
        """The files to read: new ones, and those whose bytes or stated facts differ from the record's."""
        self._written = 0
        for path in files:
            known = self._stored.get(str(path.resolve())) if not _loops(path) else None
            stated = {**(known.stated if known else {}), **self._given}
            try:
                same = known and known.stated == stated and known.content_hash == content_hash(read_bytes(path), path)
            except (DocumentError, OSError):
                same = False  # The worker's side names what is wrong with it.
            if same:
                self._unchanged += 1
            else:
                yield Task(path, self._kind, stated)

    def _accepted(
        self, workers: Workers, task: Task, outcome: Prepared | DocumentError
    ) -> tuple[Task, Prepared] | None:
        """The document to write, as confirmed; None where it failed or is left out, with the reason in the report."""
        if isinstance(outcome, Prepared) and self._confirm:
            corrected = self._confirm(outcome.document)
            if corrected is None:
                outcome = DocumentError(f"{task.path}: left out, as you chose")
            elif corrected:
                task = Task(task.path, task.kind, {**task.stated, **corrected})
                ((_, outcome),) = workers.prepare([task])
        if isinstance(outcome, Prepared):
            other = self._owners.get(outcome.document.id)
            if other and other != outcome.document.path and Path(other).exists():
                outcome = DocumentError(
                    f"{outcome.document.path}: the id {outcome.document.id!r} is already that of {other}; give one of them another id in its front matter"
                )
        if isinstance(outcome, DocumentError):
            self._failed.append(Failure(str(task.path), str(outcome)))
            return None
        self._owners[outcome.document.id] = outcome.document.path
        self._written += 1
        return task, outcome

    def _write(self, task: Task, prepared: Prepared) -> None:
        document = prepared.document
        texts = [embedded_text(document.title, passage) for passage in prepared.passages]
        vectors, whole = self._embedder.embed_whole(texts)
        tokens = [
            pieces.within(own_start(text, passage))
            for pieces, text, passage in zip(whole, texts, prepared.passages, strict=True)
        ]
        others = self._record.signatures(document.path, document.id)
        entry = Entry(task.stated, prepared.signature, "" if document.digest else copy_of(prepared.signature, others))
        self._record.put(document, prepared.passages, prepared.figures, vectors, tokens, entry)

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
        present = {str(path.resolve()) for path in files if not _loops(path)}
        folders = [root.resolve() for root in roots if root.is_dir()]
        gone = [
            document.id
            for document in self._record.documents()
            if document.path not in present and any(Path(document.path).is_relative_to(folder) for folder in folders)
        ]
        if gone:
            self._record.remove(gone)
        return len(gone)

    def _covered(self, files: Sequence[Path], roots: Sequence[Path]) -> list[str]:
        """The paths of earlier failures that this run looked at again, or would have."""
        folders = [root for root in roots if root.is_dir()]
        given = {str(path) for path in files}
        return [
            failure.path
            for failure in self._record.failures()
            if failure.path in given or any(Path(failure.path).is_relative_to(folder) for folder in folders)
        ]


def _loops(path: Path) -> bool:
    """Whether a path is a link that leads nowhere or round in a circle."""
    return path.is_symlink() and not path.exists()
