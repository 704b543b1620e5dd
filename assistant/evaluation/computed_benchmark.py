"""Are sums, differences, shares and parts worked out rightly, and only where asked? The labelled comparisons of a file of questions.

    python -m assistant.evaluation.computed_benchmark FILE.jsonl [--index NAME] [--every N] [--show]

FILE holds rows of `kind`, `question` and, for a comparison, `answers` (the operands as printed) and `derived` (the result,
with its unit). Counted are results that are worked out rightly, worked out wrongly, printed by a source, answers that show
all operands, and refusals; of every Nth question of another kind, for how many something is worked out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant
from assistant.answering.answer import Status
from assistant.evaluation.intervals import proportion
from assistant.figures import Relation, read
from assistant.figures.comparing import value_agreement

_SCALES = {
    **dict.fromkeys(("m", "mn", "million"), Decimal(10) ** 6),
    **dict.fromkeys(("bn", "billion"), Decimal(10) ** 9),
    **dict.fromkeys(("tn", "trillion"), Decimal(10) ** 12),
    "thousand": Decimal(1000),
}
#: How far a result may lie from the label, which is rounded as its writer chose: as a share of it, and of whole percentages.
_ROUNDING, _POINT = Decimal("0.02"), Decimal("0.51")


def result_of(derived: Mapping[str, Any]) -> Decimal | None:
    """The labelled result as a plain number; None where it is none.

    >>> result_of({"value": "50", "unit": "GBP million"})
    Decimal('50000000')
    """
    try:
        value = abs(Decimal(derived["value"].replace(",", "")))
    except InvalidOperation:
        return None
    for word in derived["unit"].lower().replace("£", "").split():
        value *= _SCALES.get(word, 1)
    return value


def outcome(answer: Answer, row: Mapping[str, Any]) -> str:
    """What the answer makes of the row's operands."""
    wanted = result_of(row["derived"]) or Decimal(0)
    worked = [one for one in answer.figures if one.derived]
    if worked:
        return (
            "worked out, right"
            if any(_is(one.figure.quantity.amount, wanted) for one in worked)
            else "worked out, wrong"
        )
    if answer.status is Status.NOT_FOUND:
        return "refused"
    if any(_is(one.figure.quantity.amount, wanted) for one in answer.figures):
        return "printed result"
    operands = [quantity for text in row["answers"] for quantity in read(text)[:1]]
    shown = [
        any(value_agreement(wanted, one.figure.quantity) is not Relation.DIFFERS for one in answer.figures)
        for wanted in operands
    ]
    return "operands shown" if shown and all(shown) else "one operand shown" if any(shown) else "other figures"


def _is(value: Decimal | None, wanted: Decimal) -> bool:
    apart = abs(abs(value) - wanted) if value is not None else None
    return apart is not None and (apart <= _ROUNDING * wanted or (20 < wanted < 100 and apart <= _POINT))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--index", default="default")
    parser.add_argument("--every", type=int, default=8, help="of the other kinds, every Nth question")
    parser.add_argument("--show", action="store_true", help="print each question with what came of it")
    given = parser.parse_args(arguments)
    rows = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    compared = [row for row in rows if row["kind"] == "comparison" and row.get("derived") and result_of(row["derived"])]
    others = [row for row in rows if row["kind"] != "comparison"][:: given.every]
    assistant = Assistant.open(given.index)
    counts: Counter[str] = Counter()
    for row in compared:
        answer = assistant.ask(row["question"])
        came = outcome(answer, row)
        counts[came] += 1
        if given.show:
            print(f"{row['id']} {came}: {row['question']} | {row['derived']['working']} | {answer.text[:240]}")
    for name, count in counts.most_common():
        _print(name, count, len(compared))
    worked = 0
    for row in others:
        answer = assistant.ask(row["question"])
        if any(one.derived for one in answer.figures):
            worked += 1
            if given.show:
                print(f"{row['id']} {row['kind']}, worked out: {row['question']} | {answer.text[:240]}")
    _print("other kinds: worked out though not asked", worked, len(others))


def _print(name: str, count: int, of: int) -> None:
    score = proportion(count, of)
    print(f"{name:42}{count:4}  {score.value or 0:.1%} [{score.low:.1%}, {score.high:.1%}] n={of}")


if __name__ == "__main__":
    main()
