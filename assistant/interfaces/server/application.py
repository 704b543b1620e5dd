"""The application put together and served: the door, the HTTP interface, the page and the MCP tools."""

from __future__ import annotations

import logging
import socket
import webbrowser
from typing import Any

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from assistant._assistant import Assistant
from assistant.errors import InputError, SettingsError
from assistant.interfaces.server.access import Door, rate
from assistant.interfaces.server.metrics import Metrics, MetricsMiddleware
from assistant.interfaces.server.people import Proxies, Recognise, Users, by_header
from assistant.interfaces.server.routes import add_error_handlers, routes
from assistant.settings import Settings, settings


def application(assistant: Assistant, *, page: bool = True, deployment: Settings | None = None) -> FastAPI:
    """The application on one assistant, with the page unless `page` is false.

    Raises SettingsError where users, proxies or the rate limit are set wrongly.
    """
    chosen = deployment or settings()
    door, metrics = _door(chosen), Metrics()
    app = FastAPIOffline(
        title="Briefing",
        version=_version(),
        summary="Answers about UK public spending in which every figure is cited.",
        redoc_url=None,
    )
    app.include_router(routes(assistant, metrics))
    add_error_handlers(app)
    if page:
        _mount_page(app, assistant, chosen)
    app.add_middleware(Door, **door)
    app.add_middleware(MetricsMiddleware, metrics=metrics)
    return app


def _door(deployment: Settings) -> dict[str, Any]:
    """How the door of a deployment is set: the arguments of `Door`."""
    proxies = Proxies.of(deployment.trusted_proxies)
    recognise: Recognise | None = None
    if deployment.users and deployment.user_header:
        raise SettingsError("BRIEFING_USERS and BRIEFING_USER_HEADER are both set; people sign in one way: unset one")
    if deployment.users:
        recognise = Users.read(deployment.users).recognise
    elif deployment.user_header:
        if not proxies.networks:
            raise SettingsError(
                "BRIEFING_USER_HEADER needs BRIEFING_TRUSTED_PROXIES: the addresses whose header counts"
            )
        recognise = by_header(deployment.user_header, proxies)
    return {
        "recognise": recognise,
        "proxies": proxies,
        "limit": rate(deployment.rate_limit) if deployment.rate_limit else None,
        "body_bytes": deployment.body_bytes,
        "challenge": deployment.users is not None,
    }


def _mount_page(app: FastAPI, assistant: Assistant, deployment: Settings) -> None:
    import gradio

    from assistant.interfaces.server.tools import add_tools
    from assistant.interfaces.web.page import LOOK, build

    blocks = build(assistant)
    add_tools(blocks, assistant)
    gradio.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=deployment.root_path or None,
        show_error=False,
        mcp_server=True,
        max_file_size=deployment.body_bytes,
        **LOOK,
    )


def serve(
    index: str, host: str, port: int, *, model: str | None = None, root_path: str = "", open_browser: bool = False
) -> None:
    """Serve until interrupted. Raises InputError where the port is taken, and what `Assistant.open` raises."""
    import uvicorn

    deployment = settings().model_copy(update={"root_path": root_path}) if root_path else settings()
    listening = _listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}{deployment.root_path}"
    with listening, Assistant.open(index, model) as assistant:
        server = _server()(
            uvicorn.Config(
                application(assistant, deployment=deployment),
                log_level="warning",
                root_path=deployment.root_path,
                # The door itself decides whose word on addresses counts.
                proxy_headers=False,
                timeout_graceful_shutdown=3,
                server_header=False,
            )
        )
        print(f"Briefing is at {address} (Ctrl-C to stop)", flush=True)
        if open_browser:
            webbrowser.open(address)
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            print("Stopped.", flush=True)


def _server() -> Any:
    import uvicorn

    class Quiet(uvicorn.Server):
        """Streams that are open when the service is stopped are cancelled, and that is no error to report."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    return Quiet


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"cannot listen on {host}, port {port}: {reason}; choose another with --host and --port"
        ) from None
    return listening


def _version() -> Any:
    from importlib.metadata import version

    return version("briefing")
