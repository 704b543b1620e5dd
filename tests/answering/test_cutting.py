"""A figure is told without what its sentence says of others, where it still says the same of this one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.answering.draft import Quote, Statement
from assistant.answering.telling import told
from assistant.answering.verify import bound
from assistant.documents.model import Kind, Passage
from assistant.figures import Figure, describe, judge
from assistant.index.catalogue import StoredDocument
from assistant.index.preparing import prepare
from assistant.retrieval import Evidence
from assistant.settings import settings

SHORTER = (
    (
        "4.8% cut: planned fall in day-to-day justice spending in 2024/25, to £10bn from £10.5bn in 2023/24.",
        "4.8%",
        "There is a 4.8% cut: planned fall in day-to-day justice spending in 2024/25",
    ),
    (
        "4.8% cut: planned fall in day-to-day justice spending in 2024/25, to £10bn from £10.5bn in 2023/24.",
        "£10bn",
        "There is a 4.8% cut: planned fall in day-to-day justice spending in 2024/25, to £10bn",
    ),
    (
        "March 2026: date by which every NHS trust should use electronic patient records, already adopted by 90% of "
        "trusts in NHS England (target).",
        "March 2026",
        "March 2026 is the date by which every NHS trust should use electronic patient records (a target)",
    ),
    (
        "The ministry can no longer bring the Crown Court backlog of 67,573 cases down to 53,000 by March 2025 (target).",
        "53,000",
        "The ministry can no longer bring the Crown Court backlog down to 53,000 by March 2025 (a target)",
    ),
    (
        "Next year's health resource limit is £179.6 billion, of which NHS England has £164.9 billion, compared with "
        "£163.2 billion this year.",
        "£179.6 billion",
        "Next year's health resource limit is £179.6 billion",
    ),
    (
        "£34m: more detection of fraud by AI throughout government; the Treasury expects it to save £100m over five years.",
        "£34m",
        "£34m is for more detection of fraud by AI throughout government",
    ),
    (
        "National Insurance for employees falls by 2p, from 10% to 8%, from April 2024.",
        "2p",
        "National Insurance for employees falls by 2p, from April 2024",
    ),
    (
        "At the end of June 2021 nearly 61,000 cases were waiting in the Crown Court, and more than 364,000 cases in the "
        "magistrates' courts.",
        "61,000",
        "At the end of June 2021 nearly 61,000 cases were waiting in the Crown Court",
    ),
    (
        "The government is investing £1.4 billion to help rebuild schools, £1.2 billion to deliver extra prison places, and "
        "almost £1.6 billion in local roads maintenance.",
        "£1.4 billion",
        "The government is investing £1.4 billion to help rebuild schools",
    ),
    (
        "The report says the criminal courts handled 1.24 million cases in the year, more than 90,000 of them in London.",
        "1.24 million",
        "The report says the criminal courts handled 1.24 million cases in the year",
    ),
    (
        "The article says that £3.4bn – up from £1.7bn the year before – goes to the NHS.",
        "£3.4bn",
        "The article says that £3.4bn goes to the NHS",
    ),
)

#: A condition, a caveat, who says it, half of a list, half of a move, a figure that leans on the one before it.
WHOLE = (
    ("The plan could save £3bn, and £1bn more a year after that, if every recommendation is adopted.", "£3bn"),
    ("The programme costs £3.4bn, of which only £2.6bn is new.", "£3.4bn"),
    ("The borrowing came to £42bn, excluding the £3bn for Covid loans.", "£42bn"),
    ("The pot is £3.4bn, but £800m of it is not explained.", "£3.4bn"),
    ("Trend growth is 1.6%, while public spending grows by 2% a year (forecast).", "1.6%"),
    ("The rate was slower than in France (0.9%), Germany (1.2%), and the US (0.8%).", "1.2%"),
    ("The payment is worth £200 for eligible households, or £300 for households with someone aged over 80.", "£200"),
    ("Next year's limit is £179.6bn, of which NHS England has £164.9bn, compared with £163.2bn this year.", "£163.2bn"),
    ("Revenue had been £179bn before the Budget, which raised it to £181bn.", "£181bn"),
    ("The two schemes cost £3m, and £4m respectively.", "£3m"),
)


def evidence(text: str) -> Evidence:
    document = StoredDocument("d", "", "", "A report", "A publisher", Kind.PRESS, "2024-03-06", "", "", "", True)
    return Evidence(1, Passage("d#0", "d", 0, text, 0, len(text)), document, describe(text), 1.0)


def figure_of(given: Evidence, printed: str) -> Figure:
    return next(one for one in given.figures if one.quantity.text == printed)


@pytest.mark.parametrize(("sentence", "printed", "words"), SHORTER)
def test_a_figure_is_told_without_its_neighbours(sentence: str, printed: str, words: str) -> None:
    given = evidence(sentence)
    figure = figure_of(given, printed)
    assert told(given, figure) == words
    assert bound(Statement(words, (Quote(given, *figure.sentence),))) is not None


@pytest.mark.parametrize(("sentence", "printed"), WHOLE)
def test_a_sentence_that_cannot_do_without_them_is_told_whole(sentence: str, printed: str) -> None:
    given = evidence(sentence)
    words = told(given, figure_of(given, printed))
    assert all(one.quantity.text in words for one in given.figures), words


def test_a_figure_that_is_to_be_kept_stays() -> None:
    given = evidence("National Insurance falls by 2p, from 10% to 8%, from April 2024.")
    keep = [one.quantity for one in given.figures]
    assert told(given, given.figures[0], keep) == "National Insurance falls by 2p, from 10% to 8%, from April 2024"


def corpus() -> Iterator[Evidence]:
    for path in sorted(settings().corpus.rglob("*.md")):
        if path.name == "README.md":
            continue
        prepared = prepare(path, path.read_bytes(), Kind.PRESS, {}, 300)
        document = StoredDocument(path.stem, "", "", "", "", Kind.PRESS, "", "", "", "", True)
        for passage, figures in zip(prepared.passages, prepared.figures, strict=True):
            yield Evidence(0, passage, document, figures, 1.0)


def test_what_is_left_out_changes_nothing_that_is_said_of_any_figure_of_the_corpus() -> None:
    cut, gone = 0, 0
    for one in corpus():
        everything = [figure.quantity for figure in one.figures]
        for figure in () if one.passage.columns else one.figures:
            short, whole = told(one, figure), told(one, figure, everything)
            if short == whole:
                continue
            cut, gone = cut + 1, gone + len(describe(whole)) - len(describe(short))
            first, second = (_claim(words, figure) for words in (short, whole))
            assert (first.quantity.value, first.quantity.unit) == (figure.quantity.value, figure.quantity.unit), short
            assert (first.quantity.bound, first.quantity.upper) == (figure.quantity.bound, figure.quantity.upper), short
            assert second.period in (None, first.period) or _dates(second) == _dates(first), short
            assert second.basis <= first.basis, short
            assert set(first.organisations) <= set(second.organisations), short
            verdicts = [judge(claim, one.figures) for claim in (first, second)]
            assert verdicts[0].verdict is verdicts[1].verdict, short
    assert cut >= 40
    assert gone > cut


def _claim(words: str, figure: Figure) -> Figure:
    printed = " ".join(figure.quantity.text.split()).lower()
    return next(one for one in describe(words) if " ".join(one.quantity.text.split()).lower() == printed)


def _dates(figure: Figure) -> tuple[str | None, str | None] | None:
    return (figure.period.start, figure.period.end) if figure.period else None


def test_a_neighbour_that_the_question_may_mean_stays(assistant: Assistant) -> None:
    answer = assistant.ask("How many cases were waiting in the magistrates' courts at the end of June 2021?")
    assert "364,000" in answer.text


def test_the_levels_of_a_change_that_is_asked_about_stay(assistant: Assistant) -> None:
    answer = assistant.ask("How much did the ministry's day-to-day justice budget fall in 2024/25?")
    assert "£10bn from £10.5bn" in answer.text


def test_figures_of_one_sentence_that_are_told_together_are_told_once(assistant: Assistant) -> None:
    answer = assistant.ask("What is NHS England's share of the 2024/25 health budget?")
    assert answer.text.count("£179.6 billion") == 1
