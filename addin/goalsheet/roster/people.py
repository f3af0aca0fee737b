"""People: HR's list as goalsheet needs it, from whatever file it comes in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from goalsheet.errors import BadRoster, BadSetting, Problem
from goalsheet.roster.body import Body, read_body
from goalsheet.roster.columns import (
    DROPPED,
    EMPTY,
    STANDING,
    TEXT,
    TICKS,
    WISHED,
    ColumnGuess,
    Columns,
    extra_places,
    find_columns,
    known_fields,
    refuse_nameless,
)
from goalsheet.roster.dates import IN_WORDS, ORDERS, Order, Reading, decide_order
from goalsheet.roster.failures import Failures, is_not_available
from goalsheet.roster.files import read_table
from goalsheet.roster.headers import DATE_FIELDS, MANAGER_FIELDS
from goalsheet.roster.identity import find_id, tell_ids
from goalsheet.roster.leavers import is_standing, is_yes_or_no
from goalsheet.roster.managers import assign_managers
from goalsheet.roster.meaning import count_known, is_date_header
from goalsheet.roster.rows import Entry, RowReader, Trouble
from goalsheet.roster.unprintable import tell_unprintable
from goalsheet.roster.words import count, listing, shorten, slug, tidy
from goalsheet.tracker.person import Person


@dataclass(frozen=True)
class Roster:
    """The people of a file, all its problems, what was noticed, and how its columns were understood.

    `left_out` names everybody whom a problem keeps from being among the people, also those who have it with another.
    """

    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[ColumnGuess, ...]
    leavers: int


class DatesInTwoWays(BadRoster):
    """The dates can be read in two ways; `roster` holds all else that was understood, to be shown but not used."""

    def __init__(self, headline: str, problems: Iterable[Problem], roster: Roster) -> None:
        self.roster = roster
        super().__init__(headline, problems)


def read_roster(
    path: Path, *, columns: Mapping[str, str] = MappingProxyType({}), date_order: str | None = None, today: dt.date
) -> Roster:
    """Read HR's list of people; rows with a problem are not among the people, leavers are only counted.

    DatesInTwoWays where nothing tells the order of dates.
    """
    _check_order(date_order)
    told = known_fields(columns)
    table = read_table(path, partial(count_known, columns=told))
    body = read_body(table, partial(count_known, columns=told))
    table.rows.clear()  # from here on rows are let go as they are read
    contents = _contents(body)
    found = find_columns(table.name, body.header, contents, told)
    chosen = find_id(found, body.rows)
    if chosen is not None:
        found = find_columns(table.name, body.header, contents, told, chosen)
    refuse_nameless(found)
    order = _decide_order(body, found, date_order)
    in_two_ways = [_open_date(order, body, found)] if isinstance(order, Reading) else []
    one_order = Order("dmy") if isinstance(order, Reading) else order
    reader = RowReader(found, extra_places(found), one_order, date_order, today, table.failures)
    missing = (*_tell_missing(body, found, table.failures), *tell_unprintable(body, found))
    entries = _with_ids([reader.read(row, cells) for row, cells in _letting_go(body.rows)], found)
    twice = tuple(_tell_twice(body.header))
    roster = _gather(entries, found, (*table.notes, *body.notes, *twice, *missing, *tell_ids(found, chosen)))
    if in_two_ways:
        headline = _two_ways(found.file, len(roster.problems))
        raise DatesInTwoWays(headline, [*in_two_ways, *roster.problems], roster)
    return roster


def _tell_missing(body: Body, columns: Columns, failures: Failures) -> Iterator[str]:
    """Say where #N/A, which exports write for nothing, was read as a blank."""
    for place in columns.places.values():
        rows = [
            row
            for row, cells in body.rows
            if place < len(cells) and is_not_available(cells[place]) and (row - 1, place) not in failures
        ]
        if rows:
            header, cells = columns.guesses[place].header, count(len(rows), "cell", "cells")
            which = f"row {rows[0]}" if len(rows) == 1 else f"rows {listing(rows, most=5)}"
            yield f'“#N/A” in {cells} of the column "{header}" ({which}) was read as a blank.'


def _tell_twice(header: Sequence[str]) -> Iterator[str]:
    """Say which headers stand over several columns, and how these are told apart."""
    for text, times in Counter(filter(None, map(tidy, header))).items():
        if times > 1:
            others = listing([f'"{text} ({number})"' for number in range(2, times + 1)])
            yield f'{times} columns are headed "{text}". The first is "{text}" here, then comes {others}.'


def _two_ways(file: str, others: int) -> str:
    more = f", and there {'is' if others == 1 else 'are'} {count(others, 'problem', 'problems')} more" if others else ""
    return f"The dates in {file} can be read in two ways{more}."


def _letting_go(rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows in order, none kept behind: a large list is not held twice."""
    rows.reverse()
    while rows:
        yield rows.pop()


def _check_order(date_order: str | None) -> None:
    if date_order not in (None, *ORDERS):
        raise BadSetting(f'There is no order of dates called "{date_order}". Choose one of: {", ".join(ORDERS)}.')


def _contents(body: Body) -> list[str]:
    """Tell of each column whether it is empty or only ticks boxes."""
    places = range(len(body.header))
    return [_content(cells[place] for _, cells in body.rows if place < len(cells)) for place in places]


def _content(cells: Iterator[str]) -> str:
    filled = (cell for cell in cells if cell and cell.strip())
    first = next(filled, None)
    if first is None:
        return EMPTY
    if is_standing(first):
        return STANDING if all(map(is_standing, filled)) else TEXT
    # A column that begins with 1 may hold ids: everybody reports to number 1.
    return TICKS if not first.strip().isdigit() and all(map(is_yes_or_no, chain([first], filled))) else TEXT


def _decide_order(body: Body, columns: Columns, given: str | None) -> Order | Reading:
    ours = [columns.places[field] for field in DATE_FIELDS if field in columns.places]
    headers = enumerate(guess.header for guess in columns.guesses)
    others = [place for place, header in headers if place not in ours and is_date_header(header)]
    told = [columns.guesses[place].header for place in ours]
    return decide_order(_cells(body, ours), _cells(body, others), given, told)


def _cells(body: Body, places: Iterable[int]) -> Iterator[str]:
    return (cells[place] for place in places for _, cells in body.rows if place < len(cells) and cells[place])


def _open_date(reading: Reading, body: Body, columns: Columns) -> Problem:
    fields = [field for field in DATE_FIELDS if field in columns.places]
    where = next(
        columns.where(row, field)
        for row, cells in body.rows
        for field in fields
        if columns.places[field] < len(cells) and cells[columns.places[field]].strip() == reading.text
    )
    day, month = reading.date("dmy"), reading.date("mdy")
    what = f'"{reading.text}" may be {_spoken(day)} ({IN_WORDS["dmy"]}) or {_spoken(month)} ({IN_WORDS["mdy"]}).'
    return Problem(where, what, "Say which by --dates dmy or --dates mdy.")


def _spoken(date: dt.date) -> str:
    return f"{date.day} {date:%B} {date.year}"


def _with_ids(entries: list[Entry], columns: Columns) -> list[Entry]:
    """Give people of a file without ids one: their e-mail address, else their name."""
    if "id" in columns.places:
        return entries
    taken: dict[str, int] = {}
    return [replace(entry, person=replace(entry.person, id=_made_id(entry.person, taken))) for entry in entries]


def _made_id(person: Person, taken: dict[str, int]) -> str:
    wanted = person.email.lower() or slug(person.name) or "person"
    number = taken.get(wanted, 0) + 1
    while number > 1 and f"{wanted}-{number}" in taken:  # somebody may really be called "Ana 2"
        number += 1
    taken[wanted] = number
    made = wanted if number == 1 else f"{wanted}-{number}"
    taken.setdefault(made, 1)
    return made


def _gather(entries: Sequence[Entry], columns: Columns, notes: Iterable[str]) -> Roster:
    """Put the rows together: managers, doubles, and who is left out for what."""
    present = [entry for entry in entries if not entry.left]
    leavers = [entry for entry in entries if entry.left]
    assigned = assign_managers(present, leavers, columns)
    own_troubles = [trouble for entry in present for trouble in entry.troubles]
    troubles = sorted([*own_troubles, *_doubles(present, columns), *assigned.troubles])
    bad_rows = {row for trouble in troubles for row in (trouble.row, *trouble.others)}
    people = (
        replace(entry.person, manager=manager)
        for entry, manager in zip(present, assigned.managers, strict=True)
        if entry.row not in bad_rows
    )
    return Roster(
        people=tuple(people),
        problems=tuple(trouble.problem for trouble in troubles),
        left_out=tuple(_named(entry) for entry in present if entry.row in bad_rows),
        notes=(*notes, *_column_notes(columns), *_leaver_notes(leavers), *assigned.notes),
        columns=columns.guesses,
        leavers=len(leavers),
    )


def _named(entry: Entry) -> str:
    return f"row {entry.row} ({shorten(entry.person.name)})" if entry.person.name else f"row {entry.row}"


def _doubles(entries: Sequence[Entry], columns: Columns) -> Iterator[Trouble]:
    """Find ids and e-mail addresses that two people share."""
    for field, name in (("id", "id"), ("email", "e-mail address")):
        first: dict[str, Entry] = {}
        for entry in entries if field in columns.places else ():
            value: str = getattr(entry.person, field)
            earlier = first.setdefault(value.casefold(), entry)
            if value and earlier is not entry:
                what = f'the {name} "{shorten(value)}" is already in {_named(earlier)}.'
                cure = f"Give each person an {name} of their own, or take one row out."
                problem = Problem(columns.where(entry.row, field), what, cure)
                yield Trouble(entry.row, columns.place(field), problem, (earlier.row,))


def _column_notes(columns: Columns) -> Iterator[str]:
    if dropped := [guess.header for guess in columns.guesses if guess.field == DROPPED]:
        yield f"Not read, since goals do not need it: {listing(dropped, most=len(dropped))}."
    if wished := [guess.header for guess in columns.guesses if guess.why == WISHED]:
        headers = listing(wished, most=len(wished))
        yield f"Kept as --columns says, though it is personal data that goals do not need: {headers}."
    if "id" not in columns.places:
        stand_in = "e-mail addresses" if "email" in columns.places else "names"
        yield f"There is no column with ids; {stand_in} stand in for them."
    if "email" not in columns.places:
        yield "There is no column with e-mail addresses; sending and sharing by e-mail will ask for it later."
    if columns.places.keys().isdisjoint(MANAGER_FIELDS):
        yield "There is no column with managers; everybody is without one here."


def _leaver_notes(leavers: Sequence[Entry]) -> Iterator[str]:
    if leavers:
        yield f"{count(len(leavers), 'person who has left was', 'people who have left were')} left out."
