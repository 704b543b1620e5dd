"""Bad use and bad input: one line on standard error that says what, where and what to do, and the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.interfaces.test_cli import run

FRONT = "---\nid: {id}\ntitle: A fund\npublisher: P\nkind: press\ndate: 2024-03-06\nlicence: own\ndigest: true\n---\n\n"


@pytest.fixture
def scratch(indexes: Path, tmp_path: Path) -> str:
    """The name of an index that the run of tests removes."""
    return tmp_path.name


def one_line(text: str, *words: str) -> bool:
    """Whether a text is one line that holds the words and no traceback."""
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text and all(word in text for word in words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("frobnicate",), ("no such command", "briefing --help")),
        (("ask", "q", "--nope"), ("--nope", "briefing ask --help")),
        (("search",), ("words", "briefing search --help")),
        (("search", "fraud", "--top", "0"), ("--top", "1")),
        (("search", "fraud", "--since", "last year"), ("--since", "last year", "2024-03-06")),
        (("figures", "corpus"), ("corpus", "a folder")),
        (("check", "nowhere.md"), ("nowhere.md", "no such file")),
        (("ask", ""), ("the question is empty",)),
        (("ask", "How much? " * 2000), ("20,000 characters", "at most 4,000")),
        (("ingest", "--kind", "novel"), ("novel", "'nao'")),
        (("ask", "q", "--index", "../elsewhere"), ("../elsewhere", "below")),
        (("ask", "q", "--model", "openai:gpt"), ("openai:gpt",)),
    ],
)
def test_wrong_use_gives_one_line_and_exit_code_two(arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and done.stdout == "" and one_line(done.stderr, *words)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", ("empty.txt", "empty")),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(400), ("program.txt", "binary")),
        ("odd.txt", b"\xff\xfe\x00\xd8bad\x81", ("odd.txt", "UTF-8")),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    scratch: str, tmp_path: Path, name: str, data: bytes, words: tuple[str, ...]
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = run("ingest", str(file), "--index", scratch, "--json")
    assert done.returncode == 2 and one_line(done.stderr, *words)
    assert [failure["path"] for failure in json.loads(done.stdout)["failed"]] == [str(file)]


@pytest.mark.parametrize("name", ["missing", "folder"])
def test_a_path_without_a_document_is_named(scratch: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    done = run("ingest", str(tmp_path / name), "--index", scratch)
    assert done.returncode == 2 and done.stdout == "" and one_line(done.stderr, name, ";")


def test_two_documents_with_one_id_keep_the_first_and_name_both(scratch: str, tmp_path: Path) -> None:
    for name, amount in (("first.md", "£5m"), ("second.md", "£6m")):
        (tmp_path / name).write_text(FRONT.format(id="same") + f"The fund is worth {amount}.\n", "utf-8")
    done = run("ingest", str(tmp_path), "--index", scratch, "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 3 and report["documents"] == 1
    assert one_line(done.stderr, "'same'", "first.md", "second.md", "front matter")


def test_an_index_of_another_model_is_not_opened(indexes: Path, scratch: str, assistant: object) -> None:
    folder = indexes / scratch
    folder.mkdir()
    manifest = json.loads((indexes / "default" / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"embedding_model": "another-model"}))
    shutil.copy(indexes / "default" / "record.sqlite", folder)
    done = run("ask", "How much for fraud?", "--index", scratch)
    assert done.returncode == 2 and one_line(done.stderr, "another-model", "BRIEFING_EMBEDDING_MODEL")


def test_a_file_of_questions_without_one_is_bad_input(assistant: object, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("\n", "utf-8")
    done = run("ask", "--batch", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert done.returncode == 2 and one_line(done.stderr, "none.jsonl", "no question")


@pytest.mark.parametrize("arguments", [("search", "fraud", "--since", "2999"), ("figures", "LICENSE")])
def test_finding_nothing_is_said(assistant: object, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "LICENSE").write_text("Nothing to count here.", "utf-8")
    done = run(*(str(tmp_path / one) if one == "LICENSE" else one for one in arguments))
    assert done.returncode == 0 and done.stdout == "" and one_line(done.stderr, "no")


@pytest.mark.parametrize("moment", ["beginning", "waiting"])
def test_an_interruption_is_one_line_however_early_it_comes(moment: str) -> None:
    import signal
    import subprocess
    import sys

    from tests.interfaces.test_cli import ENVIRONMENT

    # Raised where the interpreter loads the commands, or while standard input is waited for.
    raised = "import builtins, signal; real = builtins.__import__\ndef load(name, *rest):\n    if name == 'typer': signal.raise_signal(signal.SIGINT)\n    return real(name, *rest)\nbuiltins.__import__ = load"
    waited = (
        "import sys, signal; sys.stdin = type('Stdin', (), {'read': lambda self: signal.raise_signal(signal.SIGINT)})()"
    )
    code = f"{raised if moment == 'beginning' else waited}\nimport sys; sys.argv = ['briefing', 'figures', '-']\nfrom assistant.interfaces.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert done.returncode == 130 and one_line(done.stderr, "interrupted")


def test_a_command_whose_reader_leaves_ends_quietly(assistant: object) -> None:
    import subprocess
    import sys

    from tests.interfaces.test_cli import ENVIRONMENT

    command = f'"{sys.executable}" -W ignore -m assistant.interfaces.cli sources | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    assert done.stderr == "" and len(done.stdout.splitlines()) == 1
