"""How a figure stands to what a question says: a part of the whole named, of the period named, by whom it is said."""

from __future__ import annotations

from assistant.answering.question import read_question
from assistant.answering.ranking import FULL, style
from assistant.answering.relation import FEATURES, related
from assistant.documents.model import Kind, Passage
from assistant.figures import describe
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence


def features(question: str, text: str, printed: str, kind: Kind = Kind.BUDGET, position: int = 0) -> dict[str, float]:
    document = StoredDocument("d", "d", "", "A title", "HM Treasury", kind, "2024-03-06", "", "", "", False)
    evidence = Evidence(1, Passage("d#0", "d", position, text, 0, len(text)), document, describe(text), 1.0)
    rows = related(read_question(question), evidence)
    place = next(place for place, one in enumerate(evidence.figures) if one.quantity.text == printed)
    return dict(zip(FEATURES, rows[place], strict=True))


def test_a_part_is_told_from_the_whole_that_the_question_names() -> None:
    question, text = "How much of the £640m for ports is for dredging?", "Ports get £640m. Dredging takes £85m."
    part, whole = features(question, text, "£85m"), features(question, text, "£640m")
    assert (part["part_of_whole"], whole["part_of_whole"]) == (1, 0)
    assert (part["below_stated"], whole["below_stated"]) == (1, 0)
    assert features("How much is for dredging?", text, "£85m")["part_of_whole"] == 0


def test_a_figure_of_the_period_asked_about_is_told_from_one_beside_it() -> None:
    question, text = "What will ports get in 2026-27?", "Ports get £30m in 2025-26 and £55m in 2026-27."
    assert features(question, text, "£55m")["own_period"] == 1
    assert features(question, text, "£30m")["own_period"] == 0


def test_the_earlier_value_is_asked_for() -> None:
    text = "The original estimate was £30m. The estimate is £55m."
    assert features("What was it first expected to cost?", text, "£30m")["earlier_asked"] == 1
    assert features("What is it expected to cost?", text, "£30m")["earlier_asked"] == 0


def test_the_total_is_the_largest_of_its_passage() -> None:
    text = "Dredging takes £85m and lighting £12m of £640m."
    assert features("What do ports get overall?", text, "£640m")["whole_asked"] == 1
    assert features("What do ports get overall?", text, "£85m")["whole_asked"] == 0


def test_who_says_it_is_asked_for() -> None:
    text = "The British Ports Association estimates that dredging costs £85m. Lighting costs £12m."
    question = "How much does dredging cost, according to the British Ports Association?"
    assert features(question, text, "£85m")["speaker"] == 1
    assert features(question, text, "£12m")["speaker"] == 0
    assert features(question, text, "£12m")["no_speaker"] == 1


def test_the_kind_of_source_is_asked_for() -> None:
    question, text = "What do MPs on the committee say dredging costs?", "Dredging costs £85m."
    asked, other = (features(question, text, "£85m", kind) for kind in (Kind.PARLIAMENT, Kind.PRESS))
    assert (asked["source_asked"], asked["other_source"]) == (1, 0)
    assert (other["source_asked"], other["other_source"]) == (0, 1)


def test_the_opening_of_a_document_is_known() -> None:
    assert features("What does dredging cost?", "Dredging costs £85m.", "£85m")["opening"] == 1
    assert features("What does dredging cost?", "Dredging costs £85m.", "£85m", position=3)["opening"] == 0


def test_a_question_in_many_words_is_ranked_by_weights_of_its_own() -> None:
    terse = read_question("dredging cost?")
    full = read_question("How much did the harbour authority in Hull spend on dredging the channel last winter?")
    assert len(terse.terms) < FULL <= len(full.terms)
    assert (style(terse), style(full)) == ("terse", "full")
