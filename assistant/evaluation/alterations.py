"""Altered and untouched sentences of real articles: does `check` notice what was changed, and only that?

`python -m assistant.evaluation.alterations ARTICLE...`: each sentence with a figure is checked as it is and once altered in one
way. Caught: the altered figure is not supported. False alarm: a figure of an untouched sentence is called contradicted
or misattributed. Intervals are Wilson's, at 95 %.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.checking import Checker
from assistant.evaluation.intervals import proportion
from assistant.figures import Verdict, describe
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.sentences import sentences

_SUPPORTED = (Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED)
_AGAINST = (Verdict.CONTRADICTED, Verdict.MISATTRIBUTED)
_SCALES = {"bn": "m", "m": "bn", "billion": "million", "million": "billion"}
_DIRECTIONS = {
    "rise": "fall",
    "fall": "rise",
    "increase": "cut",
    "cut": "increase",
    "increases": "cuts",
    "save": "cost",
    "saving": "costing",
    "savings": "costs",
    "boost": "cut",
    "more": "fewer",
    "above": "below",
    "below": "above",
    "reduce": "increase",
}
_OTHERS = ("Ministry of Defence", "Department for Transport", "Welsh Government", "Home Office")


@dataclass(frozen=True, slots=True)
class Alteration:
    """`text` is the sentence with one thing changed; the figure to look at overlaps `start`."""

    kind: str
    text: str
    start: int


def scale(sentence: str, figure: Figure) -> Alteration | None:
    """bn for m and the other way round."""
    quantity = figure.quantity
    found = re.search(r"(?<=[\d\s-])(bn|m|billion|million)\b", quantity.text)
    if not found:
        return None
    at = quantity.start + found.start()
    return Alteration("scale", sentence[:at] + _SCALES[found[0]] + sentence[at + len(found[0]) :], quantity.start)


def digit(sentence: str, figure: Figure) -> Alteration | None:
    """Another leading digit."""
    found = re.search(r"[1-9]", figure.quantity.text)
    if not found:
        return None
    at = figure.quantity.start + found.start()
    return Alteration(
        "digit", f"{sentence[:at]}{(int(found[0]) + 3) % 9 + 1}{sentence[at + 1 :]}", figure.quantity.start
    )


def year(sentence: str, figure: Figure) -> Alteration | None:
    """A year of the sentence moved by four."""
    found = re.search(r"\b20[12]\d\b(?![-/–])", sentence)
    if not found or figure.quantity.start <= found.start() < figure.quantity.end:
        return None
    return Alteration(
        "year", sentence[: found.start()] + str(int(found[0]) - 4) + sentence[found.end() :], figure.quantity.start
    )


def organisation(sentence: str, figure: Figure) -> Alteration | None:
    """Another department for the one named."""
    for name in organisations(sentence):
        at = sentence.find(name)
        if at >= 0:
            other = next(one for one in _OTHERS if one != name)
            shift = len(other) - len(name) if at < figure.quantity.start else 0
            return Alteration(
                "organisation", sentence[:at] + other + sentence[at + len(name) :], figure.quantity.start + shift
            )
    return None


def direction(sentence: str, figure: Figure) -> Alteration | None:
    """A rise for a fall, near the figure."""
    for found in re.finditer(r"\b(" + "|".join(_DIRECTIONS) + r")\b", sentence[: figure.quantity.start]):
        if figure.quantity.start - found.end() < 40:
            other = _DIRECTIONS[found[0]]
            return Alteration(
                "direction",
                sentence[: found.start()] + other + sentence[found.end() :],
                figure.quantity.start + len(other) - len(found[0]),
            )
    return None


def bound(sentence: str, figure: Figure) -> Alteration | None:
    """ "Up to" taken for "more than", or put before an exact figure."""
    at = figure.quantity.start
    before = re.search(r"\b(up to|more than|at least|almost|nearly|over)\s+$", sentence[:at], re.I)
    if before:
        other = "more than" if before[1].lower() in ("up to", "almost", "nearly") else "up to"
        return Alteration(
            "bound", sentence[: before.start()] + other + " " + sentence[at:], before.start() + len(other) + 1
        )
    return Alteration("bound", f"{sentence[:at]}less than {sentence[at:]}", at + 10)


def unit(sentence: str, figure: Figure) -> Alteration | None:
    """Pounds as dollars, per cent as percentage points."""
    quantity = figure.quantity
    if "£" in quantity.text:
        at = quantity.start + quantity.text.index("£")
        return Alteration("unit", sentence[:at] + "$" + sentence[at + 1 :], quantity.start)
    if quantity.text.endswith("%"):
        return Alteration(
            "unit", f"{sentence[: quantity.end - 1]} percentage points{sentence[quantity.end :]}", quantity.start
        )
    return None


KINDS: tuple[Callable[[str, Figure], Alteration | None], ...] = (
    scale,
    digit,
    year,
    organisation,
    direction,
    bound,
    unit,
)


def claims(text: str) -> Iterator[tuple[str, Figure]]:
    """Each sentence of an article that holds a figure, with its first figure that is no date."""
    for paragraph in filter(None, text.split("\n")):
        for start, end in sentences(paragraph):
            sentence = paragraph[start:end]
            figures = [one for one in describe(sentence) if one.quantity.unit not in TEMPORAL_UNITS]
            if figures:
                yield sentence, figures[0]


def altered(sentence: str, figure: Figure) -> Iterator[Alteration]:
    """The sentence once for each thing that can be changed in it."""
    for change in KINDS:
        made = change(sentence, figure)
        if made and made.text != sentence:
            yield made


def _verdict(checker: Checker, title: str, text: str, start: int) -> Verdict:
    head = f"{title}\n\n"
    report = checker.check(head + text)
    at = len(head) + start
    return next((one.verdict for one in report.figures if one.start <= at + 2 and at < one.end), Verdict.NOT_CHECKED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--index", default="default")
    parser.add_argument("--most", type=int, default=200, help="how many altered sentences")
    parser.add_argument("--show", action="store_true", help="print every error")
    options = parser.parse_args()
    plain: list[tuple[str, str, Figure]] = []
    changed: list[tuple[str, Alteration]] = []
    for path in options.articles:
        text = path.read_text("utf-8")
        title = next(filter(None, text.split("\n")))
        for sentence, figure in claims(text):
            plain.append((title, sentence, figure))
            changed.extend((title, one) for one in altered(sentence, figure))
    random.Random(7).shuffle(changed)
    changed = changed[: options.most]
    with Assistant.open(options.index) as assistant:
        checker = Checker(assistant.retriever)
        checker.check("Warm up with £5m.")
        began = time.perf_counter()
        kept = Counter[Verdict]()
        for title, sentence, figure in plain:
            verdict = _verdict(checker, title, sentence, figure.quantity.start)
            kept[verdict] += 1
            if options.show and verdict in _AGAINST:
                print(f"false alarm: {verdict}: {figure.quantity.text}: {sentence}")
        seconds = time.perf_counter() - began
        caught, of = Counter[str](), Counter[str]()
        firm = 0
        for title, one in changed:
            verdict = _verdict(checker, title, one.text, one.start)
            of[one.kind] += 1
            caught[one.kind] += verdict not in _SUPPORTED
            firm += verdict in _AGAINST
            if options.show and verdict in _SUPPORTED:
                print(f"missed {one.kind}: {one.text}")
    print(
        f"{len(plain)} untouched: {', '.join(f'{verdict} {count}' for verdict, count in kept.most_common())}; {1000 * seconds / len(plain):.0f} ms a sentence"
    )
    alarms = kept[Verdict.CONTRADICTED] + kept[Verdict.MISATTRIBUTED]
    _print("false alarms on untouched (goal at most 5 %)", alarms, len(plain))
    _print("altered not passed as supported (goal at least 95 %)", sum(caught.values()), len(changed))
    _print("altered called contradicted or misattributed", firm, len(changed))
    for kind, total in of.most_common():
        _print(f"  {kind}", caught[kind], total)


def _print(name: str, count: int, total: int) -> None:
    share = proportion(count, total)
    print(f"{name:56}{share.value:6.1%}  [{share.low:.1%} to {share.high:.1%}]  n={total}")


if __name__ == "__main__":
    main()
