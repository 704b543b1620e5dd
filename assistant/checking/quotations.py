"""Check quotations as quotations: are these words, in this order, in a source?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.answering.answer import Citation
from assistant.answering.citing import citation_of
from assistant.answering.draft import Quote
from assistant.retrieval import Evidence

#: Shorter runs of quoted words are terms and titles.
_FEWEST_WORDS = 5
_QUOTED = re.compile(r"“([^“”\n]{12,1500})(?:”|(?=\n)|$)|(?<![\w\"])\"([^\"\n]{12,1500})\"")
_WORD = re.compile(r"[^\W_]+(?:[.,’'&/-][^\W_]+)*|[£$€%]")
_GAP = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*")
#: A passage holds the quotation in other words where it has this share of its words in order, in not much more room.
_MOST_OF_IT, _ROOM = 0.75, 1.4


class QuotationStatus(StrEnum):
    VERBATIM = "verbatim"
    ALTERED = "altered"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, `text[start:end]` of the draft without their marks, and whether a source has them."""

    start: int
    end: int
    status: QuotationStatus
    why: str
    citations: tuple[Citation, ...] = ()


def check_quotations(text: str, search: Callable[[str], Sequence[Evidence]]) -> tuple[Quotation, ...]:
    """Every quotation of five words or more. What no source holds is not checked: most sources are digests."""
    return tuple(
        _checked(text, *span, search)
        for match in _QUOTED.finditer(text)
        for span in [match.span(1) if match[1] is not None else match.span(2)]
        if len(_words(text[slice(*span)])) >= _FEWEST_WORDS
    )


def _checked(text: str, start: int, end: int, search: Callable[[str], Sequence[Evidence]]) -> Quotation:
    quoted = text[start:end]
    evidence = search(quoted)
    nearest: tuple[float, Quote | None] = (0.0, None)
    for one in evidence:
        found = _places(quoted, one.passage.text)
        if found:
            cited = citation_of(Quote(one, *found), 1)
            return Quotation(start, end, QuotationStatus.VERBATIM, "A source has these words.", (cited,))
        share, span = _likeness(quoted, one.passage.text)
        if share > nearest[0]:
            nearest = share, Quote(one, *span)
    share, quote = nearest
    if quote and share >= _MOST_OF_IT:
        why = f"The source's words are: “{quote.text}”."
        return Quotation(start, end, QuotationStatus.ALTERED, why, (citation_of(quote, 1),))
    return Quotation(
        start, end, QuotationStatus.NOT_CHECKED, "No source holds these words; a digest does not keep the original's."
    )


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(match.group().lower().replace("’", "'"), *match.span()) for match in _WORD.finditer(text)]


def _places(quoted: str, passage: str) -> tuple[int, int] | None:
    """Where a passage has the quoted words, each part between gaps in order."""
    held = _words(passage)
    first = last = None
    after = 0
    for part in filter(None, _GAP.split(quoted)):
        wanted = [word for word, _, _ in _words(part)]
        at = next(
            (
                place
                for place in range(after, len(held) - len(wanted) + 1)
                if [word for word, _, _ in held[place : place + len(wanted)]] == wanted
            ),
            None,
        )
        if at is None:
            return None
        after = at + len(wanted)
        if wanted:
            first = held[at][1] if first is None else first
            last = held[after - 1][2]
    return None if first is None or last is None else (first, last)


def _likeness(quoted: str, passage: str) -> tuple[float, tuple[int, int]]:
    """The share of the quoted words that the passage has in order and close together, and where."""
    wanted, held = _words(quoted), _words(passage)
    matcher = SequenceMatcher(None, [one[0] for one in wanted], [one[0] for one in held], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, (0, 0)
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
    if last - first > _ROOM * len(wanted):
        return 0.0, (0, 0)
    return sum(block.size for block in blocks) / len(wanted), (held[first][1], held[last - 1][2])
