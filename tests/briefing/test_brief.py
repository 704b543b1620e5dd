"""Briefings: every figure bound, one thing once, on the topic, and documents that open."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from docx import Document

from assistant import Assistant, BriefingError
from assistant.answering.generate import Writer
from assistant.briefing import Brief, Briefer, to_csv, to_docx, to_markdown, to_pdf
from assistant.documents.model import Kind
from assistant.errors import CitationError
from assistant.figures import describe
from assistant.models import OpenModel
from tests.answering.scripted import Scripted

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


def test_a_word_document_opens_with_headings_a_repeating_header_and_footnotes_that_link(brief: Brief) -> None:
    document = Document(io.BytesIO(to_docx(brief)))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings[0] == "Key figures" and headings[-1] == "Sources"
    assert len(document.tables[0].rows) == len(brief.figures) + 1
    xml = document.element.xml
    assert "w:tblHeader" in xml
    notes = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    marks = {int(number) for number in re.findall(r'w:footnoteReference[^>]* w:id="(\d+)"', xml)}
    assert marks == set(range(1, len(brief.citations) + 1))
    assert marks <= {int(number) for number in re.findall(r'<w:footnote w:id="(\d+)"', notes.blob.decode())}
    links = set(re.findall(r'r:id="(rId\d+)"', notes.blob.decode()))
    assert links and all(notes.rels[name].target_ref.startswith("http") for name in links)


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


def test_the_best_source_comes_first_and_no_sentence_hangs_in_the_air(brief: Brief) -> None:
    ranks = {one.id: Kind(one.kind).rank for one in brief.citations}
    for row in brief.figures:
        assert (
            list(row.citations) == sorted(row.citations, key=lambda mark: (ranks[mark], mark)) or len(row.citations) < 2
        )
    for text in (
        brief.headline,
        *(row.what for row in brief.figures),
        *(s for p in brief.sections for s in p.sentences),
    ):
        said = re.sub(r"^[^:]{3,90}\d{4}: ", "", text)
        assert said[:1].isupper() or not said[:1].isalpha(), text
        assert not re.match(r"(?:It|They|These|Over \w+ \w+$)\b", said), text


def test_a_section_says_a_figure_once(brief: Brief) -> None:
    for section in brief.sections[:2]:
        printed = [
            figure.quantity.text for sentence in section.sentences for figure in describe(sentence.split(": ", 1)[-1])
        ]
        money = [text for text in printed if "£" in text]
        assert len(money) == len(set(money)), section.title


def test_an_export_loses_marks_without_a_source_and_refuses_a_figure_without_one(brief: Brief) -> None:
    stray = replace(brief, headline=f"{brief.headline} [99]")
    assert "[99]" not in to_markdown(stray)
    false = replace(brief, figures=(replace(brief.figures[0], text="£987m"), *brief.figures[1:]))
    for export in (to_markdown, to_csv, to_docx, to_pdf):
        with pytest.raises(CitationError, match="£987m"):
            export(false)


def test_a_model_words_the_opening_and_every_figure_of_it_is_bound(assistant: Assistant) -> None:
    def written(reply: str) -> Brief:
        return Briefer(assistant.retriever, Writer(OpenModel("scripted", Scripted(replies=[reply])))).brief("fraud")

    told = assistant.brief("fraud").headline.split(" [")[0]
    assert written(f"{told}.").engine == "scripted"
    lying = written("Fraud costs £999bn a year, the auditors say.")
    assert "£999bn" not in lying.headline and lying.headline.startswith(told) and lying.notices
