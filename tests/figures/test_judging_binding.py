"""Judging by what a figure is bound to: its move, its yardstick, who hands it on, what it is of, its place, its event."""

from __future__ import annotations

import pytest

from assistant.figures import Verdict, describe, judge

S, R, M = Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED, Verdict.MISATTRIBUTED

VACANCIES = "Vacancies fell by 12,400 to 96,800 over the quarter."
BACKLOG = "Between March and June the backlog of planning appeals dropped by 2,600 to 5,900."
CHILDREN = "The Child Maintenance Service recorded collections of £612m in 2023-24, against a target of £590m and £571m the year before."
HOSPICES = "Ministers are giving hospices a further £40 million. £26 million of the extra money is capital and £14 million is resource."
FLOODS = "The Welsh Government's spending on flood defences was £70.5m in 2024-25, up from £61.2m in 2023-24, Natural Resources Wales data show."
CLUBS = "The Department for Culture, Media and Sport is providing £45 million for clubs. Sport England will allocate the money. The British Library runs courses."
HALLS = "The Department for Culture, Media and Sport will invest £15 million in town halls. The grants will be awarded by Historic England."
DOCTORS = (
    "Hospitals employ 300,000 nurses. Doctors were offered the deal in May and 1,900 of them took early retirement."
)
GATES = "The Moor Partnership was awarded £7 million and the Trust for the Uplands £2 million."
PRISON = (
    "The new prison opens in May at a cost of £270m. The ministry estimated the cost of maintenance at £640,000 a year."
)
JOBS = "The scheme created 640 jobs and 120 apprenticeships in England and 75 jobs in Northern Ireland."
PLANNERS = "The Budget funds 700 planners, on top of the 400 announced at Spring Statement 2025."
FISHERS = "The fund will pay £90 million to fishers in England."

LICENCES = "The inspectorate granted 61 licences that councils had challenged."
HARBOUR = "The harbour was sold for £2m but the pier was given away."

HOTELS = "Hotels cost £5.8 million a day in March 2025, down from £8.2 million in November 2023."
LOANS = "Libraries lent 139m books last year, 9m fewer than in 2022-23."
TESTS = "Driving tests (thousands)\n\n| Nation | Tests booked | Tests taken |\n|---|---:|---:|\n| England | 1,910 | 1,724 |\n| Wales | 93 | 86 |"


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # "By 12,400 to 96,800" is a move and where it ended.
        ("Vacancies stood at about 97,000.", VACANCIES, R),
        ("Vacancies were down 12,400.", VACANCIES, S),
        ("The backlog of planning appeals fell to 2,600.", BACKLOG, M),
        ("Emissions could fall by up to 12%.", "Emissions could fall by 10 to 12 per cent.", S),
        # What a figure is measured against says nothing of it.
        ("Collections reached £612m last year.", CHILDREN, S),
        ("Collections reached £590m last year.", CHILDREN, M),
        # Two shares of one sum are both of it.
        ("Day-to-day costs take up £14m of the extra money for hospices.", HOSPICES, S),
        # Who tells a figure, and who hands it on.
        ("The Welsh Government spent £61.2m on flood defences in 2023-24.", FLOODS, S),
        ("Natural Resources Wales spent £61.2m on flood defences.", FLOODS, M),
        ("Sport England will share out £45 million among clubs.", CLUBS, S),
        ("The British Library will share out £45 million among clubs.", CLUBS, M),
        ("Historic England is to award £15 million for town halls.", HALLS, S),
        # "Of what" names nothing that a share would be of.
        ("Small firms got 38 per cent of what was spent on contracts.", "Small firms got 38% of contract spending.", S),
        # "Of them" are those that the sentence is about.
        ("About 1,900 nurses took early retirement.", DOCTORS, M),
        ("About 1,900 doctors took early retirement.", DOCTORS, S),
        # A verb left out, a name with two small words in it.
        ("The Trust for the Uplands was awarded £7m.", GATES, M),
        ("The Trust for the Uplands was awarded £2m.", GATES, S),
        # The cost of one thing is none of another's.
        ("The new prison costs £640,000 a year.", PRISON, M),
        ("Maintaining the new prison costs £640,000 a year.", PRISON, S),
        # The place behind the last of two is that of both.
        ("The scheme created 640 jobs in Northern Ireland.", JOBS, M),
        ("The scheme created 640 jobs in England.", JOBS, S),
        # Two events.
        ("The Spending Review announced 400 new planners.", PLANNERS, M),
        ("Spring Statement 2025 announced 400 new planners.", PLANNERS, S),
        # The four nations are the United Kingdom.
        ("Fishers in all four nations will share £90m.", FISHERS, M),
        # A deed and the one that undoes it.
        ("The inspectorate refused 61 licences.", LICENCES, M),
        ("The agency repaid £12m.", "The agency borrowed £12m from the Treasury.", M),
        ("Builders completed 400 homes.", "Work started on 400 homes last year.", M),
        ("Some 400 homes were completed.", "The programme begun in 2019 delivered 400 homes.", S),
        ("The museum drew 12,000 people before it closed.", "The museum, opened in 2019, drew 12,000 people.", S),
        # A clause that the sentence goes on with has a subject of its own.
        ("The pier is worth £2m.", HARBOUR, M),
        ("The council gave the pier away and got £2m for the harbour.", HARBOUR, S),
        # A rate that the list's first member has is no ground to pass over its second.
        ("Ferry subsidies are £95m a year.", "Bus subsidies are £95m a year and ferry subsidies £51m.", M),
        # What is designed or needed is not done, and what came to a sum is no plan.
        ("The line carried 18,000 people.", "The line is designed for 18,000 people.", M),
        ("The trust saved £6m.", "The trust needs to save £6m.", M),
        ("Losses of £30m are expected.", "Losses came to £30m.", M),
        ("Patients waited 18 weeks.", "Patients had to wait 18 weeks.", S),
        # The earlier value of a rate is a rate.
        ("Hotels used to cost £8.2m a day.", HOTELS, S),
        ("Hotels cost £8.2m a week.", HOTELS, M),
        # "Down 9m on 2022-23" is no figure for 2022-23, and hours that fell to 41 are hours.
        ("Library loans were down 9m on 2022-23.", LOANS, S),
        ("Libraries open for 41 hours a week.", "Opening hours of libraries fell by 6 per cent to 41 a week.", S),
        # A target said to be so.
        ("The Army has 82,000 soldiers.", "The Army has 76,300 soldiers against a target of 82,000.", M),
        # Two columns parted by a word that no topic is made of.
        ("In Wales 93,000 tests were taken.", TESTS, M),
        ("In Wales 86,000 tests were taken.", TESTS, S),
        ("All four UK nations share the £90m.", f"{FISHERS[:-1]}, Scotland, Wales and Northern Ireland.", S),
    ],
)
def test_a_figure_is_bound_to_what_its_sentence_says(claim: str, source: str, expected: Verdict) -> None:
    figure = next(
        one
        for one in describe(claim)
        if one.quantity.unit not in ("date", "fiscal_year", "year") and "four" not in one.quantity.text
    )
    assert judge(figure, describe(source)).verdict is expected
