"""`goalsheet google`, as its user types it: signing in with the browser, who is signed in, signing out."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from command import goalsheet, goalsheet_process
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from local_google import google
from loopback import Answer, answering

from goalsheet.folder import FolderSettings

ABOUT = Answer(200, {"user": {"emailAddress": "hr@example.com"}})
TOKEN = Answer(200, {"access_token": "a", "refresh_token": "r", "expires_in": 3600, "token_type": "Bearer"})

#: A browser that says yes to everything.
BROWSER = """
import sys, urllib.parse, urllib.request
asked = urllib.parse.parse_qs(urllib.parse.urlsplit(sys.argv[1]).query)
answer = urllib.parse.urlencode({"state": asked["state"][0], "code": "c", "scope": asked["scope"][0]})
open(sys.argv[0] + ".asked", "w").write(sys.argv[1])
urllib.request.urlopen(asked["redirect_uri"][0] + "?" + answer).read()
"""


def says(answer: str) -> str:
    """A browser in which somebody says something else."""
    return BROWSER.replace('"code": "c", "scope": asked["scope"][0]', answer)


def client_file(folder: Path, url: str) -> Path:
    path = folder / "client_secret.json"
    installed = {"client_id": "i", "client_secret": "s", "auth_uri": f"{url}/auth", "token_uri": f"{url}/token"}
    path.write_text(json.dumps({"installed": installed}), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the browser that says yes is started by a shell")
def test_signing_in_asks_for_goalsheets_own_files_and_keeps_the_token_for_the_user_alone(tmp_path: Path) -> None:
    browser = tmp_path / "browser.py"
    browser.write_text(BROWSER, encoding="utf-8")
    with answering(TOKEN, ABOUT) as server:
        home = {
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "HOME": str(tmp_path),
            "BROWSER": f"{sys.executable} {browser} %s &",
        }
        client_file(tmp_path, server.url)
        args = ("google", "login", "client_secret.json", "--google-url", server.url)
        done = goalsheet_process(*args, "--stats", cwd=tmp_path, env=home)
        assert done.returncode == 0, done.stderr
        assert "Signed in as hr@example.com." in done.stdout
        assert (
            "1 requests to Google: 0 Sheets reads, 0 Sheets writes, 1 Drive requests; 1 more to sign in." in done.stderr
        )
        asked = parse_qs(urlsplit((tmp_path / "browser.py.asked").read_text()).query)
        assert asked["scope"] == ["https://www.googleapis.com/auth/drive.file"]
        (token,) = tmp_path.rglob("google.json")
        assert stat.S_IMODE(token.stat().st_mode) == 0o600
        assert json.loads(token.read_text())["account"] == "hr@example.com"
        who = goalsheet_process("google", "whoami", "--google-url", server.url, cwd=tmp_path, env=home)
        assert who.stdout == "hr@example.com\n"
        out = goalsheet_process("google", "logout", cwd=tmp_path, env=home)
        assert "Signed out" in out.stdout
        assert not token.exists()
        assert goalsheet_process("google", "logout", cwd=tmp_path, env=home).stdout == "Nobody was signed in.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the browser is started by a shell")
@pytest.mark.parametrize(
    ("browser", "token", "said"),
    [
        (says('"error": "access_denied"'), TOKEN, "Google refuses the sign-in: access was denied. Sign in again:"),
        (
            BROWSER,
            Answer(400, {"error": "invalid_client", "error_description": "No token."}),
            "it does not know this OAuth client any more. Make one",
        ),
        (
            BROWSER,
            Answer(200, {"access_token": "a", "refresh_token": "r", "scope": "openid", "token_type": "Bearer"}),
            "Google refuses the sign-in: not all that goalsheet needs was allowed. Sign in again:",
        ),
        (BROWSER, Answer(body="token", drops=True), "Google cannot be reached. Check the network,"),
        ("", TOKEN, "No browser can be opened from here. Add --no-browser,"),
        (
            BROWSER,
            Answer(200, {"access_token": "a", "expires_in": 9, "token_type": "Bearer"}),
            "Google gave no lasting sign-in.",
        ),
    ],
    ids=["denied", "another client", "a box not ticked", "no network", "no browser", "for an hour only"],
)
def test_a_sign_in_that_comes_to_nothing_says_why(browser: str, token: Answer, said: str, tmp_path: Path) -> None:
    (tmp_path / "browser.py").write_text(browser, encoding="utf-8")
    with answering(token, ABOUT) as server:
        home = {
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "HOME": str(tmp_path),
            "BROWSER": f"{sys.executable} {tmp_path / 'browser.py'} %s &" if browser else "",
            "PATH": os.environ["PATH"] if browser else str(tmp_path),
            "DISPLAY": "",
        }
        client_file(tmp_path, server.url)
        args = ("google", "login", "client_secret.json", "--google-url", server.url)
        done = goalsheet_process(*args, cwd=tmp_path, env=home)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not [*tmp_path.rglob("google.json")]


def test_whoami_asks_the_server(tmp_path: Path) -> None:
    with answering(ABOUT) as server:
        done = goalsheet_process("google", "whoami", "--google-url", server.url, cwd=tmp_path)
        assert server.asked == ["GET /drive/v3/about?fields=user%28emailAddress%29"]
    assert done.stdout == "hr@example.com: hr@example.com (on the local server)\n"


ROBOT = "robot@p.iam.gserviceaccount.com"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_file(folder: Path) -> Path:
    """A service account's key as Google gives it: tokens are Google's to give."""
    key = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    said = {"type": "service_account", "client_email": ROBOT, "private_key": key}
    path = folder / "key.json"
    path.write_text(json.dumps(said | {"token_uri": "https://oauth2.googleapis.com/token"}), encoding="utf-8")
    return path


@pytest.mark.parametrize("key", ["key.json", "default"])
@pytest.mark.parametrize(
    ("act_for", "said"),
    [([], f"{ROBOT}\n"), (["--act-for", "ann@example.com"], f"ann@example.com: ann@example.com (through {ROBOT})\n")],
    ids=["itself", "for somebody"],
)
def test_a_local_server_gives_a_service_account_its_tokens_too(
    key: str, act_for: list[str], said: str, tmp_path: Path
) -> None:
    home = {"GOOGLE_APPLICATION_CREDENTIALS": str(key_file(tmp_path))}
    with google() as server:
        args = ("google", "whoami", "--credentials", key, *act_for, "--google-url", server.sheets.url)
        done = goalsheet(*args, cwd=tmp_path, env=home)
    assert (done.stdout, done.stderr) == (said, "")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("key.json", "{}/key.json"),
        ("keys/hr.json", "{}/keys/hr.json"),
        ("/etc/key.json", "/etc/key.json"),
        ("default", "default"),
    ],
)
def test_a_key_that_a_folders_settings_name_lies_where_they_say_it(said: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "goalsheet.toml").write_text(f'credentials = "{said}"', encoding="utf-8")
    found = FolderSettings().google(tmp_path / "workbooks" / "Anna.xlsx")
    assert found == {"credentials": meant.format(tmp_path)}


def test_a_key_that_is_not_the_accounts_is_refused(tmp_path: Path) -> None:
    key_file(tmp_path)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    with google() as server:
        args = ("google", "whoami", "--credentials", "key.json", "--google-url", server.sheets.url)
        keys = server.sheets.world.accounts.keys
        keys[ROBOT] = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        assert goalsheet(*args, cwd=tmp_path).stdout == f"{ROBOT}\n"
        keys[ROBOT] = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        refused = goalsheet(*args, cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("Error: Google refuses the sign-in: ")


@pytest.mark.slow
def test_each_request_is_named_and_counted_where_somebody_asks_for_it(tmp_path: Path) -> None:
    with answering(ABOUT) as server:
        args = ("google", "whoami", "--google-url", server.url, "--stats", "--verbose")
        done = goalsheet_process(*args, cwd=tmp_path)
    assert done.stdout == "hr@example.com: hr@example.com (on the local server)\n"
    named, counted = done.stderr.splitlines()
    assert named.endswith(f" GET {server.url.removeprefix('http://')}/drive/v3/about: 200")
    assert counted == "1 requests to Google: 0 Sheets reads, 0 Sheets writes, 1 Drive requests; 1 more to sign in."
    out = goalsheet_process(
        "google", "logout", "--stats", "--verbose", cwd=tmp_path, env={"XDG_CONFIG_HOME": str(tmp_path)}
    )
    assert out.stdout == "Nobody was signed in.\n"
    assert out.stderr == "0 requests to Google: 0 Sheets reads, 0 Sheets writes, 0 Drive requests.\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["google", "whoami"], "Nobody is signed in to Google. Sign in with goalsheet google login client_secret.json"),
        (["google", "whoami", "--credentials", "none.json"], "There is no file none.json. Name the service account's"),
        (["google", "whoami", "--credentials", "text.json"], "text.json cannot be read. It has to be a service"),
        (["google", "whoami", "--credentials", "other.json"], "other.json is no service account's key. Download one"),
        (
            ["google", "whoami", "--credentials", "broken.json"],
            "broken.json is damaged. Download the service account's",
        ),
        (
            ["google", "whoami", "--credentials", "default", "--act-for", "ann@example.com"],
            "Only a service account's key can act for somebody. Name the key with --credentials,",
        ),
        (["google", "whoami", "--act-for", "ann@example.com"], "Only a service account's key can act for somebody."),
        (["google", "login", "nowhere.json"], "There is no file nowhere.json. Name the OAuth client"),
        (["google", "login", "other.json"], "other.json is no OAuth client. Make one of type Desktop app"),
        (["google", "whoami", "--google-url", "http://example.com"], "only a server on this very computer is allowed"),
        (
            ["google", "login", "google.json", "--google-url", "http://127.0.0.1:9"],
            "google.json signs in at Google, and not at the local server http://127.0.0.1:9. A local server needs no",
        ),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "text.json").write_text("no JSON", encoding="utf-8")
    (tmp_path / "other.json").write_text('{"type": "else"}', encoding="utf-8")
    (tmp_path / "broken.json").write_text('{"type": "service_account", "client_email": "x"}', encoding="utf-8")
    client = {"client_id": "i", "client_secret": "s", "auth_uri": "https://x/auth", "token_uri": "https://x/token"}
    (tmp_path / "google.json").write_text(json.dumps({"installed": client}), encoding="utf-8")
    user = {"type": "authorized_user", "client_id": "i", "client_secret": "s", "refresh_token": "r"}
    (tmp_path / "user.json").write_text(json.dumps(user), encoding="utf-8")
    home = {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    computer = {"GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "user.json")}
    done = goalsheet_process(*arguments, cwd=tmp_path, env=home | computer)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
