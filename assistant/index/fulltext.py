"""Full text in tantivy (BM25): passages, and each figure by the clause around it.

Text is cut into stems by `figures.words`, with figures kept whole ("£3.4bn", "2024-25", "Cm 9876"), and stored as
white-space parted tokens, so that index and question are cut alike.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import tantivy

from assistant.documents.model import Passage
from assistant.figures import read
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import Figure, Quantity
from assistant.figures.words import POSSESSIVE, STOPWORDS, stem

_TOKEN = re.compile(r"[£$€]?\d[\d,]*(?:\.\d+)?(?:[-/]\d+)?(?:k|m|bn|tn|%)?\b|[^\W\d_]+(?:['’][^\W\d_]+)?", re.I)
_TITLE_WEIGHT, _CLAUSE_WEIGHT, _VALUE_WEIGHT = 0.3, 1.0, 1.5


def tokens(text: str) -> list[str]:
    """The stems and figures of a text, in order. "£1,200m" is one token, "1200m" with its sign."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        if any(character.isdigit() for character in word):
            found.append(word.replace(",", ""))
        elif POSSESSIVE.sub("", word) not in STOPWORDS and len(word) > 1:
            found.append(stem(word))
    return found


def with_names(text: str) -> str:
    """The text with the full names of the organisations it names, so that "PSFA" and the name in full meet."""
    return f"{text} {' '.join(name for name in organisations(text) if name not in text)}"


def values(quantities: Iterable[Quantity]) -> list[str]:
    """A token for each value, whatever its print: "£66.3m" and "£66.3 million" are both "gbp:66300000"."""
    return [f"{quantity.unit if quantity.unit.isupper() else 'n'}:{quantity.value}".lower() for quantity in quantities]


class FullText:
    """A tantivy index in a folder. Writes are atomic at `commit`; readers see the last commit after `reload`."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True, fast=True)
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("value", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("clause", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder))

    def write(self, removed: Iterable[int], added: Iterable[tuple[int, Passage, tuple[Figure, ...], str]]) -> None:
        """Remove passages by number and add others, each with its document's title, in one commit."""
        writer = self._index.writer(heap_size=50_000_000, num_threads=1)
        for number in removed:
            writer.delete_documents_by_term("number", number)
        for number, passage, figures, title in added:
            words = " ".join((title, *passage.headings, passage.table_title))
            writer.add_document(
                tantivy.Document(
                    number=number,
                    title=" ".join(tokens(with_names(words))),
                    body=" ".join(tokens(with_names(f"{passage.lead} {passage.text} {' '.join(passage.columns)}"))),
                    value=" ".join(values(figure.quantity for figure in figures)),
                )
            )
            clauses = {passage.text[slice(*figure.clause)] for figure in figures} - {passage.text}
            for clause in sorted(clauses):
                writer.add_document(
                    tantivy.Document(
                        number=number, title=" ".join(tokens(words)), clause=" ".join(tokens(with_names(clause)))
                    )
                )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, text: str, top: int) -> list[tuple[int, float]]:
        """The best passages for the words of a text: (number, score), best first, each once."""
        words = list(dict.fromkeys(tokens(with_names(text))))[:64]
        if not words:
            return []
        parts = []
        for word in words:
            for name, weight in (("body", 1.0), ("title", _TITLE_WEIGHT), ("clause", _CLAUSE_WEIGHT)):
                term = tantivy.Query.term_query(self._schema, name, word, index_option="freq")
                parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)))
        for value in values(read(text)):
            query = tantivy.Query.term_query(self._schema, "value", value, index_option="freq")
            parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, _VALUE_WEIGHT)))
        searcher = self._index.searcher()
        best: dict[int, float] = {}
        for score, address in searcher.search(tantivy.Query.boolean_query(parts), limit=2 * top).hits:
            number = searcher.doc(address)["number"][0]
            best.setdefault(number, score)
        return list(best.items())[:top]

    def titled(self, text: str, top: int) -> list[tuple[int, float]]:
        """The passages whose document, headings and table title fit the words of a text: (number, score), best first."""
        words = list(dict.fromkeys(tokens(with_names(text))))[:64]
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "title", word, index_option="freq"))
            for word in words
        ]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit=2 * top).hits if parts else []
        best: dict[int, float] = {}
        for score, address in hits:
            best.setdefault(searcher.doc(address)["number"][0], score)
        return list(best.items())[:top]

    def reload(self) -> None:
        self._index.reload()


def rebuilt(folder: Path) -> FullText:
    """An empty full-text index in place of whatever lies in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    return FullText(folder)


def opened(folder: Path) -> FullText | None:
    """The full-text index in the folder, or None where it is missing or cannot be read."""
    try:
        return FullText(folder) if folder.is_dir() else None
    except ValueError:
        return None
