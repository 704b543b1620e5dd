"""The generative path against a real, small language model on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.answering.answer import Answer
from assistant.answering.engine import Engine
from assistant.answering.generate import Writer
from assistant.errors import MissingDependencyError
from assistant.evaluation.model_benchmark import unbound
from assistant.models import open_model
from assistant.settings import settings


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def answering(assistant: Assistant) -> Iterator[Engine]:
    pytest.importorskip("langchain_openai", reason="needs the openai extra: make local-model-packages")
    from assistant.interfaces.local_model import serving

    with pytest.MonkeyPatch.context() as patch:
        try:
            with serving(_free_port()) as address:
                for name, value in (
                    ("BASE_URL", address),
                    ("REPLY_TOKENS", "120"),
                    ("EVIDENCE_TOKENS", "300"),
                    ("TEMPERATURE", "0"),
                ):
                    patch.setenv(f"BRIEFING_MODEL_{name}", value)
                settings.cache_clear()
                yield Engine(assistant.index, Writer(open_model("openai:local")))
        except MissingDependencyError as error:
            pytest.skip(str(error))
    settings.cache_clear()


@pytest.mark.parametrize(
    "question",
    [
        "What will the £230 million for police technology pay for?",
        "How much did Spring Budget 2024 give the Public Sector Fraud Authority?",
        "What will the £34 million for the Public Sector Fraud Authority do?",
    ],
)
def test_a_real_models_answer_shows_only_figures_that_its_citations_print(answering: Engine, question: str) -> None:
    *pieces, answer = answering.stream(question)
    assert isinstance(answer, Answer) and "".join(map(str, pieces)) == answer.text
    assert answer.citations and not unbound(answer)
    assert answer.engine == "openai:local" or answer.notices
