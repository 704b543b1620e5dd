"""A briefing cut to its audience and changed by its reader: what a reader's own words say is checked against the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.briefing.brief import Brief, Unconfirmed
from assistant.checking import CheckReport
from assistant.checking.report import MARKS
from assistant.figures import Verdict

#: For each audience, how many key figures and how many sentences a section has.
AUDIENCES = {
    "A minister: one page": (5, 2),
    "Officials: two pages": (10, 6),
    "A select committee: two pages, auditors first": (10, 6),
}
_COMMITTEE = "A select committee: two pages, auditors first"
_READER = "a reader"
_UNCONFIRMED = (Verdict.CONTRADICTED, Verdict.MISATTRIBUTED, Verdict.NOT_FOUND)
_CITED = re.compile(r"\[(\d+)\]")


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


def edited(brief: Brief, changes: Mapping[str, str], check: Callable[[str], CheckReport]) -> Brief:
    """The briefing with texts changed by place: "headline", "figure.2" (what its row says) or "section.0.1".

    A text keeps its citations; what is emptied goes. The figures of changed texts that `check` does not confirm are
    told in `unconfirmed`, for as long as those texts stand.
    """
    plain = {place: " ".join(text.split()) for place, text in changes.items()}
    told = list(brief.unconfirmed)

    def changed(place: str, before: str) -> str:
        """The new text of a place, with the citations of the old one; empty where a reader emptied it."""
        if place not in plain:
            return before
        own = _CITED.sub("", plain[place]).strip()
        if not own:
            return ""
        marks = "".join(dict.fromkeys(f"[{number}]" for number in _CITED.findall(before)))
        text = f"{own.rstrip(' .')} {marks}." if marks else own
        told.extend(Unconfirmed(text, why) for why in _not_confirmed(check(own)))
        return text

    headline = changed("headline", brief.headline)
    figures = tuple(
        replace(one, what=what) for row, one in enumerate(brief.figures) if (what := changed(f"figure.{row}", one.what))
    )
    sections = tuple(
        replace(
            one,
            sentences=tuple(
                text for row, before in enumerate(one.sentences) if (text := changed(f"section.{place}.{row}", before))
            ),
        )
        for place, one in enumerate(brief.sections)
    )
    standing = {headline, *(one.what for one in figures), *(text for one in sections for text in one.sentences)}
    return replace(
        brief,
        headline=headline,
        figures=figures,
        sections=sections,
        engine=brief.engine if headline == brief.headline else _READER,
        unconfirmed=tuple(dict.fromkeys(one for one in told if one.text in standing)),
    )


def _not_confirmed(report: CheckReport) -> tuple[str, ...]:
    """The figures of a report that no source bears out, each with the reason."""
    return tuple(
        f"{report.text[one.start : one.end]}, {MARKS[one.verdict][1]}: {one.why}"
        for one in report.figures
        if one.verdict in _UNCONFIRMED
    )
