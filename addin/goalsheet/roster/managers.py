"""Managers: who agrees whose goals, found by id, e-mail or name among the rows, and loops among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goalsheet.errors import Problem
from goalsheet.roster.bosses import has_foreign_ids, namesakes
from goalsheet.roster.circles import find_loops
from goalsheet.roster.columns import Columns
from goalsheet.roster.leading_zeros import ids_of, missing_zeros, put_zeros_back, tell_zeros
from goalsheet.roster.rows import Entry, Trouble
from goalsheet.roster.search import NOBODY, Answer, Search
from goalsheet.roster.staff import Staff
from goalsheet.roster.words import listing
from goalsheet.tracker.person import Manager

#: What is said of one person, and of several.
REMARKS = {
    "outside": (
        "The manager of 1 person is not in the list ({managers}), and kept by name or e-mail.",
        "The managers of {people} are not in the list themselves ({managers}); they are kept by name or e-mail.",
    ),
    "left": (
        "The manager of 1 person has left ({managers}), and is kept by name.",
        "The managers of {people} have left ({managers}); they are kept by name.",
    ),
    "email first": (
        (
            "For 1 person the manager's e-mail belongs to somebody else than the id or name says ({managers}); "
            "the e-mail was taken."
        ),
        (
            "For {people} the manager's e-mail belongs to somebody else than the id or name says ({managers}); "
            "the e-mail was taken."
        ),
    ),
    "name first": (
        (
            "For 1 person the manager's id belongs to somebody else than the manager's name says ({managers}); "
            "the name was taken."
        ),
        (
            "For {people} the manager's id belongs to somebody else than the manager's name says ({managers}); "
            "the name was taken."
        ),
    ),
    "foreign id": (
        (
            "For 1 person the manager is given only by an id, and the manager ids are not the ids of this list; "
            "this person has no manager here."
        ),
        (
            "For {people} the manager is given only by an id, and the manager ids are not the ids of this list; "
            "these people have no manager here."
        ),
    ),
}


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
    search = Search(staff, gone, has_foreign_ids(bosses, staff, gone), namesakes(bosses, staff, gone))
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
    for remark, (of_one, of_several) in REMARKS.items():
        named = Counter(answer.manager.name or answer.manager.email for answer in answers if answer.remark == remark)
        if named:
            text = of_one if named.total() == 1 else of_several
            yield text.format(people=f"{named.total():,} people", managers=listing(list(named), most=5))


def _own_managers(own: Sequence[Entry]) -> Iterator[str]:
    if own:
        people = listing([_in_its_row(entry) for entry in own], most=5)
        yield f"Given as their own manager, and so taken as a top leader without one: {people}."


def _in_its_row(entry: Entry) -> str:
    return f"{entry.person.name or 'somebody without a name'} (row {entry.row})"


def _loops(entries: Sequence[Entry], answers: Sequence[Answer], columns: Columns) -> Iterator[Trouble]:
    above = {id(entry): answer.entry for entry, answer in zip(entries, answers, strict=True) if answer.entry}
    for loop in find_loops(entries, above):
        people = [_in_its_row(entry) for entry in (*loop, loop[0])]
        what = f"these people manage each other in a circle: {' reports to '.join(people)}."
        source = next((name for name in columns.places if name.startswith("manager")), "manager")
        problem = Problem(columns.where(loop[0].row, source), what, "Correct the manager of one of them.")
        yield Trouble(loop[0].row, columns.place(source), problem, tuple(entry.row for entry in loop))
