"""Parts of a workbook that belong to others: a sheet's tables, the workbook's shared strings and styles."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from defusedxml import ElementTree

from goalsheet.workbook.cells import Area, area
from goalsheet.workbook.package import MAIN

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


def table_titles(members: Mapping[str, bytes], sheet: str) -> Iterator[tuple[str, Area]]:
    """For each table of the sheet its name, with the rows whose texts the table repeats: column titles, totals."""
    for part in related(members, sheet, "table"):
        table = ElementTree.fromstring(members[part])
        name, cells = table.get("displayName") or "", area(table.get("ref") or "A1")
        first, last = cells.rows.start, cells.rows.stop - 1
        if table.get("headerRowCount", "1") != "0":
            yield name, Area(range(first, first + 1), cells.columns, cells.first)
        if any(column.get("totalsRowLabel") for column in table.iter(f"{{{MAIN}}}tableColumn")):
            yield name, Area(range(last, last + 1), cells.columns, cells.first)
