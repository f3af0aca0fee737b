"""The page on running it by the clock: each of its examples can be read by what it is for, and its commands work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from command import goalsheet
from local_google import google
from teams import DAY, tracker
from thin_workbooks import thin_workbook

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parent.parent / "addin" / "guide" / "scheduling.md").read_text(encoding="utf-8")
_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))  # of cron's five fields
Shell = Callable[[str], subprocess.CompletedProcess[str]]


def example(language: str) -> str:
    """The page's only example in that language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


def cron_lines() -> list[tuple[str, str]]:
    """Each line of the crontab that runs something: when, and what."""
    lines = [line for line in example("crontab").splitlines() if not re.match(r"[A-Z]+=", line)]
    return [(" ".join(line.split()[:5]), line.split(maxsplit=5)[5]) for line in lines]


@pytest.fixture(scope="module")
def srv(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the page calls /srv/goals: workbooks, HR's list, and settings, with a local server as Google."""
    folder = tmp_path_factory.mktemp("srv")
    (folder / "workbooks").mkdir()
    one = tracker()
    (folder / "workbooks" / "one.xlsx").write_bytes(thin_workbook(one, DAY))
    listed = (one.person.id, one.person.name, one.person.email, one.person.manager.id, one.person.manager.email)
    people = ["Id,Name,Email,Manager id,Manager email", ",".join(listed)]
    (folder / "people.csv").write_text("\n".join(people), encoding="utf-8")
    (folder / "nightly.sh").write_text(example("sh"), encoding="utf-8")
    with google() as server:
        (folder / "goalsheet.toml").write_text(f'google_url = "{server.sheets.url}"\n', encoding="utf-8")
        yield folder


@pytest.fixture
def shell(srv: Path) -> Shell:
    """Runs a line in a shell that finds goalsheet, in that folder instead of /srv/goals."""
    if os.name == "nt":
        pytest.skip("cron and runners with sh")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def run(line: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", "-c", line.replace("/srv/goals", str(srv))]
        return subprocess.run(
            command, cwd=srv, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False, timeout=300
        )

    return run


@pytest.mark.parametrize("when", [when for when, _ in cron_lines()])
def test_cron_understands_when(when: str) -> None:
    fields = when.split()
    for field, (low, high) in zip(fields, _BOUNDS, strict=True):
        assert re.fullmatch(r"\*|\d+(-\d+)?(,\d+)*", field)
        assert all(low <= int(number) <= high for number in re.findall(r"\d+", field))


@pytest.mark.parametrize("line", [line for _, line in cron_lines()])
def test_what_cron_runs_works(line: str, shell: Shell) -> None:
    done = shell(line)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_nights_script_has_synced_and_reported_and_says_nothing_when_all_is_well(srv: Path, shell: Shell) -> None:
    shell("sh /srv/goals/nightly.sh")
    (srv / "report.html").unlink()
    again = shell("sh /srv/goals/nightly.sh")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert (srv / "report.html").exists()
    assert (srv / "workbooks" / "google-sync.jsonl").exists()


def test_the_nights_script_tells_what_there_is_to_look_at_and_goes_on(srv: Path, shell: Shell, tmp_path: Path) -> None:
    copied(srv, tmp_path)
    shutil.copy(tmp_path / "workbooks" / "one.xlsx", tmp_path / "workbooks" / "one (1).xlsx")
    done = shell(f"sh '{tmp_path}/nightly.sh'")
    assert done.stdout.startswith("goalsheet sync workbooks ended with 1:\n")
    assert (done.returncode, (tmp_path / "report.html").exists()) == (0, True)


def test_the_nights_script_stops_where_goalsheet_cannot_go_on(srv: Path, shell: Shell, tmp_path: Path) -> None:
    copied(srv, tmp_path)
    (tmp_path / "workbooks" / "damaged.xlsx").write_bytes(b"PK")
    done = shell(f"sh '{tmp_path}/nightly.sh'")
    assert done.stdout.startswith("goalsheet sync workbooks ended with 2:\n")
    assert (done.returncode, (tmp_path / "report.html").exists()) == (2, False)


def copied(srv: Path, here: Path) -> None:
    shutil.copytree(srv, here, dirs_exist_ok=True, ignore=shutil.ignore_patterns("report.html", "google-sync.jsonl"))


def test_the_workflow_is_one_that_github_can_read_and_never_leaves_the_company(shell: Shell) -> None:
    flow = yaml.safe_load(example("yaml"))
    assert flow[True]["schedule"] == [{"cron": "30 5 * * 1-5"}]  # YAML 1.1 takes the word on for a yes
    job = flow["jobs"]["night"]
    assert (flow["permissions"], job["runs-on"][0]) == ({}, "self-hosted")
    folder = job["defaults"]["run"]["working-directory"]
    for step in job["steps"]:
        done = shell(f"cd {folder} && {step['run']}")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_task_of_windows_runs_the_file_beside_it_whose_commands_work(srv: Path) -> None:
    (line,) = re.findall(r"^schtasks .*$", PAGE, re.MULTILINE)
    assert re.search(r"`C:\\goals\\nightly\.cmd`", PAGE)
    assert r'/TR "C:\goals\nightly.cmd"' in line
    commands = re.findall(r"^goalsheet (.*) >> nightly\.txt 2>&1$", example("bat"), re.MULTILINE)
    assert len(commands) == 2
    assert [goalsheet(*command.split(), cwd=srv).returncode for command in commands] == [0, 0]
