"""The tab on which a person asks: conversations, answers as they are verified, and the evidence beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import gradio

from assistant._assistant import Assistant
from assistant.answering.answer import Answer
from assistant.errors import BriefingError
from assistant.feedback import Feedback, Rating
from assistant.interfaces.web.conversations import Conversation, Shelf, kept_with, shelf_from
from assistant.interfaces.web.markup import pane, words
from assistant.interfaces.web.sending import SENDING
from assistant.interfaces.web.transcript import announcement, shelf, transcript, working
from assistant.interfaces.web.turns import Turn, failed, turn_of
from assistant.settings import settings
from assistant.wording import british_date

_HINT = "Choose a figure or a number in brackets to see the words of its source here."
_STOPPED = "The answer was stopped."
#: Local storage is no secret from the person whose browser it is; the key is fixed so that a restart loses nothing.
_STORAGE: dict[str, Any] = {"storage_key": "briefing-conversations", "secret": "briefing-shelf-1"}


class Asking:
    """What the tab's events do. Holds nothing of any person: that comes with each event and goes back."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._feedback = Feedback(settings().feedback)

    def restore(self, kept: Any, request: gradio.Request) -> tuple[str, str]:
        """The list of conversations and the open one, of the person who opens the page."""
        held = shelf_from(kept, _person(request))
        return shelf(held), self._transcript(held.opened)

    def send(self, message: str, kept: Any, request: gradio.Request) -> Iterator[tuple[Any, ...]]:
        """Answer what the composer holds."""
        yield from self._answer(message, kept, request)

    def ask(self, event: gradio.EventData, kept: Any, request: gradio.Request) -> Iterator[tuple[Any, ...]]:
        """Answer an example, a suggestion, or a question asked again or edited, which replaces its turn."""
        after = _field(event, "after")
        yield from self._answer(_field(event, "text"), kept, request, int(after) if after.isdigit() else None)

    def _answer(
        self, message: str, kept: Any, request: gradio.Request, after: int | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Yields composer, transcript, list, what the browser keeps, the announcement, and the question while it is at hand."""
        person = _person(request)
        held = shelf_from(kept, person)
        opened = held.opened
        after = len(opened.turns) if after is None else min(after, len(opened.turns))
        before = replace(opened, turns=opened.turns[:after])
        earlier = self._transcript(before) if before.turns else ""
        sources, skip = len(self._assistant.sources()), gradio.skip()
        text = ""
        yield _busy(), earlier + working(message, text, sources), skip, skip, skip, (message, after)
        turn = failed(message, _STOPPED)
        try:
            with closing(self._assistant.stream(message, before.history)) as pieces:
                for piece in pieces:
                    if isinstance(piece, Answer):
                        turn = turn_of(piece, self._assistant.index)
                    else:
                        text += piece
                        yield skip, earlier + working(message, text, sources), skip, skip, skip, skip
        except BriefingError as error:
            turn = failed(message, str(error))
        yield self._finished(turn, after, kept, person)

    def stop(self, at_hand: tuple[str, int] | None, kept: Any, request: gradio.Request) -> tuple[Any, ...]:
        """Leave the question at hand as one that was not answered."""
        if at_hand is None:
            return _idle(), *(gradio.skip(),) * 4, None
        return self._finished(failed(at_hand[0], _STOPPED), at_hand[1], kept, _person(request))

    def _finished(self, turn: Turn, after: int, kept: Any, person: str) -> tuple[Any, ...]:
        held = shelf_from(kept, person).put(turn, after)
        return _idle(), self._transcript(held.opened), shelf(held), kept_with(kept, person, held), _said(turn), None

    def begin(self, kept: Any, request: gradio.Request) -> tuple[Any, ...]:
        """Open an empty conversation."""
        return self._changed(kept, request, lambda held: replace(held, open_id=""))

    def open(self, event: gradio.EventData, kept: Any, request: gradio.Request) -> tuple[Any, ...]:
        return self._changed(kept, request, lambda held: held.opening(_field(event, "id")))

    def rename(self, event: gradio.EventData, kept: Any, request: gradio.Request) -> tuple[Any, ...]:
        return self._changed(kept, request, lambda held: held.renamed(_field(event, "id"), _field(event, "name")))

    def remove(self, event: gradio.EventData, kept: Any, request: gradio.Request) -> tuple[Any, ...]:
        return self._changed(kept, request, lambda held: held.without(_field(event, "id")))

    def rate(self, event: gradio.EventData, kept: Any, request: gradio.Request) -> tuple[Any, ...]:
        """Keep a rating, with its reason once that is sent."""
        useful, reason = _field(event, "useful") == "yes", _field(event, "reason").strip()
        opened = shelf_from(kept, _person(request)).opened
        for place, turn in enumerate(opened.turns):
            if turn.id == _field(event, "turn"):
                history = replace(opened, turns=opened.turns[:place]).history
                self._feedback.add(
                    Rating(turn.id, useful, reason, turn.question, tuple(history), turn.text, turn.status, turn.engine)
                )
        # With its reason a rating is whole: the form goes.
        rating = ("sent-" if reason else "") + ("yes" if useful else "no")
        return self._changed(kept, request, lambda held: held.rated(_field(event, "turn"), rating))

    def _changed(self, kept: Any, request: gradio.Request, change: Any) -> tuple[Any, ...]:
        person = _person(request)
        held: Shelf = change(shelf_from(kept, person))
        return self._transcript(held.opened), shelf(held), kept_with(kept, person, held)

    def _transcript(self, conversation: Conversation) -> str:
        return transcript(conversation, freshness(self._assistant))


def build(assistant: Assistant, page: gradio.Blocks) -> None:
    """Put the tab's parts and events where this is called."""
    asking = Asking(assistant)
    kept = gradio.BrowserState({}, **_STORAGE)
    with gradio.Row(elem_classes="columns", equal_height=False):
        with gradio.Column(elem_classes="side", min_width=0):
            listed = gradio.HTML(js_on_load=SENDING, apply_default_css=False)
        with gradio.Column(elem_classes="middle", min_width=0):
            shown = gradio.HTML(js_on_load=SENDING, apply_default_css=False, elem_classes="transcript")
            composer = gradio.Textbox(
                label="Your question",
                placeholder="Ask about a figure, a measure or a department",
                lines=1,
                max_lines=6,
                max_length=settings().question_characters,
                submit_btn="Ask",
                elem_classes="composer",
                elem_id="composer",
            )
        with gradio.Column(elem_classes="beside", min_width=0):
            gradio.HTML(pane("Evidence", _HINT), apply_default_css=False)
    announced = gradio.HTML(_said(None), apply_default_css=False, elem_classes="away")
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    at_hand = gradio.State(None)
    answering = [composer, shown, listed, kept, announced, at_hand]
    sent = composer.submit(asking.send, [composer, kept], answering, **quiet)
    asked = shown.ask(asking.ask, kept, answering, **quiet)
    # Each is cancelled by an event of its own: of several, the page cancels the next once the server has ended the one
    # before, and by then it may be another question.
    composer.stop(None, None, None, cancels=sent, **quiet)
    stopped = composer.stop(None, None, None, cancels=asked, **quiet)
    stopped.then(asking.stop, [at_hand, kept], answering, **quiet)
    for name in ("begin", "open", "rename", "remove"):
        getattr(listed, name)(getattr(asking, name), kept, [shown, listed, kept], **quiet)
    shown.rate(asking.rate, kept, [shown, listed, kept], **quiet)
    page.load(asking.restore, kept, [listed, shown], **quiet)


def freshness(assistant: Assistant) -> str:
    """How many sources there are and the date of the newest: "176 sources to 28 February 2026"."""
    held = assistant.sources()
    newest = british_date(max((document.date for document in held), default=""))
    return f"{len(held):,} sources{f' to {newest}' if newest else ''}"


def _busy() -> Any:
    return gradio.update(value="", submit_btn=False, stop_btn="Stop")


def _idle() -> Any:
    return gradio.update(submit_btn="Ask", stop_btn=False)


def _said(turn: Turn | None) -> str:
    return f'<div role="status" aria-live="polite">{words(announcement(turn)) if turn else ""}</div>'


def _person(request: gradio.Request) -> str:
    """Who has signed in, as the server's door knows them; empty where nobody does."""
    state = request.request.scope.get("state") or {} if request.request else {}
    return str(state.get("person") or "")


def _field(event: gradio.EventData, name: str) -> str:
    """A field of what the browser sent; empty where there is none."""
    data = event._data if isinstance(event._data, dict) else {}
    return str(data.get(name) or "")
