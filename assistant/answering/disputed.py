"""Put the other side beside a draft's figures where the sources are in conflict, the official source first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.answer import Status
from assistant.answering.conflicts import Dispute, comparable, disputes, finer, more_exact, same_over_spans
from assistant.answering.draft import Differing, Draft, Statement
from assistant.answering.question import Question
from assistant.answering.ranking import Candidate, candidates
from assistant.answering.statements import statement_of
from assistant.figures import describe
from assistant.retrieval import Evidence

_MOST = 2
_WHOLE_SENTENCE = re.compile(r"(?:The|It|Its|This|That|They|Their|He|She)\b")


def with_disputes(draft: Draft, question: Question, evidence: Sequence[Evidence]) -> Draft:
    """The draft with what other sources found say of its figures, where that does not agree with them."""
    if draft.status not in (Status.ANSWERED, Status.PARTIAL) or not _thinkable(draft, evidence):
        return draft
    if draft.derivation:
        # What was computed rests on the figures told: another source's in their place would leave it without its terms.
        return draft
    found = candidates(replace(question, stated=()), evidence)
    draft_text = " ".join(one.text for one in draft.statements)
    statements, told = list(draft.statements), list[Differing]()
    for place, statement in enumerate(draft.statements):
        dispute = next((one for one in (disputes(shown, found) for shown in _shown(statement, found)) if one), None)
        if dispute is None and len(told) < _MOST:
            exact = next((one for one in (more_exact(shown, found) for shown in _shown(statement, found)) if one), None)
            if exact and exact.figure.quantity.text not in draft_text:
                told.append(_more_exactly(_shown(statement, found)[0], exact, place))
        if dispute is None or len(told) == _MOST or any(_is_told(dispute, one) for one in told):
            continue
        several = draft.status is Status.ANSWERED and len(draft.statements) > 1
        if several and dispute.other.figure.quantity.text not in draft_text:
            # Several figures answer: each stands beside others of its kind, and a further value would be one too many.
            continue
        later = [at for at, other in enumerate(draft.statements) if dispute.other in _shown(other, found)]
        one = _differing(dispute, max(place, *later, place))
        if dispute.official not in _shown(statement, found):
            # The answer's own figure is the less official: it becomes the other side.
            statements[place] = one.statements[0]
        told.append(one)
    return replace(draft, statements=tuple(statements), differing=tuple(told))


def _is_told(dispute: Dispute, told: Differing) -> bool:
    """Whether a dispute is over the values of one that is told already, whichever side it was found from."""
    values = {one.quantity.text for one in told.figures}
    return (
        dispute.other.figure == told.figures[1]
        or {side.figure.quantity.text for side in (dispute.official, dispute.other)} == values
    )


def _thinkable(draft: Draft, evidence: Sequence[Evidence]) -> bool:
    """Whether some figure found could be in dispute with one that the draft cites, by value and unit alone."""
    cited = [
        figure
        for statement in draft.statements
        for quote in statement.quotes
        for figure in quote.evidence.figures
        if figure.quantity.text in statement.text
    ]
    return any(
        comparable(figure.quantity, other.quantity)
        or same_over_spans(figure, other)
        or finer(other.quantity, figure.quantity)
        for figure in cited
        for one in evidence
        for other in one.figures
    )


def _shown(statement: Statement, found: Sequence[Candidate]) -> list[Candidate]:
    """The figures of the quotes that the statement prints, the likeliest first."""
    return [
        one
        for one in found
        if one.figure.quantity.text in statement.text
        and any(
            quote.evidence.passage.id == one.evidence.passage.id
            and quote.start <= one.figure.quantity.start
            and one.figure.quantity.end <= quote.end
            for quote in statement.quotes
        )
    ]


def _differing(dispute: Dispute, place: int) -> Differing:
    sides = (dispute.official, dispute.other)
    on = " and the ".join(dispute.on)
    about = next((gist for gist in map(_gist, sides) if gist), "")
    publishers = [side.evidence.document.publisher for side in sides]
    named = all(publishers) and publishers[0] != publishers[1]
    return Differing(
        about=f"the {on}{': ' if about else ''}{about}",
        figures=(dispute.official.figure, dispute.other.figure),
        statements=(statement_of(sides[0]), statement_of(sides[1])),
        lead=f"The sources differ on the {on}; {publishers[1] or 'another source'}:",
        place=place,
        noted=f"{' and '.join(publishers) if named else 'The sources'} differ on the {on}.",
    )


def _more_exactly(shown: Candidate, exact: Candidate, place: int) -> Differing:
    """The figure that another source gives to more digits, which is no conflict."""
    publisher = exact.evidence.document.publisher
    return Differing(
        about="",
        figures=(shown.figure, exact.figure),
        statements=(statement_of(shown), statement_of(exact)),
        lead=f"{publisher or 'Another source'} gives it more exactly:",
        place=place,
    )


def _gist(side: Candidate) -> str:
    """What a figure is about, in its source's words; nothing where they hold a figure."""
    words = re.sub(r"^[^:]{0,24}:\s+|\s*\([^)]*$", "", side.figure.subject).strip(" :;,.()")
    return words if words and not describe(words) and not _WHOLE_SENTENCE.match(words) else ""
