"""Whether the sources bear out a sentence that a language model wrote, and which quotes do.

A sentence may hold only figures of the excerpts, said of what the excerpts say them of (`figures.judge` over all of
them, and the guard of verify.py over the quote cited), and only words, names and links of the excerpts. What a sentence without a
figure means is not checked beyond its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Quote, Statement
from assistant.answering.verify import bound
from assistant.figures import Figure, Relation, Verdict, describe, judge
from assistant.figures.comparing import value_agreement
from assistant.figures.words import terms

#: Least share of a sentence's content words that the excerpts, or the question, must hold.
LEAST_COVER = 0.6
_MOST_QUOTES = 3
_NAME = re.compile(r"(?<=[a-z0-9,;’'\"(] )[A-Z][\w’'&-]+|\b[A-Z]{2,}\b")
_LINK = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:[a-z]{2,6}/|com|net|org|co|io|xyz|info|biz|uk|eu)\b|\S@\S|\]\(|[<>]", re.I
)
_NEGATION = re.compile(r"\b(?:not|never|no|none|neither|nor|without|cannot|n’t|n't)\b|n[’']t\b", re.I)
#: What a sentence may not add to a figure whose source does not say it: "an increase of", "a year", "in real terms".
_ADDED = frozenset(
    ["saving", "over", "under", "change", "start", "per_pound", "per_year", "per_month", "per_week"]
    + ["real", "cash", "capital", "resource", "target", "achieved", "new", "previously_announced"]
)
_SUPPORTED = (Verdict.SUPPORTED, Verdict.SUPPORTED_ROUNDED)


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence with the quotes that bear it out, or `fault`: why none do, in one plain sentence.

    `of_figures` where the sentence is in the sources' words and only its figures are not borne out.
    """

    statement: Statement | None = None
    fault: str = ""
    of_figures: bool = False


def supported(sentence: str, excerpts: Sequence[Quote], question: str) -> Support:
    """The sentence as a statement on the fewest quotes that bear it out. Never raises."""
    text = as_printed(sentence, excerpts)
    known = " ".join(_words(quote) for quote in excerpts)
    fault = _foreign(text, known, question)
    if fault:
        return Support(fault=fault)
    claims = describe(text)
    quotes = _for_figures(text, claims, excerpts) if claims else _for_words(text, excerpts)
    if isinstance(quotes, str):
        return Support(fault=quotes, of_figures=True)
    statement = Statement(text, quotes)
    if bound(statement) is None:
        return Support(fault="The excerpts say its figures of another body, place, year or thing.", of_figures=True)
    around = " ".join(_words(quote) for quote in quotes)
    fault = _misnamed(text, f"{around} {question}") or _negated(text, around)
    return Support(fault=fault, of_figures=bool(claims)) if fault else Support(statement)


def as_printed(sentence: str, excerpts: Sequence[Quote]) -> str:
    """The sentence with each figure printed as in the excerpts where only the print differs: "£4.2bn", "£4.2 billion"."""
    held = [figure.quantity for quote in excerpts for figure in _figures(quote)]
    for claim in reversed(describe(sentence)):
        own = claim.quantity
        if any(one.text == own.text for one in held):
            continue
        alike = next(
            (
                one
                for one in held
                if value_agreement(own, one) is Relation.SAME
                and (one.unit, one.step, one.upper) == (own.unit, own.step, own.upper)
            ),
            None,
        )
        if alike:
            sentence = sentence[: own.start] + alike.text + sentence[own.end :]
    return sentence


def _for_figures(text: str, claims: Sequence[Figure], excerpts: Sequence[Quote]) -> tuple[Quote, ...] | str:
    """The quotes that bear out the figures, each the one nearest to the sentence; or why a figure has none."""
    evidence = [figure for quote in excerpts for figure in _figures(quote)]
    nearest = sorted(excerpts, key=lambda quote: -_share(terms(text), terms(_words(quote))))
    for claim in claims:
        judgement = judge(claim, evidence)
        if judgement.verdict not in _SUPPORTED:
            return judgement.why
    for quote in nearest:
        if all(_holds(quote, claim) for claim in claims) and bound(Statement(text, (quote,))) is not None:
            return (quote,)
    chosen: list[Quote] = []
    for claim in claims:
        found = next((quote for quote in nearest if _holds(quote, claim)), None)
        if found is None:
            return f"No excerpt prints {claim.quantity.text} with the words around it."
        chosen.append(found)
    distinct = tuple(dict.fromkeys(chosen))
    return distinct if len(distinct) <= _MOST_QUOTES else "It draws on too many excerpts at once."


def _holds(quote: Quote, claim: Figure) -> bool:
    """Whether the quote prints the figure and bears out the claim by itself, which adds nothing to it."""
    return any(
        _squashed(figure.quantity.text) == _squashed(claim.quantity.text)
        and judge(claim, [figure]).verdict in _SUPPORTED
        and not (claim.sense | claim.basis) & _ADDED - figure.sense - figure.basis
        for figure in _figures(quote)
    )


def _squashed(text: str) -> str:
    return "".join(text.split()).lower()


def _for_words(text: str, excerpts: Sequence[Quote]) -> tuple[Quote, ...] | str:
    best = max(excerpts, key=lambda quote: _share(terms(text), terms(_words(quote))), default=None)
    return (best,) if best else "There are no excerpts."


def _foreign(text: str, known: str, question: str) -> str:
    """The fault of a sentence with links, mark-up or words that are neither the excerpts' nor the question's."""
    link = _LINK.search(text)
    if link and link[0] not in known:
        return "It holds a link or mark-up that no excerpt holds."
    wanted = terms(text)
    if not wanted or _share(wanted, terms(f"{known} {question}")) < LEAST_COVER:
        return "Its words are not those of the excerpts."
    return ""


def _misnamed(text: str, sourced: str) -> str:
    strange = [name for name in _NAME.findall(text) if name.lower().rstrip("’'s") not in sourced.lower()]
    return f"The excerpt does not name {strange[0]}." if strange else ""


def _negated(text: str, around: str) -> str:
    return "It denies what the excerpt says." if _NEGATION.search(text) and not _NEGATION.search(around) else ""


def _share(wanted: Sequence[str], given: Sequence[str]) -> float:
    held = set(given)
    return sum(term in held for term in wanted) / len(wanted) if wanted else 1.0


def _figures(quote: Quote) -> list[Figure]:
    return [
        figure
        for figure in quote.evidence.figures
        if quote.start <= figure.quantity.start and figure.quantity.end <= quote.end
    ]


def _words(quote: Quote) -> str:
    """All that says what a quote is about: document, headings and the passage."""
    passage, document = quote.evidence.passage, quote.evidence.document
    return " ".join((document.title, document.publisher, *passage.headings, passage.lead, passage.text))
