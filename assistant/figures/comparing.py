"""Compare a claimed figure with one in a source: the one comparison that the whole project has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.figures.attributes import attribute_clash
from assistant.figures.clauses import VERB
from assistant.figures.nouns import singular
from assistant.figures.printing import printed
from assistant.figures.quantity import Agreement, Figure, Quantity, Relation
from assistant.figures.values import TIME_UNITS, is_count, same_kind, value_agreement
from assistant.figures.words import alike, folded, terms

__all__ = [
    "SAME_SUBJECT",
    "Similarity",
    "attribute_clash",
    "compare",
    "figure_agreement",
    "is_count",
    "same_kind",
    "subject_match",
    "value_agreement",
]

Similarity = Callable[[str, str], float]

#: Coverage of the claim's words by the source's, below which two figures are about different things.
SAME_SUBJECT = 0.34
#: The same where the values agree: a value that agrees is itself evidence that the two are about one thing.
SAME_VALUE_SUBJECT = 0.12


def figure_agreement(claim: Figure, source: Figure) -> Relation:
    """Compare the values as the figures' words make them: "6p for every pound" is 6%."""
    return value_agreement(claim.quantity, converted(claim, source))


def converted(claim: Figure, source: Figure) -> Quantity:
    """The source's quantity as the claim's unit makes it, where the figures' words allow that."""
    quantity = source.quantity
    if claim.quantity.unit in TIME_UNITS and quantity.unit == "number":
        # "108,500 sitting days … and 110,000": a bare number of the days before it.
        unit = claim.quantity.unit
        if (source.in_table or not source.counted) and re.search(
            rf"\b{unit}s\b", f"{source.lead} {source.subject}", re.I
        ):
            return replace(quantity, unit=unit)  # a cell under "Days at sea"
        counted = singular(source.counted.split()[-1]) if source.counted else ""
        return replace(quantity, unit=claim.quantity.unit) if counted == claim.quantity.unit else quantity
    if claim.quantity.unit == "number" and not is_count(quantity) and _names_unit(claim, quantity.unit):
        return replace(quantity, unit="number")
    if quantity.unit == "multiple" and claim.quantity.unit in ("percent", "fraction") and quantity.amount is not None:
        # "Halved" is 50% less, "doubled" 100% more.
        moved = abs(quantity.amount - 1)
        return replace(
            quantity, value=moved * 100 if claim.quantity.unit == "percent" else moved, unit=claim.quantity.unit
        )
    if claim.quantity.unit in _OCCASIONS and quantity.unit == "multiple" and quantity.text.endswith("times"):
        return replace(quantity, unit=claim.quantity.unit)
    if claim.quantity.unit == "multiple" and quantity.unit == "time":
        return replace(quantity, unit="multiple")  # "five times" of "delayed controls five times since 2021"
    if (
        claim.quantity.unit == "percent"
        and "per_pound" in source.sense
        and quantity.amount is not None
        and quantity.amount < 1
    ):
        return replace(quantity, value=quantity.amount * 100, unit="percent", step=quantity.step * Decimal(100))
    return quantity


#: What "2,840 times" counts.
_OCCASIONS = frozenset({"occasion", "time", "mission", "instance"})


def _names_unit(claim: Figure, unit: str) -> bool:
    """Whether the words after a bare number name the time unit that belongs to it: "500,000 of officer hour savings"."""
    return unit in TIME_UNITS and re.search(rf"\bof (?:\w+ ){{0,2}}{unit}s?\b", claim.subject) is not None


def subject_match(claim: Figure, source: Figure, similarity: Similarity | None = None) -> float:
    """How far the source speaks of what the claim is about, from 0 to 1: the claim's content words found in the source.

    The claim is matched to the source figure's own clause, and at less weight to the words it shares with others.
    """
    wanted = folded(about(claim))
    if not wanted:
        return 0.5
    own = _share(wanted, folded(own_words(source)))
    wide = _share(
        wanted,
        folded(
            f"{source.subject} {source.quantity.noun} {source.lead} {source.topic} {' '.join(source.organisations)}"
        ),
    )
    score = 0.5 * own + 0.5 * wide
    return max(score, similarity(about(claim), f"{source.lead} {source.subject}")) if similarity else score


def _share(wanted: tuple[str, ...], given: tuple[str, ...]) -> float:
    held = set(given)
    return sum(alike(term, held) for term in wanted) / len(wanted)


def own_words(figure: Figure) -> str:
    """The words of a figure's own clause; one that says no more than when ("in March 2024 there had been #") goes on
    with the clause before it."""
    own = f"{figure.subject} {figure.quantity.noun} {figure.quantity.text}"
    said = set(terms(f"{figure.subject} {figure.quantity.noun}")) - TIMES
    if not figure.in_table and len(said) <= 1 and _POINTS_BACK.search(figure.subject):
        return f"{own} {figure.lead} {figure.topic}"
    if figure.in_table:
        return own
    if _COMPARED.search(figure.lead[-24:]):
        return f"{own} {_compared_with(figure.lead)}"
    if said:
        return own
    before = (part for part in reversed(re.split(r"[,;:] ", figure.lead)) if set(terms(part)) - TIMES - _COMPARING)
    return f"{own} {next(before, '')}"


#: "In the following two years the total was #", "raised it to #": a clause that only points back is about what it points to.
_POINTS_BACK = re.compile(r"\b(?:the (?:total|sum|figure|number|amount|cost|bill) (?:was|is|had|has|will|rose|fell|came|stood)|(?:it|this|that|them|they|these|those) (?:to|by|at|was|were|is|are|had|have|has|rose|fell|stood))\b", re.I)  # fmt: skip

#: Words that say when, not what.
TIMES = frozenset(terms("following next subsequent year years month months week day quarter yearly annual spring summer autumn winter January February March April June July August September October November December earlier ago previous previously"))  # fmt: skip


def _compared_with(lead: str) -> str:
    """The words before a comparison, back to the verb of the clause that it is compared with."""
    parts = re.split(r"(?<=[,;:]) ", _COMPARED.sub("", lead))
    verb = next((place for place in range(len(parts) - 1, -1, -1) if VERB.search(parts[place])), 0)
    return " ".join(parts[verb:])


#: Before a clause that gives another value for what the clause before it is about.
_COMPARED = re.compile(r"\b(?:compared (?:with|to)|against|up from|down from|than)\s*$", re.I)
_COMPARING = frozenset(terms("compare compared against"))


def about(figure: Figure) -> str:
    """What a figure is said of: its clause and its noun, without the budget or target that it is measured by."""
    return _YARDSTICK.sub(r"\1", figure.subject) + f" {figure.quantity.noun}"


#: What a figure is measured by and is not: "overshot its budget", "above target".
_YARDSTICK = re.compile(
    r"\b(over|under|above|below|within|overshot|exceed\w*|missed|against)[- ](?:the |its |their )?(?:original |agreed )?(?:budget|plan|target|allocation)\b",
    re.I,
)


def compare(claim: Figure, source: Figure, *, similarity: Similarity | None = None) -> Agreement:
    """How the claim stands to one source figure.

    `OTHER_THING` names the attribute that does not match; `DIFFERS` says the same thing has another value (or unit or
    bound). A claim may leave out a period, place or basis, but not state a wrong one.
    """
    relation = figure_agreement(claim, source)
    if relation is Relation.DIFFERS:
        return _differing(claim, source, similarity)
    clash = attribute_clash(claim, source)
    if clash:
        return Agreement(Relation.OTHER_THING if clash[0] != "bound" else Relation.DIFFERS, clash[0], clash[1])
    if subject_match(claim, source, similarity) < SAME_VALUE_SUBJECT and not _share_a_number(claim, source):
        return Agreement(
            Relation.OTHER_THING, "subject", f"In the source {printed(source.quantity)} is {_gist(source)}."
        )
    return agreed(claim, source)


def agreed(claim: Figure, source: Figure) -> Agreement:
    """The agreement of two figures whose values agree and of which nothing else is asked."""
    relation = figure_agreement(claim, source)
    why = f"The source says {printed(source.quantity)}"
    if relation is Relation.SAME_AFTER_ROUNDING:
        return Agreement(relation, None, f"{why}, which is {printed(claim.quantity)} at the claim's precision.")
    return Agreement(relation, None, f"{why}.")


def _share_a_number(claim: Figure, source: Figure) -> bool:
    """Whether the sentences of both print one more number: "first put at £21.9bn, since £16.4bn"."""
    given = set(_NUMBER.findall(f"{source.lead} {source.subject}"))
    return any(number in given for number in _NUMBER.findall(claim.subject))


#: A number that is not likely to stand in two texts by chance: three digits or more and no year.
_NUMBER = re.compile(r"(?<![\d.,-])(?!(?:19|20)\d\d\b)(?=(?:[.,]?\d){3})\d[\d,.]*\d")


def _differing(claim: Figure, source: Figure, similarity: Similarity | None) -> Agreement:
    if subject_match(claim, source, similarity) < SAME_SUBJECT:
        return Agreement(
            Relation.OTHER_THING, "subject", f"The source's {printed(source.quantity)} is {_gist(source)}."
        )
    why = f"The source says {printed(source.quantity)}; the claim says {printed(claim.quantity)}."
    return Agreement(Relation.DIFFERS, "value" if same_kind(claim.quantity, source.quantity) else "unit", why)


def _gist(figure: Figure) -> str:
    words = figure.subject or figure.lead or "about something else"
    return "for “" + (words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " …") + "”"
