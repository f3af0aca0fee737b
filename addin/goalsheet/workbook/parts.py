"""Parts of a workbook that belong to others: a sheet's tables, the workbook's shared strings and styles."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache

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
    return [found for found in _targets(relations, posixpath.dirname(part), kind) if found in members]


@lru_cache(64)  # thousands of trackers of one template have the same relations
def _targets(relations: bytes, folder: str, kind: str) -> tuple[str, ...]:
    """The parts of that kind among the relations of a part in that folder, whether they are there or not."""
    return tuple(
        posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
        for relation in ElementTree.fromstring(relations)
        if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
    )
