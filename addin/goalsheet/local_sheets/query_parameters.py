"""What may stand in the query of a request, by Google's own description: names, types and words.

`queries.json` is cut out of Google's discovery documents by `python tests/discovery.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from goalsheet.local_sheets.endpoints import NO, YES, Endpoint, Request
from goalsheet.local_sheets.enum_names import enum_name
from goalsheet.local_sheets.refusals import field_refusal, not_served
from goalsheet.local_sheets.request_schema import PLAIN, SHEETS_TYPES, Misfit, misfits_refusal, snake

#: What every method takes.
COMMON = {
    *("$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser"),
    *("uploadType", "upload_protocol", "userIp"),
}


@cache
def _parameters() -> dict[str, dict[str, str]]:
    text = (files("goalsheet.local_sheets") / "queries.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def require_query(endpoint: Endpoint, request: Request) -> None:
    """Refuse a query with a name that the method of Sheets does not have, or a value that does not fit its type.

    Drive passes over names that it does not have. 501 for answers in another form than JSON.
    """
    known = _parameters().get(endpoint.name)
    if known is None:
        return
    for name in request.query if endpoint.counts_as != "drive" else ():
        if name not in known and name not in COMMON:
            said = f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
            raise field_refusal("", f"{said}Field '{name}' could not be found in request message.")
    if misfits := list(_misfits({**known, "prettyPrint": "boolean"}, request)):
        refusal = misfits_refusal(misfits)
        if endpoint.counts_as == "drive":
            refusal.body["error"]["errors"] = [{"message": said, "reason": "invalid"} for _, said in misfits]
        raise refusal
    if request.option("alt", "json") not in {"json", "media"}:
        raise not_served(f"answers as alt={request.option('alt')}")


def _misfits(known: dict[str, str], request: Request) -> Iterator[Misfit]:
    for name, values in request.query.items():
        if name == "corpus":  # of Drive, and of old: its type is nowhere named
            continue
        kind, field = known.get(name, "string"), snake(name)
        for value in values:
            if not _fits(kind, value):
                type_name = PLAIN[kind][0] if kind in PLAIN else f"{SHEETS_TYPES}.{enum_name('', name)}"
                yield field, f"Invalid value at '{field}' ({type_name}), \"{value}\""


def _fits(kind: str, value: str) -> bool:
    if kind == "boolean":
        return value.lower() in YES | NO
    if "|" in kind:
        return value in kind.split("|")
    return kind != "integer" or bool(re.fullmatch(r"[-+]?[0-9]{1,10}", value))
