"""The follow-up benchmark counts turns and words as a reader would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.evaluation.followups_benchmark import main, outcome, read_turns


def test_turns_and_the_words_that_a_person_adds_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turns = [
        {"id": "a", "history": [], "question": "How much is there for courts?", "rewritten": "", "changed": False},
        {
            "id": "b",
            "history": [{"question": "How much is there for courts?", "answer": "£55m"}],
            "question": "and for prisons?",
            "rewritten": "How much is there for prisons?",
            "changed": True,
        },
    ]
    for name in ("followups_cast.jsonl", "followups_convfinqa.jsonl"):
        (tmp_path / name).write_text("".join(json.dumps(turn) + "\n" for turn in turns), "utf-8")
    read = read_turns(tmp_path / "followups_cast.jsonl")
    assert (
        outcome(read[1]).whole == "How much is there for prisons?" and outcome(read[1]).added == outcome(read[1]).wanted
    )
    main(["--data", str(tmp_path)])
    assert "CAsT, turns that need it, rewritten      1 of 1" in capsys.readouterr().out


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--data"):
        read_turns(tmp_path / "none.jsonl")
