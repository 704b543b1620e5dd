"""No connection leaves the machine, neither from Python nor from compiled code below it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: it watches the system calls")
def test_ingest_and_ask_make_no_system_call_that_connects_to_the_network(indexes: Path, tmp_path: Path) -> None:
    log = tmp_path / "calls"
    for arguments in (("ingest", str(ROOT / "corpus" / "nao")), ("ask", "How much fraud and error is there?")):
        done = subprocess.run(
            ["strace", "-f", "-qq", "-e", "trace=connect,sendto", "-o", str(log), sys.executable, "-W", "ignore",
             "-m", "assistant.interfaces.cli", *arguments, "--index", tmp_path.name],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "AF_INET" not in log.read_text()


def test_ingest_and_ask_work_where_there_is_no_network_at_all(indexes: Path, tmp_path: Path) -> None:
    alone = ["unshare", "--net", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let a process be cut off from the network")
    for arguments in (("ingest", str(ROOT / "corpus" / "nao")), ("ask", "How much fraud and error is there?")):
        done = subprocess.run(
            [*alone, sys.executable, "-W", "ignore", "-m", "assistant.interfaces.cli", *arguments, "--index", tmp_path.name],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
