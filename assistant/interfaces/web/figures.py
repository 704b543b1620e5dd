"""The tab of the ledger: a form whose every button gives the same table anew, filtered, sorted or turned to another page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.interfaces.web.charts import bars, commitments, timeline
from assistant.interfaces.web.files import buttons, offered, withdrawn
from assistant.interfaces.web.ledger import UNITS, Choice, Ledger, Row, to_csv
from assistant.interfaces.web.markup import KINDS, evidence, pane, table, words
from assistant.interfaces.web.sending import SENDING
from assistant.wording import british_date, qualifier

_HINT = "Choose a figure or a bar to see the words of its source."
_A_PAGE = 40
_MOST_OFFERED = 200


def build(assistant: Assistant, tab: gradio.Tab) -> None:
    """Put the tab's parts and events where this is called; the ledger is read when the tab is first opened."""
    ledger = Ledger(assistant.index)

    def picked(event: gradio.EventData) -> tuple[Any, ...]:
        fields: dict[str, str] = event._data if isinstance(event._data, dict) else {}
        if fields.get("all"):
            return view(ledger, Choice()), *withdrawn(1)
        choice = Choice.of({**fields, "year": fields.get("at") or fields.get("year") or ""})
        if not fields.get("export"):
            return view(ledger, choice), *withdrawn(1)
        made = {"figures.csv": to_csv(ledger.chosen(choice)).encode("utf-8-sig")}
        return view(ledger, choice), *offered(made)

    with gradio.Row(elem_classes="columns two", equal_height=False):
        with gradio.Column(elem_classes="middle wide", min_width=0):
            shown = gradio.HTML(apply_default_css=False, js_on_load=SENDING, elem_id="ledger")
            download = buttons("Download the chosen figures (CSV)")
        with gradio.Column(elem_classes="beside", min_width=0):
            gradio.HTML(pane("Evidence", _HINT), apply_default_css=False)
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    tab.select(lambda: view(ledger, Choice()), None, shown, **quiet)
    shown.pick(picked, None, [shown, *download], **quiet)


def view(ledger: Ledger, choice: Choice) -> str:
    """The form with its filters, the table of one page, and the pictures of all chosen rows."""
    rows = ledger.chosen(choice)
    pages = max(1, -(-len(rows) // _A_PAGE))
    page = min(max(1, choice.page), pages)
    listed = rows[(page - 1) * _A_PAGE : page * _A_PAGE]
    drawn = commitments(rows)
    kept: dict[int, tuple[str, Row]] = {}
    for row in (*listed, *(row for _, row in drawn)):
        kept.setdefault(id(row), (f"figure-{len(kept) + 1}", row))
    stores = "".join(
        evidence(ledger.passage(row, place), name, name) for place, (name, row) in enumerate(kept.values(), 1)
    )
    body = table(_heads(choice), [_row(row, kept[id(row)][0]) for row in listed])
    return (
        f'<form data-act="pick" class="ledger">{_filters(ledger.rows(), choice)}'
        f'<p class="count" role="status"><strong>{len(rows):,}</strong> of {len(ledger.rows()):,} figures'
        '<button type="submit" class="quiet" name="export" value="csv">Export these as CSV</button></p>'
        f'<div class="scrolled" tabindex="0" role="region" aria-label="Figures">{body}</div>'
        f"{_pager(page, pages)}"
        f'<div class="pictures">{bars(drawn, lambda row: kept[id(row)][0])}{timeline(rows)}</div></form>{stores}'
    )


def _filters(rows: Sequence[Row], choice: Choice) -> str:
    offered: tuple[tuple[str, str, Iterable[tuple[str, str]], str], ...] = (
        (
            "organisation",
            "Organisation",
            _counted(name for row in rows for name in row.figure.organisations),
            choice.organisation,
        ),
        ("kind", "Kind of source", KINDS.items(), choice.kind),
        ("unit", "Unit", [(unit, unit) for unit in UNITS], choice.unit),
        ("source", "Source", _counted(row.document.publisher for row in rows), choice.source),
        (
            "year",
            "Year",
            [(year, year) for year in sorted({row.year for row in rows if row.year}, reverse=True)],
            choice.year,
        ),
    )
    selects = "".join(
        f'<label>{label}<select name="{name}"><option value="">All</option>'
        + "".join(
            f'<option value="{words(value)}"{" selected" if value == chosen else ""}>{words(shown)}</option>'
            for value, shown in options
        )
        + "</select></label>"
        for name, label, options, chosen in offered
    )
    return (
        f'<div class="filters">{selects}<label>Policy area or words<input name="words" value="{words(choice.words)}" autocomplete="off"></label>'
        f'<button type="submit" class="main">Show</button><button type="submit" class="quiet" name="all" value="yes">Show all</button>'
        f'<input type="hidden" name="sort" value="{words(choice.sort)}"></div>'
    )


def _counted(names: Iterable[str]) -> list[tuple[str, str]]:
    """The names in order of the alphabet, each with how often it stands; the most frequent only, where there are many."""
    counts = Counter(name for name in names if name)
    return sorted((name, f"{name} ({count})") for name, count in counts.most_common(_MOST_OFFERED))


def _heads(choice: Choice) -> list[str]:
    heads = []
    for name, label in (
        ("value", "Figure"),
        ("", "What the source says"),
        ("organisation", "Organisation"),
        ("source", "Source"),
        ("date", "Date"),
    ):
        if not name:
            heads.append(label)
            continue
        down, is_sorted = choice.sort == f"-{name}", choice.sort.lstrip("-") == name
        order = "" if not is_sorted else "descending" if down else "ascending"
        sign = "▾" if down else "▴" if is_sorted else ""
        wanted = name if down else f"-{name}"
        heads.append(
            f'<th scope="col" role="columnheader"{f" aria-sort={order}" if order else ""}><button type="submit" class="quiet" name="by" value="{wanted}" aria-label="Sort by {label.lower()}">{label} <span aria-hidden="true">{sign}</span></button></th>'
        )
    return heads


def _row(row: Row, name: str) -> tuple[str, ...]:
    limits = qualifier(row.figure)
    digest = " (digest)" if row.document.digest else ""
    return (
        f'<button type="button" class="quiet figure" data-show="{name}" data-figure="{words(row.text)}">{words(row.text)}</button>',
        f"{words(row.says)}{f'<span class=limits>{words(limits)}</span>' if limits else ''}",
        words(row.organisation),
        f"{words(row.document.publisher)}{digest}",
        words(british_date(row.document.date)),
    )


def _pager(page: int, pages: int) -> str:
    if pages == 1:
        return ""
    back = f'<button type="submit" class="quiet" name="page" value="{page - 1}">‹ Previous</button>' if page > 1 else ""
    on = f'<button type="submit" class="quiet" name="page" value="{page + 1}">Next ›</button>' if page < pages else ""
    return f'<nav class="pager" aria-label="Pages of figures">{back}<span>Page {page} of {pages}</span>{on}</nav>'
