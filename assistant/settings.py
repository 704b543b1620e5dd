"""Every setting, typed and described. Each can be set by an environment variable: BRIEFING_ and its name in capitals."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_IN_CHECKOUT = (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "corpus").is_dir()


def data_folder(name: str) -> Path:
    """Where `corpus` or `prompts` lies: beside the package in a checkout, inside it when installed."""
    return _CHECKOUT / name if _IN_CHECKOUT else _PACKAGE / "_data" / name


def _indexes_folder() -> Path:
    return _CHECKOUT / "indexes" if _IN_CHECKOUT else user_data_path("briefing") / "indexes"


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(env_prefix="BRIEFING_", extra="forbid", frozen=True)

    corpus: Path = Field(default_factory=lambda: data_folder("corpus"), description="Folder of the default corpus.")
    prompts: Path = Field(default_factory=lambda: data_folder("prompts"), description="Folder of the prompt files.")
    indexes: Path = Field(default_factory=_indexes_folder, description="Folder that holds the built indexes.")
    model: str | None = Field(
        None, description="Chat model as PROVIDER:NAME (LangChain). Without one, answers are composed from the sources."
    )
    model_base_url: str | None = Field(
        None, description="Address of the chat model's server: llama.cpp, vLLM or any other with OpenAI's interface."
    )
    model_timeout: float = Field(60, gt=0, le=3600, description="Seconds to wait for the chat model.")
    model_retries: int = Field(2, ge=0, le=20, description="How often the provider's client tries a failed call again.")
    model_temperature: float | None = Field(
        None, ge=0, le=2, description="Temperature of the chat model; unset, the provider's own."
    )
    model_reply_tokens: int = Field(1000, ge=16, le=100_000, description="Most tokens in a reply of the chat model.")
    model_evidence_tokens: int = Field(
        900, ge=100, le=100_000, description="Most tokens (o200k_base) of excerpts shown to the chat model."
    )
    model_cache: Path | None = Field(
        None, description="SQLite file that keeps the chat model's replies to identical calls; unset, none are kept."
    )
    embedding_model: str = Field(
        "all-MiniLM-L6-v2",
        description="Sentence-transformers model: the packaged default, a folder, or a name on the hub.",
    )
    reranker: str | None = Field(
        None,
        description="Sentence-transformers CrossEncoder that orders the passages found anew: a folder or a name on the hub. Unset, none does.",
    )
    passage_tokens: int = Field(120, ge=32, le=2000, description="Most tokens (o200k_base) in a passage.")
    dense_weight: float = Field(0.5, ge=0, le=1, description="Weight of the vector ranking in the fusion.")
    text_weight: float = Field(0.5, ge=0, le=1, description="Weight of the full-text ranking in the fusion.")
    candidates: int = Field(40, ge=1, le=1000, description="Passages taken from each ranking before the fusion.")
    evidence: int = Field(40, ge=1, le=400, description="Passages whose figures are ranked for an answer.")
    check_evidence: int = Field(12, ge=1, le=200, description="Passages that a figure of a draft is checked against.")
    answer_threshold: float = Field(
        0.5, ge=0, le=1, description="Least estimated probability at which a figure is given as the answer."
    )
    partial_threshold: float = Field(
        0.1, ge=0, le=1, description="Least estimated probability at which a figure is offered as the nearest."
    )
    unpacked_megabytes: int = Field(
        400, ge=1, description="Most megabytes that a Word, OpenDocument or Excel file may unpack to."
    )
    feedback: Path = Field(
        default_factory=lambda: user_data_path("briefing") / "feedback.sqlite",
        description="SQLite file that keeps what readers say of answers on the page.",
    )
    fetch_seconds: int = Field(30, ge=1, le=600, description="Most seconds that fetching a web page may take.")
    fetch_megabytes: int = Field(20, ge=1, description="Most megabytes of a fetched web page.")
    file_megabytes: int = Field(200, ge=1, description="Most megabytes of a file that is read.")
    reading_seconds: int = Field(
        120, ge=1, description="Most seconds of processor time that the reading of one file may take."
    )
    reading_megabytes: int = Field(
        2000, ge=200, description="Most megabytes of address space that the reading of one file may take."
    )
    reading_processes: int = Field(0, ge=0, description="Processes that read files; 0 for one a core.")
    question_characters: int = Field(4000, ge=1, description="Longest question accepted, in characters.")
    check_characters: int = Field(200_000, ge=1, description="Longest draft the server checks, in characters.")
    root_path: str = Field(
        "", pattern=r"^(/[^/]+)*$", description="Path below which a proxy serves the application, such as /briefing."
    )
    users: Path | None = Field(
        None, description="File of names and hashed passwords, written by `briefing user`; unset, nobody signs in."
    )
    user_header: str = Field(
        "", description="Header in which a trusted proxy names the person, such as X-Forwarded-User."
    )
    trusted_proxies: tuple[str, ...] = Field(
        (), description="JSON list of addresses or networks of the proxies whose headers count."
    )
    rate_limit: str = Field(
        "", description="How often a person (or address) may ask, such as 120/minute; empty, no limit."
    )
    body_bytes: int = Field(20_000_000, ge=1000, description="Largest request the server takes, in bytes.")
    uploads: bool = Field(False, description="Whether people may add documents to the index on the page.")


@cache
def settings() -> Settings:
    """The settings read once from the environment.

    Raises SettingsError naming the variable and what it should hold.
    """
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        first = error.errors()[0]
        name = "BRIEFING_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}: {first['msg'].lower()}; correct or unset the variable") from None
