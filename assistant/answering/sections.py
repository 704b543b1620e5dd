"""Which section of which source a list is of: the one whose words, titles and date say most of what the question says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.matching import named_terms
from assistant.answering.question import Question, Want
from assistant.answering.ranking import Candidate, Weighing
from assistant.answering.splits import Section
from assistant.documents.model import Passage
from assistant.figures import Figure
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.words import terms
from assistant.retrieval import Evidence

#: What counts beside the share of the question's words that a section and its document hold: the section's own share, its
#: date, its likeliest figures, and that it has several of the kind asked for. Fitted on training questions.
_OWN, _DATED, _RANKED, _SEVERAL, _HEADED = 0.5, 0.5, 0.5, 0.3, 0.5
_YEAR = 0.3
#: What a list is asked for by, whatever it is of.
GENERIC = frozenset(
    terms(
        "parts figures numbers sums amounts lines items measures estimates percentages dates counts breakdown named quoted mentioned"
        " headline both two three four five six all please"
    )
)
_FEW, _LIKELIEST = 2, 5
#: Most sections of a short document that are found for one question.
_SHORT = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A section's passages in their order. `cover` is the share of the question's words that it and its document hold,
    `lead` how far it goes before the best section of any other document."""

    passages: tuple[Evidence, ...]
    cover: float
    lead: float


def place_of(
    question: Question, evidence: Sequence[Evidence], ranked: Sequence[Candidate], section: Section
) -> Place | None:
    """The section that a list is of; None where there is no evidence. `ranked` are the evidence's figures."""
    asked = tuple(term for term in terms(question.text) if term not in GENERIC)
    weighing = Weighing(replace(question, terms=asked or question.terms), evidence)
    likely: dict[tuple[str, tuple[str, ...]], list[float]] = {}
    for one in ranked:
        likely.setdefault(_key(one.evidence), []).append(one.score)
    sums = {key: sum(map(math.sqrt, sorted(scores)[-_LIKELIEST:])) for key, scores in likely.items()}
    most = max(sums.values(), default=1.0)
    scored: list[tuple[float, float, tuple[Evidence, ...]]] = []
    for key, passages in _sections(evidence, section):
        document = passages[0].document
        own = set(_words(passages))
        cover = weighing.covered({*own, *named_terms(f"{document.title} {document.publisher} {document.author}")})
        score = cover + _OWN * weighing.covered(own) + _DATED * _dated(question, document.date)
        score += _HEADED * weighing.covered(_heading(passages))
        score += _RANKED * sums.get(key, 0.0) / most + _SEVERAL * min(_kindred(question, passages), _FEW) / _FEW
        scored.append((score, cover, passages))
    if not scored:
        return None
    score, cover, passages = max(scored, key=lambda one: one[0])
    source = passages[0].document.id
    # A long document's sections are as far apart as documents are.
    long = sum(one[2][0].document.id == source for one in scored) > _SHORT
    others = (one[0] for one in scored if one[2] is not passages and (long or one[2][0].document.id != source))
    return Place(passages, cover, score - max(others, default=0.0))


def _key(evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    return evidence.document.id, evidence.passage.headings


def _sections(
    evidence: Sequence[Evidence], section: Section
) -> Iterable[tuple[tuple[str, tuple[str, ...]], tuple[Evidence, ...]]]:
    for key, one in {_key(one): one for one in reversed(evidence)}.items():
        yield key, tuple(section(one)) or (one,)


def _words(passages: Sequence[Evidence]) -> Iterable[str]:
    yield from named_terms(" ".join(passages[0].passage.headings))
    for one in passages:
        passage: Passage = one.passage
        yield from named_terms(f"{passage.lead} {passage.table_title} {' '.join(passage.columns)} {passage.text}")


def _heading(passages: Sequence[Evidence]) -> set[str]:
    """The words that a section stands under: its heading, and the titles of its lists and tables."""
    titles = dict.fromkeys(f"{one.passage.lead} {one.passage.table_title}" for one in passages)
    return set(named_terms(" ".join((*passages[0].passage.headings[-1:], *titles))))


def _dated(question: Question, published: str) -> float:
    """Whether a document is of the month or the event that the question names, or at least of its year."""
    if any(event.covers(published) for event in question.events):
        return 1.0
    if any(len(period) >= len("2024-07") and published.startswith(period[:7]) for period in question.periods):
        return 1.0
    return _YEAR if any(len(period) == 4 and published.startswith(period) for period in question.periods) else 0.0


def _kindred(question: Question, passages: Sequence[Evidence]) -> int:
    """How many figures of a kind that answers a section has."""
    return sum(is_kindred(question, figure) for one in passages for figure in one.figures)


def is_kindred(question: Question, figure: Figure) -> bool:
    temporal = figure.quantity.unit in TEMPORAL_UNITS and question.want is not Want.DATE
    return not temporal and question.accepts(figure) > 0.1
