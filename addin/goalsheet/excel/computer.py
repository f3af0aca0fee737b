"""Where Excel and xlwings keep their things on a computer, and what of ours is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goalsheet.errors import CannotWrite
from goalsheet.layout.buttons import ADDIN

#: The add-in's project name in VBA: xlwings' module looks for settings in a file (and a sheet) of that name.
PROJECT = "goalsheet"


@dataclass(frozen=True)
class Computer:
    """The places that matter: Excel's start folder, the add-in's settings, and where macOS wants scripts.

    `interpreter_key` is the settings' name for the Python to start; `encoding` is that in which Excel reads the
    settings; `scripts` is None where Excel needs none.
    """

    start_folder: Path
    settings: Path
    interpreter_key: str
    encoding: str
    scripts: Path | None = None

    @property
    def addin(self) -> Path:
        """Where the add-in belongs."""
        return self.start_folder / ADDIN

    def unknown_letters(self, text: str) -> str:
        """The letters of a text that Excel's encoding of the settings does not have."""
        return "".join(letter for letter in dict.fromkeys(text) if not _is_known(letter, self.encoding))


def _is_known(letter: str, encoding: str) -> bool:
    try:
        return bool(letter.encode(encoding))
    except UnicodeEncodeError:
        return False


def runs_excel(system: str) -> bool:
    """Whether Excel runs on such a system (as in sys.platform)."""
    return system in {"win32", "darwin"}


def find_computer(system: str, home: Path, environment: Mapping[str, str]) -> Computer:
    """This computer's places; `system` is as in sys.platform. CannotWrite where Excel does not run.

    Source: Microsoft's documentation of Excel's start-up folders; xlwings' Config.bas for the settings' file, which it
    opens `For Input`: VBA then reads it in the PC's own code page, on a Mac in Mac Roman.
    """
    if system == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return Computer(
            roaming / "Microsoft" / "Excel" / "XLSTART",
            Path(environment.get("USERPROFILE") or home) / f".{PROJECT}" / f"{PROJECT}.conf",
            "INTERPRETER_WIN",
            "mbcs",
        )
    if system == "darwin":
        office = home / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return Computer(
            office / "User Content.localized" / "Startup.localized" / "Excel",
            home / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / f"{PROJECT}.conf",
            "INTERPRETER_MAC",
            "mac_roman",
            home / "Library" / "Application Scripts" / "com.microsoft.Excel",
        )
    raise CannotWrite(
        "Excel runs on Windows and macOS only, so there is no add-in to set up here. "
        "In LibreOffice the same buttons are pressed by `goalsheet addin press check_goals FILE`."
    )
