"""Order passages anew by a sentence-transformers CrossEncoder: the setting `reranker`, off unless named.

A cross-encoder reads question and passage together (Nogueira and Cho, 2019): better orders for some 10 ms a passage on two cores,
and an import of torch. No weights come with the package: name a folder or, where the hub is reachable, one of its models.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

from assistant.errors import ModelError


class Reranker:
    """Scores texts for a question with one CrossEncoder. Raises ModelError where it cannot be loaded."""

    def __init__(self, name: str) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        from sentence_transformers import CrossEncoder

        self.name = name
        try:
            self._model = CrossEncoder(name, device="cpu")
        except Exception as error:
            raise ModelError(
                f"the reranker {name!r} cannot be loaded ({str(error).splitlines()[0]}); name the folder of a CrossEncoder, or unset BRIEFING_RERANKER"
            ) from error

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, higher for better, in their order."""
        if not texts:
            return []
        return [
            float(score) for score in self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        ]


@lru_cache(maxsize=2)
def open_reranker(name: str) -> Reranker:
    """The reranker of that name, loaded once."""
    return Reranker(name)
