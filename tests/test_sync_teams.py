"""Which people go into which spreadsheet, what is remembered, and what stands in the way."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from teams import BO, DAY, FIRST, JAN1, seen, target, tracker

from goalsheet.google.drive import Permission, about, sharing
from goalsheet.sync.fingerprint import fingerprint
from goalsheet.sync.memory import NAME, Memory, Remembered
from goalsheet.sync.teams import Targets, targets
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Cycle, Tracker

CY = Manager("0002", "Cy Ash", "cy@example.com", "Cy")


def teams(*trackers: Tracker, layout: str = "team") -> Targets:
    return targets(layout, seen(*trackers), DAY)


def shown(found: Targets) -> list[tuple[str, list[str]]]:
    return [(one.of, [member.person.id for member in one.review.members]) for one in found.targets]


def test_each_manager_gets_one_spreadsheet_with_all_their_people() -> None:
    found = teams(tracker(1), tracker(2, manager=CY), tracker(3))
    assert shown(found) == [("0001", ["0001", "0003"]), ("0002", ["0002"])]
    assert found.problems == ()
    assert found.targets[0].review.elsewhere == {"0002"}


def test_each_cycle_has_its_own() -> None:
    other = dataclasses.replace(tracker(2), cycle=Cycle("2027", JAN1, DAY))
    assert [one.review.title for one in teams(tracker(1), other).targets] == [
        "Goals 2026 · team of Bo Ek",
        "Goals 2027 · team of Bo Ek",
    ]


def test_individual_spreadsheets_are_the_employees() -> None:
    assert shown(teams(tracker(1), tracker(2), layout="individual")) == [("0001", ["0001"]), ("0002", ["0002"])]


def test_whoever_has_no_manager_is_left_out_and_named() -> None:
    found = teams(tracker(1, manager=Manager()), tracker(2))
    assert shown(found) == [("0001", ["0002"])]
    assert (found.without_manager, found.problems) == (("Anna Müller (0001)",), ())


def test_a_manager_without_an_email_gets_a_spreadsheet_that_is_shared_with_nobody() -> None:
    found = teams(tracker(1, manager=Manager("9", "No Mail")))
    assert found.targets[0].readers == {}
    assert "No Mail: no e-mail address is known, so that the spreadsheet is shared with nobody." in str(
        found.problems[0]
    )


def test_one_id_with_two_addresses_is_shared_with_neither() -> None:
    found = teams(tracker(1), tracker(2, manager=dataclasses.replace(BO, email="other@example.com")))
    assert found.targets[0].readers == {}
    assert "the workbooks name several addresses (bo@example.com, other@example.com)" in str(found.problems[0])


def test_one_id_with_two_names_is_shared_with_neither_unless_they_have_one_address() -> None:
    other = Manager(BO.id, "Di Oak")
    found = teams(tracker(1), tracker(2, manager=other))
    assert found.targets[0].readers == {}
    assert "Bo Ek: the workbooks name several managers with this id (Bo Ek, Di Oak)" in str(found.problems[0])
    married = dataclasses.replace(BO, name="Bo Oak")
    assert teams(tracker(1), tracker(2, manager=married)).problems == ()


def test_of_two_workbooks_of_one_person_neither_is_taken_and_others_go_on() -> None:
    found = teams(tracker(1), tracker(1, goals=[FIRST]), tracker(2, "Cleo"))
    assert [one.person.name for one in found.targets[0].review.members] == ["Cleo"]
    what = "there are 2 workbooks, and nobody can know which one counts: none was synced."
    cure = "Keep the one that the person works in, and move the others away."
    assert [str(one) for one in found.problems] == [f"Anna Müller (0001): {what} {cure}"]


def test_the_fingerprint_is_the_same_for_the_same_content_and_changes_with_it() -> None:
    goal = dataclasses.replace(FIRST, statement="Something else")
    prints = [fingerprint(target(one)) for one in (tracker(1), tracker(1), tracker(1, goals=[goal]))]
    assert prints[0] == prints[1] != prints[2]


def test_what_is_noted_on_a_file_fits_even_for_long_names() -> None:
    notes = about("cycle " * 40, "team", "ä" * 80).notes("tenant")
    assert all(len((name + value).encode()) <= 124 for name, value in notes.items())


OWNER = Permission("1", "user", "owner", "hr@example.com")
WRITER = Permission("2", "user", "writer", "bo@example.com")
READER = Permission("3", "user", "reader", "bo@example.com")
LINK = Permission("4", "anyone", "reader", "")


def test_only_who_should_have_access_gets_or_keeps_it() -> None:
    wanted = {"Bo@example.com": "writer"}
    assert sharing(wanted, [OWNER, WRITER], "") == sharing(wanted, [OWNER, WRITER, OWNER], "")
    assert (sharing(wanted, [OWNER, WRITER], "").give, sharing(wanted, [OWNER, WRITER], "").take) == ((), ())
    assert sharing(wanted, [OWNER], "").give == (("bo@example.com", "writer"),)
    assert sharing(wanted, [OWNER, READER], "").give == (("bo@example.com", "writer"),)
    assert sharing({}, [OWNER, WRITER, LINK], "").take == (WRITER, LINK)
    assert sharing({}, [OWNER, WRITER], "bo@example.com").take == ()


def test_what_was_sent_is_remembered_from_run_to_run(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.remember("x", Remembered("1"))
    memory.remember("x", Remembered("2", "7"))
    memory.remember("y", Remembered("3"))
    again = Memory(tmp_path)
    assert (again["x"], again["y"], again["z"]) == (Remembered("2", "7"), Remembered("3"), None)
    again.tidy()
    assert len((tmp_path / NAME).read_text().splitlines()) == 2
    assert Memory(tmp_path)["x"] == Remembered("2", "7")


def test_a_memory_that_is_damaged_or_cut_off_only_costs_requests(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"file": "x", "content": "1"}\nrubbish\n[]\n{"file": "y", "con', encoding="utf-8")
    assert (Memory(tmp_path)["x"], Memory(tmp_path)["y"]) == (Remembered("1"), None)
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    assert Memory(tmp_path)["x"] is None
