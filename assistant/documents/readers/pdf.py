"""PDF as text by page, with pypdfium2 (BSD/Apache; the fastest of the parsers measured)."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.documents.model import Block, BlockKind
from assistant.documents.readers import Reading
from assistant.errors import DocumentError

_NUMBERED = re.compile(r"\d{1,2}\.\d{1,3}\s+(?=[A-Z“\"])|[•–▪]\s+")
_HEADING = re.compile(r"[A-Z0-9][^.!?;]{3,90}")


def read(path: Path, data: bytes) -> Reading:
    """Read a PDF's text layer: a block a paragraph, each with its page (from 1) and the page's printed label.

    Raises DocumentError where the file is encrypted, damaged, or has no text at all.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it needs a password" if "password" in str(error).lower() else "it is damaged or not a PDF"
        raise DocumentError(f"{path}: cannot be opened, {reason}; give an unlocked, whole PDF") from None
    with document:
        text, blocks = "", list[Block]()
        metadata = document.get_metadata_dict()
        for number in range(len(document)):
            try:
                page = document[number]
                words = page.get_textpage().get_text_range()
            except pypdfium2.PdfiumError:
                continue
            label = document.get_page_label(number) or None
            text, blocks = _page(text, blocks, words, number + 1, label)
    if not text.strip():
        raise DocumentError(f"{path}: has no text layer, it may be a scan; run it through text recognition first")
    return Reading(
        text,
        tuple(blocks),
        {
            name: value
            for name, value in (
                ("title", metadata.get("Title", "").strip()),
                ("author", metadata.get("Author", "").strip()),
            )
            if value
        },
    )


def _page(text: str, blocks: list[Block], words: str, page: int, label: str | None) -> tuple[str, list[Block]]:
    lines = [line.strip() for line in words.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").split("\n")]
    heading = blocks[-1].headings if blocks else ()
    for paragraph in _paragraphs(lines):
        if not paragraph:
            continue
        start = len(text)
        text += paragraph + "\n\n"
        if (
            "\n" not in paragraph
            and len(paragraph) < 90
            and _HEADING.fullmatch(paragraph)
            and not re.search(r"\d[\d,.]*\s+\S*\d", paragraph)
        ):
            heading = (paragraph,)
            blocks.append(
                Block(BlockKind.HEADING, paragraph, start, start + len(paragraph), heading, page=page, page_label=label)
            )
        else:
            blocks.append(
                Block(
                    BlockKind.PARAGRAPH, paragraph, start, start + len(paragraph), heading, page=page, page_label=label
                )
            )
    return text, blocks


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs: a new one begins at a blank line, a number or bullet, or after a short line that ends a sentence."""
    widest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        starts = _NUMBERED.match(line) or not line
        if current and starts:
            paragraphs.append(current)
            current = ""
        if current.endswith("-") and line[:1].islower():
            current = current[:-1] + line
        else:
            current = f"{current}\n{line}" if current else line
        if len(line) < 0.75 * widest and (line.endswith((".", ":", ";")) or ("\n" not in current and len(line) < 60)):
            paragraphs.append(current)
            current = ""
    return [*paragraphs, current]
