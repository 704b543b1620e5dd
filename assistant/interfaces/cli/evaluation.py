"""`briefing eval`: suites, runs, comparisons and gates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import InputError
from assistant.interfaces.cli.app import AsJson, IndexName, Model, print_json

app = typer.Typer(no_args_is_help=True, help="Measure answers against known figures.")

_RUNS = Path("eval") / "runs"
TruthFile = Annotated[Path | None, typer.Option("--truth", help="The ground-truth table; without it, this checkout's.")]


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tables (.csv) and suites (.jsonl); without any, all.")
    ] = None,
    truth: TruthFile = None,
    as_json: AsJson = False,
) -> None:
    """Check ground truth and suites; every fault with its file, line and column."""
    from assistant.evaluation.validation import validate_files

    faults, checked = validate_files(paths or (), truth)
    if as_json:
        print_json({"checked": [str(path) for path in checked], "faults": faults})
    else:
        for fault in faults:
            print(fault)
        print(f"{len(checked)} files, {len(faults)} faults")
    raise typer.Exit(1 if faults else 0)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The name of the suite: lower case, digits and hyphens.")],
    row: Annotated[
        list[str] | None, typer.Option("--row", help="A row's id (may be repeated); without any, all rows.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; without it, eval/suites/NAME.jsonl.")] = None,
    truth: TruthFile = None,
) -> None:
    """Draft a suite from rows of a ground-truth table, for you to reword."""
    from assistant.evaluation.drafting import draft
    from assistant.evaluation.suites import check_name, suites_folder, write_suite
    from assistant.evaluation.truth import load

    target = out or suites_folder() / f"{check_name(name)}.jsonl"
    if target.exists():
        raise InputError(f"{target}: is there already; give another name or --out")
    header, cases = draft(load(truth), row or (), check_name(name))
    if not cases:
        raise InputError("no row with a number to ask for; name others with --row")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_suite(target, header, cases)
    print(f"{len(cases)} cases drafted in {target}; reword the questions and state the purpose in the first line")


@app.command()
def run(
    suites: Annotated[list[str], typer.Argument(help="Suites by name or file.")],
    out: Annotated[
        Path | None, typer.Option(help="The run's folder; one that a kill left unfinished is continued.")
    ] = None,
    engine: Annotated[
        str, typer.Option(help="briefing, vanilla, or broken-scale, broken-citations, broken-refusal.")
    ] = "briefing",
    index: IndexName = "default",
    model: Model = None,
    repeat: Annotated[int, typer.Option(min=1, max=50, help="Ask every case so many times.")] = 1,
    beside: Annotated[Path | None, typer.Option(help="A run of another engine to show in the report.")] = None,
    truth: TruthFile = None,
    as_json: AsJson = False,
) -> None:
    """Ask every case of some suites, score the answers and write the reports."""
    from rich.console import Console
    from rich.progress import Progress

    from assistant.evaluation.reports import write_run
    from assistant.evaluation.reports.running import report_values
    from assistant.evaluation.runs import execute, new_folder, score_run
    from assistant.evaluation.suites import find_suite, read_suite
    from assistant.evaluation.truth import load
    from assistant.interfaces.cli.asking import ready
    from assistant.settings import settings

    table = load(truth)
    read = [read_suite(find_suite(name)) for name in suites]
    ready(index)
    folder = out or new_folder(_RUNS, read, engine)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("asking", total=None)
        finished = execute(
            read,
            table,
            folder,
            engine=engine,
            index=index,
            model=model or settings().model,
            repeat=repeat,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    other = score_run(beside, table) if beside else None
    write_run(finished, other)
    if as_json:
        print_json({"run": str(folder), **finished.summary.to_json(), "stable": finished.stable})
    else:
        values = report_values(finished, other)
        for one in values["scores"]:
            if one["n"]:
                print(
                    f"{one['meaning']:<58}{one['value']:>9}  [{one['interval']}]  n={one['n']}  {one['beside']}".rstrip()
                )
        print(f"\n{folder}: report.html, report.md, scores.json, junit.xml")
    if any(mark.error for mark in finished.marks):
        raise typer.Exit(3)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="A run's folder.")],
    after: Annotated[Path, typer.Argument(help="The folder of the run to judge.")],
    out: Annotated[Path | None, typer.Option(help="Where compare.html, .md and .json go; without it, AFTER.")] = None,
    alpha: Annotated[
        float | None, typer.Option(min=0, max=1, help="Call it a regression only where McNemar's p is below this.")
    ] = None,
    truth: TruthFile = None,
    as_json: AsJson = False,
) -> None:
    """Compare two runs case by case. Exit code 1 for a regression, 2 where they cannot be compared."""
    from assistant.evaluation.comparison import compare_runs
    from assistant.evaluation.reports import write_comparison
    from assistant.evaluation.reports.comparing import compare_text
    from assistant.evaluation.runs import score_run
    from assistant.evaluation.truth import load

    table = load(truth)
    compared = compare_runs(score_run(before, table), score_run(after, table))
    write_comparison(compared, before.name, after.name, out or after)
    if as_json:
        print_json({**compared.to_json(), "regression": compared.regressed(alpha)})
    else:
        print(compare_text(compared, before.name, after.name))
    raise typer.Exit(1 if compared.regressed(alpha) else 0)


@app.command()
def gate(
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="A run's folder.")],
    baseline: Annotated[Path, typer.Option(help="The baseline to hold it against.")],
    rules: Annotated[Path, typer.Option(help="Thresholds, tolerances and waivers.")] = Path("eval") / "gate.toml",
    update: Annotated[bool, typer.Option("--update", help="Make this run the baseline.")] = False,
    truth: TruthFile = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a run may land. Exit code 1 where it may not."""
    import json
    from dataclasses import asdict
    from datetime import UTC, datetime

    from assistant.evaluation.gate import baseline_of, check, read_baseline, read_rules
    from assistant.evaluation.runs import score_run
    from assistant.evaluation.truth import load

    finished = score_run(folder, load(truth))
    if update:
        baseline.parent.mkdir(parents=True, exist_ok=True)
        body = json.dumps(baseline_of(finished), indent=1, ensure_ascii=False)
        baseline.write_text(body + "\n", encoding="utf-8")
        print(f"{baseline}: holds the scores and outcomes of {folder}", file=sys.stderr)
    findings = check(finished, read_baseline(baseline), read_rules(rules), datetime.now(UTC).date())
    passed = all(one.passed for one in findings)
    if as_json:
        print_json({"passed": passed, "findings": [asdict(one) for one in findings]})
    else:
        for one in findings:
            print(f"{'ok' if one.passed else 'FAILED':8}{one.check:<44}{one.detail}")
        print("the gate is open" if passed else "the gate is shut")
    raise typer.Exit(0 if passed else 1)


@app.command()
def figures(
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Holds quantities/ and figure_pairs*.jsonl; without it, BRIEFING_SHARED's data."
        ),
    ] = None,
) -> None:
    """Measure reading and comparing figures, beside simpler methods."""
    from assistant.evaluation.figures_benchmark import report

    for line in report(data):
        print(line, flush=True)
