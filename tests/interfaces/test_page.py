"""The page's parts as mark-up: the words of documents, models and readers are text on it, never mark-up."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.feedback import Feedback, Rating
from assistant.interfaces.web.brief import documents
from assistant.interfaces.web.check import marked_draft
from assistant.interfaces.web.conversations import MOST_KEPT, Shelf, kept_with, shelf_from
from assistant.interfaces.web.files import files
from assistant.interfaces.web.page import build
from assistant.interfaces.web.transcript import announcement, shelf, transcript
from assistant.interfaces.web.turns import Chip, Difference, Passage, Turn, to_keep, turn_from, turn_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> ![x](http://evil) ${alert(1)} {{constructor}} \" ' £5m"
ASKED = "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?"


class Tags(HTMLParser):
    """The names of all elements and attributes of some mark-up."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


class Words(HTMLParser):
    """The words of some mark-up."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile_turn() -> Turn:
    passage = Passage(
        1, HOSTILE, HOSTILE, "2024-03-06", "javascript:alert(1)", "press", HOSTILE, False, HOSTILE, (0, 20)
    )
    return Turn(
        "<b>",
        HOSTILE,
        "answered",
        f"{HOSTILE} [1] [2]",
        chips=(Chip(HOSTILE, HOSTILE, HOSTILE, (1,)),),
        passages=(passage,),
        differences=(Difference(HOSTILE, ((HOSTILE, 1),)),),
        unconfirmed=(HOSTILE,),
        notices=(HOSTILE,),
        following=(HOSTILE,),
        understood=HOSTILE,
        engine=HOSTILE,
    )


def test_mark_up_in_documents_models_and_questions_stays_text() -> None:
    held = Shelf().put(hostile_turn(), 0)
    shown = transcript(held.opened, "176 sources") + shelf(held)
    found = Tags()
    found.feed(shown)
    assert not found.names & {"script", "img", "iframe", "object", "embed", "style", "svg", "b", "a"}
    assert not {name for name in found.attributes if name.startswith("on") or name in ("href", "src", "style")}


def test_an_answer_marks_its_figure_in_the_passage_it_cites(assistant: Assistant) -> None:
    turn = turn_of(assistant.ask(ASKED), assistant.index)
    first = turn.passages[0]
    assert [first.text[slice(*span)] for span in first.marks] == ["£34m"]
    assert first.text[slice(*first.quoted)] in first.text and turn.chips[0].text == "£34m"
    assert set(turn.chips[0].citations) == {one.number for one in turn.passages}


def test_a_corrected_premise_says_both_values_in_its_notice_and_once(assistant: Assistant) -> None:
    turn = turn_of(assistant.ask("Was the NHS given £3.4m for technology?"), assistant.index)
    found = Words()
    found.feed(transcript(Shelf().put(turn, 0).opened, ""))
    assert turn.status == "premise_corrected"
    assert found.text.count("The question says £3.4m; the sources say £3.4 billion.") == 1
    assert "Could not be confirmed" not in found.text


def test_where_sources_differ_each_side_is_told_with_its_publisher_and_date() -> None:
    passages = tuple(
        Passage(number, f"Title {number}", publisher, date, "", "press", "", False, text, (0, len(text)))
        for number, publisher, date, text in (
            (1, "National Audit Office", "2024-11", "£39bn"),
            (2, "Civil Service World", "2024-11-18", "£30bn"),
        )
    )
    differing = Difference("tax lost to fraud and error", (("£39bn", 1), ("£30bn", 2)))
    turn = Turn("a", "q", "answered", "£39bn [1].", passages=passages, differences=(differing,))
    found = Words()
    found.feed(transcript(Shelf().put(turn, 0).opened, ""))
    assert "Sources differ on tax lost to fraud and error:" in found.text
    assert "£39bn: National Audit Office, November 2024 [1]" in found.text
    assert "£30bn: Civil Service World, 18 November 2024 [2]" in found.text


def test_a_figure_that_is_also_calculated_with_keeps_the_words_for_what_it_is_of(assistant: Assistant) -> None:
    turn = turn_of(
        assistant.ask("Is more lost to fraud and error in tax or in welfare, and by how much?"), assistant.index
    )
    assert {one.text: one.about for one in turn.chips}["£10bn"] == "fraud and error in welfare"
    assert [one.working for one in turn.chips if one.working] == ["£39bn − £10bn = £29bn"]


def test_suggestions_are_questions_that_the_sources_answer(assistant: Assistant) -> None:
    following = turn_of(assistant.ask("What is the £800m for?"), assistant.index).following
    assert following
    assert all(assistant.ask(question).status.value == "answered" for question in following)


def test_a_turn_comes_back_from_the_browser_as_it_went(assistant: Assistant) -> None:
    turn = turn_of(assistant.ask(ASKED), assistant.index)
    assert turn_from(to_keep(turn)) == turn
    assert turn_from({"id": 3, "question": ["x"]}) is None


def test_conversations_are_kept_apart_by_person_and_by_name() -> None:
    one = Shelf().put(Turn("a", "First question", "answered", "£5m"), 0)
    kept = kept_with({}, "ann", one)
    assert shelf_from(kept, "bob") == Shelf()
    assert shelf_from(kept_with(kept, "bob", Shelf()), "ann") == one
    renamed = one.renamed(one.open_id, "  Fraud  ")
    assert renamed.opened.name == "Fraud" and one.renamed(one.open_id, " ").opened.name == "First question"
    assert one.without(one.open_id) == Shelf()


def test_an_edited_question_takes_the_place_of_its_turn() -> None:
    held = Shelf().put(Turn("a", "one", "answered", "£1m"), 0).put(Turn("b", "two", "answered", "£2m"), 1)
    edited = held.put(Turn("c", "three", "answered", "£3m"), 1)
    assert [turn.id for turn in edited.opened.turns] == ["a", "c"] and len(edited.held) == 1


@pytest.mark.parametrize("kept", [None, [], "x", {"": 3}, {"": {"held": 3}}, {"": {"held": [{"turns": [1]}, 2]}}])
def test_what_a_browser_sends_in_another_shape_is_no_conversation(kept: object) -> None:
    assert shelf_from(kept, "").opened.turns == ()


def test_the_oldest_conversations_make_room() -> None:
    held = Shelf()
    for number in range(12):
        held = Shelf("", held.held).put(Turn(str(number), f"question {number}", "answered", "x" * 120_000), 0)
    back = shelf_from(kept_with({}, "", held), "")
    assert back.held[0].name == "question 11" and 1 < len(back.held) < 12 and MOST_KEPT


def test_what_is_announced_is_the_whole_answer_without_marks() -> None:
    passage = Passage(1, "T", "P", "", "", "press", "", False, "£5m", (0, 3))
    said = announcement(Turn("a", "q", "answered", "It is £5m [1].", passages=(passage,)))
    assert said == "Answered. It is £5m. 1 source cited."


def test_ratings_are_kept_for_the_evaluation(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "folder" / "feedback.sqlite")
    assert list(feedback.ratings()) == []
    rating = Rating("a", False, "", "How much?", ({"role": "user", "content": "Fraud?"},), "£5m", "answered", "e")
    feedback.add(rating)
    feedback.add(
        Rating(
            "a",
            False,
            "it is £6m",
            *(getattr(rating, name) for name in ("question", "history", "answer", "status", "engine")),
        )
    )
    (kept,) = feedback.ratings()
    assert kept.reason == "it is £6m" and kept.at.endswith("+00:00")
    assert kept.as_case()["history"] == [{"role": "user", "content": "Fraud?"}]


def test_the_page_can_be_built(assistant: Assistant) -> None:
    page = build(assistant)
    assert page.title == "Briefing"
    page.close()


def test_a_draft_comes_back_marked_with_what_was_not_checked_first(assistant: Assistant) -> None:
    report = assistant.check("<img src=x> The Public Sector Fraud Authority gets £34m of AI against fraud.")
    shown = marked_draft(report, assistant.index)
    assert "<img" not in shown and 'class="mark supported"' in shown and "✓" in shown
    assert shown.index("Every figure was checked") < shown.index('class="draft"')
    dated = marked_draft(assistant.check("Something was said on 12 May 1987 of lighthouses."), assistant.index)
    assert dated.index("1 figure was not checked") < dated.index('class="draft"')


def test_a_briefing_can_be_taken_away_in_four_forms(assistant: Assistant) -> None:
    made = documents(assistant.brief("fraud"))
    assert [Path(name).suffix for name in made] == [".docx", ".pdf", ".md", ".csv"]


def test_files_for_a_download_stay_until_they_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = files({"a.txt": b"one"})
    (second,) = files({"a.txt": b"two"})
    assert Path(first).read_bytes() == b"one" and Path(second).read_bytes() == b"two"
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    files({"a.txt": b"three"})
    assert not Path(first).parent.exists() and not Path(second).parent.exists()
