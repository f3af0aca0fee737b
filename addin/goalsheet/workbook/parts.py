"""Parts of a workbook that belong to others: a sheet's tables, the workbook's shared strings and styles."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from defusedxml import ElementTree

WORKBOOK = "xl/workbook.xml"


def relations_of(part: str) -> str:
    """The part that says what a part refers to."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def holds_properties(part: str) -> bool:
    """Whether the part holds the document's properties: title, author, company, custom ones."""
    return (part.startswith("docProps/") and part.endswith(".xml")) or part.endswith(".psmdcp")


def related(members: Mapping[str, bytes], part: str, kind: str) -> list[str]:
    """The parts of that kind (the relationship type's last word) that the part refers to."""
    relations = members.get(relations_of(part))
    if relations is None:
        return []
    found = [
        posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target") or "")).lstrip("/")
        for relation in ElementTree.fromstring(relations)
        if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
    ]
    return [part for part in found if part in members]
