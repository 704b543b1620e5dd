"""What this assistant does not answer, said in one line."""

from __future__ import annotations

import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?|prompts?)\b|\b(?:you are now|pretend to be|act as|role-?play|system prompt)\b",
            re.I,
        ),
        "I only answer questions about UK public spending from the sources I hold, and keep to that.",
    ),
    (
        re.compile(
            r"\b(?:who|which party|how) should (?:i|we|one) vote\b|\bvote for\b.{0,30}\?|\bwhich party (?:is|are) (?:best|better)\b",
            re.I,
        ),
        "I do not advise on how to vote; I answer questions about UK public spending from the sources I hold.",
    ),
    (
        re.compile(
            r"\b(?:weather|horoscope|recipe|football score|tell me a joke|write (?:me )?a poem|lottery)\b", re.I
        ),
        "That is outside what I do; I answer questions about UK public spending from the sources I hold.",
    ),
)


def out_of_scope(question: str) -> str | None:
    """The one-line refusal for a question outside the assistant's subject, or None where it is inside."""
    return next((reply for pattern, reply in _RULES if pattern.search(question)), None)
