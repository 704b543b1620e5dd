"""Word documents through python-docx: page and styles, tables whose header row repeats, footnotes and links.

python-docx writes no footnotes: the footnotes part is made here by the OOXML standard (ECMA-376 part 1, 17.11).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_FONT, _POINTS, _CELL_POINTS, _LIST_POINTS, _SMALL_POINTS = "Arial", 10, 9, 8.5, 7.5
_LINK_COLOUR, _HEAD_FILL, _INK = "1D70B8", "E7EEF4", "0B0C0C"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTES_RELATION = f"{_RELATED}/footnotes"


def new_document(title: str) -> Document:
    """An empty A4 document in British English with quiet heading styles and a page number in its footer."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Briefing"
    document.core_properties.language = "en-GB"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_POINTS)
    normal.paragraph_format.space_after = Pt(3)
    normal.element.rPr.append(_element("w:lang", **{"w:val": "en-GB"}))
    for name, points, before in (("Title", 20, 0), ("Heading 1", 13, 10), ("Heading 2", 11, 8)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(points), True
        style.font.color.rgb = RGBColor.from_string(_INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        fonts = style.element.rPr.rFonts
        for attribute in [one for one in fonts.attrib if "Theme" in one]:
            del fonts.attrib[attribute]
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(footer, "PAGE")
    return document


def saved(document: Document) -> bytes:
    """The bytes of the document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def new_table(document: Document, columns: Sequence[str], widths: Sequence[float]) -> Table:
    """A ruled table with a header row that repeats on each page; widths are in centimetres."""
    from docx.shared import Cm

    table: Table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(_element("w:tblHeader", **{"w:val": "true"}))
    for cell, name, width in zip(head.cells, columns, widths, strict=True):
        cell.width = Cm(width)
        write(cell, name, bold=True)
        shade(cell, _HEAD_FILL)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def add_row(table: Table, cells: Sequence[str]) -> Sequence[_Cell]:
    """A row that is not broken over two pages; its cells are returned for what is not plain text."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", **{"w:val": "true"}))
    for cell, text, column in zip(row.cells, cells, table.columns, strict=True):
        cell.width = column.width
        write(cell, text)
    made: Sequence[_Cell] = row.cells
    return made


def write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """The text as the cell's only paragraph."""
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = bold, Pt(_CELL_POINTS)


def shade(cell: _Cell, fill: str) -> None:
    """A background colour, as six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": fill}))


def mark(run: Any, fill: str) -> None:
    """A background colour behind a run."""
    run._r.get_or_add_rPr().append(_element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": fill}))


def link(paragraph: Paragraph, words: str, url: str, *, small: bool = False) -> None:
    """A link to an address of the web, in the small type of lists where asked; plain words where it is none."""
    if not _is_address(url):
        paragraph.add_run(clean(words))
        return
    target = paragraph.part.relate_to(url, f"{_RELATED}/hyperlink", is_external=True)
    paragraph._p.append(_parsed(_link_xml(words, target, points=_LIST_POINTS if small else None)))


class Footnotes:
    """The footnotes of one document, numbered as they are added."""

    def __init__(self, document: Document) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        self._notes: list[str] = []
        self._part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, b"", document.part.package)
        self._part._blob = self._xml().encode()
        document.part.relate_to(self._part, _FOOTNOTES_RELATION)
        _note_styles(document)

    def add(self, paragraph: Paragraph, parts: Sequence[tuple[str, str]]) -> int:
        """A footnote at the end of the paragraph, of (words, address or nothing) in order; its number."""
        number = len(self._notes) + 1
        text = "".join(self._link(words, url) if _is_address(url) else _run_xml(words) for words, url in parts)
        self._notes.append(_note_xml(number, text))
        run = paragraph.add_run()
        run._r.append(_parsed(f'<w:rPr xmlns:w="{_WORDS}"><w:rStyle w:val="FootnoteReference"/></w:rPr>'))
        run._r.append(_element("w:footnoteReference", **{"w:id": str(number)}))
        self._part._blob = self._xml().encode()
        return number

    def _link(self, words: str, url: str) -> str:
        return _link_xml(
            words, self._part.relate_to(url, f"{_RELATED}/hyperlink", is_external=True), points=_SMALL_POINTS
        )

    def again(self, paragraph: Paragraph, number: int) -> None:
        """The mark of an earlier footnote, by its number, as a cross-reference."""
        run = paragraph.add_run(str(number))
        run.font.superscript = True

    def _xml(self) -> str:
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for kind, number, mark in (
                ("separator", -1, "separator"),
                ("continuationSeparator", 0, "continuationSeparator"),
            )
        )
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_WORDS}" xmlns:r="{_RELATED}">{rules}{"".join(self._notes)}</w:footnotes>'


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _run_xml(words: str) -> str:
    size = f'<w:rPr><w:sz w:val="{int(2 * _SMALL_POINTS)}"/></w:rPr>'
    return f'<w:r>{size}<w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r>'


def _note_xml(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
        f'<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>{_run_xml(" ")}{text}</w:p></w:footnote>'
    )


def _link_xml(words: str, target: str, *, points: float | None = None) -> str:
    spaces = f' xmlns:w="{_WORDS}" xmlns:r="{_RELATED}"'
    size = f'<w:sz w:val="{int(2 * points)}"/>' if points else ""
    return (
        f'<w:hyperlink{spaces} r:id="{target}"><w:r><w:rPr><w:color w:val="{_LINK_COLOUR}"/>{size}<w:u w:val="single"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r></w:hyperlink>'
    )


def _note_styles(document: Document) -> None:
    """The two styles that footnotes are written in, which the default template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(f"{{{_WORDS}}}styleId", "FootnoteText")
    text.base_style, text.font.size = document.styles["Normal"], Pt(_SMALL_POINTS)
    text.paragraph_format.space_after = Pt(1)
    reference = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(f"{{{_WORDS}}}styleId", "FootnoteReference")
    reference.font.superscript = True


def _field(paragraph: Paragraph, name: str) -> None:
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("w:fldChar", **{"w:fldCharType": kind}))
        else:
            instruction = _element("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
