"""Sentences that hold more figures than they are shown for."""

from __future__ import annotations

import pytest

from assistant.answering.clipping import clipped


@pytest.mark.parametrize(
    ("text", "printed", "told"),
    [
        (
            "£10.2bn is the hospital maintenance backlog, against a total capital budget of around £11bn in 2023/24",
            "£10.2bn",
            "£10.2bn is the hospital maintenance backlog",
        ),
        (
            "The MoJ can no longer achieve its ambition to bring the Crown Court backlog of 67,573 cases down to 53,000",
            "67,573",
            "“The MoJ can no longer achieve its ambition to bring the Crown Court backlog of 67,573 cases …”",
        ),
        (
            "£11 billion below is how that compares with the OBR forecast for the same year, which was £124bn",
            "£124bn",
            "“… below is how that compares with the OBR forecast for the same year, which was £124bn”",
        ),
        ("£34m is for a larger fraud authority", "£34m", "£34m is for a larger fraud authority"),
        ("£34m over five years is for a fraud authority", "£34m", "£34m over five years is for a fraud authority"),
    ],
)
def test_a_sentence_keeps_the_amount_that_it_is_shown_for(text: str, printed: str, told: str) -> None:
    assert clipped(text, printed, [printed]) == told


def test_a_sentence_with_both_amounts_of_a_comparison_stays_whole() -> None:
    text = "Spending falls to £10bn from £10.5bn"
    assert clipped(text, "£10bn", ["£10bn", "£10.5bn"]) == text


def test_what_would_say_too_little_is_not_cut_out() -> None:
    assert clipped("£3bn and £4bn and £5bn", "£4bn", ["£4bn"]) == "£3bn and £4bn and £5bn"
