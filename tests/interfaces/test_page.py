"""The page shows the words of documents as text, never as mark-up."""

from __future__ import annotations

from assistant import Assistant, Citation
from assistant.answering.answer import Answer, Status
from assistant.interfaces.web.page import briefed, build, checked, plain, rendered


def test_mark_up_in_a_document_stays_text() -> None:
    quote = "<script>alert(1)</script> ![x](http://evil) £5m"
    citation = Citation(
        1, "d", "<b>Title</b>", "P", "2024-03-06", "javascript:alert(1)", "press", "p. 1", quote, 0, len(quote), False
    )
    page = rendered(Answer("q", "q", Status.ANSWERED, "It costs <img src=x> £5m [1].", (), (citation,)))
    assert "<script" not in page and "<img" not in page and "<b>" not in page and "javascript:" not in page


def test_a_rendered_answer_goes_back_into_history_as_plain_text() -> None:
    page = rendered(Answer("q", "q", Status.ANSWERED, "It costs £5m & more [1]."))
    assert plain(page) == "It costs £5m & more [1]."


def test_the_page_can_be_built(assistant: Assistant) -> None:
    page = build(assistant)
    assert page.title == "Briefing"
    page.close()


def test_a_draft_comes_back_marked_and_its_mark_up_stays_text(assistant: Assistant) -> None:
    page = checked(assistant, "<img src=x> The Public Sector Fraud Authority gets £34m of AI against fraud.")
    assert "<img" not in page and '<mark class="supported"' in page and "supported" in page
    assert "empty" in checked(assistant, "  ")


def test_a_briefing_is_shown_and_can_be_downloaded(assistant: Assistant) -> None:
    page, file = briefed(assistant, "fraud <b>")
    assert "<h1>Briefing: fraud &lt;b&gt;</h1>" in page and file.visible
    refused, nothing = briefed(assistant, "lighthouses of the Cornish coast")
    assert "no figure" in refused and not nothing.visible
