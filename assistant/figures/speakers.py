"""Whose word a figure is: "the Treasury puts it at £5m", "according to Shelter", "calculations by the alliance show"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.gazetteer import organisations, related
from assistant.figures.quantity import Figure
from assistant.figures.words import synonyms, terms

_SAYS = (
    r"(?:says?|said|estimat(?:es?|ed)|calculat(?:es?|ed)|reckon(?:s|ed)?|believ(?:es?|ed)|warn(?:s|ed)?|not(?:es|ed)"
    r"|point(?:s|ed) out|argu(?:es?|ed)|predict(?:s|ed)?|forecasts?(?! (?:of|for|by|in|was|is|period))|expect(?:s|ed)?|thinks?|thought|claim(?:s|ed)?"
    r"|promis(?:es?|ed)|found|finds|shows?|showed|report(?:s|ed)|suggest(?:s|ed)?|fear(?:s|ed)?|insist(?:s|ed)|told"
    r"|confirm(?:s|ed)?|assess(?:es|ed)|anticipat(?:es|ed)|consider(?:s|ed)|retort(?:s|ed)|repl(?:ies|ied)|counter(?:s|ed)|complain(?:s|ed)|pencill?(?:s|ed) in|puts?(?= [^.;]{1,60}\b(?:at|nearer|closer)\b))"
)
_BEFORE = re.compile(rf"(?:^|[,;:.(–—“\"] ?|\b(?:that|and|but|while|than|as|the) )(?P<who>(?:[A-Za-z][\w’'&-]* ){{1,8}}?)(?:has |have |had |also |now |\w+ly )*{_SAYS}(?![\w-])")  # fmt: skip
_FROM = re.compile(r"\b(?:according to|in the (?:view|opinion|words) of|(?:calculations?|estimates?|figures|analysis|research|data|survey|modelling|forecasts?) (?:by|from)) (?P<who>[^,.;:]{2,60}?)(?=[,.;:]|$| (?:shows?|suggests?|puts?|found|finds|in|for|of)\b)")  # fmt: skip
_BEHIND = re.compile(r"[,”\"’] (?:said|says|warned|warns) (?P<who>(?:the |an? )?[A-Za-z][^,.;:]{1,60})")
_OF = re.compile(r"\b(?:calculations?|estimates?|figures|analysis|research|data|survey|report|poll|study|modelling) (?:by|from|for) (?P<who>.+)$")  # fmt: skip
#: Behind one of these the verb is a passive or still to come: "is expected", "will put".
_NO_SPEAKER = re.compile(r"\b(?:is|are|was|were|be|been|being|will|would|could|should|may|might|to|it|not|which|who|of|in|for|by|at|on|an?|the|this|each|every|per|its|their)\s*$", re.I)  # fmt: skip
#: Nobody in particular.
_ANYONE = frozenset(
    terms(
        "report survey study analysis research data figures estimate calculation forecast review poll document paper we they"
        " analyst expert source insider spokesman spokeswoman spokesperson body trade agency"
        " group charity think-tank tank newspaper new latest case evidence previous year audit auditor watchdog spending"
    )
)
_GOVERNMENT = frozenset(
    terms("government official minister ministry department chancellor treasury secretary whitehall budget prime")
)
_CRITICS = frozenset(terms("critic campaigner union opposition opponent"))
_PARLIAMENT = frozenset(terms("MPs MP committee peer Parliament"))


@lru_cache(maxsize=8192)
def speakers_in(words: str) -> tuple[str, ...]:
    """The names in the words of who says, expects or promises something, the last first."""
    found = [*_BEFORE.finditer(words), *_FROM.finditer(words), *_BEHIND.finditer(words)]
    named = []
    for match in sorted(found, key=lambda one: -one.start("who")):
        who = _RELATIVE.split(match.group("who").strip())[-1]
        of = _OF.search(who)
        who = of.group("who") if of else who
        if not _NO_SPEAKER.search(who) and _stems(who):
            named.append(who)
    return tuple(named)


#: "It said": whoever the sentence before gives the word to.
IT_SAYS = re.compile(r"\b(?:it|they|he|she) (?:said|says|added|adds|warned)\b", re.I)
_RELATIVE = re.compile(r"\b(?:that|which|while|but|than) ")


def _stems(who: str) -> frozenset[str]:
    return frozenset(terms(who)) - _ANYONE


def speaker_clash(claim: Figure, source: Figure) -> str | None:
    """ "The Treasury believes that 50,000 jobs will go" of the unions' estimate."""
    said = [one for one in claim.speakers if _named(one)]
    if not said or not source.speakers or any(source.publisher in organisations(one) for one in said):
        return None
    if any(_same(one, other) for one in claim.speakers for other in source.speakers):
        return None
    return f"In the source this is the word of {source.speakers[0]}, not of {said[0]}."


def _named(who: str) -> bool:
    """Whether the words name somebody: a name in capitals, the government, or those who speak against it."""
    proper = re.search(r"(?<!^)\b[A-Z]|^[A-Z]\w*[A-Z]", who) or organisations(who)
    return bool(proper or _stems(who) & (_GOVERNMENT | _CRITICS))


def _same(one: str, other: str) -> bool:
    said, given = _stems(one), _stems(other)
    if any(said & kind and given & kind for kind in (_GOVERNMENT, _PARLIAMENT, _CRITICS)):
        return True
    if any(related(first, second) for first in organisations(one) for second in organisations(other)):
        return True
    if {_initials(one), _initials(other)} & {*one.split(), *other.split()} - {""}:
        return True
    heads = (_head(one), set(terms(other))), (_head(other), set(terms(one)))
    return any(head in words or synonyms(head) & words for head, words in heads)


def _head(who: str) -> str:
    """The stem of the word that a name is about: "official" of "health officials", "office" of "the Office of Health"."""
    return next(iter(terms(re.split(r" (?:of|for|at|in) ", who)[0])[-1:]), "")


def _initials(who: str) -> str:
    """The capitals of a name of several words: "BMA" of "the British Medical Association"."""
    found = re.findall(r"\b([A-Z])[a-z]", who.removeprefix("The "))
    return "".join(found) if len(found) > 1 else ""
