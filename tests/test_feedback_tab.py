"""A survey on the tab Surveys of the manager's spreadsheet: what it says, what comes back, what it may not tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from both_sides import Team
from command import Done, goalsheet
from hypothesis import given
from hypothesis import strategies as st
from local_google import google
from surveyed import answer, forms, heard
from teams import DAY, tracker

from goalsheet.feedback.answers import Answer, Kept
from goalsheet.feedback.standing import Standing, standing
from goalsheet.feedback.survey import USUAL, Asked, Rater, Survey, Topic
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_surveys import TAB
from goalsheet.tracker.logs import Feedback
from goalsheet.tracker.person import Manager

REQUEST = Feedback(goal="G02", asked_on=DAY, question="Do I explain it well?")
NAMES = ("Cem Ay", "Dana Ruiz", "Eva Lund", "Finn Oja")


def survey(*relations: str) -> Survey:
    raters = tuple(Rater(f"C{n}", Asked(f"N{n}", "", relation, "Survey")) for n, relation in enumerate(relations))
    return Survey("s", "0007", "Anna", "2026", DAY, USUAL, (Topic(),), raters)


def back(*codes: str) -> dict[str, Kept]:
    return {code: Kept((Answer("Calm"),)) for code in codes}


@pytest.mark.parametrize(
    ("relations", "codes", "said"),
    [
        (
            ("Manager", "Self", *["Peer"] * 4),
            ("C1", "C2", "C3", "C4"),
            Standing("1 manager, self, 4 peers", "Manager: not yet; self: yes; peers: 3 of 4"),
        ),
        (["Peer"] * 4, ("C0", "C1"), Standing("4 peers", "Peers: fewer than 3 of 4")),
        (
            ("Mentor", *["Peer"] * 3),
            ("C0", "C1", "C2"),
            Standing("1 mentor, 3 peers", "Mentors and peers: 3 of 4"),
        ),
        (
            ("Peer", "Mentor"),
            ("C0", "C1"),
            Standing("1 mentor, 1 peer", _TOO_FEW := "Mentors and peers: not told, for fewer than 3 were asked"),
        ),
    ],
)
def test_of_mentors_and_peers_only_three_or_more_are_counted(
    relations: tuple[str, ...], codes: tuple[str, ...], said: Standing
) -> None:
    assert standing(survey(*relations), back(*codes)) == said


@given(
    relations=st.lists(st.sampled_from(["Peer", "Mentor"]), min_size=1, max_size=8),
    chosen=st.sets(st.integers(0, 7)),
    other=st.integers(0, 7),
)
def test_whoever_knows_of_one_form_learns_nothing_of_two_others(
    relations: list[str], chosen: set[int], other: int
) -> None:
    """As long as fewer than three have answered, the tab says the same whoever they are."""
    asked, few = survey(*relations), sorted(chosen & set(range(len(relations))))[:2]
    one = standing(asked, back(*(f"C{n}" for n in few)))
    assert one == standing(asked, back(*[f"C{other}"] if other < len(relations) else []))


@dataclasses.dataclass
class Desk:
    """HR's desk: a team with a spreadsheet, and a survey on one of its people."""

    team: Team

    def run(self, *arguments: str) -> Done:
        return goalsheet(*arguments, "--google-url", self.team.server.sheets.url, cwd=self.team.folder)

    def request(self, people: str) -> Done:
        (self.team.folder / "raters.csv").write_text(f"Name,Email,Relation\n{people}", encoding="utf-8")
        how = ("--from", "raters.csv", "--tab", "--today", DAY.isoformat())
        return self.run("feedback", "request", "Anna Müller.xlsx", *how)

    def collect(self) -> Done:
        return self.run("feedback", "collect", "Anna Müller.xlsx", "feedback", "--tab", "--today", "2026-09-01")

    def rows(self) -> list[tuple[Value, ...]]:
        """What the tab shows, without the row ids."""
        there = self.team.found().tabs[TAB.sheet_id]
        rows = sorted({row for row, _ in there.cells if row >= FIRST_ROW})
        places = range(1, len(TAB.columns))
        return [tuple(next(iter(there.cells.get((row, at), {}).values()), None) for at in places) for row in rows]

    def forms(self) -> dict[str, Path]:
        return forms(self.team.folder / "feedback" / "Feedback for Anna Müller 2026")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with google() as server:
        team = Team(server, tmp_path)
        team.make(dataclasses.replace(tracker(), feedback=(REQUEST,)))
        team.sync()
        yield Desk(team)


PEERS = "".join(f"{name},{name.split()[0].lower()}@example.com,Peer\n" for name in NAMES)
SHOWN_DAY, SHOWN_BY = 46204.0, 46218.0  # 1 and 15 July 2026
STATE = ("1 manager, 4 peers", "Manager: not yet; peers: fewer than 3 of 4", SHOWN_DAY, SHOWN_BY)


@pytest.mark.slow
@pytest.mark.whole
def test_the_tab_says_how_a_survey_stands_and_brings_the_managers_answers(desk: Desk) -> None:
    asked = desk.request(PEERS)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "The manager can answer on the tab Surveys of Goals 2026 · team of Bo Ek, and needs no form." in asked.stdout
    assert desk.rows() == [
        ("Anna Müller", "The work as a whole", None, None, None, *STATE),
        ("Anna Müller", "Pass the exam\nDo I explain it well?", None, None, None, *STATE),
    ]
    desk.team.type(TAB, FIRST_ROW, "strengths", "=Calm")
    desk.team.type(TAB, FIRST_ROW, "rating", 4.0)
    desk.team.type(TAB, FIRST_ROW + 1, "ideas", " Ask  more ")
    for name in NAMES[:3]:
        answer(desk.forms()[name], f"Said by a peer: {len(name)}")
    done = desk.collect()
    assert (done.returncode, done.stderr) == (0, "")
    told = [(row.source, row.goal, row.strengths, row.ideas, row.rating) for row in heard(desk.team.path()) if row.date]
    assert told[:1] == [("Manager", None, "=Calm", None, 4.0)]
    assert told[-1:] == [("Manager", "G02", None, "Ask more", None)]
    assert [row[:2] for row in told[1:-1]] == [("Peer", None)] * 3
    assert [row[5:7] for row in desk.rows()] == [("1 manager, 4 peers", "Manager: yes; peers: 3 of 4")] * 2
    assert done.stdout.splitlines()[-1] == (
        "The tab Surveys of Goals 2026 · team of Bo Ek says how many have answered by now."
    )


@pytest.mark.slow
@pytest.mark.whole
def test_nothing_on_the_tab_names_a_peer_or_what_they_said(desk: Desk) -> None:
    desk.request(PEERS)
    for name, path in desk.forms().items():
        answer(path, f"Words of {path.stem[-6:]}" if name in NAMES else None)
    desk.collect()
    world = desk.team.server.sheets.world
    there = repr((world.files, world.books, world.changes))
    codes = [path.stem[-6:] for path in desk.forms().values()]
    tell_tales = [*NAMES, *(f"{name.split()[0].lower()}@" for name in NAMES), *codes, "Words of"]
    assert [one for one in tell_tales if one in there] == []
    assert "peers: 4 of 4" in there


@pytest.mark.slow
@pytest.mark.whole
def test_the_sync_and_the_tab_leave_each_other_alone(desk: Desk) -> None:
    desk.request(PEERS)
    desk.team.type(TAB, FIRST_ROW, "strengths", "Calm")
    before = desk.rows()
    done = desk.run("sync", ".", "--today", DAY.isoformat())
    assert (done.returncode, done.stderr) == (0, "")
    assert desk.rows() == before
    assert desk.collect().returncode == 0
    sent = len(desk.team.server.sheets.world.changes)
    again = desk.collect()
    assert (again.returncode, again.stderr) == (0, "")
    assert len(desk.team.server.sheets.world.changes) == sent  # nothing to bring up to date


@pytest.mark.slow
@pytest.mark.whole
def test_only_the_managers_cells_can_be_typed_in(desk: Desk) -> None:
    desk.request(PEERS)
    with pytest.raises(Exception, match="protected"):
        desk.team.type(TAB, FIRST_ROW, "answered", "peers: 4 of 4")


@pytest.mark.slow
@pytest.mark.whole
def test_a_tab_that_was_damaged_is_put_back_and_what_cannot_be_taken_in_is_named_with_its_cell(desk: Desk) -> None:
    desk.request(PEERS)
    desk.team.type(TAB, FIRST_ROW, "answered", "everybody", email="hr@example.com")
    desk.team.type(TAB, FIRST_ROW, "rating", 7.0, email="hr@example.com")
    desk.team.type(TAB, FIRST_ROW + 1, "ideas", "x" * 40_000)
    done = desk.collect()
    assert done.returncode == 1
    assert "Look at Surveys, D5: the text is longer than a cell in Excel can hold. Shorten it." in done.stdout
    assert 'Look at Surveys, E4: "7.0" is no rating. Write a number from 1 to 5.' in done.stdout
    assert [row[6] for row in desk.rows()] == ["Manager: not yet; peers: fewer than 3 of 4"] * 2


@pytest.mark.slow
@pytest.mark.whole
def test_without_a_spreadsheet_of_the_team_nothing_is_made(desk: Desk) -> None:
    other = Manager("0009", "Ida Moe", "ida@example.com")
    desk.team.make(tracker(manager=other))
    done = desk.request(PEERS)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: There is no review spreadsheet of Ida Moe's team for 2026. "
        "Run goalsheet sync --layout team first, or leave out --tab.\n"
    )
    assert not (desk.team.folder / "feedback").exists()
