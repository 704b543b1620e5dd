"""A run of a slow engine, to be killed: `python -m tests.evaluation.slow_run FOLDER SECONDS`.

Each question asked is appended to FOLDER/../asked.txt.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluation import engines
from assistant.evaluation.runs import execute
from assistant.evaluation.suites import Header, Suite
from assistant.evaluation.truth import load
from tests.evaluation.builders import case, citation

CASES = tuple(case("34000000 GBP", id=f"k{n:02d}", question=f"Question {n}?") for n in range(12))
SUITE = Suite(Header(suite="kill", purpose="To be killed.", n=len(CASES), made="In a loop."), CASES)


class SlowEngine:
    """Answers £34m to everything, after a while."""

    def __init__(self, log: Path, seconds: float) -> None:
        self._log, self._seconds = log, seconds

    def answer(self, question: str, history: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        time.sleep(self._seconds)
        with self._log.open("a", encoding="utf-8") as stream:
            stream.write(question + "\n")
        figure = {
            "text": "£34m",
            "start": 0,
            "end": 4,
            "value": "34000000",
            "unit": "GBP",
            "bound": "exact",
            "citations": [1],
        }
        return {"question": question, "standalone_question": question, "status": "answered", "text": "£34m [1]", "figures": [figure], "citations": [citation("It got £34m.")], "conflicts": [], "timings_ms": {"total": 1.0}}  # fmt: skip

    def retrieve(self, question: str) -> list[dict[str, str]]:
        return [{"document_id": "source", "text": "It got £34m."}]

    def describe(self) -> dict[str, Any]:
        return {"index": "none", "documents": ["source"], "corpus_sha256": "0"}

    def close(self) -> None:
        pass


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    engines.ENGINES["slow"] = lambda index, model: SlowEngine(folder.parent / "asked.txt", float(sys.argv[2]))
    execute([SUITE], load(), folder, engine="slow")
