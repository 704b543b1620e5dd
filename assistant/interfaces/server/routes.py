"""The HTTP interface: the same objects as the command line's, under /api."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sse_starlette import EventSourceResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import Response

from assistant._assistant import Assistant
from assistant.answering.answer import Answer
from assistant.errors import BriefingError, IndexProblem, InputError, ModelError
from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.schema import (
    AnswerObject,
    AskRequest,
    CheckObject,
    CheckRequest,
    Health,
    Hit,
    Problem,
    Source,
)
from assistant.serialising import answer_to_json, check_to_json, hit_to_json, source_to_json

_LOG = logging.getLogger("briefing.server")

#: The status of each kind of error; the first that fits.
_STATUSES: tuple[tuple[type[BriefingError], int], ...] = (
    (IndexProblem, 503),
    (InputError, 400),
    (ModelError, 502),
    (BriefingError, 500),
)


def routes(assistant: Assistant, metrics: Metrics) -> APIRouter:
    """The routes on one assistant."""
    router = APIRouter(responses={400: {"model": Problem}, 429: {"model": Problem}})

    @router.post(
        "/api/ask",
        response_model=AnswerObject,
        summary="Answer a question with cited figures",
        description="With `Accept: text/event-stream` the answer comes as it is verified: events `text` (a piece of "
        "the answer, a JSON string), then `answer` (the whole object), or `error`.",
    )
    async def ask(given: AskRequest, request: Request) -> Any:
        history = [turn.model_dump() for turn in given.history]
        if "text/event-stream" in request.headers.get("accept", ""):
            pieces = assistant.stream(given.question, history)
            # The first piece is fetched here, so that a question that cannot be asked is an error and no stream.
            first = await run_in_threadpool(next, pieces)
            return EventSourceResponse(_events(first, pieces, metrics))
        answer = await run_in_threadpool(assistant.ask, given.question, history)
        metrics.answered(answer)
        return answer_to_json(answer)

    @router.post("/api/check", response_model=CheckObject, summary="Check every figure of a draft")
    def check(given: CheckRequest) -> Any:
        return check_to_json(assistant.check(given.text))

    @router.get("/api/search", response_model=list[Hit], summary="Find passages")
    def search(
        q: Annotated[str, Query(description="What to look for.")],
        top: Annotated[int, Query(ge=1, le=200, description="How many passages.")] = 5,
    ) -> Any:
        from assistant.answering.engine import checked

        return [hit_to_json(hit) for hit in assistant.search(checked(q), top)]

    @router.get("/api/sources", response_model=list[Source], summary="What the index holds")
    def sources() -> Any:
        return [source_to_json(document) for document in assistant.sources()]

    @router.get("/healthz", response_model=Health, summary="Whether the service answers")
    def health() -> Any:
        return {"status": "ok", "documents": len(assistant.sources())}

    @router.get("/metrics", summary="Counters and timings for Prometheus", response_class=Response)
    def measured() -> Response:
        text, media_type = metrics.exposition()
        return Response(text, media_type=media_type)

    return router


async def _events(
    first: str | Answer, pieces: Generator[str | Answer], metrics: Metrics
) -> AsyncIterator[dict[str, str]]:
    """The server-sent events of an answer; closing it cancels the answer."""

    async def everything() -> AsyncIterator[str | Answer]:
        yield first
        async for piece in iterate_in_threadpool(pieces):
            yield piece

    try:
        async for piece in everything():
            if isinstance(piece, Answer):
                metrics.answered(piece)
                yield {"event": "answer", "data": json.dumps(answer_to_json(piece), ensure_ascii=False)}
            else:
                yield {"event": "text", "data": json.dumps(piece, ensure_ascii=False)}
    except BriefingError as error:
        yield {"event": "error", "data": json.dumps({"error": str(error)}, ensure_ascii=False)}
    finally:
        await run_in_threadpool(pieces.close)


def add_error_handlers(app: FastAPI) -> None:
    """Every error becomes one line of JSON; no traceback leaves the server."""

    @app.exception_handler(BriefingError)
    async def known(request: Request, error: BriefingError) -> JSONResponse:
        status = next(status for kind, status in _STATUSES if isinstance(error, kind))
        return JSONResponse({"error": str(error)}, status)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return JSONResponse({"error": f"{where}: {first['msg'].lower()}; see /docs"}, 422)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        _LOG.exception("%s %s", request.method, request.url.path)
        return JSONResponse({"error": f"unexpected {type(error).__name__}; the server's log says more"}, 500)
