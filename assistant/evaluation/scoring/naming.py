"""Who said it: the name the case expects stands in the answer."""

from __future__ import annotations

import re

from assistant.evaluation.scoring.citing import squash

_SMALL = frozenset({"of", "the", "for", "and", "in"})


def expected_name(words: str) -> str:
    """The name that an expected text opens with.

    >>> expected_name("Laura Trott, Chief Secretary to the Treasury")
    'Laura Trott'
    >>> expected_name("the Institute for Fiscal Studies")
    'Institute for Fiscal Studies'
    """
    return re.split(r",| \(|;| and then ", words, maxsplit=1)[0].strip().removeprefix("the ").strip()


def names(text: str, name: str) -> bool:
    """Whether the text gives the name: in full, a person's surname, or an organisation's initials.

    A name of two capitalised words is taken for a person's.
    """
    words = name.split()
    forms = {name}
    if len(words) == 2 and all(word[:1].isupper() for word in words):
        forms.add(words[-1])
    initials = "".join(word[0] for word in words if word.lower() not in _SMALL)
    if len(words) > 2:
        forms |= {initials, "".join(word[0] for word in words)}
    squashed = squash(text)
    return any(re.search(rf"\b{re.escape(squash(form))}\b", squashed) for form in forms if len(form) > 2)
