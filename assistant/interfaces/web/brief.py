"""The tab on which a topic becomes a briefing that can be edited in place and taken away."""

from __future__ import annotations

import json
import re
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.briefing import Brief, to_csv, to_docx, to_markdown, to_pdf
from assistant.briefing.editing import AUDIENCES, edited, fitted
from assistant.briefing.export import remarks
from assistant.errors import BriefingError
from assistant.figures import read
from assistant.interfaces.web.files import buttons, offered, withdrawn
from assistant.interfaces.web.markup import evidence, listed, notice, pane, table, words
from assistant.interfaces.web.sending import SENDING
from assistant.interfaces.web.turns import passage_at

_HINT = "Choose a number in brackets to see the words of its source."
_FIRST = (
    '<p class="first-words">A topic of a few words becomes a briefing to edit here and to send: the key figures, what was announced '
    "and by whom, what the auditors found, where the sources differ and what is not known, each figure with its source.</p>"
)
_CITED = re.compile(r"\[(\d+)\]")
_CITED_SPACED = re.compile(r"\s*\[\d+\]")
_DOWNLOADS = ("Download for Word", "Download PDF", "Download Markdown", "Download the figures (CSV)")


def build(assistant: Assistant) -> None:
    """Put the tab's parts and events where this is called."""

    def written(topic: str, audience: str) -> tuple[Any, ...]:
        try:
            brief = fitted(assistant.brief(topic), audience)
        except BriefingError as error:
            return notice("corrected", "!", "No briefing.", words(error)), None, *withdrawn(len(_DOWNLOADS))
        return _shown(assistant, brief), brief, *offered(documents(brief))

    def saved(event: gradio.EventData, brief: Brief | None) -> tuple[Any, ...]:
        """The briefing with a reader's changes; changed sentences are checked against the sources."""
        data = event._data if isinstance(event._data, dict) else {}
        try:
            changes = {str(place): str(text)[:2000] for place, text in json.loads(str(data.get("changes"))).items()}
        except (ValueError, AttributeError):
            changes = {}
        if brief is None or not changes:
            return (gradio.skip(),) * (2 + len(_DOWNLOADS))
        changed = edited(brief, changes, assistant.check)
        return _shown(assistant, changed), changed, *offered(documents(changed))

    kept = gradio.State(None)
    with gradio.Row(elem_classes="columns two", equal_height=False):
        with gradio.Column(elem_classes="middle wide", min_width=0):
            topic = gradio.Textbox(label="Topic", max_lines=1, placeholder="police technology", elem_id="topic")
            audience = gradio.Radio(list(AUDIENCES), value=next(iter(AUDIENCES)), label="Audience", elem_id="audience")
            button = gradio.Button("Write the briefing", variant="primary", elem_id="write")
            shown = gradio.HTML(
                _FIRST, apply_default_css=False, js_on_load=SENDING, elem_classes="brief", elem_id="brief"
            )
            download = buttons(*_DOWNLOADS)
        with gradio.Column(elem_classes="beside", min_width=0):
            gradio.HTML(pane("Evidence", _HINT), apply_default_css=False)
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    gradio.on([button.click, topic.submit], written, [topic, audience], [shown, kept, *download], **quiet)
    shown.save(saved, kept, [shown, kept, *download], **quiet)


def documents(brief: Brief) -> dict[str, bytes]:
    """The files of a briefing, in the order of the buttons."""
    name = re.sub(r"[^a-z0-9]+", "-", brief.topic.lower()).strip("-")[:40] or "briefing"
    return {
        f"{name}.docx": to_docx(brief),
        f"{name}.pdf": to_pdf(brief),
        f"{name}.md": to_markdown(brief).encode(),
        f"{name}.csv": to_csv(brief).encode("utf-8-sig"),
    }


def _shown(assistant: Assistant, brief: Brief) -> str:
    known = {one.id for one in brief.citations}
    rows = [
        (
            words(one.text),
            _field(f"figure.{row}", one.what)
            + (f'<span class="limits">{words(one.qualifier)}</span>' if one.qualifier else ""),
            "".join(_cite(number) for number in one.citations if number in known),
        )
        for row, one in enumerate(brief.figures)
    ]
    sections = "".join(
        f"<h3>{words(one.title)}</h3><ul>"
        + "".join(
            f"<li>{_field(f'section.{place}.{row}', sentence)} {_cites(sentence, known)}</li>"
            for row, sentence in enumerate(one.sentences)
        )
        + "</ul>"
        for place, one in enumerate(brief.sections)
    )
    wanted = {
        number: {
            (quantity.value, quantity.unit)
            for row in brief.figures
            if number in row.citations
            for quantity in read(row.text)
        }
        for number in known
    }
    stores = "".join(
        evidence(passage_at(one, wanted[one.id], assistant.index), f"brief-{one.id}", "brief")
        for one in brief.citations
    )
    warned, how = [one.why for one in brief.unconfirmed], remarks(brief)
    is_worded = bool(brief.notices) or brief.engine != "extractive"
    quiet = "" if is_worded else "".join(f'<p class="hint">{words(line)}</p>' for line in how)
    return (
        f"{notice('differ', '▲', 'Your changes are not confirmed by the sources:', listed(warned)) if warned else ''}"
        f"{notice('engine', 'i', 'How this was written:', listed(how)) if is_worded else ''}"
        f'<article class="briefing"><h2>Briefing: {words(brief.topic)}</h2>'
        f'<p class="lead">{_field("headline", brief.headline)} {_cites(brief.headline, known)}</p><h3>Key figures</h3>'
        f"{table(('Figure', 'What the source says', 'Source'), rows)}{sections}{quiet}</article>"
        '<p class="hint">Choose any sentence to edit it. Empty a sentence to leave it out.</p>'
        f'<p><button type="button" class="main" data-save>Keep my changes and check them</button></p>{stores}'
    )


def _field(place: str, text: str) -> str:
    """A text that can be edited in place, as plain text."""
    label = "Headline" if place == "headline" else "Sentence"
    return f'<span class="field" role="textbox" aria-multiline="true" aria-label="{label}" contenteditable="plaintext-only" spellcheck="true" data-place="{place}">{words(_CITED_SPACED.sub("", text))}</span>'


def _cites(text: str, known: set[int]) -> str:
    return "".join(_cite(int(number)) for number in dict.fromkeys(_CITED.findall(text)) if int(number) in known)


def _cite(number: int) -> str:
    return f'<button type="button" class="cite" data-show="brief-{number}" aria-label="Source {number}">[{number}]</button>'
