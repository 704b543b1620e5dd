"""`briefing ingest`: progress on standard error, metadata for confirmation, a report at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.documents.model import Document, Kind
from assistant.documents.reading import STATED
from assistant.index.build import Confirm, Failure, IngestReport, ingest
from assistant.interfaces.cli.app import print_json
from assistant.settings import settings

_SHOWN = ("title", "publisher", "date", "kind", "licence")
#: Documents named one by one in the report; of more it says how many.
_LISTED = 12


def run(
    paths: Sequence[Path],
    index: str,
    kind: Kind | None,
    *,
    as_json: bool,
    quiet: bool = False,
    stated: Mapping[str, str] | None = None,
    confirm: bool = False,
    also_failed: Sequence[Failure] = (),
) -> int:
    """Read the paths into the index. 0 when all were read, 2 when none was, 3 when some failed.

    `also_failed` is what could not be fetched before.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal or confirm) as bar:
        task = bar.add_task("Reading", total=None, rate="")

        def progress(done: int, total: int, name: str, passages: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{passages / elapsed:.0f} passages/s" if elapsed > 1 else ""
            bar.update(task, completed=done, total=total, description=escape(name[:32]), rate=rate)

        report = ingest(
            paths,
            settings().indexes / index,
            kind=kind,
            stated=stated,
            confirm=_asking(console) if confirm else None,
            progress=progress,
        )
    report = replace(report, failed=(*also_failed, *report.failed))
    for failure in report.failed:
        print(f"briefing: {_printable(failure.error)}", file=sys.stderr)
    if as_json:
        print_json(_as_json(report))
    elif not quiet:
        _show(report)
    if not report.failed:
        return 0
    return 3 if report.documents or report.unchanged else 2


def report_only(failed: Sequence[Failure], *, as_json: bool) -> int:
    """The report where nothing was there to read: everything failed before."""
    for failure in failed:
        print(f"briefing: {_printable(failure.error)}", file=sys.stderr)
    if as_json:
        print_json(_as_json(IngestReport(failed=tuple(failed))))
    return 2


def _show(report: IngestReport) -> None:
    removed = f", {report.removed} removed" if report.removed else ""
    print(
        f"{report.documents} documents read, {report.unchanged} unchanged{removed}, {len(report.failed)} failed: {report.passages} passages, {report.figures} figures in {report.seconds:.1f} s"
    )
    for path, other in report.copies[:_LISTED]:
        print(_printable(f"  {Path(path).name}: another copy of {other}; the two count as one source"))
    for notice in report.notices[:_LISTED]:
        print(_printable(f"  {Path(notice.path).name}: {notice.error}"))
    more = max(len(report.notices) - _LISTED, 0) + max(len(report.copies) - _LISTED, 0)
    if more:
        print(f"  and {more} more such notes; --json lists all")


def _printable(words: str) -> str:
    """Words of a document or of its name, which may hold anything, as one line that a terminal shows and does not obey."""
    return "".join(character if character.isprintable() else "?" for character in words)


def _asking(console: Console) -> Confirm:
    """Shows what was guessed of each document and takes corrections, until the rest is accepted."""
    everything = False

    def ask(document: Document) -> Mapping[str, str] | None:
        nonlocal everything
        corrected: dict[str, str] = {}
        while not everything:
            held = {name: str(getattr(document, name)) for name in _SHOWN} | corrected
            console.print(f"\n[bold]{escape(_printable(Path(document.path).name))}[/bold]")
            for name in _SHOWN:
                console.print(f"  {name:10} {escape(_printable(held[name])) or '[red]not found[/red]'}")
            words = console.input(
                "[dim]Enter accepts, date=2024-03-06 corrects, s leaves it out, a accepts all: [/dim]"
            ).strip()
            name, sign, value = words.partition("=")
            if words == "s":
                return None
            if sign and name.strip() in STATED:
                corrected[name.strip()] = value.strip()
            elif words in ("", "a"):
                everything = words == "a"
                break
            else:
                console.print(f"[red]{escape(_printable(words))}: give one of {', '.join(_SHOWN)}, as name=value[/red]")
        return corrected

    return ask


def _as_json(report: IngestReport) -> dict[str, object]:
    return {
        "documents": report.documents,
        "unchanged": report.unchanged,
        "passages": report.passages,
        "figures": report.figures,
        "failed": [{"path": failure.path, "error": failure.error} for failure in report.failed],
        "seconds": report.seconds,
        "notices": [{"path": notice.path, "notice": notice.error} for notice in report.notices],
        "copies": [{"path": path, "same_as": other} for path, other in report.copies],
    }
