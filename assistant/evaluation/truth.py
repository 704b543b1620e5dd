"""The ground-truth table: one row a figure, checked by a schema that names file, line and column of every fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from assistant.errors import InputError
from assistant.figures import read
from assistant.figures.quantity import Bound

_POINT = r"\d{4}(-\d{2}(-\d{2})?)?"  # 2026, 2026-03, 2026-03-31 and the financial year 2025-26

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Point = Annotated[str, StringConstraints(pattern=rf"^({_POINT})?$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _blank_is_none(cell: object) -> object:
    return None if cell == "" else cell


def _listed(cell: object) -> object:
    return tuple(part for part in cell.split(";") if part) if isinstance(cell, str) else cell


class Truth(BaseModel):
    """One row: what the sources say about one thing. The columns are described in `eval/README.md`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    commitment_id: Slug
    measure: Words
    organisation: Words
    policy_area: Words
    measure_type: Literal["funding", "count", "percent", "saving", "estimate", "hours", "deadline", "people", "benefit"]
    value: Annotated[Decimal | None, BeforeValidator(_blank_is_none)]
    value_upper: Annotated[Decimal | None, BeforeValidator(_blank_is_none)]
    unit: str
    bound: Bound
    as_printed: Words
    period: str
    period_kind: Literal["none", "total", "per_year", "fiscal_year", "calendar_year", "deadline"]
    start: Point
    end: Point
    basis: Literal["announced", "previously_announced", "forecast", "target", "achieved", "estimate"]
    part_of: Annotated[str | None, BeforeValidator(_blank_is_none)]
    announced_on: Point
    source_ids: Annotated[tuple[Slug, ...], BeforeValidator(_listed), Field(min_length=1)]
    in_seeds: bool
    agreement: Literal["agreed", "rounded_variants", "disputed"]
    disputed_values: Annotated[tuple[str, ...], BeforeValidator(_listed)]
    note: str

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.value is not None and not re.fullmatch(r"[A-Z]{3}|[a-z]+(_[a-z]+)*", self.unit):
            raise ValueError(f"unit: {self.unit!r} is neither an ISO 4217 code nor a singular noun")
        if self.value_upper is not None and (self.value is None or self.value_upper < self.value):
            raise ValueError("value_upper: the upper end of a range is below its value")
        if self.agreement == "disputed" and len(self.disputed_values) < 2:
            raise ValueError("disputed_values: a disputed row names at least two of VALUE@SOURCE")
        if self.agreement == "disputed" and not self.note.startswith("Dispute on "):
            raise ValueError("note: the note of a disputed row begins 'Dispute on'")
        for entry in self.disputed_values:
            if not re.fullmatch(r"-?[\d.]+(--?[\d.]+)?@[a-z0-9-]+", entry):
                raise ValueError(f"disputed_values: {entry!r} is not VALUE@SOURCE")
        if self.unit not in ("date", "fiscal_year") and re.search(r"\d", self.as_printed) and not self._prints():
            raise ValueError(f"as_printed: {self.as_printed!r} does not read as {self.value}")
        return self

    def _prints(self) -> bool:
        ends = [
            (quantity.value, quantity.upper) for quantity in read(f"{self.as_printed} {self.unit.replace('_', ' ')}")
        ]
        ends += [(quantity.value, quantity.upper) for quantity in read(self.as_printed)]
        found = {value for pair in ends for value in pair if isinstance(value, Decimal)}
        found |= {value * 100 for value in found} if self.unit == "percent" else set()
        return self.value in found and (self.value_upper is None or self.value_upper in found)

    @property
    def sides(self) -> tuple[tuple[tuple[Decimal, ...], str], ...]:
        """The disputed or variant values: ((low,) or (low, high), source id)."""
        parsed = []
        for entry in self.disputed_values:
            values, source = entry.split("@")
            ends = re.findall(r"\d+(?:\.\d+)?", values)
            parsed.append((tuple(Decimal(end) for end in ends), source))
        return tuple(parsed)


@dataclass(frozen=True, slots=True)
class Table(Mapping[str, Truth]):
    """The rows by id. Iterating gives the ids in file order."""

    path: Path
    rows: Mapping[str, Truth] = field(repr=False)

    def __getitem__(self, key: str) -> Truth:
        return self.rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def relatives(self, ids: Iterable[str]) -> set[str]:
        """The rows named, those they are part of and those that are part of them, at any depth. Siblings are not."""
        named = [row for row in ids if row in self.rows]
        found = set(named)
        for row in named:
            found |= set(self._above(row)) | self._below(row)
        return found

    def _above(self, row: str) -> Iterator[str]:
        seen = {row}
        parent = self.rows[row].part_of
        while parent and parent in self.rows and parent not in seen:
            seen.add(parent)
            yield parent
            parent = self.rows[parent].part_of

    def _below(self, row: str) -> set[str]:
        found: set[str] = set()
        grown = {row}
        while grown:
            grown = {name for name, other in self.rows.items() if other.part_of in grown} - found - {row}
            found |= grown
        return found


def default_table() -> Path:
    """The ground truth of this checkout. It is not part of an installed package."""
    return Path(__file__).resolve().parents[2] / "eval" / "ground_truth.csv"


def load(path: Path | None = None) -> Table:
    """Read and check a table.

    Raises InputError listing the first faults, each as FILE:LINE: COLUMN: what is wrong.
    """
    path = path or default_table()
    faults, rows = examine(path)
    if faults:
        more = f" (and {len(faults) - 5} more; run `briefing eval validate`)" if len(faults) > 5 else ""
        raise InputError("; ".join(faults[:5]) + more)
    return Table(path, rows)


def examine(path: Path) -> tuple[list[str], dict[str, Truth]]:
    """Every fault of a table, and its sound rows by id.

    Raises InputError when the file cannot be read at all.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            lines = [(reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 CSV: {error}") from None
    if not lines:
        raise InputError(f"{path}: is empty; the first line names the columns")
    header = lines[0][1]
    columns = list(Truth.model_fields)
    faults = [f"{path}:1: {name}: column is missing" for name in columns if name not in header]
    faults += [f"{path}:1: {name}: no such column" for name in header if name not in columns]
    if faults:
        return faults, {}
    rows: dict[str, Truth] = {}
    at: dict[str, int] = {}
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            faults.append(f"{path}:{line}: {len(cells)} cells where the header has {len(header)}")
            continue
        try:
            row = Truth.model_validate(dict(zip(header, cells, strict=True)))
        except ValidationError as error:
            faults += [f"{path}:{line}: {_fault(one)}" for one in error.errors()]
            continue
        if row.commitment_id in rows:
            faults.append(f"{path}:{line}: commitment_id: {row.commitment_id!r} is on line {at[row.commitment_id]} too")
        rows[row.commitment_id], at[row.commitment_id] = row, line
    for name, row in rows.items():
        if row.part_of and row.part_of not in rows:
            faults.append(f"{path}:{at[name]}: part_of: no row {row.part_of!r}")
    return faults, rows


def _fault(error: Mapping[str, object]) -> str:
    location = error.get("loc") or ()
    message = str(error.get("msg", "")).removeprefix("Value error, ")
    column = str(location[0]) if isinstance(location, tuple) and location else ""
    given = error.get("input")
    return (
        f"{column}: {message}, not {given!r}"
        if column and isinstance(given, str)
        else (f"{column}: " if column else "") + message
    )
