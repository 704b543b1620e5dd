"""Check tables and suites, each by itself and suites against the table they draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.errors import InputError
from assistant.evaluation.matching import agrees, of_case, of_row, points_of
from assistant.evaluation.suites import Suite, examine_suite, suites_folder
from assistant.evaluation.truth import Truth, default_table, examine


def validate_files(paths: Sequence[Path], truth: Path | None = None) -> tuple[list[str], list[Path]]:
    """(faults, files checked): the files named, or the table and every suite of this checkout.

    Raises InputError for a file that cannot be read or is of neither kind.
    """
    table = truth or default_table()
    if not paths:
        paths = [table, *sorted(suites_folder().glob("*.jsonl"))]
    rows: Mapping[str, Truth] | None = None
    faults: list[str] = []
    for path in paths:
        if path.suffix == ".csv":
            faults += examine(path)[0]
        elif path.suffix == ".jsonl":
            own, suite = examine_suite(path)
            rows = examine(table)[1] if rows is None else rows
            faults += own + (_against(suite, rows) if suite else [])
        else:
            raise InputError(f"{path}: neither a table (.csv) nor a suite (.jsonl)")
    return faults, list(paths)


def _against(suite: Suite, rows: Mapping[str, Truth]) -> list[str]:
    """Rows a suite names that are not there, and expected values that are not their row's."""
    faults = []
    for case in suite.cases:
        place = f"{suite.path}: {case.id}"
        faults += [f"{place}: commitment_ids: no row {name!r}" for name in case.commitment_ids if name not in rows]
        for one in case.expected:
            row = rows.get(one.commitment_id or "")
            if one.commitment_id and row is None:
                faults.append(f"{place}: expected: no row {one.commitment_id!r}")
            elif row and not any(agrees(of_case(one), value) for value in (*of_row(row), *points_of(row))):
                faults.append(f"{place}: expected: {one.value} {one.unit} is not a value of {one.commitment_id}")
        if case.status == "not_found" and case.expected:
            faults.append(f"{place}: expected: a case whose status is not_found expects no figures")
    return faults
