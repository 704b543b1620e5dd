"""Sentence boundaries in UK official prose."""

from __future__ import annotations

import re

#: A full stop after one of these does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sir",
        "st",
        "no",
        "nos",
        "p",
        "pp",
        "para",
        "paras",
        "vol",
        "ch",
        "cf",
        "eg",
        "e.g",
        "ie",
        "i.e",
        "etc",
        "al",
        "fig",
        "figs",
        "approx",
        "c",
        "ca",
        "dept",
        "rev",
        "hon",
        "rt",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "ltd",
        "plc",
        "inc",
        "co",
        "corp",
        "v",
        "vs",
        "u.s",
        "u.k",
        "est",
        "ed",
        "ep",
        "eds",
        "ref",
        "art",
    ]
)
_END = re.compile(
    r"([.!?]+)([\"'”’)\]]*)(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*•–]|\d+[.)])\s)|\n(?=[ \t]*[|#])|(?<=\|)[ \t]*\n"
)
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) spans of the sentences, without surrounding white space, in order.

    Blank lines, list items and table rows end a sentence too. Abbreviations, initials and decimals do not.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group(1) and not _ends(text, match):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _ends(text: str, match: re.Match[str]) -> bool:
    if match.group(1) != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 16), match.start())
    after = text[match.end() : match.end() + 12].lstrip(" \t\n\"'“‘([")
    if after and after[0].islower():
        return False
    if not before:
        return True
    word = before.group(1)
    initial = (
        text[before.start() - 1 : before.start()] != "&"
    )  # "outside A&E. The" ends a sentence, "J. Smith" does not
    if len(word) == 1 and word.isupper() and word != "I" and initial:
        return False
    return word.lower().rstrip(".") not in _ABBREVIATIONS


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
