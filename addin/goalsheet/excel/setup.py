"""What putting the add-in on a computer, or taking it off, comes down to: files to write and files to delete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from goalsheet.errors import CannotRead, CannotWrite
from goalsheet.excel.computer import Computer
from goalsheet.excel.settings_file import UNREADABLE, read_settings, write_settings


@dataclass(frozen=True)
class Xlwings:
    """The installed xlwings: its version and the folder that holds its VBA and scripts. It is not imported."""

    version: str
    folder: Path

    @property
    def script(self) -> str:
        """The name of the AppleScript that this very version calls."""
        return f"xlwings-{self.version}.applescript"


@dataclass(frozen=True)
class Change:
    """Files to write, with what they will hold, and files to delete."""

    write: Mapping[Path, bytes] = field(default_factory=dict)
    delete: tuple[Path, ...] = ()


def find_xlwings() -> Xlwings:
    """The xlwings beside this goalsheet; CannotRead where it is not."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise CannotRead("xlwings is not installed here. Install goalsheet again, which brings it with it.")
    return Xlwings(version("xlwings"), Path(spec.origin).parent)


def settings_for(computer: Computer, interpreter: str, program: str | None = None) -> dict[str, str | None]:
    """The settings that make a click start this very Python, and nothing that lies beside a workbook.

    Where there is no Python, `program` is what to start instead (frozen.py).

    ADD_WORKBOOK_TO_PYTHONPATH would let a goalsheet.py that came along with a mailed workbook be run.
    """
    return {
        computer.interpreter_key: interpreter,
        "ADD_WORKBOOK_TO_PYTHONPATH": "false",
        "FROZEN_WIN": program,
        "PYTHONPATH": None,
        "USE UDF SERVER": None,
    }


def installation(
    computer: Computer, addin: bytes, xlwings: Xlwings, interpreter: str, settings: str, program: str | None = None
) -> Change:
    """What installing writes; `settings` is the text of the settings file as it is now, or nothing.

    CannotWrite where Excel could not read the path of what a click is to start.
    """
    for path in filter(None, (interpreter, program)):
        if unknown := computer.unknown_letters(path):
            raise CannotWrite(f"{unreadable(path, unknown)} {ELSEWHERE}")
    text = write_settings(settings, settings_for(computer, interpreter, program))
    write = {computer.addin: addin, computer.settings: _encoded(computer, text)}
    if computer.scripts:
        write[computer.scripts / xlwings.script] = (xlwings.folder / xlwings.script).read_bytes()
    return Change(write)


ELSEWHERE = (
    "Install Python in a folder with plain letters (for instance for all users), and goalsheet with that Python."
)


def unreadable(path: str, letters: str) -> str:
    """What is said of a path with letters that Excel's macros cannot read."""
    return f"Excel cannot start {path}: its macros cannot read {' '.join(letters)} on this computer."


def _encoded(computer: Computer, text: str) -> bytes:
    return text.encode(computer.encoding, UNREADABLE)


def removal(computer: Computer, settings: str) -> Change:
    """What uninstalling changes: the add-in goes, and of the settings what installing wrote.

    The AppleScript stays: other workbooks with xlwings may use it.
    """
    ours = dict.fromkeys(settings_for(computer, ""))
    left = write_settings(settings, ours)
    if read_settings(left):
        return Change({computer.settings: _encoded(computer, left)}, (computer.addin,))
    return Change(delete=(computer.addin, computer.settings))
