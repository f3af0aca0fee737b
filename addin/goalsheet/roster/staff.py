"""Staff: the rows of a list by id, e-mail and name, as managers are looked up among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from goalsheet.roster.columns import Columns
from goalsheet.roster.names import split_name
from goalsheet.roster.rows import Entry, whole_id
from goalsheet.roster.words import fold

NAME_AND_ID = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]")  # Workday: "Ana Lopez (10045)"


@dataclass
class Staff:
    """The rows by id, e-mail and name; those who left apart from those who stay."""

    by_id: dict[str, Entry] = field(default_factory=dict)
    by_email: dict[str, Entry] = field(default_factory=dict)
    by_name: dict[str, list[Entry]] = field(default_factory=dict)
    by_short_name: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], columns: Columns) -> Staff:
        """Index rows; of doubled ids the first counts, since the doubling is a problem of its own."""
        staff, has_ids = cls(), "id" in columns.places  # ids that we made up are nobody's way to name a manager
        for entry in entries:
            if entry.person.id and has_ids:
                staff.by_id.setdefault(id_key(entry.person.id), entry)
            if entry.person.email:
                staff.by_email.setdefault(entry.person.email.casefold(), entry)
            full = dict.fromkeys(fold(name.full) for name in entry.spellings)
            short = dict.fromkeys(fold(name.short) for name in entry.spellings)
            for key in full:
                staff.by_name.setdefault(key, []).append(entry)
            for key in short.keys() - full.keys():
                staff.by_short_name.setdefault(key, []).append(entry)
        return staff

    def has_id(self, text: str) -> bool:
        """Tell whether a text is the id of a row."""
        return id_key(text) in self.by_id

    def named(self, name: str) -> list[Entry]:
        """Find the rows of a name: as written, else where only one side has a middle initial or a title."""
        split = split_name(name)
        full, short = fold(split.full), fold(split.short)
        if not full:
            return []
        exact = self.by_name.get(full) or self.by_name.get(short)
        return exact or (self.by_short_name.get(short, []) if full == short or split.title else [])


def id_key(text: str) -> str:
    """Give an id as it is compared."""
    return whole_id(text).casefold()
