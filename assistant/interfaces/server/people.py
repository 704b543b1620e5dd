"""Who may come in: a file of names with hashed passwords, or a name that a trusted proxy vouches for."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from assistant.errors import InputError, SettingsError

#: Says who sends a request, from its peer's address and its headers; None where nobody known does.
Recognise = Callable[[str, Mapping[str, str]], "str | None"]

_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Proxies:
    """The addresses of the proxies in front of the service."""

    networks: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]

    @classmethod
    def of(cls, addresses: Sequence[str]) -> Proxies:
        """From addresses and networks ("10.0.0.5", "10.0.0.0/24"). Raises SettingsError."""
        try:
            return cls(tuple(ipaddress.ip_network(address) for address in addresses))
        except ValueError as error:
            raise SettingsError(f"BRIEFING_TRUSTED_PROXIES: {error}; give addresses or networks") from None

    def holds(self, address: str) -> bool:
        try:
            peer = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(peer in network for network in self.networks)


class Users:
    """Names and Argon2 hashes, one `name:hash` a line; blank lines and lines that begin with # are passed over."""

    def __init__(self, hashes: Mapping[str, str]) -> None:
        self._hashes = dict(hashes)
        # What a stranger's password is compared with, so that an unknown name takes as long as a known one.
        self._nobody = _HASHER.hash(secrets.token_hex(16))
        self._key = secrets.token_bytes(32)
        self._verified: dict[str, bytes] = {}

    @classmethod
    def read(cls, path: Path) -> Users:
        """Raises SettingsError where the file cannot be read, holds no user, or a line is not `name:hash`."""
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"BRIEFING_USERS: {path} cannot be read ({error}); make it with `briefing user`"
            ) from None
        hashes: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            name, _, hashed = line.partition(":")
            if not name.strip() or not hashed.startswith("$argon2"):
                raise SettingsError(
                    f"{path}, line {number}: expected NAME:HASH; `briefing user NAME --file {path}` writes it"
                )
            hashes[name.strip()] = hashed.strip()
        if not hashes:
            raise SettingsError(f"BRIEFING_USERS: {path} names nobody; add one with `briefing user`")
        return cls(hashes)

    def admits(self, name: str, password: str) -> bool:
        """Whether the password is that of the name. A pair seen before costs no hashing."""
        seal = hmac.digest(self._key, f"{name}\0{password}".encode(), hashlib.sha256)
        if hmac.compare_digest(self._verified.get(name, b""), seal):
            return True
        try:
            right = _HASHER.verify(self._hashes.get(name, self._nobody), password)
        except (Argon2Error, InvalidHashError):
            return False
        if right and name in self._hashes:
            self._verified[name] = seal
        return right and name in self._hashes

    def recognise(self, peer: str, headers: Mapping[str, str]) -> str | None:
        """The person of HTTP Basic credentials (RFC 7617)."""
        scheme, _, encoded = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, colon, password = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return name if colon and self.admits(name, password) else None


def by_header(header: str, proxies: Proxies) -> Recognise:
    """The person whom a trusted proxy names in a header; a header from anyone else says nothing."""

    def recognise(peer: str, headers: Mapping[str, str]) -> str | None:
        return headers.get(header.lower()) or None if proxies.holds(peer) else None

    return recognise


def add_user(path: Path, name: str, password: str) -> None:
    """Write a person's hash to the file, in place of an earlier one. Raises InputError for a name or password that cannot be used."""
    if not name.strip() or ":" in name or name.startswith("#") or not name.isprintable():
        raise InputError(f"name {name!r}: use printable characters without a colon")
    if len(password) < 8:
        raise InputError("the password is shorter than 8 characters; choose a longer one")
    kept = path.read_text("utf-8").splitlines() if path.is_file() else []
    kept = [line for line in kept if line.partition(":")[0].strip() != name]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join((*kept, f"{name}:{_HASHER.hash(password)}")) + "\n", "utf-8")
