"""Web pages, Word and OpenDocument files: their words, numbers, lists, tables and notes, and what cannot be read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from assistant.documents.model import Block, BlockKind
from assistant.documents.reading import read_document
from assistant.errors import DocumentError
from tests.conftest import shared

PUBLICATION = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Spring Budget 2024 (HTML) - GOV.UK</title>
<meta name="govuk:first-published-at" content="2024-03-06T13:35:00+00:00">
<script type="application/ld+json">{"@type": "Article", "author": {"name": "HM Treasury"}, "publisher": {"name": "GOV.UK"}}</script></head>
<body><nav><a href="/">Home</a></nav><p>We use some essential cookies.</p><main><h1>Spring Budget 2024 (HTML)</h1>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak"><h2><span class="number">1. </span>Executive Summary</h2>
<p>1.1 The government will invest £4.2 billion in productivity.<sup id="fnref:1"><a href="#fn:1">[footnote 1]</a></sup> This includes £3.4 billion for the NHS.</p>
<p>1.2 The plan includes:</p><ul><li>£34 million for the Public Sector Fraud Authority</li><li>£230 million for the police</li></ul>
<table><caption>Table 1.1: Spending (£ million)</caption><thead><tr><th></th><th colspan="2">Plans</th></tr><tr><th></th><th>2024-25</th><th>2025-26</th></tr></thead>
<tbody><tr><th scope="row">NHS</th><td>430</td><td>1,200</td></tr><tr><td>Police</td><td>-</td><td>(75)</td></tr></tbody></table>
<div role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>In cash terms. <a class="reversefootnote" href="#fnref:1">↩</a></p></li></ol></div>
</div></div></main><footer>All content is available under the Open Government Licence v3.0</footer></body></html>"""

ARTICLE = """<html><head><title>NHS gets £3.4bn for IT | Example Weekly</title><meta property="og:site_name" content="Example Weekly">
<meta name="author" content="Jane Smith"><meta property="article:published_time" content="2024-03-07T09:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><aside><p>Subscribe for £5 a month</p></aside><article><h1>NHS gets £3.4bn for IT</h1>
<p>The chancellor has announced £3.4bn for NHS technology over three years, doubling investment, he told the House of Commons on Wednesday.</p>
<p>The money goes to these departments in the next two years, according to the document that was published with the speech:</p>
<table><tr><th>Department</th><th>2025-26 (£m)</th><th>2026-27 (£m)</th></tr><tr><td>Health</td><td>1,100</td><td>1,200</td></tr><tr><td>Home Office</td><td>75</td><td>80</td></tr></table>
<p>The Office for Budget Responsibility said that the plans would raise productivity by 1.9% a year, though it called that uncertain.</p>
</article><footer><p>Copyright 2024</p></footer></body></html>"""


def blocks(path: Path, kind: BlockKind) -> list[Block]:
    return [block for block in read_document(path).blocks if block.kind is kind]


def words(text: str) -> set[str]:
    """The words of a text, or of Markdown without its marks."""
    return set(re.findall(r"\w+", re.sub(r"<!--.*?-->", "", text)))


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    path = tmp_path / "budget.html"
    path.write_text(PUBLICATION, "utf-8")
    return path


def test_a_gov_uk_publication_keeps_the_numbers_of_its_sections_and_paragraphs(publication: Path) -> None:
    document = read_document(publication)
    first = next(block for block in document.blocks if block.kind is BlockKind.PARAGRAPH)
    assert first.headings == ("1. Executive Summary",) and first.paragraph == "1.1"
    assert (
        first.text == "The government will invest £4.2 billion in productivity. This includes £3.4 billion for the NHS."
    )
    assert document.text[first.start : first.end] == first.text
    assert [(block.text, block.lead) for block in document.blocks if block.kind is BlockKind.ITEM] == [
        ("£34 million for the Public Sector Fraud Authority", "The plan includes:"),
        ("£230 million for the police", "The plan includes:"),
    ]
    assert [block.text for block in document.blocks if block.kind is BlockKind.NOTE] == ["In cash terms."]


def test_a_gov_uk_publication_says_who_published_it_when_and_under_which_licence(publication: Path) -> None:
    document = read_document(publication)
    assert (document.title, document.publisher, document.date, document.licence) == (
        "Spring Budget 2024 (HTML)",
        "HM Treasury",
        "2024-03-06",
        "Open Government Licence v3.0",
    )


def test_a_page_s_table_keeps_title_heading_path_and_rows(publication: Path) -> None:
    rows = blocks(publication, BlockKind.ROW)
    assert [row.text for row in rows] == ["| NHS | 430 | 1,200 |", "| Police | - | (75) |"]
    assert rows[0].columns == ("", "Plans, 2024-25", "Plans, 2025-26")
    assert rows[0].table_title == "Table 1.1: Spending (£ million)"


def test_a_news_page_gives_its_article_and_table_without_what_stands_around(tmp_path: Path) -> None:
    path = tmp_path / "news.htm"
    path.write_text(ARTICLE, "utf-8")
    document = read_document(path)
    assert (document.title, document.publisher, document.date, document.author) == (
        "NHS gets £3.4bn for IT",
        "Example Weekly",
        "2024-03-07",
        "Jane Smith",
    )
    assert "Subscribe" not in document.text and "Copyright" not in document.text
    assert [row.text for row in document.blocks if row.kind is BlockKind.ROW] == [
        "| Health | 1,100 | 1,200 |",
        "| Home Office | 75 | 80 |",
    ]
    assert document.text.index("these departments") < document.text.index("| Health") < document.text.index("uncertain")


@pytest.mark.parametrize(
    "name",
    ["word_sample.docx", "word_tables.docx", "docx_rich_cells.docx", "text_document_01.odt", "text_document_03.odt"],
)
def test_a_text_document_gives_the_words_headings_and_table_cells_of_its_reviewed_output(name: str) -> None:
    path = shared(f"data/documents/docx/{name}")
    expected = path.with_name(f"{name}.expected.md").read_text("utf-8")
    document = read_document(path)
    columns = " ".join(heading for block in document.blocks for heading in block.columns)
    missing = words(expected) - words(f"{document.text} {columns}")
    pictures = {"Owner", "avatar"}  # the words of a picture's description
    assert not {word for word in missing - pictures if len(word) > 2}
    headings = [re.sub(r"[#*]", "", line).strip() for line in expected.splitlines() if line.startswith("#")]
    assert [block.text for block in document.blocks if block.kind is BlockKind.HEADING][-len(headings) :] == headings


def test_a_word_table_s_rows_are_whole_with_spans_filled_in() -> None:
    rows = blocks(shared("data/documents/docx/word_tables.docx"), BlockKind.ROW)
    spans = [
        row.text for row in rows if row.table_title == "A non-uniform table with all kinds of spans and empty cells"
    ]
    assert spans[3:5] == [
        "| Cell 4.0 | Merged Cell 3.1 4.1 | Cell 4.2 |   | Merged Cell 4.4 5.4 |",
        "|   |   |   |   | Merged Cell 4.4 5.4 |",
    ]


def test_word_s_own_numbers_become_paragraph_numbers_and_footnotes_notes(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write_word(path)
    document = read_document(path)
    assert [(block.text, block.paragraph) for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        ("The Department spent £12 million.", "1.1"),
        ("It plans to spend £15 million.", "1.2"),
    ]
    assert [block.text for block in document.blocks if block.kind is BlockKind.NOTE] == ["In 2024-25 prices."]


def write_word(path: Path) -> None:
    """A report with a numbered heading, numbered paragraphs and a footnote, as Word writes them."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1", "%1.%2"))
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in enumerate(("Spending", "The Department spent £12 million.", "It plans to spend £15 million.")):
        paragraph = document.add_paragraph(text, style="Heading 1" if level == 0 else None)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {space}><w:ilvl w:val="{min(level, 1)}"/><w:numId w:val="90"/></w:numPr>')
        )
    note = f'<w:footnotes {space}><w:footnote w:id="1"><w:p><w:r><w:t>In 2024-25 prices.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))


def test_an_office_file_that_is_a_bomb_declares_entities_or_is_another_kind_is_named_and_not_opened(
    tmp_path: Path,
) -> None:
    files = {
        "bomb.docx": {"word/document.xml": b"0" * 30_000_000},
        "entities.docx": {"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'},
        "other.docx": {"something.xml": b"<x/>"},
    }
    for (name, parts), reason in zip(
        files.items(), ("zip bomb", "declares entities", "lacks word/document.xml"), strict=True
    ):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for part, data in parts.items():
                package.writestr(part, data)
        with pytest.raises(DocumentError, match=reason):
            read_document(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Office"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("torn.docx", b"PK\x03\x04 torn", "damaged"),
        ("torn.odt", b"PK\x03\x04 torn", "damaged"),
        ("page.html", b"\x00\x01\x02binary", "binary"),
        ("words.html", b"no mark-up in here, only words", "no HTML"),
        ("empty.html", b"<html><body><script>x()</script></body></html>", "no text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=reason):
        read_document(path)
