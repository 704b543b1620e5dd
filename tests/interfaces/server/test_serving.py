"""`briefing serve` as a process: the page, the HTTP interface and the MCP tools on one port, stopped by an interrupt."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assistant import Assistant

COMMAND = [sys.executable, "-m", "assistant.interfaces.cli", "serve"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def served(assistant: Assistant) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                if httpx.get(f"{address}/healthz", timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address, process
    finally:
        process.kill()
        process.communicate()


def call(address: str, method: str, **params: Any) -> Any:
    """What the MCP endpoint answers to one call."""
    reply = httpx.post(
        f"{address}/gradio_api/mcp/",
        json={"jsonrpc": "2.0", "id": 1, "method": method, "params": params},
        headers={"Accept": "application/json, text/event-stream"},
        timeout=60,
    )
    line = next(line for line in reply.text.splitlines() if line.startswith("data: "))
    return json.loads(line.removeprefix("data: "))["result"]


def test_one_port_serves_the_page_and_the_interface(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, _ = served
    page = httpx.get(address, timeout=60)
    assert page.status_code == 200 and '"title":"Briefing"' in page.text
    assert httpx.get(f"{address}/api/search", params={"q": "jury bundles"}, timeout=60).json()


def test_other_assistants_find_typed_tools_and_only_those(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, _ = served
    tools = {tool["name"]: tool for tool in call(address, "tools/list")["tools"]}
    assert set(tools) == {"ask", "check", "search", "sources"}
    assert tools["search"]["inputSchema"]["properties"]["top"]["type"] == "integer"
    assert "citation" in tools["ask"]["description"]


def test_a_tool_gives_the_objects_of_the_contract(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, _ = served
    result = call(
        address,
        "tools/call",
        name="ask",
        arguments={"question": "How much is there for early legal advice in private family law?"},
    )
    answer = json.loads(result["content"][0]["text"])
    assert answer["figures"] and answer["citations"]


def test_a_tool_says_what_was_wrong_in_one_line(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, _ = served
    result = call(address, "tools/call", name="check", arguments={"text": " "})
    assert result["isError"] and "empty" in result["content"][0]["text"]


def test_a_port_in_use_is_one_line(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, _ = served
    done = subprocess.run(
        [*COMMAND, "--port", address.rsplit(":", 1)[1]], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 2 and "port" in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_an_interrupt_stops_it_in_good_order(served: tuple[str, subprocess.Popen[str]]) -> None:
    _, process = served
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Briefing is at" in output and "Traceback" not in errors
