"""OAuth's endpoints: tokens for assertions, refresh tokens and codes, and a consent page that asks nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from goalsheet.local_sheets.accounts import LIFETIME, BadGrant, Grant
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.world import World

Json = dict[str, Any]
ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@endpoint("POST", "/token")
def token(world: World, request: Request) -> Answer:
    """An access token for a service account's assertion, a refresh token or a code."""
    form = {name: values[-1] for name, values in parse_qs(request.body.decode()).items()}
    try:
        return Answer(_granted(world, form))
    except BadGrant as refusal:
        return Answer({"error": refusal.code, "error_description": str(refusal)}, 400)


def _granted(world: World, form: dict[str, str]) -> Json:
    kind = form.get("grant_type")
    if kind == ASSERTION:
        return _token(*world.accounts.exchange(form.get("assertion", "")))
    if kind == "refresh_token":
        return _token(*world.accounts.refresh(form.get("refresh_token", "")))
    if kind == "authorization_code":
        return _first_token(world, form.get("code", ""))
    raise BadGrant("unsupported_grant_type", f"Invalid grant_type: {kind}")


def _token(access: str, grant: Grant) -> Json:
    answer: Json = {"access_token": access, "expires_in": int(LIFETIME.total_seconds()) - 1, "token_type": "Bearer"}
    return answer | ({"scope": " ".join(sorted(grant.scopes))} if grant.scopes else {})


def _first_token(world: World, code: str) -> Json:
    """An access token and a refresh token for the code that the consent page gave."""
    email, _, scopes = world.accounts.codes.pop(code, "").partition(" ")
    if not email:
        raise BadGrant("invalid_grant", "Malformed auth code.")
    refresh = "1//" + world.new_id()
    world.accounts.register_refresh_token(refresh, email, scopes.split())
    access, grant = world.accounts.refresh(refresh)
    return _token(access, grant) | {"refresh_token": refresh}


@endpoint("GET", "/auth")
def consent(world: World, request: Request) -> Answer:
    """Google's consent page without its questions: the account of `login_hint` agrees at once."""
    email = request.option("login_hint") or "you@example.com"
    code = "4/" + world.new_id()
    world.accounts.codes[code] = f"{email} {request.option('scope')}"
    back = {"code": code, "state": request.option("state"), "scope": request.option("scope")}
    target = request.option("redirect_uri")
    if urlsplit(target).hostname not in {"localhost", "127.0.0.1", "::1"}:
        return Answer({"error": "redirect_uri_mismatch", "error_description": "Only addresses of this computer."}, 400)
    return Answer(None, 302, headers={"Location": f"{target}{'&' if '?' in target else '?'}{urlencode(back)}"})


@endpoint("POST", "/revoke")
def revoke(world: World, request: Request) -> Answer:
    """A token is taken back."""
    form = parse_qs(request.body.decode())
    given = (form.get("token") or [request.option("token")])[-1]
    world.accounts.tokens.pop(given, None)
    world.accounts.refresh_tokens.pop(given, None)
    return Answer({})
