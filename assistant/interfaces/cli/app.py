"""The commands. Each reads its input, calls one function of the assistant and prints what it gives."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.documents.model import Kind
from assistant.errors import InputError
from assistant.interfaces.cli.inputs import day, read_input
from assistant.settings import settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Ask about UK public spending; every figure is cited.",
)
corpus_app = typer.Typer(no_args_is_help=True, help="Look after the corpus.")
app.add_typer(corpus_app, name="corpus")


def _index_name(name: str) -> str:
    """The name of an index, which stays below the indexes folder. Raises InputError."""
    if Path(name).is_absolute() or not name.strip() or ".." in Path(name).parts:
        raise InputError(f"index name {name!r}: give the name of a folder below {settings().indexes}")
    return name


IndexName = Annotated[
    str, typer.Option("--index", help="The index to use: a folder below indexes/.", callback=_index_name)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Model = Annotated[str | None, typer.Option("--model", help="Chat model as PROVIDER:NAME.")]


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    history: Annotated[Path | None, typer.Option(help="A JSON list of earlier turns: [{role, content}].")] = None,
    batch: Annotated[Path | None, typer.Option(help="A JSONL file of questions: {id, question, history}.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers of --batch go.")] = None,
    index: IndexName = "default",
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, or a batch of them."""
    from assistant.interfaces.cli import asking

    chosen = model or settings().model
    if batch:
        if not out:
            raise InputError("--batch needs --out FILE for the answers")
        raise typer.Exit(asking.run_batch(batch, out, index, chosen))
    if question is None:
        raise InputError('no question given; for example: briefing ask "How much is there for fraud AI?"')
    asking.run(question, history, index, chosen, as_json=as_json)


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; without any, the default corpus.")
    ] = None,
    index: IndexName = "default",
    kind: Annotated[Kind | None, typer.Option(help="The kind of documents that do not say it themselves.")] = None,
    title: Annotated[str, typer.Option(help="The title of the one file given.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published the one file given.")] = "",
    date: Annotated[str, typer.Option(help="When the one file given was published: 2024-03-06, 2024-03 or 2024.")] = "",
    licence: Annotated[str, typer.Option(help="The licence of the one file given.")] = "",
    url: Annotated[
        list[str] | None, typer.Option("--url", help="A web page to fetch and read (may be repeated).")
    ] = None,
    urls: Annotated[Path | None, typer.Option(help="A file of web addresses to fetch and read, one a line.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take what was guessed of each document without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read files or folders into an index.

    What a document does not say of itself is guessed from its words and, at a terminal, shown for confirmation.
    A file NAME.toml beside a document NAME states it: title, publisher, date, kind, licence, url.
    """
    from assistant.interfaces.cli import fetching, ingesting

    stated = {"title": title, "publisher": publisher, "date": date, "licence": licence}
    given = {name: value for name, value in stated.items() if value}
    single = bool(paths) and len(paths or []) == 1 and (paths or [])[0].is_file() and not (url or urls)
    if given and not single:
        raise InputError(
            f"--{next(iter(given))} is for one file; give one file, or write FILE.toml beside each document"
        )
    if given and kind:
        given["kind"] = kind.value
    fetched = fetching.run(url or [], urls, index) if url or urls else None
    chosen = [*(paths or []), *(fetched.paths if fetched else [])]
    asks = bool(paths) and not yes and not as_json and sys.stdin.isatty() and sys.stderr.isatty()
    code = 0
    if chosen or not fetched:
        code = ingesting.run(
            chosen or [settings().corpus],
            index,
            kind,
            as_json=as_json,
            stated=given,
            confirm=asks,
            also_failed=fetched.failed if fetched else (),
        )
    elif fetched:
        code = ingesting.report_only(fetched.failed, as_json=as_json)
    raise typer.Exit(code)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="What to look for.")],
    top: Annotated[int, typer.Option(min=1, max=200, help="How many passages.")] = 5,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only documents of this kind (may be repeated).")] = None,
    publisher: Annotated[
        list[str] | None, typer.Option(help="Only documents of this publisher (may be repeated).")
    ] = None,
    since: Annotated[str, typer.Option(help="Only documents from this ISO date on.")] = "",
    until: Annotated[str, typer.Option(help="Only documents up to this ISO date.")] = "",
    index: IndexName = "default",
    as_json: AsJson = False,
) -> None:
    """Find passages."""
    from assistant._assistant import Assistant
    from assistant.answering.engine import checked
    from assistant.interfaces.cli.asking import ready
    from assistant.retrieval import Filter
    from assistant.serialising import hit_to_json

    checked(words)
    ready(index)
    limits = Filter(frozenset(kind or ()), frozenset(publisher or ()), day("--since", since), day("--until", until))
    with Assistant.open(index) as assistant:
        hits = assistant.search(words, top, None if limits == Filter() else limits)
    if as_json:
        print_json([hit_to_json(hit) for hit in hits])
        return
    if not hits:
        print("briefing: nothing found; try other words or fewer limits", file=sys.stderr)
    for hit in hits:
        print(
            f"{hit.score:.3f}  {hit.document.title} ({hit.document.publisher}, {hit.document.date}; {hit.passage.locator})\n       {hit.passage.text}\n"
        )


@app.command()
def sources(index: IndexName = "default", as_json: AsJson = False) -> None:
    """List what the index holds."""
    from assistant._assistant import Assistant
    from assistant.interfaces.cli.asking import ready
    from assistant.serialising import source_to_json

    ready(index)
    with Assistant.open(index) as assistant:
        held, failures = assistant.sources(), assistant.failures()
    if as_json:
        print_json([source_to_json(document) for document in held])
        return
    for document in sorted(held, key=lambda one: (one.kind.rank, one.date)):
        print(
            f"{document.kind.value:10}  {document.date or 'no date':10}  {document.id:32}  {document.title} ({document.publisher or 'publisher unknown'}"
            f"{'; ' + document.licence if document.licence else ''}){' · digest' if document.digest else ''}"
            f"{' · another copy of ' + document.same_as if document.same_as else ''}"
        )
    for failure in failures:
        print(f"not read    {failure.at[:10]:10}  {failure.error}")


@app.command()
def figures(
    path: Annotated[str, typer.Argument(help="A document, or - for standard input.")], as_json: AsJson = False
) -> None:
    """List the figures read out of a text."""
    from assistant.figures import describe
    from assistant.serialising import figure_to_json

    found = describe(read_input(path))
    if as_json:
        print_json([figure_to_json(figure) for figure in found])
        return
    if not found:
        print("briefing: no figures in this text", file=sys.stderr)
    for figure in found:
        quantity = figure.quantity
        value = f"{quantity.value}{' to ' + str(quantity.upper) if quantity.upper else ''}"
        print(
            f"{quantity.start:6}  {quantity.text:24}  {value} {quantity.unit}  {quantity.bound.value:10}  {figure.subject[:70]}"
        )


@app.command()
def check(
    path: Annotated[str | None, typer.Argument(help="A draft to check, or - for standard input.")] = None,
    pairs: Annotated[Path | None, typer.Option(help="A JSONL file of claims with their passages.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the verdicts of --pairs go; of a draft, an .html, .docx or .csv file.")
    ] = None,
    fail_on: Annotated[str, typer.Option(help="Verdicts that make the exit code 1: contradicted,misattributed.")] = "",
    index: IndexName = "default",
    as_json: AsJson = False,
) -> None:
    """Judge every figure of a draft against the sources, or claims against the passages that come with them."""
    from assistant.interfaces.cli import checking

    if bool(path) == bool(pairs) or (pairs and not out):
        raise InputError(
            "give a draft, as: briefing check FILE, or claims, as: briefing check --pairs PAIRS.jsonl --out VERDICTS.jsonl"
        )
    if pairs and out:
        raise typer.Exit(checking.run_pairs(pairs, out))
    raise typer.Exit(checking.run_draft(str(path), index, checking.verdicts(fail_on), out, as_json))


@app.command()
def brief(
    topic: Annotated[str, typer.Argument(help="What the briefing is about, in a few words.")],
    out: Annotated[
        Path | None, typer.Option(help="A .docx, .pdf, .md or .csv file; without it, Markdown is printed.")
    ] = None,
    index: IndexName = "default",
    model: Model = None,
) -> None:
    """Write a briefing on a topic: figures, findings and sources."""
    from assistant.interfaces.cli import briefing

    briefing.run(topic, out, index, model or settings().model)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="The earlier document: any kind of file that `ingest` reads.")],
    after: Annotated[Path, typer.Argument(help="The later document.")],
    out: Annotated[Path | None, typer.Option(help="A .docx or .json file; without it, tables are printed.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say which figures on the same thing changed between two documents, which were added and which dropped."""
    from assistant.interfaces.cli import differing

    differing.run(before, after, out, as_json)


@app.command()
def doctor(index: IndexName = "default", as_json: AsJson = False) -> None:
    """Say what is installed, which model is used, how the index is, and what to do about problems."""
    from dataclasses import asdict

    from assistant.doctor import examine

    findings = examine(index)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            print(
                f"{'ok' if finding.well else 'PROBLEM':8}{finding.name:22}{finding.detail}{'  ->  ' + finding.advice if finding.advice else ''}"
            )
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@corpus_app.command("check")
def corpus_check(
    folder: Annotated[Path | None, typer.Argument(help="The corpus; without it, the default one.")] = None,
) -> None:
    """Check every corpus file against the rules of corpus/README.md."""
    from assistant.documents.corpus import check_corpus

    problems = check_corpus(folder or settings().corpus)
    for problem in problems:
        print(f"{'warning' if problem.warning else 'error'}: {problem.path}: {problem.message}")
    errors = sum(not problem.warning for problem in problems)
    print(f"{errors} errors, {len(problems) - errors} warnings")
    raise typer.Exit(1 if errors else 0)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 7860,
    root_path: Annotated[str, typer.Option(help="The path below which a proxy serves this, such as /briefing.")] = "",
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    index: IndexName = "default",
    model: Model = None,
) -> None:
    """Serve the page, the HTTP interface and the MCP tools."""
    from assistant.interfaces.cli.asking import ready
    from assistant.interfaces.server import serve

    ready(index)
    serve(index, host, port, model=model or settings().model, root_path=root_path, open_browser=open_browser)


@app.command()
def user(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    file: Annotated[Path | None, typer.Option(help="The file of users; by default what BRIEFING_USERS names.")] = None,
) -> None:
    """Add a person to the file of users, or change a password; it is read from the terminal or standard input."""
    from getpass import getpass

    from assistant.interfaces.server.people import add_user

    path = file or settings().users
    if path is None:
        raise InputError("no file of users; give --file FILE or set BRIEFING_USERS")
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    add_user(path, name, password)
    print(f"{name} may sign in; set BRIEFING_USERS={path} for briefing serve", file=sys.stderr)


def _add_evaluation() -> None:
    from assistant.interfaces.cli import evaluation

    app.add_typer(evaluation.app, name="eval")


_add_evaluation()
