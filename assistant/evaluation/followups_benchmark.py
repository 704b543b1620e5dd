"""Follow-ups made to stand alone, beside what people write: which turns need it, and are the words put in that a person adds?

    python -m assistant.evaluation.followups_benchmark [--data FOLDER] [--show]

`followups_cast.jsonl` (TREC CAsT) has conversations with a person's rewrite of each turn. Counted are the turns that were
rightly left alone or rewritten, and of the content words that the person added how many the standalone question has, and
of those that it added how many the person's has. `followups_convfinqa.jsonl` has no human rewrite: counted is only how many
turns are taken to lean on the talk so far. No figure of either is used by the product.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.resolve import standalone
from assistant.errors import InputError
from assistant.evaluation.intervals import proportion
from assistant.evaluation.shared_data import shared_data
from assistant.figures.words import terms


@dataclass(frozen=True, slots=True)
class Turn:
    """A follow-up with the turns before it; `wanted` is the person's rewrite, "" where there is none."""

    id: str
    question: str
    history: tuple[Mapping[str, str], ...]
    wanted: str = ""
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A turn as rewritten; `added` and `wanted` are the content words that it and the person added."""

    turn: Turn
    whole: str
    added: frozenset[str]
    wanted: frozenset[str]

    @property
    def rewritten(self) -> bool:
        return self.whole != self.turn.question


def read_turns(path: Path) -> list[Turn]:
    """The turns of a file that have something before them. Raises InputError where the file is not there."""
    if not path.exists():
        raise InputError(f"{path} is not there; give the folder that holds it with --data")
    return [_turn(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _turn(row: Mapping[str, Any]) -> Turn:
    history: list[Mapping[str, str]] = []
    for one in row["history"]:
        history.append({"role": "user", "content": one["question"]})
        if one.get("answer"):
            history.append({"role": "assistant", "content": str(one["answer"])})
    return Turn(row["id"], row["question"], tuple(history), row.get("rewritten", ""), row.get("changed", True))


def outcome(turn: Turn) -> Outcome:
    whole = standalone(turn.question, turn.history)
    own = set(terms(turn.question))
    return Outcome(turn, whole, frozenset(set(terms(whole)) - own), frozenset(set(terms(turn.wanted)) - own))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=shared_data())
    parser.add_argument("--show", action="store_true", help="print each turn with its rewrite and the person's")
    options = parser.parse_args(arguments)
    cast = [outcome(turn) for turn in read_turns(options.data / "followups_cast.jsonl") if turn.history]
    needing = [one for one in cast if one.turn.changed]
    leaving = [one for one in cast if not one.turn.changed]
    _say("CAsT, turns that need it, rewritten", (one.rewritten for one in needing))
    _say("CAsT, turns that stand alone, left", (not one.rewritten for one in leaving))
    _say("CAsT, words a person adds, put in", (word in one.added for one in needing for word in one.wanted))
    _say("CAsT, words put in that a person adds", (word in one.wanted for one in cast for word in one.added))
    talk = [outcome(turn) for turn in read_turns(options.data / "followups_convfinqa.jsonl") if turn.history]
    _say("ConvFinQA, turns taken to lean", (one.rewritten for one in talk))
    if options.show:
        for one in cast:
            mark = "" if one.wanted <= one.added and one.rewritten == one.turn.changed else "  <-"
            print(f"{one.turn.question}\n   ours: {one.whole}\n   wanted: {one.turn.wanted}{mark}")


def _say(label: str, marks: Iterable[bool]) -> None:
    held = list(marks)
    if not held:
        print(f"{label:40} none")
        return
    score = proportion(sum(held), len(held))
    print(f"{label:40} {sum(held)} of {len(held)} ({score.value or 0:.1%}; 95 % {score.low:.1%} to {score.high:.1%})")


if __name__ == "__main__":
    main()
