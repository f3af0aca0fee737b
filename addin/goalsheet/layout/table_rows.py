"""The rows of a table as people filled them in, and what of it cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsheet.errors import CannotRead, Problem, listed
from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.layout.cell_values import CellReader
from goalsheet.layout.contents import Content, Rows
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.layout.words import title_of
from goalsheet.tracker.choices import NO_REVIEW
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, ConflictEntry, Feedback, Review, Reward
from goalsheet.tracker.schema import Table, filled_in, table

#: The tables that are read of a tracker that people had, by the rows' class.
READ_TABLES: tuple[type, ...] = (Goal, Action, CheckIn)
#: Tables that workbooks made before them do not have; no figure of a goal follows from them.
LATER_TABLES: tuple[type, ...] = (Feedback, Reward, Review, ConflictEntry)
#: Who puts back what was taken out of a workbook, or came after it was made, and how.
UPGRADE = 'HR can bring the workbook up to date with "goalsheet upgrade".'
UNDO = f"Undo what was done to it. If you cannot, {UPGRADE}"
_STATUS = "status"  # which every goal in use has


@dataclass(frozen=True)
class Location:
    """Where a table's rows are: the sheet's title, its rows, and the letters of each column that is there."""

    sheet: str
    rows: range
    columns: Mapping[str, str]

    def read_columns(self, of: Table) -> dict[str, str]:
        """The letters of the columns that are worth reading: computed ones are computed again."""
        kept = (column.name for column in of.columns if not column.computed)
        return {name: self.columns[name] for name in kept if name in self.columns}

    def cells(self, number: int, said: Mapping[str, Value]) -> dict[CellPlace, Value]:
        """The cells of the columns that are there, in the row of that number."""
        there = self.columns.items()
        return {CellPlace(self.sheet, f"{letters}{number}"): said[name] for name, letters in there if name in said}

    def row_cells(self, number: int, row: Any, names: Iterable[str]) -> dict[CellPlace, Value]:
        """The same of what a row holds in the columns of those names; a blank leaves its cell as it is."""
        return self.cells(number, {name: value for name in names if (value := getattr(row, name)) is not None})


@dataclass(frozen=True)
class TableRows:
    """One table as it stands in a workbook: the rows in which somebody typed something, and their numbers there.

    `spare_ids` stand in rows that nobody uses.
    """

    location: Location | None
    rows: tuple[Any, ...] = ()
    numbers: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    spare_ids: frozenset[str] = frozenset()

    def free(self) -> range:
        """The rows below the last one in use; none where the table has no place."""
        if self.location is None:
            return range(0)
        rows = self.location.rows
        return range(max(self.numbers, default=rows.start - 1) + 1, rows.stop)

    def place(self, index: int, column: str) -> CellPlace | None:
        """The cell of a column in the row of `rows[index]`; None where there is no such column."""
        if self.location is None or column not in self.location.columns:
            return None
        return CellPlace(self.location.sheet, f"{self.location.columns[column]}{self.numbers[index]}")


class TableReader:
    """Reads the rows of one table; computed columns are left blank, for they are computed again."""

    def __init__(self, name: str, of: Table, location: Location, reader: CellReader) -> None:
        self._name, self._of, self._location = name, of, location
        columns = [(of.column(name), place) for name, place in location.read_columns(of).items()]
        self._readers = [(column.name, place, reader.reader(column)) for column, place in columns]
        typed = {column.name for column in filled_in(of)}
        self._typed = {place for column, place in columns if column.name in typed}
        # Of what an older workbook has no place for, nobody knows what would stand there.
        self._unknown = {one.name for one in filled_in(of) if one.later} - {column.name for column, _ in columns}
        self._problems: list[Problem] = []

    def read(self, rows: Rows) -> TableRows:
        """The table's rows, without those in which nobody typed anything."""
        numbers = [row for row in sorted(rows) if row in self._location.rows and self._is_typed(rows[row])]
        read = tuple(self._row(number, rows[number]) for number in numbers)
        self._check_columns()
        self._check_ids(read, numbers)
        self._check_below(rows, has_room=len(numbers) < len(self._location.rows))
        spare = self._spare_ids(rows, numbers)
        return TableRows(self._location, read, tuple(numbers), tuple(self._problems), spare)

    def _spare_ids(self, rows: Rows, used: Sequence[int]) -> frozenset[str]:
        place = self._location.columns.get("id", "")
        spare = (rows[row] for row in rows.keys() - set(used) if row in self._location.rows)
        return frozenset(str(cells[place]) for cells in spare if place in cells)

    def _is_typed(self, cells: Mapping[str, Content]) -> bool:
        return any(True for _ in self._typed_in(cells))

    def _typed_in(self, cells: Mapping[str, Content]) -> Iterator[str]:
        for place, content in cells.items():
            if place in self._typed and not (isinstance(content, str) and content.isspace()):
                yield place

    def _row(self, number: int, cells: Mapping[str, Content]) -> Any:
        values: dict[str, Any] = {}
        unread, wrong = set(self._unknown), {}
        for name, place, read in self._readers:
            if place in cells:
                value, what, cure = read(cells[place])
                values[name] = value
                if what:
                    wrong[name] = (place, number, what, cure)
                    unread |= {name} if value is None else set()
        if self._of.row is Review and _tells_of_change(values):
            wrong.pop("goal", None)  # the goal may be deleted since
        for said in wrong.values():
            self._complain(*said)
        if unread and hasattr(self._of.row, "unread"):
            values["unread"] = frozenset(unread)
        return self._of.row(**values)

    def _complain(self, column: str, row: int, what: str, cure: str) -> None:
        place = CellPlace(self._location.sheet, f"{column}{row}")
        self._problems.append(Problem(f"{self._name}, {place}", what, cure))

    def _check_columns(self) -> None:
        gone = _gone(self._of, self._location)
        if gone:
            what = f"the sheet {self._location.sheet} has no {gone} any more, so what stood there is not read."
            self._problems.append(Problem(self._name, what, UNDO))

    def _check_ids(self, rows: Sequence[Any], numbers: Sequence[int]) -> None:
        """Every goal needs a number, and no two rows of a table may have the same."""
        place = self._location.columns.get("id")
        if place is None:
            return
        counted = Counter(row.id.upper() for row in rows if row.id)
        for row, number in zip(rows, numbers, strict=True):
            if row.id and counted[row.id.upper()] > 1:
                self._complain(place, number, f"{row.id} stands in more than one row.", "Give each row its own.")
            elif not row.id and self._of.row is Goal:
                self._complain(place, number, "this goal has no number.", "Give it one that no other goal has.")

    def _check_below(self, rows: Rows, *, has_room: bool) -> None:
        last = self._location.rows.stop - 1
        below = sorted(row for row in rows if row > last and self._is_typed(rows[row]))
        if below:
            stand = "1 row stands" if len(below) == 1 else f"{len(below)} rows stand"
            what = f"{stand} below row {last}, where nothing counts or is read."
            them = "it" if len(below) == 1 else "them"
            first = "" if has_room else "All rows above are taken: empty some first. "
            self._complain(min(self._typed_in(rows[below[0]])), below[0], what, f"{first}Move {them} further up.")


def _tells_of_change(values: Mapping[str, Any]) -> bool:
    """Whether a line on Reviews is no review, but tells what was changed, as all that a sync adds do."""
    return values.get("kind") == NO_REVIEW and bool(values.get("field"))


def read_tables(
    name: str,
    locations: Mapping[type, Location | None],
    rows: Mapping[type, Rows],
    *,
    from_1904: bool,
    language: Catalogue = ENGLISH,
) -> dict[type, TableRows]:
    """The tables of the workbook of that name, by the rows' class; one that is gone is complained of and empty."""
    goal_ids = _goal_ids(locations[Goal], rows[Goal])
    reader = CellReader(from_1904=from_1904, goal_ids=goal_ids, language=language)
    return {row: _table(name, table(row), location, rows[row], reader) for row, location in locations.items()}


def _goal_ids(goals: Location | None, rows: Rows) -> set[str]:
    """The numbers of all goals, in use or not, in upper case."""
    if goals is None:
        return set()
    column = goals.columns.get("id", "")
    return {str(cells[column]).upper() for row, cells in rows.items() if row in goals.rows and column in cells}


def _table(name: str, of: Table, location: Location | None, rows: Rows, reader: CellReader) -> TableRows:
    if location is None:
        return TableRows(None, problems=(Problem(name, f"the table {of.title} cannot be found.", UNDO),))
    return TableReader(name, of, location, reader).read(rows)


def without_formulas(name: str, goals: TableRows, rows: Rows) -> Iterator[Problem]:
    """The goals in whose rows no status is worked out, as where somebody inserted a row: other sheets miss them."""
    column = goals.location.columns.get(_STATUS) if goals.location else None
    for place, goal in enumerate(goals.rows):
        if column and goal.is_used and column not in rows.get(goals.numbers[place], {}):
            what = "this row has no formulas, so the Dashboard knows no progress of its goal."
            cure = "Copy the grey cells of a goal above or below into it."
            yield Problem(f"{name}, {goals.place(place, _STATUS)}", what, cure)


def no_goals(name: str) -> CannotRead:
    """What is said of a workbook in which the table of goals cannot be found."""
    cure = "Undo what was done to the sheet Goals, or copy the goals into a new tracker."
    return CannotRead(f"{name} has no goals any more: none of their columns can be found. {cure}")


def refuse_incomplete(name: str, locations: Mapping[type, Location | None]) -> None:
    """CannotRead where a table or a column in which people type was taken out of that workbook.

    Results would be made from no data, and a sync would take all that stood there for erased.
    """
    for row, location in locations.items():
        of = table(row)
        gone = _gone(of, location) if location else f"table {of.title}"
        if gone:
            what = f"{gone} on its sheet {location.sheet}" if location else gone
            raise CannotRead(f"{name} has no {what} any more. {UNDO}")


def _gone(of: Table, location: Location) -> str:
    """The columns that were taken out, in words, of those that every version has; blank if there are none."""
    needed = [one for one in of.columns if not one.computed and not one.later]
    gone = [one.title for one in needed if one.name not in location.columns]
    return f"{'column' if len(gone) == 1 else 'columns'} {listed(gone)}" if gone else ""


def titled_columns(of: Table, row: Mapping[str, object], language: Catalogue = ENGLISH) -> dict[str, str]:
    """The columns whose title stands in that row of a sheet, and their letters; the first counts."""
    by_title = {title_of(of, column, language): column.name for column in of.columns}
    return {
        by_title[text]: place
        for place, text in reversed(list(row.items()))
        if isinstance(text, str) and text in by_title
    }


HEADERS_WITHIN = 30  # rows from the top among which the header is looked for
_MOST_TITLES = 0.5  # a row with more than this share of a table's titles is its header


def header_row(of: Table, rows: Rows, language: Catalogue = ENGLISH) -> int | None:
    """The row in which most of the table's titles stand."""
    enough = len(of.columns) * _MOST_TITLES
    near = (row for row in sorted(rows) if row <= HEADERS_WITHIN)
    return next((row for row in near if len(titled_columns(of, rows[row], language)) > enough), None)
