"""The index: one transaction a document, views rebuilt from the record, and no half-written state after a kill."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.documents.model import Kind
from assistant.errors import IndexLockedError, IndexMismatchError, IndexMissingError
from assistant.index import Index
from assistant.index.build import ingest, locked
from assistant.retrieval import Filter, Retriever
from assistant.settings import settings
from tests.conftest import ROOT

SAMPLE = ROOT / "corpus" / "nao"


@pytest.fixture
def folder(tmp_path: Path, indexes: Path) -> Path:
    return indexes / tmp_path.name


def search(folder: Path, words: str) -> list[str]:
    with Index(folder) as index:
        return [one.document.id for one in Retriever(index).retrieve(words, top=5)]


def test_unchanged_files_cost_nothing_and_changed_ones_are_replaced(tmp_path: Path, folder: Path) -> None:
    files = tmp_path / "files"
    shutil.copytree(SAMPLE, files)
    first = ingest([files], folder)
    again = ingest([files], folder)
    assert (again.documents, again.unchanged) == (0, first.documents)
    changed = files / "nao-hc317.md"
    changed.write_text(changed.read_text().replace("£539 million", "£540 million"))
    (files / "nao-ai-pr.md").unlink()
    report = ingest([files], folder)
    assert (report.documents, report.removed) == (1, 1)
    with Index(folder) as index:
        texts = [passage.text for passage, _ in index.record.document_passages("nao-hc317")]
    assert any("£540 million" in text for text in texts) and not any("£539 million" in text for text in texts)
    assert "nao-ai-pr" not in search(folder, "government bodies AI survey")


def test_the_views_are_rebuilt_from_the_record_without_embedding(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([SAMPLE], folder)
    expected = search(folder, "Crown Court backlog")
    record = sqlite3.connect(folder / "record.sqlite")
    record.execute("UPDATE state SET value = '-1' WHERE name = 'views'")
    record.commit()
    record.close()
    for broken in (folder / "chroma").glob("*/*.bin"):
        broken.write_bytes(b"\x00" * 64)
    shutil.rmtree(folder / "fulltext")
    monkeypatch.setattr("assistant.index.build.open_embedder", None)
    assert search(folder, "Crown Court backlog") == expected


def test_figures_come_back_from_the_ledger_as_they_went_in(folder: Path) -> None:
    from assistant.figures import describe
    from assistant.index.serialising import figures_from_json, figures_to_json

    text = "HMRC will save up to £1.2bn a year in real terms by 2029-30, and between 5% and 6% of 1,200 staff left in March 2024."
    assert figures_from_json(figures_to_json(describe(text))) == describe(text)


def test_an_index_of_another_model_or_schema_is_refused(folder: Path) -> None:
    ingest([SAMPLE / "nao-hc317.md"], folder)
    manifest = folder / "manifest.json"
    data = json.loads(manifest.read_text())
    for name, value, words in (
        ("embedding_model", "other", "BRIEFING_EMBEDDING_MODEL"),
        ("schema", 0, "briefing ingest"),
    ):
        manifest.write_text(json.dumps({**data, name: value}))
        with pytest.raises(IndexMismatchError, match=words):
            Index(folder)
    manifest.write_text("{")
    with pytest.raises(IndexMismatchError, match="cannot be read"):
        Index(folder)
    with pytest.raises(IndexMissingError, match="briefing ingest"):
        Index(folder.with_name("nothing"))


def outdated(folder: Path) -> None:
    """As a version that kept figures otherwise would have left it."""
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 0}))
    with sqlite3.connect(folder / "record.sqlite") as record:
        record.execute("UPDATE passages SET figures = '[[1]]'")
    record.close()


def test_an_outdated_index_is_built_anew_by_the_paths_it_was_built_from(folder: Path) -> None:
    first = ingest([SAMPLE], folder)
    expected = search(folder, "Crown Court backlog")
    outdated(folder)
    assert ingest([SAMPLE], folder).documents == first.documents
    assert search(folder, "Crown Court backlog") == expected


def test_an_outdated_index_is_kept_where_the_given_paths_would_lose_a_document(folder: Path) -> None:
    ingest([SAMPLE], folder)
    outdated(folder)
    with pytest.raises(IndexMismatchError, match="not among the given paths"):
        ingest([SAMPLE / "nao-hc317.md"], folder)
    assert (folder / "record.sqlite").is_file()


def test_files_are_read_anew_when_the_code_that_reads_them_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([SAMPLE / "nao-hc317.md"], folder)
    monkeypatch.setattr("assistant.documents.reading.fingerprint", lambda: b"another version")
    report = ingest([SAMPLE / "nao-hc317.md"], folder)
    assert (report.documents, report.unchanged) == (1, 0)


def test_files_are_read_anew_when_passages_are_to_have_another_length(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ingest([SAMPLE / "nao-hc317.md"], folder)
    monkeypatch.setenv("BRIEFING_PASSAGE_TOKENS", "40")
    settings.cache_clear()
    second, third = (ingest([SAMPLE / "nao-hc317.md"], folder) for _ in range(2))
    settings.cache_clear()
    assert second.unchanged == 0 and second.passages > first.passages
    assert third.unchanged == 1


def test_only_one_writer_at_a_time(folder: Path) -> None:
    with locked(folder), pytest.raises(IndexLockedError, match="being written by process"), locked(folder):
        pass


def test_two_documents_with_one_id_are_told_apart(tmp_path: Path, folder: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"---\nid: same\n---\n{name} costs £5m.\n")
    report = ingest([tmp_path / "a.md", tmp_path / "b.md"], folder)
    assert report.documents == 1 and "already that of" in report.failed[0].error


def test_a_search_can_be_limited_by_kind_publisher_and_date(folder: Path) -> None:
    ingest([ROOT / "corpus" / "nao", ROOT / "corpus" / "parliament"], folder)
    with Index(folder) as index:
        retriever = Retriever(index)
        kinds = {
            one.document.kind for one in retriever.retrieve("fraud", only=Filter(kinds=frozenset({Kind.PARLIAMENT})))
        }
        dates = [one.document.date for one in retriever.retrieve("fraud", only=Filter(since="2023", until="2023"))]
    assert kinds == {Kind.PARLIAMENT}
    assert dates and all(date.startswith("2023") for date in dates)


def test_a_kill_at_any_moment_leaves_only_whole_documents(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys, pathlib; from assistant.index.build import ingest; ingest([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))",
    ]
    moments = random.Random(7)
    for _ in range(6):
        process = subprocess.Popen([*command, str(SAMPLE), str(folder)], cwd=ROOT)
        time.sleep(moments.uniform(0.3, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (folder / "manifest.json").is_file():
            with Index(folder) as index:
                for identity in index.documents:
                    positions = [passage.position for passage, _ in index.record.document_passages(identity)]
                    assert positions == list(range(len(positions))) and positions
                Retriever(index).retrieve("fraud and error")
    report = ingest([SAMPLE], folder)
    assert report.documents + report.unchanged == len(list(SAMPLE.glob("*.md")))
    assert search(folder, "Digital transformation in the NHS HC 317")[0] == "nao-hc317"
