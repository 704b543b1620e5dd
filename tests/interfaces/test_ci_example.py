"""The example of an editorial pipeline, run on a change of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / ".ci" / "check-drafts.sh"


def test_each_draft_of_a_change_is_checked_and_one_that_fails_fails_the_run(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=tmp_path, check=True)

    git("init", "-q", "-b", "main")
    (tmp_path / "old.md").write_text("£1m")
    git("add", "old.md")
    git("commit", "-q", "-m", "old")
    git("checkout", "-q", "-b", "change")
    tools = tmp_path / "bin"
    tools.mkdir()
    briefing = tools / "briefing"
    briefing.write_text('#!/bin/sh\necho "checked $2 $3 $4"\n! grep -q wrong "$2"\n')
    briefing.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run([SCRIPT, "main"], cwd=tmp_path, env=environment, capture_output=True, text=True)

    (tmp_path / "a right one.md").write_text("£2m right")
    (tmp_path / "code.py").write_text("2")
    git("add", "a right one.md", "code.py")
    git("commit", "-q", "-m", "right")
    passed = run()
    assert passed.returncode == 0
    assert passed.stdout.count("checked") == 1
    assert "checked a right one.md --fail-on contradicted,misattributed" in passed.stdout
    (tmp_path / "b.md").write_text("£3m wrong")
    git("add", "b.md")
    git("commit", "-q", "-m", "wrong")
    assert run().returncode == 1
