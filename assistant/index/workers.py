"""The parent's side of the workers: files spread over processes, each answer awaited no longer than a file may take."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.documents.model import Document, Kind
from assistant.errors import DocumentError
from assistant.index.preparing import Prepared, unpacked
from assistant.index.worker import _LENGTH
from assistant.settings import settings
from assistant.tokens import count_tokens

#: The kernel bounds processor time; a busy machine is given this many times as much, and seconds for a process to start.
_PATIENCE, _START = 2, 10
#: Bytes of an answer that no document gives within the memory a worker has.
_LONGEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: its path, the kind where it says none, and what the user states of it.

    `whole` asks for the document with its text and blocks, and neither passages nor figures.
    """

    path: Path
    kind: Kind | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False


class Workers:
    """A pool of worker processes, started as files come. Use as a context manager: leaving it ends them."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count or settings().reading_processes or os.cpu_count() or 1
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="reading")

    def __enter__(self) -> Self:
        # The token table is put into its cache here: a worker cannot write files.
        count_tokens("")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._all):
            worker.end()
        self._threads.shutdown(wait=True)

    def prepare(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Prepared | DocumentError]]:
        """Each task with what its file gave, in order; a few files are read ahead, so memory stays bounded."""
        waiting: deque[tuple[Task, Future[Prepared | DocumentError]]] = deque()
        for task in tasks:
            waiting.append((task, self._threads.submit(self._read, task)))
            if len(waiting) > 2 * self._count:
                first, future = waiting.popleft()
                yield first, future.result()
        for task, future in waiting:
            yield task, future.result()

    def _read(self, task: Task) -> Prepared | DocumentError:
        try:
            data = read_bytes(task.path)
        except DocumentError as error:
            return error
        worker = self._worker()
        try:
            return worker.read(task, data)
        finally:
            if worker.alive:
                self._idle.put(worker)
            else:
                worker.end()
                self._all.discard(worker)

    def _worker(self) -> _Worker:
        with contextlib.suppress(queue.Empty):
            return self._idle.get_nowait()
        worker = _Worker()
        self._all.add(worker)
        return worker


def read_confined(*paths: Path) -> tuple[Document, ...]:
    """Each file as a document with its text and blocks, read by a worker within the limits of the settings.

    Raises DocumentError for the first that cannot be read.
    """
    with Workers(len(paths)) as workers:
        outcomes = [outcome for _, outcome in workers.prepare([Task(path, whole=True) for path in paths])]
    for outcome in outcomes:
        if isinstance(outcome, DocumentError):
            raise outcome
    return tuple(outcome.document for outcome in outcomes if isinstance(outcome, Prepared))


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises DocumentError where it cannot be read or is larger than the settings allow."""
    limit = settings().file_megabytes
    try:
        if path.is_symlink() and path.is_dir():
            raise DocumentError(f"{path}: a link to a folder, which is not followed; give the folder itself")
        if path.stat().st_size > limit * 1_000_000:
            raise DocumentError(f"{path}: larger than {limit} MB; split it, or raise BRIEFING_FILE_MEGABYTES")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path}: cannot be read ({(error.strerror or 'error').lower()}); check the path and its permissions"
        ) from None


class _Worker:
    """One process. After a file that broke a limit it is dead and another takes its place."""

    def __init__(self) -> None:
        limits = (str(settings().reading_megabytes), str(settings().reading_seconds))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.index.worker", *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            # Ctrl-C is for the parent, which ends its workers itself.
            start_new_session=True,
        )
        self.alive = True

    def read(self, task: Task, data: bytes) -> Prepared | DocumentError:
        """What the file gives, or the error that names what happened to it or to the process."""
        header = {
            "path": str(task.path),
            "kind": task.kind,
            "stated": dict(task.stated),
            "budget": settings().passage_tokens,
            "whole": task.whole,
        }
        end = time.monotonic() + _PATIENCE * settings().reading_seconds + _START
        try:
            assert self._process.stdin
            for part in (json.dumps(header).encode(), data):
                self._process.stdin.write(_LENGTH.pack(len(part)) + part)
            self._process.stdin.flush()
            answer = json.loads(self._received(end))
            if "error" in answer:
                # A worker that met something unusual ends by itself; the others go on.
                self.alive = bool(answer.get("healthy"))
                return DocumentError(answer["error"])
            return unpacked(answer)
        except TimeoutError:
            return self._dead(
                task,
                f"takes longer than {_PATIENCE * settings().reading_seconds + _START} s to read; split it, or raise BRIEFING_READING_SECONDS",
            )
        except (EOFError, BrokenPipeError):
            return self._dead(task, self._cause())
        except (ValueError, TypeError, KeyError):
            return self._dead(task, "gave what is no document; it may be hostile, look at it in its program")

    def _dead(self, task: Task, why: str) -> DocumentError:
        self.end()
        return DocumentError(f"{task.path}: {why}")

    def _cause(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = -(self._process.returncode or 0)
        if code == getattr(signal, "SIGXCPU", 0):
            return f"takes more than {settings().reading_seconds} s of processor time; split it, or raise BRIEFING_READING_SECONDS"
        return f"ended its reader ({signal.Signals(code).name if code > 0 else 'no memory left'}); it is damaged or too large, save it again"

    def _received(self, end: float) -> bytes:
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, end))
        if length > _LONGEST:
            raise ValueError("an answer of that length is none")
        return self._exactly(length, end)

    def _exactly(self, size: int, end: float) -> bytes:
        assert self._process.stdout
        source, parts = self._process.stdout.fileno(), bytearray()
        while len(parts) < size:
            ready, _, _ = select.select([source], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = os.read(source, min(size - len(parts), 1 << 20))
            if not piece:
                raise EOFError
            parts += piece
        return bytes(parts)

    def end(self) -> None:
        """End the process at once."""
        self.alive = False
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()


def _environment() -> dict[str, str]:
    """The environment of a worker: this one's, with one thread to a library and this package on the path; no keys."""
    kept = {
        name: value
        for name, value in os.environ.items()
        # Our own settings that count tokens are no secrets.
        if (name.startswith("BRIEFING_") and name.endswith("_TOKENS"))
        or not any(word in name.upper() for word in ("KEY", "TOKEN", "SECRET", "PASSWORD"))
    }
    package = str(Path(__file__).resolve().parents[2])
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONWARNINGS": "ignore",
    }
