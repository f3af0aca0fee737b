"""The rooms of the house, and which way the arrows between them go."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "addin" / "goalsheet"

#: A room may import the rooms to its right of the arrow, itself, and errors.
ARROWS = {
    "language": set(),
    "tracker": set(),
    "smart": {"tracker"},
    "progress": {"tracker"},
    "merge": {"tracker"},
    "vision": {"tracker"},
    "feedback": {"progress", "tracker"},
    "layout": {"language", "feedback", "smart", "progress", "merge", "vision", "tracker"},
    "vba": set(),
    "workbook": {"language", "vba", "layout", "feedback", "smart", "progress", "merge", "tracker"},
    "excel": {"language", "layout", "smart", "progress", "merge", "tracker"},
    "google": {"language", "layout", "smart", "progress", "merge", "tracker"},
    "roster": {"tracker", "workbook", "layout", "feedback"},
    "template": {"language", "workbook", "layout", "feedback", "smart", "progress", "tracker"},
    "bulk": {"language", "template", "workbook", "tracker"},
    "upgrade": {"language", "template", "roster", "workbook", "vba", "layout", "vision", "tracker"},
    "sync": {"workbook", "excel", "google", "layout", "feedback", "merge", "progress", "smart", "tracker"},
    "surveys": {"bulk", "workbook", "layout", "feedback", "progress", "tracker"},
    "report": {"language", "bulk", "workbook", "layout", "progress", "smart", "tracker"},
    "local_sheets": set(),
}
PAID = r"xlwings\.(pro|server|reports)\b"
#: What a press of a button begins with may call what commands call.
BEGINNINGS = {"excel/buttons.py": {"report", "sync"}}
PURE = ("tracker", "smart", "progress", "merge", "vision", "feedback", "layout", "vba")
IMPURE = {"os", "pathlib", "io", "time", "random", "subprocess", "socket", "openpyxl", "xlwings", "gspread", "secrets"}
#: The local server writes .xlsx as Google exports it (nobody's own file is ever loaded there).
OWN_ROOM = {
    "openpyxl": {"workbook", "local_sheets"},
    "xlwings": {"excel"},
    "gspread": {"google"},
    "click": set(),
    "rich": set(),
}


ENDING = ("command.py", "validators.py")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 1:
            yield parts[0], path


def imports(path: Path, *, relative: bool = False) -> set[str]:
    return imported(path.read_text(encoding="utf-8"), relative=relative)


def paid(code: str) -> set[str]:
    """The parts of xlwings that need a licence, as far as they are imported or named to whatever may import them."""
    texts = {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}
    named = {text for text in texts if isinstance(text, str) and re.fullmatch(r"[\w.]+", text)}
    return {name for name in {*imported(code, relative=True), *named} if re.match(PAID, name)}


def imported(code: str, *, relative: bool) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert relative or node.level == 0, f"say the whole name of {node.module}"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize(("room", "path"), [pytest.param(r, p, id=f"{r}/{p.name}") for r, p in modules()])
def test_arrows_between_rooms_go_one_way(room: str, path: Path) -> None:
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("goalsheet.")}
    allowed = ARROWS[room] | BEGINNINGS.get(f"{room}/{path.name}", set())
    assert rooms - allowed - {room, "errors", "folder", "bugs", "__version__"} == set()


@pytest.mark.parametrize(("room", "path"), [pytest.param(r, p, id=f"{r}/{p.name}") for r, p in modules() if r in PURE])
def test_pure_rooms_touch_no_file_network_or_clock(room: str, path: Path) -> None:
    assert {name.split(".")[0] for name in imports(path)} & IMPURE == set()
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])open\(", text)
    assert ".today()" not in text
    assert ".now(" not in text


@pytest.mark.parametrize(("room", "path"), [pytest.param(r, p, id=f"{r}/{p.name}") for r, p in modules()])
def test_each_spreadsheet_library_stays_in_its_room(room: str, path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}
    assert [library for library, rooms in OWN_ROOM.items() if library in libraries and room not in rooms] == []


def test_every_room_says_its_duty_in_one_sentence() -> None:
    for room in {room for room, _ in modules()}:
        duty = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8")))
        assert duty is not None
        assert "\n" not in duty


def test_every_room_is_in_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(settings["tool"]["setuptools"]["packages"])
    rooms = {f"goalsheet.{room}" for room, _ in modules()}
    languages = {f"goalsheet.templates.emails.{path.name}" for path in (ROOT / "templates/emails").iterdir()}
    outside = {"goalsheet", "goalsheet.ribbon", "goalsheet.scripts", "goalsheet.templates"}
    assert listed == rooms | outside | languages
    assert languages <= settings["tool"]["setuptools"]["package-data"].keys()


def test_whatever_process_a_test_starts_is_given_up_in_the_end() -> None:
    """A test fails; it does not hang: those two start processes that are stopped on the way, and end them."""
    endless = []
    for path in sorted({*(ROOT / "tests").glob("*.py")} - {ROOT / "tests" / name for name in ENDING}):
        for call in filter(_starts_a_process, ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
            assert isinstance(call, ast.Call)
            if "timeout" not in {keyword.arg for keyword in call.keywords}:
                endless.append(f"{path.name}:{call.lineno}")
    assert endless == []


def _starts_a_process(node: ast.AST) -> bool:
    func = node.func if isinstance(node, ast.Call) else None
    return isinstance(func, ast.Attribute) and ast.unparse(func.value) == "subprocess"


UNEXPLAINED = re.compile(r"# noqa(: [A-Z0-9]+(, ?[A-Z0-9]+)*)?\s*$|# type: ignore(\[[a-z, -]+\])?\s*$")


@pytest.mark.parametrize("folder", ["addin", "scripts", "tests"])
def test_each_exception_from_a_rule_says_why(folder: str) -> None:
    lines = [(path, line) for path in (ROOT / folder).rglob("*.py") for line in path.read_text("utf-8").splitlines()]
    assert [f"{path.relative_to(ROOT)}: {line.strip()}" for path, line in lines if UNEXPLAINED.search(line)] == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["addin", "scripts", "templates", "tests"])
def test_nothing_of_xlwings_pro_is_ever_imported(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.py")):
        assert paid(path.read_text(encoding="utf-8")) == set(), path


@pytest.mark.parametrize(
    "code",
    [
        "import xlwings.pro",
        "from xlwings import reports",
        "from xlwings.pro.reports import create_report",
        'importlib.import_module("xlwings" ".server")',
        "__import__('xlwings.pro.utils', fromlist=['x'])",
    ],
)
def test_each_way_to_import_it_is_seen(code: str) -> None:
    assert paid(code)
