"""Rows of review spreadsheets whose ids and contents were parted: nobody's words reach another goal or a colleague."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from both_sides import BO, Team
from hypothesis import given, settings
from hypothesis import strategies as st
from local_google import HR, google
from teams import DAY, FIRST, JAN1, tracker
from thin_workbooks import thin_workbook

from goalsheet.errors import LooksLikeAccident
from goalsheet.google import drive
from goalsheet.google.cells import Json
from goalsheet.google.client import Client
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import FEEDBACK_TAB, GOALS_TAB
from goalsheet.local_sheets.files import File
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.merge.mixed_up import Standing, Telling, mixed_up
from goalsheet.merge.safety import ALL_CHANGED, EMPTIED, SWAPPED
from goalsheet.sync.deciding import Wishes
from goalsheet.sync.memory import Memory
from goalsheet.sync.push import look, push
from goalsheet.sync.steps import Done, Outcome, Step, Where, steps
from goalsheet.sync.teams import targets
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.tracker import Tracker
from goalsheet.workbook.reading import read_tracker

pytestmark = pytest.mark.slow

NAMES = {"0007": "Ada", "0008": "Cem"}
#: Rows 4 to 7; the manager has said something of three of them.
KEYS = ("0007/G01", "0007/G02", "0008/G01", "0008/G02")
SAID = {"0007/G01": "Agreed", "0007/G02": None, "0008/G01": "Changes requested", "0008/G02": "Agreed"}
WAYS = ("push", "both")
LETTERS = {chr(ord("A") + place): place for place in range(26)} | {"AA": 26, "AB": 27}


def goals(person: str) -> list[Goal]:
    return [
        Goal(
            id=one,
            statement=f"What {person}/{one} is about",
            measure="Increase",
            unit="%",
            target=place + 50.0 + int(person),
            guardrail=f"What {person}/{one} must not spoil",
            start=JAN1,
            due=JAN1.replace(month=place + int(person) - 4),
        )
        for place, one in enumerate(("G01", "G02"), 1)
    ]


PEOPLE = [tracker(int(one), name, goals=goals(one), check_ins=()) for one, name in NAMES.items()]


@dataclasses.dataclass
class Desk:
    """A team with its spreadsheet, and everything as it once was."""

    team: Team
    way: str = "push"
    workbooks: Mapping[str, bytes] = dataclasses.field(default_factory=dict)
    files: Mapping[str, File] = dataclasses.field(default_factory=dict)
    books: Mapping[str, Spreadsheet] = dataclasses.field(default_factory=dict)

    def begin(self, way: str, *trackers: Tracker) -> None:
        """The workbooks are there, and the manager has said something; then it is synced that way."""
        self.way = way
        for one in trackers or PEOPLE:
            self.team.path(one.person.name).write_bytes(thin_workbook(one))
        self.run()
        for key, agreement in SAID.items():
            if agreement:
                self.team.manager(key, agreement=agreement, comment=f"Said of {key}", rating="Exceeded")
        self.run()
        self.keep()

    def keep(self) -> None:
        self.workbooks = {path.name: path.read_bytes() for path in self.team.folder.iterdir()}
        world = self.team.server.sheets.world
        self.files, self.books = dict(world.files), dict(world.books)

    def back(self) -> None:
        for path in self.team.folder.iterdir():
            path.unlink()
        for name, data in self.workbooks.items():
            (self.team.folder / name).write_bytes(data)
        world = self.team.server.sheets.world
        world.files, world.books = dict(self.files), dict(self.books)

    def undo(self) -> None:
        """Ctrl+Z in Google, and nothing else."""
        world = self.team.server.sheets.world
        world.books = dict(self.books)

    def run(self, *accepted: str) -> Outcome:
        """One sync, that way."""
        if self.way == "both":
            return self.team.sync(Wishes(accepted=frozenset(accepted)))[0].outcome
        return next(push(*self._pushed(), 1, accepted))

    def looked(self, *accepted: str) -> Outcome:
        """What such a push says of itself beforehand."""
        return next(look(*self._pushed(), accepted))

    def _pushed(self) -> tuple[Client, Sequence[Step], Memory, Where]:
        client, people = self.team.server.client(HR), self.team.participants()
        wanted = targets("team", [one.seen for one in people], DAY).targets
        where, memory = Where("company", own_email=HR, server=self.team.server.sheets.url), Memory(self.team.folder)
        return client, steps(wanted, drive.files(client, "company")), memory, where

    def trackers(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.team.folder.glob("*.xlsx"))}

    def sheet(self) -> dict[str, Mapping[tuple[int, int], Json]]:
        return {tab.title: tab.cells for tab in self.team.found().tabs.values()}

    def in_rows(self, column: str) -> dict[str, Value]:
        """What the rows of goals say in a column, by their row ids."""
        tab, place = self.team.found().tabs[GOALS_TAB.sheet_id], GOALS_TAB.place(column)
        return {key: tab.text(row, place) or None for key, row in self.team.rows().items()}

    def texts(self, person: str) -> str:
        """All that anybody can read in somebody's workbook, and that it remembers."""
        file = read_tracker(self.team.path(NAMES[person]))
        return repr((file.tracker, list(file.settings.rows)))


@pytest.fixture(scope="module")
def desks() -> Iterator[dict[str, Desk]]:
    """A desk for each way, to which many things happen."""
    with google() as one, google() as other, tempfile.TemporaryDirectory() as folder:
        found = {}
        for server, way in zip((one, other), WAYS, strict=True):
            place = Path(folder) / way
            place.mkdir()
            found[way] = Desk(Team(server, place, is_thin=True))
            found[way].begin(way)
        yield found


@pytest.fixture
def desk(desks: dict[str, Desk], way: str) -> Desk:
    """The one for that way, as it was."""
    desks[way].back()
    return desks[way]


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    """One on which nothing is yet."""
    with google() as server:
        yield Desk(Team(server, tmp_path, is_thin=True))


def area(rows: tuple[int, int], columns: tuple[str, str], sheet: int = GOALS_TAB.sheet_id) -> Json:
    return {
        "sheetId": sheet,
        "startRowIndex": rows[0] - 1,
        "endRowIndex": rows[1],
        "startColumnIndex": LETTERS[columns[0]],
        "endColumnIndex": LETTERS[columns[1]] + 1,
    }


def sort(rows: tuple[int, int], columns: tuple[str, str], by: str, sheet: int = GOALS_TAB.sheet_id) -> Json:
    order = {"dimensionIndex": LETTERS[by], "sortOrder": "DESCENDING"}
    return {"sortRange": {"range": area(rows, columns, sheet), "sortSpecs": [order]}}


def paste(source: tuple[tuple[int, int], tuple[str, str]], to: tuple[tuple[int, int], tuple[str, str]]) -> Json:
    return {"copyPaste": {"source": area(*source), "destination": area(*to), "pasteType": "PASTE_VALUES"}}


DAMAGES = {
    "some columns sorted, of many people": [sort((4, 7), ("C", "T"), "C")],
    "some columns sorted, of one person": [sort((4, 5), ("C", "T"), "C")],
    "all columns in sight sorted": [sort((4, 7), ("A", "V"), "C")],
    "all in sight pasted over a row with the same number": [paste(((4, 4), ("A", "V")), ((6, 6), ("A", "V")))],
    "the row ids sorted alone": [sort((4, 7), ("AB", "AB"), "AB")],
    "the goals sorted alone": [sort((4, 7), ("C", "C"), "C")],
    "the manager's columns sorted alone": [sort((4, 7), ("Q", "T"), "R")],
    "the manager's comments sorted alone": [sort((4, 7), ("R", "R"), "R")],
    "cells pasted over those of a colleague": [paste(((4, 4), ("C", "T")), ((7, 7), ("C", "T")))],
    "a goal pasted over another one of the same person": [paste(((4, 4), ("C", "C")), ((5, 5), ("C", "C")))],
    "cells pushed down by a row": [paste(((4, 7), ("C", "T")), ((5, 8), ("C", "T")))],
    "cells moved up by a row": [paste(((5, 8), ("C", "T")), ((4, 7), ("C", "T")))],
}


def test_the_letters_of_the_tests_are_those_of_the_columns() -> None:
    names = ("person", "statement", "agreement", "comment", "rating", "agreed_by", "key")
    assert {name: GOALS_TAB.letter(name) for name in names} == dict(
        zip(names, ("A", "C", "Q", "R", "T", "V", "AB"), strict=True)
    )


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_done_where_ids_and_contents_were_parted_until_it_is_undone(
    damage: Sequence[Json], desk: Desk
) -> None:
    desk.team.change(HR, *damage)
    sheet, trackers = desk.sheet(), desk.trackers()
    for _ in range(2):
        outcome = desk.run()
        assert isinstance(outcome.error, LooksLikeAccident)
        assert "row ids and contents do not belong together any more" in str(outcome.error)
        assert (desk.sheet(), desk.trackers()) == (sheet, trackers)
    desk.undo()
    assert (desk.run().error, desk.trackers()) == (None, trackers)
    assert desk.in_rows("comment") == {key: f"Said of {key}" if SAID[key] else None for key in KEYS}


@pytest.mark.parametrize("way", ["push"])
def test_it_says_which_rows_and_what_to_do(desk: Desk) -> None:
    desk.team.change(HR, *DAMAGES["some columns sorted, of many people"])
    assert str(desk.run().error) == (
        "nothing was done here, for something looks like an accident.\n"
        "  Goals, row 4 (Ada's G01), row 5 (Ada's G02), row 6 (Cem's G01) and 1 more: row ids and contents do not "
        "belong together any more, as after a sort of only some of the columns, or where cells were pasted over "
        "others. What was said of one goal would go on as said of another. Undo that in Google (Ctrl+Z, or File > "
        "Version history), and run the same command again. If it was meant, run it again with --accept-swapped: each "
        "row then counts for whom its hidden row id names, the goals in it are written anew from the workbooks, and "
        "what the manager wrote stays where it stands now."
    )


@pytest.mark.parametrize("way", WAYS)
def test_if_it_was_meant_goals_are_written_anew_and_the_managers_words_stay_where_they_are(
    way: str, desk: Desk
) -> None:
    desk.team.change(HR, *DAMAGES["some columns sorted, of many people"])
    said = desk.in_rows("comment")
    assert desk.run(SWAPPED).error is None
    assert desk.in_rows("statement") == {key: f"What {key} is about" for key in KEYS}
    assert desk.in_rows("comment") == said
    assert desk.run().error is None
    for person, others in (("0007", "0008"), ("0008", "0007")):
        texts = desk.texts(person)
        assert [what for what in ("What", "must not") if f"What {others}" in texts] == []
        is_carried = way == "both"
        here = [said[key] for key in KEYS if key.startswith(person)]
        assert [one for one in here if one and is_carried and str(one) not in texts] == []


def test_a_push_in_between_does_not_make_words_that_changed_places_those_of_their_rows(own_desk: Desk) -> None:
    desk = own_desk
    desk.begin("both")
    for key, said in (("0007/G01", "Calm"), ("0008/G01", "Quick")):
        desk.team.manager(key, comment=said)
    assert desk.run().error is None  # words go into workbooks, and nothing into the sheet, where they would be noted
    for key, said in (("0007/G01", "Quick"), ("0008/G01", "Calm")):
        desk.team.manager(key, comment=said)
    desk.way = "push"
    assert desk.run().error is None
    desk.way, trackers = "both", desk.trackers()
    assert "Goals, row 4 (Ada's G01), row 6 (Cem's G01): row ids and contents" in str(desk.run().error)
    assert desk.trackers() == trackers


def test_beforehand_a_push_says_what_it_will_say_and_writes_nothing(own_desk: Desk) -> None:
    desk = own_desk
    desk.begin("push")
    assert desk.looked().done is Done.UNCHANGED
    desk.team.change(HR, *DAMAGES["some columns sorted, of many people"])
    sheet, seen, meant = desk.sheet(), desk.looked(), desk.looked(SWAPPED)
    assert (str(seen.error), seen.done) == (str(desk.run().error), Done.FAILED)
    assert (meant.error, meant.done, desk.sheet()) == (None, Done.UPDATED, sheet)


HONEST: dict[str, dict[str, dict[str, Value]]] = {
    "a remark copied to all goals": {key: {"comment": "Said of 0007/G01"} for key in KEYS},
    "other words everywhere": {key: {"comment": f"Now of {key}"} for key in KEYS},
    "another rating here and there": {"0007/G01": {"rating": "Partly achieved"}, "0007/G02": {"rating": "Achieved"}},
    "an agreement given to the goal that was meant": {
        "0007/G01": {"agreement": "Draft"},
        "0007/G02": {"agreement": "Agreed"},
    },
    "a remark taken back": {"0007/G01": {"comment": None}},
}


@pytest.mark.parametrize("edits", HONEST.values(), ids=HONEST)
@pytest.mark.parametrize("way", WAYS)
def test_what_managers_do_is_no_accident(edits: dict[str, dict[str, Value]], desk: Desk) -> None:
    for key, cells in edits.items():
        desk.team.manager(key, BO, **cells)
    assert [desk.run(ALL_CHANGED).error for _ in range(2)] == [None, None]
    shown = {key: dict(desk.team.in_sheet(key, [*cells])) for key, cells in edits.items()}
    assert shown == edits


@pytest.mark.parametrize("way", WAYS)
def test_an_employee_may_move_words_from_one_goal_to_another_in_the_workbook(desk: Desk) -> None:
    first, second = goals("0007")
    desk.team.employee("Ada", 0, statement=second.statement, guardrail=second.guardrail, due=second.due)
    desk.team.employee("Ada", 1, statement="Something new", guardrail=first.guardrail, due=first.due)
    assert [desk.run(ALL_CHANGED).error for _ in range(2)] == [None, None]
    assert desk.in_rows("statement")["0007/G01"] == second.statement


@pytest.mark.parametrize("way", WAYS)
def test_words_on_a_goal_that_was_deleted_may_be_taken_to_another(desk: Desk) -> None:
    filled = ("id", "statement", "measure", "unit", "target", "guardrail", "start", "due")
    desk.team.employee("Ada", 0, **dict.fromkeys(filled))
    assert desk.run().error is None
    desk.team.manager("0007/G01", comment=None)
    desk.team.manager("0007/G02", comment="Said of 0007/G01")
    assert desk.run().error is None
    assert desk.in_rows("comment")["0007/G02"] == "Said of 0007/G01"


@pytest.mark.parametrize("way", WAYS)
def test_goals_in_the_same_words_and_rows_sorted_as_a_whole_are_no_accident(way: str, own_desk: Desk) -> None:
    same = [tracker(int(one), name, goals=[FIRST, dataclasses.replace(FIRST, id="G02")]) for one, name in NAMES.items()]
    desk = own_desk
    desk.begin(way, *same)
    desk.team.change(HR, sort((4, 7), ("A", "AB"), "AB"))
    assert [desk.run().error for _ in range(2)] == [None, None]
    assert desk.in_rows("comment") == {key: f"Said of {key}" if SAID[key] else None for key in KEYS}


def test_feedback_of_which_only_some_columns_were_sorted_reaches_nobody(own_desk: Desk) -> None:
    desk = own_desk
    desk.begin("both")
    for row, (name, said) in enumerate({"Ada": "Ada is calm", "Cem": "Cem is quick"}.items(), FIRST_ROW):
        desk.team.type(FEEDBACK_TAB, row, "person", name)
        desk.team.type(FEEDBACK_TAB, row, "strengths", said)
    assert desk.run().error is None
    desk.keep()
    place = chr(ord("A") + FEEDBACK_TAB.place("strengths") - 1)
    desk.team.change(BO, sort((4, 5), (place, place), place, FEEDBACK_TAB.sheet_id))
    trackers = desk.trackers()
    assert "  Feedback, row 4 (Ada), row 5 (Cem): row ids and contents" in str(desk.run().error)
    assert desk.trackers() == trackers
    desk.undo()
    assert (desk.run().error, desk.trackers()) == (None, trackers)


COLUMNS, ORDERS = st.integers(1, len(GOALS_TAB.columns)), st.sampled_from(["ASCENDING", "DESCENDING"])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(WAYS), st.integers(4, 7), st.integers(4, 7), COLUMNS, COLUMNS, COLUMNS, ORDERS)
def test_whatever_is_sorted_no_word_reaches_another_goal_or_a_colleagues_workbook(
    desks: dict[str, Desk], way: str, top: int, bottom: int, left: int, right: int, by: int, order: str
) -> None:
    desk = desks[way]
    desk.back()
    trackers = desk.trackers()
    (first, last), (start, end) = sorted((top, bottom)), sorted((left, right))
    specs = [{"dimensionIndex": min(max(by, start), end) - 1, "sortOrder": order}]
    where = {"sheetId": 101, "startRowIndex": first - 1, "endRowIndex": last, "startColumnIndex": start - 1}
    desk.team.change(HR, {"sortRange": {"range": where | {"endColumnIndex": end}, "sortSpecs": specs}})
    sheet = desk.sheet()
    if desk.run(EMPTIED, ALL_CHANGED).error:
        assert (desk.sheet(), desk.trackers()) == (sheet, trackers)
        return
    assert desk.in_rows("statement") == {key: f"What {key} is about" for key in KEYS}
    assert desk.in_rows("comment") == {key: f"Said of {key}" if SAID[key] else None for key in KEYS}
    for person, others in (("0007", "0008"), ("0008", "0007")):
        assert f"{others}/G" not in desk.texts(person)


OWN, WORDS = Telling("goal", 2, is_text=True, is_own=True), Telling("said", 3, is_text=True)


def standing(place: int, one: str, goal: str, said: str | None) -> Standing:
    return Standing(place, one, frozenset({one}), {"goal": goal, "said": said})


LAST: dict[str, dict[str, Value]] = {
    "1": {"goal": "Sell", "said": "Good"},
    "2": {"goal": "Learn", "said": None},
    "3": {"goal": "Lead", "said": "How?"},
}


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        pytest.param([("Sell", "Good"), ("Learn", None), ("Lead", "How?")], [], id="as it was"),
        pytest.param([("Sell", "Very good"), ("Learn", "Good"), ("Lead", "How?")], [4, 5], id="a text has moved"),
        pytest.param([("Sell", "Good"), ("Learn", "Good"), ("Lead", "Good")], [], id="a text was copied"),
        pytest.param([("Sell", "Good"), ("Sell", None), ("Lead", "How?")], [5], id="a goal was copied over another"),
        pytest.param([("Sell more", "Fine"), ("Learn", "When?"), ("Lead", None)], [], id="other texts"),
    ],
)
def test_which_rows_are_mixed_up(rows: list[tuple[str, str | None]], places: list[int]) -> None:
    there = [standing(place, str(place - 3), *cells) for place, cells in enumerate(rows, 4)]
    assert [row.place for row in mixed_up(there, LAST, [], [OWN, WORDS])] == places


def test_what_may_stand_there_by_now_is_excused() -> None:
    there = [standing(4, "1", "Learn", "Good"), standing(5, "2", "Learn", None)]
    assert [row.place for row in mixed_up(there, LAST, [], [OWN])] == [4]
    assert mixed_up(there, LAST, [{"1": {"goal": "Learn"}}], [OWN]) == []


def test_a_row_that_says_two_things_of_itself_is_mixed_up() -> None:
    row = Standing(4, "1", frozenset({"1", "2"}), {})
    assert mixed_up([row], {}, [], []) == [row]


def test_many_cells_that_exchanged_what_they_hold_did_not_do_so_by_chance() -> None:
    last = {str(one): {"rating": "3" if one < 4 else "4"} for one in range(1, 7)}
    few, many = (
        [standing_(one, last[str(7 - one)] if one in changed else last[str(one)]) for one in range(1, 7)]
        for changed in ((1, 6), range(1, 7))
    )
    rating = [Telling("rating", 5)]
    assert [len(mixed_up(rows, last, [], rating)) for rows in (few, many)] == [0, 6]


def standing_(one: int, cells: Mapping[str, Value]) -> Standing:
    return Standing(one, str(one), frozenset(), cells)
