"""Read a draft into claims: sentences with their figures, in the light of headings and of the sentences before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.events import without_events
from assistant.figures import Context, Figure, describe, read
from assistant.figures.gazetteer import organisations
from assistant.figures.periods import merged, periods
from assistant.figures.quantity import TEMPORAL_UNITS, Period
from assistant.figures.sentences import sentences
from assistant.figures.values import TIME_UNITS

#: They announce other bodies' figures: that they are named beside one says nothing of whose it is.
ANNOUNCERS = frozenset({"HM Treasury"})
#: A line that says who took a picture is none of the words above it.
_CREDIT = r"(?:Photo(?:graph)?|Image|Picture|Illustration|Credit)s?(?: credit| by)?\b ?:"
_PARAGRAPH = re.compile(rf"\S[^\n]*(?:\n(?![ \t]*(?:\n|{_CREDIT}))[^\n]+)*")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.S)
#: A line that is shorter than this, without a full stop, is a heading of what follows.
_HEADING_CHARACTERS = 100
_ENDS_PROSE = (".", ":", ";", ",", "”", '"')
#: How many sentences back the organisation may stand that "it" or "the department" means.
_REACH = 3
#: A sentence that means a body named before it: "It will get …", "the authority", an item of a list.
_MEANS_EARLIER = re.compile(
    r"^\W*(?:It|They|Its|Their|We|Our)\b|^\s*[-*•–]\s|\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:department|authority|agency|ministry|body|service|regulator|council"
    r"|force|watchdog|office|committee|institute|organisation)\b"
)
#: Numbers of a page's furniture: "4 min read", "Tue, 23 April 2024" as a line, "Ep. 53", "8 months ago", "thxnews · 8 months", "12 comments".
_FURNITURE = re.compile(
    r"\b\d+[- ]?min(?:ute)?s? read\b|\b(?:Ep|Episode|Issue|Vol)\.? ?\d+|·\s*\d+ (?:\w+)[ \t]*$"
    r"|^[ \t]*(?:(?:published|updated|posted|first published)(?: on)?:? )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9} \d{4}(?:,? (?:at )?\d{1,2}[:.]\d{2} ?(?:am|pm)?)?[ \t]*$"
    r"|\b\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago\b|\b\d+ (?:comments?|shares?|views?|likes?|notes)\b",
    re.I | re.M,
)
#: A year that is part of a name: "2024 spring budget", "Spring Budget 2024", "the 2021 Spending Review".
_NAMED = r"(?:budget|statement|review|act|bill|report|conferences?|conference|election|manifesto|strategy|survey|summit|games|census|awards?|edition|white paper|green paper)"
_YEAR_IN_NAME = re.compile(
    rf"(?<!\bin )(?<!\bby )(?<!since )(?<!until )(?<!from )\b(?:19|20)\d\d (?:[\w-]+ ){{0,2}}?{_NAMED}\b|\b{_NAMED},? \(?(?:of )?(?:19|20)\d\d\b", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of the draft at `start` to `end`. `dates` is the figure beside it whose period is all that it says."""

    figure: Figure
    start: int
    end: int
    dates: Figure | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the draft with its claims. `looked_up` is what to search for: the sentence and what it leans on."""

    text: str
    looked_up: str
    claims: tuple[Claim, ...]


def read_claims(text: str) -> Iterator[Said]:
    """The sentences that hold figures, in order. A year inside a name, a date line and a page's furniture are no claims."""
    title = heading = ""
    before: list[str] = []
    front = _FRONT_MATTER.match(text)
    for found in _PARAGRAPH.finditer(text, front.end() if front else 0):
        words = found[0]
        head = _is_heading(words)
        if head:
            heading = words.strip(" #*")
            title = title or heading
            before = []
        context = Context(title=title, headings=(heading,) if heading else ())
        spans = sentences(words)
        figures = describe(words, context)
        for span, own in groupby(figures, key=lambda figure: figure.sentence):
            earlier = [*before, *(words[slice(*one)] for one in spans if one[1] <= span[0])][-_REACH:]
            said = _said(words, found.start(), span, tuple(own), heading, title, earlier, head)
            if said.claims:
                yield said
        if not head:
            before = [*before, *(words[slice(*one)] for one in spans)][-_REACH:]


def _is_heading(words: str) -> bool:
    line = words.rstrip()
    return line.startswith("#") or (
        "\n" not in line and len(line) < _HEADING_CHARACTERS and not line.endswith(_ENDS_PROSE) and not _is_item(line)
    )


def _is_item(line: str) -> bool:
    return re.match(r"\s*(?:[-*•–]|\d+[.)])\s", line) is not None


def _said(
    words: str,
    offset: int,
    span: tuple[int, int],
    figures: Sequence[Figure],
    heading: str,
    title: str,
    earlier: Sequence[str],
    head: bool,
) -> Said:
    sentence = words[slice(*span)]
    leaning = _leaning(sentence, earlier)
    named = _named(sentence) or (_named(leaning) if leaning else ()) or _over(heading, sentence)
    when = _heading_period(heading)
    passed = [
        (m.start() + span[0], m.end() + span[0]) for p in (_FURNITURE, _YEAR_IN_NAME) for m in p.finditer(sentence)
    ]
    bare = head and all(one.quantity.unit in TEMPORAL_UNITS for one in figures)
    claims = []
    for figure in figures:
        quantity = figure.quantity
        if bare or any(start <= quantity.start and quantity.end <= end for start, end in passed):
            continue
        figure = replace(figure, organisations=named, period=figure.period or _may_have(figure, when))
        claims.append(Claim(figure, offset + quantity.start, offset + quantity.end, _dated(figure, figures)))
    return Said(sentence, " ".join(part for part in (sentence, leaning, heading or title) if part), tuple(claims))


def _named(words: str) -> tuple[str, ...]:
    return tuple(one for one in organisations(words) if one not in ANNOUNCERS)


def _over(heading: str, sentence: str) -> tuple[str, ...]:
    """A heading that names one organisation speaks for the sentences under it that mean a body without naming it."""
    names = _named(heading) if _MEANS_EARLIER.search(sentence) else ()
    return names if len(names) == 1 else ()


def _leaning(sentence: str, earlier: Sequence[str]) -> str:
    """The nearest sentence before that names an organisation, where this one names none but means one."""
    if _named(sentence) or not _MEANS_EARLIER.search(sentence):
        return ""
    return next((one for one in reversed(earlier) if _named(one)), "")


def _heading_period(heading: str) -> Period | None:
    words = without_events(heading)
    return merged([period for _, _, period in periods(words, read(words))])


def _may_have(figure: Figure, period: Period | None) -> Period | None:
    return None if figure.quantity.unit in TEMPORAL_UNITS | TIME_UNITS else period


def _dated(figure: Figure, beside: Sequence[Figure]) -> Figure | None:
    """The figure whose period holds this date or span of time: "three years" in "£75m over three years"."""
    quantity = figure.quantity
    if quantity.unit not in TEMPORAL_UNITS | TIME_UNITS:
        return None
    return next(
        (
            other
            for other in beside
            if other is not figure
            and other.quantity.start != quantity.start
            and other.quantity.unit not in TEMPORAL_UNITS
            and other.period
            and quantity.text in other.period.text
        ),
        None,
    )
