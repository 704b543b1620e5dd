"""A briefing as a Word document: heading styles, a table whose header row repeats, and footnotes that link to the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering.answer import Citation
from assistant.briefing.brief import Brief
from assistant.briefing.export import COLUMNS, UNCONFIRMED, dated, documents, pieces, quoted, remarks, validated, where
from assistant.word import Footnotes, add_row, clean, link, mark, new_document, new_table, saved

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

#: The widths of the columns in centimetres: they fill an A4 page between its margins.
_WIDTHS = (3.0, 6.8, 3.2, 4.0)
_SOURCE_POINTS, _WARNING_FILL = 8.5, "FBE3C4"


def to_docx(brief: Brief) -> bytes:
    """The briefing as a file that Word and LibreOffice open. Raises CitationError as `validated` does."""
    from docx.shared import Pt

    brief = validated(brief)
    document = new_document(f"Briefing: {brief.topic}")
    notes = _Notes(brief, Footnotes(document))
    document.add_heading(f"Briefing: {clean(brief.topic)}", 0)
    if brief.unconfirmed:
        document.add_paragraph().add_run(f"{UNCONFIRMED}:").bold = True
        for one in brief.unconfirmed:
            mark(document.add_paragraph(style="List Bullet").add_run(clean(one.why)), _WARNING_FILL)
    opening = document.add_paragraph()
    notes.write(opening, brief.headline)
    for run in opening.runs:
        run.bold = True
    document.add_heading("Key figures", 1)
    table = new_table(document, COLUMNS, _WIDTHS)
    for row in brief.figures:
        cells = add_row(table, (row.text, row.what, row.qualifier, ""))
        cells[0].paragraphs[0].runs[0].bold = True
        notes.cite(cells[3].paragraphs[0], row.citations, named=True)
    for part in brief.sections:
        document.add_heading(part.title, 1)
        for sentence in part.sentences:
            notes.write(document.add_paragraph(style="List Bullet"), sentence)
    document.add_heading("Sources", 1)
    for cited in documents(brief.citations):
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.space_after = Pt(1)
        link(paragraph, cited.title, cited.url, small=True)
        paragraph.add_run(f". {clean(dated(cited))}.").font.size = Pt(_SOURCE_POINTS)
    for line in remarks(brief):
        document.add_paragraph(clean(line))
    return saved(document)


class _Notes:
    """The footnotes of a briefing: one for each citation, where it is first cited."""

    def __init__(self, brief: Brief, footnotes: Footnotes) -> None:
        self._known = {one.id: one for one in brief.citations}
        self._footnotes = footnotes
        self._numbers: dict[int, int] = {}

    def write(self, paragraph: Paragraph, text: str) -> None:
        """The text, each mark in it as a footnote."""
        for piece in pieces(text):
            if isinstance(piece, str):
                paragraph.add_run(clean(piece))
            else:
                self.cite(paragraph, piece)

    def cite(self, paragraph: Paragraph, marks: tuple[int, ...], *, named: bool = False) -> None:
        """The footnotes of some citations, after the first one's publisher where it is to be named."""
        from docx.shared import Pt

        if named and marks:
            paragraph.add_run(clean(dated(self._known[marks[0]]))).font.size = Pt(9)
        for place, number in enumerate(marks):
            if place:
                paragraph.add_run(",").font.superscript = True
            if number in self._numbers:
                self._footnotes.again(paragraph, self._numbers[number])
            else:
                self._numbers[number] = self._footnotes.add(paragraph, _note(self._known[number]))


def _note(cited: Citation) -> list[tuple[str, str]]:
    return [
        ("Digest of " if cited.digest else "", ""),
        (cited.title, cited.url),
        (f" ({where(cited)}). {quoted(cited)}", ""),
    ]
