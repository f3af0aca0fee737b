"""What a tracker's very hidden Settings sheet says: whose it is, of which cycle and template, by which limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from goalsheet.errors import CannotRead, Problem
from goalsheet.layout.cell_values import CellReader
from goalsheet.layout.contents import Content, Rows
from goalsheet.layout.places import SETTINGS
from goalsheet.layout.table_rows import TableRows
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, ConflictEntry, Feedback, Review, Reward
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.schema import Column, Kind, Owner
from goalsheet.tracker.tracker import SCHEMA_VERSION, USUAL_REVIEW_MONTHS, Cycle, TemplateName, Thresholds, Tracker

KEYS, VALUES = "A", "B"  # the sheet's columns
VERSION, MADE_ON, BROUGHT_FROM = "schema_version", "created_on", "brought_from"
LABELS = "labels"  # the language that the sheets are in; English ones do not say it
_NUMBERS = {
    "limit_on_track": "on_track",
    "limit_at_risk": "at_risk",
    "grace_days": "grace_days",
    "grace_share": "grace_share",
}


class SelfDescription:
    """The settings by their keys, each read as what it has to be."""

    def __init__(self, name: str, entries: Mapping[str, Content], reader: CellReader) -> None:
        self._name, self._entries, self._reader = name, entries, reader

    def text(self, key: str) -> str:
        """A text, blank if it is not there."""
        return str(self._value(key, Kind.TEXT) or "")

    def number(self, key: str) -> float | None:
        """A number, None if it is not there."""
        value = self._value(key, Kind.NUMBER)
        return value if isinstance(value, float) else None

    def days(self, *keys: str) -> list[dt.date]:
        """Days that have to be there; CannotRead if one is not."""
        found = {key: self._value(key, Kind.DATE) for key in keys}
        where, cure = f"{self._name}, sheet {SETTINGS}", "Make the tracker again, or take a backup of it."
        days = [day for day in found.values() if isinstance(day, dt.date)]
        if len(days) < len(keys):
            missing = [key for key, day in found.items() if not isinstance(day, dt.date)]
            problems = [Problem(where, f"{key} is missing or no date.", cure) for key in missing]
            raise CannotRead(f"{self._name} is damaged.", problems)
        return days

    def _value(self, key: str, kind: Kind) -> object:
        content = self._entries.get(key)
        column = Column(key, key, kind, Owner.TOOL, "")
        return None if content is None else self._reader.read(column, content).value

    def person(self) -> Person:
        """Whose tracker it is; what the workbook does not know stays blank."""
        manager = Manager(self.text("manager_id"), self.text("manager_name"), self.text("manager_email"))
        return Person(
            id=self.text("person_id"),
            first_name="",
            last_name="",
            name=self.text("person_name"),
            email=self.text("person_email"),
            department=self.text("department"),
            language=self.text("language"),
            manager=manager,
        )

    def cycle(self) -> Cycle:
        """The period that the goals are set for."""
        return Cycle(self.text("cycle"), *self.days("cycle_start", "cycle_end"))

    def made_on(self) -> dt.date | None:
        """The day on which the workbook was made; None where it does not say."""
        return self._day(MADE_ON)

    def _day(self, key: str) -> dt.date | None:
        value = self._value(key, Kind.DATE)
        return value if isinstance(value, dt.date) else None

    def template(self) -> TemplateName:
        """The template that it was made from; the workbook knows its name only."""
        name = self.text("template")
        return TemplateName(name, name, self.text("template_version"))

    def thresholds(self) -> Thresholds:
        """The limits by which a goal is at risk; the usual ones where the workbook has none."""
        found = {field: self.number(key) for key, field in _NUMBERS.items()}
        usual = Thresholds()
        on_track, at_risk, days, share = (
            getattr(usual, field) if value is None else value for field, value in found.items()
        )
        return Thresholds(on_track, at_risk, int(days), share)

    def tracker(self, tables: Mapping[type, TableRows], objectives: tuple[str, ...]) -> Tracker:
        """The tracker with the rows of its tables, by the rows' class, and the organisation's objectives."""
        rows = {row: found.rows for row, found in tables.items()}
        return Tracker(
            person=self.person(),
            cycle=self.cycle(),
            template=self.template(),
            thresholds=self.thresholds(),
            objectives=objectives,
            review_months=int(self.number("review_months") or USUAL_REVIEW_MONTHS),
            goals=rows[Goal],
            actions=rows[Action],
            check_ins=rows[CheckIn],
            feedback=rows.get(Feedback, ()),
            rewards=rows.get(Reward, ()),
            reviews=rows.get(Review, ()),
            conflicts=rows.get(ConflictEntry, ()),
            brought_from=self._day(BROUGHT_FROM),
        )


def entries(rows: Rows) -> dict[str, Content]:
    """The sheet's values by their keys."""
    found = rows.values()
    return {str(row[KEYS]): row[VALUES] for row in found if isinstance(row.get(KEYS), str) and VALUES in row}


def self_description(name: str, rows: Rows, *, from_1904: bool) -> SelfDescription:
    """What the tracker in that workbook says about itself; CannotRead if it is none, or of a newer goalsheet."""
    described = SelfDescription(name, entries(rows), CellReader(from_1904=from_1904))
    version = described.number(VERSION)
    if version is None:
        raise CannotRead(f"{name} is no goal tracker made by goalsheet: it does not say which version it has.")
    if version > SCHEMA_VERSION:
        newer = f"it is of version {version:g}, and this one reads up to {SCHEMA_VERSION}"
        raise CannotRead(f"{name} was made by a newer goalsheet ({newer}). Update goalsheet.")
    return described
