"""goalsheet.xlam, Excel's add-in: the tab "Goals", its macros, and xlwings' own module, which starts Python.

The module comes from the xlwings that is installed, because on the Mac both must be of one version.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

from defusedxml import ElementTree
from openpyxl import Workbook

from goalsheet import __version__
from goalsheet.errors import BadSetting, CannotRead
from goalsheet.layout.buttons import ADDIN
from goalsheet.layout.plan import Design
from goalsheet.vba.module import Module, documents, read_module
from goalsheet.vba.project import build_project
from goalsheet.workbook.build import WORKBOOK_CODE_NAME, code_names
from goalsheet.workbook.declarations import TYPES, declare_workbook, relate
from goalsheet.workbook.macros import PROJECT, SIGNATURES, add_project
from goalsheet.workbook.opened import OpenedWorkbook
from goalsheet.workbook.package import MAIN, Members, archive, finished, member, read_members, sheet_parts
from goalsheet.workbook.ribbon import addin_module, ribbon_xml
from goalsheet.workbook.settings_sheet import is_tracker
from goalsheet.workbook.texts import finish

_WORKSHEET = re.compile(rb"<((?:\w+:)?)worksheet\b[^>]*(?<!/)>")
_PROPERTIES = re.compile(rb"<(?:\w+:)?sheetPr\b")  # a worksheet's, which come first in it
RIBBON = "customUI/customUI14.xml"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_ADDIN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
#: What is changed in xlwings' module: its settings are found under our own name, and a workbook's folder is no place
#: from which Python may import.
CHANGES = {
    'PROJECT_NAME As String = "myaddin"': 'PROJECT_NAME As String = "goalsheet"',
    'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")': 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")',
}


def build_addin(xlwings_folder: Path) -> bytes:
    """The add-in's file, always the same bytes for one version of goalsheet and of xlwings.

    `xlwings_folder` is where the package xlwings is installed; CannotRead where its module is not there or has changed.
    """
    members = read_members(_base(), ADDIN)
    declare_workbook(members, _ADDIN)
    add_project(members, {PROJECT: _project(code_names(1), xlwings_folder)})
    members[RIBBON] = ribbon_xml()
    relate(members, "", "ribbon", _RIBBON_RELATION, RIBBON)
    return _zipped(members)


def _zipped(members: dict[str, bytes]) -> bytes:
    ordered = sorted(members, key=lambda part: part != TYPES)  # which comes first
    return b"".join(finished(archive(member(part, members[part]) for part in ordered), []))


def _base() -> bytes:
    """A workbook of one sheet in a hidden window; its title and comment are what Excel's list of add-ins shows."""
    book = Workbook()
    book.code_name = WORKBOOK_CODE_NAME
    book.views[0].visibility = "hidden"
    [sheet] = book.worksheets
    sheet.title = "goalsheet"
    sheet.sheet_properties.codeName = code_names(1)[0]
    sheet["A1"] = f"goalsheet {__version__}"
    book.properties.creator = book.properties.title = "goalsheet"
    book.properties.description = f"Buttons for goal workbooks, on the tab Goals. Version {__version__}."
    buffer = io.BytesIO()
    book.save(buffer)
    return finish(buffer.getvalue(), Design((), {}))


def embed_addin(path: Path, xlwings_folder: Path) -> bytes:
    """A tracker with buttons, made to work without the add-in: it carries the add-in's macros and tab itself.

    CannotRead or BadSetting where the workbook is no such tracker.
    """
    book = OpenedWorkbook(path)
    members = book.members
    if not is_tracker(book):  # nor is anybody else's workbook with macros, which would lose them
        raise BadSetting(f"{path.name} is no goal tracker. Name one that goalsheet generate --buttons made.")
    if PROJECT not in members:
        cure = "Make one with goalsheet generate --buttons."
        raise BadSetting(f"{path.name} has no buttons, so there is nothing to put the macros behind. {cure}")
    if any(part in members for part in SIGNATURES):
        cure = "Take a copy without the signature, and sign the new workbook instead."
        raise BadSetting(f"The macros in {path.name} are signed, and other macros would break that. {cure}")
    named = dict(members) | _named_sheets(members)
    try:
        project = _project(_code_names(named), xlwings_folder)
    except ValueError as error:  # a sheet that somebody has added in an Excel of another alphabet, or a chart sheet
        cure = "Take out the sheets that were added, or make it anew."
        raise BadSetting(f"{path.name} has a sheet that macros cannot name ({error}). {cure}") from error
    changed = named | {PROJECT: project, RIBBON: ribbon_xml()}
    if RIBBON not in members:
        relate(changed, "", "ribbon", _RIBBON_RELATION, RIBBON)
    return _zipped(changed)


def _named_sheets(members: Members) -> dict[str, bytes]:
    """The worksheets that have no name for macros, such as those that LibreOffice added, with one that is free."""
    parts = list(sheet_parts(members).values())
    names = _code_names(members)
    free = (name for name in code_names(2 * len(parts)) if name not in names)
    return {part: _named(members[part], next(free)) for part, name in zip(parts, names, strict=True) if not name}


def _named(xml: bytes, name: str) -> bytes:
    """The worksheet with that name for macros; what is no worksheet stays as it is."""
    attribute = f' codeName="{name}"'.encode()
    if _PROPERTIES.search(xml):
        return _PROPERTIES.sub(lambda tag: tag[0] + attribute, xml, count=1)
    return _WORKSHEET.sub(lambda tag: tag[0] + b"<" + tag[1] + b"sheetPr" + attribute + b"/>", xml, count=1)


def _code_names(members: Mapping[str, bytes]) -> list[str]:
    sheets = (ElementTree.fromstring(members[part]) for part in sheet_parts(members).values())
    described = (sheet.find(f"{{{MAIN}}}sheetPr") if sheet.tag == f"{{{MAIN}}}worksheet" else None for sheet in sheets)
    return ["" if one is None else one.get("codeName") or "" for one in described]


def _project(sheets: list[str], xlwings_folder: Path) -> bytes:
    carried = [_carried(xlwings_folder / "xlwings_custom_addin.bas", CHANGES)]
    carried.append(_carried(xlwings_folder / "addin" / "Dictionary.cls", {}))  # which the first needs on the Mac
    return build_project([*documents(sheets), addin_module(), *carried])


def _carried(path: Path, changes: dict[str, str]) -> Module:
    """A module of xlwings, with our changes; CannotRead where there is nothing to change."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        cure = "Install goalsheet again, which brings the right xlwings with it."
        raise CannotRead(f"{path}: {error.strerror or error}. {cure}") from error
    for before, after in changes.items():
        if before not in text:
            cure = "Install goalsheet again, which brings the right xlwings with it."
            raise CannotRead(f"{path} is of an xlwings that goalsheet does not know. {cure}")
        text = text.replace(before, after)
    return read_module(text)
