"""`briefing diff`: two documents in, the figures that changed out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.checking.changes import Changes, Placed, diff
from assistant.checking.changes_report import shown, summary, titled, to_docx, to_json, what
from assistant.errors import InputError
from assistant.interfaces.cli.inputs import existing

_NARROWEST = 100


def run(before: Path, after: Path, out: Path | None, as_json: bool) -> None:
    """Show the changes, or write them to a .docx or .json file. Raises InputError, DocumentError."""
    if out and out.suffix.lower() not in (".docx", ".json"):
        raise InputError(f"{out}: give a file ending in .docx or .json")
    for path in (before, after):
        existing(path)
    changes = diff(before, after)
    data = json.dumps(to_json(changes), ensure_ascii=False) + "\n"
    if out:
        out.write_bytes(to_docx(changes) if out.suffix.lower() == ".docx" else data.encode())
    if as_json:
        sys.stdout.write(data)
    elif out:
        print(f"{out}: {summary(changes)}")
    else:
        _show(changes)


def _show(changes: Changes) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=max(console.width, _NARROWEST))
    console.print(
        f"{escape(titled(changes.before))}\n→ {escape(titled(changes.after))}\n[bold]{summary(changes)}[/bold]"
    )
    if changes.changed:
        table = Table(box=SIMPLE_HEAD, title="Changed", title_justify="left")
        for name in ("What", "Before", "After", "Change"):
            table.add_column(name, overflow="fold")
        for one in changes.changed:
            table.add_row(*(escape(cell) for cell in (what(one.after), shown(one.before), shown(one.after), one.by)))
        console.print(table)
    _alone(console, "Added", changes.added)
    _alone(console, "Dropped", changes.dropped)


def _alone(console: Console, title: str, placed: tuple[Placed, ...]) -> None:
    if placed:
        table = Table(box=SIMPLE_HEAD, title=title, title_justify="left")
        table.add_column("Figure", overflow="fold")
        table.add_column("What", overflow="fold")
        for one in placed:
            table.add_row(escape(shown(one)), escape(what(one)))
        console.print(table)
