"""Comparisons, calculations, lists and premises, asked of the corpus."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.answer import Status
from assistant.answering.parts import Operation, parts
from assistant.answering.question import read_question
from assistant.answering.sides import sides
from assistant.figures import Relation, read
from assistant.figures.comparing import value_agreement


def prints(text: str, figure: str) -> bool:
    """Whether a text holds a figure in whatever print: "£34m", "£34 million"."""
    (wanted,) = read(figure)
    return any(value_agreement(wanted, one) is not Relation.DIFFERS for one in read(text))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("By how much did the backlog grow between May and September 2024?", Operation.DIFFERENCE),
        ("What share of the £800m goes to the police?", Operation.SHARE),
        ("How much do police technology and fraud detection come to altogether?", Operation.SUM),
        ("How wide is the range for fraud in 2021-22?", Operation.DIFFERENCE),
        ("How much did police technology get?", None),
        ("Who announced the money for the police?", None),
    ],
)
def test_what_is_to_be_computed_is_read_from_the_question(text: str, asked: Operation | None) -> None:
    found = parts(read_question(text))
    assert (found.operation if found else None) is asked


def test_a_side_keeps_its_own_words_in_focus_and_is_looked_up_without_the_others() -> None:
    first, second = sides(read_question("Which got more, police technology or the fraud authority?"))
    assert "polic" in first.focus and "fraud" in second.focus
    assert "fraud" not in first.text and "police" not in second.text


def test_one_thing_has_no_sides() -> None:
    assert sides(read_question("How much did police technology get?")) == ()


def test_a_computed_figure_is_shown_with_cited_operands(assistant: Assistant) -> None:
    answer = assistant.ask("Is more lost to fraud and error in tax or in welfare, and by how much?")
    computed = [figure for figure in answer.figures if figure.derived]
    quotes = {citation.id: citation.quote for citation in answer.citations}
    assert len(computed) == 1 and computed[0].derived
    assert answer.text[computed[0].start : computed[0].end] == computed[0].text
    for operand in computed[0].derived.operands:
        assert any(operand.text in quotes[mark] for mark in operand.citations)
        assert operand.text in computed[0].derived.working


def test_every_figure_stands_in_the_text_where_it_says(assistant: Assistant) -> None:
    answer = assistant.ask("Is more lost to fraud and error in tax or in welfare, and by how much?")
    assert all(answer.text[figure.start : figure.end] == figure.text for figure in answer.figures)


def test_a_wrong_premise_is_corrected_with_a_citation(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the Alan Turing Institute get £10m?")
    assert answer.status is Status.PREMISE_CORRECTED and "£100" in answer.text and answer.citations


def test_sources_that_print_one_figure_make_an_answer_surer(assistant: Assistant) -> None:
    answer = assistant.ask("How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?")
    assert answer.status is Status.ANSWERED and answer.figures[0].text in ("£34m", "£34 million")


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Why was the Public Sector Fraud Authority given £340m for AI?", "£34m"),
        ("Why did the police get £230bn for technology?", "£230m"),
        ("Why are only 10 MRI scanners being upgraded with AI?", "100"),
        ("Why does the £75m for Violence Reduction Units last ten years?", "three years"),
        ("Why is the £34m for fraud going to the Ministry of Defence?", "£34m"),
        ("Why is March 2028 the deadline for electronic patient records?", "March 2026"),
    ],
)
def test_a_premise_of_value_scale_time_or_owner_is_corrected(assistant: Assistant, question: str, right: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.PREMISE_CORRECTED and prints(answer.text, right)


def test_only_the_right_figure_corrects_a_premise(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the Alan Turing Institute get £10m?")
    assert "jury" not in answer.text and len(answer.citations) == 1


def test_a_premise_that_the_sources_bear_out_is_not_corrected(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the Public Sector Fraud Authority get £34m?")
    assert answer.status is Status.PARTIAL and "do not say why" in answer.text and "£34m" in answer.text


def test_a_premise_that_the_sources_do_not_speak_to_is_unconfirmed(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the government spend £900m on school meals?")
    assert answer.status is Status.NOT_FOUND and "do not confirm" in answer.text and answer.unconfirmed


def test_a_list_comes_from_one_source_with_a_lead_and_a_line_each(assistant: Assistant) -> None:
    answer = assistant.ask("What did the Pharmacy Business report say the £3.4 billion is made up of?")
    lead, *lines = answer.text.split("\n")
    assert answer.status is Status.ANSWERED and lead.endswith(":") and len(lines) >= 2
    assert len({one.document_id for one in answer.citations}) == 1


@pytest.mark.xfail(strict=True, reason="answered in part only")
def test_what_money_is_spent_on_is_a_list(assistant: Assistant) -> None:
    answer = assistant.ask("What is the NHS money being spent on?")
    assert answer.status is Status.ANSWERED and len(answer.text.split("\n")) >= 3


def test_a_list_keeps_to_what_the_question_names_of_the_section(assistant: Assistant) -> None:
    answer = assistant.ask("Give me the tax and welfare parts of the 2023-24 fraud and error estimate.")
    assert "£39bn" in answer.text and "£10bn" in answer.text and "£55bn" not in answer.text


@pytest.mark.parametrize(
    ("question", "computed"),
    [
        ("How far above the 53,000 ambition is the ministry's own backlog estimate?", "11,000"),
        ("By how much did the MoJ's day-to-day budget fall from 2023-24 to 2024-25?", "£500m"),
        ("How wide was the government's range for fraud and error in 2021-22?", "£18.7bn"),
    ],
)
def test_what_lies_between_two_printed_figures_is_worked_out(
    assistant: Assistant, question: str, computed: str
) -> None:
    answer = assistant.ask(question)
    (derived,) = [one for one in answer.figures if one.derived]
    assert derived.text.startswith(computed) and derived.derived and derived.derived.operands


@pytest.mark.parametrize(
    ("question", "operation", "result"),
    [
        ("What proportion of the tax lost to fraud and error does HMRC expect to recover?", "share", "23%"),
        ("What share of the £35bn do the IT and data savings account for?", "share", "20%"),
        ("Family courts, prison rehabilitation and digital measures for the courts: what do the three come to?", "sum", "£170m"),
        ("How much does the Transformation Fund make available in 2025-26 and 2026-27 together?", "sum", "£2.25bn"),
        ("How far short of the satisfaction target were Personal Independence Payment customers?", "difference", "8 percentage points"),
        ("By how many cases did the Crown Court backlog grow between 31 March 2020 and 30 June 2021?", "difference", "19,647 cases"),
        ("What must lifetime savings from court reform have been before they went down by £172 million?", "sum", "£2.272bn"),
        ("What must the previous net return of DWP's programme have been?", "difference", "£632m"),
        ("How much fraud in accounts was reported over the four years from 2018-19?", "sum", "£26.5bn"),
        ("What's left of the £3.4 billion after the £2 billion for IT and the £1 billion for data?", "difference", "£400m"),
        ("Of the 206 health bodies covered, what percentage are the 19 without an electronic record?", "share", "9%"),
        ("How much of a gap is there between the satisfaction of state pension customers and PIP customers?", "difference", "16 percentage points"),
        ("How much more of the Transformation Fund comes in 2026-27 than in 2025-26?", "difference", "£1.75bn"),
        ("Take the immediate savings off the July 2024 overspend. Does it match the number published?", "difference", "£16.4bn"),
        ("What is the public sector's average digital spending per data professional?", "share", "£260,000"),
        ("What share of the 1.24 million criminal cases were in the Crown Court?", "share", "7%"),
        ("What does each additional placement cost if £45 million creates 200 places in children's homes?", "share", "£225,000"),
    ],
)  # fmt: skip
def test_a_result_is_worked_out_from_what_the_sources_print(
    assistant: Assistant, question: str, operation: str, result: str
) -> None:
    answer = assistant.ask(question)
    derived = [one for one in answer.figures if one.derived]
    assert [one.text for one in derived] == [result]
    assert derived[0].derived and derived[0].derived.operation == operation


@pytest.mark.parametrize(
    "question",
    [
        "Add the 38 million police hours to the £230m for police technology: what do they come to?",
        "How much a year is the £17m for DWP service modernisation?",
        "What share of all MRI scanners are the 100 getting AI?",
        "What share of England's hospitals are the trusts that will miss the electronic records deadline?",
        "What percentage of bodies told the NAO they were piloting or planning AI?",
        "Does the sum for family courts plus the £15m for digital measures exceed the £100m for prisons?",
        "How much higher is the Crown Court backlog than at the end of 2019?",
    ],
)
def test_what_the_sources_do_not_allow_is_not_worked_out(assistant: Assistant, question: str) -> None:
    assert not [one for one in assistant.ask(question).figures if one.derived]


def test_a_comparison_shows_the_amounts_compared_and_no_others(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Which is bigger, the hospital maintenance backlog or the one in criminal courts and prisons?"
    )
    assert prints(answer.text, "£10.2bn") and prints(answer.text, "£2.4bn") and not prints(answer.text, "£11bn")


def test_a_result_that_the_sources_print_is_shown_beside_the_working(assistant: Assistant) -> None:
    question = "Take the budget after the cut off the original frontline digitisation budget. Is that the cut reported?"
    answer = assistant.ask(question)
    assert "£2.6bn − £1.9bn = £700m" in answer.text and any(
        one.text == "£700m" and one.citations and not one.derived for one in answer.figures
    )


def test_what_cannot_be_worked_out_is_no_answer_outright(assistant: Assistant) -> None:
    answer = assistant.ask("What would the NHS's technology budget have been before the Spending Review 2025 rise?")
    assert answer.status in (Status.PARTIAL, Status.NOT_FOUND)


def test_another_sources_figure_takes_no_operands_place(assistant: Assistant) -> None:
    answer = assistant.ask("How much is £230 million over four years each year?")
    assert "£165" not in answer.text and "£58m a year" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did DWP's in-house phone lines answer a larger share of calls in 2023-24 than in 2020-21?", "No:"),
        ("On the annual ONS figures for 2024, is healthcare further behind than public services as a whole?", "Yes:"),
        (
            "Which got more in the Budget, rehabilitation in prisons or the family courts?",
            "The larger figure comes first:",
        ),
    ],
)
def test_whether_one_is_more_than_the_other_is_told_first(assistant: Assistant, question: str, told: str) -> None:
    assert assistant.ask(question).text.startswith(told)


def test_where_two_others_fit_as_well_both_figures_are_told_and_no_verdict_on_them(assistant: Assistant) -> None:
    answer = assistant.ask("Was the OBR's forecast of growth for 2023 worse than the Bank of England's?")
    assert prints(answer.text, "1.4%") and prints(answer.text, "1.5%")
    assert not answer.text.startswith(("Yes", "No")) and all(one.derived is None for one in answer.figures)
