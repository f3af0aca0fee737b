"""Masks for answers of Drive, which name only fields that Drive has.

`drive_schema.json` is cut out of Google's discovery document by `python tests/discovery.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from goalsheet.local_sheets.masks import Mask, parse_mask
from goalsheet.local_sheets.refusals import Refusal, drive_refusal


@lru_cache(maxsize=256)
def drive_mask(text: str, schema: str) -> Mask:
    """The mask for an answer of that message; refuses one that names a field in vain, as Drive does."""
    try:
        mask = parse_mask(text)
    except Refusal:
        raise _vain(text) from None
    wrong = next(_missing(schema, mask), "")
    if wrong:
        raise _vain(wrong)
    return mask


def _vain(selection: str) -> Refusal:
    return drive_refusal(400, f"Invalid field selection {selection}", "invalidParameter", location="fields")


@cache
def drive_schemas() -> dict[str, dict[str, str]]:
    """Each message's fields and their types: `[X` is a list of X."""
    text = (files("goalsheet.local_sheets") / "drive_schema.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def _missing(schema: str, mask: Mask) -> Iterator[str]:
    """The names that the message does not have."""
    fields = drive_schemas().get(schema, {})
    for name, branch in mask.items() if fields else ():
        if name not in fields and name != "*":
            yield name
        elif name in fields:
            kind = fields[name].lstrip("[")
            yield from branch if kind in _PLAIN else _missing(kind, branch)


_PLAIN = {"string", "boolean", "integer", "number"}
