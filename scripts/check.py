"""`goalsheet check`: how SMART goals are, why, and what would help."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from goalsheet.errors import BadSetting, CannotRead
from goalsheet.progress.summary import paces, summarise
from goalsheet.smart.calendar import Habits
from goalsheet.smart.fields import Proposal, propose
from goalsheet.smart.quantity import Quantity
from goalsheet.smart.rule import Case
from goalsheet.smart.verdict import SMART, Verdict, judge_sentence, judge_tracker
from goalsheet.workbook.reading import TrackerFile

from . import CANNOT_GO_ON
from .folder import DATE_ORDERS, read_habits

LINE_MARKS = ("specific", "measurable", "achievable", "relevant", "timely")
_WIDEST = 100  # letters; longer lines are hard to read


@click.command("check")
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, metavar="FILE|DIR...")
@click.option(
    "--lines",
    "lines",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE|-",
    help="Check sentences instead: one a line, one JSON object a line in return.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Check as of that day.")
@click.option("--dates", type=click.Choice(DATE_ORDERS), help="How people write dates: 31/12 (dmy) or 12/31 (mdy).")
@click.option("--fiscal-start", type=click.IntRange(1, 12), metavar="MONTH", help="The fiscal year's first month.")
@click.option("--all", "everything", is_flag=True, help="Show everything found, not just what helps most.")
def command(
    paths: tuple[Path, ...],
    lines: Path | None,
    form: str,
    today: dt.datetime | None,
    dates: str | None,
    fiscal_start: int | None,
    everything: bool,  # noqa: FBT001 - click hands over flags by name
) -> int:
    """Say how SMART the goals in a tracker are, why, and what would help; nothing is changed.

    \b
    Example:
      goalsheet check "filled in goals.xlsx"
      goalsheet check workbooks --format json
      goalsheet check --lines goals.txt
    """  # noqa: D301 - click's own mark for lines to keep
    if bool(paths) == (lines is not None):
        raise BadSetting("Name the trackers to check, or --lines with a file of sentences (- for standard input).")
    day = today.date() if today else dt.datetime.now().astimezone().date()
    habits = read_habits([lines] if lines else paths, date_order=dates, fiscal_start=fiscal_start)
    if lines:
        return _check_lines(lines, day, habits)
    return _check_files(paths, day, habits, form=form, everything=everything)


# Sentences


def _check_lines(file: Path, day: dt.date, habits: Habits) -> int:
    found = False
    for text in _sentences(file):
        verdict = judge_sentence(text, day, habits)
        click.echo(json.dumps(line_answer(text, verdict), ensure_ascii=False))
        found = found or bool(verdict.findings)
    return int(found)


def _sentences(file: Path) -> Iterator[str]:
    """The lines of a file or of standard input; a byte that is no UTF-8 stops nothing."""
    if str(file) == "-":
        yield from _lines(sys.stdin)
        return
    try:
        with file.open(encoding="utf-8-sig", errors="replace") as opened:
            yield from _lines(opened)
    except OSError as error:
        raise CannotRead(f"{file} cannot be read: {error.strerror}. Name a text file with one goal a line.") from error


def _lines(opened: TextIO) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in opened)


def line_answer(text: str, verdict: Verdict) -> dict[str, Any]:
    """The answer for one sentence, as the command's contract has it; a mark that cannot be given is null."""
    return (
        {"text": text}
        | {name: verdict.marks[name] for name in LINE_MARKS}
        | {"ready": verdict.is_ready}
        | _said(verdict)
    )


def _said(verdict: Verdict) -> dict[str, Any]:
    day = verdict.deadline.day if verdict.deadline else None
    return {
        "deadline": day.isoformat() if day else None,
        "quantities": [_quantity(quantity) for quantity in verdict.quantities],
        "findings": [
            {
                "rule": finding.rule,
                "criterion": finding.criterion,
                "message": finding.message,
                "hint": finding.hint,
                "span": list(finding.span) if finding.span else None,
            }
            for finding in verdict.findings
        ],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    said = {"text": quantity.text, "kind": quantity.kind, "value": quantity.value, "unit": quantity.unit}
    more = {"from": quantity.start, "to": quantity.most, "bound": quantity.bound or None}
    return said | {name: value for name, value in more.items() if value is not None}


# Trackers


def _check_files(paths: Sequence[Path], day: dt.date, habits: Habits, *, form: str, everything: bool) -> int:
    from .trackers import Trackers  # noqa: PLC0415 - sentences need no workbook reader

    trackers = Trackers(paths)
    checks = [_check(file, day, habits) for file in trackers]
    if form == "json":
        click.echo(json.dumps({"files": [check.answer() for check in checks]}, ensure_ascii=False, indent=2))
    else:
        for check in checks:
            _say(check, everything=everything)
    found = any(check.file.problems or any(verdict.findings for verdict in check.verdicts) for check in checks)
    return CANNOT_GO_ON if trackers.unread else int(found)


@dataclass(frozen=True)
class _Check:
    """A tracker that was read, the verdicts on its goals, and what their sentences offer for blank cells."""

    file: TrackerFile
    verdicts: Sequence[Verdict]
    offers: Sequence[Sequence[Proposal]]

    def answer(self) -> dict[str, Any]:
        goals = [_goal_answer(verdict, offer) for verdict, offer in zip(self.verdicts, self.offers, strict=True)]
        problems = [str(problem) for problem in self.file.problems]
        return {
            "file": str(self.file.path),
            "person": self.file.tracker.person.name,
            "goals": goals,
            "problems": problems,
        }


def _check(file: TrackerFile, day: dt.date, habits: Habits) -> _Check:
    summary = summarise(file.tracker, day)
    appraised = dataclasses.replace(file.tracker, goals=tuple(one.goal for _, one in summary.outlooks))
    verdicts = judge_tracker(appraised, day, habits, paces(summary))
    return _Check(file, verdicts, [propose(Case(verdict.goal, day, habits)) for verdict in verdicts])


def _goal_answer(verdict: Verdict, offer: Sequence[Proposal]) -> dict[str, Any]:
    marks = {name: verdict.marks[name] for name in (*LINE_MARKS, "realistic")}
    proposals = [{"column": one.column, "value": _plain(one.value)} for one in offer]
    own = {"id": verdict.goal.id, "label": verdict.label, "ready": verdict.is_ready}
    return own | marks | _said(verdict) | {"proposals": proposals}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _say(check: _Check, *, everything: bool) -> None:
    from .verdict_text import lines_of  # noqa: PLC0415 - JSON needs no colours

    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns)
    click.echo(click.style(f"{check.file.tracker.person.name or 'Nobody named'} · {check.file.path.name}", bold=True))
    for verdict, offer in zip(check.verdicts, check.offers, strict=True):
        click.echo("")
        for line in lines_of(verdict, offer, width=width, everything=everything):
            click.echo(line)
    for problem in check.file.problems:
        click.echo(f"\n  {problem}")
    click.echo(f"\n  {_summary(check.verdicts)}\n")


def _summary(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "No goals yet."
    smart = sum(verdict.label == SMART for verdict in verdicts)
    goals = "goal is" if len(verdicts) == 1 else "goals are"
    return f"{smart} of {len(verdicts)} {goals} SMART. Nothing was changed."
