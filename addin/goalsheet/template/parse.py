"""Read a template's TOML and check every part of it; all problems at once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from goalsheet.errors import BadTemplate, Problem, problem_count
from goalsheet.feedback.survey import USUAL, Questions
from goalsheet.layout import room
from goalsheet.progress.rewards import SHARES
from goalsheet.template.render import Text, is_template
from goalsheet.template.template import FamilyWords, StarterGoal, StarterRow, Template, Words
from goalsheet.template.trial import mistakes
from goalsheet.template.values import as_cell, as_day
from goalsheet.template.values import columns as row_columns
from goalsheet.tracker.choices import WHEN_DATE
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, Reward
from goalsheet.tracker.schema import Owner, table
from goalsheet.tracker.tracker import USUAL_REVIEW_MONTHS, Thresholds

#: What the texts of a template may use.
KNOWN = frozenset({"person", "manager", "cycle", "template", "words", "today", "begin"})
_BEFORE_CYCLE = frozenset({"today", "template"})  # the cycle's own texts come before the cycle

_SECTIONS = {
    "template": {"title", "version", "description", "buttons"},
    "cycle": {"name", "start", "end"},
    "welcome": {"greeting", "introduction"},
    "thresholds": {"on_track", "at_risk", "grace_days", "grace_share"},
    "organisation": {"objectives"},
    "reviews": {"every_months"},
    "feedback": {"strengths", "ideas", "rating"},
}


def parse(name: str, file: str, content: bytes) -> Template:
    """A template from its TOML; `file` names it in messages."""
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadTemplate(f"{file} is no valid template.", [Problem(file, f"{error}.")]) from error
    except UnicodeDecodeError as error:
        problem = Problem(file, "it is not saved as UTF-8.", "Save it again with the encoding UTF-8.")
        raise BadTemplate(f"{file} is no valid template.", [problem]) from error
    reader = _Reader(file)
    template = reader.template(name, hashlib.sha256(content).hexdigest(), data)
    if reader.problems:
        general = template.words.get("general")
        found = sorted({*reader.problems, *mistakes(reader.texts, general and general.usual)})
        raise BadTemplate(f"{file} has {problem_count(found)}.", found)
    return template


def _meant(key: str) -> str | None:
    """The section to which a key belongs: whoever writes it further down in the file has it in another one."""
    return next((section for section, keys in _SECTIONS.items() if key in keys), None)


class _Reader:
    """Reads one file and collects its problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.texts: list[Text] = []

    def template(self, name: str, digest: str, data: Mapping[str, Any]) -> Template:
        self._check_names(data, {*_SECTIONS, "words", "goals", "rewards"}, "")
        sections = {section: self._section(data, section, keys) for section, keys in _SECTIONS.items()}
        about = sections["template"]
        return Template(
            name=name,
            file=self.file,
            digest=digest,
            title=str(about.get("title", name)),
            version=str(about.get("version", "1")),
            description=str(about.get("description", "")),
            buttons=self._buttons(about.get("buttons", False)),
            cycle=self._cycle(sections["cycle"]),
            welcome=self._texts(sections["welcome"], "welcome", KNOWN, needed=("greeting", "introduction")),
            thresholds=self._thresholds(sections["thresholds"]),
            objectives=tuple(self._objectives(sections["organisation"])),
            words=self._words(data.get("words", {})),
            goals=tuple(self._goals(data.get("goals", []))),
            rewards=tuple(self._rewards(data.get("rewards", []))),
            review_months=self._review_months(sections["reviews"].get("every_months", USUAL_REVIEW_MONTHS)),
            questions=self._questions(sections["feedback"]),
        )

    def _problem(self, where: str, what: str, cure: str = "") -> None:
        self.problems.append(Problem(f"{self.file}, {where}" if where else self.file, what, cure))

    def _check_names(self, found: Mapping[str, Any], allowed: set[str], where: str) -> None:
        for key in sorted(set(found) - allowed):
            section = _meant(key) if where.strip("[]") in {"", *_SECTIONS} else None
            cure = (
                f"Write it below the line [{section}]." if section else f"Possible are: {', '.join(sorted(allowed))}."
            )
            self._problem(where, f'"{key}" means nothing here.', cure)

    def _section(self, data: Mapping[str, Any], section: str, keys: set[str]) -> Mapping[str, Any]:
        found = data.get(section, {})
        if not isinstance(found, dict):
            self._problem(f"[{section}]", "this has to be a section.", f"Write [{section}] on a line of its own.")
            return {}
        self._check_names(found, keys, f"[{section}]")
        return found

    def _text(self, value: Any, where: str, known: frozenset[str] = KNOWN) -> Any:
        if isinstance(value, str) and is_template(value):
            try:
                text = Text(value, f"{self.file}, {where}", known)
            except BadTemplate as error:
                self.problems += error.problems
                return None
            self.texts.append(text)
            return text
        return value

    def _texts(
        self, section: Mapping[str, Any], name: str, known: frozenset[str], needed: tuple[str, ...]
    ) -> dict[str, Any]:
        for key in needed:
            if key not in section:
                self._problem(f"[{name}]", f'"{key}" is missing.')
        return {key: self._text(value, f"[{name}] {key}", known) for key, value in section.items()}

    def _cycle(self, section: Mapping[str, Any]) -> dict[str, Any]:
        read = self._texts(section, "cycle", _BEFORE_CYCLE, needed=("name", "start", "end"))
        for key in ("start", "end"):
            if key in section and not is_template(str(section[key])):
                self._try(as_day, read[key], f"{self.file}, [cycle] {key}")
        return read

    def _try(self, check: Callable[..., Any], *given: Any) -> None:
        """Values that need no rendering are checked now, so that all their problems are told at once."""
        try:
            check(*given)
        except BadTemplate as error:
            self.problems += error.problems

    def _buttons(self, value: Any) -> bool:
        if not isinstance(value, bool):
            self._problem("[template] buttons", f"{value!r} is neither true nor false.", "Write: buttons = true")
        return value is True

    def _thresholds(self, section: Mapping[str, Any]) -> Thresholds:
        known = {key: value for key, value in section.items() if key in _SECTIONS["thresholds"]}
        wrong = {key: value for key, value in known.items() if not _is_limit(key, value)}
        for key, value in wrong.items():
            kind = "whole number of days" if key == "grace_days" else "share from 0 to 1, such as 0.25"
            self._problem(f"[thresholds] {key}", f"{value!r} is no {kind}.")
        limits = Thresholds(**{key: value for key, value in known.items() if key not in wrong})
        if not wrong and limits.on_track > limits.at_risk:
            self._problem("[thresholds]", "on_track is larger than at_risk.", "Write, for example, 0.10 and 0.25.")
        return limits

    def _objectives(self, section: Mapping[str, Any]) -> Iterator[Any]:
        found = section.get("objectives", [])
        if not isinstance(found, list) or len(found) > room.OBJECTIVES:
            self._problem("[organisation] objectives", f"this has to be a list of at most {room.OBJECTIVES} texts.")
            return
        for number, text in enumerate(found, 1):
            yield self._text(text, f"[organisation] objective {number}")

    def _words(self, section: Any) -> dict[str, FamilyWords]:
        if not isinstance(section, dict) or not all(isinstance(words, dict) for words in section.values()):
            self._problem("[words]", "words belong to a job family.", "Write [words.sales] or [words.general].")
            return {}
        if section and "general" not in section:
            self._problem("[words]", "[words.general] is missing.", "It has the words for families without their own.")
            return {"general": FamilyWords(Words({}))}
        usual = {family: _without_titles(words) for family, words in section.items()}
        general = usual.get("general", {})
        found = {"general": FamilyWords(Words(general))}
        for family, words in usual.items():
            self._check_words(words, general, f"[words.{family}]")
            by_title = self._titles(section[family].get(_TITLES), general, family)
            titled = {title: Words(general | words | own) for title, own in by_title.items()}
            found[family] = FamilyWords(Words(general | words), titled)
        return found

    def _titles(self, found: Any, general: Mapping[str, Any], family: str) -> dict[str, dict[str, Any]]:
        """The words of job titles in a family, by title in small letters."""
        if not isinstance(found, dict):
            return {}
        if not all(isinstance(words, dict) for words in found.values()):
            cure = f'Write [words.{family}.titles."team lead"].'
            self._problem(f"[words.{family}.titles]", "words belong to a job title.", cure)
            return {}
        for title, words in found.items():
            self._check_words(words, general, f'[words.{family}.titles."{title}"]')
        return {" ".join(title.casefold().split()): words for title, words in found.items()}

    def _check_words(self, words: Mapping[str, Any], general: Mapping[str, Any], where: str) -> None:
        self._check_names(words, set(general), where)
        for name in (name for name, text in words.items() if isinstance(text, str) and _BRACES.search(text)):
            cure = "Put the braces into the texts that use the word."
            self._problem(f"{where} {name}", "words are taken as they stand, braces and all.", cure)

    def _goals(self, found: Any) -> Iterator[StarterGoal]:
        if not isinstance(found, list) or len(found) > room.GOALS:
            self._problem("[[goals]]", f"there may be at most {room.GOALS} starter goals, each under [[goals]].")
            return
        for number, goal in enumerate(found, 1):
            where = f"starter goal {number}"
            if not _are_sections([goal]) or not _are_sections(goal.get("actions", [])):
                self._problem(
                    where, "this is no goal.", "Goals begin with [[goals]], their actions with [[goals.actions]]."
                )
                continue
            columns = {key: value for key, value in goal.items() if key not in ("actions", "when")}
            actions = goal.get("actions", [])
            when = goal.get("when")
            yield StarterGoal(
                self._row(Goal, columns, where),
                tuple(self._row(Action, row, f"{where}, action {place}") for place, row in enumerate(actions, 1)),
                self._condition(when, where) if when is not None else None,
            )

    def _rewards(self, found: Any) -> Iterator[StarterRow]:
        if not _are_sections(found) or len(found) > room.NEW_REWARDS:
            what = f"there may be at most {room.NEW_REWARDS} rewards, each under [[rewards]]."
            self._problem("[[rewards]]", what)
            return
        for number, columns in enumerate(found, 1):
            where = f"reward {number}"
            if "reward" not in columns:
                self._problem(where, '"reward" is missing: what is given.', 'Write, for example: reward = "A day off"')
            if columns.get("when") in SHARES and "goal" not in columns:
                what = f'"{columns["when"]}" earns it, but "goal" is missing.'
                self._problem(where, what, 'Write, for example: goal = "G01"')
            if columns.get("when") == WHEN_DATE and "date" not in columns:
                what = f'"{WHEN_DATE}" earns it, but "date" is missing.'
                self._problem(where, what, 'Write, for example: date = "{{ cycle.end }}"')
            yield self._row(Reward, columns, where)

    def _review_months(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LONGEST_RHYTHM:
            what = f"{value!r} is no whole number of months from 1 to {_LONGEST_RHYTHM}."
            self._problem("[reviews] every_months", what)
            return USUAL_REVIEW_MONTHS
        return value

    def _questions(self, section: Mapping[str, Any]) -> Questions:
        """What those are asked who give feedback: the same for everybody, so no texts that vary."""
        known = {key: value for key, value in section.items() if key in _SECTIONS["feedback"]}
        for key, value in known.items():
            if not isinstance(value, str) or not value.strip() or _BRACES.search(value):
                what = f"{value!r} is no question." if not isinstance(value, str) else "questions are plain texts."
                self._problem(f"[feedback] {key}", what, 'Write, for example: strengths = "What works well?"')
        return replace(USUAL, **{key: value.strip() for key, value in known.items() if isinstance(value, str)})

    def _condition(self, when: Any, where: str) -> Text | None:
        if not isinstance(when, str):
            self._problem(f"{where}, when", "a condition is a text such as \"person.job_family == 'sales'\".")
            return None
        text = self._text("{{ " + when + " }}", f"{where}, when")
        return text if isinstance(text, Text) else None

    def _row(self, row: type, columns: Mapping[str, Any], where: str) -> StarterRow:
        typed = {c.name for c in table(row).columns if c.owner in (Owner.EMPLOYEE, Owner.MANAGER)}
        typed -= {"goal"} if row is Action else set()
        self._check_names(columns, typed, where)
        read = {name: self._text(value, f"{where}, {name}") for name, value in columns.items() if name in typed}
        for name, value in read.items():
            if not isinstance(value, Text):
                self._try(as_cell, row_columns(row)[name], value, f"{self.file}, {where}, {name}")
        return StarterRow(row, f"{self.file}, {where}", read)


def _without_titles(words: Mapping[str, Any]) -> dict[str, Any]:
    """The family's own words; a word may be called titles, too."""
    return {name: text for name, text in words.items() if name != _TITLES or not isinstance(text, dict)}


_TITLES = "titles"
_LONGEST_RHYTHM = 12  # months
_BRACES = re.compile(r"\{[{%#]")


def _is_limit(key: str, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return isinstance(value, int) and value >= 0 if key == "grace_days" else 0 <= value <= 1


def _are_sections(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, dict) for one in found)
