"""Reading in worker processes: limits of time and memory, broken files among good ones, copies, stated facts, failures kept."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.index import Index
from assistant.index.build import ingest
from assistant.index.preparing import Prepared
from assistant.index.workers import Task, Workers
from assistant.settings import Settings
from tests.conftest import ROOT, shared

GOOD = "# Fund\n\nThe fund is worth £5 million a year for the Home Office, said the report on Monday.\n"
LONG = " ".join(
    f"In part {number} of the programme the department spent £{number + 3}.{number % 9} million on {subject} in its regions."
    for number, subject in enumerate(
        ("drones", "vans", "courts", "scanners", "training", "licences", "advice", "staff") * 3
    )
)


@pytest.fixture
def folder(tmp_path: Path, indexes: Path) -> Path:
    return indexes / tmp_path.name


def limited(monkeypatch: pytest.MonkeyPatch, **values: int) -> None:
    """The settings of a machine with these limits."""
    given = Settings(**values)  # type: ignore[arg-type]
    for module in ("assistant.index.workers", "assistant.index.build"):
        monkeypatch.setattr(f"{module}.settings", lambda: given)


def outcomes(paths: list[Path]) -> list[Prepared | DocumentError]:
    with Workers(1) as workers:
        return [outcome for _, outcome in workers.prepare(Task(path) for path in paths)]


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (
            b"It costs 5 million pounds and 6 drones, about 7%. " * 60_000,
            {"reading_seconds": 2},
            "s of processor time|s to read",
        ),
        (b"a" * 150_000_000, {"reading_megabytes": 300}, "memory|ended its reader"),
        (b"a" * 2_000_000, {"file_megabytes": 1}, "larger than 1 MB"),
    ],
)
def test_a_file_that_breaks_a_limit_is_named_and_the_one_after_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, limits: dict[str, int], reason: str
) -> None:
    limited(monkeypatch, **limits)
    bad, good = tmp_path / "bad.txt", tmp_path / "good.md"
    bad.write_bytes(data)
    good.write_text(GOOD)
    first, last = outcomes([bad, good])
    assert isinstance(first, DocumentError) and re.search(f"bad.txt: .*(?:{reason})", str(first))
    assert isinstance(last, Prepared) and last.figures[0]


def test_a_reader_writes_no_file_opens_no_connection_and_starts_no_program() -> None:
    program = (
        "import assistant.index.worker as w; w._confine(2000)\n"
        "import os, socket, subprocess, urllib.request\n"
        "def attempt(name, f):\n"
        "    try: f()\n"
        "    except (OSError, PermissionError): return\n"
        "    print(name)\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "def write():\n"
        "    with open('made', 'w') as f: f.write('x' * 9)\n"
        "attempt('write', write)\n"
        "attempt('connect', lambda: urllib.request.urlopen('http://127.0.0.1:9'))\n"
        "attempt('start', lambda: subprocess.run(['true']))\n"
        "attempt('system', lambda: os.system('true'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd="/tmp",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0 and done.stdout == "", done.stderr


def test_links_in_circles_and_types_without_a_reader_are_each_one_named_failure(tmp_path: Path, folder: Path) -> None:
    files = tmp_path / "files"
    (files / "below").mkdir(parents=True)
    (files / "good.md").write_text(GOOD)
    (files / "below" / "again").symlink_to(files)
    (files / "circle.txt").symlink_to(files / "circle.txt")
    (files / "slides.pptx").write_bytes(b"PK")
    (files / "picture.png").write_bytes(b"\x89PNG")
    report = ingest([files], folder)
    assert report.documents == 1
    assert sorted(Path(failure.path).name for failure in report.failed) == ["again", "circle.txt", "slides.pptx"]


def test_failures_are_kept_with_the_index_until_the_file_is_read(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    ingest([tmp_path], folder)
    with Index(folder) as index:
        assert [(one.path, "empty" in one.error) for one in index.record.failures()] == [(str(bad), True)]
    bad.write_text("The scheme costs £7 million a year in England.")
    ingest([tmp_path], folder)
    with Index(folder) as index:
        assert index.record.failures() == ()


def test_a_page_and_a_text_of_one_document_are_one_source_and_a_changed_edition_is_another(
    tmp_path: Path, folder: Path
) -> None:
    text = tmp_path / "a.txt"
    text.write_text(f"A review of spending by the department\n\n{LONG}")
    page = tmp_path / "b.html"
    page.write_text(f"<html><body><article><h1>A review of spending</h1><p>{LONG}</p></article></body></html>")
    edition = tmp_path / "c.txt"
    edition.write_text(LONG.replace("regions", "nations").replace("spent", "will spend").replace(" million", "bn"))
    report = ingest([text, page, edition], folder)
    assert report.copies == ((str(page), "a"),)
    with Index(folder) as index:
        assert {one.id: one.source for one in index.documents.values()} == {"a": "a", "b": "a", "c": "c"}


def test_what_the_user_states_of_a_document_counts_and_is_kept(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("The scheme costs £7 million a year in England.")
    first = ingest([path], folder)
    assert "no date" in first.notices[0].error
    ingest([path], folder, stated={"date": "2024-03-06", "publisher": "Home Office", "title": "A memo"})
    again = ingest([path], folder)
    assert again.unchanged == 1
    with Index(folder) as index:
        held = index.documents["memo"]
        assert (held.date, held.publisher, held.title) == ("2024-03-06", "Home Office", "A memo")


def test_a_side_car_states_what_a_document_does_not_and_a_change_in_it_is_noticed(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "memo.txt"
    path.write_text("The scheme costs £7 million a year in England.")
    beside = tmp_path / "memo.txt.toml"
    beside.write_text('date = "2024-03-06"\nkind = "nao"\n')
    ingest([path], folder)
    beside.write_text('date = 2024-04-07\nkind = "nao"\n')
    assert ingest([path], folder).documents == 1
    with Index(folder) as index:
        assert (index.documents["memo"].date, index.documents["memo"].kind) == ("2024-04-07", "nao")
    beside.write_text("colour = 1\n")
    assert "'colour' is none of" in ingest([path], folder).failed[0].error


def test_a_document_is_confirmed_corrected_or_left_out(tmp_path: Path, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The scheme {name} costs £7 million a year in England.")
    report = ingest(
        [tmp_path / "a.txt", tmp_path / "b.txt"],
        folder,
        confirm=lambda document: {"date": "2023-05"} if document.id == "a" else None,
    )
    assert report.documents == 1 and "left out" in report.failed[0].error
    with Index(folder) as index:
        assert {one.id: one.date for one in index.documents.values()} == {"a": "2023-05"}


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_an_ingest_that_is_killed_or_stopped_goes_on_where_it_was(
    tmp_path: Path, folder: Path, sent: signal.Signals, code: int
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number in range(12):
        (files / f"part-{number:02}.txt").write_text(f"Part {number}. {LONG}")
    command = [sys.executable, "-m", "assistant.interfaces.cli", "ingest", str(files), "--index", folder.name]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    written = 0
    for _ in range(600):
        time.sleep(0.05)
        if (folder / "manifest.json").is_file():
            with Index(folder) as index:
                written = len(index.documents)
        if written >= 3 or process.poll() is not None:
            break
    process.send_signal(sent)
    _, told = process.communicate(timeout=60)
    with Index(folder) as index:
        written = len(index.documents)
    report = ingest([files], folder)
    assert 3 <= written <= 12 and report.unchanged == written and report.documents == 12 - written
    assert process.returncode in (code, 0) and "Traceback" not in told


def test_every_malformed_file_is_read_or_named_with_a_reason() -> None:
    from assistant.evaluation.files_benchmark import outcomes as measured

    found = measured(shared("data/hostile/malformed"))
    assert len(found) == 58
    for path, outcome, seconds in found:
        assert seconds < 30
        if isinstance(outcome, DocumentError):
            assert str(outcome).startswith(f"{path}: ") and "\n" not in str(outcome)
        else:
            assert outcome.passages
    read = {path.name for path, outcome, _ in found if isinstance(outcome, Prepared)}
    assert {"onyx_multipage.pdf", "privategpt_pdf_with_forms.pdf", "pdfplumber_issue-848.pdf"} <= read
