"""How long `check` takes, by the number of figures in a draft and by the size of the corpus.

`python -m assistant.evaluation.check_speed [ARTICLE...]`: drafts are put together from sentences of the index, each with a
figure or more. The corpus is grown by passages spliced from those of the index, with their vectors mixed, and the two
searches of a figure are timed over it: what comes after them is the same whatever the corpus holds. Medians of repeated
runs on a warm process; on a machine with other work only the ratios and the processor time mean something.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log2
from pathlib import Path

import numpy

from assistant import Assistant
from assistant.documents.model import Passage
from assistant.documents.reading import read_document
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.index import fulltext, vectors
from assistant.index.embedding import Vectors
from assistant.settings import settings

_FIGURES, _SIZES, _RUNS, _QUERIES = (10, 20, 40, 80), (1_000, 4_000, 16_000), 3, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument("--index", default="default")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(_SIZES), help="passages in the grown corpus")
    options = parser.parse_args()
    with Assistant.open(options.index) as assistant:
        assistant.check("Warm up with £5m.")
        held = list(assistant.index.passages(sorted(assistant.index.record.numbers())).values())
        _by_figures(assistant, held)
        for path in options.articles:
            text = read_document(path).text
            print(f"{path.name}: {len(text.split())} words, {_timed(assistant, text)}")
        _by_corpus(assistant, options.sizes)


def _by_figures(assistant: Assistant, held: Sequence[tuple[Passage, tuple[Figure, ...]]]) -> None:
    said = [
        passage.text[slice(*figures[0].sentence)]
        for passage, figures in held
        if figures and not passage.columns and figures[0].quantity.unit not in TEMPORAL_UNITS
    ]
    random.Random(11).shuffle(said)
    for count in _FIGURES:
        print(
            f"{count} sentences: {_timed(assistant, chr(10).join(f'{one.rstrip(chr(46))}.' for one in said[:count]))}"
        )


def _timed(assistant: Assistant, text: str) -> str:
    seconds, busy, figures = [], [], 0
    for _ in range(_RUNS):
        began, worked = time.perf_counter(), time.process_time()
        figures = len(assistant.check(text).figures)
        seconds.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
    middle, work = statistics.median(seconds), statistics.median(busy)
    each = 1000 * middle / max(1, figures)
    return f"{figures} figures in {middle:.2f} s, {each:.1f} ms a figure ({work:.2f} s of processor time)"


def _by_corpus(assistant: Assistant, sizes: Sequence[int]) -> None:
    record, embedder = assistant.index.record, assistant.index.embedder
    rows = list(record.for_views(sorted(record.numbers())))
    asked = [passage.text[:300] for _, passage, figures, _ in rows if figures][:: max(1, len(rows) // (2 * _QUERIES))]
    embedded = embedder.embed(asked[:_QUERIES])
    reach = settings().candidates
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            grown = list(_grown(rows, size))
            dense, text = vectors.rebuilt(Path(folder) / "chroma"), fulltext.rebuilt(Path(folder) / "fulltext")
            dense.write(set(), ((number, vector) for number, _, _, vector in grown))
            text.write(set(), ((number, passage, figures, "") for number, passage, figures, _ in grown))
            times = []
            for words, vector in zip(asked, embedded, strict=False):
                began = time.perf_counter()
                text.search(words, reach)
                dense.search(vector, 4 * reach)
                times.append(1000 * (time.perf_counter() - began))
            dense.close()
        middle = statistics.median(times)
        growth = f", {(middle / before[1] - 1) / log2(size / before[0]):+.0%} a doubling" if before else ""
        print(f"{size} passages: {middle:.1f} ms for the searches of a sentence{growth}")
        before = (size, middle)


def _grown(
    rows: Sequence[tuple[int, Passage, tuple[Figure, ...], Vectors]], size: int
) -> Iterator[tuple[int, Passage, tuple[Figure, ...], Vectors]]:
    """The rows, then as many as are missing: the first half of one passage with the second of another."""
    yield from rows[:size]
    draw = random.Random(13)
    for number in range(len(rows), size):
        (_, one, figures, first), (_, other, _, second) = draw.sample(rows, 2)
        words, more = one.text.split(), other.text.split()
        text = " ".join([*words[: len(words) // 2], *more[len(more) // 2 :]])
        mixed = 0.5 * first + 0.5 * second
        yield 10**6 + number, replace(one, text=text), figures, mixed / numpy.linalg.norm(mixed)


if __name__ == "__main__":
    main()
