"""The counted noun after a number, and its singular."""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    "people": "person",
    "children": "child",
    "women": "woman",
    "men": "man",
    "staff": "staff",
    "police": "police",
    "personnel": "personnel",
    "feet": "foot",
    "criteria": "criterion",
    "lives": "life",
    "households": "household",
    "workforce": "workforce",
    "data": "data",
    "policemen": "policeman",
    "firms": "firm",
    "wives": "wife",
    "analyses": "analysis",
    "crises": "crisis",
    "buses": "bus",
    "viruses": "virus",
    "gases": "gas",
    "premises": "premises",
}
_NOT_PLURAL = re.compile(
    r"(?:ous|ss|us|is|ics|'s|’s)$|^(?:this|its|was|has|does|as|plus|less|years?|per|series|minus|versus)$"
)
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "nor",
        "but",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "within",
        "without",
        "over",
        "under",
        "about",
        "across",
        "between",
        "among",
        "into",
        "onto",
        "per",
        "than",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "not",
        "no",
        "if",
        "because",
        "since",
        "until",
        "after",
        "before",
        "during",
        "against",
        "through",
        "via",
        "it",
        "its",
        "they",
        "their",
        "he",
        "she",
        "we",
        "our",
        "you",
        "his",
        "her",
        "this",
        "these",
        "those",
        "there",
        "here",
        "both",
        "each",
        "every",
        "all",
        "any",
        "so",
        "such",
        "compared",
        "equivalent",
        "according",
        "including",
        "excluding",
        "worth",
        "up",
        "down",
        "out",
        "off",
        "i.e",
        "e.g",
        "also",
        "only",
        "still",
        "now",
        "then",
        "already",
    ]
)
_WORD = re.compile(r"[ \u00a0]*(?:\(?)([A-Za-z][A-Za-z’'-]*|[A-Z]{2,}|full-time|&)")


@lru_cache(maxsize=4096)
def singular(noun: str) -> str:
    """The singular of an English noun in lower case: "offences" is "offence", "bodies" "body", "people" "person"."""
    word = noun.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def _plural(word: str) -> bool:
    lower = word.lower()
    if lower in _IRREGULAR:
        return True
    return len(lower) > 3 and lower.endswith("s") and not _NOT_PLURAL.search(lower)


#: "More than 180,000 pupils, of whom 67,000 attend": a verb follows.
_OF_WHOM = re.compile(r"\bof whom,? (?:about |around |some |only |just |over |nearly |more than |fewer than )?[\w,.]*$")


def counted_noun(text: str, start: int, *, one: bool = False) -> tuple[str, str, int]:
    """The noun phrase counted by a number that ends at `start`: (phrase, singular head, end), empty where there is none.

    The head is the first plural (the last of a run: "goods vehicles"); after "one" it is the word before the first
    function word. At most seven words are read and punctuation ends the phrase.
    """
    if _OF_WHOM.search(text[max(0, start - 40) : start]):
        return "", "", start
    position, begin, words = start, -1, list[tuple[str, int]]()
    if text[start : start + 4] == " of " or text[start : start + 1] not in (" ", "\u00a0", "-"):
        if text[start : start + 1] != "-":
            return "", "", start
        position += 1
    for _ in range(7):
        match = _WORD.match(text, position)
        if not match or match.group(1).lower() in _STOP:
            break
        if begin < 0:
            begin = match.start(1)
        words.append((match.group(1), match.end()))
        position = match.end()
    if not words:
        return "", "", start
    if one:
        return _phrase(text, begin, words[-1]) if len(words) <= 3 else ("", "", start)
    for place, (word, _end) in enumerate(words):
        if _plural(word) and text[_end : _end + 1] not in ("’", "'"):
            while place + 1 < len(words) and _plural(words[place + 1][0]) and words[place + 1][0].islower():
                place += 1
            return _phrase(text, begin, words[place])
    return "", "", start


def _phrase(text: str, begin: int, head: tuple[str, int]) -> tuple[str, str, int]:
    word, end = head
    return text[begin:end], singular(word.rsplit("-", 1)[-1]), end
