"""A briefing as a PDF: every figure with its source, footnotes that link, and no word of a source read as anything but text."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pypdfium2
import pypdfium2.raw
import pytest

from assistant import Assistant
from assistant.briefing import Brief, to_pdf
from tests.briefing.reading import text_of

HOSTILE = '#panic("stop") $x$ *bold* [c] <a> @b // gone #image("/etc/hostname")'


@pytest.fixture(scope="module", params=("fraud", "police technology"))
def brief(request: pytest.FixtureRequest, assistant: Assistant) -> Brief:
    return assistant.brief(request.param)


def addresses(made: bytes) -> set[str]:
    """The addresses that a PDF's links lead to."""
    found = set()
    with pypdfium2.PdfDocument(made) as document:
        for page in document:
            for place in range(pypdfium2.raw.FPDFPage_GetAnnotCount(page)):
                annotation = pypdfium2.raw.FPDFPage_GetAnnot(page, place)
                action = pypdfium2.raw.FPDFLink_GetAction(pypdfium2.raw.FPDFAnnot_GetLink(annotation))
                room = pypdfium2.raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
                if room:
                    text = ctypes.create_string_buffer(room)
                    pypdfium2.raw.FPDFAction_GetURIPath(document, action, text, room)
                    found.add(text.value.decode())
                pypdfium2.raw.FPDFPage_CloseAnnot(annotation)
    return found


def test_it_holds_every_figure_sentence_and_source_on_two_pages(brief: Brief) -> None:
    made = to_pdf(brief)
    text = text_of(made)
    for row in brief.figures:
        assert row.text in text, row.text
    for section in brief.sections:
        assert section.title in text
    for cited in brief.citations:
        assert cited.title in text, cited.title
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) <= 2


def test_its_links_are_those_of_the_sources_and_it_says_that_it_is_accessible(brief: Brief) -> None:
    made = to_pdf(brief)
    assert b"pdfuaid:part>1<" in made
    assert addresses(made) == {one.url for one in brief.citations}


def test_words_of_sources_and_readers_are_text_whatever_they_hold(brief: Brief) -> None:
    hostile = replace(
        brief,
        topic=HOSTILE,
        headline=f"{HOSTILE} [1]",
        citations=tuple(replace(one, title=HOSTILE, url="javascript:alert(1)") for one in brief.citations),
    )
    made = to_pdf(hostile)
    assert text_of(made).count("// gone #image") >= 3 and addresses(made) == set()


def test_a_letter_that_no_font_has_still_gives_a_file(brief: Brief) -> None:
    assert to_pdf(replace(brief, topic="fraud \U000f0000")).startswith(b"%PDF")
