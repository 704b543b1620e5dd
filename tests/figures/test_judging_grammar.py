"""Judging by the grammar of a sentence: what a list shares, whose word it is, what is counted, what a share is of."""

from __future__ import annotations

import pytest

from assistant.figures import Verdict, describe, judge

S, R, M, C = Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED, Verdict.MISATTRIBUTED, Verdict.CONTRADICTED


def verdict(claim: str, source: str) -> Verdict:
    figure = next(one for one in describe(claim) if one.quantity.unit not in ("date", "fiscal_year", "year"))
    return judge(figure, describe(source)).verdict


LIBRARIES = "Kent has borrowed £12m to repair its libraries and has lent £3m to its theatres."
DEVOLVED = "The Scottish Government receives £61 million and the Welsh Government £34 million over three years."
TRAMS = "The city will spend £40m on trams. Cleaning costs £2m a year."
COSTS = "Treasury officials forecast a cost of £90m. Shelter puts the cost at £140m."
JETS = "The jets may not cost more than £70m each, the minister said."
PARKS = "The trust caps charges for parking at £5 a day."
CLAIMS = "Disability benefit claims have passed 41,000 this year."
DENTISTS = "Private patients take 60% of dentists' time."
MUSEUMS = (
    "Table 3: Museum funding (£ million, cash)\n\n| Museum | 2025-26 | 2026-27 | Cost per visit (£) | Real growth |\n"
    "|---|---:|---:|---:|---:|\n| Rail | 14 | 15 | 6.20 | -1.4% |\n| Coal¹ | 3 | 4 | 9.10 | 0.5% |"
)


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # A second predicate is a clause of its own, and its verb is the figure's.
        ("Kent has lent £12m to its libraries.", LIBRARIES, M),
        ("Kent has lent £3m to its theatres.", LIBRARIES, S),
        # What stands behind a list holds for all of it.
        ("The Scottish Government receives £61 million a year.", DEVOLVED, M),
        ("Over three years the Scottish Government receives £61 million.", DEVOLVED, S),
        # A rate that the source does not give.
        ("The city will spend £40m a year on trams.", TRAMS, M),
        ("Cleaning the trams costs £2m a year.", TRAMS, S),
        # Whose word it is.
        ("The Treasury forecasts a cost of £140m.", COSTS, M),
        ("Shelter believes that the cost will be £140m.", COSTS, S),
        # A verb denied turns a bound round, and a cap is one.
        ("The jets may cost more than £70m each.", JETS, C),
        ("Each of the jets may cost £70m at most.", JETS, S),
        ("Parking at the trust costs £5 a day.", PARKS, M),
        # What a bare number counts is the head of its subject.
        ("Some 41,000 benefits have been claimed this year.", CLAIMS, M),
        ("There have been more than 41,000 disability benefit claims.", CLAIMS, S),
        # What a share is a share of.
        ("Private patients are 60% of dentists' customers.", DENTISTS, M),
        ("Of dentists' time, 60% goes to private patients.", DENTISTS, S),
        # A column's own unit and basis, a title's basis, a fall printed as a negative.
        ("A visit to the Rail museum costs £6.20.", MUSEUMS, S),
        ("In real terms the Rail museum has £15 million in 2026-27.", MUSEUMS, M),
        ("Funding of the Rail museum grows by 1.4% in real terms.", MUSEUMS, M),
        ("Funding of the Coal museum grows by 0.5% in real terms.", MUSEUMS, S),
        # Opposites, and prefixes that turn a word round.
        ("Small firms will pay £800 each.", "Large firms will pay £800 each, small firms £90.", M),
        ("The agency underestimated costs by £7m.", "The agency overestimated costs by £7m.", M),
        ("A surplus of £9m is forecast.", "The council must close a hole of £9m in its budget.", M),
        ("The council faces a shortfall of £9m.", "The council must close a hole of £9m in its budget.", S),
        # Put on and taken off; a time that improves gets shorter.
        ("The Budget adds £6m to the cost of inspections.", "The Budget takes £6m out of the cost of inspections.", M),
        ("Waits are 11 minutes longer.", "Waits improved by 11 minutes.", M),
        ("Waits are 11 minutes shorter.", "Waits improved by 11 minutes.", S),
        # Prices of one year are not those of another.
        ("In 2025 prices the bridge will cost £3bn.", "The bridge will cost £3bn in 2019 prices.", M),
        # The earlier of two values.
        (
            "The year before, 5,200 homes were built.",
            "Builders finished 5,200 homes, against 4,900 the year before.",
            M,
        ),
        (
            "The year before, 4,900 homes were built.",
            "Builders finished 5,200 homes, against 4,900 the year before.",
            S,
        ),
        # The part that was announced before tells that the whole is not new.
        ("The £30m of new money will help.", "Of the £30m, £20m was first announced in March.", M),
        # A comparison is about what it is compared with, and a target is no outturn.
        (
            "Ministers wanted 80% of trains to be on time.",
            "In 2024 72% of trains were on time, against an aim of 80%.",
            S,
        ),
        ("In 2024 80% of trains were on time.", "In 2024 72% of trains were on time, against an aim of 80%.", M),
        # A name, a modifier or a verb that stands with another figure.
        (
            "The second-class rate will be £1.70.",
            "The first-class rate rises to £1.70 and the second-class rate to 87p.",
            M,
        ),
        ("Leeds City Council lost £4m.", "Bradford Council lost £4m. Leeds City Council made £1m.", M),
        ("Work has begun at 30 schools.", "Work is complete at 30 schools and has begun at 12.", M),
        ("Rail Ltd ran 60% of ferries.", "Sea Ltd ran 60% of ferries and Rail Ltd 30%.", M),
        ("Sea Ltd ran 60% of ferries.", "Sea Ltd ran 60% of ferries and Rail Ltd 30%.", S),
        # Each its own, respectively.
        ("Leeds hired 40 wardens.", "Hull, Leeds and York hired 40, 52 and 61 wardens respectively.", M),
        ("Leeds hired 52 wardens.", "Hull, Leeds and York hired 40, 52 and 61 wardens respectively.", S),
        # What a plan starts from holds today, and is no plan.
        ("By 2030, 55% of homes will have it.", "By 2030, 90% of homes should have it, up from 55% now.", M),
        ("Today 55% of homes have it.", "By 2030, 90% of homes should have it, up from 55% now.", S),
        # A value printed is a better match than one that rounds to it.
        ("Growth of 3% is expected in 2030.", "Growth of 3% is expected in 2027, slowing to 2.6% in 2030.", M),
        # Prisoners are people.
        ("Some 900 people were freed.", "Some 900 prisoners were freed.", S),
        # A subject denied turns a bound round.
        ("No school can claim more than £900.", "Claims are capped at £900 a school.", S),
        ("A school can claim more than £900.", "Claims are capped at £900 a school.", C),
        # Names that differ by their number, opposites by a prefix, and a value beside another's.
        ("Zone 2 is to get £7m.", "Zone 1 is to get £7m and Zone 2 £9m.", M),
        ("The auditor allowed claims of £3m.", "The auditor disallowed claims of £3m.", M),
        ("A state place costs £24,000.", "A private place costs £61,000 a year against £24,000 in a state school.", S),
        ("The backlog fell to 5,300 cases.", "The backlog stood at 5,300 cases, against 4,900 a year ago.", M),
        # An acronym and its name are one body.
        ("The BTA believes that it cost £8m.", "The British Tram Association puts the cost at £8m.", S),
        ("Officials believe that it cost £8m.", "The British Tram Association puts the cost at £8m.", M),
        # A cap by its noun; a comparison with "the" is no bound; a note for all the sums around it.
        ("A single ticket costs £3.", "The £3 cap on single tickets stays.", M),
        ("Waits were 37 days in 2019.", "Waits were 50 days, a third longer than the 37 days of 2019.", S),
        ("A new £8m goes on trams.", "Trams get £8m and buses £3m. Neither sum is new.", M),
        # Two sentences of prose are no table: their figures may be added up.
        ("Trams and buses get £11m in all.", "Trams get £8m in 2026. Buses get £3m over two years.", R),
        # What is due is not so today, and "now" is.
        ("Some 90% of forms are digital.", "It expects 90% of forms to be digital by 2030.", M),
        # A newspaper's name is no rate.
        ("Trams Weekly says that £6m was spent.", "The city spent £6m on trams.", S),
        # What stands between dashes goes with the figure before it, and the verb goes on behind.
        (
            "The strike has cost 30% of flights.",
            "Pilots warned that 30% of flights – about 90 a day – could be lost.",
            M,
        ),
        # The last value of a span is for its end.
        ("In 2019 there were 640 attacks.", "Attacks rose by 80% between 2019 and 2023, to 640.", M),
        ("In 2023 there were 640 attacks.", "Attacks rose by 80% between 2019 and 2023, to 640.", S),
        # "Almost £100m" is not £6,000, though that is the next hundred million.
        ("The subsidy is almost £100m.", "The subsidy is £6,000.", Verdict.CONTRADICTED),
        # A figure worked out is better than the same number about something else.
        ("Trains and trams together cost £9m.", "The mayor is paid £9m. Trains cost £5m and trams £4m.", R),
        # "Halved" is 50% less.
        ("Spending on parks goes down by 50%.", "The council will halve spending on parks.", R),
        ("Fees rose by a fifth this year.", "Fees rose by 20% this year.", R),
    ],
)
def test_what_a_sentence_says_of_a_figure(claim: str, source: str, expected: Verdict) -> None:
    assert verdict(claim, source) is expected
