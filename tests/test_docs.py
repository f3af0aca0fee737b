"""The docs are run: every goalsheet command of the README works, in the order in which it stands there."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from command import goalsheet, goalsheet_process
from goalsheet.scripts import VERBS, cli
from local_google import google
from what_happens_when import CASES

from goalsheet.feedback.survey import FLOOR
from goalsheet.layout.buttons import BUTTONS
from goalsheet.template.load import built_in

ROOT = Path(__file__).parent.parent
FOLDERS = ("addin", "sample_workbooks", "tests", "templates")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`(goalsheet [^`]*)`", README)
    return [part for line in [*lines, *inline] for part in line.split(" && ") if part.startswith("goalsheet ")]


def test_the_readmes_commands_work_in_order(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "{{ person.first_name }}"
    book.save(tmp_path / "design.xlsx")
    (tmp_path / "raters.csv").write_text("Name,Relation\nLuca De Santis,peer\n", encoding="utf-8")
    with google() as server:  # stands for the one that the README starts in a second window
        for command in [one for one in commands() if " local-sheets" not in one]:
            here = command.replace("http://127.0.0.1:8080", server.sheets.url)
            done = goalsheet_process(*shlex.split(here)[1:], cwd=tmp_path)
            well = (0, 1) if " check " in command else (0,)  # 1: there is advice
            assert done.returncode in well, (command, done.stderr)


def test_the_two_commands_stand_at_the_top() -> None:
    assert README.index('pip install . && goalsheet demo\npip install -e ".[test]" && pytest\n') < 400


def google_commands() -> list[str]:
    page = (ROOT / "addin" / "GOOGLE.md").read_text(encoding="utf-8")
    return re.findall(r"^goalsheet .*$", page, re.MULTILINE)


@pytest.mark.parametrize("line", google_commands())
def test_commands_for_which_google_is_needed_can_at_least_be_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    group = cli.get_command(click.Context(cli), words[0])
    assert group is not None
    command = group.commands[words[1]] if isinstance(group, click.Group) else group
    command.make_context(words[0], words[2:] if isinstance(group, click.Group) else words[1:])


PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "addin/FEEDBACK.md",
    "addin/GOOGLE.md",
    "addin/SYNC.md",
    *(f"{folder}/README.md" for folder in FOLDERS),
]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_the_page_on_buttons_names_each_and_only_commands_that_there_are() -> None:
    page = (ROOT / "addin" / "README.md").read_text(encoding="utf-8")
    assert [button.label for button in BUTTONS if button.label not in page] == []
    said = re.findall(r"`?goalsheet addin (\w+)", page)
    flags = re.findall(r"(?<=[ `])--[a-z-]+", page)
    helped = {verb: CliRunner().invoke(cli, ["addin", verb, "--help"]).output for verb in set(said)}
    assert [verb for verb, text in helped.items() if "Usage:" not in text] == []
    known = " ".join([*helped.values(), CliRunner().invoke(cli, ["generate", "--help"]).output, "pip --user"])
    assert [flag for flag in flags if flag not in known] == []


def test_the_page_on_sync_says_what_happens_when_in_the_words_of_the_tests() -> None:
    page = (ROOT / "addin" / "SYNC.md").read_text(encoding="utf-8")
    table = page.partition("## What happens when")[2].partition("## Conflicts")[0]
    said = re.findall(r"^\| (.+) \| (.+) \|$", table, re.MULTILINE)[1:]
    assert said == [(case.when, case.then) for case in CASES]


def test_the_page_on_sync_names_only_flags_that_there_are() -> None:
    page = (ROOT / "addin" / "SYNC.md").read_text(encoding="utf-8")
    known = CliRunner().invoke(cli, ["sync", "--help"]).output
    assert [flag for flag in re.findall(r"--[a-z][a-z-]+", page) if flag not in known] == []


def test_the_page_on_feedback_names_only_flags_and_the_floor_that_there_are() -> None:
    page = (ROOT / "addin" / "FEEDBACK.md").read_text(encoding="utf-8")
    helped = [CliRunner().invoke(cli, ["feedback", verb, "--help"]).output for verb in ("request", "collect", "guide")]
    assert [flag for flag in re.findall(r"--[a-z][a-z-]+", page) if flag not in "".join(helped)] == []
    assert {int(number) for number in re.findall(r"\bat least (\d+)\b", page)} == {FLOOR}


def test_every_room_is_in_contributing_with_the_duty_it_gives_itself() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for room in sorted((ROOT / "addin" / "goalsheet").glob("*/__init__.py")):
        duty = ast.get_docstring(ast.parse(room.read_text(encoding="utf-8")))
        assert f"| `{room.parent.name}/` | {duty} |" in page


def test_every_template_is_named_in_the_readme() -> None:
    assert [name for name in built_in() if f"`{name}`" not in README] == []


def test_every_test_file_is_in_the_tests_readme() -> None:
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8").replace("test_roster_*", "test_roster")
    missing = [path.stem for path in (ROOT / "tests").glob("test_*.py") if path.stem.split("_")[1] not in page]
    assert missing == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_helps_with_an_example(verb: str, tmp_path: Path) -> None:
    done = goalsheet(verb, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"goalsheet {verb}" in done.stdout.split("Example:")[1]
