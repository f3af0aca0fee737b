"""Damage that a visit finds and puts right, a line for each kind: nobody should learn of it by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goalsheet.google.found import FoundTab
from goalsheet.layout.review import FIRST_ROW, Tab

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
            what = f"the protection of {_listed(self.open_tabs)} was taken off or loosened, and is put back"
            yield f"{what}; what others wrote there meanwhile into cells that are not theirs gives way, and {_HISTORY}."

    def tab_gone(self, tab: Tab, *, is_erased: bool) -> None:
        """A tab was deleted, or nothing stands in it any more."""
        what = f"all of {tab.title} was erased" if is_erased else f"the tab {tab.title} was deleted"
        self.said.append(f"{what}, and is made anew{_kept(tab)}.")

    def guide_gone(self, title: str) -> None:
        """The page that explains everything was deleted."""
        self.said.append(f"the tab {title} was deleted, and is made anew.")

    def renamed(self, title: str, there: FoundTab) -> None:
        """A tab has another name."""
        self.said.append(f'the tab {title} was renamed "{there.title}", and has its name again.')

    def rules_gone(self, tab: Tab, taken: Mapping[int, int]) -> None:
        """What columns accept, by their places, is not there in so many cells."""
        for place, number in taken.items():
            cells = "1 cell" if number == 1 else f"{number} cells"
            what = f"{tab.title}, {tab.columns[place - 1].title}: the dropdown or rule of {cells} was taken off"
            self.said.append(f"{what}, and is put back.")

    def ids_gone(self, tab: Tab, rows: Sequence[int]) -> None:
        """Rows had no row id, or a wrong one."""
        if rows:
            where, which = (f"row {rows[0]}", "the row id was") if len(rows) == 1 else (_span(rows), "row ids were")
            verb = "is" if len(rows) == 1 else "are"
            self.said.append(f"{tab.title}, {where}: {which} erased or overwritten, and {verb} written anew.")

    def errors(self, tab: Tab, wrong: Mapping[Cell, str]) -> None:
        """Cells of ours in which a formula goes wrong, with what they show."""
        if not wrong:
            return
        (row, place), shown = min(wrong.items())
        where = f"{tab.title}, row {row}, {tab.columns[place - 1].title}"
        others = len(wrong) - 1
        more = f" and in {others} {'other' if others == 1 else 'others'}" if others else ""
        self.said.append(f"{where}: a formula error stood there ({shown}){more}, and gives way to what belongs there.")


def errors_of_others(tab: Tab, there: FoundTab, cells: Mapping[Cell, object]) -> dict[Cell, str]:
    """What is shown by those of the cells about to be set in which a formula goes wrong."""
    rows = range(FIRST_ROW, there.row_count + 1)
    own = {at: shown for at, shown in there.errors.items() if at in cells and at[0] in rows}
    return {at: shown for at, shown in own.items() if at[1] <= len(tab.columns)}


def _kept(tab: Tab) -> str:
    """Where the manager's words are."""
    if not any(column.is_managers for column in tab.columns):
        return ""
    if tab.open_rows:
        return f" without rows; what stood there {_HISTORY}, and in workbooks that it had reached"
    return f" from the workbooks; what the manager wrote there and no workbook holds {_HISTORY}"


def _span(rows: Sequence[int]) -> str:
    few = f" ({len(rows)} of them)" if max(rows) - min(rows) >= len(rows) else ""
    return f"rows {min(rows)} to {max(rows)}{few}"


def _listed(titles: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
