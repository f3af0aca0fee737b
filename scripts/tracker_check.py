"""The check of trackers for `goalsheet check`: the goals of each file, as text or JSON."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import click

from goalsheet.folder import FolderSettings
from goalsheet.progress.summary import paces, summarise
from goalsheet.smart.case import Case
from goalsheet.smart.days import USUAL, Habits
from goalsheet.smart.fields import Proposal, propose
from goalsheet.smart.verdict import Verdict, in_a_sentence, judge_tracker
from goalsheet.workbook.reading import TrackerFile

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .trackers import Trackers, problem_answers, say_files
from .verdict_json import goal_answer
from .verdict_text import lines_of

_WIDEST = 100  # letters; longer lines are hard to read


def check_files(paths: Sequence[Path], day: dt.date, settings: FolderSettings, *, form: str, everything: bool) -> int:
    """Check the trackers in files and folders and tell the verdicts; the exit code."""
    trackers = Trackers(paths)
    codes = set()

    def checks() -> Iterator[Check]:
        for file in trackers:
            check = check_tracker(file, day, settings.habits(file.path))
            codes.add(check.code)
            yield check

    if form == "json":
        say_files(chain((check.answer() for check in checks()), trackers.answers_on_unread()))
    else:
        for check in checks():
            _say(check, everything=everything)
    return CANNOT_GO_ON if trackers.unread else max(codes)


@dataclass(frozen=True)
class Check:
    """A tracker that was read, the verdicts on its goals, and what their sentences offer for blank cells."""

    file: TrackerFile
    verdicts: Sequence[Verdict]
    offers: Sequence[Sequence[Proposal]]

    @property
    def code(self) -> int:
        """The exit code that it asks for."""
        found = self.file.problems or any(verdict.findings for verdict in self.verdicts)
        return TO_LOOK_AT if found else ALL_WELL

    def answer(self) -> dict[str, Any]:
        """The check as JSON."""
        goals = [goal_answer(verdict, offer) for verdict, offer in zip(self.verdicts, self.offers, strict=True)]
        return {
            "file": str(self.file.path),
            "person": self.file.tracker.person.name,
            "goals": goals,
            "problems": problem_answers(self.file),
        }


def check_tracker(file: TrackerFile, day: dt.date, habits: Habits = USUAL) -> Check:
    """The check of a tracker that was read."""
    summary = summarise(file.tracker, day)
    verdicts = judge_tracker(summary.appraised(file.tracker), day, habits, paces(summary))
    return Check(file, verdicts, [propose(Case(verdict.goal, day, habits)) for verdict in verdicts])


def _say(check: Check, *, everything: bool) -> None:
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)
    click.echo(click.style(f"{check.file.tracker.person.name or 'Nobody named'} · {check.file.path.name}", bold=True))
    for verdict, offer in zip(check.verdicts, check.offers, strict=True):
        click.echo("")
        for line in lines_of(verdict, offer, width=width, everything=everything):
            click.echo(line)
    for problem in check.file.problems:
        click.echo(f"\n  {problem}")
    click.echo(f"\n  {in_a_sentence(check.verdicts)} Nothing was changed.\n")
