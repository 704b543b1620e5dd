"""Make claims from the corpus by rule: one thing about one figure altered, beside matched untouched controls.

    python -m assistant.evaluation.altered_figures > ALTERED.jsonl
    python -m assistant.evaluation.pairs_benchmark ALTERED.jsonl

Each pair has the shape of the labelled pairs. A claim is a sentence of the source, so its wording is closer to the source
than a journalist's would be: the scores say whether a rule fires where it should, not how well paraphrase is understood.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.figures import Bound, Figure, describe
from assistant.figures.gazetteer import organisations
from assistant.figures.sentences import sentences
from assistant.settings import settings

_SEED = 20240306
_NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
#: (words, their opposite), used in both directions.
_TURNS = (
    ("rose", "fell"),
    ("increase", "reduction"),
    ("increased", "decreased"),
    ("higher", "lower"),
    ("up from", "down from"),
    ("rise of", "fall of"),
)
_BOUNDS = (("more than", "fewer than"), ("at least", "at most"), ("up to", "at least"), ("over", "under"))
_BASES = (("real terms", "cash terms"), ("capital", "resource"), ("resource", "capital"), ("cash terms", "real terms"))
_REWORDINGS = (
    ("will receive", "is to get"),
    ("has been", "was"),
    ("said", "stated"),
    ("found that", "reported that"),
    ("more than", "over"),
    ("approximately", "about"),
    ("increased", "went up"),
    ("rose", "went up"),
    ("fell", "went down"),
    ("government", "ministers"),
)

#: A rule takes the sentence and the figure in it and returns the altered sentence and its figure's text, or None.
Rule = Callable[[str, Figure, random.Random], tuple[str, str] | None]


def _replaced(sentence: str, figure: Figure, text: str) -> tuple[str, str]:
    quantity = figure.quantity
    return sentence[: quantity.start] + text + sentence[quantity.end :], text


def _near(sentence: str, figure: Figure, old: str, new: str) -> tuple[str, str] | None:
    """The words replaced inside the figure's own clause."""
    start, end = figure.clause
    words = re.sub(rf"\b{re.escape(old)}\b", new, sentence[start:end], count=1, flags=re.I)
    return (sentence[:start] + words + sentence[end:], figure.quantity.text) if words != sentence[start:end] else None


def untouched(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    return sentence, figure.quantity.text


def notation(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    """£34m as £34 million, 5% as 5 per cent, and back."""
    text = figure.quantity.text
    for short, long in (("m", " million"), ("bn", " billion"), ("%", " per cent")):
        if re.search(rf"\d{re.escape(short)}$", text):
            return _replaced(sentence, figure, text.removesuffix(short) + long)
        if text.endswith(long):
            return _replaced(sentence, figure, text.removesuffix(long) + short)
    return None


def clause_only(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    start, end = figure.clause
    words = sentence[start:end].strip(" ,;–-()")
    return (words, figure.quantity.text) if len(words.split()) > 6 and words != sentence else None


def reworded(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    words = sentence
    for old, new in _REWORDINGS:
        words = re.sub(rf"\b{old}\b", new, words)
    return (words, figure.quantity.text) if words != sentence and words.count(figure.quantity.text) == 1 else None


def scale_slip(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    text = figure.quantity.text
    for one, other in (("bn", "m"), ("billion", "million")):
        for old, new in ((one, other), (other, one)):
            if re.search(rf"[\d ]{old}$", text):
                return _replaced(sentence, figure, text.removesuffix(old) + new)
    return None


def transposed_digits(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    text = figure.quantity.text
    places = [m.start() for m in re.finditer(r"(?=(\d)[.,]?(\d))", text) if len(set(re.findall(r"\d", text[m.start() : m.start() + 3])[:2])) == 2]  # fmt: skip
    if not places or text.count("0") > 2:
        return None
    one = chance.choice(places)
    other = one + (1 if text[one + 1].isdigit() else 2)
    digits = list(text)
    digits[one], digits[other] = digits[other], digits[one]
    return None if re.search(r"(?<![\d.])0\d", "".join(digits)) else _replaced(sentence, figure, "".join(digits))


def currency_slip(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    text = figure.quantity.text
    return _replaced(sentence, figure, chance.choice("$€") + text[1:]) if text.startswith("£") else None


def percent_vs_points(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    text = figure.quantity.text
    return _replaced(sentence, figure, text[:-1] + " percentage points") if re.fullmatch(r"[\d.]+%", text) else None


def wrong_org(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    """The organisation of the clause replaced by one that the sentence does not name."""
    named = organisations(sentence[slice(*figure.clause)])
    new = chance.choice(("Home Office", "Cabinet Office", "Ministry of Defence", "Serious Fraud Office"))
    return _near(sentence, figure, named[0], new) if len(named) == 1 and new not in organisations(sentence) else None


def wrong_year(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    period = figure.period
    if not period or not period.start or period.start != period.end or not re.fullmatch(r"20\d\d(-\d\d)?", period.text):
        return None
    year = int(period.text[:4]) + chance.choice((-2, 2))
    return _near(sentence, figure, period.text, f"{year}-{(year + 1) % 100:02}" if "-" in period.text else str(year))


def _swap(table: tuple[tuple[str, str], ...], both: bool = True) -> Rule:
    def rule(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
        for one, other in table:
            for old, new in ((one, other), (other, one))[: 2 if both else 1]:
                found = _near(sentence, figure, old, new)
                if found:
                    return found
        return None

    return rule


def bound_reversed(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    return _swap(_BOUNDS)(sentence, figure, chance) if figure.quantity.bound is not Bound.EXACT else None


def bound_dropped(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    before = sentence[: figure.quantity.start]
    bare = re.sub(r"(?:up to|at least|more than|over|as much as|fewer than|less than) $", "", before, flags=re.I)
    return (bare + sentence[figure.quantity.start :], figure.quantity.text) if bare != before else None


def england_vs_uk(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    if len(figure.places) != 1 or figure.places[0] not in _NATIONS:
        return None
    return _near(sentence, figure, figure.places[0], chance.choice([n for n in _NATIONS if n != figure.places[0]]))


def per_year_vs_total(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    return _swap((("a year", "in total over four years"), ("over four years", "a year"), ("over five years", "a year")), both=False)(sentence, figure, chance)  # fmt: skip


def count_noun(sentence: str, figure: Figure, chance: random.Random) -> tuple[str, str] | None:
    noun = figure.quantity.noun
    new = chance.choice(("lorries", "bridges", "apprentices", "tribunals"))
    return _near(sentence, figure, noun, new) if noun and noun.endswith("s") else None


#: (trap, verdict, rule). Controls come first.
RULES: tuple[tuple[str, str, Rule], ...] = (
    ("untouched", "supported", untouched),
    ("notation", "supported", notation),
    ("clause_only", "supported", clause_only),
    ("reworded", "supported", reworded),
    ("scale_slip", "contradicted", scale_slip),
    ("transposed_digits", "contradicted", transposed_digits),
    ("currency_slip", "contradicted", currency_slip),
    ("percent_vs_points", "contradicted", percent_vs_points),
    ("bound_reversed", "contradicted", bound_reversed),
    ("bound_dropped", "misattributed", bound_dropped),
    ("direction", "misattributed", _swap(_TURNS)),
    ("basis", "misattributed", _swap(_BASES, both=False)),
    ("wrong_org", "misattributed", wrong_org),
    ("wrong_year", "misattributed", wrong_year),
    ("england_vs_uk", "misattributed", england_vs_uk),
    ("per_year_vs_total", "misattributed", per_year_vs_total),
    ("count_noun", "misattributed", count_noun),
)


def altered(corpus: Path, most: int = 150) -> Iterator[dict[str, Any]]:
    """Pairs from every document of the corpus, at most so many a rule, the same each time."""
    chance = random.Random(_SEED)
    cases = [case for path in sorted(corpus.glob("*/*.md")) for case in _cases(path)]
    chance.shuffle(cases)
    for trap, verdict, rule in RULES:
        made = 0
        for source, sentence, figure in cases:
            found = rule(sentence, figure, chance) if made < most else None
            if found is None or found[0].count(found[1]) != 1:
                continue
            made += 1
            start = found[0].index(found[1])
            yield {
                "id": f"{trap}-{made:03}",
                "origin": "altered",
                "source": [source],
                "claim": found[0],
                "figure": {"text": found[1], "start": start, "end": start + len(found[1])},
                "verdict": verdict,
                "trap": trap,
                "expected_source_figure": figure.quantity.text,
                "why": "",
            }


def _cases(path: Path) -> Iterator[tuple[dict[str, Any], str, Figure]]:
    """Each figure of each plain sentence, alone, with the section that holds it as the source."""
    body = path.read_text("utf-8").split("---", 2)[-1]
    for section in re.split(r"^#+ .*$", body, flags=re.M):
        source = {"doc_id": path.stem, "kind": path.parent.name, "date": "", "text": section.strip()}
        for start, end in sentences(section):
            sentence = section[start:end]
            if sentence.startswith(("-", "|", ">")) or len(sentence.split()) < 8:
                continue
            for figure in describe(sentence):
                quantity = figure.quantity
                spans = quantity.unit in ("year", "month", "week", "day")
                if (
                    quantity.amount is not None
                    and not spans
                    and quantity.upper is None
                    and sentence.count(quantity.text) == 1
                ):
                    yield source, sentence, figure


if __name__ == "__main__":
    for one in altered(settings().corpus):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")
