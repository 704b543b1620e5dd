"""What a question takes for granted: put right with the source's figure, left alone where a source bears it out."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("What will the Public Sector Fraud Authority do with its £34bn?", "£34m"),
        ("How will the Crown Prosecution Service spend £100m on jury bundles?", "£10m"),
        ("Why was the civil service headcount capped at 588,000?", "488,000"),
        ("What will the £165m for children's homes in Scotland buy?", "England"),
        ("Why is the Treasury giving DWP £71m to modernise services?", "£17m"),
        (
            "Why did the government give £12bn for the part of the £3.4bn to come from the wider capital envelope?",
            "£1.2",
        ),
        ("Why will 600,000 hours of police time be freed by the changes agreed with the review?", "hours"),
        ("Why did the government give £1bn for the Alan Turing Institute?", "£100m"),
        ("Why did the Home Office get £34m to fight fraud with AI?", "Public Sector Fraud Authority"),
        ("Why will the fraud AI money save £1bn?", "£100"),
        ("Why was the combined NHS headline of the Spring Budget £60bn?", "£6"),
        ("What will the £750m for violence reduction units buy?", "£75"),
        ("Why did the government cap the civil service at 498,000?", "488,000"),
        ("Why are 150 new special free schools being built?", "15 new special free schools"),
        ("Why is the £4 million for mobile units on top of the £55.5 million for facial recognition?", "£55.5"),
    ],
    ids=[
        "scale",
        "power of ten",
        "digits",
        "place",
        "digits turned",
        "a part of a stated sum",
        "hours",
        "one digit that others print too",
        "another's money",
        "a digit that others print for another thing",
        "a reason for a combined sum",
        "what it will buy",
        "one digit",
        "a count",
        "a part of it",
    ],
)
def test_a_wrong_premise_is_corrected_with_the_sources_words(assistant: Assistant, question: str, right: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PREMISE_CORRECTED and right in answer.text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Why does HM Treasury give £15m to prisons and £100m to digital courts?", ("£100m", "£15m")),
        (
            "Why did the public sector grow by 38pc since 1997 while the private sector declined by 13pc?",
            ("13pc", "38pc"),
        ),
        ("Why did only 7,000 adult social care providers but 18,500 GP practices hold records?", ("18,500", "7,000")),
        ("Why did violence reduction units get £30 million extra while Grip got £64 million?", ("£64", "£30")),
    ],
)
def test_two_figures_changed_over_are_put_right_together(
    assistant: Assistant, question: str, values: tuple[str, str]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PREMISE_CORRECTED and all(one in answer.text for one in values)
    assert any("other way round" in one for one in answer.unconfirmed)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("The fraud authority only managed savings of £180m in year one. What went wrong?", "£311"),
        ("Why has the court reform programme saved only £2bn so far?", "£311"),
        ("How did HMCTS reach £250 million a year of savings?", "a target"),
        ("Why has the Crown Court backlog reached 64,000?", "a forecast"),
    ],
)
def test_a_target_or_forecast_is_not_taken_for_what_came_about(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PREMISE_CORRECTED and told in answer.text
    assert any("not as something achieved" in one for one in answer.unconfirmed)


@pytest.mark.parametrize(
    "question",
    [
        "What annual productivity growth did the NHS agree to in return for the £3.4bn?",
        "Why are family courts getting £55m of the justice money when prisons get £100m?",
        "Why did the Crown Court backlog get to 67,573 when the ambition was 53,000?",
        "Why did the PSFA manage savings of £311m?",
        "How did Model Process get to six forces?",
        "Why did public sector output end up 5.7% lower than before Covid while the private sector's rose 1.3%?",
        "Why did the Public Sector Fraud Authority get £34m?",
        "Why did the government give £4bn for the savings from moving services online, within the £45bn?",
        "Why did the government give £13.8bn for the day-to-day efficiencies agreed at the Spending Review 2025?",
        "What is the £10m for jury bundles for?",
        "What will the £75m for violence reduction units buy?",
        "Why was civil service headcount capped at 488,000?",
        "Why did the Department for Education receive £105m for special free schools?",
        "Why did the government give £47m for Violence Reduction Units in 2025-26?",
        "Why does the Treasury expect the fraud AI money to save £100m?",
        "Why did councils overspend by £670m on children's social care?",
    ],
)
def test_a_true_premise_is_not_corrected(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.PREMISE_CORRECTED


def test_a_correction_says_both_values_beside_the_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the Alan Turing Institute get £10m?")
    assert answer.status is Status.PREMISE_CORRECTED
    assert any("£10m" in note and "£100m" in note for note in answer.unconfirmed)
    assert "£10m" not in answer.text and "Turing" in answer.citations[0].quote


def test_a_premise_that_no_source_speaks_to_is_unconfirmed(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the Ministry of Defence get £240bn at the Spring Budget?")
    assert answer.status is Status.NOT_FOUND and not answer.figures and answer.unconfirmed


def test_how_a_stated_sum_will_be_spent_asks_what_it_is_for(assistant: Assistant) -> None:
    answer = assistant.ask("How will the £105m for special free schools be spent?")
    assert answer.status is Status.ANSWERED and "15 new special free schools" in answer.text


def test_a_sum_of_the_year_that_is_named_is_meant(assistant: Assistant) -> None:
    now, then = (
        assistant.ask(f"How will the NHS spend the £4.2bn it got in {month}?")
        for month in ("March 2024", "February 2016")
    )
    assert {one.date[:4] for one in now.citations} == {"2024"} and {one.date[:4] for one in then.citations} == {"2016"}
