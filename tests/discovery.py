"""Google's own description of its API, as its Python client ships it, and whether a body fits it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient.discovery_cache

Json = dict[str, Any]


@cache
def document(name: str) -> Json:
    """The description of an API: sheets.v4 or drive.v3."""
    folder = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
    found: Json = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def misfits(api: str, schema: str, body: object) -> list[str]:
    """Where a body does not fit the schema of that name."""
    return _misfits(document(api)["schemas"], {"$ref": schema}, body, schema)


_PLAIN: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}


def _misfits(schemas: Json, schema: Json, body: object, path: str) -> list[str]:
    schema = schemas[schema["$ref"]] if "$ref" in schema else schema
    kind = schema.get("type", "any")
    if kind == "object":
        return _object(schemas, schema, body, path)
    if kind == "array":
        if not isinstance(body, list):
            return [f"{path}: {body!r} is no list"]
        return [one for n, item in enumerate(body) for one in _misfits(schemas, schema["items"], item, f"{path}[{n}]")]
    if kind != "any" and (not isinstance(body, _PLAIN[kind]) or isinstance(body, bool) != (kind == "boolean")):
        return [f"{path}: {body!r} is no {kind}"]
    if "enum" in schema and body not in schema["enum"]:
        return [f"{path}: {body!r} is none of the words"]
    return []


def _object(schemas: Json, schema: Json, body: object, path: str) -> list[str]:
    if not isinstance(body, dict):
        return [f"{path}: {body!r} is no object"]
    known, found = schema.get("properties", {}), []
    for name, value in body.items():
        inner = known.get(name, schema.get("additionalProperties"))
        here = f"{path}.{name}"
        found += [f"{here} is unknown"] if inner is None else _misfits(schemas, inner, value, here)
    return found
