"""Looking up, on a real computer, what doctor.py decides over: files, the registry, the Python that a click starts."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from goalsheet import __version__
from goalsheet.excel.computer import Computer
from goalsheet.excel.doctor import Facts, WorkbookFile
from goalsheet.excel.settings_file import read_settings
from goalsheet.excel.setup import find_xlwings

_SECONDS = 30  # that a Python on a slow network drive may take to start
_PROBE = "import goalsheet, importlib.metadata as m; print(goalsheet.__version__, m.version('xlwings'))"
_DEFENDER = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_NO_CHILDREN = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"  # "Block all Office applications from creating child processes"
_SECURITY = r"SOFTWARE\Policies\Microsoft\Office\16.0\Excel\Security"


def look_up(computer: Computer, expected_addin: bytes, workbook: str | None = None) -> Facts:
    """The facts of this computer, and of a workbook if one is named (a path, or the address that Excel shows)."""
    settings = _text(computer.settings, computer.encoding)
    interpreter = read_settings(settings or "").get(computer.interpreter_key)
    program = read_settings(settings or "").get("FROZEN_WIN")
    return Facts(
        computer=computer,
        version=__version__,
        this_python=sys.executable,
        xlwings=find_xlwings(),
        expected_addin=expected_addin,
        addin=_bytes(computer.addin),
        settings=settings,
        started=_start(interpreter) if interpreter else None,
        ended=_end(program) if program else None,
        start_folder=_names(computer.start_folder),
        scripts=_names(computer.scripts) if computer.scripts else (),
        child_processes=_policy("HKEY_LOCAL_MACHINE", _DEFENDER, _NO_CHILDREN),
        macros=_policy("HKEY_CURRENT_USER", _SECURITY, "VBAWarnings"),
        file=look_at_file(workbook) if workbook else None,
    )


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _text(path: Path, encoding: str = "utf-8") -> str | None:
    data = _bytes(path)
    return None if data is None else data.decode(encoding, errors="replace")


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except OSError:
        return ()


def _start(interpreter: str) -> str | None:
    """What that Python says of its versions, or the last line of its error; None where there is none."""
    try:
        done = subprocess.run(  # noqa: S603 - the very program that a click would start, by the user's own settings
            [interpreter, "-B", "-c", _PROBE], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"nothing within {_SECONDS} seconds"
    except OSError:
        return None
    said = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return said[-1] if said else f"nothing, and ended with {done.returncode}"


def _end(program: str) -> int | None:
    """With what the program ends that presses nothing when it is told no button; None where it cannot be started."""
    try:
        return subprocess.run([program], capture_output=True, timeout=_SECONDS, check=False).returncode  # noqa: S603 - as above
    except (OSError, subprocess.TimeoutExpired):
        return None


def _policy(hive: str, path: str, name: str) -> int | None:
    """A value of Windows' registry as a number; None where there is none, or no registry."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it, others do not

        try:
            with winreg.OpenKey(getattr(winreg, hive), path) as key:
                return int(winreg.QueryValueEx(key, name)[0])
        except (OSError, ValueError):
            return None
    return None


def look_at_file(name: str) -> WorkbookFile:
    """What is known of a workbook: a path, or the address that Excel shows."""
    if "://" in name:
        return WorkbookFile(name, exists=True)
    path = Path(name)
    return WorkbookFile(name, path.exists(), _zone(path), is_workbook=_is_workbook(path))


def _is_workbook(path: Path) -> bool:
    """Whether a file is packed as Excel packs workbooks."""
    try:
        with zipfile.ZipFile(path) as parts:
            return "[Content_Types].xml" in parts.namelist() and any(one.startswith("xl/") for one in parts.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def _zone(path: Path) -> int | None:
    """The zone that Windows keeps beside a file as Zone.Identifier; 3 is the internet."""
    mark = _text(Path(f"{path}:Zone.Identifier")) or ""
    zones = [line.partition("=")[2].strip() for line in mark.splitlines() if line.lower().startswith("zoneid=")]
    return int(zones[0]) if zones and zones[0].isdecimal() else None
