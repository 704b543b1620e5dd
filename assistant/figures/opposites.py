"""Words and deeds of which one rules out the other: "public" and "private", "refused" and "granted"."""

from __future__ import annotations

import re

from assistant.figures.printing import printed
from assistant.figures.quantity import Figure
from assistant.figures.words import folded

#: Words of which one rules out the other in the same place.
_OPPOSITES = (
    ("public", "private"), ("primary", "secondary"), ("men", "women"), ("male", "female"), ("boys", "girls"),
    ("small", "large"), ("smaller", "larger"), ("older", "younger"), ("existing", "new"), ("north", "south"), ("domestic", "foreign"),
    ("urban", "rural"), ("inpatient", "outpatient"), ("civil", "criminal"), ("permanent", "temporary"),
)  # fmt: skip


def opposite_clash(claim: Figure, source: Figure) -> str | None:
    """ "Public sector productivity" claimed of a figure of the private sector's."""
    said, given = (set(re.findall(r"[a-z]+", figure.subject.lower())) for figure in (claim, source))
    for pair in _OPPOSITES:
        for one, other in (pair, pair[::-1]):
            if one in said and other not in said and other in given and one not in given:
                return f"In the source {printed(source.quantity)} is {other}, not {one}."
    for word in sorted(said - given):
        turned = next((_TURNED[p] + word[len(p) :] for p in _TURNED if word.startswith(p)), "")
        if len(word) > 8 and any(one[:9] == turned[:9] for one in given if turned):
            return f"In the source {printed(source.quantity)} is not {word}."
    for first, second in ((said, given), (given, said)):
        turned = {prefix + word for prefix in ("dis", "un") for word in first - second if len(word) > 5}
        if turned & second - first and not (said | given) & {"not", "never", "no"}:
            return f"In the source {printed(source.quantity)} is said of the opposite."
    return _undone(claim, source)


def _undone(claim: Figure, source: Figure) -> str | None:
    """ "Repaid £12m" of what was borrowed, where neither says the other too."""
    said, given = _deeds(claim), _deeds(source)
    all_said, all_given = (set(folded(figure.subject)) for figure in (claim, source))
    for pair in _DEEDS:
        for one, other in (pair, pair[::-1]):
            if (
                said & one
                and given & other
                and not all_said & other
                and not all_given & one
                and not (all_said | all_given) & _NOT
            ):
                return f"In the source {printed(source.quantity)} is said of the opposite."
    return None


def _deeds(figure: Figure) -> set[str]:
    """The stems of the verb right before a figure, or right behind its noun, past any helping words."""
    place = figure.quantity.start - figure.clause[0]
    before, behind = _WORD.findall(figure.subject[:place]), _WORD.findall(figure.subject[place:])
    rest = [word for word in behind[len(figure.quantity.noun.split()) :] if not _HELPS.fullmatch(word)]
    return set(folded(" ".join((*[word for word in before if not _HELPS.fullmatch(word)][-1:], *rest[:1]))))


_HELPS = re.compile(
    r"on|of|for|up|was|were|been|be|is|are|had|have|has|will|also|then|about|some|around|over|nearly|only|just|the|its|[a-z]+ly"
)
_WORD = re.compile(r"[A-Za-z]+")
_NOT = frozenset(folded("fail failed rather instead without avoid"))
#: Deeds of which one undoes or rules out the other, whoever does them. Buying and selling are one deed seen twice.
_DEEDS = tuple(
    (frozenset(folded(one)), frozenset(folded(other)))
    for one, other in (
        ("repaid repay repaying repayment", "borrow borrowed borrowing"),
        ("joined join joining", "left leave leaving quit"),
        ("refused refuse rejected reject denied deny", "granted grants approved approve accepted accept upheld"),
        ("demolished demolish scrapped", "built build sold refurbished repaired"),
        ("attended attend", "missed miss"),
        ("convicted jailed imprisoned", "acquitted cleared freed released"),
        ("passed", "failed"),
        ("sacked dismissed", "hired recruited appointed suspended"),
        ("completed", "started begun abandoned cancelled"),
        ("closed", "opened reopened"),
    )
)


#: Prefixes that turn a word into its opposite: "overpaid", "underpaid".
_TURNED = {"over": "under", "under": "over"}
