"""Say what each quantity in a text is about: its clause, organisations, places, period, basis and direction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.figures.clauses import VERB, antecedent, behind_bracket, clause_marks, clause_of, thought_of
from assistant.figures.counting import with_counted
from assistant.figures.cues import basis_of, general_basis, sense_of, with_general
from assistant.figures.gazetteer import NATIONS, organisations, places
from assistant.figures.initials import with_initials
from assistant.figures.owners import handlers, owners
from assistant.figures.periods import merged, periods
from assistant.figures.quantity import TEMPORAL_UNITS, Context, Figure, Period, PeriodKind, Quantity
from assistant.figures.reading import read
from assistant.figures.senses import RATES
from assistant.figures.sentences import sentences
from assistant.figures.sharing import shared
from assistant.figures.speakers import IT_SAYS, speakers_in
from assistant.figures.tables import table_figures, table_spans
from assistant.figures.values import TIME_UNITS, is_money, is_share
from assistant.figures.words import terms

#: A mark that is also a cue: "up from £11.9 billion" is the earlier value.
_OPENS = re.compile(r"\b(?:up from|down from|against|compared (?:with|to))\s*$", re.I)
#: What a figure is measured against says nothing of the figure itself: ", against a target of £40.5 billion".
_YARDSTICK = re.compile(r",?\s+(?:up from|down from|against|compared (?:with|to)|short of|above|below)\b", re.I)
_STATUS = frozenset({"forecast", "target", "achieved"})
_BASELINE = re.compile(
    r"\b(?:(?:than|compared (?:with|to)|(?:against|below|above)(?= (?:the|that|those|its|their|levels?|figures?)\b|\s+$))(?: [a-z]+){0,5}|points? on|per cent on|% on|\b(?:up|down)(?: by)? [£$€]?\d[\d.,]*(?:bn|m|k)?(?: [a-z]+)? on)\s+$",
    re.I,
)
#: Tags of which a figure's own clause, where it holds one, silences the other in the words around it.
_EXCLUSIVE = (
    ("real", "cash"),
    ("capital", "resource"),
    ("forecast", "achieved"),
    ("target", "achieved"),
    ("new", "previously_announced"),
)


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
    quantities = with_initials(prose, _with_lent_units(prose, read(prose)), context)
    if context.columns and not tables:
        return table_figures(text, 0, len(text), context)
    spans = sentences(prose)
    starts = [start for start, _ in spans]
    general = general_basis(prose)
    grouped: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        grouped.setdefault(max(0, bisect_right(starts, quantity.start) - 1), []).append(quantity)
    scope = tuple(dict.fromkeys(name for match in _SCOPE.finditer(prose) for name in places(match.group())))
    topic = _topic(prose, spans, quantities, context)
    for place, group in grouped.items():
        before = tuple(prose[start:end] for start, end in spans[max(0, place - 3) : place])
        told = _in_sentence(prose, spans[place], group, before, context, general, topic, scope)
        behind = handlers(prose[slice(*spans[place + 1])]) if place + 1 < len(spans) else ()
        figures += [_handed_on(figure, behind) for figure in told]
    return with_counted(text, sorted(figures, key=lambda figure: figure.quantity.start))


def _handed_on(figure: Figure, behind: tuple[str, ...]) -> Figure:
    """The figure, if it is money, with the bodies that the next sentence has hand it on."""
    more = tuple(name for name in behind if name not in figure.organisations)
    return replace(figure, organisations=figure.organisations + more) if more and is_money(figure.quantity) else figure


def _with_lent_units(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """ "From 19 days to 12": a bare number after "to" is in the unit of the figure before it."""
    found: list[Quantity] = []
    for quantity in quantities:
        last = found[-1] if found else None
        if (
            last
            and quantity.unit == "number"
            and last.unit not in (*TEMPORAL_UNITS, "number")
            and not last.unit.isupper()
            and re.fullmatch(
                r"\s+to\s+(?:just |only |about |around |under |over |nearly |almost )?",
                text[last.end + (len(last.noun) + 1 if last.noun else 0) : quantity.start],
            )
            and re.search(
                r"\bfrom\s+(?:just |only |about |around |over |nearly )?$",
                text[max(0, last.start - 16) : last.start],
                re.I,
            )
        ):
            quantity = replace(quantity, unit=last.unit, noun=last.noun and quantity.noun)
        found.append(quantity)
    return tuple(found)


#: Words that say where the whole of a text's programme holds: "which operates in Scotland and Wales only".
_SCOPE = re.compile(r"\b(?:operat\w+|appl(?:y|ies)|cover(?:s|ing)|runs|available|limited|confined|restricted|relates?) (?:only |solely )?(?:to|in|across|throughout)? ?[^.,;£$€\d]{0,60}", re.I)  # fmt: skip

#: "20%: rise in capital spending": the figure of a list item is the move that its words name.
_HEADED_MOVE = re.compile(r"#: (?=(?:[a-z-]+ )?(?:rise|growth|increase|uplift|fall|cut|reduction|drop|decline) (?:in|of|on)\b)", re.I)  # fmt: skip

_PARTS = re.compile(r"\b(?:of (?:the (?:[£$€]?\d[\d.,]*(?: ?(?:million|billion|bn|m))?|(?:\w+ )?total)(?=,)|this|which|these|that|it)|comprising|consist\w* of|made up of|split between|divided (?:between|into))\b", re.I)  # fmt: skip


def _part_of(before: str) -> frozenset[str]:
    """A list that opens with "of this" or "comprising" gives parts."""
    return frozenset({"part"}) if _PARTS.search(before) else frozenset()


def _topic(text: str, spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity], context: Context) -> str:
    """The heading, the opening words of the text before its first figure that is no date, and the names of its first
    sentence: what later sentences call "the programme"."""
    heading = context.headings[-1] if context.headings else context.title
    if not spans:
        return heading
    first = text[slice(*spans[0])]
    measures = [quantity.start for quantity in quantities if quantity.unit not in TEMPORAL_UNITS]
    opening = first[: measures[0] - spans[0][0]] if measures and measures[0] < spans[0][1] else first
    names = " ".join(_NAME.findall(first))
    return re.sub(r"\s+", " ", f"{heading} {opening[:160]} {names}").strip()


_NAME = re.compile(r"(?<![.!?] )\b[A-Z][\w’'-]+(?: (?:(?:of|and|for|the|&) )?[A-Z][\w’'-]+)+")


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
    topic: str,
    scope: tuple[str, ...],
) -> list[Figure]:
    start, end = sentence
    whole = text[start:end]
    when = [
        (first + start, last + start, period)
        for first, last, period in periods(whole, [replace(q, start=q.start - start, end=q.end - start) for q in group])
    ]
    # "Lower than in 2025-26" names what the figure is compared with, not when it holds.
    against = [item for item in when if _BASELINE.search(text[max(start, item[0] - 40) : item[0]])]
    when = [item for item in when if item not in against]
    baseline = frozenset(f"than_{period.start}" for _, _, period in against if period.start == period.end)
    measures = [q for q in group if not any(first <= q.start and q.end <= last for first, last, _ in when)]
    rated = frozenset({"rated"}) if any(sense_of(part) & RATES for part in (*before[-1:], whole)) else frozenset()
    told = speakers_in(before[-1])[:1] if before and IT_SAYS.search(whole) else ()
    marks = clause_marks(text, sentence, group)
    heading = context.headings[-1] if context.headings else context.title
    # "Only 38% did": the sentence before says what.
    bare = before[-1:] if len(group) == 1 and not terms(text[start : group[0].start] + text[group[0].end : end]) else ()
    parts = [start, *(mark[1] for mark in marks if mark[2]), end]
    named = organisations(whole) or next(
        (names for names in (organisations(one) for one in reversed(before)) if names), ()
    )
    named = named or organisations(" ".join(context.headings)) or organisations(context.title)
    first = min((q.start for q in measures), default=start)
    located = (
        places(whole if len(measures) <= 1 else text[start:first])
        or scope
        or places(" ".join(context.headings))
        or _nation(before)
    )
    found = []
    for quantity in group:
        others = [q for q in measures if q is not quantity]
        clause = clause_of(text, sentence, quantity, others, marks)
        words = text[clause[0] : clause[1]]
        opened = _OPENS.search(text[start : clause[0]])
        marked = (
            (opened.group() if opened else "") + text[clause[0] : quantity.start] + "#" + text[quantity.end : clause[1]]
        )
        marked += behind_bracket(text, clause[1], end)
        marked = _HEADED_MOVE.sub("# ", marked, count=1)
        alone = len(measures) <= 1 or not (VERB.search(text[start : clause[1]]) or _YARDSTICK.match(text, clause[1]))
        last = end if alone else clause[1]
        around = text[start : quantity.start] + "#" + text[quantity.end : last]
        doer = antecedent(text, sentence, clause[0])
        subject = (doer + text[clause[0] : quantity.start] + " " + text[quantity.end : clause[1]]).strip(
            " \n-–—:;,.*•()"
        )
        found.append(
            Figure(
                quantity=quantity,
                subject=re.sub(r"\s+", " ", subject),
                lead=" ".join(part for part in (heading, *bare, text[start : clause[0]]) if part),
                organisations=owners(doer + thought_of(text, clause, quantity, parts), words, whole) or named,
                places=places(words) or located,
                period=_period(text, quantity, clause, when, others, marked, bool(doer)),
                publisher=context.publisher,
                passage=context.title or text[:24],
                topic=topic,
                speakers=speakers_in(words) or (speakers_in(whole) if len(measures) <= 1 else ()) or told,
                basis=with_general(_basis(marked, around, bool(others and first < quantity.start)), general),
                sense=_tags(sense_of, marked, around if len(measures) <= 1 else marked, ())
                | rated
                | _part_of(text[start : quantity.start])
                | baseline,
                clause=clause,
                sentence=sentence,
            )
        )
    return shared(text, [_settled(figure) for figure in found])


def _settled(figure: Figure) -> Figure:
    """The figure without what it would be a share of, where it is none; a time that "improved" got shorter; what holds
    now is no plan."""
    if "now" in figure.sense:
        figure = replace(figure, basis=figure.basis - {"forecast", "target"})
    if figure.quantity.unit in TIME_UNITS and "up" in figure.sense and _IMPROVED.search(figure.subject):
        figure = replace(figure, sense=figure.sense - {"up"} | {"down"})
    if is_share(figure.quantity) or not any(tag.startswith("of_") for tag in figure.sense):
        return figure
    return replace(figure, sense=frozenset(tag for tag in figure.sense if not tag.startswith("of_")))


_IMPROVED = re.compile(r"\bimprov(?:ed|es|ing|ements?)\b", re.I)


def _nation(before: Sequence[str]) -> tuple[str, ...]:
    """The one nation that the sentences before speak of: "Every school in England … Around 1,700 have no library"."""
    named = {name for one in before for name in places(one)}
    return tuple(named) if len(named) == 1 and named <= NATIONS else ()


def _period(
    text: str,
    quantity: Quantity,
    clause: tuple[int, int],
    when: Sequence[tuple[int, int, Period]],
    others: list[Quantity],
    marked: str,
    set_in: bool,
) -> Period | None:
    if quantity.unit in TEMPORAL_UNITS:
        return None
    spans = [
        item
        for item in when
        if not (item[0] < quantity.end and quantity.start < item[1])
        and not (item[2].kind is PeriodKind.DEADLINE and _ALREADY.match(text, item[1], quantity.start))
    ]
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
    if len(own) > 1 and (due := _due_next(quantity, own)):
        return due
    if own:
        return merged([period for _, _, period in own])
    if not others:
        return merged([period for _, _, period in spans])
    # A date that opens the sentence holds for all of its figures.
    first = min(q.start for q in [quantity, *others])
    opening = [period for _, last, period in spans if last <= first]
    if opening or "start" in sense_of(marked):
        return merged(opening)
    # So does the only year that the sentence names.
    years = {
        period.start: period
        for begin, _, period in spans
        if (begin >= clause[0] or not set_in)
        and period.kind in _YEAR_KINDS
        and not _EARLIER.search(text, quantity.end, begin)
        and not _OF_EVENT.search(text, 0, begin)
    }
    return next(iter(years.values())) if len(years) == 1 and len(spans) == 1 else None


def _due_next(quantity: Quantity, spans: Sequence[tuple[int, int, Period]]) -> Period | None:
    """The deadline right behind a figure, where all other dates stand before it: "from 2010, worth £14bn a year by 2014"."""
    behind = [item for item in spans if item[0] >= quantity.end]
    due = [item for item in behind if item[2].kind is PeriodKind.DEADLINE and item[0] - quantity.end <= _NEXT]
    dated = [item for item in behind if item[2].start or item[2].end]
    return merged([period for _, _, period in behind]) if due and len(dated) == 1 else None


#: How many characters may part a figure from the deadline that is its own: " a year by ".
_NEXT = 14
#: "To be done by 2026 – currently 90% have": what is so already is due at no time.
_ALREADY = re.compile(
    r"(?:\s[–—-]|;|,? but|\.)\s(?:\w+ ){0,3}?(?:currently|already|at present|so far|to date|today)\b", re.I
)
#: Before the year of an earlier value: "a quarter, compared with 6% in 2018".
_EARLIER = re.compile(r"\b(?:compared (?:with|to)|against|up from|down from|than|from|below|above)\b", re.I)
#: Before the year of an event that another figure of the sentence was announced at.
_OF_EVENT = re.compile(r"\b(?:Budget|Statement|Review|Round|manifesto)(?: of| in)? $")
_YEAR_KINDS = (PeriodKind.FISCAL_YEAR, PeriodKind.CALENDAR_YEAR)


def _basis(clause: str, wide: str, follows: bool) -> frozenset[str]:
    """The clause's tags, and those of the words around it.

    A clause with a verb of its own takes no status from them; one that follows another figure takes that figure's
    announcement for its own no more.
    """
    found = _tags(basis_of, clause, wide, _EXCLUSIVE)
    if follows:
        found -= {"new", "previously_announced"} - basis_of(clause)
    return found - _STATUS | (basis_of(clause) & _STATUS) if VERB.search(clause) else found


def _tags(
    find: Callable[[str], frozenset[str]], clause: str, wide: str, pairs: Sequence[tuple[str, str]]
) -> frozenset[str]:
    """The tags of the clause, and those of the words around it on which the clause itself is silent."""
    own = find(clause)
    spoken = {tag for pair in pairs if set(pair) & own for tag in pair}
    return own | (find(wide) - spoken)
