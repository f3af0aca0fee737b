"""What a review spreadsheet shows and what it does not, and the requests that make it."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from discovery import misfits
from hypothesis import given
from hypothesis import strategies as st
from teams import BO, DAY, FIRST, LOOKED, SECOND, target, tracker

from goalsheet.google import visit
from goalsheet.google.cells import Json, extended, in_locale
from goalsheet.google.found import FoundTab
from goalsheet.google.goal_copy import goal_copy
from goalsheet.google.goal_rows import People, row_changes
from goalsheet.google.tab_requests import pixels, row_cells
from goalsheet.google.tabs import TABS
from goalsheet.google.visit import EMPTY, mending
from goalsheet.layout.review import FIRST_ROW, Formula, Tab, shared
from goalsheet.layout.review_content import INDIVIDUAL, shares_of
from goalsheet.layout.review_guide import lines as guide_lines
from goalsheet.layout.review_overview import TAB as OVERVIEW
from goalsheet.layout.review_overview import or_how_late
from goalsheet.layout.review_tabs import CHECK_INS_TAB, FEEDBACK_TAB, GOALS_TAB, RECOGNITION_TAB, bar
from goalsheet.progress.rollup import expected_beside, weighted
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.schema import Column, Owner, Table, table
from goalsheet.tracker.tracker import TABLES

HEADS = [column.title for column in GOALS_TAB.columns]
PRIVATE = [(of, column) for of in TABLES for column in of.columns if column.private or of.private]


def all_requests(*trackers: object) -> tuple[Json, ...]:
    return mending(target(*(trackers or (tracker(),))).review, EMPTY).requests  # type: ignore[arg-type]  # trackers


def kinds(requests: tuple[Json, ...], kind: str) -> list[Json]:
    return [request[kind] for request in requests if kind in request]


@pytest.mark.parametrize(("of", "column"), PRIVATE, ids=[f"{of.name}.{column.name}" for of, column in PRIVATE])
def test_a_private_column_has_no_way_into_a_spreadsheet(of: Table, column: Column) -> None:
    with pytest.raises(ValueError, match="is private"):
        shared(of, column.name, None)


def test_no_private_text_stands_in_any_request() -> None:
    secret = CheckIn(date=DAY, goal="G01", note="Public", private_note="Between me and me")
    sent = json.dumps(all_requests(tracker(check_ins=[secret])))
    assert "Public" in sent
    assert "Between me and me" not in sent


def test_the_google_room_is_never_given_a_tracker() -> None:
    for path in Path(visit.__file__).parent.glob("*.py"):
        names = {node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)}
        assert names & {"goalsheet.tracker.tracker", "goalsheet.tracker.vision", "goalsheet.tracker.logs"} == set()


def test_the_managers_columns_of_goals_are_those_of_the_schema() -> None:
    mine = {column.name: column.title for column in table(Goal).columns if column.owner is Owner.MANAGER}
    assert {column.name: column.title for column in GOALS_TAB.columns if column.is_managers} == mine


def test_tabs_have_these_headings() -> None:
    shown = {tab.title: [column.title for column in tab.columns if not column.hidden] for tab in TABS}
    assert shown == {
        "Overview": [
            *("Person", "Goals", "SMART", "Progress", "", "Expected", "On track", "At risk", "Off track", "Achieved"),
            *("Other", "Agreed", "Last check-in", "Next review"),
        ],
        "Goals": [
            *("Person", "No.", "Goal", "To (target)", "Unit", "Guardrail", "Due", "Progress", "", "Expected", "Status"),
            *("Last check-in", "SMART?", "Hint", "Manager's goal", "Commitment"),
            *("Agreement", "Manager's comment", "Suggested wording", "Rating", "Changed since agreed", "Agreed by"),
        ],
        "Check-ins": [
            *("Person", "Date", "Goal no.", "Value now", "How I see it", "Confidence", "What happened", "Next step"),
        ],
        "Feedback": [
            *("Person", "Date", "From", "How", "Goal no.", "What works", "What to try", "Rating", "Their answer"),
        ],
        "Recognition": ["Person", "Date", "What", "Reason", "Kind", "Goal no.", "Given by"],
    }


@pytest.mark.parametrize("layout", ["team", "individual"])
def test_every_request_fits_googles_own_description(layout: str) -> None:
    requests = mending(target(tracker(), layout=layout).review, EMPTY, ("hr@example.com",)).requests
    assert misfits("sheets.v4", "BatchUpdateSpreadsheetRequest", {"requests": list(requests)}) == []


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "'=1", "2026-01-01", "50%", "TRUE"])
def test_text_is_sent_as_text_whatever_it_looks_like(text: str) -> None:
    assert extended(text) == {"stringValue": text}
    sent = json.dumps(all_requests(tracker(goals=[Goal(id="G01", statement=text)])))
    assert f'{{"stringValue": "{text}"}}' in sent
    assert f'{{"formulaValue": "{text}"}}' not in sent


def test_a_text_beyond_what_a_cell_holds_is_cut_and_says_so() -> None:
    sent = extended("x" * 60_000)["stringValue"]
    assert len(sent) == 50_000
    assert sent.endswith("(cut here: the whole text stands in the workbook)")


def test_every_tab_is_protected_but_for_the_managers_columns() -> None:
    protections = [one["protectedRange"] for one in kinds(all_requests(), "addProtectedRange")]
    assert all(one["editors"] == {"users": [], "domainUsersCanEdit": False} for one in protections)
    whole = {
        one["range"]["sheetId"]: [columns(open_range) for open_range in one.get("unprotectedRanges", [])]
        for one in protections
        if len(one["range"]) == 1
    }
    assert whole == {0: [], 101: ["agreement to rating"], 102: [], 105: []}
    parts = [one["range"] for one in protections if len(one["range"]) > 1]
    assert [(one["sheetId"], rows(one), columns(one)) for one in parts] == [
        (103, (1, 3), "all"),
        (103, (4, 103), "my_answer to key"),
        (104, (1, 3), "all"),
        (104, (4, 103), "key to key"),
    ]


def rows(place: Json) -> tuple[int, int]:
    """First and last row of a range."""
    return place["startRowIndex"] + 1, place["endRowIndex"]


def columns(place: Json) -> str:
    """First and last column of a range."""
    if "startColumnIndex" not in place:
        return "all"
    (tab,) = (tab for tab in TABS if tab.sheet_id == place["sheetId"])
    first, last = tab.columns[place["startColumnIndex"]], tab.columns[place["endColumnIndex"] - 1]
    return f"{first.name} to {last.name}"


def test_the_final_name_comes_in_the_same_batch_as_everything_else() -> None:
    assert kinds(all_requests(), "updateSpreadsheetProperties") == [
        {"properties": {"title": "Goals 2026 · team of Bo Ek", "locale": "en_GB"}, "fields": "title,locale"}
    ]


@pytest.mark.parametrize(
    ("locale", "formula"),
    [
        ("en_GB", '=IF(A1="x",SPARKLINE(B1,{"a","b";"c",1}),"")'),
        ("de_DE", '=IF(A1="x";SPARKLINE(B1;{"a"\\"b";"c"\\1});"")'),
        ("ja_JP", '=IF(A1="x",SPARKLINE(B1,{"a","b";"c",1}),"")'),
    ],
)
def test_formulas_follow_the_spreadsheets_locale(locale: str, formula: str) -> None:
    assert in_locale('=IF(A1="x",SPARKLINE(B1,{"a","b";"c",1}),"")', locale) == formula


shares = st.none() | st.floats(0, 1)
some_goals = st.lists(
    st.builds(Goal, progress=shares, expected=shares, weight=st.none() | st.just(0) | st.floats(0.01, 1)), max_size=8
)


@given(some_goals)
def test_the_hidden_parts_add_up_to_what_progress_says(goals: list[Goal]) -> None:
    parts = shares_of(goals)
    for share, part, counted in (
        (weighted(goals, lambda goal: goal.progress), "progress_part", "counted"),
        (expected_beside(goals), "expected_part", "expected_counted"),
    ):
        total = sum(getattr(one, counted) for one in parts)
        if share is None:
            assert total == 0
        else:
            assert sum(getattr(one, part) for one in parts) / total == pytest.approx(share)


def test_the_overview_has_a_row_a_person_and_one_for_all() -> None:
    review = target(tracker(), tracker(8, "Cy Ash")).review
    rows = OVERVIEW.rows(review, {"goals": 53})
    assert list(rows) == ["0007", "0008", ""]
    anna = {name: content.result if isinstance(content, Formula) else content for name, content in rows["0007"].items()}
    assert anna == {
        "person": "Anna Müller",
        "goals": 2,
        "smart": 0,
        "progress": 0.25,
        "bar": None,
        "expected": 182 / 365 / 2,  # the second goal has no dates: it is expected to be where it is
        "on_track": 1,
        "at_risk": 0,
        "off_track": 0,
        "achieved": 0,
        "others": 1,
        "agreed": None,
        "last_check_in": LOOKED.date,
        "next_review": "91 days late",
        "key": "0007",
    }
    assert rows["0007"]["goals"] == Formula("=COUNTIFS(Goals!$W$3:$W$53,$O4)", 2)
    assert rows[""]["goals"] == Formula("=SUM(B4:B5)", None)


def test_a_review_that_is_late_is_said_in_words() -> None:
    due = dt.date(2026, 6, 30)
    said = [or_how_late(due, due + dt.timedelta(days=days)) for days in (-1, 0, 1, 12)]
    assert said == [due, due, "1 day late", "12 days late"]


def test_the_charts_stand_side_by_side_and_progress_goes_from_nothing_to_the_whole() -> None:
    charts = [one["chart"] for one in kinds(all_requests(), "addChart")]
    first, second = [one["position"]["overlayPosition"] for one in charts]
    left = sum(pixels(column) for column in OVERVIEW.columns[: second["anchorCell"]["columnIndex"]])
    assert (first["anchorCell"]["columnIndex"], left > first["widthPixels"]) == (0, True)
    axis = charts[0]["spec"]["basicChart"]["axis"][1]
    window = {"viewWindowMin": 0, "viewWindowMax": 1, "viewWindowMode": "EXPLICIT"}
    assert axis == {"position": "BOTTOM_AXIS", "viewWindowOptions": window}


def test_words_are_right_for_whoever_reads_them() -> None:
    alone = target(tracker(), layout=INDIVIDUAL).review
    assert [tab.hint(alone) for tab in (GOALS_TAB, FEEDBACK_TAB, RECOGNITION_TAB)] == [
        (
            "As of 1 Jul 2026. The lilac columns are Bo Ek's: agreement, comment, suggested wording, rating. "
            "Anna Müller can comment on every cell: Insert > Comment."
        ),
        "For Bo Ek: add a row whenever you like: pick a person, then say what works and what to try.",
        "For Bo Ek: say thank you: a row for whoever did well, soon after it happened, and for what exactly.",
    ]
    assert guide_lines(alone)[2:6] == [
        (7, "What Bo Ek writes", True),
        (
            8,
            (
                "Everything lilac. On Goals: Agreement, a comment, how Bo Ek would word it, and the rating at the end. "
                "On Feedback and Recognition Bo Ek adds rows, below the last one (Google lets nobody insert a row "
                "between cells that are protected, and in each row are some). Everything else is protected, so that "
                "nothing gets lost."
            ),
            False,
        ),
        (10, "Agreeing goals", True),
        (
            11,
            (
                "Bo Ek reads the goal, then sets Agreement: Changes requested with a comment or a suggested wording, "
                "or Agreed. Anna Müller can answer by comments (Insert > Comment), and changes the goal in the "
                "workbook."
            ),
            False,
        ),
    ]
    team = " ".join(text for _, text, _ in guide_lines(target(tracker()).review))
    assert "What is yours Everything lilac. On Goals: Agreement, your comment, how you would word it" in team
    assert "Only you and HR can open this spreadsheet." in team
    odd = target(tracker(name="{you} {x}"), layout=INDIVIDUAL).review
    assert "The goals of {you} {x}, as they stand in {you} {x}'s own workbook." in guide_lines(odd)[1][1]


def test_two_people_of_one_name_are_told_apart() -> None:
    review = target(tracker(), tracker(8)).review
    assert [member.label for member in review.members] == ["Anna Müller (0007)", "Anna Müller (0008)"]


def test_a_spreadsheet_of_ones_own_is_named_after_the_person_and_shared_with_both() -> None:
    own = target(tracker(), layout=INDIVIDUAL)
    assert own.review.title == "Goals 2026 · Anna Müller"
    assert own.readers == {"p7@example.com": "commenter", "bo@example.com": "writer"}
    assert target(tracker()).readers == {BO.email: "writer"}


@pytest.mark.parametrize(("share", "text"), [(None, None), (0, "▏"), (0.5, "█████"), (1.2, "██████████")])
def test_a_share_is_a_bar_of_text(share: float | None, text: str | None) -> None:
    assert bar(share) == text


# Rows beside which the manager writes


ROWS = GOALS_TAB.rows(target(tracker()).review, {})
MINE = GOALS_TAB.place("comment")
LAST = 53
HERE = People({"0007"})


def sheet(*rows: dict[int, Json], tab: Tab = GOALS_TAB, first: int = FIRST_ROW) -> FoundTab:
    cells = {(first + down, place): value for down, row in enumerate(rows) for place, value in row.items() if value}
    return FoundTab(tab.sheet_id, tab.title, LAST, len(tab.columns), cells, (), frozenset())


def row(of: str, comment: str = "", **other: str) -> dict[int, Json]:
    cells = row_cells(GOALS_TAB, ROWS[of], "en_GB") | ({MINE: {"stringValue": comment}} if comment else {})
    return cells | {GOALS_TAB.place(name): extended(text) for name, text in other.items()}


ONE, TWO = "0007/G01", "0007/G02"


def test_rows_as_they_should_be_need_nothing() -> None:
    changes = row_changes(GOALS_TAB, ROWS, sheet(row(ONE, "Good"), row(TWO)), LAST, HERE, "en_GB")
    assert (changes.cells, changes.moves, changes.notes) == ({}, [], [])


def test_sorted_rows_are_found_by_their_id() -> None:
    changes = row_changes(GOALS_TAB, ROWS, sheet(row(TWO), row(ONE, "Good")), LAST, HERE, "en_GB")
    assert (changes.cells, changes.moves, changes.notes) == ({}, [], [])


def test_only_cells_that_differ_are_set() -> None:
    found = sheet(row(TWO), row(ONE, "Good", statement="Somebody wrote here"))
    changes = row_changes(GOALS_TAB, ROWS, found, LAST, HERE, "en_GB")
    assert changes.cells == {(5, 3): {"stringValue": FIRST.statement}}


def test_a_lost_id_is_put_back_by_person_and_number() -> None:
    found = sheet(row(ONE, "Good", key="rubbish"), row(TWO))
    changes = row_changes(GOALS_TAB, ROWS, found, LAST, HERE, "en_GB")
    assert changes.cells == {(4, GOALS_TAB.place("key")): {"stringValue": ONE}}


def test_a_row_that_lost_the_persons_id_too_is_known_by_name_and_number() -> None:
    there = sheet(row(ONE, "Good", key="", person_id=""), row(TWO))
    changes = row_changes(GOALS_TAB, ROWS, there, LAST, HERE, "en_GB")
    assert changes.cells == {
        (4, GOALS_TAB.place("key")): {"stringValue": ONE},
        (4, GOALS_TAB.place("person_id")): {"stringValue": "0007"},
    }
    found = dataclasses.replace(EMPTY, tabs={there.sheet_id: there})
    read = goal_copy(found, "0007", {"Anna Müller": "0007"}, {"G01", "G02"})
    assert [(one.place, one.id, one.cells["comment"]) for one in read["Goal"].rows] == [
        (5, "G02", None),
        (4, "G01", "Good"),
    ]


def test_a_goal_that_is_gone_is_cleared_if_the_manager_wrote_nothing() -> None:
    wanted = {ONE: ROWS[ONE]}
    changes = row_changes(GOALS_TAB, wanted, sheet(row(ONE), row(TWO)), LAST, HERE, "en_GB")
    assert set(changes.cells) == {(5, place) for place, value in row(TWO).items() if value}
    assert set(map(str, changes.cells.values())) == {"{}"}
    assert changes.notes == []


def test_a_goal_that_is_gone_stays_for_what_the_manager_wrote_and_counts_no_more() -> None:
    wanted = {ONE: ROWS[ONE]}
    changes = row_changes(GOALS_TAB, wanted, sheet(row(ONE), row(TWO, "Why?")), LAST, HERE, "en_GB")
    assert changes.cells[5, GOALS_TAB.place("status")] == {"stringValue": "Not in the workbook any more"}
    assert changes.cells[5, GOALS_TAB.place("person_id")] == {}
    assert (5, MINE) not in changes.cells
    (note,) = changes.notes
    said = "not in the workbook any more; the row stays for what the manager wrote."
    assert note == f"Goals, row 5: Anna Müller's goal G02: {said}"


def test_as_many_goals_as_were_deleted_find_room_below_them() -> None:
    ids = [f"0007/G{number:02}" for number in range(1, 20)]
    marked = [row(TWO, key=key, status="Not in the workbook any more", person_id="", agreement="Draft") for key in ids]
    goals = [dataclasses.replace(FIRST, id=f"N{number:02}") for number in range(1, 20)]
    review = dataclasses.replace(target(tracker(goals=goals)).review, known=frozenset(ids))
    there = dataclasses.replace(sheet(*marked), row_count=FIRST_ROW + 19)
    found = dataclasses.replace(EMPTY, tabs={there.sheet_id: there})
    written = kinds(mending(review, found, said={}).requests, "updateCells")
    texts = json.dumps([one for one in written if one["start"]["sheetId"] == there.sheet_id])
    assert [one for one in goals if f"0007/{one.id}" not in texts] == []


def test_rows_of_people_without_a_workbook_here_stay_as_they_are() -> None:
    changes = row_changes(GOALS_TAB, {}, sheet(row(ONE), row(TWO)), LAST, People({"0008"}), "en_GB")
    assert changes.cells == {}
    cure = "Put the workbook back beside the others, or delete the rows."
    assert changes.notes == [f"Goals, rows 4 to 5: Anna Müller has no workbook here; the rows stay as they are. {cure}"]


def test_a_goal_of_somebody_with_another_manager_now_is_not_to_be_read_here_any_more() -> None:
    changes = row_changes(GOALS_TAB, {}, sheet(row(ONE, "Why?"), row(TWO)), LAST, People((), {"0007"}), "en_GB")
    assert changes.cells[4, GOALS_TAB.place("status")] == {"stringValue": "With another manager now"}
    assert changes.cells[4, GOALS_TAB.place("statement")] == {}
    assert (4, MINE) not in changes.cells
    assert {(5, place) for place, value in row(TWO).items() if value} <= set(changes.cells)
    assert changes.notes == [
        "Goals, row 4: Anna Müller's goal G01: with another manager now; the row stays for what the manager wrote."
    ]


@pytest.mark.parametrize(
    ("people", "status"),
    [
        (People((), {"0007"}), "With another manager now"),
        (People({"0007"}, known={ONE}), "Not in the workbook any more"),
    ],
)
def test_a_row_that_stays_for_the_managers_words_is_told_of_once_and_is_left_alone_then(
    people: People, status: str
) -> None:
    found = sheet(row(ONE, "Why?"))
    changes = row_changes(GOALS_TAB, {}, found, LAST, people, "en_GB")
    cells = {at: value for at, value in {**found.cells, **changes.cells}.items() if value}
    told = dataclasses.replace(found, cells=cells)
    assert told.text(FIRST_ROW, GOALS_TAB.place("status")) == status
    for later in (people, People(())):  # and with the person's workbook out of sight
        changes = row_changes(GOALS_TAB, {}, told, LAST, later, "en_GB")
        assert (changes.cells, changes.notes) == ({}, [])


def test_a_removed_goal_of_somebody_who_has_another_manager_then_is_not_to_be_read_here_any_more() -> None:
    removed = row(ONE, "Why?", status="Not in the workbook any more", person_id="")
    changes = row_changes(GOALS_TAB, {}, sheet(removed), LAST, People((), {"0007"}), "en_GB")
    assert changes.cells[4, GOALS_TAB.place("status")] == {"stringValue": "With another manager now"}
    assert changes.cells[4, GOALS_TAB.place("statement")] == {}


def test_a_draft_that_the_template_set_is_no_word_of_the_managers() -> None:
    changes = row_changes(GOALS_TAB, {}, sheet(row(ONE, agreement="Draft")), LAST, People((), {"0007"}), "en_GB")
    assert set(map(str, changes.cells.values())) == {"{}"}
    assert {at for at, value in sheet(row(ONE, agreement="Draft")).cells.items() if value} == set(changes.cells)
    assert changes.notes == []


def test_of_a_row_that_stands_twice_the_first_one_counts() -> None:
    changes = row_changes(GOALS_TAB, ROWS, sheet(row(ONE, "Good"), row(TWO), row(ONE)), LAST, HERE, "en_GB")
    assert {cell[0] for cell in changes.cells} == {6}
    assert set(map(str, changes.cells.values())) == {"{}"}


def test_of_a_row_that_stands_twice_in_a_sync_both_ways_the_second_one_is_no_deleted_goal() -> None:
    people = People({"0007"}, known={ONE, TWO})
    changes = row_changes(GOALS_TAB, ROWS, sheet(row(ONE, "Good"), row(TWO), row(ONE)), LAST, people, "en_GB")
    assert ({cell[0] for cell in changes.cells}, set(map(str, changes.cells.values()))) == ({6}, {"{}"})


def test_in_a_sync_both_ways_a_row_of_no_workbooks_goal_stays_as_it_is_and_is_told() -> None:
    stray = {GOALS_TAB.place("statement"): extended("Stray"), MINE: extended("Mine")}
    people = People({"0007"}, known={ONE, TWO})
    changes = row_changes(GOALS_TAB, ROWS, sheet(row(ONE), row(TWO), stray), LAST, people, "en_GB")
    said = "of no workbook's goal; the row stays as it is. Goals are added in workbooks; delete the row."
    assert (changes.cells, changes.notes) == ({}, [f"Goals, row 6: {said}"])


def test_a_new_goal_comes_to_the_others_of_its_person() -> None:
    review = target(tracker(), tracker(8, "Cy Ash")).review
    wanted = GOALS_TAB.rows(review, {})
    old = {key: row_cells(GOALS_TAB, one, "en_GB") for key, one in wanted.items()}
    found = sheet(old[ONE], old["0008/G01"], old["0008/G02"])
    changes = row_changes(GOALS_TAB, wanted, found, LAST, People({"0007", "0008"}), "en_GB")
    assert {cell[0] for cell in changes.cells} == {7}
    assert changes.moves == [
        {
            "moveDimension": {
                "source": {"sheetId": 101, "dimension": "ROWS", "startIndex": 6, "endIndex": 7},
                "destinationIndex": 4,
            }
        }
    ]


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        ([*HEADS[:1], HEADS[2], HEADS[1], *HEADS[3:]], "No."),
        ([*HEADS[1:9], HEADS[0], *HEADS[9:]], "Person"),
        ([HEADS[-2], *HEADS[:-2], HEADS[-1]], HEADS[-2]),
        ([*HEADS[:2], "Mine", *HEADS[2:]], "Goal, and all behind it"),
    ],
    ids=["two exchanged", "one moved back", "one moved to the front", "another one put between"],
)
def test_moved_columns_are_named_and_nothing_is_written_there(heads: Sequence[str], said: str) -> None:
    review = target(tracker()).review
    moved = sheet({place: extended(title) for place, title in enumerate(heads, 1)}, first=3)
    found = EMPTY.__class__("Goals", "en_GB", {**EMPTY.tabs, 101: moved})
    needed = mending(review, found)
    (note,) = needed.notes
    assert note == (
        f"columns of Goals were moved ({said}), so that nothing was written there and on Overview. "
        "Put them back: File > Version history."
    )
    assert not any("101" in json.dumps(request) for request in needed.requests if "addChart" not in request)


def test_the_tabs_in_which_the_manager_adds_rows_offer_the_teams_names() -> None:
    for tab in (FEEDBACK_TAB, RECOGNITION_TAB):
        (rule,) = [
            one["rule"]
            for one in kinds(all_requests(), "setDataValidation")
            if one["range"]["sheetId"] == tab.sheet_id and one["range"].get("startColumnIndex") == 0
        ]
        assert rule["condition"] == {
            "type": "ONE_OF_RANGE",
            "values": [{"userEnteredValue": "='Overview'!$A$4:$A$4"}],
        }


def test_check_ins_stand_the_latest_first() -> None:
    earlier = CheckIn(date=DAY.replace(month=5), goal="G02", note="Earlier")
    rows = CHECK_INS_TAB.rows(target(tracker(goals=[FIRST, SECOND], check_ins=[earlier, LOOKED])).review, {})
    assert [one["note"] for one in rows.values()] == ["Half-way", "Earlier"]


def test_what_the_manager_said_in_the_workbook_starts_a_new_row_and_is_never_written_again() -> None:
    review = target(tracker(goals=[dataclasses.replace(FIRST, agreement="Agreed"), SECOND])).review
    wanted = GOALS_TAB.rows(review, {})
    place = GOALS_TAB.place("agreement")
    new = row_changes(GOALS_TAB, wanted, sheet(), LAST, HERE, "en_GB")
    assert new.cells[4, place] == {"stringValue": "Agreed"}
    again = row_changes(GOALS_TAB, wanted, sheet(row(ONE), row(TWO)), LAST, HERE, "en_GB")
    assert again.cells == {}
