"""Names in a question that the sources found do not hold: then they do not answer it.

A name is a body or place of the gazetteer, or words with capitals that do not open the question: "Trinity House", "HS2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assistant.answering.answer import Status
from assistant.answering.draft import Draft
from assistant.answering.events import without_events
from assistant.answering.names import NOT_NAMES
from assistant.answering.question import Question, Shape, Want, is_currency
from assistant.answering.ranking import Candidate, passage_words
from assistant.answering.refusing import NOT_FOUND, not_found
from assistant.figures import Relation, describe
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisation_spans, organisations, places, related
from assistant.figures.words import stem, synonyms, terms
from assistant.retrieval import Evidence

#: Bodies and places that a question may name of whatever UK source: they ask for nothing apart.
COMMON = frozenset({"HM Treasury", "United Kingdom", "Great Britain", "England"})
_CAPITALISED = re.compile(r"\b[A-Z][\w-]*(?:[’']s\b)?(?:[ -](?:(?:of|for|and|the)[ -])*[A-Z][\w-]*)*")
#: Months, numbered papers, and abbreviations, which sources may spell out: they tell nothing by being absent.
_SHORT = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|[A-Z]{0,3}\d[\d-]*|[A-Z][a-z]?[A-Z][A-Za-z]{0,4}(?:[’']s)?|\w*-[a-z]+"
)
_POSSESSIVE = re.compile(r"[’']s?(?= |$)")
#: The most passages that hold a name which tells sources apart.
_RARE = 3
_JOINING = frozenset({"of", "for", "and", "the"})
#: What stands around a passage in its document.
Around = Callable[[Evidence], Sequence[Evidence]]

_NONE_NAMES = "The sources do not say: none of the passages found names “{}”."
_NOT_OUTRIGHT = "The sources do not say this outright; what they say is:"


def checked_for_names(draft: Draft, question: Question, evidence: Sequence[Evidence], around: Around) -> Draft:
    """The draft, refused where no passage found holds a name of the question, and less sure where what is cited does not.

    A document says once whom it speaks of: a name, but no place, that stands `around` what is cited is held too, and so is one
    that stands around another print of the figure that is given.
    """
    if draft.status is Status.PREMISE_CORRECTED or draft.unconfirmed:
        return draft
    nowhere = absent(question, evidence)
    if nowhere:
        return _refused(nowhere[0], evidence)
    if draft.status is Status.NOT_FOUND:
        return draft
    if question.periods and not any(_speaks_of(year, one) for year in question.periods for one in evidence):
        return not_found(evidence)
    cited = [quote.evidence for statement in draft.statements for quote in statement.quotes]
    if question.shape is Shape.LIST:
        # Who gives the items of a list stands before them.
        sections = {(one.document.id, one.passage.headings) for one in cited}
        cited += [one for one in evidence if (one.document.id, one.passage.headings) in sections]
    if draft.status is Status.PARTIAL and not draft.derivation and not _holds_amount(question, cited, evidence):
        return not_found(evidence)
    if not cited or question.want is Want.PERSON or draft.derivation or not absent(question, cited):
        return draft
    vouching = [*cited, *_repeating(draft, evidence)] if draft.status is Status.ANSWERED else cited
    wider = absent(question, [*cited, *(near for one in vouching for near in around(one))])
    # A place, and what a follow-up names itself, stand with the figure.
    unheld = [
        name for name in absent(question, cited) if name in question.places or name in question.turn or name in wider
    ]
    if not any(name in (*question.organisations, *question.places) or _is_rare(name, evidence) for name in unheld):
        return draft
    if draft.status is Status.ANSWERED:
        return replace(draft, status=Status.PARTIAL, opening=_NOT_OUTRIGHT)
    return not_found(evidence)


def _repeating(draft: Draft, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The passages found that print a figure of the draft."""
    given = [
        figure.quantity for statement in draft.statements for quote in statement.quotes for figure in quote.figures
    ]
    return [
        one
        for one in evidence
        if any(
            value_agreement(figure.quantity, each) is not Relation.DIFFERS for figure in one.figures for each in given
        )
    ]


def _is_rare(name: str, evidence: Sequence[Evidence]) -> bool:
    """Whether so few of the passages found hold the name that it tells sources apart."""
    return sum(holds_name(name, *_held(one)) for one in evidence) <= _RARE


def _holds_amount(question: Question, cited: Sequence[Evidence], evidence: Sequence[Evidence]) -> bool:
    """Whether a document that is cited prints an amount that the question states: what is asked is of that amount."""
    stated = [one.quantity for one in question.stated if is_currency(one.quantity.unit)]
    documents = {one.document.source for one in cited}
    return (
        not stated
        or bool(question.turn)
        or any(
            value_agreement(amount, figure.quantity) is not Relation.DIFFERS
            for one in evidence
            if one.document.source in documents
            for figure in one.figures
            for amount in stated
        )
    )


def _refused(name: str, evidence: Sequence[Evidence]) -> Draft:
    opening = _NONE_NAMES.format(name)
    return not_found(evidence, NOT_FOUND if describe(opening) else opening)


def absent(question: Question, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The names in the question that no one passage holds, with its title, headings and publisher; in their order."""
    held = [_held(one) for one in evidence]
    bodies = [set(organisations(words)) for words, _ in held]
    printed: dict[str, set[str]] = {}
    for start, end, name in organisation_spans(question.text):
        printed.setdefault(name, {name}).add(question.text[start:end])
    missing = [
        name
        for name in (() if _is_titled(question, evidence) else question.organisations)
        if name not in COMMON
        and not any(related(name, other) for named in bodies for other in named)
        and not any(_prints(form, words) for words, _ in held for form in printed.get(name, {name}))
    ]
    missing += [
        name
        for name in question.places
        if name not in COMMON and not any(name in words or name in places(words) for words, _ in held)
    ]
    missing += [name for name in proper_names(question.text) if not any(holds_name(name, *each) for each in held)]
    return tuple(dict.fromkeys(missing))


def _prints(name: str, words: str) -> bool:
    """Whether the words hold the name, or spell its letters out: "CPS", "the Centre for Policy Studies"."""
    if name in words:
        return True
    spelt = rf"(?: (?:{'|'.join(sorted(_JOINING))}))* ".join(rf"{letter}[a-z]+" for letter in name)
    return name.isupper() and name.isalpha() and re.search(rf"\b{spelt}\b", words) is not None


def _is_titled(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the question gives the title of a document that does not tell its publisher: "HMRC's direct effects of …"."""
    asked = question.text.lower()
    titles = {one.document.title.lower() for one in evidence if not one.document.publisher}
    return any(title in asked and len(title.split()) > 3 for title in titles)


def of_the_time(question: Question, found: Sequence[Candidate]) -> list[Candidate]:
    """Of the figures whose purpose is asked those whose passages speak of a year that the question names; all where none does."""
    timely = [one for one in found if any(_speaks_of(year, one.evidence) for year in question.periods)]
    return timely if timely and question.want is Want.PURPOSE else list(found)


def _speaks_of(point: str, one: Evidence) -> bool:
    """Whether a passage names the year, is of it or the year beside it, or has a figure of it."""
    year = point[:4]
    if not year.isdigit():
        return True
    near = {str(int(year) + step) for step in (-1, 0, 1)}
    spans = (figure.period for figure in one.figures if figure.period)
    dated = any(value.startswith(year) for period in spans for value in (period.start, period.end) if value)
    return (
        dated or one.document.date[:4] in near or year in passage_words(one) or f"{int(year) - 1}" in one.passage.text
    )


def _held(one: Evidence) -> tuple[str, frozenset[str]]:
    words = f"{passage_words(one)} {one.document.publisher} {one.document.author}"
    return words, frozenset(terms(words))


def proper_names(text: str) -> Iterable[str]:
    """The capitalised names of a question that no gazetteer has."""
    text = without_events(text)
    known = [(start, end) for start, end, _ in organisation_spans(text)]
    for match in _CAPITALISED.finditer(text):
        opens = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".?!:“\"'‘("
        if any(start < match.end() and match.start() < end for start, end in known):
            continue
        name = _POSSESSIVE.sub("", match.group())
        if opens:
            # What opens a sentence has a capital of its own: only what follows it is a name.
            _, _, name = name.partition(" ")
        if _telling(name.split()) and not places(name):
            yield name


def holds_name(name: str, words: str, held: frozenset[str]) -> bool:
    """Whether the words hold the name, or each of its words that tell anything."""
    return name in words or all(_has(word, words, held) for word in _telling(re.split(r"[ -]", name)))


def _telling(words: Iterable[str]) -> list[str]:
    return [
        word for word in words if word not in _JOINING and word.lower() not in NOT_NAMES and not _SHORT.fullmatch(word)
    ]


def _has(word: str, words: str, held: frozenset[str]) -> bool:
    term = stem(word.lower())
    return term in held or word.lower() in words.lower() or bool(synonyms(term) & held)
