"""Drive's search language (`q`), the part that programs with spreadsheets use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goalsheet.local_sheets.file_facts import Facts
from goalsheet.local_sheets.refusals import Refusal, drive_refusal, not_served

TOKEN = re.compile(
    r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(<=|>=|!=|=|<|>|\(|\)|\{|\})|([A-Za-z_][\w./]*))"""
)
Test = Callable[[Facts], bool]


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
        _require_served(word.text)
        if word.text in TRUTHS and self.peek() not in {"=", "!="}:
            return _field(word.text, "=", Word("true", quoted=False))
        operator = self.take().text
        if operator == "has":
            return _has(word.text, self.pair())
        return _field(word.text, operator, self.take())

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
        if set(values) != {"key", "value"}:
            raise bad_query()
        return values["key"], values["value"]


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


#: Terms of Drive's that this server keeps nothing of.
NOT_SERVED = {"labels", "sharedWithMeTime", "shortcutDetails", "viewedByMeTime", "visibility"}


def _require_served(term: str) -> None:
    """501 for a term that Drive knows and this server does not."""
    if re.split(r"[./]", term)[0] in NOT_SERVED:
        raise not_served(f"{term} in searches for files")


def _member(text: str, collection: str) -> Test:
    _require_served(collection)
    if collection not in {"parents", "owners", "writers", "readers"}:
        raise bad_query()
    is_me = collection != "parents" and text.lower() == "me"

    def test(facts: Facts) -> bool:
        wanted = (facts.me if is_me else text).lower()
        return wanted in {item.lower() for item in getattr(facts, collection)}

    return test


def _has(collection: str, pair: tuple[str, str]) -> Test:
    names = {"appProperties": "app_properties", "properties": "properties"}
    if collection not in names:
        raise bad_query()
    return lambda facts: getattr(facts, names[collection]).get(pair[0]) == pair[1]


EQUAL = frozenset({"=", "!="})
ORDERED = EQUAL | {"<", "<=", ">", ">="}
TEXTS = EQUAL | {"contains"}
#: By term what it asks, and how it can be compared.
FIELDS = {
    "name": ("name", TEXTS),
    "mimeType": ("mime_type", TEXTS),
    "trashed": ("trashed", EQUAL),
    "starred": ("starred", EQUAL),
    "sharedWithMe": ("shared_with_me", EQUAL),
    "modifiedTime": ("modified", ORDERED),
    "createdTime": ("created", ORDERED),
    "fullText": ("text", frozenset({"contains"})),
}
TRUTHS = {"sharedWithMe", "trashed", "starred"}
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda have, want: have == want,
    "!=": lambda have, want: have != want,
    "<": lambda have, want: have < want,
    "<=": lambda have, want: have <= want,
    ">": lambda have, want: have > want,
    ">=": lambda have, want: have >= want,
}


def _field(name: str, operator: str, word: Word) -> Test:
    field, operators = FIELDS.get(name, ("", frozenset[str]()))
    if operator not in operators or word.quoted is (name in TRUTHS):
        raise bad_query()
    if operator == "contains":
        contains = CONTAINS[name]
        return lambda facts: contains(str(getattr(facts, field)), word.text)
    compare, wanted = OPERATORS[operator], _wanted(field, word.text)
    return lambda facts: compare(getattr(facts, field), wanted)


def _has_beginning(have: str, text: str) -> bool:
    """A name matches by the beginnings of its words."""
    return bool(re.search(rf"(?<!\w){re.escape(text)}", have, re.IGNORECASE))


def _has_part(have: str, text: str) -> bool:
    return text.lower() in have.lower()


def _has_words(have: str, text: str) -> bool:
    """A text matches by all of the words, in any order, or as one phrase where that is in double quotes."""
    phrase = re.fullmatch(r'\s*"(.*)"\s*', text, re.DOTALL)
    wanted = [phrase[1]] if phrase else re.findall(r"\w+", text)
    return all(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", have, re.IGNORECASE) for one in wanted)


CONTAINS: dict[str, Callable[[str, str], bool]] = {
    "name": _has_beginning,
    "mimeType": _has_part,
    "fullText": _has_words,
}


def _wanted(field: str, text: str) -> Any:
    if field in {"trashed", "starred", "shared_with_me"}:
        if text not in {"true", "false"}:
            raise bad_query()
        return text == "true"
    if field not in {"modified", "created"}:
        return text
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise bad_query() from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
