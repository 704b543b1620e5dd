"""`briefing brief` as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant.interfaces.cli", "brief", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        timeout=120,
    )


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".docx", b"PK"), (".pdf", b"%PDF"), (".md", b"# Briefing: fraud"), (".csv", b"figure,")]
)
def test_a_briefing_is_written_in_the_form_that_the_file_name_says(
    assistant: Assistant, tmp_path: Path, suffix: str, begins: bytes
) -> None:
    out = tmp_path / f"fraud{suffix}"
    done = run("fraud", "--out", str(out))
    assert done.returncode == 0 and "figures from" in done.stdout and out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("fraud", "--out", "fraud.xls"), "ending in .docx, .pdf, .md, .csv"),
        ((" ",), "the topic is empty"),
        (("lighthouses of the Cornish coast",), "no figure on"),
        (("fraud", "--out", "nowhere/fraud.md"), "no such file"),
    ],
)
def test_bad_use_is_one_line_and_leaves_no_file(assistant: Assistant, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and told in done.stderr and done.stderr.count("\n") == 1
