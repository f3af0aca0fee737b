"""Accounts and their tokens: who a bearer token stands for, and what it may be used for."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

AUDIENCE = "https://oauth2.googleapis.com/token"  # google-auth says this whatever address it asks
LIFETIME = dt.timedelta(hours=1)
PATIENCE = dt.timedelta(minutes=5)  # how far ahead of Google a clock may be
SCOPE = "https://www.googleapis.com/auth/"
SERVICE = ".gserviceaccount.com"  # what addresses of service accounts end with


@dataclass(frozen=True)
class Grant:
    """What a token stands for: an account, scopes (none: all of them), and how long."""

    email: str
    scopes: frozenset[str]
    until: dt.datetime


class BadGrant(Exception):
    """The token endpoint says no; `code` is OAuth's word."""

    def __init__(self, code: str, description: str) -> None:
        self.code = code
        super().__init__(description)


@dataclass
class Accounts:
    """Keys, refresh tokens and codes that were registered, and the tokens given out for them."""

    now: Callable[[], dt.datetime]
    new_token: Callable[[], str]
    keys: dict[str, str] = field(default_factory=dict)
    refresh_tokens: dict[str, Grant] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, Grant] = field(default_factory=dict)
    without_storage: set[str] = field(default_factory=set)
    gives_services_storage: bool = True  # unlike Google, so that programs need no shared drive to be tried out

    def has_storage(self, email: str) -> bool:
        """Whether an account can own files."""
        is_service = email.endswith(SERVICE) and not self.gives_services_storage
        return not is_service and email not in self.without_storage

    def known(self, emails: Iterable[str]) -> set[str]:
        """Every account that was seen or is named in the e-mails given."""
        seen = {grant.email for grant in (*self.tokens.values(), *self.refresh_tokens.values())}
        return seen | set(self.keys) | set(emails)

    def give(self, email: str, scopes: Iterable[str] = ()) -> str:
        """A new bearer token for an account."""
        token = "ya29." + self.new_token()
        self.tokens[token] = Grant(email, frozenset(scopes), self.now() + LIFETIME)
        return token

    def holder(self, token: str) -> Grant | None:
        """Who a bearer token stands for; a self-signed assertion serves as a token, too."""
        grant = self.tokens.get(token)
        if grant is None and token.count(".") == 2 and not token.startswith("ya29."):  # noqa: PLR2004 - a JWT's parts
            try:
                return self._asserted(token, audience=None)
            except BadGrant:
                return None
        return grant if grant and grant.until > self.now() else None

    def exchange(self, assertion: str) -> tuple[str, Grant]:
        """A token for a service account's assertion; raises BadGrant where it is no good."""
        grant = self._asserted(assertion, audience=AUDIENCE)
        return self.give(grant.email, grant.scopes), grant

    def refresh(self, refresh_token: str) -> tuple[str, Grant]:
        """A token for a refresh token; raises BadGrant for one that is unknown or was taken back."""
        grant = self.refresh_tokens.get(refresh_token)
        if grant is None:
            raise BadGrant("invalid_grant", "Token has been expired or revoked.")
        return self.give(grant.email, grant.scopes), grant

    def register_refresh_token(self, refresh_token: str, email: str, scopes: Iterable[str] = ()) -> None:
        """From now on that refresh token stands for the account."""
        self.refresh_tokens[refresh_token] = Grant(email, frozenset(scopes), dt.datetime.max.replace(tzinfo=dt.UTC))

    def _asserted(self, assertion: str, audience: str | None) -> Grant:
        claims = self._claims(assertion, audience)
        issuer = str(claims.get("iss", ""))
        until = dt.datetime.fromtimestamp(float(claims.get("exp", 0)), dt.UTC)
        early = float(claims.get("iat", 0)) > (self.now() + PATIENCE).timestamp()
        if not issuer or early or until <= self.now():
            raise BadGrant("invalid_grant", _SKEWED)
        scopes = frozenset(str(claims.get("scope", "")).split())
        return Grant(str(claims.get("sub") or issuer), scopes, until)

    def _claims(self, assertion: str, audience: str | None) -> Json:
        """What an assertion says; its signature is checked where its account has a registered key."""
        try:
            part = assertion.split(".")[1]
            claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        except (IndexError, ValueError, binascii.Error):
            raise BadGrant("invalid_grant", "Invalid JWT: Token must be a well-formed JWT.") from None
        if not isinstance(claims, dict) or (audience and claims.get("aud") != audience):
            raise BadGrant("invalid_grant", "Invalid JWT: Failed audience check.")
        key = self.keys.get(str(claims.get("iss")))
        if key is not None:
            _verify(assertion, key)
        return claims


_SKEWED = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


def _verify(assertion: str, public_key: str) -> None:
    """Check an assertion's signature; raises BadGrant."""
    from google.auth import crypt  # noqa: PLC0415 - only where keys were registered

    signed, _, signature = assertion.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    if not crypt.verify_signature(signed.encode(), raw, public_key):  # type: ignore[no-untyped-call]  # google-auth has no types here
        raise BadGrant("invalid_grant", "Invalid JWT Signature.")
