"""Whether a citation holds the figure it is given for, and whether the table accepts its document."""

from __future__ import annotations

import re

from assistant.evaluation.matching import agrees, of_row, quantity
from assistant.evaluation.recorded import RecordedAnswer, RecordedCitation, RecordedFigure
from assistant.evaluation.suites import Case, Expected
from assistant.evaluation.truth import Table, Truth
from assistant.figures.quantity import Quantity
from assistant.figures.words import coverage, terms

_SPACE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
#: Share of a measure's content words that a quote of an unlisted document must hold to be about the same thing.
SAME_MEASURE = 1 / 3


def squash(text: str) -> str:
    """Lower case, every run of white space one space."""
    return re.sub(r"\s+", " ", text.translate(_SPACE)).lower()


def holders(figure: RecordedFigure, answer: RecordedAnswer) -> list[RecordedCitation]:
    """The figure's own citations whose quote prints it."""
    cited = (answer.citations[one] for one in figure.citations if one in answer.citations)
    return [one for one in cited if squash(figure.text) in squash(one.quote)]


def is_cited(figure: RecordedFigure, answer: RecordedAnswer) -> bool:
    """A printed figure needs a quote that holds it; a derived one, operands that are cited."""
    if figure.operands:
        return all(is_cited(operand, answer) for operand in figure.operands)
    return bool(holders(figure, answer))


def accepted(figure: RecordedFigure, answer: RecordedAnswer, expected: Expected, case: Case, table: Table) -> bool:
    """Whether a citation that holds the figure is one the table accepts for this value.

    A document that the table does not list may print the figure too: its quote then has to speak of the same measure.
    A value under dispute must be cited to a source named beside it.
    """
    if figure.operands:
        return all(_operand_accepted(operand, answer, case, table) for operand in figure.operands)
    row = table.get(expected.commitment_id or "")
    return any(_accepts(one, figure.quantity, row, case) for one in holders(figure, answer))


def _operand_accepted(operand: RecordedFigure, answer: RecordedAnswer, case: Case, table: Table) -> bool:
    if operand.operands:
        return all(_operand_accepted(one, answer, case, table) for one in operand.operands)
    rows = [table[name] for name in case.commitment_ids if name in table]
    held = holders(operand, answer)
    candidates: list[Truth | None] = [
        row for row in rows if any(agrees(operand.quantity, value) for value in of_row(row))
    ]
    return any(_accepts(one, operand.quantity, row, case) for one in held for row in candidates or [None])


def _accepts(citation: RecordedCitation, shown: Quantity, row: Truth | None, case: Case) -> bool:
    if row is None:
        return citation.document_id in case.source_ids or not case.source_ids
    if row.agreement == "disputed" and not agrees_beside(citation.document_id, shown, row):
        return False
    if citation.document_id in row.source_ids or citation.document_id in case.source_ids:
        return True
    about = terms(f"{row.measure} {row.organisation}")
    return coverage(about, terms(f"{citation.title} {citation.quote}")) >= SAME_MEASURE


def agrees_beside(document_id: str, shown: Quantity, row: Truth) -> bool:
    """For a disputed row: a source that is named beside values must be named beside the shown one."""
    beside = [ends for ends, source in row.sides if source == document_id]
    if not beside:
        return True
    return any(agrees(shown, quantity(str(end), row.unit)) for ends in beside for end in ends)
