"""What requests to Sheets may hold, by Google's own description: names, types and words, all problems at once.

`sheets_schema.json` is cut out of Google's discovery document by `python tests/discovery.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from goalsheet.local_sheets.enum_names import enum_name, message_name
from goalsheet.local_sheets.masks import Mask, parse_mask
from goalsheet.local_sheets.refusals import Refusal, bad_request, not_served, sheets_refusal
from goalsheet.local_sheets.unserved import NOT_SERVED, is_unserved, unserved

Json = dict[str, Any]
Misfit = tuple[str, str]
Check = Callable[[Any], bool]

SHEETS_TYPES = "type.googleapis.com/google.apps.sheets.v4"
#: Numbers that Google keeps in a message of their own, so that 0 can be told from nothing.
WRAPPED = {("GridRange", name) for name in ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")}

#: Messages of which one field alone may be set: the choice's name, and its fields where it is not all of them.
ONE_OF: dict[str, tuple[str, tuple[str, ...]]] = {
    "ConditionalFormatRule": ("rule", ("booleanRule", "gradientRule")),
    "ConditionValue": ("value", ()),
    "DataFilter": ("filter", ()),
    "ExtendedValue": ("value", ()),
    "Request": ("kind", ()),
}
#: What a request's mask of fields is about: the first of these that it brings, as a message.
MASKED = (
    *("rows", "cell", "properties", "bandedRange", "developerMetadata", "dimensionGroup", "border", "newPosition"),
    *("filter", "namedRange", "protectedRange", "spec", "table", "dataSource"),
)


@cache
def schemas() -> dict[str, dict[str, str]]:
    """Each message's fields and their types: `[X` is a list of X, `a|b` one of these words."""
    text = (files("goalsheet.local_sheets") / "sheets_schema.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def require_schema(schema: str, body: Json, start: str = "") -> None:
    """Refuse a body that does not fit its message, as Google does; 501 for what this server does nothing with."""
    if not _check(schema)(body):
        if misfits := list(_message_misfits(schema, body, start)):
            raise misfits_refusal(misfits)
        lost = ", ".join(dict.fromkeys(unserved(schemas(), schema, body)))
        raise not_served(lost or "lists of which the one item stands by itself")


@cache
def _check(kind: str) -> Check:
    """A quick test whether a value fits its type, by far the most often the case; sentences are found afterwards."""
    if kind.startswith("["):
        return _list_check(kind[1:])
    if kind in schemas():
        return _message_check(kind)
    if "|" in kind:
        words = set(kind.split("|"))
        return lambda value: type(value) is str and value in words
    return PLAIN[kind][1] if kind in PLAIN else lambda _: True


def _list_check(inner: str) -> Check:
    def fits(value: Any) -> bool:
        return type(value) is list and all(map(_check(inner), value))

    return fits


class _Checks(dict[str, Check]):
    """The checks of a message's fields, each made when the field first comes; no other field fits."""

    def __init__(self, schema: str) -> None:
        self._schema, self._fields = schema, schemas()[schema]

    def __missing__(self, name: str) -> Check:
        if name not in self._fields:
            return _never
        fits = check = _check(self._fields[name])
        if (self._schema, name) in NOT_SERVED:

            def check(value: Any) -> bool:
                return fits(value) and not is_unserved(self._schema, name, value)

        self[name] = check
        return check


def _never(_: Any) -> bool:
    return False


def _message_check(schema: str) -> Check:
    fields = schemas()[schema]
    checks = _Checks(schema)
    choice = set(ONE_OF[schema][1] or fields) if schema in ONE_OF else set()

    def fits(value: Any) -> bool:
        if type(value) is not dict or (choice and len(value) > 1 and len(choice & value.keys()) > 1):
            return False
        for name in value:  # noqa: SIM110 - a generator would take twice as long, and this is asked of every cell
            if not checks[name](value[name]):
                return False
        return True

    return fits


def require_fields(schema: str, mask: Mask, start: str = "") -> None:
    """Refuse a mask for an answer that names fields which that message does not have, as Google does."""
    missing = sorted(_missing(schema, mask, start))
    if missing:
        said = [
            f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'." for path in missing
        ]
        violations = [{"field": path, "description": text} for path, text in zip(missing, said, strict=True)]
        details = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}
        raise sheets_refusal(400, "Request contains an invalid argument.", [details])


def require_update_mask(kind: str, request: Json) -> None:
    """Refuse a batchUpdate request of that kind whose mask names a field that what it changes does not have."""
    text = str(request.get("fields", ""))
    if text:
        wrong = _unknown_fields(kind, text)
        if wrong:
            raise bad_request(f"Invalid field: {wrong}")


@lru_cache(maxsize=1024)
def _unknown_fields(kind: str, text: str) -> str:
    """The first field, by name, that the mask names in vain; nothing if there is none."""
    fields = schemas()[schemas()["Request"][kind]]
    about = next((fields[name].lstrip("[") for name in MASKED if name in fields), "")
    if "fields" not in fields or not about:
        return ""
    return min(_missing("CellData" if about == "RowData" else about, parse_mask(text), ""), default="")


def _missing(schema: str, mask: Mask, start: str) -> Iterator[str]:
    fields = schemas().get(schema)
    for name, branch in mask.items():
        path = f"{start}.{name}" if start else name
        if fields is not None and name != "*" and name not in fields:
            yield path
        elif fields is not None and name != "*":
            yield from _missing_below(fields[name].lstrip("["), branch, path)


def _missing_below(kind: str, branch: Mask, path: str) -> Iterator[str]:
    """The paths that go on where there is nothing below: in a text, a number or a word."""
    if kind in PLAIN or "|" in kind:
        yield from (f"{path}.{name}" for name in branch)
    else:
        yield from _missing(kind, branch, path)


def misfits_refusal(misfits: list[Misfit]) -> Refusal:
    """400 with all that does not fit: for each where, and a sentence."""
    violations = [({"field": place} if place else {}) | {"description": said} for place, said in misfits]
    details = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}
    return sheets_refusal(400, "\n".join(said for _, said in misfits), [details])


@cache
def snake(name: str) -> str:
    """A field's name as Google's sentences have it."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


def _message_misfits(schema: str, value: Any, place: str) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield place, f"Invalid value at '{place}' ({SHEETS_TYPES}.{message_name(schema)}), {_shown(value)}"
        return
    fields = schemas()[schema]
    if len(value) > 1 and schema in ONE_OF:
        yield from _second_kinds(schema, value, place)
    for name, part in value.items():
        where = f" at '{place}'" if place else ""
        if name not in fields:
            yield place, f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.'
        elif isinstance(part, list) and not fields[name].startswith("[") and fields[name] != "any":
            wrong = "Proto field is not repeating, cannot start list."
            yield place, f'Invalid JSON payload received. Unknown name "{name}"{where}: {wrong}'
        elif isinstance(part, dict) and not _may_be_message(fields[name]):
            yield place, f"Invalid value{where} ({snake(name)}), Starting an object on a scalar field"
        else:
            inner = f"{place}.{snake(name)}" if place else snake(name)
            inner += ".value" if (schema, name) in WRAPPED else ""
            yield from _misfits(fields[name], part, inner, (schema, name))


def _may_be_message(kind: str) -> bool:
    """Whether a value of that type may be an object."""
    kind = kind.lstrip("[")
    return kind in schemas() or (kind not in PLAIN and "|" not in kind)


def _second_kinds(schema: str, value: Json, place: str) -> Iterator[Misfit]:
    """What stands beside the one field of a choice that may be set."""
    choice, names = ONE_OF[schema]
    chosen = [name for name in value if name in (names or schemas()[schema])]
    for name in chosen[1:]:
        said = f"(oneof), oneof field '{choice}' is already set. Cannot set '{name}'"
        yield place, f"Invalid value at '{place}' {said}"


def _misfits(kind: str, value: Any, place: str, field: tuple[str, str]) -> Iterator[Misfit]:
    if kind.startswith("["):
        yield from _list_misfits(kind, value, place, field)
    elif kind in schemas():
        yield from _message_misfits(kind, value, place)
    elif "|" in kind:
        if value not in kind.split("|"):
            yield place, f"Invalid value at '{place}' ({SHEETS_TYPES}.{enum_name(*field)}), {_shown(value)}"
    elif kind in PLAIN and not PLAIN[kind][1](value):
        yield place, f"Invalid value at '{place}' ({PLAIN[kind][0]}), {_shown(value)}"


def _list_misfits(kind: str, value: Any, place: str, field: tuple[str, str]) -> Iterator[Misfit]:
    if not isinstance(value, list) and kind.startswith(("[any", "[[")):
        yield place, f"Invalid value at '{place}' (type.googleapis.com/google.protobuf.ListValue), {_shown(value)}"
    elif not isinstance(value, list):
        yield from _misfits(kind[1:], value, place, field)
    else:
        for number, item in enumerate(value):
            yield from _misfits(kind[1:], item, f"{place}[{number}]", field)


def _shown(value: Any) -> str:
    """A value as Google quotes it: nothing in a text is escaped."""
    return f'"{value}"' if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_integer(value: Any) -> bool:
    if isinstance(value, str):
        return bool(re.fullmatch(r"[-+]?[0-9]{1,10}", value)) and _is_integer(int(value))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -(2**31) <= value < 2**31 and value == int(value)


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return bool(re.fullmatch(r"-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|NaN|-?Infinity", value))
    return not isinstance(value, bool) and isinstance(value, int | float)


#: Google's name of a plain type, and which JSON values pass for it.
PLAIN: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "string": ("TYPE_STRING", lambda value: type(value) is str),
    "boolean": ("TYPE_BOOL", lambda value: isinstance(value, bool)),
    "integer": ("TYPE_INT32", _is_integer),
    "number": ("TYPE_DOUBLE", _is_number),
}
