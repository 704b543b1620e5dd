"""What a question about several figures asks to be computed, and from the figures of what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.answering.amounts import is_amount
from assistant.answering.question import Question, Shape
from assistant.answering.sides import Side, content, from_source, of_amounts, parted, side, sides, without_source
from assistant.figures.quantity import Figure
from assistant.figures.values import is_count
from assistant.figures.words import terms


class Operation(StrEnum):
    """What is computed from cited figures; the names are those of the contract."""

    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    PER_YEAR = "per_year"
    PERCENT_CHANGE = "percent_change"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is to be computed, if anything, and the things whose figures it takes; of a share the whole comes last.

    `sure` is whether nothing but several figures can answer; else a printed figure may do so as well. `taken` is whether
    the second is to be taken from the first, which is the larger.
    """

    operation: Operation | None
    sides: tuple[Side, ...]
    sure: bool = True
    taken: bool = False


#: "What share of WHOLE is PART", "how much of WHOLE goes to PART": whole and part are parted by the verb.
_SHARE = re.compile(
    r"(?:\b(?:what|which|how (?:big|large) a)\s*|^(?:the )?)(?:(?:share|proportion|fraction|percentage|per ?cent|slice|part) )of (?P<whole>.+?) (?:that |which )?(?P<verb>is|are|was|were|do|does|did|has|have|had|will|would|could|can|comes?|came|go(?:es)?|went|stem(?:s|med)|relates?|made|makes?|falls?|fell|released?)\b (?P<part>.+)",
    re.I,
)
#: "Of the 206 bodies, what percentage are the 19 without one?"
_OF_WHOLE = re.compile(
    r"^of (?P<whole>.+?), (?:what|which) (?:share|proportion|fraction|percentage|per ?cent|slice|part) (?P<verb>is|are|was|were|do|does|did|has|have|had|went|goes|go|came|comes) (?P<part>.+)",
    re.I,
)
#: "How much of the £30bn was overpaid, as a percentage?"
_AS_PERCENT = re.compile(
    r"^how (?:much|many) of (?P<whole>.+?) (?P<verb>is|are|was|were|has|have|had|went|goes|go|came|comes|will) (?P<part>.+?),? (?:as an? (?:share|proportion|percentage|fraction|per ?cent)(?: of (?:it|that|the (?:total|whole)))?|in (?:percentage|per ?cent) terms)\s*\??$",
    re.I,
)
_SHARE_WORD = re.compile(
    r"\b(?:share|proportion|fraction|percentage|per ?cent|slice)\b|\bin per ?cent\w* terms\b", re.I
)
_AUXILIARY = frozenset(
    {"is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "could", "can"}
)
_EITHER = re.compile(r"\beither\b.+\bor\b", re.I)
_SUM = re.compile(
    r"\b(?:put|taken|take) together\b|\btogether\b|\badd(?:ed|ing)?\b.{0,80}\b(?:up|together)\b|^add\b|\bcombined\b|\baltogether\b|\b(?:sum|total) of\b|\bplus\b|\b(?:combined|joint|total) (?:value|cost|sum|amount|funding) of\b|\bin total\b.+\band\b|\b(?:comes?|came|amount) to\b(?! (?:a|per|each) year)|\bsum up\b|\b(?:do|does|did|would)\b[^?]*\btotal\s*\?*$",
    re.I,
)
_DIFFERENCE = re.compile(
    r"\bby how (?:much|many|far)\b|\bhow (?:much|many|far) (?:\w+ )?(?:more|less|fewer|bigger|larger|smaller|higher|lower|above|below|short)\b"
    r"|\bhow (?:much|many|far)\b[^?]{0,60}\b(?:over|above|below|behind|ahead of|short of|beyond)\b(?! the next| the past| the last| \w+ years)|\bhow (?:much|many|far)\b[^?]{0,40}\b(?:gone|went|going|come|came) (?:up|down)\b|\bminus\b|\bhow much (?:\w+ )?(?:slower|faster|worse|better|wider|longer)\b"
    r"|\b(?:difference|gap)(?: \w+){0,2} between\b|\b(?:take|knock)\b.+\b(?:off|from|away)\b|\b(?:subtract|deduct)\b|\bnet (?:gain|cost|benefit|saving)\b|\b(?:left|leaves?|leaving|remain\w*) (?:of|over|from|after|once)\b|\b(?:net of|after taking off)\b|\bwhat(?:['’]s| is) left\b"
    r"|\b(?:how|by) (?:much|far|many)\b.+\b(?:fall|fell|fallen|rise|rose|risen|grow|grew|grown|drop|dropped|increase|increased|change|changed|move|moved|go up|go down|come down)\b.+\b(?:from|between|since|after|over)\b"
    r"|\bhow (?:much|far|many)\b.+\b(?:beat|exceed(?:ed)?|overshoot|outstrip(?:ped)?|surpass(?:ed)?|fall short|fell short)\b",
    re.I,
)
_PERCENT_CHANGE = re.compile(
    r"\b(?:by )?what (?:percentage|per ?cent|proportion)\b.+\b(?:rise|rose|risen|fall|fell|fallen|grow|grew|grown|change|changed|increase|increased|drop|dropped|cut|up|down|higher|lower|more|less)\b.+\b(?:from|between|since|to|than)\b"
    r"|\b(?:percentage|per ?cent) (?:change|increase|rise|fall|drop|growth) (?:from|between|in)\b.+\b(?:to|and)\b",
    re.I,
)
_WIDTH = re.compile(r"\bhow (?:wide|broad|big) (?:is|was) the\b.+\brange\b|\bwidth of the\b", re.I)
#: Asks what a stated total is a year: "how much a year is the £100m?".
_YEARLY = re.compile(
    r"\b(?:how much|what) (?:is |was |does |would )?(?:that |it )?(?:come to )?(?:a|per|each) year\b"
    r"|\b(?:how much|what)\b.*\b(?:come to|work out (?:at|as)|amount to|equate to|average|spread)\b.*\b(?:(?:a|per|each|every) year|annually|yearly|per annum)\b|\b(?:annual|yearly) average (?:of|for)\b|\b(?:how much|what)\b.*\beach year\s*\?*$",
    re.I,
)
_PER_YEAR = re.compile(
    r"\b(?:a|per|each) year on average\b|\bon average,? .*\b(?:a|per|each) year\b|\bworks? out at (?:a|per|each) year\b|\baverage (?:a|per) year\b",
    re.I,
)
#: Asks what one of a number of things costs or gets: "how much per place", "what does each cost", "a head".
_EACH = re.compile(
    r"\b(?:how much|what)\b.*\b(?:per|each|a head|apiece|for every)\b(?! year| annum| week| month| day)", re.I
)
#: "Were it split evenly, what would each get?": no source prints that.
_EVENLY = re.compile(r"\b(?:evenly|equally|pro rata|in equal (?:shares|parts))\b", re.I)
_A_YEAR = re.compile(r"\b(?:a|per|each|every) year\b|\b(?:annually|yearly|per annum)\b", re.I)
#: Asks for no printed share of each.
_WORKED_OUT = re.compile(rf"{_EVENLY.pattern}|\bon average\b|[£$€]\d", re.I)
#: Asks which things a sum is made of, and what each of them is.
_THINGS = re.compile(
    r"\b(?:what|which) (?:\w+ ){0,2}(?:things|parts|items|strands|pots|lines|measures|elements|pieces)\b", re.I
)
#: The same where no amount is printed: "average saving per cancelled free school", "the cost of one of the 244 projects".
_PER = re.compile(
    r"(?i:\b(?:average|avg|costs?|spend|spending|savings?|amount|money|price|how much|what)\b).*(?<!,) (?:per|for each|for every) (?P<thing>(?!the\b|year|annum|cent|pound|week|day|month|hour|head\b|person\b|[A-Z][a-z])[\w’'-]+(?: [\w’'-]+){0,3})"
    r"|(?i:\b(?:average|avg|mean)) (?:costs?|spend|savings?|price|amount|size|value) of (?:one|each) of (?P<one>.+)"
    r"|(?i:\b(?:what|how much) (?:would|does|did|will|could|is|was) (?:each|every)) (?P<each>(?!year|month|week|day|of\b|one\b)[\w’'-]+(?: [\w’'-]+){0,3}?) (?i:get|gets|got|receive|have|cost|be|take|worth)\b",
)
#: Asks for the value before a change that the sources give: "what must the previous return have been?".
_BEFORE = re.compile(
    r"\b(?:must|would|should)\b[^?]*\bhave been\b|\bwhat (?:was|were)\b[^?]*\bbefore (?:that|the|it|they|its|their)\b[^?]*\b(?:rise|fall|cut|increase|reduction|change|rose|fell|went|cut)\b",
    re.I,
)
_MUST = re.compile(r"\b(?:must|would|should)\b", re.I)
#: Asks for a total over several years that begin or end at one that it names: "over the three years to 2014-15".
_ACROSS = re.compile(
    r"\b(?:over|in|across|during|for) the (?:\w+) years (?:from|to|since|starting|ending|between|beginning)\b", re.I
)
_AS_SHARE = re.compile(r"\bas an? (?:share|proportion|percentage|fraction|slice|part) of\b", re.I)
_TIMES = re.compile(
    r"\b(?:how many|\d+) times\b|\bas a multiple of\b|\bratio\b|\b(?:for each|for every|per|each) pound\b", re.I
)
#: Asks whether a computed figure is one that the sources print.
CHECKS = re.compile(
    r"\b(?:match(?:es)?|agrees? with|the same as|square with|tally|is (?:that|it|this) the|does (?:that|it|this) (?:leave|give|equal|make))\b",
    re.I,
)


def is_width(question: Question) -> bool:
    """Whether the question asks how wide one range is."""
    return bool(_WIDTH.search(question.text))


def is_each(question: Question) -> bool:
    """Whether the question asks what one of a stated number of things comes to."""
    shared = re.search(r"\beach\b", question.text, re.I) and _EVENLY.search(question.text)
    return bool(shared or _EACH.search(question.text)) and not (
        _YEARLY.search(question.text) or _PER_YEAR.search(question.text)
    )


def thing_of(question: Question) -> str:
    """What the question asks the cost or the share of one of, where it prints no amounts; empty where it asks for none."""
    found = _PER.search(question.turn or question.text)
    if not found or (found["each"] and not _WORKED_OUT.search(question.text)):
        return ""
    return (found["thing"] or found["one"] or found["each"]).strip(" ?.,")


def asks_before(question: Question) -> bool:
    """Whether the question asks for the value before a change."""
    return bool(_BEFORE.search(question.turn or question.text))


def asks_across(question: Question) -> bool:
    """Whether the question asks for a total over a number of years from one that it names."""
    return bool(question.periods) and bool(_ACROSS.search(question.turn or question.text))


@lru_cache(maxsize=128)
def parts(question: Question) -> Parts | None:
    """What a question about several figures asks for; None where one printed figure answers it."""
    text = question.turn or question.text
    amounts = tuple(one for one in question.stated if is_amount(one))
    if _EITHER.search(text) and len(found := sides(question)) == 2:
        return Parts(Operation.SUM, found)
    shared = _share(text, amounts)
    if shared:
        return shared
    if _AS_SHARE.search(text) and len(found := sides(question)) == 2:
        return Parts(Operation.SHARE, found)
    if _PERCENT_CHANGE.search(text) and len(found := sides(question)) == 2:
        return Parts(Operation.PERCENT_CHANGE, found)
    if _TIMES.search(text):
        # How many times the one is the other is not computed: both are shown.
        return Parts(None, sides(question))
    if is_width(question):
        return Parts(Operation.DIFFERENCE, ())
    if (
        _PER_YEAR.search(text)
        or (_EVENLY.search(text) and _A_YEAR.search(text))
        or (_YEARLY.search(text) and any(question.accepts(one) > 0 for one in amounts))
    ):
        return Parts(Operation.PER_YEAR, ())
    if is_each(question) and not _THINGS.search(text) and _each(amounts):
        return Parts(Operation.SHARE, of_amounts(text, _each(amounts)))
    if thing_of(question) and not _each(amounts):
        return Parts(Operation.SHARE, (), sure=bool(_EVENLY.search(text)))
    if asks_before(question):
        return Parts(None, (), sure=bool(_MUST.search(text)))
    if asks_across(question):
        return Parts(Operation.SUM, (), sure=False)
    summed = _SUM.search(text) and not _TAKEN.search(text)
    if _SUM.search(text) and _MORE_THAN.search(text):
        # A sum set beside another figure: which are the parts is not to be told.
        return Parts(Operation.DIFFERENCE, ())
    asked = Operation.SUM if summed else Operation.DIFFERENCE if _DIFFERENCE.search(text) else None
    if asked:
        if asked is Operation.SUM and len(amounts) > 1 and _EXCEEDS.search(text):
            # Which of the amounts are the parts, and which is set beside their sum, is not to be told.
            return Parts(asked, ())
        found = of_amounts(text, _largest_first(text, amounts)) if len(amounts) > 1 else sides(question)
        printed = asked is Operation.DIFFERENCE and not _TAKEN.search(text) and not any(one.stated for one in found)
        if asked is Operation.DIFFERENCE and not _PARTING.search(text):
            # "How much more for buildings and equipment" asks for one figure of both.
            return None
        if len(found) > 1:
            dated = [one for one in found if one.periods or one.earlier]
            moved = _CHANGED.search(text) and len(dated) == 1 and not dated[0].focus
            may_be_printed = printed and bool(_PRINTED.search(text) or moved)
            taken = asked is Operation.DIFFERENCE and bool(_FROM_FIRST.search(text))
            return Parts(asked, found, sure=not may_be_printed, taken=taken)
        return Parts(asked, (), sure=bool(amounts)) if asked is Operation.SUM and amounts else None
    compared = question.shape is Shape.COMPARISON or _THAN.search(text) or _SET_BESIDE.search(text)
    if compared and len(found := sides(question)) > 1:
        return Parts(None, found)
    return None


#: "Did it answer a larger share in 2023-24 than in 2020-21?"
_THAN = re.compile(
    r"^(?:[^?]{3,60}, )?(?:is|are|was|were|do|does|did|has|have|had|will)\b.*\b(?:more|less|fewer|bigger|larger|higher|lower|smaller|greater|further|faster|slower|longer|shorter|better|worse)\b.*\bthan\b(?! (?:about |around )?[£$€\d])"
    r"|^(?:is|are|was|were|do|does|did|has|have|had|will)\b.*\b(?:outpaced?|outstrip(?:ped)?|exceed(?:ed)?|overtak(?:e|en)|outweigh(?:ed)?|outnumber(?:ed)?|beat(?:en)?)\b",
    re.I,
)
_MORE = r"(?:more|most|less|least|fewer|fewest|bigger|biggest|larger|largest|higher|highest|lower|lowest|smaller|smallest|greater|greatest|better|worse|longer|shorter|further)"
#: Sets two things beside each other in few words: "police v courts", "giveaways / takeaways"; asks which of two is more,
#: whatever stands behind: "Who pays more, A or B? Both sums, please", "A or B – bigger pot?"; asks for both: "A against B: how large is each?".
_SET_BESIDE = re.compile(
    rf"\bv(?:s|ersus)?\b\.?\s|\s/\s|\b{_MORE}\b[^?]*\bor\b[^?]{{2,60}}\?|\bor\b[^?]*(?:\s[–—-]\s|[,:;] )[^?]*\b{_MORE}\b"
    r"|\b(?:and|against|to)\b[^?]*[:;,.] ?(?:how \w+ (?:is|are|was|were) (?:each|both|the two)\b|what (?:is|are|was|were) (?:each|both|the two)\b|(?:please )?(?:give|show|state|quote)\b[^?]*\b(?:both|each|the two)\b|both\b)",
    re.I,
)
_TAKEN = re.compile(r"\b(?:take|subtract|deduct|knock|minus|difference|net|left|leaves?|leaving|remain\w*)\b", re.I)
_MORE_THAN = re.compile(
    r"\bhow (?:much|many|far) (?:more|less|fewer|higher|lower|bigger|smaller)\b.*\bthan\b.*\b(?:plus|and|together|combined)\b",
    re.I,
)
_EXCEEDS = re.compile(r"\b(?:exceed\w*|outweigh\w*|than|reach|cover)\b", re.I)
_FROM_FIRST = re.compile(r"\b(?:take|subtract|deduct|knock|minus|left|remain\w*|after taking off)\b", re.I)
#: What parts the sides of a difference.
_PARTING = re.compile(
    r"\b(?:than|between|from|off|away|above|below|over|under|short of|beyond|behind|ahead|versus|vs|compared|against|minus|left|leaves?|remain\w*|less|net|to|since|after|beat|exceed\w*|miss\w*|overshoot|outstrip\w*|surpass\w*|fall|fell|or)\b",
    re.I,
)
#: Asks what is left of the largest of the amounts that it prints when the others are taken from it.
_LEFT = re.compile(r"\b(?:left|leaves?|leaving|remain\w*)\b", re.I)
#: "How much higher is the backlog than in 2019?": sources print such changes.
_CHANGED = re.compile(r"\bhow (?:much|many|far) (?:higher|lower|more|less|fewer|bigger|smaller|greater)\b", re.I)
#: What sources often print as one figure: by how much something beat its target.
_PRINTED = re.compile(
    r"\b(?:above|below|behind|ahead of|short of|beat|exceed(?:ed)?|overshoot|outstrip(?:ped)?|surpass(?:ed)?)\b", re.I
)


def _largest_first(text: str, amounts: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The amounts that a question prints, the largest first where it asks what the others leave of it."""
    if not _LEFT.search(text):
        return amounts
    return tuple(sorted(amounts, key=lambda one: -(one.quantity.amount or 0)))


def _each(amounts: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The sum and the number of things that it is for, of the amounts that a question prints."""
    money = [one for one in amounts if len(one.quantity.unit) == 3 and one.quantity.unit.isupper()]
    counted = [one for one in amounts if is_count(one.quantity)]
    if not money and len(counted) == 2:
        more, fewer = sorted(counted, key=lambda one: -(one.quantity.amount or 0))
        return more, fewer
    return (money[0], counted[0]) if len(money) == 1 and len(counted) == 1 else ()


def _share(text: str, amounts: tuple[Figure, ...]) -> Parts | None:
    """A part, or several, and the whole: stated as an amount, or in words."""
    if not _SHARE_WORD.search(text):
        return None
    text, named = without_source(text)
    found = _OF_WHOLE.search(text) or _AS_PERCENT.search(text) or _SHARE.search(text)
    if found is None:
        return None
    verb = found["verb"].lower()
    whole, rest = found["whole"], found["part"].strip(" ?.")
    rest = re.sub(r"\b(?:account for|make up|represent|come to|amount to|go (?:to|on|into)|get)\s*$", "", rest).strip()
    if not terms(rest) and not terms(whole):
        return None
    if verb not in _AUXILIARY:
        rest = f"{found['verb']} {rest}"
    items = parted(rest)
    last = side(text, whole, items)
    made = tuple(side(text, item, [other for other in items if other != item]) for item in items)
    made = tuple(
        replace(one, shared=(*last.focus, *(term for term in one.shared if term in content(rest)))) for one in made
    )
    if last.stated is None and not last.focus:
        return None
    every = from_source((*made, replace(last, text=whole, shared=())), named)
    return Parts(Operation.SHARE, every, sure=last.stated is not None)
