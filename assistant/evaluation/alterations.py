"""Altered and untouched sentences of real articles: does `check` notice what was changed, and only that?

`python -m assistant.evaluation.alterations ARTICLE...`: each sentence with a figure is checked as it is and once altered in each
way that it allows. An altered bound that a source prints so is set aside. Caught: the altered figure is not supported. False alarm: a figure of an untouched sentence is called contradicted
or misattributed. Intervals are Wilson's, at 95 %.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from assistant.checking import Checker
from assistant.checking.claims import ANNOUNCERS
from assistant.documents.reading import read_document
from assistant.evaluation.intervals import proportion
from assistant.figures import Verdict, describe
from assistant.figures.gazetteer import organisation_spans
from assistant.figures.quantity import TEMPORAL_UNITS, Bound, Figure
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
#: A body that only tells of the figure: "the NAO says", "according to the IFS".
_TELLS = re.compile(
    r"[’']?s?,?\s+(?:\w+ly )?(?:says?|said|claim\w*|estimat\w*|found|reports?|reported|warn\w*|has (?:claimed|said|found))\b"
)
_TOLD_BY = re.compile(r"\b(?:according to|by)\s+(?:the\s+)?$")
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
    """A year of the figure's own clause moved by four."""
    first, last = figure.clause
    for found in re.finditer(r"\b20[12]\d\b(?![-/–])", sentence[first:last]):
        start, end = found.start() + first, found.end() + first
        if not figure.quantity.start <= start < figure.quantity.end:
            return Alteration("year", sentence[:start] + str(int(found[0]) - 4) + sentence[end:], figure.quantity.start)
    return None


def organisation(sentence: str, figure: Figure) -> Alteration | None:
    """Another department for the one named in the figure's own clause, unless it only announces or tells the figure."""
    first, last = figure.clause
    for start, end, name in organisation_spans(sentence):
        teller = _TELLS.match(sentence, end) or _TOLD_BY.search(sentence[:start])
        if first <= start and end <= last and not teller and name not in ANNOUNCERS:
            other = next(one for one in _OTHERS if one != name)
            shift = len(other) - (end - start) if start < figure.quantity.start else 0
            return Alteration("organisation", sentence[:start] + other + sentence[end:], figure.quantity.start + shift)
    return None


def direction(sentence: str, figure: Figure) -> Alteration | None:
    """A rise for a fall, a cost for a saving, in the figure's own clause right before it."""
    begin = figure.clause[0]
    for found in re.finditer(r"\b(" + "|".join(_DIRECTIONS) + r")\b(?! than)", sentence[begin : figure.quantity.start]):
        start, end = found.start() + begin, found.end() + begin
        if figure.quantity.start - end < 40:
            other = _DIRECTIONS[found[0]]
            return Alteration(
                "direction",
                sentence[:start] + other + sentence[end:],
                figure.quantity.start + len(other) - (end - start),
            )
    return None


def bound(sentence: str, figure: Figure) -> Alteration | None:
    """ "Up to" taken for "more than", or "less than" put before an exact figure. A vague figure has no bound to alter."""
    at = figure.quantity.start
    before = re.search(
        r"\b(up to|more than|at least|almost|nearly|over)\s+(?:an?\s+|the\s+)?(?:additional\s+|extra\s+)?$",
        sentence[:at],
        re.I,
    )
    if before:
        other = "more than" if before[1].lower() in ("up to", "almost", "nearly") else "less than"
        return Alteration(
            "bound", sentence[: before.start()] + other + " " + sentence[at:], before.start() + len(other) + 1
        )
    if figure.quantity.bound is not Bound.EXACT:
        return None
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


def claims(text: str) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Each sentence of an article that holds a figure, with its figures that are no dates."""
    for paragraph in filter(None, text.split("\n")):
        for start, end in sentences(paragraph):
            sentence = paragraph[start:end]
            figures = tuple(one for one in describe(sentence) if one.quantity.unit not in TEMPORAL_UNITS)
            if figures:
                yield sentence, figures


def altered(sentence: str, figures: Sequence[Figure]) -> Iterator[Alteration]:
    """The sentence once for each thing that can be changed in it, at the first figure that allows it."""
    for change in KINDS:
        made = next((made for figure in figures for made in [change(sentence, figure)] if made), None)
        if made and made.text != sentence:
            yield made


def _printed_elsewhere(assistant: Assistant) -> str:
    """All words of the index, to tell an alteration that makes a sentence say what another source does."""
    held = assistant.index.passages(sorted(assistant.index.record.numbers()))
    return " ".join(passage.text for passage, _ in held.values()).lower()


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
    parser.add_argument("--seed", type=int, default=7, help="which of them, where there are more")
    parser.add_argument("--show", action="store_true", help="print every error")
    options = parser.parse_args()
    plain: list[tuple[str, str, Figure]] = []
    changed: list[tuple[str, Alteration]] = []
    for path in options.articles:
        text = read_document(path).text
        title = next(filter(None, text.split("\n")))
        for sentence, figures in claims(text):
            plain.extend((title, sentence, figure) for figure in figures)
            changed.extend((title, one) for one in altered(sentence, figures))
    with Assistant.open(options.index) as assistant:
        held = _printed_elsewhere(assistant)
        said = [one for _, one in changed if one.kind == "bound" and _phrase(one) in held]
        changed = [(title, one) for title, one in changed if one not in said]
        random.Random(options.seed).shuffle(changed)
        _report(assistant, plain, changed[: options.most], len(said), options.show)


def _phrase(one: Alteration) -> str:
    """The altered bound with its figure: "more than 38 million"."""
    before = one.text[: one.start].split()[-2:]
    return " ".join([*before, *one.text[one.start :].split()[:2]]).lower().strip(".,;:")


def _report(
    assistant: Assistant,
    plain: Sequence[tuple[str, str, Figure]],
    changed: Sequence[tuple[str, Alteration]],
    said: int,
    show: bool,
) -> None:
    checker = Checker(assistant.retriever)
    checker.check("Warm up with £5m.")
    began, kept = time.perf_counter(), Counter[Verdict]()
    for title, sentence, figure in plain:
        verdict = _verdict(checker, title, sentence, figure.quantity.start)
        kept[verdict] += 1
        if show and verdict in _AGAINST:
            print(f"false alarm: {verdict}: {figure.quantity.text}: {sentence}")
    seconds = time.perf_counter() - began
    caught, firm, of = Counter[str](), Counter[str](), Counter[str]()
    for title, one in changed:
        verdict = _verdict(checker, title, one.text, one.start)
        of[one.kind] += 1
        caught[one.kind] += verdict not in _SUPPORTED
        firm[one.kind] += verdict in _AGAINST
        if show and verdict in _SUPPORTED:
            print(f"missed {one.kind}: {one.text}")
    told = ", ".join(f"{verdict} {count}" for verdict, count in kept.most_common())
    print(f"{len(plain)} untouched figures: {told}; {1000 * seconds / len(plain):.0f} ms each")
    print(f"{said} altered bounds set aside: a source prints the figure with that bound")
    alarms, absent = sum(kept[one] for one in _AGAINST), kept[Verdict.NOT_FOUND] + kept[Verdict.NOT_CHECKED]
    _print("false alarms on untouched (goal at most 5 %)", alarms, len(plain))
    if len(plain) > absent:
        _print("  of those that the sources speak of", alarms, len(plain) - absent)
    _print("untouched that the sources do not hold", absent, len(plain))
    _print("altered not passed as supported (goal at least 95 %)", caught.total(), len(changed))
    _print("altered called contradicted or misattributed", firm.total(), len(changed))
    for kind, total in of.most_common():
        _print(f"  {kind}, not passed", caught[kind], total)


def _print(name: str, count: int, total: int) -> None:
    share = proportion(count, total)
    print(f"{name:56}{share.value:6.1%}  [{share.low:.1%} to {share.high:.1%}]  n={total}")


if __name__ == "__main__":
    main()
