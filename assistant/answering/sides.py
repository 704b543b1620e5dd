"""Take a question about several figures apart into the things whose figures it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.amounts import is_amount
from assistant.answering.events import Event, events, without_events
from assistant.answering.frames import FRAMES
from assistant.answering.question import Question
from assistant.figures import describe
from assistant.figures.gazetteer import organisation_spans
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.words import stem, terms


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that a question names side by side.

    `words` are its own, `text` is the question without the other sides' words, to be looked up. `focus` are its stems that
    no other side has, `aside` those of the others, `shared` those of what is asked of all. `periods` and `events` date it;
    `earlier` is whether it is the same thing a year before the other side, `loosely` whether its dates are those of the whole question. `stated` is the amount that it prints, `initials` the
    stem of those of a name of three words or more, which a source may use for it. `place` is 1 for the first year of several, -1 for the final one.
    """

    words: str
    text: str
    focus: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    stated: Figure | None = None
    earlier: bool = False
    loosely: bool = False
    initials: str = ""
    place: int = 0


#: What asks for a sum before it names the parts.
_TOGETHER = re.compile(
    r"(?:put |taken |take |add(?:ing)? (?:up )?)?(?:together|combined|in all|in total|altogether|up|add|adding|(?:the )?(?:combined |joint |grand )?(?:total|sum)(?: value| cost| amount| funding)? (?:of|for|from|across))\b[,:]?\s*",
    re.I,
)
_ITEMS = re.compile(r"(?P<items>[^:?.]{3,60}(?:, [^,:?]{2,60})+,? and [^,:?]{2,60})")
#: What stands behind the last of several things and says something of all: "… and the website in Hunt's 2016 plan".
_OF_ALL = re.compile(r"\s+(?:in|of|from|under|by|at) (?:the )?(?:[A-Z]|\d).*$")
#: Where the words of a first side begin: after a comma, a comparative, an asking word or an auxiliary.
_OPENS = re.compile(
    r"[,;:.?]\s+|\b(?:which|what|how|whether|compare|than|more|less|fewer|bigger|larger|higher|lower|smaller|greater|better|worse|most|is|are|was|were|did|does|do|has|have|had|will|would|can|got|gets|gives?|gave|see)\b\s*",
    re.I,
)
_ENDS = re.compile(
    r"[,;:.?]\s|\s[–—-]\s|[.?]$|\s+(?:together|combined|altogether|in all|in total|put together|add(?:ed)? (?:up|together))\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:are|is|were|was|do|does|did|will|would|could|should|get|gets|got|has|have|had|expected|meant|due|cost|costs|save|saves|come|comes|account|accounts|make|makes|add|adds|total|totals|change|differ|move)\b",
    re.I,
)
#: A side that leaves its head to the other: "the one in the Budget", "the OBR's", "that of the first report".
_ELLIPSIS = re.compile(r"^(?:the one|ones|that|those|it)\b|[’']s?(?: own)?\W*$", re.I)
_THAT_OF = re.compile(r"^(?:that|those|the one|ones) (?P<of>of|for|in|at|from) ", re.I)
#: "fraud and error" is one thing.
_PAIRS = re.compile(r"\b(?:fraud and error|research and development|trial and error|terms and conditions)\b", re.I)
_POSSESSOR = re.compile(r"^(?:the )?(.{2,60}?[’']s?)\s+\w", re.I)
_EARLIER = re.compile(
    r"\b(?:the )?(?:year|12 months|twelve months) (?:before|earlier)\b|\b(?:the )?(?:previous|preceding|prior) (?:financial )?(?:year|12 months|twelve months)\b|\bthe 12 months before\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:between|since|than|more|less|fewer|grow|growth|grew|rise|rose|fall|fell|change|changed|move|moved|further|compare[ds]?|comparison|how|far|ago|higher|lower|over|up|down|together|combined|average)\b",
    re.I,
)
_MONTHS = frozenset(
    terms(
        "january february march april may june july august september october november december early mid late end start quarter year"
    )
)
#: Whose figures are asked for, behind what they are: "… in ICAEW's article", ", Daily Mail numbers", "(THINK Digital)".
_WHOSE = re.compile(
    r"(?:,? (?:in|on|from|per|by|using|taking|according to) (?P<who>[^,;:?()]{2,50}?(?:[’']s?|\b[A-Z][\w’'-]*) (?:[\w-]+ ){0,2}?(?:numbers?|figures?|story|articles?|list|count|breakdown|split|release|bulletin|round-up|roundup|reckoning|report|notice|press release|analysis|account|telling))|,? \((?P<named>[A-Z][^()]{2,40})\))\s*(?=[?.]*$)"
)
#: A year by its place among those of a thing.
_PLACE = re.compile(
    r"\b(?:(?P<first>year (?:one|1)|(?:first|opening|initial) (?:\w+ )?year)|(?P<last>(?:final|closing) (?:\w+ )?year))\b",
    re.I,
)
#: What stands between a part and the amount that it is of.
_OF_WHOLE = re.compile(r"\b(?:behind|within|inside|in|out of|from|under|making up|underlying)\b[^,;]*$", re.I)
_PARTS = re.compile(r"\b(?:and|to|than|or|from|against|with)\b|[-–]")
#: "The 2009 to 2019 average" is of one span, "from 2009 to 2019" may be of two points.
_SPAN, _FROM = re.compile(r"\s*(?:to|[-–])\s*"), re.compile(r"\b(?:from|between)\b[^,;:?]{0,40}$", re.I)
_NAME = re.compile(r"\b(?:[A-Z][a-z]+ ){2,}[A-Z][a-z]+")
_OPENS_DATE = re.compile(r"\b(?:between|from|in|of|at|since|to)\s+", re.I)
_SCALES = frozenset(terms("bn billion million tn trillion mn thousand"))
_LONG = 8
#: What a question says of the asking: no source need say it.
_ASKING = frozenset(
    terms(
        "big bigger biggest large larger largest high higher highest low lower small smaller more less fewer most least great greater difference differ gap compare compared "
        "comparison move moved change changed short above below beyond behind ahead further wide share proportion percentage fraction together combined altogether total sum add "
        "add come work beat exceed miss take subtract deduct get got give given average each per three four five between figure number dure report match publish earlier before previous preceding prior size left remain rest strand thing pot vs versus respective both count"
    )
)
#: Movement says which figure a side means, and nothing of what two sides share.
_MOVING = frozenset(terms("grow grew grown rise rose risen fall fell fallen drop dropped increase increased"))
#: "the IT strand": the word that other sources print as "technology"; in small letters it says nothing.
_IT = re.compile(r"\bIT\b")


def sides(question: Question) -> tuple[Side, ...]:
    """Each thing that the question names side by side; what is to be taken away comes last where the words say which.

    Nothing where it names one thing.
    """
    text, named = without_source(question.turn or question.text)
    return from_source(_sides(text), named)


def without_source(text: str) -> tuple[str, tuple[str, ...]]:
    """A question without the words behind it that say whose figures it asks for, and the stems of those words."""
    whose = _WHOSE.search(text)
    if not whose:
        return text, ()
    return text[: whose.start()] + text[whose.end() :], said(whose["who"] or whose["named"])


def from_source(made: Sequence[Side], named: Sequence[str]) -> tuple[Side, ...]:
    """The sides, each to be of the source that these stems name."""
    return tuple(replace(one, shared=tuple(dict.fromkeys((*one.shared, *named)))) if named else one for one in made)


def _sides(text: str) -> tuple[Side, ...]:
    lead = _TOGETHER.match(text)
    opened = lead.end() if lead else 0
    listed = _ITEMS.search(text, opened)
    if listed:
        items = [part for part in re.split(r", (?:and )?| and ", listed["items"]) if terms(part)]
        if len(items) > 2:
            return made_of(text, [*items[:-1], _OF_ALL.sub("", items[-1])])
    dated = _dated(text)
    if dated:
        return dated
    masked = _PAIRS.sub(lambda match: match.group().replace(" and ", " &nd "), text)
    for frame in FRAMES:
        found = frame.search(masked, opened)
        if not found:
            continue
        given = {name: (words or "").replace("&nd", "and") for name, words in found.groupdict().items()}
        a_first = found.start("a") < found.start("b")
        first, second = (given["a"], _right(given["b"])) if a_first else (_right(given["a"]), given["b"])
        if found.start("a") == opened:
            first = _left(first, given.get("lead", ""), second)
        first, second = _head_shared(first.strip(" ,?."), second.strip(" ,?."))
        others = parted(second) if given.get("rest") else [second]
        made = made_of(text, [first, *others]) if first and second else ()
        if made:
            return made
    return ()


def of_amounts(text: str, amounts: Sequence[Figure]) -> tuple[Side, ...]:
    """A side for each amount that the question prints, with the words of the question for what they are of."""
    return tuple(Side(one.quantity.text, text, shared=_shared(content(text)), stated=one) for one in amounts)


def content(text: str) -> tuple[str, ...]:
    """The content stems of a text, its organisations by their full names, information technology among them."""
    text = _IT.sub("technology", text)
    for start, end, name in reversed(organisation_spans(text)):
        text = f"{text[:start]} {name} {text[end:]}"
    return terms(text)


def parted(words: str) -> list[str]:
    """The things that a phrase joins by "and"; the last one's noun is that of all: "IT savings", "data savings"."""
    masked = _PAIRS.sub(lambda match: match.group().replace(" and ", " &nd "), words)
    items = [part.replace("&nd", "and").strip() for part in re.split(r",? and |, ", masked) if content(part)]
    if len(items) < 2:
        return [words]
    last = content(items[-1])
    noun = items[-1].split()[-1]
    return [item if len(content(item)) >= len(last) else f"{item} {noun}" for item in items[:-1]] + items[-1:]


def side(text: str, words: str, others: Sequence[str]) -> Side:
    """A phrase of a question as one of its sides, the others being those phrases."""
    bare = _PLACE.sub(" ", without_events(words) if events(words) else words)
    place = _PLACE.search(words)
    own, rest = content(bare), set(content(" ".join(others)))
    stated = next((one for one in describe(words) if is_amount(one) and not _is_whole(words, one)), None)
    mine = _said(tuple(term for term in own if term not in rest)) or _said(own)
    return Side(
        words=words,
        text=_without(text, others) or text,
        focus=mine,
        aside=_said(tuple(rest - set(own))),
        shared=_shared(
            term for term in content(without_events(_PLACE.sub(" ", text))) if (term in rest) == (term in own)
        ),
        periods=_dates(words),
        events=events(words),
        stated=stated,
        earlier=bool(_EARLIER.search(words)),
        initials=_initials(words),
        place=0 if not place else 1 if place["first"] else -1,
    )


def _is_whole(words: str, amount: Figure) -> bool:
    """Whether an amount is what a thing is part of, not its value: "the wider savings behind the £36bn headline"."""
    before = words[: amount.quantity.start]
    behind = _OF_WHOLE.search(before)
    return bool(behind and content(before[: behind.start()]))


def said(text: str) -> tuple[str, ...]:
    """The stems of a question that a source which answers it may be expected to hold."""
    return _said(content(text))


def _initials(words: str) -> str:
    name = _NAME.search(words)
    return stem("".join(word[0] for word in name.group().split()).lower()) if name else ""


def _said(given: Sequence[str]) -> tuple[str, ...]:
    """The stems that a source may be expected to hold: none of asking, of months, of a sum's scale."""
    return tuple(term for term in given if term not in _MONTHS and term not in _ASKING and term not in _SCALES)


def made_of(text: str, phrases: list[str]) -> tuple[Side, ...]:
    """The phrases of a question as its sides; nothing where one of them says nothing of its own."""
    made = tuple(side(text, phrase, [other for other in phrases if other != phrase]) for phrase in phrases)
    if not all(one.focus or one.periods or one.events or one.stated or one.earlier or one.place for one in made):
        return ()
    if not any(one.periods or one.events or one.earlier or one.place for one in made):
        return tuple(replace(one, periods=_dates(text), loosely=True) for one in made)
    undated = not (made[0].place or made[0].periods or made[0].events)
    if len(made) == 2 and made[1].place and made[1].focus and undated:
        # "How far did it beat its target in its first year?": the year is that of both.
        return tuple(replace(one, place=made[1].place, loosely=True) for one in made)
    if len(made) == 2 and not any(one.shared for one in made) and not all(one.focus for one in made):
        # "Is the backlog higher than at the end of 2019?": the one thing that is named is that of both times.
        thing = tuple(term for one in made for term in one.focus)
        made = tuple(replace(one, shared=thing) if not one.focus else one for one in made)
    return made


def _shared(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(term for term in _said(tuple(given)) if term not in _MOVING)


def _head_shared(first: str, second: str) -> tuple[str, str]:
    """The sides without what the second leaves to the first: "the BMA's figure" beside "the one in the Budget" is "the BMA's"."""
    if not _ELLIPSIS.search(second):
        return first, second
    of = _THAT_OF.match(second)
    if of and f" {of['of']} " in first:
        return first.rpartition(f" {of['of']} ")[2], second[of.end() :]
    possessor = _POSSESSOR.match(first)
    if possessor:
        return possessor[1], second
    named = organisation_spans(first)
    if named:
        return first[named[0][0] : named[0][1]], second
    shorter = first.rpartition(" ")[0]
    return (shorter if terms(shorter) else first), second


def _dated(text: str) -> tuple[Side, ...]:
    """One thing at two times: "between March 2020 and June 2021", "in 2023-24 than in the year before"."""
    points = [
        (one.quantity.start, one.quantity.end, str(one.quantity.value))
        for one in describe(text)
        if one.quantity.unit in TEMPORAL_UNITS
    ]
    before = _EARLIER.search(text)
    if before and len(points) == 1:
        points.append((*before.span(), ""))
    if len(points) != 2:
        return ()
    (start, end, first), (other, last, second) = sorted(points)
    between = text[end:other]
    apart = set(terms(_CHANGE.sub(" ", between))) - _MONTHS
    if len(apart) > 1 or not _PARTS.search(between) or (_SPAN.fullmatch(between) and not _FROM.search(text[:start])):
        return ()
    opens = [match.end() for match in _OPENS_DATE.finditer(text[:start])]
    parts = _PARTS.search(between)
    own = (
        text[opens[-1] if opens else start : start] + between[: parts.start() if parts else 0],
        between[parts.end() if parts else 0 :],
    )
    shared = _shared(content(f"{text[: opens[-1] if opens else start]} {text[last:]}"))
    halves = ((text[start:end], first), (text[other:last], second))
    return tuple(
        Side(
            words=words,
            text=f"{text[:start]} {words} {text[last:]}",
            focus=_said(content(around)),
            shared=tuple(term for term in shared if term not in content(around)),
            periods=(point,) if point else (),
            earlier=not point,
        )
        for (words, point), around in zip(halves, own, strict=True)
    )


def _right(words: str) -> str:
    """The words of a second side: up to a stop, or to the verb that says something of both."""
    stop = _ENDS.search(words)
    words = (
        words[: stop.start()]
        if (stop and terms(words[: stop.start()])) or (stop and _dates(words[: stop.start()]))
        else words
    )
    verb = _VERB.search(words)
    return words[: verb.start()].strip(" ,?.") if verb and terms(words[: verb.start()]) else words.strip(" ,?.")


def _left(words: str, lead: str, second: str) -> str:
    """The words of a first side: from its own preposition where the second has one, else from what opens it."""
    if lead:
        place = words.lower().rfind(f" {lead.strip()} ")
        if place >= 0:
            return words[place + len(lead) + 1 :].strip(" ,")
    opens = [
        match.end() for match in _OPENS.finditer(words) if terms(words[match.end() :]) or _dates(words[match.end() :])
    ]
    words = words[opens[-1] if opens else 0 :].strip(" ,")
    kept, most = words.split(), max(len(second.split()) + 2, 4)
    return words if len(kept) <= _LONG else " ".join(kept[-most:])


def _dates(words: str) -> tuple[str, ...]:
    return tuple(str(one.quantity.value) for one in describe(words) if one.quantity.unit in TEMPORAL_UNITS)


def _without(text: str, others: Sequence[str]) -> str:
    """The text without the other sides' words: what to look up for one side."""
    for other in others:
        text = text.replace(other, " ")
    return " ".join(text.split())
