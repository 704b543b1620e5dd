"""The four reports of a run."""

from __future__ import annotations

import json
from typing import Any

from assistant.evaluation.reports.junit import junit
from assistant.evaluation.reports.views import case_rows, render, score_rows, type_rows
from assistant.evaluation.runs import Run


def write_run(run: Run, beside: Run | None = None) -> None:
    """Write scores.json, report.md, report.html and junit.xml into the run's folder.

    `beside` is a run of a baseline engine on the same cases, shown in a second column.
    """
    values = report_values(run, beside)
    rows = values["cases"]
    scores = {**run.summary.to_json(), "stable": run.stable, "cases": rows}
    (run.folder / "scores.json").write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (run.folder / "report.md").write_text(render("report.md", **values), encoding="utf-8")
    (run.folder / "report.html").write_text(render("report.html", **values), encoding="utf-8")
    (run.folder / "junit.xml").write_bytes(junit(run.folder.name, rows))


def report_values(run: Run, beside: Run | None = None) -> dict[str, Any]:
    rows = case_rows(run)
    scores = score_rows(run)
    other = {row["name"]: row for row in score_rows(beside)} if beside else {}
    for row in scores:
        row["beside"] = other.get(row["name"], {}).get("value", "")
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["outcome"]] = counts.get(row["outcome"], 0) + 1
    return {
        "name": run.folder.name,
        "config": {name: value for name, value in run.config.items() if name != "documents"},
        "documents": len(run.config.get("documents", ())),
        "beside": beside.config["engine"] if beside else "",
        "scores": scores,
        "types": type_rows(run),
        "cases": rows,
        "counts": counts,
        "stable": run.stable,
    }
