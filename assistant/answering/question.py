"""What a question asks for: the kind of answer, its unit, its noun, and the figures it already states."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answering.events import Event, events, without_events
from assistant.answering.purpose import asks_meaning, asks_outright
from assistant.figures import describe
from assistant.figures.gazetteer import organisations, places
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.words import stem, terms


class Want(StrEnum):
    """The sort of thing that answers a question."""

    MONEY = "money"
    SHARE = "share"  # a percentage, points, a fraction
    COUNT = "count"
    DURATION = "duration"
    DATE = "date"
    PERSON = "person"
    PURPOSE = "purpose"
    PLACE = "place"
    STATEMENT = "statement"
    FIGURE = "figure"  # any unit: "what did the audit put numbers on?"


class Shape(StrEnum):
    """How many figures answer it, and how they are put together."""

    ONE = "one"
    LIST = "list"
    COMPARISON = "comparison"


TIME_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "quarter", "decade"})
SHARE_UNITS = frozenset({"percent", "percentage_point", "fraction"})

#: (what is wanted, pattern). The first that matches wins.  Example beside each.
_WANTS: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, re.compile(pattern, re.I))
    for want, pattern in (
        (
            Want.PERSON,
            r"^(?:so |and )?(?:who\b|whose\b|which (?:minister|person|official|editor|mp|chancellor|secretary)\b|by whom)",
        ),
        (
            Want.DURATION,
            r"\bhow (?:long|fast|soon|quickly)\b|\bover what period\b|\bhow many (?:more |extra )?(?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?)\b|\bhow much (?:more )?(?:\w+ )?time\b|\bhours figure\b|\bhours\b.{0,30}\b(?:lost|saved|freed|wasted|spent)\b",
        ),
        (
            Want.COUNT,
            r"\bhow many\b(?! (?:more |extra )?(?:pounds|pence)\b)|\bhow big was the (?:backlog|workforce)\b|^(?!.*\bhow much\b).*\bnumber of\b|^(?!.*\bhow much\b).*\bcounts?\b|^(?:are|were|is|was) (?:there )?(?:more|fewer) (?!lost\b|spent\b|money\b|being\b|going\b)\w+",
        ),
        (
            Want.SHARE,
            r"\b(?:what|which) (?:share|proportion|percentage|per ?cent|fraction)\b|\bper ?cent(?:age)?s?\b|%|\bhow far (?:below|above|behind)\b|\bgaps?\b|\brate\b|\bproportion\b|\bgrowth\b",
        ),
        (
            Want.DATE,
            r"(?:^|[,;:.] |\band |\bbut |\bsince |\bby |\buntil |\bsay |\bor )when\b|\b(?:what|which) (?:(?:financial|fiscal|calendar|tax|exact) )?(?:date|year|month|day|quarter)\b|\bdeadline\b|\bdates?\b|\bhow late\b",
        ),
        (
            Want.PLACE,
            r"^(?:and )?where\b|\bwhere exactly\b|\bwhich (?:regions?|towns?|cities|areas?|places?)\b|\blocations?\b",
        ),
        (
            Want.MONEY,
            r"\bhow much\b|\bhow many (?:more |extra )?(?:pounds|pence)\b|\b(?:got|gets?|received?|given|gave|going) (?:the )?(?:more|most|less|least)\b|\bmoney\b|\bbudget (?:set|be)\b|\bcost(?:s|ing)?\b|\bfunding\b|\bspen[dt]\b|\bspending\b|\bsav(?:e|es|ed|ings?)\b|[£$€]|\bpay(?:s|ing)?\b|\bfraud and error\b|\boverspend\b|\bbudget\b|\bworth\b|\bfinanc",
        ),
        (
            Want.STATEMENT,
            r"^(?:so |and )?(?:why|how (?:will|did|does|do|is|are|was|were|can|should))\b|\bwhat (?:did|does|do) .{2,60}\b(?:say|said|find|found|conclude|recommend|think|argue|want)\b|^(?:is|are|was|were|did|does|do|has|have|will|can)\b",
        ),
    )
)
#: What opens a question with a time and asks of it then: "When the body was set up, what was it told to save?".
_OPENS_WHEN = re.compile(r"^when\b[^?]*?,(?= (?:by |to |of |in |for |at )?(?:what|how|who|which)\b)", re.I)
#: Asks for a size, and so for no purpose.
_ASKS_AMOUNT = re.compile(r"\bhow (?:much|many|big|large|great|high|low|far)\b", re.I)
_LIST = re.compile(
    r"^(?:list|give me|run through|set out|name)\b|\bwhat (?:three|four|five|two) (?:numbers|figures)\b|\b(?:which|what) (?:[\w’'-]+ ){0,3}?(?:lines|measures|programmes|projects|numbers|figures|schemes|funds|items)\b"
    r"|\bwhat (?:does|do|did|will|is|are|was|were) (?![^?]*[£$€])[^?]{2,60}? (?:spend(?:ing)?|invest(?:ing)?|fund(?:ing)?|paying|pay|go(?:ing)?|spent|put(?:ting)? (?:its |the )?money)(?: (?:it|this|that|(?:the |its |their )?(?:[\w’'-]+ ){0,3}(?:money|cash|funding|budget|share)))? (?:on|in|into|for|towards)\s*\?*$"
    r"|\bwhat (?:is|was|are|were) (?:in|there for|included in)\b|\bwhat (?:makes up|made up)\b|\bmade up of\b|\bwhat (?:was|is|were) (?:announced|promised|set out) for\b|\bwhat did [^?]{2,60} (?:announce|promise|get|fund|include)\b[^?]*\?*$"
    r"|\bwhat (?:numbers|figures|counts|dates|forecasts|percentages|targets)\b|\bput numbers on\b|\bbreak ?down\b|\bsplit\b|\beach of\b|\bparts of\b|\bwhat else\b|\bcomponents?\b",
    re.I,
)
_ASKS_SHARE = re.compile(r"\b(?:what|which) (?:share|proportion|percentage|per ?cent|fraction|slice)\b", re.I)
#: Several figures by how a sum is parted, or by items after a colon: "SMP: budget, services, customers".
_PARTED = re.compile(
    r"\b(?:carved|divvied|divided|broken|sliced) (?:up|down|out|between|among)\b|\b(?:make|makes|making|made) up\b|\bbefore and after\b|\bin and out\b"
    r"|\b(?:year by year|by year|(?:in|for) each year|by (?:department|ministry|region|nation|trust))\b|^split\b|\b(?:three|two|four)[- ]way\b"
    r"|^[^:?,]{3,80}: (?:[^,?]{2,40}, )+(?:and )?[^,?]{2,40}\??$|\bhow (?:much|many)\b[^?]*\b(?:and|out of) how (?:much|many)\b",
    re.I,
)
#: Several figures by their plural, where a question is for figures at all, and prints none; by their number.
_PLURAL = re.compile(
    r"^(?!how (?:much|many)\b)[^?]{0,60}?\b(?:figures|numbers|sums|amounts|percentages|allocations|thresholds|timeframes|pots|totals|shares|rates|gaps|growth rates|estimates)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:both|two|three|four|five|six|all the) (?:[\w’'-]+ ){0,3}?(?:figures|numbers|sums|amounts|percentages|pots|lines|measures|parts|strands|dates|targets|things|bits|series|categories|grants)\b",
    re.I,
)
_COMPARISON = re.compile(
    r"\bcompare[ds]?\b|\bversus\b|\bvs\b|\bwhich (?:is|was|got|gets|costs?|has|had) (?:the )?(?:more|most|less|least|bigger|biggest|larger|largest|higher|highest|lower|smaller|smallest)\b"
    r"|\b(?:more|less|bigger|higher|lower|larger|smaller) than\b|(?:\b(?:which|more|less|fewer|most|least|\w+er)\b[^?]*|^(?:is|are|was|were|do|does|did|has|have)\b[^?]*)\bor\b[^?]{2,60}\?$|\bchanged? (?:between|from|since)\b|\bfurther (?:behind|ahead|below|above) than\b|^which [^?]{2,60} (?:got|gets|received|was given|costs?|has|had|saves?|is|was|are|were) (?:the )?(?:more|most|less|least|fewer|bigger|larger|higher|lower|smaller)\b|\bhow (?:has|have|did) .* (?:change|changed|move|moved)\b|\bbetween\b.+\band\b.+\bchange",
    re.I,
)
_NOUN = re.compile(
    r"\bhow many\s+(?!(?:of|had|has|have|were|was|are|is|did|do|does|will|would|could|can|should|must) )((?:more|extra|new|other|additional|further)\s+)?((?:[\w’'-]+\s+){0,3}?[\w’'-]+?)\s+(?:did|does|do|were|was|are|is|will|would|could|can|have|has|had|should|must|still|in|on|of|to|for|at|by|behind|from|that|who|which|a|an|and|[\w]+ed|make|made|equal)\b",
    re.I,
)


#: What is not asked about: "the measures outside the health service".
EXCEPTED = re.compile(
    r"\b(?:outside|other than|apart from|aside from|except(?:ing)?(?: for)?|excluding|besides|not (?:for|in|on|counting))\s+(?P<things>[^?,]+)",
    re.I,
)
_HOW_MUCH = re.compile(r"\bhow much\b", re.I)
#: "What did it cost when it closed?" may ask for a figure still.
_SAYING = re.compile(r"^(?:so |and |but )?what\b", re.I)
#: Asks how far the figure before it moved, in whatever unit.
_SIZE = re.compile(r"\bhow (?:big|large|great|small|high|low|far|deep|wide)\b", re.I)
MOVED = re.compile(r"\b(?:up|down) by how (?:much|many|far)\b", re.I)
#: "Before that?", "a few months later?", "what was it originally?": the same thing at another time.
OTHER_TIME = re.compile(
    r"\b(?:before (?:that|then|it)|(?:a |the )?(?:few )?(?:months?|weeks?|years?|quarters?) (?:later|earlier|before|after|on)|later|afterwards|since then|original(?:ly)?|at first|initially|previous(?:ly)?|last time|next year|by the time (?:it|they|that) \w+(?:ed|s|t)|(?:by|in|at) the end|in its final \w+|eventually|finally|in the event)\b",
    re.I,
)
#: Asks the question before again, of another thing, which may be called "lines" or "measures".
_WHAT_ABOUT = re.compile(r"(?:and |so |but )?(?:what|how) about\b", re.I)
#: "How many of them …?" may count them under another name: bodies, trusts.
_OF_THEM = re.compile(r"\bhow many of (?:them|those|these)\b", re.I)
#: A follow-up that names what it wants, of whatever unit: "with what target attached?".
_OF_ITS_OWN = re.compile(r"\b(?:what|which) (?!about\b|was\b|is\b|did\b|does\b|would\b|will\b|were\b|are\b)\w+", re.I)
#: The Budget as an event, and value for money, which ask for no money: "the Budget wave", "in the Budget".
_BUDGET = re.compile(r"\b(?:[Tt]he )?(?:[A-Z]\w+ )?Budget\b(?:['’]s)?|\bvalue[- ]for[- ]money\b")
_YEARLY = re.compile(r"\b(?:each|every|a|per) year\b|\bper annum\b|\bannual(?:ly)?\b|\byearly\b", re.I)
_OUTTURN = re.compile(
    r"\b(?:actually|so far|to date|already|in the end|has|have)\b.{0,40}\b(?:saved|spent|delivered|achieved|freed|cut|received|banked|recovered)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. `terms` are its content stems, `focus` those that
    matter most (a follow-up's own words, one side of a comparison), `aside` those of the other side; `stated` the figures printed in the question itself. `turn` is a follow-up as it was put, which `inherits` what it asks for where it says nothing of that, `said` the last answer's figures."""

    text: str
    terms: tuple[str, ...]
    want: Want
    shape: Shape
    purpose: bool
    noun: tuple[str, ...]
    stated: tuple[Figure, ...]
    organisations: tuple[str, ...]
    places: tuple[str, ...]
    periods: tuple[str, ...]
    events: tuple[Event, ...] = ()
    focus: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    yearly: bool = False
    outturn: bool = False
    turn: str = ""
    inherits: bool = False
    said: tuple[Figure, ...] = ()

    @property
    def meant(self) -> Figure | None:
        """The figure whose meaning is asked: the first that the question prints after "what", or at all, dates apart."""
        printed = [one for one in self.stated if one.quantity.unit not in TEMPORAL_UNITS]
        asking = self.text.lower().find("what")
        after = [one for one in printed if one.quantity.start > asking >= 0]
        return next(iter(after or printed), None)

    def accepts(self, figure: Figure) -> float:
        """How well the figure's unit answers the question: 1 as asked, 0 not at all."""
        unit = figure.quantity.unit
        if self.want is Want.MONEY:
            return 1.0 if is_currency(unit) else 0.0
        if self.want is Want.SHARE:
            return 1.0 if unit in SHARE_UNITS else 0.15 if unit == "multiple" else 0.0
        if self.want is Want.DATE:
            return _as_exact(self.text, figure) if unit in TEMPORAL_UNITS else 0.0
        if self.want is Want.DURATION:
            return 1.0 if unit in TIME_UNITS else 0.5 if unit in TEMPORAL_UNITS else 0.0
        if self.want is Want.COUNT:
            return self._counts(figure)
        return 1.0 if unit not in TEMPORAL_UNITS else 0.0 if _SIZE.search(self.text) else 0.6

    def _counts(self, figure: Figure) -> float:
        unit = figure.quantity.unit
        if is_currency(unit) or unit in SHARE_UNITS or unit in TEMPORAL_UNITS:
            return 0.0
        if not self.noun:
            return 1.0
        if unit in TIME_UNITS and stem(unit) != self.noun[-1]:
            # "38 million officer hours" counts no officers.
            return 0.1
        nouns = {stem(unit), *terms(figure.quantity.noun)}
        short = "".join(term[0] for term in self.noun) if len(self.noun) > 2 else ""
        if {self.noun[-1], short} & nouns or (self.turn and nouns & set(self.focus)):
            return 1.0
        return 0.6 if nouns & set(self.noun) else 0.35


#: How exact a date is asked for: "on what day", "in which month", "which financial year".
_DAY = re.compile(r"\b(?:what|which) (?:day|exact date)\b", re.I)
_MONTH = re.compile(r"\b(?:what|which) month\b", re.I)
_FISCAL = re.compile(r"\b(?:what|which) (?:financial|fiscal|tax) year\b", re.I)
_DAY_LENGTH, _MONTH_LENGTH, _TOO_COARSE, _OTHER_YEAR = len("2024-03-04"), len("2024-03"), 0.05, 0.3


def _as_exact(text: str, figure: Figure) -> float:
    """How well a date answers by how exact it is."""
    length = len(str(figure.quantity.value))
    exact = figure.quantity.unit == "date"
    if _FISCAL.search(text):
        return _OTHER_YEAR if exact else 1.0
    if _DAY.search(text):
        return 1.0 if exact and length >= _DAY_LENGTH else _TOO_COARSE
    return _TOO_COARSE if _MONTH.search(text) and not (exact and length >= _MONTH_LENGTH) else 1.0


def _in_the_unit_said(own: Question, turn: str, asking: Question, said: tuple[Figure, ...]) -> Question:
    """A follow-up's "how many" or bare "how much" asks in the unit of the answer before it, where that gave one of another kind."""
    unit = next((one.quantity.unit for one in said if one.quantity.unit not in TEMPORAL_UNITS), "")
    if own.want is Want.COUNT and not own.noun and unit in SHARE_UNITS:
        return replace(own, want=Want.SHARE)
    if MOVED.search(turn):
        return replace(own, want=Want.FIGURE)
    bare = own.want is Want.MONEY and not any(
        pattern.search(_HOW_MUCH.sub(" ", turn)) for want, pattern in _WANTS if want is Want.MONEY
    )
    if bare and unit and not is_currency(unit) and asking.want is not Want.FIGURE:
        return replace(own, want=asking.want, noun=asking.noun)
    return own


def _refers(stated: tuple[Figure, ...]) -> bool:
    """Whether a question prints a figure that is no date and no length of time."""
    return any(one.quantity.unit not in TEMPORAL_UNITS | TIME_UNITS for one in stated)


_LIMIT = re.compile(r"\b(?:more|less|fewer|greater|higher|lower) than(?: the)? $", re.I)


def _without_figures(text: str, stated: tuple[Figure, ...]) -> str:
    """The text without the amounts that it prints: what is left says what it asks for."""
    for one in reversed(stated):
        if one.quantity.unit not in TEMPORAL_UNITS | TIME_UNITS:
            text = f"{_LIMIT.sub('', text[: one.quantity.start])} {text[one.quantity.end :]}"
    return text


def is_currency(unit: str) -> bool:
    """Whether the unit is an ISO 4217 code."""
    return len(unit) == 3 and unit.isupper()


def read_question(text: str, turn: str = "", said: str = "", earlier: str = "", before: str = "") -> Question:
    """Read what a standalone question asks for. Never raises.

    `turn` is the question as it was put, where `text` is that with the topic of earlier turns: what the turn asks for
    itself goes before what `before`, the question that it follows, asked for. `said` is the answer before it, `earlier`
    those before that: a follow-up asks for another figure than theirs.
    """
    if turn and turn != text:
        whole, own = read_question(text), read_question(turn)
        followed = read_question(before) if before else whole
        own = _in_the_unit_said(own, turn, followed, describe(said))
        states = own.want is Want.STATEMENT and not _SAYING.match(turn)
        clear = states or own.want not in (Want.FIGURE, Want.STATEMENT)
        return replace(
            own,
            text=text,
            terms=whole.terms,
            events=own.events or whole.events,
            organisations=own.organisations or whole.organisations,
            places=own.places or whole.places,
            periods=own.periods or whole.periods,
            want=own.want if clear or own.purpose or MOVED.search(turn) or _OF_ITS_OWN.search(turn) else followed.want,
            noun=own.noun
            or (followed.noun if (not clear or own.want is followed.want) and not _OF_THEM.search(turn) else ()),
            stated=(*own.stated, *describe(said), *describe(earlier)),
            shape=followed.shape if _WHAT_ABOUT.match(turn) else own.shape,
            focus=terms(OTHER_TIME.sub(" ", turn)),
            inherits=not (clear or own.purpose),
            turn=turn,
            said=describe(said),
        )
    stated = describe(text)
    asking = _BUDGET.sub(" ", without_events(_without_figures(text, stated))).strip()
    want = next((want for want, pattern in _WANTS if pattern.search(_OPENS_WHEN.sub(" ", asking))), Want.FIGURE)
    asks_amount = _ASKS_AMOUNT.search(text)
    compared = _COMPARISON.search(asking)
    wordy = compared or want in (Want.PERSON, Want.PLACE, Want.STATEMENT)
    plural = _NUMBERED.search(asking) or (_PLURAL.search(asking) and not _refers(stated))
    several = _LIST.search(text) or (not compared and _PARTED.search(asking)) or (not wordy and plural)
    shape = Shape.LIST if several else Shape.COMPARISON if compared else Shape.ONE
    purpose = asks_outright(text, any(one.quantity.unit not in TEMPORAL_UNITS for one in stated))
    if not asks_amount and _refers(stated):
        amounts = [one.quantity for one in stated if is_currency(one.quantity.unit) or one.quantity.unit in SHARE_UNITS]
        alone = shape is Shape.ONE and want in (Want.FIGURE, Want.MONEY)
        purpose = purpose or asks_meaning(text, asking, amounts if alone else ())
    if purpose and not asks_amount and not _ASKS_SHARE.search(asking):
        want = Want.PURPOSE
    noun = _NOUN.search(text) if want is Want.COUNT else None
    return Question(
        text=text,
        terms=terms(without_events(text)) or terms(text),
        events=events(text),
        want=want,
        shape=shape,
        purpose=purpose,
        noun=terms(noun.group(2)) if noun else (),
        stated=stated,
        organisations=organisations(EXCEPTED.sub(" ", text)),
        places=places(text),
        yearly=bool(_YEARLY.search(text)),
        outturn=bool(_OUTTURN.search(text)),
        periods=tuple(str(f.quantity.value) for f in stated if f.quantity.unit in TEMPORAL_UNITS),
    )
