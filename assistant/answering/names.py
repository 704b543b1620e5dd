"""Names of people in the words of a source."""

from __future__ import annotations

import re

from assistant.figures.gazetteer import organisation_spans, places

#: "Laura Trott", "Sir Chris Bryant", "Amanda Pritchard"; a hyphen or an apostrophe stays inside.
_NAME = re.compile(
    r"\b(?:(?:Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Dr|Professor|Prof) )?[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:O[’']|Mc|Mac|de |van )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b"
)
_TITLED = re.compile(r"\b(?:Sir|Dame|Lord|Lady|Baroness|Mr|Mrs|Ms|Dr|Professor|Prof) [A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")
#: Capitalised words that belong to bodies, papers, places and times.
NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "for",
        "from",
        "to",
        "by",
        "of",
        "and",
        "as",
        "its",
        "this",
        "that",
        "these",
        "those",
        "it",
        "with",
        "after",
        "before",
        "under",
        "since",
        "while",
        "when",
        "where",
        "who",
        "what",
        "which",
        "how",
        "why",
        "spring",
        "autumn",
        "summer",
        "winter",
        "budget",
        "statement",
        "spending",
        "review",
        "plan",
        "programme",
        "fund",
        "report",
        "service",
        "services",
        "office",
        "department",
        "ministry",
        "minister",
        "ministers",
        "secretary",
        "chancellor",
        "exchequer",
        "prime",
        "treasury",
        "government",
        "parliament",
        "committee",
        "council",
        "authority",
        "agency",
        "board",
        "centre",
        "institute",
        "foundation",
        "association",
        "federation",
        "confederation",
        "trust",
        "police",
        "policing",
        "productivity",
        "public",
        "sector",
        "national",
        "local",
        "royal",
        "british",
        "english",
        "scottish",
        "welsh",
        "northern",
        "united",
        "european",
        "north",
        "south",
        "east",
        "west",
        "england",
        "scotland",
        "wales",
        "ireland",
        "britain",
        "kingdom",
        "london",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "civil",
        "health",
        "social",
        "care",
        "education",
        "transport",
        "justice",
        "defence",
        "home",
        "court",
        "courts",
        "crown",
        "red",
        "book",
        "table",
        "digital",
        "data",
        "technology",
        "science",
        "research",
        "resource",
        "artificial",
        "intelligence",
        "delivery",
        "performance",
        "union",
        "university",
        "college",
        "school",
        "company",
        "group",
        "weekly",
        "times",
        "guardian",
        "news",
        "media",
        "world",
        "executive",
        "press",
        "gazette",
        "order",
        "paper",
        "act",
        "bill",
        "state",
        "deputy",
        "chief",
        "director",
        "labour",
        "conservative",
        "conservatives",
        "tory",
        "tories",
        "hospital",
        "free",
        "schools",
        "medium",
        "small",
        "efficiency",
        "value",
        "money",
        "business",
        "case",
        "quarter",
        "year",
        "years",
        "violence",
        "reduction",
        "units",
        "unit",
        "legal",
        "aid",
    ]
)


def people(text: str) -> tuple[str, ...]:
    """The people named in the text, in order, each once: by first and last name, or by title and last name.

    Names of bodies, places and papers are left out. Limit: a name that is a common word ("May Budget") is not read.

    >>> people("Laura Trott, Chief Secretary to the Treasury, spoke at the National Audit Office with Sir Chris.")
    ('Laura Trott', 'Sir Chris')
    """
    return tuple(dict.fromkeys(text[start:end] for start, end in name_spans(text)))


def name_spans(text: str) -> list[tuple[int, int]]:
    """Where people are named in the text, in order; a name within a longer one is part of it."""
    bodies = organisation_spans(text)
    found = []
    for pattern in (_NAME, _TITLED):
        for match in pattern.finditer(text):
            words = [word.lower() for word in re.split(r"[ ’'-]", match.group()) if word]
            inside = any(start < match.end() and match.start() < end for start, end, _ in bodies)
            if not inside and not set(words) & NOT_NAMES and not places(match.group()):
                found.append(match.span())
    return sorted(
        one
        for one in set(found)
        if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in found)
    )
