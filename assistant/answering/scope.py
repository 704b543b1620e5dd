"""What this assistant does not answer, said in one line."""

from __future__ import annotations

import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|guidelines|above|previous)\b"
            r"|\b(?:you are (?:now|my|no longer)|pretend (?:to be|you(?:['’]re| are)|that you)|role-?play|system prompt|jailbreak|developer mode)\b"
            r"|^(?:please )?act as\b|\byou must (?:answer|say|reply|respond)\b|<{1,2}/?\s*(?:system|assistant|instructions?)\b|\[/?(?:system|inst)\]",
            re.I,
        ),
        "I only answer questions about UK public spending from the sources I hold, and keep to that.",
    ),
    (
        re.compile(
            r"\b(?:who|which party|how|whom) (?:should|would|do) (?:i|we|one|you) vote\b|\bshould (?:i|we|people) vote\b|\b(?:i|me|we) (?:\w+ )?vote for\b"
            r"|\bwhich party (?:is|are|would be) (?:best|better|worse)\b|\bwho (?:will|is going to|would) win\b.{0,30}\belections?\b",
            re.I,
        ),
        "I do not advise on how to vote; I answer questions about UK public spending from the sources I hold.",
    ),
    (
        re.compile(
            r"\b(?:what|how) do you (?:think|feel|reckon)\b|\b(?:what is|what['’]s|give me) your (?:opinion|view)\b|\bdo you (?:like|agree|believe|prefer)\b"
            r"|^(?:is|was|are|were) .{3,40}\b(?:a (?:good|bad|great|terrible|competent) (?!deal\b|many\b)|(?:good|bad) at\b)",
            re.I,
        ),
        "I have no opinions to give; I answer questions about UK public spending from the sources I hold.",
    ),
    (
        re.compile(
            r"\b(?:weather|horoscope|recipe|football score|tell me a (?:joke|story)|write (?:me )?an? (?:poem|story|song|essay|(?:\w+ )?(?:script|program|function|code))|lottery)\b"
            r"|^(?:please )?translate\b|\b(?:invest|put) my (?:savings|money|pension)\b|\bmy (?:taxes|tax return|mortgage|salary|benefits claim)\b|\bshould i (?:buy|invest|sell|move)\b",
            re.I,
        ),
        "That is outside what I do; I answer questions about UK public spending from the sources I hold.",
    ),
    (
        re.compile(
            r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?(?: you)?|cheers|bye|goodbye)\b[^?]{0,20}$",
            re.I,
        ),
        "Ask me about UK public spending: what was announced, how much, for what and by when.",
    ),
)


def out_of_scope(question: str) -> str | None:
    """The one-line refusal for a question outside the assistant's subject, or None where it is inside."""
    return next((reply for pattern, reply in _RULES if pattern.search(question)), None)
