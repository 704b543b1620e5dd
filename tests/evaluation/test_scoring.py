"""What a mark depends on besides the number: citations, kin, disputes, names, refusals."""

from __future__ import annotations

import pytest

from assistant.evaluation.intervals import macro, mean, paired, proportion
from assistant.evaluation.recorded import RecordedAnswer, Retrieved, from_json
from assistant.evaluation.scoring import score_case, summarise
from assistant.evaluation.scoring.naming import expected_name, names
from assistant.evaluation.suites import Case, find_suite, read_suite
from assistant.evaluation.truth import load
from tests.evaluation.builders import case, citation, reply, table

TRUTH = load()
DEV = {one.id: one for one in read_suite(find_suite("dev")).cases}


def test_a_right_figure_without_a_quote_that_holds_it_is_not_right() -> None:
    mark = score_case(case("34000000 GBP"), reply("It got £34m.", quote="Money for fraud."), table())
    assert not mark.right
    assert mark.uncited
    assert mark.judged[0].shown is not None


def test_a_document_the_table_does_not_list_counts_where_its_quote_speaks_of_the_measure() -> None:
    asked = DEV["d001"]
    about = reply("£2bn", quote="The NHS gets £2bn to replace outdated IT systems.", document="elsewhere")
    other = reply("£2bn", quote="Roads get £2bn.", document="elsewhere")
    assert score_case(asked, about, TRUTH).right
    assert not score_case(asked, other, TRUTH).right


def test_a_disputed_value_needs_a_source_named_beside_it() -> None:
    asked = DEV["d013"]  # £700m at dh-epr-2023, more than £600m at pt-epr-2023
    text = "The frontline digitisation budget was cut by £700m."
    assert score_case(asked, reply(text, document="dh-epr-2023"), TRUTH).right
    assert not score_case(asked, reply(text, document="pt-epr-2023"), TRUTH).right


def test_both_sides_of_a_dispute_score_one_and_one_side_three_quarters() -> None:
    asked = DEV["d013"]
    one = reply("The frontline digitisation budget was cut by £700m.", document="dh-epr-2023")
    both = RecordedAnswer(
        **{
            **{name: getattr(one, name) for name in one.__slots__},
            "figures": (*one.figures, *_figures("more than £600m", 2)),
            "citations": {**one.citations, 2: _citation("cut by more than £600m", 2, "pt-epr-2023")},
        }
    )
    assert score_case(asked, one, TRUTH).conflict == 0.75
    assert score_case(asked, both, TRUTH).conflict == 1.0
    assert score_case(asked, both, TRUTH, known={"dh-epr-2023"}).conflict is None


def _figures(text: str, number: int) -> tuple[object, ...]:
    from dataclasses import replace

    return tuple(replace(figure, citations=(number,)) for figure in reply(text).figures)


def _citation(quote: str, number: int, document: str) -> object:
    from assistant.evaluation.recorded import RecordedCitation

    return RecordedCitation(number, document, quote)


def test_the_whole_is_fair_beside_its_part_and_wrong_instead_of_it() -> None:
    asked = DEV["d122"]  # £4m for vans, within £55.5m for facial recognition, within £230m
    beside = score_case(asked, reply("£4m of vans, from £230m of police technology."), TRUTH)
    instead = score_case(case("4000000 GBP", commitment_ids=["police-mobile-units"]), reply("It got £230m."), TRUTH)
    assert beside.wrong == ()
    assert instead.confident_wrong


def test_figures_of_the_question_are_context() -> None:
    asked = case("34000000 GBP", question="Is it part of the £800m?")
    assert score_case(asked, reply("It got £34m of the £800m."), table()).wrong == ()


def test_the_terms_of_a_sum_are_not_wrong() -> None:
    asked = DEV["d077"]
    quote = "£4 billion from IT and £3 billion from data"
    operand = {"text": "£4 billion", "value": "4000000000", "unit": "GBP", "bound": "exact", "citations": [1]}
    other = {**operand, "text": "£3 billion", "value": "3000000000"}
    whole = {**operand, "text": "£7bn", "value": "7000000000", "citations": [], "derived": {"operation": "sum", "operands": [operand, other], "working": "£4 billion + £3 billion = £7bn"}}  # fmt: skip
    answer = from_json(
        {"id": "d077", "status": "answered", "text": "£7bn: £4 billion + £3 billion", "figures": [whole, operand, other],
         "citations": [citation(quote, document="pharmacybiz-sb24")]}
    )  # fmt: skip
    mark = score_case(asked, answer, TRUTH)
    assert mark.right
    assert mark.wrong == ()


def test_a_partial_answer_is_right_in_a_column_of_its_own() -> None:
    mark = score_case(case("34000000 GBP"), reply("It got £34m.", status="partial"), table())
    assert (mark.right, mark.right_in_partial) == (False, True)


def test_a_wrong_figure_in_a_partial_answer_is_not_confident() -> None:
    mark = score_case(case("34000000 GBP"), reply("It got £35m.", status="partial"), table())
    assert mark.wrong
    assert not mark.confident_wrong


def test_an_unanswerable_question_wants_a_refusal_without_figures() -> None:
    asked = case(status="not_found", type="unanswerable")
    refusal = score_case(asked, reply("The sources do not say.", status="not_found"), table())
    guess = score_case(asked, reply("It got £35m."), table())
    partial = score_case(asked, reply("The nearest is £35m.", status="partial"), table())
    assert refusal.refused
    assert guess.confident_wrong
    assert not partial.refused


def test_a_premise_is_corrected_only_under_that_status_and_with_the_right_figure() -> None:
    asked = case("100000000 GBP", status="premise_corrected", type="false_premise", question="Why £10m?")
    assert score_case(asked, reply("It was £100m, not £10m.", status="premise_corrected"), table()).premise_corrected
    assert not score_case(asked, reply("It was £100m.", status="answered"), table()).premise_corrected
    assert not score_case(asked, reply("It was £10m.", status="premise_corrected"), table()).premise_corrected


@pytest.mark.parametrize(
    ("words", "text", "given"),
    [
        ("Laura Trott, Chief Secretary to the Treasury", "Laura Trott said so.", True),
        ("Laura Trott, Chief Secretary to the Treasury", "Ms Trott said so.", True),
        ("Laura Trott, Chief Secretary to the Treasury", "A trotting horse.", False),
        ("John Glen, then Chief Secretary to the Treasury", "the Chief Secretary to the Treasury", False),
        ("the Institute for Fiscal Studies", "The IFS said so.", True),
        ("the Institute for Fiscal Studies", "The Institute for Government said so.", False),
        ("Alan Pughsley (one report misprints the first name as Andrew)", "Alan Pughsley led it.", True),
    ],
)
def test_a_name_is_given_in_full_by_surname_or_by_initials(words: str, text: str, given: bool) -> None:
    assert names(text, expected_name(words)) is given


def test_the_qualifier_is_judged_by_the_cited_words() -> None:
    asked = case("1800000000 GBP")
    kept = score_case(asked, reply("up to £1.8bn", quote="benefits of up to £1.8bn"), table())
    dropped = score_case(asked, reply("£1.8bn", quote="benefits of up to £1.8bn"), table())
    assert kept.judged[0].bound_kept is True
    assert dropped.judged[0].bound_kept is False
    assert dropped.right  # a mark of its own


def test_an_answer_that_failed_or_is_missing_counts_as_failed() -> None:
    failed = from_json({"id": "c1", "error": "IndexMissingError: no index"})
    for answer in (failed, None):
        mark = score_case(case("34000000 GBP"), answer, table())
        assert (mark.right, mark.refused, bool(mark.error)) == (False, False, True)


def test_retrieval_is_scored_by_the_passages_that_print_the_figure() -> None:
    asked = DEV["d001"]
    hit = Retrieved("computerweekly-36bn-productivity", "£2bn to replace old IT")
    miss = Retrieved("computerweekly-36bn-productivity", "£1bn for data")
    answer = reply("£2bn")
    found = RecordedAnswer(**{**{name: getattr(answer, name) for name in answer.__slots__}, "retrieved": (miss, hit)})
    mark = score_case(asked, found, TRUTH)
    assert mark.reciprocal_rank == 0.5
    assert dict(mark.recall_at)[1] == 0
    assert dict(mark.recall_at)[3] == 1
    assert mark.ndcg == pytest.approx(0.6309, abs=1e-4)


def test_the_printed_text_wins_over_the_recorded_value() -> None:
    answer = reply("It got £1.2m.")
    record = {"text": "£1.2m", "value": "1200000000", "unit": "GBP", "bound": "exact", "citations": [1]}
    faked = from_json({"id": "c1", "status": "answered", "text": "It got £1.2m.", "figures": [record], "citations": [citation("£1.2m")]})  # fmt: skip
    assert faked.figures[0].quantity.value == answer.figures[0].quantity.value


def test_every_score_has_its_n_and_an_interval_that_holds_it() -> None:
    marks = [score_case(one, reply("It got £34m."), TRUTH) for one in DEV.values()]
    for name, score in summarise(marks).scores.items():
        if score.n:
            assert score.value is not None and score.low is not None and score.high is not None, name
            assert score.low - 1e-9 <= score.value <= score.high + 1e-9, name


def test_wilsons_interval_is_the_textbook_one() -> None:
    score = proportion(8, 10)
    assert (score.low, score.high) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


def test_mcnemars_exact_test_uses_the_discordant_pairs_alone() -> None:
    before, after = [True] * 30 + [False] * 6, [True] * 30 + [True] * 6
    p, difference = paired(before, after)
    assert p == pytest.approx(0.03125)
    assert difference.value == pytest.approx(6 / 36)
    assert paired([True], [True])[0] == 1


def test_nothing_measured_is_none_and_not_zero() -> None:
    assert proportion(0, 0).value is None
    assert mean([]).value is None


def test_the_macro_average_weighs_types_alike() -> None:
    assert macro([[1.0] * 90, [0.0] * 10]).value == pytest.approx(0.5)


def test_a_case_of_each_type_can_be_scored() -> None:
    kinds: dict[str, Case] = {}
    for one in DEV.values():
        kinds.setdefault(one.type, one)
    for one in kinds.values():
        assert score_case(one, reply("The sources do not say.", status="not_found"), TRUTH).refused
