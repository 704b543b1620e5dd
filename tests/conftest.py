"""Shared fixtures: every test runs offline; tests that need the team's shared data skip where it is absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["ANONYMIZED_TELEMETRY"] = "False"

import pytest

from assistant import Assistant
from assistant.settings import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("BRIEFING_SHARED", ROOT.parent / "shared"))


def shared(path: str) -> Path:
    """The path of a file of the team's shared data; the test is skipped where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"{path} of the shared data is not on this machine")
    return found


@pytest.fixture(scope="session")
def indexes() -> Iterator[Path]:
    """The indexes folder of the checkout, where the exported embedding model lies; what a test builds there is removed."""
    import shutil

    folder = settings().indexes
    before = set(folder.iterdir()) if folder.is_dir() else set()
    yield folder
    for path in set(folder.iterdir()) - before - {folder / ".models", folder / "default"}:
        shutil.rmtree(path)


@pytest.fixture(scope="session")
def assistant(indexes: Path) -> Iterator[Assistant]:
    """The assistant on the default index, built from the corpus where `make setup` has not."""
    from assistant.index.build import ingest

    ingest([settings().corpus], indexes / "default")
    with Assistant.open() as opened:
        yield opened
