"""Who holds a role: "who is the chief executive of X?", "who led Y?". The role has to stand beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.names import name_spans
from assistant.answering.question import Question
from assistant.answering.ranking import Weighing, passage_words
from assistant.figures.gazetteer import organisations, related
from assistant.figures.sentences import sentences
from assistant.figures.words import terms
from assistant.retrieval import Evidence

_ROLE = re.compile(
    r"^(?:so |and |but )?who(?: is| was| were| are)? (?P<act>(?:put |placed )?in charge of|(?:will |would |to |going to )(?:run|lead|head|chair|manage)|runs?|ran|heads?|headed|leads?|led|chairs?|chaired|leading|heading) (?P<thing>.+)$"
    r"|^(?:so |and |but )?who(?:['’]s| is| was| are| were| became| will be)(?: made| named| appointed| chosen)?(?: as)?(?: the)?(?: first| current| new)? (?P<role>(?:[\w’'-]+ ){0,4}?[\w’'-]+) (?:of|at|for|in|to) (?P<body>.+)$",
    re.I,
)
_HEADS = r"chief executive|head(?:s|ed)?|chair\w*|director|leads?|led|leading|runs?|ran|president|boss|in charge"
#: "deputy chief executive", "former chair": another role.
_QUALIFIED = re.compile(r"\b(?:deputy|vice|former|acting|interim|assistant|then|ex)[ -]+(?:\w+ )?$", re.I)
#: "the Office's chair": of that body and no other.
_OWNER = re.compile(r"([A-Z][\w-]*)[’']s $")
_RELATIVE = re.compile(r"\b(?:when|that|which|who|after|before|since|while)\b", re.I)
_BESIDE, _ON_IT = 70, 0.5


def asks_role(text: str) -> bool:
    """Whether a question asks who holds a role or leads a thing.

    >>> asks_role("Who chairs the committee?"), asks_role("Who said that?")
    (True, False)
    """
    return _ROLE.match(text.strip(" ?")) is not None


def holder(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, tuple[int, int]] | None:
    """The sentence that names who holds the role, of the passage that covers best what it is a role in; None if none does.

    "Deputy" and "former" make another role, a body that the sentence or its headings do not name another body.
    """
    asked = _ROLE.match(question.text.strip(" ?"))
    if asked is None:
        return None
    body = _RELATIVE.split(asked["body"] or asked["thing"])[0]
    wanted = _HEADS if asked["act"] else re.escape(asked["role"])
    weighing, whole = (
        Weighing(replace(question, terms=terms(body) or question.terms), evidence),
        Weighing(question, evidence),
    )
    found = []
    for one in evidence:
        words = terms(passage_words(one))
        for span in sentences(one.passage.text) if weighing.covered(words) >= _ON_IT else ():
            text = one.passage.text[slice(*span)]
            if _of_body(one, text, body) and _beside_name(text, wanted, question.text):
                found.append((whole.covered(words), one, span))
    best = max(found, key=lambda each: each[0], default=None)
    return best[1:] if best else None


def _of_body(one: Evidence, text: str, body: str) -> bool:
    asked = organisations(body)
    named = organisations(f"{text} {' '.join(one.passage.headings)} {one.document.title}")
    return not asked or any(related(each, name) for each in asked[:1] for name in named)


def _beside_name(text: str, wanted: str, known: str) -> bool:
    """Whether someone whom the question does not name stands right beside the role."""
    for start, end in name_spans(text):
        if text[start:end].split()[-1] in known:
            continue
        for beside in (text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]):
            found = re.search(rf"\b(?:{wanted})\b", beside, re.I)
            before = beside[: found.start()] if found else ""
            owner = _OWNER.search(before)
            if found and not _QUALIFIED.search(before) and (owner is None or owner[1] in known):
                return True
    return False
