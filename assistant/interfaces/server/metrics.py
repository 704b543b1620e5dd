"""What the service counts and times, in Prometheus' format. No question and no name of a person is among it."""

from __future__ import annotations

import time

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answering.answer import Answer

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "briefing_requests", "Requests by route and status.", ["method", "route", "status"], registry=self._registry
        )
        self.seconds = Histogram(
            "briefing_request_seconds",
            "Time until a response ended.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "briefing_answers", "Answers of /api/ask by status.", ["status"], registry=self._registry
        )
        self._answer_seconds = Histogram(
            "briefing_answer_seconds", "Time an answer took.", buckets=_SECONDS, registry=self._registry
        )

    def answered(self, answer: Answer) -> None:
        self._answers.labels(answer.status.value).inc()
        self._answer_seconds.observe(answer.timings_ms.get("total", 0.0) / 1000)

    def exposition(self) -> tuple[bytes, str]:
        """The text for Prometheus and its media type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST


class MetricsMiddleware:
    """Counts and times each request under its route; what the page fetches counts as "page"."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            route = path if path.startswith("/api/") or path in ("/healthz", "/metrics") else "page"
            if status == 404:
                route = "unknown"
            self._metrics.requests.labels(scope["method"], route, str(status)).inc()
            self._metrics.seconds.labels(route).observe(time.perf_counter() - began)
