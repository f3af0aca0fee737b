"""From a person to the bytes of a workbook, by goalsheet's own design or by a company's."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

from goalsheet import __version__
from goalsheet.errors import BadSetting, BadTemplate, CannotRead, Problem, problem_count
from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.language.shelf import language_of
from goalsheet.layout import journal
from goalsheet.layout.design import LOGS, design
from goalsheet.layout.facts import facts
from goalsheet.layout.plan import Value
from goalsheet.layout.translated import translated, with_own_words
from goalsheet.template.fill import Context, calendar_year, cycle_between, cycle_of, fill
from goalsheet.template.load import in_language, languages_digest, load
from goalsheet.template.parse import KNOWN
from goalsheet.template.render import Text, is_template
from goalsheet.template.template import Template
from goalsheet.template.trial import mistakes
from goalsheet.template.values import as_text, bad, fitting
from goalsheet.tracker.person import Person
from goalsheet.tracker.tracker import SCHEMA_VERSION, Cycle, TemplateName, Tracker
from goalsheet.workbook.company import open_company_workbook
from goalsheet.workbook.marks import without_marks
from goalsheet.workbook.package import sheet_parts
from goalsheet.workbook.press import Press, compile_design
from goalsheet.workbook.signing import signed_project
from goalsheet.workbook.stamp import Stamp
from goalsheet.workbook.titles import settle
from goalsheet.workbook.tokens import Token, search_tokens
from goalsheet.workbook.unfilled import unfilled_places

_FIRST_DAY = dt.date(1904, 1, 1)  # from here on every workbook counts days alike, whether from 1900 or 1904
_BIGGEST = 1e300


class Maker(Protocol):
    """What makes one person's workbook; `name`, `version` and `digest` say from which template.

    `notes` is what somebody should know about the template before its workbooks go out.
    """

    name: str
    version: str
    digest: str
    suffix: str
    notes: tuple[str, ...]

    def check(self, person: Person) -> None:
        """Work out all that one person's workbook says, without making it; BadTemplate where that fails."""
        ...

    def make(self, person: Person) -> bytes:
        """The workbook of one person; BadTemplate where the template does not work out for them."""
        ...


#: What is taken for a company's own design; those that cannot be filled in are told what to save them as.
SPREADSHEETS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".xlam", ".ods")


def maker(
    template: str,
    today: dt.date,
    cycle: tuple[dt.date, dt.date] | None = None,
    *,
    buttons: bool = False,
    signed_by: Path | None = None,
    language: str = ENGLISH.code,
) -> Maker:
    """The maker for a built-in template's name, a .toml file, or a company's own .xlsx or .xlsm file.

    `cycle` is the first and the last day of the period; only a company's own workbook does not say it itself.
    With `buttons` trackers get buttons on their sheets, and the signed macros of the workbook `signed_by`. They are in
    `language` for whoever's own is not known.
    """
    if Path(template).suffix.lower() in SPREADSHEETS:
        if buttons or signed_by:
            raise BadSetting(f"--buttons and --signed-by are for goalsheet's own trackers, and {template} is a design.")
        return DesignMaker(Path(template), today, cycle_between(*cycle) if cycle else None)
    if cycle:
        raise BadSetting(f"--cycle is for a design in .xlsx. The template {template} says its period under [cycle].")
    return TrackerMaker(
        load(template), today, buttons=buttons, signed_by=signed_by, otherwise=language, source=template
    )


def _digest(*parts: str) -> str:
    """What makes two runs' output the same: everything but the person."""
    return hashlib.sha256("\n".join((__version__, str(SCHEMA_VERSION), *parts)).encode()).hexdigest()[:16]


class TrackerMaker:
    """Makes goalsheet's own tracker from a TOML template, with buttons on its sheets if that or the caller says so.

    `source` is the template's name or file, beside which it may stand in other languages; `otherwise` the language of
    whoever's own is not known.
    """

    notes: tuple[str, ...] = ()

    def __init__(
        self,
        template: Template,
        today: dt.date,
        *,
        buttons: bool = False,
        signed_by: Path | None = None,
        otherwise: str = ENGLISH.code,
        source: str = "",
    ) -> None:
        self.template, self.today, self._otherwise = template, today, otherwise
        self.name, self.version = template.name, template.version
        self.cycle = cycle_of(template, today)
        self._buttons = buttons or template.buttons or signed_by is not None
        drawn = design(buttons=self._buttons)
        self.suffix = ".xlsm" if drawn.has_buttons else ".xlsx"
        signed = signed_project(signed_by, len(drawn.sheets)) if signed_by else None
        # A press takes long to compile and is everybody's, unless a company's signature is in it.
        kept = cache(partial(_compiled, signed=signed)) if signed else unsigned_press
        self._press_of = partial(kept, buttons=self._buttons)
        self._press = self._press_of(ENGLISH, frozenset())
        self._source, self._templates = source, {ENGLISH.code: template}
        cycle = (self.cycle.start.isoformat(), self.cycle.end.isoformat())
        usual = () if otherwise == ENGLISH.code else (otherwise,)
        languages = filter(None, [languages_digest(source)] if source else [])
        self.digest = _digest(template.digest, self._press.digest, *cycle, *usual, *languages)
        # Every sheet has the same header: its text is worked out once a person.
        self._texts = {token.text: (token, _text(token)) for token in self._press.tokens}

    def check(self, person: Person) -> None:
        """Fill the template in for one person; BadTemplate where it does not work out."""
        tracker = self.fill(person)
        self._texts_of(tracker)
        # The goals' own texts were measured as they were filled in; working out their figures takes most of the time.
        without_goals = replace(tracker, goals=(), actions=())
        try:
            self._press.check(facts(without_goals, self.today))
        except ValueError as error:
            raise self._does_not_fit(error) from error

    def make(self, person: Person) -> bytes:
        """The person's tracker."""
        return self.make_from(self.fill(person))

    def fill(self, person: Person) -> Tracker:
        """The person's new tracker, from the template in their language where there is one."""
        code = language_of(person.language, self._otherwise).code
        if code not in self._templates:
            self._templates[code] = (in_language(self._source, code) if self._source else None) or self.template
        return fill(self._templates[code], person, self.today, self.cycle)

    def make_from(self, tracker: Tracker, language: Catalogue | None = None) -> bytes:
        """The workbook of a tracker that is filled in already, in that language or the person's."""
        language = language or language_of(tracker.person.language, self._otherwise)
        texts = self._texts_of(tracker)
        try:
            press = self._press_of(language, _long_logs(tracker))
            return press.make(facts(with_own_words(tracker, language), self.today), texts)
        except ValueError as error:
            raise self._does_not_fit(error) from error

    def _texts_of(self, tracker: Tracker) -> list[Value]:
        person = tracker.person
        context = Context(person, person.manager, tracker.cycle, tracker.template, None, self.today)
        values = {source: _fitting(token, text.render(context)) for source, (token, text) in self._texts.items()}
        return [values[token.text] for token in self._press.tokens]

    def _does_not_fit(self, error: ValueError) -> BadTemplate:
        return bad(f"{self.template.file}, filled in", f"{error}.", "Shorten it.")


def _compiled(
    language: Catalogue, long_logs: frozenset[str], *, buttons: bool, signed: Mapping[str, bytes] | None = None
) -> Press:
    """One a language; with long logs for the few trackers that come with more rows than a new one has."""
    return compile_design(translated(design(buttons=buttons, long_logs=long_logs), language), signed)


unsigned_press = cache(_compiled)


def _long_logs(tracker: Tracker) -> frozenset[str]:
    """The logs, by their names, in which more stands than a new one has rows."""
    logs = (*LOGS, journal.LOG)
    return frozenset(log.rows for log in logs if len(attrgetter(log.rows)(tracker)) > log.room)


class DesignMaker:
    """Fills a company's own workbook, designed in Excel, with `{{ person.first_name }}` in any cell."""

    def __init__(self, path: Path, today: dt.date, cycle: Cycle | None = None) -> None:
        self.name, self.version, self.suffix, self.today = path.name, "", path.suffix.lower(), today
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CannotRead(f"{path}: {error.strerror or error}. Check the path of the template.") from error
        self._cycle = cycle or calendar_year(today)
        days = (self._cycle.start.isoformat(), self._cycle.end.isoformat())
        self.digest = _digest(hashlib.sha256(data).hexdigest(), *days)
        members = open_company_workbook(data, path.name)
        tokens, problems = search_tokens(members, path.name)
        unfilled = _unfilled(path.name, members)
        self.notes = tuple(map(str, unfilled))
        self._texts = _texts(path.name, tokens, problems, unfilled)
        self._titles = list(sheet_parts(members))
        self._stamp = Stamp(members, [token.place for token in tokens])
        self._template = TemplateName(path.stem, path.stem, "")

    def check(self, person: Person) -> None:
        """Fill all places in for one person; BadTemplate where one does not work out."""
        self._values(person)

    def make(self, person: Person) -> bytes:
        """The company's workbook for one person."""
        values = self._values(person)
        titles = settle(self._titles, {token.text: str(value) for token, value in values if token.title})
        return self._stamp.make([titles[token.text] if token.title else value for token, value in values])

    def _values(self, person: Person) -> list[tuple[Token, Value]]:
        context = Context(person, person.manager, self._cycle, self._template, None, self.today)
        values: list[tuple[Token, Value]] = []
        problems: list[Problem] = []
        for token, text in self._texts:
            try:
                values.append((token, _fitting(token, text.render(context))))
            except BadTemplate as error:
                problems += error.problems
        if problems:
            raise BadTemplate(f"{self.name} does not work out for {person.name}.", dict.fromkeys(problems))
        return values


def _unfilled(file: str, members: Mapping[str, bytes]) -> list[Problem]:
    """The one thing to say about tokens in places that are not filled in, if there are any."""
    places = unfilled_places(members)
    if not places:
        return []
    cure = "Move it to a cell, a header or footer, a sheet title or a document property: these are filled in."
    return [Problem(file, f"{{{{ … }}}} stays as it is, for everybody, in {', '.join(places)}.", cure)]


def _texts(
    file: str, tokens: Sequence[Token], found_already: Sequence[Problem], unfilled: Sequence[Problem]
) -> list[tuple[Token, Text]]:
    """The tokens' texts, compiled; BadTemplate with all that is wrong, the problems found already included.

    `unfilled` says why there may be none.
    """
    texts: list[tuple[Token, Text]] = []
    problems = list(found_already)
    for token in tokens:
        try:
            texts.append((token, _text(token)))
        except BadTemplate as error:
            problems += error.problems
    if problems:
        unique = dict.fromkeys([*problems, *mistakes(text for _, text in texts)])
        raise BadTemplate(f"{file} has {problem_count(unique)}.", unique)
    if not texts:
        cure = "Write {{ person.first_name }} into a cell, or use a built-in template."
        nothing = [Problem(file, "it holds no {{ … }} with a name in it.", cure)]
        raise BadTemplate(f"{file} is the same for everybody.", unfilled or nothing)
    return texts


def _text(token: Token) -> Text:
    assert is_template(token.text)
    return Text(token.text, token.where, KNOWN - {"words"})


def _fitting(token: Token, value: Any) -> Value:
    """A value as its place can hold it: dates as dates only where the cell shows dates, else spelled out."""
    if not isinstance(value, (str, int, float, dt.date, type(None))):
        cure = "Say which part of it, for instance {{ person.first_name }}."
        raise BadTemplate("", [Problem(token.where, "this is more than one value.", cure)])
    if token.typed and isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(token, value)
    if token.typed and token.dated and isinstance(value, dt.date) and value >= _FIRST_DAY:
        return value
    text = as_text(value).replace("\r\n", "\n").replace("\r", "\n")
    fitting(without_marks(text), token.where)
    return text or (None if token.typed else "")


def _number(token: Token, value: float) -> float:
    if not abs(value) < _BIGGEST:  # which is not so for "not a number", either
        raise BadTemplate("", [Problem(token.where, f"{value} is no number that a cell can hold.")])
    return value
