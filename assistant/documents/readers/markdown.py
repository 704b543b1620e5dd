"""Markdown with YAML front matter: structure by markdown-it, offsets by its line numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.documents.model import Block, BlockKind
from assistant.documents.readers import Reading
from assistant.documents.readers.text import decode
from assistant.errors import DocumentError

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.S)
_PREFIX = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+|[ \t]*(?:>[ \t]?)+|[ \t]+")
_RULE = re.compile(r"[\s|:-]+")


def front_matter(path: Path, text: str) -> tuple[Mapping[str, str], int]:
    """The front matter as strings and the offset at which the body begins; empty where there is none.

    Raises DocumentError with the line where the YAML is broken or is not a table of names and values.
    """
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    try:
        data = yaml.load(match.group(1), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise DocumentError(
            f"{path}, line {line}: the front matter is not valid YAML; quote values that hold a colon"
        ) from None
    if data is None:
        return {}, match.end()
    if not isinstance(data, dict):
        raise DocumentError(f"{path}, line 2: the front matter must be lines of `name: value`")
    return {str(key): str(value) for key, value in data.items()}, match.end()


def read(path: Path, data: bytes) -> Reading:
    """Read a Markdown file. The first level-one heading is the title where the front matter gives none."""
    text = decode(path, data).replace("\r\n", "\n").replace("\r", "\n")
    metadata, body = front_matter(path, text)
    blocks = tuple(_blocks(text, body))
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")
    return Reading(text, blocks, {**({"title": title} if title else {}), **metadata})


def _blocks(text: str, body: int) -> list[Block]:
    lines = _line_starts(text, body)
    headings: list[tuple[int, str]] = []
    found: list[Block] = []
    lists: list[str] = []
    quotes = 0
    title, columns = "", tuple[str, ...]()
    tokens = MarkdownIt("commonmark").enable("table").parse(text[body:])
    for place, token in enumerate(tokens):
        if token.type == "blockquote_open":
            quotes += 1
        elif token.type == "blockquote_close":
            quotes -= 1
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(_lead(found))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "table_open":
            title, columns = _lead(found, any_end=True), ()
        elif token.type == "tr_open" and token.map:
            start, end = _span(text, lines, token)
            cells = tuple(cell.strip() for cell in text[start:end].strip().strip("|").split("|"))
            if not columns:
                columns = cells
            elif not _RULE.fullmatch(text[start:end]):
                path = tuple(words for _, words in headings)
                found.append(
                    Block(BlockKind.ROW, text[start:end], start, end, path, columns=columns, table_title=title)
                )
        elif token.type == "inline" and token.map and tokens[place - 1].type in ("heading_open", "paragraph_open"):
            start, end = _span(text, lines, token)
            if tokens[place - 1].type == "heading_open":
                words = text[start:end].strip("# \t\n")
                level = int(tokens[place - 1].tag[1])
                headings = [item for item in headings if item[0] < level] + [(level, words)]
                found.append(Block(BlockKind.HEADING, words, start, end, tuple(words for _, words in headings)))
                continue
            if quotes and text[start:end].startswith("Digest of the original"):
                continue
            kind = BlockKind.ITEM if lists else BlockKind.PARAGRAPH
            path = tuple(words for _, words in headings)
            found.append(Block(kind, text[start:end], start, end, path, lead=lists[-1] if lists else ""))
    return found


def _lead(found: list[Block], *, any_end: bool = False) -> str:
    """The last sentence before a list or table, where it introduces it."""
    if not found or found[-1].kind is not BlockKind.PARAGRAPH:
        return ""
    last = found[-1].text.rsplit(". ", 1)[-1]
    return last if any_end or last.rstrip().endswith(":") else ""


def _line_starts(text: str, body: int) -> list[int]:
    starts = [body]
    for line in text[body:].split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _span(text: str, lines: list[int], token: Token) -> tuple[int, int]:
    """The offsets of a token's own words: its lines without the list or quote marks and outer white space."""
    first, last = token.map or [0, 0]
    start, end = lines[first], min(lines[min(last, len(lines) - 1)], len(text))
    while match := _PREFIX.match(text, start, end):
        start = match.end()
        if match.group().strip():
            continue
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
