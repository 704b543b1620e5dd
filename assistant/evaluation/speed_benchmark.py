"""Measure speed and memory beside a plain LangChain pipeline in the same run: `make bench`."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.engine import Engine
from assistant.documents.model import Document
from assistant.documents.reading import find_files
from assistant.evaluation import plain_pipeline
from assistant.index import Index
from assistant.index.catalogue import Catalogue
from assistant.index.views import Views
from assistant.retrieval import Retriever
from assistant.settings import settings

QUESTIONS = (
    "How much is going on mobile facial recognition units?",
    "What percentage of government bodies were piloting AI?",
    "How many recommendations did the policing productivity review make?",
    "By when should the Crown Court backlog come down?",
    "What did the NAO say about fraud and error?",
    "How much will the NHS get for technology over three years?",
    "What are the savings expected from court reform?",
    "How much was lost to fraud and error in tax?",
)
_REPEAT = 12
_LARGE = 10_000


def percentiles(task: Callable[[str], Any]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds over the questions, after one warm round."""
    for question in QUESTIONS:
        task(question)
    times = []
    for _ in range(_REPEAT):
        for question in QUESTIONS:
            began = time.perf_counter()
            task(question)
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def process(command: Sequence[str], environment: dict[str, str], times: int = 3) -> tuple[float, float]:
    """Least wall time in seconds of a command, and the peak resident memory of the children so far in MB."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        best = min(best, time.perf_counter() - began)
    return best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def enlarge(source: Path, target: Path) -> None:
    """An index of at least 10,000 passages: the passages of `source` again and again, their vectors slightly moved."""
    target.mkdir(parents=True)
    (target / "manifest.json").write_bytes((source / "manifest.json").read_bytes())
    noise = np.random.default_rng(1)
    old, new = Catalogue(source / "record.sqlite"), Catalogue(target / "record.sqlite")
    rows = list(old.for_views(sorted(old.numbers())))
    stored = {document.id: document for document in old.documents()}
    copy = 0
    while new.counts()[1] < _LARGE:
        for identity, entry in stored.items():
            own = [row for row in rows if row[1].document_id == identity]
            name = f"{identity}-{copy}"
            document = Document(
                name,
                entry.title,
                entry.publisher,
                entry.kind,
                entry.date,
                entry.url,
                "",
                (),
                entry.content_hash,
                path=f"{entry.path}-{copy}",
            )
            passages = [replace(passage, id=f"{name}#{passage.position}", document_id=name) for _, passage, _, _ in own]
            vectors = np.stack([vector for *_, vector in own]) + noise.normal(0, 0.02, (len(own), len(own[0][3])))
            held = old.tokens([number for number, *_ in own])
            tokens = [held[number] for number, *_ in own]
            new.put(document, passages, [figures for _, _, figures, _ in own], vectors.astype(np.float32), tokens)
        copy += 1
    Views.mended(target, new, rows[0][3].shape[0]).close()
    old.close()
    new.close()


def row(name: str, ours: str, other: str, ratio: str, aim: str) -> None:
    print(f"{name:44}{ours:>18}{other:>26}{ratio:>10}   {aim}")


def main() -> None:
    files = list(find_files([settings().corpus]))
    with tempfile.TemporaryDirectory(dir=settings().indexes) as name:
        scratch = Path(name)
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
        row("measure", "ours", "plain pipeline", "ratio", "aim")

        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistant.interfaces.cli", "ingest", "--index", f"{scratch.name}/fresh", "--json"],
            env=environment,
            check=True,
            capture_output=True,
        )
        ours = time.perf_counter() - began
        ingest_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        began = time.perf_counter()
        store = plain_pipeline.build(files, scratch / "plain")
        plain = time.perf_counter() - began
        row("ingest of the default corpus, s", f"{ours:.1f}", f"{plain:.1f}", f"{ours / plain:.2f}", "at most 1")
        with Index(scratch / "fresh") as index:
            passages = index.record.counts()[1]
        row("ingest, passages/s", f"{passages / ours:.0f}", f"{store._collection.count() / plain:.0f} (chunks)", "", "")

        ask = [sys.executable, "-m", "assistant.interfaces.cli", "ask", QUESTIONS[0]]
        cold, _ = process(ask, environment)
        plain_cold, _ = process(
            [sys.executable, "-m", "assistant.evaluation.plain_pipeline", str(scratch / "plain"), QUESTIONS[0]],
            environment,
        )
        row(
            "cold start of a question, s",
            f"{cold:.2f}",
            f"{plain_cold:.2f}",
            f"{cold / plain_cold:.2f}",
            "at most 0.25",
        )
        # The peak as the kernel counts it since the program began: ru_maxrss would hold that of the parent.
        code = (
            f"from assistant import Assistant\nwith Assistant.open() as a: a.ask({QUESTIONS[0]!r})\n"
            "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
        )
        probe = [sys.executable, "-c", code]
        memory = str(
            int(subprocess.run(probe, env=environment, check=True, capture_output=True, text=True).stdout) // 1024
        )
        row("resident memory of a question, MB", memory, "", "", "under 600")
        row("peak memory of the ingest, MB", f"{ingest_memory:.0f}", "", "", "under 2,000")

        enlarge(scratch / "fresh", scratch / "large")
        vectors = np.random.default_rng(2).normal(size=(_LARGE - store._collection.count(), 384))
        for first in range(0, len(vectors), 2000):
            part = vectors[first : first + 2000]
            store._collection.upsert(
                ids=[f"x{first + place}" for place in range(len(part))],
                embeddings=part,
                documents=["filler"] * len(part),
            )
        for title, folder in (("default index", scratch / "fresh"), ("10,000 passages", scratch / "large")):
            with Index(folder) as index:
                retriever, engine = Retriever(index), Engine(index)
                median, high = percentiles(engine.answer)
                row(f"whole answer, {title}, p50 / p95 ms", f"{median:.1f} / {high:.1f}", "", "", "p95 at most 100")
                median, high = percentiles(retriever.retrieve)
                if folder.name == "large":
                    least = percentiles(
                        lambda question: index.views.dense.search(index.embedder.embed([question])[0], 40)
                    )
                    other = percentiles(lambda question: store.similarity_search(question, k=plain_pipeline.K))
                    row(
                        f"retrieval, {title}, p50 / p95 ms",
                        f"{median:.1f} / {high:.1f}",
                        f"{other[0]:.1f} / {other[1]:.1f}",
                        f"{high / other[1]:.2f}",
                        "at most 0.5",
                    )
                    row(
                        "  against embedding + one Chroma query",
                        f"{median:.1f} / {high:.1f}",
                        f"{least[0]:.1f} / {least[1]:.1f} (ours)",
                        f"{high / least[1]:.2f}",
                        "at most 1.5",
                    )
                else:
                    row(f"retrieval, {title}, p50 / p95 ms", f"{median:.1f} / {high:.1f}", "", "", "")


if __name__ == "__main__":
    main()
