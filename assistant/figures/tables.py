"""Figures in Markdown tables: each cell with its row label, column heading, title and unit note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.figures.cues import OPPOSED, basis_of, sense_of
from assistant.figures.dates import date_at, fiscal, year_at
from assistant.figures.gazetteer import organisations, places
from assistant.figures.kinds import PEOPLE
from assistant.figures.nouns import singular
from assistant.figures.quantity import TEMPORAL_UNITS, Context, Figure, Period, PeriodKind, Quantity
from assistant.figures.reading import read

_ROW = re.compile(r"^[ \t]*\|.*$", re.M)
_RULE = re.compile(r"^[ \t]*\|[\s:|-]+\|?[ \t]*$")
_UNIT_NOTE = re.compile(
    r"(£|\$|€)(?:[ ]?(thousand|million|billion|trillion|k|m|mn|bn|tn)\b|(?=[),;]|\s|$))|\b(per ?cent|%|thousands?|millions?|billions?)|(%)",
    re.I,
)
_POWER = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_CODE = {"£": "GBP", "$": "USD", "€": "EUR"}
_CELL = re.compile(r"[^|]+")
#: A number that names its own scale.  255m  1.2bn
_SCALED = re.compile(r"\d ?(?:k|m|mn|bn|tn|thousand|million|billion|trillion)\b", re.I)
#: A number that blanks part into thousands.  100 000  1 234 567.8
_BLANKS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d,])")
#: A column that numbers its rows: nothing in it is a figure.  Row  No.
_NUMBERING = frozenset(("ref", "reference", "no.", "no", "#", "row", "line", "number of measure"))

#: One part of a note that gives different units to counts and money.  Numbers of payers are in thousands. Amounts are in £ millions
_NOTE_PART = re.compile(
    r"\b(numbers?|amounts?|values?)\b[^.;]*?\bin\s+((?:[£$€]\s?)?(?:thousands?|millions?|billions?)|[£$€][^.;]*)", re.I
)
#: A column of counts.  Total number of payers
_COUNTS = re.compile(r"\bnumbers?\b|\bcounts?\b|\bno\. of\b", re.I)
#: A financial year in words.  2017 to 2018  FYE 2024
_YEAR_SPAN = re.compile(r"\b((?:19|20)\d\d) to ((?:19|20)\d\d)\b|\bFYE\s?((?:19|20)\d\d)\b")
#: A cell that says there is no figure.  [no estimate]  [x]
_MARK = re.compile(r"\[[^\]]*\]")
#: A month of a year.  Apr 2021  September 2020
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:19|20)\d\d", re.I)
#: What may stand beside a year in a label that is a period and nothing else.  financial year ending
_YEAR_WORDS = re.compile(
    r"\b(?:financial|tax|calendar|fiscal|years?|end(?:ing|ed)|outturn|forecast|estimate|plans?|to|March|April)\b", re.I
)


def table_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the Markdown tables in a text: two or more lines that begin with a bar."""
    spans: list[tuple[int, int]] = []
    for match in _ROW.finditer(text):
        if spans and text[spans[-1][1] : match.start()].strip(" \t") == "\n":
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    return tuple(span for span in spans if "\n" in text[span[0] : span[1]])


def unit_of(note: str) -> tuple[str, int] | None:
    """The unit and power of ten that a note gives its cells: "(£ million)" is ("GBP", 6); None where it gives none."""
    match = _UNIT_NOTE.search(note)
    if not match:
        return None
    if match.group(1):
        return _CODE[match.group(1)], _POWER.get((match.group(2) or "").lower(), 0)
    if match.group(4) or (match.group(3) and match.group(3).lower().startswith(("per", "%"))):
        return "percent", 0
    return "number", _POWER.get(match.group(3).lower().rstrip("s"), 0)


def table_figures(text: str, start: int, end: int, context: Context) -> tuple[Figure, ...]:
    """The figures of a Markdown table at text[start:end], or of one row whose columns `context` holds.

    The title is `context.table_title`, or the line above the table.
    """
    lines = [match.span() for match in _ROW.finditer(text, start, end)] or [(start, end)]
    columns = context.columns
    if not columns and len(lines) > 1:
        columns = tuple(cell.strip() for cell in _CELL.findall(text[slice(*lines[0])].strip().strip("|")))
        lines = [line for line in lines[1:] if not _RULE.match(text[slice(*line)])]
    title = context.table_title or (text[:start].rstrip().rsplit("\n", 1)[-1] if text[:start].strip() else "")
    note = context.unit_note if unit_of(context.unit_note) else title
    figures: list[Figure] = []
    for line in lines:
        figures += _row(text, line, columns, title, note)
    return tuple(figures)


def _unit_for(column: str, note: str) -> tuple[str, int] | None:
    """The unit that a note gives one column: "Numbers are in thousands. Amounts are in millions." parts counts from money."""
    parts = list(_NOTE_PART.finditer(note))
    if len(parts) < 2:
        return unit_of(note)
    counts = bool(_COUNTS.search(column))
    for part in parts:
        unit = unit_of(part.group(2))
        if unit and counts == part.group(1).lower().startswith("number"):
            return unit if counts or unit[0] != "number" else ("GBP", unit[1])
    return None


def _row(text: str, line: tuple[int, int], columns: tuple[str, ...], title: str, note: str) -> list[Figure]:
    cells = [(m.start() + line[0], m.group()) for m in _CELL.finditer(text[slice(*line)])]
    cells = (
        [cell for cell in cells if cell[1].strip() or len(cells) > len(columns)]
        if len(cells) != len(columns)
        else cells
    )
    label = _label([cell.strip() for _, cell in cells], columns)
    figures = []
    for place, (offset, cell) in enumerate(cells):
        column = columns[place] if place < len(columns) else ""
        if cell.strip() == label and label and len(cells) > 1:
            # What a label counts is a figure of its own, in its own unit: "5,000 additional compliance staff".
            shift = offset + cell.index(label)
            figures += [
                _cell_figure(text, line, quantity, shift, label, "", "", "")
                for quantity in _read_cell(label)
                if quantity.unit not in (*TEMPORAL_UNITS, "number")
            ]
            continue
        if cell.strip() == label or column.lower() in _NUMBERING or (place == 0 and not column and label):
            continue
        for quantity in _read_cell(cell.strip()):
            shift = offset + cell.index(cell.strip())
            given = "" if _counts_people(column, columns) else note
            figures.append(_cell_figure(text, line, quantity, shift, label, column, title, given))
    return _with_trend(figures)


def _counts_people(column: str, columns: Sequence[str]) -> bool:
    """Whether a column counts people beside others that are years of what the title names: "Overseas students 2024-25"."""
    worded = [re.sub(r"[\d/–-]", "", one).strip() for one in columns[1:]]
    return "" in worded and bool({singular(word) for word in re.findall(r"[a-z]+", column.lower())} & PEOPLE)


def _with_trend(figures: Sequence[Figure]) -> list[Figure]:
    """The cells of a row; one whose column is a later time than that of the last cell is more or less than that."""
    found: list[Figure] = []
    for figure in figures:
        last = found[-1] if found else None
        one, other = last and last.quantity.amount, figure.quantity.amount
        if last and one and other and one > 0 < other and one != other and _later(last.period, figure.period):
            figure = replace(figure, sense=figure.sense | {"trend_up" if other > one else "trend_down"})
        found.append(figure)
    return found


def _later(one: Period | None, other: Period | None) -> bool:
    return bool(one and other and one.kind is other.kind and (one.start or "") < (other.start or ""))


def _label(cells: Sequence[str], columns: Sequence[str]) -> str:
    """The label of a row: its first cell in words; or its first cell, where the rest are figures or marks for none.

    "£100,000 | [no estimate] | 717" under "Range of income | …" is labelled "£100,000".
    """
    worded = next((cell for cell in cells if re.search(r"[A-Za-z]{2}", cell) and not _MARK.fullmatch(cell)), "")
    headed = len(cells) > 2 and bool(columns) and re.search(r"[A-Za-z]{2}", columns[0])
    return worded if worded or not headed else cells[0]


def _read_cell(cell: str) -> tuple[Quantity, ...]:
    """The quantities of a cell. Blanks between thousands are read over: "100 000" is one number, printed as it is."""
    blanks = [place for match in _BLANKS.finditer(cell) for place in range(*match.span()) if cell[place] == " "]
    if not blanks:
        return read(cell)
    kept = [place for place in range(len(cell)) if place not in blanks]
    found = []
    for quantity in read("".join(cell[place] for place in kept)):
        start, end = kept[quantity.start], kept[quantity.end - 1] + 1
        found.append(replace(quantity, text=cell[start:end], start=start, end=end))
    return tuple(found)


def _whole(value: Decimal) -> Decimal:
    """The value without an exponent."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _cell_figure(
    text: str,
    line: tuple[int, int],
    quantity: Quantity,
    shift: int,
    label: str,
    column: str,
    title: str,
    note: str,
) -> Figure:
    value, step, name = quantity.value, quantity.step, quantity.unit
    own = unit_of(column) or _unit_for(column, note)
    timed = _TIMED.search(column)
    if name == "number" and timed:
        name = timed.group(1).lower()
    elif name == "number" and own and isinstance(value, Decimal):
        name = own[0]
        # "+255m" under "£ million" carries its scale already.
        power = 0 if _SCALED.search(quantity.text) else own[1]
        value, step = (_whole(value.scaleb(power)), step.scaleb(power)) if power else (value, step)
    elif len(name) == 3 and name.isupper() and own and own[0] in (name, "number") and isinstance(value, Decimal):
        # "$148,502" under "in thousands": the sign stands in the cell, the scale in the note.
        power = 0 if _SCALED.search(quantity.text) else own[1]
        value, step = (_whole(value.scaleb(power)), step.scaleb(power)) if power else (value, step)
    placed = Quantity(
        text=quantity.text,
        start=quantity.start + shift,
        end=quantity.end + shift,
        value=value,
        unit=name,
        upper=quantity.upper,
        bound=quantity.bound,
        direction=None,
        step=step,
        noun=quantity.noun,
    )
    clean = re.sub(r"[¹²³⁴-⁹*†‡]+", "", label)
    words = f"{clean} {column} {title}"
    basis = basis_of(f"{column} #") | (frozenset({"target"}) if _PLANS.match(column) else frozenset())
    for part in (clean, title):
        basis |= frozenset(
            tag for tag in basis_of(part) if not any(tag in pair and set(pair) & basis for pair in OPPOSED)
        )
    return Figure(
        quantity=placed,
        subject=f"{clean}, {column}",
        lead=title,
        organisations=organisations(clean) or organisations(title),
        places=places(words),
        period=_column_period(column) or _label_period(clean) or _title_period(title),
        basis=basis,
        sense=_cell_sense(column, f"{clean} {title}", value)
        | ({"total"} if re.match(r"total\b", column, re.I) else set()),
        clause=line,
        sentence=line,
    )


#: A column of lengths of time: "Average wait (months)".
_TIMED = re.compile(r"\((?:in )?(minute|hour|day|week|month|year)s?\)", re.I)
#: A column of what is planned.
_PLANS = re.compile(r"(?:plans?|planned)\b", re.I)


def _cell_sense(column: str, words: str, value: Decimal | str) -> frozenset[str]:
    """What the heading, the row and the title say of a cell, the heading first; a negative saving is a cost."""
    own = sense_of(column) & _HEADED
    spoken = {tag for pair in _HEADS for tag in pair if set(pair) & own}
    sense = (sense_of(words) - spoken | own) - {"total"}
    return (sense - {"saving"}) | {"cost"} if isinstance(value, Decimal) and value < 0 else sense


#: What a column's heading may say of its cells against the title.
_HEADS = (("headcount", "fte"), ("saving", "cost"), ("average", "median"))
_HEADED = frozenset(tag for pair in _HEADS for tag in pair)


def _label_period(label: str) -> Period | None:
    """The period that a row's label is: "2017 to 2018 [note 8]", not "Spending Review 2021 settlements"."""
    month = _MONTH.fullmatch(re.sub(r"\[[^\]]*\]|\([a-z]\)", "", label).strip())
    if month:
        point = date_at(month.group(), 0)
        return Period(PeriodKind.CALENDAR_YEAR, month.group(), point.value, point.value) if point else None
    period = _column_period(label)
    rest = re.sub(r"\[[^\]]*\]|\([a-z]\)", "", label.replace(period.text, "")) if period else ""
    return period if period and not re.search(r"[A-Za-z]{2}", _YEAR_WORDS.sub("", rest)) else None


def _title_period(title: str) -> Period | None:
    """The period of a table whose title names one: "October 2017 to May 2025" is none of any one cell."""
    years = set(re.findall(r"(?:19|20)\d\d", _YEAR_SPAN.sub(" ", title)))
    spans = {period.start for period in _year_spans(title)}
    return _column_period(title) if len(years) + len(spans) <= 1 else None


def financial_years(words: str) -> tuple[str, ...]:
    """The financial years that words give in the way of statistical tables: "2017 to 2018" and "FYE 2018" are "2017-18"."""
    return tuple(period.start for period in _year_spans(words) if period.start)


def _year_spans(words: str) -> Iterator[Period]:
    for match in _YEAR_SPAN.finditer(words):
        ending = match.group(3)
        years = fiscal(str(int(ending) - 1), ending) if ending else fiscal(match.group(1), match.group(2))
        if years:
            yield Period(PeriodKind.FISCAL_YEAR, match.group(), years, years)


def _column_period(column: str) -> Period | None:
    for span in _year_spans(column):
        return span
    for match in re.finditer(r"(?:FY\s?)?(?:19|20)\d\d(?!(?:[-/–]\d\d)? (?:prices|money))", column):
        point = date_at(column, match.start()) or year_at(column, match.start())
        if point:
            kind = PeriodKind.FISCAL_YEAR if point.unit == "fiscal_year" else PeriodKind.CALENDAR_YEAR
            return Period(kind, column[point.start : point.end], point.value, point.upper or point.value)
    return None
