"""Check a draft: every figure in it is read, looked up in its sentence's words, and judged against what is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.answer import Citation
from assistant.answering.citing import citation_of
from assistant.answering.draft import Quote
from assistant.checking.arithmetic import worked_out
from assistant.checking.claims import Claim, Said, read_claims
from assistant.checking.quotations import Quotation, check_quotations
from assistant.checking.verdicts import BORNE_OUT, Found, found_for, one_thing
from assistant.figures import Figure, Verdict
from assistant.figures.gazetteer import organisations
from assistant.retrieval import Evidence, Retriever
from assistant.settings import settings

_MOST_CITATIONS = 3
_LONGEST_QUERY = 2000


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure of the draft, `text[start:end]` of it, with its verdict, the source's figure and the places of it."""

    figure: Figure
    start: int
    end: int
    verdict: Verdict
    source_figure: str | None
    citations: tuple[Citation, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All figures and all quotations of a draft in its order."""

    text: str
    figures: tuple[Checked, ...]
    quotations: tuple[Quotation, ...] = ()

    @property
    def summary(self) -> Mapping[Verdict, int]:
        """How many figures have each verdict, what was not checked first."""
        counts = Counter(one.verdict for one in self.figures)
        order = sorted(Verdict, key=lambda verdict: verdict is not Verdict.NOT_CHECKED)
        return {verdict: counts[verdict] for verdict in order}


class Checker:
    """Checks texts against one index."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def check(self, text: str) -> CheckReport:
        """The verdict on every figure and quotation of a text, in order. Never raises for what the text says."""
        figures = [one for said in read_claims(text) for one in _checked(said, self._evidence)]
        return CheckReport(text, tuple(figures), check_quotations(text, self._evidence))

    def _evidence(self, words: str) -> tuple[Evidence, ...]:
        """The passages nearest to some words, the more authoritative source first."""
        evidence = self._retriever.retrieve(words[:_LONGEST_QUERY], top=settings().check_evidence)
        return tuple(sorted(evidence, key=lambda one: one.document.kind.rank))


def _checked(said: Said, look_up: Callable[[str], tuple[Evidence, ...]]) -> list[Checked]:
    """The claims of one sentence: those with evidence of their own first, then what is worked out from them."""
    evidence = look_up(said.looked_up)
    found = {claim: found_for(claim.figure, said.text, evidence) for claim in said.claims if not claim.dates}
    for claim, told in tuple(found.items()):
        if told.verdict is Verdict.NOT_FOUND and len(found) > 1:
            found[claim] = _asked_alone(claim, said, look_up) or told
    for claim in tuple(found):
        computed = worked_out(claim, found, evidence)
        if computed:
            found[claim] = computed
    for claim in said.claims:
        if claim.dates:
            found[claim] = _as_period(claim, said, found, evidence)
    return [_shown(claim, found[claim]) for claim in said.claims]


def _asked_alone(claim: Claim, said: Said, look_up: Callable[[str], tuple[Evidence, ...]]) -> Found | None:
    """What bears the figure out where the words around it are looked up by themselves; None where nothing does.

    A sentence that speaks of several things finds the passages of one. A body that is named behind the next figure is
    not this one's.
    """
    begin = claim.figure.sentence[0]
    places = [one.figure.quantity for one in said.claims if one.figure.quantity.unit != "multiple"]
    first = max((q.end for q in places if q.end <= claim.figure.quantity.start), default=begin)
    last = min((q.start for q in places if q.start >= claim.figure.quantity.end), default=begin + len(said.text))
    words, named = said.text[first - begin : last - begin], organisations(said.text[: last - begin])
    alone = replace(claim.figure, organisations=tuple(one for one in claim.figure.organisations if one in named))
    told = found_for(alone, words, look_up(words))
    return told if told.verdict in BORNE_OUT else None


def _as_period(claim: Claim, said: Said, found: Mapping[Claim, Found], evidence: Sequence[Evidence]) -> Found:
    """A date or span that only says when another figure holds: it stands where the source of that figure says it too,
    or where another source says it of the same thing.
    """
    owner = next((one for other, one in found.items() if other.figure.quantity == claim.dates.quantity), None)  # type: ignore[union-attr]
    text = claim.dates.quantity.text if claim.dates else ""
    if owner and owner.verdict in BORNE_OUT:
        told = found_for(claim.figure, "", [one for one, _ in owner.cited])
        if told.verdict in BORNE_OUT:
            return told
        told = found_for(claim.figure, said.text, evidence)
        if told.verdict in BORNE_OUT and one_thing(claim.figure, told.cited[0][1]):
            return told
    return Found(Verdict.NOT_CHECKED, f"It is checked as the period of {text}.")


def _shown(claim: Claim, found: Found) -> Checked:
    quotes = [Quote(one, *source.sentence, source.quantity.start) for one, source in found.cited]
    return Checked(
        claim.figure,
        claim.start,
        claim.end,
        found.verdict,
        found.source_figure,
        tuple(citation_of(quote, number) for number, quote in enumerate(quotes[:_MOST_CITATIONS], 1)),
        found.why,
    )
