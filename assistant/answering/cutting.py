"""Cut a sentence of several figures down to the words of one: what is said of the others is left out, in whole phrases.

Only phrases are left out that a sentence can do without: "compared with £163bn last year", "of which £2m is for vans",
"(of them 40 in London)". Whether what is left still says the same of the figure is for the caller to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from assistant.figures import Figure, describe, judge
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity
from assistant.figures.values import TIME_UNITS
from assistant.retrieval import Evidence

Span = tuple[int, int]

#: What opens a clause that runs to the end of the sentence, or to the next semicolon. An example beside each.
_CLAUSES = re.compile(
    r";\s"  # "…; the year before it was £3m"
    r"|,?\s[–—-]\s"  # "… – well above the 5% of last year"
    r"|,\s(?:of which|which|who|where|whose)\b"  # ", of which £2m is for vans"
    r"|,\s(?:and|but|while|whereas|although|though)\b"  # ", and more than 364,000 cases in other courts"
    r"|,\s(?=(?:aiming|leaving|taking|bringing|making|helping|putting|raising|rising|falling|covering|reaching|saving|costing|giving|meaning)\b)"  # ", aiming at £35bn of savings"
)
#: What opens a phrase that a comma may close.
_PHRASES = re.compile(
    r",?\s(?:compared (?:with|to)|up from|down from|set against|as against)\s"  # "compared with £163bn this year"
    r"|,\s(?:against|including|plus|or|nearly double|more than double|equivalent to|equal to)\s"  # ", plus 3,220 others"
    r"|,\s(?=(?:already |now |since |currently )?[a-z]+ed (?:by|to|at|in|as)\b)"  # ", already adopted by 90% of trusts"
)
#: What may stand between subject and verb.
_ASIDE_OPENS = re.compile(r",\s(?:of which|which|who|where|whose|including|compared|up from|down from|plus)\b")
#: ", more than 90,000 of them in London": a part told behind the whole.
_PART = re.compile(r",\s(?=(?:[^,;]|,(?=\d)){1,40}? of (?:them|it|which|these|those)\b)")
_OF_THEM = re.compile(r",\s(?:[^,;]|,(?=\d)){1,40}? of (?:them|it|which|these|those)\b.*", re.S)
#: ", to £10bn from £10.5bn", ", from 10% to 8%": the levels behind a change.
_LEVELS = re.compile(r",\s(?=(?:from|to)\s(?:[a-z]+ ){0,3}[£$€]?\d)")
_FROM = re.compile(r"(?<!,)\sfrom\s(?:[a-z]+ ){0,3}[£$€]?\d")
#: ", £1.2 billion to deliver extra prison places, and …": the next member of a list of sums.
_MEMBERS = re.compile(r",\s(?=(?:[a-z]+ ){0,2}[£$€]\d[^;]*,? and )")
#: "rose from £3bn to £4bn", "to £4bn from £3bn": the value before.
_MOVED = re.compile(
    r"\b(?:rose|risen|rises|rise|fell|fallen|falls|fall|grew|grown|grow|increased|raised|cut|reduced|dropped|moved|went|gone|came|come|brought)"
    r"(?: up| down| back)?(?P<old> from)\s(?:[a-z]+ ){0,2}$",
    re.I,
)
#: "the backlog of 67,573 cases": a sum that is known by its name without its size.
_SIZED = re.compile(
    r"\b(?:the|its|their|his|her|this)\s(?:[\w’'-]+\s){0,4}?"
    r"(?:backlog|budget|population|caseload|headcount|workforce|fund|package|programme|deficit|overspend|shortfall|contract)"
    r"(?P<size> of)\s(?:[a-z]+ ){0,2}$",
    re.I,
)
_GOES_ON = re.compile(r"\s(?:down|up|to|by|from|in|at|will|would|is|was|has|had|and)\b|[,;.]|$")
_DASH = re.compile(r",?\s[–—-]\s")
_BRACKET = re.compile(r"\s?\([^()]*\)")
#: What stands in brackets of other things; a bare figure there says the same in other terms: "£15bn (28.6%)".
_ASIDE = re.compile(r"\s?\((?:of (?:them|which|whom|these|those)|including|up from|down from|compared|against|plus)\b")
_OPENING = re.compile(r"(?:compared (?:with|to)|up from|down from|against|set against|besides|after)\s[^,;]*,\s", re.I)
#: What goes on behind the comma that closes a phrase: no word of the phrase's own clause.
_ADJUNCT = re.compile(
    r",\s(?:since|by|over|in|with|from|for|to|under|on|at|before|after|until|during|across|within|on average|according)\b"
)
#: What limits the figure that is asked about as well, or speaks of it together with the others.
_BINDS = re.compile(
    r"\b(?:if|unless|provided|assuming|subject to|as long as|once|until|excluding|according|depend\w*|respectively|each|both|either|together|altogether|in total|"
    r"not|never|none|no|nor|except|previously|new|only|real[- ]terms|inflation|cash terms|adjusted)\b",
    re.I,
)
#: A clause of its own may limit its own figure, where nothing in it points back; one that objects may not point back.
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|him|this|that|these|those|which|such|latter|former|same|others?|so|also|there|then)\b",
    re.I,
)
_OBJECTS = re.compile(r",\s(?:but|while|whereas|although|though)\b|;\s(?:but|however)\b")
_NOTE = re.compile(r"\s*\((?P<note>[^()£$€%\d]*)\)\s*\.?\s*$")
_OF_SEVERAL = re.compile(r"(?:targets|forecasts|estimates)$", re.I)
#: An opening phrase whose comma is still to come: "Compared with the end of 2019, …".
_STILL_OPENING = re.compile(
    r"(?:in|by|at|since|for|with|after|before|during|over|under|on|compared|against|of|from|between|quoting|besides|as|set)\b[^,;:]*$",
    re.I,
)
_VERB = re.compile(
    r"(?<=\s)(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|took|came|held|rose|fell|got|gave|spent|made|put|said|"
    r"found|won|went|goes|says|sees|finds|gives|puts|expects|plans|aims|costs|makes|takes|falls|rises|stands|pays|gets|includes|covers|commits|"
    r"belongs|shows|runs|spends|saves|wants|asks|remains|equals|claims|argues|reports|notes|adds|estimates|warns|holds|sums|increases|provides|continues|supports|receives?|say|[a-z]{2,}ed)\b"
)
#: The verb that goes on behind a phrase between two commas: "HMCTS, which spent £540m, expects …".
_VERB_NEXT = re.compile(
    r",\s(?!compared|based|followed)(?:\w+ly )?(?:will|would|can|could|may|might|must|should|\w+(?:s|ed))\b"
)
_MOST_TRIES = 6


def foreign(figure: Figure, figures: Sequence[Figure], keep: Sequence[Quantity]) -> list[Quantity]:
    """The figures of the sentence that are of other things: no dates, no spans of years, none of those to be kept."""
    kept = {(one.value, one.unit) for one in (figure.quantity, *keep)}
    return [
        one.quantity
        for one in figures
        if one.sentence == figure.sentence
        and one.quantity.start != figure.quantity.start
        and one.quantity.unit not in TEMPORAL_UNITS
        and (one.quantity.unit not in TIME_UNITS or one.quantity.unit == figure.quantity.unit == "hour")
        and (one.quantity.value, one.quantity.unit) not in kept
    ]


def shorter(text: str, figure: Figure, others: Sequence[Quantity]) -> Iterator[str]:
    """The figure's sentence without phrases that hold the others, the shortest first; nothing where none can go."""
    start, end = figure.sentence
    spans = _merged(_removable(text, figure.sentence, figure.quantity, others))
    tries = (kept for size in range(len(spans), 0, -1) for kept in combinations(spans, size))
    for _, chosen in zip(range(_MOST_TRIES), tries, strict=False):
        words, place = "", start
        for first, last in chosen:
            words += text[place:first]
            place = last
        yield words + text[place:end]


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order; of two that overlap the longer."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one[0] - one[1], one)):
        if all(span[1] <= first or last <= span[0] for first, last in found):
            found.append(span)
    return sorted(found)


def _removable(text: str, sentence: Span, asked: Quantity, others: Sequence[Quantity]) -> list[Span]:
    start, end = sentence
    end -= len(text[start:end]) - len(text[start:end].rstrip().rstrip("."))
    note = _NOTE.search(text[start:end])
    noted = note is not None and not _OF_SEVERAL.search(note["note"])
    if note and noted:
        end = start + note.start()
    found: list[Span] = []
    for pattern, runs_on in ((_CLAUSES, True), (_MEMBERS, True), (_PHRASES, False), (_PART, False), (_LEVELS, False)):
        for mark in pattern.finditer(text, start, end):
            if _in_bracket(text, start, mark.start()) or _still_opens(text[start : mark.start()]):
                continue
            if mark.start() >= asked.end:
                last = _clause_end(text, mark, end) if runs_on else _phrase_end(text, mark.end(), end, others)
                # A note behind a clause may be of that clause alone: "…, while it grows by 2% a year (forecast)".
                if not (runs_on and noted and last == end) and _ends_well(
                    text, (start, mark.start(), last), asked, others
                ):
                    found.append((mark.start(), last))
            elif _ASIDE_OPENS.match(text, mark.start()) and (closed := _closed(text, mark.end(), asked.start)):
                found.append((mark.start(), closed))
    for bracket in _BRACKET.finditer(text, start, end):
        if any(bracket.start() < one.start < bracket.end() for one in others) and _ASIDE.match(bracket.group()):
            found.append(bracket.span())
    found += _before(text, start, asked, others)
    opening = _OPENING.match(text, start)
    if opening and opening.end() <= asked.start:
        found.append(opening.span())
    return [span for span in found if _can_go(text, span, asked, others)]


def _before(text: str, start: int, asked: Quantity, others: Sequence[Quantity]) -> Iterator[Span]:
    """The value before of a figure that moved, and the size of a thing that has a name."""
    for other in others:
        alike = other.unit == asked.unit
        behind = other.end + (len(other.noun) + 1 if other.noun else 0)
        moved = _MOVED.search(text, start, other.start)
        if moved and alike and re.match(r"\sto\s(?:[a-z]+ ){0,2}$", text[behind : asked.start]):
            yield moved.start("old"), behind
        came = re.search(r"\bto\s(?:[a-z]+ ){0,2}$", text[start : asked.start])
        if came and alike and re.fullmatch(r"\sfrom\s(?:[a-z]+ ){0,2}", text[asked.end : other.start]):
            dated = re.compile(r"(?:\s(?:in|the)\s[\w/–-]+(?:\s(?:year|before|earlier))?)?").match(text, behind)
            yield asked.end, dated.end() if dated else behind
        sized = _SIZED.search(text, start, other.start)
        if sized and _GOES_ON.match(text, behind):
            yield sized.start("size"), behind


def _can_go(text: str, span: Span, asked: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a phrase holds another figure, not the asked one, and nothing that limits or joins that one."""
    first, last = span
    if (first < asked.end and asked.start < last) or not any(first <= one.start and one.end <= last for one in others):
        return False
    words = text[first:last]
    back = _POINTS_BACK.search(words)
    if _BINDS.search(words):
        return words.startswith(";") and not back
    return not (back and _OBJECTS.match(words))


def _ends_well(text: str, places: tuple[int, int, int], asked: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the words between the asked figure and a phrase that goes make an end: no half of a list, no move half told."""
    start, first, last = places
    between, phrase = text[asked.end : first], text[first:last]
    if _DASH.match(phrase) and _DASH.search(text, start, first):
        return False  # the second of two dashes opens nothing
    listed = re.match(r",\s(?:and|or)\b", phrase) or _MEMBERS.match(text, first)
    if listed and (re.search(r",\s", _BRACKET.sub("", between)) or _is_member(text, start, asked, others)):
        return False
    if re.match(r",\sor\b", phrase) and any(
        one.unit == asked.unit and not one.noun for one in others if first <= one.start < last
    ):
        return False  # "£200 for eligible households, or £300 for those over 80"
    if re.match(r",\sto\b", phrase) and _FROM.search(between):
        return False
    before = text[start:first]
    return bool(": " in before or _VERB.search(before) or not _VERB.search(text[start:last]))


def _is_member(text: str, start: int, asked: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the asked figure is a later member of a list, whose first would be left without an "and"."""
    comma = text.rfind(", ", start, asked.start)
    return any(one.start < comma for one in others) and not _VERB.search(text[comma : asked.start])


def _still_opens(before: str) -> bool:
    """Whether the words before a mark are no more than an opening phrase: the main clause is still to come."""
    opening = _STILL_OPENING.match(before.lstrip(" •*-–—"))
    return opening is not None and not _VERB.search(opening.group())


def _in_bracket(text: str, start: int, place: int) -> bool:
    return text.count("(", start, place) > text.count(")", start, place)


def _clause_end(text: str, mark: re.Match[str], end: int) -> int:
    """Where a clause ends: behind the dash that closes it, at the next semicolon, or at the end."""
    closing = _DASH.search(text, mark.end(), end) if _DASH.match(mark.group()) else None
    if closing:
        return closing.end() - 1
    semicolon = text.find("; ", mark.end(), end)
    return semicolon if semicolon >= 0 else end


def _phrase_end(text: str, place: int, end: int, others: Sequence[Quantity]) -> int:
    """Where a phrase ends: at the first mark behind its figure behind which something else goes on."""
    held = min((one.end for one in others if one.start >= place), default=place)
    for mark in re.finditer(r"[,;]\s|\s[–—-]\s", text[held:end]):
        at = held + mark.start()
        if not _in_bracket(text, place, at) and (text[at] != "," or _ADJUNCT.match(text, at)):
            return at
    return end


def _closed(text: str, place: int, before: int) -> int:
    """The end of a phrase between two commas that stands before the figure and its verb; 0 where it is none."""
    commas = [place + mark.start() for mark in re.finditer(r",\s", text[place:before])]
    return commas[0] + 1 if len(commas) == 1 and _VERB_NEXT.match(text, commas[0]) else 0


def says_the_same(short: str, whole: str, evidence: Evidence, figure: Figure) -> bool:
    """Whether a shorter telling is read as the whole one is, loses nothing of the figure, and is judged as the whole is.

    Organisations may go that the figure's own clause does not name.
    """
    one, other = _read(short, figure), _read(whole, figure)
    if (
        one is None
        or other is None
        or one.quantity != replace(other.quantity, start=one.quantity.start, end=one.quantity.end)
    ):
        return False
    clause = _OF_THEM.sub("", evidence.passage.text[slice(*figure.clause)])
    keeps = (
        (other.period is None or _when(one) == _when(other))
        and other.basis <= one.basis
        and one.places == other.places
        and set(other.speakers) <= set(one.speakers)
        and set(organisations(clause)) & set(other.organisations) <= set(one.organisations) <= set(other.organisations)
    )
    if not keeps:
        return False
    first, second = (judge(claim, evidence.figures) for claim in (one, other))
    return (first.verdict, first.positions) == (second.verdict, second.positions)


def _read(words: str, figure: Figure) -> Figure | None:
    """The figure as it is read in other words; None where they print it twice, or not at all."""
    printed = " ".join(figure.quantity.text.split()).lower()
    found = [one for one in describe(words) if " ".join(one.quantity.text.split()).lower() == printed]
    return found[0] if len(found) == 1 else None


def _when(figure: Figure) -> tuple[object, ...]:
    period = figure.period
    return (period.kind, period.start, period.end, period.years) if period else ()
