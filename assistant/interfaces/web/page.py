"""The page: ask, check a draft, write a briefing. Gradio on this machine, no request to anywhere else."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.answering.answer import Answer, Citation
from assistant.briefing import to_docx, to_html
from assistant.checking.report import fragment
from assistant.errors import BriefingError
from assistant.wording import british_date, principal, qualifier

TITLE = "Briefing"
#: What `mount_gradio_app` takes for the looks of the page.
LOOK: dict[str, Any] = {
    "css": (Path(__file__).with_name("page.css")).read_text("utf-8"),
    "theme": gradio.themes.Base(font=["system-ui", "sans-serif"]),
    "footer_links": [],
}
EXAMPLES = (
    "How much did Spring Budget 2024 give the Public Sector Fraud Authority, and what for?",
    "What is the £75 million for Violence Reduction Units for?",
    "How many recommendations did the policing productivity review make in its first report?",
)


def build(assistant: Assistant) -> gradio.Blocks:
    """The page as Gradio blocks, to be mounted with `LOOK`."""
    held = assistant.sources()
    newest = british_date(max((document.date for document in held), default=""))

    def reply(message: str, history: Sequence[dict[str, Any]]) -> str:
        turns = [{"role": turn["role"], "content": plain(turn["content"])} for turn in history]
        try:
            return rendered(assistant.ask(message, turns))
        except BriefingError as error:
            return html.escape(str(error))

    page = gradio.Blocks(title=TITLE, analytics_enabled=False)
    with page:
        gradio.HTML(
            f"<h1>Briefing</h1><p>Answers about UK public spending from {len(held)} sources to {html.escape(newest)}; every figure carries its citation.</p>"
        )
        with gradio.Tab("Ask"):
            gradio.ChatInterface(
                reply,
                examples=list(EXAMPLES),
                chatbot=gradio.Chatbot(
                    height="62vh", show_label=False, sanitize_html=True, latex_delimiters=[], buttons=["copy"]
                ),
                api_name="chat",
            )
        with gradio.Tab("Check"):
            draft = gradio.Textbox(label="Draft", lines=10, placeholder="Paste an article, a release or a briefing")
            gradio.Button("Check the figures", variant="primary").click(
                partial(checked, assistant), draft, gradio.HTML(label="Verdicts", sanitize_html=True), api_name="check"
            )
        with gradio.Tab("Brief"):
            topic = gradio.Textbox(label="Topic", max_lines=1, placeholder="police technology")
            gradio.Button("Write the briefing", variant="primary").click(
                partial(briefed, assistant),
                topic,
                [gradio.HTML(label="Briefing", sanitize_html=True), gradio.File(label="Download", visible=False)],
                api_name="brief",
            )
    return page


def checked(assistant: Assistant, draft: str) -> str:
    """A draft with its figures marked and a table of verdicts, as HTML; one line where it cannot be checked."""
    try:
        return fragment(assistant.check(draft))
    except BriefingError as error:
        return f"<p>{html.escape(str(error))}</p>"


def briefed(assistant: Assistant, topic: str) -> tuple[str, Any]:
    """A briefing as HTML, and its Word document to download."""
    try:
        brief = assistant.brief(topic)
    except BriefingError as error:
        return f"<p>{html.escape(str(error))}</p>", gradio.File(visible=False)
    name = re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")[:40] or "briefing"
    path = Path(tempfile.mkdtemp(prefix="briefing-")) / f"{name}.docx"
    path.write_bytes(to_docx(brief))
    return to_html(brief), gradio.File(value=str(path), visible=True)


def plain(content: Any) -> str:
    """The text of a chat message as Gradio keeps it, without mark-up and citations."""
    if isinstance(content, list):
        content = " ".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    text = re.sub(r"<details.*", "", str(content), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", text)).strip()


def rendered(answer: Answer) -> str:
    """An answer as HTML in which every word of a source is escaped: nothing in a document becomes mark-up or a link."""
    text = "<br>".join(html.escape(line) for line in answer.text.split("\n"))
    chips = "".join(
        f'<span class="chip"><strong>{html.escape(shown.text)}</strong> {html.escape(qualifier(shown.figure))} {"".join(f"[{one}]" for one in shown.citations)}</span>'
        for shown in principal(answer)
    )
    sources = "".join(f"<li value={citation.id}>{_source(citation)}</li>" for citation in answer.citations)
    listed = f"<details open><summary>Sources</summary><ol>{sources}</ol></details>" if sources else ""
    return f'<div class="answer {answer.status.value}"><p>{_literal(text)}</p><p>{_literal(chips)}</p>{_literal(listed)}</div>'


def _literal(text: str) -> str:
    """The text with Markdown's own characters spelt as entities, so that they stay characters."""
    return re.sub(r"(?<!&)([*_`~\\|#])(?![^<]*>)", lambda match: f"&#{ord(match.group(1))};", text)


def _source(citation: Citation) -> str:
    digest = "Digest of " if citation.digest else ""
    where = ", ".join(part for part in (citation.publisher, british_date(citation.date), citation.locator) if part)
    link = (
        f' <a href="{html.escape(citation.url)}" rel="noopener noreferrer" target="_blank">original</a>'
        if re.match(r"https?://", citation.url)
        else ""
    )
    words = html.escape(citation.quote)
    # A digest is in this project's own words: never shown as a quotation of the original.
    quote = f"Our digest: {words}" if citation.digest else f"<q>{words}</q>"
    return f"{digest}<cite>{html.escape(citation.title)}</cite> ({html.escape(where)}){link}<br>{quote}"
