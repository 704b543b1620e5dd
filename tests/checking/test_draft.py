"""A draft against the corpus: what is borne out, what is not, and what a reader gets of it."""

from __future__ import annotations

import csv
import io

import pytest

from assistant import Assistant, BriefingError
from assistant.checking.report import to_csv, to_html
from assistant.figures import Verdict
from tests.conftest import shared

PLAIN = "The Public Sector Fraud Authority gets £34m to deploy artificial intelligence against fraud."


def verdict(assistant: Assistant, text: str, figure: str) -> Verdict:
    return next(one.verdict for one in assistant.check(text).figures if one.figure.quantity.text == figure)


def test_a_figure_that_the_sources_print_is_supported_and_cited(assistant: Assistant) -> None:
    report = assistant.check(PLAIN)
    (checked,) = report.figures
    assert checked.verdict is Verdict.SUPPORTED
    assert report.text[checked.start : checked.end] == "£34m"
    assert any("£34" in citation.quote for citation in checked.citations)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("£34bn", PLAIN.replace("£34m", "£34bn")),
        ("£43m", PLAIN.replace("£34m", "£43m")),
        ("$34m", PLAIN.replace("£34m", "$34m")),
        ("£34m", PLAIN.replace("£34m", "less than £34m")),
        ("£34m", PLAIN.replace("The Public Sector Fraud Authority", "The Ministry of Defence")),
    ],
)
def test_a_figure_with_one_thing_changed_is_not(assistant: Assistant, figure: str, text: str) -> None:
    assert verdict(assistant, text, figure) not in (Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED)


def test_what_no_source_speaks_of_is_not_found_rather_than_contradicted(assistant: Assistant) -> None:
    assert verdict(assistant, "The opera house in Reykjavik cost £212m to build.", "£212m") is Verdict.NOT_FOUND


def test_offsets_are_those_of_the_whole_text(assistant: Assistant) -> None:
    text = f"A heading\n\n{PLAIN}\n\nAnd £230m goes to police technology.\n"
    for one in assistant.check(text).figures:
        assert text[one.start : one.end] == one.figure.quantity.text


def test_the_summary_names_what_was_not_checked_first(assistant: Assistant) -> None:
    summary = assistant.check(PLAIN).summary
    assert next(iter(summary)) is Verdict.NOT_CHECKED and sum(summary.values()) == 1


def test_real_articles_are_mostly_borne_out(assistant: Assistant) -> None:
    figures = [
        one
        for path in sorted(shared("data/seeds").glob("*.txt"))
        for one in assistant.check(path.read_text("utf-8")).figures
        if one.verdict is not Verdict.NOT_CHECKED
    ]
    supported = sum(one.verdict in (Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED) for one in figures)
    assert supported >= 0.75 * len(figures)
    assert all(one.citations for one in figures if one.verdict is not Verdict.NOT_FOUND)


def test_a_page_escapes_what_the_draft_says(assistant: Assistant) -> None:
    page = to_html(assistant.check(f"<script>alert(1)</script> {PLAIN}"), "<b>draft</b>")
    assert "<script>" not in page and "<b>draft" not in page and "✓" in page and "supported" in page


def test_a_table_has_one_row_a_figure_and_no_formula(assistant: Assistant) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(assistant.check(f"-£5m was lost. {PLAIN}")))))
    assert len(rows) == 2 and rows[1]["verdict"] == "supported" and rows[1]["source"]
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_an_empty_draft_is_refused(assistant: Assistant) -> None:
    with pytest.raises(BriefingError, match="empty"):
        assistant.check(" \n")
