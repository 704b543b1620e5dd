"""An index opened for reading: the record with its two views."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.documents.model import Passage
from assistant.errors import IndexLockedError, IndexMismatchError, IndexMissingError, IndexOutdatedError
from assistant.figures.quantity import Figure
from assistant.index.catalogue import Catalogue, StoredDocument
from assistant.index.views import Views, view_state
from assistant.settings import settings

if TYPE_CHECKING:
    from assistant.index.embedding import Embedder

#: Goes up with every change to the tables of the record or to how the ledger holds a figure.
SCHEMA_VERSION = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built with. `manifest.json` holds it; an index of another schema or model is not opened."""

    schema: int
    embedding_model: str
    weights_hash: str
    dimensions: int

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises IndexMissingError where there is no index, IndexMismatchError where its manifest cannot be used,
        IndexOutdatedError where another version wrote it.
        """
        try:
            data = json.loads((folder / "manifest.json").read_text("utf-8"))
            manifest = cls(**data)
        except FileNotFoundError:
            raise IndexMissingError(
                f"no index named {folder.name!r}; build it with: briefing ingest PATH --index {folder.name}"
            ) from None
        except (ValueError, TypeError):
            raise IndexMismatchError(
                f"{folder}/manifest.json cannot be read; delete the folder and run: briefing ingest"
            ) from None
        if manifest.schema != SCHEMA_VERSION:
            raise IndexOutdatedError(
                f"index {folder.name!r} was written by another version of Briefing (schema {manifest.schema}, here {SCHEMA_VERSION}); "
                f"run: briefing ingest PATHS --index {folder.name}, with all the paths it was built from"
            )
        return manifest

    def write(self, folder: Path) -> None:
        part = folder / "manifest.json.part"
        part.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")
        part.replace(folder / "manifest.json")


class Index:
    """An index for reading. Opens its views and its embedding model when they are first used.

    Use as a context manager. Raises IndexMissingError and IndexMismatchError on opening.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest.read(folder)
        wanted = settings().embedding_model
        if self.manifest.embedding_model != wanted:
            raise IndexMismatchError(
                f"index {folder.name!r} was built with the embedding model {self.manifest.embedding_model!r}, the settings ask for {wanted!r}; "
                f"set BRIEFING_EMBEDDING_MODEL={self.manifest.embedding_model} or build an index of another name"
            )
        self.record = Catalogue(folder / "record.sqlite")
        self._documents: tuple[int, dict[str, StoredDocument]] = (-1, {})
        self._views: Views | None = None

    @classmethod
    def open(cls, name: str = "default") -> Index:
        """The index of that name below the indexes folder."""
        return cls(settings().indexes / name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._views:
            self._views.close()
            self._views = None
        self.record.close()

    @property
    def documents(self) -> dict[str, StoredDocument]:
        """The catalogue by document id, read again when the record has changed."""
        version = self.record.version
        if self._documents[0] != version:
            self._documents = (version, {document.id: document for document in self.record.documents()})
        return self._documents[1]

    @property
    def views(self) -> Views:
        """The views as of the newest record: mended where a crash left them behind, reopened where a writer moved on."""
        version = view_state(self.record)
        if self._views is None or self._views.version != version or version != self.record.version:
            if self._views:
                self._views.close()
            self._views = self._opened()
        return self._views

    def _opened(self) -> Views:
        from assistant.index.build import locked

        if view_state(self.record) == self.record.version:
            return Views.open(self.folder, self.record)
        try:
            with locked(self.folder):
                return Views.mended(self.folder, self.record, self.manifest.dimensions)
        except IndexLockedError:
            # A writer is at work: it will bring the views up to date itself.
            return Views.open(self.folder, self.record)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model. Raises IndexMismatchError where its weights are not those the index was built with."""
        from assistant.index.embedding import open_embedder

        embedder = open_embedder(self.manifest.embedding_model, models_folder())
        if embedder.weights_hash != self.manifest.weights_hash:
            raise IndexMismatchError(
                f"index {self.folder.name!r} was built with other weights of {embedder.name!r}; delete {self.folder} and run: briefing ingest"
            )
        return embedder

    def passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, tuple[Figure, ...]]]:
        """Passages with their figures, by number."""
        return self.record.passages(numbers)


def models_folder() -> Path:
    """Where exported embedding models lie."""
    return settings().indexes / ".models"
