"""The tab of what the index holds, of the failures of the last ingest, and of uploads where the deployment allows them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.documents.model import Kind
from assistant.documents.readers import SUFFIXES
from assistant.errors import BriefingError
from assistant.index.build import LAST_INGEST, ingest
from assistant.index.catalogue import StoredDocument
from assistant.interfaces.web.markup import KINDS, link, listed, notice, table, words
from assistant.settings import settings
from assistant.wording import british_date

_UPLOADS = "uploads"


def build(assistant: Assistant, tab: gradio.Tab) -> None:
    """Put the tab's parts and events where this is called. Without the setting there is nothing to upload to."""
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    if settings().uploads:
        with gradio.Row(elem_classes="actions"):
            kind = gradio.Dropdown(
                [(label, name) for name, label in KINDS.items()],
                value="press",
                label="Kind of document",
                elem_id="upload-kind",
            )
            upload = gradio.UploadButton(
                "Add documents", file_count="multiple", file_types=sorted(SUFFIXES), elem_id="upload", variant="primary"
            )
        added = gradio.HTML(apply_default_css=False, elem_id="added")
    shown = gradio.HTML(apply_default_css=False, elem_id="sources", elem_classes="sources")
    tab.select(lambda: view(assistant), None, shown, **quiet)
    if settings().uploads:

        def add(paths: list[str] | None, kind: str, progress: gradio.Progress = gradio.Progress()) -> tuple[str, str]:  # noqa: B008
            told = _added(assistant, [Path(path) for path in paths or ()], Kind(kind), progress)
            return told, view(assistant)

        upload.upload(add, [upload, kind], [added, shown], api_visibility="private", concurrency_limit=1)


def view(assistant: Assistant) -> str:
    """What the index holds, its figures and failures, and its documents by kind and date."""
    documents, passages, figures = assistant.index.record.counts()
    held = sorted(assistant.sources(), key=lambda one: one.date, reverse=True)
    held.sort(key=lambda one: one.kind.rank)
    body = table(("Title", "Publisher", "Kind", "Date", "Licence", "Original"), map(_row, held))
    return (
        f'<p class="count"><strong>{documents:,}</strong> documents, {passages:,} passages, {figures:,} figures.</p>{_last(assistant)}'
        '<div class="scrolled tall" tabindex="0" role="region" aria-label="Sources">'
        f"{body}</div>"
    )


def _row(one: StoredDocument) -> tuple[str, ...]:
    digest = '<span class="limits">digest in our own words</span>' if one.digest else ""
    return (
        f"{words(one.title)}{digest}",
        words(one.publisher),
        words(KINDS.get(one.kind.value, one.kind.value)),
        words(british_date(one.date)) or "not dated",
        words(one.licence) or "licence not stated",
        link(one.url),
    )


def _last(assistant: Assistant) -> str:
    """When the index was last brought up to date, and what could not be read then."""
    try:
        last = json.loads(assistant.index.record.state(LAST_INGEST) or "")
        failed = [str(one["error"]) for one in last["failed"]]
        at = str(last["at"])
    except (ValueError, KeyError, TypeError):
        return ""
    when = f"{british_date(at[:10])}, {at[11:16]} UTC"
    if not failed:
        return f'<p class="hint">Last brought up to date on {words(when)}; every file was read.</p>'
    told = listed(map(_without_folder, failed))
    return notice("differ", "▲", f"{len(failed)} files could not be read on {when}:", told)


def _without_folder(error: str) -> str:
    """The error with names of files for their paths: where files lie on the server is nobody's business on the page."""
    return re.sub(r"(?<!\w)/(?:[^\s/:;()']+/)+", "", error)


def _added(assistant: Assistant, paths: list[Path], kind: Kind, progress: gradio.Progress) -> str:
    folder = assistant.index.folder / _UPLOADS
    folder.mkdir(exist_ok=True)
    kept = []
    for path in paths:
        name = re.sub(r"[^\w.-]+", "-", path.name)[-120:].lstrip(".") or "document"
        kept.append(Path(shutil.copyfile(path, folder / name)))
    try:
        report = ingest(
            kept,
            assistant.index.folder,
            kind=kind,
            progress=lambda done, total, name, _: progress(
                (done, max(total, 1)), desc=f"Reading {name}" if name else "Ready"
            ),
        )
    except BriefingError as error:
        return notice("corrected", "!", "Nothing was added.", words(_without_folder(str(error))))
    for failure in report.failed:
        Path(failure.path).unlink(missing_ok=True)
    failed = [_without_folder(one.error) for one in report.failed]
    said = f"{report.documents} added, {report.unchanged} already there, with {report.figures:,} figures."
    return f'<p role="status">{said}</p>' + (
        notice("differ", "▲", "Could not be read:", listed(failed)) if failed else ""
    )
