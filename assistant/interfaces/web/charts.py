"""Pictures of the ledger, drawn as lists of buttons: each mark says its figure in words and leads to its source or rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.interfaces.web.ledger import MONEY, Row
from assistant.interfaces.web.markup import table, words
from assistant.wording import british_date

_MOST_BARS = 12
_NO_COMMITMENT = frozenset({"saving", "cost", "change", "level"})
_NO_PROMISE = frozenset({"estimate", "forecast", "achieved"})
_STEPS = (Decimal(1), Decimal(2), Decimal(5))


def commitments(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """For each organisation its largest sum of money that is no saving, cost, change or estimate; the largest first.

    Sums are never added up: one may be part of another.
    """
    largest: dict[str, Row] = {}
    for row in rows:
        if row.unit != MONEY or row.figure.quantity.unit != "GBP" or row.figure.quantity.upper is not None:
            continue
        if row.figure.sense & _NO_COMMITMENT or row.figure.basis & _NO_PROMISE:
            continue
        for organisation in row.figure.organisations:
            # Who publishes a document speaks of others' money more often than of its own.
            if organisation == row.document.publisher:
                continue
            if organisation not in largest or row.amount > largest[organisation].amount:
                largest[organisation] = row
    return sorted(largest.items(), key=lambda pair: -pair[1].amount)[:_MOST_BARS]


def bars(found: Sequence[tuple[str, Row]], keep: Callable[[Row], str]) -> str:
    """The bar chart of commitments. `keep` gives the name under which the page holds the source of a row."""
    if not found:
        return '<p class="hint">No commitment in pounds among these figures.</p>'
    top, ticks, unit = axis(found[0][1].amount)
    drawn = "".join(
        f'<li><button type="submit" class="quiet who" name="bar" value="{words(name)}" aria-label="Rows of {words(name)}">{words(name)}</button>'
        f'<button type="button" class="barred" data-show="{words(keep(row))}" aria-label="{words(name)}: {words(row.text)}, open its source">'
        f'<span class="bar-fill" style="inline-size:{_percent(row.amount, top)}%"></span><span class="bar-value">{words(row.text)}</span></button></li>'
        for name, row in found
    )
    cells = [
        (
            words(name),
            words(row.text),
            words(row.says),
            f"{words(row.document.publisher)}, {words(british_date(row.document.date))}",
        )
        for name, row in found
    ]
    return (
        f'<figure class="chart"><figcaption><h2>Largest commitment named for each organisation, {unit}</h2><p class="hint">One figure a bar, as printed: none is added up, since one may be part of another. What its source calls a saving, cost, estimate or forecast is left out.</p></figcaption>'
        f'<ol class="bars">{drawn}</ol><div class="scale" aria-hidden="true"><span></span><div>{"".join(f"<span>{_tick(tick, unit)}</span>" for tick in ticks)}</div></div>{_as_table(("Organisation", "Figure", "What the source says", "Source"), cells)}</figure>'
    )


def timeline(rows: Sequence[Row]) -> str:
    """How many figures the documents of each year print; a column leads to the rows of its year."""
    counts = Counter(row.year for row in rows if row.year)
    if not counts:
        return ""
    first, last, top = int(min(counts)), int(max(counts)), max(counts.values())
    years = [str(year) for year in range(first, last + 1)] if last - first < 40 else sorted(counts)
    drawn = "".join(
        f'<li><button type="submit" class="column-mark" name="at" value="{year}"{"" if counts[year] else " disabled"}>'
        f'<span class="column-value">{counts[year]}<span class="away"> figures in </span></span>'
        f'<span class="column-fill" style="block-size:{_percent(Decimal(counts[year]), Decimal(top))}%"></span>'
        f'<span class="column-name">{year}</span></button></li>'
        for year in years
    )
    return (
        f'<figure class="chart"><figcaption><h2>Figures by year of their document</h2></figcaption><ol class="columns-chart">{drawn}</ol>'
        f"{_as_table(('Year', 'Figures'), [(year, str(counts[year])) for year in years])}</figure>"
    )


def axis(largest: Decimal) -> tuple[Decimal, list[Decimal], str]:
    """The end of an axis that begins at zero, its ticks, and "£bn" or "£m"."""
    unit = "£bn" if largest >= 10**9 else "£m"
    step = Decimal(10) ** max(0, largest.adjusted() - 1)
    step = next(
        (step * many for many in (*_STEPS, *(10 * one for one in _STEPS)) if step * many * 5 >= largest), largest
    )
    ticks = [step * place for place in range(6) if step * (place - 1) < largest]
    return ticks[-1], ticks, unit


def _tick(value: Decimal, unit: str) -> str:
    scaled = value / (10**9 if unit == "£bn" else 10**6)
    return f"£{scaled.normalize():f}{unit[1:]}" if value else "0"


def _percent(value: Decimal, top: Decimal) -> str:
    return f"{100 * value / top:.2f}"


def _as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return f'<details class="as-table"><summary>As a table</summary>{table(heads, rows)}</details>'
