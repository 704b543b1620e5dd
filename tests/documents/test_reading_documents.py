"""Files become documents, and documents passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.corpus import check_corpus
from assistant.documents.model import Kind
from assistant.documents.reading import find_files, read_document
from assistant.documents.splitting import split
from assistant.errors import DocumentError
from assistant.figures.sentences import sentences
from assistant.tokens import count_tokens
from tests.conftest import ROOT, shared

CORPUS = ROOT / "corpus"


def test_every_corpus_file_keeps_the_rules() -> None:
    assert [problem for problem in check_corpus(CORPUS) if not problem.warning] == []


def test_passages_are_whole_sentences_of_the_document_within_the_budget() -> None:
    for path in find_files([CORPUS / "nao"]):
        document = read_document(path)
        for passage in split(document, 60, count_tokens):
            assert document.text[passage.start : passage.end] == passage.text
            assert count_tokens(passage.text) <= 60 or len(sentences(passage.text)) == 1


def test_a_list_item_keeps_the_sentence_that_introduces_it(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Note\n\nThe plan includes:\n\n- £5m: vans\n- £6m: drones\n")
    items = split(read_document(path), 100, count_tokens)[1:]
    assert [(item.text, item.lead) for item in items] == [
        ("£5m: vans", "The plan includes:"),
        ("£6m: drones", "The plan includes:"),
    ]


def test_front_matter_says_what_a_document_is() -> None:
    document = read_document(CORPUS / "budget" / "hmt-pr-2024.md")
    assert (document.kind, document.date, document.digest) == (Kind.BUDGET, "2024-03-04", True)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("image.txt", b"\x89PNG\x00\x00\x01", "binary"),
        ("broken.md", b"---\ntitle: a: b\n---\ntext", "line 2"),
        ("date.md", b"---\ndate: yesterday\n---\ntext", "2024-03-06"),
        ("page.pages", b"PK", "no reader"),
        ("torn.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("bytes.txt", bytes(range(1, 32)) * 40 + b"\x81\x8d", "neither UTF-8"),
    ],
)
def test_a_bad_file_is_named_with_its_trouble_in_one_line(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=words) as caught:
        read_document(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_path_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        list(find_files([tmp_path / "nothing.md"]))
    with pytest.raises(DocumentError, match="no document"):
        list(find_files([tmp_path]))


def test_a_pdf_knows_page_and_printed_label() -> None:
    document = read_document(shared("data/documents/pdf_uk/autumn_budget_2024.pdf"))
    passage = next(one for one in split(document, 120, count_tokens) if "£22.6 billion" in " ".join(one.text.split()))
    assert passage.locator.startswith("p. ") and passage.page is not None
