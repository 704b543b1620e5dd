"""Judging claims in other words than the source's: what agrees is passed unless the source says what denies it."""

from __future__ import annotations

import pytest

from assistant.figures import Verdict, describe, judge

S, R, M, C = Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED, Verdict.MISATTRIBUTED, Verdict.CONTRADICTED


def verdict(claim: str, source: str) -> Verdict:
    figure = next(one for one in describe(claim) if one.quantity.unit not in ("date", "fiscal_year"))
    return judge(figure, describe(source)).verdict


TRUST = "The Severn Ports Trust handled 48,300 containers. Dredging fees climbed £3.1m to £14.6m last year."
HARVEST = "The levy raised £64 million in 2024-25. Seasonal visas were issued to 31,450 fruit pickers."
CANAL = "The Marple canal, 18.5 kilometres long, covers 42 hectares and carried 2,300 tonnes of stone a week."
WAITS = "The new desk cut the average wait from 128 minutes to 83."
TUTORS = "The company, which also lets 40 halls, had taken on 215 of a planned 600 tutors by May."
HOMES = "Clyde Housing completed 2,860 homes in 2024-25 against a target of 3,150."
REFUGE = "By June 14,700 households, with 22,900 children, were living in bed and breakfasts."
GUARDS = "The ministry has withdrawn the permits of 316 security firms and will retrain 9,400 security guards."
PUPILS = "The lunches will be served to 268,000 pupils in 1,140 schools by 2,100 cooks."
NURSES = "The plan pays for 1,260 nurses and 470 doctors at 85 clinics."
QUITS = "Resignations of probation officers rose by 11% to 1,870."
PAY = "Median pay in the museums rose by 3% to £29,340."
DENTAL = "The share of adults seen by an optician in the previous two years fell from 57% in 2018 to 51% in 2024."
COUNCIL = "A survey of 118 councils found that 64% planned to raise charges, 9 percentage points more than last year."
COAST = "Forty councils had received emergency coastal grants by March 2025, worth £210 million in total."
FORCES = "The 43 police forces of England and Wales had 812 vacant dog handler posts at March 2025."
BARNETT = "The Scottish Government will receive £61 million, the Welsh Government £34 million in extra funding."
SPLIT = "The fund is worth £96 million. Of the £96 million, £70 million was announced in 2023 and £26 million is new."
OPENED = "Of this, £35 million is new at this Budget and £80 million was announced at Spending Review 2023."
APP = "The permit app had 2.4 million users at May 2025, against 5 million forecast in the business case."
LENDER = (
    "The Arts Fund will shut six galleries. The Film Board, which is closing 22 of its studios, owes the Treasury £75m."
)
RATES = "The fee paid for infants will rise from £6.10 to £6.80, and for toddlers from £4.20 to £4.75."
GRANTS = "The scheme provides £720 million. Tenants on low incomes will save at least £130 a year."
HIRING = "A poll of 240 firms found that 72% planned to hire, 5 percentage points fewer than in 2023."
SALES = "Selling old depots has raised £92m. The French authorities are paying €53m for the docks in Calais."
SITTING = "It recorded 77,400 sitting days, 1,900 fewer than planned."
FLATS = "Table 4: Housing\n\n| Area | Flats built | Households waiting |\n|---|---:|---:|\n| Pipe Hill | 410 | 3,080 |"
SPEND = "Table 2: Spending on agency nurses (£ million)\n\n| Trust | 2023-24 | 2024-25 |\n|---|---:|---:|\n| North | 41 | 37 |\n\nNotes: Cash terms."
JABS = "Table 5: Children immunised by age five (%)\n\n| Nation | 2023-24 | 2024-25 |\n|---|---:|---:|\n| Wales | 91.7 | 90.3 |"
VISITS = "Table 1: Visits (thousands)\n\n| Garden | 2024 |\n|---|---:|\n| Rose Hill | 84 |"


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        # A move and where it ended.
        ("Dredging income went up by £3.1m.", TRUST, S),
        ("Dredging brought in £14.6m last year.", TRUST, S),
        ("Dredging fees rose to £3.1m.", TRUST, M),
        # The same measure in another unit.
        ("The canal at Marple runs for 18,500 metres.", CANAL, R),
        ("The canal at Marple is 11.5 miles long.", CANAL, R),
        ("The canal at Marple is 18.5 miles long.", CANAL, C),
        ("The canal at Marple takes up 420,000 square metres.", CANAL, R),
        ("Stone carried came to 2.3 million kilograms a week.", CANAL, R),
        ("Waiting now takes 1 hour 23 minutes on average.", WAITS, R),
        ("Waiting now takes 1 hour 38 minutes on average.", WAITS, C),
        ("Rose Hill had 84,000 visits in 2024.", VISITS, S),
        # Nothing in the source is nearer to the claim's words.
        ("Growers paid £64m into the pot in 2024-25.", HARVEST, S),
        # People by other names, and other people.
        ("By May 215 people worked there.", TUTORS, S),
        ("Midday meals will reach 268,000 children.", PUPILS, S),
        ("The lunches will be served to 268,000 cooks.", PUPILS, M),
        ("The money is enough for 470 nurses.", NURSES, M),
        ("Some 1,870 probation officers handed in their notice.", QUITS, S),
        ("The rise in handed-in notices was 11%.", QUITS, S),
        # Things counted beside others.
        ("Clyde Housing had aimed for 3,150 completions in 2024-25.", HOMES, S),
        ("There were 14,700 children living in bed and breakfasts.", REFUGE, M),
        ("There were 22,900 children living in bed and breakfasts.", REFUGE, S),
        ("Permits were taken from 316 security guards.", GUARDS, M),
        # What a word may mean.
        ("The typical museum worker is paid £29,340.", PAY, S),
        ("The average pay in the museums is £29,340.", PAY, M),
        ("In 2018, 57% of adults had seen an optician in the past two years.", DENTAL, S),
        ("The proportion of councils planning to charge more is up by 9 percentage points.", COUNCIL, S),
        ("Of the councils, 64% plan to raise charges.", COUNCIL, S),
        ("Coastal help for councils had added up to £210m by March 2025.", COAST, S),
        # Names.
        ("The forces of England and Wales lacked 812 dog handlers in March 2025.", FORCES, S),
        ("Cardiff's extra funding is £34m.", BARNETT, S),
        ("Edinburgh and Cardiff together get £95 million more.", BARNETT, R),
        ("Cardiff's extra funding is £61m.", BARNETT, M),
        ("The Film Board owes the Treasury £75m.", LENDER, S),
        ("The Arts Fund owes the Treasury £75m.", LENDER, M),
        ("The Film Board is shutting 22 studios.", LENDER, S),
        # Parts, and when they were announced.
        ("The 2025 Budget adds a new £35 million.", OPENED, S),
        ("The fund comes to £122 million with the new £26 million added.", SPLIT, C),
        ("The business case for the permit app foresaw 5 million users by May 2025.", APP, S),
        ("For toddlers the fee is going up to £6.80.", RATES, M),
        ("For toddlers the fee is going up to £4.75.", RATES, S),
        # A bound and a plan where the words put them; digits that changed places; another currency.
        ("Tenants will be £130 a year better off at the very least.", GRANTS, S),
        ("Tenants will be £130 a year better off at the very most.", GRANTS, C),
        ("Tenants will be £130 a year better off.", GRANTS, M),
        ("Of those firms, 72% intend to hire.", HIRING, S),
        ("Factory disposals fetched £29m.", SALES, C),
        ("Paris is putting in £53m.", SALES, C),
        ("Tribunals sat for 1,900 more days than planned.", SITTING, M),
        ("Pipe Hill has 3,080 flats.", FLATS, M),
        # A note, and a year behind a word of comparison.
        ("In constant prices the North trust spent £37m on agency nurses in 2024-25.", SPEND, M),
        ("Wales protected 91.7% of children against mumps in 2024-25.", JABS, M),
    ],
)
def test_a_claim_in_other_words_is_judged_by_what_the_source_denies(claim: str, source: str, expected: Verdict) -> None:
    assert verdict(claim, source) is expected
