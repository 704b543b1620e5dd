"""The gate: a run against thresholds, against a baseline, and against a list of waivers that must not go stale.

All rules are in one TOML file:

    [thresholds.NAME]       min or max of a score, absolute
    [tolerances]            NAME = how much worse than the baseline a score may be
    [[waivers]]             case, reason, until (a date): a case that may be wrong until then
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from assistant.errors import InputError, NotComparableError
from assistant.evaluation.runs import Run, suite_hash
from assistant.evaluation.scoring.summary import LOWER_IS_BETTER, MEANING, succeeded

Words = Annotated[str, StringConstraints(min_length=1)]


class Threshold(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    min: float | None = None
    max: float | None = None


class Waiver(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    case: Words
    reason: Words
    until: date


class Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    thresholds: dict[str, Threshold] = {}
    tolerances: dict[str, float] = {}
    waivers: tuple[Waiver, ...] = ()

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        unknown = sorted((self.thresholds.keys() | self.tolerances.keys()) - MEANING.keys())
        if unknown:
            raise ValueError(f"no score named {', '.join(unknown)}")
        return self


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of the gate."""

    passed: bool
    check: str
    detail: str


def read_rules(path: Path) -> Rules:
    """Raises InputError naming file and field."""
    try:
        return Rules.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError:
        raise InputError(f"{path}: cannot be read; the gate needs its rules") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{path}: {'.'.join(map(str, first['loc'])) or 'rules'}: {first['msg']}") from None


def baseline_of(run: Run) -> dict[str, Any]:
    """What a gate needs to remember of a run."""
    return {
        "suites": run.config["suites"],
        "cases_sha256": suite_hash(run.cases),
        "engine": run.config["engine"],
        "corpus_sha256": run.config.get("corpus_sha256"),
        "scores": run.summary.to_json()["scores"],
        "cases": {
            one.case_id: {
                "as_wanted": succeeded(one),
                "wrong": [figure.text for figure in one.wrong] if one.confident_wrong else [],
            }
            for one in run.marks
        },
    }


def read_baseline(path: Path) -> dict[str, Any]:
    """Raises InputError where it cannot be read."""
    try:
        baseline: dict[str, Any] = json.loads(path.read_text("utf-8"))
        baseline["scores"], baseline["cases"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"{path}: not a baseline; write one with: briefing eval gate RUN --baseline {path} --update"
        ) from None
    return baseline


def check(run: Run, baseline: dict[str, Any], rules: Rules, today: date) -> list[Finding]:
    """Every check, failed ones first.

    Raises NotComparableError where the baseline belongs to other cases.
    """
    if baseline.get("cases_sha256") != suite_hash(run.cases):
        raise NotComparableError("the baseline was made with other cases; make it again with --update")
    findings = [*_thresholds(run, rules), *_tolerances(run, baseline, rules), *_cases(run, baseline, rules, today)]
    return sorted(findings, key=lambda one: one.passed)


#: A baseline keeps six digits of a score.
_ROUNDED = 1e-6


def _thresholds(run: Run, rules: Rules) -> list[Finding]:
    findings = []
    for name, limit in rules.thresholds.items():
        value = run.summary.scores[name].value
        low = value is not None and limit.min is not None and value < limit.min
        high = value is not None and limit.max is not None and value > limit.max
        wanted = " and ".join(
            f"{word} {bound:g}"
            for word, bound in (("at least", limit.min), ("at most", limit.max))
            if bound is not None
        )
        shown = "not measured" if value is None else f"{value:.4g}"
        findings.append(Finding(value is not None and not low and not high, name, f"{shown}, wanted {wanted}"))
    return findings


def _tolerances(run: Run, baseline: dict[str, Any], rules: Rules) -> list[Finding]:
    findings = []
    for name, slack in rules.tolerances.items():
        value, before = run.summary.scores[name].value, baseline["scores"].get(name, {}).get("value")
        if value is None or before is None:
            findings.append(Finding(value is None and before is None, name, "measured in one of the two only"))
            continue
        loss = value - before if name in LOWER_IS_BETTER else before - value
        detail = f"{value:.4g}, baseline {before:.4g}, may be {slack:g} worse"
        findings.append(Finding(loss <= slack + _ROUNDED, f"{name} beside the baseline", detail))
    return findings


def _cases(run: Run, baseline: dict[str, Any], rules: Rules, today: date) -> list[Finding]:
    waived = {one.case for one in rules.waivers}
    marks = {one.case_id: one for one in run.marks}
    findings = []
    newly = [one for one in run.marks if one.confident_wrong and not baseline["cases"][one.case_id]["wrong"]]
    for one in newly:
        figures = ", ".join(figure.text for figure in one.wrong)
        findings.append(
            Finding(
                one.case_id in waived,
                f"case {one.case_id}",
                f"newly wrong: {figures}" + (" (waived)" if one.case_id in waived else ""),
            )
        )
    for waiver in rules.waivers:
        mark = marks.get(waiver.case)
        if mark is None:
            findings.append(Finding(False, f"waiver {waiver.case}", "stale: no such case"))
        elif waiver.until < today:
            findings.append(Finding(False, f"waiver {waiver.case}", f"stale: ran out on {waiver.until}"))
        elif not mark.confident_wrong:
            findings.append(
                Finding(False, f"waiver {waiver.case}", "stale: the case shows no wrong figure; delete the waiver")
            )
    if not newly:
        findings.append(Finding(True, "cases", "no newly wrong figure"))
    return findings
