"""Which of two figures of one passage the claim's words are about: the one that agrees, or another beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.figures.clauses import VERB, subject_phrase, verbs
from assistant.figures.comparing import TIMES, about, own_words
from assistant.figures.gazetteer import organisations, related
from assistant.figures.quantity import Figure
from assistant.figures.words import alike, folded, synonyms, terms, words

#: How many more of the claim's words another figure of the same passage must own; of a table's row label or column
#: heading one word tells. A synonym counts 0.7.
MORE_WORDS, MORE_LABELS = 1.3, 0.95


def leaning(claim: Figure, source: Figure, other: Figure) -> float:
    """How many more of the claim's words stand in the other figure's own clause than in the source's.

    The words that open the passage belong to all of its figures and do not count.
    """
    if not set(terms(source.subject)) - TIMES and source.in_table:
        return 0.0  # the row of a total bears the name of none of its parts
    if source.passage != other.passage or (source.clause == other.clause and source.sentence != source.clause):
        return 0.0
    shared = {*folded(source.topic), *TIMES, *_ANYTHING}
    own, its = (
        set(folded(own_words(source))),
        set(folded(f"{other.subject} {other.quantity.noun} {other.quantity.text}")),
    )
    parallel = source.sentence == other.sentence and source.quantity.end <= other.clause[0]
    if parallel and not VERB.search(other.subject):
        # "The fee for infants rises to £6, and for toddlers to £4": both are the fee.
        its |= set(folded(_PREPOSITION.split(subject_phrase(source.subject))[0]))
    if _only_names(other) and source.sentence == other.sentence:
        its |= set(folded(_SHARED_VERB.split(source.subject)[-1]))
    said = [term for term in folded(about(claim)) if term not in shared]
    # Of two labels, the one that has the claim's own word is the one meant: "Homes", not "Households".
    exact = its - own if source.in_table else set()
    marked = set(words(claim.subject)) & _LABELS if source.in_table else set()
    told = len(marked & set(words(other.subject))) - len(marked & set(words(source.subject)))
    return told + sum(_held(term, its) - (0 if term in exact else _held(term, own)) for term in said)


#: Names that texts give by turns to whatever they are about, and words that limit a figure.
_ANYTHING = frozenset(
    terms("programme scheme plan project package least most maximum minimum almost nearly around roughly")
)
#: Words of no topic that part two columns: "Tests booked", "Tests taken".
_LABELS = frozenset(("taken", "made", "given", "used", "kept", "left", "done"))
#: Behind it stands the verb that "and trusts £3 billion" leaves out.
_SHARED_VERB = re.compile(r"\b(?=(?:will|would|could|should|may|might|is|are|was|were|has|have|had|to)\b)")


_PREPOSITION = re.compile(r"\b(?:for|of|in|to|on|at|by|from|with)\b")


def has_the_verb(claim: Figure, source: Figure, other: Figure) -> bool:
    """Whether what the claim says was done stands with the other figure of the sentence: "had paid £42m and withheld £10m"."""
    if source.sentence != other.sentence or source.passage != other.passage or source.in_table:
        return False
    done, own = verbs(claim.subject), verbs(source.subject) or verbs(source.lead)
    return bool(done & verbs(other.subject) - own) and not any(verb in own or synonyms(verb) & own for verb in done)


#: Words that most sentences on spending hold: they do not make two of them be about one thing.
COMMON = frozenset(terms("cost costs spend spending fund funding money budget save saving year government minister department programme scheme plan total expect million billion cash pay price bill invest grant receive Treasury new extra additional public next last"))  # fmt: skip


def only_there(claim: Figure, source: Figure, other: Figure) -> bool:
    """Whether every word that tells the claim's subject apart stands in the other figure's clause and none in the source's."""
    if source.passage != other.passage or source.in_table:
        return False
    shared = {*folded(source.topic), *TIMES, *_ANYTHING, *COMMON}
    said = [term for term in folded(about(claim)) if term not in shared]
    own, its = set(folded(own_words(source))), set(folded(f"{other.subject} {other.quantity.noun}"))
    return bool(said) and all(term in its for term in said) and not any(alike(term, own) for term in said)


def its_subject(claim: Figure, source: Figure, other: Figure) -> bool:
    """Whether the claim's grammatical subject is that of the other figure, and the source's sentence has another and
    does not speak of it: "The mineworkers' scheme will receive" what "ministers hand to members of the staff scheme"."""
    if source.passage != other.passage or source.in_table:
        return False
    shared = {*_ANYTHING, *TIMES, *_ANYBODY, *folded(source.topic)}
    own = set(folded(subject_phrase(source.subject))) - shared
    named = set(folded(subject_phrase(claim.subject))) - shared
    said = named - own
    if not said or not own - named or not said <= set(folded(subject_phrase(other.subject) or other.subject)):
        return False
    held = set(folded(f"{source.lead} {source.subject} {source.quantity.noun} {' '.join(source.organisations)}"))
    return any(not alike(term, held) for term in said)


#: Bodies and people that a text names by turns.
_ANYBODY = frozenset(
    terms("government minister department official body agency authority people total number cost spending")
)


def _is_part(part: Figure, whole: Figure) -> bool:
    """Whether the part is one "of which" of the whole: a claim that speaks of the part by name is not of the whole."""
    return "part" in part.sense and "part" not in whole.sense and part.sentence == whole.sentence


def tells_part(claim: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the claim says something of the part that the whole's clause does not: "HMRC expects to recover # of it"."""
    if "part" not in part.sense or "part" in whole.sense or whole.quantity.start > part.quantity.start:
        return False
    told = set(terms(part.subject)) - set(terms(f"{whole.lead} {own_words(whole)}"))
    return any(_held(term, told) for term in terms(claim.subject))


def labelled(source: Figure, other: Figure) -> bool:
    """Whether one word tells the two apart: a table's labels, a list's items, a part by its name, a name without a verb."""
    items = all(figure.quantity.start - figure.sentence[0] <= _ITEM_HEAD for figure in (source, other))
    return source.in_table or _is_part(other, source) or _only_names(other) or items


#: How far behind the start of its sentence the figure may stand that heads an item of a list.
_ITEM_HEAD = 2


def _only_names(figure: Figure) -> bool:
    """Whether the figure's clause is a name alone: "and trusts £3 billion", whose verb stands with another figure."""
    words = len(re.findall(r"[A-Za-z]+", figure.subject))
    named = 0 < words <= 3 or (0 < words <= 6 and len(terms(figure.subject)) == 1 and not VERB.search(figure.subject))
    return named and figure.sentence != figure.clause


def _held(term: str, words: set[str]) -> float:
    return alike(term, words)


def another_agent(claim: Figure, source: Figure, evidence: Sequence[Figure]) -> str | None:
    """Who does, by the claim, what the source says that somebody else did: "Camelot paid" what "Allwyn paid".

    Both have the same verb, each with a subject of its own, and the claim's is a name or stands elsewhere in the passage.
    """
    if source.in_table:
        return None
    doer, done = _agent(claim.subject)
    its, its_done = _agent(source.subject)
    if not done or done != its_done:
        return None
    said, own = (set(folded(words)) - {*_ANYTHING, *TIMES, *_ANYBODY} for words in (doer, its))
    if not said or not own or any(alike(term, {*own, *folded(source.subject)}) for term in said):
        return None
    if any(related(one, other) for one in organisations(doer) for other in organisations(its)):
        return None
    there = " ".join(f"{one.subject} {one.lead}" for one in evidence if one.passage == source.passage)
    known = {*folded(there), *folded(source.topic)}
    return doer if _PROPER.search(doer) or said <= known else None


_PROPER = re.compile(r"(?<=[a-z] )[A-Z]|^(?:The )?[A-Z][\w’'-]*(?: (?:of |and |for |the |&)*[A-Z]|['’]s|$)")
_PRONOUN = re.compile(r"\b(?:it|they|he|she|we|which|who|that|this|these|those|there|is|are|was|were|be|been)$", re.I)


@lru_cache(maxsize=8192)
def _agent(words: str) -> tuple[str, tuple[str, ...]]:
    """The subject of an active clause and its verb: ("Camelot", ("pay",)); empty where there is none."""
    found = _ACTIVE.match(words)
    if not found or _PRONOUN.search(found.group("who").strip()):
        return "", ()
    return found.group("who").strip(), folded(found.group("verb"))


_ACTIVE = re.compile(
    r"(?P<who>(?:[A-Za-z][\w’'&-]*,? ){1,6}?)(?:(?:has|have|had|will|would|could|also|[a-z]+ly) )*"
    r"(?P<verb>paid|pays?|ran|runs?|spent|spends?|conduct(?:s|ed)?|issu(?:es|ed|e)|collect(?:s|ed)?|clos(?:es|ed|e)|open(?:s|ed)?|built|builds?|sold|sells?|bought|buys?"
    r"|provid(?:es|ed|e)|deliver(?:s|ed)?|recruit(?:s|ed)?|hir(?:es|ed|e)|invest(?:s|ed)?|receiv(?:es|ed|e)|award(?:s|ed)?|fin(?:es|ed)|attend(?:s|ed)?|employ(?:s|ed)?|lost|loses?|won|wins?|rais(?:es|ed|e)|borrow(?:s|ed)?|owns?|ow(?:es|ed)|carr(?:ies|ied) out|wrote off|treat(?:s|ed)?|handl(?:es|ed))\b"
)
