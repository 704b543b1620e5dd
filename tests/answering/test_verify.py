"""The guard: no altered figure reaches an answer."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Quote, Statement
from assistant.answering.verify import verify
from assistant.documents.model import Kind, Passage
from assistant.figures import describe, read
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence

SENTENCES = (
    "The Public Sector Fraud Authority will receive £34 million over four years to expand its use of AI.",
    "Up to 38 million hours of police time could be saved every year.",
    "The Ministry of Justice budget falls by 4.8% in 2024-25.",
    "More than 130,000 patients a year in England should have results sooner.",
)
ALTERATIONS = (
    lambda text: (
        text.replace("34 million", "43 million")
        .replace("38 million", "83 million")
        .replace("4.8%", "8.4%")
        .replace("130,000", "310,000")
    ),
    lambda text: text.replace(" million", " billion").replace("130,000", "130").replace("4.8%", "48%"),
    lambda text: (
        text.replace("£", "$")
        .replace("%", " percentage points")
        .replace("hours", "years")
        .replace("patients", "scanners")
    ),
    lambda text: (
        text.replace("Public Sector Fraud Authority", "Home Office")
        .replace("Ministry of Justice", "Ministry of Defence")
        .replace("police time", "NHS England time")
    ),
    lambda text: text.replace("2024-25", "2025-26").replace("over four years", "over nine years"),
    lambda text: text.replace("Up to 38", "At least 38").replace("More than 130", "Fewer than 130"),
)


def quote(text: str) -> Quote:
    document = StoredDocument("d", "d.md", "", "Title", "Publisher", Kind.BUDGET, "2024-03-06", "", "", "", False)
    evidence = Evidence(1, Passage("d#0", "d", 0, text, 0, len(text)), document, describe(text), 1.0)
    return Quote(evidence, 0, len(text))


def test_a_true_statement_is_shown_with_its_citation() -> None:
    for text in SENTENCES:
        verified = verify(Draft(Status.ANSWERED, (Statement(text, (quote(text),)),)))
        assert not verified.dropped and verified.text == f"{text.rstrip('.')} [1]."
        for figure in verified.figures:
            assert verified.text[figure.start : figure.end] == figure.text and figure.citations == (1,)


@settings(max_examples=200)
@given(
    st.sampled_from(SENTENCES), st.lists(st.sampled_from(range(len(ALTERATIONS))), min_size=1, max_size=3, unique=True)
)
def test_no_altered_figure_reaches_the_answer(text: str, chosen: list[int]) -> None:
    altered = text
    for place in chosen:
        altered = ALTERATIONS[place](altered)
    verified = verify(Draft(Status.ANSWERED, (Statement(altered, (quote(text),)),)))
    if altered != text:
        assert verified.text == "" and verified.figures == ()


@given(st.sampled_from(SENTENCES), st.data())
def test_no_corrupted_digit_reaches_the_answer(text: str, data: st.DataObject) -> None:
    places = [match.start() for match in re.finditer(r"\d", text)]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789"))
    altered = text[:place] + digit + text[place + 1 :]
    verified = verify(Draft(Status.ANSWERED, (Statement(altered, (quote(text),)),)))
    printed = {one.text for one in read(text)}
    assert all(figure.text in printed for figure in verified.figures)
    if altered != text:
        assert altered.rstrip(".") not in verified.text


def test_a_statement_about_another_thing_is_dropped() -> None:
    verified = verify(Draft(Status.ANSWERED, (Statement("Lifeboats cost £34 million.", (quote(SENTENCES[0]),)),)))
    assert verified.text == "" and len(verified.dropped) == 1


def test_what_is_counted_by_initials_is_as_the_cited_document_spells_it_out(assistant: Assistant) -> None:
    answer = assistant.ask("How many violence reduction units share the £47m for 2025/26?")
    assert ("20", "unit") in {(one.text, one.figure.quantity.unit) for one in answer.figures}
