"""The altered sentences of the check's benchmark: one thing of one figure changed, nothing else."""

from __future__ import annotations

import pytest

from assistant.evaluation.alterations import altered, claims

TEXT = (
    "The NAO says the Home Office will save up to £34m by 2029, while fraud costs the Department for Education 5%.\n"
    "Around 300 officers were hired."
)


def made() -> dict[str, str]:
    (sentence, figures), _ = claims(TEXT)
    return {one.kind: one.text for one in altered(sentence, figures)}


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("scale", "£34m", "£34bn"),
        ("digit", "£34m", "£74m"),
        ("year", "by 2029", "by 2025"),
        ("organisation", "the Home Office will", "the Ministry of Defence will"),
        ("direction", "will save", "will cost"),
        ("bound", "up to £34m", "more than £34m"),
        ("unit", "£34m", "$34m"),
    ],
)
def test_each_alteration_changes_one_thing_of_the_figures_own_clause(kind: str, before: str, after: str) -> None:
    sentence = TEXT.split("\n")[0]
    assert made()[kind] == sentence.replace(before, after)


def test_who_only_tells_a_figure_is_not_altered_and_a_vague_figure_has_no_bound_to_alter() -> None:
    assert "The NAO says" in made()["organisation"]
    sentence, figures = list(claims(TEXT))[1]
    assert "bound" not in {one.kind for one in altered(sentence, figures)}
