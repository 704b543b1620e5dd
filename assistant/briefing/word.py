"""A briefing as a Word document: heading styles, a table whose header row repeats, and footnotes that link to the sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answering.answer import Citation
from assistant.briefing.brief import Brief
from assistant.briefing.export import documents, quoted, validated
from assistant.word import Footnotes, add_row, clean, link, new_document, new_table, saved
from assistant.wording import british_date

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

#: The columns of the table with their widths in centimetres: they fill an A4 page between its margins.
_COLUMNS, _WIDTHS = ("Figure", "What it is", "Qualifier and period", "Source"), (3.0, 6.8, 3.2, 4.0)
_MARKS = re.compile(r"\s*((?:\[\d+\])+)")
_SOURCE_POINTS = 8.5
_ENDED = re.compile(r"\s*((?:\[\d+\])+)\.$")


def to_docx(brief: Brief) -> bytes:
    """The briefing as a file that Word and LibreOffice open. Raises CitationError as `validated` does."""
    from docx.shared import Pt

    brief = validated(brief)
    document = new_document(f"Briefing: {brief.topic}")
    notes = _Notes(brief, Footnotes(document))
    document.add_heading(f"Briefing: {clean(brief.topic)}", 0)
    opening = document.add_paragraph()
    notes.write(opening, brief.headline)
    for run in opening.runs:
        run.bold = True
    document.add_heading("Key figures", 1)
    table = new_table(document, _COLUMNS, _WIDTHS)
    for one in brief.figures:
        cells = add_row(table, (one.text, one.what, one.qualifier, ""))
        cells[0].paragraphs[0].runs[0].bold = True
        notes.cite(cells[3].paragraphs[0], one.citations, named=True)
    for part in brief.sections:
        document.add_heading(part.title, 1)
        for sentence in part.sentences:
            notes.write(document.add_paragraph(style="List Bullet"), sentence)
    document.add_heading("Sources", 1)
    for cited in documents(brief.citations):
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(1)
        link(paragraph, cited.title, cited.url, small=True)
        run = paragraph.add_run(
            f". {clean(cited.publisher)}, {british_date(cited.date)}." if cited.date else f". {clean(cited.publisher)}."
        )
        run.font.size = Pt(_SOURCE_POINTS)
    if any(one.digest for one in brief.citations):
        document.add_paragraph(
            "The sources were read in digests in our own words, with the figures as printed. Read the originals before quoting them."
        )
    return saved(document)


class _Notes:
    """The footnotes of a briefing: one for each citation, where it is first cited."""

    def __init__(self, brief: Brief, footnotes: Footnotes) -> None:
        self._known = {one.id: one for one in brief.citations}
        self._footnotes = footnotes
        self._numbers: dict[int, int] = {}

    def write(self, paragraph: Paragraph, text: str) -> None:
        """The text, each mark in it as a footnote; marks before the last full stop go behind it, as in print."""
        text = _ENDED.sub(r".\1", text)
        at = 0
        for found in _MARKS.finditer(text):
            paragraph.add_run(clean(text[at : found.start()]))
            self.cite(paragraph, tuple(int(mark) for mark in re.findall(r"\d+", found[1])))
            at = found.end()
        paragraph.add_run(clean(text[at:]))

    def cite(self, paragraph: Paragraph, marks: tuple[int, ...], *, named: bool = False) -> None:
        """The footnotes of some citations, after the first one's publisher where it is to be named."""
        from docx.shared import Pt

        if named and marks:
            cited = self._known[marks[0]]
            dated = f"{cited.publisher}, {british_date(cited.date)}" if cited.date else cited.publisher
            paragraph.add_run(clean(dated)).font.size = Pt(9)
        for place, mark in enumerate(marks):
            if place:
                paragraph.add_run(",").font.superscript = True
            if mark in self._numbers:
                self._footnotes.again(paragraph, self._numbers[mark])
            else:
                self._numbers[mark] = self._footnotes.add(paragraph, _note(self._known[mark]))


def _note(cited: Citation) -> list[tuple[str, str]]:
    where = ", ".join(part for part in (cited.publisher, british_date(cited.date), cited.locator) if part)
    return [
        ("Digest of " if cited.digest else "", ""),
        (cited.title, cited.url),
        (f" ({where}). {quoted(cited)}", ""),
    ]
