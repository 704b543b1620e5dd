"""The doctor names each problem and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.doctor import examine
from assistant.settings import Settings


def test_a_changed_corpus_file_is_reported_with_the_command_that_mends_it(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "added.md").write_text("The fund is worth £5m.\n", "utf-8")
    monkeypatch.setattr("assistant.doctor.settings", lambda: Settings(corpus=tmp_path))
    (finding,) = (one for one in examine() if one.name == "corpus in index")
    assert not finding.well and "1 of 1" in finding.detail and finding.advice == "run: briefing ingest"


def test_a_missing_index_is_reported_not_raised() -> None:
    finding = examine("no-such-index")[-1]
    assert not finding.well and "briefing ingest" in finding.advice
