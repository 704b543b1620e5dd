"""The command line: JSON on standard output, one line for every error, the exit codes of the contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant
from tests.conftest import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def run(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-c", "from assistant.interfaces.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, env=ENVIRONMENT, cwd=cwd, check=False)


def test_ask_prints_one_json_object(assistant: Assistant) -> None:
    done = run("ask", "How much is going on mobile facial recognition units?", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0 and answer["status"] == "answered" and answer["figures"][0]["unit"] == "GBP"


def test_a_batch_keeps_order_and_goes_on_after_a_bad_line(assistant: Assistant, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text(
        '{"id": "a", "question": "How big is the £34m for?"}\nnot json\n{"id": "c", "question": ""}\n{"id": "d", "question": "Who led the police productivity review?"}\n'
    )
    done = run("ask", "--batch", str(questions), "--out", str(answers))
    rows = [json.loads(line) for line in answers.read_text().splitlines()]
    assert done.returncode == 3
    assert [row["id"] for row in rows] == ["a", 2, "c", "d"] and ["error" in row for row in rows] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", ""), "empty"),
        (("ask", "x" * 20_000), "20,000"),
        (("ask",), "no question"),
        (("ask", "q", "--index", "nothing"), "briefing ingest"),
        (("ask", "q", "--history", "nothing.json"), "nothing.json"),
        (("ask", "--batch", "nothing.jsonl", "--out", "out"), "nothing.jsonl"),
        (("ingest", "nothing.md", "--index", "bad"), "nothing.md"),
        (("figures", "nothing.txt"), "nothing.txt"),
        (("check", "--pairs", "nothing.jsonl", "--out", "out"), "nothing.jsonl"),
    ],
)
def test_bad_use_gives_one_line_and_exit_code_two(
    assistant: Assistant, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert words in done.stderr and "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_figures_are_listed_with_their_spans(tmp_path: Path) -> None:
    text = "The NHS gets up to £3.4bn over three years."
    done = run("figures", "-", "--json", stdin=text)
    (money, years) = json.loads(done.stdout)
    assert (money["value"], money["bound"], text[money["start"] : money["end"]]) == ("3400000000", "up_to", "£3.4bn")
    assert years["unit"] == "year"


def test_pairs_are_judged_line_by_line(tmp_path: Path) -> None:
    pairs, verdicts = tmp_path / "p.jsonl", tmp_path / "v.jsonl"
    pair = {
        "id": "1",
        "source": [{"doc_id": "a", "kind": "nao", "date": "2024", "text": "The scheme costs £34m."}],
        "claim": "The scheme costs £34bn.",
        "figure": {"text": "£34bn", "start": 17, "end": 22},
    }
    pairs.write_text(json.dumps(pair) + "\n{}\n")
    done = run("check", "--pairs", str(pairs), "--out", str(verdicts))
    rows = [json.loads(line) for line in verdicts.read_text().splitlines()]
    assert done.returncode == 3 and rows[0]["verdict"] == "contradicted" and "error" in rows[1]


def test_search_and_sources_speak_json(assistant: Assistant) -> None:
    hits = json.loads(run("search", "jury bundles", "--top", "3", "--json").stdout)
    held = json.loads(run("sources", "--json").stdout)
    assert len(hits) == 3 and {"passage_id", "document_id", "score", "text", "locator"} == hits[0].keys()
    assert len(held) == 176


def test_ask_loads_neither_torch_nor_gradio_nor_langchain(assistant: Assistant) -> None:
    code = "import sys; from assistant import Assistant\nwith Assistant.open() as a: a.ask('How much for fraud AI?')\nprint([m for m in ('torch','sentence_transformers','gradio','langchain_core','fastapi','transformers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert done.stdout.strip() == "[]"


def test_a_figure_that_is_calculated_with_is_listed_once_and_a_correction_is_called_one(assistant: Assistant) -> None:
    done = run("ask", "Is more lost to fraud and error in tax or in welfare, and by how much?").stdout
    assert sum(line.startswith("  £39bn  ") for line in done.splitlines()) == 1
    assert "  Corrected: The question says £3.4m" in run("ask", "Was the NHS given £3.4m for technology?").stdout


def test_no_connection_leaves_the_machine_during_ingest_and_ask(tmp_path: Path, indexes: Path) -> None:
    name = f"{tmp_path.name}-offline"
    code = f"""
import sys
def watch(event, arguments):
    if event == "socket.getaddrinfo" or (event == "socket.connect" and not isinstance(arguments[1], str) and not str(arguments[1][0]).startswith(("127.", "::1"))):
        raise SystemExit(f"left the machine: {{event}} {{arguments}}")
sys.addaudithook(watch)
from pathlib import Path
from assistant import Assistant
from assistant.index.build import ingest
ingest([Path({str(ROOT / "corpus" / "nao")!r})], Path({str(indexes)!r}) / {name!r})
with Assistant.open({name!r}) as assistant:
    assistant.ask("How much fraud and error is there?")
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_doctor_finds_the_index_well_and_up_to_date(assistant: Assistant) -> None:
    done = run("doctor", "--json")
    findings = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 0 and all(finding["well"] for finding in findings.values())
    assert "176" in findings["corpus in index"]["detail"]
