"""A briefing cut to its audience and edited: a reader's own figures are checked, and the warning leaves with the briefing."""

from __future__ import annotations

import csv
import io

import pytest
from docx import Document

from assistant import Assistant
from assistant.briefing import Brief, to_csv, to_docx, to_markdown, to_pdf
from assistant.briefing.editing import AUDIENCES, edited, fitted
from tests.briefing.reading import text_of

FALSE = "The police get £999 billion for technology over four years"


@pytest.fixture(scope="module")
def whole(assistant: Assistant) -> Brief:
    return assistant.brief("police technology")


def test_a_briefing_is_cut_to_its_audience(assistant: Assistant) -> None:
    minister, *_, committee = AUDIENCES
    whole = assistant.brief("fraud")
    short = fitted(whole, minister)
    assert len(short.figures) == 5 and all(len(one.sentences) <= 2 for one in short.sections)
    assert {number for one in short.figures for number in one.citations} <= {one.id for one in short.citations}
    assert fitted(whole, committee).sections[0].title == "What the auditors found"


def test_a_changed_text_keeps_its_citations_and_an_emptied_one_goes(assistant: Assistant, whole: Brief) -> None:
    changes = {"headline": " My own\nwords [7] ", "section.0.0": " ", "figure.1": "", "figure.99": "x"}
    changed = edited(whole, changes, assistant.check)
    assert changed.headline.startswith("My own words [1]") and changed.unconfirmed == ()
    assert "The opening was worded by a reader." in to_markdown(changed)
    assert changed.figures == (whole.figures[0], *whole.figures[2:])
    assert changed.sections[0].sentences == whole.sections[0].sentences[1:]


def test_a_figure_that_no_source_bears_out_is_told_until_its_words_are_changed(
    assistant: Assistant, whole: Brief
) -> None:
    first = edited(whole, {"headline": FALSE}, assistant.check)
    assert [one.why.split(",")[0] for one in first.unconfirmed] == ["£999 billion"]
    second = edited(first, {"section.0.0": "Nothing to count here"}, assistant.check)
    assert second.unconfirmed == first.unconfirmed
    assert edited(second, {"headline": "The police get £230 million"}, assistant.check).unconfirmed == ()


def test_the_warning_leaves_with_the_briefing_in_every_form(assistant: Assistant, whole: Brief) -> None:
    told = edited(whole, {"headline": FALSE, "figure.0": FALSE}, assistant.check)
    document = Document(io.BytesIO(to_docx(told)))
    forms = {
        "Word": "\n".join(paragraph.text for paragraph in document.paragraphs[:4]),
        "PDF": text_of(to_pdf(told)),
        "Markdown": to_markdown(told).split("## Key figures")[0],
        "CSV": next(csv.DictReader(io.StringIO(to_csv(told))))["warning"],
    }
    for name, text in forms.items():
        assert "Not confirmed by the sources" in text and "£999 billion, contradicted" in text, name
    rows = list(csv.DictReader(io.StringIO(to_csv(told))))
    assert all(row["warning"] == "" for row in rows[1:])
