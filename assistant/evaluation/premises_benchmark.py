"""Are wrong premises put right, and true ones left alone? Each row of the ground truth taken for granted in a question.

    python -m assistant.evaluation.premises_benchmark [--index NAME] [--show]

Every undisputed row with one value is asked about three times ("Why did the government give £340m for …?"): with ten times
its value, with about two fifths more, and as it is. Counted are the answers that correct, those of them that show the row's
value, and refusals. A correction of the true value is a fault.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant import Answer, Assistant
from assistant.answering.answer import Status
from assistant.evaluation.intervals import proportion
from assistant.evaluation.matching import agrees, quantity
from assistant.evaluation.truth import Truth, load
from assistant.figures.quantity import TEMPORAL_UNITS

_OTHER_UNITS = TEMPORAL_UNITS | {"year", "multiple", "percentage_point"}


def question_of(row: Truth, value: Decimal) -> str:
    """A question that takes the value for granted."""
    measure = row.measure if row.measure[1:2].isupper() else row.measure[:1].lower() + row.measure[1:]
    return f"Why did the government give {_printed(value, row.unit)} for the {measure}?"


def _printed(value: Decimal, unit: str) -> str:
    """The value as a reader would write it.

    >>> _printed(Decimal(34000000), "GBP"), _printed(Decimal("8.4"), "percent")
    ('£34m', '8.4%')
    """
    if unit == "GBP":
        for power, letter in ((9, "bn"), (6, "m")):
            if value >= 10**power:
                return f"£{value.scaleb(-power).normalize():f}{letter}"
        return f"£{value:,f}"
    return f"{value.normalize():f}%" if unit == "percent" else f"{value:,.0f} {unit.replace('_', ' ')}s"


def _values(row: Truth) -> Mapping[str, Decimal]:
    value = row.value or Decimal(0)
    more = (value * Decimal("1.4")).quantize(Decimal(1)) if value > 20 else value + 3
    return {"ten times": value * 10, "two fifths more": more, "true": value}


def _shows(answer: Answer, row: Truth) -> bool:
    shown, wanted = [one.figure.quantity for one in answer.figures], quantity(str(row.value), row.unit)
    near = (one.amount is not None and abs(abs(one.amount) - (row.value or 0)) <= one.step / 2 for one in shown)
    return any(near) or any(agrees(one, wanted) for one in shown)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", default="default")
    parser.add_argument("--show", action="store_true", help="print corrections of true values")
    options = parser.parse_args(arguments)
    rows = [
        row
        for row in load().values()
        if row.value and row.value_upper is None and row.agreement != "disputed" and row.unit not in _OTHER_UNITS
    ]
    counts: Counter[tuple[str, str]] = Counter()
    with Assistant.open(index=options.index) as assistant:
        for row in rows:
            for kind, value in _values(row).items():
                answer = assistant.ask(question_of(row, value))
                corrected = answer.status is Status.PREMISE_CORRECTED
                counts[kind, "corrected"] += corrected
                counts[kind, "with the row's value"] += corrected and _shows(answer, row)
                counts[kind, "refused"] += answer.status is Status.NOT_FOUND
                if options.show and corrected and kind == "true":
                    print(f"{row.commitment_id}: {' '.join(answer.text.split())[:200]!r}")
    for (kind, end), hits in counts.items():
        score = proportion(hits, len(rows))
        print(
            f"{kind:16} {end:22} {hits} of {len(rows)} ({score.value or 0:.1%}; 95 % {score.low:.1%} to {score.high:.1%})"
        )


if __name__ == "__main__":
    main()
