"""The parts of an amount that a question states: the section of a source that prints the whole and lists sums inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.absent import absent
from assistant.answering.question import Question, Shape, is_currency
from assistant.figures import Figure, Relation, describe
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity
from assistant.figures.values import is_count, same_kind
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

Section = Callable[[Evidence], Sequence[Evidence]]
Search = Callable[[str], Sequence[Evidence]]

#: Asks what a sum is made of.
_ASKS_PARTS = re.compile(
    r"\b(?:split|splits|broken|breaks? down|breakdown|divide[ds]?|divvied|carved|shared out|spread|apportioned|distributed|allocated)\b"
    r"|\bmade up\b|\bmak(?:es?|ing) up\b|\b(?:components?|constituents?|elements|strands|slices|pieces|parts) of\b"
    r"|\b(?:consists? of|comprises?|comprised|composed of)\b|\binclude[sd]?\b|\bcontains?\b|\bwhat(?:['’]s| is| was| are| were) in\b"
    r"|\b(?:spen[dt]|spending) [^?]*\bon\b|\b(?:lines|measures|items|schemes|sums|amounts|programmes|projects|pots) (?:in|within|of|under|from)\b",
    re.I,
)
#: Asks for several figures in whatever words: of such a question an amount that it prints may be the whole of them.
_ASKS_SEVERAL = re.compile(
    r"\b(?:each|every|apiece|respectively|which ones|with (?:the )?amounts|both|item by item|one by one|itemised?)\b"
    r"|\b(?:which|what|the|its) (?:two|three|four|five|six|seven|eight) (?!years?\b|months?\b|weeks?\b|days?\b)\w+s\b|\bwhat (?:are|were) (?:they|these|those)\b",
    re.I,
)
#: What a source says of a sum whose parts it lists.
_SAYS_PARTS = re.compile(
    r"\b(?:split|splits|breaks? down|broken down|breakdown|divide[ds]?|allocat\w+|includes?|including|comprises?|comprising|consists? of|"
    r"made up of|makes? up|made available|of this|of which|of that|within|shares?|levers|parts?|components?|total)\b",
    re.I,
)
#: What a question or a heading says of the asking for parts, whatever they are of.
_GENERIC = frozenset(
    terms(
        "split broken break breakdown parts lines pieces divide divvied carve share spread apportion distribute allocate make made up component"
        " constituent element strand slice piece part consist comprise compose include contain spend line measure item scheme sum"
        " amount money figure between rest bn tn mn million billion trillion thousand how year"
    )
)
#: How far the parts may fall short of the whole, or go beyond it by rounding, and still be all of it.
_ALL = (Decimal("0.97"), Decimal("1.03"))
#: Which of the parts are asked for: "Which lines of the £3.4bn go to records and scanners?".
_WANTED = re.compile(
    r"\b(?:are|is|was|were|go|goes|went|will go)\b(?: there)? (?:for|to|on|towards|about)\s+(?P<things>[^?]+)", re.I
)
#: An item that is the sum of those behind it.
_TOTAL = re.compile(r"\b(?:total|overall|altogether|whole|package|estimate|in all|sum)\b", re.I)
#: Fewest parts of a split; most words before the figure that heads an item, and characters from it to the colon.
_FEW, _HEADS, _LABEL = 2, 3, 60
_MILLION = Decimal(1_000_000)
#: Least share of the question's words in the section and its title, and where the parts come to the whole, which proves
#: that they are parts; the share of a synonym.
_COVER, _PROVEN, _SYNONYM = 0.5, 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Part:
    evidence: Evidence
    figure: Figure


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of one sum, in the order of their source. `whole`: they come to all of it. `says`: the source says that they
    are parts. `fit`: how well the source is about what the question asks, from 0 to 1. `of` is where it prints the sum."""

    parts: tuple[Part, ...]
    whole: bool
    says: bool = False
    fit: float = 1.0
    of: Part | None = None


def whole_of(question: Question) -> Figure | None:
    """The amount whose parts a question asks for, in words or by asking for several figures; None where it asks for none."""
    several = question.shape is Shape.LIST or _ASKS_SEVERAL.search(question.text)
    if not several and not _ASKS_PARTS.search(question.text):
        return None
    amounts = [_as_money(one) for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS]
    # "Which three strands make up the £3.4bn": the sum is the whole, not the number of its parts.
    money = (one for one in amounts if is_currency(one.quantity.unit))
    return next(money, None) or next((one for one in amounts if one.quantity.noun), None)


def _as_money(figure: Figure) -> Figure:
    """ "The 8.1bn": a sum whose currency is left out is in pounds."""
    quantity = figure.quantity
    bare = quantity.unit == "number" and not quantity.noun and (quantity.amount or 0) >= _MILLION
    return replace(figure, quantity=replace(quantity, unit="GBP")) if bare else figure


def split(
    question: Question, evidence: Sequence[Evidence], section: Section, around: Section, search: Search
) -> Split | None:
    """The parts of the amount that the question states; None where it asks for none or no source lists them.

    Where it asks only for some of them, those; where it does not ask in words for parts, only such as come to the whole. `section` gives the passages under the headings of one, `around` those of
    its document that stand near it.
    """
    stated = whole_of(question)
    if stated is None:
        return None
    whole, wanted = stated.quantity, _WANTED.search(question.text, stated.quantity.end)
    asked = [term for term in question.terms if term not in _GENERIC]
    if wanted:
        asked = [term for term in asked if term not in terms(wanted["things"])]
    evidence = [*evidence, *search(f"How the {stated.quantity.text} is split: it includes {' '.join(asked)}")]
    found = [
        replace(one, fit=fit, of=_printing(whole, one, section, around))
        for passages in _sections(evidence, section)
        if (one := split_of(whole, passages))
        and (fit := _cover(asked, passages, _saying(around(passages[0]), whole))) >= (_PROVEN if one.whole else _COVER)
        and (one.whole or _ASKS_PARTS.search(question.text))
    ]
    if not found:
        return _adding_up(whole, asked, evidence, section)
    best = max(found, key=lambda one: _rank(one, question))
    if not best.whole:
        best = _completed(best, found, whole, around)
    if wanted:
        best = replace(best, parts=_of_those(best.parts, wanted))
    return best if best.parts else None


def _rank(one: Split, question: Question) -> tuple[float, int, int]:
    document = one.parts[0].evidence.document
    names = not absent(question, [part.evidence for part in (one.of, *one.parts) if part])
    return names + one.whole + 2 * one.says + one.fit, -document.kind.rank, len(one.parts)


def _of_those(parts: Sequence[Part], wanted: re.Match[str]) -> tuple[Part, ...]:
    """The parts whose words speak of one of the things that are asked for: "for children and schools"."""
    groups = [group for words in re.split(r",|\band\b|\bor\b", wanted["things"]) if (group := terms(words))]
    chosen = []
    for part in parts:
        held = set(terms(with_names(part.evidence.passage.text[slice(*part.figure.sentence)])))
        if any(all(term in held or synonyms(term) & held for term in group) for group in groups):
            chosen.append(part)
    return tuple(chosen)


def _sections(evidence: Sequence[Evidence], section: Section) -> Iterable[Sequence[Evidence]]:
    """The sections that hold the evidence, each once."""
    seen = set()
    for one in evidence:
        key = (one.document.id, one.passage.headings)
        if key not in seen:
            seen.add(key)
            yield section(one) or (one,)


def split_of(whole: Quantity, passages: Sequence[Evidence]) -> Split | None:
    """The parts that a section lists behind the whole, or under a heading that prints it."""
    first = passages[0].passage
    heading = first.headings[-1] if first.headings else ""
    headed = _prints(heading, whole)
    place = next(((one.number, at) for one in passages for at in _places(one, whole)), None)
    if not headed and place is None:
        return None
    start = (-1, -1) if headed or place is None else place
    entries = [
        part for one in passages for part in _entries(one, whole) if (one.number, part.figure.quantity.start) > start
    ]
    kept: list[Part] = []
    for part in entries:
        if _sum([*kept, part]) > _limit(whole) * _ALL[1]:
            break
        kept = _with(kept, [part])
    if len(kept) < _FEW:
        return None
    complete = _completes(kept, whole)
    item = (
        None if headed else next((one for one in passages if any(_heads(one, at) for at in _places(one, whole))), None)
    )
    if item and not _TOTAL.search(item.passage.text) and not (_leads(item, passages) and _sum(kept) == whole.amount):
        return None  # the amount is an item among others itself
    leads = " ".join(f"{one.passage.lead} {one.passage.table_title}" for one in passages)
    says = bool(_SAYS_PARTS.search(f"{heading if headed else ''} {leads}"))
    told = says or bool(_SAYS_PARTS.search(_saying(passages, whole)))
    return Split(tuple(kept), complete, says) if complete or told else None


def _places(evidence: Evidence, whole: Quantity) -> list[int]:
    return [figure.quantity.start for figure in evidence.figures if _is(figure.quantity, whole)]


def _prints(text: str, whole: Quantity) -> bool:
    return any(_is(figure.quantity, whole) for figure in describe(text))


def _is(quantity: Quantity, whole: Quantity) -> bool:
    return value_agreement(whole, quantity) is not Relation.DIFFERS


def _saying(passages: Sequence[Evidence], whole: Quantity) -> str:
    """The sentences that print the whole."""
    return " ".join(
        one.passage.text[slice(*figure.sentence)]
        for one in passages
        for figure in one.figures
        if _is(figure.quantity, whole)
    )


def _entries(evidence: Evidence, whole: Quantity) -> list[Part]:
    """The figures of a passage that may be parts: the one that heads its item or stands in its row, or that is told as a part."""
    passage = evidence.passage
    alike = [
        figure
        for figure in evidence.figures
        if _kind(figure.quantity, whole)
        and _amount(figure.quantity) < _limit(whole)
        and not _is(figure.quantity, whole)
    ]
    if passage.columns:
        return [Part(evidence, alike[0])] if len(alike) == 1 else []
    heads = [figure for figure in alike if _heads(evidence, figure.quantity.start)]
    told = [figure for figure in alike if "part" in figure.sense and figure not in heads]
    return [Part(evidence, figure) for figure in (*heads[:1], *(told if not heads else ()))]


def _heads(evidence: Evidence, place: int) -> bool:
    """Whether what stands there heads its item: "more than £230 million: for police technology"."""
    passage = evidence.passage
    return (
        not passage.columns
        and len(passage.text[:place].split()) <= _HEADS
        and ": " in passage.text[place : place + _LABEL]
    )


def _leads(item: Evidence, passages: Sequence[Evidence]) -> bool:
    """Whether no item of a section stands before this one."""
    return all(
        one.number >= item.number or not any(_heads(one, figure.quantity.start) for figure in one.figures)
        for one in passages
    )


def _kind(quantity: Quantity, whole: Quantity) -> bool:
    return same_kind(whole, quantity) and (not is_count(whole) or quantity.unit in (whole.unit, "number"))


def _amount(quantity: Quantity) -> Decimal:
    return quantity.upper if isinstance(quantity.upper, Decimal) else quantity.amount or Decimal(0)


def _limit(whole: Quantity) -> Decimal:
    return _amount(whole)


def _sum(parts: Iterable[Part]) -> Decimal:
    return sum((part.figure.quantity.amount or Decimal(0) for part in parts), Decimal(0))


def _completes(parts: Sequence[Part], whole: Quantity) -> bool:
    """Whether the parts come to the whole, but for rounding: of a range, to its lower or its upper end."""
    low, high = _sum(parts), sum((_amount(part.figure.quantity) for part in parts), Decimal(0))
    ends = ((low, whole.amount or Decimal(0)), (high, _amount(whole)))
    return any(_ALL[0] * end <= total <= _ALL[1] * end for total, end in ends)


def _same(one: Part, other: Part) -> bool:
    """Whether two sources, or two places of one, give one part: one value, and a word or none told of it in common."""
    if value_agreement(one.figure.quantity, other.figure.quantity) is Relation.DIFFERS:
        return False
    first, second = (set(terms(part.evidence.passage.text[slice(*part.figure.sentence)])) for part in (one, other))
    apart = (
        one.evidence.document.id == other.evidence.document.id and one.evidence.passage.id != other.evidence.passage.id
    )
    return not apart or bool(first & second)


def _completed(best: Split, found: Sequence[Split], whole: Quantity, around: Section) -> Split:
    """The parts with those that the rest of the document lists, or other sources, where they then come to the whole."""
    near = {one.number: one for part in best.parts for one in around(part.evidence)}
    more = _with(best.parts, (part for one in near.values() for part in _entries(one, whole)))
    if _completes(more, whole):
        return replace(best, parts=tuple(sorted(more, key=lambda part: part.evidence.number)), whole=True)
    more = _with(best.parts, (part for one in found for part in one.parts))
    return replace(best, parts=tuple(more), whole=True) if _completes(more, whole) else best


def _with(parts: Iterable[Part], others: Iterable[Part]) -> list[Part]:
    """The parts and those of the others that are none of them."""
    more = list(parts)
    for part in others:
        if not any(_same(part, known) for known in more):
            more.append(part)
    return more


def _adding_up(whole: Quantity, asked: Sequence[str], evidence: Sequence[Evidence], section: Section) -> Split | None:
    """The items of a section that does not print the whole, and whose sums come to it exactly."""
    for passages in _sections(evidence, section):
        parts = _with((), (part for one in passages for part in _entries(one, whole)))
        if len(parts) >= _FEW and _sum(parts) == whole.amount and _cover(asked, passages) >= _COVER:
            return Split(tuple(parts), whole=True)
    return None


def _printing(whole: Quantity, found: Split, section: Section, around: Section) -> Part | None:
    """Where the source of the parts prints the whole in words: under their heading, or near by."""
    first = found.parts[0].evidence
    for one in (*section(first), *around(first)):
        for figure in one.figures:
            if _is(figure.quantity, whole) and not one.passage.columns:
                return Part(one, figure)
    return None


def _cover(asked: Sequence[str], passages: Sequence[Evidence], beside: str = "") -> float:
    """The share of the question's words that a section, its headings and its title hold, or what is said beside it."""
    if not asked:
        return 1.0
    document = passages[0].document
    headings = " ".join(passages[0].passage.headings)
    held = set(
        terms(
            with_names(
                f"{document.title} {document.publisher} {headings} {' '.join(one.passage.text for one in passages)} {beside}"
            )
        )
    )
    return sum(1.0 if term in held else _SYNONYM if synonyms(term) & held else 0.0 for term in asked) / len(asked)
