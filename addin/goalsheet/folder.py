"""What a folder of workbooks says for all commands: `goalsheet.toml` beside them, or in a folder above."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from goalsheet.errors import BadSetting, Problem
from goalsheet.language.catalogue import ENGLISH
from goalsheet.language.shelf import codes
from goalsheet.smart.days import USUAL, Habits

NAME = "goalsheet.toml"
DATE_ORDERS = ("dmy", "mdy")
#: Settings of `goalsheet sync`: the flags of these names.
GOOGLE = ("layout", "credentials", "act_for", "folder", "tenant", "google_url")
TENANT = "company"  # the usual one
THIS_COMPUTER = "default"  # the credentials of the computer itself, instead of a key
_MONTHS = 12


@dataclass
class FolderSettings:
    """The settings of each folder, read once; what a flag says wins. BadSetting lists all that is wrong in a file."""

    date_order: str | None = None
    fiscal_start: int | None = None
    _said: dict[Path, dict[str, Any]] = field(default_factory=dict)

    def habits(self, path: Path) -> Habits:
        """How the people behind a workbook write dates and count quarters."""
        said = self._beside(path)
        return Habits(
            fiscal_start=self.fiscal_start or said.get("fiscal_year_starts", USUAL.fiscal_start),
            date_order=self.date_order or said.get("date_order", USUAL.date_order),
        )

    def google(self, path: Path) -> dict[str, str]:
        """What the folder says of its side at Google, by setting."""
        said = self._beside(path)
        return {key: said[key] for key in GOOGLE if key in said}

    def buttons(self, path: Path) -> bool:
        """Whether trackers made from the list of people at `path` get buttons on their sheets."""
        return bool(self._beside(path).get("buttons", False))

    def language(self, path: Path) -> str:
        """The language of whoever has none on the list of people at `path`, and of a report in that place."""
        return str(self._beside(path).get("language", ENGLISH.code))

    def _beside(self, path: Path) -> dict[str, Any]:
        """What the nearest file says, from the workbook's own folder upwards."""
        folder = path.absolute().parent
        found = next((file for above in (folder, *folder.parents) if (file := above / NAME).is_file()), None)
        if found is None:
            return {}
        if found not in self._said:
            self._said[found] = _read(found)
        return self._said[found]


def _read(file: Path) -> dict[str, Any]:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f'{file} cannot be read: {error}. It holds lines such as: date_order = "dmy"') from error
    problems = [Problem(f"{file}, {key}", *wrong) for key, value in said.items() if (wrong := _wrong(key, value))]
    if problems:
        settings = "1 setting" if len(problems) == 1 else f"{len(problems)} settings"
        raise BadSetting(f"{file} has {settings} to mend.", problems)
    if said.get("credentials", THIS_COMPUTER) != THIS_COMPUTER:
        said["credentials"] = str(file.parent / said["credentials"])  # as its line says it, wherever a command is run
    return said


def _wrong(key: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a setting, and what to do."""
    if key == "date_order":
        shown = f"{value!r} is no order of dates."
        return None if value in DATE_ORDERS else (shown, 'Write "dmy" (31/12) or "mdy" (12/31).')
    if key == "fiscal_year_starts":
        is_month = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MONTHS
        return None if is_month else (f"{value!r} is no month.", "Write its number, for instance 4 for April.")
    if key in GOOGLE:
        return _wrong_google(key, value)
    if key == "buttons":
        return None if isinstance(value, bool) else (f"{value!r} is neither true nor false.", "Write: buttons = true")
    if key == "language":
        shown = f"{value!r} is no language of goalsheet's."
        return None if value in codes() else (shown, f"Possible are: {', '.join(codes())}.")
    known = ("date_order", "fiscal_year_starts", "buttons", "language", *GOOGLE)
    near = get_close_matches(key, known, n=1)
    return "there is no such setting.", f"Did you mean {near[0]}?" if near else f"Possible are: {', '.join(known)}."


def _wrong_google(key: str, value: object) -> tuple[str, str] | None:
    if not isinstance(value, str) or not value:
        return f"{value!r} is no text.", f'Write it in quotation marks: {key} = "…"'
    if key == "layout":
        return _wrong_layout(value)
    return _wrong_address(value) if key == "google_url" else None


def _wrong_layout(name: str) -> tuple[str, str] | None:
    # Imported here: it brings all rules of language along, which takes longer than making a hundred workbooks.
    from goalsheet.layout.review_content import LAYOUTS  # noqa: PLC0415 - few folders name one

    return None if name in LAYOUTS else (f'"{name}" is no layout.', f"Possible are: {', '.join(LAYOUTS)}.")


def _wrong_address(url: str) -> tuple[str, str] | None:
    from goalsheet.google.origins import is_on_this_computer  # noqa: PLC0415 - few folders name one

    cure = "Write an address such as http://127.0.0.1:8080, or leave the line out to use Google."
    return None if is_on_this_computer(url) else (f"{url} is no server on this very computer.", cure)
