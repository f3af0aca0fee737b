"""The review spreadsheets in Google Drive: found by what is noted on them, made, and shared."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gspread

from goalsheet.errors import CannotReach, GoalsheetError, GoogleRefuses
from goalsheet.google import drive_batch
from goalsheet.google.answers import Refusal
from goalsheet.google.failures import NOT_FOUND, of_folder, of_refusal
from goalsheet.google.retry import SERVER_ERROR

_FILES = "https://www.googleapis.com/drive/v3/files"
_SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_EVERYWHERE = {"supportsAllDrives": True, "includeItemsFromAllDrives": True}
_FIELDS = (
    "id,name,appProperties,createdTime,modifiedTime,version,ownedByMe,lastModifyingUser(me,displayName,emailAddress),trashed,"
    "parents,permissions(id,type,role,emailAddress)"
)
#: What is noted on a file. Google gives each note 124 bytes, name and text together.
_TENANT, _CYCLE, _LAYOUT, _OF = "goalsheet", "cycle", "layout", "of"
_ROOM = 100  # bytes


@dataclass(frozen=True)
class Permission:
    """Who may do what with a file."""

    id: str
    kind: str
    role: str
    email: str

    @property
    def who(self) -> str:
        """As people are told of it: an address, or "anyone"."""
        return self.email or self.kind


@dataclass(frozen=True)
class File:
    """A review spreadsheet; `permissions` is None where the listing does not tell (on shared drives).

    Its `version` moves on with each change, whoever made it. (Edits may take minutes to come to light in it.)
    """

    id: str
    name: str
    about: About
    version: str
    is_untouched: bool  # nobody but this account has changed it last
    is_trashed: bool
    permissions: tuple[Permission, ...] | None
    changed_by: str = ""
    changed_at: dt.datetime | None = None
    folder: str = ""  # the id of that in which it lies, as far as this account may know


@dataclass(frozen=True)
class About:
    """Which review a spreadsheet holds: of which cycle, in which layout, of which manager or employee."""

    cycle: str
    layout: str
    of: str

    def notes(self, tenant: str) -> dict[str, str]:
        """What is noted on the file."""
        return {_TENANT: _short(tenant), _CYCLE: _short(self.cycle), _LAYOUT: self.layout, _OF: _short(self.of)}


def about(cycle: str, layout: str, of: str) -> About:
    """Which review it is, cut to what can be noted."""
    return About(_short(cycle), layout, _short(of))


def _short(text: str) -> str:
    """The text, or a fingerprint where it is too long to be noted."""
    return text if len(text.encode()) <= _ROOM else hashlib.sha256(text.encode()).hexdigest()


def files(client: gspread.Client, tenant: str) -> list[File]:
    """All review spreadsheets of a tenant, the oldest first: one request a thousand."""
    conditions = (
        f"mimeType = '{_SPREADSHEET}'",
        "trashed = false",
        f"appProperties has {{ key='{_TENANT}' and value='{_quoted(_short(tenant))}' }}",
    )
    params: dict[str, Any] = {
        "q": " and ".join(conditions),
        "pageSize": 1000,
        "fields": f"nextPageToken,files({_FIELDS})",
        **_EVERYWHERE,
    }
    found = [file for page in _pages(client, params) for file in page]
    found.sort(key=lambda file: (not file.get("ownedByMe", True), file.get("createdTime", "")))
    return [_file(file) for file in found]


def file(client: gspread.Client, wanted: str) -> File | None:
    """One spreadsheet, be it in the bin; None if it is deleted, or this account may not see it."""
    params: dict[str, Any] = {"supportsAllDrives": True, "fields": _FIELDS}
    try:
        return _file(client.http_client.request("get", f"{_FILES}/{wanted}", params=params).json())
    except GoogleRefuses as error:
        if error.status != NOT_FOUND:
            raise
        return None


def _pages(client: gspread.Client, params: dict[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    while True:
        answer = client.http_client.request("get", _FILES, params=params).json()
        yield answer.get("files", [])
        if not answer.get("nextPageToken"):
            return
        params = params | {"pageToken": answer["nextPageToken"]}


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _file(listed: Mapping[str, Any]) -> File:
    notes = listed.get("appProperties", {})
    permissions, user = listed.get("permissions"), listed.get("lastModifyingUser", {})
    return File(
        id=listed["id"],
        name=listed.get("name", ""),
        about=About(notes.get(_CYCLE, ""), notes.get(_LAYOUT, ""), notes.get(_OF, "")),
        version=listed.get("version", ""),
        is_untouched=bool(user.get("me", True)),
        is_trashed=bool(listed.get("trashed")),
        permissions=None if permissions is None else tuple(_permission(one) for one in permissions),
        changed_by=user.get("emailAddress") or user.get("displayName", ""),
        folder=next(iter(listed.get("parents", ())), ""),
        changed_at=_moment(listed, "modifiedTime") if "modifiedTime" in listed else None,
    )


def _moment(listed: Mapping[str, Any], name: str) -> dt.datetime:
    return dt.datetime.fromisoformat(listed.get(name, "1970-01-01T00:00:00Z"))


def _permission(listed: Mapping[str, Any]) -> Permission:
    return Permission(
        listed["id"], listed.get("type", ""), listed.get("role", ""), listed.get("emailAddress", "").lower()
    )


@dataclass(frozen=True)
class NewFile:
    """A spreadsheet to be made, with what is noted on it from the very first moment."""

    name: str
    about: About
    tenant: str
    folder: str | None = None

    def body(self) -> dict[str, Any]:
        """What Drive is sent; a shared drive has rules of its own on who may share."""
        made: dict[str, Any] = {
            "name": self.name,
            "mimeType": _SPREADSHEET,
            "appProperties": self.about.notes(self.tenant),
        }
        return made | ({"parents": [self.folder]} if self.folder else {"writersCanShare": False})


def create(client: gspread.Client, new: NewFile) -> str:
    """Make an empty spreadsheet that can be found again, and tell its id."""
    params: dict[str, Any] = {"supportsAllDrives": True, "fields": "id"}
    try:
        made: str = client.http_client.request("post", _FILES, params=params, json=new.body()).json()["id"]
    except GoogleRefuses as error:
        if missing := _missing(new, error.status):
            raise missing from error
        raise
    return made


def _missing(new: NewFile, status: int) -> GoogleRefuses | None:
    """The failure that its folder is not there: nothing else can be, where a file is made."""
    return of_folder(new.folder) if new.folder and status == NOT_FOUND else None


def create_all(client: gspread.Client, new: Sequence[NewFile]) -> list[str | GoalsheetError | None]:
    """Make some (at most a hundred) in one request: their ids, or what failed; None for one that can be tried again."""
    path = "/drive/v3/files?supportsAllDrives=true&fields=id"
    answers = drive_batch.send(client, [("POST", path, one.body()) for one in new])
    return [_made(one, answer) for one, answer in zip(new, answers, strict=True)]


def _made(new: NewFile, answer: drive_batch.Answered) -> str | GoalsheetError | None:
    if "id" in answer.content:
        return str(answer.content["id"])
    # Drive may have made it all the same, so that it must not be made again.
    return of_refusal(Refusal(answer.status)) if answer.status >= SERVER_ERROR else _missing(new, answer.status)


def whoami(client: gspread.Client) -> str:
    """The e-mail of the account that is signed in."""
    params: dict[str, Any] = {"fields": "user(emailAddress)"}
    answer = client.http_client.request("get", "https://www.googleapis.com/drive/v3/about", params=params).json()
    return str(answer.get("user", {}).get("emailAddress", ""))


def permissions(client: gspread.Client, file: str) -> tuple[Permission, ...]:
    """Who may do what with a file."""
    params: dict[str, Any] = {
        "supportsAllDrives": True,
        "pageSize": 100,
        "fields": "permissions(id,type,role,emailAddress)",
    }
    answer = client.http_client.request("get", f"{_FILES}/{file}/permissions", params=params).json()
    return tuple(_permission(one) for one in answer.get("permissions", []))


@dataclass(frozen=True)
class Sharing:
    """What has to change so that only the right people have access: permissions to give and to take away."""

    give: tuple[tuple[str, str], ...] = ()  # e-mail and role
    take: tuple[Permission, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.give or self.take)


def sharing(wanted: Mapping[str, str], there: Sequence[Permission], own: str) -> Sharing:
    """What has to change; `wanted` are roles by e-mail, `own` is this account, which like the owner always stays."""
    keep = {email.lower(): role for email, role in wanted.items()}
    stay = {*keep, own.lower()} - {""}
    held = {one.email: one.role for one in there if one.kind == "user"}
    given = tuple((email, role) for email, role in keep.items() if held.get(email) not in (role, "owner"))
    taken = tuple(one for one in there if one.role in ("reader", "commenter", "writer") and one.email not in stay)
    return Sharing(given, taken)


def share(client: gspread.Client, file: str, email: str, role: str, *, notify: bool = False) -> None:
    """Give somebody access."""
    params: dict[str, Any] = {"supportsAllDrives": True, "sendNotificationEmail": notify, "fields": "id"}
    body = {"type": "user", "role": role, "emailAddress": email}
    client.http_client.request("post", f"{_FILES}/{file}/permissions", params=params, json=body)


def withdraw(client: gspread.Client, file: str, permission: Permission) -> None:
    """Take access away; where that fails, the error says who can still open the file."""
    params: dict[str, Any] = {"supportsAllDrives": True}
    try:
        client.http_client.request("delete", f"{_FILES}/{file}/permissions/{permission.id}", params=params)
    except GoogleRefuses as error:
        raise GoogleRefuses(f"{_STILL_OPEN.format(permission.who)} {error}", error.status, error.reason) from error
    except CannotReach as error:
        raise CannotReach(f"{_STILL_OPEN.format(permission.who)} {error}") from error


_STILL_OPEN = "access could not be withdrawn from {0}, who can still open it; so nothing new was written."
