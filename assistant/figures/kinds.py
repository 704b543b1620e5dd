"""What a figure counts or is a share of, from the grammar of its clause."""

from __future__ import annotations

import re

from assistant.figures.clauses import subject_phrase
from assistant.figures.nouns import singular
from assistant.figures.printing import printed
from assistant.figures.quantity import Figure
from assistant.figures.units import measure_factor
from assistant.figures.values import is_count
from assistant.figures.words import coverage, synonyms, terms


def noun_clash(claim: Figure, source: Figure) -> str | None:
    """ "42,000 sessions" said to be 42,000 patients."""
    one, other = claim.quantity, source.quantity
    if source.counted and other.unit == "number" and is_count(one) and one.noun:
        held = terms(source.counted if source.subject.startswith("of whom") else f"{source.counted} {source.subject}")
        if not coverage(terms(one.unit), held) and singular(source.counted.split()[-1]) != one.unit:
            return f"{printed(other)} counts {source.counted}, not {one.noun}."
        return None
    if other.unit == "number" and is_count(one) and one.noun and not source.in_table:
        named = terms(f"{source.subject} {source.lead} {source.topic}")
        if not coverage(terms(one.unit), named) and not {one.unit, singular(one.unit)} & _ANY_COUNT and named:
            return f"{printed(other)} counts no {one.noun}."
    if not (is_count(one) and is_count(other)) or "number" in (one.unit, other.unit) or one.unit == other.unit:
        return None
    if measure_factor(one.unit, other.unit):
        return None
    claimed, given = set(terms(one.noun)) | {one.unit}, set(terms(other.noun)) | {other.unit}
    if {singular(word) for word in claimed} & {singular(word) for word in given} or coverage(
        terms(one.unit), terms(f"{other.noun} {other.unit}")
    ):
        return None
    if one.unit == "person" and other.unit in _PEOPLE:
        return None  # prisoners are people
    if other.unit == "person" and coverage(terms(one.unit), terms(source.subject)):
        return None  # "recruits" of people who were recruited
    said = set(terms(claim.subject))
    if any(synonyms(term) & said for term in terms(other.unit)) and not said & set(terms(other.unit)):
        return None  # "111,000 posts were empty" of vacancies
    return f"{printed(other)} counts {other.noun or other.unit}, not {one.noun or one.unit}."


#: Nouns that may stand for what is counted, whatever it is.
_ANY_COUNT = frozenset(
    [
        "person",
        "people",
        "one",
        "case",
        "item",
        "thing",
        "time",
        "place",
        "member",
        "individual",
        "number",
        "total",
        "unit",
        "user",
    ]
)


_PEOPLE = frozenset(
    [
        "adult",
        "applicant",
        "baby",
        "buyer",
        "carer",
        "child",
        "claimant",
        "customer",
        "doctor",
        "driver",
        "employee",
        "learner",
        "man",
        "member",
        "migrant",
        "motorist",
        "nurse",
        "offender",
        "officer",
        "parent",
        "passenger",
        "patient",
        "pensioner",
        "prisoner",
        "pupil",
        "recruit",
        "refugee",
        "resident",
        "respondent",
        "staff",
        "student",
        "survivor",
        "taxpayer",
        "teacher",
        "tenant",
        "trainee",
        "veteran",
        "victim",
        "visitor",
        "volunteer",
        "voter",
        "woman",
        "worker",
    ]
)


#: "The number of people in hotels": what is counted is people.
_COUNT_OF = re.compile(r"^(?:the |an? |some )?(?:total |overall |average )?(?:number|count|total|volume) of ", re.I)
_TAIL = re.compile(
    r"\s(?:of|in|for|to|at|by|on|from|with|across|this|last|next|since|over|under|who|which|that)\s.*$", re.I
)


def head_clash(claim: Figure, source: Figure) -> str | None:
    """ "Crossings have passed 32,000" counts crossings: a claim that counts boats takes a word of theirs for their head."""
    one, other = claim.quantity, source.quantity
    if not (is_count(one) and one.noun) or other.unit != "number" or source.in_table or source.counted:
        return None
    phrase = _COUNT_OF.sub("", subject_phrase(source.subject))
    head = phrase and _head(phrase)
    if not head or not {one.unit, singular(one.unit)} & set(map(singular, phrase.lower().split())):
        return None
    if singular(head) == singular(one.unit) or head in claim.subject.lower():
        return None
    return f"{printed(other)} counts {head}, not {one.noun}."


_OF_COUNTS = frozenset(("numbers", "levels", "totals", "figures", "counts"))


def _head(phrase: str) -> str:
    """The plural that ends a noun phrase, without what hangs on it: "crossings" of "small boat crossings this year"."""
    words = _TAIL.sub("", f"{phrase} ").split()
    if words and words[-1].lower() in _OF_COUNTS:
        return ""  # "staff numbers" counts staff
    return words[-1].lower() if words and singular(words[-1].lower()) != words[-1].lower() else ""


def whole_clash(claim: Figure, source: Figure) -> str | None:
    """ "41% of starts" of what the source says is 41% of spending."""
    one, other = _whole(claim), _whole(source)
    if not one or not other or coverage(one, terms(source.subject)) or coverage(other, terms(claim.subject)):
        return None
    if _ECONOMY & set(one) and _ECONOMY & set(other):
        return None
    return f"In the source {printed(source.quantity)} is a share of something else."


#: Names of the whole economy.
_ECONOMY = frozenset(terms("GDP economy income output"))


def _whole(figure: Figure) -> tuple[str, ...]:
    return tuple(tag[3:] for tag in figure.sense if tag.startswith("of_"))
