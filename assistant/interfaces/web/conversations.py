"""The conversations of one person, as that person's browser keeps them. The server holds none of them.

What comes from a browser is never trusted: it is read through `shelf_from`, which drops what has another shape.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.interfaces.web.turns import Turn, to_keep, turn_from

#: What the browser keeps at most, in characters of JSON: below what its local storage holds. The oldest make room.
MOST_KEPT = 1_000_000
_NAME_CHARACTERS = 60
UNNAMED = "New conversation"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: its turns, oldest first."""

    id: str
    name: str
    turns: tuple[Turn, ...] = ()

    @property
    def history(self) -> list[dict[str, str]]:
        """The turns as `Assistant.ask` takes them."""
        return [
            said
            for turn in self.turns
            if turn.status != "failed"
            for said in (
                {"role": "user", "content": turn.question},
                {"role": "assistant", "content": turn.text},
            )
        ]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All conversations of one person, the newest first, and the id of the one that is open."""

    open_id: str = ""
    held: tuple[Conversation, ...] = ()

    @property
    def opened(self) -> Conversation:
        """The open conversation: an empty one where none is."""
        return next((one for one in self.held if one.id == self.open_id), Conversation("", UNNAMED))

    def opening(self, identity: str) -> Shelf:
        """With another conversation open; with none, for an unknown id."""
        return replace(self, open_id=identity if any(one.id == identity for one in self.held) else "")

    def put(self, turn: Turn, after: int) -> Shelf:
        """With a turn after the first `after` turns of the open conversation, which moves to the front."""
        opened = self.opened
        if not opened.id:
            opened = Conversation(uuid.uuid4().hex, _name(turn.question))
        changed = replace(opened, turns=(*opened.turns[:after], turn))
        return Shelf(changed.id, (changed, *(one for one in self.held if one.id != changed.id)))

    def rated(self, turn_id: str, rating: str) -> Shelf:
        """With a rating on a turn of the open conversation."""
        turns = tuple(replace(turn, rating=rating) if turn.id == turn_id else turn for turn in self.opened.turns)
        changed = replace(self.opened, turns=turns)
        return replace(self, held=tuple(changed if one.id == changed.id else one for one in self.held))

    def renamed(self, identity: str, name: str) -> Shelf:
        """With another name on a conversation; the old one stays where the new one is blank."""
        return replace(
            self,
            held=tuple(
                replace(one, name=_name(name)) if one.id == identity and name.strip() else one for one in self.held
            ),
        )

    def without(self, identity: str) -> Shelf:
        """Without a conversation."""
        return Shelf(
            "" if identity == self.open_id else self.open_id, tuple(one for one in self.held if one.id != identity)
        )


def shelf_from(kept: Any, person: str) -> Shelf:
    """The shelf of a person out of what the browser keeps; an empty one where there is none."""
    own = kept.get(person) if isinstance(kept, Mapping) else None
    if not isinstance(own, Mapping) or not isinstance(own.get("held"), list):
        return Shelf()
    held = [
        Conversation(
            str(one.get("id", "")),
            _name(str(one.get("name", ""))),
            tuple(turn for turn in map(turn_from, one.get("turns") or ()) if turn),
        )
        for one in own["held"]
        if isinstance(one, Mapping) and isinstance(one.get("turns"), list)
    ]
    return Shelf(str(own.get("open", "")), tuple(one for one in held if one.id))


def kept_with(kept: Any, person: str, shelf: Shelf) -> dict[str, Any]:
    """What the browser is to keep: the person's shelf beside those of others who sign in on the same browser."""
    others = {str(name): one for name, one in kept.items() if name != person} if isinstance(kept, Mapping) else {}
    own = [{"id": one.id, "name": one.name, "turns": [to_keep(turn) for turn in one.turns]} for one in shelf.held]
    while len(own) > 1 and len(json.dumps(own)) > MOST_KEPT:
        own.pop()
    return {**others, person: {"open": shelf.open_id, "held": own}}


def _name(words: str) -> str:
    """A name of one short line."""
    line = " ".join(words.split()) or UNNAMED
    return line if len(line) <= _NAME_CHARACTERS else line[: _NAME_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
