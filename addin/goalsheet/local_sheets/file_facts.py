"""What a search of Drive's can ask of a file, worked out only when it is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goalsheet.local_sheets.contents import contents_of
from goalsheet.local_sheets.files import File, visible_modified
from goalsheet.local_sheets.spreadsheet import Spreadsheet, entered_cells
from goalsheet.local_sheets.visitors import at_least
from goalsheet.local_sheets.world import World, root_id


@dataclass(frozen=True)
class Facts:
    """A file in the eyes of the account that searches."""

    world: World
    file: File
    me: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.file.name

    @property
    def mime_type(self) -> str:
        """What kind of file it is."""
        return self.file.mime_type

    @property
    def trashed(self) -> bool:
        """Whether it lies in the bin."""
        return self.file.trashed

    @property
    def starred(self) -> bool:
        """Whether it has a star."""
        return self.file.starred

    @property
    def shared_with_me(self) -> bool:
        """Whether somebody else's file is shared with the account by name."""
        named = {str(item.get("emailAddress", "")).lower() for item in self.file.permissions}
        return self.me.lower() in named and self.me.lower() != self.file.owner.lower()

    @property
    def modified(self) -> dt.datetime:
        """When it was last changed, as far as that has come to light."""
        return visible_modified(self.file, self.world.now(), self.world.lag)

    @property
    def created(self) -> dt.datetime:
        """When it was made."""
        return self.file.created

    @property
    def app_properties(self) -> Mapping[str, str]:
        """What the application has noted on it."""
        return self.file.app_properties

    @property
    def properties(self) -> Mapping[str, str]:
        """What any application has noted on it."""
        return self.file.properties

    @property
    def parents(self) -> Collection[str]:
        """The folders that it lies in; the account's own top folder under both of its names."""
        return [*self.file.parents, *(["root"] if root_id(self.me) in self.file.parents else [])]

    @property
    def owners(self) -> Collection[str]:
        """Who owns it; nobody in a shared drive."""
        return [self.file.owner] if self.file.owner else []

    @property
    def writers(self) -> Collection[str]:
        """Whom it or a folder above it is shared with by name, and who may write."""
        return [who for who in self.readers if at_least(self.world.role(self.file, who), "writer")]

    @property
    def readers(self) -> Collection[str]:
        """Whom it or a folder above it is shared with by name."""
        return self.world.audience(self.file)

    @property
    def text(self) -> str:
        """Its name, its description, and all that its cells show."""
        book = self.world.books.get(self.file.id)
        return "\n".join([self.file.name, self.file.description, *(_shown(book) if book else ())])


def _shown(book: Spreadsheet) -> list[str]:
    contents = contents_of(book)
    return [contents.shown(sheet, row, column) for sheet in book.sheets for row, column, _ in entered_cells(sheet)]
