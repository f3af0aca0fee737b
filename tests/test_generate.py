"""`goalsheet generate`, as its user types it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest
from command import goalsheet, goalsheet_process, started
from conftest import read_sheets

pytestmark = pytest.mark.slow

PEOPLE = """\
    Employee ID,Name,Email,Job title,Manager
    0001,Ingrid Solberg,ingrid@example.com,Managing Director,
    0002,Bo Ek,bo@example.com,Head of Sales,0001
    0003,Anna Müller,anna@example.com,Sales Manager,0002
    0004,Anna Müller,anna2@example.com,Account Executive,0002
"""
FILES = [
    "Bo Ek/Anna Müller 0003 - goals.xlsx",
    "Bo Ek/Anna Müller 0004 - goals.xlsx",
    "Ingrid Solberg/Bo Ek - goals.xlsx",
    "No manager/Ingrid Solberg - goals.xlsx",
]


def made(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xlsx"))


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in made(folder)}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(dedent(PEOPLE), encoding="utf-8")
    return path


def test_one_workbook_a_person_in_one_folder_a_manager(people: Path, tmp_path: Path) -> None:
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Made 4 workbooks from career-year in 3 folders, one a manager, under {tmp_path / 'workbooks'}\n"
        f"Open one: {Path('workbooks/No manager/Ingrid Solberg - goals.xlsx')}\n"
        "Who got what is in manifest.csv. A second run makes only what is missing.\n"
    )
    assert made(tmp_path / "workbooks") == FILES
    cells = {row[0]: row[1] for row in read_sheets(tmp_path / "workbooks" / FILES[0])["Settings"]}
    assert [cells[key] for key in ("person_id", "person_name", "manager_name")] == ["0003", "Anna Müller", "Bo Ek"]


def test_the_manifest_tells_who_got_what(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", cwd=tmp_path)
    with (tmp_path / "workbooks" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["file"] for row in rows) == FILES
    assert {row["file"]: row["sha256"] for row in rows} == digests(tmp_path / "workbooks")
    assert {(row["template"], row["template_version"]) for row in rows} == {("career-year", "1.0")}


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(people: Path, tmp_path: Path) -> None:
    done = goalsheet("generate", "people.csv", "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert "How the columns are understood:" in done.stdout
    assert "4 workbooks would be made in workbooks" in done.stdout
    assert done.stdout.endswith("Nothing was written. Run it again without --dry-run.\n")
    assert list(tmp_path.iterdir()) == [people]


def test_a_dry_run_with_dates_in_two_ways_shows_how_the_columns_are_understood(tmp_path: Path) -> None:
    text = "ID,Name,Email,Manager,Start Date\n1,A B,,,01/02/2020\n\n2,C D,,,\n"
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--dry-run", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == (
        "How the columns are understood:\n"
        "  ID          id (known header)\n"
        "  Name        name (known header)\n"
        "  Email       email (known header)\n"
        "  Manager     manager (known header)\n"
        "  Start Date  start_date (known header)\n\n"
    )
    assert done.stderr.startswith("Note: 1 blank row was skipped (row 3).\nError: The dates in people.csv can be read")


def test_a_dry_run_of_a_list_of_leavers_shows_no_example(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ID,Name,Status\n1,A B,Terminated\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--dry-run", cwd=tmp_path)
    assert done.stdout.endswith(
        "\n\nNo workbook would be made.\nNothing was written. Run it again without --dry-run.\n"
    )


def test_a_second_run_makes_only_what_is_missing(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", cwd=tmp_path)
    before = digests(tmp_path / "workbooks")
    (tmp_path / "workbooks" / FILES[1]).unlink()
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert done.stdout.startswith("Made 1 workbook")
    assert "3 workbooks are up to date." in done.stdout
    assert digests(tmp_path / "workbooks") == before


def test_a_workbook_of_somebody_who_is_off_the_list_is_left_and_named(people: Path, tmp_path: Path) -> None:
    people.write_text("ID,Name,Status\n1,Bo Ek,\n2,Cy Dee,\n3,Di Eff,\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    people.write_text("ID,Name,Status\n1,Bo Ek,\n3,Di Eff,Terminated\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--shard", "1/1", cwd=tmp_path)
    assert done.stdout.splitlines()[-3:] == [
        "2 workbooks are of people without a place on the list any more, left as found (see --follow-changes):",
        "  No manager/Cy Dee - goals.xlsx",
        "  No manager/Di Eff - goals.xlsx",
    ]
    assert (tmp_path / "workbooks" / "No manager" / "Cy Dee - goals.xlsx").exists()


def test_nobody_gets_a_second_workbook_by_a_new_name_manager_or_namesake(people: Path, tmp_path: Path) -> None:
    people.write_text("ID,Name,Manager\n1,Bo Ek,\n2,Cy Dee,Bo Ek\n3,Di Eff,Bo Ek\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    before = digests(tmp_path / "workbooks")
    people.write_text("ID,Name,Manager\n1,Bo Ek,\n2,Cy Smith,Bo Ek\n3,Di Eff,\n4,Di Eff,\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    moved = "2 people have a workbook where a former name or manager put it, left there; "
    moved += "--follow-changes moves it to the new place, --overwrite makes it again there:"
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:5] == [
        "1 workbook is up to date.",
        moved,
        "  Bo Ek/Cy Dee - goals.xlsx -> Bo Ek/Cy Smith - goals.xlsx",
        "  Bo Ek/Di Eff - goals.xlsx -> No manager/Di Eff 3 - goals.xlsx",
    ]
    after = digests(tmp_path / "workbooks")
    assert after == before | {"No manager/Di Eff 4 - goals.xlsx": after["No manager/Di Eff 4 - goals.xlsx"]}


def test_made_again_after_a_new_name_or_manager_a_workbook_lies_only_where_it_belongs_now(
    people: Path, tmp_path: Path
) -> None:
    people.write_text("ID,Name,Manager\n1,Bo Ek,\n2,Cy Dee,Bo Ek\n3,Di Eff,Bo Ek\n4,Ed Gee,\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    worked_in = tmp_path / "workbooks" / "Bo Ek" / "Di Eff - goals.xlsx"
    worked_in.write_bytes(worked_in.read_bytes() + b"edited")
    # Cy and Ed have changed places, each where the other's workbook lay.
    people.write_text("ID,Name,Manager\n1,Bo Ek,\n2,Ed Gee,\n3,Di Eff,\n4,Cy Dee,Bo Ek\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--overwrite", cwd=tmp_path)
    replaced = "3 people have a workbook where a former name or manager put it; the new one replaces it, "
    replaced += "and if somebody has worked in it, it is kept beside the new one:"
    assert done.stdout.splitlines()[1:6] == [
        "1 workbook is up to date.",
        replaced,
        "  Bo Ek/Cy Dee - goals.xlsx -> No manager/Ed Gee - goals.xlsx",
        "  Bo Ek/Di Eff - goals.xlsx -> No manager/Di Eff - goals.xlsx",
        "  No manager/Ed Gee - goals.xlsx -> Bo Ek/Cy Dee - goals.xlsx",
    ]
    now = ["Bo Ek/Cy Dee", "No manager/Bo Ek", "No manager/Di Eff", "No manager/Ed Gee"]
    backup = "No manager/Di Eff - goals (backup 1).xlsx"
    assert made(tmp_path / "workbooks") == sorted([backup, *(f"{name} - goals.xlsx" for name in now)])
    assert (tmp_path / "workbooks" / backup).read_bytes().endswith(b"edited")
    with (tmp_path / "workbooks" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {row["file"]: row["person_id"] for row in csv.DictReader(file)}
    assert lines == {f"{name} - goals.xlsx": number for name, number in zip(now, "4132", strict=True)}
    assert "4 workbooks are up to date." in goalsheet("generate", "people.csv", cwd=tmp_path).stdout


def test_old_workbooks_stay_until_all_new_ones_are_made(people: Path, tmp_path: Path) -> None:
    people.write_text("ID,Name,Manager\n1,Bo Ek,\n2,Cy Dee,Bo Ek\n3,Di Eff,Bo Ek\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    old = digests(tmp_path / "workbooks")
    people.write_text("ID,Name,Manager\n1,Bo Ek,\n2,Cy Dee,Al Aa\n3,Di Eff,Zo Zz\n", encoding="utf-8")
    in_the_way = tmp_path / "workbooks" / "Zo Zz"
    in_the_way.write_bytes(b"mine")
    done = goalsheet("generate", "people.csv", "--overwrite", cwd=tmp_path)
    assert done.returncode == 2
    assert digests(tmp_path / "workbooks").items() >= old.items()
    in_the_way.unlink()
    assert goalsheet("generate", "people.csv", "--overwrite", cwd=tmp_path).returncode == 0
    now = ["Al Aa/Cy Dee", "No manager/Bo Ek", "Zo Zz/Di Eff"]
    assert made(tmp_path / "workbooks") == [f"{name} - goals.xlsx" for name in now]
    assert "3 workbooks are up to date." in goalsheet("generate", "people.csv", cwd=tmp_path).stdout


def test_what_a_killed_run_left_unfinished_is_no_workbook_and_goes_with_the_next_run(
    people: Path, tmp_path: Path
) -> None:
    goalsheet("generate", "people.csv", "--limit", "1", cwd=tmp_path)
    folder = tmp_path / "workbooks"
    left = [folder / "manifest.csv.part", folder / "No manager" / "Former Name - goals.xlsx.part"]
    for path in left:
        path.write_bytes((folder / FILES[3]).read_bytes()[:1000])
    mine = folder / "No manager" / "holiday.part"
    mine.write_bytes(b"mine")
    progress = goalsheet("progress", "workbooks", "--format", "json", cwd=tmp_path)
    assert [one["person"] for one in json.loads(progress.stdout)["files"]] == ["Ingrid Solberg"]
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in folder.rglob("*.part")) == ["holiday.part"]
    assert made(folder) == FILES


def test_where_nothing_could_be_made_nothing_is_said_to_be_done(people: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    done = goalsheet("generate", "people.csv", "--out", "file/out", cwd=tmp_path)
    assert done.returncode == 2
    assert "Nothing was made; run the same command again." in done.stderr
    assert "choose another --out" in done.stderr
    assert "made, each whole" not in done.stderr


def test_a_wrong_flag_is_told_before_the_list_is_read(people: Path, tmp_path: Path) -> None:
    for flag in (["--shard", "4/3"], ["--limit", "0"], ["--limit", "-1"], ["--jobs", "0"]):
        done = goalsheet("generate", "people.csv", "--template", "nothing", *flag, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"Error: {flag[0]}" in done.stderr or f"'{flag[0]}'" in done.stderr
        assert "nothing" not in done.stderr


def test_nobody_is_given_the_workbook_of_a_namesake_who_has_left(people: Path, tmp_path: Path) -> None:
    people.write_text("ID,Name\n1,Di Eff\n", encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    people.write_text("ID,Name\n2,Di Eff\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert "1 person has no workbook: one of that name is there for another id." in done.stdout
    assert "  No manager/Di Eff - goals.xlsx (now for 2)\n" in done.stdout


def test_a_changed_person_is_counted_and_made_again_only_when_asked(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", cwd=tmp_path)
    before = digests(tmp_path / "workbooks")
    people.write_text(people.read_text(encoding="utf-8").replace("Head of Sales", "Sales Director"), encoding="utf-8")
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert "1 workbook is older than the list or the template." in done.stdout
    assert digests(tmp_path / "workbooks") == before
    done = goalsheet("generate", "people.csv", "--overwrite", cwd=tmp_path)
    assert done.stdout.startswith("Made 1 workbook")
    after = digests(tmp_path / "workbooks")
    assert [name for name in before if before[name] != after[name]] == ["Ingrid Solberg/Bo Ek - goals.xlsx"]


def test_a_workbook_that_somebody_worked_in_is_kept_beside_the_new_one(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", cwd=tmp_path)
    edited = tmp_path / "workbooks" / FILES[2]
    edited.write_bytes(edited.read_bytes() + b"edited")
    people.write_text(people.read_text(encoding="utf-8").replace("Head of Sales", "Sales Director"), encoding="utf-8")
    goalsheet("generate", "people.csv", "--overwrite", cwd=tmp_path)
    assert edited.with_name("Bo Ek - goals (backup 1).xlsx").read_bytes().endswith(b"edited")
    assert not edited.read_bytes().endswith(b"edited")


def test_shards_together_are_the_whole(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", "--out", "whole", cwd=tmp_path)
    for part in ("1/3", "2/3", "3/3"):
        goalsheet("generate", "people.csv", "--out", "parts", "--shard", part, cwd=tmp_path)
    assert digests(tmp_path / "parts") == digests(tmp_path / "whole")
    assert len(list((tmp_path / "parts").glob("manifest-*-of-3.csv"))) == 3


def test_the_newest_manifest_counts_whether_of_a_part_or_of_the_whole(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", cwd=tmp_path)
    people.write_text(people.read_text(encoding="utf-8").replace("Manager", "Boss"), encoding="utf-8")
    goalsheet("generate", "people.csv", "--overwrite", "--shard", "1/1", cwd=tmp_path)
    assert "4 workbooks are up to date." in goalsheet("generate", "people.csv", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace(",", ";").replace("\n", "\r\n").encode("cp1252"),
        lambda text: text.replace("\n", "\r").encode("utf-8"),
        lambda text: text.rstrip("\n").encode("utf-8"),
        lambda text: (text + '"x' + "y" * 200_000).encode("utf-8"),
    ],
    ids=["by Excel in German", "on an old Mac", "without its last line end", "with a quotation mark left open"],
)
def test_a_manifest_that_was_saved_by_another_program_is_read_and_brought_into_shape(
    saved: Callable[[str], bytes], people: Path, tmp_path: Path
) -> None:
    goalsheet("generate", "people.csv", "--limit", "3", cwd=tmp_path)
    manifest = tmp_path / "workbooks" / "manifest.csv"
    manifest.write_bytes(saved(manifest.read_text(encoding="utf-8-sig")))
    assert "3 workbooks are up to date." in goalsheet("generate", "people.csv", cwd=tmp_path).stdout
    with manifest.open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["file"] for row in csv.DictReader(file)) == FILES


def test_a_lost_manifest_is_written_again_for_workbooks_nobody_has_touched(people: Path, tmp_path: Path) -> None:
    today = ("--today", "2026-06-01")
    goalsheet("generate", "people.csv", *today, cwd=tmp_path)
    before = digests(tmp_path / "workbooks")
    (tmp_path / "workbooks" / "manifest.csv").unlink()
    edited = tmp_path / "workbooks" / FILES[2]
    edited.write_bytes(edited.read_bytes() + b"edited")
    goalsheet("generate", "people.csv", *today, cwd=tmp_path)
    with (tmp_path / "workbooks" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["file"]: row["sha256"] for row in csv.DictReader(file)}
    assert rows == {name: digest for name, digest in before.items() if name != FILES[2]}


def test_a_manager_may_be_called_like_anything_else_in_the_folder(people: Path, tmp_path: Path) -> None:
    people.write_text("ID,Name,Manager\n1,A,manifest.csv\n2,B,NO_MANAGER\n3,C,???\n4,D,\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folders = {name.partition("/")[2][0]: name.partition("/")[0] for name in made(tmp_path / "workbooks")}
    assert folders == {
        "A": "manifest.csv manifest.csv",
        "B": "No manager",
        "C": "Manager",
        "D": "No manager",
    }


def test_two_processes_make_the_same_as_one(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", "--out", "one", "--jobs", "1", cwd=tmp_path)
    done = goalsheet_process("generate", "people.csv", "--out", "two", "--jobs", "2", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert digests(tmp_path / "two") == digests(tmp_path / "one")


def test_a_limit_makes_the_first_few(people: Path, tmp_path: Path) -> None:
    goalsheet("generate", "people.csv", "--limit", "2", cwd=tmp_path)
    assert made(tmp_path / "workbooks") == FILES[2:]


def test_all_problems_of_a_list_at_once_and_nothing_made(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ID,Name,Email,Manager\n1,A B,a@x.de,9\n1,C D,c-at-x,\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert lines[0].startswith("Error: people.csv has ")
    assert any("row 2" in line and '"9"' in line for line in lines)
    assert any("row 3" in line and "c-at-x" in line for line in lines)
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_of_very_many_problems_the_first_hundred_are_shown(tmp_path: Path) -> None:
    rows = "".join(f"{number},A B,a{number}-at-x\n" for number in range(1, 1_331))
    (tmp_path / "people.csv").write_text(f"ID,Name,Email\n{rows}", encoding="utf-8")
    done = goalsheet("generate", "people.csv", cwd=tmp_path)
    first, *shown, last = [line for line in done.stderr.splitlines() if not line.startswith("Note:")]
    assert (done.returncode, first.split(".")[0]) == (2, "Error: people")
    assert "people.csv has 1,330 problems. Nothing was made." in first
    assert [line.split(",")[1] for line in shown] == [f" row {number}" for number in range(2, 102)]
    assert last == "  and 1,230 more; mend these first."
    left_out = goalsheet("generate", "people.csv", "--skip-problems", "--dry-run", cwd=tmp_path).stderr.splitlines()
    assert left_out[-2:] == [
        "Left out: and 1,230 more like these.",
        f"1,330 people get no workbook: {', '.join(f'row {row} (A B)' for row in range(2, 102))} and 1,230 more.",
    ]


def test_people_with_problems_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ID,Name,Email\n1,A B,a@x.de\n2,C D,c-at-x\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--skip-problems", cwd=tmp_path)
    assert done.returncode == 1
    assert made(tmp_path / "workbooks") == ["No manager/A B - goals.xlsx"]
    assert 'Left out: people.csv, row 3, column "Email": "c-at-x" is no e-mail address.' in done.stderr
    assert done.stderr.endswith("1 person gets no workbook: row 3 (C D).\n")


def test_everybody_who_is_left_out_is_named_also_who_shares_a_problem_with_another_row(tmp_path: Path) -> None:
    people = "1,Ann A,a@x.de\n1,Bob B,b@x.de\n3,Cy C,c@x.de\n4,Di D,c@x.de\n1,Ed E,e@x.de\n6,Flo F,f@x.de\n"
    (tmp_path / "people.csv").write_text(f"ID,Name,Email\n{people}", encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--skip-problems", cwd=tmp_path)
    assert made(tmp_path / "workbooks") == ["No manager/Flo F - goals.xlsx"]
    assert done.stderr.splitlines()[-1] == (
        "5 people get no workbook: row 2 (Ann A), row 3 (Bob B), row 4 (Cy C), row 5 (Di D) and row 6 (Ed E)."
    )


def test_names_that_would_fill_the_screen_or_ring_the_bell_are_cut_and_cleaned(tmp_path: Path) -> None:
    people = f"id,name\n1,Ann\x07Bell\n2,{'x' * 40_000}\n3,Cy C\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--skip-problems", cwd=tmp_path)
    assert done.stderr.splitlines()[-1] == (f"2 people get no workbook: row 2 (AnnBell) and row 3 ({'x' * 59}…).")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Which people? Name a .csv or .xlsx list, or write one to start from: goalsheet generate --sample"),
        (["people.csv", "--shard", "4/3"], '--shard "4/3" has to be like 2/4: part 2 of 4.'),
        (["people.csv", "--columns", "Boss"], '--columns "Boss" needs an equals sign, as in --columns "Boss=manager".'),
        (["people.csv", "--template", "nothing"], 'There is no template "nothing".'),
        (["people.csv", "--template", "nothing.xlsx"], "nothing.xlsx"),
        (["nobody.csv"], "nobody.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    arguments: list[str], message: str, people: Path, tmp_path: Path
) -> None:
    done = goalsheet("generate", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == [people]


def test_a_broken_template_names_file_place_and_cause_and_nothing_is_made(people: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[cycle]\nname = "x"\nstart = 2026-01-01\nend = 2026-12-31\n'
        '[welcome]\ngreeting = "Hi {{ person.nickname }}"\nintroduction = "x"\n',
        encoding="utf-8",
    )
    done = goalsheet("generate", "people.csv", "--template", "own.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "own.toml, [welcome] greeting" in done.stderr
    assert "nickname" in done.stderr
    assert made(tmp_path) == []


def test_a_template_that_fails_for_one_person_says_for_whom(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ID,Name,Grade\n1,A,5\n2,B,high\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        '[cycle]\nname = "x"\nstart = 2026-01-01\nend = 2026-12-31\n[welcome]\ngreeting = "x"\nintroduction = "x"\n'
        '[[goals]]\nstatement = "x"\ntarget = "{{ person.extra[\'Grade\'] }}"\n',
        encoding="utf-8",
    )
    done = goalsheet("generate", "people.csv", "--template", "own.toml", cwd=tmp_path)
    assert done.returncode == 2
    assert "The template does not work out for B (2)." in done.stderr
    assert 'own.toml, starter goal 1, target: "high" is no number.' in done.stderr


OWN = '[cycle]\nname = "x"\nstart = 2026-01-01\nend = 2026-12-31\n[welcome]\ngreeting = "x"\nintroduction = "x"\n'


def test_a_template_is_tried_on_everybody_and_all_that_fails_is_told_at_once_before_anything_is_made(
    tmp_path: Path,
) -> None:
    rows = "1,A,5,3\n2,B,0,high\n3,C,0,n/a\n4,D,2,1\n5,E,0,7\n6,F,0,7\n"
    (tmp_path / "people.csv").write_text(f"ID,Name,Grade,Aim\n{rows}", encoding="utf-8")
    goal = """
        [[goals]]
        statement = "Reach {{ 10 / (person.extra['Grade'] | int) }}"
        target = "{{ person.extra.Aim }}"
        [[goals]]
        statement = "Another"
        baseline = "{{ person.extra.Aim }}"
    """
    (tmp_path / "own.toml").write_text(OWN + dedent(goal), encoding="utf-8")
    divided = "the template text cannot be worked out: division by zero."
    told = [
        "Error: The template does not work out for 4 people.",
        f"  own.toml, starter goal 1, statement, for B (2), C (3), E (5) and 1 more: {divided}",
        '  own.toml, starter goal 1, target, for B (2): "high" is no number.',
        '  own.toml, starter goal 2, baseline, for B (2): "high" is no number.',
        '  own.toml, starter goal 1, target, for C (3): "n/a" is no number.',
        '  own.toml, starter goal 2, baseline, for C (3): "n/a" is no number.',
    ]
    for flags in ([], ["--dry-run"]):
        done = goalsheet("generate", "people.csv", "--template", "own.toml", *flags, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.splitlines()[-len(told) :] == told
        assert made(tmp_path) == []


def test_a_text_that_fits_the_list_but_no_sentence_of_the_workbook_is_told_by_the_dry_run(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"ID,Name,Job title\n1,A,Clerk\n2,B,{'x' * 32_767}\n", encoding="utf-8")
    done = goalsheet("generate", "people.csv", "--dry-run", cwd=tmp_path)
    assert (done.returncode, made(tmp_path)) == (2, [])
    assert "The template does not work out for B (2)." in done.stderr


def test_a_run_that_stops_says_how_many_workbooks_it_has_made_whichever_process_made_them(tmp_path: Path) -> None:
    rows = "".join(f"{number},Person {number}\n" for number in range(1, 61))
    (tmp_path / "people.csv").write_text(f"ID,Name\n{rows}", encoding="utf-8")
    in_the_way = tmp_path / "workbooks" / "No manager" / "Person 30 - goals.xlsx.part"
    in_the_way.mkdir(parents=True)
    done = goalsheet_process("generate", "people.csv", "--jobs", "2", cwd=tmp_path)
    number = len(made(tmp_path / "workbooks"))
    assert done.returncode == 2
    assert number >= 29
    assert f"{number} workbooks were made, each whole; run the same command again" in done.stderr
    in_the_way.rmdir()
    assert goalsheet_process("generate", "people.csv", "--jobs", "2", cwd=tmp_path).returncode == 0
    assert len(made(tmp_path / "workbooks")) == 60


@pytest.mark.parametrize("name", ["out", "out/Bo Ek"])
def test_a_file_where_a_folder_has_to_be_is_named(name: str, people: Path, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"mine")
    done = goalsheet("generate", "people.csv", "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert f"Error: {Path(name)}: " in done.stderr
    assert "move it, or choose another --out" in done.stderr
    assert (tmp_path / name).read_bytes() == b"mine"


def test_a_companys_own_workbook_is_filled_in(people: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "Dear {{ person.first_name }}"
    book.active["B3"] = "{{ cycle.name }}"
    book.save(tmp_path / "own.xlsx")
    cycle = ("--cycle", "2026-10-01", "2027-09-30")
    done = goalsheet("generate", "people.csv", "--template", "own.xlsx", *cycle, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    filled_in = read_sheets(tmp_path / "workbooks" / FILES[0])["Sheet"]
    assert [row[1] for row in filled_in[1:]] == ["Dear Anna", "October 2026 to September 2027"]


def test_a_name_that_the_terminal_cannot_show_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ID,Name\n1,Łukasz 山田\n", encoding="utf-8")
    command = [sys.executable, "-m", "goalsheet.scripts", "generate", "people.csv"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"}
    environment["PYTHONIOENCODING"] = "cp1252"
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert made(tmp_path / "workbooks") == ["No manager/Łukasz 山田 - goals.xlsx"]


def test_a_value_missing_for_one_person_is_found_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("ID,Name,Hire date\n1,A B,2020-01-31\n2,C D,\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        '[cycle]\nname = "x"\nstart = 2026-01-01\nend = 2026-12-31\n'
        '[welcome]\ngreeting = "Since {{ person.start_date.year }}"\nintroduction = "x"\n',
        encoding="utf-8",
    )
    done = goalsheet("generate", "people.csv", "--template", "own.toml", cwd=tmp_path)
    assert (done.returncode, made(tmp_path)) == (2, [])


def test_a_sample_list_is_written_once(tmp_path: Path) -> None:
    done = goalsheet("generate", "--sample", cwd=tmp_path)
    assert done.stdout.startswith("Wrote people.csv: 25 invented people in three teams.")
    again = goalsheet("generate", "--sample", cwd=tmp_path)
    assert again.returncode == 2
    assert "people.csv is there already" in again.stderr
    assert goalsheet("generate", "people.csv", "--limit", "1", cwd=tmp_path).returncode == 0


def test_a_full_disk_leaves_no_half_made_workbook(people: Path, tmp_path: Path) -> None:
    """The system's own writing fails from the third workbook on, half-way through."""
    code = dedent(
        """
        import errno, os, runpy
        real, seen = os.write, []

        def write(handle, data):
            if data.startswith(b"PK"):
                seen.append(handle)
            if len(seen) > 2:
                real(handle, data[:1000])
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(handle, data)

        os.write = write
        runpy.run_module("goalsheet.scripts", run_name="__main__")
        """
    )
    command = [sys.executable, "-c", code, "generate", "people.csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    whole = len(made(tmp_path / "workbooks"))
    assert f"No space left on device. {whole} workbook" in done.stderr
    assert "made, each whole; run the same command again" in done.stderr
    assert 0 < whole < 4
    assert list((tmp_path / "workbooks").rglob("*.part")) == []
    assert goalsheet("generate", "people.csv", cwd=tmp_path).stdout.startswith(f"Made {4 - whole} workbooks")


def test_killed_in_the_middle_a_second_run_completes(tmp_path: Path) -> None:
    rows = "".join(f"{n},Person {n},p{n}@example.com\n" for n in range(1000))
    (tmp_path / "people.csv").write_text("ID,Name,Email\n" + rows, encoding="utf-8")
    command = [sys.executable, "-m", "goalsheet.scripts", "generate", "people.csv", "--jobs", "1"]
    with started(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while not list((tmp_path / "workbooks").glob("*/Person 1*.xlsx")):
            assert running.poll() is None
            time.sleep(0.01)
        running.kill()
    done = goalsheet_process("generate", "people.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(made(tmp_path / "workbooks")) == 1000
    assert all((tmp_path / "workbooks" / name).stat().st_size > 50_000 for name in made(tmp_path / "workbooks"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to a group of processes")
@pytest.mark.parametrize("ending", ["Ctrl-C", "killed"])
def test_stopped_with_two_processes_nothing_goes_on_and_the_manifest_is_completed(ending: str, tmp_path: Path) -> None:
    rows = "".join(f"{n},Person {n},p{n}@example.com,\n" for n in range(2000))
    (tmp_path / "people.csv").write_text("ID,Name,Email,Manager\n" + rows, encoding="utf-8")
    arguments = ["generate", "people.csv", "--jobs", "2", "--today", "2026-06-01"]
    command = [sys.executable, "-m", "goalsheet.scripts", *arguments]
    # A shell lets what it runs in the background ignore Ctrl-C, and whatever that starts: the tests, and this, too.
    heeding = signal.signal(signal.SIGINT, signal.default_int_handler)
    how = {"start_new_session": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with started(command, cwd=tmp_path, **how) as running:
        signal.signal(signal.SIGINT, heeding)
        while not list((tmp_path / "workbooks").glob("*/Person 1*.xlsx")):
            assert running.poll() is None
            time.sleep(0.01)
        if ending == "killed":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGINT)
        said = running.communicate(timeout=60)[1]  # it ends only when the other processes have ended, too
    stopped = "Stopped. Run the same command again to go on where it stopped."
    assert said.strip() == ("" if ending == "killed" else stopped)
    goalsheet_process(*arguments, cwd=tmp_path)
    assert "2,000 workbooks are up to date." in goalsheet_process(*arguments, cwd=tmp_path).stdout
    assert list(tmp_path.rglob("*.part")) == []
    assert list(tmp_path.rglob("*backup*")) == []


def test_the_command_starts_without_its_heavy_parts() -> None:
    code = "import sys, goalsheet.scripts; print(sorted({'openpyxl', 'rich', 'lxml', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "[]\n"


def test_making_workbooks_does_not_wait_for_the_rules_of_language() -> None:
    code = "import sys, goalsheet.scripts.generate; print('goalsheet.smart.verdict' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "False\n"


def test_a_manager_known_only_by_e_mail_has_a_folder_that_reads_like_the_address(tmp_path: Path) -> None:
    people = "ID,Name,Email,Manager email\n1,Al B,a@x.de,boss@else.example\n2,Cy D,c@x.de,boss@other.example\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    goalsheet("generate", "people.csv", cwd=tmp_path)
    assert made(tmp_path / "workbooks") == [
        "boss at else.example/Al B - goals.xlsx",
        "boss at other.example/Cy D - goals.xlsx",
    ]
