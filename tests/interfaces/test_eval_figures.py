"""`briefing eval figures` on a folder that is not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.interfaces.cli import main


def test_a_missing_data_folder_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "nowhere"
    monkeypatch.setattr(sys, "argv", ["briefing", "eval", "figures", "--data", str(missing)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert str(missing) in capsys.readouterr().err
