"""Spreadsheets of managers whose people are all with others by now: nobody is to see them any longer."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence

from goalsheet.errors import GoalsheetError
from goalsheet.google import drive, spreadsheet
from goalsheet.google.client import Client
from goalsheet.google.drive import About, File
from goalsheet.google.found import Found
from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_content import TEAM
from goalsheet.layout.review_tabs import GOALS_TAB
from goalsheet.sync.memory import Memory, Remembered
from goalsheet.sync.teams import Target, about


def orphans(targets: Sequence[Target], listed: Sequence[File], others: Collection[About] = ()) -> list[File]:
    """The team spreadsheets of these cycles that are neither targets nor `others`, and that somebody can still open."""
    wanted = {*others, *map(about, targets)}
    cycles = {one.cycle for one in wanted if one.layout == TEAM}
    return [
        file
        for file in listed
        if file.about not in wanted
        and file.about.layout == TEAM
        and file.about.cycle in cycles
        and drive.sharing({}, file.permissions or (), "").take
    ]


def close(
    client: Client,
    files: Sequence[File],
    targets: Sequence[Target],
    memory: Memory,
    own: str,
    others: Collection[str] = (),
) -> Iterator[tuple[str, str | GoalsheetError]]:
    """Withdraw access where all people of a spreadsheet are in others now; tells its name and what was done.

    `others` are people in spreadsheets that are none of the targets.
    """
    here = {member.person.id for target in targets for member in target.review.members} | set(others)
    seen = "beside " + hashlib.sha256("\n".join(sorted(here)).encode()).hexdigest()[:16]
    for file in files:
        known = memory[file.id]
        if known and known.content == seen:
            continue
        try:
            if _people(spreadsheet.read(client, file.id)) <= here:
                yield file.name, _closed(client, file, own)
            memory.remember(file.id, Remembered(seen))
        except GoalsheetError as error:
            yield file.name, error


def _people(found: Found) -> set[str]:
    """The ids of the people whose goals a spreadsheet shows; a blank one if it cannot be told."""
    tab = found.tabs.get(GOALS_TAB.sheet_id)
    if tab is None:
        return {""}
    place = GOALS_TAB.place("person_id")
    rows = {row for row, at in tab.cells if row >= FIRST_ROW and at == place}
    return {tab.text(row, place) for row in rows} or {""}


def _closed(client: Client, file: File, own: str) -> str:
    taken = drive.sharing({}, file.permissions or (), own).take
    for permission in taken:
        drive.withdraw(client, file.id, permission)
    who = ", ".join(permission.who for permission in taken)
    return f"all its people have other managers now; access was withdrawn from {who}."
