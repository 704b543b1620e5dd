"""Show excerpts to a model, fenced as data, with their figures as printed or as tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Quote
from assistant.wording import british_date, qualifier

_TOKEN = re.compile(r"\{?\b(F\d+)\b\}?")


@dataclass(frozen=True, slots=True)
class Showing:
    """Excerpts as the model sees them; `tokens` has the printed figure of each token, none where figures are shown."""

    text: str
    tokens: Mapping[str, str]

    def revealed(self, sentence: str) -> str:
        """The sentence with its tokens replaced by the printed figures; a token that was never given stays and fails."""
        if not self.tokens:
            return sentence
        return _TOKEN.sub(lambda match: self.tokens.get(match[1], match[0]), sentence)

    def hidden(self, sentence: str) -> str:
        """The sentence with the printed figures replaced by tokens."""
        for token, printed in sorted(self.tokens.items(), key=lambda pair: -len(pair[1])):
            sentence = re.sub(rf"(?<![\w{{]){re.escape(printed)}(?![\w}}])", f"{{{token}}}", sentence)
        return sentence


def shown(excerpts: Sequence[Quote], *, tokens: bool) -> Showing:
    """The excerpts, each between <source> marks that its own words cannot close."""
    blocks: list[str] = []
    names: dict[str, str] = {}
    for number, quote in enumerate(excerpts, 1):
        document, text, notes = quote.evidence.document, quote.text, []
        if tokens:
            inside = [
                figure
                for figure in quote.evidence.figures
                if quote.start <= figure.quantity.start and figure.quantity.end <= quote.end
            ]
            for figure in sorted(inside, key=lambda figure: -figure.quantity.start):
                name = f"F{len(names) + 1}"
                names[name] = figure.quantity.text
                start, end = figure.quantity.start - quote.start, figure.quantity.end - quote.start
                text = f"{text[:start]}{{{name}}}{text[end:]}"
                about = "; ".join(part for part in (qualifier(figure), _fenced(figure.subject)[:80]) if part)
                notes.append(f"{{{name}}} is {figure.quantity.text}: {about}")
        where = ", ".join(part for part in (document.title, document.publisher, british_date(document.date)) if part)
        heading = _fenced(" – ".join(quote.evidence.passage.headings[-1:]))
        lines = [_fenced(where), *([heading] if heading else []), _fenced(text), *reversed(notes)]
        blocks.append(f'<source n="{number}">\n' + "\n".join(lines) + "\n</source>")
    return Showing("\n".join(blocks), names)


def _fenced(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("<", "‹").replace(">", "›")).strip()
