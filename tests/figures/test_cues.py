"""The words that show a figure's basis, sense and status."""

from __future__ import annotations

import doctest

import pytest

from assistant.figures import status
from assistant.figures.cues import BASIS, SENSE, basis_of, general_basis, sense_of


@pytest.mark.parametrize(("tag", "example"), [(tag, example) for tag, _, example in BASIS])
def test_every_rule_of_basis_reads_its_own_example(tag: str, example: str) -> None:
    assert tag in basis_of(example)


@pytest.mark.parametrize(("tag", "example"), [(tag, example) for tag, _, example in SENSE])
def test_every_rule_of_sense_reads_its_own_example(tag: str, example: str) -> None:
    assert tag in sense_of(example)


@pytest.mark.parametrize(
    ("clause", "tags"),
    [
        ("# before allowing for inflation", {"cash"}),
        ("# once rising prices are stripped out", {"real"}),
        ("# at 2023-24 prices", {"real"}),
        ("investment, as opposed to day-to-day money, of #", set()),
        ("a CDEL settlement of #", {"capital"}),
        ("none of which is new", {"previously_announced"}),
        ("# is due to be spent by the autumn", {"forecast"}),
        ("had planned to fit # but", {"target"}),
        ("# of the gauges were replaced", {"achieved"}),
    ],
)
def test_basis_is_read_from_the_general_class_of_words(clause: str, tags: set[str]) -> None:
    assert tags <= basis_of(clause)


def test_a_particle_of_another_verb_is_no_move() -> None:
    assert "up" not in sense_of("it has signed up # practices")
    assert "up" in sense_of("the caseload was up # on the year")


def test_a_note_speaks_for_all_figures_of_its_passage() -> None:
    assert general_basis("Note: figures are in cash terms.") == {"cash"}
    assert general_basis("All of this funding is capital.") == {"capital"}


def test_the_examples_in_the_module_on_status_hold() -> None:
    assert doctest.testmod(status).failed == 0
