"""What reading a folder of broken, hostile and good files gives: one line a file, with its reason or what was read.

    python -m assistant.evaluation.files_benchmark [FOLDER]

Without a folder, the malformed files of the team's shared data, where they are on this machine. The files go through
the worker processes of an ingest, with its limits; nothing is embedded or kept.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from assistant.documents.reading import find_files
from assistant.errors import DocumentError
from assistant.index.preparing import Prepared
from assistant.index.workers import Task, Workers
from assistant.settings import settings

_DEFAULT = Path(os.environ.get("BRIEFING_SHARED", "../shared")) / "data" / "hostile" / "malformed"


def outcomes(folder: Path) -> list[tuple[Path, Prepared | DocumentError, float]]:
    """Each document below a folder with what it gave and the seconds until it was known, one after another."""
    found: list[tuple[Path, Prepared | DocumentError, float]] = []
    with Workers(1) as workers:
        for path in find_files([folder]):
            began = time.perf_counter()
            ((_, outcome),) = workers.prepare([Task(path)])
            found.append((path, outcome, time.perf_counter() - began))
    return found


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    if not folder.is_dir():
        print(f"skipped: {folder} is not on this machine")
        return
    found = outcomes(folder)
    read = [outcome for _, outcome, _ in found if isinstance(outcome, Prepared)]
    for path, outcome, seconds in found:
        if isinstance(outcome, Prepared):
            words = f"read: {len(outcome.passages)} passages, {sum(map(len, outcome.figures))} figures"
        else:
            words = str(outcome).removeprefix(f"{path}: ")
        print(f"{path.name:44} {seconds:6.2f} s  {words[:150]}")
    print(
        f"{len(found)} files: {len(read)} read, {len(found) - len(read)} named with a reason; "
        f"slowest {max(seconds for *_, seconds in found):.1f} s (limit {settings().reading_seconds} s)"
    )


if __name__ == "__main__":
    main()
