"""Who gets, asks for or is given a figure, by the grammar of its clause, whether or not the gazetteer knows the name."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.words import coverage, terms

_VERB = re.compile(
    r"\b(?:receiv(?:e|es|ed|ing)|gets?|got|given|granted|awarded|handed|secur(?:e|es|ed)|ask(?:s|ed)? for|sought|bid for|requested|applied for)\b",
    re.I,
)
#: Words between a name and its verb.
_HELPS = frozenset(["will", "would", "is", "are", "was", "were", "has", "have", "had", "can", "could", "may", "to", "be", "been", "being", "now", "also", "already", "each", "then", "still", "set", "due", "which", "who", "that"])  # fmt: skip
#: The words right before them, without a mark between: the name.
_NAME = re.compile(r"[A-Za-z][\w’'&-]*(?: [\w’'&-]+){0,8}$")
#: Where the name of who gets it ends: "colleges in England", "councils that bid".
_TAIL = re.compile(r"\s(?:in|of|for|across|at|from|with|under|on|by|to)\s.*$|\s(?:which|who|that)\b.*$", re.I)
#: A name that goes on behind "for" or "of".
_OFFICE = re.compile(
    r"\b(?:Department|Ministry|Office|Board|Institute|Agency|Authority|Council|Commission) (?:for|of) [A-Z]"
)
#: What may stand for anybody, or for the money itself, and so names nobody.
_ANYBODY = frozenset(
    terms(
        "programme scheme fund plan project package initiative department body agency sector service government minister"
        " authority other rest remainder area group majority"
    )
)


def recipient_clash(claim: Figure, source: Figure) -> str | None:
    """ "Employers will receive £98m" of a figure that colleges get."""
    if claim.quantity.unit in TEMPORAL_UNITS:
        return None
    one, other = _who(claim), _who(source)
    if not one or not other or coverage(terms(one[0]), terms(other[0])):
        return None
    if coverage(one[1:], terms(source.subject)) or coverage(other[1:], terms(claim.subject)):
        return None
    return f"In the source {printed(source.quantity)} is for {other[0]}, not {one[0]}."


def _who(figure: Figure) -> tuple[str, str] | None:
    """The name of who gets the figure and its head's stem."""
    return _recipient(figure.subject)


@lru_cache(maxsize=8192)
def _recipient(words: str) -> tuple[str, str] | None:
    verb = _VERB.search(words)
    found = _NAME.search(_before(words[: verb.start()])) if verb else None
    if not found:
        return None
    name = found.group()
    name = name if _OFFICE.search(name) else _TAIL.sub("", name)
    stems = terms(name)
    return (name, stems[-1]) if stems and stems[-1] not in _ANYBODY else None


def _before(words: str) -> str:
    """The words without the helping verbs and adverbs that end them: "Colleges, which have since" is "Colleges"."""
    kept = words.split()
    while kept and (kept[-1].lower() in _HELPS or kept[-1].endswith("ly")):
        kept.pop()
    return " ".join(kept).rstrip(" ,")
