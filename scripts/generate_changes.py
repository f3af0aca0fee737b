"""What `goalsheet generate --follow-changes` says: which workbooks go where, and which cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from goalsheet.bulk.changes import Change
from goalsheet.bulk.manifest import Entry
from goalsheet.errors import Problem
from goalsheet.roster.words import count

from .short_list import say_some

_SHOWN = 20  # lines of a list


def say_changes(changes: Sequence[Change]) -> None:
    """What a dry run would let follow."""
    _say(changes, "would move", "would move", "would be told anew whose they are")


def say_followed(followed: Iterable[tuple[Change, Entry | Problem]]) -> int:
    """Let workbooks follow and say what has become of each; how many stay as they are."""
    done: list[Change] = []
    stayed = 0
    for change, became in followed:
        if isinstance(became, Problem):
            click.echo(f"Stays as it is: {became}", err=True)
            stayed += 1
        else:
            done.append(change)
    _say(done, "moved", "moved", "were told anew whose they are")
    return stayed


def _say(changes: Sequence[Change], one: str, many: str, anew: str) -> None:
    moved = [change for change in changes if change.job and change.moves]
    left = [change for change in changes if not change.job]
    with_whom = (f"workbook {one} with its person", f"workbooks {many} with their people")
    of_leavers = (f"workbook of somebody who has left {one}", f"workbooks of leavers {many}")
    say_some(_places(moved), _SHOWN, f"{count(len(moved), *with_whom)}:")
    say_some(_places(left), _SHOWN, f"{count(len(left), *of_leavers)}:")
    told = sum(1 for change in changes if not change.moves)
    if told:
        click.echo(f"{count(told, 'workbook', 'workbooks')} {anew}.")


def _places(changes: Sequence[Change]) -> list[str]:
    return [f"{one.entry.person} ({one.entry.person_id}): {one.source} -> {one.target}" for one in changes]
