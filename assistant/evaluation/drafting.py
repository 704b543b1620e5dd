"""Draft cases from rows of a ground-truth table, for people to reword."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from assistant.errors import InputError
from assistant.evaluation.suites import Case, Expected, Header
from assistant.evaluation.truth import Table, Truth


def draft(table: Table, rows: Sequence[str], name: str) -> tuple[Header, tuple[Case, ...]]:
    """A header and one case a row, all rows where none is named. Rows whose value is not a number are left out.

    Raises InputError for a row that the table does not have.
    """
    unknown = [row for row in rows if row not in table]
    if unknown:
        raise InputError(f"{table.path}: no row {', '.join(unknown[:3])}; see its first column")
    chosen = [table[row] for row in (rows or list(table)) if table[row].value is not None]
    cases = tuple(_case(row, f"{name}-{number:03d}") for number, row in enumerate(chosen, 1))
    header = Header(
        suite=name,
        purpose="State here what these cases are for.",
        n=max(len(cases), 1),
        made=f"Drafted by briefing eval new from {table.path.name}; the questions are to be reworded.",
    )
    return header, cases


def _case(row: Truth, identity: str) -> Case:
    template = _template(row.unit)
    measure = row.measure if row.measure[:2].isupper() else row.measure[0].lower() + row.measure[1:]
    ends = [end for end in (row.value, row.value_upper) if end is not None]
    return Case(
        id=identity,
        question=template["question"].format(measure=measure.rstrip(".?")),
        type=template["type"],
        expected=tuple(Expected(value=f"{end:f}", unit=row.unit, commitment_id=row.commitment_id) for end in ends),
        commitment_ids=(row.commitment_id,),
        source_ids=row.source_ids,
    )


def _template(unit: str) -> dict[str, str]:
    kind = "money" if unit.isupper() else unit
    return next(one for one in _templates() if one["unit"] in (kind, "*"))


@cache
def _templates() -> list[dict[str, str]]:
    table: list[dict[str, str]] = tomllib.loads(
        files("assistant.evaluation").joinpath("drafts.toml").read_text("utf-8")
    )["draft"]
    return table
