"""Suites: JSON Lines, a header that says what the suite is for, then one case a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.errors import InputError

CaseStatus = Literal["answered", "premise_corrected", "not_found"]


class Expected(BaseModel):
    """A figure that the answer must hold: a decimal string and a unit coded as in the ground-truth table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]
    unit: Annotated[str, StringConstraints(min_length=1)]
    commitment_id: str | None = None


class Turn(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class Case(BaseModel):
    """One question and what a right answer holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$")]
    question: Annotated[str, StringConstraints(min_length=1)]
    history: tuple[Turn, ...] = ()
    type: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    expected: tuple[Expected, ...] = ()
    derived: bool = False
    commitment_ids: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    status: CaseStatus = "answered"
    expected_text: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the sources answer it as asked: neither a wrong premise nor silence."""
        return self.status == "answered"


class Header(BaseModel):
    """The first line of a suite. `index` is the one that its questions are for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    purpose: Annotated[str, StringConstraints(min_length=1)]
    n: int = Field(ge=1)
    made: Annotated[str, StringConstraints(min_length=1)]
    index: str = "default"


@dataclass(frozen=True, slots=True)
class Suite:
    header: Header
    cases: tuple[Case, ...]
    path: Path | None = None

    @property
    def name(self) -> str:
        return self.header.suite


def read_suite(path: Path, *, header_required: bool = True) -> Suite:
    """Read and check a suite.

    Raises InputError naming file, line and field of the first faults.
    """
    faults, suite = examine_suite(path, header_required=header_required)
    if faults or suite is None:
        raise InputError("; ".join(faults[:5]))
    return suite


def examine_suite(path: Path, *, header_required: bool = True) -> tuple[list[str], Suite | None]:
    """Every fault of a suite, and the suite where there is none."""
    header: Header | None = None
    cases: list[Case] = []
    faults: list[str] = []
    at: dict[str, int] = {}
    for line, item in _lines(path, faults):
        try:
            if "suite" in item:
                header = Header.model_validate(item)
                continue
            case = Case.model_validate(item)
        except ValidationError as error:
            faults += [f"{path}:{line}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
            continue
        if case.id in at:
            faults.append(f"{path}:{line}: id: {case.id!r} is on line {at[case.id]} too")
        at[case.id] = line
        cases.append(case)
    if header is None and header_required:
        faults.append(f'{path}:1: no header; the first line is {{"suite", "purpose", "n", "made"}}')
    if header is not None and header.n != len(cases):
        faults.append(f"{path}:1: n: says {header.n}, the file has {len(cases)} cases")
    if not cases:
        faults.append(f"{path}: holds no case")
    if faults:
        return faults, None
    header = header or Header(suite="unnamed", purpose="not stated", n=len(cases), made="not stated")
    return [], Suite(header, tuple(cases), path)


def _lines(path: Path, faults: list[str]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            faults.append(f"{path}:{number}: not JSON: {error}")
            continue
        if not isinstance(item, dict):
            faults.append(f"{path}:{number}: not a JSON object")
            continue
        yield number, item


def write_suite(path: Path, header: Header, cases: Iterable[Case]) -> None:
    """Write a suite; the header's n is set to the number of cases."""
    kept = list(cases)
    lines = [json.dumps(header.model_copy(update={"n": len(kept)}).model_dump(), ensure_ascii=False)]
    lines += [json.dumps(case.model_dump(), ensure_ascii=False) for case in kept]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def suites_folder() -> Path:
    """Where this checkout keeps its suites."""
    return Path(__file__).resolve().parents[2] / "eval" / "suites"


def check_name(name: str) -> str:
    """The name of a suite. Raises InputError where it is not lower case, digits and hyphens."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise InputError(f"suite name {name!r}: use lower case, digits and hyphens")
    return name


def find_suite(name: str | Path) -> Path:
    """A suite by path, or by name in `eval/suites`.

    Raises InputError listing the names there are.
    """
    path = Path(name)
    if path.is_file():
        return path
    named = suites_folder() / f"{path.name.removesuffix('.jsonl')}.jsonl"
    if named.is_file() and str(name) in (named.stem, named.name):
        return named
    there = ", ".join(sorted(file.stem for file in suites_folder().glob("*.jsonl"))) or "none"
    raise InputError(f"{name}: no such suite; give a file or one of: {there}")
