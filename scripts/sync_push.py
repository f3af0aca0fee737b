"""`goalsheet sync --push-only`: from the workbooks to Google; what was sent, or would be."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from goalsheet.folder import FolderSettings
from goalsheet.google import drive
from goalsheet.google.drive import File
from goalsheet.google.origins import Origin
from goalsheet.roster.words import count
from goalsheet.sync.exchange import Result
from goalsheet.sync.orphans import close, orphans
from goalsheet.sync.push import Done, Outcome, Step, is_missing, is_settled, push, steps
from goalsheet.sync.teams import Targets, targets

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .sync_both import say_left_out
from .sync_page import say_document
from .sync_participants import participants
from .sync_progress import with_bar
from .sync_side import GoogleSide
from .trackers import Trackers
from .troubles import told_once


@dataclass(frozen=True)
class Push:
    """All that a push of workbooks needs."""

    side: GoogleSide
    trackers: Trackers
    day: dt.date
    settings: FolderSettings
    form: str

    def run(self, *, dry_run: bool) -> int:
        """Send what has to be sent, or only say it; the exit code."""
        people = [one.seen for one in participants(self.trackers, self.day, self.settings)]
        wanted = targets(self.side.layout, people, self.day)
        listed = drive.files(self.side.client, self.side.where.tenant)
        todo = steps(wanted.targets, listed)
        outcomes = list(self._planned(todo)) if dry_run else self._carried_out(todo, listed, wanted)
        self._say(outcomes, dry_run=dry_run)
        say_left_out(wanted)
        return _code(outcomes, wanted, is_all_read=not self.trackers.unread)

    def _planned(self, todo: Sequence[Step]) -> Iterator[Outcome]:
        memory, where = self.side.memory, self.side.where
        for step in todo:
            done = Done.UPDATED if step.file else Done.MADE
            if is_missing(step, memory, where):
                done = Done.LOST
            elif is_settled(step, memory, where.own_email):
                done = Done.UNCHANGED
            yield Outcome(step.target, done, step.file.id if step.file else "")

    def _carried_out(self, todo: Sequence[Step], listed: Sequence[File], wanted: Targets) -> list[Outcome]:
        side = self.side
        try:
            outcomes = list(with_bar(push(side.client, todo, side.memory, side.where), len(todo), side.line))
        finally:
            side.memory.tidy()
        files = orphans(wanted.targets, listed)
        for name, said in close(side.client, files, wanted.targets, side.memory, side.where.own_email):
            click.echo(f"{name}: {said}", err=True)
        return outcomes

    def _say(self, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
        line = self.side.line
        if self.form == "json":
            say_document([Result(one) for one in outcomes], (), line)
        for said in () if self.form == "json" else _plan(outcomes) if dry_run else _done(outcomes, line.origin):
            click.echo(said)
        for trouble in _troubles(outcomes):
            click.echo(trouble, err=True)


_WOULD = {
    Done.LOST: "is out of sight: it was deleted, or put in the bin",
    Done.MADE: "would be made",
    Done.UNCHANGED: "is the same already",
    Done.UPDATED: "would be looked at and brought up to date",
}


def _plan(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from (f"{one.target.review.title} {_WOULD[one.done]}." for one in outcomes)
    yield "Nothing was sent. Run it again without --dry-run."


def _done(outcomes: Sequence[Outcome], server: Origin) -> Iterator[str]:
    found = Counter(outcome.done for outcome in outcomes)
    parts = ", ".join(f"{found[done]:,} {done.value}" for done in Done if found[done])
    yield f"{count(len(outcomes), 'spreadsheet', 'spreadsheets')}: {parts or 'nothing to do'}."
    there = next((outcome.file for outcome in outcomes if outcome.file), None)
    if there:
        yield f"Open one: {server.base or 'https://docs.google.com'}/spreadsheets/d/{there}"


def _troubles(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from (f"{one.target.review.title}: {note}" for one in outcomes for note in one.notes)
    yield from told_once((one.target.review.title, one.error) for one in outcomes if one.error)
    if any(one.done is Done.FAILED for one in outcomes):
        yield "Run the same command again: it goes on where it stopped."


def _code(outcomes: Sequence[Outcome], wanted: Targets, *, is_all_read: bool) -> int:
    if not is_all_read or any(outcome.done is Done.FAILED for outcome in outcomes):
        return CANNOT_GO_ON
    return TO_LOOK_AT if wanted.problems or any(outcome.notes for outcome in outcomes) else ALL_WELL
