"""How a part joins a workbook that openpyxl has built: what kind it is, and which part refers to it."""

from __future__ import annotations

import re

from goalsheet.workbook.parts import relations_of
from goalsheet.workbook.texts import quoted

TYPES = "[Content_Types].xml"
PACKAGE_RELATIONS = "_rels/.rels"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_WORKBOOK_TYPE = re.compile(rb'(<Override PartName="/xl/workbook\.xml" ContentType=")[^"]*')


def declare_part(members: dict[str, bytes], part: str, content_type: str) -> None:
    """Say what kind of content a part has."""
    _add_type(members, f"<Override PartName={quoted('/' + part)} ContentType={quoted(content_type)}/>")


def declare_extension(members: dict[str, bytes], extension: str, content_type: str) -> None:
    """The same of all parts of that extension; it may be known already."""
    if f'Extension="{extension}"'.encode() not in members[TYPES]:
        _add_type(members, f"<Default Extension={quoted(extension)} ContentType={quoted(content_type)}/>")


def declare_workbook(members: dict[str, bytes], content_type: str) -> None:
    """Say what kind of workbook this is: with macros, an add-in."""
    members[TYPES] = _WORKBOOK_TYPE.sub(lambda found: found[1] + content_type.encode(), members[TYPES])


def relate(members: dict[str, bytes], part: str, name: str, kind: str, target: str) -> None:
    """Let a part (blank: the whole package) refer to another one, `target`, under an id of its own."""
    relations = relations_of(part) if part else PACKAGE_RELATIONS
    added = f"<Relationship Id={quoted(name)} Type={quoted(kind)} Target={quoted('/' + target)}/>"
    before = members.get(relations, _NO_RELATIONS)
    members[relations] = _inserted(before, b"</Relationships>", added)


def _add_type(members: dict[str, bytes], element: str) -> None:
    members[TYPES] = _inserted(members[TYPES], b"</Types>", element)


def _inserted(xml: bytes, end: bytes, element: str) -> bytes:
    return xml.replace(end, element.encode() + end, 1)
