"""A VBA project that a company has signed, taken over from a workbook: a signature does not cover the cells."""

from __future__ import annotations

from pathlib import Path

from goalsheet.errors import BadSetting
from goalsheet.vba.reading import declared_modules
from goalsheet.workbook.files import read_whole
from goalsheet.workbook.macros import PROJECT, SIGNATURES, tracker_project
from goalsheet.workbook.package import Members

_CURE = "Make one with goalsheet generate --buttons, sign its macros in Excel, save it, and name that file."


def signed_project(path: Path, sheets: int) -> dict[str, bytes]:
    """The parts of the signed project in that workbook.

    BadSetting where it is not the project of trackers with so many sheets.
    """
    members = Members(read_whole(path), path.name)
    found = {part: members[part] for part in (PROJECT, *SIGNATURES) if part in members}
    if len(found) < 2 or PROJECT not in found:  # noqa: PLR2004 - the project and at least one signature
        raise BadSetting(f"The macros in {path.name} are not signed. {_CURE}")
    try:
        theirs = declared_modules(found[PROJECT])
    except ValueError as error:
        raise BadSetting(f"{path.name}: {error}. {_CURE}") from error
    ours = declared_modules(tracker_project(sheets))
    if theirs != ours:
        listed = ", ".join(theirs) or "none"
        raise BadSetting(f"The macros in {path.name} are not those of this tracker (modules: {listed}). {_CURE}")
    return found
