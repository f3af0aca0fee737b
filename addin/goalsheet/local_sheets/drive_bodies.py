"""What bodies of requests to Drive may hold, by Google's own description: a value of another type is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from goalsheet.local_sheets.drive_masks import drive_schemas
from goalsheet.local_sheets.request_schema import PLAIN, Misfit, misfits_refusal, snake

Json = dict[str, Any]
#: Fields with texts by names that a program makes up; null takes one away.
TEXTS = ("appProperties", "properties")


def require_body(schema: str, body: Json) -> None:
    """Refuse a body in which a field that the message has holds what is not of its type; null is always well."""
    if misfits := list(_misfits(schema, body)):
        refusal = misfits_refusal(misfits)
        refusal.body["error"]["errors"] = [{"message": said, "reason": "invalid"} for _, said in misfits]
        raise refusal


def _misfits(schema: str, body: Json) -> Iterator[Misfit]:
    fields = drive_schemas()[schema]
    for name, value in body.items():
        if value is not None and name in fields:
            kind = fields[name]
            is_list = kind.startswith("[")
            if is_list != isinstance(value, list):
                said = "Proto field is not repeating, cannot start list." if not is_list else "A list is expected."
                yield snake(name), f'Invalid JSON payload received. Unknown name "{name}": {said}'
                continue
            for item in value if is_list else [value]:
                yield from _misfit(kind.lstrip("["), name, item)


def _misfit(kind: str, name: str, value: Any) -> Iterator[Misfit]:
    field = snake(name)
    if kind in PLAIN and not PLAIN[kind][1](value):
        shown = f'"{value}"' if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield field, f"Invalid value at '{field}' ({PLAIN[kind][0]}), {shown}"
    elif kind not in PLAIN and not isinstance(value, dict):
        yield field, f"Invalid value at '{field}' (type.googleapis.com/google.protobuf.Struct), {json.dumps(value)}"
    elif name in TEXTS:
        for key, text in value.items():
            if text is not None and not isinstance(text, str):
                yield field, f"Invalid value at '{field}[\"{key}\"]' (TYPE_STRING), {json.dumps(text)}"
