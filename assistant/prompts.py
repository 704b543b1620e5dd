"""The prompts: one file each in `prompts/`, with a header that says what it is for, what goes in and what comes out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

import yaml

from assistant.errors import SettingsError
from assistant.settings import settings

_FILE = re.compile(r"\A---\n(?P<header>.*?)\n---\n+# system\n(?P<system>.*?)\n# user\n(?P<user>.*)\Z", re.S)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file. `version` is the start of the SHA-256 of the file, recorded with every answer it helped to write."""

    name: str
    purpose: str
    variables: frozenset[str]
    output: str
    system: str
    user: str
    version: str

    def messages(self, **values: str) -> list[tuple[str, str]]:
        """The messages with the values in their places. What stands in a value is never itself filled in.

        Raises SettingsError where the file names a variable that is not given.
        """
        try:
            return [
                (role, Template(text).substitute(values).strip())
                for role, text in (("system", self.system), ("user", self.user))
            ]
        except (KeyError, ValueError) as error:
            raise SettingsError(f"prompts/{self.name}.md: {error} is no variable; use those of the header") from None


@cache
def load(name: str, folder: Path | None = None) -> Prompt:
    """The prompt of that name. Raises SettingsError where the file is missing or has no header."""
    path = (folder or settings().prompts) / f"{name}.md"
    try:
        whole = path.read_bytes()
    except OSError:
        raise SettingsError(f"{path}: no such prompt; set BRIEFING_PROMPTS to the folder that holds it") from None
    match = _FILE.match(whole.decode("utf-8"))
    header = yaml.safe_load(match["header"]) if match else None
    if not match or not isinstance(header, dict) or not {"purpose", "variables", "output"} <= header.keys():
        raise SettingsError(f"{path}: needs a header (purpose, variables, output), then '# system' and '# user'")
    prompt = Prompt(
        name,
        str(header["purpose"]),
        frozenset(header["variables"]),
        str(header["output"]),
        match["system"],
        match["user"],
        hashlib.sha256(whole).hexdigest()[:12],
    )
    used = set(Template(match["system"]).get_identifiers()) | set(Template(match["user"]).get_identifiers())
    if used != prompt.variables:
        raise SettingsError(f"{path}: header and text name different variables: {sorted(used ^ prompt.variables)}")
    return prompt
