"""Words for readers: dates and qualifiers in British English."""

from __future__ import annotations

from assistant.figures.quantity import Bound, Figure

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BOUNDS = {
    Bound.ABOUT: "about",
    Bound.ALMOST: "almost",
    Bound.AT_LEAST: "at least",
    Bound.MORE_THAN: "more than",
    Bound.AT_MOST: "at most",
    Bound.LESS_THAN: "less than",
    Bound.UP_TO: "up to",
}


def british_date(date: str) -> str:
    """ "2024-03-06" is "6 March 2024", "2024-03" "March 2024"; anything else stays as it is."""
    parts = date.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) not in (2, 3) or not 1 <= int(parts[1]) <= 12:
        return date
    words = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words


def qualifier(figure: Figure) -> str:
    """What limits a figure, in a few words: its bound, its period and what sort of figure it is."""
    basis = ", ".join(sorted(name.replace("_", " ") for name in figure.basis))
    return "; ".join(
        part
        for part in (_BOUNDS.get(figure.quantity.bound, ""), figure.period.text if figure.period else "", basis)
        if part
    )


def subject_words(figure: Figure) -> str:
    """What a figure is of, with a bracket that the clause cut open closed again."""
    words = figure.subject
    return f"{words})" if words.count("(") > words.count(")") else words
