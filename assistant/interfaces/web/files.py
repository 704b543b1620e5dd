"""Files to download."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import gradio

#: How often Gradio's copies of files for downloads and of uploads are looked through, and how old they become, in seconds.
SWEPT = (3600, 24 * 3600)
#: Gradio has taken its copy of a file by then.
_TAKEN_SECONDS = 600


def harmless(cell: str) -> str:
    """A cell of a table that a spreadsheet program does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def buttons(*labels: str) -> list[gradio.DownloadButton]:
    """A button for each file that a tab will offer, hidden until there is one."""
    with gradio.Row(elem_classes="actions downloads"):
        return [gradio.DownloadButton(label, visible=False) for label in labels]


def offered(made: Mapping[str, bytes]) -> list[Any]:
    """What the buttons of a tab become once the files are made, in their order."""
    return [gradio.update(value=path, visible=True) for path in files(made)]


def withdrawn(count: int) -> list[Any]:
    """What the buttons of a tab become where there is nothing to download."""
    return [gradio.update(visible=False)] * count


def files(made: Mapping[str, bytes]) -> list[str]:
    """The paths of files of those names and contents, in a folder of their own that no other person's download shares."""
    shelf = _shelf()
    for earlier in shelf.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - earlier.stat().st_mtime > _TAKEN_SECONDS:
                shutil.rmtree(earlier, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=shelf))
    paths = []
    for name, content in made.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(str(path))
    return paths


@cache
def _shelf() -> Path:
    """Where this process puts files for Gradio to take its own copies of; removed when the process ends."""
    folder = tempfile.mkdtemp(prefix="briefing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
