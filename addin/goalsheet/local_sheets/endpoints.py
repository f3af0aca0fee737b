"""The endpoints that the server has: each one function, registered with its method, path, quota and scopes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from goalsheet.local_sheets.refusals import Refusal, drive_refusal, field_refusal
from goalsheet.local_sheets.world import World

Json = dict[str, Any]
YES = frozenset({"true", "t", "yes", "y", "1"})
NO = frozenset({"false", "f", "no", "n", "0"})


@dataclass(frozen=True)
class Request:
    """A request that has arrived: who asks, for what, with which query and body."""

    method: str
    path: str
    email: str = ""
    query: Mapping[str, list[str]] = field(default_factory=dict)
    body: bytes = b""
    content_type: str = "application/json"
    places: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    def option(self, name: str, usual: str = "") -> str:
        """The (last) value of a query parameter."""
        return self.query.get(name, [usual])[-1]

    def flag(self, name: str) -> bool:
        """A query parameter that says yes, in any word that Google takes for it."""
        return self.option(name).lower() in YES

    def size(self, name: str, most: int, usual: int = 100) -> int:
        """How many a page of Drive's is to hold: more than the most is the most; refuses what is no such number."""
        text = self.option(name, str(usual))
        if not (text.isascii() and text.isdigit() and int(text)):
            said = f"Invalid value '{text}'. Values must be within the range: [1, {most}]"
            raise drive_refusal(400, said, "invalidParameter", location=name)
        return min(int(text), most)

    @property
    def options(self) -> Json:
        """The query as plain values."""
        return {name: values[-1] for name, values in self.query.items()}

    @cached_property
    def json(self) -> Json:
        """The body; empty where there is none. Refuses what is no JSON object."""
        if not self.body.strip():
            return {}
        try:
            value = json.loads(self.body)
        except ValueError:
            raise field_refusal("", "Invalid JSON payload received. Unexpected token.") from None
        if not isinstance(value, dict):
            raise field_refusal("", 'Invalid JSON payload received. Unknown name "": Root element must be a message.')
        if self.path.startswith("/drive/") or b"null" not in self.body:  # null deletes in Drive
            return value
        found: Json = _without_nulls(value)
        return found


#: An answer is never part of itself: not to look for that saves a sixth of the time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


@dataclass(frozen=True)
class Answer:
    """What is sent back: JSON, or bytes of some type."""

    content: Any = None
    code: int = 200
    content_type: str = "application/json; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """The bytes to send."""
        if isinstance(self.content, bytes):
            return self.content
        return b"" if self.content is None else _ENCODER.encode(self.content).encode()


def _without_nulls(value: Any) -> Any:
    """JSON without the fields that are null, which says the same; in lists null means "leave alone" and stays."""
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


Serve = Callable[[World, Request], Answer]


@dataclass(frozen=True)
class Endpoint:
    """How a request is served, and what it counts as (`read`, `write`, `drive`, `page`; nothing: open to everyone)."""

    name: str
    method: str
    pattern: re.Pattern[str]
    serve: Serve
    counts_as: str
    body: str
    answer: str


ENDPOINTS: list[Endpoint] = []


def endpoint(method: str, path: str, counts_as: str = "", body: str = "", answer: str = "") -> Callable[[Serve], Serve]:
    """Register a function for a path such as `/v4/spreadsheets/{id}/values/{range}:clear`.

    `body` and `answer` are their schemas, of Sheets, or for Drive of Drive, whose answers need none.
    """
    pattern = re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+?)", re.escape(path)))

    def register(serve: Serve) -> Serve:
        name = f"{method} {re.sub(r'{.*?}', '{}', path)}"
        ENDPOINTS.append(Endpoint(name, method, pattern, serve, counts_as, body, answer))
        return serve

    return register


def find_endpoint(method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
    """The endpoint for a (still quoted) path, and what stands in its places; the one with more words."""
    found = [(one, match) for one in ENDPOINTS if one.method == method and (match := one.pattern.fullmatch(path))]
    if not found:
        return None
    one, match = max(found, key=lambda pair: (-pair[0].pattern.groups, len(pair[0].pattern.pattern)))
    return one, {name: unquote(text) for name, text in match.groupdict().items()}


def refusal_answer(refusal: Refusal) -> Answer:
    """A refusal as it is sent."""
    return Answer(refusal.body, refusal.code)
