"""Conversations to read: each line of a file is a list of questions; every answer goes into the history of the next.

    python -m assistant.evaluation.conversations [eval/conversations.jsonl] [--index NAME] [--out TRANSCRIPT.md]

The transcript has each question, how it was understood, the status and the answer with its sources. It is for reading:
nothing is scored.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant import Assistant

_DEFAULT = Path("eval/conversations.jsonl")


def transcript(assistant: Assistant, questions: Sequence[str]) -> Iterator[str]:
    """The lines of one conversation."""
    history: list[dict[str, str]] = []
    for question in questions:
        answer = assistant.ask(question, history)
        yield f"**{question}**"
        if answer.standalone_question != question:
            yield f"understood as: {answer.standalone_question}"
        yield f"*{answer.status.value}* {answer.text}"
        for one in answer.citations:
            yield f"- [{one.id}] {one.title}, {one.publisher}, {one.date}"
        yield from (f"- differs: {one.about}" for one in answer.conflicts)
        yield from (f"- note: {one}" for one in answer.unconfirmed)
        yield ""
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": answer.text}]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conversations", type=Path, nargs="?", default=_DEFAULT)
    parser.add_argument("--index", default="default")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    talks = [json.loads(line) for line in options.conversations.read_text("utf-8").splitlines() if line.strip()]
    lines: list[str] = []
    with Assistant.open(index=options.index) as assistant:
        for number, questions in enumerate(talks, 1):
            lines += [f"## Conversation {number}", "", *transcript(assistant, questions)]
    text = "\n".join(lines)
    if options.out:
        options.out.write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
