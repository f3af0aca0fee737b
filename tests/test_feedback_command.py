"""`goalsheet feedback`, as its users type it: forms go out and come back, and nobody is given away."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from command import goalsheet
from conftest import Office, read_sheets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from surveyed import answer, forms, heard, type_into
from teams import DAY, LOOKED, SECOND, tracker
from test_privacy import marked

from goalsheet.errors import BadSetting, CannotRead, CannotWrite, IsOpen
from goalsheet.feedback.survey import USUAL, Asked
from goalsheet.layout.places import CellPlace
from goalsheet.surveys.asking import LIST, Sent, ask
from goalsheet.surveys.collecting import Collected, collect
from goalsheet.surveys.guiding import guide
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.logs import Action, Feedback
from goalsheet.tracker.tracker import Cycle, Tracker
from goalsheet.workbook.cells import strip_results
from goalsheet.workbook.forms import open_form
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.reading import read_tracker
from goalsheet.workbook.setting import set_cells

SEPTEMBER = dt.date(2026, 9, 1)
REQUEST = Feedback(goal="G02", asked_on=DAY, question="Do I explain it well?")
PEERS = ("Cem Ay", "Dana Ruiz", "Eva Lund", "Finn Oja")


def peers(*names: str, relation: str = "Peer") -> list[Asked]:
    return [Asked(name, f"{name.split()[0].lower()}@example.com", relation, "Survey") for name in names]


@dataclasses.dataclass(frozen=True)
class Place:
    """A folder with a tracker in it, whose survey is run."""

    folder: Path

    @property
    def workbook(self) -> Path:
        return self.folder / "goals.xlsx"

    def ask(self, *asked: Asked) -> Sent:
        return ask(read_tracker(self.workbook).tracker, asked, self.folder / "feedback", (), USUAL, DAY)

    def collect(self, *paths: Path, as_written: bool = False) -> Collected:
        return collect(read_tracker(self.workbook), paths, SEPTEMBER, as_written=as_written)

    def said(self) -> list[tuple[object, ...]]:
        """What was heard, without the request."""
        names = ("source", "goal", "strengths", "ideas", "rating")
        return [tuple(getattr(row, name) for name in names) for row in heard(self.workbook) if row.date]


@pytest.fixture
def place(maker: TrackerMaker, tmp_path: Path) -> Place:
    return made(maker, tmp_path, dataclasses.replace(tracker(), feedback=(REQUEST,)))


def made(maker: TrackerMaker, folder: Path, one: Tracker) -> Place:
    (folder / "goals.xlsx").write_bytes(maker.make_from(one))
    return Place(folder)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_answers_come_back_when_three_peers_have_given_one(place: Place) -> None:
    sent = place.ask(*peers(*PEERS))
    own = forms(sent.folder)
    answer(own["Cem Ay"], "Explains calmly", "Write less", 4, topic=1)
    answer(own["Dana Ruiz"], "=1+1", None, 5, topic=1)
    found = place.collect(sent.folder)
    assert (found.added, found.back, [held.answers for held in found.held]) == (0, 2, [2])
    assert place.said() == []
    answer(own["Eva Lund"], None, "Ask more", 2, topic=1)
    found = place.collect(sent.folder)
    assert (found.added, found.problems) == (3, ())
    assert place.said() == [
        ("Peer", "G02", "=1+1", "Ask more", 5),
        ("Peer", "G02", "Explains calmly", "Write less", 4),
        ("Peer", "G02", None, None, 2),
    ]
    before = place.workbook.read_bytes()
    assert place.collect(sent.folder).added == 0
    assert place.workbook.read_bytes() == before


def test_only_the_sheet_feedback_changes_and_what_follows_from_it(place: Place) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    answer(forms(sent.folder)["Cem Ay"], "Fair")
    before = members(place.workbook)
    found = place.collect(sent.folder)
    after = members(place.workbook)
    assert found.backup
    assert members(place.folder / found.backup.name) == before
    changed = {name for name in after if after[name] != before[name]}
    feedback, dashboard = (_part(title, place.workbook) for title in ("Feedback", "Dashboard"))
    assert changed == {feedback, dashboard}
    assert strip_results(after[dashboard]) == strip_results(before[dashboard])
    (row,) = [one for one in heard(place.workbook) if one.date]
    assert (row.date, row.source, row.form, row.asked_on) == (SEPTEMBER, "Manager", "Survey", DAY)


def _part(title: str, path: Path) -> str:
    return OpenedWorkbook(path).directory.sheets[title]


def test_forms_hold_what_the_employee_asks_and_nothing_else_of_theirs(maker: TrackerMaker, tmp_path: Path) -> None:
    """Neither what is private, nor goals that nobody is asked about, nor who else is asked."""
    secret = marked("mine alone")
    others = [dataclasses.replace(goal, statement=f"mine alone {goal.id}", why="mine alone") for goal in secret.goals]
    log = dataclasses.replace(LOOKED, note="mine alone")
    one = dataclasses.replace(secret, goals=(*others[:1], SECOND), check_ins=(log,), feedback=(REQUEST,))
    sent = made(maker, tmp_path, one).ask(*peers(*PEERS))
    for name, path in forms(sent.folder).items():
        written = b"".join(members(path).values()).decode(errors="ignore")
        assert "Pass the exam" in written
        assert "Do I explain it well?" in written
        assert "mine alone" not in written
        assert [other for other in PEERS if other in written or other in path.name] == [name]


NAMES = st.text("abc", min_size=12, max_size=12).map(lambda letters: f"Mark{letters}")


@given(
    names=st.lists(NAMES, min_size=4, max_size=4, unique=True),
    question=st.sampled_from(["Is it clear?", "Is it clear? ({})", "Is it clear ({} and Ravi)?", "{}: is it clear?"]),
    is_asked=st.booleans(),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_form_and_no_guide_tells_who_else_is_asked(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], question: str, *, is_asked: bool
) -> None:
    """Whatever stands in the cell "What I asked", and whether the list of raters holds who is named there or not."""
    folder = tmp_path_factory.mktemp("asked")
    one = dataclasses.replace(tracker(), feedback=(Feedback(asked_on=DAY, question=question.format(names[0])),))
    raters = peers(*names) if is_asked else peers(*names[1:])
    with suppress(BadSetting):
        ask(one, raters, folder, (), USUAL, DAY)
    with suppress(BadSetting):
        guide(one, [], USUAL, DAY, folder / "guide.xlsx")
    forms_made = sorted(folder.glob("*/Feedback*.xlsx"))
    assert [len(forms_made) > 0, (folder / "guide.xlsx").exists()] == [
        "(" not in question and not (is_asked and "{}" in question),
        "(" not in question,
    ]
    for path in forms_made:
        held = path.name + b"".join(members(path).values()).decode(errors="ignore")
        assert sum(rater.name in held for rater in raters) == 1


def test_a_question_with_a_name_behind_it_is_neither_sent_nor_printed(place: Place) -> None:
    one = dataclasses.replace(tracker(), feedback=(Feedback(asked_on=DAY, question="Am I clear? (Mei)"),))
    for headline, act in (
        ("No form was made.", lambda: ask(one, peers(*PEERS), place.folder / "feedback", (), USUAL, DAY)),
        ("No guide was written.", lambda: guide(one, [], USUAL, DAY, place.folder / "guide.xlsx")),
    ):
        with pytest.raises(BadSetting) as refused:
            act()
        assert refused.value.headline == headline
        assert 'your question "Am I clear? (Mei)" ends in what looks like a name' in str(refused.value)
    assert [path.name for path in place.folder.iterdir()] == ["goals.xlsx"]


def test_a_survey_that_began_with_a_name_in_it_goes_on_in_another_folder(place: Place) -> None:
    sent = place.ask(*peers("Cem Ay"))
    with pytest.raises(BadSetting) as refused:
        place.ask(*peers("Anna Well"))
    assert refused.value.headline == (
        "No form was made. This survey has begun with that question: "
        "once it is worded anew, name another folder with --out."
    )
    assert sent.folder.exists()


@given(
    names=st.lists(st.uuids().map(lambda uuid: f"Mark{uuid.hex}"), min_size=5, max_size=5, unique=True),
    order=st.permutations(range(5)),
    signs=st.lists(st.booleans(), min_size=5, max_size=5),
)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.slow
def test_no_rater_is_named_in_the_employees_workbook(
    maker: TrackerMaker, tmp_path_factory: pytest.TempPathFactory, names: list[str], order: list[int], signs: list[bool]
) -> None:
    """Not even if they sign, and whoever comes when: neither in its parts, nor in its zip, nor in the backups."""
    place = made(maker, tmp_path_factory.mktemp("survey"), tracker())
    sent = place.ask(*peers(*names[:4]), *peers(names[4], relation="Mentor"))
    own = forms(sent.folder)
    for at in order:
        answer(own[names[at]], f"Good {at}{f', said {names[at]}' if signs[at] else ''}", f"Better {at}", 1 + at)
        place.collect(sent.folder)
    shown = {row.strengths for row in heard(place.workbook)}
    assert [text for text in shown if text and "said" in text] == []
    for path in place.folder.glob("*.xlsx"):
        held = path.read_bytes() + b"".join(members(path).values())
        assert [one for one in (*names, *(rater.code for rater in sent.survey.raters)) if one.encode() in held] == []


def test_the_workbook_is_the_same_whoever_came_first(maker: TrackerMaker, tmp_path: Path) -> None:
    books = []
    for number, order in enumerate((PEERS, PEERS[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        place = made(maker, folder, tracker())
        sent = place.ask(*peers(*order))
        for name in order[:2] if number else order[2:]:
            answer(forms(sent.folder)[name], f"{name[0]} likes it", None, 3)
        place.collect(sent.folder)
        for name in PEERS:
            answer(forms(sent.folder)[name], f"{name[0]} likes it", None, 3)
        place.collect(sent.folder)
        books.append(members(place.workbook))
    assert books[0] == books[1]


def test_an_answer_that_names_another_peer_who_was_asked_waits_for_somebody_to_look(place: Place) -> None:
    sent = place.ask(*peers(*PEERS))
    own = forms(sent.folder)
    for name in PEERS[:3]:
        answer(own[name], "Calm" if name != "Eva Lund" else "Calm, as Finn said to me")
    found = place.collect(sent.folder)
    code = next(rater.code for rater in sent.survey.raters if rater.person.name == "Eva Lund")
    assert "".join(map(str, found.problems)) == (
        f'Feedback for Anna Müller {code}.xlsx: it names somebody else who was asked ("Finn"), and was '
        "not taken in. Have it taken out, or, if it means something else, say --as-written."
    )
    assert found.added == 0


def test_an_answer_that_names_its_writer_waits_for_somebody_to_look(place: Place) -> None:
    sent = place.ask(*peers(*PEERS))
    own = forms(sent.folder)
    for name in PEERS[:3]:
        answer(own[name], "Calm" if name != "Eva Lund" else "Calm.\nEva")
    found = place.collect(sent.folder)
    code = next(rater.code for rater in sent.survey.raters if rater.person.name == "Eva Lund")
    assert "".join(map(str, found.problems)) == (
        f'Feedback for Anna Müller {code}.xlsx: it names who wrote it ("Eva"), and was not taken in. '
        "Have it taken out, or, if it means something else, say --as-written."
    )
    assert place.said() == []
    assert place.collect(sent.folder, as_written=True).added == 3


def test_asking_again_asks_more_people_and_leaves_forms_alone(place: Place) -> None:
    first = place.ask(*peers("Cem Ay"))
    answer(forms(first.folder)["Cem Ay"], "Calm")
    before = forms(first.folder)["Cem Ay"].read_bytes()
    again = place.ask(*peers("Cem Ay", relation="Mentor"), *peers("Dana Ruiz"))
    assert [rater.person.name for rater in again.new] == ["Dana Ruiz"]
    assert again.notes[0] == "Cem Ay has a form already, as peer, survey: that stays."
    assert forms(again.folder)["Cem Ay"].read_bytes() == before
    assert place.collect(again.folder).back == 1


def test_forms_that_came_twice_or_half_filled_in_count_and_are_named(place: Place) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    own = forms(sent.folder)["Cem Ay"]
    answer(own, "Calm", None, 4)
    shutil.copy(own, sent.folder / "copy.xlsx")
    found = place.collect(sent.folder)
    assert (found.added, found.problems) == (1, ())
    assert found.notes == (
        f"{own.name} and copy.xlsx say the same, and count once.",
        f"{own.name} leaves 4 of 6 questions open; what is there was taken in.",
    )
    assert place.collect(own).notes == ()


@pytest.mark.office
def test_a_form_that_libreoffice_saved_is_read(place: Place, office: Office) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    own = forms(sent.folder)["Cem Ay"]
    answer(own, "Calm", "Write less\nand listen", 4, topic=1)
    (saved,) = office({"form.xlsx": own.read_bytes()}, "xlsx").values()
    own.write_bytes(saved)
    assert place.collect(own).problems == ()
    assert place.said() == [("Manager", "G02", "Calm", "Write less\nand listen", 4)]


@pytest.mark.slow
def test_guides_hold_the_agenda_and_nothing_private_and_are_never_written_over(
    maker: TrackerMaker, tmp_path: Path
) -> None:
    step = Action(goal="G01", action="Read the guide", who="Bo and me", due=DAY)
    one = dataclasses.replace(marked("mine alone"), actions=(step,), feedback=(REQUEST,))
    made(maker, tmp_path, one)
    command = ("feedback", "guide", "goals.xlsx", "--today", str(DAY))
    done = goalsheet(*command, cwd=tmp_path)
    name = f"Anna Müller - talks {DAY}.xlsx"
    assert (done.returncode, done.stderr, done.stdout.partition(":")[0]) == (0, "", f"Wrote {name}")
    written = b"".join(members(tmp_path / name).values()).decode(errors="ignore")
    wanted = ("Read the guide", "Bo and me", "Pass the exam", "Do I explain it well?")
    assert [text for text in wanted if text not in written] == []
    assert "mine alone" not in written
    again = goalsheet(*command, cwd=tmp_path)
    assert (again.returncode, again.stderr) == (
        2,
        f"Error: {name} is there already, perhaps with notes in it. Name another file with --out.\n",
    )
    elsewhere = goalsheet(*command, "--out", "b.xlsx", "--format", "json", cwd=tmp_path)
    assert json.loads(elsewhere.stdout) == {"file": "goals.xlsx", "guide": "b.xlsx"}


def test_texts_stay_texts_in_forms_and_guides(place: Place) -> None:
    odd = "=1+1 <b> & _x0041_ \x0b {{ person }} 'x'!"
    goals = [dataclasses.replace(SECOND, id=f"G{number:02}", statement=f"{odd} {number}") for number in range(1, 26)]
    one = dataclasses.replace(tracker(name="A&B <Müller>", goals=goals), feedback=(Feedback(question=odd),))
    sent = ask(one, peers("=Cem & <Ay>"), place.folder / "odd", [f"{goal.id}" for goal in goals], USUAL, DAY)
    path = guide(one, ["G01"], USUAL, DAY, place.folder / "guide.xlsx")
    for book in (sent.file(sent.new[0]), path):
        shown = [cell for rows in read_sheets(book).values() for row in rows for cell in row]
        assert any("=1+1 <b> & _x0041_" in str(cell) for cell in shown)
    assert open_form(sent.file(sent.new[0])).read(sent.survey).answers[0].is_blank


def type_question(form: Path) -> None:
    type_into(form, {"question_1_strengths": "What is bad?"})


def type_rating(form: Path) -> None:
    type_into(form, {"answer_1_rating": "very good"})


def retitle(form: Path) -> None:
    """The names of the form's cells go."""
    data = members(form)
    data["xl/workbook.xml"] = data["xl/workbook.xml"].replace(b"answer_1_ideas", b"my_own_name")
    with zipfile.ZipFile(form, "w") as book:
        for name, part in data.items():
            book.writestr(name, part)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (type_question, "Feedback!B9: what is asked here was changed. Write again: " + USUAL.strengths),
        (type_rating, 'Feedback!E11: "very good" is no rating. Write a number from 1 to 5.'),
        (retitle, "a part of the form is gone (answer_1_ideas). Copy the answers into a form as it was sent out."),
    ],
)
def test_a_changed_form_is_named_and_not_taken_in(place: Place, change: Callable[[Path], None], said: str) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    own = forms(sent.folder)["Cem Ay"]
    answer(own, "Calm")
    change(own)
    found = place.collect(sent.folder)
    assert (found.back, found.added) == (0, 0)
    assert [str(problem).partition(".xlsx")[2].lstrip(",: ") for problem in found.problems] == [said]


def test_what_is_no_form_of_this_survey_is_named_and_the_rest_goes_on(
    place: Place, maker: TrackerMaker, tmp_path: Path
) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    answer(forms(sent.folder)["Cem Ay"], "Calm")
    (tmp_path / "last year").mkdir()
    other = dataclasses.replace(tracker(), cycle=Cycle("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)))
    old = made(maker, tmp_path / "last year", other).ask(*peers("Cem Ay"))
    back = place.folder / "back"
    back.mkdir()
    shutil.copy(forms(old.folder)["Cem Ay"], back / "1.xlsx")
    shutil.copy(place.workbook, back / "2.xlsx")
    (back / "3.xlsx").write_bytes(b"no zip")
    (back / "4.pdf").write_bytes(b"%PDF")
    found = place.collect(sent.folder, back)
    assert found.added == 1
    assert [str(problem) for problem in found.problems] == [
        "1.xlsx belongs to another survey (the one on Anna Müller, 2025) and was not taken in.",
        "2.xlsx is no feedback form made by goalsheet.",
        "3.xlsx is no Excel workbook. Save it as .xlsx in Excel.",
        "4.pdf is no Excel workbook. Ask for the form as .xlsx.",
    ]


def test_a_survey_of_somebody_else_or_of_another_cycle_is_not_brought_into_the_workbook(
    place: Place, maker: TrackerMaker, tmp_path: Path
) -> None:
    sent = place.ask(*peers("Cem Ay"))
    (tmp_path / "next").mkdir()
    following = dataclasses.replace(tracker(), cycle=Cycle("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31)))
    with pytest.raises(CannotRead) as failure:
        made(maker, tmp_path / "next", following).collect(sent.folder)
    assert str(failure.value) == (
        "There is no survey on Anna Müller, 2027 here, only on Anna Müller, 2026. "
        "Name that workbook, or another folder."
    )


def test_what_a_run_could_not_write_is_written_by_the_next(place: Place) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    answer(forms(sent.folder)["Cem Ay"], "Calm")
    lock = place.folder / "~$goals.xlsx"
    lock.write_bytes(b"")
    with pytest.raises(IsOpen):
        place.collect(sent.folder)
    lock.unlink()
    assert place.collect(sent.folder).added == 1
    assert place.collect(sent.folder).added == 0
    assert [row[2] for row in place.said()] == ["Calm"]


def test_a_run_that_was_killed_after_writing_adds_nothing_twice(place: Place) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    answer(forms(sent.folder)["Cem Ay"], "Calm")
    (place.folder / "~$goals.xlsx").write_bytes(b"")
    with pytest.raises(IsOpen):
        place.collect(sent.folder)
    about_to = (sent.folder / "survey.json").read_bytes()
    (place.folder / "~$goals.xlsx").unlink()
    place.collect(sent.folder)
    (sent.folder / "survey.json").write_bytes(about_to)
    assert place.collect(sent.folder).added == 0
    assert [row[2] for row in place.said()] == ["Calm"]


def test_the_list_of_who_gets_which_form_holds_no_formula(place: Place) -> None:
    sent = place.ask(Asked('=HYPERLINK("http://x")', "", "Peer", "Survey"))
    assert (sent.folder / LIST).read_text(encoding="utf-8-sig").splitlines()[1].startswith("\"'=HYPERLINK(")


def test_several_forms_for_one_name_are_told_and_do_not_make_a_group(place: Place) -> None:
    names = [("Lars Berg", "l@example.com"), ("LARS  BERG", "l2@example.com"), ("Dana Ruiz", "")]
    sent = place.ask(*(Asked(name, email, "Peer", "Survey") for name, email in names))
    assert sent.notes == (
        (
            "2 forms are for Lars Berg (l@example.com, l2@example.com): "
            "towards the 3 that it takes they count as one person."
        ),
        "2 people are asked as peer: fewer than 3 answers are shown only together with those of others.",
    )


@pytest.mark.slow
def test_the_commands_as_they_are_typed(place: Place) -> None:
    (place.folder / "raters.csv").write_text("Name,Relation\nCem Ay,manager\nDana Ruiz,peer\n", encoding="utf-8")
    done = goalsheet("feedback", "request", "goals.xlsx", "--from", "raters.csv", cwd=place.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Made 2 forms in feedback/Feedback for Anna Müller 2026.",
        "Asked about: The work as a whole; Pass the exam.",
        "Note: 1 person is asked as peer: fewer than 3 answers are shown only together with those of others.",
        "Who gets which form stands in who gets which form.csv there. Keep the folder where Anna Müller cannot look.",
        "Next: send the forms, save what comes back in a folder, and bring it into the workbook:",
        '  goalsheet feedback collect "goals.xlsx" "feedback/Feedback for Anna Müller 2026" RETURNED',
    ]
    own = forms(place.folder / "feedback" / "Feedback for Anna Müller 2026")
    for path in own.values():
        answer(path, "Calm")
    done = goalsheet("feedback", "collect", "goals.xlsx", "feedback", cwd=place.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2 of 2 forms on Anna Müller came back.",
        "Wrote 1 row on the sheet Feedback of goals.xlsx. As it was before: goals (backup 1).xlsx",
        "  Manager: 1 answer on the work as a whole",
        "  Peer: 1 answer waits for others on the work as a whole",
        "What waits is shown as soon as 3 new answers on a topic are there.",
        *sorted(
            f"Note: {path.name} leaves 5 of 6 questions open; what is there was taken in." for path in own.values()
        ),
    ]
    done = goalsheet("feedback", "collect", "goals.xlsx", "feedback", "--format", "json", cwd=place.folder)
    assert json.loads(done.stdout) == {
        "file": "goals.xlsx",
        "person": "Anna Müller",
        "forms": 2,
        "came_back": 2,
        "rows": 0,
        "shown": [],
        "waiting": [{"goal": None, "from": "Peer", "answers": 1}],
        "problems": [],
        "notes": [],
        "backup": None,
    }
    done = goalsheet("feedback", "collect", "goals.xlsx", "raters.csv", cwd=place.folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: There is no survey on Anna Müller, 2026 here. "
        "Name the folder that goalsheet feedback request made, too.\n"
    )


def test_a_sheet_without_room_is_left_alone(place: Place) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    answer(forms(sent.folder)["Cem Ay"], "Calm")
    location = read_tracker(place.workbook).tables[Feedback].location
    assert location
    last = CellPlace(location.sheet, f"{location.columns['strengths']}{location.rows.stop - 1}")
    set_cells(place.workbook, {last: "the last row"}, keeps=False)
    with pytest.raises(CannotWrite, match="there is no room for more rows"):
        place.collect(sent.folder)


def test_the_forms_of_other_employees_that_lie_beside_are_left_alone(place: Place, maker: TrackerMaker) -> None:
    sent = place.ask(*peers("Cem Ay", relation="Manager"))
    answer(forms(sent.folder)["Cem Ay"], "Calm")
    (place.folder / "other").mkdir()
    other = made(maker, place.folder / "other", tracker(8, "Bo Ek"))
    ask(read_tracker(other.workbook).tracker, peers("Cem Ay"), place.folder / "feedback", (), USUAL, DAY)
    found = place.collect(place.folder / "feedback", place.workbook)
    assert (found.added, found.problems) == (1, ())
