"""A figure is told in one plain sentence that still binds to the words of its source."""

from __future__ import annotations

import pytest

from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Quote, Statement
from assistant.answering.telling import told, without_addresses
from assistant.answering.verify import bound, verify
from assistant.documents.model import Kind, Passage
from assistant.figures import describe
from assistant.figures.quantity import Context
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence
from assistant.wording import label

SENTENCES = (
    ("£34m: a larger fraud authority (announced).", "£34m is for a larger fraud authority"),
    ("£35bn: what the plan should save by 2030 (target).", "£35bn is what the plan should save by 2030 (a target)"),
    ("£5 million: invested in the local scheme.", "£5 million was invested in the local scheme"),
    ("up to £330m: investment in the platform.", "Up to £330m is for investment in the platform"),
    ("70%: named a shortage of skills.", "70% named a shortage of skills"),
    ("£12m: for early legal advice (previously announced).", "£12m is for early legal advice, previously announced"),
    ("8,000: fewer violent incidents.", "The figure given is 8,000 fewer violent incidents"),
    ("March 2026: date by which all trusts use records.", "March 2026 is the date by which all trusts use records"),
    ("£4bn: net savings expected over five years.", "£4bn is the figure for net savings expected over five years"),
    ("£100m over five years: investment in the institute.", "£100m is for investment in the institute over five years"),
    ("£75million: more violence reduction units.", "£75million is for more violence reduction units"),
    ("£6m to speed up digitisation in prisons;", "£6m is to speed up digitisation in prisons"),
    ("The plan could save £1.8bn by 2029.", "The plan could save £1.8bn by 2029"),
)


def evidence(text: str, columns: tuple[str, ...] = (), unit_note: str = "") -> Evidence:
    document = StoredDocument("d", "", "", "A report", "A publisher", Kind.PRESS, "2024-03-06", "", "", "", True)
    passage = Passage("d#0", "d", 0, text, 0, len(text), columns=columns, unit_note=unit_note)
    return Evidence(1, passage, document, describe(text, Context(columns=columns, unit_note=unit_note)), 1.0)


@pytest.mark.parametrize(("printed", "sentence"), SENTENCES)
def test_a_figure_stands_inside_a_sentence(printed: str, sentence: str) -> None:
    given = evidence(printed)
    figure = given.figures[0]
    assert told(given, figure) == sentence
    assert bound(Statement(sentence, (Quote(given, *figure.sentence),))) is not None


def test_a_table_cell_is_told_with_its_row_column_and_unit() -> None:
    given = evidence("| Schools | 1,234 | 1,300 |", ("Programme", "2024-25", "2025-26"), "£ million")
    assert told(given, given.figures[1]) == "Schools, 2025-26: 1,300 (£ million)"


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("£34m: a larger fraud authority (announced).", "a larger fraud authority"),
        ("The plan could bring benefits of £1.8bn.", "The plan could bring benefits"),
        (
            "The plan could bring £1.8bn of benefits to councils.",
            "The plan could bring £1.8bn of benefits to councils",
        ),
    ],
)
def test_a_label_has_no_hole_where_the_figure_stood(printed: str, words: str) -> None:
    given = evidence(printed)
    statement = Statement(told(given, given.figures[0]), (Quote(given, *given.figures[0].sentence),))
    shown = verify(Draft(Status.ANSWERED, (statement,)))
    assert label(shown.text, shown.figures[0]) == words


def test_an_answer_holds_no_web_address_of_a_source() -> None:
    words = "Get it at www.example.com. only two trusts had neither"
    assert without_addresses(words, "two") == "Only two trusts had neither"
    assert without_addresses("£4m is for vans", "£4m") == "£4m is for vans"
    site = "£400 million is for a new website (NHS.uk), apps and wi-fi"
    assert without_addresses(site, "£400 million") == "£400 million is for a new website, apps and wi-fi"
