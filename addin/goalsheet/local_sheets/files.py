"""Drive's side of things: files and folders, who may do what with them, and how they are shown."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from goalsheet.local_sheets.visitors import ROLES, at_least

Json = dict[str, Any]

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
SHARED_DRIVE = "application/vnd.google-apps.drive"  # how this server keeps a shared drive: a folder above all
CAPABILITIES = {
    "canEdit": "writer",
    "canComment": "commenter",
    "canDelete": "owner",
    "canTrash": "owner",
}


@dataclass(frozen=True)
class File:
    """A file or folder; `settled` is the modifiedTime that was visible before the last change."""

    id: str
    name: str
    mime_type: str
    created: dt.datetime
    modified: dt.datetime
    settled: dt.datetime
    permissions: tuple[Json, ...]
    parents: tuple[str, ...] = ()
    app_properties: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    starred: bool = False
    trashed: bool = False
    writers_can_share: bool = True
    readers_can_copy: bool = True
    version: int = 1
    modifier: str = ""
    comments: tuple[Json, ...] = ()

    @property
    def owner(self) -> str:
        """The owner's e-mail; nobody's in a shared drive."""
        return next((str(item["emailAddress"]) for item in self.permissions if item["role"] == "owner"), "")


def own_role(file: File, email: str) -> str | None:
    """The highest role that a file's own permissions give an account; None if it may not even see it."""
    domain = email.rpartition("@")[2]
    roles = [str(item["role"]) for item in file.permissions if _applies(item, email, domain)]
    return max(roles, key=ROLES.index, default=None)


def _applies(permission: Json, email: str, domain: str) -> bool:
    kind = permission["type"]
    if kind in {"user", "group"}:
        return bool(permission["emailAddress"].lower() == email.lower())
    return kind == "anyone" or (kind == "domain" and str(permission.get("domain", "")).lower() == domain.lower())


def sharing_role(file: File) -> str:
    """The role that one needs to share a file with others or to withdraw them; in a shared drive that of a writer."""
    return "writer" if file.writers_can_share or not file.owner else "owner"


def copying_role(file: File) -> str:
    """The role that one needs to copy a file or to download it."""
    return "reader" if file.readers_can_copy else "writer"


def visible_modified(file: File, now: dt.datetime, lag: dt.timedelta) -> dt.datetime:
    """The modifiedTime that Drive shows: a change comes to light only after the lag."""
    return file.modified if now >= file.modified + lag else file.settled


def stamp(moment: dt.datetime) -> str:
    """A moment as Drive writes it."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def person(email: str, asking: str = "") -> Json:
    """An account as Drive shows it."""
    return {
        "kind": "drive#user",
        "displayName": email.partition("@")[0],
        "me": email.lower() == asking.lower(),
        "permissionId": permission_id(email),
        "emailAddress": email,
    }


def permission_id(name: str) -> str:
    """The id that stands for an account, domain or everyone: digits, always the same."""
    return str(int.from_bytes(hashlib.sha256(name.lower().encode()).digest()[:8], "big")).zfill(20)


def _capabilities(file: File) -> dict[str, str]:
    """What can be done with a file, and the role that each takes."""
    copying = copying_role(file)
    return {**CAPABILITIES, "canShare": sharing_role(file), "canCopy": copying, "canDownload": copying}


def shown_file(file: File, email: str, role: str, modified: dt.datetime) -> Json:
    """A file with all the fields that this server knows, in the eyes of an account."""
    answer: Json = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime_type,
        "starred": file.starred,
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": list(file.parents),
        "version": str(file.version),
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk",
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(modified),
        "owners": [person(file.owner, email)] if file.owner else [],
        "lastModifyingUser": person(file.modifier or file.owner, email),
        "ownedByMe": file.owner.lower() == email.lower(),
        "shared": len(file.permissions) > 1,
        "copyRequiresWriterPermission": not file.readers_can_copy,
        "capabilities": {name: at_least(role, wanted) for name, wanted in _capabilities(file).items()},
    }
    if file.owner:  # a shared drive has rules of its own
        answer["writersCanShare"] = file.writers_can_share
    if file.description:
        answer["description"] = file.description
    if file.properties:
        answer["properties"] = dict(file.properties)
    if file.app_properties:
        answer["appProperties"] = dict(file.app_properties)
    if at_least(role, "writer"):
        answer["permissions"] = list(file.permissions)
        answer["permissionIds"] = [item["id"] for item in file.permissions]
    return answer
