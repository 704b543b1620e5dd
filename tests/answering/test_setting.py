"""The setting of a figure: what stands beside it, its document's date, its due date."""

from __future__ import annotations

from assistant.answering.question import read_question
from assistant.answering.setting import FEATURES, before, placed
from assistant.documents.model import Kind, Passage
from assistant.figures import describe
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence


def features(question: str, text: str, printed: str, date: str = "2024-03-06") -> dict[str, float]:
    document = StoredDocument("d", "d", "", "A title", "HM Treasury", Kind.BUDGET, date, "", "", "", False)
    evidence = Evidence(1, Passage("d#0", "d", 0, text, 0, len(text)), document, describe(text), 1.0)
    rows = placed(read_question(question), evidence, "2026-01-01")
    place = next(place for place, one in enumerate(evidence.figures) if one.quantity.text == printed)
    return dict(zip(FEATURES, rows[place], strict=True))


def test_a_figure_of_the_question_stands_beside_it() -> None:
    text = "The review finds 38 million hours. It equates this to over 21,358 officers."
    found = features("How many officers is 38 million hours the same as?", text, "21,358")
    assert (found["stated_in_sentence"], found["stated_in_passage"]) == (0, 1)
    assert features("How many officers would that be?", text, "21,358")["stated_in_passage"] == 0


def test_a_document_of_the_month_asked_about_and_one_before_its_year() -> None:
    question, text = "How many trusts had no electronic record in May 2025?", "19 trusts have no electronic record."
    assert features(question, text, "19", "2025-05-02")["document_month"] == 1
    assert features(question, text, "19", "2025-06-02")["document_month"] == 0
    assert features(question, text, "19", "2024-05-02")["document_before"] == 1
    assert features("What was spent in 2011-12?", "£5m was spent.", "£5m", "2011-12-01")["document_month"] == 0


def test_age_counts_only_where_no_time_is_asked_about() -> None:
    text = "£5m was spent on courts."
    assert features("How much was spent on courts?", text, "£5m", "2021-01-01")["age"] == 0.5
    assert features("How much was spent on courts in 2020-21?", text, "£5m", "2021-01-01")["age"] == 0


def test_a_date_by_which_a_thing_is_due_is_told_from_one_of_a_paper() -> None:
    text = "The review published on 11 June 2025 cuts budgets by 2029-30."
    question = "When is the cut due to be complete?"
    assert (features(question, text, "2029-30")["due"], features(question, text, "2029-30")["dated"]) == (1, 0)
    assert (features(question, text, "11 June 2025")["due"], features(question, text, "11 June 2025")["dated"]) == (
        0,
        1,
    )


def test_the_sentence_before_is_taken_in() -> None:
    text = "Fraud rose. It reached £5m. It fell."
    ((start, end),) = before(text, describe(text))
    assert text[start:end] == "Fraud rose. It reached £5m."
