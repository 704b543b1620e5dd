"""A run: every case of some suites put to one engine, recorded in a folder that a kill leaves resumable.

config.json     engine, model, index and corpus hashes, package versions, suites and their hashes
cases.jsonl     the cases as asked, so that the folder explains itself
answers.jsonl   one answer object a line, with its passages, written and synced as it comes
scores.json     scores with intervals, and each case's marks
report.md, report.html, junit.xml
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.errors import BriefingError, InputError
from assistant.evaluation.engines import Engine, canonical, open_engine
from assistant.evaluation.recorded import RecordedAnswer, from_json
from assistant.evaluation.scoring import Marks, Summary, score_case, summarise
from assistant.evaluation.suites import Case, Suite
from assistant.evaluation.truth import Table

#: Packages whose version can change an answer.
_PACKAGES = ("briefing", "chromadb", "langchain", "langchain-core", "numpy", "onnxruntime", "pydantic", "scikit-learn", "tantivy", "tokenizers")  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run. `repeats` has each case's answers, the first of which is scored. `stable` is the share of cases
    whose repeats all agree in status and figures; None for a single pass."""

    folder: Path
    config: Mapping[str, Any]
    cases: tuple[Case, ...]
    repeats: Mapping[str, tuple[RecordedAnswer, ...]]
    marks: tuple[Marks, ...]
    summary: Summary
    stable: float | None = None

    def answer(self, case_id: str) -> RecordedAnswer | None:
        return next(iter(self.repeats.get(case_id, ())), None)


def new_folder(root: Path, suites: Sequence[Suite], engine: str) -> Path:
    """A folder name that sorts by time: 20261124T104500Z-dev-briefing."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return root / f"{stamp}-{'+'.join(suite.name for suite in suites)}-{engine}"


def execute(
    suites: Sequence[Suite],
    table: Table,
    folder: Path,
    *,
    engine: str = "briefing",
    index: str = "default",
    model: str | None = None,
    repeat: int = 1,
    progress: Progress = lambda done, total: None,
) -> Run:
    """Ask what the folder has no answer for yet, then score everything.

    Raises InputError where the folder holds a run of another configuration. One case that fails is recorded as
    `{"id", "error"}` and the rest go on.
    """
    cases = _merged(suites)
    with closing(open_engine(engine, index, model)) as opened:
        config = _config(suites, table, opened.describe(), engine=engine, model=model, repeat=repeat)
        _begin(folder, config, cases)
        done = {(line["id"], line["repeat"]) for line in _recorded(folder)}
        wanted = [(case, n) for n in range(repeat) for case in cases]
        with (folder / "answers.jsonl").open("a", encoding="utf-8") as stream:
            for position, (case, n) in enumerate(wanted, 1):
                if (case.id, n) not in done:
                    stream.write(json.dumps(_ask(opened, case, n), ensure_ascii=False) + "\n")
                    stream.flush()
                    os.fsync(stream.fileno())
                progress(position, len(wanted))
    return score_run(folder, table)


def score_run(folder: Path, table: Table) -> Run:
    """Score a folder's answers. Raises InputError where it is no run or lacks answers."""
    config, cases = read_config(folder), _cases(folder)
    repeats: dict[str, list[RecordedAnswer]] = {}
    for line in _recorded(folder):
        repeats.setdefault(line["id"], []).append(from_json(line))
    lacking = [case.id for case in cases if len(repeats.get(case.id, ())) < config["repeat"]]
    if lacking:
        raise InputError(
            f"{folder}: {len(lacking)} cases have no answer yet; finish the run with: briefing eval run … --out {folder}"
        )
    known = frozenset(config["documents"])
    marks = tuple(score_case(case, repeats[case.id][0], table, known) for case in cases)
    stable = None
    if config["repeat"] > 1:
        stable = sum(len({_outcome(one) for one in repeats[case.id]}) == 1 for case in cases) / len(cases)
    frozen = {name: tuple(answers) for name, answers in repeats.items()}
    return Run(folder, config, cases, frozen, marks, summarise(marks), stable)


def read_config(folder: Path) -> dict[str, Any]:
    """Raises InputError where the folder is no run."""
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise InputError(f"{folder}: not a run folder: no config.json that can be read") from None
    return config


def _begin(folder: Path, config: Mapping[str, Any], cases: Sequence[Case]) -> None:
    if (folder / "config.json").is_file():
        there = read_config(folder)
        changed = sorted(name for name in config if name not in _VOLATILE and there.get(name) != config[name])
        if changed:
            raise InputError(f"{folder}: holds a run of another {', '.join(changed)}; give another --out")
        return
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(case.model_dump(), ensure_ascii=False) for case in cases]
    (folder / "cases.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    part = folder / "config.json.part"
    part.write_text(json.dumps(config, indent=1, ensure_ascii=False), encoding="utf-8")
    part.replace(folder / "config.json")


_VOLATILE = frozenset({"started", "python", "platform", "packages"})


def _ask(engine: Engine, case: Case, n: int) -> dict[str, Any]:
    history = [turn.model_dump() for turn in case.history]
    start = time.perf_counter()
    try:
        answer = engine.answer(case.question, history)
        retrieved = engine.retrieve(str(answer.get("standalone_question") or case.question))
    except Exception as error:  # a defect is one failed case in the report, not the end of the run
        told = str(error) if isinstance(error, BriefingError) else f"{type(error).__name__}: {error}"
        return {"id": case.id, "repeat": n, "error": told, "seconds": time.perf_counter() - start}
    return {**answer, "id": case.id, "repeat": n, "retrieved": retrieved}


def _recorded(folder: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of answers.jsonl. What a kill cut short is dropped from the file, and asked again."""
    path = folder / "answers.jsonl"
    if not path.is_file():
        return
    text = path.read_bytes()
    whole = text[: text.rfind(b"\n") + 1]
    if len(whole) != len(text):
        path.write_bytes(whole)
    for number, line in enumerate(whole.decode("utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: not JSON: {error}; delete the line to have it asked again") from None


def _cases(folder: Path) -> tuple[Case, ...]:
    try:
        lines = (folder / "cases.jsonl").read_text("utf-8").splitlines()
    except OSError:
        raise InputError(f"{folder}: not a run folder: no cases.jsonl") from None
    return tuple(Case.model_validate_json(line) for line in lines if line)


def _merged(suites: Sequence[Suite]) -> tuple[Case, ...]:
    cases: dict[str, Case] = {}
    for suite in suites:
        for case in suite.cases:
            if case.id in cases:
                raise InputError(f"{suite.path}: case id {case.id!r} is in another suite of this run too")
            cases[case.id] = case
    if not cases:
        raise InputError("no case to run; name a suite")
    return tuple(cases.values())


def _config(
    suites: Sequence[Suite],
    table: Table,
    described: Mapping[str, Any],
    *,
    engine: str,
    model: str | None,
    repeat: int,
) -> dict[str, Any]:
    return {
        "engine": engine,
        "model": model,
        "repeat": repeat,
        "suites": {suite.name: suite_hash(suite.cases) for suite in suites},
        "ground_truth_sha256": hashlib.sha256(table.path.read_bytes()).hexdigest(),
        "code_sha256": _code_hash(),
        **described,
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def suite_hash(cases: Sequence[Case]) -> str:
    """The hash of the cases, whatever the file's formatting."""
    return hashlib.sha256(canonical([case.model_dump() for case in cases]).encode()).hexdigest()


def _code_hash() -> str:
    """The hash of everything in the package but this part of it: what answers come from."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package).parts
        if path.suffix in (".py", ".toml", ".json", ".txt", ".csv") and inside[0] not in ("evaluation", "interfaces"):
            digest.update("/".join(inside).encode() + path.read_bytes())
    return digest.hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _outcome(answer: RecordedAnswer) -> tuple[Any, ...]:
    return answer.status, tuple((figure.quantity.value, figure.quantity.unit) for figure in answer.figures)
