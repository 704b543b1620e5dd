"""Where the team's shared data lies: real documents and labelled data that are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path


def shared_data() -> Path:
    """The folder `data` of `BRIEFING_SHARED`, or of the folder `shared` beside the checkout. It need not exist."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    return Path(os.environ.get("BRIEFING_SHARED", beside)) / "data"
