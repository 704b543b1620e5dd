"""The index: a record in SQLite, and Chroma and tantivy as views of it."""

from assistant.index.index import Index, Manifest

__all__ = ["Index", "Manifest"]
