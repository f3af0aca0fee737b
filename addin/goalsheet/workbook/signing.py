"""A VBA project that a company has signed, taken over from a workbook: a signature does not cover the cells."""

from __future__ import annotations

import re
from pathlib import Path

from goalsheet.errors import BadSetting
from goalsheet.layout.buttons import BUTTONS
from goalsheet.vba.reading import declared_modules, module_source
from goalsheet.workbook.files import read_whole
from goalsheet.workbook.macros import PROJECT, SIGNATURES, tracker_project
from goalsheet.workbook.package import Members
from goalsheet.workbook.ribbon import tracker_module

_MACRO = re.compile(r"^Public Sub (\w+)\(\)", re.MULTILINE)
_CURE = "Make one with goalsheet generate --buttons, sign its macros in Excel, save it, and name that file."


def signed_project(path: Path, sheets: int) -> dict[str, bytes]:
    """The parts of the signed project in that workbook.

    BadSetting where it is not the project of trackers with so many sheets.
    """
    members = Members(read_whole(path), path.name)
    found = {part: members[part] for part in (PROJECT, *SIGNATURES) if part in members}
    if len(found) < 2 or PROJECT not in found:  # noqa: PLR2004 - the project and at least one signature
        raise BadSetting(f"The macros in {path.name} are not signed. {_CURE}")
    _check(found[PROJECT], tracker_project(sheets), path.name)
    return found


def _check(theirs: bytes, ours: bytes, name: str) -> None:
    """BadSetting where theirs has other modules than ours, or lacks a macro that a button calls."""
    try:
        modules = declared_modules(theirs)
        if modules != declared_modules(ours):
            listed = ", ".join(modules) or "none"
            raise BadSetting(f"The macros in {name} are not those of this tracker (modules: {listed}). {_CURE}")
        lacking = [button.label for button in BUTTONS if button.macro not in _macros(theirs)]
    except ValueError as error:
        raise BadSetting(f"{name}: {error}. {_CURE}") from error
    if lacking:
        raise BadSetting(f"The macros in {name} are older than this goalsheet and lack {', '.join(lacking)}. {_CURE}")


def _macros(project: bytes) -> set[str]:
    return set(_MACRO.findall(module_source(project, tracker_module().name)))
