"""Formulas read into trees: numbers, text, references, operators and calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from goalsheet.local_sheets.references import Corner, corner_of


@dataclass(frozen=True)
class Literal:
    """A number, text, truth or an error such as `#REF!`."""

    value: float | str | bool | None


@dataclass(frozen=True)
class Mistake:
    """An error written in the formula, `#REF!` mostly."""

    shown: str


@dataclass(frozen=True)
class Reference:
    """Cells: of the tab with that title (None: of its own), from one corner to the other."""

    title: str | None
    first: Corner
    last: Corner


@dataclass(frozen=True)
class Name:
    """A named range."""

    text: str


@dataclass(frozen=True)
class Call:
    """A function, or an operator by its sign, and what it is given."""

    name: str
    given: tuple[Node, ...]


@dataclass(frozen=True)
class Rows:
    """An array written out: `{1,2;3,4}`."""

    rows: tuple[tuple[Node, ...], ...]


Node = Literal | Mistake | Reference | Name | Call | Rows


class CannotParse(Exception):
    """A formula that is none."""


TOKEN = re.compile(
    r"\s*(?:"
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<mistake>#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|N/A|NULL!|ERROR!))"
    r"|(?P<title>'(?:[^']|'')*'!|[^\W\d][\w.]*!)"
    r"|(?P<range>\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}(?:\$?[0-9]+)?)?(?![\w(.])"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?:\$?[0-9]+)?(?![\w(.])|\$?[0-9]+:\$?[0-9]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<word>[^\W\d][\w.]*)"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>(),;{}%\\])"
    r")"
)
#: Operators from the loosest to the tightest.
LEVELS = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


@lru_cache(maxsize=4096)
def parsed(formula: str) -> Node:
    """The tree of a formula (with its `=`); raises CannotParse."""
    reader = _Reader(_tokens(formula[1:]))
    node = reader.level(0)
    if reader.place < len(reader.tokens):
        raise CannotParse(formula)
    return node


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    text = text.rstrip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise CannotParse(text)
        kind = found.lastgroup or ""
        tokens.append((kind, found[kind]))
        place = found.end()
    return tokens


class _Reader:
    """Reads tokens by recursive descent."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.place = 0

    def peek(self) -> str:
        """The sign that comes next, or nothing."""
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "sign":
            return self.tokens[self.place][1]
        return ""

    def take(self) -> tuple[str, str]:
        if self.place >= len(self.tokens):
            raise CannotParse
        self.place += 1
        return self.tokens[self.place - 1]

    def level(self, depth: int) -> Node:
        if depth == len(LEVELS):
            return self.signed()
        node = self.level(depth + 1)
        while self.peek() in LEVELS[depth]:
            sign = self.take()[1]
            node = Call(sign, (node, self.level(depth + 1)))
        return node

    def signed(self) -> Node:
        if self.peek() in {"+", "-"}:
            sign = self.take()[1]
            return Call("negative" if sign == "-" else "positive", (self.signed(),))
        node = self.single()
        while self.peek() == "%":
            self.take()
            node = Call("percent", (node,))
        return node

    def single(self) -> Node:
        kind, text = self.take()
        if kind == "number":
            return Literal(float(text) if set(text) & set(".eE") else int(text))
        if kind == "text":
            return Literal(text[1:-1].replace('""', '"'))
        if kind == "mistake":
            return Mistake(text)
        if kind in {"title", "range"}:
            return self.reference(kind, text)
        return self.word(text) if kind == "word" else self.grouped(text)

    def grouped(self, text: str) -> Node:
        if text == "(":
            node = self.level(0)
            self.expect(")")
            return node
        if text == "{":
            return self.rows()
        raise CannotParse

    def reference(self, kind: str, text: str) -> Node:
        title = None
        if kind == "title":
            title = text[:-1].strip("'").replace("''", "'")
            kind, text = self.take()
            if kind == "mistake":
                return Mistake(text)
            if kind != "range":
                raise CannotParse
        first, _, last = text.partition(":")
        return Reference(title, corner_of(first), corner_of(last or first))

    def word(self, text: str) -> Node:
        if self.peek() == "(":
            self.take()
            return Call(text.upper(), tuple(self.given()))
        if text.upper() in {"TRUE", "FALSE"}:
            return Literal(text.upper() == "TRUE")
        return Name(text)

    def given(self) -> list[Node]:
        """What a function is given, up to its closing bracket; nothing between commas is an empty value."""
        out: list[Node] = []
        if self.peek() == ")":
            self.take()
            return out
        while True:
            out.append(Literal(None) if self.peek() in {",", ";", ")"} else self.level(0))
            sign = self.take()[1]
            if sign == ")":
                return out
            if sign not in {",", ";"}:
                raise CannotParse

    def rows(self) -> Node:
        rows: list[tuple[Node, ...]] = []
        row: list[Node] = []
        while True:
            row.append(self.level(0))
            sign = self.take()[1]
            if sign in {";", "}"}:
                rows.append(tuple(row))
                row = []
            if sign == "}":
                return Rows(tuple(rows))
            if sign not in {",", ";", "\\"}:
                raise CannotParse

    def expect(self, text: str) -> None:
        if self.take()[1] != text:
            raise CannotParse
