"""The public names, in one alphabetical list that loads lazily."""

from __future__ import annotations

import subprocess
import sys

import assistant


def test_every_public_name_loads_and_the_list_is_alphabetical() -> None:
    assert assistant.__all__ == sorted(assistant.__all__)
    assert all(getattr(assistant, name).__name__ == name for name in assistant.__all__)


def test_reading_figures_loads_nothing_heavy() -> None:
    code = "import sys; from assistant.figures import read; print([m for m in ('chromadb', 'numpy', 'tantivy', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
