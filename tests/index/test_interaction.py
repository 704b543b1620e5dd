"""Late interaction: spans, bytes, axes, and how well stretches of a text meet a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.index import Index
from assistant.index.interaction import TokenVectors, aligned, axes
from assistant.retrieval import Retriever


def tokens(rows: list[list[float]]) -> TokenVectors:
    """Word pieces of four characters each, with these vectors."""
    return TokenVectors.of([(4 * place, 4 * place + 4) for place in range(len(rows))], np.array(rows, np.float32))


@given(st.lists(st.lists(st.floats(-9, 9), min_size=3, max_size=3), max_size=8))
def test_word_pieces_come_back_from_their_bytes(rows: list[list[float]]) -> None:
    made = tokens(rows) if rows else TokenVectors.of([], np.zeros((0, 3), np.float32))
    back = TokenVectors.from_bytes(made.to_bytes())
    assert back.spans.tolist() == made.spans.tolist()
    assert back.vectors.tolist() == made.vectors.tolist() or not rows


def test_a_stretch_is_as_like_as_its_best_word_for_each_word_asked() -> None:
    asked, passage = tokens([[1, 0], [0, 1]]), tokens([[1, 0], [-1, 0], [0, 1]])
    (one,) = aligned(asked, [passage])
    whole, first, last, bare = one.matches([(0, 12), (0, 8), (8, 12), (50, 60)]).tolist()
    assert whole[:2] == pytest.approx([1, 1]) and bare == whole
    assert first[1] == pytest.approx(0) and last[1] == pytest.approx(0)
    assert whole[2] == pytest.approx((1 + 0 + 1) / 3) and last[2] == pytest.approx(1)


def test_a_word_that_every_passage_has_says_less() -> None:
    asked = tokens([[1, 0], [0, 1]])
    both, common = aligned(asked, [tokens([[1, 0], [0, 1]]), tokens([[1, 0]])])
    assert both.weights[1] > both.weights[0] and both.weights.sum() == pytest.approx(1)
    assert common.matches([(0, 4)])[0, 0] == pytest.approx(float(common.weights[0]))


def test_a_passage_without_words_is_like_nothing() -> None:
    (one,) = aligned(tokens([[1, 0]]), [TokenVectors.of([], np.zeros((0, 2), np.float32))])
    assert one.matches([(0, 4), (0, 0)]).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_the_axes_do_not_depend_on_a_sign() -> None:
    states = np.random.default_rng(1).normal(size=(50, 6)).astype(np.float32)
    assert np.allclose(axes(states, 3), axes(-states, 3), atol=1e-5)
    assert axes(states, 9).shape == (6, 6)


@pytest.fixture
def index(assistant: Assistant) -> Iterator[Index]:
    with Index.open() as opened:
        yield opened


def test_a_sentence_that_says_it_in_other_words_is_liker_than_its_neighbour(index: Index) -> None:
    text = "£700m was cut from the scheme. Officials met in Leeds on Monday."
    end = text.index(". ") + 1
    _, (asked, passage) = index.embedder.embed_whole(["How much money did they take out of the programme?", text])
    (one,) = aligned(asked, [passage])
    own, neighbour = one.matches([(0, end), (end, len(text))])[:, 0]
    assert own > neighbour + 0.1


def test_a_row_of_a_table_counts_whole(index: Index) -> None:
    _, (pieces,) = index.embedder.embed_whole(["Table 4.1\nCourts, 2026-27"])
    (one,) = aligned(pieces, [pieces.within(len("Table 4.1\nCourts, 2026-27"))])
    assert one.matches([(0, 5), (0, 0)])[:, 0] == pytest.approx([1, 1], abs=0.02)


def test_neighbours_are_set_beside_the_same_question(index: Index) -> None:
    retriever = Retriever(index)
    first = retriever.retrieve("Which savings does HMCTS expect from court reform?")[0]
    around = retriever.around(first)
    same = next(one for one in around if one.number == first.number)
    assert first.alignment and same.alignment
    assert np.allclose(same.alignment.matches([(0, 0)]), first.alignment.matches([(0, 0)]), atol=1e-5)
    assert all(one.alignment is None for one in retriever.around(replace(first, alignment=None)))
