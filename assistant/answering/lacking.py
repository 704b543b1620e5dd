"""What a question asks of its figure that none of the figures shown has: then they do not answer it.

Each test reads one attribute off the question's words: a figure for each of several, what was done rather than planned, what
running something costs, a cost or a saving, the thing that is counted, the amount that it is part of, who says so, a name that
few sources hold. Follow-ups, whose words lean on an answer, and figures that were computed are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.absent import holds_name, proper_names
from assistant.answering.answer import Status
from assistant.answering.combining import is_combination
from assistant.answering.draft import Draft, Statement
from assistant.answering.matching import asked_of
from assistant.answering.question import SHARE_UNITS, Question, Want, is_currency
from assistant.answering.ranking import passage_words
from assistant.answering.refusing import not_found
from assistant.figures import Figure, Quantity, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations, related
from assistant.figures.words import stem, synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

#: A figure is asked for each of the things that the group names.  Example above each.
_EACH = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # "How is the money split between regions?": the only row whose noun has to be one of the members below.
        r"\b(?:split|divided|divvied up|shared(?: out)?|distributed|broken down|apportioned|parcelled out)\b[^?]{0,20}?\b(?:between|among|amongst|across|by) (?:(?:the|each|local|different|individual|english|various) )*([a-z]+s)\b(?! and\b)",
        # "What will the fund spend in each region?"
        r"\b(?:in|for|to|by|from|at|on) (?:each|every)(?: of the)? (?:\d+ )?(?:[\w-]+ ){0,2}?(?!year|month|week|day|quarter|hour|time|case\b)([a-z]+?)(?:\?|$|,| (?:in|of|with|by|from)\b)",
        # "How much will each force get?"
        r"\b(?:will|would|does|do|did|has|have|is|are|can) each (?:of the )?(?:[\w-]+ ){0,2}?([a-z]+) (?:get|receive|have|spend|be|pay|cost|need|save|lose|make|given|getting|receiving|taking|take)\b",
        # "What are the savings by department?"
        r"\bby (department|region|council|constituency|county|city|trust|force)\b",
    )
)
#: What money or work is parted among; of the bodies the names are organisations, of the others places.
_MEMBERS = frozenset(
    terms(
        "department ministry region nation country council authority force trust school court hospital city county area unit body"
        " constituency board agency provider site prison college university office pupil patient household taxpayer officer practice"
    )
)
_BODIES = frozenset(terms("department ministry body board agency"))
_OF_ONE = re.compile(r"\b(?:each|every|per)((?: [\w-]+){1,3})|\ban? ([\w-]+)", re.I)
#: What sources say in these words or not at all: no other amount stands for it.
_ATTRIBUTES = frozenset(
    terms(
        "salary wage bonus compensation compensate penalty fine rent profit redundancy pension tuition subsidy royalty refund"
        " consultant consultancy contractor supplier bidder shareholder lawsuit litigation borrowing"
    )
)
#: Asks what was done, rather than what is planned: "How much has been saved so far?".
_SO_FAR = re.compile(r"\b(?:so far|to date|already|as yet|up to now|actually|(?:has|have) (?:now )?been)\b", re.I)
_DONE = re.compile(
    r"\b(?:saved|spent|delivered|achieved|freed|recovered|banked|reali[sz]ed|built|opened|hired|recruited|trained|bought|installed|created|closed"
    r"|sold|caught|prevented|paid|scanned|used|completed|received|cut|lost|helped|fitted|upgraded|signed up|resulted)\b",
    re.I,
)
#: Asks what it costs to run something: "What are the running costs of the centre?", "What does the fund cost to run?".
_UPKEEP = re.compile(
    r"^(?:and |so )?(?:what|how (?:much|high|big)) (?:(?:is|are|was|were|will|would|does|do|be|the|annual|yearly|total|estimated) )*"
    r"(?:(?:running|operating|maintenance|staffing) (?:costs?|bills?|expenses)|upkeep|cost of (?:running|maintaining|operating|staffing))\b"
    r"|\bcosts?\b.{0,60}\bto (?:run|maintain|operate|keep up)\b",
    re.I,
)
_RUNS = frozenset(terms("cost run running operate operating maintain maintenance upkeep staffing expense bill"))
_OF_TIME = frozenset(terms("annual yearly year total estimated"))
_SENSES = frozenset({"cost", "saving"})
#: Nouns for people, who may be counted by one of them in the question and by another in the source.
_PEOPLE = frozenset(
    terms(
        "people person claimant staff official member customer respondent servant individual user employee worker adult pensioner"
        " participant post job role patient doctor nurse officer"
    )
)
_IN_SHARES = re.compile(r"\bper ?cent|\bshare\b|\bproportion\b|%", re.I)
_NAME = r"[A-Z][\w’'&.-]*(?: (?:[A-Z][\w’'&.-]*|of|for|and|the))*"
#: Asks for what somebody said: "according to the NAO", "What did Davies's speech say?".
_BY = re.compile(
    rf"\b(?:according to|as quoted by|in the words of|cited by|estimated by) (?:the )?(?P<one>{_NAME})"
    rf"|\b(?:did|does|do|has|have) (?:the )?(?P<other>{_NAME})(?:['’]s [\w ]{{0,40}})? (?:say|said|cite|report|calculate|count|think|quote|estimate)\b"
)
#: "The 2021 National AI Strategy": a year that is part of a name.
_NAMING_YEAR = re.compile(r"\b(?:the|a|an|its|their|this|\w+['’]s?) (?=\d{4} [A-Za-z])", re.I)
_BEFORE = 24
_NO_FIGURE = frozenset({Want.PURPOSE, Want.PERSON, Want.STATEMENT, Want.PLACE})
#: How well a figure's unit has to fit the counted noun; the most passages that hold a name which tells sources apart.
_KINDRED, _RARE = 0.6, 3
#: Least share of the thing's words near a running cost, and near what was done.
_THING, _MATTER = 0.7, 0.5


#: Asks for the change itself: "How big was the cut in the budget?", "How much was taken out of it?".
_ASKS_CHANGE = re.compile(
    r"\b(?:the|a|what|which|big) (?:[\w-]+ ){0,2}?(?:cut|rise|increase|fall|reduction|drop|decrease|uplift) (?:in|to|of|was|made)\b"
    r"|\bby how (?:much|many|far)\b|\bhow (?:much|many|far|big)\b[^?]{0,40}\b(?:cut|fall|fell|rise|rose|taken (?:out|from|off)|lost|slashed|trimmed|lopped)\b",
    re.I,
)
#: "The budget after the cut": what a change left, or what was there before it.
_BESIDE_CHANGE = re.compile(
    r"\b(?:after|before|following|prior to) (?:the|that|this|its) (?:[\w-]+ )?(?:cut|rise|increase|fall|reduction|drop|decrease|uplift)\b"
    r"|^\W*(?:the )?original (?:budget|sum|amount|plan|figure|total)\W*$",
    re.I,
)


@dataclass(frozen=True)
class _Shown:
    """A figure of a statement, with the passage that it stands in."""

    evidence: Evidence
    figure: Figure

    @property
    def sentence(self) -> str:
        return self.evidence.passage.text[slice(*self.figure.sentence)]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the figure's sentence and of the titles that it stands under."""
        passage, document = self.evidence.passage, self.evidence.document
        titles = (*passage.headings, passage.lead, passage.table_title, document.title)
        return frozenset(terms(with_names(" ".join((self.sentence, *titles)))))


Test = Callable[[_Shown], bool]


def checked_for_attributes(draft: Draft, question: Question, evidence: Sequence[Evidence]) -> Draft:
    """The draft, refused where none of its figures has what the question asks of one."""
    if draft.status not in (Status.ANSWERED, Status.PARTIAL) or draft.derivation or question.turn:
        return draft
    shown = [one for statement in draft.statements for one in _figures(statement)]
    if not shown or is_combination(question):
        return draft
    each = _asked_of_each(question)
    if each and not _is_parted(shown, each):
        return not_found(evidence)
    if question.want in _NO_FIGURE or question.purpose:
        return draft
    tests = _tests(question, evidence, draft.status is Status.PARTIAL)
    return draft if any(all(test(one) for test in tests) for one in shown) else not_found(evidence)


def is_beside_change(question: Question, figure: Figure) -> bool:
    """Whether a figure is what stood before or after the change that a question asks for."""
    return bool(_ASKS_CHANGE.search(question.text) and _BESIDE_CHANGE.search(figure.subject))


def _figures(statement: Statement) -> list[_Shown]:
    """The figures that a statement was chosen for, or all that its quotes hold."""
    return [
        _Shown(quote.evidence, figure)
        for quote in statement.quotes
        for figure in quote.evidence.figures
        if quote.start <= figure.quantity.start < quote.end and quote.focus in (None, figure.quantity.start)
    ]


def _tests(question: Question, evidence: Sequence[Evidence], unsure: bool) -> list[Test]:
    """What one figure has to pass, all of it; an answer that is sure need not hold the question's own words."""
    tests: list[Test] = []
    if question.outturn or (_SO_FAR.search(question.text) and _DONE.search(question.text)):
        verbs = set(terms(" ".join(_DONE.findall(question.text))))
        whose = [term for term in question.terms if term not in verbs]
        tests.append(lambda one: _is_done(one, verbs) and _is_on(one, whose, _MATTER))
    if _UPKEEP.search(question.text):
        thing = [term for term in question.terms if term not in _RUNS | _OF_TIME]
        tests.append(lambda one: _runs(one, thing))
    if question.want is Want.DATE:
        tests.append(_is_point)
    if not unsure:
        return tests
    if question.want is Want.COUNT and question.noun and not _IN_SHARES.search(question.text):
        tests.append(lambda one: _counts(one, question))
    amounts = [one.quantity for one in question.stated if is_currency(one.quantity.unit)]
    if amounts:
        tests.append(lambda one: _prints(_of_document(one, evidence), amounts))
    if question.want is Want.MONEY:
        senses = asked_of(question.text) & _SENSES
        if senses:
            tests.append(lambda one: bool(senses & one.figure.sense))
    telling = [term for term in question.terms if term in _ATTRIBUTES]
    if telling:
        tests.append(lambda one: all(term in one.words or bool(synonyms(term) & one.words) for term in telling))
    names = [name for name in proper_names(question.text) if sum(_holds(name, one) for one in evidence) <= _RARE]
    if names:
        tests.append(lambda one: all(any(_holds(name, each) for each in _of_document(one, evidence)) for name in names))
    speaker = _BY.search(question.text)
    if speaker:
        who = speaker["one"] or speaker["other"]
        tests.append(lambda one: any(_is_by(other, who) for other in _of_document(one, evidence)))
    return tests


def _asked_of_each(question: Question) -> str:
    """The stem of the things of which each is to have a figure; nothing where the question asks for no such thing."""
    for place, pattern in enumerate(_EACH):
        match = pattern.search(question.text)
        noun = terms(match[1]) if match else ()
        if noun and (place or noun[0] in _MEMBERS):
            return noun[0]
    return ""


def _is_parted(shown: Sequence[_Shown], noun: str) -> bool:
    """Whether the figures are of one such thing each, or of several that are named."""
    if any(
        f"each_{noun}" in one.figure.sense
        or one.figure.quantity.unit in SHARE_UNITS
        or any(noun in terms(match[1] or match[2]) for match in _OF_ONE.finditer(one.sentence))
        for one in shown
    ):
        return True
    named = [set(one.figure.organisations if noun in _BODIES else one.figure.places) for one in shown]
    return noun in _MEMBERS and len(set().union(*named)) > 1 and len({one.figure.quantity.value for one in shown}) > 1


def _is_done(one: _Shown, verbs: Set[str]) -> bool:
    """Whether the figure is of what was done, in the question's own verb or another for it."""
    said = terms(one.sentence)
    done = "achieved" in one.figure.basis or (
        not one.figure.basis & {"forecast", "target"} and bool(_DONE.search(one.sentence))
    )
    return done and (not verbs or any(term in verbs or synonyms(term) & verbs for term in said))


def _runs(one: _Shown, thing: Sequence[str]) -> bool:
    return ("cost" in one.figure.sense or bool(_RUNS & set(terms(one.sentence)))) and _is_on(one, thing, _THING)


def _is_on(one: _Shown, thing: Sequence[str], share: float) -> bool:
    """Whether the figure's sentence and titles hold this share of what is asked about."""
    return sum(term in one.words or bool(synonyms(term) & one.words) for term in thing) >= share * len(thing)


def _counts(one: _Shown, question: Question) -> bool:
    if question.accepts(one.figure) >= _KINDRED:
        return True
    counted = {stem(one.figure.quantity.unit), *terms(f"{one.figure.quantity.noun} {one.figure.counted}")}
    head = question.noun[-1]
    return bool(synonyms(head) & counted) or (head in _PEOPLE and bool(_PEOPLE & counted))


def _holds(name: str, one: Evidence) -> bool:
    words = f"{passage_words(one)} {one.document.publisher} {one.document.author}"
    return holds_name(name, words, frozenset(terms(words)))


def _prints(passages: Sequence[Evidence], amounts: Sequence[Quantity]) -> bool:
    return any(
        value_agreement(amount, figure.quantity) is not Relation.DIFFERS
        for one in passages
        for figure in one.figures
        for amount in amounts
    )


def _of_document(one: _Shown, evidence: Sequence[Evidence]) -> list[Evidence]:
    return [one.evidence, *(other for other in evidence if other.document.id == one.evidence.document.id)]


def _is_point(one: _Shown) -> bool:
    """Whether a date is a point in time, not a part of a name."""
    start = one.figure.quantity.start
    named = _NAMING_YEAR.finditer(one.evidence.passage.text, max(0, start - _BEFORE), start + len("2021 N"))
    return all(match.end() != start for match in named)


def _is_by(one: Evidence, speaker: str) -> bool:
    """Whether the passage or its document is of the body or person that is said to give the figure."""
    whole = f"{passage_words(one)} {one.document.publisher} {one.document.author}"
    bodies = organisations(speaker)
    if bodies:
        return any(related(body, name) for body in bodies for name in organisations(whole))
    return all(word in whole for word in re.findall(r"[A-Z][\w&-]+", re.sub(r"['’]s\b", "", speaker)))
