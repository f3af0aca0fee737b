"""`goalsheet sync`, both ways, as its user types it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest
from both_sides import Team
from command import goalsheet
from local_google import HR
from teams import DAY, FIRST, SECOND, tracker
from test_reading import BOOK, GOALS_PART, edited, replaced

from goalsheet.layout import last_state
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_tabs import FEEDBACK_TAB
from goalsheet.sync.lock import alone
from goalsheet.sync.memory import NAME
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import ConflictEntry, Review
from goalsheet.tracker.person import Manager
from goalsheet.tracker.schema import table
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

pytestmark = pytest.mark.slow


@pytest.fixture
def team(new_team: Team) -> Team:
    """Before its first sync."""
    return new_team


def sync(team: Team, *more: str, answers: str = "", of: str = "workbooks") -> tuple[int, str, str]:
    """Exit code, output and messages."""
    arguments = ("sync", of, "--google-url", team.server.sheets.url, "--today", DAY.isoformat())
    done = goalsheet(*arguments, *more, cwd=team.folder.parent, answers=answers)
    out = re.sub(r"(?m)^Open one: .*\n", "", done.stdout)
    return done.returncode, re.sub(r"\d+ \w+ \d+, \d\d:\d\d$", "(when)", out, flags=re.MULTILINE), done.stderr


def test_nothing_is_done_twice(team: Team) -> None:
    assert sync(team) == (0, "1 spreadsheet: 1 made.\n", "")
    assert sync(team, "--stats") == (
        0,
        "1 spreadsheet: 1 the same already.\n",
        "1 requests to Google: 0 Sheets reads, 0 Sheets writes, 1 Drive requests; 1 more to sign in.\n",
    )


@pytest.mark.parametrize("way", [(), ("--push-only",)])
def test_a_file_stands_for_its_team(team: Team, way: tuple[str, ...]) -> None:
    sync(team)
    team.employee(target=85.0)
    code, said, _ = sync(team, *way, of="workbooks/Cleo.xlsx")
    assert (code, "1 brought up to date" in said, team.in_sheet("0007/G01", ["target"])) == (0, True, {"target": 85.0})
    overview = team.found().tabs[0]
    names = [overview.text(row, 1) for row in range(FIRST_ROW, overview.row_count + 1)]
    assert [name for name in names if name] == ["Anna Müller", "Cleo", "All together"]


def test_the_plan_is_shown_person_by_person_and_a_dry_run_only_shows_it(team: Team) -> None:
    sync(team)
    team.manager(comment="Good start", agreement="Agreed")
    team.manager("0008/G01", rating="Exceeded")
    team.employee(target=85.0)
    plan = (
        "Goals 2026 · team of Bo Ek\n"
        "  Anna Müller\n"
        '    G01 Manager\'s comment: (blank) → "Good start" (workbook: the manager changed it)\n'
        '    G01 Agreement: (blank) → "Agreed" (workbook: the manager changed it)\n'
        "    G01 Agreed on: (blank) → 1 Jul 2026 (workbook: follows from the agreement)\n"
        '    G01 Agreed by: (blank) → "Bo Ek, 1 Jul 2026" (workbook: follows from the agreement)\n'
        '    G01 Changed since agreed: (blank) → "target 80 → 85" (workbook: follows from the agreement)\n'
        "    G01 To (target): 80 → 85 (Google sheet: the employee changed it)\n"
        "  Cleo\n"
        '    G01 Rating: (blank) → "Exceeded" (workbook: the manager changed it)\n'
    )
    sets = "6 cells in workbooks; 1 cell in Google sheets.\n"
    ending = "Nothing was done. Run it again without --dry-run.\n"
    assert sync(team, "--dry-run") == (0, f"{plan}1 spreadsheet: 1 would be brought up to date; {sets}{ending}", "")
    assert team.in_workbook()["comment"] is None
    assert sync(team) == (0, f"{plan}1 spreadsheet: 1 brought up to date; {sets}", "")
    assert team.in_workbook()["comment"] == "Good start"


def test_lines_that_the_last_press_left_are_told_before_they_are_listed_and_when_they_are(team: Team) -> None:
    sync(team)
    path = team.path()
    waiting = (
        ConflictEntry(date=DAY, row="G01", where="To (target)", workbook="80", sheet="83", whose="Employee"),
        Review(date=DAY, kind="Other", goal="G01", decision="Adjust", field="target", old="80", new="85"),
    )
    sheet = read_tracker(path).settings
    state = dataclasses.replace(team.state(), waiting=waiting)
    set_cells(path, last_state.cells(state, sheet.rows, sheet.title))
    plan = (
        "Goals 2026 · team of Bo Ek\n"
        "  Anna Müller\n"
        "    On its sheet Conflicts, from the last sync: G01 To (target)\n"
        "    On its sheet Reviews, from the last sync: G01 target: 80 → 85\n"
    )
    ending = "Nothing was done. Run it again without --dry-run.\n"
    assert sync(team, "--dry-run") == (
        0,
        f"{plan}1 spreadsheet: 1 would be brought up to date; 2 lines that waited.\n{ending}",
        "",
    )
    assert read_tracker(path).tracker.reviews == ()
    assert sync(team) == (0, f"{plan}1 spreadsheet: 1 brought up to date; 2 lines that waited.\n", "")
    assert [(one.old, one.new) for one in read_tracker(path).tracker.reviews] == [("80", "85")]
    assert sync(team) == (0, "1 spreadsheet: 1 the same already.\n", "")


def test_a_row_that_waits_is_told_with_its_spreadsheet(team: Team) -> None:
    sync(team)
    team.type(FEEDBACK_TAB, FIRST_ROW, "strengths", "Calm")
    why = "nobody is picked in the column Person, so it reaches nobody yet."
    assert sync(team)[1].splitlines()[-1] == f"Goals 2026 · team of Bo Ek: Feedback, row 4: {why}"


@pytest.mark.parametrize("way", [(), ("--push-only",)])
def test_a_workbook_without_one_of_its_columns_is_left_alone(team: Team, way: tuple[str, ...]) -> None:
    sync(team)
    path = team.path()
    title = table(Goal).column("target").title
    changes = {BOOK: replaced("'Goals'!$I$5:$I$55", "#REF!"), GOALS_PART: replaced(title, "Mine")}
    path.write_bytes(edited(path.read_bytes(), changes))
    before, row = path.read_bytes(), team.in_sheet()
    code, _, err = sync(team, *way)
    assert (code, path.read_bytes(), team.in_sheet()) == (2, before, row)
    assert err.splitlines()[0] == (
        "Error: workbooks/Anna Müller.xlsx has no column To (target) on its sheet Goals any more. "
        'Undo what was done to it. If you cannot, HR can bring the workbook up to date with "goalsheet upgrade".'
    )


def test_the_local_server_may_stand_in_the_folders_settings(team: Team) -> None:
    (team.folder / "goalsheet.toml").write_text(f'google_url = "{team.server.sheets.url}"\n', encoding="utf-8")
    done = goalsheet("sync", "workbooks", "--today", DAY.isoformat(), cwd=team.folder.parent)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "1 spreadsheet: 1 made.")


def test_conflicts_are_listed_and_end_as_the_user_says(team: Team) -> None:
    sync(team)
    team.manager(comment="Very good")
    team.employee(comment="Great!")
    said = (
        "Conflict: G01 Manager's comment, for it belongs to the manager, but was changed in the workbook, and the "
        "manager changed it, too\n"
        '      workbook:     "Great!", last changed: Anna Müller, (when)\n'
        '      Google sheet: "Very good" (kept), last changed: bo@example.com, (when)\n'
    )
    code, out, _ = sync(team, "--dry-run")
    assert (code, said in out) == (1, True)
    code, out, err = sync(team, "--resolve", "ask", answers="mine\n")
    assert code == 1
    assert '      workbook:     "Great!" (kept), last changed: Anna Müller, (when)\n' in out
    assert "Anna Müller, G01 Manager's comment: it belongs to the manager" in err
    assert team.in_sheet()["comment"] == "Great!"
    assert sync(team)[0] == 0
    code, out, _ = sync(team, "--conflicts")
    assert (code, out.splitlines()[0]) == (0, "Anna Müller")
    assert out.splitlines()[1].startswith(
        "  1 Jul 2026: Conflict: G01 Manager's comment, for it belongs to the manager"
    )
    assert out.splitlines()[2:] == [
        '    workbook:     "Great!" (kept), last changed: Anna Müller, (when)',
        '    Google sheet: "Very good", last changed: bo@example.com, (when)',
    ]

    (anna,) = json.loads(sync(team, "--conflicts", "--format", "json")[1])["people"]
    ((first,), kept) = anna["conflicts"], ("2026-07-01", "comment", "Great!", "Very good", "workbook")
    assert tuple(first[name] for name in ("on", "column", "workbook", "sheet", "kept")) == kept
    changed = first["last_changed"]
    assert [changed[side]["by"] for side in ("workbook", "sheet")] == ["Anna Müller", "bo@example.com"]
    assert dt.datetime.fromisoformat(changed["sheet"]["at"]) <= dt.datetime.now(dt.UTC)


def test_where_nothing_gave_way_it_is_said(team: Team) -> None:
    assert sync(team, "--conflicts") == (0, "No edit has ever given way in these workbooks.\n", "")


def test_an_accident_stops_and_names_the_flag(team: Team) -> None:
    sync(team)
    for index in (1, 0):
        team.employee(index=index, statement=None)
    said = (
        "Error: Goals 2026 · team of Bo Ek: nothing was done here, for something looks like an accident.\n"
        "  Anna Müller: all rows are gone from the workbook. If that was meant, run it again with --accept-emptied.\n"
    )
    assert sync(team) == (2, "1 spreadsheet: 1 failed.\n", said)
    code, _, err = sync(team, "--accept-emptied")
    rows = (
        f"Goals 2026 · team of Bo Ek: Goals, row {row}: Anna Müller's goal G0{row - 3}: not in the workbook any more; "
        "the row stays until the manager's cells in it are emptied.\n"
        for row in (4, 5)
    )
    assert (code, err) == (1, "".join(rows))


@pytest.mark.parametrize(
    ("then", "what", "flag"),
    [
        (None, "nothing stands in the Google sheet any more of what was written there", "--accept-emptied"),
        (
            "Something else",
            "everything that was written in the Google sheet has changed at once",
            "--accept-all-changed",
        ),
    ],
)
def test_what_befalls_a_whole_sheet_of_a_few_cells_each_stops_too(
    team: Team, then: str | None, what: str, flag: str
) -> None:
    everybody = [tracker(number, f"Person {number}", goals=[FIRST]) for number in range(10, 18)]
    team.make(*everybody)
    sync(team)
    people = [one.person.id for one in everybody]
    for one in people:
        team.manager(f"{one}/G01", comment="Good start", agreement="Agreed", suggested_wording="Faster")
    assert sync(team)[0] == 0
    for one in people:
        agreement = "Changes requested" if then else None
        team.manager(f"{one}/G01", comment=then, agreement=agreement, suggested_wording=then)
    said = (
        "Error: Goals 2026 · team of Bo Ek: nothing was done here, for something looks like an accident.\n"
        f"  all 10 people: {what}. If that was meant, run it again with {flag}.\n"
    )
    assert sync(team) == (2, "1 spreadsheet: 1 failed.\n", said)
    assert team.in_workbook("Person 10")["comment"] == "Good start"
    assert sync(team, flag)[0] == 0
    assert team.in_workbook("Person 10")["comment"] == then


def test_of_a_workbook_that_was_copied_for_a_colleague_only_that_is_said(team: Team) -> None:
    sync(team)
    shutil.copy(team.path("Cleo"), team.folder / "Dora.xlsx")
    said = (
        "Look at Cleo (0008): there are 2 workbooks, and nobody can know which one counts: none was synced. "
        "Keep the one that the person works in, and move the others away.\n"
    )
    assert sync(team) == (1, "1 spreadsheet: 1 brought up to date.\n", said)
    assert "0008/G01" in team.rows()


def test_of_a_workbook_that_cannot_be_read_nobody_hears_that_it_is_not_there(team: Team) -> None:
    sync(team)
    team.path("Cleo").write_bytes(b"torn")
    code, out, err = sync(team)
    last = "Goals, row 6: Cleo has no workbook here that can be read; the row stays as it is."
    assert (code, out) == (2, "1 spreadsheet: 1 brought up to date.\n")
    assert err.splitlines()[1:] == [f"Goals 2026 · team of Bo Ek: {last}"]
    (damaged,) = json.loads(sync(team, "--format", "json")[1])["unread"]
    assert (damaged["workbook"], damaged["error"]) == (
        str(Path("workbooks/Cleo.xlsx")),
        err.splitlines()[0].removeprefix("Error: "),
    )


def test_where_nothing_can_be_noted_beside_the_workbooks_everything_else_is_done(team: Team) -> None:
    (team.folder / NAME).mkdir()
    code, out, err = sync(team)
    cure = "Free some space on that disk, or check the folder's permissions."
    after = "What was synced stays so, but the next sync looks at everything anew."
    why = re.search(r"cannot be written \((.*?)\)", err)
    assert why
    assert (code, out) == (1, "1 spreadsheet: 1 made.\n")
    assert err == f"Error: {Path('workbooks') / NAME} cannot be written ({why[1]}). {cure} {after}\n"
    assert [path.name for path in team.folder.iterdir() if path.suffix not in {".xlsx", ".jsonl"}] == []


def test_a_dry_run_a_sync_and_json_count_the_same(team: Team) -> None:
    sync(team)
    team.manager(statement="Answer faster", due=None, target=70.0, email=HR)
    team.employee("Cleo", target=85.0)
    team.make(tracker(9, "Dora", goals=[FIRST]))
    planned = sync(team, "--dry-run")[1].splitlines()[:-1]
    told = json.loads(sync(team, "--dry-run", "--format", "json")[1])
    done = sync(team)[1].splitlines()
    counts = "1 cell in workbooks; 5 cells in Google sheets; 1 new row in Google sheets; 3 conflicts."
    assert (planned[-1], done[-1]) == (
        f"1 spreadsheet: 1 would be brought up to date; {counts}",
        f"1 spreadsheet: 1 brought up to date; {counts}",
    )
    assert planned[:-1] == done[:-1]
    people = told["spreadsheets"][0]["people"]
    sides = [one["side"] for who in people for one in who["changes"]]
    assert (sides.count("workbook"), sides.count("sheet"), sum(len(who["conflicts"]) for who in people)) == (1, 5, 3)
    assert (told["dry_run"], {one["done"] for who in people for one in who["changes"]}) == (True, {False})


def test_json_says_the_same(team: Team) -> None:
    sync(team)
    team.manager(comment="Good start")
    team.manager("0008/G01", HR, statement="Else", due=DAY)
    team.manager("0008/G01", comment="Hello")
    code, out, err = sync(team, "--format", "json")
    document = json.loads(out)
    (spreadsheet,) = document["spreadsheets"]
    anna, cleo = spreadsheet["people"]
    assert (code, err, spreadsheet["done"], document["requests"]) == (1, "", "updated", 4)
    assert anna["changes"] == [
        {
            "side": "workbook",
            "table": "Goal",
            "id": "G01",
            "column": "comment",
            "old": None,
            "new": "Good start",
            "why": "the manager changed it",
            "done": True,
        }
    ]
    assert [(one["column"], one["workbook"], one["sheet"], one["kept"]) for one in cleo["conflicts"]] == [
        ("statement", FIRST.statement, "Else", "workbook"),
        ("due", "2026-12-31", "2026-07-01", "workbook"),
    ]
    assert cleo["backup"].endswith("Cleo (backup 1).xlsx")


def test_a_workbook_that_is_open_is_named_and_the_others_go_on(team: Team) -> None:
    sync(team)
    team.manager(comment="Good start")
    team.manager("0008/G01", comment="Hello")
    (team.folder / "~$Anna Müller.xlsx").write_bytes(b"")
    planned = sync(team, "--dry-run")
    code, out, err = sync(team)
    assert code == planned[0] == 1
    assert planned[1].splitlines()[:5] == out.splitlines()[:5]
    assert "1 cell in workbooks; 1 workbook not written." in planned[1]
    assert "Anna Müller.xlsx is open in Excel or another program." in err
    later = "(the workbook cannot be written: what it lacks comes with a later sync)"
    assert out == (
        "Goals 2026 · team of Bo Ek\n"
        f"  Anna Müller {later}\n"
        '    G01 Manager\'s comment: (blank) → "Good start" (workbook: the manager changed it)\n'
        "  Cleo\n"
        '    G01 Manager\'s comment: (blank) → "Hello" (workbook: the manager changed it)\n'
        "1 spreadsheet: 1 brought up to date; 1 cell in workbooks; 1 workbook not written.\n"
    )
    again = json.loads(sync(team, "--format", "json")[1])["spreadsheets"][0]
    changes = [(who["person"], one["done"]) for who in again["people"] for one in who["changes"]]
    assert (again["done"], changes) == ("failed", [("Anna Müller", False)])
    assert team.in_workbook("Cleo")["comment"] == "Hello"


def test_a_second_sync_at_the_same_time_says_so_and_does_nothing(team: Team) -> None:
    with alone(team.folder):
        code, out, err = sync(team)
        assert (code, out) == (2, "")
        assert err == (
            "Error: Another sync of workbooks is running. Wait until it is done, and run the same command again.\n"
        )
    assert sync(team)[0] == 0


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--push-only", "--resolve", "mine"], "--resolve is for a sync both ways."),
        (["--watch", "5", "--format", "json"], "--format json are for one sync that somebody looks at."),
    ],
)
def test_what_makes_no_sense_together_is_said(team: Team, flags: list[str], said: str) -> None:
    code, _, err = sync(team, *flags)
    assert code == 2
    assert said in err


@pytest.mark.parametrize("way", [[], ["--push-only"]], ids=["both ways", "push only"])
def test_rows_that_were_sorted_in_part_stop_one_spreadsheet_and_no_other(team: Team, way: list[str]) -> None:
    team.make(tracker(goals=[SECOND]), tracker(9, "Dan", Manager("0002", "Cy Ash", "cy@example.com")))
    sync(team, *way)
    goals = {"sheetId": 101, "startRowIndex": 3, "endRowIndex": 5, "startColumnIndex": 2, "endColumnIndex": 20}
    team.change(HR, {"sortRange": {"range": goals, "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]}})
    team.employee("Dan", statement="Something else")
    code, out, said = sync(team, *way)
    assert (code, "2 spreadsheets: 1 brought up to date, 1 failed" in out) == (2, True)
    assert said == (
        "Error: Goals 2026 · team of Bo Ek: nothing was done here, for something looks like an accident.\n"
        "  Goals, row 4 (Anna Müller's G01), row 5 (Cleo's G01): row ids and contents do not belong together any more, "
        "as after a sort of only some of the columns, or where cells were pasted over others. What was said of one "
        "goal would go on as said of another. Undo that in Google (Ctrl+Z, or File > Version history), and run the "
        "same command again. If it was meant, run it again with --accept-swapped: each row then counts for whom its "
        "hidden row id names, the goals in it are written anew from the workbooks, and what the manager wrote stays "
        "where it stands now.\n"
    )
    assert sync(team, *way, "--accept-swapped")[0] < 2
    assert sync(team, *way)[0] == 0


MIXED = "row ids and contents do not belong together any more"


def swap_comments(team: Team) -> None:
    """Anna Müller's comment and Cleo's change places in the Google sheet."""
    anna, cleo = (team.in_sheet(f"{one}/G01", ["comment"])["comment"] for one in ("0007", "0008"))
    team.manager("0007/G01", comment=cleo)
    team.manager("0008/G01", comment=anna)


def comments_of_two(team: Team) -> None:
    """Both stand in the workbooks."""
    sync(team)
    team.manager("0007/G01", comment="Anna is often late")
    team.manager("0008/G01", comment="Cleo shines")
    sync(team)


@pytest.mark.parametrize("is_damaged", [True, False], ids=["damaged", "missing"])
def test_words_about_somebody_whose_workbook_cannot_be_read_reach_nobody_else(team: Team, *, is_damaged: bool) -> None:
    comments_of_two(team)
    anna = team.path()
    whole = anna.read_bytes()
    if is_damaged:
        anna.write_bytes(whole[:2000])
    else:
        anna.unlink()
    swap_comments(team)
    code, _, said = sync(team)
    assert (code, team.in_workbook("Cleo")["comment"]) == (2, "Cleo shines")
    assert "Goals, row 4 (Anna Müller's G01), row 6 (Cleo's G01): row ids and contents do not belong" in said
    assert "Anna is often late" not in (team.folder / NAME).read_text()
    swap_comments(team)
    assert MIXED not in sync(team)[2]
    anna.write_bytes(whole)
    assert sync(team)[0] == 0
    assert (team.in_workbook()["comment"], team.in_workbook("Cleo")["comment"]) == ("Anna is often late", "Cleo shines")


def test_words_about_somebody_who_has_left_hold_up_nobody_for_ever(team: Team) -> None:
    comments_of_two(team)
    team.path().unlink()
    team.manager("0007/G01", comment=None)
    sync(team)
    team.manager("0008/G01", comment="Anna is often late")
    assert MIXED not in sync(team)[2]
    team.manager("0007/G01", comment="Cleo is fine")
    sync(team)
    team.manager("0007/G01", comment=None)
    team.manager("0008/G01", comment="Cleo is fine")
    assert MIXED in sync(team)[2]
    assert MIXED not in sync(team, "--accept-swapped")[2]
    assert MIXED not in sync(team)[2]
    assert team.in_workbook("Cleo")["comment"] == "Cleo is fine"
