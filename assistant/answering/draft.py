"""An answer before its figures are verified: statements, each with the evidence it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answering.answer import Status
from assistant.answering.derive import Derived
from assistant.documents.locating import locator_at
from assistant.figures import Figure
from assistant.retrieval import Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a passage that a statement rests on: `evidence.passage.text[start:end]`.

    `focus` is where the figure in question begins, so that a spreadsheet's very cell can be cited.
    """

    evidence: Evidence
    start: int
    end: int
    focus: int | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        return self.evidence.passage.text[self.start : self.end]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure that the quote was chosen for, or all that it holds."""
        held = (one for one in self.evidence.figures if self.start <= one.quantity.start < self.end)
        return tuple(one for one in held if self.focus in (None, one.quantity.start))

    @property
    def locator(self) -> str:
        """Where a reader finds the words: of a spreadsheet's row the cell of the figure."""
        passage = self.evidence.passage
        return passage.locator if self.focus is None else locator_at(passage, self.focus)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a draft, without citation marks, and the quotes it rests on, the best first."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two sources' figures of one thing that do not agree, the more official first, each with the statement that tells it.

    `about` says on what they differ, nothing where the second is the first to more digits; `lead` is put before the second statement where the answer does not tell it yet,
    which then stands behind the draft's statement at `place`; `noted` is the sentence that stands there instead where the
    answer tells both.
    """

    about: str
    figures: tuple[Figure, Figure]
    statements: tuple[Statement, Statement]
    lead: str
    place: int
    noted: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`opening` is a sentence without figures put before the statements; `unconfirmed` what could not be shown;
    `derivation` is what was computed from figures of the statements; `differing` is where sources are in conflict."""

    status: Status
    statements: tuple[Statement, ...] = ()
    opening: str = ""
    unconfirmed: tuple[str, ...] = field(default=())
    derivation: Derived | None = None
    differing: tuple[Differing, ...] = ()
