"""The ledger: every figure of the index with its source, filtered and sorted for the page."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.citing import citation_of
from assistant.answering.draft import Quote
from assistant.documents.model import Passage as Held
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.index.catalogue import StoredDocument
from assistant.index.index import Index
from assistant.interfaces.web.files import harmless
from assistant.interfaces.web.markup import KINDS
from assistant.interfaces.web.turns import Passage, passage_at
from assistant.retrieval import Evidence
from assistant.wording import qualifier

MONEY, SHARES, TIMES, COUNTS = "money", "per cent and shares", "time", "counts"
UNITS = (MONEY, SHARES, TIMES, COUNTS)
_SHARES = frozenset({"percent", "percentage_point", "fraction", "multiple"})
_TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "quarter", "decade"})
SORTS = ("date", "value", "organisation", "source")


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the ledger in its place."""

    figure: Figure
    document: StoredDocument
    passage: Held

    @property
    def text(self) -> str:
        return self.figure.quantity.text

    @property
    def says(self) -> str:
        """The sentence of the source that prints the figure."""
        return self.passage.text[slice(*self.figure.sentence)] or self.passage.text

    @property
    def organisation(self) -> str:
        return ", ".join(self.figure.organisations)

    @property
    def unit(self) -> str:
        unit = self.figure.quantity.unit
        if len(unit) == 3 and unit.isupper():
            return MONEY
        return SHARES if unit in _SHARES else TIMES if unit in _TIMES else COUNTS

    @property
    def year(self) -> str:
        return self.document.date[:4]

    @property
    def amount(self) -> Decimal:
        return self.figure.quantity.amount or Decimal(0)


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the ledger is shown. Empty fields let everything through; `sort` is one of SORTS, "-" before it for downwards."""

    organisation: str = ""
    kind: str = ""
    unit: str = ""
    source: str = ""
    year: str = ""
    words: str = ""
    sort: str = "-date"
    page: int = 1

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Choice:
        """From the fields of the form. Unknown values let nothing through; an unknown order is the default one."""
        chosen = {name: str(fields.get(name) or "")[:200] for name in ("kind", "unit", "source", "year", "words")}
        sort = str(fields.get("by") or fields.get("sort") or "-date")
        page = str(fields.get("page") or "1")
        return cls(
            organisation=str(fields.get("bar") or fields.get("organisation") or "")[:200],
            sort=sort if sort.lstrip("-") in SORTS else "-date",
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
            **chosen,
        )

    def admits(self, row: Row) -> bool:
        return (
            (not self.organisation or self.organisation in row.figure.organisations)
            and (not self.kind or self.kind == row.document.kind.value)
            and (not self.unit or self.unit == row.unit)
            and (not self.source or self.source == row.document.publisher)
            and (not self.year or self.year == row.year)
            and all(
                word in f"{row.says} {' '.join(row.passage.headings)}".lower() for word in self.words.lower().split()
            )
        )


class Ledger:
    """All figures of an index, read again when the index has changed. Safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._guard = threading.Lock()
        self._version, self._rows = -1, tuple[Row, ...]()

    def rows(self) -> tuple[Row, ...]:
        """Every figure that is not a date alone, by document."""
        with self._guard:
            version = self._index.record.version
            if version != self._version:
                self._rows = tuple(
                    Row(figure, document, passage)
                    for document in self._index.documents.values()
                    for passage, figures in self._index.record.document_passages(document.id)
                    for figure in figures
                    if figure.quantity.unit not in TEMPORAL_UNITS
                )
                self._version = version
            return self._rows

    def chosen(self, choice: Choice) -> list[Row]:
        """The rows of a choice in its order."""
        rows = [row for row in self.rows() if choice.admits(row)]
        keys = {
            # Of one day: money before the rest, the largest first.
            "date": lambda row: (row.document.date, row.unit == MONEY, row.amount),
            "value": lambda row: row.amount,
            "organisation": lambda row: row.organisation or "~",
            "source": lambda row: row.document.publisher,
        }
        rows.sort(key=keys[choice.sort.lstrip("-")], reverse=choice.sort.startswith("-"))
        return rows

    def passage(self, row: Row, number: int) -> Passage:
        """The passage of a row, as the evidence pane shows it."""
        quote = Quote(Evidence(0, row.passage, row.document, (row.figure,), 1.0), *row.figure.sentence)
        wanted = {(row.figure.quantity.value, row.figure.quantity.unit)}
        return passage_at(citation_of(quote, number), wanted, self._index)


def to_csv(rows: Sequence[Row]) -> str:
    """The rows as a table for a spreadsheet; no cell is taken for a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        (
            "figure",
            "value",
            "upper",
            "unit",
            "qualifier",
            "organisations",
            "sentence",
            "kind",
            "publisher",
            "title",
            "date",
            "place",
            "url",
            "digest",
        )
    )
    for row in rows:
        quantity, document = row.figure.quantity, row.document
        cells = (
            row.text,
            quantity.value,
            "" if quantity.upper is None else quantity.upper,
            quantity.unit,
            qualifier(row.figure),
            row.organisation,
            row.says,
            KINDS.get(document.kind.value, document.kind.value),
            document.publisher,
            document.title,
            document.date,
            row.passage.locator,
            document.url,
            "yes" if document.digest else "no",
        )
        table.writerow(harmless(str(cell)) for cell in cells)
    return out.getvalue()
