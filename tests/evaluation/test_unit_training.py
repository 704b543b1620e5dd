"""Teaching which kind of unit a question asks for: what is learned goes by the words of other documents' questions."""

from __future__ import annotations

from assistant.answering.asked_unit import unit_runs
from assistant.answering.question import read_question
from assistant.answering.ranking import FEATURES
from assistant.documents.model import Kind, Passage
from assistant.evaluation.examples import Example
from assistant.evaluation.unit_training import cross_fitted, fit_units
from assistant.figures import describe
from assistant.index.catalogue import StoredDocument
from assistant.retrieval import Evidence

THINGS = ("piers", "locks", "weirs", "buoys", "tugs", "cranes", "sheds", "docks")


def example(question: str, text: str, document: str) -> Example:
    stored = StoredDocument(document, document, "", "A title", "A port", Kind.PRESS, "2024-03-06", "", "", "", False)
    evidence = Evidence(1, Passage(f"{document}#0", document, 0, text, 0, len(text)), stored, describe(text), 1.0)
    (figure,) = evidence.figures
    return Example("figure", document, read_question(question), ((evidence, figure, (0.0,) * len(FEATURES)),), (True,))


def data() -> list[Example]:
    return [
        one
        for thing in THINGS
        for one in (
            example(f"dosh on {thing}", f"They put £5m into {thing}.", thing),
            example(f"tally of {thing}", f"There were 42 {thing}.", thing),
            example(f"slice of {thing}", f"Of the {thing}, 12% are old.", thing),
        )
    ]


def test_the_words_that_ask_for_a_kind_are_learned() -> None:
    model = fit_units(data())
    for question, kind in (("dosh on yachts", "money"), ("tally of yachts", "count"), ("slice of yachts", "share")):
        chances = model.chances(unit_runs(question, read_question(question).want))
        assert max(chances, key=lambda one: chances[one]) == kind


def test_an_example_is_judged_by_a_model_of_other_documents() -> None:
    place = FEATURES.index("unit_chance")
    for one in cross_fitted(data(), folds=4):
        ((_, _, features),) = one.found
        assert features[place] > 0.5 and features[place + 1] < 0
