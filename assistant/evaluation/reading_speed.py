"""How fast text is read, beside the other readers, and that the work grows with the text and no faster."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.evaluation.readers import Reader, ours

_CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_SAMPLE = 20_000  # characters given to the slower readers
#: Text that makes careless patterns look at the same characters again and again: repeated to one size, then to twice that.
HARD_TEXTS: Mapping[str, str] = {
    "digits": "7",
    "digits in groups": "123,456,",
    "spaced digits": "12 345 ",
    "number words": "twenty one hundred and ",
    "hyphens": "1-",
    "brackets": "(1",
    "currency signs": "£",
    "points": "1.",
    "spaces": " ",
    "letters": "a",
}
_SIZE = 20_000


def speeds(readers: Mapping[str, Reader]) -> dict[str, float]:
    """MB of text a second on one core (processor time, the best of five for ours; the others read a sample once).

    The text is the corpus beside the code. recognizers-text is timed with its currency, number and percentage models, the
    least that gives comparable readings.
    """
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(_CORPUS.rglob("*.md")))
    found: dict[str, float] = {}
    for name, reader in readers.items():
        sample = text if reader is ours else text[:_SAMPLE]
        kinds = ("currency", "number", "percentage") if name == "recognizers-text" else ("number",)
        best = float("inf")
        for _ in range(5 if reader is ours else 1):
            start = time.process_time()
            for kind in kinds:
                for paragraph in [sample] if reader is ours else sample.split("\n\n"):
                    reader(paragraph, kind)
            best = min(best, time.process_time() - start)
        found[name] = len(sample.encode("utf-8")) / 1e6 / best if sample else float("nan")
    return found


def growth(piece: str) -> float:
    """How many times longer a text of the piece, repeated, takes when it is twice as long: about 2 for linear work."""

    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            ours(text, "number")
            best = min(best, time.process_time() - start)
        return best

    return seconds(2 * _SIZE) / max(seconds(_SIZE), 1e-6)


def report(readers: Mapping[str, Reader]) -> Iterator[str]:
    """The lines of the report."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        measured = speeds(readers)
    mine = measured["this project"]
    for name, speed in measured.items():
        yield f"{name:18}{speed:10.4f} MB of text a second on one core; ours is {mine / speed:,.0f} times as fast"
    worst = {name: growth(piece) for name, piece in HARD_TEXTS.items()}
    yield "Twice the text takes so many times as long: " + ", ".join(f"{name} {one:.1f}" for name, one in worst.items())
