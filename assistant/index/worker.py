"""The worker: a process of its own that reads files one after another, within limits, and does nothing else.

It takes requests on standard input and answers on standard output, each a length and JSON. It cannot write a file, open
a connection or start a program, and what it needs of memory and processor time is bounded by the kernel.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from assistant.documents.model import Kind
from assistant.errors import DocumentError

_LENGTH = struct.Struct("!Q")


def receive(stream: BinaryIO) -> bytes | None:
    """The next message, or None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return stream.read(_LENGTH.unpack(head)[0])


def send(stream: BinaryIO, message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def main() -> None:
    """Answer requests until standard input ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints goes to standard error, not between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    _confine(megabytes)
    while (header := receive(requests)) is not None and (data := receive(requests)) is not None:
        _allow(seconds)
        message, healthy = _answer(json.loads(header), data)
        send(answers, message)
        if not healthy:
            break


def _answer(request: Mapping[str, Any], data: bytes) -> tuple[bytes, bool]:
    """The answer to a request, and whether the process is fit for another."""
    from assistant.index.preparing import packed, prepare

    path = Path(request["path"])
    kind = Kind(request["kind"]) if request["kind"] else None
    try:
        budget = None if request["whole"] else request["budget"]
        return packed(prepare(path, data, kind, request["stated"], budget)), True
    except DocumentError as error:
        return _failure(str(error), healthy=True), True
    except MemoryError:
        return _failure(
            f"{path}: needs more memory than a file may; split it, or raise BRIEFING_READING_MEGABYTES"
        ), False
    except RecursionError:
        return _failure(f"{path}: its parts are nested too deeply; it may be damaged, save it again"), False
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        return _failure(f"{path}: cannot be read, it is damaged or unusual ({what}); save it again"), False


def _failure(words: str, *, healthy: bool = False) -> bytes:
    return json.dumps({"error": words, "healthy": healthy}).encode("utf-8", "replace")


def _confine(megabytes: int) -> None:
    """Limit memory, and take away files, connections and programs."""
    import socket
    import subprocess

    with contextlib.suppress(ImportError):  # Windows has no such limits: time is bounded by the parent there.
        import resource

        size = megabytes * 1_000_000
        for limit, value in ((resource.RLIMIT_AS, size), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))

    def refused(*_: object, **__: object) -> NoReturn:
        raise PermissionError("a reader opens no connection and starts no program")

    socket.socket.connect = refused  # type: ignore[method-assign]
    socket.getaddrinfo = refused
    subprocess.Popen.__init__ = refused  # type: ignore[method-assign]
    os.system = refused


def _allow(seconds: int) -> None:
    """Give the next file its share of processor time: the kernel ends the process that uses it up."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
