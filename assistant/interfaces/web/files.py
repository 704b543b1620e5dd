"""Files to download."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio


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
    folder = Path(tempfile.mkdtemp(prefix="briefing-"))
    paths = []
    for name, content in made.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(str(path))
    return paths
