"""What one may write of a file in Drive: its name, properties and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.files import File
from goalsheet.local_sheets.refusals import drive_refusal, not_served

Json = dict[str, Any]

LONGEST_PROPERTY = 124
PROPERTY_TOO_LONG = (
    f"Properties and app properties are limited to {LONGEST_PROPERTY} bytes in UTF-8 encoding, "
    "counting both the key and the value."
)
#: What Drive lets one write of a file and this server does not keep.
NOT_KEPT = {
    *("contentHints", "contentRestrictions", "createdTime", "downloadRestrictions", "folderColorRgb", "id"),
    *("inheritedPermissionsDisabled", "keepRevisionForever", "modifiedTime", "originalFilename", "shortcutDetails"),
    *("viewedByMeTime", "viewersCanCopyContent"),
}


def with_details(file: File, body: Json) -> File:
    """The file with the name, properties and the like that a request brings; null takes a property away."""
    lost = sorted(NOT_KEPT & set(body))
    if lost:
        raise not_served(f"{', '.join(lost)} of files")
    return replace(
        file,
        name=body.get("name", file.name),
        description=body.get("description", file.description),
        starred=bool(body.get("starred", file.starred)),
        trashed=bool(body.get("trashed", file.trashed)),
        writers_can_share=bool(body.get("writersCanShare", file.writers_can_share)),
        readers_can_copy=not body.get("copyRequiresWriterPermission", not file.readers_can_copy),
        app_properties=_properties(file.app_properties, body.get("appProperties")),
        properties=_properties(file.properties, body.get("properties")),
    )


def _properties(old: Mapping[str, str], given: Json | None) -> dict[str, str]:
    for name, value in (given or {}).items():
        if len(f"{name}{value or ''}".encode()) > LONGEST_PROPERTY:
            raise drive_refusal(403, PROPERTY_TOO_LONG, "propertyLengthLimitExceeded")
    return {name: value for name, value in {**old, **(given or {})}.items() if value is not None}
