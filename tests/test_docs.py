"""The docs are run: every goalsheet command of a page works, in the order in which it stands there."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from command import goalsheet
from goalsheet.scripts import VERBS, cli
from local_google import google
from what_happens_when import CASES, OF_ALL

from goalsheet.feedback.survey import FLOOR
from goalsheet.layout.buttons import BUTTONS
from goalsheet.template.load import built_in

ROOT = Path(__file__).parent.parent
FOLDERS = ("addin", "sample_workbooks", "tests", "templates")
GUIDE = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "addin" / "guide").glob("*.md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
#: Pages whose commands are run, each in a folder such as HR's.
RUN = ["README.md", "addin/SYNC.md", "addin/FEEDBACK.md", *GUIDE]
#: Commands that run until somebody stops them, change this computer or need Google: other tests run these.
ELSEWHERE = ("goalsheet local-sheets", "goalsheet addin", "goalsheet google", "goalsheet sync workbooks --watch")
DEMO = "goalsheet demo"  # as it stands, test_demo.py runs it
ADVICE = ("check", "sync")  # may well end with 1: there is something to look at


@pytest.fixture(scope="module")
def hr(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as HR has it: a list, workbooks, one that somebody has filled in, a design, and whom to ask."""
    folder = tmp_path_factory.mktemp("hr")
    goalsheet("generate", "--sample", cwd=folder)
    goalsheet("generate", "people.csv", cwd=folder)
    goalsheet("feedback", "request", AISHA, "--from", _raters(folder), cwd=folder)
    shutil.copy(ROOT / "sample_workbooks" / "filled in - goals.xlsx", folder / "Aisha Rahman - goals.xlsx")
    (folder / "goals.txt").write_text("Improve communication.\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active["A1"] = "{{ person.first_name }}"
    book.save(folder / "design.xlsx")
    return folder


AISHA = "workbooks/Marcus Feld/Aisha Rahman - goals.xlsx"


def _raters(folder: Path) -> str:
    (folder / "raters.csv").write_text("Name,Relation\nLuca De Santis,peer\n", encoding="utf-8")
    return "raters.csv"


def commands(page: str) -> list[str]:
    """The commands of a page in their order: in blocks, and, with what they are about, in sentences."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = re.findall(r"^```(?:console|text)\n(.*?)^```|`(goalsheet [\w-]+ [^`…]*)`", text, re.DOTALL | re.MULTILINE)
    lines = [line for block, inline in found for line in (block.splitlines() if block else [" ".join(inline.split())])]
    parts = [part for line in lines for part in line.split(" && ") if part.startswith("goalsheet ")]
    return [part for part in parts if not _is_name(part.split()[1:])]


def _is_name(words: list[str]) -> bool:
    """Whether it only says what a command of a group is called, for instance feedback request."""
    group = cli.get_command(click.Context(cli), words[0])
    return isinstance(group, click.Group) and len(words) == 2 and words[1] in group.commands


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in RUN if commands(page)])
def test_a_pages_commands_work_in_order(page: str, hr: Path, tmp_path: Path) -> None:
    begins_with_nothing = "goalsheet generate --sample" in commands(page)
    left_out = shutil.ignore_patterns("people.csv", "workbooks", "feedback") if begins_with_nothing else None
    shutil.copytree(hr, tmp_path, dirs_exist_ok=True, ignore=left_out)
    with google() as server:  # stands for the one that is started in a second window
        (tmp_path / "goalsheet.toml").write_text(f'google_url = "{server.sheets.url}"\n', encoding="utf-8")
        for command in commands(page):
            words = shlex.split(command.replace("http://127.0.0.1:8080", server.sheets.url))[1:]
            if command.startswith(ELSEWHERE) or command == DEMO:
                understood(words)
                continue
            done = goalsheet(*words, cwd=tmp_path)
            well = (0, 1) if words[0] in ADVICE else (0,)
            assert done.returncode in well, (command, done.stdout, done.stderr)


def understood(words: list[str]) -> None:
    """Fails where the command line has a word that goalsheet does not know."""
    group = cli.get_command(click.Context(cli), words[0])
    assert group is not None
    command = group.commands[words[1]] if isinstance(group, click.Group) else group
    command.make_context(words[0], words[2:] if isinstance(group, click.Group) else words[1:])


def test_the_two_commands_stand_at_the_top() -> None:
    assert README.index('pip install . && goalsheet demo\npip install -e ".[test]" && pytest\n') < 400


def google_commands() -> list[str]:
    page = (ROOT / "addin" / "GOOGLE.md").read_text(encoding="utf-8")
    return re.findall(r"^goalsheet .*$", page, re.MULTILINE)


@pytest.mark.parametrize("line", google_commands())
def test_commands_for_which_google_is_needed_can_at_least_be_understood(line: str) -> None:
    understood(shlex.split(line)[1:])


PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "addin/FEEDBACK.md",
    "addin/GOOGLE.md",
    "addin/SYNC.md",
    *GUIDE,
    *(f"{folder}/README.md" for folder in FOLDERS),
]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    for target, _, place in re.findall(r"\]\(([^)#]*)(#([^)]+))?\)", path.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        there = path.parent / target if target else path
        assert there.exists(), target
        assert not place or place in anchors(there), (target, place)


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub calls them."""
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    named = re.findall(r'<a name="([^"]+)">', text)
    return {*named, *(re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles)}


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
    assert said == [*((case.when, case.then) for case in CASES), *OF_ALL]


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
