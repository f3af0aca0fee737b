"""What a review spreadsheet needs to be as it should, seen how it was found: nothing, something, or everything."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from goalsheet.google import (
    charts,
    emphasis,
    guide,
    heights,
    left,
    lost_columns,
    own_rows,
    protections,
    row_tokens,
    tab_requests,
    tabs,
    titles,
    validation,
)
from goalsheet.google.cells import Json, extended, is_same
from goalsheet.google.damage import Damage, errors_of_others, goal_in
from goalsheet.google.found import Found, FoundTab
from goalsheet.google.goal_rows import NOTHING_SAID, People, Said, row_changes
from goalsheet.google.managers_rows import goals_by_row, labels_of
from goalsheet.google.moved_columns import are_moved, moved
from goalsheet.google.tab_requests import adding, as_update, dressing, formats, row_cells, top, write
from goalsheet.google.tabs import OVERVIEW_TAB, TABS
from goalsheet.google.titles import titled
from goalsheet.google.unread import cut_texts, impossible, long_texts, wrong_formulas
from goalsheet.google.wanted import LOCALE, last_row, tab_cells
from goalsheet.layout import review_guide
from goalsheet.layout.review import FIRST_ROW, Content, Tab
from goalsheet.layout.review_content import Review
from goalsheet.layout.review_tabs import GOALS_TAB

BEING_SET_UP = " (being set up)"  # part of the name until the spreadsheet is filled
_PUT_BACK = "Put them back: File > Version history."

#: A spreadsheet as Google makes it.
EMPTY = Found(BEING_SET_UP, "", {0: FoundTab(0, "Sheet1", 1000, 26, {}, (), frozenset())})

Rows = Mapping[str, Mapping[str, Content]]


@dataclass(frozen=True)
class Mending:
    """The requests of one batch, and what somebody should know."""

    requests: tuple[Json, ...]
    notes: tuple[str, ...] = ()


def mending(review: Review, found: Found, editors: Sequence[str] = (), said: Said | None = None) -> Mending:
    """What makes the found spreadsheet the review's; `editors` may write everywhere, besides the owner.

    `said` is what cells of the manager's are to hold, as a merge decided; all others of theirs stay as they are. None
    where nothing is merged.
    """
    gone = {tab.sheet_id: lost_columns.lost(tab, found.tabs[tab.sheet_id]) for tab in TABS if _is_there(tab, found)}
    moved = dict(titles.aside(found))
    requests = [titled(sheet, title) for sheet, title in moved.items()]
    # Before all else in cells, for formulas on other tabs follow columns that move.
    requests += [request for sheet, places in gone.items() for request in lost_columns.inserting(sheet, places)]
    visit = _Visit(review, lost_columns.restored(found, gone), editors, gone, said)
    requests += [request for tab in TABS for request in visit.tab(tab)]
    requests += visit.guide()
    requests += visit.name()
    visit.look_at_locale()
    note = left.note(visit.left, visit.rows)
    # A merge knows from the workbooks what stood in rows; without one, what managers write is noted once it is seen.
    if requests or visit.is_changed or (not visit.is_merged and left.is_of_others(found.left, note)):
        requests.append(left.noting(found.left, note))
    # In a spreadsheet that another layout left, what is missing or different may never have been as it is now.
    damage = visit.damage.notes() if not visit.is_older else ()
    return Mending(tuple(requests), (*titles.copies(found, moved), *visit.notes, *damage))


def _is_there(tab: Tab, found: Found) -> bool:
    there = found.tabs.get(tab.sheet_id)
    return there is not None and not _is_bare(there, found)


class _Visit:
    def __init__(
        self,
        review: Review,
        found: Found,
        editors: Sequence[str],
        gone: Mapping[int, tuple[int, ...]],
        said: Said | None,
    ) -> None:
        self.review, self.found, self.editors, self.gone = review, found, editors, gone
        self.said, self.is_merged = said or NOTHING_SAID, said is not None
        self.left: list[str] = []  # digests of what stands there afterwards
        self.rows = found.left.rows  # by what goals' rows are known then
        self.locale = found.locale or LOCALE
        self.people = len(review.members)
        here = {member.person.id for member in review.members}
        self.ids = People(here, review.elsewhere, review.known, review.doubtful, is_complete=review.is_complete)
        goals = (entry.key for member in review.members for entry in member.goals)
        self.known = frozenset(goals) | (review.known or frozenset())  # the keys of goals
        self.last = {tab.name: self._last(tab) for tab in TABS}
        self.is_changed = False  # in what stays as somebody made it: that is told once
        self.notes: list[str] = []
        self.damage = Damage()
        named = (review.manager.email, *(member.person.email for member in review.members))
        # Whoever syncs writes everywhere, be it one of them.
        self.outsiders = {email.lower() for email in named} - {"", *(email.lower() for email in editors)}
        self.is_older = found.commits.layout != tabs.mark()
        self.has_lost = any(gone.values()) or not all(_is_there(tab, found) for tab in TABS)

    def _last(self, tab: Tab) -> int:
        needed = last_row(tab, self.review)
        if not _is_there(tab, self.found):
            return needed
        there = self.found.tabs[tab.sheet_id]
        if tab is GOALS_TAB:  # rows of goals that were deleted stay among the others
            keys, place = tab.rows(self.review, {"goals": 0}), tab.place("key")
            others = {row for row, _ in there.cells if row >= FIRST_ROW and there.text(row, place) not in keys}
            needed = tab.last_row(len(keys) + len(others))
        filled = max((row for row, _ in there.cells), default=0)
        # Who writes feedback should not have to add rows to the sheet first: there are always some left.
        return max(needed, there.row_count, filled + tab.open_rows // 2 if tab.open_rows else 0)

    def look_at_locale(self) -> None:
        """See whether somebody has chosen another locale."""
        noted, here = left.in_locale(self.locale)
        self.left += (noted, here)
        if self._is_changed(noted, here):
            self.damage.locale_changed(self.locale)

    def _is_changed(self, noted: str, here: str) -> bool:
        """Whether somebody made another of what is noted there."""
        is_changed = {noted, here} & self.found.left.digests == {noted}
        self.is_changed |= is_changed
        return is_changed

    def tab(self, tab: Tab) -> Iterator[Json]:
        """The requests for a tab."""
        there = self.found.tabs.get(tab.sheet_id)
        if there is None or _is_bare(there, self.found):
            self.damage.tab_gone(tab, is_erased=False)
            yield from self._whole(tab, there)
        elif are_moved(tab, there):
            beside = f" and on {OVERVIEW_TAB.title}" if tab is GOALS_TAB else ""
            which = f"columns of {tab.title} were moved ({moved(tab, there)})"
            self.notes.append(f"{which}, so that nothing was written there{beside}. {_PUT_BACK}")
            self.left += own_rows.digests(tab, there.cells)
        elif tab is OVERVIEW_TAB and self._has_moved_goals():
            self.left += own_rows.digests(tab, there.cells)  # its formulas have followed the columns
        else:
            yield from self._mended(tab, there)

    def _has_moved_goals(self) -> bool:
        goals = self.found.tabs.get(GOALS_TAB.sheet_id)
        return goals is not None and are_moved(GOALS_TAB, goals)

    def _whole(self, tab: Tab, there: FoundTab | None) -> Iterator[Json]:
        request = adding(tab, TABS.index(tab), self.last[tab.name])
        yield as_update(request) if there else request
        yield from _dress(tab, self.last[tab.name], tuple(self.editors), self.people, self.locale)
        cells = tab_cells(tab, self.review, self.last, self.locale)
        self.left += own_rows.digests(tab, cells)
        if tab is GOALS_TAB:
            self.left += left.in_order([*tab.rows(self.review, self.last)])
            self.rows = row_tokens.noted(cells)
        yield from write(tab.sheet_id, cells)
        yield from heights.fitting(tab, cells, {})
        if tab is OVERVIEW_TAB:
            yield from charts.adding(self.people)

    def _mended(self, tab: Tab, there: FoundTab) -> Iterator[Json]:
        if not there.cells:
            self.damage.tab_gone(tab, is_erased=True)
        if there.title != tab.title:
            self.damage.renamed(tab.title, there)
            yield titled(tab.sheet_id, tab.title)
        yield from self._grown(tab, there)
        gone = self.gone[tab.sheet_id]
        self.notes += lost_columns.notes(tab, gone, is_merged=self.is_merged, is_older=self.is_older)
        yield from lost_columns.dressing(tab, gone, self.last[tab.name], self.locale)
        self.damage.rules_spoilt(tab, validation.spoilt(tab, there, gone, protections.dressed_rows(tab, there)))
        yield from validation.mending(tab, self.last[tab.name], self.people, there)
        self.notes += (*wrong_formulas(tab, there), *long_texts(tab, there), *self._impossible(tab, there))
        yield from self._single(tab, there)
        yield from self._protected(tab, there)
        rows = tab.rows(self.review, self.last)
        if tab is GOALS_TAB:
            changes = row_changes(tab, rows, there, self.last[tab.name], self.ids, self.locale, self.said)
            self.notes += changes.notes
            before = self.found.left.digests if there.cells else ()
            back = [row for row in changes.new if own_rows.stood_there(tab, row, changes.cells, before)]
            self.damage.rows_gone(tab, [goal_in(tab, row, changes.cells) for row in back])
            self.left += left.in_order(changes.order)
            self.rows = row_tokens.noted({**there.cells, **changes.cells})
            if self._is_changed(*left.in_order(changes.found)):
                self.damage.sorted_anew(tab)
            self.damage.ids_gone(tab, () if tab.place("key") in gone else changes.lost_ids)
            yield from self._set(tab, there, changes.cells)
            yield from changes.moves
        else:
            changed = self._in_order(tab, rows, there) if rows else {}
            yield from self._set(tab, there, changed)
            if tab is OVERVIEW_TAB and (self.is_older or any(place == tab.place("key") for _, place in changed)):
                yield from charts.following(self.people, there.charts)

    def _impossible(self, tab: Tab, there: FoundTab) -> Iterator[str]:
        for name, one in row_tokens.TABS.items():
            if one is tab:
                goals = {} if tab is GOALS_TAB else goals_by_row(name, self.found, labels_of(self.review), self.known)
                yield from impossible(tab, row_tokens.TABLES[name], there, goals)

    def _set(self, tab: Tab, there: FoundTab, rows: Mapping[tuple[int, int], Json]) -> Iterator[Json]:
        """The requests that set cells in rows, and above them what is not as it should be."""
        changed = {**_differing(top(tab, self.review), there), **rows}
        self._wrong(tab, there, changed)
        self.left += own_rows.digests(tab, {**there.cells, **changed})
        self.notes += cut_texts(tab, {at: cell for at, cell in there.cells.items() if at not in changed})
        yield from write(tab.sheet_id, changed)
        yield from heights.fitting(tab, {**there.cells, **rows}, there.heights)

    def _protected(self, tab: Tab, there: FoundTab) -> Iterator[Json]:
        dressed = tab_requests.protections(tab, protections.dressed_rows(tab, there), self.editors)
        is_loose = any(protections.mending(dressed, there, self.outsiders))
        # With a column that is deleted, the range goes that it left open.
        self.damage.open_tabs += [tab.title] if is_loose and not self.gone[tab.sheet_id] else []
        wanted = tab_requests.protections(tab, self.last[tab.name], self.editors)
        yield from protections.mending(wanted, there, self.outsiders)

    def _wrong(self, tab: Tab, there: FoundTab, changed: Mapping[tuple[int, int], Json]) -> None:
        """Tell of cells of ours that somebody spoilt, but for those whose formulas only miss what was deleted."""
        wrong = errors_of_others(tab, there, changed)
        self.damage.errors(
            tab, {at: one for at, one in wrong.items() if not (self.has_lost and _is_formula(changed[at]))}
        )
        if self.found.left.digests and there.cells and not (self.has_lost or self.found.is_answer):
            cells = own_rows.others(tab, there, changed, self.found.left.digests, is_merged=self.is_merged)
            others = set(cells) - wrong.keys()
            typed = {at for at in others if own_rows.is_employees(tab, *at) and there.cells.get(at)}
            self.damage.gave_way(tab, {at: (there.cells[at], changed[at]) for at in typed})
            self.damage.overwritten(tab, others - typed)

    def _grown(self, tab: Tab, there: FoundTab) -> Iterator[Json]:
        """More rows where the tab needs them, dressed as the others."""
        last = self.last[tab.name]
        if there.row_count < last:
            size = {"sheetId": tab.sheet_id, "gridProperties": {"rowCount": last}}
            yield {"updateSheetProperties": {"properties": size, "fields": "gridProperties.rowCount"}}
        if (dressed := protections.dressed_rows(tab, there)) < last:
            yield from formats(tab, (dressed + 1, last))

    def _single(self, tab: Tab, there: FoundTab) -> Iterator[Json]:
        """Merged cells are taken apart: what is written into one of them but the first is seen by nobody."""
        for merged in there.merges:
            rows = f"rows {merged.get('startRowIndex', 0) + 1} to {merged.get('endRowIndex', there.row_count)}"
            what = "cells were merged, and are single again; what stood in the others is in File > Version history"
            self.notes.append(f"{tab.title}, {rows}: {what}.")
            yield {"unmergeCells": {"range": merged}}

    def _in_order(self, tab: Tab, rows: Rows, there: FoundTab) -> dict[tuple[int, int], Json]:
        """The cells that differ in a tab in which everything is ours; below the rows nothing stands."""
        wanted = {
            (row, place): value
            for row, content in enumerate(rows.values(), FIRST_ROW)
            for place, value in row_cells(tab, content, self.locale).items()
        }
        surplus = {cell: extended(None) for cell in there.cells if cell[0] >= FIRST_ROW and cell not in wanted}
        return _differing(wanted | surplus, there)

    def guide(self) -> Iterator[Json]:
        """The requests for How it works."""
        there = self.found.tabs.get(review_guide.SHEET_ID)
        wanted = guide.cells(self.review)
        self.left += guide.digests(wanted)
        if there is None:
            self.damage.guide_gone(review_guide.TITLE)
            yield from guide.adding(self.review, len(TABS), self.editors)
            return
        if there.title != review_guide.TITLE:
            self.damage.renamed(review_guide.TITLE, there)
            yield titled(review_guide.SHEET_ID, review_guide.TITLE)
        loose = list(protections.mending([guide.protection(self.editors)], there, self.outsiders))
        self.damage.open_tabs += [review_guide.TITLE] if loose else []
        yield from loose
        yield from guide.grown(self.review, there)
        changed = _differing({at: wanted.get(at, {}) for at in (*there.cells, *wanted)}, there)
        self._guide_wrong(there, changed)
        yield from write(review_guide.SHEET_ID, changed)

    def _guide_wrong(self, there: FoundTab, changed: Collection[tuple[int, int]]) -> None:
        known = self.found.left.digests
        if known and not self.found.is_answer:
            rows = {row for row, place in changed if place > 1 or guide.digest(there.cells, row) not in known}
            self.damage.guide_overwritten(review_guide.TITLE, rows, is_erased=not there.cells)

    def name(self) -> Iterator[Json]:
        """The request for the spreadsheet's own name."""
        was, title = self.found.title, self.review.title
        self.left.append(left.named(title))
        if was == title:
            return
        if self.found.left.digests and left.named(was) not in self.found.left.digests:
            self.damage.file_renamed(was)
        # In the same batch as everything else: whoever sees the final name of a new one knows that all is there.
        properties = {"title": title}
        if was.endswith(BEING_SET_UP) and not self.found.locale:
            properties["locale"] = LOCALE
        yield {"updateSpreadsheetProperties": {"properties": properties, "fields": ",".join(properties)}}


@cache
def _dress(tab: Tab, last: int, editors: tuple[str, ...], people: int, locale: str) -> tuple[Json, ...]:
    """How a new tab looks and what it accepts: the same for all teams of that size."""
    looks = (*dressing(tab, last, editors), *validation.mending(tab, last, people, None))
    return (*looks, *emphasis.colors(tab, locale), *emphasis.filter_views(tab, locale))


def _differing(wanted: Mapping[tuple[int, int], Json], there: FoundTab) -> dict[tuple[int, int], Json]:
    """The cells that do not hold what they should."""
    return {cell: value for cell, value in wanted.items() if not is_same(there.cells.get(cell, {}), value)}


def _is_formula(value: Json) -> bool:
    return "formulaValue" in value


def _is_bare(there: FoundTab, found: Found) -> bool:
    """Whether the sheet is as Google makes it; later, one in which nothing stands is dressed all the same."""
    return not there.cells and not found.commits.last
