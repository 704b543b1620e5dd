"""The door of the application: who comes in, how often, and with how much. Pure ASGI, so that streams pass through."""

from __future__ import annotations

from collections.abc import Mapping

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.interfaces.server.people import Proxies, Recognise

#: Anyone may ask whether the service is up.
_OPEN = frozenset({"/healthz"})
#: What costs work: the interface, and the page's own calls.
_COUNTED = ("/api/", "/gradio_api/queue/join", "/gradio_api/call/", "/gradio_api/mcp")
#: Wrong passwords from one address.
_FAILURES = parse("10/minute")

#: Everything a page needs comes from this server, and only from it.
_SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (
        b"content-security-policy",
        b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' data: blob:; "
        b"form-action 'self'; frame-ancestors 'self'; base-uri 'self'; object-src 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def rate(text: str) -> RateLimitItem:
    """A rate such as "60/minute". Raises SettingsError."""
    try:
        return parse(text)
    except ValueError:
        raise SettingsError(f"BRIEFING_RATE_LIMIT: {text!r} is no rate; write for example 60/minute") from None


class Door:
    """Lets in the people it recognises (everyone where `recognise` is None), at most so often, with bodies up to a size.

    The person's name is `scope["state"]["person"]`, empty where everyone is let in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        recognise: Recognise | None,
        proxies: Proxies,
        limit: RateLimitItem | None,
        body_bytes: int,
        challenge: bool,
    ) -> None:
        self._app, self._recognise, self._limit = app, recognise, limit
        self._proxies, self._body_bytes, self._challenge = proxies, body_bytes, challenge
        self._counts = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        peer = (scope.get("client") or ("", 0))[0]
        address = self._address(peer, headers)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        refusal = None if path in _OPEN else await self._refusal(scope, path, peer, address, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._app(scope, self._bounded(receive), _with_headers(send))

    def _address(self, peer: str, headers: Mapping[str, str]) -> str:
        """The client's address: what a trusted proxy says it is, else the peer."""
        told = headers.get("x-forwarded-for", "")
        return told.split(",")[-1].strip() if told and self._proxies.holds(peer) else peer

    async def _refusal(
        self, scope: Scope, path: str, peer: str, address: str, headers: Mapping[str, str]
    ) -> JSONResponse | None:
        person = ""
        if self._recognise is not None:
            if not await self._counts.test(_FAILURES, "failure", address):
                return _problem(429, "too many wrong passwords; try again in a minute", {"Retry-After": "60"})
            known = self._recognise(peer, headers)
            if known is None:
                if headers.get("authorization"):
                    await self._counts.hit(_FAILURES, "failure", address)
                asked = {"WWW-Authenticate": 'Basic realm="Briefing", charset="UTF-8"'} if self._challenge else {}
                return _problem(401, "sign in to use this service", asked)
            person = known
        scope.setdefault("state", {})["person"] = person
        if int(headers.get("content-length") or 0) > self._body_bytes:
            return _problem(413, f"the request has more than {self._body_bytes:,} bytes; send less")
        if self._limit is not None and path.startswith(_COUNTED):
            key = person or address
            if not await self._counts.hit(self._limit, "rate", key):
                wait = str(self._limit.get_expiry())
                return _problem(429, f"more than {self._limit}; try again later", {"Retry-After": wait})
        return None

    def _bounded(self, receive: Receive) -> Receive:
        """The body, cut off where it grows over the limit without having said its length."""
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > self._body_bytes else message

        return bounded


def _problem(status: int, error: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": error}, status, dict(headers or {}))


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_SECURITY_HEADERS]
        await send(message)

    return sending
