"""Names of organisations and places, with their aliases, from gazetteer.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

#: The parts of the United Kingdom.
NATIONS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})


@cache
def _table(kind: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of every name of that kind, longest first, and the canonical name of each.

    Names are grouped by their first two letters, so that a word that begins no name is passed over at once.
    """
    data = _data()[kind]
    canonical = {alias: name for name, aliases in data.items() for alias in (name, *aliases)}
    for short in [name for name in canonical if name.startswith("the ")]:
        # "The Met Office" is not the Met.
        canonical |= {f"the {name}": canonical[name] for name in canonical if name.startswith(f"{short[4:]} ")}
    groups: dict[str, list[str]] = {}
    for name in sorted(canonical, key=len, reverse=True):
        groups.setdefault(name[:2], []).append(re.escape(name[2:]))
    starts = "".join(sorted({re.escape(start[0]) for start in groups}))
    grouped = "|".join(f"{re.escape(start)}(?:{'|'.join(rest)})" for start, rest in groups.items())
    return re.compile(rf"\b(?=[{starts}])(?:{grouped})\b(?![’'](?!s\b))"), canonical


@lru_cache(maxsize=8192)
def organisations(text: str) -> tuple[str, ...]:
    """The canonical names of the organisations named in the text, in order, each once."""
    return _names("organisations", text)


def organisation_spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where the text names organisations: (start, end, canonical name), in order."""
    pattern, canonical = _table("organisations")
    return tuple((*match.span(), canonical[match.group()]) for match in pattern.finditer(text))


def name_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text names organisations or places."""
    return tuple(match.span() for kind in ("organisations", "places") for match in _table(kind)[0].finditer(text))


def capital_of(place: str) -> str | None:
    """The nation whose devolved government sits in a city, by whose name it goes: Scotland for Edinburgh."""
    found = _data()["capitals"].get(place)
    return None if found is None else str(found)


@lru_cache(maxsize=8192)
def places(text: str) -> tuple[str, ...]:
    """The canonical names of the places named in the text, in order, each once.

    "NHS England" names no place; a devolved government names its nation.
    """
    named = _names("places", _table("organisations")[0].sub(" ", text))
    seats = tuple(_seats()[name] for name in organisations(text) if name in _seats())
    return tuple(dict.fromkeys((*named, *seats)))


@cache
def _seats() -> dict[str, str]:
    """The nation of each devolved government."""
    return dict(_data()["seats"])


def related(one: str, other: str) -> bool:
    """Whether two organisations, by canonical name, are one, or one is part of the other."""
    return one == other or other in _above(one) or one in _above(other)


@cache
def _above(name: str) -> tuple[str, ...]:
    """The bodies that an organisation is part of, the nearest first."""
    parent = _data()["within"].get(name)
    return () if parent is None else (parent, *_above(parent))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("assistant.figures").joinpath("gazetteer.toml").read_text("utf-8"))


def _names(kind: str, text: str) -> tuple[str, ...]:
    pattern, canonical = _table(kind)
    return tuple(dict.fromkeys(canonical[name] for name in pattern.findall(text)))
