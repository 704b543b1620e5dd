"""Make a follow-up question stand alone, from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.figures.words import terms

_REFERS = re.compile(
    r"\b(?:it|its|that|this|they|them|their|those|these|he|she|his|her|there|then|one|ones|so|else|the same|the first|the second|the other|the last|the latter|the former|the total)\b",
    re.I,
)
_ELLIPTIC = re.compile(
    r"^(?:and|but|or|so|what about|how about|also|over how long|by when|by whom|since when|why|why not|really|is that|was that|for what)\b",
    re.I,
)
_NEW_TOPIC_TERMS = 5


def standalone(question: str, history: Sequence[Mapping[str, str]]) -> str:
    """The question with the topic of the turns before it, where it leans on them; as it is where it does not.

    A question with content enough of its own, and no word that points back, is taken as a change of topic.
    """
    turns = [turn for turn in history if turn.get("content", "").strip()]
    if not turns or not needs_history(question):
        return question
    asked = [turn["content"] for turn in turns if turn.get("role") == "user"][-2:]
    answered = next((turn["content"] for turn in reversed(turns) if turn.get("role") == "assistant"), "")
    topic = " ".join(asked)
    extra = [term for term in _plain_words(answered) if term.lower() not in topic.lower()][:8]
    about = topic if not extra else f"{topic} {' '.join(extra)}"
    return f"{question.rstrip()} (About: {about})"


def needs_history(question: str) -> bool:
    """Whether a question leans on what was said before: it points back, begins in the middle, or says too little."""
    own = terms(question)
    if _ELLIPTIC.search(question.strip()):
        return True
    if _REFERS.search(question):
        return len(own) < _NEW_TOPIC_TERMS + 3
    return len(own) < 2


def _plain_words(text: str) -> list[str]:
    """The capitalised words of an answer: the names that a follow-up may mean."""
    return list(dict.fromkeys(re.findall(r"(?<=\s)[A-Z][\w’'&-]+|\b[A-Z]{2,}\b", text)))
