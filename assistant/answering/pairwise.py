"""Answer a question about two figures that its words do not set apart: by the pair of figures that it is likeliest computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.asked_operation import operation_chances
from assistant.answering.combining import figures_for
from assistant.answering.derive import Derived, derive, portion
from assistant.answering.operands import Operand, Surroundings
from assistant.answering.overlap import Overlaps, stands_instead
from assistant.answering.pairing import Pair, judged, pairs
from assistant.answering.parts import Operation, is_each, parts, thing_of
from assistant.answering.question import Question, Want, is_currency
from assistant.answering.ranking import Candidate
from assistant.answering.sides import Side, content, said
from assistant.answering.single import Combination
from assistant.answering.splits import Section
from assistant.figures import Relation
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import Bound
from assistant.figures.words import synonyms
from assistant.retrieval import Evidence

#: Least probability that a computation is asked for at all; of the two figures with it to compute with them; and to show them.
_ASKED, _SURE, _SHOWN = 0.35, 0.6, 0.2
#: The same to set two figures beside each other outright, which no working shows the reader.
_BESIDE = 0.85
#: How likely a computation is meant where its words, or a share asked of a printed amount, do not rule out a printed figure.
_MAY_BE_PRINTED = 0.9
#: Asks for percentages: else two of them are changes, which answer by themselves.
_IN_PERCENT = re.compile(r"\bper ?cent\w*|\bshares?\b|\bproportions?\b|\brates?\b|\bpoints?\b|\bppts?\b|%", re.I)
#: What a source says of a figure that may be the sum itself.
_TOTAL = re.compile(r"\b(?:total\w*|overall|altogether|in all|includ\w+|combined|bring\w* .{0,30}to)\b", re.I)
#: Asks for an amount: who, when or why is not computed.
_AMOUNTS = frozenset({Want.FIGURE, Want.MONEY, Want.SHARE, Want.COUNT})
_BOUNDS = frozenset({Bound.LESS_THAN, Bound.AT_MOST, Bound.UP_TO})
_OPERATIONS = {"sum": Operation.SUM, "difference": Operation.DIFFERENCE, "share": Operation.SHARE}


def pairwise(question: Question, evidence: Sequence[Evidence], section: Section, several: bool) -> Combination | None:
    """What is computed from the two figures of one document that the question is likeliest about, or those two figures.

    `several` is whether one printed figure surely does not answer; else its words have to make that likely. None where
    nothing is asked to be computed, or no two figures are likely enough.
    """
    asked, chance = _asked(question, several)
    if chance < _ASKED or not (several or question.want in _AMOUNTS):
        return None
    ranked, surroundings = figures_for(question, evidence, section)
    best = next(iter(judged(pairs(question, asked, ranked, surroundings))), None)
    if best is None:
        return None
    likely, pair = best[0] * chance, best[1]
    chosen = (pair.first, pair.second)
    derived = _computed(asked, pair)
    if asked == "sum" and _counts_twice(question, pair, ranked):
        return None
    meant = _is_meant(asked, question, pair, surroundings)
    sure = likely >= (_BESIDE if asked == "times" else _SURE) and meant
    if sure and (derived or asked == "times"):
        return Combination(chosen, derived)
    return Combination(chosen, None, sure=False) if likely >= _SHOWN else None


def _asked(question: Question, several: bool) -> tuple[str, float]:
    """What is to be computed, as `asked_operation` names it, and how likely that is asked for."""
    by_rule = parts(question)
    chances = operation_chances(question.turn or question.text)
    if by_rule and by_rule.operation is Operation.SUM and not (several or by_rule.sides):
        return "sum", 0.0  # of several years, which two figures do not give
    if by_rule:
        # What a source may print as one figure is looked for among such figures before.
        chance = 1.0 if several else max(_MAY_BE_PRINTED, 1.0 - chances["none"])
        if is_each(question) or (thing_of(question) and not by_rule.sides):
            return "each", chance
        named: dict[Operation | None, str] = {one: name for name, one in _OPERATIONS.items()} | {None: "times"}
        return (named[by_rule.operation], chance) if by_rule.operation in named else ("times", 0.0)
    if question.want is Want.SHARE and any(is_currency(one.quantity.unit) for one in question.stated):
        return "share", _MAY_BE_PRINTED
    name = max((one for one in chances if one != "none"), key=chances.__getitem__)
    return name, 1.0 - chances["none"]


def _is_meant(asked: str, question: Question, pair: Pair, surroundings: Surroundings) -> bool:
    """Whether nothing the sources say of the two belies what is to be computed.

    Of a share the part has words of the question that are not its whole's, and what an amount is shared among is counted by
    a noun of the question; no more than a bound, or what one figure came down to, is not taken from another.
    """
    first, second = pair.first, pair.second
    if asked == "difference":
        bounded = any(one.figure.quantity.bound in _BOUNDS for one in (first, second))
        moved = first.figure.quantity.unit == "percent" and not _IN_PERCENT.search(question.text)
        return not (bounded or moved or any(map(stands_instead, (first, second))))
    if asked == "each":
        counted = content(second.figure.quantity.noun or second.figure.counted)
        wanted = said(question.text)
        return any(term in wanted or not synonyms(term).isdisjoint(wanted) for term in counted[-1:])
    if asked != "share":
        return True
    part, whole = (surroundings.of(one.evidence, one.figure) for one in (pair.first, pair.second))
    apart = part[1][1] if part[1][1] != whole[1][1] else frozenset()
    rest = [term for term in said(question.text) if term not in whole[0][1]]
    own = {*part[0][1], *apart}
    return any(term in own or not synonyms(term).isdisjoint(own) for term in rest)


def _counts_twice(question: Question, pair: Pair, ranked: Sequence[Candidate]) -> bool:
    """Whether one figure may be counted in the other: told so by a source, or of an amount that the question prints."""
    if any(
        value_agreement(one.quantity, each.figure.quantity) is not Relation.DIFFERS
        for one in question.stated
        for each in (pair.first, pair.second)
    ):
        return True
    if any(_TOTAL.search(one.evidence.passage.text[slice(*one.figure.sentence)]) for one in (pair.first, pair.second)):
        return True
    nothing = Side("", "")
    one, other = (Operand(each, 0.0, 0.0, 0.0, 0.0, 0.0) for each in (pair.first, pair.second))
    return Overlaps(ranked).between(one, other, (nothing, nothing))


def _computed(asked: str, pair: Pair) -> Derived | None:
    first, second = pair.first.figure, pair.second.figure
    if asked == "each":
        return portion(first, second)
    return derive(_OPERATIONS[asked], [first, second]) if asked in _OPERATIONS else None
