"""Drive v3: what is in files: export, import and comments."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

from goalsheet.local_sheets.areas import whole
from goalsheet.local_sheets.blank import new_spreadsheet
from goalsheet.local_sheets.contents import contents_of
from goalsheet.local_sheets.drive_masks import drive_mask
from goalsheet.local_sheets.endpoints import Answer, Request, endpoint
from goalsheet.local_sheets.entered import entered
from goalsheet.local_sheets.files import SPREADSHEET, copying_role, person, stamp
from goalsheet.local_sheets.locales import locale_of
from goalsheet.local_sheets.masks import cut
from goalsheet.local_sheets.protection import require_no_closed_part
from goalsheet.local_sheets.refusals import drive_refusal, no_such_file, not_served
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.values import Rendering, read
from goalsheet.local_sheets.visitors import at_least
from goalsheet.local_sheets.world import World

Json = dict[str, Any]

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@endpoint("GET", "/drive/v3/files/{id}/export", "drive")
def export(world: World, request: Request) -> Answer:
    """files.export: .xlsx, or .csv of the first tab."""
    file, role = world.seen(request.places["id"], request.email)
    if not at_least(role, copying_role(file)):
        raise drive_refusal(403, "This file cannot be exported by the user.", "cannotExportFile")
    book = world.books.get(file.id)
    if book is None:
        raise drive_refusal(403, "Export only supports Docs Editors files.", "fileNotExportable")
    kind = request.option("mimeType")
    if kind == EXCEL:
        from goalsheet.local_sheets.excel_export import excel_bytes  # noqa: PLC0415 - openpyxl is slow to import

        return Answer(excel_bytes(book), content_type=EXCEL)
    if kind in {"text/csv", "text/tab-separated-values"}:
        return Answer(_delimited(book, "," if kind == "text/csv" else "\t"), content_type=kind)
    raise not_served(f"export as {kind or 'nothing'}")


def _delimited(book: Spreadsheet, delimiter: str) -> bytes:
    out = io.StringIO()
    values = read(contents_of(book), whole(book.sheets[0]), Rendering()).get("values", [])
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(values)
    return out.getvalue().removesuffix("\r\n").encode()  # as Google: no line end after the last line


@endpoint("PUT", "/upload/drive/v2/files/{id}", "drive")
def import_csv(world: World, request: Request) -> Answer:
    """Drive v2's upload with conversion: the spreadsheet becomes one tab with the CSV's cells."""
    file = world.changeable(request.places["id"], request.email)
    if file.id not in world.books:
        raise no_such_file(file.id)
    old, visitor = world.books[file.id], world.visitor(file.id, request.email)
    assert visitor is not None  # who may change the file sees it
    for sheet in old.sheets:
        require_no_closed_part(old, visitor, sheet.id)
    locale = locale_of(str(old.properties.get("locale", "en_US")))
    lines = list(csv.reader(io.StringIO(request.body.decode("utf-8-sig"))))
    rows = {
        row: {c: cell for c, text in enumerate(line) if (cell := _cell(text, locale))} for row, line in enumerate(lines)
    }
    sheet = new_spreadsheet(file.id, file.name).sheets[0]
    size = max(len(lines), 1), max(1, *map(len, lines)) if lines else 1
    sheet = replace(sheet, rows={row: cells for row, cells in rows.items() if cells}).with_size(*size)
    world.put_book(replace(old, sheets=(sheet,), named_ranges=(), metadata=()), request.email)
    return Answer({"kind": "drive#file", "id": file.id, "title": file.name, "mimeType": SPREADSHEET})


def _cell(text: str, locale: Any) -> Json:
    value, number_format = entered(text, locale)
    if not value:
        return {}
    return {"userEnteredValue": value} | (
        {"userEnteredFormat": {"numberFormat": number_format}} if number_format else {}
    )


@endpoint("GET", "/drive/v3/files/{id}/comments", "drive")
def list_comments(world: World, request: Request) -> Answer:
    """comments.list."""
    file, _ = world.seen(request.places["id"], request.email)
    comments = [{**one, "author": person(one["author"]["emailAddress"], request.email)} for one in file.comments]
    mask = request.option("fields")
    return Answer(
        cut({"kind": "drive#commentList", "comments": comments}, drive_mask(mask, "CommentList") if mask else None)
    )


@endpoint("POST", "/drive/v3/files/{id}/comments", "drive", "Comment")
def create_comment(world: World, request: Request) -> Answer:
    """comments.create: by whoever may comment."""
    file = world.changeable(request.places["id"], request.email, "commenter")
    comment = {
        "kind": "drive#comment",
        "id": world.new_id()[:11],
        "createdTime": stamp(world.now()),
        "modifiedTime": stamp(world.now()),
        "author": {**person(request.email, request.email)},
        "deleted": False,
        "content": request.json.get("content", ""),
        "replies": [],
    }
    world.put(replace(file, comments=(*file.comments, comment)), request.email, edited=False)
    mask = request.option("fields")
    return Answer(cut(comment, drive_mask(mask, "Comment") if mask else None))
