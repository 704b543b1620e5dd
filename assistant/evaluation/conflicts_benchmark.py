"""Are conflicts between sources told, and are none invented? One question for each row of the ground truth.

    python -m assistant.evaluation.conflicts_benchmark [--index NAME] [--show]

Each row's measure is put as a question. Of the rows in dispute on the value, with two sides in the index, counted are
those whose answer gives both values, each cited, and those where each is cited to a source that the row names beside it;
of the other rows those whose answer has a conflict that no row bears out. Rows whose sides agree after rounding (2% and 1.9%) are no conflict by the project's
comparison and are counted apart. A dispute between equal numbers (on period, subject or owner) is not counted at all.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant import Answer, Assistant
from assistant.evaluation.intervals import Score, proportion
from assistant.evaluation.recorded import from_json
from assistant.evaluation.scoring.disputes import conflict_score
from assistant.evaluation.suites import Case, Expected
from assistant.evaluation.truth import Table, Truth, load
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row's answer: whether the row is in dispute, its conflict score, and how many conflicts the answer has."""

    row: Truth
    question: str
    answer: Answer
    score: float | None

    @property
    def both(self) -> bool:
        """Whether the answer shows every value of the row."""
        shown = [one.figure.quantity for one in self.answer.figures]
        wanted = {ends[-1] for ends, _ in self.row.sides}
        return all(any(_is(value, one) for one in shown) for value in wanted)

    @property
    def rounded(self) -> bool:
        """Whether some two values of the row agree after rounding to the last digit of one that is not 0."""
        values = {ends[-1] for ends, _ in self.row.sides}
        return any(_rounds(one, other) for one, other in permutations(values, 2))

    def invented(self, known: Collection[Decimal]) -> bool:
        """Whether the answer has a conflict over values of which none is in dispute in any row."""
        if self.score is not None or self.row.agreement == "disputed":
            return False
        values = [[figure.figure.quantity.value for figure, _ in one.sides] for one in self.answer.conflicts]
        return any(not any(value in known for value in sides) for sides in values)


def question_of(row: Truth) -> str:
    """A row's measure as a question for its figure."""
    measure = row.measure if row.measure[1:2].isupper() else row.measure[:1].lower() + row.measure[1:]
    if row.unit.isupper():
        return f"How much was the {measure}?"
    if row.unit == "percent":
        return f"What percentage was the {measure}?"
    return f"How many {row.unit.replace('_', ' ')}s were there: {measure}?"


def outcomes(assistant: Assistant, table: Table) -> list[Outcome]:
    """Every row with a value that is no date, asked."""
    known = {document.id for document in assistant.index.documents.values()}
    asked = []
    for row in table.values():
        if row.value is None or row.unit in TEMPORAL_UNITS:
            continue
        question = question_of(row)
        answer = assistant.ask(question)
        case = Case(
            id=row.commitment_id,
            question=question,
            type="single_figure",
            expected=(Expected(value=str(row.value), unit=row.unit, commitment_id=row.commitment_id),),
            commitment_ids=(row.commitment_id,),
            source_ids=row.source_ids,
            status="answered",
        )
        score = conflict_score(case, from_json(assistant.to_json(answer)), table, known)
        asked.append(Outcome(row, question, answer, score))
    return asked


def _is(value: Decimal, shown: Quantity) -> bool:
    return value in (shown.upper or shown.value, shown.value)


def _rounds(coarse: Decimal, fine: Decimal) -> bool:
    last = Decimal(1).scaleb(int(coarse.normalize().as_tuple().exponent))
    return abs(coarse - fine) < last / 2


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", default="default")
    parser.add_argument("--show", action="store_true", help="print the disputed rows and the invented conflicts")
    options = parser.parse_args(arguments)
    with Assistant.open(index=options.index) as assistant:
        asked = outcomes(assistant, load())
    known = {end for one in asked if one.row.agreement == "disputed" for ends, _ in one.row.sides for end in ends}
    rounded = [one for one in asked if one.score is not None and one.rounded]
    disputed = [one for one in asked if one.score is not None and not one.rounded]
    print("disputed rows, both values given   ", _said(sum(one.both for one in disputed), len(disputed)))
    print("the same, cited as the table says  ", _said(sum(one.score == 1 for one in disputed), len(disputed)))
    print("disputed rows, at least one given  ", _said(sum(bool(one.score) for one in disputed), len(disputed)))
    print("sides that agree when rounded, both", _said(sum(one.both for one in rounded), len(rounded)))
    plain = [one for one in asked if one.score is None and one.row.agreement != "disputed"]
    print("other rows, a conflict told        ", _said(sum(one.invented(known) for one in plain), len(plain)))
    if options.show:
        for one in asked:
            if one.score is not None or one.invented(known):
                said = " ".join(one.answer.text.split())
                print(f"{one.row.commitment_id}: {one.score if one.score is not None else 'invented'}, {said[:300]!r}")


def _said(hits: int, total: int) -> str:
    score: Score = proportion(hits, total)
    return f"{hits} of {total} ({score.value or 0:.1%}; 95 % {score.low:.1%} to {score.high:.1%})"


if __name__ == "__main__":
    main()
