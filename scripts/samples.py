"""Make the files in sample_workbooks/ and addin/RULES.md: `python scripts/samples.py [--pictures]`, from the root.

A list of people, an empty tracker, a filled-in one, trackers that show every finding of the check, and (with
LibreOffice, poppler and Chromium) pictures of the filled-in one's sheets and of the demo's pages.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlwings
from defusedxml import ElementTree
from goalsheet.scripts import every_finding
from goalsheet.scripts.message_pictures import bar_picture, message_picture, note_picture
from goalsheet.scripts.picture_stamp import digest_of_files, digest_of_workbook, stamped
from goalsheet.scripts.ribbon_picture import ribbon_picture

from goalsheet.excel import libreoffice, libreoffice_process
from goalsheet.excel.checking import check_goals, results
from goalsheet.excel.libreoffice import Answer
from goalsheet.excel.press import outcome
from goalsheet.layout.room import serial
from goalsheet.progress.summary import paces, summarise
from goalsheet.smart.days import USUAL
from goalsheet.smart.verdict import judge_tracker
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Review, Reward
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, TemplateName, Tracker
from goalsheet.tracker.vision import JournalEntry, MindMapIdea, PersonalValue, Trait, Vision, VisionTile
from goalsheet.workbook.package import MAIN, archive, finished, member, read_members

FOLDER = Path("sample_workbooks")
DATA = FOLDER / "filled_in.toml"
RULES = Path("addin") / "RULES.md"
DRAWINGS = Path("addin") / "pictures"
RIBBON = DRAWINGS / "ribbon.svg"
PICTURES = FOLDER / "pictures"
#: Pictures, each of a page of a sheet: the filled-in tracker as it is printed.
PAGES = {"start": ("Start", 1), "goals": ("Goals", 1), "dashboard": ("Dashboard", 1)}
FILLED_IN = "filled in - goals.xlsx"
#: What is cut out of a page: left, top, width and height in pixels.
_CUT = {"dashboard": ("60", "40", "720", "780")}
WITH_BUTTONS = "filled in with buttons - goals.xlsm"
BUTTONS_PAGES = {"start_with_buttons": ("Start", 1), "buttons": ("Goals", 1)}  # of the one with buttons, at full size
CHECKED_PAGES = {"checked": ("Goals", 7), "findings": ("Findings", 1)}  # after a press of Check goals
#: The files that say how a page looks and what stands on it; a picture is stale when they have changed.
BROWSER_PAGES: Mapping[str, tuple[str, ...]] = {
    "report": ("templates/demo/story.toml", "templates/report.html", "templates/report.css", "templates/report.js"),
    "brief": ("templates/demo/story.toml", "templates/brief.html"),
    "review": (
        "templates/demo/story.toml",
        "addin/goalsheet/layout/review_tabs.py",
        "addin/goalsheet/layout/review_overview.py",
        "addin/goalsheet/local_sheets/page.html",
        "addin/goalsheet/local_sheets/page.css",
    ),
}
_PRINTED, _ON_SCREEN = 100, 76  # dots an inch: a picture is to have some 200 kB at most
_COMMENT = f"{{{MAIN}}}comment"
_FOOT = re.compile(r"\s*(.*\S)\s+Page \d+ of \d+\s*")
_PAGE = re.compile(rb"<pageSetup[^>]*/>")
_SCREEN_ONLY = (b"<x:PrintObject>False</x:PrintObject>", b' fPrintsWithSheet="0"')


def samples(data: bytes) -> dict[str, bytes]:
    """The sample files by name, made from the filled-in tracker's TOML."""
    described = tomllib.loads(data.decode())
    today = described["today"]
    maker = TrackerMaker(load("career-year"), today)
    with_buttons = TrackerMaker(load("career-year"), today, buttons=True)
    filled = tracker(described)
    empty = Tracker(
        person=filled.person,
        cycle=Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
        template=filled.template,
        greeting=filled.greeting,
        introduction=f"This workbook is yours, {filled.person.first_name}. It is empty: write your first goal.",
        objectives=filled.objectives,
    )
    lived_in = with_forecasts(filled, today)
    shown = {f"every finding {place} - goals.xlsx": one for place, one in enumerate(every_finding.trackers(), 1)}
    return {
        "people.csv": (files("goalsheet.templates") / "people.csv").read_bytes(),
        "empty - goals.xlsx": maker.make_from(empty),
        FILLED_IN: maker.make_from(with_marks(lived_in, today)),
        WITH_BUTTONS: with_buttons.make_from(lived_in),
        **{name: maker.make_from(one) for name, one in shown.items()},
    }


def tracker(described: Mapping[str, Any]) -> Tracker:
    """The tracker that a TOML file describes: goals with their actions and check-ins, listed by date."""
    goals, actions, check_ins = [], [], []
    for number, goal in enumerate(described["goals"], 1):
        own_id = f"G{number:02}"
        goals.append(Goal(own_id, **{key: value for key, value in goal.items() if key not in ("actions", "checks")}))
        actions += [_action(own_id, row) for row in goal.get("actions", [])]
        check_ins += [_check_in(own_id, row) for row in goal.get("checks", [])]
    person = described["person"]
    return Tracker(
        person=Person(**{**person, "manager": Manager(**person["manager"])}),
        cycle=Cycle(**described["cycle"]),
        template=TemplateName("career-year", "Career year", "1.0"),
        greeting=f"Welcome back, {person['first_name']}",
        introduction="The year is nearly over. Look back on the Dashboard, and say on Reviews what goes on.",
        objectives=("Customers who stay with us", "People who grow with the company", "Sound finances"),
        goals=tuple(goals),
        actions=tuple(actions),
        check_ins=tuple(sorted(check_ins, key=lambda entry: entry.date or dt.date.min)),
        feedback=tuple(Feedback(**row) for row in described.get("feedback", ())),
        rewards=tuple(Reward(**row) for row in described.get("rewards", ())),
        reviews=tuple(Review(**row) for row in described.get("reviews", ())),
        review_months=3,
        vision=_vision(described.get("vision", {})),
    )


#: The columns that a line of each private table fills in, in order.
_LINES: dict[str, tuple[type, tuple[str, ...]]] = {
    "values": (PersonalValue, ("value", "rank", "meaning")),
    "traits": (Trait, ("kind", "trait", "plan")),
    "tiles": (VisionTile, ("caption", "horizon", "goal")),
    "ideas": (MindMapIdea, ("idea", "parent")),
    "journal": (JournalEntry, ("date", "mood", "went_well", "learned", "next_step", "thought")),
}


def _vision(described: Mapping[str, Any]) -> Vision:
    """The private tables, each line a list of what stands in its columns; "" is a blank."""
    rows = {name: tuple(_row(name, line) for line in described.get(name, ())) for name in _LINES}
    return Vision(tuple(described.get("answers", ())), **rows)


def _row(table: str, line: list[Any]) -> Any:
    row, columns = _LINES[table]
    return row(**{column: None if value == "" else value for column, value in zip(columns, line, strict=False)})


def with_forecasts(filled: Tracker, today: dt.date) -> Tracker:
    """The tracker after somebody has updated progress on that day."""
    goals = list(filled.goals)
    for index, outlook in summarise(filled, today).outlooks:
        goals[index] = dataclasses.replace(goals[index], **outlook.update(today))  # type: ignore[arg-type]  # by name
    return dataclasses.replace(filled, goals=tuple(goals))


def with_marks(filled: Tracker, today: dt.date) -> Tracker:
    """The tracker after somebody has checked its goals on that day."""
    goals, summary = list(filled.goals), summarise(filled, today)
    verdicts = judge_tracker(summary.appraised(filled), today, USUAL, paces(summary))
    for (index, _), verdict in zip(summary.outlooks, verdicts, strict=True):
        goals[index] = dataclasses.replace(goals[index], **results(goals[index], verdict, today))  # type: ignore[arg-type]  # by name
    return dataclasses.replace(filled, goals=tuple(goals))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _action(goal: str, row: list[str]) -> Action:
    action, who, due, state, done_on, result = row
    return Action(
        goal=goal, action=action, who=who, due=_day(due), state=state, done_on=_day(done_on), result=result or None
    )


def _check_in(goal: str, row: list[Any]) -> CheckIn:
    date, value, feeling, confidence, note, next_step = row
    return CheckIn(
        date=_day(date),
        goal=goal,
        value=value if value != "" else None,
        feeling=feeling,
        confidence=confidence,
        note=note or None,
        next_step=next_step or None,
    )


def as_of(data: bytes, day: dt.date) -> bytes:
    """The workbook with that day in place of TODAY(), so that its picture is the same whenever it is taken."""
    members = read_members(data, "sample")
    fixed = {name: xml.replace(b"TODAY()", str(serial(day)).encode()) for name, xml in members.items()}
    return b"".join(finished(archive(member(name, xml) for name, xml in fixed.items()), []))


def as_on_screen(data: bytes) -> bytes:
    """The workbook at full size on large sheets of paper, buttons and all: how its picture looks on a screen."""
    members = read_members(data, "sample")
    for name in members:
        for mark in _SCREEN_ONLY:
            members[name] = members[name].replace(mark, b"")
        if name.startswith("xl/worksheets/sheet"):
            large = _PAGE.sub(b'<pageSetup orientation="landscape" paperSize="8"/>', members[name])
            members[name] = large.replace(b'<pageSetUpPr fitToPage="1"/>', b"")
    return b"".join(finished(archive(member(name, xml) for name, xml in members.items()), []))


@contextmanager
def office(answer: Answer) -> Iterator[xlwings.App]:
    """A LibreOffice without a window, for as long as it is needed."""
    pipe = f"goalsheet-samples-{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        program = libreoffice_process.start(pipe, Path(profile), visible=False)
        app = libreoffice.connect(pipe, answer)
        try:
            yield app
        finally:
            app.quit()
            program.wait(60)


def checked(app: xlwings.App, workbook: bytes, day: dt.date) -> tuple[bytes, str]:
    """The workbook as LibreOffice saves it after a press of Check goals on that day; and what was said in the end."""
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name) / "goals.xlsm", Path(name) / "after.xlsm"
        before.write_bytes(as_of(workbook, day))
        book = app.books.open(str(before))
        said = outcome(lambda opened: check_goals(opened, day, USUAL), book).said
        book.save(str(after))
        book.close()
        return after.read_bytes(), said


def picture_sources(made: Mapping[str, bytes]) -> dict[str, str]:
    """Of each picture, the digest of what it shows: a sample file, or what a page is made of."""
    filled, with_buttons = digest_of_workbook(made[FILLED_IN]), digest_of_workbook(made[WITH_BUTTONS])
    return {
        **dict.fromkeys(PAGES, filled),
        **dict.fromkeys([*BUTTONS_PAGES, *CHECKED_PAGES], with_buttons),
        **{title: digest_of_files(map(Path, sources)) for title, sources in BROWSER_PAGES.items()},
    }


def take_pictures(
    workbook: bytes, day: dt.date, pages: Mapping[str, tuple[str, int]], resolution: int
) -> dict[str, bytes]:
    """Print the workbook by LibreOffice, and give pictures of those pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.xlsm").write_bytes(as_of(workbook, day))
        office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        _run([*office, "--convert-to", "pdf", "--outdir", name, str(folder / "book.xlsm")])
        sheets = _sheets(_run(["pdftotext", "-layout", str(folder / "book.pdf"), "-"]))
        for title, (sheet, page) in pages.items():
            place = str(sheets.index(sheet) + page)
            cut = [part for pair in zip("xyWH", _CUT.get(title, ()), strict=False) for part in (f"-{pair[0]}", pair[1])]
            of_page = ["-r", str(resolution), "-f", place, "-l", place, "-singlefile", *cut]
            _run(["pdftoppm", "-png", *of_page, str(folder / "book.pdf"), str(folder / title)])
        return {title: (folder / f"{title}.png").read_bytes() for title in pages}


def page_pictures() -> dict[str, bytes]:
    """Pictures of the demo's pages, taken in a Python that knows this folder's modules by no other name."""
    with tempfile.TemporaryDirectory() as name:
        _run([sys.executable, "-m", "goalsheet.scripts.page_pictures", name])
        return {title: (Path(name) / f"{title}.png").read_bytes() for title in BROWSER_PAGES}


def _sheets(printed: str) -> list[str]:
    """The sheet of each page, as the page's foot names it; a list that a button added has its title on top alone.

    Where rows just fill a page, LibreOffice may print a white one behind it, which is no sheet's.
    """
    found = []
    for page in printed.split("\f")[:-1]:
        lines = page.strip().splitlines() or [""]
        foot = _FOOT.fullmatch(lines[-1])
        found.append(foot[1] if foot else lines[0])
    return found


def draw_messages(said: str, asked: str, workbook: bytes) -> None:
    """Draw what Excel shows around a press: the bar, a question, a message, and a note."""
    cell, note = _first_note(workbook)
    drawings = {
        "bar": bar_picture(),
        "question": message_picture(asked, ("Yes", "No")),
        "message": message_picture(said, ("OK",)),
        "note": note_picture(cell, note),
    }
    for title, drawing in drawings.items():
        (DRAWINGS / f"{title}.svg").write_text(drawing, encoding="utf-8")


def _first_note(workbook: bytes) -> tuple[str, str]:
    """The first cell that has a note, and the note as people read it."""
    members = read_members(workbook, "sample")
    notes = next(xml for name, xml in members.items() if name.startswith("xl/comments"))
    found = ((one.get("ref") or "", "".join(one.itertext())) for one in ElementTree.fromstring(notes).iter(_COMMENT))
    return next((cell, text.rpartition("[")[0].strip()) for cell, text in found)


def _note_and_deny(asked: list[str], message: str, _title: str, _buttons: str) -> str:
    asked.append(message)
    return "no"


def _run(command: list[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL)  # noqa: S603 - fixed programs, our own files
    return done.stdout


def _with_one_sentence(described: Mapping[str, Any]) -> bytes:
    """A workbook of somebody who has written the sentence of the first goal, and nothing else of it."""
    filled = tracker(described)
    goal = Goal(filled.goals[0].id, statement=filled.goals[0].statement)
    return TrackerMaker(load("career-year"), described["today"]).make_from(
        Tracker(person=filled.person, cycle=filled.cycle, template=filled.template, goals=(goal,))
    )


def keep_pictures(made: Mapping[str, bytes], described: Mapping[str, Any]) -> None:
    """Take all pictures, and write them with the digests of what they show."""
    today: dt.date = described["today"]
    asked: list[str] = []
    with office(partial(_note_and_deny, asked)) as app:
        after, said = checked(app, made[WITH_BUTTONS], today)
        checked(app, _with_one_sentence(described), today)
    draw_messages(said, asked[0], after)
    taken = {
        **take_pictures(made[FILLED_IN], today, PAGES, _PRINTED),
        **take_pictures(as_on_screen(made[WITH_BUTTONS]), today, BUTTONS_PAGES, _ON_SCREEN),
        **take_pictures(as_on_screen(after), today, CHECKED_PAGES, _ON_SCREEN),
        **page_pictures(),
    }
    PICTURES.mkdir(exist_ok=True)
    for title, digest in picture_sources(made).items():
        (PICTURES / f"{title}.png").write_bytes(stamped(taken[title], digest))


def main() -> None:
    """Write the sample files, and the pictures if asked for."""
    if not DATA.is_file():
        sys.exit(f"There is no {DATA} here. Run this in goalsheet's own folder, where README.md is.")
    made = samples(DATA.read_bytes())
    for name, content in made.items():
        (FOLDER / name).write_bytes(content)
    RULES.write_text(every_finding.rules_page(), encoding="utf-8")
    RIBBON.write_text(ribbon_picture(), encoding="utf-8")
    if "--pictures" in sys.argv:
        keep_pictures(made, tomllib.loads(DATA.read_text(encoding="utf-8")))
    sys.stdout.write(f"Wrote {', '.join(made)} in {FOLDER}\n")


if __name__ == "__main__":
    main()
