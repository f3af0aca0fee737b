"""Drive v3: permissions and changes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.drive_masks import drive_mask
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.file_endpoints import everything
from goalsheet.local_sheets.files import File, permission_id, sharing_role, stamp
from goalsheet.local_sheets.masks import Mask, cut
from goalsheet.local_sheets.refusals import drive_refusal, not_served
from goalsheet.local_sheets.world import World, user_permission

Json = dict[str, Any]

SHARING = {"reader", "commenter", "writer", "fileOrganizer", "organizer", "owner"}
NOT_KEPT = {"expirationTime", "inheritedPermissionsDisabled", "view"}
USUAL: Mask = {"kind": {}, "id": {}, "type": {}, "role": {}}


def _shown(request: Request, permission: Json) -> Answer:
    mask = request.option("fields")
    return Answer(cut(permission, drive_mask(mask, "Permission") if mask else USUAL))


def _shareable(world: World, request: Request) -> File:
    """The file, if the account may share it; whom it was offered to may take it. Refuses others."""
    file, _ = world.seen(request.places["id"], request.email)
    offered = any(
        item.get("pendingOwner") and item.get("emailAddress") == request.email and item["role"] == "writer"
        for item in file.permissions
    )
    return world.changeable(file.id, request.email, "writer" if offered else sharing_role(file))


@endpoint("POST", "/drive/v3/files/{id}/permissions", "drive")
def create(world: World, request: Request) -> Answer:
    """permissions.create: share with an account, a domain or everyone."""
    file = _shareable(world, request)
    _require_kept(request.json)
    role = request.json.get("role")
    if role not in SHARING:
        raise drive_refusal(
            400,
            "The permission role field is required." if not role else "Invalid Value",
            "required" if not role else "invalid",
            location="permission.role",
        )
    permission = _permission(request.json, str(role))
    if role == "owner":
        return _shown(request, _given_away(world, request, file, permission))
    kept = tuple(item for item in file.permissions if item["id"] != permission["id"])
    old = next((item for item in file.permissions if item["id"] == permission["id"]), None)
    if old is not None and old["role"] == "owner":
        return _shown(request, old)
    world.put(replace(file, permissions=(*kept, permission)), request.email, edited=False)
    return _shown(request, permission)


def _require_kept(body: Json) -> None:
    """501 for what Drive lets one say of a permission and this server does not keep."""
    lost = sorted(NOT_KEPT & set(body))
    if lost:
        raise not_served(f"{', '.join(lost)} of permissions")


def _permission(body: Json, role: str) -> Json:
    kind = body.get("type")
    if kind in {"user", "group"}:
        email = str(body.get("emailAddress") or "")
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
            message = "The specified emailAddress is invalid or not applicable for the given permission type."
            raise drive_refusal(400, message, "invalidSharingRequest")
        return user_permission(email, role, kind)
    if kind == "anyone":
        return {
            "id": "anyoneWithLink",
            "type": "anyone",
            "kind": "drive#permission",
            "role": role,
            "allowFileDiscovery": False,
        }
    if kind == "domain":
        domain = str(body.get("domain", ""))
        return {
            "id": permission_id(domain),
            "type": kind,
            "kind": "drive#permission",
            "domain": domain,
            "displayName": domain,
            "role": role,
        }
    raise drive_refusal(400, "The permission type field is required.", "required", location="permission.type")


def _given_away(world: World, request: Request, file: File, permission: Json) -> Json:
    """The file with another owner; the one before becomes a writer."""
    waiting = next((item for item in file.permissions if item.get("pendingOwner")), {})
    if waiting.get("emailAddress") != request.email:  # whom it was offered to may take it
        world.changeable(file.id, request.email, "owner")
    if not request.flag("transferOwnership"):
        message = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        raise drive_refusal(403, message, "forbidden", location="transferOwnership")
    others = [item for item in file.permissions if item["id"] != permission["id"]]
    others = [{**item, "role": "writer"} if item["role"] == "owner" else item for item in others]
    world.put(replace(file, permissions=(permission, *others)), request.email, edited=False)
    return permission


@endpoint("GET", "/drive/v3/files/{id}/permissions", "drive")
def list_permissions(world: World, request: Request) -> Answer:
    """permissions.list: for those who may write."""
    file = world.changeable(request.places["id"], request.email)
    mask = request.option("fields")
    usual: Mask = {"kind": {}, "nextPageToken": {}, "permissions": USUAL}
    answer = {"kind": "drive#permissionList", "permissions": list(file.permissions)}
    return Answer(cut(answer, drive_mask(mask, "PermissionList") if mask else usual))


def _found(file: File, number: str) -> Json:
    for item in file.permissions:
        if item["id"] == number:
            return item
    raise drive_refusal(404, f"Permission not found: {number}.", "notFound", location="permissionId")


@endpoint("GET", "/drive/v3/files/{id}/permissions/{permission}", "drive")
def get(world: World, request: Request) -> Answer:
    """permissions.get."""
    file = world.changeable(request.places["id"], request.email)
    return _shown(request, _found(file, request.places["permission"]))


@endpoint("PATCH", "/drive/v3/files/{id}/permissions/{permission}", "drive")
def update(world: World, request: Request) -> Answer:
    """permissions.update: another role; `owner` gives the file away."""
    file = _shareable(world, request)
    _require_kept(request.json)
    if request.flag("removeExpiration"):
        raise not_served("removeExpiration of permissions")
    old = _found(file, request.places["permission"])
    role = request.json.get("role", old["role"])
    if role == "owner" and old["role"] != "owner":
        return _shown(request, _given_away(world, request, file, {**old, "role": "owner", "pendingOwner": False}))
    if old["role"] == "owner":
        raise drive_refusal(403, "The owner of a file cannot be removed.", "forbidden")
    pending = {"pendingOwner": bool(request.json["pendingOwner"])} if "pendingOwner" in request.json else {}
    new = {**old, "role": role, **pending}
    world.put(
        replace(file, permissions=tuple(new if item is old else item for item in file.permissions)),
        request.email,
        edited=False,
    )
    return _shown(request, new)


@endpoint("DELETE", "/drive/v3/files/{id}/permissions/{permission}", "drive")
def delete(world: World, request: Request) -> Answer:
    """permissions.delete: by those who may write, and everyone for themselves."""
    file, _ = world.seen(request.places["id"], request.email)
    old = _found(file, request.places["permission"])
    if old.get("emailAddress", "").lower() != request.email.lower():
        _shareable(world, request)
    if old["role"] == "owner":
        raise drive_refusal(403, "The owner of a file cannot be removed.", "forbidden")
    world.put(
        replace(file, permissions=tuple(item for item in file.permissions if item is not old)),
        request.email,
        edited=False,
    )
    return Answer(None, 204)


@endpoint("GET", "/drive/v3/changes/startPageToken", "drive")
def start_page_token(world: World, request: Request) -> Answer:
    """changes.getStartPageToken."""
    del request
    return Answer({"kind": "drive#startPageToken", "startPageToken": str(len(world.changes) + 1)})


@endpoint("GET", "/drive/v3/changes", "drive")
def list_changes(world: World, request: Request) -> Answer:
    """changes.list: the last change of each file since a page token, deletions and lost access included."""
    token = request.option("pageToken")
    if not token.isdigit():
        raise drive_refusal(400, "Invalid Value", "invalid", location="pageToken")
    start, size = int(token) - 1, request.size("pageSize", 1000)
    span = [
        change
        for change in world.changes[start : start + size]
        if request.email.lower() in change.audience or _visible(world, request, change.file_id)
    ]
    latest = {change.file_id: change for change in span}
    answer: Json = {"kind": "drive#changeList"}
    more = start + size < len(world.changes)
    answer |= {"nextPageToken": str(start + size + 1)} if more else {"newStartPageToken": str(len(world.changes) + 1)}
    answer["changes"] = [_change(world, request, change.file_id, stamp(change.moment)) for change in latest.values()]
    mask = request.option("fields")
    return Answer(cut(answer, drive_mask(mask, "ChangeList") if mask else None))


def _visible(world: World, request: Request, file_id: str) -> bool:
    file = world.files.get(file_id)
    return file is not None and world.role(file, request.email) is not None


def _change(world: World, request: Request, file_id: str, moment: str) -> Json:
    visible = _visible(world, request, file_id)
    answer: Json = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": moment,
        "removed": not visible,
        "fileId": file_id,
    }
    return answer | ({"file": everything(world, request.email, world.files[file_id])} if visible else {})
