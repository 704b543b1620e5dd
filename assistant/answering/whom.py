"""Answer a question for a name with the sentence of the sources that is likest to it and names someone.

Limits: a sentence is judged by the meanings of its words; one that says much the same of something else may be taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.answer import Status
from assistant.answering.draft import Draft, Statement
from assistant.answering.names import people
from assistant.answering.question import Question, Want
from assistant.answering.quoting import Sentence, amounts, figures_of, prints, quoted, with_antecedent
from assistant.answering.roles import asks_role, holder
from assistant.answering.splits import Section
from assistant.figures import describe
from assistant.figures.gazetteer import organisations
from assistant.figures.sentences import sentences
from assistant.retrieval import Evidence

#: "Which think tank warned of it?", "What firm won the contract?": as "who" does, they ask for a name.
_WHICH_BODY = re.compile(
    r"^(?:so |and |but )?(?:which|what) (?:(?!of\b|per\b|percentage\b|share\b|proportion\b|number\b|figures?\b)[\w’'-]+ ){0,2}?(?:mps?|peer|lord|think[ -]tanks?|bod(?:y|ies)|organisations?|firms?|compan(?:y|ies)|charit(?:y|ies)|union|newspaper|outlet"
    r"|committee|spokes\w+|economist|author|analyst|watchdog|regulator|supplier|consultancy|journalist)\b(?!.*\b(?:more|most|less|least|bigger|larger|smaller)\b)",
    re.I,
)
#: What only people and bodies do: "Which school leader doubted that …?" asks for a name, whatever the first noun.
_SPEECH = (
    r"(?:said|says|told|tells|asked|asks|called|calls|claim|warn|welcom|doubt|accus|attack|prais|criticis|condemn|argu|disput|question|"
    r"challeng|dismiss|announc|describ|declar|demand|complain|admit|admitt|predict|suggest|oppos|defend|recommend|urg|back|rebuk|pledg|promis|point|"
    r"label|comment|object|insist|express|wrote|writes|think|thinks|thought|want|accept|concede)(?:s|es|ed|d)?"
)
_WHICH_SPEAKER = re.compile(
    rf"^(?:so |and |but )?(?:which|what) (?!(?:did|does|do|is|was|are|were|has|have|had|will|would)\b)(?:(?!(?:said|was|is|were|are|been|of|share|proportion|percentage|percent|per|fraction|number|figure|amount|year|date|day|month)\b)[\w’'-]+ ){{1,4}}?{_SPEECH} "
    r"(?!(?:for|in|by|at|on|over|spending|money|funding|sum|figure|total|amount|savings?)\b)",
    re.I,
)
_WHOSE = re.compile(
    r"^(?:so |and |but )?whose (?:estimate|figure|number|forecast|calculation|claim|target|words?|idea|plan)s?\b", re.I
)
_GIVES = "{} gives it:"
_NO_NAME = "The sources name no one outright; what they say is:"
#: Someone named before: "She says …", "The MP added …".
_SOMEONE = re.compile(
    r"(?:He|She|His|Her|They|The (?:minister|MP|peer|chancellor|secretary|director|editor|official|economist|spokes\w+|chief))\b"
)
#: Least likeness of a sentence that says who, its own words' to the question added; least likeness of one that names no
#: one, and of one that prints the figure whose owner is asked.
_LIKE, _LIKE_UNNAMED, _LIKE_WHOSE = 1.04, 0.7, 0.4
#: How nearly as like as the likest one that names someone has to be; what its passage's likeness counts, and that it prints
#: a figure of the question.
_NEARLY, _OF_PASSAGE, _PRINTS = 0.85, 0.3, 0.1


@dataclass(frozen=True)
class _Like(Sentence):
    """A sentence with its likeness to the question, in `cover`, and how well its own words are met there."""

    own: float = 0.0

    @property
    def is_alike(self) -> bool:
        return self.cover + self.own >= _LIKE


def asks_who(question: Question) -> bool:
    """Whether a question asks for a person or a body by name."""
    return question.want is Want.PERSON or any(one.match(question.text) for one in (_WHICH_BODY, _WHICH_SPEAKER))


def named(question: Question, evidence: Sequence[Evidence], section: Section) -> Draft | None:
    """The sentence likest the question that names someone, or some body, that the question does not."""
    if asks_role(question.text):
        held = holder(question, evidence)
        return Draft(Status.ANSWERED, (quoted(*held),)) if held else None
    known = question.text
    ranked, whose = _alike(question, evidence), bool(_WHOSE.match(known))
    if whose and amounts(question):
        printing = [one for one in ranked if prints(one, amounts(question))]
        said = {each.quantity.value for each in amounts(question)}
        ranked = [one for one in printing if said & {each.quantity.value for each in figures_of(one)}] or printing
    if not ranked:
        return None
    best = ranked[0]
    if whose and best.cover >= _LIKE_WHOSE and not _names(best.whole, known):
        publisher = best.evidence.document.publisher
        opening = _GIVES.format(publisher) if publisher and not describe(publisher) else ""
        return Draft(Status.ANSWERED, with_antecedent(best), opening)
    for one in ranked:
        if one.score < _NEARLY * best.score or not (one.is_alike or (whose and one.cover >= _LIKE_WHOSE)):
            break
        if _names(one.text, known):
            return Draft(Status.ANSWERED, (one.quoted(one.place),))
        if _names(one.whole, known):
            return Draft(Status.ANSWERED, with_antecedent(one))
        before = _before(one, known, section)
        if before:
            return Draft(Status.ANSWERED, (before, one.quoted(one.place)))
    return Draft(Status.PARTIAL, with_antecedent(best), _NO_NAME) if best.cover >= _LIKE_UNNAMED else None


def _alike(question: Question, evidence: Sequence[Evidence]) -> list[_Like]:
    """The sentences of the evidence by how like the question they are, the likest first."""
    stated = amounts(question)
    found = []
    for one in evidence:
        if one.alignment is None or one.passage.columns:
            continue
        spans = sentences(one.passage.text)
        *alike, whole = one.alignment.matches([*spans, (0, 0)]).tolist()
        for place, (cover, _, own) in enumerate(alike):
            sentence = _Like(one, place, spans, cover, 0, own)
            score = cover + _OF_PASSAGE * whole[0] + _PRINTS * prints(sentence, stated)
            found.append(replace(sentence, score=score))
    return sorted(found, key=lambda one: (-one.score, one.evidence.document.kind.rank))


def _names(text: str, known: str) -> bool:
    asked = set(organisations(known))
    return any(name not in known for name in people(text)) or bool(set(organisations(text)) - asked)


def _before(one: Sentence, known: str, section: Section) -> Statement | None:
    """The nearest sentence of an earlier passage of the section that names a person, where this one says "she"."""
    if not _SOMEONE.match(one.text):
        return None
    for earlier in reversed([near for near in section(one.evidence) if near.number < one.evidence.number]):
        for span in reversed(sentences(earlier.passage.text)):
            if any(name not in known for name in people(earlier.passage.text[slice(*span)])):
                return quoted(earlier, span)
    return None
