"""A language model words the answers: what it writes appears sentence by sentence once it is checked, and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant import Assistant
from tests.answering.scripted import Scripted
from tests.browser.conftest import PATIENCE, Watched, served

ASKED = "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?"
TRUE = "The Public Sector Fraud Authority is given £34m to deploy AI against fraud."
FALSE = "It is given another £99bn for lighthouses."
HOSTILE = (
    "<img src=x onerror=alert(1)> [Read on](http://evil.example) about the £34m for the Public Sector Fraud Authority."
)


class Waiting(Scripted):
    """Pauses before the last word of its reply until it is let go on."""

    _go_on: threading.Event = PrivateAttr(default_factory=threading.Event)

    def let_go_on(self) -> None:
        self._go_on.set()

    def _stream(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        pieces = list(super()._stream(messages, stop, run_manager, **kwargs))
        yield from pieces[:-1]
        self._go_on.wait(PATIENCE / 1000)
        yield pieces[-1]


@pytest.fixture
def waiting(chromium: Any, assistant: Assistant) -> Iterator[tuple[Waiting, Watched]]:
    """A model that waits, and a window on a page that it writes for."""
    model = Waiting(replies=[f"{TRUE} {FALSE} {HOSTILE} And so it goes."])
    with Assistant.open("default", model) as writing, served(writing) as address:
        window = Watched(chromium, address)
        yield model, window
        model.let_go_on()
        window.context.close()
        assert window.complaints == []


def begin(window: Watched) -> None:
    """Ask, and wait for the first sentence of an answer that is not finished."""
    window.page.locator("#composer textarea").fill(ASKED)
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector(".turn.working .words:has-text('£34m')")


def test_a_sentence_is_shown_once_it_is_checked_and_a_false_one_never(waiting: tuple[Waiting, Watched]) -> None:
    model, window = waiting
    begin(window)
    page = window.page
    assert "lighthouses" not in page.locator(".turn.working .words").inner_text()
    model.let_go_on()
    page.wait_for_selector(".turn.answered")
    turn = page.locator(".turn.answered")
    assert "£34m" in turn.locator(".words").first.inner_text()
    assert "£99bn" not in turn.locator(".words, .chip").all_inner_texts().__str__()
    assert "scripted" in turn.locator(".understood, .notice").all_inner_texts().__str__()
    assert turn.locator("img, a[href*=evil]").count() == 0
    assert not [url for url in window.asked if "evil" in url]


def test_an_answer_is_stopped_and_its_question_can_be_asked_again(waiting: tuple[Waiting, Watched]) -> None:
    model, window = waiting
    begin(window)
    page = window.page
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_selector(".turn.failed")
    stopped = page.locator(".turn.failed")
    assert "The answer was stopped." in stopped.inner_text() and ASKED in stopped.inner_text()
    assert page.get_by_role("button", name="Ask", exact=True).is_visible()
    model.let_go_on()
    stopped.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".turn.answered .chip:has-text('£34m')")
    assert page.locator(".turn").count() == 1


def test_a_briefing_says_who_worded_it_and_what_went_wrong(chromium: Any, assistant: Assistant) -> None:
    model = Scripted(replies=[RuntimeError("down"), "The police get £230 million for technology over four years."])
    with Assistant.open("default", model) as writing, served(writing) as address:
        window = Watched(chromium, address)
        page = window.page
        window.tab("Brief")
        for expected in ("scripted:Scripted failed", "The opening was worded by scripted:Scripted."):
            page.locator("#topic textarea, #topic input").fill("police technology")
            page.locator("#write").click()
            page.wait_for_selector(f"#brief .notice.engine:has-text('{expected}')")
        assert page.locator(".briefing .cite").count()
        window.context.close()
        assert window.complaints == []
