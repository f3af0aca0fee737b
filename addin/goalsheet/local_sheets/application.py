"""From a request to its answer: who asks, quotas, faults, the endpoint, and no to everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from goalsheet.local_sheets import (  # noqa: F401 - importing them registers their endpoints
    content_endpoints,
    drive_batch,
    file_endpoints,
    page_endpoints,
    permission_endpoints,
    spreadsheet_endpoints,
    token_endpoints,
    value_endpoints,
)
from goalsheet.local_sheets.accounts import SCOPE, Grant
from goalsheet.local_sheets.drive_bodies import require_body
from goalsheet.local_sheets.endpoints import Answer, Endpoint, Request, find_endpoint, refusal_answer
from goalsheet.local_sheets.masks import cut, parse_mask
from goalsheet.local_sheets.query_parameters import require_query
from goalsheet.local_sheets.refusals import (
    Refusal,
    bad_token,
    drive_refusal,
    no_token,
    not_served,
    sheets_refusal,
)
from goalsheet.local_sheets.request_schema import require_fields, require_schema
from goalsheet.local_sheets.world import World

READING = {"spreadsheets", "spreadsheets.readonly", "drive", "drive.readonly", "drive.file"}
WRITING = {"spreadsheets", "drive", "drive.file"}
DRIVE_READING = {"drive", "drive.readonly", "drive.file", "drive.metadata", "drive.metadata.readonly"}
DRIVE_WRITING = {"drive", "drive.file"}


def answer(world: World, request: Request, authorization: str) -> Answer:
    """The answer to a request; a refusal is an answer, too."""
    try:
        reply = _served(world, request, authorization)
    except Refusal as refusal:
        reply = refusal_answer(refusal)
    for listener in LISTENERS:
        listener(request, reply)
    return reply


#: They hear every request with its answer, those in a batch, too: so tests hold all answers to Google's description.
LISTENERS: list[Callable[[Request, Answer], None]] = []


def _served(world: World, request: Request, authorization: str) -> Answer:
    if (request.method, request.path) == ("POST", drive_batch.PATH):
        _granted(world, request, authorization)
        return drive_batch.serve_batch(request, lambda one: answer(world, one, authorization))
    found = find_endpoint(request.method, request.path)
    if found is None:
        raise not_served(f"{request.method} {request.path}")
    endpoint, places = found
    request = replace(request, places=places)
    if endpoint.counts_as:
        grant = _granted(world, request, authorization)
        _require_scope(grant, endpoint)
        request = replace(request, email=grant.email)
        if endpoint.counts_as != "page":
            world.quotas.count(endpoint.counts_as, grant.email)
    if endpoint.counts_as in {"read", "write", "drive"}:
        require_query(endpoint, request)
        _refuse_comments(request)
    if endpoint.answer and request.option("fields"):
        require_fields(endpoint.answer, parse_mask(request.option("fields")))
    if endpoint.body and endpoint.counts_as == "drive":
        require_body(endpoint.body, request.json)
    elif endpoint.body:
        require_schema(endpoint.body, request.json, "data" if endpoint.body == "ValueRange" else "")
    if endpoint.counts_as == "drive" and "id" in places:
        world.require_all_drives(places["id"], asked=request.flag("supportsAllDrives"))
    return _with_fields(endpoint.serve(world, request), request, endpoint)


def _refuse_comments(request: Request) -> None:
    """501 for comments in spreadsheets, which this server does not have."""
    body_mode = str(request.json.get("commentsViewMode", "")) if request.method == "POST" else ""
    if "INCLUDED" in request.option("commentsViewMode") + body_mode:
        raise not_served("comments in the Sheets API")


def _with_fields(reply: Answer, request: Request, endpoint: Endpoint) -> Answer:
    """Sheets' answer with the fields that the request names; Drive's endpoints know their usual ones themselves."""
    fields = request.option("fields")
    if not fields or endpoint.counts_as not in {"read", "write"}:
        return reply
    return replace(reply, content=cut(reply.content, parse_mask(fields)))


def _granted(world: World, request: Request, authorization: str) -> Grant:
    """Who asks; refuses a request without a token, and one with a token that is no good."""
    if request.option("access_token"):
        authorization = f"Bearer {request.option('access_token')}"
    if not authorization:
        raise no_token()
    grant = world.accounts.holder(authorization.removeprefix("Bearer ").strip())
    if grant is None:
        raise bad_token(drive=request.path.startswith(("/drive/", drive_batch.PATH)))
    return grant


def _require_scope(grant: Grant, endpoint: Endpoint) -> None:
    """Refuse what the token was not given for."""
    if not grant.scopes or endpoint.counts_as == "page":
        return
    drive = endpoint.counts_as == "drive"
    reads = endpoint.counts_as == "read" or (drive and endpoint.method == "GET")
    enough = (DRIVE_READING if reads else DRIVE_WRITING) if drive else (READING if reads else WRITING)
    if not grant.scopes & {SCOPE + name for name in enough}:
        raise _scope_refusal(drive=drive)


def _scope_refusal(*, drive: bool) -> Refusal:
    message = "Request had insufficient authentication scopes."
    if drive:
        return drive_refusal(403, "Insufficient Permission: " + message, "insufficientPermissions")
    service = "sheets.googleapis.com"
    details = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": service},
    }
    return sheets_refusal(403, message, [details])
