"""Damage that a visit finds and puts right, a line for each kind: nobody should learn of it by chance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goalsheet.errors import listed
from goalsheet.google.cells import Json, entered
from goalsheet.google.found import FoundTab
from goalsheet.google.validation import Spoilt
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, Tab
from goalsheet.merge.agreement import shown

Cell = tuple[int, int]  # row and column, from 1
_HISTORY = "is in File > Version history"


@dataclass
class Damage:
    """What was found so far: lines, and the titles of tabs whose protection was gone."""

    said: list[str] = field(default_factory=list)
    open_tabs: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """What somebody should know."""
        yield from self.said
        if self.open_tabs:
            what = f"the protection of {listed(self.open_tabs)} was taken off or loosened, and is put back"
            yield f"{what}; what others wrote there meanwhile into cells that are not theirs gives way, and {_HISTORY}."

    def tab_gone(self, tab: Tab, *, is_erased: bool) -> None:
        """A tab was deleted, or nothing stands in it any more."""
        what = f"all of {tab.title} was erased" if is_erased else f"the tab {tab.title} was deleted"
        self.said.append(f"{what}, and is made anew{_kept(tab)}.")

    def guide_gone(self, title: str) -> None:
        """The page that explains everything was deleted."""
        self.said.append(f"the tab {title} was deleted, and is made anew.")

    def file_renamed(self, title: str) -> None:
        """The whole spreadsheet has another name."""
        self.said.append(f'it was renamed "{title}", and has its name again.')

    def locale_changed(self, locale: str) -> None:
        """Days and numbers are written as in another country."""
        self.said.append(f"its locale was changed to {locale}, and it stays so: days, numbers and formulas follow it.")

    def renamed(self, title: str, there: FoundTab) -> None:
        """A tab has another name."""
        self.said.append(f'the tab {title} was renamed "{there.title}", and has its name again.')

    def rules_spoilt(self, tab: Tab, found: Mapping[int, Spoilt]) -> None:
        """What columns accept, by their places, is not there, or another, in so many cells."""
        for place, one in found.items():
            for number, verb in ((one.taken, "taken off"), (one.changed, "changed")):
                if number:
                    cells = "1 cell" if number == 1 else f"{number} cells"
                    what = f"{tab.title}, {tab.columns[place - 1].title}: the dropdown or rule of {cells} was {verb}"
                    self.said.append(f"{what}, and is put back.")

    def overwritten(self, tab: Tab, cells: Collection[Cell]) -> None:
        """Cells that nobody else writes in hold something else than what was left there."""
        if cells:
            self._put_right(f"{tab.title}, {_where(tab, cells)}")

    def gave_way(self, tab: Tab, cells: Mapping[Cell, tuple[Json, Json]]) -> None:
        """Cells of the employees' in which somebody else typed, with what stood there and what belongs there."""
        for (row, place), (old, new) in sorted(cells.items()):
            column = tab.columns[place - 1]
            typed, belongs = (entered(column.kind, one) for one in (old, new))
            said = f'"{" ".join(typed.split())}"' if isinstance(typed, str) else shown(column.name, typed)
            gives_way = f"{said} gives way to {shown(column.name, belongs)}"
            self.said.append(f"{tab.title}, row {row}, {column.called}: {gives_way}.")

    def guide_overwritten(self, title: str, rows: Collection[int], *, is_erased: bool) -> None:
        """So of the page that explains everything."""
        if is_erased:
            self.said.append(f"all of {title} was erased, and is made anew.")
        elif rows:
            self._put_right(f"{title}, {rows_told(sorted(rows))}")

    def _put_right(self, where: str) -> None:
        self.said.append(f"{where}: what stood there was overwritten or erased, and is written anew.")

    def ids_gone(self, tab: Tab, rows: Sequence[int]) -> None:
        """Rows had no row id, or a wrong one."""
        if rows:
            which, verb = ("the row id was", "is") if len(rows) == 1 else ("row ids were", "are")
            self.said.append(f"{tab.title}, {rows_told(rows)}: {which} erased or overwritten, and {verb} written anew.")

    def rows_gone(self, tab: Tab, goals: Sequence[str]) -> None:
        """Rows of goals were deleted, which are still in workbooks."""
        if goals:
            others = f" and {len(goals) - 1} more" if len(goals) > 1 else ""
            what = f"the row of {goals[0]} was" if len(goals) == 1 else f"the rows of {goals[0]}{others} were"
            again = "stands there again" if len(goals) == 1 else "stand there again"
            self.said.append(f"{tab.title}: {what} deleted, and {again}{_kept(tab)}.")

    def sorted_anew(self, tab: Tab) -> None:
        """The same rows stand in another order."""
        found = "each goal is found by its row id"
        self.said.append(f"{tab.title}: the rows were sorted or moved, and stay in that order; {found}.")

    def errors(self, tab: Tab, wrong: Mapping[Cell, str]) -> None:
        """Cells of ours in which a formula goes wrong, with what they show."""
        if not wrong:
            return
        (row, place), shown = min(wrong.items())
        where = f"{tab.title}, row {row}, {tab.columns[place - 1].called}"
        others = len(wrong) - 1
        more = f" and in {others} {'other' if others == 1 else 'others'}" if others else ""
        self.said.append(f"{where}: a formula error stood there ({shown}){more}, and gives way to what belongs there.")


def errors_of_others(tab: Tab, there: FoundTab, cells: Mapping[Cell, object]) -> dict[Cell, str]:
    """What is shown by those of the cells about to be set in which a formula goes wrong."""
    rows = range(FIRST_ROW, there.row_count + 1)
    own = {at: shown for at, shown in there.errors.items() if at in cells and at[0] in rows}
    return {at: shown for at, shown in own.items() if at[1] <= len(tab.columns)}


def goal_in(tab: Tab, row: int, cells: Mapping[Cell, Json]) -> str:
    """The goal of a row, as people speak of it."""
    person, number = (str(cells.get((row, tab.place(one)), {}).get("stringValue", "")) for one in ("person", "id"))
    return f"{person}'s goal {number}"


def _kept(tab: Tab) -> str:
    """Where the manager's words are."""
    if not any(column.is_managers for column in tab.columns):
        return ""
    if tab.open_rows:
        return f" without rows; what stood there {_HISTORY}, and in workbooks that it had reached"
    return f" from the workbooks; what the manager wrote there and no workbook holds {_HISTORY}"


def _where(tab: Tab, cells: Collection[Cell]) -> str:
    """The rows, and the column where it is one cell below the headings."""
    (row, place), *more = sorted(cells)
    is_one = not more and row >= HEADER_ROW
    return f"row {row}, {tab.columns[place - 1].called}" if is_one else rows_told(sorted({row for row, _ in cells}))


def rows_told(rows: Sequence[int]) -> str:
    """Rows, given from above, as a line names them."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    few = f" ({len(rows)} of them)" if max(rows) - min(rows) >= len(rows) else ""
    return f"rows {min(rows)} to {max(rows)}{few}"
