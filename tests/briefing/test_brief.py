"""Briefings: every figure bound, one thing once, on the topic, and documents that open."""

from __future__ import annotations

import csv
import io
import re

import pytest
from docx import Document

from assistant import Assistant, BriefingError
from assistant.briefing import Brief, to_csv, to_docx, to_markdown
from assistant.figures import describe

TOPICS = ("fraud", "police technology", "NHS productivity")


@pytest.fixture(scope="module", params=TOPICS)
def brief(request: pytest.FixtureRequest, assistant: Assistant) -> Brief:
    return assistant.brief(request.param)


def test_every_key_figure_stands_in_the_words_that_it_cites(brief: Brief) -> None:
    quotes = {one.id: one.quote for one in brief.citations}
    assert len(brief.figures) >= 5
    for row in brief.figures:
        assert any(row.text in quotes[mark] for mark in row.citations), row


def test_every_sentence_with_a_figure_ends_in_marks_of_known_citations(brief: Brief) -> None:
    known = {one.id for one in brief.citations}
    for section in brief.sections:
        for sentence in filter(describe, section.sentences):
            marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", sentence)}
            assert marks and marks <= known
    assert known == set(range(1, len(known) + 1))


def test_one_value_is_one_row(brief: Brief) -> None:
    values = [
        (figure.quantity.value, figure.quantity.unit) for row in brief.figures for figure in describe(row.text)[:1]
    ]
    assert len(values) == len(set(values))


def test_what_the_auditors_found_stands_apart(assistant: Assistant) -> None:
    sections = {section.title: section.sentences for section in assistant.brief("fraud").sections}
    audited = sections["What the auditors found"]
    assert audited and all(not one.startswith("Computer Weekly") for one in audited)


def test_a_word_document_opens_with_headings_a_repeating_header_and_links_that_arrive(brief: Brief) -> None:
    document = Document(io.BytesIO(to_docx(brief)))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings[0] == "Key figures" and headings[-1] == "Sources"
    assert len(document.tables[0].rows) == len(brief.figures) + 1
    xml = document.element.xml
    assert "w:tblHeader" in xml
    anchors, targets = set(re.findall(r'w:anchor="(\w+)"', xml)), set(re.findall(r'w:name="(source\d+)"', xml))
    assert anchors and anchors <= targets


def test_markdown_shows_every_source_and_a_table_every_figure(brief: Brief) -> None:
    text = to_markdown(brief)
    assert all(re.search(rf"^{one.id}\. ", text, re.M) for one in brief.citations)
    rows = list(csv.DictReader(io.StringIO(to_csv(brief))))
    assert [row["figure"].lstrip("'") for row in rows] == [one.text for one in brief.figures]
    assert all(row["quote"] and row["date"] for row in rows)


@pytest.mark.parametrize("topic", ["", "  ", "lighthouses of the Cornish coast"])
def test_a_topic_that_the_sources_do_not_speak_of_is_refused_in_one_line(assistant: Assistant, topic: str) -> None:
    with pytest.raises(BriefingError) as told:
        assistant.brief(topic)
    assert "\n" not in str(told.value)
