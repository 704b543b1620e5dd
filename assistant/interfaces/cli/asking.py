"""`briefing ask`: one question for a reader or as JSON, or a batch."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from assistant._assistant import Assistant
from assistant.answering.answer import Answer, Citation, Status
from assistant.errors import BriefingError, InputError
from assistant.interfaces.cli.app import print_json
from assistant.interfaces.cli.inputs import existing
from assistant.serialising import answer_to_json
from assistant.settings import settings
from assistant.wording import british_date, label, principal, qualifier


def ready(index: str) -> None:
    """Build the default index from the corpus where there is none yet, saying so."""
    if index != "default" or (settings().indexes / index / "manifest.json").is_file() or not settings().corpus.is_dir():
        return
    from assistant.interfaces.cli import ingesting

    print("briefing: building the default index from the corpus, once", file=sys.stderr)
    ingesting.run([settings().corpus], index, None, as_json=False, quiet=True)


def run(question: str, history: Path | None, index: str, model: str | None, *, as_json: bool) -> None:
    """Answer one question on standard output."""
    turns = _history(history)
    ready(index)
    with Assistant.open(index, model) as assistant:
        answer = assistant.ask(question, turns)
    if as_json:
        print_json(answer_to_json(answer))
    else:
        _show(answer)


def _history(path: Path | None) -> Sequence[Mapping[str, str]]:
    if path is None:
        return ()
    try:
        turns = json.loads(path.read_text("utf-8"))
        return [{"role": str(turn["role"]), "content": str(turn["content"])} for turn in turns]
    except OSError:
        raise InputError(f"{path}: cannot be read; check the path") from None
    except (ValueError, TypeError, KeyError):
        raise InputError(f'{path}: not a JSON list of turns; write [{{"role": "user", "content": "..."}}]') from None


def run_batch(questions: Path, out: Path, index: str, model: str | None) -> int:
    """Answer each line of a file, in order. A line that fails gives {"id", "error"} and the exit code is 3."""
    existing(questions)
    ready(index)
    asked = failed = 0
    with (
        Assistant.open(index, model) as assistant,
        questions.open(encoding="utf-8", errors="replace") as lines,
        out.open("w", encoding="utf-8") as answers,
    ):
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            asked += 1
            result = _answer_line(assistant, line, number)
            failed += "error" in result
            answers.write(json.dumps(result, ensure_ascii=False) + "\n")
            answers.flush()
    if not asked:
        raise InputError(f'{questions}: no question in it; write one a line: {{"id": 1, "question": "..."}}')
    if failed:
        print(f"briefing: {failed} of the questions in {questions} failed; see their lines in {out}", file=sys.stderr)
    return 3 if failed else 0


def _answer_line(assistant: Assistant, line: str, number: int) -> dict[str, Any]:
    identity: Any = number
    try:
        row = json.loads(line)
        identity = row.get("id", number)
        history = [{"role": str(turn["role"]), "content": str(turn["content"])} for turn in row.get("history") or ()]
        return answer_to_json(assistant.ask(str(row["question"]), history), identity)
    except BriefingError as error:
        return {"id": identity, "error": str(error)}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"id": identity, "error": f"line {number}: not a question of the form {{id, question, history}}"}


def _show(answer: Answer) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(escape(answer.text))
    if answer.figures:
        console.print()
    for shown in principal(answer):
        marks = "".join(f"[{one}]" for one in shown.citations)
        about = label(answer.text, shown)
        detail = " · ".join(part for part in (qualifier(shown.figure), about) if part)
        console.print(f"  [bold]{escape(shown.text)}[/bold]  {escape(detail)} {escape(marks)}")
    for notice in answer.notices:
        console.print(f"  Note: {escape(notice)}")
    kind = "Corrected" if answer.status is Status.PREMISE_CORRECTED else "Not confirmed"
    for note in answer.unconfirmed:
        console.print(f"  {kind}: {escape(note)}")
    if answer.citations:
        console.print()
    for citation in answer.citations:
        console.print(escape(_reference(citation)))


def _reference(citation: Citation) -> str:
    digest = "digest of " if citation.digest else ""
    where = ", ".join(part for part in (citation.publisher, british_date(citation.date), citation.locator) if part)
    quote = f"our digest: {citation.quote}" if citation.digest else f"“{citation.quote}”"
    return f"[{citation.id}] {digest}{citation.title} ({where})\n    {quote}" + (
        f"\n    {citation.url}" if citation.url else ""
    )
