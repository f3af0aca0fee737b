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
from goalsheet.local_sheets.refusals import drive_refusal, may_not_change_file, not_served
from goalsheet.local_sheets.visitors import at_least
from goalsheet.local_sheets.world import World, user_permission

Json = dict[str, Any]

SHARING = {"reader", "commenter", "writer", "fileOrganizer", "organizer", "owner"}
NOT_KEPT = {"expirationTime", "inheritedPermissionsDisabled", "view"}
USUAL: Mask = {"kind": {}, "id": {}, "type": {}, "role": {}}


def _shown(request: Request, permission: Json) -> Answer:
    mask = request.option("fields")
    return Answer(cut(permission, drive_mask(mask, "Permission") if mask else USUAL))


def _shareable(world: World, request: Request, *roles: str) -> File:
    """The file, if the account may share it in these roles, of which none is above its own. Refuses others."""
    file, own = world.seen(request.places["id"], request.email)
    file = world.changeable(file.id, request.email, sharing_role(file))
    if not all(at_least(own, role) for role in roles):
        raise may_not_change_file()
    return file


def _require_role(role: Any) -> str:
    if role not in SHARING:
        raise drive_refusal(
            400,
            "The permission role field is required." if not role else "Invalid Value",
            "required" if not role else "invalid",
            location="permission.role",
        )
    return str(role)


@endpoint("POST", "/drive/v3/files/{id}/permissions", "drive", "Permission")
def create(world: World, request: Request) -> Answer:
    """permissions.create: share with an account, a domain or everyone."""
    _require_kept(request.json)
    role = _require_role(request.json.get("role"))
    permission = _permission(request.json, role)
    if role == "owner":
        return _shown(request, _given_away(world, request, permission))
    file = _shareable(world, request, role)
    old = next((item for item in file.permissions if item["id"] == permission["id"]), None)
    if old is not None and old["role"] == "owner":
        return _shown(request, old)
    permission = _offered(world, request, permission)
    kept = tuple(item for item in file.permissions if item["id"] != permission["id"])
    world.put(replace(file, permissions=(*kept, permission)), request.email, edited=False)
    return _shown(request, permission)


def _offered(world: World, request: Request, permission: Json) -> Json:
    """The permission, with the file offered to whom it is for if the owner asks for that; refuses others."""
    held = bool(permission.get("pendingOwner")) and permission["role"] == "writer"
    wanted = bool(request.json.get("pendingOwner", held))
    if wanted and not held:
        world.changeable(request.places["id"], request.email, "owner")
        if (permission["type"], permission["role"]) != ("user", "writer"):
            raise drive_refusal(403, "A pending owner must be a user who is a writer.", "forbidden")
    return {**permission, "pendingOwner": wanted} if permission["type"] == "user" else permission


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


def _given_away(world: World, request: Request, permission: Json) -> Json:
    """The file with another owner, by its owner or whom it was offered to; the one before becomes a writer."""
    file, _ = world.seen(request.places["id"], request.email)
    if not _accepts(file, request.email, permission):
        world.changeable(file.id, request.email, "owner")
    if permission["type"] != "user":
        raise drive_refusal(403, "A file can only be owned by a user.", "forbidden")
    if not request.flag("transferOwnership"):
        message = "The transferOwnership parameter must be enabled when the permission role is 'owner'."
        raise drive_refusal(403, message, "forbidden", location="transferOwnership")
    others = [item for item in file.permissions if item["id"] != permission["id"]]
    others = [_of_another(item) for item in others]
    world.put(replace(file, permissions=(permission, *others)), request.email, edited=False)
    return permission


def _accepts(file: File, email: str, permission: Json) -> bool:
    """Whether somebody whom the owner has offered the file takes it for themselves."""
    offered = {item["emailAddress"].lower() for item in file.permissions if item.get("pendingOwner")}
    return email.lower() in offered and permission.get("emailAddress", "").lower() == email.lower()


def _of_another(permission: Json) -> Json:
    """Somebody else's permission once a file has a new owner: what the one before offered counts no longer."""
    waiting = {"pendingOwner": False} if permission.get("pendingOwner") else {}
    return {**permission, **waiting, "role": "writer" if permission["role"] == "owner" else permission["role"]}


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


@endpoint("PATCH", "/drive/v3/files/{id}/permissions/{permission}", "drive", "Permission")
def update(world: World, request: Request) -> Answer:
    """permissions.update: another role; `owner` gives the file away."""
    _require_kept(request.json)
    if request.flag("removeExpiration"):
        raise not_served("removeExpiration of permissions")
    file, _ = world.seen(request.places["id"], request.email)
    old = _found(file, request.places["permission"])
    role = _require_role(request.json.get("role", old["role"]))
    if role == "owner" and old["role"] != "owner":
        return _shown(request, _given_away(world, request, {**old, "role": "owner", "pendingOwner": False}))
    file = _shareable(world, request)
    if old["role"] == "owner":
        raise drive_refusal(403, "The owner of a file cannot be removed.", "forbidden")
    _shareable(world, request, old["role"], role)
    new = _offered(world, request, {**old, "role": role})
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
        _shareable(world, request, *([] if old["role"] == "owner" else [old["role"]]))
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
