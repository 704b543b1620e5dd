"""Answer a question that asks for no figure with what the sources state: who, why, how, what a body said.

The answer is one to three short sentences of the sources, each cited; the name that is asked for stands in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Quote, Statement
from assistant.answering.names import people
from assistant.answering.question import Question, Want
from assistant.answering.ranking import Weighing, passage_words
from assistant.answering.roles import asks_role, holder
from assistant.answering.splits import Section
from assistant.answering.telling import tidy, told
from assistant.answering.verify import bound
from assistant.figures import Figure, Relation, describe
from assistant.figures.comparing import value_agreement
from assistant.figures.gazetteer import organisations, places, related
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.sentences import sentences
from assistant.figures.words import terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence

#: "What did the NAO say about AI?": whoever is named is the speaker, and no figure is asked for.
_SAID = re.compile(
    r"^(?:and |so |but )?what (?:did|does|do|has|have|had) (?P<who>.{2,60}?) (?P<verb>say|said|think|find|found|conclude[ds]?|recommend(?:ed)?|argue[ds]?|warn(?:ed)?|criticise[ds]?|advise[ds]?|want(?:ed)?)(?: (?:about|on|of|regarding|in|when|after)\b|\s*\?|$)",
    re.I,
)
_ASKS_WHY = re.compile(r"(?:so |but |and |then )?(?:why|how come)\b", re.I)
#: What a question says of the asking rather than of the matter: sources need not use these words.
_OF_ASKING = frozenset(
    terms(
        "want introduce criticise say think happen work make use mean announce decide get put believe warn government ask give conclude find argue tell "
        "explain describe recommend need do call react welcome come set start missing person people reason bn million billion "
        "january february march april june july august september october november december whose estimate figure number"
    )
)
#: "Which think tank warned of it?", "What firm won the contract?": as "who" does, they ask for a name.
_WHICH_BODY = re.compile(
    r"^(?:so |and |but )?(?:which|what) (?:(?!of\b|per\b|percentage\b|share\b|proportion\b|number\b|figures?\b)[\w’'-]+ ){0,2}?(?:mps?|peer|lord|think[ -]tanks?|bod(?:y|ies)|organisations?|firms?|compan(?:y|ies)|charit(?:y|ies)|union|newspaper|outlet"
    r"|committee|spokes\w+|economist|author|analyst|watchdog|regulator|supplier|consultancy|journalist)\b(?!.*\b(?:more|most|less|least|bigger|larger|smaller)\b)",
    re.I,
)
_WHOSE = re.compile(
    r"^(?:so |and |but )?whose (?:estimate|figure|number|forecast|calculation|claim|target|words?|idea|plan)s?\b", re.I
)
_GIVES = "{} gives it:"
_WHY = re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:made|is the reason|was the reason)\b", re.I)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|so that|in order to|reasons?|caused?|since|so as to|after|driven by|blame[ds]?|thanks to|given that|meant to|aims? to|intended to|to (?:help|reduce|cut|free|meet|avoid|make|save|improve|pay|stop|ease|bring|let)|lack of|hop(?:es?|ed|ing)|need(?:s|ed)?)\b",
    re.I,
)
_NO_NAME = "The sources name no one outright; what they say is:"
_NO_REASON = "The sources do not give the reason outright; what they say is:"
#: A sentence that leans on the one before it.
_LEANS = re.compile(
    r"^(?:It|They|He|She|His|Her|Its|Their|This|These|That|Those|There|The (?:sum|rest|plan|paper|answer|article|report|minister|MP|peer|director|editor|economist|official|department))\b"
)
#: Someone named before: "She says …", "The MP added …".
_SOMEONE = re.compile(
    r"(?:He|She|His|Her|They|The (?:minister|MP|peer|chancellor|secretary|director|editor|official|economist|spokes\w+|chief))\b"
)
_IN_PASSAGES, _MOST, _MOST_ITEMS, _FEWEST_WORDS = 12, 3, 10, 2
#: Least share of the question's words that the passage and the sentence hold; the most that one missing word weighs.
_PASSAGE_COVER, _SENTENCE_COVER, _MISSING_MOST = 0.42, 0.25, 0.3
#: The same of a sentence that is to say who.
_NAMED_COVER, _UNNAMED_COVER = 0.4, 0.7
#: What counts besides the sentence's own words: its passage's, its rank, and that it gives a reason where one is asked, that it prints the figure asked about, or names who is asked about.
_AROUND, _RANK, _TELLING = 0.5, 0.4, 0.25
#: A further sentence covers nearly as much, in other words.
_AS_MUCH, _ALIKE = 0.75, 0.6


@dataclass(frozen=True)
class _Sentence:
    """A sentence of the evidence and how well it answers."""

    evidence: Evidence
    place: int
    spans: tuple[tuple[int, int], ...]
    cover: float
    score: float

    @property
    def text(self) -> str:
        return self.evidence.passage.text[slice(*self.spans[self.place])]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(terms(self.text))

    def quoted(self, place: int) -> Statement:
        return _statement(self.evidence, self.spans[place])

    @property
    def antecedent(self) -> int | None:
        """The place of the sentence that this one leans on, where it is of the same passage."""
        place = self.place
        while place and _LEANS.match(self.evidence.passage.text[slice(*self.spans[place])]):
            place -= 1
        return place if place != self.place else None

    @property
    def whole(self) -> str:
        """The sentence with the one that it leans on."""
        first = self.place if self.antecedent is None else self.antecedent
        return self.evidence.passage.text[self.spans[first][0] : self.spans[self.place][1]]


def asks_statement(question: Question) -> bool:
    """Whether the question asks what a body said, or for a name, a place or a reason, rather than for a figure."""
    asks = question.want in (Want.STATEMENT, Want.PLACE) or _asks_who(question)
    return asks or says(question) or bool(_ASKS_WHY.match(question.text))


def _asks_who(question: Question) -> bool:
    return question.want is Want.PERSON or bool(_WHICH_BODY.match(question.text))


def says(question: Question) -> bool:
    """Whether the question asks what a named body said of something."""
    return bool(_SAID.search(_asking(question)))


def _asking(question: Question) -> str:
    """What is asked, without the earlier question that a follow-up is put under: "On “…”: what did the NAO say?"."""
    return re.sub(r"^On “[^”]*”(?: \([^)]*\))?: ", "", question.text)


def stated(question: Question, evidence: Sequence[Evidence], section: Section) -> Draft | None:
    """The sentences that answer, of the body that is asked about; None where no passage covers the question.

    `section` gives the passages around one, where a name stands that the sentence leaves out.
    """
    if _asks_who(question) and asks_role(question.text):
        held = holder(question, evidence)
        return Draft(Status.ANSWERED, (_statement(*held),)) if held else None
    ranked = _ranked(question, evidence)
    if _asks_who(question):
        return _named(question, ranked, section)
    if question.want is Want.PLACE:
        ranked = [one for one in ranked if set(places(one.text)) - set(question.places)]
    if not ranked:
        return None
    best = ranked[0]
    shown = [best]
    for one in ranked[1:]:
        if len(shown) == _MOST or one.cover < _AS_MUCH * best.cover:
            break
        if all(len(one.words & other.words) <= _ALIKE * min(len(one.words), len(other.words)) for other in shown):
            shown.append(one)
    sentences_shown = tuple(statement for one in shown for statement in _with_antecedent(one))[:_MOST]
    statements = tuple(each for one in sentences_shown for each in (one, *_introduced(one, section)))
    why = bool(_WHY.search(question.text))
    if why and not any(_REASON.search(one.whole) for one in shown):
        return Draft(Status.PARTIAL, _once(statements), _NO_REASON)
    return Draft(Status.ANSWERED, _once(statements))


def _ranked(question: Question, evidence: Sequence[Evidence]) -> list[_Sentence]:
    """The sentences of passages that cover the question, the best first."""
    said = _SAID.search(_asking(question))
    speaker = set(terms(with_names(said["who"]))) if said else set()
    verb = set(terms(said["verb"])) if said else set()
    matter = tuple(term for term in question.terms if term not in _OF_ASKING | speaker)
    weighing = Weighing(replace(question, terms=matter or question.terms), evidence)
    amounts = _amounts(question)
    why, person = bool(_WHY.search(question.text)), _asks_who(question)
    found = []
    for one in evidence[:_IN_PASSAGES]:
        held = {*terms(passage_words(one)), *terms(one.document.publisher)}
        around = weighing.covered(held)
        lacking = weighing.heaviest_missing(held) > _MISSING_MOST and not _holds_one(one.figures, amounts)
        if around < _PASSAGE_COVER or lacking or one.passage.columns:
            continue
        spans = sentences(one.passage.text)
        for place, (start, end) in enumerate(spans):
            text = one.passage.text[start:end]
            cover = weighing.covered(terms(with_names(text)))
            sentence = _Sentence(one, place, spans, cover, 0)
            near = cover >= _SENTENCE_COVER or (person and _prints(sentence, amounts))
            if not near or len(terms(text)) <= _FEWEST_WORDS:
                continue
            if said and not _is_said_by(sentence, said["who"]):
                continue
            direct = bool(speaker & set(terms(with_names(text)))) + bool(verb & set(terms(text)))
            telling = (why and bool(_REASON.search(text))) + _prints(sentence, amounts) + direct
            hangs = sentence.antecedent is None and bool(_LEANS.match(text))
            score = cover + _AROUND * around + _RANK * one.score + _TELLING * (telling - hangs)
            found.append(replace(sentence, score=score))
    return sorted(found, key=lambda one: (-one.score, one.evidence.document.kind.rank))


def _is_said_by(one: _Sentence, who: str) -> bool:
    """Whether the passage or its document is of the body, or the sentence with the one it leans on of the person."""
    bodies = organisations(who)
    if bodies:
        speaking = organisations(f"{one.evidence.document.publisher}. {passage_words(one.evidence)}")
        return any(related(body, name) for body in bodies for name in speaking)
    surname = people(who.title())
    return not surname or surname[0].split()[-1] in one.whole


def _amounts(question: Question) -> list[Figure]:
    return [one for one in question.stated if one.quantity.unit not in TEMPORAL_UNITS]


def _named(question: Question, ranked: Sequence[_Sentence], section: Section) -> Draft | None:
    """The best sentence that names someone, or some body, that the question does not."""
    known = question.text
    amounts = _amounts(question)
    if amounts:
        ranked = [one for one in ranked if _prints(one, amounts)]
    if ranked and _WHOSE.match(known) and not _names(ranked[0].whole, known):
        publisher = ranked[0].evidence.document.publisher
        opening = _GIVES.format(publisher) if publisher and not describe(publisher) else ""
        return Draft(Status.ANSWERED, _with_antecedent(ranked[0]), opening)
    for one in ranked:
        if one.cover < _AS_MUCH * ranked[0].cover or (one.cover < _NAMED_COVER and not _prints(one, amounts)):
            break
        if _names(one.text, known):
            return Draft(Status.ANSWERED, (one.quoted(one.place),))
        if _names(one.whole, known):
            return Draft(Status.ANSWERED, _with_antecedent(one))
        before = _before(one, known, section)
        if before:
            return Draft(Status.ANSWERED, (before, one.quoted(one.place)))
    if not ranked or ranked[0].cover < _UNNAMED_COVER:
        return None
    return Draft(Status.PARTIAL, _with_antecedent(ranked[0]), _NO_NAME)


def _prints(one: _Sentence, amounts: Sequence[Figure]) -> bool:
    start, end = one.spans[one.place]
    return _holds_one([figure for figure in one.evidence.figures if start <= figure.quantity.start < end], amounts)


def _holds_one(figures: Sequence[Figure], amounts: Sequence[Figure]) -> bool:
    return any(
        value_agreement(asked.quantity, figure.quantity) is not Relation.DIFFERS
        for figure in figures
        for asked in amounts
    )


def _names(text: str, known: str) -> bool:
    asked = set(organisations(known))
    return any(name not in known for name in people(text)) or bool(set(organisations(text)) - asked)


def _before(one: _Sentence, known: str, section: Section) -> Statement | None:
    """The nearest sentence of an earlier passage of the section that names a person, where this one says "she"."""
    if not _SOMEONE.match(one.text):
        return None
    for earlier in reversed([near for near in section(one.evidence) if near.number < one.evidence.number]):
        for span in reversed(sentences(earlier.passage.text)):
            if any(name not in known for name in people(earlier.passage.text[slice(*span)])):
                return _statement(earlier, span)
    return None


def _with_antecedent(one: _Sentence) -> tuple[Statement, ...]:
    before = one.antecedent
    return (one.quoted(one.place),) if before is None else (one.quoted(before), one.quoted(one.place))


def _statement(evidence: Evidence, span: tuple[int, int]) -> Statement:
    """A sentence as it is told where it opens with a figure, else in its own words."""
    quote = Quote(evidence, *span)
    figure = next((figure for figure in evidence.figures if figure.sentence == span), None)
    if figure is not None:
        statement = Statement(told(evidence, figure, [one.quantity for one in evidence.figures]), (quote,))
        if bound(statement) is not None:
            return statement
    return Statement(tidy(quote.text), (quote,))


def _introduced(statement: Statement, section: Section) -> tuple[Statement, ...]:
    """The items of the list that a sentence with a colon at its end introduces."""
    quote = statement.quotes[0]
    lead = " ".join(quote.text.split())
    if not lead.endswith(":"):
        return ()
    items = (one for one in section(quote.evidence) if " ".join(one.passage.lead.split()) == lead)
    return tuple(_statement(one, sentences(one.passage.text)[0]) for one in items)[:_MOST_ITEMS]


def _once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple({statement.text: statement for statement in statements}.values())
