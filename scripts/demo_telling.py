"""The demo step by step: each runs what users run, and tells in a line or two what came of it and where it lies."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import click

from goalsheet.bulk.manifest import MANIFEST, read_manifests
from goalsheet.bulk.run import Compiled, prepare
from goalsheet.google.client import Line
from goalsheet.google.origins import origin
from goalsheet.merge.copy import Side
from goalsheet.progress.status import STATUSES
from goalsheet.roster.people import read_roster
from goalsheet.roster.words import count
from goalsheet.smart.verdict import SMART
from goalsheet.sync.teams import manager_id
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.tracker.person import Manager, Person

from . import brief, check, demo_managers, demo_people, progress, remind, report, sync
from .demo_server import DATA
from .demo_story import Story, stories
from .demo_verbs import answers, run
from .generate import SAMPLE

TEMPLATE = "career-year"
_LEAST = 110  # days of the year that have passed: goals are reached by then, others late, others still to come
_SHOWN = 2  # the place of the story that is the best to look at
_ROW_CAME = f"a row in the {Side.WORKBOOK.value}"  # as sync tells it
_MOST = 50  # people who write and are answered; a demo is to be over soon


def _year(today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a year that began some months ago."""
    start = (today - dt.timedelta(days=_LEAST)).replace(day=1)
    return start, start.replace(year=start.year + 1) - dt.timedelta(days=1)


def _maker(today: dt.date) -> TrackerMaker:
    """Makes workbooks from the usual template for that year, as HR had it on its first day."""
    start, end = _year(today)
    name = f"{start.year}" if start.year == end.year else f"{start.year}-{end.year % 100:02}"
    template = replace(load(TEMPLATE), cycle={"name": name, "start": start, "end": end})
    return TrackerMaker(template, start)


@dataclass
class Demo:
    """A demo in a folder, as of a day."""

    out: Path
    today: dt.date
    new: Collection[str] = ()  # whose workbooks were made just now
    wrote: Sequence[Path] = ()  # the workbooks in which people wrote
    requests: int = 0

    @property
    def workbooks(self) -> Path:
        """Where people's workbooks lie."""
        return self.out / "workbooks"

    @cached_property
    def people(self) -> Sequence[Person]:
        """HR's list."""
        return read_roster(self.out / SAMPLE, today=self.today).people

    @cached_property
    def told(self) -> Mapping[str, Story]:
        """The stories by the ids of those who tell them."""
        known = stories()
        return {person.id: known[place % len(known)] for place, person in enumerate(self.people[:_MOST])}

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """People's workbooks by their ids."""
        return {entry.person_id: self.workbooks / entry.file for entry in read_manifests(self.workbooks).values()}

    @property
    def shown(self) -> Person:
        """Whose workbook and brief are the best to look at."""
        return self.people[min(_SHOWN, len(self.people) - 1)]

    @property
    def _paths(self) -> Sequence[Path]:
        """What is checked and synced: the whole folder, but for a demo with very many people."""
        return [self.workbooks] if len(self.told) == len(self.people) else [self.files[one] for one in self.told]

    def make_workbooks(self) -> None:
        """HR makes a workbook for everybody on the list."""
        click.echo(f"1. HR's list: {count(len(self.people), 'person', 'people')} in {self.out / SAMPLE}")
        started = time.perf_counter()
        compiled = Compiled(_maker(self.today), partial(_maker, self.today))
        prepared = prepare(compiled, self.people, self.workbooks)
        self.new = {entry.person_id for entry in prepared.carry_out()}
        seconds = time.perf_counter() - started
        folders = count(len({person.manager for person in self.people}), "folder", "folders")
        made = count(len(self.new), "personal workbook", "personal workbooks")
        click.echo(f"2. Generated: {made} in {folders}, one a manager, in {seconds:.1f} seconds")
        click.echo(f"   Who got what: {self.workbooks / MANIFEST}")
        if prepared.plan.current:
            click.echo(f"   {len(prepared.plan.current)} were there from last time and are up to date.")

    def let_employees_write(self) -> None:
        """Four months go by: people write in their workbooks, each what their story says."""
        known = len(stories())
        self.wrote = [
            self.files[person]
            for place, (person, story) in enumerate(self.told.items())
            if person in self.new and demo_people.write(self.files[person], story, place // known, self.today)
        ]
        who = count(len(self.wrote), "employee has", "employees have")
        click.echo(f"3. Four months later: {who} written in theirs: goals good and poor, check-ins, feedback.")
        click.echo(f"   Open one: {self.files[self.shown.id].resolve()}")

    def look_at_goals(self) -> None:
        """How SMART goals are, and how they stand."""
        goals = [goal for file in answers(check.command, *self._paths)["files"] for goal in file["goals"]]
        smart = sum(goal["label"] == SMART for goal in goals)
        click.echo(f"4. Checked: {smart} of {count(len(goals), 'goal is', 'goals are')} SMART.")
        click.echo(f'   Why, goal by goal: goalsheet check "{self.workbooks}"')
        if self.wrote:
            run(progress.command, *self.wrote, "--write")
        files = answers(progress.command, *self._paths)["files"]
        found = Counter(goal["status"] for file in files for goal in file["goals"])
        said = ", ".join(f"{one.lower()} {found[one]}" for one in STATUSES if found[one])
        click.echo(f"5. Progress: {said or 'no goals yet'}.")
        click.echo(f'   When each will be reached, and why: goalsheet progress "{self.workbooks}"')

    def let_managers_answer(self, url: str) -> None:
        """Goals go to the managers' spreadsheets, managers answer there, and their answers come back."""
        sheets = len(self._sync(url))
        made = count(sheets, "review spreadsheet", "review spreadsheets")
        click.echo(f"6. Synced: {made}, one a manager, on a local server that speaks as Google Sheets does.")
        line = Line(origin(url))
        files = demo_managers.spreadsheets(line)
        cells = sum(
            demo_managers.answer(line, files[manager_id(boss)], boss, team, self.today)
            for boss, team in self._teams().items()
            if manager_id(boss) in files
        )
        click.echo(f"7. Managers answered there, each signed in as themselves: {count(cells, 'cell', 'cells')}.")
        people = [one for sheet in self._sync(url) for one in sheet["people"]]
        back = sum(change["side"] == "workbook" for one in people for change in one["changes"])
        rows = sum(_ROW_CAME in line for one in people for line in one["rows"])
        self.requests += line.traffic.total
        click.echo(
            f"8. Synced back: {count(back, 'cell', 'cells')} and {count(rows, 'line', 'lines')} of feedback and thanks "
            f"in the workbooks, with {self.requests} requests in all."
        )

    def _sync(self, url: str) -> Sequence[Mapping[str, Any]]:
        said = answers(sync.command, *self._paths, "--google-url", url)
        self.requests += said["requests"]
        found: Sequence[Mapping[str, Any]] = said["spreadsheets"]
        return found

    def _teams(self) -> Mapping[Manager, Mapping[str, Story]]:
        """Each manager's people and their stories."""
        found: dict[Manager, dict[str, Story]] = {}
        for person in self.people:
            if person.manager and person.id in self.told:
                found.setdefault(person.manager, {})[person.id] = self.told[person.id]
        return found

    def report(self) -> None:
        """What HR and managers read."""
        whole, own, page = (self.out / name for name in ("report.html", "report for the manager.html", "brief.html"))
        run(report.command, self.workbooks, "-o", whole)
        click.echo(f"9. HR's report, without anybody's wording: {whole.resolve()}")
        if boss := self.shown.manager:
            run(report.command, self.workbooks, "--manager", boss.id, "-o", own)
            click.echo(f"   {boss.name}'s own, with the wording of the team's goals: {own.resolve()}")
        run(brief.command, self.files[self.shown.id], "-o", page)
        click.echo(f"10. The page for the next 1:1 with {self.shown.name}: {page.resolve()}")
        self._remind(self.out / "reminders")

    def _remind(self, folder: Path) -> None:
        run(remind.command, self.workbooks, "--out", folder, "--people", self.out / SAMPLE)
        drafts = len(list(folder.glob("*/*.eml")))
        click.echo(f"11. E-mails to those who are waited for: {count(drafts, 'draft', 'drafts')} in {folder.resolve()}")

    def say_where_to_look(self) -> None:
        """How to see the spreadsheets again."""
        click.echo(f'12. Be a manager in the browser: goalsheet local-sheets --data "{self.out / DATA}"')
