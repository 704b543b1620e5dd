"""Mark-up of the page's parts. Every word of a document, a model or a reader goes through `words`: as text, never as mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from assistant.interfaces.web.turns import Passage
from assistant.wording import british_date

#: Names of the kinds of source, for readers.
KINDS = {
    "budget": "official document",
    "nao": "auditor",
    "parliament": "Parliament",
    "analysis": "analysis",
    "press": "press",
}
_ADDRESS = re.compile(r"https?://([^/\s?#]+)\S*\Z")


def words(text: object) -> str:
    """The text escaped for an element or a quoted attribute."""
    return escape(str(text), quote=True)


def link(url: str) -> str:
    """A link to the original of a citation, naming its host; nothing for an address that is not of the web."""
    found = _ADDRESS.match(url)
    if not found:
        return ""
    return (
        f'<a href="{words(url)}" target="_blank" rel="noopener noreferrer">Open the original'
        f'<span class="host"> ({words(found[1])})</span></a>'
    )


def reference(passage: Passage) -> str:
    """A citation in one line: "Digest of Title (Publisher, 6 March 2024, p. 3) https://…"."""
    where = ", ".join(part for part in (passage.publisher, british_date(passage.date), passage.locator) if part)
    return f"{'Digest of ' if passage.digest else ''}{passage.title} ({where}) {passage.url}".strip()


def marked(text: str, spans: Sequence[tuple[int, int]], quoted: tuple[int, int] = (0, 0)) -> str:
    """The text with the spans as marks, and the quoted part told from the rest of its passage."""
    edges = sorted({0, len(text), *(edge for span in (*spans, quoted) for edge in span if 0 < edge < len(text))})
    parts = []
    for start, end in pairwise(edges):
        part = words(text[start:end])
        if any(low <= start and end <= high for low, high in spans):
            part = f"<mark>{part}</mark>"
        inside = quoted[0] <= start and end <= quoted[1]
        parts.append(f'<span class="quoted">{part}</span>' if inside else part)
    return "".join(parts)


def evidence(passage: Passage, key: str, group: str, why: str = "") -> str:
    """What the evidence pane shows of a passage, kept hidden beside the button that opens it.

    `key` names it on the page; those of one `group` are leafed through together. `why` is a sentence said first.
    """
    kind = KINDS.get(passage.kind, passage.kind)
    about = " · ".join(part for part in (passage.publisher, kind, british_date(passage.date)) if part)
    note = (
        '<p class="note">Digest in this project’s own words, with figures as printed. Read the original before quoting it.</p>'
        if passage.digest
        else ""
    )
    copied = f"{passage.text[slice(*passage.quoted)]}\n{reference(passage)}"
    return (
        f'<div class="store" hidden data-store="{words(key)}" data-group="{words(group)}">'
        f"{f'<p class=why>{words(why)}</p>' if why else ''}"
        f'<h3 class="title">{"Digest of " if passage.digest else ""}{words(passage.title)}</h3>'
        f'<p class="about">{words(about)}</p><p class="where">{words(passage.locator)}</p>'
        f"<blockquote>{marked(passage.text, passage.marks, passage.quoted)}</blockquote>{note}"
        f'<p class="doing">{link(passage.url)}{copy_button(copied, "Copy with citation")}</p></div>'
    )


def copy_button(text: str, label: str) -> str:
    return f'<button type="button" class="quiet" data-copy="{words(text)}">{words(label)}</button>'


def notice(kind: str, sign: str, label: str, inside: str) -> str:
    """A notice that a sign and a word tell apart, not only a colour. `inside` is mark-up."""
    return f'<div class="notice {kind}"><span class="sign" aria-hidden="true">{sign}</span><div><strong>{words(label)}</strong> {inside}</div></div>'


def listed(texts: Iterable[str]) -> str:
    """Texts as the items of a list."""
    return f"<ul>{''.join(f'<li>{words(one)}</li>' for one in texts)}</ul>"


def table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first cells name their rows. Cells are mark-up, as heads are; a head without mark-up is made one.

    On a narrow screen its rows are laid out as blocks, which takes the roles from its elements: they say them themselves.
    """
    named = "".join(
        one if one.startswith("<th") else f'<th scope="col" role="columnheader">{one}</th>' for one in heads
    )
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{first}</th>{"".join(f"<td role=cell>{cell}</td>" for cell in others)}</tr>'
        for first, *others in rows
    )
    return (
        f'<table class="list" role="table"><thead role="rowgroup"><tr role="row">{named}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def pane(name: str, hint: str) -> str:
    """The pane in which a tab shows evidence: a column beside the rest, a sheet from below on a narrow screen."""
    return (
        f'<section class="pane" aria-label="{words(name)}" data-hint="{words(hint)}">'
        f'<div class="pane-head"><h2 tabindex="-1">{words(name)}</h2><span class="pane-count" aria-live="polite"></span>'
        '<button type="button" class="quiet" data-leaf="-1" aria-label="Previous source" hidden>‹</button>'
        '<button type="button" class="quiet" data-leaf="1" aria-label="Next source" hidden>›</button>'
        '<button type="button" class="quiet" data-close aria-label="Close evidence" hidden>×</button></div>'
        f'<div class="pane-body" tabindex="0" role="group" aria-label="Words of the source"><p class="hint">{words(hint)}</p></div></section>'
    )
