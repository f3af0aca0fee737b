"""Rows of a found spreadsheet whose row ids and contents do not belong together any more, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goalsheet.errors import Problem
from goalsheet.google import lost_columns
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.managers_rows import labels_of
from goalsheet.google.moved_columns import are_moved
from goalsheet.google.row_tokens import TABS, known, row_tokens, telling
from goalsheet.google.tab_requests import row_cells
from goalsheet.google.words_seen import NOTHING_SEEN, WordsSeen, absent
from goalsheet.layout.review import FIRST_ROW, Tab
from goalsheet.layout.review_content import Review
from goalsheet.layout.review_tabs import GOALS, GOALS_TAB
from goalsheet.merge.mixed_up import Known, Standing, Telling, mixed_up
from goalsheet.merge.safety import SWAPPED

#: The rows that are mixed up, by table.
Mixed = Mapping[str, Sequence[Standing]]
_FEW = 3  # rows that are named one by one
_NO_ROWS = {"goals": 0}  # which formulas point at


def mixed_rows(review: Review, found: Found, last: Mapping[str, Known], words: WordsSeen = NOTHING_SEEN) -> Mixed:
    """Those of all people; `last` is what stood in rows after the last sync both ways, as tokens, by table.

    `words` tell it of people whom the review does not show, for instance because their workbook is damaged.
    """
    there = rows_standing(review, found)
    elsewhere = absent(words, there, {member.person.id for member in review.members})
    mixed = {}
    for name, rows in there.items():
        own = last.get(name, {})
        was, excused = _known(review, found, own) if TABS[name] is GOALS_TAB else (own, [])
        mixed[name] = mixed_up(rows, {**elsewhere[name], **was}, excused, telling(name))
    return {name: rows for name, rows in mixed.items() if rows}


def rows_standing(review: Review, found: Found) -> Mapping[str, list[Standing]]:
    """The rows of each table with the cells that tell whose they are, of columns that are there."""
    standing = {}
    for name, tab in TABS.items():
        there, places = _readable(tab, found)
        columns = [one for one in telling(name) if places and tab.place(one.name) in places]
        if there and columns:
            standing[name] = _standing(review, tab, there, columns)
    return standing


def _readable(tab: Tab, found: Found) -> tuple[FoundTab | None, set[int]]:
    """The tab with the columns that somebody deleted put back, and the places of those that are there.

    None where nobody can tell which column is which.
    """
    there = found.tabs.get(tab.sheet_id)
    if there is None or not there.cells:
        return None, set()
    gone = lost_columns.lost(tab, there)
    whole = lost_columns.restored(found, {tab.sheet_id: gone}).tabs[tab.sheet_id]
    return None if are_moved(tab, whole) else whole, set(range(1, len(tab.columns) + 1)) - {*gone}


def _standing(review: Review, tab: Tab, there: FoundTab, columns: Sequence[Telling]) -> list[Standing]:
    goals, labels, found = {*GOALS_TAB.rows(review, _NO_ROWS)}, labels_of(review), []
    for row in sorted({row for row, _ in there.cells if row >= FIRST_ROW}):
        key = there.text(row, tab.place("key"))
        is_goal = tab is GOALS_TAB and key in goals
        says = _said(there, row, labels) & goals if is_goal else frozenset[str]()
        cells = row_tokens(tab, there.cells, row, columns)
        right = {name: held for name, held in cells.items() if (row, tab.place(name)) not in there.errors}
        found.append(Standing(row, key, says, right, _called(tab, there, row)))
    return found


def _said(there: FoundTab, row: int, labels: Mapping[str, str]) -> frozenset[str]:
    """Which goal a row is, by its number and the person's name, and by the number and the person's hidden id."""
    name, person, number = (there.text(row, GOALS_TAB.place(one)) for one in ("person", "person_id", "id"))
    return frozenset(f"{one}/{number}" for one in (labels.get(name, ""), person))


def _called(tab: Tab, there: FoundTab, row: int) -> str:
    """Of whom a row is as people see it, and which goal."""
    person = there.text(row, tab.place("person"))
    return f"{person}'s {there.text(row, tab.place('id'))}" if tab is GOALS_TAB else person


def _known(review: Review, found: Found, last: Known) -> tuple[Known, list[Known]]:
    """What stood in the goals' rows, and what may stand there since: what workbooks say by now, or what was left.

    Of goals that are in no workbook any more, a manager may take the words to others. What is noted of the manager's
    words excuses none: a push notes them wherever they stand, knowing nothing of where they stood.
    """
    wanted = GOALS_TAB.rows(review, _NO_ROWS)
    noted = known(found.left.rows, wanted)
    own = {}
    for key, content in wanted.items():
        cells = {(FIRST_ROW, place): held for place, held in row_cells(GOALS_TAB, content, "", is_new=True).items()}
        own[key] = row_tokens(GOALS_TAB, cells, FIRST_ROW, telling(GOALS.name))
    stood = {key: was for key, was in {**noted, **last}.items() if key in wanted}
    theirs = {column.name for column in GOALS_TAB.columns if column.is_managers}
    pushed = {key: {name: one for name, one in cells.items() if name not in theirs} for key, cells in noted.items()}
    return stood, [own, pushed]


def problems(mixed: Mixed) -> list[Problem]:
    """Which rows they are, and what to do, a line for each tab."""
    return [Problem(f"{TABS[name].title}, {_listed(rows)}", _WHAT, _CURE) for name, rows in mixed.items()]


_WHAT = (
    "row ids and contents do not belong together any more, as after a sort of only some of the columns, or where cells "
    "were pasted over others. What was said of one goal would go on as said of another."
)
_CURE = (
    "Undo that in Google (Ctrl+Z, or File > Version history), and run the same command again. If it was meant, run it "
    f"again with {SWAPPED}: each row then counts for whom its hidden row id names, the goals in it are written anew "
    "from the workbooks, and what the manager wrote stays where it stands now."
)


def _listed(rows: Sequence[Standing]) -> str:
    first = [f"row {one.place} ({one.called})" for one in rows[:_FEW]]
    more = len(rows) - _FEW
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")
