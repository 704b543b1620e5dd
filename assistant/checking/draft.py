"""Check a draft: every figure in it is read, looked up in its sentence's words, and judged against what is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.answer import Citation
from assistant.answering.citing import citation_of
from assistant.answering.draft import Quote
from assistant.answering.ranking import passage_words
from assistant.figures import Context, Figure, Judgement, Verdict, describe, judge
from assistant.figures.attributes import attribute_clashes
from assistant.figures.comparing import SAME_VALUE_SUBJECT, compare, figure_agreement, subject_match
from assistant.figures.gazetteer import organisations
from assistant.figures.quantity import TEMPORAL_UNITS, Relation
from assistant.figures.values import LOWER, UPPER
from assistant.figures.words import synonyms, terms
from assistant.index.fulltext import with_names
from assistant.retrieval import Evidence, Retriever
from assistant.settings import settings

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*")
#: A line that is shorter than this, without a full stop, is a heading of what follows.
_HEADING_CHARACTERS = 100
#: A passage speaks of what a sentence speaks of where it holds this share of the sentence's words.
_ABOUT = 0.45
_MOST_CITATIONS = 3
#: They announce other bodies' figures: that they are named beside one says nothing of whose it is.
_ANNOUNCERS = frozenset({"HM Treasury"})
_AGAINST = (Verdict.CONTRADICTED, Verdict.MISATTRIBUTED)
_BORNE_OUT = (Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED)


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
    """All figures of a draft in its order."""

    text: str
    figures: tuple[Checked, ...]

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
        """The verdict on every figure of a text, in order. Never raises for what the text says."""
        found: list[Checked] = []
        for start, words, context in _paragraphs(text):
            figures = describe(words, context)
            for span, own in groupby(figures, key=lambda figure: figure.sentence):
                sentence = words[slice(*span)]
                evidence = self._evidence(sentence, context)
                found.extend(_checked(figure, start, sentence, evidence) for figure in own)
        return CheckReport(text, tuple(found))

    def _evidence(self, sentence: str, context: Context) -> tuple[Evidence, ...]:
        """The passages nearest to a sentence under its heading, the more authoritative source first."""
        heading = context.headings[-1] if context.headings else context.title
        evidence = self._retriever.retrieve(f"{sentence} {heading}"[:2000], top=settings().check_evidence)
        return tuple(sorted(evidence, key=lambda one: one.document.kind.rank))


def _paragraphs(text: str) -> Iterator[tuple[int, str, Context]]:
    """Each paragraph with its place in the text, under the title and the last heading before it."""
    title = heading = ""
    for found in _PARAGRAPH.finditer(text):
        words = found[0]
        if (
            "\n" not in words
            and len(words) < _HEADING_CHARACTERS
            and not words.rstrip().endswith((".", ":", ";", "”", '"'))
        ):
            heading = words.strip(" #*")
            title = title or heading
        yield found.start(), words, Context(title=title, headings=(heading,) if heading else ())


def _checked(figure: Figure, offset: int, sentence: str, evidence: Sequence[Evidence]) -> Checked:
    named = tuple(one for one in organisations(sentence) if one not in _ANNOUNCERS)
    figure = replace(figure, organisations=named)
    places = [(one, source) for one in evidence for source in one.figures]
    judgement = judge(figure, [source for _, source in places])
    cited = [places[place] for place in judgement.positions]
    elsewhere = judgement.verdict is Verdict.MISATTRIBUTED and compare(figure, cited[0][1]).attribute == "subject"
    if judgement.verdict in _AGAINST and (elsewhere or not all(_about(sentence, one) for one, _ in cited)):
        # A value that a corpus prints of something else is a coincidence, not evidence.
        judgement, cited = Judgement(Verdict.NOT_FOUND, "The sources give no figure for this."), []
    denial = _denied(figure, places) if judgement.verdict in _BORNE_OUT and not judgement.working else None
    if denial:
        verdict, why, against = denial
        judgement, cited = Judgement(verdict, why, (against[1],)), [against]
    if figure.quantity.unit in TEMPORAL_UNITS and judgement.verdict not in _BORNE_OUT:
        judgement, cited = (
            Judgement(Verdict.NOT_CHECKED, "A date is checked as the period of the figures beside it."),
            [],
        )
    if judgement.verdict in _BORNE_OUT and len(cited) == 1:
        cited += _as_well(figure, cited[0][0], places)
    quotes = [Quote(one, *source.sentence) for one, source in cited]
    return Checked(
        figure,
        offset + figure.quantity.start,
        offset + figure.quantity.end,
        judgement.verdict,
        " + ".join(source.quantity.text for source in judgement.sources) if cited else None,
        tuple(citation_of(quote, number) for number, quote in enumerate(quotes[:_MOST_CITATIONS], 1)),
        judgement.why,
    )


def _denied(
    figure: Figure, places: Sequence[tuple[Evidence, Figure]]
) -> tuple[Verdict, str, tuple[Evidence, Figure]] | None:
    """What the claim states of a figure that a source denies and none that prints the figure says."""
    printing = [
        (one, source)
        for one, source in places
        if figure_agreement(figure, source) is not Relation.DIFFERS
        and subject_match(figure, source) >= SAME_VALUE_SUBJECT
    ]
    for place in printing:
        for name, why in attribute_clashes(figure, place[1]):
            if name not in _STATED or any(_STATED[name](figure, one, source) for one, source in printing):
                continue
            return (Verdict.MISATTRIBUTED if name in ("organisation", "period") else Verdict.CONTRADICTED), why, place
    return None


def _same_bound(claim: Figure, evidence: Evidence, source: Figure) -> bool:
    one, other = claim.quantity.bound, source.quantity.bound
    return any(one in side and other in side for side in (LOWER, UPPER))


def _same_organisation(claim: Figure, evidence: Evidence, source: Figure) -> bool:
    known = {*source.organisations, source.publisher, *organisations(passage_words(evidence))}
    return bool(known & set(claim.organisations))


def _same_direction(claim: Figure, evidence: Evidence, source: Figure) -> bool:
    return claim.quantity.direction is source.quantity.direction


def _same_period(claim: Figure, evidence: Evidence, source: Figure) -> bool:
    return bool(source.period) and all(name != "period" for name, _ in attribute_clashes(claim, source))


#: Whether a source says of its figure what the claim says, by attribute.
_STATED = {
    "bound": _same_bound,
    "organisation": _same_organisation,
    "direction": _same_direction,
    "period": _same_period,
}


def _as_well(
    figure: Figure, cited: Evidence, places: Sequence[tuple[Evidence, Figure]]
) -> list[tuple[Evidence, Figure]]:
    """The figures of other documents that bear the claim out by themselves."""
    found: dict[str, tuple[Evidence, Figure]] = {}
    for one, source in places:
        known = one.document.id == cited.document.id or one.document.id in found
        if not known and judge(figure, [source]).verdict in _BORNE_OUT:
            found[one.document.id] = one, source
    return list(found.values())


def _about(sentence: str, evidence: Evidence) -> bool:
    asked = set(terms(with_names(sentence)))
    held = set(terms(passage_words(evidence)))
    shared = sum(1.0 if term in held else 0.6 if synonyms(term) & held else 0.0 for term in asked)
    return bool(asked) and shared / len(asked) >= _ABOUT
