"""A check as a Word document: the draft with each figure marked by colour, sign and words, and a comment with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering.answer import Citation
from assistant.checking.draft import Checked, CheckReport
from assistant.checking.quotations import Quotation
from assistant.checking.report import MARKS, QUOTATION_MARKS, summary_line
from assistant.figures import Verdict
from assistant.word import add_row, clean, link, mark, new_document, new_table, saved
from assistant.wording import british_date

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FILLS = {
    Verdict.SUPPORTED: "D5EBDD",
    Verdict.SUPPORTED_ROUNDED: "D5EBDD",
    Verdict.CONTRADICTED: "F6D7D2",
    Verdict.MISATTRIBUTED: "FBE3C4",
    Verdict.NOT_FOUND: "E7E8E9",
    Verdict.NOT_CHECKED: "F3F2F1",
}
_QUOTED = "E4E1F0"
_COLUMNS, _WIDTHS = ("Figure", "Verdict", "Why", "Source"), (2.8, 2.8, 5.0, 6.0)


def to_docx(report: CheckReport, title: str) -> bytes:
    """The draft, each figure marked and commented, and a table of all figures whose source titles are links."""
    document = new_document(f"{title}: figures checked")
    document.add_heading(f"{title}: figures checked", 0)
    document.add_paragraph(summary_line(report))
    document.add_heading("The draft", 1)
    _draft(document, report)
    document.add_heading("Figure by figure", 1)
    table = new_table(document, _COLUMNS, _WIDTHS)
    for one in report.figures:
        sign, words = MARKS[one.verdict]
        cells = add_row(table, (one.figure.quantity.text, f"{sign} {words}", one.why, ""))
        for place, cited in enumerate(one.citations):
            paragraph = cells[3].paragraphs[0] if place == 0 else cells[3].add_paragraph()
            link(paragraph, _titled(cited), cited.url)
    return saved(document)


def _draft(document: Document, report: CheckReport) -> None:
    marks: list[tuple[int, int, str, str, str, Checked | Quotation]] = [
        *((one.start, one.end, *MARKS[one.verdict], _FILLS[one.verdict], one) for one in report.figures),
        *((one.end, one.end, *QUOTATION_MARKS[one.status], _QUOTED, one) for one in report.quotations),
    ]
    marks.sort(key=lambda one: one[:2])
    for start, end in _lines(report.text):
        paragraph, at = document.add_paragraph(), start
        for first, last, sign, words, fill, one in marks:
            if at <= first <= end and start <= first and last <= end:
                paragraph.add_run(clean(report.text[at:first]))
                text = f"{clean(report.text[first:last])} [{sign} {words}]".strip()
                _marked(document, paragraph, text, fill, one)
                at = last
        paragraph.add_run(clean(report.text[at:end]))


def _marked(document: Document, paragraph: Paragraph, text: str, fill: str, one: Checked | Quotation) -> None:
    run = paragraph.add_run(text)
    run.bold = True
    mark(run, fill)
    comment = document.add_comment([run], text=clean(one.why), author="Briefing", initials="B")
    for cited in one.citations:
        comment.add_paragraph(clean(f"{_titled(cited)}: “{cited.quote}”"))
        if cited.url:
            comment.add_paragraph(cited.url)


def _titled(cited: Citation) -> str:
    where = ", ".join(part for part in (cited.publisher, british_date(cited.date), cited.locator) if part)
    return f"{'Digest of ' if cited.digest else ''}{cited.title} ({where})"


def _lines(text: str) -> list[tuple[int, int]]:
    """The lines of the draft that hold words."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans
