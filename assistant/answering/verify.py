"""The guard: a figure reaches a reader only where it is bound to the words of a cited passage.

Each statement of a draft is read again, whoever wrote it. Every figure in it must be the same as a figure of one of its
quotes, by `figures.compare`, and stand in that quote as printed or round to it. A statement with a figure that cannot be
bound is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.answer import AnswerFigure, Citation, Conflict, Derivation
from assistant.answering.citing import citation_of
from assistant.answering.derive import Derived
from assistant.answering.draft import Differing, Draft, Quote, Statement
from assistant.figures import Context, Figure, Relation, compare, describe
from assistant.figures.gazetteer import organisations, places
from assistant.figures.initials import with_initials

_WORKING = "Worked out: "
_BOUND = (Relation.SAME, Relation.SAME_AFTER_ROUNDING)


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be shown: the text with its citation marks, its figures, and the citations they name."""

    text: str
    figures: tuple[AnswerFigure, ...]
    citations: tuple[Citation, ...]
    dropped: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...] = ()


class Verifier:
    """Verifies statements one by one, so that each can be shown before the next is written."""

    def __init__(self) -> None:
        self._text = ""
        self._figures: list[AnswerFigure] = []
        self._citations: dict[tuple[str, int, int, str], Citation] = {}
        self._dropped: list[Statement] = []
        self._conflicts: list[Conflict] = []

    def open(self, opening: str) -> str:
        """The opening where it holds no figure, else nothing."""
        self._text = opening if not describe(opening) else ""
        return self._text

    def add(self, statement: Statement, separator: str = " ") -> str:
        """What the statement adds to the text, separator and citation marks included; nothing where it fails."""
        bindings = bound(statement)
        if bindings is None:
            self._dropped.append(statement)
            return ""
        marks = list(dict.fromkeys(_cite(quote, self._citations).id for quote in _cited(statement, bindings)))
        separator = separator if self._text else ""
        offset = len(self._text) + len(separator)
        for claim, found in bindings:
            quantity = claim.quantity
            ids = tuple(dict.fromkeys(_cite(statement.quotes[place], self._citations).id for place in found))
            self._figures.append(
                AnswerFigure(claim, quantity.text, offset + quantity.start, offset + quantity.end, ids)
            )
        piece = f"{separator}{statement.text.rstrip(' .')} {''.join(f'[{mark}]' for mark in marks)}."
        self._text += piece
        return piece

    def differ(self, differing: Differing) -> str:
        """What the other side of a conflict adds to the text: a note where it is told already, nothing where a side fails."""
        first, second = differing.figures
        if self._side(first) is None:
            return ""
        piece, since = "", 0
        alike = _squashed(first.quantity.text) == _squashed(second.quantity.text)
        if alike or self._side(second) is None:
            lead = differing.lead if not describe(differing.lead) else ""
            since = len(self._figures) if alike else 0
            piece = self.add(differing.statements[1], f" {lead} ".replace("  ", " "))
        sides = (self._side(first), self._side(second, since))
        if sides[0] and sides[1] and differing.about:
            self._conflicts.append(Conflict(differing.about, (sides[0], sides[1])))
            if not piece and differing.noted and not describe(differing.noted):
                piece = f" {differing.noted}"
                self._text += piece
        return piece

    def _side(self, source: Figure, since: int = 0) -> tuple[AnswerFigure, int] | None:
        """The figure of the answer that is the source's, of those from that place on, with its first citation."""
        for one in self._figures[since:]:
            if _shows(one, source) and one.figure.quantity.value == source.quantity.value:
                return one, one.citations[0]
        return None

    def derive(self, derived: Derived, separator: str = " ") -> str:
        """What a computed figure adds to the text: its working; nothing where an operand was not shown with a citation."""
        operands = [next((one for one in self._figures if _shows(one, figure)), None) for figure in derived.operands]
        if not self._text or any(one is None for one in operands):
            return ""
        shown = tuple(one for one in operands if one)
        marks = sorted({mark for one in shown for mark in one.citations})
        offset = len(self._text) + len(separator) + len(_WORKING)
        for operand, (start, end) in zip(shown, derived.places(), strict=True):
            self._figures.append(replace(operand, start=offset + start, end=offset + end))
        start = offset + derived.working.rindex(derived.text)
        self._figures.append(
            AnswerFigure(
                derived.figure,
                derived.text,
                start,
                start + len(derived.text),
                tuple(marks),
                Derivation(derived.operation.value, shown, derived.working),
            )
        )
        piece = f"{separator}{_WORKING}{derived.working} {''.join(f'[{mark}]' for mark in marks)}."
        self._text += piece
        return piece

    def verified(self) -> Verified:
        """All that was added."""
        return Verified(
            self._text,
            tuple(self._figures),
            tuple(self._citations.values()),
            tuple(self._dropped),
            tuple(self._conflicts),
        )


def verify(draft: Draft) -> Verified:
    """Bind every figure of the draft to its quotes and number the citations. Statements that fail are in `dropped`."""
    verifier = Verifier()
    verifier.open(draft.opening)
    for place, statement in enumerate(draft.statements):
        verifier.add(statement, "\n" if "\n" in statement.text or len(draft.statements) > 2 else " ")
        for differing in draft.differing:
            if differing.place == place:
                verifier.differ(differing)
    if draft.derivation:
        verifier.derive(draft.derivation)
    return verifier.verified()


def _shows(shown: AnswerFigure, source: Figure) -> bool:
    """Whether a figure of the answer is the source's, as printed there."""
    return shown.derived is None and _squashed(shown.text) == _squashed(source.quantity.text)


def bound(statement: Statement) -> list[tuple[Figure, tuple[int, ...]]] | None:
    """Each figure of a statement with the places of the quotes that bear it out; None where one has no such quote.

    A statement with figures may name no organisation and no place that the passages of its quotes do not name.
    """
    claims = _claims(statement)
    if claims and not _names_are_sourced(statement):
        return None
    bindings = []
    for claim in claims:
        if any(_in_headings(claim, quote) for quote in statement.quotes):
            continue
        found = tuple(
            place
            for place, quote in enumerate(statement.quotes)
            if _bears_out(quote, claim) or (_is_quote(statement, quote) and _stands_in(quote, claim))
        )
        if not found:
            return None
        bindings.append((_as_in_table(claim, [statement.quotes[place] for place in found]), found))
    return bindings


def _claims(statement: Statement) -> list[Figure]:
    """The figures of a statement; what they count by initials is as the documents of its quotes spell it out."""
    figures = describe(statement.text)
    titles = tuple(
        title
        for quote in statement.quotes
        for title in (quote.evidence.document.title, *quote.evidence.passage.headings)
    )
    counted = with_initials(statement.text, [one.quantity for one in figures], Context(headings=titles))
    return [replace(one, quantity=quantity) for one, quantity in zip(figures, counted, strict=True)]


def _is_quote(statement: Statement, quote: Quote) -> bool:
    """Whether the statement is the quote, word for word and whole: then it says what the source says."""
    return _squashed(statement.text).strip("•*-–—.;,:") == _squashed(quote.text).strip("•*-–—.;,:")


def _stands_in(quote: Quote, claim: Figure) -> bool:
    return any(
        _squashed(claim.quantity.text) == _squashed(figure.quantity.text)
        and claim.quantity.value == figure.quantity.value
        and claim.quantity.bound is figure.quantity.bound
        for figure in quote.evidence.figures
        if quote.start <= figure.quantity.start and figure.quantity.end <= quote.end
    )


def _in_headings(claim: Figure, quote: Quote) -> bool:
    """Whether a date or number is that of a table's column or title: it says when another figure holds."""
    passage = quote.evidence.passage
    headings = _squashed(" ".join((passage.table_title, *passage.columns)))
    return bool(passage.columns) and _squashed(claim.quantity.text) in headings and not _bears_out(quote, claim)


def _as_in_table(claim: Figure, quotes: Sequence[Quote]) -> Figure:
    """The claim with the value and unit that a table's headings give the number which stands in its cell."""
    for quote in quotes:
        for figure in quote.evidence.figures if quote.evidence.passage.columns else ():
            source = figure.quantity
            same = (source.unit, source.value) == (claim.quantity.unit, claim.quantity.value)
            if _squashed(source.text) == _squashed(claim.quantity.text) and not same:
                return replace(
                    claim,
                    quantity=replace(
                        claim.quantity, value=source.value, upper=source.upper, unit=source.unit, step=source.step
                    ),
                )
    return claim


def _names_are_sourced(statement: Statement) -> bool:
    sourced = " ".join(
        " ".join(
            (
                quote.evidence.document.title,
                quote.evidence.document.publisher,
                quote.evidence.passage.lead,
                quote.evidence.passage.table_title,
                *quote.evidence.passage.columns,
                *quote.evidence.passage.headings,
                quote.evidence.passage.text,
            )
        )
        for quote in statement.quotes
    )
    return set(organisations(statement.text)) <= set(organisations(sourced)) and set(places(statement.text)) <= set(
        places(sourced)
    )


def _bears_out(quote: Quote, claim: Figure) -> bool:
    inside = (
        figure
        for figure in quote.evidence.figures
        if quote.start <= figure.quantity.start and figure.quantity.end <= quote.end
    )
    if quote.evidence.passage.columns:
        # A cell's unit stands in the headings of its table: in a row the number is bound as it is printed.
        return re.search(rf"(?<![\d.,£$€]){re.escape(claim.quantity.text)}(?![\d%]|[.,]\d)", quote.text) is not None
    return any(_binds(claim, figure) for figure in inside)


def _binds(claim: Figure, source: Figure) -> bool:
    """Same figure of the same thing, its unit, bound and words with it, and printed alike where it is not rounded."""
    one, other = claim.quantity, source.quantity
    if one.bound is not other.bound or (one.noun and other.noun and one.unit != other.unit):
        return False
    return _squashed(one.text) == _squashed(other.text) and compare(claim, source).relation in _BOUND


def _squashed(text: str) -> str:
    return "".join(text.split()).lower()


def _cited(statement: Statement, bindings: Sequence[tuple[Figure, tuple[int, ...]]]) -> list[Quote]:
    """The quotes to cite: all that bear out a figure, or the first where the statement has none."""
    places = sorted({place for _, found in bindings for place in found}) or [0]
    return [statement.quotes[place] for place in places]


def _cite(quote: Quote, citations: dict[tuple[str, int, int, str], Citation]) -> Citation:
    passage, document = quote.evidence.passage, quote.evidence.document
    key = (document.id, passage.start + quote.start, passage.start + quote.end, quote.locator)
    if key not in citations:
        citations[key] = citation_of(quote, len(citations) + 1)
    return citations[key]
