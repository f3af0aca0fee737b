"""The brief for a 1:1: what stands in it, that it is text whatever people write, and what it prints."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib
import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from command import goalsheet
from hypothesis import given
from hypothesis import strategies as st
from teams import BO, DAY, DEC31, FIRST, JAN1, LOOKED, tracker
from thin_workbooks import thin_workbook

from goalsheet.progress.summary import Overall
from goalsheet.report.brief import Brief, GoalLine, brief
from goalsheet.report.brief_note import Note
from goalsheet.report.brief_page import MOST_LINES, brief_page
from goalsheet.report.brief_questions import BY_CRITERION, IN_THE_WAY, STILL_WORTH_IT, SURER, WHICH_HOLDS
from goalsheet.report.brief_since import Since
from goalsheet.smart.rule import CRITERIA, REALISTIC
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward
from goalsheet.tracker.tracker import Tracker

MAY = dt.date(2026, 5, 1)
JUNE = dt.date(2026, 6, 20)


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def with_logs(**more: Any) -> Tracker:
    return dataclasses.replace(tracker(goals=[FIRST]), **more)


# --- What stands in it -----------------------------------------------------------------------------------------------


def test_a_brief_holds_all_that_two_people_should_have_before_them() -> None:
    learned = Goal(
        id="G02",
        statement="Earn the CIPD certificate by 31 March 2026 through the evening course at the academy",
        category="Learn a skill",
        kind="Learning",
        measure="Milestones",
        evidence="The certificate",
        start=JAN1,
        due=day(3, 31),
        rhythm="Monthly",
        agreement="Agreed",
        agreed_on=day(1, 10),
    )
    steps = (
        Action("G02", action="Course", state="Done", done_on=day(5, 20)),
        Action("G01", action="Write the call guide", who="Anna", due=day(6, 25), state="Open"),
    )
    asked = dataclasses.replace(FIRST, agreement="Changes requested", comment="Why 80 %?", suggested_wording="Raise it")
    log = (
        CheckIn(date=day(4, 20), goal="G01", value=70, feeling="On track"),
        CheckIn(date=day(5, 4), goal="G01", value=70, feeling="On track", note="Guide drafted", next_step="Try it out"),
    )
    found = brief(
        with_logs(
            goals=(asked, learned),
            actions=steps,
            check_ins=log,
            feedback=(
                Feedback(date=day(5, 5), source="Peer", strengths="Calm on the phone"),
                Feedback(asked_on=day(6, 1), source="Mentor", question="What can I do?"),
            ),
            rewards=(Reward("Reward", "Day off", "Goal achieved", goal="G02"),),
            reviews=(Review(date=MAY, goal="G01", decision="Keep"),),
        ),
        DAY,
    )
    assert found.questions[0].text == IN_THE_WAY
    assert dataclasses.replace(found, questions=()) == Brief(
        person="Anna Müller",
        manager="Bo Ek",
        cycle="2026",
        day=DAY,
        since=Since(MAY, "the last review"),
        overall=Overall(7 / 12, found.overall.expected, "Off track", 2, 0, None),
        agreement={"Changes requested": 1, "Agreed": 1},
        next_review=day(8, 1),
        goals=(
            GoalLine(
                "G01", FIRST.statement or "", 2 / 12, found.goals[0].expected, "Off track", "On track",
                is_apart=True, agreement="Changes requested", left="183 days left",
                remark="Stale: no check-in for 58 days.",
            ),
            GoalLine(
                "G02", learned.statement or "", 1.0, 1.0, "Achieved", "",
                is_apart=False, agreement="Agreed", left="", remark="",
            ),
        ),
        wins=(
            Note("G02", f"Achieved on 20 May 2026: “{learned.statement}”"),
            Note("G02", "Milestone reached: “Course”"),
            Note("G02", "Earned, not celebrated yet: “Day off”"),
        ),
        changes=(
            Note("G01", "No change of progress. 1 check-in. Last: “Guide drafted”"),
            Note("G02", "From 0 % to 100 %."),
            Note("", "Feedback came in: 1 row on the sheet Feedback."),
        ),
        look_at=(
            Note(
                "G01",
                "Stale: no check-in for 58 days; meant to be monthly. "
                'Seen as "On track", but the figures say "Off track".',
            ),
        ),
        open=(
            Note("G01", "Changes are requested: “Why 80 %?”"),
            Note("G01", "A wording is suggested: “Raise it”"),
            Note("G01", "Late: “Write the call guide” (Anna, by 25 Jun 2026)"),
            Note("G01", "Meant to be next: “Try it out”"),
            Note("", "Feedback asked for that has not come: 1 (1 for over two weeks: ask again)."),
        ),
        questions=(),
    )  # fmt: skip


def test_a_workbook_without_goals_has_a_brief_too() -> None:
    found = brief(with_logs(goals=(), check_ins=()), DAY)
    assert (found.goals, found.wins, found.changes, found.look_at, found.open, found.questions) == (
        (),
        (),
        (),
        (),
        (),
        (),
    )
    assert "There are no goals yet." in brief_page(found)


@pytest.mark.parametrize(
    ("more", "since"),
    [
        ({"reviews": (Review(date=MAY), Review(date=day(3, 1)))}, Since(MAY, "the last review")),
        ({"reviews": (Review(date=MAY), Review(date=DAY))}, Since(MAY, "the last review")),
        ({"reviews": (Review(date=DEC31),)}, Since(JAN1, "the beginning: there was no review yet")),
        (
            {"goals": (dataclasses.replace(FIRST, agreed_on=day(2, 3)),)},
            Since(day(2, 3), "the day of the last agreement"),
        ),
        ({}, Since(JAN1, "the beginning: there was no review yet")),
    ],
)
def test_what_changed_counts_from_the_meeting_before_this_one(more: dict[str, Any], since: Since) -> None:
    assert brief(with_logs(**more), DAY).since == since


def test_a_day_that_is_named_goes_before_all_others() -> None:
    found = brief(with_logs(reviews=(Review(date=MAY),)), DAY, JUNE)
    assert found.since == Since(JUNE, "the day you named")
    assert found.changes == ()  # the check-in of that very day is no news


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "50 % done. 1 check-in. Last: “Half-way”"),
        (
            {"check_ins": (CheckIn(date=day(4, 1), goal="g01", value=71), LOOKED)},
            "From 25 % to 50 %. 1 check-in. Last: “Half-way”",
        ),
        (
            {"check_ins": (), "actions": (Action("G01", action="Call", state="Done", done_on=JUNE),)},
            "Done: “Call”.",
        ),
        (
            {
                "check_ins": (),
                "goals": (dataclasses.replace(FIRST, agreed_on=JUNE, changed_since_agreed="To (target)"),),
            },
            "Agreed on 20 Jun 2026. Changed after the agreement: To (target).",
        ),
        (
            {
                "check_ins": (),
                "reviews": (
                    Review(
                        date=JUNE, goal="G01", decision="Adjust", field="Due", old="30 Jun", new="31 Dec", reason="Ill"
                    ),
                ),
            },
            "Review of 20 Jun 2026: adjust, due from “30 Jun” to “31 Dec”. “Ill”",
        ),
    ],
)
def test_what_changed_is_told_goal_by_goal(more: dict[str, Any], told: str) -> None:
    assert brief(with_logs(**more), DAY, MAY).changes == (Note("G01", told),)


def test_a_goal_that_a_review_celebrated_is_no_win_any_more() -> None:
    done = dataclasses.replace(FIRST, due=JUNE)
    log = (CheckIn(date=JUNE, goal="G01", value=80),)
    won = Note("G01", f"Achieved on 20 Jun 2026: “{FIRST.statement}”")
    assert brief(with_logs(goals=(done,), check_ins=log), DAY).wins == (won,)
    over = (Review(date=JUNE, goal="g01", decision="Celebrate"),)
    assert brief(with_logs(goals=(done,), check_ins=log, reviews=over), DAY).wins == ()


def test_recognition_is_a_win_once() -> None:
    given = Reward("Recognition", "Great talk", "Given by manager", date=JUNE, given_by="Bo Ek", reason="Fair day")
    assert brief(with_logs(rewards=(given,)), DAY, MAY).wins == (
        Note("", "Recognition from Bo Ek: “Great talk” “Fair day”"),
    )
    assert brief(with_logs(rewards=(given,)), DAY, JUNE).wins == ()


@pytest.mark.parametrize(
    ("goal", "asked"),
    [
        (
            dataclasses.replace(FIRST, rhythm="Weekly"),
            Note("G01", STILL_WORTH_IT, "Nobody has looked at it for 11 days."),
        ),
        (dataclasses.replace(FIRST, confidence=3), Note("G01", SURER, "Confidence is 3 of 10.")),
        (
            dataclasses.replace(FIRST, target=90),
            Note("G01", IN_THE_WAY, "27 % done, 50 % expected: 23 points behind."),
        ),
        (dataclasses.replace(FIRST, agreement="Closed"), None),
    ],
)
def test_a_question_fits_what_a_goal_is_short_of(goal: Goal, asked: Note | None) -> None:
    found = brief(with_logs(goals=(goal,)), DAY).questions
    assert found == (() if asked is None else (asked,))


def test_questions_come_from_what_the_check_found_one_a_goal_and_not_too_many() -> None:
    vague = [Goal(id=f"G{n:02}", statement="Improve communication") for n in range(1, 8)]
    found = brief(tracker(goals=vague, check_ins=[]), DAY).questions
    assert [note.goal for note in found] == ["G01", "G02", "G03", "G04"]
    assert {note.text for note in found} <= {*BY_CRITERION.values(), WHICH_HOLDS}
    assert all(note.more for note in found)
    assert set(BY_CRITERION) == set(CRITERIA)
    assert BY_CRITERION[REALISTIC]


# --- The page --------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """All tags of a page, without those of lists, which come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def tags(page: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    parser = Tags()
    parser.feed(page)
    parser.close()
    return parser.found


def said_everywhere(text: str) -> Tracker:
    """A tracker in which that text stands wherever people write."""
    goal = dataclasses.replace(
        FIRST, statement=text, comment=text, suggested_wording=f"{text}!", agreement="Changes requested",
        changed_since_agreed=text,
    )  # fmt: skip
    one = tracker(7, text, dataclasses.replace(BO, name=text), [goal], [])
    return dataclasses.replace(
        one,
        cycle=dataclasses.replace(one.cycle, name=text),
        actions=(Action("G01", action=text, who=text, state="Open"),),
        check_ins=(dataclasses.replace(LOOKED, note=text, next_step=text),),
        reviews=(Review(date=JUNE, goal="G01", decision="Adjust", field=text, old=text, new=text, reason=text),),
        rewards=(Reward("Recognition", text, "Given by manager", date=JUNE, given_by=text, reason=text),),
    )


HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "</style><b>", "&lt;b&gt;")


@given(text=st.sampled_from(HOSTILE) | st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_nothing_that_people_write_is_ever_markup_in_a_brief(text: str) -> None:
    plain = tags(brief_page(brief(said_everywhere("plain"), DAY, MAY)))
    assert tags(brief_page(brief(said_everywhere(text), DAY, MAY))) == plain


def test_what_is_private_and_what_others_answered_stays_out_of_a_brief() -> None:
    log = dataclasses.replace(LOOKED, private_note="mine alone")
    said = Feedback(date=JUNE, source="Peer", strengths="theirs alone", ideas="theirs alone", my_answer="theirs alone")
    page = brief_page(brief(with_logs(check_ins=(log,), feedback=(said,)), DAY, MAY))
    assert "Half-way" in page
    assert [word for word in ("mine alone", "theirs alone") if word in page] == []


def test_a_list_that_is_too_long_is_counted() -> None:
    steps = tuple(Action("G01", action=f"Step {n}", state="Open") for n in range(MOST_LINES + 4))
    page = brief_page(brief(with_logs(actions=steps), DAY))
    assert f"Step {MOST_LINES - 1}”" in page
    assert f"Step {MOST_LINES}”" not in page
    assert "and 4 more" in page


# --- The command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "goals.xlsx"
    path.write_bytes(thin_workbook(with_logs(rewards=(), reviews=(Review(date=MAY, goal="G01"),))))
    return path


def test_a_brief_is_written_where_its_reader_looks(file: Path) -> None:
    before = file.read_bytes()
    done = goalsheet("brief", "goals.xlsx", "--today", "2026-07-01", cwd=file.parent)
    written = "Anna Müller - 1-1 brief 2026-07-01.html"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Wrote {written}. Open it in a browser, or print it: five goals fit on one page.\n"
    page = (file.parent / written).read_text(encoding="utf-8")
    assert "the last review" in page
    assert page == brief_page(brief(with_logs(reviews=(Review(date=MAY, goal="G01"),)), DAY))
    assert file.read_bytes() == before


def test_a_brief_is_made_anew_and_any_other_file_is_left(file: Path) -> None:
    how = ("brief", "goals.xlsx", "--today", "2026-07-01", "-o", "page.html")
    page = file.parent / "page.html"
    page.write_text("<p>Mine</p>", encoding="utf-8")
    done = goalsheet(*how, cwd=file.parent)
    said = "Error: page.html is there already and no brief. Name another file with -o.\n"
    assert (done.returncode, done.stderr, page.read_text(encoding="utf-8")) == (2, said, "<p>Mine</p>")
    page.unlink()
    assert [goalsheet(*how, cwd=file.parent).returncode for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "brief.txt"], "Error: brief.txt has to end with .html.\n"),
        (
            ["--since", "2026-07-01"],
            "Error: --since 2026-07-01: the day has to lie before 2026-07-01, as of which the goals are looked at.\n",
        ),
        (["-o", "goals.xlsx/brief.html"], None),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(file: Path, arguments: list[str], said: str | None) -> None:
    done = goalsheet("brief", "goals.xlsx", "--today", "2026-07-01", *arguments, cwd=file.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == said or (said is None and re.fullmatch(r"Error: .* Check the folder\.\n", done.stderr))
    assert [path.name for path in file.parent.iterdir()] == ["goals.xlsx"]


# --- On paper --------------------------------------------------------------------------------------------------------

REQUIRED = os.environ.get("GOALSHEET_BROWSER") == "required"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not REQUIRED:
        pytest.importorskip("playwright", reason='needs playwright: pip install -e ".[browser]"')
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if REQUIRED:
            pytest.fail("Chromium is required here, but there is none on the PATH")
        pytest.skip("needs Chromium on the PATH")
    sync_api: Any = importlib.import_module("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        # A container's root has no sandbox to offer; the page is our own.
        opened = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


def lived_in(goals: int) -> Tracker:
    """That many goals, each with a step, two check-ins with notes and a line in Reviews."""
    ids = [f"G{n:02}" for n in range(1, goals + 1)]
    return dataclasses.replace(
        tracker(goals=[dataclasses.replace(FIRST, id=one, agreement="Agreed") for one in ids]),
        actions=tuple(
            Action(one, action="Write the call guide", who="Anna", due=day(6, 25), state="Open") for one in ids
        ),
        check_ins=tuple(
            dataclasses.replace(LOOKED, date=when, goal=one, next_step="Try it out", value=value)
            for one in ids
            for when, value in ((day(4, 20), 70), (JUNE, 73))
        ),
        rewards=tuple(Reward("Reward", "A day off", "25 % reached", goal=one) for one in ids),
        reviews=(Review(date=MAY, goal="G01"),),
    )


@pytest.mark.browser
@pytest.mark.parametrize(("goals", "pages"), [(1, 1), (5, 1), (25, 2)])
def test_five_goals_fit_on_one_page_of_a4_and_25_on_two(browser: Any, tmp_path: Path, goals: int, pages: int) -> None:
    path = tmp_path / "brief.html"
    path.write_text(brief_page(brief(lived_in(goals), DAY)), encoding="utf-8")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(path.as_uri())
    printed: bytes = page.pdf(prefer_css_page_size=True)
    page.close()
    assert wrong == []
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == pages
