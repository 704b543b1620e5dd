"""What a printed number says: by itself (`Quantity`), in its place (`Figure`), beside another (`Agreement`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """How the printed words limit a value. "By March 2026" is `AT_MOST`; "since 2019" is `AT_LEAST`."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    UP_TO = "up_to"


class Direction(StrEnum):
    """Whether the words make the quantity a rise or a fall."""

    UP = "up"
    DOWN = "down"


#: Units whose value is a point in time written as an ISO string, not a Decimal.
TEMPORAL_UNITS = frozenset({"date", "fiscal_year"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number read as a whole.

    `text` is `source[start:end]`: number, currency, scale and unit, without the bound word, the counted noun or the period.
    `value` (and `upper`, for a range) is in base units: £34m is `Decimal(34000000)`. For the units `date` and
    `fiscal_year` it is a string: "2026-03-31", "2026-03", "2026" or "2024-25".
    `unit` is an ISO 4217 code, `percent`, `percentage_point` (both in points as printed; basis points are divided by
    100), `fraction` ("three quarters" is 0.75), `multiple` ("doubled" is 2), a time unit in the singular (`hour`,
    `year`), `date`, `fiscal_year`, the counted noun's head in the singular (`scanner`), or `number` where there is none.
    `step` is the rounding step of the printed form: £3.4bn has 100000000; zero where none applies (dates).
    `noun` is the counted noun phrase as printed ("violent offences"), empty for other units.
    """

    text: str
    start: int
    end: int
    value: Decimal | str
    unit: str
    upper: Decimal | str | None = None
    bound: Bound = Bound.EXACT
    direction: Direction | None = None
    step: Decimal = Decimal(0)
    noun: str = ""

    @property
    def amount(self) -> Decimal | None:
        """The value as a number, or None for a point in time."""
        return self.value if isinstance(self.value, Decimal) else None


class PeriodKind(StrEnum):
    TOTAL = "total"  # the whole sum over a span: "over four years"
    PER_YEAR = "per_year"  # a yearly rate: "a year", "per annum"
    DEADLINE = "deadline"  # due by a point: "by 2029"
    FISCAL_YEAR = "fiscal_year"
    CALENDAR_YEAR = "calendar_year"


@dataclass(frozen=True, slots=True)
class Period:
    """When a figure holds. `start` and `end` are ISO dates, months, years or financial years, where known."""

    kind: PeriodKind
    text: str
    start: str | None = None
    end: str | None = None
    years: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a text and bears on its figures: `describe` reads it where the text itself is silent.

    `date` is the document's ISO date. A table row's text comes with its table title, unit note ("£ million") and the
    column headings, in the order of the cells.
    """

    title: str = ""
    headings: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    table_title: str = ""
    unit_note: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its place.

    `subject` is the words the figure is about: its own clause with the quantity taken out. `lead` is the words it shares
    with other figures: the start of its sentence, its table's title, its heading. `topic` is the words that open its text, before the first figure: they name what later sentences call "the programme". `clause` and `sentence` are the
    (start, end) spans in the passage that hold it. `basis` holds any of: real, cash, capital, resource, forecast,
    target, achieved, estimate, new, previously_announced. `sense` holds what else the clause says of it (cues.py): saving,
    cost, change, level, per_year, total, than_2004 (compared with that year) … `counted` is the noun of the last count before a bare
    number in its passage, which it may leave out: "20,000 places … it had delivered 6,518". `speakers` are those whose word the figure is, as printed: "the Treasury". `publisher` is who issued the text, where known; `passage` tells texts apart. `organisations` and `places` are canonical gazetteer names.
    """

    quantity: Quantity
    subject: str = ""
    lead: str = ""
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    period: Period | None = None
    basis: frozenset[str] = frozenset()
    sense: frozenset[str] = frozenset()
    publisher: str = ""
    passage: str = ""
    topic: str = ""
    counted: str = ""
    speakers: tuple[str, ...] = ()
    clause: tuple[int, int] = (0, 0)
    sentence: tuple[int, int] = (0, 0)

    @property
    def in_table(self) -> bool:
        """Whether the figure is a table's cell: its subject is the row's label and the column's heading."""
        return self.clause == self.sentence and ", " in self.subject and not self.topic


class Relation(StrEnum):
    """The outcome of comparing a claimed figure with one in a source."""

    SAME = "same"
    SAME_AFTER_ROUNDING = "same_after_rounding"
    DIFFERS = "differs"
    OTHER_THING = "other_thing"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a claim stands to one source figure.

    `attribute` names what fails for `OTHER_THING` and `DIFFERS`: value, unit, bound, direction, period, basis, subject,
    organisation or place. `why` is one plain sentence: "The source says £100m; the claim says £10m."
    """

    relation: Relation
    attribute: str | None = None
    why: str = ""


class Verdict(StrEnum):
    SUPPORTED = "supported"
    SUPPORTED_ROUNDED = "supported_rounded"
    CONTRADICTED = "contradicted"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim judged against all its evidence.

    `sources` are the source figures the verdict rests on (several for a sum), best first; `positions` their places in
    the evidence given to `judge`. `working` is set where the claim was derived: "£1.9bn + £1.1bn = £3.0bn".
    """

    verdict: Verdict
    why: str
    sources: tuple[Figure, ...] = ()
    positions: tuple[int, ...] = ()
    working: str = ""
