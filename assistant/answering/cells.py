"""The cell of a table that a question names: its row by the label, its column by the heading, one of them perhaps by the period.

A question that holds the words of a row's label and the period of one of its columns asks for that cell, however the rest is worded; so does
one that holds the words of a column's heading and the period that is the row's label. What a question puts into quotation marks names a cell most surely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.question import Question
from assistant.answering.ranking import Candidate
from assistant.documents.tables import is_when
from assistant.figures import read
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.tables import financial_years
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

#: All the rows of the tables that a question may mean, given what was found for it.
Rows = Callable[[str, Sequence[Evidence]], Sequence[Evidence]]

#: Least share of the names' words in the question, least of them, and least share of the question's words that the table and its row hold.
_NAMED, _WORDS, _TABLE = 0.75, 3, 0.6
#: Least agreement with a name in quotation marks, and how much it counts beside the rest.
_QUOTED, _QUOTED_WEIGHT = 0.8, 4.0
#: How much each of the question's words counts that the cell's names or its table say.
_SAID = 0.25
#: Most rows of one name that are given.
_ALIKE = 4
_DATES = re.compile(
    r"\b(?:from|to|until|by|since|in)?\s*(?:\d{1,2}\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\d[\d,.\-/]*",
    re.I,
)
#: A day or year in a name.  6 April 2025  2028-29
_DAYS = re.compile(r"\b\d{1,2} (?=[A-Z][a-z]+ \d{4})|\b(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b")
_QUOTE = re.compile(r"[\"“]([^\"“”]{2,600})[\"”]")
#: A word or number; a note mark at a word's end is none of it.  credits)1  NIC2  [note 9]
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d[\d,]*(?:\.\d+)?%?")
_MARKS = re.compile(r"\[[^\]]*\]|(?<=[a-z)])\d\b|[¹²³⁴-⁹*†‡]")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question says of a cell: its content words, all its words in order, and the names in quotation marks."""

    text: str
    terms: frozenset[str]
    words: str
    quoted: tuple[Counter[str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure that a question names; several where rows of one name stand under different groups and nothing tells them apart.

    `dated` is whether they are of the period asked for; `beside` is the question with "it" for the names of the cell and its table.
    """

    figures: tuple[Candidate, ...]
    dated: bool
    beside: str


def named_cell(question: Question, rows: Sequence[Evidence]) -> Cell | None:
    """The figure of the row and column that the question names, that of its period before any other.

    None where no label or heading is held to three quarters of its words, or where the question asks for much that neither the cell's names
    nor its table say. Of several the one that holds most of the question's words wins.
    """
    asked = _asked(question)
    found = sorted(_named(asked, rows), key=lambda one: one[:2], reverse=True)
    if not found or _several(asked, rows):
        return None
    dated, score, first = found[0]
    chosen = {first.evidence.passage.lead: first}
    for other_dated, other_score, other in found[1:]:
        alike = (
            other.figure.subject == first.figure.subject
            and other.evidence.passage.columns == first.evidence.passage.columns
        )
        if (other_dated, other_score) == (dated, score) and alike:
            chosen.setdefault(other.evidence.passage.lead, other)
    own = (name for name in _names(first.evidence, first.figure) if not is_when(name))
    names = (*_titles(first.evidence), first.evidence.passage.lead.removesuffix(", of which"), *own)
    return Cell(tuple(chosen.values())[:_ALIKE], dated, _without(question.text, names))


def _several(asked: _Asked, rows: Sequence[Evidence]) -> bool:
    """Whether the question puts the names of more than one cell into quotation marks; a row's and a column's are of one."""
    if len(asked.quoted) < 2:
        return False
    names = {(*_names(row, figure), row.passage.lead) for row in rows if row.passage.columns for figure in row.figures}
    meant = [frozenset(place for place, one in enumerate(asked.quoted) if _is_quoted(one, *name)) for name in names]
    return len(frozenset().union(*meant)) > max(map(len, meant), default=0)


def _is_quoted(quoted: Counter[str], label: str, column: str, group: str) -> bool:
    return _agreement(quoted, (label, column), group) >= _QUOTED


def _named(asked: _Asked, rows: Sequence[Evidence]) -> Iterator[tuple[bool, float, Candidate]]:
    """Each named figure: whether it is of the period asked for, how well it is named, and the figure."""
    periods: dict[tuple[str, ...], Counter[str]] = {}
    for evidence in rows:
        passage, document = evidence.passage, evidence.document
        if not passage.columns:
            continue
        around = " ".join((document.title, document.publisher, *passage.headings, passage.lead, passage.table_title))
        table = (*terms(with_names(around)), *terms(passage.unit_note))
        titles = _titles(evidence)
        if titles not in periods:
            periods[titles] = _periods(asked.text, titles)
        for figure in evidence.figures:
            label, column = _names(evidence, figure)
            score = _held(asked, figure, label, column, passage.lead)
            if figure.quantity.unit in TEMPORAL_UNITS or not score:
                continue
            held = frozenset((*table, *terms(f"{label} {column}")))
            said = sum(_is_in(term, held) for term in asked.terms)
            if said >= _TABLE * len(asked.terms):
                whole = round(score + _SAID * said + _titled(asked, evidence), 6)
                yield _is_of_period(periods[titles], figure, label), whole, Candidate(evidence, figure, (), 1.0)


def _asked(question: Question) -> _Asked:
    quoted = tuple(filter(None, (Counter(_words(match.group(1))) for match in _QUOTE.finditer(question.text))))
    content = frozenset(terms(_DATES.sub(" ", question.text)))
    return _Asked(question.text, content, f" {' '.join(_words(question.text))} ", quoted)


def _titles(evidence: Evidence) -> tuple[str, ...]:
    return (evidence.passage.table_title, *evidence.passage.headings, evidence.document.title)


def _without(text: str, names: Iterable[str]) -> str:
    """A question with "it" for what it puts into quotation marks, and for these names where it holds them word by word."""
    bare = _QUOTE.sub(" it ", text)
    # A note mark may stand after any of its words.
    for name in sorted(names, key=len, reverse=True):
        words = _words(name)
        if words:
            bare = re.sub(
                r"\b" + r"\d?\W*(?:\d\W+)?".join(map(re.escape, words)) + r"\d?(?!\w)", " it ", bare, flags=re.I
            )
    return bare


def _periods(text: str, titles: Sequence[str]) -> Counter[str]:
    """The periods that a question names beside the title of a table; else all that it names."""
    return next(
        filter(
            None,
            (
                Counter((*(str(one.value) for one in read(part) if one.unit in TEMPORAL_UNITS), *financial_years(part)))
                for part in (_without(text, titles), _QUOTE.sub(" ", text), text)
            ),
        ),
        Counter(),
    )


def _names(evidence: Evidence, figure: Figure) -> tuple[str, str]:
    """The label of a figure's row and the heading of its column."""
    text = evidence.passage.text
    place = text.count("|", 0, figure.quantity.start) - text.startswith("|")
    column = evidence.passage.columns[place] if 0 <= place < len(evidence.passage.columns) else ""
    return figure.subject.removesuffix(f", {column}"), column


def _held(asked: _Asked, figure: Figure, label: str, column: str, group: str) -> float:
    """How well the question names a row and column; 0 where it does not."""
    dated = is_when(column) or bool(figure.period and figure.period.text and figure.period.text in column)
    sides = [side for side, named in ((label, not is_when(label)), (column, not dated)) if named]
    names = frozenset(term for side in sides for term in terms(_DATES.sub(" ", _MARKS.sub(" ", side))))
    shared = sum(_is_in(term, asked.terms) for term in names)
    agreed = (_agreement(one, sides, group) for one in asked.quoted) if sides else ()
    quoted = sum(one for one in agreed if one >= _QUOTED)
    exact = sum(len(_words(side)) for side in sides if f" {' '.join(_words(side))} " in asked.words)
    if quoted < _QUOTED:
        enough = exact or shared >= min(_WORDS, len(asked.terms))
        if not names or not enough or shared < _NAMED * len(names):
            return 0.0
    # A number in a name tells it from its like: "by 1%" and "by 10%", "£50,000" and "£100,000".
    numbers = [word for side in sides for word in _words(_DAYS.sub(" ", side)) if word[0].isdigit()]
    known = sum(f" {number} " in asked.words for number in numbers) / len(numbers) if numbers else 1.0
    return _QUOTED_WEIGHT * quoted + shared / (len(names) or 1) + 0.1 * (shared + exact) + known


def _agreement(quoted: Counter[str], sides: Sequence[str], group: str) -> float:
    """How far a name in quotation marks is that of a row, a column, both, or one with the group it stands under."""
    ways = [*sides, " ".join(sides), *(f"{group} {side}" for side in sides if group)]
    return max(_alike(quoted, Counter(_words(way))) for way in ways)


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _titled(asked: _Asked, evidence: Evidence) -> float:
    """How many of the table's title and headings the question holds word by word; 1 at most."""
    names = {" ".join(_words(name)) for name in (*evidence.passage.headings, evidence.passage.table_title)} - {""}
    return min(1.0, 0.5 * sum(f" {name} " in asked.words for name in names))


def _is_of_period(periods: Counter[str], figure: Figure, label: str) -> bool:
    """Whether the figure is of a period that the question names, where it names one."""
    if not periods:
        return True
    own = {value for value in (figure.period.start, figure.period.end) if value} if figure.period else set()
    # A period in the row's own label says what the row is, not which column is asked for.
    left = Counter(periods)
    if not is_when(label):
        left.subtract(one for one in periods if one in label)
    forms = {re.sub(r"\d", "0", one) for one in own}
    return bool(
        own & ({one for one, count in left.items() if count > 0 and re.sub(r"\d", "0", one) in forms} or set(periods))
    )


def _words(text: str) -> list[str]:
    return [word.replace(",", "") for word in _WORD.findall(_MARKS.sub(" ", text.lower()))]


def _is_in(term: str, held: frozenset[str]) -> bool:
    return term in held or bool(synonyms(term) & held)
