"""Managers: who agrees whose goals, found by id, e-mail or name among the rows, and loops among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from goalsheet.errors import Problem
from goalsheet.roster.circles import find_loops
from goalsheet.roster.columns import Columns
from goalsheet.roster.leading_zeros import ids_of, missing_zeros, put_zeros_back, tell_zeros
from goalsheet.roster.names import split_name
from goalsheet.roster.rows import Boss, Entry, Trouble, is_address, undress
from goalsheet.roster.staff import NAME_AND_ID, Staff, id_key
from goalsheet.roster.words import count, did_you_mean, fold, listing, shorten
from goalsheet.tracker.person import Manager, Person

NOBODY = Manager()
# Looking for the closest of many ids takes a second each, and a list with many wrong ids has another cause.
SUGGESTIONS = 25
MOST_TO_COMPARE = 5_000


@dataclass(frozen=True)
class Answer:
    """Whom a row's words about its manager mean: a row, somebody outside, or nobody, and what to say about it."""

    manager: Manager = NOBODY
    entry: Entry | None = None
    remark: str = ""  # a key of REMARKS
    what: str = ""
    cure: str = ""
    source: str = "manager"  # the field that the problem is in


REMARKS = {
    "outside": "The managers of {people} are not in the list themselves ({managers}); they are kept by name or e-mail.",
    "left": "The managers of {people} have left ({managers}); they are kept by name.",
    "email first": "For {people} the manager's e-mail belongs to somebody else than the id or name says ({managers}); "
    "the e-mail was taken.",
    "name first": "For {people} the manager's id belongs to somebody else than the manager's name says ({managers}); "
    "the name was taken.",
    "foreign id": "For {people} the manager is given only by an id, and the manager ids are not the ids of this list; "
    "these people have no manager here.",
}


@dataclass
class Search:
    """Looks up managers; equal words get the same answer, so each is looked up once."""

    staff: Staff
    leavers: Staff
    foreign_ids: bool
    answers: dict[Boss, Answer] = field(default_factory=dict)
    outsiders: dict[tuple[str, str], Manager] = field(default_factory=dict)
    suggestions_left: int = SUGGESTIONS

    def find(self, boss: Boss) -> Answer:
        """Find whom a row means by its manager."""
        if boss not in self.answers:
            self.answers[boss] = self._find(_sorted_out(boss, self.staff, self.leavers), boss)
        return self.answers[boss]

    def _find(self, boss: Boss, written: Boss) -> Answer:
        if boss.email and not is_address(boss.email):
            what = f'"{shorten(boss.email)}" is no e-mail address.'
            return Answer(
                what=what, cure="Write one address, like name@company.com.", source=_source(boss.email, written)
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
            by_id is not None and not found and not self._is_foreign(written) and _shares_last_name(by_id, boss.name)
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
        rows, source = listing([entry.row for entry in found]), _source(boss.name, written)
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
        manager = Manager(name=name.full, email="" if left else boss.email, first_name=name.first)
        # However it is spelled, it is one person: the first spelling counts.
        manager = self.outsiders.setdefault((fold(name.full) or name.full, manager.email.casefold()), manager)
        return Answer(manager, remark=remark or ("left" if left else "outside"))

    def _find_unknown_id(self, boss: Boss, written: Boss) -> Answer:
        if self._is_foreign(written):
            return Answer(remark="foreign id")
        if left := self.leavers.by_id.get(id_key(boss.id)):
            return Answer(Manager(name=left.person.name, first_name=left.person.first_name), remark="left")
        what = f'no such manager: nobody in the list has the id "{shorten(boss.id)}".'
        cure = f"{self._suggest(boss.id)} Correct it, add the manager, or give a name or e-mail.".strip()
        return Answer(what=what, cure=cure, source=_source(boss.id, written))

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


def _sorted_out(boss: Boss, staff: Staff, leavers: Staff) -> Boss:
    """Put each value where it belongs, whatever the header of its column says."""
    by_kind = {"id": boss.id, "email": boss.email, "name": boss.name}
    for kind, value in (("id", boss.id), ("name", boss.name), ("", boss.any)):
        actual = _kind(value, kind, staff, leavers)
        if value and actual != kind:
            by_kind |= {kind: ""} if kind else {}
            bare, number = _take_off_id(value, staff, leavers) if actual == "name" else (value, "")
            by_kind["id"] = by_kind["id"] or number
            by_kind[actual] = by_kind[actual] or bare
    return Boss("", by_kind["id"], undress(by_kind["email"]), by_kind["name"])


def _kind(value: str, kind: str, staff: Staff, leavers: Staff) -> str:
    if "@" in value:
        return "email"
    if kind == "id":
        return kind
    is_id = staff.has_id(value) or leavers.has_id(value)
    looks_like_id = bool(staff.by_id) and any(map(str.isdigit, value)) and " " not in value
    return "id" if is_id or (looks_like_id and not kind) else "name"


def _take_off_id(value: str, staff: Staff, leavers: Staff) -> tuple[str, str]:
    """Split `Ana Lopez (10045)` if that is an id of the list."""
    found = NAME_AND_ID.fullmatch(value)
    if found and (staff.has_id(found[2]) or leavers.has_id(found[2])):
        return found[1], found[2]
    return value, ""


def _source(value: str, written: Boss) -> str:
    """Name the field in which a value was written."""
    fields = dict(zip(("manager", "manager_id", "manager_email", "manager_name"), written, strict=True))
    return next((name for name, text in fields.items() if value and value in text), "manager")


def _shares_last_name(entry: Entry, name: str) -> bool:
    """Tell whether a name may be another form of a row's name: Liz Taylor for Elizabeth Taylor."""
    return fold(split_name(name).last) == fold(entry.person.last_name) != ""


def has_foreign_ids(written: Iterable[Boss], staff: Staff, leavers: Staff) -> bool:
    """Tell whether manager ids are of another kind than the people's: where names are given, most do not agree."""
    with_ids = dict.fromkeys(boss for boss in written if boss.id)
    bosses = [_sorted_out(boss, staff, leavers) for boss in with_ids]
    by_id = ((boss.name, staff.by_id.get(id_key(boss.id)) or leavers.by_id.get(id_key(boss.id))) for boss in bosses)
    matches = [(name, found) for name, found in by_id if found]
    agreeing = [name for name, found in matches if name and _is_called(found, name, staff, leavers)]
    named = [name for name, _ in matches if name]
    has_other_means = any(boss.name for boss in bosses) or not staff.by_id
    return has_other_means and (not matches or len(agreeing) * 2 < len(named))


def _is_called(entry: Entry, name: str, staff: Staff, leavers: Staff) -> bool:
    return _shares_last_name(entry, name) or entry in staff.named(name) or entry in leavers.named(name)


@dataclass(frozen=True)
class Assignment:
    """The manager of each entry, in their order, and what is to be said."""

    managers: tuple[Manager, ...]
    troubles: tuple[Trouble, ...]
    notes: tuple[str, ...]


def assign_managers(entries: Sequence[Entry], leavers: Sequence[Entry], columns: Columns) -> Assignment:
    """Find every person's manager; people who manage themselves are the top and have none."""
    staff, gone = Staff.of(entries, columns), Staff.of(leavers, columns)
    zeros = missing_zeros(dict.fromkeys(text for entry in entries for text in ids_of(entry.boss)), (staff, gone))
    bosses = [put_zeros_back(entry.boss, zeros) for entry in entries]
    search = Search(staff, gone, has_foreign_ids(bosses, staff, gone))
    answers = [search.find(boss) for boss in bosses]
    own = [entry for entry, answer in zip(entries, answers, strict=True) if answer.entry is entry]
    managers = [
        NOBODY if answer.entry is entry else answer.manager for entry, answer in zip(entries, answers, strict=True)
    ]
    troubles = (*_unknown_managers(entries, answers, columns), *_loops(entries, answers, columns))
    changed = sum(
        boss != entry.boss and not (search.foreign_ids and boss.id) for boss, entry in zip(bosses, entries, strict=True)
    )
    notes = (*tell_zeros(zeros, changed), *_remarks(answers), *_own_managers(own))
    return Assignment(tuple(managers), troubles, notes)


def _unknown_managers(entries: Sequence[Entry], answers: Sequence[Answer], columns: Columns) -> Iterator[Trouble]:
    for entry, answer in zip(entries, answers, strict=True):
        if answer.what:
            problem = Problem(columns.where(entry.row, answer.source), answer.what, answer.cure)
            yield Trouble(entry.row, columns.place(answer.source), problem)


def _remarks(answers: Sequence[Answer]) -> Iterator[str]:
    for remark, text in REMARKS.items():
        named = Counter(answer.manager.name or answer.manager.email for answer in answers if answer.remark == remark)
        if named:
            people = count(named.total(), "person", "people")
            yield text.format(people=people, managers=listing(list(named), most=5))


def _own_managers(own: Sequence[Entry]) -> Iterator[str]:
    if own:
        people = listing([f"{entry.person.name} (row {entry.row})" for entry in own], most=5)
        yield f"Given as their own manager, and so taken as a top leader without one: {people}."


def _loops(entries: Sequence[Entry], answers: Sequence[Answer], columns: Columns) -> Iterator[Trouble]:
    above = {id(entry): answer.entry for entry, answer in zip(entries, answers, strict=True) if answer.entry}
    for loop in find_loops(entries, above):
        people = [f"{entry.person.name} (row {entry.row})" for entry in (*loop, loop[0])]
        what = f"these people manage each other in a circle: {' reports to '.join(people)}."
        source = next((name for name in columns.places if name.startswith("manager")), "manager")
        problem = Problem(columns.where(loop[0].row, source), what, "Correct the manager of one of them.")
        yield Trouble(loop[0].row, columns.place(source), problem, tuple(entry.row for entry in loop))
