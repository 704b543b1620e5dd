"""Two versions of a document: what changed on one thing, what was added, what was dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import BriefingError, diff
from assistant.checking.changes_report import summary, to_json
from tests.conftest import ROOT, shared

BEFORE = """# The plan

The government will spend up to £165 million on child social care by 2029. Fraud gets £34 million of artificial intelligence.
The courts receive £105 million for new buildings. Each year 130,000 patients are scanned.
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "attribute", "by"),
    [
        ("£34 million", "£43 million", "value", "up £9m (26%)"),
        ("130,000 patients", "120,000 patients", "value", "down 10,000 patients (8%)"),
        ("£34 million", "$34 million", "unit", "in another unit"),
        (
            "up to £165 million",
            "more than £165 million",
            "bound",
            "“up to £165 million” became “more than £165 million”",
        ),
        ("by 2029", "by 2031", "period", "“by 2029” became “by 2031”"),
    ],
)
def test_one_thing_altered_is_one_change(tmp_path: Path, old: str, new: str, attribute: str, by: str) -> None:
    changes = diff(written(tmp_path, "a.md", BEFORE), written(tmp_path, "b.md", BEFORE.replace(old, new)))
    (change,) = changes.changed
    assert (change.attribute, change.by) == (attribute, by)
    assert not changes.added and not changes.dropped and changes.unchanged == 3


def test_what_is_added_and_dropped_is_told_apart(tmp_path: Path) -> None:
    after = BEFORE.replace("The courts receive £105 million for new buildings.", "Prisons take on 2,000 officers.")
    changes = diff(written(tmp_path, "a.md", BEFORE), written(tmp_path, "b.md", after))
    assert [one.figure.quantity.text for one in changes.added] == ["2,000"]
    assert [one.figure.quantity.text for one in changes.dropped] == ["£105 million"]
    assert summary(changes) == "0 changed, 1 added, 1 dropped, 3 unchanged"


def test_a_document_differs_in_nothing_from_itself() -> None:
    for path in sorted((ROOT / "corpus").glob("*/*.md"))[::9]:
        changes = diff(path, path)
        assert not changes.changed and not changes.added and not changes.dropped, path


def test_figures_of_other_periods_are_no_changes() -> None:
    """Two releases of one statistic: the gap in another quarter is another figure, a revised growth rate a change."""
    quarters = ROOT / "corpus" / "analysis"
    changes = diff(quarters / "ons-q2-2024.md", quarters / "ons-q3-2024.md")
    told = {placed.figure.quantity.text for placed in (*changes.added, *changes.dropped)}
    assert {"8.5%", "8.4%"} <= told


def test_an_edited_article_shows_its_edits_alone(tmp_path: Path) -> None:
    text = shared("data/seeds/pse-billions-achievable.txt").read_text("utf-8")
    edited = text.replace("£170 million", "£180 million")
    data = to_json(diff(written(tmp_path, "a.txt", text), written(tmp_path, "b.txt", edited)))
    (change,) = data["changed"]
    assert (change["before"]["text"], change["after"]["text"]) == ("£170 million", "£180 million")
    assert data["added"] == data["dropped"] == [] and "justice" in change["what"]


def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as told:
        diff(written(tmp_path, "a.md", BEFORE), written(tmp_path, "b.md", "\n"))
    assert "\n" not in str(told.value)
