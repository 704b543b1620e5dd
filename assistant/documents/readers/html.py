"""Web pages: main text, title, author, date and publisher by trafilatura (Apache 2.0), the extractor that does best in
published comparisons of main-text extraction (Bevendorff et al., SIGIR 2023) and keeps structure.

trafilatura flattens tables and drops list numbers, so tables are taken from the page itself and put back where it keeps
their place; a gov.uk publication, whose text stands in known containers, is read whole by them, with the numbers of its
sections and paragraphs. Nothing is fetched and no script is run: images, frames, styles and scripts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.documents.readers import Reading
from assistant.documents.readers.assembling import Assembly
from assistant.documents.readers.html_metadata import metadata_of
from assistant.documents.tables import structured
from assistant.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Tags of a page and those of trafilatura's tree, by what they are.
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ul", "ol", "list"})
_ITEMS = frozenset({"li", "item"})
_WORDS = frozenset({"p", "quote", "dt", "dd", "pre", "figcaption", "summary", "caption", "address"})
_INLINE = frozenset({"a", "b", "strong", "em", "i", "span", "hi", "ref", "abbr", "time", "small"})
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "form",
        "button",
        "nav",
        "graphic",
        "input",
        "select",
        "textarea",
    }
)
#: Where gov.uk publications, news and guidance keep their text.
_GOVUK = '//*[contains(concat(" ", normalize-space(@class), " "), " govspeak ")]'
_MARK = "⟦table {}⟧"
_MARKED = re.compile(r"⟦table (\d+)⟧")
_FOOTNOTE = re.compile(r"^\[?(?:footnote |note )?[\d*†‡]{1,3}\]?$", re.I)


def read(path: Path, data: bytes) -> Reading:
    """Read a saved web page. The blocks are headings, paragraphs, list items, table rows and footnotes.

    Raises DocumentError for a file that is no page, or a page without text of its own.
    """
    from lxml import html

    page = _parsed(path, data)
    metadata = metadata_of(page, data)
    _without_markers(page)
    assembly = Assembly()
    containers = page.xpath(_GOVUK)
    outermost = [one for one in containers if not any(other in containers for other in one.iterancestors())]
    if outermost:
        for container in outermost:
            _walk(container, assembly, {})
    else:
        tables = _taken_out(page)
        body = _main_text(html.tostring(page, encoding="unicode"))
        if body is not None:
            _walk(body, assembly, tables)
    reading = assembly.reading(metadata)
    if not any(character.isalpha() for character in reading.text):
        raise DocumentError(f"{path}: no text of its own on this page; save it again once it shows in the browser")
    return reading


def _parsed(path: Path, data: bytes) -> _Element:
    from lxml import etree, html

    from assistant.documents.readers.text import decode

    text = decode(path, data)
    if not re.search(
        r"<\s*(?:!doctype html|html|body|head|div|p|h[1-6]|table|article|main|span|meta|title)\b", text[:200_000], re.I
    ):
        raise DocumentError(f"{path}: no web page, it holds no HTML; give it its right suffix or convert it")
    # An encoding named in the text is that of its bytes, which are decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        page: _Element = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        raise DocumentError(f"{path}: the page cannot be parsed; save it again from the browser") from None
    return page


def _main_text(page: str) -> _Element | None:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        include_links=False,
        favor_recall=True,
    )
    return None if found is None else found.body


def _without_markers(page: _Element) -> None:
    """Take out what is no text: scripts and the like, footnote markers, and links back from footnotes."""
    for node in list(page.iter()):
        if not isinstance(node.tag, str) or node.getparent() is None:
            continue
        words = "".join(node.itertext()).strip()
        marker = node.tag in ("sup", "a") and (
            (node.tag == "sup" and _FOOTNOTE.match(words) and (node.find(".//a") is not None or words.startswith("[")))
            or (node.tag == "a" and ("reversefootnote" in (node.get("class") or "") or words in ("↩", "↩︎", "^")))
        )
        if node.tag in _SKIPPED - {"graphic", "form"} or marker:
            _drop(node)


def _drop(node: _Element) -> None:
    """Take a node out and leave the words after it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _taken_out(page: _Element) -> dict[int, _Element]:
    """The tables of figures, each replaced in the page by a paragraph that marks its place."""
    from lxml import etree

    tables: dict[int, _Element] = {}
    for node in page.xpath("//table[not(.//table)]"):
        if node.getparent() is None or not _is_data_table(node):
            continue
        number = len(tables)
        tables[number] = node
        marker = etree.Element("p")
        marker.text = _MARK.format(number)
        marker.tail = node.tail
        node.tail = None
        node.getparent().replace(node, marker)
    return tables


def _is_data_table(node: _Element) -> bool:
    """A table of two or more columns whose cells are short: not one that lays out a page."""
    rows = [[child for child in row if child.tag in ("td", "th")] for row in node.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if max((len(row) for row in rows), default=0) < 2 or len(rows) < 2:
        return False
    return sum(len("".join(cell.itertext())) for cell in cells) / len(cells) < 400


def _walk(node: _Element, assembly: Assembly, tables: dict[int, _Element]) -> None:
    """The blocks of a tree, in order. Words directly inside a container are a paragraph of their own."""
    _loose(node.text, assembly, tables)
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            pass
        elif tag in _HEADINGS or tag == "head":
            level = _HEADINGS.get(tag) or _HEADINGS.get(child.get("rend", "h2"), 2)
            assembly.heading(level, _words(child))
        elif tag in _LISTS:
            _list(child, assembly, "endnotes" in (child.getparent().get("role") or ""), tables)
        elif tag == "table":
            _table(child, assembly)
        elif (tag in _WORDS or tag in _INLINE) and not _holds_blocks(child):
            _loose(_words(child), assembly, tables)
        else:
            _walk(child, assembly, tables)
        _loose(child.tail, assembly, tables)


def _holds_blocks(node: _Element) -> bool:
    """Whether a node holds paragraphs, lists, tables or headings, so that its words are several blocks."""
    return any(
        part.tag in _HEADINGS or part.tag in _LISTS or part.tag in ("p", "table", "div", "quote")
        for part in node.iterdescendants()
    )


def _loose(words: str | None, assembly: Assembly, tables: dict[int, _Element]) -> None:
    """A paragraph, or the table whose place it marks."""
    if not words or not words.strip():
        return
    for place, part in enumerate(_MARKED.split(words)):
        if place % 2:
            node = tables.pop(int(part), None)
            if node is not None:
                _table(node, assembly)
        elif part.strip():
            assembly.paragraph(part)


def _list(node: _Element, assembly: Assembly, notes: bool, tables: dict[int, _Element]) -> None:
    lead = assembly.lead()
    for item in node:
        if item.tag not in _ITEMS:
            continue
        inner = [part for part in item if part.tag in _LISTS or part.tag == "table"]
        words = _words(item, without=inner)
        if notes or "endnote" in (item.get("role") or ""):
            assembly.note(words)
        elif lead:
            assembly.item(words, lead)
        elif NUMBERED.match(words):
            assembly.paragraph(words)
        else:
            assembly.item(words)
        for part in inner:
            if part.tag == "table":
                _table(part, assembly)
            else:
                _list(part, assembly, notes, tables)


#: A list item that prints its own paragraph number, as gov.uk's legislative lists do.
NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?\s+[A-Z“\"]")


def _table(node: _Element, assembly: Assembly) -> None:
    """A table's rows, spans filled in, below its caption or the words just before it."""
    grid, heads = _grid(node)
    caption = node.find("caption")
    title, unit = assembly.table_title()
    if caption is not None:
        title = _words(caption)
    assembly.table(structured(grid, title=title, unit_note=unit, heads=heads or None))


def _grid(node: _Element) -> tuple[list[list[str]], int]:
    """The cells as a rectangle, and how many rows at the top are headings by their mark-up (0 where it does not say)."""
    grid: list[list[str]] = []
    heads = 0
    hanging: dict[int, tuple[int, str]] = {}  # column: rows still to fill, text
    for row in _rows(node):
        cells: list[str] = []
        own = [cell for cell in row if cell.tag in ("td", "th", "cell")]
        place = 0
        for cell in [*own, None]:
            while place in hanging or (cell is None and any(column >= place for column in hanging)):
                left, words = hanging.pop(place, (0, ""))
                cells.append(words)
                if left > 1:
                    hanging[place] = (left - 1, words)
                place += 1
                if cell is None and place > 500:
                    break
            if cell is None:
                break
            words = _words(cell)
            for _ in range(_span(cell.get("colspan"))):
                cells.append(words)
                if (rows := _span(cell.get("rowspan"))) > 1:
                    hanging[place] = (rows - 1, words)
                place += 1
        parent = row.getparent()
        all_heads = bool(own) and all(cell.tag == "th" or cell.get("role") == "head" for cell in own)
        if len(grid) == heads and ((parent is not None and parent.tag == "thead") or all_heads) and len(own) > 1:
            heads += 1
        if any(cells):
            grid.append(cells)
    return grid, heads


def _rows(node: _Element) -> Iterator[_Element]:
    for row in node.iter("tr", "row"):
        if next(row.iterancestors("table"), None) is node:
            yield row


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 100) if value and value.isdigit() else 1


def _words(node: _Element | None, without: list[_Element] | None = None) -> str:
    """The words in a node, a line break counting as a space."""
    return "" if node is None else " ".join(_raw(node, without or []).split())


def _raw(node: _Element, without: list[_Element]) -> str:
    parts: list[str] = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED and child not in without:
            gap = " " if child.tag in ("br", "lb", "p", "div", "li", "item", "td", "th") else ""
            parts += [gap, _raw(child, without), gap]
        parts.append(child.tail or "")
    return "".join(parts)
