"""Pages a second and peak memory of reading PDFs: this reader, pypdf's plain text and pdfplumber's tables, each in a process of its own.

    python -m assistant.evaluation.pdf_speed_benchmark FILE.pdf … [--engine briefing pypdf pdfplumber]

The others are of the extra `bench`; one that is not installed is said so. Memory is the most that the process held, its libraries included.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one file took: pages, seconds and megabytes."""

    pages: int
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.seconds:.1f} s, {self.pages / self.seconds:.1f} pages/s, {self.megabytes:.0f} MB"


def _briefing(path: Path) -> int:
    from assistant.documents.reading import read_document

    return max((block.page or 0 for block in read_document(path).blocks), default=0)


def _pypdf(path: Path) -> int:
    from pypdf import PdfReader

    return sum(page.extract_text() is not None for page in PdfReader(path).pages)


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    pages = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()  # else it keeps what it found of every page
            pages += 1
    return pages


ENGINES: Mapping[str, Callable[[Path], int]] = {"briefing": _briefing, "pypdf": _pypdf, "pdfplumber": _pdfplumber}


def _measured(engine: str, path: Path, found: multiprocessing.Queue[Cost]) -> None:
    began = time.perf_counter()
    pages = ENGINES[engine](path)
    seconds = time.perf_counter() - began
    found.put(Cost(pages, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def cost(engine: str, path: Path) -> Cost:
    """What an engine takes for a file, its imports included. Raises RuntimeError where its process fails."""
    context = multiprocessing.get_context("spawn")
    found: multiprocessing.Queue[Cost] = context.Queue()
    process = context.Process(target=_measured, args=(engine, path, found))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{engine} failed on {path}")
    return found.get(timeout=10)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--engine", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    options = parser.parse_args(arguments)
    for path in options.files:
        print(path.name)
        for engine in options.engine:
            if engine != "briefing" and importlib.util.find_spec(engine) is None:
                print(f"  {engine:11} not installed: pip install 'briefing[bench]'")
            else:
                print(f"  {engine:11} {cost(engine, path)}")


if __name__ == "__main__":
    main()
