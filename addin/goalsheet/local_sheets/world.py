"""Everything the server knows while it runs: files, spreadsheets, accounts and what changed when."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from goalsheet.local_sheets.accounts import Accounts
from goalsheet.local_sheets.blank import new_spreadsheet
from goalsheet.local_sheets.faults import Faults
from goalsheet.local_sheets.files import SHARED_DRIVE, SPREADSHEET, File, own_role, permission_id
from goalsheet.local_sheets.quotas import Quotas
from goalsheet.local_sheets.refusals import may_not_change_file, no_such_file
from goalsheet.local_sheets.spreadsheet import Spreadsheet
from goalsheet.local_sheets.visitors import ROLES, Visitor, at_least


@dataclass(frozen=True)
class Change:
    """A file changed; `audience` are those who could see it before or afterwards."""

    file_id: str
    moment: dt.datetime
    audience: frozenset[str]


def utc_now() -> dt.datetime:
    """The clock of the computer."""
    return dt.datetime.now(dt.UTC)


def random_id() -> str:
    """44 letters and digits, as Google's file ids."""
    return secrets.token_urlsafe(33)


@dataclass
class World:
    """The server's state; each spreadsheet and file in it is a plain value that a change replaces."""

    now: Callable[[], dt.datetime] = utc_now
    new_id: Callable[[], str] = random_id
    lag: dt.timedelta = dt.timedelta(0)
    files: dict[str, File] = field(default_factory=dict)
    books: dict[str, Spreadsheet] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    unsaved: set[str] = field(default_factory=set)
    faults: Faults = field(default_factory=Faults)
    accounts: Accounts = field(init=False)
    quotas: Quotas = field(init=False)

    def __post_init__(self) -> None:
        self.accounts = Accounts(self.now, self.new_id)
        self.quotas = Quotas(self.now)

    def role(self, file: File, email: str) -> str | None:
        """The highest role of an account at a file, by its own sharing or that of the folders it lies in."""
        above = [self.files[parent] for parent in file.parents if parent in self.files]
        roles = [own_role(file, email), *(_inherited(self.role(folder, email)) for folder in above)]
        return max((role for role in roles if role), key=ROLES.index, default=None)

    def seen(self, file_id: str, email: str) -> tuple[File, str]:
        """A file and the account's role at it; refuses one that is not there or not for that account."""
        file = self.files.get(file_id)
        role = self.role(file, email) if file else None
        if file is None or role is None:
            raise no_such_file(file_id)
        return file, role

    def require_all_drives(self, file_id: str, *, asked: bool) -> None:
        """Refuse a file of a shared drive to who did not ask for shared drives, too (supportsAllDrives)."""
        file = self.files.get(file_id)
        if file and not asked and (file.mime_type == SHARED_DRIVE or self.in_shared_drive(file.parents)):
            raise no_such_file(file_id)

    def changeable(self, file_id: str, email: str, role: str = "writer") -> File:
        """A file that the account may change; refuses others."""
        file, own = self.seen(file_id, email)
        if not at_least(own, role):
            raise may_not_change_file()
        return file

    def visitor(self, file_id: str, email: str) -> Visitor | None:
        """The account at a spreadsheet, or None if it may not even read it."""
        file = self.files[file_id]
        role = self.role(file, email)
        if role is None:
            return None
        writers = [other for other in self._named(file) if at_least(self.role(file, other), "writer")]
        writers.sort(key=lambda other: other.lower() != file.owner.lower())
        return Visitor(email, role, tuple(writers), file.owner)

    def _named(self, file: File) -> list[str]:
        """The accounts, each once, that the file itself or a folder or shared drive above it is shared with."""
        own = [str(item["emailAddress"]) for item in file.permissions if item["type"] in {"user", "group"}]
        above = [self._named(self.files[parent]) for parent in file.parents if parent in self.files]
        return list({email.lower(): email for emails in (*above, own) for email in emails}.values())

    def audience(self, file: File) -> frozenset[str]:
        """The accounts that a file is shared with by name."""
        above = [self.audience(self.files[parent]) for parent in file.parents if parent in self.files]
        own = {str(item["emailAddress"]).lower() for item in file.permissions if "emailAddress" in item}
        return frozenset(own.union(*above))

    def put(self, file: File, by: str, *, edited: bool = True) -> File:
        """Keep a file's new state: its version and modifiedTime move on, and the change is listed."""
        old = self.files.get(file.id)
        now = self.now()
        if old is not None:
            settled = old.modified if now >= old.modified + self.lag else old.settled
            file = replace(file, version=old.version + 1, settled=settled)
        file = replace(file, modified=now, modifier=by) if edited else file
        self.files[file.id] = file
        self._note(file, self.audience(old) if old else frozenset())
        return file

    def put_book(self, book: Spreadsheet, by: str) -> None:
        """Keep a spreadsheet's new state; its title is the file's name."""
        if self.books.get(book.id) is book:
            return
        self.books[book.id] = book
        self.put(replace(self.files[book.id], name=str(book.properties["title"])), by)

    def remove(self, file: File) -> None:
        """A file goes for good, with all that lies in it."""
        for other in [other for other in self.files.values() if file.id in other.parents]:
            self.remove(other)
        self._note(file, frozenset())
        self.files.pop(file.id, None)
        self.books.pop(file.id, None)

    def _note(self, file: File, before: frozenset[str]) -> None:
        self.unsaved.add(file.id)
        self.changes.append(Change(file.id, self.now(), before | self.audience(file)))

    def new_file(self, name: str, owner: str, mime_type: str = SPREADSHEET, parents: tuple[str, ...] = ()) -> File:
        """A new file of an account, or of the shared drive that it lies in; a spreadsheet has one empty tab."""
        now = self.now()
        kept = () if self.in_shared_drive(parents) else (user_permission(owner, "owner"),)
        file = File(self.new_id(), name, mime_type, now, now, now, kept, parents or (root_id(owner),))
        if mime_type == SPREADSHEET:
            self.books[file.id] = new_spreadsheet(file.id, name)
        return self.put(file, owner)

    def in_shared_drive(self, parents: tuple[str, ...]) -> bool:
        """Whether a file with these parents belongs to a shared drive."""
        above = [self.files[parent] for parent in parents if parent in self.files]
        return any(folder.mime_type == SHARED_DRIVE or self.in_shared_drive(folder.parents) for folder in above)

    def add_shared_drive(self, name: str, members: dict[str, str]) -> str:
        """A shared drive with its members and their roles (organizer, fileOrganizer, writer, commenter, reader)."""
        now = self.now()
        permissions = tuple(user_permission(email, role) for email, role in members.items())
        drive = File(self.new_id(), name, SHARED_DRIVE, now, now, now, permissions)
        return self.put(drive, next(iter(members))).id


def _inherited(role: str | None) -> str | None:
    """What a role at a folder is worth for what lies in it."""
    return "writer" if role == "owner" else role


def user_permission(email: str, role: str, kind: str = "user") -> dict[str, object]:
    """A permission for one account."""
    return {
        "id": permission_id(email),
        "type": kind,
        "kind": "drive#permission",
        "emailAddress": email,
        "displayName": email.partition("@")[0],
        "role": role,
        "deleted": False,
        "pendingOwner": False,
    }


def root_id(email: str) -> str:
    """The id of an account's own top folder."""
    return "0A" + permission_id(email)[:17]
