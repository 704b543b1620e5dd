"""Official sources come first, and what was given before is said."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Quote, Statement
from assistant.answering.provenance import announced_before
from assistant.documents.model import Kind, Passage
from assistant.figures import describe
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence

_RANK = {"budget": 0, "nao": 1, "parliament": 2, "analysis": 3, "press": 4}


def _evidence(number: int, text: str, date: str) -> Evidence:
    document = StoredDocument(f"d{number}", "", "", "A paper", f"Body {number}", Kind.PRESS, date, "", "", "", False)
    passage = Passage(f"d{number}:0", document.id, 0, text, 0, len(text))
    return Evidence(number, passage, document, describe(text), 1.0)


def _notes(text: str, earlier: str, date: str) -> tuple[str, ...]:
    cited = _evidence(1, text, "2024-03-06")
    statement = Statement(text.rstrip("."), (Quote(cited, 0, len(text)),))
    return announced_before(Draft(Status.ANSWERED, (statement,)), (cited, _evidence(2, earlier, date)))


def test_an_earlier_source_of_the_same_promise_is_named_with_its_date() -> None:
    text = "The government commits £16m of funding to prison workshops."
    (note,) = _notes(text, "It announced £16m of funding for prison workshops.", "2023-10-02")
    assert "Body 2" in note and "2 October 2023" in note and note.startswith("Previously announced")


@pytest.mark.parametrize(
    ("text", "earlier", "date"),
    [
        (
            "The government commits £16m of funding to prison workshops.",
            "It announced £16m of funding for prison workshops.",
            "2024-03-01",
        ),
        (
            "The government commits £16m of funding to prison workshops.",
            "It announced £18m of funding for prison workshops.",
            "2023-10-02",
        ),
        ("Fraud cost £16m in prisons.", "Fraud cost £16m in prisons.", "2023-10-02"),
        (
            "The government commits £16m of funding to prison workshops.",
            "It announced £16m of funding for prison workshops.",
            "2023-10",
        ),
    ],
    ids=["one announcement", "another sum", "no promise", "no day"],
)
def test_nothing_is_said_to_be_announced_before_without_a_plain_sign(text: str, earlier: str, date: str) -> None:
    assert _notes(text, earlier, date) == ()


def test_sources_of_one_statement_are_cited_the_official_first(assistant: Assistant) -> None:
    answer = assistant.ask("How much is there for a larger Public Sector Fraud Authority?")
    ranks = [_RANK[one.kind] for one in answer.citations if one.id in answer.figures[0].citations]
    assert ranks == sorted(ranks)
