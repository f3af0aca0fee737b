"""The workbooks of a two-way sync: those of spreadsheets that nobody touched are only known, others are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from goalsheet.folder import FolderSettings
from goalsheet.google.drive import File
from goalsheet.sync.cards import Card, card
from goalsheet.sync.memory import Memory
from goalsheet.sync.participant import Participant, refuse_incomplete
from goalsheet.sync.settled import Known, Shelf, shelf, terms, unchanged, untouched, without_company
from goalsheet.sync.steps import Where
from goalsheet.workbook.collection import those_of_trackers, workbook_files

from .sync_participants import participants
from .trackers import no_trackers, read, refuse_missing, sound


@dataclass
class Gathering:
    """Whose workbooks in files and folders have to be read, and what is known without; `unread` says what could not be.

    CannotRead if a path does not exist or there is nothing to read.
    """

    paths: Sequence[Path]
    folder: Path
    day: dt.date
    settings: FolderSettings
    cards: list[Card] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    unread: dict[Path, str] = field(default_factory=dict)
    flawed: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        refuse_missing(self.paths)
        self.files = workbook_files(self.paths)
        if not self.files:
            raise no_trackers(self.paths)
        self.shelf: Shelf = shelf(self.folder, self.files)

    def gather(self, memory: Memory, where: Where, layout: str, listed: Sequence[File]) -> None:
        """See whose workbooks have to be read."""
        known = unchanged(memory, where, self.shelf, layout, self.under)
        known = untouched(known, listed, memory, where.own_email)
        inside = self._paths(known)
        others = those_of_trackers(self.paths, [file for file in self.files if file not in inside])
        if not inside and not others:
            raise no_trackers(self.paths)
        self._look_at(others)
        self.known = without_company(known, self.cards)
        self._look_at(inside - self._paths(self.known))
        order = {path: place for place, path in enumerate(self.files)}
        self.cards.sort(key=lambda one: order[one.path])

    def _paths(self, known: Iterable[Known]) -> set[Path]:
        return {self.shelf.paths[name] for one in known for name in one.settled.workbooks}

    def _look_at(self, files: Collection[Path]) -> None:
        self.cards += sound(card, sorted(files), self.unread)

    def read(self, part: Iterable[Card]) -> list[Participant]:
        """The workbooks of these people; of what cannot be read it is said."""
        files = list(read([one.path for one in part], self.unread, refuse_incomplete))
        self.flawed.update(one.path for one in files if one.problems)
        return list(participants(files, self.day, self.settings))

    def under(self, paths: Iterable[Path]) -> str:
        """On what else the content of a spreadsheet with these workbooks depends."""
        return terms(self.day, [self.settings.habits(path) for path in paths])
