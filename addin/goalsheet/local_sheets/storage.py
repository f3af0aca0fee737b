"""The server's state in one SQLite file: each file and spreadsheet as JSON, written when it changes."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from dataclasses import fields
from pathlib import Path
from typing import Any

from goalsheet.errors import CannotRead
from goalsheet.local_sheets.files import File
from goalsheet.local_sheets.spreadsheet import Sheet, Spreadsheet
from goalsheet.local_sheets.world import Change, World

Json = dict[str, Any]

TABLES = """
create table if not exists files (id text primary key, file text not null, book text);
create table if not exists changes (number integer primary key, entry text not null);
create table if not exists accounts (kind text, name text, entry text not null, primary key (kind, name));
"""
NAMES = {"files", "changes", "accounts"}
MOMENTS = ("created", "modified", "settled")


class Storage:
    """A SQLite file that holds what a world knows, for one server at a time.

    Raises CannotRead where the file is something else or another server's, and where there can be none.
    """

    def __init__(self, path: Path, world: World) -> None:
        self._world = world
        if not path.absolute().parent.is_dir():
            raise CannotRead(f"There is no folder {path.parent}. Make it, or choose another file with --data.")
        try:
            # The server saves from its own thread, and nobody waits for another server to end.
            self._base = sqlite3.connect(path, timeout=0, check_same_thread=False)
        except sqlite3.Error as error:
            raise CannotRead(_trouble(path, error)) from error
        try:
            self._open()
            self._load()
        except (sqlite3.DatabaseError, KeyError, ValueError) as error:
            self._base.close()
            raise CannotRead(_trouble(path, error)) from error
        self._saved_changes = len(world.changes)

    def _open(self) -> None:
        """Take the file for this server alone; ValueError if it is some other program's."""
        # Waiting for the disk would cost more than all else; only a power cut can harm what was tried out.
        self._base.execute("pragma synchronous = off")
        self._base.execute("pragma locking_mode = exclusive")
        self._base.execute("begin exclusive")
        there = {name for (name,) in self._base.execute("select name from sqlite_master where type = 'table'")}
        if there and there != NAMES:
            raise ValueError(f"tables of another program: {there}")
        self._base.executescript(TABLES)

    def _load(self) -> None:
        for file_id, file, book in self._base.execute("select id, file, book from files order by rowid"):
            self._world.files[file_id] = file_of(json.loads(file))
            if book:
                self._world.books[file_id] = book_of(json.loads(book))
        for (entry,) in self._base.execute("select entry from changes order by number"):
            self._world.changes.append(change_of(json.loads(entry)))
        for name, entry in self._base.execute("select name, entry from accounts where kind = 'refresh'"):
            self._world.accounts.register_refresh_token(name, *json.loads(entry))

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def save(self) -> None:
        """Write what changed since the last time, all or nothing."""
        world = self._world
        with self._base:
            for file_id in world.unsaved:
                if file_id not in world.files:
                    self._base.execute("delete from files where id = ?", (file_id,))
                    continue
                book = world.books.get(file_id)
                row = file_id, _text(file_json(world.files[file_id])), _text(book_json(book)) if book else None
                self._base.execute("insert or replace into files values (?, ?, ?)", row)
            new = enumerate(world.changes[self._saved_changes :], self._saved_changes)
            rows = [(number, _text(change_json(change))) for number, change in new]
            self._base.executemany("insert into changes values (?, ?)", rows)
            grants = world.accounts.refresh_tokens.items()
            keys = [("refresh", name, _text([grant.email, sorted(grant.scopes)])) for name, grant in grants]
            self._base.executemany("insert or replace into accounts values (?, ?, ?)", keys)
        self._saved_changes = len(world.changes)
        world.unsaved.clear()


def _trouble(path: Path, error: Exception) -> str:
    """Why the file will not do, for a reader."""
    code = getattr(error, "sqlite_errorcode", None)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            f"Another local Sheets server keeps its data in {path}. Stop that one, or choose another file with --data."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL):
        return f"Nothing can be written to {path}. Choose another file with --data."
    return f"{path} holds no data of the local Sheets server. Choose another file with --data."


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def file_json(file: File) -> Json:
    """A file as JSON."""
    values = {one.name: getattr(file, one.name) for one in fields(file)}
    return values | {name: values[name].isoformat() for name in MOMENTS}


def file_of(value: Json) -> File:
    """A file from its JSON."""
    moments = {name: dt.datetime.fromisoformat(value[name]) for name in MOMENTS}
    lists = {name: tuple(value[name]) for name in ("permissions", "parents", "comments")}
    return File(**{**value, **moments, **lists})


def book_json(book: Spreadsheet) -> Json:
    """A spreadsheet as JSON."""
    values = {one.name: getattr(book, one.name) for one in fields(book)}
    return values | {"sheets": [{one.name: getattr(sheet, one.name) for one in fields(sheet)} for sheet in book.sheets]}


def book_of(value: Json) -> Spreadsheet:
    """A spreadsheet from its JSON."""
    lists = {name: tuple(value[name]) for name in ("named_ranges", "metadata")}
    return Spreadsheet(**{**value, **lists, "sheets": tuple(_sheet_of(sheet) for sheet in value["sheets"])})


def _sheet_of(value: Json) -> Sheet:
    return Sheet(
        value["properties"],
        {int(row): _numbered(cells) for row, cells in value["rows"].items()},
        _numbered(value["row_looks"]),
        _numbered(value["column_looks"]),
        {name: tuple(items) for name, items in value["parts"].items()},
    )


def _numbered(value: Json) -> dict[int, Any]:
    return {int(number): item for number, item in value.items()}


def change_json(change: Change) -> Json:
    """A change as JSON."""
    return {"file": change.file_id, "moment": change.moment.isoformat(), "audience": sorted(change.audience)}


def change_of(value: Json) -> Change:
    """A change from its JSON."""
    return Change(value["file"], dt.datetime.fromisoformat(value["moment"]), frozenset(value["audience"]))
