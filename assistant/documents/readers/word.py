"""Word documents with python-docx (MIT): headings, paragraphs with the numbers that Word counts, lists, tables, footnotes.

Text as it stands with all tracked changes accepted: insertions are read, deletions are not. Text boxes, headers and
footers are left out. Macros, embedded objects and links to other files are never opened.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.documents.readers import Reading
from assistant.documents.readers.assembling import Assembly
from assistant.documents.readers.packages import checked_package
from assistant.documents.tables import structured
from assistant.errors import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)", re.I)
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def read(path: Path, data: bytes) -> Reading:
    """Read a .docx file. Raises DocumentError where it is encrypted, damaged, or not a Word document."""
    import docx

    checked_package(path, data, "a Word document", "word/document.xml")
    try:
        document = docx.Document(BytesIO(data))
    except (KeyError, ValueError, AttributeError, OSError) as error:
        raise DocumentError(
            f"{path}: cannot be opened as a Word document ({_reason(error)}); save it again as .docx"
        ) from None
    walk = _Walk(document)
    for node in walk.blocks(document.element.body):
        walk.block(node)
    for words in walk.footnotes():
        walk.assembly.note(words)
    properties = document.core_properties
    when = properties.modified or properties.created
    return walk.assembly.reading(
        {
            "title": walk.title or (properties.title or "").strip() or walk.first,
            "author": (properties.author or "").strip(),
            "date_guess": when.date().isoformat() if when else "",
        }
    )


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


@dataclass
class _Level:
    """How one level of a list counts: its format, its text ("%1.%2"), where it starts."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _Walk:
    """One pass over a document: the counters of its lists, and what has been put together."""

    document: WordDocument
    assembly: Assembly = field(default_factory=Assembly)
    title: str = ""
    first: str = ""
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    lead: str = ""

    def __post_init__(self) -> None:
        self.levels, self.lists = self._numbering()
        self.styles = {style.style_id: style for style in self.document.styles}

    def blocks(self, parent: Any) -> Iterator[Any]:
        """The paragraphs and tables in a body or cell, in order; content controls and tracked insertions are opened."""
        for node in parent:
            if node.tag in (_W + "p", _W + "tbl"):
                yield node
            elif node.tag in (
                _W + "sdt",
                _W + "sdtContent",
                _W + "ins",
                _W + "smartTag",
                _W + "customXml",
                _W + "moveTo",
            ):
                yield from self.blocks(node)

    def block(self, node: Any) -> None:
        if node.tag == _W + "tbl":
            self.lead = ""
            self._table(node)
            return
        words = text_of(node)
        if not words.strip():
            return
        style = self._style(node)
        level = self._heading(node, style)
        number = self._number(node, style)
        if level is not None:
            self.first = self.first or words
            if level == 0:
                self.title = self.title or words
            self.assembly.heading(max(level, 1), f"{number} {words}" if number and number[0].isdigit() else words)
            self.lead = ""
        elif number is not None or style.lower().startswith(("list", "bullet")):
            self.lead = self.assembly.lead() or self.lead
            if number and re.fullmatch(r"[A-Z]?\.?\d+(?:\.\d+)+\.?", number):
                self.assembly.paragraph(words, number)
            else:
                self.assembly.item(words, self.lead)
        else:
            self.lead = ""
            self.assembly.paragraph(words)

    def _style(self, node: Any) -> str:
        found = node.find(f"{_W}pPr/{_W}pStyle")
        style = self.styles.get(found.get(_W + "val")) if found is not None else None
        return str(style.name or "") if style is not None else ""

    def _heading(self, node: Any, style: str) -> int | None:
        """The level of a heading: by the style's name, an outline level, or that of the style it rests on; 0 for the title."""
        if style.lower() in ("title",):
            return 0
        if style.lower() == "subtitle":
            return 2
        match = _HEADING.match(style)
        if match:
            return int(match.group(1))
        outline = node.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and outline.get(_W + "val", "9").isdigit() and int(outline.get(_W + "val")) < 9:
            return int(outline.get(_W + "val")) + 1
        based = next((one for one in self.styles.values() if one.name == style), None)
        seen = 0
        while based is not None and getattr(based, "base_style", None) is not None and seen < 10:
            based, seen = based.base_style, seen + 1
            match = _HEADING.match(str(based.name or ""))
            if match:
                return int(match.group(1))
        return None

    def _numbering(self) -> tuple[dict[str, dict[int, _Level]], dict[str, str]]:
        """The levels of each abstract list, and the abstract list of each list."""
        try:
            root = self.document.part.numbering_part.element
        except (NotImplementedError, KeyError, AttributeError):
            return {}, {}
        levels: dict[str, dict[int, _Level]] = {}
        for abstract in root.findall(_W + "abstractNum"):
            own = levels.setdefault(abstract.get(_W + "abstractNumId"), {})
            for level in abstract.findall(_W + "lvl"):
                own[int(level.get(_W + "ilvl"))] = _Level(
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _whole(_value(level, "start", "1")),
                )
        lists = {one.get(_W + "numId"): _value(one, "abstractNumId", "") for one in root.findall(_W + "num")}
        return levels, lists

    def _number(self, node: Any, style: str) -> str | None:
        """The number that Word prints before a paragraph ("2.14"), "" for a bullet, None where it is in no list."""
        properties = node.find(f"{_W}pPr/{_W}numPr")
        named = (
            self.styles.get(_value(node.find(f"{_W}pPr"), "pStyle", "")) if node.find(f"{_W}pPr") is not None else None
        )
        seen = 0
        while properties is None and named is not None and seen < 10:
            properties = named.element.find(f"{_W}pPr/{_W}numPr")
            named, seen = getattr(named, "base_style", None), seen + 1
        if properties is None:
            return None
        identity, place = _value(properties, "numId", "0"), _whole(_value(properties, "ilvl", "0"))
        abstract = self.lists.get(identity, "")
        level = self.levels.get(abstract, {}).get(place)
        if identity == "0" or level is None:
            return None
        if level.kind in ("bullet", "none"):
            return ""
        counts = self.counts[abstract]
        counts[place] = counts.get(place, level.start - 1) + 1
        for deeper in [one for one in counts if one > place]:
            del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            which = int(match.group(1)) - 1
            kind = self.levels[abstract].get(which, _Level()).kind
            return _count(counts.get(which, self.levels[abstract].get(which, _Level()).start), kind)

        return re.sub(r"%(\d)", printed, level.text).strip()

    def _table(self, node: Any) -> None:
        grid, heads = self._grid(node)
        if max((len(row) for row in grid), default=0) < 2:
            # A table of one column is a frame around words.
            for row in grid:
                self.assembly.paragraph(row[0] if row else "")
            return
        title, unit = self.assembly.table_title()
        self.assembly.table(structured(grid, title=title, unit_note=unit, heads=heads or None))

    def _grid(self, node: Any) -> tuple[list[list[str]], int]:
        """The cells with spans filled in, and how many rows at the top are marked to be repeated as headings."""
        grid: list[list[str]] = []
        heads = 0
        for row in node.iter(_W + "tr"):
            if next(row.iterancestors(_W + "tbl"), None) is not node:
                continue
            before = (
                _whole(_value(row.find(f"{_W}trPr"), "gridBefore", "0")) if row.find(f"{_W}trPr") is not None else 0
            )
            cells = [""] * min(before, 100)
            for cell in row.iter(_W + "tc"):
                if next(cell.iterancestors(_W + "tr"), None) is not row:
                    continue
                properties = cell.find(_W + "tcPr")
                span = _whole(_value(properties, "gridSpan", "1")) if properties is not None else 1
                merge = properties.find(_W + "vMerge") if properties is not None else None
                words = " ".join(text_of(part) for part in cell.iter(_W + "p"))
                if merge is not None and merge.get(_W + "val", "continue") == "continue" and grid:
                    words = grid[-1][len(cells)] if len(cells) < len(grid[-1]) else words
                cells += [" ".join(words.split())] * min(max(span, 1), 100)
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None and heads == len(grid):
                heads += 1
            grid.append(cells)
        return grid, heads

    def footnotes(self) -> Iterator[str]:
        """The words of the footnotes and endnotes."""
        from lxml import etree

        for relation in self.document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root:
                if note.get(_W + "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    yield " ".join(text_of(part) for part in note.iter(_W + "p"))


def text_of(node: Any) -> str:
    """The words of a paragraph: runs, links, fields' results and insertions; no deletions, field codes or text boxes."""
    parts: list[str] = []
    for part in node.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
        above = {one.tag for one in part.iterancestors()} if part.getparent() is not None else set()
        if above & _LEFT_OUT:
            continue
        parts.append((part.text or "") if part.tag == _W + "t" else "-" if part.tag == _W + "noBreakHyphen" else " ")
    return "".join(parts)


_LEFT_OUT = frozenset(
    {
        _W + "del",
        _W + "moveFrom",
        _W + "txbxContent",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def _value(node: Any, name: str, default: str) -> str:
    found = node.find(_W + name) if node is not None else None
    return str(found.get(_W + "val", default)) if found is not None else default


def _whole(words: str) -> int:
    return int(words) if re.fullmatch(r"-?\d{1,9}", words) else 0


def _count(number: int, kind: str) -> str:
    """A count in its format: "3", "c", "iii"."""
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        words = ""
        for value, sign in _ROMAN:
            words, number = words + sign * (number // value), number % value
        return words.upper() if kind == "upperRoman" else words
    return str(number)
