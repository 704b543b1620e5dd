"""Spans go to a collector when one is configured, and say nothing of what was asked."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

from assistant import Assistant

QUESTION = "How much is there for early legal advice in private family law?"


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """An OpenTelemetry collector that keeps what it is sent."""

    def __init__(self) -> None:
        self.received: list[Any] = []

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - the protocol's name
        self.received.append(request)
        return trace_service_pb2.ExportTraceServiceResponse()


def test_a_configured_collector_gets_a_span_without_the_question(assistant: Assistant) -> None:
    collector = Collector()
    server = grpc.server(ThreadPoolExecutor(1))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "assistant.interfaces.cli", "ask", QUESTION],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}"},
        )
    finally:
        server.stop(None)
    assert "£12m" in done.stdout or "£12 million" in done.stdout
    spans = [
        span
        for request in collector.received
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert [span.name for span in spans] == ["briefing.answer"]
    attributes = {one.key: one.value for one in spans[0].attributes}
    assert attributes["briefing.status"].string_value == "answered"
    assert "legal advice" not in str(collector.received)
