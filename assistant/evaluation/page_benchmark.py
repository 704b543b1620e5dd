"""How quickly the page answers, in a browser and with twenty people at once: `make bench-page`.

In the browser: from Enter to the first text and to the finished answer. Under load: twenty people, each with a session of
the page's own queue, ask one question after another as the page does, with one to three seconds to read between them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from contextlib import contextmanager
from typing import Any

QUESTIONS = (
    "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?",
    "What is the £75 million for Violence Reduction Units for?",
    "How many hours of police time could be saved every year?",
    "How much is going on mobile facial recognition units?",
    "By when should the Crown Court backlog come down?",
    "How much will the NHS get for technology over three years?",
    "What percentage of government bodies were piloting AI?",
    "Was the NHS given £3.4m for technology?",
)
PEOPLE, SECONDS = 20, 120
_IN_BROWSER = 24
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")
_WATCH = """() => { window.seen = {};
  new MutationObserver(() => {
    const turns = [...document.querySelectorAll('.turn')], last = turns[turns.length - 1];
    if (!last || !window.seen.enter) return;
    if (!window.seen.first && turns.length > window.seen.before && last.querySelector('.words')?.textContent.trim()) window.seen.first = performance.now();
    if (!window.seen.whole && turns.length > window.seen.before && !last.classList.contains('working')) window.seen.whole = performance.now();
  }).observe(document.documentElement, {childList: true, subtree: true, characterData: true, attributes: true});
  document.addEventListener('keydown', event => { if (event.key === 'Enter')
    window.seen = {enter: performance.now(), before: document.querySelectorAll('.turn').length}; }, true); }"""


@contextmanager
def _served() -> Any:
    """The address of `briefing serve` in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant.interfaces.cli", "serve", "--port", str(port)],
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _ready(address: str) -> None:
    import httpx

    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise SystemExit("the server did not become ready in two minutes")


def in_browser(address: str) -> tuple[list[float], list[float]]:
    """Milliseconds from Enter to the first text and to the whole answer, of questions asked one after another."""
    from playwright.sync_api import sync_playwright

    first, whole = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address)
        page.wait_for_selector(".first")
        page.evaluate(_WATCH)
        for number in range(_IN_BROWSER + 1):
            page.locator("#composer textarea").fill(QUESTIONS[number % len(QUESTIONS)])
            page.keyboard.press("Enter")
            page.wait_for_function("window.seen.whole")
            seen = page.evaluate("window.seen")
            # The first question opens the index and its model.
            if number:
                first.append(seen["first"] - seen["enter"])
                whole.append(seen["whole"] - seen["enter"])
        browser.close()
    return first, whole


def under_load(address: str, people: int = PEOPLE, seconds: float = SECONDS) -> tuple[list[float], list[str]]:
    """Milliseconds from sending to the whole answer, and what went wrong, with many people at the page's own queue."""
    import httpx

    config = httpx.get(f"{address}/config").json()
    composer = next(one["id"] for one in config["components"] if one["props"].get("elem_id") == "composer")
    send = next(one for one in config["dependencies"] if [composer, "submit"] in one["targets"])
    taken: list[float] = []
    wrong: list[str] = []
    until = time.monotonic() + seconds

    def person(number: int) -> None:
        chance = random.Random(number)
        kept: Any = {}
        with httpx.Client(base_url=f"{address}/gradio_api", timeout=60) as client:
            while time.monotonic() < until:
                began = time.perf_counter()
                try:
                    kept = _asked(client, send["id"], chance.choice(QUESTIONS), kept)
                    taken.append((time.perf_counter() - began) * 1000)
                except (httpx.HTTPError, ValueError, KeyError) as error:
                    wrong.append(f"{type(error).__name__}: {error}")
                time.sleep(chance.uniform(1, 3))

    threads = [threading.Thread(target=person, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, wrong


def _asked(client: Any, function: int, question: str, kept: Any) -> Any:
    """What the browser keeps after a question is answered. Raises ValueError where it was not."""
    session = uuid.uuid4().hex[:12]
    body = {"data": [question, kept], "fn_index": function, "session_hash": session, "trigger_id": None}
    client.post("/queue/join", json=body).raise_for_status()
    last: list[Any] = []
    with client.stream("GET", "/queue/data", params={"session_hash": session}) as events:
        for line in events.iter_lines():
            if not line.startswith("data:"):
                continue
            said = json.loads(line[5:])
            if said["msg"] == "process_completed":
                if not said["success"]:
                    raise ValueError(str(said["output"])[:200])
                last = said["output"]["data"]
                break
    if len(last) < 4:
        raise ValueError("no answer came")
    # The last event of a stream repeats its data in full; a shelf that grows without end is no reader's.
    held = last[3] if isinstance(last[3], dict) and "" in last[3] else kept
    return {} if len(json.dumps(held)) > 60_000 else held


def _line(name: str, values: Sequence[float]) -> str:
    ordered = sorted(values)
    p95 = ordered[max(0, -(-95 * len(ordered) // 100) - 1)]
    return f"{name:44} n={len(values):<5} median {statistics.median(values):7.0f} ms   p95 {p95:7.0f} ms   most {ordered[-1]:7.0f} ms"


def main() -> None:
    """Print the measurements."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before", flush=True)
    with _served() as address:
        _ready(address)
        first, whole = in_browser(address)
        print(_line("browser, Enter to first text", first))
        print(_line("browser, Enter to finished answer", whole), flush=True)
        taken, wrong = under_load(address)
    print(_line(f"{PEOPLE} people for {SECONDS} s, to finished answer", taken))
    print(f"errors {len(wrong)}{': ' + wrong[0] if wrong else ''}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
