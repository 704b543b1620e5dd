"""Figures that are wrong for the question: shown as part of the answer, and not what was asked.

Every figure of an answer is one of:

- *right*: an expected value, or a value its row has in dispute;
- *context*: a date or a length of time where none was asked for; a figure that stands in the question or the
  conversation; a term of a sum that is shown;
- *named*: a value of a row the case names, such as a term of a sum that is not carried out;
- *related*: a value of a row that a named one is part of, or that is part of it;
- *bare*: the expected number without its noun, which is neither right nor wrong;
- *other*: of another unit than any expected figure;
- *wrong*: anything else, that is a figure of the asked-for sort that belongs to another thing.

Related and other figures are fair beside a right one ("£55.5m of the £230m") and wrong instead of one: where nothing
right is shown, they are what the reader takes for the answer. For a question that the sources do not answer, every
figure is wrong but context. A question without expected figures (a name, a purpose) has no wrong ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.evaluation.matching import SPANS, agrees, of_case, of_row, points_of, same_class
from assistant.evaluation.recorded import RecordedAnswer, RecordedFigure
from assistant.evaluation.scoring.accuracy import stands_for
from assistant.evaluation.suites import Case
from assistant.evaluation.truth import Table
from assistant.figures import read
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity, Relation


def wrong_figures(case: Case, answer: RecordedAnswer, table: Table) -> tuple[RecordedFigure, ...]:
    """The figures of an answer that are wrong for the question, in the order shown."""
    said = [found for turn in (case.question, *(turn.content for turn in case.history)) for found in read(turn)]
    operands = [operand for figure in answer.figures for operand in _operands(figure)]
    candidates = [
        figure
        for figure in answer.figures
        if not (_is_context(figure.quantity, case, said) or _is_operand(figure, operands) or _is_bare(figure, case))
    ]
    if case.status == "not_found":
        return tuple(candidates)
    if not case.expected:
        return ()
    right = [figure for figure in answer.figures if any(stands_for(figure, one, table) for one in case.expected)]
    others = [figure for figure in candidates if figure not in right]
    named = {*case.commitment_ids, *(one.commitment_id for one in case.expected if one.commitment_id)}
    if not right:
        return tuple(figure for figure in others if not _gives(figure, named, table))
    near = table.relatives(named)
    return tuple(figure for figure in others if _asked_for(figure, case) and not _gives(figure, near, table))


def _operands(figure: RecordedFigure) -> Iterable[RecordedFigure]:
    for operand in figure.operands:
        yield operand
        yield from _operands(operand)


def _is_operand(figure: RecordedFigure, operands: Iterable[RecordedFigure]) -> bool:
    return any(
        figure.quantity.value == one.quantity.value and figure.quantity.unit == one.quantity.unit for one in operands
    )


def _is_bare(figure: RecordedFigure, case: Case) -> bool:
    if figure.quantity.unit != "number":
        return False
    return any(value_agreement(figure.quantity, of_case(one)) is not Relation.DIFFERS for one in case.expected)


def _is_context(shown: Quantity, case: Case, said: Iterable[Quantity]) -> bool:
    asked = {of_case(one).unit for one in case.expected}
    if shown.unit in TEMPORAL_UNITS and not asked & TEMPORAL_UNITS:
        return True
    if shown.unit in SPANS and not asked & SPANS:
        return True
    return any(value_agreement(shown, one) is not Relation.DIFFERS for one in said)


def _asked_for(figure: RecordedFigure, case: Case) -> bool:
    return any(same_class(figure.quantity, of_case(one)) for one in case.expected)


def _gives(figure: RecordedFigure, rows: Iterable[str], table: Table) -> bool:
    """Whether the figure is a value of one of the rows, or a point in time that the row names."""
    return any(
        agrees(figure.quantity, value)
        for name in rows
        if name in table
        for value in (*of_row(table[name]), *points_of(table[name]))
    )
