"""A check as a page and as a table. Text of a draft or a source is escaped: it can never become markup or a formula."""

from __future__ import annotations

import csv
import io
from collections import Counter
from html import escape

from assistant.checking.draft import Checked, CheckReport
from assistant.checking.quotations import Quotation, QuotationStatus
from assistant.figures import Verdict
from assistant.wording import british_date

#: (mark, words) of each verdict: never told by colour alone.
MARKS = {
    Verdict.SUPPORTED: ("✓", "supported"),
    Verdict.SUPPORTED_ROUNDED: ("≈", "supported, rounded"),
    Verdict.CONTRADICTED: ("✗", "contradicted"),
    Verdict.MISATTRIBUTED: ("⇄", "about something else"),
    Verdict.NOT_FOUND: ("?", "not found"),
    Verdict.NOT_CHECKED: ("–", "not checked"),
}
#: The same of quotations.
QUOTATION_MARKS = {
    QuotationStatus.VERBATIM: ("✓", "quotation found"),
    QuotationStatus.ALTERED: ("✗", "quotation altered"),
    QuotationStatus.NOT_CHECKED: ("–", "quotation not checked"),
}
_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "pre{white-space:pre-wrap;font:inherit}mark{background:#f3f2f1;color:inherit;border-bottom:3px solid #505a5f;padding:0 .1em}"
    "mark.supported,mark.supported_rounded{border-color:#00703c}mark.contradicted{border-color:#d4351c}mark.misattributed{border-color:#b35900}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #b1b4b6}"
)
_COLUMNS = ("start", "end", "text", "verdict", "source_figure", "why", "source", "date", "locator", "quote", "url")


def summary_line(report: CheckReport) -> str:
    """How many figures have each verdict, what was not checked first: "2 not checked, 5 supported"."""
    told = [f"{count} {MARKS[verdict][1]}" for verdict, count in report.summary.items() if count]
    quoted = Counter(one.status for one in report.quotations)
    told += [f"{quoted[status]} {words}" for status, (_, words) in QUOTATION_MARKS.items() if quoted[status]]
    return ", ".join(told) or "no figures"


def to_csv(report: CheckReport, title: str = "") -> str:
    """One row a figure, with its first citation. A table has no place for the title."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for one in report.figures:
        first = one.citations[0] if one.citations else None
        cited = (first.title, first.date, first.locator, first.quote, first.url) if first else ("",) * 5
        row = (
            one.start,
            one.end,
            one.figure.quantity.text,
            one.verdict.value,
            one.source_figure or "",
            one.why,
            *cited,
        )
        table.writerow(_harmless(str(cell)) for cell in row)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet program does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def to_html(report: CheckReport, title: str) -> str:
    """A whole page: the draft with each figure marked, and a table of verdicts that the marks lead to."""
    name = escape(title)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{name}: figures checked</title><style>{_STYLE}</style></head><body><h1>{name}</h1>{fragment(report)}</body></html>\n"
    )


def fragment(report: CheckReport) -> str:
    """The marked draft and the table, to be put on a page."""
    marked, at = [], 0
    for number, one in enumerate(report.figures, 1):
        if one.start < at:
            continue
        sign, words = MARKS[one.verdict]
        marked.append(escape(report.text[at : one.start]))
        marked.append(
            f'<mark class="{one.verdict.value}" title="{escape(words)}: {escape(one.why)}"><a href="#figure-{number}">{sign}</a> {escape(report.text[one.start : one.end])}</mark>'
        )
        at = one.end
    marked.append(escape(report.text[at:]))
    rows = "".join(_row(number, one) for number, one in enumerate(report.figures, 1))
    return (
        f"<p>{escape(summary_line(report))}</p><pre>{''.join(marked)}</pre><h2>Figure by figure</h2>"
        f"<table><thead><tr><th>Figure</th><th>Verdict</th><th>Source</th><th>Why</th></tr></thead><tbody>{rows}</tbody></table>{_quoted(report)}"
    )


def _quoted(report: CheckReport) -> str:
    rows = "".join(_quotation_row(report, one) for one in report.quotations)
    head = "<h2>Quotations</h2><table><thead><tr><th>Words</th><th>Verdict</th><th>Source</th><th>Why</th></tr></thead>"
    return f"{head}<tbody>{rows}</tbody></table>" if rows else ""


def _quotation_row(report: CheckReport, one: Quotation) -> str:
    sign, words = QUOTATION_MARKS[one.status]
    sources = "<br>".join(
        escape(f"{cited.title} ({cited.publisher}, {british_date(cited.date)})") for cited in one.citations
    )
    return f"<tr><td>{escape(report.text[one.start : one.end])}</td><td>{sign} {escape(words)}</td><td>{sources}</td><td>{escape(one.why)}</td></tr>"


def _row(number: int, one: Checked) -> str:
    sign, words = MARKS[one.verdict]
    sources = "<br>".join(
        escape(
            f"{'digest of ' if cited.digest else ''}{cited.title} ({cited.publisher}, {british_date(cited.date)}): {cited.quote}"
        )
        for cited in one.citations
    )
    return f'<tr id="figure-{number}"><td>{escape(one.figure.quantity.text)}</td><td>{sign} {escape(words)}</td><td>{sources}</td><td>{escape(one.why)}</td></tr>'
