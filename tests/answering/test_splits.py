"""The parts of an amount that a question states are those that a source lists inside it, complete, and nothing else."""

from __future__ import annotations

import pytest

from assistant import Assistant

PARTS = (
    # A heading names the whole; the rest of its parts stand in another section of the document.
    (
        "How is the £800m split?",
        {"£75 million", "£230 million", "£170 million", "£165 million", "£34 million", "£17 million", "£105 million"},
    ),
    ("What are the parts of the £3.4bn?", {"£2 billion", "£1 billion", "£430 million"}),
    # Rows of a table.
    ("How is the £3.25bn Transformation Fund spread over the years?", {"£250m", "£2bn", "£1bn"}),
    # A range, one of whose parts is a range.
    (
        "What is the NAO's £55bn to £81bn of fraud and error made up of?",
        {"£39bn", "£10bn", "£3bn", "£3bn and £28bn"},
    ),
    # The whole is the first item of its own list.
    ("What is the £130m against violence in 2022/23 made up of?", {"£64 million", "£30 million"}),
    # Two parts told in one sentence.
    ("What makes up the £8.1bn cost of the NHS's digital plans?", {"£5.1 billion", "£3 billion"}),
    # No word asks for parts, but for several figures of an amount that a section lists to the last pound.
    ("£1.3bn of tech promises was shelved by Labour. Which ones, with amounts?", {"£800 million", "£500 million"}),
    ("Who was to fund the £8.1bn NHS digital plan, and how much each?", {"£5.1 billion", "£3 billion"}),
    ("The £170m for justice: what are the items, one by one?", {"£55m", "£100m", "£15m"}),
    # The number of the parts is not the whole.
    ("Which three pots make up the £3.4bn for NHS technology?", {"£2 billion", "£1 billion", "£430 million"}),
    # Only some of them are asked for.
    ("Which lines in the £800m are for children and schools?", {"£165 million", "£105 million"}),
    ("Which lines in the £800m go to the police?", {"£230 million"}),
)


@pytest.mark.parametrize(("question", "parts"), PARTS)
def test_the_parts_of_a_stated_amount_are_listed_and_nothing_else(
    assistant: Assistant, question: str, parts: set[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    shown = {one.text for one in answer.figures if one.figure.quantity.unit == "GBP"}
    assert parts <= shown
    rest = {figure for figure in shown - parts if figure.split()[0][1:].rstrip("bmn") not in question}
    assert not rest


def test_an_amount_that_is_an_item_among_others_has_none_of_them_as_its_parts(assistant: Assistant) -> None:
    answer = assistant.ask("How is the £34m split?")
    assert not {"£17m", "£6m", "£10m"} & {one.text for one in answer.figures}
