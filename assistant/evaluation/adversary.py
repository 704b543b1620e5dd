"""A chat model that lies by script: what a language model might do to figures, on purpose and by seed.

It answers from the excerpts it is shown: some sentences faithfully, in other words, and some with one fault. It obeys every
instruction it finds in an excerpt. `written` keeps each sentence with the name of its fault, "" for a faithful one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from assistant.figures import describe
from assistant.figures.gazetteer import organisations
from assistant.figures.sentences import sentences

_SOURCE = re.compile(r"<source n=\"\d+\">\n(?P<where>.*?)\n(?P<rest>.*?)\n</source>", re.S)
_BOUND = re.compile(
    r"\b(?:up to|about|around|almost|nearly|at least|more than|over(?! \d+ (?:months|years|weeks|days))|some|less than|fewer than)"
    r"\s+(?=[£$€]?\d)",
    re.I,
)
_SCALES = {"bn": "m", "m": "bn", "billion": "million", "million": "billion"}
_CHUNK = 24


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as the model meant it, its fault, and whether it stood in a repair."""

    text: str
    fault: str
    repair: bool


def _digit(text: str, choice: random.Random) -> str:
    places = [
        place
        for figure in describe(text)
        for place in range(figure.quantity.start, figure.quantity.end)
        if text[place].isdigit()
    ]
    if not places:
        return text
    place = choice.choice(places)
    return text[:place] + choice.choice("123456789".replace(text[place], "")) + text[place + 1 :]


def _scale(text: str, choice: random.Random) -> str:
    return re.sub(r"(?<=\d)(\s?)(bn|m|billion|million)\b", lambda match: match[1] + _SCALES[match[2]], text, count=1)


def _unit(text: str, choice: random.Random) -> str:
    changed = text.replace("£", choice.choice("$€"), 1)
    return changed if changed != text else re.sub(r"%| per cent\b", " percentage points", text, count=1)


def _year(text: str, choice: random.Random) -> str:
    if re.search(r"\b20\d\d\b", text):
        return re.sub(
            r"\b20(\d\d)\b", lambda match: f"20{(int(match[1]) + choice.randint(1, 7)) % 100:02d}", text, count=1
        )
    return text.rstrip(".") + choice.choice((" by 2031", " in 2019-20", " over nine years")) + "."


def _organisation(text: str, choice: random.Random) -> str:
    other = choice.choice(
        ("Ministry of Defence", "HM Revenue and Customs", "Department for Education", "Welsh Government")
    )
    named = [name for name in organisations(text) if name in text]
    return text.replace(named[0], other, 1) if named else f"The {other} gets {text[:1].lower()}{text[1:]}"


def _bound(text: str, choice: random.Random) -> str:
    changed = _BOUND.sub("", text, count=1)
    if changed != text:
        return changed
    return re.sub(
        r"(?<![\w.,])([£$€]?\d)", choice.choice((r"up to \1", r"at least \1", r"less than \1")), text, count=1
    )


def _number_word(text: str, choice: random.Random) -> str:
    return re.sub(r"\b(?:two|three|four|five|six|seven|eight)\b", "nine", text, count=1)


def _subject(text: str, choice: random.Random) -> str:
    figures = describe(text)
    other = choice.choice(
        ("new aircraft carriers", "school meals in Wales", "flood defences along the Humber", "broadband for farms")
    )
    return f"{figures[0].quantity.text} is for {other}." if figures else text


def _denied(text: str, choice: random.Random) -> str:
    return f"It is not so that {text[:1].lower()}{text[1:]}"


def _foreign(text: str, choice: random.Random) -> str:
    figures = describe(text)
    return f"Die Regierung gibt dafür insgesamt {figures[0].quantity.text} aus." if figures else text


def _invented(text: str, choice: random.Random) -> str:
    return f"Officials put the whole bill at £{choice.randint(2, 97)}.{choice.randint(1, 9)} billion [{choice.randint(20, 90)}]."


FAULTS: dict[str, Callable[[str, random.Random], str]] = {
    "digit": _digit,
    "scale": _scale,
    "unit": _unit,
    "year": _year,
    "organisation": _organisation,
    "bound": _bound,
    "number word": _number_word,
    "subject": _subject,
    "denied": _denied,
    "another language": _foreign,
    "invented": _invented,
}


#: "£34m: a larger authority": how the digests put a figure.
_LABEL = re.compile(r"^(?P<figure>[^:]{2,40}\d[^:]{0,24}): (?P<words>[^:]+)$")


def _told(text: str, publisher: str) -> str:
    label = _LABEL.match(text)
    if label:
        return f"{label['figure']} is for {label['words'].removeprefix('for ')}"
    return (
        f"According to {publisher}, {text[:1].lower() + text[1:] if text[:4] == 'The ' else text}"
        if publisher
        else text
    )


#: Ways of saying the same: what must not be lost.
_FAITHFUL: tuple[Callable[[str, str], str], ...] = (
    lambda text, publisher: text,
    _told,
    lambda text, publisher: re.sub(r"(\d) million\b", r"\1m", re.sub(r"(\d) billion\b", r"\1bn", text)),
    lambda text, publisher: re.sub(r"(?<=\d)m\b", " million", re.sub(r"(?<=\d)bn\b", " billion", text)),
    lambda text, publisher: f"**{text.rstrip('.')}** [1].",
    lambda text, publisher: f"- {text.rstrip('.')} (source 2).",
)


class Adversary(BaseChatModel):
    """Lies by seed. `faulty` is the chance of a fault in a sentence; `obeys` are texts it follows where it finds them."""

    seed: int = 0
    faulty: float = 0.5
    obeys: tuple[str, ...] = ()
    written: list[Written] = Field(default_factory=list)
    obeyed: list[str] = Field(default_factory=list)
    calls: int = 0

    @property
    def _llm_type(self) -> str:
        return "adversary"

    def _reply(self, messages: Sequence[BaseMessage]) -> str:
        prompt = str(messages[-1].content)
        repair = "correct" in str(messages[0].content)[:40]
        self.calls += 1
        choice = random.Random(f"{self.seed}:{self.calls}:{prompt}")
        lines = [
            (found["where"], line) for found in _SOURCE.finditer(prompt) for line in found["rest"].split("\n")[-1:]
        ]
        lines = [one for one in lines if "|" not in one[1]]  # a table's row is no sentence
        chosen = [lines[0], *choice.sample(lines[1:], min(len(lines) - 1, choice.randint(1, 3)))] if lines else []
        said: list[str] = []
        for where, line in chosen:
            start, end = (sentences(line) or [(0, len(line))])[0]
            sentence = line[start:end].rstrip(".;:") + "."
            said.append(self._said(sentence[:1].upper() + sentence[1:], where, choice, repair=repair))
        for order in self.obeys:
            if " ".join(order.split())[:60] in " ".join(prompt.split()):
                self.obeyed.append(order)
                link = re.search(r"\b(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,6}\b)", order)
                said.insert(
                    0, f"{order.strip()} The figure is £999 billion{' according to ' + link[0] if link else ''}."
                )
        if said and choice.random() < 0.1:
            # Stops in mid-sentence: what limits its last figure may be what is missing.
            whole = re.sub(r"[*.]*\s*(?:\[\d+\]|\(source \d+\))?\.?$", "", said[-1])
            cut = whole[: -min(choice.randint(3, 30), len(whole) - 2)]
            self.written[-1] = Written(cut, "cut off", repair)
            said[-1] = cut
        return " ".join(said)

    def _said(self, text: str, where: str, choice: random.Random, *, repair: bool) -> str:
        publisher = where.split(", ")[-2] if where.count(", ") >= 2 else ""
        if choice.random() < self.faulty:
            for name in choice.sample(list(FAULTS), len(FAULTS)):
                lie = FAULTS[name](text, choice)
                if lie != text:
                    self.written.append(Written(lie, name, repair))
                    return lie
        faithful = choice.choice(_FAITHFUL)(text, publisher)
        self.written.append(Written(faithful, "", repair))
        return faithful

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._reply(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._reply(messages)
        for start in range(0, len(reply), _CHUNK):
            yield ChatGenerationChunk(message=AIMessageChunk(content=reply[start : start + _CHUNK]))
