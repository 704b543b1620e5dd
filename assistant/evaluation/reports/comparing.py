"""The reports of a comparison."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.evaluation.comparison import Comparison
from assistant.evaluation.reports.views import render

#: Field of a comparison → heading, in the order read.
SECTIONS = {
    "newly_wrong": "Newly wrong figures",
    "newly_failing": "No longer as wanted, without a wrong figure",
    "newly_right": "Newly right",
    "mended": "No longer wrong, not yet right",
    "changed": "Changed, equally good",
}


def write_comparison(comparison: Comparison, before: str, after: str, folder: Path) -> None:
    """Write compare.json, compare.md and compare.html."""
    folder.mkdir(parents=True, exist_ok=True)
    body = json.dumps(comparison.to_json(), indent=1, ensure_ascii=False)
    (folder / "compare.json").write_text(body + "\n", encoding="utf-8")
    for name in ("compare.md", "compare.html"):
        (folder / name).write_text(compare_text(comparison, before, after, name), encoding="utf-8")


def compare_text(comparison: Comparison, before: str, after: str, template: str = "compare.md") -> str:
    sections = [(title, getattr(comparison, field)) for field, title in SECTIONS.items()]
    return render(
        template, before=before, after=after, sections=sections, tests=comparison.tests, worse=comparison.regressed()
    )
