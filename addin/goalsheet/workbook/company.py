"""A company's own workbook, opened to be filled in: refused where that would do harm, without stored results."""

from __future__ import annotations

import re
from pathlib import PurePath

from defusedxml import ElementTree

from goalsheet.errors import CannotRead
from goalsheet.workbook.cells import strip_results
from goalsheet.workbook.markup import REST, attributes, prefix_of, readable
from goalsheet.workbook.package import MAIN, drop_calculation_chain, read_members, sheet_parts
from goalsheet.workbook.parts import WORKBOOK, holds_properties, related, relations_of

_RELATIONS = "xl/_rels/workbook.xml.rels"
_OTHER_SUFFIXES = {
    ".xltx": "is an Excel template. Open it and save it as an ordinary workbook (.xlsx).",
    ".xltm": "is an Excel template. Open it and save it as a workbook with macros (.xlsm).",
    ".xls": "is an old Excel workbook. Save it as .xlsx.",
    ".xlsb": "is a binary Excel workbook. Save it as .xlsx, or as .xlsm if it has macros.",
    ".xlam": "is an Excel add-in. Save it as a workbook with macros (.xlsm).",
    ".ods": "is an OpenDocument spreadsheet. Save it as .xlsx.",
}
_KIND = re.compile(rb"application/vnd\.(?:openxmlformats-officedocument\.spreadsheetml|ms-excel)\.([\w.]+)\.main\+xml")
_SUFFIX_OF = {
    b"sheet": ".xlsx",
    b"sheet.macroEnabled": ".xlsm",
    b"template": ".xltx",
    b"template.macroEnabled": ".xltm",
    b"addin.macroEnabled": ".xlam",
}
_HAS_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")
_BEFORE_CALCULATION = (b"definedNames", b"externalReferences", b"functionGroups", b"sheets")


def open_company_workbook(data: bytes, name: str) -> dict[str, bytes]:
    """The workbook's members, ready for finding tokens; CannotRead, naming the file, where it cannot be a template."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _OTHER_SUFFIXES:
        raise CannotRead(f"{name} {_OTHER_SUFFIXES[suffix]}")
    members = read_members(data, name)
    _check_kind(members, name, suffix)
    _check_parts(members, name)
    drop_calculation_chain(members)
    _forget_results(members)
    return members


def _check_kind(members: dict[str, bytes], name: str, suffix: str) -> None:
    if any(member.startswith("_xmlsignatures/") for member in members):
        raise CannotRead(
            f"{name} is digitally signed, and filling it in would break the signature. Save a copy without it."
        )
    found = _KIND.search(members["[Content_Types].xml"])
    kind = _SUFFIX_OF.get(found[1], suffix) if found else suffix
    if kind in _OTHER_SUFFIXES:
        raise CannotRead(f"{name} {_OTHER_SUFFIXES[kind]}")
    if kind != suffix:
        raise CannotRead(f"{name} is really a {kind} file, which Excel would not open by that name. Rename it.")


def _check_parts(members: dict[str, bytes], name: str) -> None:
    """CannotRead where a part that is looked into is missing or damaged."""
    if _RELATIONS not in members:
        raise CannotRead(f"{name} is damaged ({_RELATIONS} is missing). Open and save it in Excel.")
    _check_readable(members, name, [WORKBOOK, _RELATIONS, "[Content_Types].xml"])
    sheets = sheet_parts(members)
    missing = [title for title in _titles(members) if title not in sheets]
    if missing:
        raise CannotRead(f"{name} is damaged (sheet {missing[0]} is missing). Open and save it in Excel.")
    sheets_relations = [part for part in map(relations_of, sheets.values()) if part in members]
    _check_readable(members, name, [*sheets.values(), *sheets_relations])
    tables = [table for sheet in sheets.values() for table in related(members, sheet, "table")]
    shared = [part for kind in ("sharedStrings", "styles") for part in related(members, WORKBOOK, kind)]
    _check_readable(members, name, [*tables, *shared, *filter(holds_properties, members)])


def _titles(members: dict[str, bytes]) -> list[str]:
    sheets = ElementTree.fromstring(members[WORKBOOK]).iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet")
    return [sheet.get("name") or "" for sheet in sheets]


def _check_readable(members: dict[str, bytes], name: str, parts: list[str]) -> None:
    for part in parts:
        try:
            readable(members[part])
        except ValueError as error:
            raise CannotRead(f"{name} is damaged ({part}: {error}). Open and save it in Excel.") from error


def _forget_results(members: dict[str, bytes]) -> None:
    """Take out stored results, which are the placeholders'; formulas are calculated when the workbook is opened."""
    calculates = False
    for part in sheet_parts(members).values():
        xml = readable(members[part])
        bare = strip_results(xml)
        if bare != xml:
            members[part] = bare
        calculates = calculates or _HAS_FORMULA.search(bare) is not None
    if calculates:
        members[WORKBOOK] = calculated_on_load(members[WORKBOOK])


def calculated_on_load(workbook: bytes) -> bytes:
    """The workbook's main part, asking for formulas to be calculated when it is opened."""
    xml = readable(workbook)
    q = re.escape(prefix_of(xml))
    found = re.search(rb"<%bcalcPr\b(%b?)\s*(/?)>" % (q, REST), xml)
    if not found:
        return _with_calculation(xml, q)
    if attributes(found[1]).get("fullCalcOnLoad") in ("1", "true", "on"):
        return workbook
    kept = re.sub(rb"""\sfullCalcOnLoad\s*=\s*(?:"[^"]*"|'[^']*')""", b"", found[1])
    return xml[: found.start(1)] + kept + b' fullCalcOnLoad="1"' + xml[found.end(1) :]


def _with_calculation(xml: bytes, q: bytes) -> bytes:
    for element in _BEFORE_CALCULATION:
        before = re.search(rb"</%b%b\s*>|<%b%b\s*/>" % (q, element, q, element), xml)
        if before:
            return xml[: before.end()] + b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix_of(xml) + xml[before.end() :]
    return xml
