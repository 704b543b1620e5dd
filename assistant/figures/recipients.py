"""Who gets, asks for or is given a figure, by the grammar of its clause, whether or not the gazetteer knows the name."""

from __future__ import annotations

import re

from assistant.figures.printing import printed
from assistant.figures.quantity import TEMPORAL_UNITS, Figure
from assistant.figures.words import coverage, terms

_HELP = r"(?:(?:will|would|is|are|was|were|has|have|had|can|could|may|to|be|been|being|now|also|already|each|then|still|set|due|\w+ly) )*"
_GETS = re.compile(
    rf"(?P<who>[A-Za-z][\w’'&-]*(?: [\w’'&-]+){{0,8}}?)(?:,? (?:which|who|that))? {_HELP}"
    r"(?:receiv(?:e|es|ed|ing)|gets?|got|given|granted|awarded|handed|secur(?:e|es|ed)|ask(?:s|ed)? for|sought|bid for|requested|applied for)(?!\w)",
    re.I,
)
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
    found = _GETS.search(figure.subject)
    if not found:
        return None
    name = found.group("who")
    name = name if _OFFICE.search(name) else _TAIL.sub("", name)
    stems = terms(name)
    return (name, stems[-1]) if stems and stems[-1] not in _ANYBODY else None
