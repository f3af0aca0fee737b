"""Drive v3: files and folders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.drive_masks import drive_mask
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.faults import no_storage
from goalsheet.local_sheets.file_details import with_details
from goalsheet.local_sheets.file_facts import Facts
from goalsheet.local_sheets.files import (
    FOLDER,
    SHARED_DRIVE,
    SPREADSHEET,
    File,
    copying_role,
    person,
    shown_file,
    visible_modified,
)
from goalsheet.local_sheets.masks import Mask, cut
from goalsheet.local_sheets.queries import parse_query
from goalsheet.local_sheets.refusals import drive_refusal, not_served
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.visitors import at_least
from goalsheet.local_sheets.world import World, root_id

Json = dict[str, Any]

#: What files.create and the like answer when no fields are named.
USUAL: Mask = {"kind": {}, "id": {}, "name": {}, "mimeType": {}}
LARGEST_PAGE = 1000
OWNERS = {"trashed", "writersCanShare"}  # what only who owns a file may change


def file_answer(world: World, request: Request, file: File) -> Json:
    """A file with the fields that the request names, or the usual ones."""
    mask = request.option("fields")
    answer: Json = cut(everything(world, request.email, file), drive_mask(mask, "File") if mask else USUAL)
    return answer


def everything(world: World, email: str, file: File) -> Json:
    """A file with all fields, in the eyes of an account."""
    role = world.role(file, email) or "reader"
    return shown_file(file, email, role, visible_modified(file, world.now(), world.lag))


@endpoint("POST", "/drive/v3/files", "drive", "File")
def create(world: World, request: Request) -> Answer:
    """files.create: an empty spreadsheet, or a folder."""
    body = request.json
    mime_type = body.get("mimeType", "application/octet-stream")
    if mime_type not in {SPREADSHEET, FOLDER}:
        raise not_served(f"files of the type {mime_type}")
    parents = _parents(world, request, body.get("parents") or ())
    if not world.accounts.has_storage(request.email) and not world.in_shared_drive(parents):
        raise no_storage()
    name = body.get("name") or ("Untitled" if mime_type == FOLDER else "Untitled spreadsheet")
    file = with_details(world.new_file(name, request.email, mime_type, parents), body)
    world.files[file.id] = file
    return Answer(file_answer(world, request, file))


def _parents(world: World, request: Request, given: Iterable[str]) -> tuple[str, ...]:
    """The folder that a file shall lie in; refuses one that the account may not put files into."""
    parents = tuple(root_id(request.email) if parent == "root" else parent for parent in given)
    for parent in parents:
        if parent != root_id(request.email):
            world.require_all_drives(parent, asked=request.flag("supportsAllDrives"))
            world.changeable(parent, request.email)
    return parents


@endpoint("DELETE", "/drive/v3/files/trash", "drive")
@endpoint("GET", "/drive/v3/files/generateIds", "drive")
@endpoint("GET", "/drive/v3/files/generateCseToken", "drive")
def besides_files(world: World, request: Request) -> Answer:
    """What Drive serves by words that are no file's id."""
    del world
    raise not_served(f"{request.method} {request.path}")


@endpoint("GET", "/drive/v3/files/{id}", "drive")
def get(world: World, request: Request) -> Answer:
    """files.get."""
    if request.option("alt") == "media":
        raise not_served("the bytes of a spreadsheet other than by export")
    if request.places["id"] == "root":
        return Answer(
            cut({"kind": "drive#file", "id": root_id(request.email), "name": "My Drive", "mimeType": FOLDER}, USUAL)
        )
    file, _ = world.seen(request.places["id"], request.email)
    return Answer(file_answer(world, request, file))


@endpoint("GET", "/drive/v3/files", "drive")
def list_files(world: World, request: Request) -> Answer:
    """files.list: the files that the account sees, newest first, page by page."""
    _require_own_list(request)
    test = parse_query(request.option("q"))
    shared_drives = request.flag("includeItemsFromAllDrives")
    if shared_drives and not request.flag("supportsAllDrives"):
        said = "The supportsAllDrives parameter was not set to true."
        raise drive_refusal(403, said, "supportsTeamDrivesRequired")
    found = [
        file
        for file in world.files.values()
        if file.mime_type != SHARED_DRIVE
        and world.role(file, request.email)
        and (shared_drives or not world.in_shared_drive(file.parents))
        and test(Facts(world, file, request.email))
    ]
    found = _ordered(world, found, request.option("orderBy"))
    size, token = request.size("pageSize", LARGEST_PAGE), request.option("pageToken") or "0"
    if not token.isdigit():
        raise drive_refusal(400, "Invalid Value", "invalid", location="pageToken")
    start = int(token)
    answer: Json = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(found):
        answer["nextPageToken"] = str(start + size)
    page = [everything(world, request.email, file) for file in found[start : start + size]]
    mask = request.option("fields")
    usual: Mask = {"kind": {}, "incompleteSearch": {}, "nextPageToken": {}, "files": USUAL}
    return Answer(cut(answer | {"files": page}, drive_mask(mask, "FileList") if mask else usual))


def _require_own_list(request: Request) -> None:
    """501 for lists of anything but what the account sees: a domain, a single shared drive, an application's folder."""
    served = {"spaces": {"", "drive"}, "corpora": {"", "user", "allDrives"}, "corpus": {"", "user"}, "driveId": {""}}
    for name, values in served.items():
        if request.option(name) not in values:
            raise not_served(f"{name} {request.option(name)} for lists of files")


ORDERS = {
    "name": "name",
    "modifiedTime": "modified",
    "createdTime": "created",
    "name_natural": "name",
    "recency": "modified",
}


OTHER_ORDERS = {"folder", "modifiedByMeTime", "quotaBytesUsed", "sharedWithMeTime", "starred", "viewedByMeTime"}


def _ordered(world: World, files: list[File], order: str) -> list[File]:
    del world
    files = sorted(files, key=lambda file: file.modified, reverse=True)
    for part in reversed(order.split(",") if order else []):
        name, _, direction = part.strip().partition(" ")
        if name in OTHER_ORDERS:
            raise not_served(f"orderBy {name} for lists of files")
        if name not in ORDERS or direction not in {"", "desc"}:
            raise drive_refusal(400, "Invalid Value", "invalid", location="orderBy")
        files.sort(key=lambda file: getattr(file, ORDERS[name]), reverse=direction == "desc")
    return files


@endpoint("PATCH", "/drive/v3/files/{id}", "drive", "File")
def update(world: World, request: Request) -> Answer:
    """files.update: name, folder, properties, trash."""
    role = "owner" if OWNERS & set(request.json) else "writer"
    file, own = world.seen(request.places["id"], request.email)
    file = world.changeable(
        file.id, request.email, "fileOrganizer" if world.in_shared_drive(file.parents) and role == "owner" else role
    )
    del own
    gone = {parent for parent in request.option("removeParents").split(",") if parent}
    gone |= {root_id(request.email)} if "root" in gone else set()
    come = _parents(world, request, [parent for parent in request.option("addParents").split(",") if parent])
    kept = tuple(parent for parent in file.parents if parent not in gone and not come)
    file = replace(with_details(file, request.json), parents=(*kept, *come))
    if "name" in request.json and file.id in world.books:
        book = world.books[file.id]
        world.books[file.id] = replace(book, properties={**book.properties, "title": file.name})
    return Answer(file_answer(world, request, world.put(file, request.email)))


@endpoint("DELETE", "/drive/v3/files/{id}", "drive")
def delete(world: World, request: Request) -> Answer:
    """files.delete: for good, by its owner alone."""
    file, _ = world.seen(request.places["id"], request.email)
    world.changeable(file.id, request.email, "organizer" if world.in_shared_drive(file.parents) else "owner")
    world.remove(file)
    return Answer(None, 204)


@endpoint("POST", "/drive/v3/files/{id}/copy", "drive", "File")
def copy(world: World, request: Request) -> Answer:
    """files.copy: a new file of whoever copies; shared with nobody, protections open to the copier alone."""
    source, role = world.seen(request.places["id"], request.email)
    if source.id not in world.books or not at_least(role, copying_role(source)):
        raise drive_refusal(403, "This file cannot be copied by the user.", "cannotCopyFile")
    parents = _parents(world, request, request.json.get("parents") or ())
    if not world.accounts.has_storage(request.email) and not world.in_shared_drive(parents):
        raise no_storage()
    name = request.json.get("name") or f"Copy of {source.name}"
    file = world.new_file(name, request.email, SPREADSHEET, parents)
    world.books[file.id] = _copied(world.books[source.id], file, request.email)
    given = {"properties": dict(source.properties), "appProperties": dict(source.app_properties)}
    file = replace(with_details(with_details(file, given), request.json), name=name)
    world.files[file.id] = file
    return Answer(file_answer(world, request, file))


def _copied(book: Spreadsheet, file: File, email: str) -> Spreadsheet:
    sheets = tuple(sheet.with_part("protectedRanges", _own(sheet, email)) for sheet in book.sheets)
    return replace(book, id=file.id, properties={**book.properties, "title": file.name}, sheets=sheets)


def _own(sheet: Sheet, email: str) -> tuple[Json, ...]:
    return tuple({**item, "editors": {"users": [email]}} for item in sheet.part("protectedRanges"))


@endpoint("GET", "/drive/v3/about", "drive")
def about(world: World, request: Request) -> Answer:
    """about.get: who one is."""
    del world
    mask = request.option("fields")
    if not mask:
        raise drive_refusal(400, "The 'fields' parameter is required for this method.", "required", location="fields")
    return Answer(cut({"kind": "drive#about", "user": person(request.email, request.email)}, drive_mask(mask, "About")))
