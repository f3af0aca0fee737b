"""Search: whom a row means by its manager, looked up among the rows and those who have left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goalsheet.roster.bosses import shares_last_name, sort_out, source_of
from goalsheet.roster.names import split_name
from goalsheet.roster.rows import Boss, Entry
from goalsheet.roster.staff import Staff, id_key
from goalsheet.roster.words import did_you_mean, fold, listing, shorten
from goalsheet.tracker.person import Manager, Person, is_address

NOBODY = Manager()
# Looking for the closest of many ids takes a second each, and a list with many wrong ids has another cause.
SUGGESTIONS = 25
MOST_TO_COMPARE = 5_000


@dataclass(frozen=True)
class Answer:
    """Whom a row's words about its manager mean: a row, somebody outside, or nobody, and what to say about it."""

    manager: Manager = NOBODY
    entry: Entry | None = None
    remark: str = ""  # a key of managers.REMARKS
    what: str = ""
    cure: str = ""
    source: str = "manager"  # the field that the problem is in


@dataclass
class Search:
    """Looks up managers; equal words get the same answer, so each is looked up once."""

    staff: Staff
    leavers: Staff
    foreign_ids: bool
    namesakes: frozenset[str]  # names that several managers have, whom only their ids tell apart
    answers: dict[Boss, Answer] = field(default_factory=dict)
    outsiders: dict[tuple[str, str, str], Manager] = field(default_factory=dict)
    suggestions_left: int = SUGGESTIONS

    def find(self, boss: Boss) -> Answer:
        """Find whom a row means by its manager."""
        if boss not in self.answers:
            self.answers[boss] = self._find(sort_out(boss, self.staff, self.leavers), boss)
        return self.answers[boss]

    def _find(self, boss: Boss, written: Boss) -> Answer:
        if boss.email and not is_address(boss.email):
            what = f'"{shorten(boss.email)}" is no e-mail address.'
            return Answer(
                what=what, cure="Write one address, like name@company.com.", source=source_of(boss.email, written)
            )
        by_id = self.staff.by_id.get(id_key(boss.id))
        if found := self.staff.by_email.get(boss.email.casefold()):
            return _row(found, "email first" if self._contradicts(found, boss, by_id, written) else "")
        if boss.name:
            return self._find_named(boss, by_id, written)
        if by_id and not self._is_foreign(written):
            return _row(by_id)
        if boss.email:
            return self._find_outside(boss)
        return self._find_unknown_id(boss, written) if boss.id else Answer()

    def _find_named(self, boss: Boss, by_id: Entry | None, written: Boss) -> Answer:
        found = self.staff.named(boss.name)
        is_alike = (
            by_id is not None and not found and not self._is_foreign(written) and shares_last_name(by_id, boss.name)
        )
        if by_id and (by_id in found or is_alike):
            return _row(by_id)
        remark = "name first" if by_id else ""
        if len(found) == 1:
            return _row(found[0], remark)
        if found and not boss.email:
            return self._find_namesakes(boss, found, written)
        return self._find_outside(boss, remark)

    def _find_namesakes(self, boss: Boss, found: Sequence[Entry], written: Boss) -> Answer:
        rows, source = listing([entry.row for entry in found]), source_of(boss.name, written)
        if boss.id and not self._is_foreign(written):
            owner = self.staff.by_id.get(id_key(boss.id)) or self.leavers.by_id.get(id_key(boss.id))
            whose = f"that of {owner.person.name} (row {owner.row})" if owner else "nobody's in this list"
            what = f'the manager\'s name and id contradict each other: the id "{shorten(boss.id)}" is {whose}, '
            what += f'and {len(found)} others are called "{shorten(boss.name)}" (rows {rows}).'
            return Answer(what=what, cure="Correct the name or the id.", source=source)
        what = f'the manager "{shorten(boss.name)}" may be any of {len(found)} people of that name (rows {rows}).'
        cure = "Give the manager's e-mail, or the id in this list." if boss.id else "Give the manager's id or e-mail."
        return Answer(what=what, cure=cure, source=source)

    def _contradicts(self, found: Entry, boss: Boss, by_id: Entry | None, written: Boss) -> bool:
        """Tell whether id or name clearly belong to another row than the e-mail."""
        named = self.staff.named(boss.name)
        is_other_id = by_id is not None and by_id is not found and not self._is_foreign(written)
        return is_other_id or (bool(named) and found not in named)

    def _is_foreign(self, written: Boss) -> bool:
        return self.foreign_ids and bool(written.id)

    def _find_outside(self, boss: Boss, remark: str = "") -> Answer:
        left = self.leavers.by_email.get(boss.email.casefold()) or next(iter(self.leavers.named(boss.name)), None)
        name = split_name(boss.name) if boss.name or not left else split_name(left.person.name)
        own_id = boss.id if fold(name.full) in self.namesakes and not left else ""
        manager = Manager(own_id, name.full, "" if left else boss.email, name.first)
        # However it is spelled, it is one person: the first spelling counts.
        key = fold(name.full) or name.full, manager.email.casefold(), id_key(own_id)
        manager = self.outsiders.setdefault(key, manager)
        return Answer(manager, remark=remark or ("left" if left else "outside"))

    def _find_unknown_id(self, boss: Boss, written: Boss) -> Answer:
        if self._is_foreign(written):
            return Answer(remark="foreign id")
        if left := self.leavers.by_id.get(id_key(boss.id)):
            return Answer(Manager(name=left.person.name, first_name=left.person.first_name), remark="left")
        what = f'no such manager: nobody in the list has the id "{shorten(boss.id)}".'
        cure = f"{self._suggest(boss.id)} Correct it, add the manager, or give a name or e-mail.".strip()
        return Answer(what=what, cure=cure, source=source_of(boss.id, written))

    def _suggest(self, wrong: str) -> str:
        if not self.suggestions_left:
            return ""
        self.suggestions_left -= 1
        ids = [entry.person.id for entry in self.staff.by_id.values()]
        return did_you_mean(wrong, ids[:MOST_TO_COMPARE])


def _row(entry: Entry, remark: str = "") -> Answer:
    return Answer(_as_manager(entry.person), entry, remark)


def _as_manager(person: Person) -> Manager:
    return Manager(person.id, person.name, person.email, person.first_name)
