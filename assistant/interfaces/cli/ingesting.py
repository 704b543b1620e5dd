"""`briefing ingest`: progress on standard error, a report at the end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.documents.model import Kind
from assistant.index.build import IngestReport, ingest
from assistant.interfaces.cli.app import print_json
from assistant.settings import settings


def run(paths: Sequence[Path], index: str, kind: Kind | None, *, as_json: bool, quiet: bool = False) -> int:
    """Read the paths into the index. 0 when all were read, 2 when none was, 3 when some failed."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)
        report = ingest(
            paths,
            settings().indexes / index,
            kind=kind,
            progress=lambda done, total, name: bar.update(task, completed=done, total=total, description=name[:32]),
        )
    for failure in report.failed:
        print(f"briefing: {failure.error}", file=sys.stderr)
    if as_json:
        print_json(_as_json(report))
    elif not quiet:
        removed = f", {report.removed} removed" if report.removed else ""
        print(
            f"{report.documents} documents read, {report.unchanged} unchanged{removed}, {len(report.failed)} failed: {report.passages} passages, {report.figures} figures in {report.seconds:.1f} s"
        )
    if not report.failed:
        return 0
    return 3 if report.documents or report.unchanged else 2


def _as_json(report: IngestReport) -> dict[str, object]:
    return {
        "documents": report.documents,
        "unchanged": report.unchanged,
        "passages": report.passages,
        "figures": report.figures,
        "failed": [{"path": failure.path, "error": failure.error} for failure in report.failed],
        "seconds": report.seconds,
    }
