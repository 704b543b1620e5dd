"""What the figures of one sentence share: a list's verb stands with its first member, its "a year" behind its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.clauses import VERB
from assistant.figures.gazetteer import organisations, places
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.senses import RATES
from assistant.figures.values import same_kind
from assistant.figures.words import terms

_CARRIED = frozenset({"saving", "cost"})
_GOES_ON = re.compile(
    r"^(?:then |and )?(?:fall|ris|drop|increas|reduc|climb|grow)ing\b|^(?:and )?(?:in|by|for) |^(?:up|down) from\b|^compared\b",
    re.I,
)
_CHANGED_TO = re.compile(r"\b(?:cut|lower|reduc|rais|increas|revis|scal|trim|chang|rais)\w* (?:it|that|this|them|the (?:target|goal|aim|forecast|plan)) (?:back )?(?:up |down )?to$", re.I)  # fmt: skip
#: What stands behind the last member of a list and holds for all of it.
_BEHIND = RATES | {"total"}


def shared(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of a sentence, each with what it leaves out because another member of its list says it."""
    carried = _placed(text, _shares_alike(text, _moved_too(text, _carried(figures))))
    return _dated(_with_trend(_respectively(text, _from_behind(text, carried))))


def _shares_alike(text: str, figures: list[Figure]) -> list[Figure]:
    """ "£52 million of the new funding is capital and £83 million is resource": both are of the new funding."""
    found = figures[:1]
    for figure in figures[1:]:
        before = found[-1]
        if (
            before.quantity.unit == figure.quantity.unit
            and _OF_THE.match(text, before.quantity.end)
            and _IS.match(text, figure.quantity.end)
        ):
            figure = replace(figure, basis=figure.basis | before.basis & {"new", "previously_announced"})
        found.append(figure)
    return found


_OF_THE = re.compile(r" of (?:the|this|that|these|its|their) ")
_IS = re.compile(r" (?:is|are|was|were|will be|for|goes|to)\b")


def _placed(text: str, figures: list[Figure]) -> list[Figure]:
    """ "Flooded 5,300 homes and 1,140 businesses in England": the place behind the last of two is that of both."""
    found: list[Figure] = []
    for figure in reversed(figures):
        last = found[-1] if found else figure
        joined = figure.quantity.noun and _AND.fullmatch(text[figure.quantity.end : last.quantity.start])
        named = places(text[last.quantity.end : last.clause[1]]) or last.places
        if joined and last.quantity.noun and named and not places(figure.subject):
            figure = replace(figure, places=named)
        found.append(figure)
    return found[::-1]


_AND = re.compile(r"(?: [\w’'-]+){1,4}(?:,| and) (?:about |around |nearly |over |some |almost )?")


def _moved_too(text: str, figures: list[Figure]) -> list[Figure]:
    """ "The fee will rise from £6 to £7, and for toddlers from £4 to £5": the second pair moves as the first one does."""
    found = list(figures)
    alike = [place for place, figure in enumerate(found) if figure.quantity.unit == figures[-1].quantity.unit]
    for four in zip(alike, alike[1:], alike[2:], alike[3:], strict=False):
        first, second, third, fourth = (found[place] for place in four)
        pairs = all(
            _TO.fullmatch(text[one.quantity.end : other.quantity.start])
            for one, other in ((first, second), (third, fourth))
        )
        if pairs and not VERB.search(fourth.subject):
            found[four[2]] = replace(third, sense=third.sense | first.sense & _MOVES)
            found[four[3]] = replace(fourth, sense=fourth.sense | second.sense & _MOVES)
    return found


_TO = re.compile(r"\s+to\s+(?:about |around |just |nearly |over )?")
_MOVES = frozenset({"up", "down", "start", "earlier", "level", "change"})


def _dated(figures: list[Figure]) -> list[Figure]:
    """The whole of a part that has the sentence's only date has none: "£27 million, £11 million of it in 2026-27"."""
    found = []
    for figure, following in zip(figures, [*figures[1:], None], strict=False):
        part = following and "part" in following.sense - figure.sense and following.period == figure.period
        if part and figure.period and figure.period.text not in figure.subject:
            figure = replace(figure, period=None)
        found.append(figure)
    return found


def _with_trend(figures: list[Figure]) -> list[Figure]:
    """A value with the earlier one behind it is more or less than that: "stood at 78,000, against 73,000 a year ago"."""
    found: list[Figure] = []
    for figure, following in zip(figures, [*figures[1:], None], strict=True):
        one, other = figure.quantity, following.quantity if following and "start" in following.sense else None
        if other and one.amount and other.amount and "start" not in figure.sense and other.unit in (one.unit, "number"):
            trend = (
                {"trend_up"} if one.amount > other.amount else {"trend_down"} if one.amount < other.amount else set()
            )
            figure = replace(figure, sense=figure.sense | trend)
        found.append(figure)
    return found


def _respectively(text: str, figures: list[Figure]) -> list[Figure]:
    """ "The Army, the Navy and the Air Force recruited 8,140, 3,290 and 3,020 people respectively": each its own name."""
    word = _RESPECTIVELY.search(text, *(figures[0].sentence if figures else (0, 0)))
    before = [figure for figure in figures if word and figure.quantity.end <= word.start()]
    run = before[-1:]
    for figure in reversed(before[:-1]):
        if not _JOINT.fullmatch(text[figure.quantity.end : run[0].quantity.start]):
            break
        run = [figure, *run]
    if len(run) < 2:
        return figures
    start, first = figures[0].sentence[0], run[0].quantity.start
    verb = _ANY_VERB.search(text, start, first + 1)
    names = re.split(r",? and |, ", text[start : verb.start()].strip()) if verb else []
    if not verb or len(names) != len(run):
        return figures
    rest = text[verb.start() : first].strip(" ,:")
    told = {
        figure: replace(
            figure,
            quantity=replace(figure.quantity, unit=run[-1].quantity.unit, noun=run[-1].quantity.noun),
            subject=f"{name} {rest} {run[-1].quantity.noun}".strip(),
            lead="",
            organisations=organisations(name) or figure.organisations,
            places=places(name) or figure.places,
        )
        for figure, name in zip(run, names, strict=True)
    }
    return [told.get(figure, figure) for figure in figures]


_RESPECTIVELY = re.compile(r"\brespectively\b")
_JOINT = re.compile(r"(?: [a-z]+)?(?:,|,? and| and) ?")
_ANY_VERB = re.compile(rf"{VERB.pattern}|\b(?:account|make|have|get|receive|spend|employ|cost|stand)s?\b", re.I)


def _carried(figures: Sequence[Figure]) -> list[Figure]:
    """A clause without a verb of its own goes on with the one before it: "costs £9m in 2026, falling to £7m"."""
    found: list[Figure] = []
    before: Figure | None = None
    for figure in figures:
        alike = before and before.quantity.unit == figure.quantity.unit and before.clause != figure.clause
        if before and alike and "start" in figure.sense and not figure.sense & _BEHIND and _of_a_size(before, figure):
            # "£5.8 million a day, down from £8.2 million": the earlier value is a day's too.
            figure = replace(figure, sense=figure.sense | before.sense & RATES)
        if before and alike and not _CARRIED & figure.sense and _GOES_ON.match(figure.subject):
            figure = replace(figure, sense=figure.sense | (_CARRIED & before.sense))
        if before and same_kind(before.quantity, figure.quantity) and _CHANGED_TO.search(figure.subject):
            # "It expected to repair 90 bridges but has cut that to 60": what is changed is still a plan.
            figure = replace(figure, basis=figure.basis - _STATUS | (before.basis & _STATUS))
        found.append(figure)
        before = before if figure.quantity.unit in TEMPORAL_UNITS else figure
    return found


def _of_a_size(one: Figure, other: Figure) -> bool:
    """Whether two values may be an earlier and a later one of the same rate: £3bn is no day's cost beside £5.77m."""
    first, second = one.quantity.amount, other.quantity.amount
    return bool(first and second and abs(first.adjusted() - second.adjusted()) <= 1)


def _from_behind(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """ "Scotland receives £820 million and Wales £505 million over the period": the period is Scotland's too."""
    found: list[Figure] = []
    following: Figure | None = None
    for figure in reversed(figures):
        if figure.quantity.unit in TEMPORAL_UNITS:
            found.append(figure)
            continue
        if following and _shares_verb(text, figure, following):
            figure = replace(figure, basis=figure.basis | following.basis & _STATUS)
        if following and _next_in_list(text, figure, following):
            period = figure.period or (following.period if _behind(following) else None)
            silent = not figure.sense & _BEHIND and not figure.period
            if _BARE.match(text, figure.quantity.end):
                # "The Welsh Government £5 million and the Scottish £9 million in new funding": all of it is new.
                figure = replace(figure, basis=figure.basis | following.basis & {"new"})
            figure = replace(
                figure, period=period, sense=figure.sense | (following.sense & _BEHIND if silent else frozenset())
            )
        found.append(figure)
        following = figure
    return found[::-1]


def _shares_verb(text: str, figure: Figure, following: Figure) -> bool:
    """Whether the two are subjects of one verb behind them: "84,000 places and 40,000 staff would be needed"."""
    between = text[figure.quantity.end : following.quantity.start]
    return (
        not figure.basis & _STATUS
        and bool(re.fullmatch(r"(?: [\w’'-]+){0,5},? and(?: [a-z-]+){0,2} ", between))
        and not VERB.search(between)
        and bool(VERB.match(text, following.quantity.end + len(f" {following.quantity.noun} ")))
    )


_BARE = re.compile(r",|,? and\b")
_STATUS = frozenset({"forecast", "target", "achieved"})


def _next_in_list(text: str, figure: Figure, following: Figure) -> bool:
    """Whether the second figure is the next member of the first's list: the same unit, and before it a name without a
    verb, or behind both the same word ("£3m for schools and £5m for colleges")."""
    between = text[figure.quantity.end : following.quantity.start]
    return (
        figure.quantity.unit == following.quantity.unit
        and figure.clause != following.clause
        and len(between.split()) <= _MEMBER
        and bool(re.match(r"[^;:.()]*$", between))
        and not VERB.search(between)
        and (bool(terms(text[following.clause[0] : following.quantity.start])) or _alike(text, figure, following))
    )


def _alike(text: str, *figures: Figure) -> bool:
    behind = [_PREPOSITION.match(text, figure.quantity.end) for figure in figures]
    return all(behind) and len({match.group() for match in behind if match}) == 1


_PREPOSITION = re.compile(r" (?:for|to|on) ")


def _behind(figure: Figure) -> bool:
    """Whether the words that say when stand behind the figure and not before it."""
    return figure.period is not None and figure.period.text.split()[-1] in figure.subject.split()


#: How many words may part two members of a list.
_MEMBER = 12
