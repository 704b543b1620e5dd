"""A person asks on the page, with a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback
from tests.browser.conftest import Watched

ASKED = "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?"


def test_the_first_screen_says_what_this_is_and_how_fresh_and_offers_three_questions(window: Watched) -> None:
    page = window.page
    assert page.title() == "Briefing"
    assert page.locator(".example").count() == 3
    assert re.search(r"\d+ sources to \d{1,2} \w+ \d{4}", page.locator(".first .fresh").inner_text())
    assert not page.locator("footer").is_visible()
    page.locator(".example").first.click()
    page.wait_for_selector(".turn.answered")


def test_a_chip_opens_the_passage_with_its_figure_marked_and_escape_goes_back(window: Watched) -> None:
    page = window.page
    turn = window.ask(ASKED)
    assert "£34m" in turn.locator(".chip").first.inner_text()
    turn.locator(".chip").first.focus()
    page.keyboard.press("Enter")
    pane = page.locator(".pane.opened")
    assert pane.locator("mark").first.inner_text() == "£34m"
    assert "Digest of" in pane.locator(".title").inner_text() and "6 March 2024" in pane.inner_text()
    assert pane.get_by_role("link").get_attribute("href").startswith("https://")
    page.keyboard.press("Escape")
    assert page.locator(".pane.opened").count() == 0
    assert page.locator(".pane:visible .hint").inner_text().startswith("Choose a figure or a number in brackets")
    assert "chip" in page.evaluate("document.activeElement.className")


def test_on_a_phone_the_evidence_is_a_sheet_that_goes_and_the_conversations_are_folded(
    chromium: Any, address: str
) -> None:
    window = Watched(chromium, address, viewport={"width": 390, "height": 844})
    page = window.page
    assert not page.locator(".begin").is_visible()
    page.locator(".fold summary").click()
    page.locator(".begin").wait_for()
    sheet = page.locator(".pane.opened")
    window.ask(ASKED).locator(".chip").first.click()
    sheet.wait_for()
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    page.locator(".turn .chip").first.click()
    sheet.wait_for()
    window.ask("What is the £75 million for Violence Reduction Units for?")
    assert not sheet.is_visible() and page.locator(".begin").is_visible(), "the list stays as the reader left it"
    window.context.close()


def test_the_newest_answer_begins_at_the_top_of_the_window(window: Watched) -> None:
    for question in (ASKED, "What is the £75 million for Violence Reduction Units for?", ASKED):
        turn = window.ask(question)
    box = turn.locator(".question").bounding_box()
    assert 0 <= box["y"] < 200 and turn.locator(".words").first.is_visible()


def test_a_number_in_brackets_opens_its_own_source_and_the_next_one_follows(window: Watched) -> None:
    page = window.page
    turn = window.ask(ASKED)
    turn.locator(".cite").nth(1).click()
    assert page.locator(".pane-count:visible").inner_text() == "2 of 2"
    second = page.locator(".pane.opened .title").inner_text()
    page.get_by_role("button", name="Next source").locator("visible=true").click()
    assert page.locator(".pane-count:visible").inner_text() == "1 of 2"
    assert page.locator(".pane.opened .title").inner_text() != second


def test_a_wrong_premise_and_an_unknown_thing_are_said_in_their_own_way(window: Watched) -> None:
    corrected = window.ask("Was the NHS given £3.4m for technology?")
    told = corrected.locator(".notice.corrected").inner_text()
    assert "Premise corrected" in told and "The question says £3.4m; the sources say £3.4" in told
    unknown = window.ask("How many lighthouses were repainted in Cornwall in 1987?")
    assert "Not found in the sources" in unknown.inner_text() and unknown.locator(".chip").count() == 0


def test_the_answer_is_announced_once_it_is_whole(window: Watched) -> None:
    window.ask(ASKED)
    status = window.page.locator("[role=status][aria-live=polite]").filter(has_text="Answered.")
    assert "£34m" in status.inner_text() and "2 sources cited" in status.inner_text()


def test_a_suggestion_leads_to_an_answer(window: Watched) -> None:
    turn = window.ask(ASKED)
    turn.locator(".following button").first.click()
    window.page.wait_for_function("document.querySelectorAll('.turn:not(.working)').length === 2")
    assert window.page.locator(".turn").last.locator(".chip").count()


def test_a_question_is_asked_again_and_edited(window: Watched) -> None:
    page = window.page
    turn = window.ask(ASKED)
    first = turn.get_attribute("data-turn")
    turn.get_by_role("button", name="Try again").click()
    page.wait_for_function(
        "id => document.querySelector('.turn')?.dataset.turn && document.querySelector('.turn').dataset.turn !== id",
        arg=first,
    )
    page.get_by_role("button", name=re.compile("^Edit")).click()
    page.locator(".editing textarea").fill("What is the £75 million for Violence Reduction Units for?")
    page.get_by_role("button", name="Ask again").click()
    page.wait_for_selector(".turn:not(.working) .chip:has-text('£75')")
    assert page.locator(".turn").count() == 1


def test_conversations_stay_after_a_reload_and_are_opened_renamed_and_deleted(window: Watched) -> None:
    page = window.page
    window.ask(ASKED)
    page.get_by_role("button", name="New conversation").click()
    page.wait_for_selector(".first")
    window.ask("What is the £75 million for Violence Reduction Units for?")
    page.reload()
    page.wait_for_selector(".turn .chip:has-text('£75')")
    assert page.locator(".shelf li").count() == 2
    page.locator(".shelf .name").nth(1).click()
    page.wait_for_selector(".turn .chip:has-text('£34m')")
    opened = page.locator(".shelf li.open")
    opened.locator("summary").click()
    opened.locator("input").fill("Fraud and AI")
    opened.get_by_role("button", name="Rename", exact=True).click()
    page.wait_for_selector(".shelf li.open .name:has-text('Fraud and AI')")
    if not page.locator(".shelf li.open .danger").is_visible():
        page.locator(".shelf li.open summary").click()
    page.locator(".shelf li.open .danger").click()
    page.wait_for_selector(".first")
    assert page.locator(".shelf li").count() == 1


def test_a_rating_with_its_reason_is_kept(window: Watched, feedback: Path) -> None:
    page = window.page
    window.ask(ASKED)
    page.get_by_role("button", name="Not useful").click()
    page.locator("form.reason input").fill("It should say over how long")
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector("p.reason")
    kept = [one for one in Feedback(feedback).ratings() if one.reason]
    assert kept[-1].question == ASKED and not kept[-1].useful and "over how long" in kept[-1].reason


def test_an_answer_is_copied_with_its_citations(chromium: Any, address: str) -> None:
    window = Watched(chromium, address, permissions=["clipboard-read", "clipboard-write"])
    window.ask(ASKED).get_by_role("button", name="Copy with citations").click()
    window.page.wait_for_selector("text=Copied")
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert ASKED in copied and "£34m" in copied and re.search(r"\[1\] Digest of .+ https://", copied)
    window.context.close()


def test_one_person_never_sees_the_conversation_of_another(chromium: Any, address: str) -> None:
    ann, bob = Watched(chromium, address), Watched(chromium, address)
    ann.ask(ASKED)
    assert "Fraud Authority" not in bob.page.locator(".shelf, .turn").all_inner_texts().__str__()
    bob.page.reload()
    bob.page.wait_for_selector(".first")
    assert bob.page.locator(".turn").count() == 0 and bob.page.locator(".shelf li").count() == 0
    bob.ask("What is the £75 million for Violence Reduction Units for?")
    ann.page.reload()
    ann.page.wait_for_selector(".turn")
    assert "£75" not in ann.page.locator(".turn").inner_text()
    ann.context.close()
    bob.context.close()
