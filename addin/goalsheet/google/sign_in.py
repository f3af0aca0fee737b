"""Who goalsheet is at Google: a user, a service account by its key, or whoever this computer is signed in as."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import google.auth
from google.auth.credentials import Credentials
from google.auth.exceptions import DefaultCredentialsError
from google.oauth2 import credentials as user
from google.oauth2 import service_account

from goalsheet.errors import BadSetting, CannotRead, GoogleRefuses
from goalsheet.folder import THIS_COMPUTER
from goalsheet.google import token_file
from goalsheet.google.failures import LOGIN, of_browser
from goalsheet.google.local_account import HR, local_account
from goalsheet.google.origins import Origin

#: Only the files that goalsheet makes, or that somebody picks for it.
USER_SCOPES = ("https://www.googleapis.com/auth/drive.file",)
#: What a service account may reach is what is shared with it, or the person's for whom it acts.
SERVICE_SCOPES = ("https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/spreadsheets")
_TOKENS = "https://oauth2.googleapis.com/token"
_SERVICE, _USER = "service_account", "authorized_user"
_NO_SERVICE = (
    "Only a service account's key can act for somebody. Name the key with --credentials, or leave --act-for out."
)


@dataclass(frozen=True)
class Account:
    """Credentials, and a name for them that a reader knows."""

    credentials: Credentials
    name: str
    email: str = ""  # where it is known


def sign_in(key: str | None, act_for: str | None, origin: Origin) -> Account:
    """The account that a command works as.

    `key` is a service account's key file, "default" for this computer's own sign-in, or None for the signed-in user.
    BadSetting or CannotRead says what is missing.
    """
    if key == THIS_COMPUTER:
        return _computer(act_for, origin)
    if key:
        return _service(Path(key), act_for, origin)
    if origin.is_local and (act_for or not _is_signed_in_at(origin)):
        email = act_for or HR
        return Account(local_account(origin, email), f"{email} (on the local server)", email)
    if act_for:
        raise BadSetting(_NO_SERVICE)
    return _signed_in()


def _service(path: Path, act_for: str | None, origin: Origin) -> Account:
    info = _key(path)
    if info.get("type") != _SERVICE:
        raise CannotRead(f"{path} is no service account's key. Download one as JSON from the Google Cloud console.")
    make = service_account.Credentials.from_service_account_info
    try:
        found = make(info, scopes=SERVICE_SCOPES)  # type: ignore[no-untyped-call]  # google-auth is typed in part
    except ValueError as error:
        raise CannotRead(f"{path} is damaged. Download the service account's key again.") from error
    return _acting(found, act_for, origin)


def _acting(found: service_account.Credentials, act_for: str | None, origin: Origin) -> Account:
    """The service account itself, or the person for whom it acts; a local server gives it its tokens, too."""
    own = str(found.service_account_email)
    if origin.is_local:
        found = found.with_token_uri(f"{origin.base}/token")
    if act_for:
        acting = found.with_subject(act_for)  # type: ignore[no-untyped-call]  # google-auth is typed in part
        return Account(acting, f"{act_for} (through {own})", act_for)
    return Account(found, own, own)


def _key(path: Path) -> Mapping[str, Any]:
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}. Name the service account's key with --credentials.") from None
    except (ValueError, OSError) as error:
        raise CannotRead(f"{path} cannot be read. It has to be a service account's key as JSON.") from error
    if not isinstance(info, dict):
        raise CannotRead(f"{path} is no service account's key. Download one as JSON from the Google Cloud console.")
    return info


def _computer(act_for: str | None, origin: Origin) -> Account:
    try:
        found, project = google.auth.default(scopes=SERVICE_SCOPES)
    except DefaultCredentialsError as error:
        raise BadSetting(
            "This computer is not signed in to Google Cloud. Run gcloud auth application-default login, "
            "or name a service account's key with --credentials."
        ) from error
    if isinstance(found, service_account.Credentials):
        return _acting(found, act_for, origin)
    if act_for:
        raise BadSetting(_NO_SERVICE)
    email = getattr(found, "service_account_email", "")
    email = email if "@" in email else ""  # a machine in Google's cloud says "default" until it is asked
    name = email or "this computer's sign-in"
    return Account(found, f"{name} ({project})" if project else name, email)


def _is_signed_in_at(origin: Origin) -> bool:
    """Whether the sign-in on this computer is one at that local server."""
    with contextlib.suppress(CannotRead):
        token = token_file.stored()
        return token is not None and str(token.get("token_uri", "")).startswith(f"{origin.base}/")
    return False


def _signed_in() -> Account:
    token = token_file.stored()
    if token is None:
        raise BadSetting(
            f"Nobody is signed in to Google. Sign in with {LOGIN}, "
            "name a service account's key with --credentials, or try it without Google: --google-url"
        )
    email = str(token.get("account", ""))
    return Account(_user(token), email or "the signed-in user", email)


def _user(token: Mapping[str, Any]) -> user.Credentials:
    return user.Credentials(  # type: ignore[no-untyped-call]  # google-auth is typed in part
        None,
        refresh_token=token["refresh_token"],
        token_uri=token.get("token_uri", _TOKENS),
        client_id=token["client_id"],
        client_secret=token["client_secret"],
        scopes=list(USER_SCOPES),
    )


def log_in(client_file: Path, origin: Origin, *, open_browser: bool = True) -> tuple[Account, Mapping[str, Any]]:
    """Let the user sign in with the browser; the account, and the token to keep. CannotRead or GoogleRefuses if not."""
    if origin.is_local:
        os.environ.setdefault("OAUTHLIB_INSECURE_TRANSPORT", "1")  # there is no HTTPS within one computer
    from google_auth_oauthlib.flow import InstalledAppFlow  # noqa: PLC0415 - only here, and slow to import

    try:
        flow = InstalledAppFlow.from_client_secrets_file(str(client_file), scopes=list(USER_SCOPES))
    except FileNotFoundError:
        raise CannotRead(f"There is no file {client_file}. Name the OAuth client that you downloaded.") from None
    except (OSError, ValueError) as error:
        raise CannotRead(
            f"{client_file} is no OAuth client. Make one of type Desktop app in the Google Cloud console, "
            "and download it as JSON."
        ) from error
    if origin.is_local and str(flow.client_config["token_uri"]).startswith("https:"):
        raise BadSetting(
            f"{client_file} signs in at Google, and not at the local server {origin.base}. A local server needs no "
            "sign-in: leave this out, and name it with --google-url where you sync."
        )
    try:
        found = flow.run_local_server(port=0, open_browser=open_browser, timeout_seconds=300)
    except Exception as error:  # oauthlib, requests and the browser have dozens of kinds
        raise of_browser(error) from error
    return Account(found, "the signed-in user"), _token(found)


def _token(found: Any) -> dict[str, Any]:
    if not found.refresh_token:
        raise GoogleRefuses(
            "Google gave no lasting sign-in. Remove goalsheet at myaccount.google.com/permissions, and sign in again."
        )
    return {
        "type": _USER,
        "refresh_token": found.refresh_token,
        "token_uri": found.token_uri,
        "client_id": found.client_id,
        "client_secret": found.client_secret,
    }
