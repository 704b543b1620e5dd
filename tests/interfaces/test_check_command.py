"""`briefing check` on drafts, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant

DRAFT = "The Public Sector Fraud Authority gets £34m to deploy artificial intelligence against fraud.\n"
ALTERED = DRAFT.replace("£34m", "£34bn")


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant.interfaces.cli", "check", *arguments],
        input=text,
        capture_output=True,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        timeout=120,
    )


def test_a_draft_from_standard_input_gives_the_check_object(assistant: Assistant) -> None:
    done = run("-", "--json", text=DRAFT)
    report = json.loads(done.stdout)
    assert done.returncode == 0 and report["summary"]["supported"] == 1
    (figure,) = report["figures"]
    assert set(figure) == {"text", "start", "end", "verdict", "source_figure", "citations", "why"}
    assert DRAFT[figure["start"] : figure["end"]] == "£34m" == figure["text"]


def test_the_exit_code_is_1_only_for_the_verdicts_named(assistant: Assistant) -> None:
    assert run("-", text=ALTERED).returncode == 0
    assert run("-", "--fail-on", "contradicted,misattributed", text=ALTERED).returncode == 1
    assert run("-", "--fail-on", "contradicted,misattributed", text=DRAFT).returncode == 0


def test_a_report_is_written_as_a_page_and_as_a_table(assistant: Assistant, tmp_path: Path) -> None:
    for suffix, words in ((".html", "<mark"), (".csv", "verdict")):
        out = tmp_path / f"report{suffix}"
        done = run("-", "--out", str(out), text=DRAFT)
        assert done.returncode == 0 and "1 supported" in done.stdout and words in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give a draft"),
        (("nowhere.md",), "no such file"),
        (("-",), "the text is empty"),
        (("-", "--fail-on", "wrong"), "name verdicts"),
        (("-", "--out", "report.pdf"), "ending in .html, .csv, .docx"),
    ],
)
def test_bad_use_is_one_line(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert (
        done.returncode == 2 and told in done.stderr and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
    )


def test_a_draft_that_is_damaged_or_beyond_the_limits_of_reading_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_FILE_MEGABYTES", "1")
    broken, large = tmp_path / "broken.pdf", tmp_path / "large.md"
    broken.write_bytes(b"%PDF-1.7\n" + b"\x00<< /Type /Page" * 50)
    large.write_text(DRAFT * 20_000)
    for path, told in ((broken, "damaged or not a PDF"), (large, "larger than 1 MB")):
        done = run(str(path))
        assert done.returncode == 2 and told in done.stderr and done.stderr.count("\n") == 1
