"""`goalsheet feedback`: forms for those who are asked, their answers brought back, guides for talks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalsheet.feedback.survey import USUAL, Asked, Questions
from goalsheet.roster.raters import Employee, read_raters
from goalsheet.surveys import ledger
from goalsheet.surveys.asking import ask
from goalsheet.surveys.collecting import Collected, collect
from goalsheet.surveys.finding import find_ledger
from goalsheet.surveys.guiding import guide
from goalsheet.template.load import built_in, load
from goalsheet.workbook.reading import TrackerFile, read_tracker

from . import ALL_WELL, TO_LOOK_AT
from .feedback_page import say_collected, say_guide, say_sent
from .feedback_tab import TabOptions, tab_options, with_manager
from .today import the_day

if TYPE_CHECKING:
    from goalsheet.sync.surveys_tab import SurveysTab

_FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group("feedback")
def command() -> None:
    """Ask people for feedback with a form each, and bring the answers back so that nobody is given away.

    Answers from mentors and peers reach the employee's workbook only three or more together, without names and mixed.
    Somebody else than the employee has to run this and keep the folder with the forms.

    \b
    Example:
      goalsheet feedback request "Bo Ek - goals.xlsx" --from raters.csv
      goalsheet feedback collect "Bo Ek - goals.xlsx" feedback
      goalsheet feedback guide "Bo Ek - goals.xlsx"
    """  # noqa: D301 - click's own mark for lines to keep


@command.command("request")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "people",
    metavar="PEOPLE",
    required=True,
    type=click.Path(path_type=Path),
    help="Who is asked (.csv or .xlsx): Name, Email, Relation, How.",
)
@click.option("--goal", "goals", multiple=True, metavar="G01", help="Ask about this goal, too; may be said again.")
@click.option("--template", metavar="NAME|FILE.toml", help="Whose questions are asked. [default: the workbook's own]")
@click.option("--out", type=click.Path(path_type=Path), default=Path("feedback"), show_default=True)
@tab_options
@_FORMAT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Ask as of that day.")
def request(
    file: Path,
    people: Path,
    goals: Sequence[str],
    template: str | None,
    out: Path,
    form: str,
    today: dt.datetime | None,
    **tab: Any,
) -> int:
    """Make one small form workbook for each person on a list; FILE stays as it is.

    Relation is manager, mentor, peer or self, How is survey (also where it is blank), interview or meeting. The
    questions are about the work as a whole and about the goals for which a request stands on the sheet Feedback. Run it
    again to ask more people: who has a form keeps it.

    With --tab the manager sees in the team's review spreadsheet how many were asked and have answered, and can answer
    there instead of in a form.

    \b
    Example:
      goalsheet feedback request "Bo Ek - goals.xlsx" --from raters.csv
      goalsheet feedback request "Bo Ek - goals.xlsx" --from raters.csv --goal G02 --out surveys
    """  # noqa: D301 - the same
    tracker = _read(file).tracker
    asked: Sequence[Asked] = read_raters(
        people, Employee(tracker.person.name, tracker.person.email, tracker.person.manager)
    )
    in_sheet = TabOptions(**tab).open(file, tracker)
    if in_sheet:
        asked = with_manager(asked, tracker.person.manager)
    sent = ask(tracker, asked, out, goals, _questions(template, tracker.template.name), the_day(today))
    if in_sheet:
        held = ledger.read(sent.folder / ledger.NAME)
        in_sheet.show(held.survey, held.collection)
    say_sent(sent, file, form, in_sheet.file.name if in_sheet else None)
    return ALL_WELL


@command.command("collect")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("paths", metavar="DIR|FILES…", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--as-written", is_flag=True, help="Take in answers that seem to name who wrote them, too.")
@tab_options
@_FORMAT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Show the answers as of that day.")
def bring_back(
    file: Path, paths: Sequence[Path], form: str, today: dt.datetime | None, *, as_written: bool, **tab: Any
) -> int:
    """Bring answers from returned forms into the sheet Feedback of FILE; nothing else in it changes.

    Answers from mentors and peers are shown once there are three new ones on a topic: of one relation, or else of
    both together as "Others". Fewer wait in the folder, for later runs. A manager's and one's own are shown at once.

    With --tab the manager's answers on the tab Surveys of the team's review spreadsheet are brought, too, and the tab
    says how many have answered by now.

    \b
    Example:
      goalsheet feedback collect "Bo Ek - goals.xlsx" feedback
      goalsheet feedback collect "Bo Ek - goals.xlsx" feedback returned/*.xlsx
    """  # noqa: D301 - the same
    tracker_file = _read(file)
    in_sheet = TabOptions(**tab).open(file, tracker_file.tracker)
    bring = partial(collect, tracker_file, paths, the_day(today), as_written=as_written)
    found = _with_tab(in_sheet, tracker_file, paths, bring) if in_sheet else bring()
    say_collected(found, file, form, in_sheet.file.name if in_sheet else None)
    return TO_LOOK_AT if found.problems else ALL_WELL


@command.command("guide")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--goal", "goals", multiple=True, metavar="G01", help="Ask about this goal, too; may be said again.")
@click.option("--template", metavar="NAME|FILE.toml", help="Whose questions are asked. [default: the workbook's own]")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="[default: NAME - talks DAY.xlsx]")
@_FORMAT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Look at the goals as of that day.")
def write_guide(
    file: Path, goals: Sequence[str], template: str | None, out: Path | None, form: str, today: dt.datetime | None
) -> int:
    """Write guides for talks, to be printed: an interview's questions, and a meeting's agenda.

    The agenda says how the goals stand, why, and which steps are open, with their owners. FILE stays as it is.

    \b
    Example:
      goalsheet feedback guide "Bo Ek - goals.xlsx"
      goalsheet feedback guide "Bo Ek - goals.xlsx" --goal G02 --out talks.xlsx
    """  # noqa: D301 - the same
    tracker = _read(file).tracker
    path = guide(tracker, goals, _questions(template, tracker.template.name), the_day(today), out)
    say_guide(path, file, form)
    return ALL_WELL


def _with_tab(tab: SurveysTab, file: TrackerFile, paths: Sequence[Path], bring: Callable[..., Collected]) -> Collected:
    """What was collected with the manager's answers on the tab, which then says how the survey stands."""
    answered, problems = tab.answers(find_ledger(file.tracker, paths)[1].survey)
    found = bring(more=answered)
    _, held = find_ledger(file.tracker, paths)
    tab.show(held.survey, held.collection)
    return replace(found, problems=(*problems, *found.problems))


def _read(file: Path) -> TrackerFile:
    """The tracker in a file; what cannot be read in it is said."""
    found = read_tracker(file)
    for problem in found.problems:
        click.echo(f"Look at {problem}", err=True)
    return found


def _questions(template: str | None, made_from: str) -> Questions:
    """The questions of the template that was named, or else of the one that the workbook was made from."""
    if template is None and made_from not in built_in():
        return USUAL
    questions: Questions = load(template or made_from).questions
    return questions
