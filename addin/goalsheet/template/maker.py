"""From a person to the bytes of a workbook, by goalsheet's own design or by a company's."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from goalsheet import __version__
from goalsheet.errors import BadTemplate, CannotRead, Problem
from goalsheet.layout.design import design
from goalsheet.layout.facts import facts
from goalsheet.layout.plan import Value
from goalsheet.template.fill import Context, cycle_of, fill
from goalsheet.template.load import KNOWN, Template, load
from goalsheet.template.render import Text, as_text, is_template
from goalsheet.tracker.person import Person
from goalsheet.tracker.tracker import SCHEMA_VERSION, Cycle, TemplateName
from goalsheet.workbook.cells import strip_results
from goalsheet.workbook.package import drop_calculation_chain, read_members, sheet_parts
from goalsheet.workbook.press import Press, compile_design
from goalsheet.workbook.stamp import LONGEST_TEXT, Stamp
from goalsheet.workbook.tokens import Token, find_tokens


class Maker(Protocol):
    """What makes one person's workbook; `name`, `version` and `digest` say from which template."""

    name: str
    version: str
    digest: str
    suffix: str

    def make(self, person: Person) -> bytes:
        """The workbook of one person; BadTemplate where the template does not work out for them."""
        ...


def maker(template: str, today: dt.date) -> Maker:
    """The maker for a built-in template's name, a .toml file, or a company's own .xlsx or .xlsm file."""
    if Path(template).suffix.lower() in (".xlsx", ".xlsm"):
        return DesignMaker(Path(template), today)
    return TrackerMaker(load(template), today)


def _digest(*parts: str) -> str:
    """What makes two runs' output the same: everything but the person."""
    return hashlib.sha256("\n".join((__version__, str(SCHEMA_VERSION), *parts)).encode()).hexdigest()[:16]


class TrackerMaker:
    """Makes goalsheet's own tracker from a TOML template."""

    suffix = ".xlsx"

    def __init__(self, template: Template, today: dt.date) -> None:
        self.template, self.today = template, today
        self.name, self.version = template.name, template.version
        self.cycle = cycle_of(template, today)
        self.digest = _digest(template.digest, self.cycle.start.isoformat(), self.cycle.end.isoformat())
        self._press: Press = compile_design(design())
        self._texts = [(token, _text(token)) for token in self._press.tokens]

    def make(self, person: Person) -> bytes:
        """The person's tracker."""
        tracker = fill(self.template, person, self.today, self.cycle)
        context = Context(person, person.manager, self.cycle, tracker.template, None, self.today)
        texts = [_fitting(token, text.render(context)) for token, text in self._texts]
        return self._press.make(facts(tracker, self.today), texts)


class DesignMaker:
    """Fills a company's own workbook, designed in Excel, with `{{ person.first_name }}` in any cell."""

    def __init__(self, path: Path, today: dt.date) -> None:
        self.name, self.version, self.suffix, self.today = path.name, "", path.suffix.lower(), today
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CannotRead(f"{path}: {error.strerror or error}. Check the path of the template.") from error
        self.digest = _digest(hashlib.sha256(data).hexdigest())
        members = read_members(data, path.name)
        drop_calculation_chain(members)
        for part in sheet_parts(members).values():
            members[part] = strip_results(members[part])
        tokens = find_tokens(members, path.name)
        self._texts = _texts(path.name, tokens)
        self._stamp = Stamp(members, [[token.place] for token in tokens])
        self._cycle = Cycle(str(today.year), today.replace(month=1, day=1), today.replace(month=12, day=31))
        self._template = TemplateName(path.stem, path.stem, "")

    def make(self, person: Person) -> bytes:
        """The company's workbook for one person."""
        context = Context(person, person.manager, self._cycle, self._template, None, self.today)
        return self._stamp.make([(_fitting(token, text.render(context)),) for token, text in self._texts])


def _texts(file: str, tokens: Sequence[Token]) -> list[tuple[Token, Text]]:
    found: list[tuple[Token, Text]] = []
    problems: list[Problem] = []
    for token in tokens:
        try:
            found.append((token, _text(token)))
        except BadTemplate as error:
            problems += error.problems
    if problems:
        raise BadTemplate(f"{file} has {len(problems)} problem(s).", dict.fromkeys(problems))
    if not found:
        cure = "Write {{ person.first_name }} into a cell, or use a built-in template."
        raise BadTemplate(f"{file} is the same for everybody.", [Problem(file, "it holds no {{ … }}.", cure)])
    return found


def _text(token: Token) -> Text:
    assert is_template(token.text)
    return Text(token.text, token.where, KNOWN - {"words"})


def _fitting(token: Token, value: Any) -> Value:
    """A value as its place can hold it: dates as dates only where the cell shows dates, else spelled out."""
    if token.typed and isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if token.typed and token.dated and isinstance(value, dt.date):
        return value
    text = as_text(value)
    if len(text) > LONGEST_TEXT:
        raise BadTemplate(
            "", [Problem(token.where, f"the text has {len(text)} characters; a cell holds {LONGEST_TEXT}.")]
        )
    return text
