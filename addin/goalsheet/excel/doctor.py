"""What can stand between a click and its answer, and the cure for each: pure decisions over facts.

One function a cause, found by `@cause`; the list follows what people complain of with xlwings and Excel. A new cause is
one function here; what it needs to know is a field of `Facts`, looked up in facts.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goalsheet.excel.computer import Computer
from goalsheet.excel.settings_file import read_settings
from goalsheet.excel.setup import ELSEWHERE, Xlwings, unreadable
from goalsheet.layout.buttons import ADDIN

INSTALL = "Close Excel and run `goalsheet addin install`."
#: Letters of a file name at which xlwings' way from Excel to Python ends: it cuts arguments at =, and a Mac's goes
#: through an AppleScript and a shell.
AWKWARD, AWKWARD_ON_A_MAC = "=", '=|$`\\"'
NO_BUTTON = 2  # with what goalsheet-buttons.exe ends that is started to press nothing
OLDEST_PYTHON = (3, 11)

_BLOCKS, _WARNS = 1, 6  # of a Defender rule
_NO_MACROS, _SIGNED_ONLY = 4, 3  # of the policy VBAWarnings
_WITH_MACROS = (".xlsm", ".xlsb", ".xls", ".xltm", ".xlam")


@dataclass(frozen=True)
class WorkbookFile:
    """What is known of a workbook that somebody asks about: its name, whether it is one, its mark of the web."""

    name: str
    exists: bool
    zone: int | None = None  # 3 and 4: from the internet (Windows); None: no mark
    is_workbook: bool = True

    @property
    def is_address(self) -> bool:
        """Whether it lies in a cloud: what Excel shows is an address."""
        return "://" in self.name


@dataclass(frozen=True)
class Facts:
    """What was found on a computer; None means that it is not there, or cannot be seen from here."""

    computer: Computer
    version: str
    this_python: str
    xlwings: Xlwings
    expected_addin: bytes
    addin: bytes | None
    settings: str | None
    started: str | None  # what the configured Python says: its goalsheet's and xlwings' versions, or its error
    ended: int | None = None  # with what the configured program ends that is started to press nothing
    start_folder: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    child_processes: int | None = None
    macros: int | None = None
    file: WorkbookFile | None = None

    @property
    def interpreter(self) -> str | None:
        """The Python that a click would start."""
        return read_settings(self.settings or "").get(self.computer.interpreter_key)

    @property
    def program(self) -> str | None:
        """The program that a click would start instead, on Windows."""
        return read_settings(self.settings or "").get("FROZEN_WIN") if self.computer.scripts is None else None


@dataclass(frozen=True)
class Diagnosis:
    """One cause that was looked at: `well` is None where it cannot be seen; a cure where it is not well."""

    cause: str
    well: bool | None
    what: str
    cure: str = ""


def examine_elsewhere(*, has_libreoffice: bool, bridge: str, file: WorkbookFile | None = None) -> list[Diagnosis]:
    """The same where Excel does not run and LibreOffice may take its place; `bridge` says why it cannot, or nothing."""
    return [*_libreoffice(has_libreoffice=has_libreoffice, bridge=bridge), *_elsewhere(file)]


def _elsewhere(file: WorkbookFile | None) -> list[Diagnosis]:
    """What is said of a file that LibreOffice is to open."""
    if file is None:
        return []
    if file.is_address:
        what, cure = f"{file.name} is an address.", "Save the workbook on this computer and name that file."
        return [Diagnosis("File", well=False, what=what, cure=cure)]
    name = _named(file.name, AWKWARD_ON_A_MAC)
    return [Diagnosis("File", *_is_there(file)), *([Diagnosis("File name", *name)] if name else [])]


def _libreoffice(*, has_libreoffice: bool, bridge: str) -> list[Diagnosis]:
    excel = Diagnosis(
        "Excel",
        well=False,
        what="Excel runs on Windows and macOS only, so the add-in cannot be set up here.",
        cure="Press the buttons in LibreOffice: `goalsheet addin press check_goals FILE`.",
    )
    if not has_libreoffice:
        cure = "Install LibreOffice 7.4 or newer, and the package python3-uno."
        return [excel, Diagnosis("LibreOffice", well=False, what="LibreOffice is not installed here.", cure=cure)]
    libreoffice = Diagnosis("LibreOffice", well=True, what="LibreOffice is installed.")
    if bridge:
        return [excel, libreoffice, Diagnosis("Bridge to Python", well=False, what=bridge)]
    return [excel, libreoffice, Diagnosis("Bridge to Python", well=True, what="This Python can talk to LibreOffice.")]


_Answer = tuple[bool | None, str, str] | None
_CAUSES: dict[str, Callable[[Facts], _Answer]] = {}


def cause(name: str) -> Callable[[Callable[[Facts], _Answer]], Callable[[Facts], _Answer]]:
    """Register a cause under the name that people read."""

    def register(look: Callable[[Facts], _Answer]) -> Callable[[Facts], _Answer]:
        _CAUSES[name] = look
        return look

    return register


def examine(facts: Facts) -> list[Diagnosis]:
    """Every cause that applies to this computer and file, in the order in which a click meets them."""
    answers = ((name, look(facts)) for name, look in _CAUSES.items())
    return [Diagnosis(name, *answer) for name, answer in answers if answer]


@cause("Add-in")
def _addin(facts: Facts) -> _Answer:
    if facts.addin is None:
        return False, f"{ADDIN} is not in Excel's start folder.", INSTALL
    if facts.addin != facts.expected_addin:
        return False, f"{ADDIN} is of another version than goalsheet {facts.version}.", INSTALL
    return True, f"{ADDIN} is in Excel's start folder and of this version.", ""


@cause("Other add-ins")
def _other_addins(facts: Facts) -> _Answer:
    ours = [name for name in facts.start_folder if name.lower().startswith("goalsheet") and name != ADDIN]
    if ours:
        return False, f"Excel also starts {', '.join(ours)}.", "Delete it from Excel's start folder and restart Excel."
    return True, "No second goalsheet add-in is started.", ""


@cause("Settings")
def _settings(facts: Facts) -> _Answer:
    if facts.settings is None:
        return False, f"There are no settings at {facts.computer.settings}.", INSTALL
    found = read_settings(facts.settings)
    wrong = [
        said
        for is_wrong, said in (
            (facts.interpreter is None, f"{facts.computer.interpreter_key} is missing"),
            (found.get("ADD_WORKBOOK_TO_PYTHONPATH") != "false", "ADD_WORKBOOK_TO_PYTHONPATH is not false"),
            (found.get("USE UDF SERVER", "").lower() == "true", "USE UDF SERVER is true"),
            (found.get("PYTHONPATH", "").endswith("\\"), "PYTHONPATH ends with a backslash"),
        )
        if is_wrong
    ]
    if wrong:
        return False, f"In {facts.computer.settings}: {'; '.join(wrong)}.", INSTALL
    return True, "The settings have what a click needs.", ""


@cause("Path")
def _path(facts: Facts) -> _Answer:
    unknown = facts.computer.unknown_letters(facts.this_python)
    return (False, unreadable(facts.this_python, unknown), ELSEWHERE) if unknown else None


@cause("Python")
def _python(facts: Facts) -> _Answer:
    if facts.program:
        return _program(facts.program, facts.ended)
    if facts.interpreter is None:
        return None
    if facts.started is None:
        return False, f"The Python of the settings is gone: {facts.interpreter}.", INSTALL
    if facts.started != f"{facts.version} {facts.xlwings.version}":
        what = f"{facts.interpreter} does not start this goalsheet; it says: {facts.started}."
        return False, what, f"Install goalsheet {facts.version} there, or {INSTALL[0].lower()}{INSTALL[1:]}"
    return True, f"{facts.interpreter} starts and has goalsheet {facts.version}.", ""


def _program(program: str, ended: int | None) -> _Answer:
    cure = "Put goalsheet-buttons.exe there again, or run `goalsheet addin install --program` with its new place."
    if ended is None:
        return False, f"The buttons start {program}, which is not there or does not start.", cure
    if ended != NO_BUTTON:
        return False, f"The buttons start {program}, which is not goalsheet's, or damaged: it ends with {ended}.", cure
    return True, f"The buttons start {program} and no Python, and it starts.", ""


@cause("AppleScript")
def _script(facts: Facts) -> _Answer:
    if facts.computer.scripts is None:
        return None
    if facts.xlwings.script not in facts.scripts:
        return False, f"{facts.xlwings.script} is not in {facts.computer.scripts}.", INSTALL
    return True, f"{facts.xlwings.script} is in its place.", ""


@cause("xlwings' own add-in")
def _xlwings(facts: Facts) -> _Answer:
    if "xlwings.xlam" not in facts.start_folder:
        return None
    return None, "xlwings.xlam is started, too. Goal buttons do not need it, and do not mind it.", ""


@cause("Child processes")
def _child_processes(facts: Facts) -> _Answer:
    if facts.computer.scripts is not None:
        return None
    if facts.child_processes in {_BLOCKS, _WARNS}:
        cure = "Ask IT to exclude goalsheet's Python from the rule D4F940AB-401B-4EFC-AADC-AD5F3C50688A."
        return False, "Defender's rule forbids Office to start other programs, so no button can start Python.", cure
    if facts.child_processes is None:
        return (
            None,
            "No rule against programs that Office starts is to be seen. Other security products may have one.",
            "",
        )
    return True, "No rule forbids Excel to start Python.", ""


@cause("Macros")
def _macros(facts: Facts) -> _Answer:
    if facts.computer.scripts is not None or facts.macros is None:
        return None
    if facts.macros == _NO_MACROS:
        cure = "Ask IT for a trusted location for the start folder, or to allow signed macros."
        return False, "A policy switches all macros off.", cure
    if facts.macros == _SIGNED_ONLY:
        return None, "A policy allows signed macros only: the add-in must be signed by your company, or trusted.", ""
    return True, "Macros are allowed after a click on Enable content.", ""


@cause("File")
def _file(facts: Facts) -> _Answer:
    return _is_there(facts.file) if facts.file else None


def _is_there(file: WorkbookFile) -> tuple[bool | None, str, str]:
    if file.is_address:
        what = "The workbook lies on SharePoint or OneDrive. Buttons work there; `goalsheet check` needs a copy."
        return None, what, ""
    if not file.exists:
        return False, f"There is no file {file.name}.", "Check its name and folder."
    if not file.is_workbook:
        cure = "Name your goal workbook, whose name ends in .xlsx or .xlsm; if this is it, ask for a sound copy."
        return False, f"{file.name} is no Excel workbook, or it is damaged.", cure
    return True, f"{file.name} is there.", ""


@cause("File name")
def _file_name(facts: Facts) -> _Answer:
    if facts.file is None:
        return None
    return _named(facts.file.name, AWKWARD_ON_A_MAC if facts.computer.scripts else AWKWARD)


def _named(file: str, here: str) -> _Answer:
    """What is said of a file's name; letters that are awkward elsewhere only are told, too, for files are sent on."""
    letters = sorted(set(file.replace("\\", "/").rpartition("/")[2]) & set(AWKWARD_ON_A_MAC))
    found = [one for one in letters if one in here]
    if found:
        where = "a click in Excel" if set(found) & set(AWKWARD) else "a click in Excel on a Mac"
        return False, f"The file name holds {' '.join(found)}, at which {where} fails.", "Rename the file without it."
    if letters:
        return None, f"The file name holds {' '.join(letters)}: on a Mac, a click in Excel would fail at it.", ""
    return None


@cause("Mark of the web")
def _mark(facts: Facts) -> _Answer:
    if facts.file is None or not facts.file.exists or facts.file.is_address:
        return None
    if facts.file.zone in {3, 4} and not facts.file.name.lower().endswith(_WITH_MACROS):
        what = (
            "The file came from the internet or by e-mail: Excel opens it in Protected View. It has no macros to block."
        )
        return None, f"{what} Click Enable Editing once, and the buttons of the tab work.", ""
    if facts.file.zone in {3, 4}:
        cure = "Right-click the file, Properties, tick Unblock. For everyone: a trusted location."
        return False, "The file came from the internet or by e-mail: Excel blocks its macros without asking.", cure
    return True, "The file has no mark of the web.", ""
