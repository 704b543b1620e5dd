"""Opening chat models: one clear line where one cannot be opened, and no request before it is needed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from assistant import prompts
from assistant.errors import BriefingError, MissingDependencyError, ModelError, SettingsError
from assistant.models import open_model
from assistant.settings import settings
from tests.answering.scripted import Scripted


@pytest.fixture(autouse=True)
def fresh_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.models.settings", settings.__wrapped__)


@pytest.mark.parametrize("name", ["gpt-4", "openai:", ":x", "no-such-provider:x"])
def test_a_name_that_is_none_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        open_model(name)
    assert name in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_package_is_named() -> None:
    if importlib.util.find_spec("langchain_anthropic"):
        pytest.skip("langchain-anthropic is installed")
    with pytest.raises(MissingDependencyError, match="pip install langchain-anthropic"):
        open_model("anthropic:claude")


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("langchain_openai", reason="needs the openai extra")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="set OPENAI_API_KEY"):
        open_model("openai:gpt-4.1-mini")


def test_an_address_of_ones_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("langchain_openai", reason="needs the openai extra")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("BRIEFING_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    assert open_model("openai:local").name == "openai:local"


def test_a_langchain_model_is_used_as_it_is() -> None:
    model = Scripted(replies=["Yes."])
    opened = open_model(model)
    assert opened.name == "scripted:Scripted" and "".join(opened.reply([("user", "?")])) == "Yes."


def test_identical_calls_are_asked_once_where_a_cache_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from assistant.models import _cache

    model = Scripted(replies=["One.", "Two."], cache=_cache(tmp_path / "replies.sqlite"))
    said = ["".join(open_model(model).reply([("user", asked)])) for asked in ("a", "a", "b")]
    assert said == ["One.", "One.", "Two."] and len(model.seen) == 2


def test_tracing_is_off_unless_its_own_variables_turn_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from langsmith.utils import get_env_var, tracing_is_enabled

    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING"):
        monkeypatch.delenv(name, raising=False)
    get_env_var.cache_clear()
    assert not tracing_is_enabled()
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()
    assert tracing_is_enabled()
    get_env_var.cache_clear()


@pytest.mark.parametrize("path", sorted(settings().prompts.glob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_has_a_header_and_names_its_variables(path: Path) -> None:
    if path.stem == "README":
        return
    prompt = prompts.load(path.stem)
    assert prompt.purpose and prompt.output and len(prompt.version) == 12
    filled = prompt.messages(**dict.fromkeys(prompt.variables, "$excerpts {x} %s"))
    assert [role for role, _ in filled] == ["system", "user"] and "$excerpts {x} %s" in filled[1][1]


def test_a_prompt_without_a_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("Say something.", encoding="utf-8")
    for name in ("bad", "absent"):
        with pytest.raises(BriefingError):
            prompts.load(name, tmp_path)
