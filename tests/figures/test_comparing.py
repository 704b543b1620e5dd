"""Comparing and judging figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import Figure, Quantity, Relation, Verdict, compare, describe, judge
from assistant.figures.comparing import value_agreement

FRAUD = "The Public Sector Fraud Authority will receive £34m over four years to expand its use of AI."


def only(text: str) -> Figure:
    return describe(text)[0]


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("£1,200 million of new funding", "£1,200m of new funding", Relation.SAME),
        ("£1,200m of new funding", "£1.2bn of new funding", Relation.SAME_AFTER_ROUNDING),
        ("£3.4bn for the NHS", "£3,430 million for the NHS", Relation.SAME_AFTER_ROUNDING),
        ("three quarters of bodies had a plan", "75% of bodies had a plan", Relation.SAME_AFTER_ROUNDING),
        ("over £1 billion for roads", "£1,086 million for roads", Relation.SAME_AFTER_ROUNDING),
        ("£1.2m of new funding", "£1.2bn of new funding", Relation.DIFFERS),
        ("£1.9bn for roads", "£1.8bn for roads", Relation.DIFFERS),
    ],
)
def test_values_agree_only_by_the_rounding_rule(claim: str, source: str, relation: Relation) -> None:
    assert compare(only(claim), only(source)).relation is relation


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The Public Sector Fraud Authority will get £34 million to expand use of AI.", Verdict.SUPPORTED),
        ("The Public Sector Fraud Authority will get £34bn to expand use of AI.", Verdict.CONTRADICTED),
        ("The Ministry of Defence will get £34m to expand use of AI.", Verdict.MISATTRIBUTED),
        ("The Public Sector Fraud Authority will get £34m a year to expand use of AI.", Verdict.MISATTRIBUTED),
        ("Seven hundred lifeboats were painted orange.", Verdict.NOT_FOUND),
    ],
)
def test_a_claim_is_judged_as_a_whole(claim: str, verdict: Verdict) -> None:
    judgement = judge(only(claim), describe(FRAUD))
    assert judgement.verdict is verdict
    assert judgement.why.endswith((".", "”."))


def test_a_sum_of_stated_operands_is_derived_with_its_working() -> None:
    source = "Capital funding of £1.9 billion is for school rebuilding. Maintenance funding of £1.1 billion for schools is additional."
    judgement = judge(only("School rebuilding and maintenance come to £3.0 billion."), describe(source))
    assert judgement.verdict is Verdict.SUPPORTED_ROUNDED
    assert judgement.working == "£1.9 billion + £1.1 billion = £3.0 billion"


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.integers(min_value=-1, max_value=9),
)
def test_values_that_do_not_round_to_each_other_never_agree(claimed: Decimal, given_value: Decimal, power: int) -> None:
    step = Decimal(1).scaleb(power)
    claim = Quantity("x", 0, 1, claimed, "GBP", step=step)
    source = Quantity("x", 0, 1, given_value, "GBP", step=Decimal("0.01"))
    if abs(claimed - given_value) > step / 2 + Decimal("0.01") and claimed != given_value:
        assert value_agreement(claim, source) is Relation.DIFFERS


@given(st.decimals(min_value=0, max_value=10**9, places=1), st.decimals(min_value=0, max_value=10**9, places=1))
def test_same_is_symmetric(one: Decimal, other: Decimal) -> None:
    first, second = Quantity("x", 0, 1, one, "GBP", step=Decimal(1)), Quantity("x", 0, 1, other, "GBP", step=Decimal(1))
    assert (value_agreement(first, second) is Relation.SAME) == (value_agreement(second, first) is Relation.SAME)


_AMOUNTS = st.decimals(min_value="0.1", max_value="999.9", places=1)


@given(
    _AMOUNTS, _AMOUNTS, st.sampled_from(["£{}m", "£{} billion", "{}%", "{} percentage points", "{} million patients"])
)
def test_figures_of_one_thing_agree_both_ways_or_neither(one: Decimal, other: Decimal, form: str) -> None:
    first, second = (only(f"The fund gets {form.format(value)}.") for value in (one, other))
    there, back = compare(first, second).relation, compare(second, first).relation
    assert there is back
    assert (there in (Relation.SAME, Relation.SAME_AFTER_ROUNDING)) == (one == other)


@given(_AMOUNTS, st.integers(min_value=0, max_value=9))
def test_a_figure_agrees_with_its_own_rounding_and_no_other(exact: Decimal, off: int) -> None:
    rounded = exact.to_integral_value(ROUND_HALF_UP)
    source = only(f"The fund gets £{exact}m.")
    agrees = compare(only(f"The fund gets £{rounded + off}m."), source).relation in (
        Relation.SAME,
        Relation.SAME_AFTER_ROUNDING,
    )
    assert agrees == (abs(rounded + off - exact) <= Decimal("0.5"))


def test_a_share_is_no_end_of_a_range_of_points() -> None:
    claim = only("The share of bodies with a plan rose by 5%.")
    source = only("The share of bodies with a plan rose by between 5 and 9 percentage points.")
    assert compare(claim, source).relation is Relation.DIFFERS
    assert judge(claim, [source]).verdict is Verdict.CONTRADICTED


@given(st.text(max_size=200), st.text(max_size=200))
def test_judging_never_raises(claim: str, source: str) -> None:
    for figure in describe(claim + " £5m"):
        judge(figure, describe(source))
