"""A real browser on a real server: Debian's Chromium through Playwright; skipped with the reason where either is absent."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.settings import Settings, settings

#: Without them the browser looks for hosts that tests must never ask for.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds, for a machine that does much else.
PATIENCE = 60_000
#: Where the browser keeps conversations.
SHELF = "briefing-conversations"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            # Of Gradio's queue, which uses what pandas is about to drop.
            item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, started once."""
    if not os.environ.get("BRIEFING_BROWSER_TESTS"):
        pytest.skip("browser tests run with: make test-browser")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make test-browser")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(assistant: Assistant, deployment: Settings | None = None) -> Iterator[str]:
    """The address of the whole application on a free port."""
    import uvicorn

    from assistant.interfaces.server.application import application

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(application(assistant, deployment=deployment), host="127.0.0.1", port=port, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this session's ratings go."""
    return tmp_path_factory.mktemp("feedback") / "feedback.sqlite"


@pytest.fixture(scope="session")
def address(assistant: Assistant, feedback: Path, chromium: Any) -> Iterator[str]:
    """The page on the default index."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("BRIEFING_FEEDBACK", str(feedback))
        settings.cache_clear()
        with served(assistant) as address:
            yield address
    settings.cache_clear()


class Watched:
    """A person's own browser window, with all that it asked for and complained of."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", self._complain)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.goto(address)
        self.page.wait_for_selector(".first, .turn")

    def _complain(self, error: Any) -> None:
        # A reload aborts the streams of the page that it leaves.
        if error.name != "AbortError":
            self.complaints.append(str(error))

    def ask(self, question: str) -> Any:
        """Type a question, send it with Enter, and wait until its whole answer is there and kept: the last turn."""
        before = self.page.locator(".turn").count()
        kept = self.page.evaluate(f"localStorage.getItem('{SHELF}')")
        composer = self.page.locator("#composer textarea")
        composer.fill(question)
        # Until the page has heard that the answer before is finished, it leaves the next question in the composer.
        for _ in range(PATIENCE // 500):
            composer.press("Enter")
            self.page.wait_for_timeout(500)
            if composer.input_value() != question or self.page.locator(".turn").count() > before:
                break
        self.page.wait_for_function(
            "before => document.querySelectorAll('.turn:not(.working)').length > before && !document.querySelector('.turn.working')",
            arg=before,
        )
        self.page.wait_for_function(f"kept => localStorage.getItem('{SHELF}') !== kept", arg=kept)
        return self.page.locator(".turn").last

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name, exact=True).click()

    def violations(self) -> list[str]:
        """What axe-core finds wrong with the page as it stands, by the rules of WCAG 2.2 A and AA and its best practices."""
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
        found = self.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


@pytest.fixture
def window(chromium: Any, address: str) -> Iterator[Watched]:
    """One person's window. A test that ends with an error in its console fails."""
    watched = Watched(chromium, address)
    yield watched
    watched.context.close()
    assert watched.complaints == []
