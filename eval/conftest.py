"""Options and fixtures of `pytest eval/`: one test a case, put to the assistant on one index."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ["ANONYMIZED_TELEMETRY"] = "False"

from assistant.evaluation.engines import Engine, open_engine
from assistant.evaluation.gate import read_baseline
from assistant.evaluation.suites import find_suite, read_suite, suites_folder
from assistant.evaluation.truth import Table, load


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("briefing")
    group.addoption(
        "--suite",
        action="append",
        default=[],
        help="a suite by name or file (may be repeated); default: those of the baseline, or all of the index",
    )
    group.addoption("--eval-index", default="default", help="the index to ask")
    group.addoption("--eval-model", default=None, help="chat model as PROVIDER:NAME")
    group.addoption("--eval-engine", default="briefing", help="briefing or vanilla")
    group.addoption("--baseline", default=None, help="a baseline: cases that fail in it are expected to fail")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" not in metafunc.fixturenames:
        return
    index = metafunc.config.getoption("--eval-index")
    chosen = metafunc.config.getoption("--baseline")
    baseline = read_baseline(Path(chosen)) if chosen else {"cases": {}, "suites": ()}
    named = metafunc.config.getoption("--suite") or list(baseline["suites"])
    suites = [read_suite(find_suite(name)) for name in named] or [
        suite for suite in map(read_suite, sorted(suites_folder().glob("*.jsonl"))) if suite.header.index == index
    ]
    failing = {name for name, one in baseline["cases"].items() if not one["as_wanted"] or one["wrong"]}
    expected = pytest.mark.xfail(reason="fails in the baseline", strict=False)
    metafunc.parametrize(
        "case",
        [
            pytest.param(case, id=f"{suite.name}-{case.type}-{case.id}", marks=[expected] if case.id in failing else [])
            for suite in suites
            for case in suite.cases
        ],
    )


@pytest.fixture(scope="session")
def truth() -> Table:
    return load()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    option = request.config.getoption
    opened = open_engine(option("--eval-engine"), option("--eval-index"), option("--eval-model"))
    yield opened
    opened.close()
