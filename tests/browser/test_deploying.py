"""The page as a deployment sets it: people sign in, and documents are added where that is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.index.build import ingest
from assistant.interfaces.server.people import add_user
from assistant.settings import settings
from tests.browser.conftest import Watched, served

ASKED = "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?"
LAMPS = "# Lamps\n\nThe Lighthouse Board was given £7 million for lamps on 6 March 2024.\n"


def test_nobody_comes_in_without_a_password_and_each_person_has_their_own_conversations(
    chromium: Any, assistant: Assistant, tmp_path: Path
) -> None:
    users = tmp_path / "users"
    add_user(users, "ada", "correct horse")
    with served(assistant, settings().model_copy(update={"users": users})) as address:
        stranger = chromium.new_context()
        assert stranger.request.get(address).status == 401
        stranger.close()
        ada = Watched(chromium, address, http_credentials={"username": "ada", "password": "correct horse"})
        ada.ask(ASKED)
        ada.page.reload()
        ada.page.wait_for_selector(".turn.answered")
        assert ada.complaints == []
        ada.context.close()


def test_two_people_who_share_a_browser_do_not_share_their_conversations(chromium: Any, assistant: Assistant) -> None:
    chosen = settings().model_copy(update={"user_header": "X-Forwarded-User", "trusted_proxies": ("127.0.0.1",)})
    with served(assistant, chosen) as address:
        window = Watched(chromium, address, extra_http_headers={"X-Forwarded-User": "ada"})
        window.ask(ASKED)
        window.page.wait_for_selector(".shelf li")
        window.context.set_extra_http_headers({"X-Forwarded-User": "bea"})
        window.page.reload()
        window.page.wait_for_selector(".first")
        assert window.page.locator(".shelf li").count() == 0
        window.context.set_extra_http_headers({"X-Forwarded-User": "ada"})
        window.page.reload()
        window.page.wait_for_selector(".turn.answered")
        assert window.complaints == []
        window.context.close()


@pytest.fixture
def lamps(chromium: Any, indexes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A window on an index of one document, where people may add others."""
    (tmp_path / "first.md").write_text("# Buoys\n\nBuoys cost £2 million in 2023.\n", "utf-8")
    ingest([tmp_path / "first.md"], indexes / "browser-uploads")
    monkeypatch.setenv("BRIEFING_UPLOADS", "true")
    settings.cache_clear()
    with Assistant.open("browser-uploads") as assistant, served(assistant) as address:
        window = Watched(chromium, address)
        yield window
        window.context.close()
        assert window.complaints == []
    settings.cache_clear()


def test_documents_are_added_where_that_is_allowed_and_answer_at_once(lamps: Watched, tmp_path: Path) -> None:
    page = lamps.page
    lamps.tab("Sources")
    page.wait_for_selector("#sources tbody tr")
    (tmp_path / "lamps.md").write_text(LAMPS, "utf-8")
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    with page.expect_file_chooser() as chosen:
        page.locator("#upload").click()
    chosen.value.set_files([tmp_path / "lamps.md", tmp_path / "broken.txt"])
    page.wait_for_selector("#added:has-text('1 added')")
    told = page.locator("#added").inner_text()
    assert "broken.txt" in told and str(tmp_path) not in told and "uploads/" not in told
    page.wait_for_function("document.querySelectorAll('#sources tbody tr').length === 2")
    lamps.tab("Ask")
    turn = lamps.ask("How much was the Lighthouse Board given for lamps?")
    assert "£7 million" in turn.locator(".chip").first.inner_text()
