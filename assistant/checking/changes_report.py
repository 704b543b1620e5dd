"""Changes between two documents as lines, as JSON and as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.checking.changes import Changes, Placed
from assistant.documents.model import Document
from assistant.figures.printing import printed
from assistant.wording import british_date

_CHANGED, _CHANGED_WIDTHS = ("What", "Before", "After", "Change"), (6.6, 3.2, 3.2, 3.6)
_ALONE, _ALONE_WIDTHS = ("Figure", "What", "Place"), (3.2, 9.8, 3.6)


def summary(changes: Changes) -> str:
    """ "3 changed, 2 added, 1 dropped, 20 unchanged"."""
    return f"{len(changes.changed)} changed, {len(changes.added)} added, {len(changes.dropped)} dropped, {changes.unchanged} unchanged"


def titled(document: Document) -> str:
    """The title with the date, where it has one."""
    return f"{document.title} ({british_date(document.date)})" if document.date else document.title


def shown(placed: Placed) -> str:
    """The figure as printed with its bound and period."""
    period = placed.figure.period
    return printed(placed.figure.quantity) + (f", {period.text}" if period else "")


def what(placed: Placed) -> str:
    """What a figure is of, in its document's words, with a gap for the figure."""
    return placed.words if len(placed.words) >= _SHORT else placed.sentence


#: Words that are shorter say nothing by themselves.
_SHORT = 12


def to_json(changes: Changes) -> dict[str, Any]:
    """{"before", "after": document, "changed": [{"what", "before", "after", "attribute", "by"}], "added", "dropped": [figure], "unchanged": n}."""
    return {
        "before": _document(changes.before),
        "after": _document(changes.after),
        "changed": [
            {
                "what": what(one.after),
                "before": _figure(one.before),
                "after": _figure(one.after),
                "attribute": one.attribute,
                "by": one.by,
            }
            for one in changes.changed
        ],
        "added": [_figure(one) for one in changes.added],
        "dropped": [_figure(one) for one in changes.dropped],
        "unchanged": changes.unchanged,
    }


def _document(document: Document) -> dict[str, str]:
    return {"id": document.id, "title": document.title, "publisher": document.publisher, "date": document.date}


def _figure(placed: Placed) -> dict[str, Any]:
    from assistant.serialising import figure_to_json

    return {**figure_to_json(placed.figure), "sentence": placed.sentence, "locator": placed.locator}


def to_docx(changes: Changes) -> bytes:
    """A table of what changed, then what was added and what dropped."""
    from assistant.word import add_row, new_document, new_table, saved

    document = new_document("What changed")
    document.add_heading("What changed", 0)
    document.add_paragraph(f"From: {titled(changes.before)}")
    document.add_paragraph(f"To: {titled(changes.after)}")
    document.add_paragraph(f"{summary(changes)}.")
    if changes.changed:
        document.add_heading("Changed", 1)
        table = new_table(document, _CHANGED, _CHANGED_WIDTHS)
        for one in changes.changed:
            add_row(table, (what(one.after), shown(one.before), shown(one.after), one.by))
    parts: Sequence[tuple[str, tuple[Placed, ...]]] = (("Added", changes.added), ("Dropped", changes.dropped))
    for title, placed in parts:
        if placed:
            document.add_heading(title, 1)
            table = new_table(document, _ALONE, _ALONE_WIDTHS)
            for figure in placed:
                add_row(table, (shown(figure), what(figure), figure.locator))
    return saved(document)
