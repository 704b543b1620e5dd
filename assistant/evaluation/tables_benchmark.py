"""Tables of PDFs beside their hand-made cells: this reader, pdfplumber and camelot in one run.

    python -m assistant.evaluation.tables_benchmark icdar2013_tables.jsonl FOLDER_OF_PDFS [--engine briefing pdfplumber camelot]

The file has a line a document: {"file", "tables": [{"page", "cells": [[first row, last row, first column, last column, text], …]}]}, the form of
the ICDAR 2013 table competition (Göbel, Hassan, Oro and Orsi). Two shares are measured over all gold cells and rows:
a cell with a digit counts where its text, blanks aside, is whole in a text of its page; a row where one text of its page holds all its cells.
For this reader a text is a passage with its columns and title; for the others, which give only tables, a row of a table.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.model import BlockKind
from assistant.evaluation.intervals import proportion

#: The cell texts of each row of each text unit, by page.
Pages = Mapping[int, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the names of those that fail."""

    right: int
    total: int
    failed: tuple[str, ...] = ()

    def __str__(self) -> str:
        score = proportion(self.right, self.total)
        if score.value is None:
            return "nothing measured"
        return f"{score.value:.3f} ({self.right} of {self.total}; 95 % {score.low:.3f} to {score.high:.3f})"


@dataclass(frozen=True, slots=True)
class TableScore:
    """`cells` are gold cells with a digit found whole on their page, `rows` gold rows found whole in one text, `own` gold
    cells with a digit that are a cell of their own in a table row (this reader's and the others' tables alike)."""

    cells: Share
    own: Share
    rows: Share
    seconds: float


def briefing_tables(path: Path) -> Pages:
    """The texts of each page as this reader gives them: a row with its columns, or a paragraph."""
    from assistant.documents.reading import read_document

    found: dict[int, list[Sequence[str]]] = defaultdict(list)
    for block in read_document(path).blocks:
        cells = (
            [cell.strip() for cell in block.text.strip("| ").split("|")]
            if block.kind is BlockKind.ROW
            else [part for line in block.text.split("\n") for part in line.split(" | ")]
        )
        found[block.page or 0].append((*cells, *block.columns, block.lead))
    return found


def pdfplumber_tables(path: Path) -> Pages:
    """The rows of pdfplumber's own tables."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        return {
            number: [[cell or "" for cell in row] for table in page.extract_tables() for row in table]
            for number, page in enumerate(document.pages, 1)
        }


def camelot_tables(path: Path) -> Pages:
    """The rows of camelot's own tables: ruled ones, and unruled ones where a page has no ruled table."""
    from camelot.io import read_pdf

    found: dict[int, list[Sequence[str]]] = defaultdict(list)
    for table in read_pdf(str(path), pages="all", flavor="lattice"):
        found[int(table.page)] += [list(map(str, row)) for row in table.df.values.tolist()]
    for table in read_pdf(str(path), pages="all", flavor="stream"):
        if int(table.page) not in found:
            found[-int(table.page)] += [list(map(str, row)) for row in table.df.values.tolist()]
    return {abs(page): rows for page, rows in found.items()}


ENGINES: Mapping[str, Callable[[Path], Pages]] = {
    "briefing": briefing_tables,
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_tables,
}


def score(gold: Path, folder: Path, read: Callable[[Path], Pages]) -> TableScore:
    """Read every document of the gold file and compare. A document that the engine cannot read has nothing right."""
    cells: list[tuple[bool, str]] = []
    own: list[tuple[bool, str]] = []
    rows: list[tuple[bool, str]] = []
    began = time.perf_counter()
    for line in gold.read_text("utf-8").splitlines():
        document = json.loads(line)
        try:
            pages = read(folder / document["file"])
        except Exception:  # another project's parser may fail in any way; that is what is measured
            pages = {}
        for table in document["tables"]:
            texts = [[_squeezed(cell) for cell in row] for row in pages.get(table["page"], ())]
            held = {cell for row in texts for cell in row}
            joined = ["\n".join(row) for row in texts]
            name = f"{document['file']} p.{table['page']}"
            by_row: dict[int, list[str]] = defaultdict(list)
            for first, last, _, _, words in table["cells"]:
                text = _squeezed(words)
                if not text:
                    continue
                if first == last:
                    by_row[first].append(text)
                if re.search(r"\d", text):
                    own.append((text in held, f"{name}: {words}"))
                    cells.append((any(_whole(text, unit) for unit in joined), f"{name}: {words}"))
            for place, parts in by_row.items():
                whole = any(all(part in unit for part in parts) for unit in joined)
                rows.append((whole, f"{name} row {place}: {parts[:4]}"))
    return TableScore(_share(cells), _share(own), _share(rows), time.perf_counter() - began)


def _squeezed(text: str) -> str:
    """The text without blanks, dotted leaders and note marks, dashes of one kind, and capitals: the gold cells garble some."""
    text = re.sub(r"[–—−‐‑]", "-", text.casefold())
    text = re.sub(r"\.{3,}|…+", "", text)
    return re.sub(r"[\s_*†‡⁰¹²³⁴⁵⁶⁷⁸⁹\u00ad]", "", text)


def _whole(text: str, unit: str) -> bool:
    before = r"(?<![\d.,])" if text[0].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if text[-1].isdigit() else ""
    return bool(re.search(before + re.escape(text) + after, unit))


def _share(found: Sequence[tuple[bool, str]]) -> Share:
    return Share(sum(right for right, _ in found), len(found), tuple(name for right, name in found if not right))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--failed", action="store_true", help="name what was not found")
    options = parser.parse_args(arguments)
    for name in options.engine:
        result = score(options.gold, options.folder, ENGINES[name])
        print(f"{name}: {result.seconds:.1f} s")
        for label, share in (
            ("numeric cells on the right page", result.cells),
            ("… as a cell of their own", result.own),
            ("rows whole in one text", result.rows),
        ):
            print(f"  {label:34} {share}")
            if options.failed:
                print("".join(f"    {one}\n" for one in share.failed), end="")


if __name__ == "__main__":
    main()
