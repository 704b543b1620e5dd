"""`briefing ingest`: addresses, stated facts, side-cars and copies on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.interfaces.test_bad_input import one_line
from tests.interfaces.test_cli import run


@pytest.fixture
def scratch(indexes: Path, tmp_path: Path) -> str:
    """The name of an index that the run of tests removes."""
    return tmp_path.name


def test_an_address_inside_the_network_is_one_failure_of_the_report(scratch: str) -> None:
    done = run("ingest", "--url", "http://169.254.169.254/latest", "--index", scratch, "--json")
    assert done.returncode == 2 and one_line(done.stderr, "169.254.169.254", "public addresses")
    assert [one["path"] for one in json.loads(done.stdout)["failed"]] == ["http://169.254.169.254/latest"]


def test_a_list_of_addresses_that_is_missing_or_empty_is_named(scratch: str, tmp_path: Path) -> None:
    empty = tmp_path / "urls.txt"
    empty.write_text("# none yet\n")
    for path in (empty, tmp_path / "nothing.txt"):
        done = run("ingest", "--urls", str(path), "--index", scratch)
        assert done.returncode == 2 and done.stdout == "" and one_line(done.stderr, path.name, ";")


def test_stated_facts_are_for_one_file_and_shown_among_the_sources(scratch: str, tmp_path: Path) -> None:
    memo = tmp_path / "memo.txt"
    memo.write_text("The scheme costs £7 million a year in England.")
    (tmp_path / "empty.txt").write_text("")
    refused = run("ingest", str(tmp_path), "--date", "2024-03-06", "--index", scratch)
    assert refused.returncode == 2 and one_line(refused.stderr, "--date", ".toml")
    facts = ("--date", "2024-03-06", "--publisher", "Home Office", "--licence", "Crown copyright", "--kind", "nao")
    assert run("ingest", str(memo), *facts, "--index", scratch).returncode == 0
    assert run("ingest", str(tmp_path / "empty.txt"), "--index", scratch).returncode == 2
    listed = run("sources", "--index", scratch).stdout.splitlines()
    assert all(words in listed[0] for words in ("nao", "2024-03-06", "Home Office", "Crown copyright"))
    assert "not read" in listed[1] and "empty.txt" in listed[1]


def test_a_document_s_words_and_name_are_neither_markup_nor_a_path(scratch: str, tmp_path: Path) -> None:
    odd = tmp_path / "..[bold]x[%2e%2e%2f]\x1b[31m.md"
    odd.write_text("# <script>alert(1)</script> \x1b[31m\n\nIt costs £7 million.\n")
    done = run("ingest", str(odd), "--index", scratch, "--yes")
    assert done.returncode == 0 and "\x1b" not in done.stdout + done.stderr
    (source,) = json.loads(run("sources", "--index", scratch, "--json").stdout)
    assert source["document_id"] == "bold-x-2e-2e-2f-31m"
