"""A conversation and the list of conversations as mark-up."""

from __future__ import annotations

import re

from assistant.interfaces.web.conversations import Conversation, Shelf
from assistant.interfaces.web.markup import copy_button, evidence, listed, notice, reference, words
from assistant.interfaces.web.turns import Chip, Turn
from assistant.wording import british_date

EXAMPLES = (
    "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?",
    "What is the £75 million for Violence Reduction Units for?",
    "How many hours of police time could be saved every year?",
)
_CITED = re.compile(r"\[(\d+)\]")
_CITED_SPACED = re.compile(r"\s*\[\d+\]")
_SAID = {
    "answered": "Answered",
    "partial": "Nearest figures found",
    "premise_corrected": "Premise corrected",
    "not_found": "Not found in the sources",
    "out_of_scope": "Outside what this answers",
    "failed": "Not answered",
}


def transcript(conversation: Conversation, fresh: str) -> str:
    """All turns of a conversation; the first screen where there is none. `fresh` says how fresh the sources are."""
    if not conversation.turns:
        return _first_screen(fresh)
    last = len(conversation.turns) - 1
    return "".join(_turn(turn, asked_last=place == last, place=place) for place, turn in enumerate(conversation.turns))


def working(question: str, text: str, sources: int) -> str:
    """The turn at hand, with as much of its answer as is verified."""
    return (
        f'<article class="turn working" aria-busy="true"><h2 class="question">{words(question)}</h2>'
        f'<p class="words">{words(text)}</p><p class="state">Reading {sources:,} sources…</p></article>'
    )


def announcement(turn: Turn) -> str:
    """What a screen reader says once, when an answer is whole."""
    sources = len(turn.passages)
    cited = f" {sources} source{'s' if sources != 1 else ''} cited." if sources else ""
    return f"{_SAID.get(turn.status, 'Answered')}. {_CITED_SPACED.sub('', turn.text)}{cited}"


def _first_screen(fresh: str) -> str:
    asked = "".join(f"<li>{_act('ask', words(text), 'example', text=text)}</li>" for text in EXAMPLES)
    return (
        '<div class="first"><h2>Figures on UK public spending, each with the words of its source</h2>'
        f'<p class="fresh">{words(fresh)}. What they do not say is not answered.</p>'
        f'<p>Try one of these:</p><ul class="examples">{asked}</ul></div>'
    )


def _turn(turn: Turn, *, asked_last: bool, place: int) -> str:
    body = "".join(
        (
            _status(turn),
            _paragraphs(turn),
            _chips(turn),
            _notices(turn),
            _doing(turn, asked_last, place),
            _reason(turn),
            _following(turn) if asked_last else "",
            "".join(evidence(one, f"{turn.id}-{one.number}", turn.id) for one in turn.passages),
        )
    )
    edit = (
        f'<button type="button" class="quiet edit" data-edit aria-expanded="false">Edit<span class="away"> this question</span></button>'
        f'<form class="editing" data-act="ask" data-after="{place}" hidden><label>Your question'
        f'<textarea name="text" rows="2" maxlength="4000">{words(turn.question)}</textarea></label>'
        '<button type="submit" class="main">Ask again</button> <button type="button" class="quiet" data-unedit>Keep as it was</button></form>'
        if asked_last
        else ""
    )
    return (
        f'<article class="turn {words(turn.status)}" data-turn="{words(turn.id)}">'
        f'<div class="asked"><h2 class="question">{words(turn.question)}</h2>{edit}</div>{body}</article>'
    )


def _status(turn: Turn) -> str:
    if turn.status == "premise_corrected":
        return notice(
            "corrected",
            "▲",
            "Premise corrected.",
            words(" ".join(turn.unconfirmed) or "The sources do not bear out what the question takes as given."),
        )
    if turn.status == "partial":
        return notice("nearest", "≈", "Nearest figures.", "The sources do not say this outright.")
    if turn.status == "not_found":
        return '<p class="state"><span aria-hidden="true">○</span> Not found in the sources</p>'
    if turn.status == "failed":
        return '<p class="state"><span aria-hidden="true">!</span> Not answered</p>'
    return ""


def _paragraphs(turn: Turn) -> str:
    known = {one.number: one for one in turn.passages}
    parts, at = [], 0
    for found in _CITED.finditer(turn.text):
        parts.append(_strong(turn, at, found.start()))
        cited = known.get(int(found[1]))
        parts.append(_cite(turn, int(found[1]), cited.title) if cited else words(found[0]))
        at = found.end()
    parts.append(_strong(turn, at, len(turn.text)))
    return "".join(f'<p class="words">{line}</p>' for line in "".join(parts).split("\n") if line.strip())


def _strong(turn: Turn, start: int, end: int) -> str:
    """A piece of the text with its figures strong."""
    parts, at = [], start
    for low, high in turn.spans:
        if at <= low < high <= end:
            parts.append(f"{words(turn.text[at:low])}<strong>{words(turn.text[low:high])}</strong>")
            at = high
    return "".join(parts) + words(turn.text[at:end])


def _cite(turn: Turn, number: int, title: str) -> str:
    return f'<button type="button" class="cite" data-show="{words(turn.id)}-{number}" aria-label="Source {number}: {words(title)}">[{number}]</button>'


def _chips(turn: Turn) -> str:
    return (
        f'<ul class="chips" aria-label="Figures">{"".join(_chip(turn, one) for one in turn.chips)}</ul>'
        if turn.chips
        else ""
    )


def _chip(turn: Turn, chip: Chip) -> str:
    details = "".join(
        f'<span class="{name}">{words(text)}</span>'
        for name, text in (("of", chip.about), ("limits", chip.limits), ("working", chip.working))
        if text
    )
    numbers = "".join(f"[{one}]" for one in chip.citations)
    inside = f'<strong>{words(chip.text)}</strong>{details}<span class="numbers"><span class="away">sources </span>{numbers}</span>'
    known = {one.number for one in turn.passages}
    opened = next((one for one in chip.citations if one in known), None)
    if opened is None:
        return f'<li><span class="chip">{inside}</span></li>'
    return f'<li><button type="button" class="chip" data-show="{words(turn.id)}-{opened}" data-figure="{words(chip.text)}">{inside}</button></li>'


def _notices(turn: Turn) -> str:
    told = []
    for one in turn.differences:
        sides = "".join(f"<li>{_side(turn, text, number)}</li>" for text, number in one.sides)
        told.append(notice("differ", "▲", f"Sources differ on {one.about}:", f"<ul>{sides}</ul>"))
    if turn.unconfirmed and turn.status != "premise_corrected":
        told.append(notice("unsure", "–", "Could not be confirmed:", listed(turn.unconfirmed)))
    if turn.notices:
        told.append(notice("engine", "i", f"How this was written ({turn.engine}):", listed(turn.notices)))
    elif turn.engine not in ("", "extractive"):
        told.append(
            f'<p class="understood">Worded by {words(turn.engine)}, each figure checked against its source.</p>'
        )
    if turn.understood:
        told.append(f'<p class="understood">Understood as: {words(turn.understood)}</p>')
    return "".join(told)


def _side(turn: Turn, text: str, number: int) -> str:
    """What one source says, by whom and when: "£39bn: National Audit Office, November 2024 [1]"."""
    cited = next((one for one in turn.passages if one.number == number), None)
    if cited is None:
        return f"{words(text)} [{number}]"
    said_by = ", ".join(part for part in (cited.publisher, british_date(cited.date)) if part)
    return f"<strong>{words(text)}</strong>: {words(said_by)} {_cite(turn, number, cited.title)}"


def _doing(turn: Turn, asked_last: bool, place: int) -> str:
    cited = "\n".join(f"[{one.number}] {reference(one)}" for one in turn.passages)
    retry = _act("ask", "Try again", "quiet", text=turn.question, after=str(place)) if asked_last else ""
    thumbs = "".join(
        f'<button type="button" class="quiet thumb" data-act="rate" data-turn="{words(turn.id)}" data-useful="{value}" '
        f'aria-pressed="{"true" if turn.rating.endswith(value) else "false"}"><span aria-hidden="true">{sign}</span> {label}</button>'
        for value, sign, label in (("yes", "↑", "Useful"), ("no", "↓", "Not useful"))
    )
    copied = copy_button(f"{turn.question}\n\n{turn.text}\n\n{cited}".strip(), "Copy with citations")
    return (
        f'<p class="doing">{copied}{retry}{thumbs}</p>' if turn.status != "failed" else f'<p class="doing">{retry}</p>'
    )


def _reason(turn: Turn) -> str:
    if turn.rating.startswith("sent"):
        return '<p class="reason">Thank you: kept for the people who look after the answers.</p>'
    if not turn.rating:
        return ""
    asked = "What made it useful?" if turn.rating == "yes" else "What was wrong or missing?"
    return (
        f'<form class="reason" data-act="rate" data-turn="{words(turn.id)}" data-useful="{words(turn.rating)}">'
        f'<label>Thank you. {asked} <input name="reason" maxlength="500" autocomplete="off"></label>'
        '<button type="submit" class="quiet">Send</button></form>'
    )


def _following(turn: Turn) -> str:
    asked = "".join(f"<li>{_act('ask', words(text), 'quiet', text=text)}</li>" for text in turn.following)
    return (
        f'<div class="following"><span id="next-{words(turn.id)}">Next</span><ul aria-labelledby="next-{words(turn.id)}">{asked}</ul></div>'
        if asked
        else ""
    )


def shelf(held: Shelf) -> str:
    """The list of conversations, each with its actions."""
    rows = "".join(_row(one, one.id == held.open_id) for one in held.held)
    inside = f'<ul class="shelf">{rows}</ul>' if rows else '<p class="hint">Kept in this browser only.</p>'
    return (
        f'<nav aria-label="Conversations"><details class="fold"><summary>Conversations'
        f"{f' ({len(held.held)})' if held.held else ''}</summary>"
        f"{_act('begin', 'New conversation', 'quiet begin')}{inside}</details></nav>"
    )


def _row(one: Conversation, is_open: bool) -> str:
    name, key = words(one.name), words(one.id)
    current = ' aria-current="true"' if is_open else ""
    return (
        f'<li{" class=open" if is_open else ""}><button type="button" class="name" data-act="open" data-id="{key}"{current}>{name}</button>'
        f'<details class="more"><summary aria-label="Rename or delete {name}">⋯</summary>'
        f'<form data-act="rename" data-id="{key}"><label>Name<input name="name" value="{name}" maxlength="60" autocomplete="off"></label>'
        '<button type="submit" class="quiet">Rename</button></form>'
        f'<button type="button" class="quiet danger" data-act="remove" data-id="{key}">Delete this conversation</button></details></li>'
    )


def _act(name: str, inside: str, style: str, **data: str) -> str:
    """A button that asks the server for something. `inside` is mark-up."""
    fields = "".join(f' data-{key}="{words(value)}"' for key, value in data.items())
    return f'<button type="button" class="{style}" data-act="{name}"{fields}>{inside}</button>'
