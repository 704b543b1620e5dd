"""What a document lets one guess of itself where it does not say it: publisher, date, kind, licence.

Guesses are for a person to confirm. Only what is printed in the document counts: the day on which a file was last saved
is no date of publication, and is only mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.documents.model import Block, BlockKind, Kind
from assistant.figures import read
from assistant.figures.gazetteer import organisations

#: Blocks at the beginning in which a document says who published it and when.
_OPENING = 60
#: "Published: 30 October 2025", "Published by HM Treasury on 6 March 2024", "Date of publication 12 May 2023".
_PUBLISHED = re.compile(
    r"\b(?:(?:first |last |next )?(?:published|updated|released|publication|release)|date of publication|publication date|release date|ordered by .{0,60} printed|laid before)\b[^.\n]{0,60}?"
    r"(?=\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{1,2}/\d{1,2}/\d{4}))",
    re.I,
)
#: A block that is a date and nothing else: "30 October 2024", "Wednesday 6 March 2024", "March 2026".
_ALONE = re.compile(r"(?:[A-Z][a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+ (?:19|20)\d\d\.?")
#: "Published by: Department for Work and Pensions (DWP)".
_BY = re.compile(
    r"\b(?:published|produced|issued|presented to Parliament) by:?\s*(?:the )?([A-Z][\w&’', -]{3,80})", re.I
)
_LICENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Open Government Licence|\bOGL\b"), "Open Government Licence v3.0"),
    (re.compile(r"Open Parliament Licence"), "Open Parliament Licence v3.0"),
    (
        re.compile(r"Creative Commons (Attribution[\w -]*?)(?: (\d\.\d))?\b(?: International| Licen[cs]e)"),
        "Creative Commons",
    ),
    (re.compile(r"© Crown copyright|Crown copyright", re.I), "Crown copyright"),
)
#: Publishers by the kind of source they issue; the first rule that fits decides.
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"National Audit Office|\bNAO\b|Audit (?:Scotland|Wales)|Comptroller", re.I), Kind.NAO),
    (re.compile(r"Committee|House of (?:Commons|Lords)|Parliament|Hansard", re.I), Kind.PARLIAMENT),
    (
        re.compile(
            r"Institute|Foundation|\bIFS\b|King.s Fund|University|Office for National Statistics|\bONS\b|Trust\b", re.I
        ),
        Kind.ANALYSIS,
    ),
    (
        re.compile(
            r"HM Treasury|Revenue (?:&|and) Customs|\bHMRC\b|Budget Responsibility|\bOBR\b|Department|Ministry|Cabinet Office|Home Office|Government|NHS|Agency|Authority|Crown|Office for|Welsh|Scottish|Executive",
            re.I,
        ),
        Kind.BUDGET,
    ),
)


def guessed(blocks: Sequence[Block], metadata: Mapping[str, str]) -> dict[str, str]:
    """The publisher, date and licence that a document's own words give, each only where they are found."""
    opening = blocks[:_OPENING]
    found = {
        "publisher": _publisher(opening, metadata),
        "date": _date(opening) or _date_of_title(metadata.get("title", "")),
        "licence": _licence([*opening, *blocks[-_OPENING:]]),
    }
    return {name: value for name, value in found.items() if value}


def kind_of(publisher: str) -> Kind | None:
    """The kind of source that a publisher issues, or None where its name does not tell."""
    return next((kind for pattern, kind in _KINDS if pattern.search(publisher)), None) if publisher else None


def _publisher(opening: Sequence[Block], metadata: Mapping[str, str]) -> str:
    for block in opening:
        stated = _BY.search(block.text)
        if stated:
            named = organisations(stated.group(1))
            return named[0] if named else stated.group(1).split(" (")[0].strip(" ,-")
    lines = [block.text for block in opening if block.kind is not BlockKind.ROW and len(block.text) < 120]
    sources = (metadata.get("author", ""), metadata.get("title", ""), *lines[:3])
    return next((names[0] for words in sources if (names := organisations(words))), "")


def _date(opening: Sequence[Block]) -> str:
    for block in opening:
        for cue in _PUBLISHED.finditer(block.text):
            if not cue.group().lower().startswith("next"):
                day = _read_date(block.text[cue.end() : cue.end() + 40])
                if day:
                    return day
    for block in opening:
        if block.kind is not BlockKind.ROW and _ALONE.fullmatch(block.text.strip()):
            day = _read_date(block.text)
            if day:
                return day
    return ""


def _date_of_title(title: str) -> str:
    return next(
        (
            day
            for match in re.finditer(r"[A-Z][a-z]+ (?:19|20)\d\d", title)
            if len(day := _read_date(match.group())) >= 7
        ),
        "",
    )


def _read_date(words: str) -> str:
    """The first date in some words, to the day or month."""
    for quantity in read(words):
        if quantity.unit == "date" and len(str(quantity.value)) >= 7:
            return str(quantity.value)
    return ""


def _licence(blocks: Sequence[Block]) -> str:
    for pattern, name in _LICENCES:
        match = next((match for block in blocks if (match := pattern.search(block.text))), None)
        if match:
            return " ".join(part for part in (name, *match.groups()) if part) if match.groups() else name
    return ""
