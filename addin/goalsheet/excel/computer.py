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

    `interpreter_key` is the settings' name for the Python to start; `scripts` is None where Excel needs none.
    """

    start_folder: Path
    settings: Path
    interpreter_key: str
    scripts: Path | None = None

    @property
    def addin(self) -> Path:
        """Where the add-in belongs."""
        return self.start_folder / ADDIN


def runs_excel(system: str) -> bool:
    """Whether Excel runs on such a system (as in sys.platform)."""
    return system in {"win32", "darwin"}


def find_computer(system: str, home: Path, environment: Mapping[str, str]) -> Computer:
    """This computer's places; `system` is as in sys.platform. CannotWrite where Excel does not run.

    Source: Microsoft's documentation of Excel's start-up folders; xlwings' Config.bas for the settings' file.
    """
    if system == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return Computer(
            roaming / "Microsoft" / "Excel" / "XLSTART",
            Path(environment.get("USERPROFILE") or home) / f".{PROJECT}" / f"{PROJECT}.conf",
            "INTERPRETER_WIN",
        )
    if system == "darwin":
        office = home / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return Computer(
            office / "User Content.localized" / "Startup.localized" / "Excel",
            home / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / f"{PROJECT}.conf",
            "INTERPRETER_MAC",
            home / "Library" / "Application Scripts" / "com.microsoft.Excel",
        )
    raise CannotWrite(
        "Excel runs on Windows and macOS only, so there is no add-in to set up here. "
        "In LibreOffice the same buttons are pressed by `goalsheet addin press check_goals FILE`."
    )
