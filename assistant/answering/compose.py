"""Compose a draft without a model: choose figures and sentences from the evidence, in the sources' own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.absent import of_the_time
from assistant.answering.anchored import anchored
from assistant.answering.answer import Status
from assistant.answering.assured import is_astray, is_sure, is_told_so
from assistant.answering.cells import Rows, named_cell
from assistant.answering.changed import is_beside_change
from assistant.answering.clipping import clipped
from assistant.answering.combining import Search, combine, is_combination
from assistant.answering.confidence import confidence
from assistant.answering.dating import dated, is_of_figure
from assistant.answering.draft import Draft, Statement
from assistant.answering.entries import entry_of
from assistant.answering.listing import listing
from assistant.answering.measures import asks_measures
from assistant.answering.nearby import Nearby, asks_change, beside, is_parallel, repeats
from assistant.answering.outright import surer
from assistant.answering.pairwise import pairwise
from assistant.answering.premise import correction, premises
from assistant.answering.question import Question, Shape, Want, read_question
from assistant.answering.ranking import FEATURES, Candidate, candidates
from assistant.answering.refusing import NOT_FOUND, not_found
from assistant.answering.series import in_series
from assistant.answering.single import Combination
from assistant.answering.splits import Section, whole_of
from assistant.answering.statements import statements
from assistant.answering.stating import asks_statement, says, stated
from assistant.answering.twofold import twofold
from assistant.answering.verify import bound
from assistant.figures import Relation, compare
from assistant.figures.comparing import value_agreement
from assistant.figures.quantity import TEMPORAL_UNITS
from assistant.figures.values import same_kind
from assistant.retrieval import Evidence
from assistant.settings import settings

_NEAR = "The sources do not say this outright; the nearest figures are:"
_NOT_BORNE_OUT = "The sources do not bear that out."
_UNCONFIRMED = "The sources do not confirm the figure that the question takes for granted."
_NO_REASON = "The sources do not say why; what they say of the figure is:"
_OTHER_PERIOD = "The table does not give the period asked for; another that it gives is:"
_SEVERAL_ROWS = "The table has several rows of this name:"
_WHICH = re.compile(
    r"\bwhich\b|^(?:is|are|was|were|did|does|do|has|have)\b.*\b(?:more|less|fewer|bigger|larger|higher|lower|smaller|further)\b",
    re.I,
)
#: Asks whether what it names first is more, or less, than what it names then; "worse" may be either.
_WHETHER = re.compile(
    r"^(?:[^?]{3,60}, )?(?:is|are|was|were|did|does|do|has|have|had)\b.*\b(?:more|less|fewer|bigger|smaller|larger|greater|higher|lower|further behind|further ahead|longer|shorter)\b.*\bthan\b",
    re.I,
)
_OR = re.compile(r"\bor\b", re.I)
_SMALLER = re.compile(r"\b(?:less|least|fewer|fewest|lower|lowest|smaller|smallest|shorter|shortest)\b", re.I)
_WHY = re.compile(
    r"^(?:so |but |and )?(?:why\b|how come\b|what (?:made|is the reason|was the reason)\b)|\bwhy\b[^?]*\?$", re.I
)
_ON_IT = 0.25
_LIST_SHARE, _LIST_MOST = 0.1, 8
_IN_PASSAGE, _IN_DOCUMENT = 3.0, 1.7
#: How much less sure a follow-up or a list may be: its words match its figures less.
_FOLLOW_UP, _BESIDE, _LIST_SURE = 0.6, 0.4, 0.5
_AS_WELL = 0.85
#: How many figures a partial answer offers; what is unsure and of another matter: one missing word weighs this much of the
#: question, and what they stand in is less like its words than this. What is more like them than the last is plainly of the matter.
_NEAREST, _UNSURE, _MOST_MISSING, _LEAST_LIKE, _PLAINLY = 3, 0.35, 0.5, 0.55, 0.65
_STATED, _ALL, _CLAUSE, _MISSING, _LIKE = (
    FEATURES.index(name) for name in ("stated", "all", "clause", "missing", "passage_likeness")
)


_NOWHERE = Nearby()


def compose(
    question: Question,
    evidence: Sequence[Evidence],
    search: Search,
    section: Section,
    rows: Rows = lambda _, found: found,
    near: Nearby = _NOWHERE,
    around: Section = lambda _: (),
) -> Draft:
    """A draft answer from the evidence. Its status is `not_found` where nothing found is likely enough to answer.

    `search` finds the evidence for one side of a question that names several things; `section` what stands around a
    passage under the same headings, `rows` the rows of the tables that the question may mean; `near` is where the answer
    that a follow-up follows stands; `around` gives what stands around a passage in its document.
    """
    if not evidence:
        return Draft(Status.NOT_FOUND, opening=NOT_FOUND)
    known = anchored(question, candidates(replace(question, stated=()), evidence), near) if question.said else None
    if known:
        status = Status.PARTIAL if known.opening else Status.ANSWERED
        shown = [known.chosen, *([known.whole] if known.whole else [])]
        told = statements(question, shown, candidates(question, evidence))
        return Draft(status, told, known.opening, derivation=known.derived)
    combined = twofold(question, search)
    several = combined is not None or is_combination(question)
    if several and combined is None:
        combined = combine(question, evidence, search, section)
    if several and not combined:
        combined = pairwise(question, evidence, section, several)
    together = combined if combined and combined.sure else None
    celled = None if together else _of_cell(question, evidence, rows)
    if celled:
        return celled
    reason = bool(_WHY.search(question.text))
    corrected = None if (several and not reason) or says(question) else correction(question, evidence)
    if corrected:
        right = [one for one in (corrected.right, corrected.stated) if one]
        notice = (corrected.notice,) if corrected.notice else ()
        return Draft(Status.PREMISE_CORRECTED, statements(question, right, right), _NOT_BORNE_OUT, notice)
    if not several and premises(question) and reason:
        return _reasons(question, evidence)
    moved = _moved(question, evidence, near)
    if moved:
        return Draft(Status.ANSWERED, statements(question, [moved], candidates(question, evidence)))
    by_pair = None
    if not several:
        combined = combine(question, evidence, search, section)
        if not combined and not question.turn:
            combined = by_pair = pairwise(question, evidence, section, several)
        together = combined if combined and combined.sure else None
    if together:
        everything = [*together.chosen, *candidates(question, evidence)]
        chosen, opening = _compared(question, together)
        shown = [one for one in (*chosen, together.printed) if one]
        told = tuple(_clipped(one, shown) for one in statements(question, shown, everything))
        return Draft(Status.ANSWERED, told, opening, derivation=together.derived)
    if question.shape is Shape.LIST or whole_of(question) or entry_of(question):
        listed = listing(question, evidence, section, around, search)
        if listed and listed.sure >= settings().answer_threshold * _LIST_SURE:
            return Draft(Status.ANSWERED, statements(question, listed.items, listed.items), listed.lead)
    if several and combined and (partly := _partly(question, combined)):
        return partly
    if asks_statement(question):
        first = sorted(evidence, key=lambda one: one.passage.id not in near.passages)
        return stated(question, first, section) or not_found(evidence)
    if question.said and question.want is not Want.PURPOSE:
        ranked = _beside(question, evidence, near)
    else:
        ranked = [one for one in candidates(question, evidence) if _may_answer(question, one)]
        ranked = dated(question, of_the_time(question, ranked))
    if not ranked:
        purpose = stated(question, evidence, section) if question.want is Want.PURPOSE else None
        return purpose or _partly(question, by_pair) or not_found(evidence)
    sure = confidence(question, ranked)
    if question.want is Want.PURPOSE and question.meant and not several:
        # The figure itself was found by its value: what is open is only what it is for.
        return Draft(Status.ANSWERED, statements(question, _meanings(ranked), ranked))
    ease = (_BESIDE if is_sure(question, ranked[0], near) else _FOLLOW_UP) if question.turn else 1.0
    if question.want is Want.DATE and is_of_figure(question, ranked[0]):
        ease = _FOLLOW_UP
    if question.turn and (is_parallel(question, ranked[0], near) or is_told_so(question, ranked, near)):
        sure = 1.0
    doubtful = sure < settings().partial_threshold * ease and not _is_on_topic(question, ranked)
    if doubtful or (sure < _UNSURE and _is_foreign(question, ranked)):
        return _partly(question, by_pair) or not_found(evidence)
    chosen = _listed(ranked) if question.shape is Shape.LIST else ranked[:1]
    unlisted = question.shape is Shape.LIST and asks_measures(question)  # the figures of a topic are not its measures
    if (
        several
        or unlisted
        or is_astray(question, ranked[0], near)
        or sure
        < settings().answer_threshold * ease * (_LIST_SURE if _is_single(question, chosen) else surer(question, ranked))
    ):
        nearest = _distinct([*ranked[:1], *by_pair.chosen] if by_pair else ranked, _NEAREST)
        return Draft(
            Status.PARTIAL,
            statements(question, nearest, ranked),
            _NEAR,
        )
    return Draft(Status.ANSWERED, statements(question, chosen, ranked))


def _partly(question: Question, pair: Combination | None) -> Draft | None:
    """The figures that may be those asked for together, where nothing is computed from them for sure."""
    return Draft(Status.PARTIAL, statements(question, pair.chosen, pair.chosen), _NEAR) if pair else None


def _is_single(question: Question, chosen: Sequence[Candidate]) -> bool:
    """Whether what was asked as a list has one figure that goes before all others by far."""
    return question.shape is Shape.LIST and len(chosen) == 1


def _moved(question: Question, evidence: Sequence[Evidence], near: Nearby) -> Candidate | None:
    """The change that the sources print beside the last answer, or its figure at another time, where a follow-up asks for that."""
    if not question.said:
        return None
    if not asks_change(question):
        return in_series(question, candidates(replace(question, stated=()), evidence, near.around), near)
    moved = next(iter(_beside(question, evidence, near)), None)
    return moved if moved and moved.evidence.passage.id in near.around else None


def _beside(question: Question, evidence: Sequence[Evidence], near: Nearby) -> list[Candidate]:
    """The figures that may answer a follow-up, in the light of where the answer before it stands."""
    printed = {figure.quantity.value for one in evidence for figure in one.figures}
    found = candidates(replace(question, stated=()), evidence, near.around)
    fresh = [one for one in found if question.shape is not Shape.ONE or not repeats(question, one, printed)]
    asked = [one for one in fresh if question.accepts(one.figure) > 0.1 and not is_beside_change(question, one.figure)]
    return beside(question, asked, near)


def _is_on_topic(question: Question, ranked: Sequence[Candidate]) -> bool:
    """Whether one of the likeliest figures stands in a passage that is plainly of what is asked: it is worth an offer however unsure."""
    return not question.turn and max(one.features[_LIKE] for one in ranked[:_NEAREST]) > _PLAINLY


def _is_foreign(question: Question, ranked: Sequence[Candidate]) -> bool:
    """Whether what says most of the question stands nowhere near its likeliest figures, nor anything like its words: "the price of fish"."""
    if question.turn or question.shape is Shape.LIST:
        return False
    near = [one.features for one in ranked[:_NEAREST]]
    return min(one[_MISSING] for one in near) > _MOST_MISSING and max(one[_LIKE] for one in near) < _LEAST_LIKE


def _of_cell(question: Question, evidence: Sequence[Evidence], rows: Rows) -> Draft | None:
    """The cell of a table that a question with a period names; what the table gives beside it where that period is nowhere."""
    if not question.periods or not any(one.passage.columns for one in evidence):
        return None
    cell = named_cell(question, rows(question.text, evidence))
    if not cell or (not cell.dated and _is_dated(question, evidence)):
        return None
    # What a cell's or its table's name says is not what is asked: "rates of duty or tax", "detailed breakdown".
    asked = read_question(cell.beside)
    if is_combination(asked) or asked.shape is not Shape.ONE:
        return None
    told = statements(question, cell.figures, cell.figures)
    if not cell.dated:
        return Draft(Status.PARTIAL, told, _OTHER_PERIOD)
    return Draft(Status.PARTIAL, told, _SEVERAL_ROWS) if len(told) > 1 else Draft(Status.ANSWERED, told)


def _is_dated(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether any of the evidence is of a financial year that the question names; taken to be so where it names none."""
    years = {one for one in question.periods if re.fullmatch(r"\d{4}-\d\d", one)}
    held = (figure.period for one in evidence for figure in one.figures if figure.period)
    return not years or any({period.start, period.end} & years for period in held)


def _reasons(question: Question, evidence: Sequence[Evidence]) -> Draft:
    """What the sources say of a figure whose reason is asked; that they do not confirm it where none prints it."""
    stated = [one for one in candidates(question, evidence) if one.features[_STATED] and one.features[_ALL] >= _ON_IT]
    amounts = [one for one in stated if one.figure.quantity.unit not in TEMPORAL_UNITS]
    if not amounts:
        return replace(not_found(evidence, _UNCONFIRMED), unconfirmed=(_UNCONFIRMED,))
    return Draft(Status.PARTIAL, statements(question, amounts[:1], amounts), _NO_REASON)


def _compared(question: Question, together: Combination) -> tuple[Sequence[Candidate], str]:
    """The figures of a comparison, the larger first where the question asks which is, and what answers it without a figure."""
    first, *rest = (one.figure.quantity.amount for one in together.chosen)
    kinds = same_kind(*(one.figure.quantity for one in together.chosen[:2])) if len(rest) == 1 else False
    if not kinds or first is None or rest[0] is None:
        return together.chosen, ""
    smaller = bool(_SMALLER.search(question.text))
    asks = _WHETHER.search(question.text)
    if asks and not _OR.search(question.text) and first != rest[0]:
        return together.chosen, "Yes:" if (first < rest[0]) is smaller else "No:"
    if not _WHICH.search(question.text):
        return together.chosen, ""
    ordered = sorted(together.chosen, key=lambda one: one.figure.quantity.amount or 0, reverse=not smaller)
    return ordered, f"The {'smaller' if smaller else 'larger'} figure comes first:"


def _may_answer(question: Question, candidate: Candidate) -> bool:
    """A figure of a unit that answers; for a purpose, the figure asked about itself."""
    if question.want is Want.PURPOSE:
        meant = question.meant
        return meant is None or value_agreement(meant.quantity, candidate.figure.quantity) is not Relation.DIFFERS
    if question.shape is Shape.ONE and candidate.features[_STATED] and question.want is not Want.DATE:
        return False
    return question.accepts(candidate.figure) > 0.1 and not is_beside_change(question, candidate.figure)


def _meanings(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The things that one printed value stands for: one, or up to three where the question's words fit them as well."""
    by_words = sorted(ranked, key=lambda one: -_fit(one))
    chosen = by_words[:1]
    for one in by_words[1:]:
        if len(chosen) == 3 or _fit(one) < _AS_WELL * _fit(chosen[0]):
            break
        if all(compare(one.figure, other.figure).relation is Relation.OTHER_THING for other in chosen):
            chosen.append(one)
    return chosen


def _fit(candidate: Candidate) -> float:
    return candidate.features[_ALL] + candidate.features[_CLAUSE]


def _listed(ranked: Sequence[Candidate]) -> list[Candidate]:
    """All that are nearly as likely as the best; a list tends to stand in one passage, or at least in one document."""
    best = ranked[0]

    def weight(one: Candidate) -> float:
        if one.evidence.passage.id == best.evidence.passage.id:
            return one.score * _IN_PASSAGE
        return one.score * (_IN_DOCUMENT if one.evidence.document.id == best.evidence.document.id else 1.0)

    near = sorted(ranked, key=weight, reverse=True)
    return [
        one
        for one in _distinct([best, *(one for one in near if one is not best)], _LIST_MOST)
        if weight(one) >= _LIST_SHARE * best.score
    ]


def _distinct(ranked: Sequence[Candidate], most: int) -> list[Candidate]:
    """The first candidates with different values, not counting dates beside other figures."""
    chosen: list[Candidate] = []
    for one in ranked:
        if one.figure.quantity.unit in TEMPORAL_UNITS and any(
            other.figure.quantity.unit not in TEMPORAL_UNITS for other in chosen
        ):
            continue
        if all(value_agreement(one.figure.quantity, other.figure.quantity) is Relation.DIFFERS for other in chosen):
            chosen.append(one)
        if len(chosen) == most:
            break
    return chosen


def _clipped(statement: Statement, shown: Sequence[Candidate]) -> Statement:
    """The statement without amounts that are none of those to be shown, where what is left is borne out still."""
    texts = [one.figure.quantity.text for one in shown]
    for printed in texts:
        shorter = replace(statement, text=clipped(statement.text, printed, texts))
        if shorter.text != statement.text and bound(shorter) is not None:
            return shorter
    return statement
