"""Fetch web pages by address, on request only: http and https, to public addresses, within limits of size and time.

A name is resolved once and the connection made to the address that was checked, so that the name cannot lead elsewhere
in between; each redirect is checked anew. Nothing is fetched on behalf of a page: no frames, pictures or scripts.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from assistant.errors import DocumentError
from assistant.settings import settings

_REDIRECTS = 5
#: Media types that a reader is there for, with the suffix of the file they become.
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched file: its bytes, the suffix of its type, and the address it was found at in the end."""

    data: bytes
    suffix: str
    url: str


def fetch(url: str, *, allow: frozenset[str] = frozenset()) -> Fetched:
    """The file at an address.

    `allow` names numeric addresses that are exempt from the rule of public ones: for tests against a server of their own.
    Raises DocumentError naming the address and why: another scheme, a private address, too large, too slow, a refusal,
    or a type that no reader is there for.
    """
    end = time.monotonic() + settings().fetch_seconds
    here = url.strip()
    for _ in range(_REDIRECTS + 1):
        answer = _request(here, end, allow)
        if isinstance(answer, Fetched):
            return answer
        here = answer
    raise DocumentError(f"{url}: redirects more than {_REDIRECTS} times; give the address it ends at")


def _request(url: str, end: float, allow: frozenset[str]) -> Fetched | str:
    """One request: the file, or the address it redirects to."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise DocumentError(f"{url}: not a web address; give one as https://www.gov.uk/...") from None
    if parts.scheme not in ("http", "https") or not host or any(ord(character) <= 32 for character in url):
        raise DocumentError(f"{url}: not a web address of http or https; give one as https://www.gov.uk/...")
    if parts.username or parts.password:
        raise DocumentError(f"{url}: holds a user name or password; give the address without")
    secure = parts.scheme == "https"
    address = _address(url, host, port or (443 if secure else 80), allow)
    connection = _Pinned(host, port or (443 if secure else 80), address, secure, _left(url, end))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # A server may send a byte now and then, each within the time-out of a read: the whole request has its own end.
    watch = threading.Timer(_left(url, end), connection.cut)
    watch.start()
    try:
        connection.request("GET", path, headers={"User-Agent": "briefing", "Accept-Encoding": "identity"})
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
            return urljoin(url, str(response.getheader("Location")))
        if response.status != 200:
            raise DocumentError(f"{url}: the server answers {response.status} {response.reason}; check the address")
        media = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
        if media not in _TYPES:
            raise DocumentError(
                f"{url}: of type {media or 'unknown'}, for which there is no reader; save it in another form"
            )
        return Fetched(_body(url, response, end), _TYPES[media], url)
    except TimeoutError:
        raise DocumentError(_slow(url)) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        _left(url, end)
        what = " ".join(str(error).split())[:80] or type(error).__name__
        raise DocumentError(f"{url}: cannot be fetched ({what}); check the address and the connection") from None
    finally:
        watch.cancel()
        connection.close()


def _body(url: str, response: http.client.HTTPResponse, end: float) -> bytes:
    limit = settings().fetch_megabytes * 1_000_000
    data = bytearray()
    while True:
        piece = response.read1(1 << 16)
        _left(url, end)
        if not piece:
            return bytes(data)
        data += piece
        if len(data) > limit:
            raise DocumentError(f"{url}: larger than {settings().fetch_megabytes} MB; save it and give the file")


def _left(url: str, end: float) -> float:
    """The seconds left. Raises DocumentError where there are none."""
    left = end - time.monotonic()
    if left <= 0:
        raise DocumentError(_slow(url))
    return left


def _slow(url: str) -> str:
    return f"{url}: takes longer than {settings().fetch_seconds} s; try again, or save it and give the file"


def _address(url: str, host: str, port: int, allow: frozenset[str]) -> str:
    """The one address to connect to. Raises DocumentError where the name resolves to any that is not public."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise DocumentError(f"{url}: {host} cannot be found; check the address and the connection") from None
    for one in found:
        address = ipaddress.ip_address(one.split("%")[0])
        inner = getattr(address, "ipv4_mapped", None) or address
        if one not in allow and (not inner.is_global or inner.is_multicast or getattr(address, "sixtofour", None)):
            raise DocumentError(
                f"{url}: leads to {one}, an address inside a network; only public addresses are fetched"
            )
    return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked address under the host's name, without any proxy."""

    def __init__(self, host: str, port: int, address: str, secure: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._pinned = address
        self._open: socket.socket | None = None
        self._secure = secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._pinned, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self._open = self.sock

    def cut(self) -> None:
        """End the connection under whoever reads from it."""
        if self._open:
            with contextlib.suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)
