"""Where sources differ: conflicts that are told, and figures that only look like one."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.conflicts import Dispute, disputes, more_exact
from assistant.answering.question import read_question
from assistant.answering.ranking import candidates
from assistant.documents.model import Kind, Passage
from assistant.figures import describe
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence

_ASKED = "How many people work for the agency?"


def _evidence(number: int, text: str, kind: Kind, date: str = "2024-03-01") -> Evidence:
    publisher = f"Publisher {number}"
    document = StoredDocument(f"d{number}", "", "", "Staff of the agency", publisher, kind, date, "", "", "", False)
    passage = Passage(f"d{number}:0", document.id, 0, text, 0, len(text))
    return Evidence(number, passage, document, describe(text), 0.9)


def _dispute(first: str, second: str, *, date: str = "2024-03-01", asked: str = _ASKED) -> Dispute | None:
    evidence = (_evidence(1, first, Kind.PRESS), _evidence(2, second, Kind.NAO, date))
    found = candidates(read_question(asked), evidence)
    return disputes(next(one for one in found if one.evidence.number == 1), found)


def test_two_counts_of_one_thing_are_a_dispute_with_the_official_side_first() -> None:
    dispute = _dispute("The agency employs 870 people.", "The agency employs 912 people.")
    assert dispute is not None
    assert dispute.official.figure.quantity.text.startswith("912") and dispute.on[0] == "value"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The agency employs 912 people.", "The agency employs about 900 people."),
        ("The agency employs 912 people.", "The agency employs more than 900 people."),
        ("The agency employs 912 people.", "The agency employs between 900 and 950 people."),
        ("The agency employs 912 people.", "The agency employs 2,400 people."),
        ("The agency employed 912 people in 2019.", "The agency employed 870 people in 2023."),
        ("The agency employs 912 people.", "The agency plans 870 visits for people."),
    ],
    ids=["rounded", "bound", "range", "far apart", "another year", "another thing"],
)
def test_what_can_be_true_together_is_no_dispute(first: str, second: str) -> None:
    assert _dispute(first, second) is None


def test_documents_of_other_years_report_other_counts() -> None:
    assert _dispute("The agency employs 870 people.", "The agency employs 912 people.", date="2020-01-15") is None


def test_ranges_that_share_an_end_differ_on_the_value() -> None:
    dispute = _dispute(
        "Fraud and error outside the schemes came to between £33.2 billion and £58.8 billion in 2020-21.",
        "Fraud and error outside the schemes came to between £33.2 billion and £58 billion in 2020-21.",
        asked="How much did fraud and error outside the schemes come to?",
    )
    assert dispute is not None and dispute.on == ("value",)


def test_the_words_of_a_bodys_name_make_no_two_things_alike() -> None:
    officers = "7 per cent: the rise in officer numbers."
    output = "5 per cent: the rise in output, on figures from the Office for Budget Responsibility."
    assert _dispute(officers, output, asked="How big was the rise in officer numbers?") is None


def test_a_yearly_sum_and_a_sum_without_a_year_are_no_dispute() -> None:
    asked = "What is the agency's savings target?"
    assert (
        _dispute("The agency's savings target is £250m a year.", "The agency's savings target was £180m.", asked=asked)
        is None
    )


@pytest.mark.parametrize(
    ("shown", "other", "told"),
    [
        ("The agency's output grew by 2% on average.", "The agency's output grew by 1.9% on average.", True),
        ("The agency's output grew by 1.9% on average.", "The agency's output grew by 2% on average.", False),
        ("The agency's output grew by 2% on average.", "Its prices fell by 1.9% in shops.", False),
    ],
    ids=["more digits", "fewer digits", "another thing"],
)
def test_what_another_source_prints_to_more_digits_is_no_dispute_but_told(shown: str, other: str, told: bool) -> None:
    assert _dispute(shown, other) is None
    evidence = (_evidence(1, shown, Kind.PRESS), _evidence(2, other, Kind.NAO))
    found = candidates(read_question("How much did the agency's output grow on average?"), evidence)
    finer = more_exact(next(one for one in found if one.evidence.number == 1), found)
    assert (finer is not None) is told


def test_a_figure_that_others_print_rounded_is_no_conflict(assistant: Assistant) -> None:
    answer = assistant.ask("How much extra day-to-day funding does the NHS get in 2024-25?")
    assert "£2.45 billion" in {one.figure.quantity.text for one in answer.figures}
    assert not answer.conflicts


def test_a_dispute_between_figures_that_an_answer_tells_anyway_is_noted_once(assistant: Assistant) -> None:
    answer = assistant.ask("How big was the cut to the frontline digitisation programme?")
    assert len(answer.conflicts) == 1 and answer.text.count("differ on the value") == 1


def test_an_answer_tells_both_sides_with_their_citations(assistant: Assistant) -> None:
    answer = assistant.ask("How much was cut from the frontline digitisation programme budget?")
    assert answer.status is Status.ANSWERED
    (conflict,) = answer.conflicts
    assert "value" in conflict.about
    sides = {figure.text: answer.citations[citation - 1] for figure, citation in conflict.sides}
    assert set(sides) == {"£700m", "£600m"}
    for text, citation in sides.items():
        assert text in citation.quote and text in answer.text


def test_an_answer_without_a_dispute_has_none(assistant: Assistant) -> None:
    assert assistant.ask("How much is going on mobile facial recognition units?").conflicts == ()


def test_one_value_a_year_and_over_several_years_is_a_dispute_on_the_period() -> None:
    dispute = _dispute(
        "The agency's staff could save 870,000 hours of paperwork each year.",
        "Over five years the agency's staff could save 870,000 hours of paperwork.",
    )
    assert dispute is not None and dispute.on == ("period",)


def test_a_rate_is_given_more_exactly_where_another_source_puts_the_shown_one_in_other_words(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("What annual productivity growth did the NHS agree to in return for the £3.4bn?")
    assert "gives it more exactly" in answer.text and "1.9%" in answer.text and answer.conflicts == ()
