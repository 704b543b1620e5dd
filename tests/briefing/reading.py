"""What a PDF says."""

from __future__ import annotations

import pypdfium2


def text_of(made: bytes) -> str:
    """The words of all pages, in lines joined by single spaces."""
    with pypdfium2.PdfDocument(made) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
