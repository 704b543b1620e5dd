"""What a department spends on, and the measures of a sort, are put together from the sources that print them."""

from __future__ import annotations

import pytest

from assistant import Assistant

MEASURES = (
    # By the department's remit: no source says "the Home Office spends".
    ("What does the Home Office spend its productivity money on?", {"£230 million", "£75million"}, {"£34m", "£3.4bn"}),
    ("What does the MoJ spend its productivity money on?", {"£55m", "£100m", "£15m", "£16m", "£6m"}, {"£230m", "£34m"}),
    # By what they are for.
    ("Which sums in the productivity package are for police and violence?", {"£230 million", "£75 million"}, {"£34m"}),
    # By sort, and not those that are left aside.
    (
        "List the AI measures in the Budget outside the health service.",
        {"£34m", "£7.4m"},
        {"£1bn", "£2bn", "£42 million"},
    ),
)


@pytest.mark.parametrize(("question", "figures", "others"), MEASURES)
def test_measures_of_a_sort_are_listed_and_no_others(
    assistant: Assistant, question: str, figures: set[str], others: set[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    shown = {one.text.replace("million", " million").replace("  ", " ") for one in answer.figures}
    assert {one.replace("million", " million").replace("  ", " ") for one in figures} <= shown
    assert not others & shown


@pytest.mark.parametrize("question", ["List the fraud measures.", "What does DWP spend its money on?"])
def test_a_loss_or_a_saving_is_no_measure(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status != "answered"
