"""`briefing check`: a draft, or claims with their own passages, in; verdicts out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from assistant._assistant import Assistant
from assistant.checking import CheckReport, judge_pair
from assistant.checking.report import MARKS, QUOTATION_MARKS, summary_line, to_csv, to_html
from assistant.checking.word import to_docx
from assistant.errors import InputError
from assistant.figures import Verdict
from assistant.interfaces.cli.asking import ready
from assistant.interfaces.cli.inputs import existing, read_input
from assistant.wording import british_date

_RENDERERS: dict[str, Callable[[CheckReport, str], bytes]] = {
    ".html": lambda report, title: to_html(report, title).encode(),
    ".csv": lambda report, title: to_csv(report, title).encode(),
    ".docx": to_docx,
}
#: How much of a quotation a line of the terminal shows.
_LINE = 70


def run_draft(path: str, index: str, against: frozenset[Verdict], out: Path | None, as_json: bool) -> int:
    """Check a draft and show the verdicts, or write them to an .html, .csv or .docx file. Exit code 1 where one is in `against`."""
    if out and out.suffix.lower() not in _RENDERERS:
        raise InputError(f"{out}: give a file ending in {', '.join(_RENDERERS)}")
    text = read_input(path)
    if not text.strip():
        raise InputError(f"{path}: the text is empty; give a draft with figures in it")
    ready(index)
    with Assistant.open(index) as assistant:
        report = assistant.check(text)
    if out:
        name = "The draft" if path == "-" else Path(path).name
        out.write_bytes(_RENDERERS[out.suffix.lower()](report, name))
    if as_json:
        sys.stdout.write(json.dumps(Assistant.to_json(report), ensure_ascii=False) + "\n")
    elif out:
        print(f"{out}: {summary_line(report)}")
    else:
        _show(report)
    return int(any(one.verdict in against for one in report.figures))


def verdicts(names: str) -> frozenset[Verdict]:
    """The verdicts named, separated by commas. Raises InputError for a name that is none."""
    try:
        return frozenset(Verdict(name.strip()) for name in names.split(",") if name.strip())
    except ValueError:
        raise InputError(
            f"--fail-on {names!r}: name verdicts out of {', '.join(Verdict)}, separated by commas"
        ) from None


def _show(report: CheckReport) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[bold]{escape(summary_line(report))}[/bold]\n")
    for one in report.figures:
        sign, words = MARKS[one.verdict]
        line = report.text.count("\n", 0, one.start) + 1
        console.print(
            f"{sign} [bold]{escape(one.figure.quantity.text)}[/bold] (line {line}) {words}. {escape(one.why)}"
        )
        for cited in one.citations:
            source = (
                f"{'digest of ' if cited.digest else ''}{cited.title} ({cited.publisher}, {british_date(cited.date)})"
            )
            console.print(f"    {escape(source)}: {escape(cited.quote)}")
    for quotation in report.quotations:
        sign, words = QUOTATION_MARKS[quotation.status]
        told = report.text[quotation.start : quotation.end]
        console.print(f"{sign} “{escape(_short(told))}” {words}. {escape(quotation.why)}")


def _short(words: str) -> str:
    """The beginning of a long text, cut at a word."""
    return words if len(words) <= _LINE else words[:_LINE].rsplit(" ", 1)[0] + " …"


def run_pairs(pairs: Path, out: Path) -> int:
    """Judge each line of a file, in order. A line that fails gives {"id", "error"} and the exit code is 3."""
    existing(pairs)
    failed = 0
    with pairs.open(encoding="utf-8", errors="replace") as lines, out.open("w", encoding="utf-8") as verdicts:
        for number, line in enumerate(lines, 1):
            if line.strip():
                result = _verdict(line, number)
                failed += "error" in result
                verdicts.write(json.dumps(result, ensure_ascii=False) + "\n")
    if failed:
        print(f"briefing: {failed} of the pairs in {pairs} failed; see their lines in {out}", file=sys.stderr)
    return 3 if failed else 0


def _verdict(line: str, number: int) -> dict[str, Any]:
    identity: Any = number
    try:
        pair = json.loads(line)
        identity = pair.get("id", number)
        return judge_pair(pair)
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"id": identity, "error": f"line {number}: not a pair of the form {{id, source, claim, figure}}"}
