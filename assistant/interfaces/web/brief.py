"""The tab on which a topic becomes a briefing that can be edited in place and taken away."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.briefing import Brief, to_csv, to_docx, to_markdown
from assistant.checking.report import MARKS
from assistant.errors import BriefingError
from assistant.figures import Verdict, read
from assistant.interfaces.web.files import buttons, offered, withdrawn
from assistant.interfaces.web.markup import evidence, notice, pane, words
from assistant.interfaces.web.sending import SENDING
from assistant.interfaces.web.turns import passage_at

_HINT = "Choose a number in brackets to see the words of its source."
_CITED = re.compile(r"\[(\d+)\]")
_CITED_SPACED = re.compile(r"\s*\[\d+\]")
_UNCONFIRMED = (Verdict.CONTRADICTED, Verdict.MISATTRIBUTED, Verdict.NOT_FOUND)
#: For each audience, how many key figures and how many sentences a section has.
AUDIENCES = {
    "A minister: one page": (5, 2),
    "Officials: two pages": (10, 6),
    "A select committee: two pages, auditors first": (10, 6),
}
_COMMITTEE = "A select committee: two pages, auditors first"


def build(assistant: Assistant) -> None:
    """Put the tab's parts and events where this is called."""

    def written(topic: str, audience: str) -> tuple[Any, ...]:
        try:
            brief = fitted(assistant.brief(topic), audience)
        except BriefingError as error:
            return notice("corrected", "!", "No briefing.", words(error)), None, *withdrawn(3)
        return _shown(assistant, brief, ()), brief, *offered(documents(brief))

    def edited(event: gradio.EventData, brief: Brief | None) -> tuple[Any, ...]:
        """The briefing with a reader's changes; changed sentences are checked against the sources."""
        data = event._data if isinstance(event._data, dict) else {}
        try:
            changes = {str(place): str(text)[:2000] for place, text in json.loads(str(data.get("changes"))).items()}
        except (ValueError, AttributeError):
            changes = {}
        if brief is None or not changes:
            return (gradio.skip(),) * 5
        changed = with_changes(brief, changes)
        told = _unconfirmed(assistant, changes)
        return _shown(assistant, changed, told), changed, *offered(documents(changed, told))

    kept = gradio.State(None)
    with gradio.Row(elem_classes="columns two", equal_height=False):
        with gradio.Column(elem_classes="middle wide", min_width=0):
            with gradio.Row(elem_classes="actions"):
                topic = gradio.Textbox(
                    label="Topic", max_lines=1, placeholder="police technology", elem_id="topic", scale=3
                )
                audience = gradio.Radio(
                    list(AUDIENCES), value=next(iter(AUDIENCES)), label="Audience", elem_id="audience", scale=3
                )
            button = gradio.Button("Write the briefing", variant="primary", elem_id="write")
            shown = gradio.HTML(apply_default_css=False, js_on_load=SENDING, elem_classes="brief", elem_id="brief")
            download = buttons("Download for Word", "Download Markdown", "Download the figures (CSV)")
        with gradio.Column(elem_classes="beside", min_width=0):
            gradio.HTML(pane("Evidence", _HINT), apply_default_css=False)
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    gradio.on([button.click, topic.submit], written, [topic, audience], [shown, kept, *download], **quiet)
    shown.save(edited, kept, [shown, kept, *download], **quiet)


def fitted(brief: Brief, audience: str) -> Brief:
    """The briefing cut to what an audience reads; for a committee what the auditors found comes first."""
    figures, sentences = AUDIENCES.get(audience, next(iter(AUDIENCES.values())))
    sections = [replace(one, sentences=one.sentences[:sentences]) for one in brief.sections]
    if audience == _COMMITTEE:
        sections.sort(key=lambda one: one.title != "What the auditors found")
    cut = replace(brief, figures=brief.figures[:figures], sections=tuple(sections))
    said = " ".join((cut.headline, *(sentence for one in cut.sections for sentence in one.sentences)))
    cited = {int(number) for number in _CITED.findall(said)} | {n for one in cut.figures for n in one.citations}
    return replace(cut, citations=tuple(one for one in brief.citations if one.id in cited))


def with_changes(brief: Brief, changes: Mapping[str, str]) -> Brief:
    """The briefing with texts changed by place: "headline", "figure.2" (what its row says) or "section.0.1"."""
    plain = {place: " ".join(text.split()) for place, text in changes.items()}

    def changed(place: str, before: str) -> str:
        """The new text of a place, with the citations of the old one; empty where a reader emptied it."""
        if not plain.get(place):
            return plain.get(place, before)
        marks = "".join(dict.fromkeys(f"[{number}]" for number in _CITED.findall(before)))
        return f"{plain[place].rstrip(' .')} {marks}." if marks else plain[place]

    return replace(
        brief,
        headline=changed("headline", brief.headline),
        figures=tuple(replace(one, what=plain.get(f"figure.{row}", one.what)) for row, one in enumerate(brief.figures)),
        sections=tuple(
            replace(
                one,
                sentences=tuple(
                    text
                    for row, before in enumerate(one.sentences)
                    if (text := changed(f"section.{place}.{row}", before))
                ),
            )
            for place, one in enumerate(brief.sections)
        ),
    )


def documents(brief: Brief, told: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The files of a briefing. What a reader's own words say that no source confirmed is listed in the text ones."""
    name = re.sub(r"[^a-z0-9]+", "-", brief.topic.lower()).strip("-")[:40] or "briefing"
    warned = "".join(f"- {one}\n" for one in told)
    note = f"\n## Not confirmed by the sources\n\n{warned}" if told else ""
    return {
        f"{name}.docx": to_docx(brief),
        f"{name}.md": (to_markdown(brief) + note).encode(),
        f"{name}.csv": to_csv(brief).encode("utf-8-sig"),
    }


def _unconfirmed(assistant: Assistant, changes: Mapping[str, str]) -> tuple[str, ...]:
    """The figures of changed sentences that no source bears out, each with the reason."""
    told = []
    for text in changes.values():
        plain = _CITED.sub("", text)
        if plain.strip():
            told += [
                f"{MARKS[one.verdict][0]} {plain[one.start : one.end]} {MARKS[one.verdict][1]}: {one.why}"
                for one in assistant.check(plain).figures
                if one.verdict in _UNCONFIRMED
            ]
    return tuple(told)


def _shown(assistant: Assistant, brief: Brief, told: tuple[str, ...]) -> str:
    known = {one.id for one in brief.citations}
    rows = "".join(
        f'<tr><th scope="row">{words(one.text)}</th><td>{_field(f"figure.{row}", one.what)}</td><td>{words(one.qualifier)}</td>'
        f"<td>{''.join(_cite(number) for number in one.citations if number in known)}</td></tr>"
        for row, one in enumerate(brief.figures)
    )
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
    warned = "".join(f"<li>{words(one)}</li>" for one in told)
    return (
        f"{notice('differ', '▲', 'Your changes are not confirmed by the sources:', f'<ul>{warned}</ul>') if told else ''}"
        f'<article class="briefing"><h2>Briefing: {words(brief.topic)}</h2>'
        f'<p class="lead">{_field("headline", brief.headline)} {_cites(brief.headline, known)}</p><h3>Key figures</h3>'
        '<table class="list"><thead><tr><th scope="col">Figure</th><th scope="col">What the source says</th><th scope="col">Qualifier</th>'
        f'<th scope="col">Source</th></tr></thead><tbody>{rows}</tbody></table>{sections}</article>'
        '<p class="doing"><button type="button" class="main" data-save>Keep my changes and check them</button></p>'
        f'<p class="hint">Choose any sentence to edit it. Empty a sentence to leave it out.</p>{stores}'
    )


def _field(place: str, text: str) -> str:
    """A text that can be edited in place, as plain text."""
    label = "Headline" if place == "headline" else "Sentence"
    return f'<span class="field" role="textbox" aria-multiline="true" aria-label="{label}" contenteditable="plaintext-only" spellcheck="true" data-place="{place}">{words(_CITED_SPACED.sub("", text))}</span>'


def _cites(text: str, known: set[int]) -> str:
    return "".join(_cite(int(number)) for number in dict.fromkeys(_CITED.findall(text)) if int(number) in known)


def _cite(number: int) -> str:
    return f'<button type="button" class="cite" data-show="brief-{number}" aria-label="Source {number}">[{number}]</button>'
