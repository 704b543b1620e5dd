"""Whether the sources bear out a sentence that a language model wrote, and which quotes do.

A sentence may hold only figures of the excerpts, said of what the excerpts say them of (`figures.judge` over all of
them, and the guard of verify.py over the quote cited), and only words and names of the excerpts; no links. What a sentence without
a figure means is not checked beyond its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Quote, Statement
from assistant.answering.verify import bound
from assistant.figures import Figure, Relation, Verdict, describe, judge
from assistant.figures.comparing import value_agreement
from assistant.figures.cues import basis_of, sense_of
from assistant.figures.gazetteer import organisations
from assistant.figures.words import coverage, terms

#: Least share of a sentence's content words that the excerpts, or the question, must hold.
LEAST_COVER = 0.6
#: The same for a sentence with a figure, of the words that the cited quotes and what stands over them hold.
LEAST_COVER_OF_FIGURES = 0.7
_MOST_QUOTES = 3
_NAME = re.compile(r"(?<=[a-z0-9,;’'\"(] )[A-Z][\w’'&-]+|\b[A-Z]{2,}\b")
_LINK = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:[a-z]{2,6}/|com|net|org|co|io|xyz|info|biz|uk|eu)\b|\S@\S|\]\(|[<>]", re.I
)
#: Words that limit a number, say how often or in what unit, in groups of one meaning: a sentence has no others than its source.
_LIMITS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:(?:every|each|a|per) year|annual(?:ly)?|per annum|yearly)\b",
        r"\b(?:(?:every|each|a|per) month|monthly)\b",
        r"\b(?:(?:every|each|a|per) week|weekly)\b",
        r"\b(?:over|in|within|for) (?:the (?:next|last|first) )?(?:\w+ )?(?:years|months|weeks)\b",
        r"\b(?:up to|as many as|as much as)\b",
        r"\b(?:at most|no more than|not more than)\b",
        r"\b(?:less than|fewer than|under|below)(?= [£$€\d])",
        r"\b(?:at least|no less than|no fewer than)\b",
        r"\b(?:more than|over|above|in excess of)(?= [£$€\d])",
        r"\b(?:almost|nearly|just under)\b",
        r"\bpercentage points?\b",
        r"\bper ?cent\b|%",
        r"[$]|\bdollars?\b",
        r"€|\beuros?\b",
    )
)
_DIGITS = re.compile(
    r"\d[\d.,/–-]*\d|\d"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?"
    r"|millions?|billions?|half|quarter|dozens?|twice|doubl\w+|tripl\w+)\b",
    re.I,
)
_NEGATION = re.compile(r"\b(?:not|never|no|none|neither|nor|without|cannot|n’t|n't)\b|n[’']t\b", re.I)
#: What a sentence may not add to a figure whose source does not say it: "an increase of", "a year", "in real terms".
_ADDED = frozenset(
    [
        "saving",
        "over",
        "under",
        "change",
        "start",
        "per_pound",
        "per_year",
        "per_month",
        "per_week",
        "real",
        "cash",
        "capital",
        "resource",
        "target",
        "achieved",
        "new",
        "previously_announced",
    ]
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
    known = " ".join(_words(quote) for quote in excerpts)
    fault = _foreign(sentence, known, question)
    if fault:
        return Support(fault=fault)
    found = _for_figures(sentence, excerpts) if describe(sentence) else _for_words(sentence, excerpts)
    if isinstance(found, str):
        return Support(fault=found, of_figures=True)
    text, quotes, claims = found.text, found.quotes, describe(found.text)
    around = " ".join(_words(quote) for quote in quotes)
    cited = " ".join(quote.text for quote in quotes)
    fault = (
        _misnamed(text, around if claims else f"{around} {question}")
        or _uncovered(text, claims, around)
        or _repeated(claims, quotes)
        or _negated(text, cited)
        or _unread(text, claims, around)
        or _limited(text, f"{cited} {around if not claims else ''}")
    )
    return Support(fault=fault, of_figures=bool(claims)) if fault else Support(found)


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


def _for_figures(sentence: str, excerpts: Sequence[Quote]) -> Statement | str:
    """The sentence on the nearest quotes that bear out its figures, printed as they print them; or why there are none."""
    evidence = [figure for quote in excerpts for figure in _figures(quote)]
    for claim in describe(sentence):
        judgement = judge(claim, evidence)
        if judgement.verdict not in _SUPPORTED:
            return judgement.why
    near = _nearest(sentence, excerpts)
    for quote in near:
        text = as_printed(sentence, (quote,))
        if _bears_out(quote, text):
            others = [other for other in excerpts if other is not quote and _bears_out(other, text)]
            return Statement(text, (quote, *others[: _MOST_QUOTES - 1]))
    text = as_printed(sentence, near)
    chosen: list[Quote] = []
    for claim in describe(text):
        found = next((quote for quote in near if _holds(quote, claim)), None)
        if found is None:
            return f"No excerpt prints {claim.quantity.text} with the words around it."
        chosen.append(found)
    several = Statement(text, tuple(dict.fromkeys(chosen)))
    if len(several.quotes) > _MOST_QUOTES:
        return "It draws on too many excerpts at once."
    if bound(several) is None:
        return "The excerpts say its figures of another body, place, year or thing."
    return several


def _bears_out(quote: Quote, text: str) -> bool:
    """Whether the quote alone bears out every figure of a sentence."""
    return all(_holds(quote, claim) for claim in describe(text)) and bound(Statement(text, (quote,))) is not None


def _holds(quote: Quote, claim: Figure) -> bool:
    """Whether the quote prints the figure and bears out the claim by itself, which adds nothing to it."""
    return any(
        _squashed(figure.quantity.text) == _squashed(claim.quantity.text)
        and judge(claim, [figure]).verdict in _SUPPORTED
        and not (claim.sense | claim.basis) & _ADDED - _tags(quote, figure)
        for figure in _figures(quote)
    )


def _tags(quote: Quote, figure: Figure) -> frozenset[str]:
    """What the figure's clause and its sentence say of its basis and sense."""
    start, end = figure.quantity.start - quote.start, figure.quantity.end - quote.start
    marked = f"{quote.text[:start]}#{quote.text[end:]}"
    return figure.sense | figure.basis | sense_of(marked) | basis_of(marked)


def _nearest(sentence: str, excerpts: Sequence[Quote]) -> list[Quote]:
    """The excerpts, those first whose own words, then whose passages, are nearest to the sentence's."""
    wanted = terms(sentence)
    return sorted(
        excerpts, key=lambda quote: (-_share(wanted, terms(quote.text)), -_share(wanted, terms(_words(quote))))
    )


def _squashed(text: str) -> str:
    return "".join(text.split()).lower()


def _for_words(text: str, excerpts: Sequence[Quote]) -> Statement | str:
    return Statement(text, tuple(_nearest(text, excerpts)[:1])) if excerpts else "There are no excerpts."


def _foreign(text: str, known: str, question: str) -> str:
    """The fault of a sentence with links or mark-up, or in words that are neither the excerpts' nor the question's."""
    if _LINK.search(text):
        return "It holds a link or mark-up."
    wanted = terms(text)
    if not wanted or _share(wanted, terms(f"{known} {question}")) < LEAST_COVER:
        return "Its words are not those of the excerpts."
    return ""


def _misnamed(text: str, sourced: str) -> str:
    known = sourced.lower()
    strange = [name for name in _NAME.findall(text) if name.lower().rstrip("’'s") not in known]
    # A name that opens a sentence looks like any other word: bodies of the gazetteer are told wherever they stand.
    strange += [
        name for name in organisations(text) if name not in organisations(sourced) and name.lower() not in known
    ]
    return f"The excerpt does not name {strange[0]}." if strange else ""


def _uncovered(text: str, claims: Sequence[Figure], around: str) -> str:
    bare = text
    for claim in reversed(claims):
        bare = bare[: claim.quantity.start] + " " + bare[claim.quantity.end :]
    wanted = terms(bare) if claims else ()
    if wanted and coverage(wanted, terms(around)) < LEAST_COVER_OF_FIGURES:
        return "It says more of its figure than the excerpt does."
    return ""


def _repeated(claims: Sequence[Figure], quotes: Sequence[Quote]) -> str:
    """The fault of a sentence that says a figure more often than its quotes do: "in both 2024 and 2024"."""
    printed = Counter(_squashed(figure.quantity.text) for quote in quotes for figure in _figures(quote))
    more = Counter(_squashed(claim.quantity.text) for claim in claims) - printed
    return f"The excerpt says {next(iter(more))} once." if more else ""


def _negated(text: str, cited: str) -> str:
    more = len(_NEGATION.findall(text)) > len(_NEGATION.findall(cited))
    return "It denies what the excerpt says." if more else ""


def _unread(text: str, claims: Sequence[Figure], around: str) -> str:
    """The fault of a number that is not read as a figure ("2024/21", "nine financial years") and not printed by the source."""
    spans = [(claim.quantity.start, claim.quantity.end) for claim in claims]
    printed = {number.lower() for number in _DIGITS.findall(around)}
    for match in _DIGITS.finditer(text):
        if match[0].lower() not in printed and not any(
            start <= match.start() and match.end() <= end for start, end in spans
        ):
            return f"The excerpt does not print {match[0]}."
    return ""


def _limited(text: str, source: str) -> str:
    for pattern in _LIMITS:
        added = pattern.search(text)
        if added and not pattern.search(source):
            return f"The excerpt does not say “{added[0]}”."
    return ""


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
