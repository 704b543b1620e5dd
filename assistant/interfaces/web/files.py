"""Files to download."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path


def files(made: Mapping[str, bytes]) -> list[str]:
    """The paths of files of those names and contents, in a folder of their own that no other person's download shares."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-"))
    paths = []
    for name, content in made.items():
        path = folder / name
        path.write_bytes(content)
        paths.append(str(path))
    return paths
