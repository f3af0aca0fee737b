"""`goalsheet progress`: how the goals of trackers stand, and when they will be reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import click

from goalsheet.errors import CannotWrite, GoalsheetError
from goalsheet.layout.places import CellPlace
from goalsheet.layout.plan import Value
from goalsheet.merge.review_lines import news
from goalsheet.progress.forecast import Finish
from goalsheet.progress.summary import Outlook, Overall, Summary, summarise
from goalsheet.progress.summary import overall as sum_up
from goalsheet.sync.lines import line_cells
from goalsheet.tracker.agreement import KEPT, kept
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Review
from goalsheet.tracker.schema import table
from goalsheet.workbook.reading import TrackerFile
from goalsheet.workbook.setting import set_cells

from . import ALL_WELL, CANNOT_GO_ON, TO_LOOK_AT
from .progress_page import show
from .today import the_day
from .trackers import Trackers, problem_answers, say_files

_DIGITS = 6  # of a share; what lies behind them is rounding dust


@dataclass(frozen=True)
class Report:
    """One tracker that was read, and what can be said about it."""

    file: TrackerFile
    summary: Summary


@click.command("progress")
@click.argument("paths", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Set the forecasts in the files, and keep what was agreed.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day.")
def command(paths: Sequence[Path], form: str, today: dt.datetime | None, *, write: bool) -> int:
    """Say how far goals are, how far they should be, and when they will be reached.

    A folder means all trackers below it. What cannot be read is named, and the rest goes on. With --write the
    forecasts are set in the files, and what was agreed is kept; each file as it was stays in a backup beside it.

    \b
    Example:
      goalsheet progress "workbooks/Bo Ek"
      goalsheet progress "workbooks/Bo Ek" --write
    """  # noqa: D301 - click's own mark for lines to keep
    day = the_day(today)
    trackers = Trackers(paths)
    codes = {ALL_WELL}

    def reports() -> Iterator[Report]:
        for file in trackers:
            report = Report(file, summarise(file.tracker, day))
            yield report  # what is known of it stands before what becomes of it
            codes.add(_code(report, day, write=write))

    if form == "json":
        say_files(chain(map(_file, reports()), trackers.answers_on_unread(overall=_overall(sum_up([])))))
    else:
        show(((report.file, report.summary) for report in reports()), day)
    return CANNOT_GO_ON if trackers.unread else max(codes)


def _code(report: Report, today: dt.date, *, write: bool) -> int:
    """Say what is wrong in one file, and set its forecasts if that is wanted; the exit code that it asks for."""
    for problem in report.file.problems:
        click.echo(f"Look at {problem}", err=True)
    if write and not _wrote(report, today):
        return CANNOT_GO_ON
    return TO_LOOK_AT if report.file.problems else ALL_WELL


def _wrote(report: Report, today: dt.date) -> bool:
    """Set the forecasts of one file, and say where its backup is, or why it stays as it is."""
    try:
        values, results = _cells(report, today)
        values |= _review_cells(report, today)
        backup = set_cells(report.file.path, values, results)
    except GoalsheetError as error:
        click.echo(f"Error: {error}", err=True)
        return False
    if backup:
        click.echo(f"Wrote the forecasts into {report.file.path}. As it was before: {backup.name}", err=True)
    else:
        click.echo(f"The forecasts in {report.file.path} are those of {today} already.", err=True)
    return True


def _cells(report: Report, today: dt.date) -> tuple[dict[CellPlace, Value], dict[CellPlace, Value]]:
    """The cells to set, and what the formulas that look at them give; CannotWrite where a column is missing."""
    values: dict[CellPlace, Value] = {}
    results: dict[CellPlace, Value] = {}
    for index, outlook in report.summary.outlooks:
        for column, value in outlook.update(today).items():
            if place := _place(report.file, index, column):
                values[place] = value
        if place := _place(report.file, index, "forecast_edited"):
            results[place] = None  # just made
        values |= _agreement(report.file, index, outlook.goal, today)
    return values, results


def _agreement(file: TrackerFile, index: int, goal: Goal, today: dt.date) -> dict[CellPlace, Value]:
    """The cells that keep the agreement on a goal, where they do not yet; workbooks made before have none."""
    new = kept(goal, _names(file), today)
    places = {name: file.place(Goal, index, name) for name, value in new.items() if value != getattr(goal, name)}
    return {place: new[name] for name, place in places.items() if place}


def _names(file: TrackerFile) -> tuple[str, str]:
    person = file.tracker.person
    return person.name, person.manager.name


def _review_cells(report: Report, today: dt.date) -> dict[CellPlace, Value]:
    """The lines on Reviews that tell of the agreements, as far as there is room; older workbooks have none."""
    file = report.file
    place = file.tables[Goal].location
    if Review not in file.tables or place is None or not set(KEPT) <= place.columns.keys():
        return {}
    goals = [outlook.goal for _, outlook in report.summary.outlooks]
    lines = news(goals, _names(file), file.tables[Review].rows, today)
    room = len(file.tables[Review].free())
    if len(lines) > room:
        click.echo(f"Look at {file.path}: on the sheet Reviews there is no room for all lines on agreements.", err=True)
    return line_cells(file.path.name, file.tables, lines[:room])


def _place(file: TrackerFile, index: int, name: str) -> CellPlace | None:
    """The cell of a column, None if the workbook is from before it; CannotWrite where it was taken out."""
    place, column = file.place(Goal, index, name), table(Goal).column(name)
    if place is None and not (column.later or column.computed):
        cure = "Undo what was done to the sheet, or say: goalsheet upgrade FILE"
        raise CannotWrite(f"{file.path} has no column {column.title} to write into. {cure}")
    return place


def _file(report: Report) -> dict[str, Any]:
    return {
        "file": str(report.file.path),
        "person": report.file.tracker.person.name,
        "overall": _overall(report.summary.overall),
        "goals": [_goal(one) for _, one in report.summary.outlooks],
        "problems": problem_answers(report.file),
    }


def _overall(overall: Overall) -> dict[str, Any]:
    return {
        "progress": _share(overall.progress),
        "expected": _share(overall.expected),
        "status": overall.status,
        "goals": overall.goals,
        "without_data": overall.without_data,
        "t_score": None if overall.t_score is None else round(overall.t_score, 1),
    }


def _goal(outlook: Outlook) -> dict[str, Any]:
    goal = outlook.goal
    return {
        "id": goal.id,
        "progress": _share(goal.progress),
        "expected": _share(goal.expected),
        "status": goal.status,
        "days_left": goal.days_left,
        "forecast": _finish(outlook.forecast.finish) if outlook.forecast.finish else None,
        "why": f"{outlook.why} {outlook.forecast.words}",
    }


def _finish(finish: Finish) -> dict[str, str | None]:
    return {
        "finish": finish.finish.isoformat(),
        "earliest": finish.earliest.isoformat(),
        "latest": finish.latest.isoformat() if finish.latest else None,
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)
