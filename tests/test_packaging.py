"""The wheel holds all that the program needs: it works from any folder, far from a checkout."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the package as a wheel unpacks it."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: pip install hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    code = f"import os; os.chdir({str(ROOT)!r}); from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    name = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()[-1]
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(site: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BRIEFING_")}
    environment |= {"PYTHONPATH": str(site), "XDG_DATA_HOME": str(home), "HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "assistant.interfaces.cli", *arguments],
        capture_output=True, text=True, check=False, cwd="/", env=environment,
    )  # fmt: skip


def test_the_wheel_carries_corpus_tables_and_weights(installed: Path) -> None:
    data = installed / "assistant" / "_data"
    assert len(list((data / "corpus").rglob("*.md"))) >= 176
    for file in ("figures/gazetteer.toml", "figures/vocabulary.toml", "answering/weights.json"):
        assert (installed / "assistant" / file).is_file(), file


def test_the_installed_program_checks_its_own_corpus_from_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "corpus", "check")
    assert done.returncode == 0 and "0 errors" in done.stdout, done.stderr


def test_the_installed_doctor_finds_corpus_and_says_what_is_missing(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "doctor")
    assert done.returncode == 1 and str(installed) in done.stdout and "briefing ingest" in done.stdout, done.stderr
