"""`goalsheet report`: how everybody's goals stand, as one page, or as JSON or CSV."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from goalsheet.errors import SHOWN, BadSetting
from goalsheet.folder import FolderSettings
from goalsheet.language.catalogue import Catalogue
from goalsheet.language.shelf import catalogue, codes
from goalsheet.progress.summary import paces, summarise
from goalsheet.report.answers import Wordings, answer, table
from goalsheet.report.cohort import USUAL_WEEKS, Cohort, Limits, cohort
from goalsheet.report.collecting import Collection, collect, listed, newest, no_trackers
from goalsheet.report.figures import PersonFigures
from goalsheet.report.notes import Notes, notes, notes_on_reports
from goalsheet.report.page import page
from goalsheet.report.past import month_ends
from goalsheet.report.views import reports_of, wording
from goalsheet.roster.words import count
from goalsheet.smart.verdict import judge_tracker
from goalsheet.workbook.files import write_whole
from goalsheet.workbook.reading import read_tracker

from . import ALL_WELL, TO_LOOK_AT
from .progress_bar import READING, with_bar
from .today import the_day

PAGE = Path("report.html")
STANDARD_OUTPUT = Path("-")


@click.command("report")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to. [default: report.html; -]"
)
@click.option("--private", is_flag=True, help="Figures only, without any goal's wording: so it is without --manager.")
@click.option("--manager", metavar="NAME|ID", help="One manager's own reports only, with the wording of their goals.")
@click.option("--format", "form", type=click.Choice(["html", "json", "csv"]), default="html", show_default=True)
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    default=USUAL_WEEKS,
    show_default=True,
    help="Say who had no recognition for so many weeks.",
)
@click.option("--language", type=click.Choice(codes()), help="In which language the page is. [default: en]")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="How many processes read workbooks.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day.")
def command(
    folder: Path,
    out: Path | None,
    manager: str | None,
    form: str,
    weeks: int,
    language: str | None,
    jobs: int | None,
    today: dt.datetime | None,
    *,
    private: bool,
) -> int:
    """Say how the goals of everybody in a folder stand: one page to open, print or send on, or the figures alone.

    Without --manager it holds no goal's wording. Workbooks are only read. What was read of them is kept in a hidden
    file in the folder, without wording, so that next time only those are read that somebody has changed.

    \b
    Example:
      goalsheet report workbooks
      goalsheet report workbooks --manager "Marcus Feld" -o marcus.html
      goalsheet report workbooks --format csv -o figures.csv
    """  # noqa: D301 - click's own mark for lines to keep
    limits = Limits(the_day(today), weeks)
    found = _collected(folder, limits.today, jobs)
    if not found.people and not found.unread:
        raise no_trackers(folder)
    people, older = newest(found.people)
    if manager is not None:
        people = reports_of(people, manager)
        older = [pair for pair in older if pair[1] in people]
    wordings = _wordings(folder, people, limits.today) if manager is not None and not private else {}
    of = cohort(people, limits, month_ends(limits.today))
    said = notes(of, found.unread, found.others, older) if manager is None else notes_on_reports(of, older)
    spoken = catalogue(language or FolderSettings().language(folder / PAGE))
    text = _TEXTS[form](Content(of, said, manager and _name_of(of), wordings, spoken))
    _hand_over(text, out or (PAGE if form == "html" else STANDARD_OUTPUT), of)
    return TO_LOOK_AT if found.unread else ALL_WELL


@dataclass(frozen=True)
class Content:
    """What a report tells, in whatever form."""

    of: Cohort
    said: Notes
    view: str | None
    wordings: Wordings
    language: Catalogue

    def answer(self) -> dict[str, Any]:
        """All of it as plain values."""
        return answer(self.of, self.said, self.view, self.wordings)


_TEXTS = {
    "html": lambda content: page(content.answer(), content.of, content.said, content.language),
    "json": lambda content: (
        json.dumps({"report": "goalsheet", **content.answer()}, ensure_ascii=False, indent=1) + "\n"
    ),
    "csv": lambda content: "\ufeff" + table(content.of),
}


def _name_of(of: Cohort) -> str:
    boss = of.people[0].manager
    return boss.name or boss.email or boss.id


def _collected(folder: Path, today: dt.date, jobs: int | None) -> Collection:
    """All that is in the folder; files that cannot be read are said, and left alone."""
    files = listed(folder, FolderSettings())
    found = Collection()
    for one in with_bar(collect(folder, files, today, jobs), READING, len(files)):
        found.add(one)
    for place, (file, why) in enumerate(sorted(found.unread.items())):
        if place < SHOWN:
            click.echo(f"Left out: {file}: {why}", err=True)
    if len(found.unread) > SHOWN:
        click.echo(f"Left out: and {len(found.unread) - SHOWN:,} more like these.", err=True)
    known = len(files) - found.read
    if known:
        click.echo(f"{count(known, 'file has', 'files have')} not changed since the last report.", err=True)
    return found


def _wordings(folder: Path, people: Sequence[PersonFigures], today: dt.date) -> Wordings:
    return dict(_worded(folder, people, today))


def _worded(folder: Path, people: Sequence[PersonFigures], today: dt.date) -> Iterator[tuple[str, Any]]:
    settings = FolderSettings()
    for one in people:
        tracker = read_tracker(folder / one.file).tracker
        summary = summarise(tracker, today)
        habits = settings.habits(folder / one.file)
        yield one.file, wording(summary, judge_tracker(summary.appraised(tracker), today, habits, paces(summary)))


def _hand_over(text: str, out: Path, of: Cohort) -> None:
    if out == STANDARD_OUTPUT:
        click.echo(text, nl=False)
        return
    data = text.encode("utf-8", "replace")
    _refuse_others(out, data)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, data)
    teams = count(len(of.teams), "team", "teams")
    click.echo(f"Report on {count(len(of.people), 'person', 'people')} in {teams}: {out.resolve()}")


def _refuse_others(out: Path, data: bytes) -> None:
    """BadSetting where something lies there that is no report of ours."""
    if out.is_dir():
        raise BadSetting(f"{out} is a folder. Name a file: -o {out / PAGE}")
    if out.exists() and out.read_bytes()[:_BEGINNING] != data[:_BEGINNING]:
        raise BadSetting(f"{out} is there already and no such report. Choose another file: -o NAME")


_BEGINNING = 24  # bytes by which a report is known
