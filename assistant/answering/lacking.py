"""What a question asks of its figure that none of the figures shown has: then they do not answer it.

Each test reads one attribute off the question's words: a figure for each of several, what was done rather than planned, what
running something costs, a rate, what a study found, a cost or a saving, the thing that is counted, the amount that it is part
of, a place, who says so. Follow-ups, whose words lean on an answer, and figures that were computed are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answering import asking
from assistant.answering.absent import COMMON, Around
from assistant.answering.answer import Status
from assistant.answering.combining import is_combination
from assistant.answering.draft import Draft, Statement
from assistant.answering.matching import asked_of
from assistant.answering.question import SHARE_UNITS, Question, Want, is_currency
from assistant.answering.ranking import passage_words
from assistant.answering.refusing import not_found
from assistant.answering.setting import is_dated
from assistant.figures import Figure, Quantity, Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations, places, related
from assistant.figures.words import alike, stem, synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

_SENSES = frozenset({"cost", "saving"})
_STATUS = frozenset({"achieved", "forecast", "target"})
_BEFORE, _ROOT = 24, 5
_NO_FIGURE = frozenset({Want.PURPOSE, Want.PERSON, Want.STATEMENT, Want.PLACE})
#: How well a figure's unit has to fit the counted noun.
_KINDRED = 0.6
#: Least share of the thing's words near a running cost, near what was done, near a day to come, and near a place.
_THING, _MATTER, _SOME = 0.7, 0.5, 0.34


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


def checked_for_attributes(draft: Draft, question: Question, evidence: Sequence[Evidence], around: Around) -> Draft:
    """The draft, refused where none of its figures, with what stands `around` them, has what the question asks of one."""
    if draft.status not in (Status.ANSWERED, Status.PARTIAL) or question.turn:
        return draft
    shown = [one for statement in draft.statements for one in _figures(statement)]
    each = _asked_of_each(question)
    if draft.derivation and each and not any(_is_number_of(each, one) for one in draft.derivation.operands):
        # A sum for each of one thing is not worked out from the number of another.
        return not_found(evidence)
    if not shown or draft.derivation or is_combination(question):
        return draft
    if each and not _is_parted(shown, each):
        return not_found(evidence)
    if asking.WHICH.search(question.text) and not _names_one(shown[0], question):
        return not_found(evidence)
    if question.want in _NO_FIGURE or question.purpose:
        return draft
    tests = _tests(question, evidence, draft.status is Status.PARTIAL, around)
    kept = tuple(one for one in draft.statements if any(all(test(each) for test in tests) for each in _figures(one)))
    if not kept:
        return not_found(evidence)
    return replace(draft, statements=kept) if draft.status is Status.PARTIAL else draft


def _figures(statement: Statement) -> list[_Shown]:
    """The figures that a statement was chosen for, or all that its quotes hold."""
    return [_Shown(quote.evidence, figure) for quote in statement.quotes for figure in quote.figures]


def _tests(question: Question, evidence: Sequence[Evidence], unsure: bool, around: Around) -> list[Test]:
    """What one figure has to pass, all of it; an answer that is sure need not hold the question's own words."""
    tests: list[Test] = []
    if asking.ACTUAL.search(question.text):
        tests.append(lambda one: one.figure.basis & _STATUS == {"achieved"})
    if question.want is Want.DATE:
        tests.append(_is_point)
    elif question.outturn or (asking.SO_FAR.search(question.text) and asking.DONE.search(question.text)):
        verbs = set(terms(" ".join(asking.DONE.findall(question.text))))
        whose = [term for term in question.terms if term not in verbs]
        tests.append(lambda one: _is_done(one, verbs) and _is_on(one, whose, _MATTER))
    if asking.UPKEEP.search(question.text):
        thing = [term for term in question.terms if term not in asking.RUNS | asking.OF_TIME]
        tests.append(lambda one: _runs(one, thing))
    telling = asking.ATTRIBUTES & set(terms(" ".join(asking.SMALL_LETTERS.findall(question.text))))
    if telling:
        tests.append(lambda one: all(term in one.words or bool(synonyms(term) & one.words) for term in telling))
    rate = asking.RATE.search(question.text)
    if rate:
        span = stem((rate["span"] or rate["each"]).replace("dai", "day"))
        tests.append(lambda one: span in one.words or f"per_{span}" in one.figure.sense)
    if asking.RESULT.search(question.text):
        tests.append(
            lambda one: bool(asking.FOUND.search(one.sentence)) and bool(asking.STUDY & set(terms(one.sentence)))
        )
    elsewhere = [place for place in places(asking.ELECTED.sub("", question.text)) if place not in COMMON]
    if elsewhere:
        rest = [term for term in question.terms if term not in terms(" ".join(elsewhere))]
        tests.append(lambda one: _is_there(one, elsewhere) and (_says_any(one, rest) or _is_on(one, rest, _SOME)))
    if not unsure:
        return tests
    if question.want is Want.DATE and asking.AHEAD.search(question.text):
        tests.append(
            lambda one: _is_on(one, question.terms, _SOME) and not is_dated(one.figure, one.evidence.passage.text)
        )
    if question.want is Want.COUNT and question.noun and not asking.IN_SHARES.search(question.text):
        tests.append(lambda one: _counts(one, question))
    amounts = [one.quantity for one in question.stated if is_currency(one.quantity.unit)]
    if amounts:
        tests.append(lambda one: _prints(around(one.evidence), amounts))
    if question.want is Want.MONEY:
        senses = asked_of(question.text) & _SENSES
        if senses:
            tests.append(lambda one: bool(senses & one.figure.sense) or not _SENSES & one.figure.sense)
    speaker = asking.BY.search(question.text)
    if speaker:
        who = speaker["one"] or speaker["other"]
        tests.append(lambda one: any(_is_by(other, who) for other in around(one.evidence)))
    return tests


def _asked_of_each(question: Question) -> str:
    """The stem of the things of which each is to have a figure; nothing where the question asks for no such thing."""
    for place, pattern in enumerate(asking.EACH):
        match = pattern.search(question.text)
        noun = terms(match[1]) if match else ()
        if noun and (place or noun[0] in asking.MEMBERS):
            return noun[0]
    return ""


def _is_parted(shown: Sequence[_Shown], noun: str) -> bool:
    """Whether the figures are of one such thing each, or of several that are named."""
    if any(
        f"each_{noun}" in one.figure.sense
        or one.figure.quantity.unit in SHARE_UNITS
        or asking.DISTRIBUTED.search(one.sentence)
        or noun in terms(" ".join(one.evidence.passage.columns[:1]))  # the rows of a table are of one each
        or any(_is_one(noun, terms(match[1] or match[2])) for match in asking.OF_ONE.finditer(one.sentence))
        for one in shown
    ):
        return True
    named = [set(one.figure.organisations if noun in asking.BODIES else one.figure.places) for one in shown]
    return (
        noun in asking.MEMBERS
        and len(set().union(*named)) > 1
        and len({one.figure.quantity.value for one in shown}) > 1
    )


def _is_one(noun: str, words: Sequence[str]) -> bool:
    return noun in words or (noun in asking.HEADS and bool(asking.HEADS & set(words)))


def _is_done(one: _Shown, verbs: Set[str]) -> bool:
    """Whether the figure is of what was done, in the question's own verb or another for it."""
    said = terms(one.sentence)
    done = "achieved" in one.figure.basis or (
        not one.figure.basis & {"forecast", "target"} and bool(asking.DONE.search(one.sentence))
    )
    kin = frozenset(verbs).union(*(kind for kind in asking.KINDS_OF_DOING if kind & verbs))
    return done and (not verbs or any(term in kin or synonyms(term) & kin for term in said))


def _runs(one: _Shown, thing: Sequence[str]) -> bool:
    return ("cost" in one.figure.sense or bool(asking.RUNS & set(terms(one.sentence)))) and _is_on(one, thing, _THING)


def _is_on(one: _Shown, thing: Sequence[str], share: float) -> bool:
    """Whether the figure's sentence and titles hold this share of what is asked about."""
    return sum(term in one.words or bool(synonyms(term) & one.words) for term in thing) >= share * len(thing)


def _says_any(one: _Shown, thing: Sequence[str]) -> bool:
    """Whether the figure's own sentence says a word of what is asked about, or one that means it."""
    said = terms(one.sentence)
    return any(alike(term, said) for term in thing)


def _counts(one: _Shown, question: Question) -> bool:
    if question.accepts(one.figure) >= _KINDRED:
        return True
    words, head = counted(one.figure), question.noun[-1]
    return bool(synonyms(head) & words) or any(
        head in kind and kind & words for kind in (asking.PEOPLE, asking.WORKING)
    )


def counted(figure: Figure) -> set[str]:
    """The stems of the words for what a figure counts, its unit among them."""
    return {stem(figure.quantity.unit), *terms(f"{figure.quantity.noun} {figure.counted}")}


def _is_number_of(noun: str, figure: Figure) -> bool:
    """Whether a figure counts the thing, or something of much the same name: placements and places."""
    return any(one.startswith(noun) or (len(one) >= _ROOT and noun.startswith(one)) for one in counted(figure))


def _names_one(one: _Shown, question: Question) -> bool:
    """Whether the figure's sentence names a body or a place that the question does not."""
    return bool(
        {*organisations(one.sentence), *places(one.sentence)} - {*question.organisations, *question.places, *COMMON}
    )


def _is_there(one: _Shown, asked: Sequence[str]) -> bool:
    """Whether the figure's passage, or the headings that it stands under, name a place that is asked about."""
    return bool(set(asked) & {*places(passage_words(one.evidence)), *one.figure.places})


def _prints(passages: Sequence[Evidence], amounts: Sequence[Quantity]) -> bool:
    return any(
        value_agreement(amount, figure.quantity) is not Relation.DIFFERS
        for one in passages
        for figure in one.figures
        for amount in amounts
    )


def _is_point(one: _Shown) -> bool:
    """Whether a date is a point in time, not a part of a name."""
    start = one.figure.quantity.start
    named = asking.NAMING_YEAR.finditer(one.evidence.passage.text, max(0, start - _BEFORE), start + len("2021 N"))
    return all(match.end() != start for match in named)


def _is_by(one: Evidence, speaker: str) -> bool:
    """Whether the passage or its document is of the body or person that is said to give the figure."""
    whole = f"{passage_words(one)} {one.document.publisher} {one.document.author}"
    bodies = organisations(speaker)
    if bodies:
        return any(related(body, name) for body in bodies for name in organisations(whole))
    return all(word in whole for word in re.findall(r"[A-Z][\w&-]+", re.sub(r"['’]s\b", "", speaker)))
