"""What a bare number counts: the noun of the last count, or the plural that its sentence is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.quantity import Figure


def with_counted(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures in order, a bare number with the noun of the last count before it: "20,000 places … 6,518 are ready"."""
    found: list[Figure] = []
    noun = ""
    for figure, following in zip(figures, [*figures[1:], None], strict=False):
        counts = [one for one in found if one.sentence == figure.sentence and one.quantity.noun]
        between = text[figure.quantity.end : following.quantity.start] if following else ""
        if following and following.quantity.noun and _OUT_OF.fullmatch(between):
            noun = following.quantity.noun  # "138 of a planned 300 staff"
        of_them = _OF_THEM.match(text, figure.quantity.end) if figure.quantity.unit == "number" else None
        if of_them:
            figure = replace(figure, counted=of_them.group(1))  # "4,900 people, 600 of them apprentices"
        elif figure.quantity.unit == "number" and _OF_ANY.match(text, figure.quantity.end) and not counts:
            counted = _WHO.match(text, figure.sentence[0], figure.quantity.start)
            figure = replace(figure, counted=counted.group(1) if counted else noun)
        elif figure.quantity.unit == "number" and noun and not _STANDS.search(figure.subject):
            figure = replace(figure, counted=noun)
        noun = figure.quantity.noun or ("" if _STANDS.search(figure.subject) else noun)
        found.append(figure)
    return tuple(found)


_OF_THEM = re.compile(r" of (?:them|these|those),? ((?:[a-z-]+ )?[a-z]{3,}s)\b(?! [a-z]+ed\b)")
_OF_ANY = re.compile(r" of (?:them|these|those)\b")
#: The plural that a sentence is about: "Employers contributed £31 million, and 2,640 of them took part".
_WHO = re.compile(
    r"\W*(?:The |Some |Most |Many |All |Its |Their )?((?:[A-Za-z-]+ ){0,3}?[A-Za-z-]{2,}[a-rt-z]s)\b(?= [a-z])"
)
_OUT_OF = re.compile(r" (?:out )?of (?:an? |the |its |their )?(?:[a-z]+ )?")
#: "Staff numbers fell to 4,150": the subject says what is counted, and no count before it does.
_STANDS = re.compile(r"^(?!(?:it|they|this|that|which|who|we|he|she|these|those)\b)[A-Za-z][^,;]{2,60}? (?:has |have |had )?(?:rose|risen|fell|fallen|grew|grown|stood|numbered|reached|dropped|climbed|passed|totalled)\b", re.I)  # fmt: skip
