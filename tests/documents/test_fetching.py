"""Pages by address: public addresses over http and https only, within limits, redirects checked again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.documents.fetching import fetch
from assistant.errors import DocumentError
from assistant.settings import Settings

LOCAL = frozenset({"127.0.0.1"})


class Handler(BaseHTTPRequestHandler):
    """A page, redirects, a flood and a trickle."""

    def do_GET(self) -> None:
        moves = {"/moved": "/page", "/inside": "http://10.0.0.1/", "/circle": "/circle", "/file": "file:///etc/passwd"}
        if self.path in moves:
            self.send_response(302)
            self.send_header("Location", moves[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8")
        self.end_headers()
        try:
            if self.path == "/flood":
                for _ in range(40):
                    self.wfile.write(b"x" * 100_000)
            elif self.path == "/trickle":
                for _ in range(100):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    if self.server.ended.wait(0.1):  # type: ignore[attr-defined]
                        break
            else:
                self.wfile.write(b"<html><body><p>The fund is worth \xc2\xa35 million.</p></body></html>")
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.ended = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}"
    made.ended.set()  # type: ignore[attr-defined]
    made.shutdown()
    made.server_close()
    thread.join()


def test_a_page_is_fetched_through_its_redirects(server: str) -> None:
    page = fetch(f"{server}/moved", allow=LOCAL)
    assert page.suffix == ".html" and page.url == f"{server}/page" and "£5 million" in page.data.decode()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
    ],
)
def test_an_address_inside_a_network_is_not_fetched(url: str) -> None:
    with pytest.raises(DocumentError, match=r"inside a network|cannot be found"):
        fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://x",
        "www.gov.uk",
        "http://",
        "http://user:word@example.org/",
        "http://[bad",
    ],
)
def test_only_plain_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(DocumentError, match=r"web address|user name"):
        fetch(url)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/inside", "inside a network"),
        ("/file", "http or https"),
        ("/circle", "redirects more than"),
        ("/missing", "404"),
        ("/picture", "image/png"),
        ("/flood", "larger than 1 MB"),
        ("/trickle", "longer than 1 s"),
    ],
)
def test_a_page_that_leads_elsewhere_or_breaks_a_limit_is_named(
    server: str, path: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Settings(fetch_megabytes=1, fetch_seconds=1)
    monkeypatch.setattr("assistant.documents.fetching.settings", lambda: limits)
    with pytest.raises(DocumentError, match=reason):
        fetch(f"{server}{path}", allow=LOCAL)
