"""Briefing: a conversational assistant for UK public spending whose every figure carries a citation."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant._assistant import Assistant
    from assistant.answering.answer import Answer, Citation
    from assistant.briefing.brief import Brief
    from assistant.checking.changes import Changes, diff
    from assistant.checking.draft import CheckReport
    from assistant.errors import BriefingError
    from assistant.figures.quantity import Figure, Quantity, Verdict
    from assistant.langchain import AssistantRunnable, PassageRetriever
    from assistant.retrieval import Evidence, Filter

__all__ = [
    "Answer",
    "Assistant",
    "AssistantRunnable",
    "Brief",
    "BriefingError",
    "Changes",
    "CheckReport",
    "Citation",
    "Evidence",
    "Figure",
    "Filter",
    "PassageRetriever",
    "Quantity",
    "Verdict",
    "diff",
]

_HOMES = {
    "Answer": "assistant.answering.answer",
    "Assistant": "assistant._assistant",
    "AssistantRunnable": "assistant.langchain",
    "Brief": "assistant.briefing.brief",
    "BriefingError": "assistant.errors",
    "Changes": "assistant.checking.changes",
    "CheckReport": "assistant.checking.draft",
    "Citation": "assistant.answering.answer",
    "Evidence": "assistant.retrieval",
    "Figure": "assistant.figures.quantity",
    "Filter": "assistant.retrieval",
    "PassageRetriever": "assistant.langchain",
    "Quantity": "assistant.figures.quantity",
    "Verdict": "assistant.figures.quantity",
    "diff": "assistant.checking.changes",
}


def __getattr__(name: str) -> Any:
    # Names are loaded when first used, so that `assistant.figures` can be imported without the rest.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
