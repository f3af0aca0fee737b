"""A base workbook gets its macros: the VBA project, and the buttons that call it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from goalsheet.layout.plan import Design
from goalsheet.vba.module import documents
from goalsheet.vba.project import build_project
from goalsheet.workbook import form_buttons
from goalsheet.workbook.build import code_names
from goalsheet.workbook.declarations import declare_extension, declare_part, declare_workbook, relate
from goalsheet.workbook.package import sheet_parts
from goalsheet.workbook.parts import WORKBOOK
from goalsheet.workbook.ribbon import tracker_module

PROJECT = "xl/vbaProject.bin"
_OFFICE = "http://schemas.microsoft.com/office"
_PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
_PROJECT_RELATION = f"{_OFFICE}/2006/relationships/vbaProject"
_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
#: A signature of the project, as Excel writes it beside: its part, relationship and content type.
SIGNATURES = {
    f"xl/{name}.bin": (f"{_OFFICE}/{year}/relationships/{name}", f"application/vnd.ms-office.{name}")
    for name, year in (
        ("vbaProjectSignature", "2006"),
        ("vbaProjectSignatureAgile", "2014"),
        ("vbaProjectSignatureV3", "2020/07"),
    )
}

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CONTROL_TYPE = "application/vnd.ms-excel.controlproperties+xml"
_NAMESPACES = "".join(
    f' xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("r", form_buttons.RELATIONS),
        ("xdr", form_buttons.DRAWING),
        ("x14", form_buttons.EXCEL_2010),
        ("mc", form_buttons.CHOICE),
    )
).encode()
#: What follows drawings and controls in a sheet (ECMA-376 part 1, 18.3.1.99).
_AFTER_CONTROLS = re.compile(rb"<(?:tableParts|extLst)\b|</worksheet>")


@cache
def tracker_project(sheets: int) -> bytes:
    """The VBA project of every tracker with so many sheets: always the same bytes, so it can be signed once."""
    return build_project([*documents(code_names(sheets)), tracker_module()])


def add_macros(members: dict[str, bytes], design: Design, signed: Mapping[str, bytes] | None = None) -> None:
    """Make it a workbook with macros and put the design's buttons on its sheets.

    `signed` holds the parts of a signed project to take instead of our own.
    """
    add_project(members, signed or {PROJECT: tracker_project(len(design.sheets))})
    declare_workbook(members, _WITH_MACROS)
    parts = sheet_parts(members)
    for number, sheet in enumerate(design.sheets, 1):
        if sheet.buttons:
            _add_buttons(members, parts[sheet.title], form_buttons.drawn_buttons(sheet, number))


def add_project(members: dict[str, bytes], parts: Mapping[str, bytes]) -> None:
    """Put a VBA project, and its signatures if it has some, into the package."""
    members |= parts
    declare_extension(members, "bin", _PROJECT_TYPE)
    relate(members, WORKBOOK, "macros", _PROJECT_RELATION, PROJECT)
    for part, (relation, content_type) in SIGNATURES.items():
        if part in parts:
            declare_part(members, part, content_type)
            relate(members, PROJECT, part.removeprefix("xl/").removesuffix(".bin"), relation, part)


def _add_buttons(members: dict[str, bytes], sheet: str, buttons: list[form_buttons.DrawnButton]) -> None:
    vml, drawing = _free(members, "xl/drawings/vmlDrawing{}.vml"), _free(members, "xl/drawings/drawing{}.xml")
    members |= {vml: form_buttons.vml_part(buttons), drawing: form_buttons.drawing_part(buttons)}
    declare_extension(members, "vml", _VML_TYPE)
    declare_part(members, drawing, _DRAWING_TYPE)
    relate(members, sheet, "buttons", f"{form_buttons.RELATIONS}/drawing", drawing)
    relate(members, sheet, "buttonShapes", f"{form_buttons.RELATIONS}/vmlDrawing", vml)
    relations = [_add_properties(members, sheet, button) for button in buttons]
    added = '<drawing r:id="buttons"/><legacyDrawing r:id="buttonShapes"/>' + form_buttons.controls(buttons, relations)
    xml = members[sheet].replace(b"<worksheet", b"<worksheet" + _NAMESPACES, 1)
    members[sheet] = _AFTER_CONTROLS.sub(lambda found: added.encode() + found[0], xml, count=1)


def _add_properties(members: dict[str, bytes], sheet: str, button: form_buttons.DrawnButton) -> str:
    part, relation = _free(members, "xl/ctrlProps/ctrlProp{}.xml"), f"button{button.order}"
    members[part] = form_buttons.PROPERTIES
    declare_part(members, part, _CONTROL_TYPE)
    relate(members, sheet, relation, f"{form_buttons.RELATIONS}/ctrlProp", part)
    return relation


def _free(members: Mapping[str, bytes], pattern: str) -> str:
    number = 1
    while (part := pattern.format(number)) in members:
        number += 1
    return part
