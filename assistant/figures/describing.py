"""Say what each quantity in a text is about: its clause, organisations, places, period, basis and direction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.figures.cues import basis_of, general_basis, sense_of, with_general
from assistant.figures.gazetteer import organisations, places
from assistant.figures.periods import merged, periods
from assistant.figures.quantity import TEMPORAL_UNITS, Context, Figure, Period, Quantity
from assistant.figures.reading import read
from assistant.figures.sentences import sentences
from assistant.figures.tables import table_figures, table_spans
from assistant.figures.words import terms

#: Where one clause ends and another begins. A weak mark parts only the members of a list: figures in the same unit.
_STRONG = re.compile(
    r";|\s[–—-]\s|,?\s+(?:but|while|whereas|compared (?:with|to)|against|up from|down from|plus|including|excluding|equivalent to|of which|which|who|where)\b|,\s+(?:and|with|through|or)\b|\((?!s\))|\)(?=\s|[.,;])|:\s"
)
_BASELINE = re.compile(
    r"\b(?:than(?: (?:in|at|for|the))*|compared (?:with|to)|against|points? on|per cent on|% on)\s+$", re.I
)
#: Tags of which a figure's own clause, where it holds one, silences the other in the words around it.
_EXCLUSIVE = (
    ("real", "cash"),
    ("capital", "resource"),
    ("forecast", "achieved"),
    ("target", "achieved"),
    ("new", "previously_announced"),
)
_WEAK = re.compile(r",(?=\s)|\s(?:and|or|than)\s")


def describe(text: str, context: Context | None = None) -> tuple[Figure, ...]:
    """Every quantity in the text with what it is about, in order. Tables in the text are read with their headings.

    Where the sentence names no organisation, the sentences before it and then `context` are asked. Never raises.
    """
    context = context or Context()
    tables = table_spans(text)
    prose = _blanked(text, tables)
    figures = [figure for start, end in tables for figure in table_figures(text, start, end, context)]
    if tables:
        general = general_basis(prose)
        figures = [replace(figure, basis=with_general(figure.basis, general)) for figure in figures]
    quantities = read(prose)
    if context.columns and not tables:
        return table_figures(text, 0, len(text), context)
    spans = sentences(prose)
    starts = [start for start, _ in spans]
    general = general_basis(prose)
    grouped: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        grouped.setdefault(max(0, bisect_right(starts, quantity.start) - 1), []).append(quantity)
    for place, group in grouped.items():
        before = tuple(prose[start:end] for start, end in spans[max(0, place - 3) : place])
        figures += _in_sentence(prose, spans[place], group, before, context, general)
    return tuple(sorted(figures, key=lambda figure: figure.quantity.start))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with those spans replaced by line ends, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _in_sentence(
    text: str,
    sentence: tuple[int, int],
    group: list[Quantity],
    before: Sequence[str],
    context: Context,
    general: frozenset[str],
) -> list[Figure]:
    start, end = sentence
    whole = text[start:end]
    when = [
        (first + start, last + start, period)
        for first, last, period in periods(whole, [replace(q, start=q.start - start, end=q.end - start) for q in group])
    ]
    # "Lower than in 2025-26" names what the figure is compared with, not when it holds.
    when = [item for item in when if not _BASELINE.search(text[max(start, item[0] - 24) : item[0]])]
    measures = [q for q in group if not any(first <= q.start and q.end <= last for first, last, _ in when)]
    marks = [
        (mark.start() + start, mark.end() + start, strong)
        for pattern, strong in ((_STRONG, True), (_WEAK, False))
        for mark in pattern.finditer(whole)
    ]
    heading = context.headings[-1] if context.headings else context.title
    named = organisations(whole) or next(
        (names for names in (organisations(one) for one in reversed(before)) if names), ()
    )
    named = named or organisations(" ".join(context.headings)) or organisations(context.title)
    located = places(whole) or places(" ".join(context.headings))
    found = []
    for quantity in group:
        others = [q for q in measures if q is not quantity]
        clause = _clause(text, sentence, quantity, others, marks)
        words = text[clause[0] : clause[1]]
        marked = text[clause[0] : quantity.start] + "#" + text[quantity.end : clause[1]]
        last = end if len(measures) <= 1 else clause[1]
        around = text[start : quantity.start] + "#" + text[quantity.end : last]
        subject = (text[clause[0] : quantity.start] + " " + text[quantity.end : clause[1]]).strip(" \n-–—:;,.*•()")
        found.append(
            Figure(
                quantity=quantity,
                subject=re.sub(r"\s+", " ", subject),
                lead=" ".join(part for part in (heading, text[start : clause[0]]) if part),
                organisations=organisations(words) or named,
                places=places(words) or located,
                period=_period(quantity, clause, when, others),
                publisher=context.publisher,
                passage=context.title or text[:24],
                basis=with_general(_tags(basis_of, marked, around, _EXCLUSIVE), general),
                sense=_tags(sense_of, marked, around if len(measures) <= 1 else marked, ()),
                clause=clause,
                sentence=sentence,
            )
        )
    return found


def _clause(
    text: str,
    sentence: tuple[int, int],
    quantity: Quantity,
    others: list[Quantity],
    marks: Sequence[tuple[int, int, bool]],
) -> tuple[int, int]:
    """The part of the sentence that is this quantity's own: cut at the best mark between it and each neighbour.

    Where nothing parts it from a neighbour they share the clause.
    """
    start, end = sentence
    for other in sorted(others, key=lambda q: q.start):
        first, second = (other, quantity) if other.start < quantity.start else (quantity, other)
        between = [mark for mark in marks if first.end <= mark[0] and mark[1] <= second.start]
        strong = [mark for mark in between if mark[2]]
        weak = between if _alike(quantity, other) else []
        chosen = strong or weak
        if not chosen:
            continue
        if other is first:
            start = max(start, min(chosen)[1] if strong else max(chosen)[1])
        else:
            end = min(end, min(chosen)[0] if strong else max(chosen)[0])
    if end < sentence[1] and not terms(text[start : quantity.start] + " " + text[quantity.end : end]):
        # A figure alone between dashes: its words go on behind the second one.
        following = min((q.start for q in others if q.start > quantity.end), default=sentence[1])
        end = max((mark[0] for mark in marks if end < mark[0] and mark[1] <= following and mark[2]), default=end)
    return start, max(end, quantity.end)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or bool(one.noun and other.noun)


def _period(
    quantity: Quantity, clause: tuple[int, int], when: Sequence[tuple[int, int, Period]], others: list[Quantity]
) -> Period | None:
    if quantity.unit in TEMPORAL_UNITS:
        return None
    spans = [item for item in when if not (item[0] < quantity.end and quantity.start < item[1])]
    own = [item for item in spans if clause[0] <= item[0] and item[1] <= clause[1]]
    sharing = [q for q in others if clause[0] <= q.start < clause[1]]
    if own and sharing:
        # Figures in one clause: a period belongs to the figure it follows most closely.
        nearest = [
            item
            for item in own
            if not any(quantity.end <= q.start < item[0] or item[1] <= q.start < quantity.start for q in sharing)
        ]
        own = nearest or own
    if own:
        return merged([period for _, _, period in own])
    if not others:
        return merged([period for _, _, period in spans])
    # A date that opens the sentence holds for all of its figures.
    first = min(q.start for q in [quantity, *others])
    return merged([period for _, last, period in spans if last <= first])


def _tags(
    find: Callable[[str], frozenset[str]], clause: str, wide: str, pairs: Sequence[tuple[str, str]]
) -> frozenset[str]:
    """The tags of the clause, and those of the words around it on which the clause itself is silent."""
    own = find(clause)
    spoken = {tag for pair in pairs if set(pair) & own for tag in pair}
    return own | (find(wide) - spoken)
