"""The page: ask, check a draft, look at figures, write a briefing, see the sources. Gradio, with no request to anywhere else."""

from __future__ import annotations

import gradio

from assistant._assistant import Assistant
from assistant.interfaces.web import ask, brief, check, figures, sources
from assistant.interfaces.web.files import SWEPT
from assistant.interfaces.web.look import LOOK
from assistant.interfaces.web.markup import words

__all__ = ["LOOK", "build"]

TITLE = "Briefing"
#: Answers that are worked on at the same time; others wait in order.
_AT_ONCE = 8


def build(assistant: Assistant) -> gradio.Blocks:
    """The page as Gradio blocks, to be mounted with `LOOK`."""
    page = gradio.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=SWEPT)
    with page:
        head = gradio.HTML(_head(assistant), apply_default_css=False, elem_classes="head")
        with gradio.Tabs(elem_classes="tabs"):
            with gradio.Tab("Ask", id="ask"):
                ask.build(assistant, page)
            with gradio.Tab("Check", id="check"):
                check.build(assistant)
            with gradio.Tab("Figures", id="figures") as ledger:
                figures.build(assistant, ledger)
            with gradio.Tab("Brief", id="brief"):
                brief.build(assistant)
            with gradio.Tab("Sources", id="sources") as held:
                sources.build(assistant, held)
        page.load(lambda: _head(assistant), None, head, api_visibility="private", show_progress="hidden")
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


def _head(assistant: Assistant) -> str:
    """Name, how fresh the sources are, and the switch between light and dark."""
    return (
        f'<header class="bar"><h1>{TITLE}</h1><p class="fresh">{words(ask.freshness(assistant))}</p>'
        '<button type="button" id="theme" class="quiet" aria-pressed="false">Dark</button>'
        '<span id="said" class="away" role="status" aria-live="polite"></span></header>'
    )
