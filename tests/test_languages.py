"""Workbooks in other languages: every word is there, formulas and Python agree, and they are read as English ones."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import teams
from both_sides import Team, well
from command import goalsheet
from conftest import ANNA, TODAY, Office, read_sheets
from live_office import LiveOffice, cells
from test_computed_cells import differences, lived_in

from goalsheet.excel import buttons
from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.language.shelf import catalogue, codes, language_of, language_of_tabs
from goalsheet.layout.buttons import BUTTONS
from goalsheet.layout.design import design
from goalsheet.layout.places import LISTS, SETTINGS, place
from goalsheet.layout.plan import Design, Live
from goalsheet.layout.room import letters
from goalsheet.layout.translated import translated
from goalsheet.layout.vision_places import FIGURES
from goalsheet.layout.words import TABS, title_of
from goalsheet.progress.timing import MONTHS
from goalsheet.report.brief import brief
from goalsheet.report.brief_questions import BY_CRITERION
from goalsheet.report.cohort import LABELS, LACKS, LOADS
from goalsheet.sync.steps import Done
from goalsheet.template.fill import fill
from goalsheet.template.load import in_language, load
from goalsheet.template.maker import TrackerMaker
from goalsheet.template.maker import maker as maker_of
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table
from goalsheet.tracker.tracker import TABLES, Tracker
from goalsheet.upgrade.stamping import Stamping
from goalsheet.upgrade.upgrading import upgrade
from goalsheet.workbook.build import build_parts
from goalsheet.workbook.own_formulas import faults
from goalsheet.workbook.package import sheet_parts
from goalsheet.workbook.private_reading import read_own_tracker
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

OTHERS = [code for code in codes() if code != ENGLISH.code]
in_every_language = pytest.mark.parametrize("code", OTHERS)

#: What only formulas read, and what sync writes down.
TECHNICAL = {"way", "at least", "at most", "within", "steps", "agreement", "comment", "Setting", "goalsheet", MONTHS}
_TEXT = re.compile(r'"((?:[^"]|"")*)"')


def speaking(language: str, tracker: Tracker) -> Tracker:
    return dataclasses.replace(tracker, person=dataclasses.replace(tracker.person, language=language))


def texts(drawn: Design) -> Iterator[tuple[str, str]]:
    """Every text that a design says, with the place at which it may mean something else than usual."""
    for sheet in drawn.sheets:
        place = sheet.tables[0].table.name if sheet.tables else ""
        yield from ((sheet.title, TABS),) if sheet.title not in (LISTS, FIGURES, SETTINGS) else ()
        for cell in sheet.cells.values():
            if isinstance(cell.value, Live):
                yield from ((text, place) for text in _TEXT.findall(cell.value.formula))
            elif isinstance(cell.value, str) and not re.fullmatch("[a-z_0-9]+", cell.value):
                yield cell.value, place
            yield from ((text, place) for text in _TEXT.findall(cell.look.format))
        for one in sheet.validations:
            yield from ((text, place) for text in (one.prompt_title, one.prompt, one.error))
        for rule in sheet.highlights:
            yield from ((text, place) for text in _TEXT.findall(f"{rule.formula} {rule.format or ''}"))
        for chart in sheet.charts:
            named = (one.title for one in chart.series if "!" not in one.title)
            yield from ((text, place) for text in (chart.title, chart.alt, *named))
        for placed in sheet.buttons:
            button = placed.button
            yield from ((text, place) for text in (button.label, button.screentip, button.supertip))
    yield from ((drawn.page_of, ""), (drawn.go_to, ""))


@in_every_language
def test_everything_that_sheets_say_is_in_the_catalogue(code: str) -> None:
    to = catalogue(code)
    said = {*texts(design()), *texts(design(buttons=True))}
    missing = {text for text, place in said if re.search("[A-Za-z]{2}", text) and not to.knows(text, place)}
    assert missing - TECHNICAL - {"M", "S"} == set()


@in_every_language
def test_nothing_is_in_the_catalogue_twice(code: str) -> None:
    file = Path(__file__).parent.parent / "templates" / "languages" / f"{code}.toml"
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    words = [word for part, of in said.items() if part not in ("language", "only") for word in of]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@in_every_language
def test_words_that_are_told_apart_in_english_are_told_apart(code: str) -> None:
    to = catalogue(code)
    titles = {of.name: [title_of(of, column, to) for column in of.columns] for of in TABLES}
    lists = {
        one.choices.name: [to.word(word) for word in one.choices.words]
        for of in TABLES
        for one in of.columns
        if one.choices
    }
    tabs = {"tabs": [to.word(sheet.title, TABS) for sheet in design().sheets]}
    alike = {
        name: words
        for name, words in {**titles, **lists, **tabs}.items()
        if len({word.casefold() for word in words}) < len(words)
    }
    assert alike == {}


@in_every_language
def test_everything_fits_where_excel_takes_it(code: str) -> None:
    """A tab 31 characters, an input message 255 and its title 32, a text of a formula 255, a formula 8,192."""
    drawn = translated(design(buttons=True), catalogue(code))
    long = [sheet.title for sheet in drawn.sheets if len(sheet.title) > 31]
    to, english = catalogue(code), design(buttons=True)
    for sheet in english.sheets:
        long += [said for one in sheet.validations if len(said := to.said(one.prompt)) > 255]
        long += [said for one in sheet.validations if len(said := to.word(one.prompt_title)) > 32]
        long += [said for one in sheet.validations if len(said := to.said(one.error)) > 225]
    formulas = [
        one.value.formula for sheet in drawn.sheets for one in sheet.cells.values() if isinstance(one.value, Live)
    ]
    long += [formula for formula in formulas if len(formula) > 8_192]
    long += [text for formula in formulas for text in _TEXT.findall(formula) if len(text) > 255]
    assert sorted(set(long)) == []


def test_english_stays_the_very_same() -> None:
    assert translated(design(), ENGLISH) is design()


def test_a_language_is_known_by_its_code_and_by_its_names() -> None:
    said = ["", "de", "de-AT", "DE_ch", "Deutsch", "german", "en-GB", "English", "Klingon"]
    assert [language_of(one).code for one in said] == ["en", "de", "de", "de", "de", "de", "en", "en", "en"]
    assert [language_of(one, "de").code for one in ("", "en", "Klingon")] == ["de", "en", "de"]


def test_days_and_what_stands_in_a_sentence_are_translated_with_it() -> None:
    to = Catalogue(
        "xx",
        months=tuple("ABCDEFGHIJKL"),
        day="{day}. {month} {year}",
        words={"{*} on {*}": "am {1}: {0}", "{} is {*}.": "{} ist {*}.", "Reading": "Lesen", "Hello": "Hallo"},
        thousands=".",
        decimal=",",
    )
    assert to.said("Reading on 3 March 2027") == "am 3. C 2027: Lesen"
    assert to.said("Reading is Reading.") == "Reading ist Lesen."
    assert to.told("“Reading” is Reading. “Hello” is Hello.") == "“Reading” ist Lesen. “Hello” ist Hallo."
    assert to.put("{} is {*}.", 1, 2) == "1 ist 2."
    assert (to.number(1234567), to.number(1234.5, 1), ENGLISH.number(1234)) == ("1.234.567", "1.234,5", "1,234")
    assert to.said("  Hello! ") == "  Hallo! "
    assert to.said("What nobody knows") == "What nobody knows"


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_excel_can_work_out_every_formula(code: str) -> None:
    members = build_parts(translated(design(), catalogue(code)))
    parts = sheet_parts(members)
    found = {title: list(faults(members[part], parts)) for title, part in parts.items()}
    assert found == {title: [] for title in parts}


@pytest.mark.slow
@pytest.mark.office
@in_every_language
def test_formulas_say_what_python_says(code: str, maker: TrackerMaker, office: Office, tmp_path: Path) -> None:
    trackers = {"new": fill(load("career-year"), ANNA, TODAY), "lived in": lived_in()}
    books = {f"{name}.xlsx": maker.make_from(speaking(code, one)) for name, one in trackers.items()}
    assert differences(books, office, tmp_path) == []
    shown = [cell for rows in read_sheets(tmp_path / "theirs lived in.xlsx").values() for row in rows for cell in row]
    assert [cell for cell in shown if isinstance(cell, str) and cell.startswith("#")] == []


@in_every_language
def test_a_tracker_is_read_as_the_english_one(code: str, maker: TrackerMaker, tmp_path: Path) -> None:
    """All but the values of a person's own choosing, which are words of theirs."""
    read = {}
    for language in ("en", code):
        path = tmp_path / f"{language}.xlsx"
        path.write_bytes(maker.make_from(speaking(language, lived_in())))
        file = read_own_tracker(path)
        tracker, vision = speaking("", file.tracker), file.tracker.vision
        goals = tuple(
            dataclasses.replace(goal, value=None, checked_words=None, forecast=None) for goal in tracker.goals
        )
        vision = dataclasses.replace(vision, values=())
        problems = [problem.what for problem in file.problems]
        read[language] = dataclasses.replace(tracker, goals=goals, vision=vision), sorted(problems)
    assert read[code] == read["en"]


def test_a_word_that_is_set_stands_there_in_the_language_of_the_sheets(maker: TrackerMaker, tmp_path: Path) -> None:
    path = tmp_path / "Anna.xlsx"
    path.write_bytes(maker.make_from(speaking("de", fill(load("career-year"), ANNA, TODAY))))
    before = read_tracker(path)
    place = before.place(Goal, 0, "agreement")
    assert place is not None
    set_cells(path, {place: "Agreed"})
    row = next(row for row in read_sheets(path)["Ziele"] if row and row[0] == "G01")
    assert "Vereinbart" in row
    assert read_tracker(path).tracker.goals[0].agreement == "Agreed"
    assert before.tracker.goals[0].agreement == "Draft"


def test_an_english_word_is_not_offered_in_a_german_list(maker: TrackerMaker, tmp_path: Path) -> None:
    path = tmp_path / "Anna.xlsx"
    goal = Goal(id="G01", statement="Read", rhythm="daily")
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=(goal,), actions=())
    path.write_bytes(maker.make_from(speaking("de", tracker)))
    assert [(one.what, one.cure) for one in read_tracker(path).problems] == [
        ('"daily" is not offered here.', "Pick one of: Wöchentlich, Alle 2 Wochen, Monatlich, Vierteljährlich.")
    ]


def test_what_people_wrote_is_never_translated(maker: TrackerMaker, tmp_path: Path) -> None:
    path = tmp_path / "Anna.xlsx"
    goal = Goal(id="G01", statement="Overdue", unit="goals", why="Achieved", evidence="Done", resources="This week")
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=(goal,), actions=())
    path.write_bytes(maker.make_from(speaking("de", tracker)))
    assert dataclasses.replace(read_tracker(path).tracker.goals[0], agreement=None) == goal


@pytest.mark.slow
@pytest.mark.office
def test_buttons_work_in_a_german_workbook(live: LiveOffice, maker: TrackerMaker) -> None:
    live.answer = "no"
    goal = Goal(
        statement="Raise first-call resolution from 68 % to 80 % by 30 June 2027 with the new call guide",
        measure="Increase",
        baseline=68.0,
        target=80.0,
        current=70.0,
        unit="%",
        start=TODAY - dt.timedelta(days=90),
        due=TODAY + dt.timedelta(days=90),
        agreement="Agreed",
    )
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=(goal,), actions=())
    book = live.open(maker.make_from(speaking("de", tracker)))
    said = live.press(buttons.check_goals), live.press(buttons.update_progress)
    assert [text.partition("\n")[0] for text in said] == [
        "Das Ziel ist noch nicht SMART. 6 Hinweise dazu.",
        "1 Ziel: 1 nicht im Plan. Zusammen 17 % getan, 50 % erwartet.",
    ]
    book.sheets["Ziele"].activate()
    book.sheets["Ziele"].range("B6").select()
    live.press(buttons.log_check_in)
    columns = {
        name: f"{letters(place(table(Goal), name))}6" for name in ("id", "status", "check_edited", "forecast_edited")
    }
    shown = {name: cells(book, "Ziele", f"{cell}:{cell}")[0][0] for name, cell in columns.items()}
    assert shown == {"id": "G01", "status": "Nicht im Plan", "check_edited": None, "forecast_edited": None}
    assert cells(book, "Check-ins", "B5:B5") == [["G01"]]
    read = read_tracker(live.saved(book)).tracker
    assert (read.goals[0].agreement, read.goals[0].forecast_words) == ("Agreed", "Increase")
    assert [entry.goal for entry in read.check_ins] == ["G01"]


def test_messages_are_said_line_by_line_and_what_people_wrote_stays() -> None:
    message = "3 goals: 2 on track, 1 needs dates. Together 40 % done.\n\nYours: Sell 10 by 30 June 2027. Then rest."
    assert catalogue("de").paragraphs(message).split("\n") == [
        "3 Ziele: 2 im Plan, 1 ohne Termine. Zusammen 40 % getan.",
        "",
        "Ihrer: Sell 10 by 30 June 2027. Then rest.",
    ]
    tabs = {code: [catalogue(code).word(title, TABS) for title in ("Start", "Goals", "Actions")] for code in codes()}
    assert {code: language_of_tabs(titles, TABS, ("Goals", "Actions")).code for code, titles in tabs.items()} == {
        code: code for code in codes()
    }


@in_every_language
def test_a_message_that_a_language_has_no_words_for_stays_english(code: str) -> None:
    said = "Nobody is signed in to Google on this computer. You fill in how it stands, and do 3 of 5 things."
    assert catalogue(code).paragraphs(said) == said


@in_every_language
def test_help_is_said_in_the_language_of_the_workbook(code: str) -> None:
    to = catalogue(code)
    for button in BUTTONS:
        said = to.paragraphs(f"{button.label}: {button.supertip}")
        assert (said.startswith(to.said(button.label)), said.endswith(to.said(button.supertip))) == (True, True)
        assert to.said(button.supertip) != button.supertip


@pytest.mark.slow
def test_an_upgraded_workbook_keeps_its_language_and_what_was_answered(maker: TrackerMaker, tmp_path: Path) -> None:
    path = tmp_path / "Anna.xlsx"
    path.write_bytes(maker.make_from(speaking("de", lived_in())))
    before = read_own_tracker(path)
    done = upgrade(path, Stamping("career-year", TODAY), again=True)
    assert done is not None
    assert done.losses == ()
    path.write_bytes(done.data)
    after = read_own_tracker(path)
    assert after.tracker == dataclasses.replace(before.tracker, objectives=after.tracker.objectives)
    assert [row for row in read_sheets(path)["Settings"] if row[0] == "labels"] == [["labels", "de"]]


@pytest.mark.slow
def test_a_list_of_people_says_who_gets_which_language(tmp_path: Path) -> None:
    people = "Employee ID,First name,Last name,Language\n1,Ann,Ek,German\n2,Bo,Ek,\n3,Cy,Ek,Klingon\n4,Di,Ek,en\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    (tmp_path / "goalsheet.toml").write_text('language = "de"\n', encoding="utf-8")

    def tabs() -> dict[str, str]:
        return {path.name.split()[0]: list(read_sheets(path))[4] for path in tmp_path.rglob("* - goals.xlsx")}

    made = goalsheet("generate", "people.csv", "--out", "out", "--jobs", "1", cwd=tmp_path)
    assert made.returncode == 0
    assert tabs() == {"Ann": "Ziele", "Bo": "Ziele", "Cy": "Ziele", "Di": "Goals"}
    more = ("--overwrite", "--language", "en", "--jobs", "1")
    assert goalsheet("generate", "people.csv", "--out", "out", *more, cwd=tmp_path).returncode == 0
    assert tabs() == {"Ann": "Ziele", "Bo": "Goals", "Cy": "Goals", "Di": "Goals"}


PAGES = Path(__file__).parent.parent / "templates"
#: What the pages say: `"…" | say`, `say("…")` in the script, and one or several of a thing.
_SAYS = re.compile(r'"([^"]+)" \| say\b|say\("([^"]+)"|(?:count|say_of)\("([^"]+)", "([^"]+)"\)')


@in_every_language
def test_everything_that_pages_say_is_in_the_catalogue(code: str) -> None:
    to = catalogue(code)
    found = [
        _SAYS.findall((PAGES / name).read_text(encoding="utf-8")) for name in ("report.html", "report.js", "brief.html")
    ]
    said = {text for page in found for match in page for text in match if text}
    said |= {title for title, _ in (*LACKS.values(), *LOADS.values())} | {*LABELS, *BY_CRITERION.values()}
    assert {text for text in said if not to.knows(text) and not text.startswith("goalsheet ")} == set()


@in_every_language
def test_everything_in_a_brief_is_said_in_the_language(code: str) -> None:
    to, about = catalogue(code), brief(lived_in(), TODAY)
    notes = (*about.wins, *about.changes, *about.look_at, *about.open, *about.questions)
    remarks = [goal.remark for goal in about.goals if goal.remark]
    left = [goal.left for goal in about.goals if goal.left]
    assert [text for text in (*(note.text for note in notes), *remarks, *left) if to.told(text) == text] == []


def test_a_report_says_what_people_wrote_as_they_wrote_it(tmp_path: Path, maker: TrackerMaker) -> None:
    tracker = dataclasses.replace(fill(load("career-year"), ANNA, TODAY), goals=(Goal(id="G01", statement="Overdue"),))
    (tmp_path / "Anna - goals.xlsx").write_bytes(maker.make_from(speaking("de", tracker)))
    asked = ("report", ".", "--manager", "Bo Ek", "--language", "de", "--today", str(TODAY))
    assert goalsheet(*asked, cwd=tmp_path).returncode == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    assert "<h1>Wo die Ziele am 28. November 2026 stehen</h1>" in page
    assert '"Overdue"' in page


@pytest.mark.slow
def test_a_template_says_what_it_says_in_the_language_of_the_person(tmp_path: Path) -> None:
    """From the file beside it, my-goals.de.toml; where there is none, in its own words."""
    own = (PAGES / "career-year.toml").read_text(encoding="utf-8")
    (tmp_path / "my-goals.toml").write_text(own, encoding="utf-8")
    german = own.replace("Welcome, {{", "Hallo {{").replace("cycle.end | spelled", "cycle.end | spelled('de')")
    (tmp_path / "my-goals.de.toml").write_text(german, encoding="utf-8")
    make = maker_of(str(tmp_path / "my-goals.toml"), TODAY)
    assert isinstance(make, TrackerMaker)
    said = {}
    for code in ("", "de", "fr"):
        tracker = make.fill(dataclasses.replace(ANNA, language=code))
        said[code] = tracker.greeting, re.findall(r"by (31\S* \w+ 2027)", tracker.goals[3].statement or "")
    english = ("Welcome, Anna", ["31 December 2027"])
    assert said == {"": english, "de": ("Hallo Anna", ["31. Dezember 2027"]), "fr": english}
    before = make.digest
    (tmp_path / "my-goals.de.toml").write_text(german + "\n", encoding="utf-8")
    assert maker_of(str(tmp_path / "my-goals.toml"), TODAY).digest != before


@pytest.mark.parametrize("code", ["de"])
def test_the_usual_template_comes_in_that_language(code: str) -> None:
    template = in_language("career-year", code)
    assert template is not None
    tracker = fill(template, ANNA, TODAY)
    assert len(tracker.goals) == 4
    assert {goal.objective for goal in tracker.goals} <= set(tracker.objectives)
    assert template.version == load("career-year").version


@pytest.mark.slow
@pytest.mark.whole
def test_a_german_workbook_is_synced_as_any_other(new_team: Team) -> None:
    """The manager's words come back in the words of the workbook; the spreadsheet has English ones."""
    new_team.make(speaking("de", teams.tracker()))
    assert well(new_team.sync()).outcome.done is Done.MADE
    assert new_team.in_workbook() == new_team.in_sheet()
    new_team.manager(agreement="Agreed", rating="Exceeded", comment="Weiter so")
    assert well(new_team.sync()).outcome.done is Done.UPDATED
    assert new_team.in_workbook() == new_team.in_sheet()
    row = next(row for row in read_sheets(new_team.path())["Ziele"] if row and row[0] == "G01")
    assert {"Vereinbart", "Übertroffen", "Weiter so"} <= set(row)
    assert well(new_team.sync()).outcome.done is Done.UNCHANGED
    assert read_tracker(new_team.path()).problems == ()
