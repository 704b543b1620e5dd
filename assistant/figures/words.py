"""The content words of a text, stemmed, so that claims, questions and sources meet in one vocabulary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

_WORD = re.compile(r"[a-z][a-z]*(?:['’][a-z]+)?|\d[\d.,/-]*\d|\d", re.I)
POSSESSIVE = re.compile(r"['’]s?$")

#: Words that carry no topic: they ask, point or join.
STOPWORDS = frozenset(
    [
        "a",
        "about",
        "according",
        "actually",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "another",
        "any",
        "anyone",
        "are",
        "as",
        "at",
        "away",
        "be",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "each",
        "either",
        "else",
        "even",
        "ever",
        "every",
        "exactly",
        "for",
        "from",
        "further",
        "get",
        "gets",
        "getting",
        "give",
        "given",
        "gives",
        "giving",
        "go",
        "goes",
        "going",
        "gone",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "keep",
        "kept",
        "know",
        "let",
        "like",
        "likely",
        "long",
        "look",
        "made",
        "make",
        "makes",
        "making",
        "many",
        "may",
        "me",
        "mean",
        "means",
        "meant",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "near",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "part",
        "per",
        "please",
        "put",
        "rather",
        "really",
        "regarding",
        "remind",
        "said",
        "same",
        "say",
        "saying",
        "says",
        "see",
        "seeing",
        "seem",
        "she",
        "should",
        "since",
        "so",
        "some",
        "someone",
        "something",
        "still",
        "such",
        "supposed",
        "sure",
        "take",
        "taken",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "think",
        "this",
        "those",
        "though",
        "through",
        "thus",
        "to",
        "today",
        "told",
        "too",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "using",
        "very",
        "via",
        "was",
        "way",
        "we",
        "well",
        "went",
        "were",
        "what",
        "whats",
        "whatever",
        "when",
        "where",
        "whereas",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "yet",
        "you",
        "your",
        "amount",
        "figure",
        "figures",
        "number",
        "numbers",
        "quoted",
        "come",
        "comes",
        "came",
        "work",
        "works",
        "worth",
        "put",
        "puts",
        "run",
        "runs",
        "list",
        "sort",
        "kind",
        "total",
        "altogether",
        "overall",
        "big",
        "large",
        "far",
        "high",
        "low",
    ]
)


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter2) stem of one lower-case word."""
    return str(_stemmer().stemWord(POSSESSIVE.sub("", word)))


def words(text: str) -> list[str]:
    """Every word of the text in lower case, in order."""
    return [match.group().lower() for match in _WORD.finditer(text)]


@lru_cache(maxsize=8192)
def terms(text: str) -> tuple[str, ...]:
    """The stems of the content words, in order, each once. Digits are left to `figures`."""
    found = (
        stem(word)
        for word in words(text)
        if POSSESSIVE.sub("", word) not in STOPWORDS and not word[0].isdigit() and len(word) > 1
    )
    return tuple(dict.fromkeys(found))


#: Past forms that no stemmer brings to their verb.
_PAST_TEXT = """paid pay spent spend fell fall fallen fall rose rise risen rise built build sold sell bought buy grew grow grown grow lost lose won win held hold took take
    taken take gave give met meet wrote write written write kept keep left leave lent lend shrank shrink shrunk shrink drew draw drawn draw sent send chosen choos chose choos ran run begun begin"""
_PAST = dict(zip(_PAST_TEXT.split()[::2], _PAST_TEXT.split()[1::2], strict=True))
_PREFIXES = ("over", "under", "re", "with", "out", "un")


@lru_cache(maxsize=8192)
def folded(text: str) -> tuple[str, ...]:
    """The terms of a text, the past forms of irregular verbs under the verb itself: "overpaid" is "overpay"."""
    return tuple(dict.fromkeys(_present(term) for term in terms(text)))


def _present(term: str) -> str:
    if term in _PAST:
        return _PAST[term]
    prefix = next((one for one in _PREFIXES if term.startswith(one) and term[len(one) :] in _PAST), "")
    return prefix + _PAST[term[len(prefix) :]] if prefix else term


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Each stem's synonyms, from vocabulary.toml: the groups are symmetric."""
    table = tomllib.loads(files("assistant.figures").joinpath("vocabulary.toml").read_text("utf-8"))
    related: dict[str, frozenset[str]] = {}
    for group in table["same"]:
        stems = frozenset(part for phrase in group for part in terms(phrase))
        for part in stems:
            related[part] = related.get(part, frozenset()) | (stems - {part})
    return related


def synonyms(term: str) -> frozenset[str]:
    """The stems that mean nearly the same as this one in public spending."""
    return _groups().get(term, frozenset())


def alike(term: str, held: Collection[str]) -> float:
    """How far a stem is among others: 1 where it is, 0.7 where a synonym or a word of its family ("satisfied") is, else 0."""
    if term in held:
        return 1.0
    if not synonyms(term).isdisjoint(held):
        return 0.7
    start = term[:_FAMILY]
    return 0.7 if len(start) == _FAMILY and any(one.startswith(start) for one in held) else 0.0


#: How many first letters two stems of one family share: "recruit" and "recruitment", "satisfi" and "satisfact".
_FAMILY = 6


def coverage(wanted: tuple[str, ...], given: tuple[str, ...]) -> float:
    """The share of the wanted stems that the given ones hold, a synonym counting 0.7, from 0 to 1."""
    if not wanted:
        return 0.0
    held = set(given)
    return sum(1.0 if term in held else 0.7 if synonyms(term) & held else 0.0 for term in wanted) / len(wanted)
