"""Everything that is measured of figures in one run: reading, comparing and speed, each beside simpler methods.

briefing eval figures [--data DIR]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import InputError
from assistant.evaluation import pairs_benchmark, reading_benchmark, reading_speed
from assistant.evaluation.readers import installed
from assistant.evaluation.shared_data import shared_data


def report(data: Path | None = None) -> Iterator[str]:
    """The lines of the report. `data` holds `quantities/*.jsonl` and `figure_pairs*.jsonl`; without it, the shared data.

    Raises InputError where the folder is not there or holds neither.
    """
    folder = data or shared_data()
    if not folder.is_dir():
        raise InputError(
            f"{folder}: no such folder; give the one that holds quantities/ and figure_pairs*.jsonl with --data"
        )
    quantities, pairs = folder / "quantities", sorted(folder.glob("figure_pairs*.jsonl"))
    if not quantities.is_dir() and not pairs:
        raise InputError(
            f"{folder}: holds neither quantities/ nor figure_pairs*.jsonl; give another folder with --data"
        )
    if quantities.is_dir():
        yield from ("READING", "", *reading_benchmark.report(reading_benchmark.run(quantities)), "")
    for path in pairs:
        labelled = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        yield from (f"COMPARING ({path.name})", "", *pairs_benchmark.report(labelled), "")
    yield from ("SPEED", "", *reading_speed.report(installed()[0]))
