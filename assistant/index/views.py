"""The two views of a record, Chroma and tantivy: opened, brought up to date, and rebuilt where a crash broke them."""

from __future__ import annotations

from pathlib import Path

from assistant.index import fulltext, vectors
from assistant.index.catalogue import Catalogue

_STATE = "views"
_BROKEN = -1


def view_state(record: Catalogue) -> int:
    """The record's version that the views show; another number than the record's means they are behind or were
    being written when a process ended."""
    return int(record.state(_STATE) or 0)


class Views:
    """Chroma and tantivy over one record. `version` is that of the record they show."""

    def __init__(self, dense: vectors.VectorStore, text: fulltext.FullText, version: int) -> None:
        self.dense = dense
        self.text = text
        self.version = version

    @classmethod
    def open(cls, folder: Path, record: Catalogue) -> Views:
        """The views as they are."""
        return cls(vectors.VectorStore(folder / "chroma"), fulltext.FullText(folder / "fulltext"), view_state(record))

    @classmethod
    def mended(cls, folder: Path, record: Catalogue, dimensions: int) -> Views:
        """The views brought up to the record, after any kind of end; the caller holds the writer's lock."""
        unclean = view_state(record) == _BROKEN
        version, wanted = record.version, record.numbers()
        record.set_state(_STATE, str(_BROKEN))
        dense = _dense(folder / "chroma", record, wanted, dimensions, unclean=unclean)
        text = _text(folder / "fulltext", record, wanted, unclean=unclean)
        record.set_state("text_numbers", " ".join(map(str, sorted(wanted))))
        record.set_state(_STATE, str(version))
        return cls(dense, text, version)

    def close(self) -> None:
        self.dense.close()


def _dense(folder: Path, record: Catalogue, wanted: set[int], dimensions: int, *, unclean: bool) -> vectors.VectorStore:
    usable = folder.is_dir() and (not unclean or vectors.healthy(folder, dimensions))
    store = vectors.VectorStore(folder) if usable else vectors.rebuilt(folder)
    held = store.numbers() if usable else set()
    store.write(held - wanted, ((number, vector) for number, _, _, vector in record.for_views(sorted(wanted - held))))
    return store


def _text(folder: Path, record: Catalogue, wanted: set[int], *, unclean: bool) -> fulltext.FullText:
    index = None if unclean else fulltext.opened(folder)
    held = {int(number) for number in (record.state("text_numbers") or "").split()} if index else set()
    index = index or fulltext.rebuilt(folder)
    titles = {document.id: document.title for document in record.documents()}
    added = (
        (number, passage, figures, titles[passage.document_id])
        for number, passage, figures, _ in record.for_views(sorted(wanted - held))
    )
    if held != wanted:
        index.write(held - wanted, added)
    return index
