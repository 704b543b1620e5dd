"""The tab on which a draft is checked: it comes back marked like a spell-checker's, each mark opening the source's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.checking import CheckReport, word
from assistant.checking.draft import Checked
from assistant.checking.report import MARKS, summary_line, to_csv, to_html
from assistant.errors import BriefingError
from assistant.figures import Verdict, read
from assistant.index.index import Index
from assistant.index.workers import read_confined
from assistant.interfaces.web.files import buttons, offered, withdrawn
from assistant.interfaces.web.markup import evidence, notice, pane, table, words
from assistant.interfaces.web.turns import passage_at
from assistant.settings import settings

_HINT = "Choose a mark to see why it was judged so, and the words of the source."
_WORST = (
    Verdict.CONTRADICTED,
    Verdict.MISATTRIBUTED,
    Verdict.NOT_FOUND,
    Verdict.NOT_CHECKED,
    Verdict.SUPPORTED_ROUNDED,
    Verdict.SUPPORTED,
)
_MEANT = {
    Verdict.CONTRADICTED: "the sources give another figure for this",
    Verdict.MISATTRIBUTED: "the sources give this figure for another body, period or purpose",
    Verdict.NOT_FOUND: "the sources give no figure for this",
    Verdict.NOT_CHECKED: "a date, or something else that is not checked by itself",
    Verdict.SUPPORTED_ROUNDED: "a source’s figure rounds to this",
    Verdict.SUPPORTED: "a source says so",
}
_TYPES = [".md", ".txt", ".pdf", ".docx", ".odt", ".html"]


def build(assistant: Assistant) -> None:
    """Put the tab's parts and events where this is called."""

    def uploaded(path: str | None) -> Any:
        if not path:
            return gradio.skip()
        try:
            return read_confined(Path(path))[0].text
        except BriefingError as error:
            raise gradio.Error(str(error).replace(path, Path(path).name), print_exception=False) from None

    def checked(draft: str) -> tuple[Any, ...]:
        try:
            report = assistant.check(draft)
        except BriefingError as error:
            return notice("corrected", "!", "Not checked.", words(error)), *withdrawn(3)
        made = {
            "draft-checked.docx": word.to_docx(report, "Draft"),
            "draft-checked.html": to_html(report, "Draft").encode(),
            "draft-checked.csv": to_csv(report).encode("utf-8-sig"),
        }
        return marked_draft(report, assistant.index), *offered(made)

    with gradio.Row(elem_classes="columns two", equal_height=False):
        with gradio.Column(elem_classes="middle wide", min_width=0):
            draft = gradio.Textbox(
                label="Draft",
                lines=8,
                max_lines=24,
                placeholder="Paste an article, a release or a briefing",
                max_length=settings().check_characters,
                elem_id="draft",
            )
            with gradio.Row(elem_classes="actions"):
                button = gradio.Button("Check the figures", variant="primary", elem_id="check")
                upload = gradio.UploadButton(
                    "Open a file", file_types=_TYPES, file_count="single", elem_id="open-draft"
                )
            shown = gradio.HTML(_legend(), apply_default_css=False, elem_id="checked", elem_classes="checked")
            download = buttons("Download for Word", "Download as a web page", "Download the figures (CSV)")
        with gradio.Column(elem_classes="beside", min_width=0):
            gradio.HTML(pane("Source", _HINT), apply_default_css=False)
    upload.upload(uploaded, upload, draft, api_visibility="private", show_progress="hidden")
    button.click(
        lambda: ('<p class="state" role="status">Reading each figure and looking it up…</p>', *withdrawn(3)),
        None,
        [shown, *download],
        api_visibility="private",
        show_progress="hidden",
        queue=False,
    ).then(checked, draft, [shown, *download], api_visibility="private", show_progress="hidden")


def _legend() -> str:
    """What the marks mean, shown before there is a draft."""
    meant = "".join(f'<li><span class="told {one.value}">{_verdict(one)}</span> {_MEANT[one]}</li>' for one in _WORST)
    return f'<div class="first-words"><p>Each figure of the draft comes back with one of these marks:</p><ul>{meant}</ul></div>'


def marked_draft(report: CheckReport, index: Index) -> str:
    """The summary, the draft with its marks, and the list of figures, the worst first."""
    parts, at = [], 0
    for number, one in enumerate(report.figures):
        if one.start < at:
            continue
        parts += [words(report.text[at : one.start]), _mark(report, number, one)]
        at = one.end
    parts.append(words(report.text[at:]))
    order = sorted(enumerate(report.figures), key=lambda pair: _WORST.index(pair[1].verdict))
    rows = [_row(report, number, one) for number, one in order]
    stores = "".join(_stores(number, one, index) for number, one in enumerate(report.figures))
    left = report.summary[Verdict.NOT_CHECKED]
    first = (
        f"{left} {'figure was' if left == 1 else 'figures were'} not checked." if left else "Every figure was checked."
    )
    return (
        f'<div class="summary" role="status"><p><strong>{first}</strong> {words(summary_line(report))}.</p></div>'
        f'<div class="draft">{"".join(parts)}</div>'
        f"<h2>Figure by figure</h2>{table(('Figure', 'Verdict', 'Why'), rows)}{_quotations(report)}{stores}"
    )


def _mark(report: CheckReport, number: int, one: Checked) -> str:
    return (
        f'<button type="button" class="mark {one.verdict.value}" data-show="check-{number}-1"><span class="figure">{words(report.text[one.start : one.end])}</span>'
        f'<span class="verdict">{_verdict(one.verdict)}</span></button>'
    )


def _row(report: CheckReport, number: int, one: Checked) -> tuple[str, ...]:
    return (
        f'<button type="button" class="quiet figure" data-show="check-{number}-1">{words(report.text[one.start : one.end])}</button>',
        f'<span class="told {one.verdict.value}">{_verdict(one.verdict)}</span>',
        words(one.why),
    )


def _verdict(verdict: Verdict) -> str:
    sign, said = MARKS[verdict]
    return f'<span class="sign" aria-hidden="true">{sign}</span> {words(said)}'


def _stores(number: int, one: Checked, index: Index) -> str:
    """What the pane shows of a figure: the reason, and each source that it rests on."""
    group, (sign, verdict) = f"check-{number}", MARKS[one.verdict]
    why = f"{sign} {verdict}: {one.why}"
    if not one.citations:
        return f'<div class="store" hidden data-store="{group}-1" data-group="{group}"><p class="why">{words(why)}</p><p>No source is cited for this figure.</p></div>'
    wanted = {(quantity.value, quantity.unit) for quantity in read(one.source_figure or "")}
    passages = [passage_at(cited, wanted, index) for cited in one.citations]
    return "".join(evidence(passage, f"{group}-{place}", group, why) for place, passage in enumerate(passages, 1))


def _quotations(report: CheckReport) -> str:
    rows = [
        (words(report.text[one.start : one.end]), words(one.status.value.replace("_", " ")), words(one.why))
        for one in report.quotations
    ]
    return f"<h2>Quotations</h2>{table(('Quotation', 'Verdict', 'Why'), rows)}" if rows else ""
