"""Setting the add-in up on a computer: what is written where, what is left alone, and what doctor says."""

from __future__ import annotations

import dataclasses
import json
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from goalsheet.scripts import cli
from hypothesis import given
from hypothesis import strategies as st

from goalsheet import __version__
from goalsheet.errors import CannotWrite
from goalsheet.excel import doctor, frozen
from goalsheet.excel.computer import Computer, find_computer
from goalsheet.excel.facts import look_at_file, look_up
from goalsheet.excel.settings_file import read_settings, write_settings
from goalsheet.excel.setup import Change, Xlwings, find_xlwings, installation, removal

WINDOWS = dataclasses.replace(
    find_computer("win32", Path("C:/Users/anna"), {"APPDATA": "C:/Users/anna/AppData/Roaming"}),
    encoding="cp1252",  # as Windows calls mbcs where people write English or German
)
MAC = find_computer("darwin", Path("/Users/anna"), {})
XLWINGS = Xlwings("0.37.8", Path("xlwings"))
WELL = doctor.Facts(
    computer=WINDOWS,
    version="1.0",
    this_python="C:\\python.exe",
    xlwings=XLWINGS,
    expected_addin=b"new",
    addin=b"new",
    settings='"INTERPRETER_WIN","C:\\python.exe"\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\n',
    started="1.0 0.37.8",
    start_folder=("goalsheet.xlam",),
    child_processes=0,
)


def ill(facts: doctor.Facts) -> list[str]:
    """What is not well, and the cures, as they are printed."""
    return [f"{one.what} {one.cure}".strip() for one in doctor.examine(facts) if one.well is False]


def test_excel_starts_what_lies_in_its_start_folder_on_windows_and_on_a_mac() -> None:
    assert find_computer("win32", Path("C:/Users/anna"), {}) == Computer(
        Path("C:/Users/anna/AppData/Roaming/Microsoft/Excel/XLSTART"),
        Path("C:/Users/anna/.goalsheet/goalsheet.conf"),
        "INTERPRETER_WIN",
        "mbcs",
    )
    assert find_computer("darwin", Path("/Users/anna"), {}) == Computer(
        Path("/Users/anna/Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"),
        Path("/Users/anna/Library/Containers/com.microsoft.Excel/Data/goalsheet.conf"),
        "INTERPRETER_MAC",
        "mac_roman",
        Path("/Users/anna/Library/Application Scripts/com.microsoft.Excel"),
    )


def test_where_excel_does_not_run_there_is_nothing_to_set_up() -> None:
    with pytest.raises(CannotWrite, match="Excel runs on Windows and macOS only"):
        find_computer("linux", Path("/home/anna"), {})


def test_settings_that_others_made_stay() -> None:
    before = '"ONEDRIVE_COMMERCIAL_WIN","C:\\Users\\anna\\OneDrive"\n"interpreter_win","C:\\old\\python.exe"\n\n'
    assert write_settings(before, {"INTERPRETER_WIN": "C:\\new\\python.exe", "PYTHONPATH": None}) == (
        '"ONEDRIVE_COMMERCIAL_WIN","C:\\Users\\anna\\OneDrive"\n"INTERPRETER_WIN","C:\\new\\python.exe"\n'
    )


VALUES = st.text(st.characters(codec="ascii", exclude_characters='"\n\r\v\f\x1c\x1d\x1e'), max_size=20).map(str.strip)


@given(st.dictionaries(st.sampled_from(["PYTHONPATH", "INTERPRETER_WIN", "SHOW CONSOLE"]), VALUES))
def test_settings_that_were_written_are_read_back(settings: dict[str, str]) -> None:
    assert read_settings(write_settings("", settings)) == settings


def test_installing_on_windows_writes_the_add_in_and_its_settings() -> None:
    assert installation(WINDOWS, b"addin", XLWINGS, "C:\\goals\\python.exe", '"PYTHONPATH","C:\\old"\n') == Change(
        {
            WINDOWS.addin: b"addin",
            WINDOWS.settings: b'"INTERPRETER_WIN","C:\\goals\\python.exe"\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\n',
        }
    )


def test_settings_are_written_in_the_code_page_in_which_excel_reads_them() -> None:
    others = '"ONEDRIVE_COMMERCIAL_WIN","C:\\Users\\Zoë\\OneDrive \udc81"\n'  # no letter in that code page
    change = installation(WINDOWS, b"addin", XLWINGS, "C:\\Users\\Zoë\\python.exe", others)
    assert change.write[WINDOWS.settings] == (
        b'"ONEDRIVE_COMMERCIAL_WIN","C:\\Users\\Zo\xeb\\OneDrive \x81"\n'
        b'"INTERPRETER_WIN","C:\\Users\\Zo\xeb\\python.exe"\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\n'
    )
    assert (
        installation(MAC, b"", find_xlwings(), "/Users/Zoë/python3", "")
        .write[MAC.settings]
        .startswith(b'"INTERPRETER_MAC","/Users/Zo\x91/python3"\n')
    )


UNREADABLE = (
    "Excel cannot start C:\\Users\\Łukasz Żak\\python.exe: its macros cannot read Ł Ż on this computer. "
    "Install Python in a folder with plain letters (for instance for all users), and goalsheet with that Python."
)


def test_a_path_that_excel_could_not_read_is_refused_and_told_by_doctor() -> None:
    python = "C:\\Users\\Łukasz Żak\\python.exe"
    with pytest.raises(CannotWrite) as refused:
        installation(WINDOWS, b"addin", XLWINGS, python, "")
    assert str(refused.value) == UNREADABLE
    assert ill(dataclasses.replace(WELL, this_python=python)) == [UNREADABLE]


def test_doctor_reads_the_settings_as_excel_does(tmp_path: Path) -> None:
    computer = Computer(tmp_path, tmp_path / "settings.conf", "INTERPRETER_WIN", "cp1252")
    computer.settings.write_text('"INTERPRETER_WIN","/home/Zoë/python"\n', encoding="utf-8")
    assert look_up(computer, b"").interpreter == "/home/ZoÃ«/python"


def test_installing_on_a_mac_brings_the_script_of_the_installed_xlwings(tmp_path: Path) -> None:
    (tmp_path / "xlwings-0.37.8.applescript").write_bytes(b"on VbaHandler")
    change = installation(MAC, b"addin", Xlwings("0.37.8", tmp_path), "/opt/python3", "")
    assert change.write == {
        MAC.addin: b"addin",
        MAC.settings: b'"INTERPRETER_MAC","/opt/python3"\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\n',
        Path(
            "/Users/anna/Library/Application Scripts/com.microsoft.Excel/xlwings-0.37.8.applescript"
        ): b"on VbaHandler",
    }


def test_a_program_can_take_the_place_of_python() -> None:
    exe = "C:\\goals\\goalsheet-buttons.exe"
    settings = installation(WINDOWS, b"addin", XLWINGS, "python.exe", "", exe).write[WINDOWS.settings].decode()
    assert read_settings(settings)["FROZEN_WIN"] == exe
    assert removal(WINDOWS, settings) == Change({}, (WINDOWS.addin, WINDOWS.settings))
    again = installation(WINDOWS, b"addin", XLWINGS, "python.exe", settings).write[WINDOWS.settings].decode()
    assert "FROZEN_WIN" not in read_settings(again)


def test_the_program_presses_no_button_that_there_is_not() -> None:
    assert [frozen.main([]), frozen.main(["os.system"]), frozen.main(["__init__"])] == [2, 2, 2]


def test_the_installed_xlwings_holds_the_script_of_its_own_version() -> None:
    xlwings = find_xlwings()
    assert (xlwings.folder / xlwings.script).is_file()


def test_uninstalling_takes_away_what_installing_brought_and_nothing_else() -> None:
    others = '"SHOW CONSOLE","true"\n'
    installed = installation(WINDOWS, b"addin", XLWINGS, "python.exe", others).write[WINDOWS.settings].decode()
    assert removal(WINDOWS, installed) == Change({WINDOWS.settings: others.encode()}, (WINDOWS.addin,))
    alone = installation(WINDOWS, b"addin", XLWINGS, "python.exe", "").write[WINDOWS.settings].decode()
    assert removal(WINDOWS, alone) == Change({}, (WINDOWS.addin, WINDOWS.settings))


def test_a_computer_on_which_all_is_well() -> None:
    assert [(one.cause, one.well) for one in doctor.examine(WELL)] == [
        ("Add-in", True),
        ("Other add-ins", True),
        ("Settings", True),
        ("Python", True),
        ("Child processes", True),
    ]


BARE = dataclasses.replace(WELL, addin=None, settings=None, started=None, start_folder=(), child_processes=None)
WORKBOOK = doctor.WorkbookFile("C:/Users/anna/Goals.xlsm", exists=True)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            BARE,
            [
                "goalsheet.xlam is not in Excel's start folder. Close Excel and run `goalsheet addin install`.",
                f"There are no settings at {WINDOWS.settings}. Close Excel and run `goalsheet addin install`.",
            ],
        ),
        (
            dataclasses.replace(WELL, addin=b"old"),
            ["goalsheet.xlam is of another version than goalsheet 1.0. Close Excel and run `goalsheet addin install`."],
        ),
        (
            dataclasses.replace(WELL, start_folder=("Goalsheet (1).xlam", "goalsheet.xlam")),
            ["Excel also starts Goalsheet (1).xlam. Delete it from Excel's start folder and restart Excel."],
        ),
        (
            dataclasses.replace(WELL, settings='"INTERPRETER_WIN","C:\\python.exe"\n"PYTHONPATH","C:\\a\\"\n'),
            [
                (
                    f"In {WINDOWS.settings}: ADD_WORKBOOK_TO_PYTHONPATH is not false; PYTHONPATH ends with a "
                    "backslash. Close Excel and run `goalsheet addin install`."
                )
            ],
        ),
        (
            dataclasses.replace(WELL, started=None),
            ["The Python of the settings is gone: C:\\python.exe. Close Excel and run `goalsheet addin install`."],
        ),
        (
            dataclasses.replace(WELL, started="ModuleNotFoundError: No module named 'goalsheet'"),
            [
                (
                    "C:\\python.exe does not start this goalsheet; it says: ModuleNotFoundError: No module named "
                    "'goalsheet'. Install goalsheet 1.0 there, or close Excel and run `goalsheet addin install`."
                )
            ],
        ),
        (
            dataclasses.replace(WELL, child_processes=1),
            [
                (
                    "Defender's rule forbids Office to start other programs, so no button can start Python. "
                    "Ask IT to exclude goalsheet's Python from the rule D4F940AB-401B-4EFC-AADC-AD5F3C50688A."
                )
            ],
        ),
        (
            dataclasses.replace(WELL, macros=4),
            [
                (
                    "A policy switches all macros off. "
                    "Ask IT for a trusted location for the start folder, or to allow signed macros."
                )
            ],
        ),
        (
            dataclasses.replace(WELL, file=dataclasses.replace(WORKBOOK, zone=3)),
            [
                (
                    "The file came from the internet or by e-mail: Excel blocks its macros without asking. "
                    "Right-click the file, Properties, tick Unblock. For everyone: a trusted location."
                )
            ],
        ),
        (dataclasses.replace(WELL, file=doctor.WorkbookFile("C:/a/goals.xlsx", exists=True, zone=3)), []),
        (
            dataclasses.replace(WELL, file=dataclasses.replace(WORKBOOK, name="C:/a/goals=2026$ A & B (1).xlsm")),
            ["The file name holds =, at which a click in Excel fails. Rename the file without it."],
        ),
        (
            dataclasses.replace(WELL, file=doctor.WorkbookFile("C:/a/none.xlsm", exists=False)),
            ["There is no file C:/a/none.xlsm. Check its name and folder."],
        ),
    ],
)
def test_each_cause_has_its_sentence_and_its_cure(facts: doctor.Facts, said: list[str]) -> None:
    assert ill(facts) == said


def test_a_workbook_without_macros_from_the_internet_needs_one_click() -> None:
    facts = dataclasses.replace(WELL, file=doctor.WorkbookFile("C:/a/goals.xlsx", exists=True, zone=3))
    (mark,) = [one for one in doctor.examine(facts) if one.cause == "Mark of the web"]
    assert (mark.well, mark.cure) == (None, "")
    assert mark.what == (
        "The file came from the internet or by e-mail: Excel opens it in Protected View. It has no macros to block. "
        "Click Enable Editing once, and the buttons of the tab work."
    )


def test_a_mac_needs_the_script_of_the_very_version() -> None:
    settings = '"INTERPRETER_MAC","/opt/python3"\n"ADD_WORKBOOK_TO_PYTHONPATH","false"\n'
    facts = dataclasses.replace(WELL, computer=MAC, settings=settings, scripts=("xlwings-0.36.0.applescript",))
    assert ill(facts) == [
        f"xlwings-0.37.8.applescript is not in {MAC.scripts}. Close Excel and run `goalsheet addin install`."
    ]


def test_a_file_name_goes_through_a_shell_on_a_mac() -> None:
    file = dataclasses.replace(WORKBOOK, name="/Users/anna/50% & $5.xlsm")
    assert ill(dataclasses.replace(WELL, computer=MAC, file=file))[-1] == (
        "The file name holds $, at which a click in Excel on a Mac fails. Rename the file without it."
    )


def test_a_file_name_that_only_a_mac_cannot_take_is_told_on_windows_too() -> None:
    file = dataclasses.replace(WORKBOOK, name="C:/a/goals 5$.xlsm")
    (found,) = [one for one in doctor.examine(dataclasses.replace(WELL, file=file)) if one.cause == "File name"]
    what = "The file name holds $: on a Mac, a click in Excel would fail at it."
    assert (found.well, found.what, found.cure) == (None, what, "")


def test_of_a_workbook_on_sharepoint_nothing_is_said_that_cannot_be_seen() -> None:
    file = doctor.WorkbookFile("https://company.sharepoint.com/Goals.xlsm", exists=True)
    found = doctor.examine(dataclasses.replace(WELL, file=file))[5:]
    assert [(one.cause, one.well) for one in found] == [("File", None)]


@pytest.mark.parametrize(("ended", "well"), [(2, True), (1, False), (None, False)])
def test_a_program_that_takes_the_place_of_python_is_started(ended: int | None, *, well: bool) -> None:
    settings = f'{WELL.settings}"FROZEN_WIN","C:\\goalsheet-buttons.exe"\n'
    facts = dataclasses.replace(WELL, settings=settings, ended=ended)
    assert [one.well for one in doctor.examine(facts) if one.cause == "Python"] == [well]


@pytest.mark.parametrize(("ending", "ended"), [("exit 2", 2), ("exit 7", 7), (None, None)])
def test_it_is_looked_up_whether_the_program_starts(tmp_path: Path, ending: str | None, ended: int | None) -> None:
    program, computer = tmp_path / "goalsheet-buttons", Computer(tmp_path, tmp_path / "c", "INTERPRETER_WIN", "utf-8")
    if ending:
        program.write_text(f"#!/bin/sh\n{ending}\n", encoding="utf-8")
        program.chmod(0o755)
    computer.settings.write_text(f'"FROZEN_WIN","{program}"\n', encoding="utf-8")
    assert look_up(computer, b"").ended == ended


def test_doctor_says_of_a_file_what_matters_to_libreoffice() -> None:
    def said(name: str, *, exists: bool, is_workbook: bool = True) -> list[str]:
        file = doctor.WorkbookFile(name, exists, is_workbook=is_workbook)
        return [
            f"{one.what} {one.cure}" for one in doctor.examine_elsewhere(has_libreoffice=True, bridge="", file=file)
        ][3:]

    assert said("gone.xlsx", exists=False) == ["There is no file gone.xlsx. Check its name and folder."]
    assert said("goals.xlsx", exists=True) == ["goals.xlsx is there. "]
    cure = "Rename the file without it."
    assert said("a=b.xlsm", exists=True) == [
        "a=b.xlsm is there. ",
        f"The file name holds =, at which a click in Excel fails. {cure}",
    ]
    assert said("a=b/goals 5$.xlsm", exists=True) == [
        "a=b/goals 5$.xlsm is there. ",
        f"The file name holds $, at which a click in Excel on a Mac fails. {cure}",
    ]
    assert said("list.csv", exists=True, is_workbook=False) == [
        (
            "list.csv is no Excel workbook, or it is damaged. "
            "Name your goal workbook, whose name ends in .xlsx or .xlsm; if this is it, ask for a sound copy."
        )
    ]
    assert said("https://a.example/goals.xlsx", exists=True) == [
        "https://a.example/goals.xlsx is an address. Save the workbook on this computer and name that file."
    ]


def test_a_file_is_known_for_a_workbook_by_its_contents(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_text("name;manager", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "photos.xlsx", "w") as parts:
        parts.writestr("1.jpg", "")
    names = ("list.xlsx", "photos.xlsx", "gone.xlsx")
    assert [look_at_file(str(tmp_path / one)).is_workbook for one in names] == [False, False, False]


def test_the_facts_of_a_computer_are_looked_up_with_the_python_that_a_click_would_start(tmp_path: Path) -> None:
    computer = Computer(tmp_path / "start", tmp_path / "settings.conf", "INTERPRETER_WIN", "utf-8")
    xlwings = find_xlwings()
    for path, data in installation(computer, b"addin", xlwings, sys.executable, "").write.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    marked = tmp_path / "Goals.xlsm"
    with zipfile.ZipFile(marked, "w") as parts:
        parts.writestr("[Content_Types].xml", "")
        parts.writestr("xl/workbook.xml", "")
    Path(f"{marked}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", encoding="utf-8")
    facts = look_up(computer, b"addin", str(marked))
    assert facts.started == f"{__version__} {xlwings.version}"
    assert facts.start_folder == ("goalsheet.xlam",)
    assert facts.file == doctor.WorkbookFile(str(marked), exists=True, zone=3)
    assert [said[:40] for said in ill(facts)] == ["The file came from the internet or by e-"]


def test_a_python_that_is_gone_or_has_no_goalsheet_is_told(tmp_path: Path) -> None:
    computer = Computer(tmp_path, tmp_path / "settings.conf", "INTERPRETER_WIN", "utf-8")
    computer.settings.write_text(f'"INTERPRETER_WIN","{tmp_path / "python.exe"}"\n', encoding="utf-8")
    assert look_up(computer, b"addin").started is None
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho 'ModuleNotFoundError: no goalsheet' >&2\nexit 1\n", encoding="utf-8")
    other.chmod(0o755)
    computer.settings.write_text(f'"INTERPRETER_WIN","{other}"\n', encoding="utf-8")
    assert look_up(computer, b"addin").started == "ModuleNotFoundError: no goalsheet"


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A Mac as far as the command can tell: the system's name, and a home of its own."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    return find_computer("darwin", tmp_path, {})


def addin(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["addin", *arguments], standalone_mode=False)
    assert done.exception is None, done.output
    return done.return_value or 0, done.output


def test_the_command_sets_up_a_computer_and_says_that_all_is_well(mac: Computer) -> None:
    assert addin("install") == (0, f"The add-in is in {mac.start_folder}. Start Excel again: it has a tab Goals now.\n")
    assert mac.addin.read_bytes()[:2] == b"PK"
    code, page = addin("doctor")
    assert (code, page.count("ok "), "WRONG" in page) == (0, 5, False)
    assert addin("uninstall") == (0, "The add-in is gone. Start Excel again to see the tab Goals go.\n")
    assert not mac.addin.exists()
    assert not mac.settings.exists()


def test_doctor_tells_scripts_what_is_wrong(mac: Computer) -> None:
    code, page = addin("doctor", "--json", "https://company.sharepoint.com/Goals.xlsm")
    causes = json.loads(page)["causes"]
    assert code == 1
    assert [one["cause"] for one in causes if one["well"] is False] == ["Add-in", "Settings", "AppleScript"]
    assert causes[0] == {
        "cause": "Add-in",
        "well": False,
        "what": "goalsheet.xlam is not in Excel's start folder.",
        "cure": "Close Excel and run `goalsheet addin install`.",
    }


def test_where_excel_does_not_run_doctor_looks_at_libreoffice() -> None:
    assert [(one.cause, one.well) for one in doctor.examine_elsewhere(has_libreoffice=False, bridge="none")] == [
        ("Excel", False),
        ("LibreOffice", False),
    ]
    assert [(one.cause, one.well) for one in doctor.examine_elsewhere(has_libreoffice=True, bridge="no uno")] == [
        ("Excel", False),
        ("LibreOffice", True),
        ("Bridge to Python", False),
    ]
    assert doctor.examine_elsewhere(has_libreoffice=True, bridge="")[2].well


@pytest.mark.skipif(sys.platform != "linux", reason="says what Linux users see")
def test_doctor_on_linux_names_the_button_that_works_there() -> None:
    code, page = addin("doctor")
    assert code == 1
    assert "→ Press the buttons in LibreOffice: `goalsheet addin press check_goals FILE`." in page


def test_a_start_folder_in_which_nobody_may_write_is_named(mac: Computer, tmp_path: Path) -> None:
    (tmp_path / "start").write_text("a file, no folder", encoding="utf-8")
    arguments = ["addin", "install", "--start-folder", str(tmp_path / "start")]
    with pytest.raises(CannotWrite, match=r"start cannot be changed .* If Excel is running, quit it"):
        CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)
    assert not mac.settings.exists()
