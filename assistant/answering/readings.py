"""Other ways to part two things that a question sets side by side in few words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.sides import Side, content, made_of


def readings(text: str, first: Side, last: Side) -> Iterator[tuple[Side, ...]]:
    """The sides with the words behind the last, or before the first, read as said of both, the fewest of them first.

    "Police v courts funding" may be of the funding of both; so may "funding for police v courts".
    """
    for shorter in _cut(last.words.split(), behind=True):
        yield made_of(text, [first.words, shorter])
    for shorter in _cut(first.words.split(), behind=False):
        yield made_of(text, [shorter, last.words])


def _cut(words: list[str], *, behind: bool) -> Iterator[str]:
    """A phrase without one, two, … of its last or its first words, while those that are left still say something."""
    known = content(" ".join(words))
    for count in range(1, len(words)):
        shorter = " ".join(words[:-count] if behind else words[count:])
        said = content(shorter)
        if said and said != known:
            known = said
            yield shorter
