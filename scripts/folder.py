"""What a folder of workbooks says for all commands: `goalsheet.toml` beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from goalsheet.errors import BadSetting, Problem
from goalsheet.smart.calendar import USUAL, Habits

NAME = "goalsheet.toml"
DATE_ORDERS = ("dmy", "mdy")
_MONTHS = 12


def read_habits(paths: Sequence[Path], *, date_order: str | None = None, fiscal_start: int | None = None) -> Habits:
    """How the company writes dates and counts quarters; what is given here wins over the folder's file.

    BadSetting lists everything that is wrong in the file.
    """
    found = next((file for path in paths if (file := _beside(path)).is_file()), None)
    said = _read(found) if found else {}
    return Habits(
        fiscal_start=fiscal_start or said.get("fiscal_year_starts", USUAL.fiscal_start),
        date_order=date_order or said.get("date_order", USUAL.date_order),
    )


def _beside(path: Path) -> Path:
    return (path if path.is_dir() else path.parent) / NAME


def _read(file: Path) -> dict[str, Any]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f'{file} cannot be read: {error}. It holds lines such as: date_order = "dmy"') from error
    problems = [Problem(f"{file}, {key}", _wrong(key, value)) for key, value in said.items() if _wrong(key, value)]
    if problems:
        raise BadSetting(f"{file} has {len(problems)} settings to mend.", problems)
    return said


def _wrong(key: str, value: object) -> str:
    """What is wrong with a setting; nothing to say for those of other commands."""
    if key == "date_order" and value not in DATE_ORDERS:
        return f'{value!r} is no order of dates. Write "dmy" (31/12) or "mdy" (12/31).'
    is_month = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MONTHS
    if key == "fiscal_year_starts" and not is_month:
        return f"{value!r} is no month. Write its number, for instance 4 for April."
    return ""
