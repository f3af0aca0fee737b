"""Google's own description of its answers (the discovery documents in google-api-python-client) as a judge.

`python tests/discovery.py` writes the parts of it that the local server checks requests and masks by.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any], bool]
HOSTS = {"sheets.v4": "", "drive.v3": "/drive/v3/"}
PLAIN: dict[str, tuple[type, ...]] = {"string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float)}


@cache
def document(name: str) -> Json:
    """One discovery document."""
    text = (files("googleapiclient.discovery_cache.documents") / f"{name}.json").read_text(encoding="utf-8")
    found: Json = json.loads(text)
    return found


@cache
def methods(name: str) -> list[tuple[str, re.Pattern[str], str | None]]:
    """HTTP method, path and the schema of the answer of everything that an API can be asked."""
    found: list[tuple[str, re.Pattern[str], str | None]] = []
    for method in _described(document(name)["resources"]):
        path = re.escape(HOSTS[name].rstrip("/") + "/" + method["path"])
        pattern = re.compile(re.sub(r"\\\{\\?\+?(\w+)\\\}", r"[^/]+?", path))
        found.append((method["httpMethod"], pattern, method.get("response", {}).get("$ref")))
    return sorted(found, key=lambda one: -len(one[1].pattern))


def complaints(method: str, path: str, answer: Any) -> list[str]:
    """What in an answer Google's description does not allow; nothing for what it does not describe."""
    name = "drive.v3" if path.startswith("/drive/") else "sheets.v4"
    for verb, pattern, schema in methods(name):
        if verb == method and pattern.fullmatch(path):
            is_well = schema is None or _message_check(name, schema)(answer)
            return [] if is_well else _misfits(name, {"$ref": schema}, answer, "answer")
    return []


# Whether all is well, by far the most often the case: a third of the time that finding sentences takes.


@cache
def _message_check(name: str, schema: str) -> Check:
    return _check(name, document(name)["schemas"][schema])


def _check(name: str, schema: Json) -> Check:
    if "$ref" in schema:
        return _reference_check(name, schema["$ref"])
    kind = schema.get("type", "any")
    if kind == "array":
        item = _check(name, schema["items"])
        return lambda value: isinstance(value, list) and all(map(item, value))
    if kind == "object":
        return _object_check(name, schema)
    return _plain_check(kind, schema.get("enum"))


def _reference_check(name: str, schema: str) -> Check:
    def fits(value: Any) -> bool:
        return _message_check(name, schema)(value)  # only now: messages may hold themselves

    return fits


def _plain_check(kind: str, words: list[str] | None) -> Check:
    if kind == "any":
        return lambda _: True
    types, is_truth = PLAIN[kind], kind == "boolean"
    if words:
        return lambda value: isinstance(value, types) and value in words
    return lambda value: isinstance(value, types) and (is_truth or not isinstance(value, bool))


def _object_check(name: str, schema: Json) -> Check:
    checks = {field: _check(name, about) for field, about in schema.get("properties", {}).items()}
    free = schema.get("additionalProperties")
    usual = None if free is None else _check(name, free)

    def fits(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        for field, part in value.items():
            check = checks.get(field, usual)
            if check is None or not check(part):
                return False
        return True

    return fits


def misfits(name: str, schema: str, body: Any) -> list[str]:
    """What in a body the schema of that name does not allow."""
    return _misfits(name, {"$ref": schema}, body, schema)


def _misfits(name: str, schema: Json, value: Any, place: str) -> list[str]:
    if "$ref" in schema:
        schema = document(name)["schemas"][schema["$ref"]]
    kind = schema.get("type", "any")
    if kind == "array":
        if not isinstance(value, list):
            return [f"{place} is no list"]
        return [
            said
            for number, item in enumerate(value)
            for said in _misfits(name, schema["items"], item, f"{place}[{number}]")
        ]
    if kind == "object":
        return _object_misfits(name, schema, value, place)
    return _plain_misfits(schema, value, place, kind)


def _object_misfits(name: str, schema: Json, value: Any, place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place} is no object"]
    known, free = schema.get("properties", {}), schema.get("additionalProperties")
    out = [f"{place}.{field} is unknown" for field in value if field not in known and free is None]
    for field, part in value.items():
        if field in known or free:
            out += _misfits(name, known.get(field) or free or {}, part, f"{place}.{field}")
    return out


def _plain_misfits(schema: Json, value: Any, place: str, kind: str) -> list[str]:
    if kind == "any":
        return []
    if not isinstance(value, PLAIN[kind]) or (isinstance(value, bool) and kind != "boolean"):
        return [f"{place} is {value!r}, no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place} is {value!r}, none of {schema['enum']}"]
    return []


def request_schemas() -> dict[str, dict[str, str]]:
    """The messages of requests to Sheets and of its answers, with their fields, as `request_schema` reads them."""
    described = document("sheets.v4")["schemas"]
    ends = ("Request", "Response")
    return _reached(described, [*(name for name in described if name.endswith(ends)), "Spreadsheet", "ValueRange"])


def answer_schemas() -> dict[str, dict[str, str]]:
    """The messages of Drive's answers with the types of their fields, as `drive_masks` reads them."""
    return _reached(
        document("drive.v3")["schemas"], ["About", "ChangeList", "CommentList", "FileList", "PermissionList"]
    )


def query_schemas() -> dict[str, dict[str, str]]:
    """By method and path, places left blank, which query parameters of their own Sheets and Drive take, and types."""
    found: dict[str, dict[str, str]] = {}
    for name, start in HOSTS.items():
        for method in _described(document(name)["resources"]):
            place = start.rstrip("/") + "/" + re.sub(r"\{[^}]*\}", "{}", method["path"])
            given = {
                field: about for field, about in method.get("parameters", {}).items() if about["location"] == "query"
            }
            found[f"{method['httpMethod']} {place}"] = {field: _kind(about, field) for field, about in given.items()}
    return dict(sorted(found.items()))


def _described(resources: Json) -> list[Json]:
    """All methods of resources and of those within them."""
    return [
        method
        for resource in resources.values()
        for method in (*resource.get("methods", {}).values(), *_described(resource.get("resources", {})))
    ]


def _reached(described: Json, waiting: list[str]) -> dict[str, dict[str, str]]:
    """These messages, and all that they hold; what is described within another one is called by its place there."""
    described = dict(described)
    found: dict[str, dict[str, str]] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            fields = described[name].get("properties", {})
            described |= {f"{name}.{field}": schema.get("items", schema) for field, schema in fields.items()}
            found[name] = {field: _kind(schema, f"{name}.{field}") for field, schema in fields.items()}
            waiting += [kind for field in found[name].values() if (kind := field.lstrip("[")) in described]
    return dict(sorted(found.items()))


def _kind(schema: Json, place: str) -> str:
    if schema.get("type") == "array":
        return "[" + _kind(schema["items"], place)
    if "enum" in schema:
        return "|".join(schema["enum"])
    if "properties" in schema:
        return place
    return str(schema.get("$ref") or schema.get("type", "any"))


if __name__ == "__main__":
    folder = Path(__file__).parent.parent / "addin" / "goalsheet" / "local_sheets"
    for file, schemas in (
        ("sheets_schema.json", request_schemas()),
        ("drive_schema.json", answer_schemas()),
        ("queries.json", query_schemas()),
    ):
        lines = [f"{json.dumps(name)}: {json.dumps(fields)}" for name, fields in schemas.items()]
        (folder / file).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
