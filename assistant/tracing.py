"""Traces of answers for OpenTelemetry: a span for each, off unless an exporter is configured.

`OTEL_EXPORTER_OTLP_ENDPOINT` (or `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`) turns it on; the SDK's other variables count as
usual. A span says how an answer ended and how long its steps took, never what was asked or answered.
"""

from __future__ import annotations

import os

from opentelemetry import trace

from assistant.answering.answer import Answer

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def configure() -> None:
    """Send spans to the endpoint that the environment names; without one nothing is loaded and nothing is sent."""
    if not any(os.environ.get(name) for name in _ENDPOINTS):
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    named = Resource.create({SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", "briefing")})
    provider = TracerProvider(resource=named)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def record(answer: Answer, began: int) -> None:
    """The span of an answer that was begun at a time in nanoseconds since the epoch."""
    span = trace.get_tracer("briefing").start_span("briefing.answer", start_time=began)
    if span.is_recording():
        span.set_attribute("briefing.status", answer.status.value)
        span.set_attribute("briefing.engine", answer.engine)
        span.set_attribute("briefing.figures", len(answer.figures))
        span.set_attribute("briefing.citations", len(answer.citations))
        for step, milliseconds in answer.timings_ms.items():
            span.set_attribute(f"briefing.{step}_ms", milliseconds)
    span.end()
