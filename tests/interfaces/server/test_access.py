"""Who comes in: users with passwords, people a proxy names, nobody too often or with too much."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant import Assistant
from assistant.errors import InputError, SettingsError
from assistant.interfaces.server import application
from assistant.interfaces.server.people import Users, add_user
from assistant.settings import settings


def client(assistant: Assistant, peer: str = "192.0.2.1", **chosen: Any) -> TestClient:
    app = application(assistant, page=False, deployment=settings().model_copy(update=chosen))
    return TestClient(app, client=(peer, 50000))


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users"
    add_user(path, "ada", "correct horse")
    add_user(path, "bea", "battery staple")
    return path


def test_only_users_with_their_password_come_in(assistant: Assistant, users: Path) -> None:
    service = client(assistant, users=users)
    refused = service.get("/api/sources")
    assert refused.status_code == 401 and "Basic" in refused.headers["www-authenticate"]
    assert service.get("/api/sources", auth=("ada", "correct horse")).status_code == 200
    assert service.get("/api/sources", auth=("ada", "correct horse")).status_code == 200
    assert service.get("/api/sources", auth=("ada", "battery staple")).status_code == 401
    assert service.get("/api/sources", auth=("eve", "correct horse")).status_code == 401
    assert service.get("/healthz").status_code == 200


def test_guessing_passwords_is_slowed_down(assistant: Assistant, users: Path) -> None:
    service = client(assistant, users=users)
    codes = [service.get("/api/sources", auth=("ada", f"guess {n}")).status_code for n in range(12)]
    assert codes[:10] == [401] * 10 and codes[11] == 429


def test_a_file_of_users_holds_hashes_and_is_private(users: Path) -> None:
    assert "correct horse" not in users.read_text()
    assert users.stat().st_mode & 0o077 == 0
    add_user(users, "bea", "another password")
    read = Users.read(users)
    assert read.admits("bea", "another password") and not read.admits("bea", "battery staple")
    assert users.read_text().count("bea:") == 1


@pytest.mark.parametrize(("name", "password"), [("a:b", "long enough"), ("", "long enough"), ("ada", "short")])
def test_a_name_or_password_that_cannot_be_used_is_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(InputError):
        add_user(tmp_path / "users", name, password)
    assert not (tmp_path / "users").exists()


@pytest.mark.parametrize("content", ["", "ada:secret\n", "no colon\n"])
def test_a_bad_file_of_users_stops_the_start(assistant: Assistant, tmp_path: Path, content: str) -> None:
    path = tmp_path / "users"
    path.write_text(content)
    with pytest.raises(SettingsError, match="users"):
        client(assistant, users=path)


def test_a_trusted_proxy_names_the_person_and_nobody_else_can(assistant: Assistant) -> None:
    chosen = {"user_header": "X-Forwarded-User", "trusted_proxies": ("10.0.0.0/24",)}
    header = {"X-Forwarded-User": "ada"}
    assert client(assistant, "10.0.0.7", **chosen).get("/api/sources", headers=header).status_code == 200
    assert client(assistant, "10.0.0.7", **chosen).get("/api/sources").status_code == 401
    assert client(assistant, "192.0.2.1", **chosen).get("/api/sources", headers=header).status_code == 401


def test_a_header_without_trusted_proxies_stops_the_start(assistant: Assistant) -> None:
    with pytest.raises(SettingsError, match="TRUSTED_PROXIES"):
        client(assistant, user_header="X-Forwarded-User")


def test_each_person_may_ask_so_often(assistant: Assistant, users: Path) -> None:
    service = client(assistant, users=users, rate_limit="2/minute")
    ada = [service.get("/api/sources", auth=("ada", "correct horse")).status_code for _ in range(3)]
    assert ada == [200, 200, 429]
    add_user(users, "cat", "one more password")
    other = client(assistant, users=users, rate_limit="2/minute")
    assert other.get("/api/sources", auth=("cat", "one more password")).status_code == 200
    assert service.get("/healthz").status_code == 200


def test_addresses_behind_a_proxy_are_counted_apart(assistant: Assistant) -> None:
    service = client(assistant, "10.0.0.7", rate_limit="1/minute", trusted_proxies=("10.0.0.7",))
    first = {"X-Forwarded-For": "198.51.100.1"}
    second = {"X-Forwarded-For": "198.51.100.2"}
    codes = [service.get("/api/sources", headers=one).status_code for one in (first, second, first)]
    assert codes == [200, 200, 429]


def test_a_request_that_is_too_large_is_refused(assistant: Assistant) -> None:
    service = client(assistant, body_bytes=1000)
    assert service.post("/api/check", json={"text": "£34m " * 1000}).status_code == 413


def test_a_rate_that_is_none_stops_the_start(assistant: Assistant) -> None:
    with pytest.raises(SettingsError, match="60/minute"):
        client(assistant, rate_limit="often")
