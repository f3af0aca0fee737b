"""An invented account for the local server: a key that is made on the spot and forgotten."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2 import service_account

from goalsheet.google.origins import Origin

HR = "hr@example.com"
_SCOPES = ("https://www.googleapis.com/auth/drive",)


@cache
def _key() -> str:
    """A new key; making one takes a noticeable time."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*form).decode("ascii")


def local_account(origin: Origin, email: str) -> service_account.Credentials:
    """Credentials with which the local server takes us for that person."""
    info = {
        "type": "service_account",
        "client_email": "goalsheet@local.iam.gserviceaccount.com",
        "private_key": _key(),
        "private_key_id": "local",
        "token_uri": f"{origin.base}/token",
    }
    make = service_account.Credentials.from_service_account_info
    found = make(info, scopes=_SCOPES)  # type: ignore[no-untyped-call]  # google-auth is typed in part
    acting: service_account.Credentials = found.with_subject(email)
    return acting
