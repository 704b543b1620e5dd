"""Tell a figure in one plain sentence, in the words of its source.

Digests and news lists print a figure before a phrase ("£34m: a larger fraud authority (announced)"); prose prints it in
its sentence. Either way the figure stands inside the sentence that is shown, with what limits it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.cutting import foreign, says_the_same, shorter
from assistant.answering.question import SHARE_UNITS, TIME_UNITS, is_currency
from assistant.figures import Figure
from assistant.figures.quantity import TEMPORAL_UNITS, Quantity
from assistant.figures.words import terms
from assistant.retrieval import Evidence

_LONG = 260
_LABEL_WORDS = 14
#: A sort of figure that a digest notes in brackets, and how a sentence says it.
#: "£35bn: savings (target)" becomes "£35bn is the figure for savings (a target)".
_NOTES = (
    (re.compile(r"\s*\((?:announced|achieved)\)"), ""),
    (re.compile(r"\((?=(?:target|forecast)\b)"), "(a "),
    (re.compile(r"\((?=estimate\b)"), "(an "),
    (re.compile(r"\s*\((previously announced[^)]*)\)"), r", \1"),
)
#: What may stand before a figure in a label: "up to £330m", "another £2 billion", "a mere 5%".
_BEFORE_FIGURE = re.compile(
    r"(?:(?:up|to|over|more|less|fewer|than|at|least|most|around|about|almost|nearly|some|just|under|an?|the|another|extra|"
    r"initial|approximately|roughly|between|from|only|mere|as|many|much|further|additional|well|circa|close|every|by|since|"
    r"until|before|after|in|second|first|half|of|end|early|late|c\.)\s*)*",
    re.I,
)
#: What a label adds of time to its sum: "over the next five years", "in 2024-25", "by 2029".
_SPAN = re.compile(
    r"(?:over|across|during|in|by|from|between|until|up to) (?:[\w/–’'-]+ ){0,5}?(?:years?|months?|decade|parliament|period|\d{4}(?:[-/–]\d{2,4})?)",
    re.I,
)
_TIMED = re.compile(
    r"\b(?:over|during|by|until|from|each|per) (?:[\w-]+ ){0,3}?(?:years?|months?|\d{4})|\b(?:19|20)\d\d\b", re.I
)
#: "£2.5bn: for pressures", "£6m: to speed up digitisation".
_PREPOSITION = re.compile(r"^(?:for|to|from|in|of|on|towards?|by|at|between|with|out of|extra|over|under)\b", re.I)
#: "£230m to pilot technology", "£165 million into placements": what stands right after the figure, and its verb.
_FOLLOWING = (
    (re.compile(r"^(?:over [\w\s]{3,24} )?(?:to|for|towards)\b", re.I), "is"),
    (re.compile(r"^(?:into|on)\b", re.I), "goes"),
)
#: "£1.8bn: what the government hopes for", "85 per cent: those who said so".
_CLAUSE = re.compile(r"^(?:how|what|when|where|his|her|its|their|that|this|all|most|half|part|one)\b", re.I)
_DETERMINED = re.compile(r"^(?:the|an?|another|only)\b", re.I)
_SINGULAR = (
    "share|number|rise|increase|fall|cut|cost|saving|benefit|return|margin|estimate|total|amount|average|growth|gap|backlog|"
    "reduction|gain|value|price|budget|spending|borrowing|range|sum|proportion|rate|target|limit|cap|pressure|shortfall|"
    "deficit|overspend|loss|debt|funding|income|revenue|improvement|time|date|deadline|assumption|part|"
    "result|uplift|length|size|maximum|minimum|level"
)
#: "£10m: the total cost", "£4bn: net savings expected": the phrase names a measure, not what the money is for.
_MEASURE = re.compile(rf"\b(?:(?:{_SINGULAR})s?|efficienc(?:y|ies)|losses|hours|fraud and error)\b", re.I)
_ONE_MEASURE = re.compile(rf"^(?:[\w’'-]+ ){{0,2}}?(?:{_SINGULAR})\b(?! (?:and|or)\b)", re.I)
#: "70%: named a shortage", "six forces: piloted a tool": what those counted did.
_ACT = re.compile(
    r"^(?:(?:already|still|also|not|never|rarely) )?(?:have|has|had|are|is|were|was|say|said|use|told|thought|could|can|will|would|must|may|do|did|"
    r"feel|want|think|believe|lack|report|expect|spent|set|held|put|taken|given|lost|found|paid|kept|sent|made|\w{3,}ed)\b",
    re.I,
)
#: "£5 million: invested in the scheme", "£1bn: taken from capital budgets": what was done with the money.
_DONE = re.compile(
    r"^(?:spent|set aside|held|put|taken|given|lost|found|paid|kept|sent|made|saved|\w{3,}ed)"
    r"(?= (?:to|by|in|from|for|on|at|with|as|into|out|over|towards|up|off|last|this|each|every|through|between|under)\b)",
    re.I,
)
#: "£329m: taxpayer money that was recovered", "£39bn: tax lost to fraud": the phrase is the money itself.
_ITSELF = re.compile(
    r"^(?:[\w’'-]+ ){0,2}(?:money|tax|funds|cash|income|savings?|fraud|losses) (?:that|which|lost|paid|owed|spent|saved)\b",
    re.I,
)
#: A name in capitals, whose words name no measure: "Violence Reduction Units".
_CAPITALS = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)+")
_MORE = re.compile(r"(?:more|extra|further|faster|better|new|wider) (?!than\b)", re.I)
_COMPARED = re.compile(r"\b(?:lower|higher|below|above|more|less|fewer|larger|smaller|faster|slower)$", re.I)
_CHANGE = re.compile(r"^[\d.,]+ ?(?:%|per cent|pc) (?:cut|rise|increase|fall|reduction|drop)$", re.I)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does?|did|begins?|ends?|takes?|starts?|becomes?)\b",
    re.I,
)
_DIVIDES = re.compile(r";\s")


def told(evidence: Evidence, figure: Figure, keep: Sequence[Quantity] = ()) -> str:
    """The sentence that says a figure, without its full stop. Every figure in it stands in the figure's sentence.

    What the sentence says of other figures is left out where it says the same of this one without; those in `keep` stay.
    """
    passage = evidence.passage
    if passage.columns:
        return _cell(evidence, figure)
    start, end = figure.sentence
    whole = _told(passage.text[start:end], evidence, figure)
    others = foreign(figure, evidence.figures, keep)
    if others:
        for words in shorter(passage.text, figure, others):
            short = _told(words, evidence, figure)
            if len(short) < len(whole) and says_the_same(short, whole, evidence, figure):
                return short
    return whole


def _told(sentence: str, evidence: Evidence, figure: Figure) -> str:
    return tidy(
        _labelled(sentence, evidence, figure)
        or _item(sentence, evidence, figure)
        or _prose(sentence, figure.quantity.text)
    )


def tidy(words: str) -> str:
    """The words with single spaces, without list marks, final stop and a list's last "and", the first letter a capital."""
    words = re.sub(r"^(?:and|but) (?=[£$€\d])", "", re.sub(r"\s+", " ", words).strip(" •*-–—"), flags=re.I).rstrip(
        ".;,: "
    )
    words = re.sub(r"[;,] (?:and|or)$", "", words)
    words = words[:1].upper() + words[1:]
    if words.count("(") > words.count(")"):
        words += ")"
    return words


_SITE = r"[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|xyz|info|biz|co|uk|eu)\b"
_ADDRESS = re.compile(rf"\S*(?:https?://|www\.)\S*|\b{_SITE}\S*", re.I)
_IN_BRACKETS = re.compile(rf"\s?\((?:[^()\s]*(?:https?://|www\.)[^()\s]*|{_SITE}[^()\s]*)\)", re.I)


def without_addresses(words: str, printed: str) -> str:
    """The words around a figure without what stands before or behind a web address: an answer's only links are its citations."""
    words = _IN_BRACKETS.sub("", words)
    parts = _ADDRESS.split(words)
    if len(parts) == 1:
        return words
    return next((tidy(part) for part in parts if printed in part), words)


def _labelled(sentence: str, evidence: Evidence, figure: Figure) -> str:
    """A sentence from "FIGURE: what it is (sort of figure)"; empty where the sentence is not of that form."""
    label, colon, rest = _bare(sentence).partition(": ")
    first = next((one for one in evidence.figures if one.sentence == figure.sentence), figure).quantity
    before, printed, after = label.partition(" ".join(first.text.split()))
    if not colon or not rest.strip() or not printed or len(label.split()) > _LABEL_WORDS:
        return ""
    if not _BEFORE_FIGURE.fullmatch(before.strip()) or _FINITE.search(after):
        return ""
    for pattern, words in _NOTES:
        rest = pattern.sub(words, rest)
    rest = rest.strip(" .")
    if is_currency(first.unit) and _SPAN.fullmatch(after.strip()):
        # "£100m over five years: a new fund" is told as "£100m is for a new fund over five years".
        aside = re.search(r"(?:, previously announced.*| \([^()]*\))$", rest)
        bare, note = (rest[: aside.start()], aside.group()) if aside else (rest, "")
        if not re.search(r"[;:.]", bare) and not _TIMED.search(bare):
            return f"{_joined(f'{before}{printed}', bare, first)} {after.strip()}{note}"
    return _joined(label, rest, first)


def _joined(label: str, rest: str, quantity: Quantity) -> str:
    money, unit = is_currency(quantity.unit), quantity.unit
    counted = not money and unit not in SHARE_UNITS | TIME_UNITS | TEMPORAL_UNITS
    named = counted and not label.endswith(quantity.text)
    verb = "are" if named and quantity.amount != 1 else "is"
    opening = " ".join(re.split(r"[,;(]", _CAPITALS.sub("", rest), maxsplit=1)[0].split()[:5])
    if unit in TEMPORAL_UNITS:
        return _dated(label, rest, quantity)
    if _CHANGE.match(label):
        return f"there is a {label}: {rest}"
    if _DONE.match(rest) if money else _ACT.match(rest):
        return f"{label} was {rest}" if money else f"{label} {rest}"
    if _PREPOSITION.match(rest) or _CLAUSE.match(rest):
        return f"{label} {verb} {rest}"
    if _COMPARED.search(label):
        return f"the figure for {rest} is {label[:1].lower()}{label[1:]}"
    if counted and not _MEASURE.search(opening):
        if named:
            return f"{label} {verb} {rest}" if _DETERMINED.match(rest) else f"there {verb} {label}: {rest}"
        return f"{label} is {rest}" if _DETERMINED.match(rest) else f"the figure given is {label} {rest}"
    if money and _ITSELF.match(rest):
        return f"{label} is {rest}"
    if _DETERMINED.match(rest):
        return f"{label} {verb} {rest}" if _MEASURE.search(opening) or not money else f"{label} is for {rest}"
    if money and _MORE.match(rest):
        return f"{label} is for {rest}"
    if _ONE_MEASURE.match(rest):
        return f"{label} is the {rest}"
    return f"{label} is the figure for {rest}" if _MEASURE.search(opening) or not money else f"{label} is for {rest}"


def _dated(label: str, rest: str, quantity: Quantity) -> str:
    if re.match(r"(?:the )?(?:[\w-]+ )?(?:date|deadline|day|year|month|target|time|when)\b", rest):
        return f"{label} is {'' if rest.startswith(('the ', 'when ')) else 'the '}{rest}"
    if label == quantity.text and _FINITE.search(rest):
        return f"{'on' if label[:1].isdigit() and ' ' in label else 'in'} {label}, {rest}"
    return f"{label}: {rest}"


def _item(sentence: str, evidence: Evidence, figure: Figure) -> str:
    """A sentence from a list item that opens with its figure; empty where it does not."""
    words = _bare(sentence)
    before, _, after = words.partition(figure.quantity.text)
    if len(before.split()) > 3 or not after or words.count(". "):
        return ""
    after = after.strip()
    for pattern, verb in _FOLLOWING:
        if pattern.match(after):
            return f"{before}{figure.quantity.text} {verb} {after}"
    lists = evidence.passage.lead and not _FINITE.search(words)
    return "" if not lists else f"the measures listed include {words[:1].lower()}{words[1:]}"


def _prose(sentence: str, printed: str) -> str:
    """The sentence, or where it is long the part between semicolons that holds the figure."""
    for pattern, words in _NOTES[:3]:
        sentence = pattern.sub(words, sentence)
    if len(sentence) <= _LONG:
        return sentence
    place = sentence.find(printed)
    cuts = [0, *(match.end() for match in _DIVIDES.finditer(sentence)), len(sentence)]
    part = next(sentence[first:last] for first, last in pairwise(cuts) if first <= place < last)
    return part if len(terms(part)) >= 4 else sentence


def _cell(evidence: Evidence, figure: Figure) -> str:
    """A table's figure with its row, its column, what it is compared with, and the unit that the table notes."""
    passage = evidence.passage
    cells, place = [], 0
    for cell in passage.text.strip().strip("|").split("|"):
        cells.append(cell.strip())
    offset = passage.text.find("|") + 1 if passage.text.lstrip().startswith("|") else 0
    holding = passage.text[offset : figure.quantity.start].count("|")
    place = min(holding, len(cells) - 1)
    numbering = bool(re.fullmatch(r"\d{1,3}[.)]?", cells[0])) and bool(
        re.search(r"[A-Za-z]{2}", cells[min(1, len(cells) - 1)])
    )
    row = (
        cells[0]
        if cells[0] and place and not numbering
        else next((cell for cell in cells if re.search(r"[A-Za-z]{2}", cell)), "")
    )
    column = passage.columns[place] if place < len(passage.columns) else ""
    beside = [
        f"{passage.columns[at].lower()} {cell}"
        for at, cell in enumerate(cells[:place])
        if cell != row and at < len(passage.columns) and re.search(r"\bcompared\b", passage.columns[at], re.I)
    ]
    group = passage.lead.removesuffix(", of which")
    # A group with a number of its own is left to the citation: the number would need a source of its own.
    about = ", ".join(
        part
        for part in ("" if re.search(r"\d", group) else group, row, column, *beside)
        if part and part != cells[place]
    )
    note = (
        f" ({passage.unit_note.strip('() ')})" if passage.unit_note and figure.quantity.unit not in SHARE_UNITS else ""
    )
    return tidy(f"{about}: {cells[place]}{note}")


def _bare(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence).strip(" •*-–—").strip()
