"""A briefing as Markdown, as a table and as a Word document. Citation marks become links to the list of sources."""

from __future__ import annotations

import csv
import io
import re
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.answering.answer import Citation
from assistant.briefing.brief import Brief
from assistant.wording import british_date

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_COLUMNS = ("Figure", "What the source says", "Qualifier", "Source")
#: Of the columns of the Word table, in centimetres: they fill an A4 page between its margins.
_WIDTHS = (3.0, 8.6, 3.4, 1.6)
_MARK = re.compile(r"\[(\d+)\]")


def to_markdown(brief: Brief) -> str:
    """Headings, a table of figures, sentences with marks, and the list of sources."""
    rows = ["| " + " | ".join(_COLUMNS) + " |", "|" + "---|" * len(_COLUMNS)]
    rows += [
        f"| {_cell(one.text)} | {_cell(one.what)} | {_cell(one.qualifier)} | {_marks(one.citations)} |"
        for one in brief.figures
    ]
    parts = [f"# Briefing: {_plain(brief.topic)}", _plain(brief.headline), "## Key figures", "\n".join(rows)]
    for section in brief.sections:
        parts += [f"## {section.title}", "\n".join(f"- {_plain(sentence)}" for sentence in section.sentences)]
    parts += [
        "## Sources",
        "\n".join(f"{one.id}. {_plain(source(one))}  \n   {_plain(quoted(one))}" for one in brief.citations),
    ]
    return "\n\n".join(parts) + "\n"


def to_html(brief: Brief) -> str:
    """The briefing as a fragment of a page, every word escaped."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(one.text)}</th><td>{escape(one.what)}</td><td>{escape(one.qualifier)}</td><td>{_marks(one.citations)}</td></tr>"
        for one in brief.figures
    )
    heads = "".join(f"<th scope='col'>{name}</th>" for name in _COLUMNS)
    sections = "".join(
        f"<h2>{escape(part.title)}</h2><ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in part.sentences)}</ul>"
        for part in brief.sections
    )
    sources = "".join(
        f"<li value={one.id}>{escape(source(one))}<br>{escape(quoted(one))}</li>" for one in brief.citations
    )
    return (
        f"<h1>Briefing: {escape(brief.topic)}</h1><p>{escape(brief.headline)}</p><h2>Key figures</h2>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{sections}<h2>Sources</h2><ol>{sources}</ol>"
    )


def to_csv(brief: Brief) -> str:
    """One row a key figure, with its first source."""
    known = {one.id: one for one in brief.citations}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("figure", "what", "qualifier", "source", "publisher", "date", "locator", "quote", "url"))
    for one in brief.figures:
        cited = known[one.citations[0]]
        cells = (
            one.text,
            one.what,
            one.qualifier,
            cited.title,
            cited.publisher,
            cited.date,
            cited.locator,
            cited.quote,
            cited.url,
        )
        table.writerow(f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells)
    return out.getvalue()


def to_docx(brief: Brief) -> bytes:
    """A Word document with heading styles, a table whose header row repeats, and marks that link to their sources."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.title = f"Briefing: {brief.topic}"
    document.core_properties.language = "en-GB"
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    document.add_heading(f"Briefing: {brief.topic}", 0)
    _linked(document.add_paragraph(), brief.headline)
    document.add_heading("Key figures", 1)
    table = document.add_table(rows=1, cols=len(_COLUMNS), style="Light List Accent 1")
    for cell, name in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.text = name
    _repeat(table.rows[0])
    table.autofit = False
    for one in brief.figures:
        cells = table.add_row().cells
        for cell, text in zip(cells[:3], (one.text, one.what, one.qualifier), strict=True):
            cell.text = text
        _linked(cells[3].paragraphs[0], _marks(one.citations))
    for place, width in enumerate(_WIDTHS):
        table.columns[place].width = Cm(width)
        for cell in table.columns[place].cells:
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    for part in brief.sections:
        document.add_heading(part.title, 1)
        for sentence in part.sentences:
            _linked(document.add_paragraph(style="List Bullet"), sentence)
    document.add_heading("Sources", 1)
    for cited in brief.citations:
        paragraph = document.add_paragraph()
        _bookmark(paragraph, cited.id)
        paragraph.add_run(f"[{cited.id}] {source(cited)}")
        paragraph.add_run().add_break()
        paragraph.add_run(quoted(cited)).italic = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def source(cited: Citation) -> str:
    """Title, publisher, date, place and address of a citation."""
    where = ", ".join(part for part in (cited.publisher, british_date(cited.date), cited.locator) if part)
    return f"{'Digest of ' if cited.digest else ''}{cited.title} ({where}){' ' + cited.url if cited.url else ''}"


def quoted(cited: Citation) -> str:
    """The words that hold the figure; of a digest, said to be the digest's."""
    return f"Our digest: {cited.quote}" if cited.digest else f"“{cited.quote}”"


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _plain(text: str) -> str:
    """Text of a source as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_<>|#])", r"\\\1", " ".join(text.split()))


def _cell(text: str) -> str:
    return _plain(text)


def _linked(paragraph: Paragraph, text: str) -> None:
    """The text, its marks as links to the bookmarks of the sources."""
    at = 0
    for found in _MARK.finditer(text):
        paragraph.add_run(text[at : found.start()])
        link = _element("w:hyperlink", {"w:anchor": f"source{found[1]}"})
        run = paragraph.add_run(found[0])
        run.font.superscript = True
        link.append(run._r)
        paragraph._p.append(link)
        at = found.end()
    paragraph.add_run(text[at:])


def _bookmark(paragraph: Paragraph, number: int) -> None:
    for name, extra in (("w:bookmarkStart", {"w:name": f"source{number}"}), ("w:bookmarkEnd", {})):
        paragraph._p.append(_element(name, {"w:id": str(number), **extra}))


def _repeat(row: Any) -> None:
    """Mark a row as the header that repeats on each page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))


def _element(name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
