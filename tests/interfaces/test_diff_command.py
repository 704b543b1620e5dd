"""`briefing diff`, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import ROOT

BEFORE, AFTER = (ROOT / "corpus" / "analysis" / name for name in ("ons-q2-2024.md", "ons-q3-2024.md"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistant.interfaces.cli", "diff", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_terminal_shows_tables_and_json_is_one_object() -> None:
    shown = run(str(BEFORE), str(AFTER))
    assert shown.returncode == 0 and "Changed" in shown.stdout and "Added" in shown.stdout
    data = json.loads(run(str(BEFORE), str(AFTER), "--json").stdout)
    assert set(data) == {"before", "after", "changed", "added", "dropped", "unchanged"}
    assert all(one["before"]["text"] != one["after"]["text"] for one in data["changed"])


def test_a_word_document_has_a_table_of_what_changed(tmp_path: Path) -> None:
    out = tmp_path / "changes.docx"
    done = run(str(BEFORE), str(AFTER), "--out", str(out))
    assert done.returncode == 0 and "changed" in done.stdout
    tables = Document(str(out)).tables
    assert [cell.text for cell in tables[0].rows[0].cells] == ["What", "Before", "After", "Change"]


def test_bad_use_is_one_line() -> None:
    for arguments, told in (
        ((str(BEFORE), "nowhere.md"), "no such file"),
        ((str(BEFORE), str(AFTER), "--out", "x.pdf"), ".docx"),
    ):
        done = run(*arguments)
        assert done.returncode == 2 and told in done.stderr and done.stderr.count("\n") == 1


def test_a_file_beyond_the_limits_of_reading_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_FILE_MEGABYTES", "1")
    monkeypatch.setenv("BRIEFING_READING_MEGABYTES", "300")
    large, deep = tmp_path / "large.txt", tmp_path / "deep.html"
    large.write_text("It costs £5 million. " * 60_000)
    deep.write_text("<html><body>" + "<div>" * 150_000 + "It costs £5 million.")
    for path, told in ((large, "larger than 1 MB"), (deep, "deep.html")):
        done = run(str(BEFORE), str(path))
        assert done.returncode == 2 and told in done.stderr and done.stderr.count("\n") == 1
