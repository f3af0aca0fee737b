"""The very hidden Settings sheet: everything a workbook has to know about itself, one key and value a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from goalsheet.layout import looks
from goalsheet.layout.contents import Rows
from goalsheet.layout.facts import Facts
from goalsheet.layout.places import SETTINGS
from goalsheet.layout.plan import Cell, Look, Sheet, Slot, Value
from goalsheet.tracker.tracker import SCHEMA_VERSION

FIRST_ROW = 2
_ROOM = 200  # rows that stay free for what grows: what a sync remembers is written as one block

#: Key, number format, value. Formulas find a value by its key as a defined name where `NAMED` says so.
ENTRIES: tuple[tuple[str, str, Callable[[Facts], Value]], ...] = (
    ("schema_version", "0", lambda _: SCHEMA_VERSION),
    ("template", "@", lambda facts: facts.tracker.template.name),
    ("template_version", "@", lambda facts: facts.tracker.template.version),
    ("person_id", "@", lambda facts: facts.tracker.person.id),
    ("person_name", "@", lambda facts: facts.tracker.person.name),
    ("person_email", "@", lambda facts: facts.tracker.person.email),
    ("manager_id", "@", lambda facts: facts.tracker.person.manager.id),
    ("manager_name", "@", lambda facts: facts.tracker.person.manager.name),
    ("manager_email", "@", lambda facts: facts.tracker.person.manager.email),
    ("department", "@", lambda facts: facts.tracker.person.department),
    ("language", "@", lambda facts: facts.tracker.person.language),
    ("cycle", "@", lambda facts: facts.tracker.cycle.name),
    ("cycle_start", looks.DATE, lambda facts: facts.tracker.cycle.start),
    ("cycle_end", looks.DATE, lambda facts: facts.tracker.cycle.end),
    ("limit_on_track", "0.00", lambda facts: facts.tracker.thresholds.on_track),
    ("limit_at_risk", "0.00", lambda facts: facts.tracker.thresholds.at_risk),
    ("grace_days", "0", lambda facts: facts.tracker.thresholds.grace_days),
    ("grace_share", "0.00", lambda facts: facts.tracker.thresholds.grace_share),
    ("review_months", "0", lambda facts: facts.tracker.review_months),
    ("created_on", looks.DATE, lambda facts: facts.figures.today),
    ("brought_from", looks.DATE, lambda facts: facts.tracker.brought_from),
)
NAMED = ("cycle_start", "cycle_end", "limit_on_track", "limit_at_risk", "grace_days", "grace_share", "review_months")


@dataclass(frozen=True)
class SettingsSheet:
    """The sheet in somebody's workbook: its title, which may have been changed, and what stands in it."""

    title: str
    rows: Rows

    def row_apart(self, taken: Iterable[int]) -> int:
        """A free row for an entry by itself, so far below the others and the rows `taken` that those may grow."""
        return max([*self.rows, *taken, 1]) + _ROOM


def sheet() -> Sheet:
    """The sheet as a plan."""
    cells = {(1, 1): Cell("Setting", looks.LABEL), (1, 2): Cell("Value", looks.LABEL)}
    for row, (key, format_code, value) in enumerate(ENTRIES, FIRST_ROW):
        cells[row, 1] = Cell(key, looks.TEXT)
        cells[row, 2] = Cell(Slot(value), Look(format=format_code))
    return Sheet(title=SETTINGS, cells=cells, widths={1: 20, 2: 40}, state="veryHidden", protected=True)


def names() -> dict[str, str]:
    """The defined names by which formulas find the settings they use."""
    keys = [key for key, _, _ in ENTRIES]
    return {key: f"{SETTINGS}!$B${FIRST_ROW + keys.index(key)}" for key in NAMED}
