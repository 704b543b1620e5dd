"""One file made ready for the index: read, split, its figures described. All that a worker does, and how it hands it over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.documents.model import Block, BlockKind, Document, Kind, Passage
from assistant.documents.reading import read_document
from assistant.documents.splitting import split
from assistant.figures import Context, Figure, describe
from assistant.index.duplicates import signature
from assistant.index.serialising import figures_from_json, figures_to_json
from assistant.tokens import count_tokens


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its passages, the figures of each and the signature of its words. The document's text and blocks
    are left behind: its passages hold what is kept. Or a whole document, with text and blocks, and nothing beside it.
    """

    document: Document
    passages: tuple[Passage, ...]
    figures: tuple[tuple[Figure, ...], ...]
    signature: tuple[int, ...]


def prepare(path: Path, data: bytes, kind: Kind | None, stated: Mapping[str, str], budget: int | None) -> Prepared:
    """Read one file. `stated` is what the user says of it; `budget` the tokens of a passage, None for the whole document.

    Raises DocumentError as `read_document` does.
    """
    document = read_document(path, kind=kind, data=data, stated=stated)
    if budget is None:
        return Prepared(document, (), (), ())
    passages = split(document, budget, count_tokens)
    figures = tuple(figures_of(document, passage) for passage in passages)
    return Prepared(replace(document, text="", blocks=()), passages, figures, signature(document))


def figures_of(document: Document, passage: Passage) -> tuple[Figure, ...]:
    """The figures of a passage, described with its headings, title, date and table around it."""
    context = Context(
        title=document.title,
        headings=passage.headings,
        date=document.date,
        publisher=document.publisher,
        table_title=passage.table_title,
        unit_note=passage.unit_note,
        columns=passage.columns,
    )
    return describe(passage.text, context)


def embedded_text(title: str, passage: Passage) -> str:
    """What is embedded for a passage: its title and headings belong to it (they raise recall markedly).

    Of a table's row its title, group, label and columns: digits say nothing to an embedding and cost most of its time.
    """
    headings = [heading for heading in passage.headings if heading not in (title, passage.table_title)]
    around = (title, " > ".join(headings), passage.table_title, passage.lead)
    if not passage.columns:
        return "\n".join(part for part in (*around, passage.text) if part)
    labels = [cell.strip() for cell in passage.text.split("|") if any(map(str.isalpha, cell))]
    columns = list(dict.fromkeys(column for column in passage.columns if column))
    return "\n".join(part for part in (*around, ", ".join(labels)[:400], ", ".join(columns)[:300]) if part)


def own_start(embedded: str, passage: Passage) -> int:
    """Where the passage's own text begins in what is embedded for it; its end for a table's row, whose text is not in it."""
    return len(embedded) if passage.columns else len(embedded) - len(passage.text)


def packed(prepared: Prepared) -> bytes:
    """As JSON: data and nothing else comes out of a worker."""
    value = {
        "document": asdict(prepared.document),
        "passages": [asdict(passage) for passage in prepared.passages],
        "figures": [figures_to_json(own) for own in prepared.figures],
        "signature": prepared.signature,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpacked(value: Mapping[str, Any]) -> Prepared:
    """What `packed` handed over. Raises ValueError, TypeError or KeyError where it is anything else."""
    document = dict(value["document"])
    blocks = tuple(
        Block(
            **block
            | {"kind": BlockKind(block["kind"])}
            | {name: tuple(block[name]) for name in ("headings", "columns")}
        )
        for block in document["blocks"]
    )
    return Prepared(
        Document(
            **document | {"kind": Kind(document["kind"]), "blocks": blocks, "notices": tuple(document["notices"])}
        ),
        tuple(
            Passage(**passage | {name: tuple(passage[name]) for name in ("headings", "columns")})
            for passage in value["passages"]
        ),
        tuple(figures_from_json(own) for own in value["figures"]),
        tuple(int(one) for one in value["signature"]),
    )
