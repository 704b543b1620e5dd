"""Ground truth never reaches answering."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "assistant"
#: Who may see ground truth: this package and its command line.
ALLOWED = ("evaluation/", "interfaces/cli/evaluation.py")
_WORDS = ("ground_truth", "commitments.csv", "dev_questions", "sources.csv", "eval/", "suites/dev")


def _others() -> list[Path]:
    return [
        path for path in sorted(PACKAGE.rglob("*.py")) if not path.relative_to(PACKAGE).as_posix().startswith(ALLOWED)
    ]


def _imports(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", _others(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_outside_evaluation_can_read_ground_truth(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = [name for name in _imports(tree) if name.startswith("assistant.evaluation")]
    assert imported == []
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in strings if any(word in text for word in _WORDS)] == []


def test_ground_truth_is_in_no_built_package() -> None:
    import tomllib

    build = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    shipped = [*build["wheel"]["packages"], *build["wheel"]["force-include"], *build["sdist"]["include"]]
    assert not [path for path in shipped if path.startswith("eval")]


def test_no_rule_or_weight_of_the_package_names_a_case_or_row() -> None:
    from assistant.evaluation.suites import find_suite, read_suite
    from assistant.evaluation.truth import load

    questions = {case.question for case in read_suite(find_suite("dev")).cases}
    rows = {name for name in load() if name.count("-") >= 2}
    for path in PACKAGE.rglob("*"):
        inside = path.relative_to(PACKAGE).as_posix()
        if path.suffix not in (".py", ".toml", ".json", ".txt") or inside.startswith(ALLOWED):
            continue
        text = path.read_text("utf-8")
        assert not [one for one in questions if one in text], inside
        assert not [one for one in rows if f'"{one}"' in text], inside
