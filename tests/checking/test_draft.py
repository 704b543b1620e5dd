"""A draft against the corpus: what is borne out, what is not, and what a reader gets of it."""

from __future__ import annotations

import csv
import io

import pytest
from docx import Document

from assistant import Assistant, BriefingError
from assistant.checking.report import to_csv, to_html
from assistant.checking.word import to_docx
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


def test_another_value_of_another_thing_is_no_contradiction(assistant: Assistant) -> None:
    text = "The Confederation wants £6.7bn for the canals of Birmingham, and the opera gets 4.5% more."
    assert {one.verdict for one in assistant.check(text).figures} == {Verdict.NOT_FOUND}


def test_a_body_named_sentences_earlier_is_the_body_of_the_figure(assistant: Assistant) -> None:
    text = "The {} welcomed the Budget. It had asked for help. It will get £34m to deploy artificial intelligence against fraud."
    assert verdict(assistant, text.format("Public Sector Fraud Authority"), "£34m") is Verdict.SUPPORTED
    assert verdict(assistant, text.format("Ministry of Defence"), "£34m") is Verdict.MISATTRIBUTED


def test_a_year_in_a_name_and_a_date_line_are_no_claims(assistant: Assistant) -> None:
    text = f"Tue, 23 April 2024\n\nIn his 2024 spring budget he spoke for 4 minutes. {PLAIN}\n\n4 min read"
    assert [one.figure.quantity.text for one in assistant.check(text).figures] == ["4 minutes", "£34m"]


def test_a_date_under_a_menu_and_a_photographers_credit_are_no_part_of_a_claim(assistant: Assistant) -> None:
    menu = assistant.check("Menu\nTue, 23 April 2024\n\nNewsletter sign-up\n").figures
    assert not menu
    caption = "Jeremy Hunt allocates £800m to boosting productivity across public services\nPhoto: PA Images/Alamy Stock Photo\n"
    assert verdict(assistant, caption, "£800m") is Verdict.SUPPORTED


def test_a_deadline_is_not_that_of_what_is_so_already(assistant: Assistant) -> None:
    text = "All NHS trusts are to use electronic patient records by March 2026 – currently 90% of trusts in NHS England have already adopted them."
    (share,) = (one.figure for one in assistant.check(text).figures if one.figure.quantity.unit == "percent")
    assert share.period is None


def test_a_date_that_says_when_a_figure_holds_is_checked_with_it(assistant: Assistant) -> None:
    text = "The plans will bring up to £1.8 billion of benefits by {}."
    right = {one.figure.quantity.text: one.verdict for one in assistant.check(text.format("2029")).figures}
    wrong = {one.figure.quantity.text: one.verdict for one in assistant.check(text.format("2025")).figures}
    assert right == {"£1.8 billion": Verdict.SUPPORTED, "2029": Verdict.SUPPORTED}
    assert wrong == {"£1.8 billion": Verdict.MISATTRIBUTED, "2025": Verdict.NOT_CHECKED}


def test_a_sum_of_the_drafts_own_figures_is_worked_out_and_shown(assistant: Assistant) -> None:
    text = "The NHS in England gets £3.4bn for its productivity plan and the Public Sector Fraud Authority £34m to deploy AI against fraud, {} altogether."
    right = next(
        one for one in assistant.check(text.format("£3.434bn")).figures if one.figure.quantity.text == "£3.434bn"
    )
    wrong = next(one for one in assistant.check(text.format("£3.9bn")).figures if one.figure.quantity.text == "£3.9bn")
    assert right.verdict is Verdict.SUPPORTED_ROUNDED and "£3.4bn + £34m = £3.434bn" in right.why
    assert wrong.verdict is Verdict.CONTRADICTED and "£3.434bn" in wrong.why


def test_quotations_are_verbatim_altered_or_not_checked(assistant: Assistant) -> None:
    source = assistant.search("Public Sector Fraud Authority artificial intelligence £34m", top=1)[0].passage.text
    words = source.split()[:10]
    said = " ".join(words)
    changed = " ".join([*words[:5], "never", *words[6:]])
    text = f"A report says: “{said}”. Another: “{changed}”. He said: “We shall build lighthouses on every cliff of Cornwall”."
    found = assistant.check(text).quotations
    assert [one.status.value for one in found] == ["verbatim", "altered", "not_checked"]
    assert text[found[0].start : found[0].end] == said and said in found[1].why


def test_a_word_report_marks_by_sign_and_words_and_comments_with_the_source(assistant: Assistant) -> None:
    text = f"{PLAIN}\nA control \x0c character, and “we shall build lighthouses on every cliff” of it."
    document = Document(io.BytesIO(to_docx(assistant.check(text), "draft.txt")))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "£34m [✓ supported]" in words and "[– quotation not checked]" in words
    comments = [comment.text for comment in document.comments]
    assert len(comments) == 2 and "£34" in comments[0] and "Digest of" in comments[0]
    assert "w:tblHeader" in document.element.xml
    assert len(document.tables[0].rows) == 2


def test_a_heading_does_not_give_its_body_to_every_figure_under_it(assistant: Assistant) -> None:
    text = "# Budget news of the week in full\n\n## NHS\n\nElsewhere £230m goes to police technology."
    assert verdict(assistant, text, "£230m") is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("more than four times as much", Verdict.SUPPORTED_ROUNDED),
        ("three times as much", Verdict.CONTRADICTED),
        ("twice as much", Verdict.CONTRADICTED),
        ("more than double the rest", Verdict.CONTRADICTED),
    ],
)
def test_a_multiple_is_worked_out_from_the_figures_beside_it_and_not_from_the_same_word_elsewhere(
    assistant: Assistant, claim: str, expected: Verdict
) -> None:
    text = f"The NHS in England gets £3.4bn for its productivity plan and other public services £800m, so that the NHS gets {claim}."
    found = next(one for one in assistant.check(text).figures if one.figure.quantity.unit == "multiple")
    assert found.verdict is expected and "£3.4bn ÷ £800m = 4.25" in found.why


@pytest.mark.parametrize(
    ("claim", "expected", "working"),
    [
        ("four fifths", Verdict.SUPPORTED_ROUNDED, "£3.4bn ÷ £4.2bn = 81%"),
        ("a fifth", Verdict.CONTRADICTED, "£3.4bn ÷ £4.2bn = 81%"),
    ],
)
def test_a_share_of_the_total_is_worked_out(assistant: Assistant, claim: str, expected: Verdict, working: str) -> None:
    text = f"The NHS in England gets £3.4bn of the £4.2bn for public sector productivity, so that {claim} of the total goes to the NHS."
    found = next(one for one in assistant.check(text).figures if one.figure.quantity.unit == "fraction")
    assert found.verdict is expected and working in found.why


def test_each_thing_that_a_sentence_speaks_of_is_looked_up(assistant: Assistant) -> None:
    text = "The £230m for police technology is nearly seven times the £34m for the Public Sector Fraud Authority to deploy AI against fraud."
    verdicts = {one.figure.quantity.text: one.verdict for one in assistant.check(text).figures}
    assert verdicts == {
        "£230m": Verdict.SUPPORTED,
        "seven times": Verdict.SUPPORTED_ROUNDED,
        "£34m": Verdict.SUPPORTED,
    }
