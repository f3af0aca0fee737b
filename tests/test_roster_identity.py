"""Which column is the person's id, where an export has several."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from goalsheet.roster.people import Roster, read_roster


def read(folder: Path, text: str, **options: Any) -> Roster:
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_roster(path, today=dt.date(2026, 1, 15), **options)


def ids(roster: Roster) -> list[str]:
    return [person.id for person in roster.people]


@pytest.mark.parametrize("other", ["Payroll ID", "Payroll Number", "User ID", "Member ID", "HRIS ID", "Badge Number"])
def test_a_plain_id_goes_before_the_number_of_another_system(tmp_path: Path, other: str) -> None:
    roster = read(tmp_path, f"{other},ID,Name,Email,Manager\nX-9,1,Ana,,\nX-8,2,Ben,,Ana\n")
    assert ids(roster) == ["1", "2"]
    assert roster.people[0].extra[other] == "X-9"
    assert roster.notes[0] == (
        f'Ids are taken from "ID", since its name says so most plainly; kept as extra: {other}. '
        f'If it is another one: --columns "{other}=id".'
    )


def test_the_ids_by_which_managers_are_named_are_the_ids_of_the_list(tmp_path: Path) -> None:
    roster = read(tmp_path, "Employee ID,User ID,Name,Email,Manager ID\nE1,071,Ana,,\nE2,072,Ben,,71\nE3,73,Cy,,72\n")
    assert ids(roster) == ["071", "072", "73"]
    assert [person.manager.name for person in roster.people] == ["", "Ana", "Ben"]
    assert roster.problems == ()
    assert roster.notes[0] == (
        'Ids are taken from "User ID", since it holds the managers\' ids; kept as extra: Employee ID. '
        'If it is another one: --columns "Employee ID=id".'
    )


def test_an_id_behind_the_managers_name_chooses_too(tmp_path: Path) -> None:
    roster = read(tmp_path, "Worker ID,ID,Name,Email,Manager\nW1,71,Ana,,\nW2,72,Ben,,Ana (71)\n")
    assert ids(roster) == ["71", "72"]


def test_managers_ids_that_are_in_every_column_choose_none(tmp_path: Path) -> None:
    roster = read(tmp_path, "Payroll ID,ID,Name,Email,Manager ID\n2,1,Ana,,\n1,2,Ben,,1\n")
    assert ids(roster) == ["1", "2"]


def test_managers_ids_that_fit_here_and_there_by_chance_choose_none(tmp_path: Path) -> None:
    people = "E1,11,Ana,,,Zoe\nE2,12,Ben,,11,Zoe\nE3,13,Cy,,901,Yan\nE4,14,Di,,902,Xia\n"
    roster = read(tmp_path, f"Employee ID,Badge Number,Name,Email,Manager ID,Manager Name\n{people}")
    assert ids(roster) == ["E1", "E2", "E3", "E4"]


def test_whoever_tells_the_column_of_ids_is_obeyed(tmp_path: Path) -> None:
    text = "Payroll ID,ID,Name,Email,Manager ID\nP1,71,Ana,,\nP2,72,Ben,,\n"
    roster = read(tmp_path, text, columns={"Payroll ID": "id"})
    assert (ids(roster), roster.notes) == (["P1", "P2"], ())
