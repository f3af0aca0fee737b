"""Drive's search language (`q`), the part that programs with spreadsheets use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goalsheet.local_sheets.refusals import Refusal, drive_refusal

TOKEN = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(<=|>=|!=|=|<|>|\(|\)|\{|\})|([A-Za-z_]+))""")
Test = Callable[["Facts"], bool]


@dataclass(frozen=True)
class Facts:
    """What a search can ask of a file."""

    name: str
    mime_type: str
    trashed: bool
    starred: bool
    modified: dt.datetime
    created: dt.datetime
    parents: tuple[str, ...]
    owners: tuple[str, ...]
    writers: tuple[str, ...]
    readers: tuple[str, ...]
    app_properties: dict[str, str]
    properties: dict[str, str]
    text: str
    shared_with_me: bool


@dataclass(frozen=True)
class Word:
    """A piece of a query: quoted text, or a word or sign."""

    text: str
    quoted: bool


def parse_query(query: str) -> Test:
    """The test that a query is; refuses one that cannot be read."""
    if not query.strip():
        return lambda _: True
    reader = _Reader(query)
    test = reader.either()
    if reader.place < len(reader.words):
        raise bad_query()
    return test


def bad_query() -> Refusal:
    """Drive's word for a query that it cannot read."""
    return drive_refusal(400, "Invalid Value", "invalid", location="q")


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, query: str) -> None:
        self.words = list(_words(query))
        self.place = 0

    def peek(self) -> str:
        word = self.words[self.place] if self.place < len(self.words) else Word("", quoted=True)
        return "" if word.quoted else word.text

    def take(self) -> Word:
        if self.place >= len(self.words):
            raise bad_query()
        self.place += 1
        return self.words[self.place - 1]

    def expect(self, text: str) -> None:
        word = self.take()
        if word.quoted or word.text != text:
            raise bad_query()

    def either(self) -> Test:
        tests = [self.both()]
        while self.peek() == "or":
            self.take()
            tests.append(self.both())
        return lambda facts: any(test(facts) for test in tests)

    def both(self) -> Test:
        tests = [self.single()]
        while self.peek() == "and":
            self.take()
            tests.append(self.single())
        return lambda facts: all(test(facts) for test in tests)

    def single(self) -> Test:
        if self.peek() == "not":
            self.take()
            test = self.single()
            return lambda facts: not test(facts)
        if self.peek() == "(":
            self.take()
            test = self.either()
            self.expect(")")
            return test
        return self.term()

    def term(self) -> Test:
        word = self.take()
        if word.quoted:
            self.expect("in")
            return _member(word.text, self.take().text)
        if word.text in {"sharedWithMe", "trashed", "starred"} and self.peek() not in {"=", "!="}:
            return _field(word.text, "=", "true")
        operator = self.take().text
        if operator == "has":
            return _has(word.text, self.pair())
        return _field(word.text, operator, self.take().text)

    def pair(self) -> tuple[str, str]:
        self.expect("{")
        values = {}
        for place in range(2):
            if place:
                self.expect("and")
            name = self.take().text
            self.expect("=")
            values[name] = self.take().text
        self.expect("}")
        return values.get("key", ""), values.get("value", "")


def _words(query: str) -> list[Word]:
    words, place = [], 0
    query = query.rstrip()
    while place < len(query):
        found = TOKEN.match(query, place)
        if not found:
            raise bad_query()
        single, double, sign, word = found.groups()
        quoted = single if single is not None else double
        words.append(
            Word(re.sub(r"\\(.)", r"\1", quoted), quoted=True)
            if quoted is not None
            else Word(sign or word, quoted=False)
        )
        place = found.end()
    return words


def _member(text: str, collection: str) -> Test:
    if collection not in {"parents", "owners", "writers", "readers"}:
        raise bad_query()
    return lambda facts: text.lower() in {item.lower() for item in getattr(facts, collection)}


def _has(collection: str, pair: tuple[str, str]) -> Test:
    names = {"appProperties": "app_properties", "properties": "properties"}
    if collection not in names:
        raise bad_query()
    return lambda facts: getattr(facts, names[collection]).get(pair[0]) == pair[1]


FIELDS = {
    "name": "name",
    "title": "name",
    "mimeType": "mime_type",
    "trashed": "trashed",
    "starred": "starred",
    "modifiedTime": "modified",
    "createdTime": "created",
    "fullText": "text",
    "sharedWithMe": "shared_with_me",
}
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda have, want: have == want,
    "!=": lambda have, want: have != want,
    "<": lambda have, want: have < want,
    "<=": lambda have, want: have <= want,
    ">": lambda have, want: have > want,
    ">=": lambda have, want: have >= want,
}


def _field(name: str, operator: str, text: str) -> Test:
    field = FIELDS.get(name)
    if field is None:
        raise bad_query()
    if operator == "contains":
        return lambda facts: _contains(str(getattr(facts, field)), text, whole=name == "mimeType")
    if operator not in OPERATORS:
        raise bad_query()
    compare, wanted = OPERATORS[operator], _wanted(field, text)
    return lambda facts: compare(getattr(facts, field), wanted)


def _contains(have: str, text: str, *, whole: bool) -> bool:
    """Drive's `contains`: a name matches by the beginnings of its words."""
    if whole:
        return text.lower() in have.lower()
    return bool(re.search(rf"(?<!\w){re.escape(text)}", have, re.IGNORECASE))


def _wanted(field: str, text: str) -> Any:
    if field in {"trashed", "starred", "shared_with_me"}:
        return text == "true"
    if field not in {"modified", "created"}:
        return text
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise bad_query() from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
