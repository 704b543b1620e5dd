"""One web application: the page, the HTTP interface, its documentation, health, metrics and MCP tools."""

from assistant.interfaces.server.application import application, serve

__all__ = ["application", "serve"]
