"""Hybrid search: full text and vectors fused by weighted reciprocal rank (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.documents.model import Kind, Passage
from assistant.figures.quantity import Figure
from assistant.figures.words import STOPWORDS
from assistant.index.catalogue import StoredDocument
from assistant.index.index import Index
from assistant.index.interaction import Alignment, TokenVectors, aligned
from assistant.index.preparing import embedded_text
from assistant.settings import settings

if TYPE_CHECKING:
    from assistant.index.embedding import Vectors

#: The constant of reciprocal rank fusion, as in the paper.
_K = 60
#: Tables of a sort whose rows are looked through for a cell, rows to either side of the one found, and hits by which titles are found.
_TABLES, _ROWS, _TITLED = 3, 150, 200
#: Questions whose vectors are kept: one is searched for again as a talk goes on.
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found for a question, with its document and figures. `score` is the fused score, at most 1.

    `dense_rank` and `text_rank` count from 0; None where that search did not find it. `alignment` sets the question's words
    beside the passage's.
    """

    number: int
    passage: Passage
    document: StoredDocument
    figures: tuple[Figure, ...]
    score: float
    dense_rank: int | None = None
    text_rank: int | None = None
    cosine: float = 0.0
    alignment: Alignment | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is limited to. Dates are ISO and compared as text, so a month or a year works too."""

    kinds: frozenset[Kind] = frozenset()
    publishers: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""

    def admits(self, document: StoredDocument) -> bool:
        return (
            (not self.kinds or document.kind in self.kinds)
            and (not self.publishers or document.publisher.lower() in {name.lower() for name in self.publishers})
            and (not self.since or document.date >= self.since)
            and (not self.until or (bool(document.date) and document.date[: len(self.until)] <= self.until))
        )


class Retriever:
    """Searches one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._embedded = lru_cache(_KEPT)(self._embed)

    def retrieve(self, question: str, *, top: int = 20, only: Filter | None = None) -> tuple[Evidence, ...]:
        """The best passages for a question, best first; an official source before another of the same score."""
        wanted = settings().candidates
        reach = wanted if only is None else wanted * 8
        views = self._index.views
        text = views.text.search(question, reach)
        vector = self._embedded(question)[0]
        dense = views.dense.search(vector, min(reach, 4 * wanted))
        fused: dict[int, float] = {}
        for ranking, weight in ((text, settings().text_weight), (dense, settings().dense_weight)):
            for rank, (number, _) in enumerate(ranking):
                fused[number] = fused.get(number, 0.0) + weight * (_K + 1) / (_K + 1 + rank)
        cosines = dict(dense)
        dense_ranks = {number: rank for rank, (number, _) in enumerate(dense)}
        text_ranks = {number: rank for rank, (number, _) in enumerate(text)}
        order = sorted(fused, key=lambda number: -fused[number])
        found = self._index.passages(order if only else order[:top])
        documents = self._index.documents
        evidence = [
            Evidence(
                number,
                found[number][0],
                documents[found[number][0].document_id],
                found[number][1],
                round(fused[number], 6),
                dense_ranks.get(number),
                text_ranks.get(number),
                cosines.get(number, 0.0),
            )
            for number in order
            if number in found
        ]
        if only:
            evidence = [one for one in evidence if only.admits(one.document)]
        evidence.sort(key=lambda one: (-one.score, one.document.kind.rank, one.number))
        return self.aligned(question, _reranked(question, evidence[:top]))

    def aligned(self, question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence with the question's words set beside those of each passage."""
        tokens = self._index.record.tokens([one.number for one in evidence])
        known = [one for one in evidence if one.number in tokens]
        found = aligned(self._embedded(question)[1], [tokens[one.number] for one in known])
        return tuple(replace(one, alignment=alignment) for one, alignment in zip(known, found, strict=True))

    def _embed(self, question: str) -> tuple[Vectors, TokenVectors]:
        vectors, (tokens,) = self._index.embedder.embed_whole([question])
        return vectors[0], _content(question, tokens)

    def _near(
        self, evidence: Evidence, found: Mapping[int, tuple[Passage, tuple[Figure, ...]]], score: float
    ) -> Iterator[Evidence]:
        """Passages of the evidence's document, in their order, with the question that found it beside them."""
        own = {number: one for number, one in sorted(found.items()) if one[0].document_id == evidence.document.id}
        tokens = self._index.record.tokens(list(own)) if evidence.alignment else {}
        for number, (passage, figures) in own.items():
            beside = evidence.alignment.with_passage(tokens[number]) if evidence.alignment else None
            yield Evidence(number, passage, evidence.document, figures, score, alignment=beside)

    def section(self, evidence: Evidence, reach: int = 16) -> tuple[Evidence, ...]:
        """The passages that stand near this one under the same headings of its document, in their order."""
        near = self._index.passages(range(max(0, evidence.number - reach), evidence.number + reach + 1))
        same = {number: one for number, one in near.items() if one[0].headings == evidence.passage.headings}
        return tuple(self._near(evidence, same, evidence.score))

    def around(self, evidence: Evidence, reach: int = 8) -> tuple[Evidence, ...]:
        """The passages of its document that stand near this one, in their order."""
        near = self._index.passages(range(max(0, evidence.number - reach), evidence.number + reach + 1))
        return tuple(self._near(evidence, near, 0.0))

    def rows(self, question: str, found: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The rows of the tables that a question may mean: of those found, and of those whose titles fit its words best.

        At most three tables of either sort, each up to 150 rows to either side of the one found.
        """
        record, documents = self._index.record, self._index.documents
        titled = [number for number, _ in self._index.views.text.titled(question, _TITLED)]
        first: dict[str, int] = {}
        for numbers in ([one.number for one in found], titled):
            tables = record.tables(numbers)
            fresh = dict.fromkeys(tables[number] for number in numbers if number in tables)
            for table in [one for one in fresh if one not in first][:_TABLES]:
                first[table] = next(number for number in numbers if tables.get(number) == table)
        return tuple(
            Evidence(number, passage, documents[passage.document_id], figures, 0.0)
            for one in first.values()
            for number, (passage, figures) in record.table_rows(one, _ROWS).items()
        )


def _content(question: str, tokens: TokenVectors) -> TokenVectors:
    """The word pieces of a question that say what it is about; all of them where none does."""
    words = [question[start:end].lower() for start, end in tokens.spans]
    kept = [place for place, word in enumerate(words) if len(word) > 1 and word not in STOPWORDS and word.isalnum()]
    return TokenVectors(tokens.spans[kept], tokens.vectors[kept]) if kept else tokens


def _reranked(question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence in the order of the reranker that the settings name; as it is where they name none."""
    name = settings().reranker
    if not name:
        return tuple(evidence)
    from assistant.reranking import open_reranker

    texts = [embedded_text(one.document.title, one.passage) for one in evidence]
    scores = open_reranker(name).scores(question, texts)
    order = sorted(range(len(evidence)), key=lambda place: -scores[place])
    # The fused scores stay with the places, so that what ranks figures reads them as it was trained to.
    return tuple(replace(evidence[place], score=evidence[rank].score) for rank, place in enumerate(order))
