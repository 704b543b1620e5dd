"""Answer a question that asks for no figure with what the sources state: who, why, how, what a body said.

The answer is one to three short sentences of the sources, each cited; the name that is asked for stands in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Statement
from assistant.answering.names import people
from assistant.answering.question import Question, Want
from assistant.answering.quoting import LEANS, Sentence, amounts, holds_one, prints, quoted, with_antecedent
from assistant.answering.ranking import Weighing, passage_words
from assistant.answering.splits import Section
from assistant.answering.whom import asks_who, named
from assistant.figures.gazetteer import organisations, places, related
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
_WHY = re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:made|is the reason|was the reason)\b", re.I)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|as a result|so that|in order to|reasons?|caused?|since|so as to|after|driven by|blame[ds]?|thanks to|given that|meant to|aims? to|intended to|to (?:help|reduce|cut|free|meet|avoid|make|save|improve|pay|stop|ease|bring|let)|lack of|hop(?:es?|ed|ing)|need(?:s|ed)?)\b",
    re.I,
)
_NO_REASON = "The sources do not give the reason outright; what they say is:"
_IN_PASSAGES, _MOST, _MOST_ITEMS, _FEWEST_WORDS = 12, 3, 10, 2
#: Least share of the question's words that the passage and the sentence hold; the most that one missing word weighs.
_PASSAGE_COVER, _SENTENCE_COVER, _MISSING_MOST = 0.42, 0.25, 0.3
#: What counts besides the sentence's own words: its passage's, its rank, and that it gives a reason where one is asked, that it prints the figure asked about, or names who is asked about.
_AROUND, _RANK, _TELLING = 0.5, 0.4, 0.25
#: A further sentence covers nearly as much, in other words.
_AS_MUCH, _ALIKE = 0.75, 0.6


def asks_statement(question: Question) -> bool:
    """Whether the question asks what a body said, or for a name, a place or a reason, rather than for a figure."""
    asks = question.want in (Want.STATEMENT, Want.PLACE) or asks_who(question)
    return asks or says(question) or bool(_ASKS_WHY.match(question.text))


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
    if asks_who(question):
        return named(question, evidence, section)
    ranked = _ranked(question, evidence)
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
    sentences_shown = tuple(statement for one in shown for statement in with_antecedent(one))[:_MOST]
    statements = tuple(each for one in sentences_shown for each in (one, *_introduced(one, section)))
    why = bool(_WHY.search(question.text))
    if why and not any(_REASON.search(one.whole) for one in shown):
        return Draft(Status.PARTIAL, _once(statements), _NO_REASON)
    return Draft(Status.ANSWERED, _once(statements))


def _ranked(question: Question, evidence: Sequence[Evidence]) -> list[Sentence]:
    """The sentences of passages that cover the question, the best first."""
    said = _SAID.search(_asking(question))
    speaker = set(terms(with_names(said["who"]))) if said else set()
    verb = set(terms(said["verb"])) if said else set()
    matter = tuple(term for term in question.terms if term not in _OF_ASKING | speaker)
    weighing = Weighing(replace(question, terms=matter or question.terms), evidence)
    printed = amounts(question)
    why = bool(_WHY.search(question.text))
    found = []
    for one in evidence[:_IN_PASSAGES]:
        held = {*terms(passage_words(one)), *terms(one.document.publisher)}
        around = weighing.covered(held)
        lacking = weighing.heaviest_missing(held) > _MISSING_MOST and not holds_one(one.figures, printed)
        if around < _PASSAGE_COVER or lacking or one.passage.columns:
            continue
        spans = sentences(one.passage.text)
        for place, (start, end) in enumerate(spans):
            text = one.passage.text[start:end]
            cover = weighing.covered(terms(with_names(text)))
            sentence = Sentence(one, place, spans, cover, 0)
            if cover < _SENTENCE_COVER or len(terms(text)) <= _FEWEST_WORDS:
                continue
            if said and not _is_said_by(sentence, said["who"]):
                continue
            direct = bool(speaker & set(terms(with_names(text)))) + bool(verb & set(terms(text)))
            telling = (why and bool(_REASON.search(text))) + prints(sentence, printed) + direct
            hangs = sentence.antecedent is None and bool(LEANS.match(text))
            score = cover + _AROUND * around + _RANK * one.score + _TELLING * (telling - hangs)
            found.append(replace(sentence, score=score))
    return sorted(found, key=lambda one: (-one.score, one.evidence.document.kind.rank))


def _is_said_by(one: Sentence, who: str) -> bool:
    """Whether the passage or its document is of the body, or the sentence with the one it leans on of the person."""
    bodies = organisations(who)
    if bodies:
        speaking = organisations(f"{one.evidence.document.publisher}. {passage_words(one.evidence)}")
        return any(related(body, name) for body in bodies for name in speaking)
    surname = people(who.title())
    return not surname or surname[0].split()[-1] in one.whole


def _introduced(statement: Statement, section: Section) -> tuple[Statement, ...]:
    """The items of the list that a sentence with a colon at its end introduces."""
    quote = statement.quotes[0]
    lead = " ".join(quote.text.split())
    if not lead.endswith(":"):
        return ()
    items = (one for one in section(quote.evidence) if " ".join(one.passage.lead.split()) == lead)
    return tuple(quoted(one, sentences(one.passage.text)[0]) for one in items)[:_MOST_ITEMS]


def _once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple({statement.text: statement for statement in statements}.values())
