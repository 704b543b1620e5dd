"""The suites as tests: `pytest eval/ -k deadline`, `pytest eval/ -x`, `pytest eval/ --suite dev --baseline eval/baselines/default.json`."""

from __future__ import annotations

from assistant.evaluation.engines import Engine
from assistant.evaluation.recorded import from_json
from assistant.evaluation.scoring import score_case
from assistant.evaluation.scoring.summary import succeeded
from assistant.evaluation.suites import Case
from assistant.evaluation.truth import Table


def test_case(case: Case, engine: Engine, truth: Table) -> None:
    history = [turn.model_dump() for turn in case.history]
    answer = from_json({**engine.answer(case.question, history), "id": case.id})
    mark = score_case(case, answer, truth)
    wrong = ", ".join(figure.text for figure in mark.wrong) if mark.confident_wrong else ""
    expected = ", ".join(f"{one.value} {one.unit}" for one in case.expected) or case.expected_text or case.status
    told = f"{case.question}\nexpected: {expected}\nanswer ({mark.status}): {answer.text}\ncause: {mark.cause}"
    assert not wrong, f"wrong figure {wrong}\n{told}"
    assert succeeded(mark), told
