"""What `goalsheet progress` shows: pleasant in a terminal, plain text where there is none."""

from __future__ import annotations

import datetime as dt
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from goalsheet.progress import attainment, rollup, status
from goalsheet.progress.forecast import NO_PACE, REACHED
from goalsheet.progress.remarks import percent
from goalsheet.progress.summary import WORST_FIRST, Outlook, Summary
from goalsheet.progress.timing import day_in_words, days_in_words
from goalsheet.roster.words import count
from goalsheet.workbook.reading import TrackerFile

_WIDTH = 100  # characters, where there is no terminal
_INDENT, _BAR = 5, 20
_CUT = 90  # characters of a goal that are shown

#: How a status looks in a terminal: a sign and a style. The word is always there too.
LOOKS = {
    status.ACHIEVED: ("★", "bold green"),
    status.ON_TRACK: ("✓", "green"),
    status.IN_PROGRESS: ("•", "blue"),
    status.AT_RISK: ("!", "yellow"),
    status.OFF_TRACK: ("✗", "red"),
    status.OVERDUE: ("✗", "bold red"),
    status.MISSED: ("✗", "bold red"),
}
_NO_LOOK = ("·", "dim")
_UNSAID = (NO_PACE, REACHED)  # what the line above says, or what nobody asks


@dataclass(frozen=True)
class Line:
    """A paragraph: pieces of text with their styles, and how far it is indented."""

    pieces: tuple[tuple[str, str], ...]
    indent: int = 0

    @property
    def text(self) -> str:
        """The paragraph without styles."""
        return "".join(text for text, _ in self.pieces)


def show(found: Iterable[tuple[TrackerFile, Summary]], today: dt.date) -> None:
    """Show all trackers, each as soon as it is there, and all of them together where there are several."""
    lines = _lines(found, today)
    if sys.stdout.isatty():
        _show_in_terminal(lines)
    else:
        _show_plain(lines)


def _lines(found: Iterable[tuple[TrackerFile, Summary]], today: dt.date) -> Iterator[Line]:
    trackers, goals = 0, Counter[str | None]()
    for file, summary in found:
        trackers += 1
        goals.update(outlook.goal.status for _, outlook in summary.outlooks)
        yield from page(file, summary, today)
    if trackers > 1:
        yield _together(trackers, goals)


def page(file: TrackerFile, summary: Summary, today: dt.date) -> Iterator[Line]:
    """One tracker in lines."""
    overall, name = summary.overall, file.tracker.person.name or file.path.name
    yield Line(((name, "bold"), (f"  {file.tracker.cycle.name}, as of {day_in_words(today)}  ({file.path})", "dim")))
    if not summary.outlooks:
        yield Line((("No goals yet.", ""),), 2)
    else:
        weights = rollup.weight_message([one.goal for _, one in summary.outlooks])
        if weights != rollup.WEIGHTS_ZERO:
            yield Line((("All goals: ", "bold"), *_shares(overall.progress, overall.expected)), 2)
        if overall.without_data:
            yield Line(((f"Left out for want of data: {count(overall.without_data, 'goal', 'goals')}.", ""),), 2)
        if overall.t_score is not None:
            yield Line(((attainment.in_words(overall.t_score), ""),), 2)
        if weights not in (rollup.WEIGHTS_BLANK, rollup.WEIGHTS_RIGHT):
            yield Line(((rollup.unread_message(file.tracker.goals) or weights, "yellow"),), 2)
    for _, outlook in summary.outlooks:
        yield from _goal(outlook)
    yield Line(())


def _goal(outlook: Outlook) -> Iterator[Line]:
    goal = outlook.goal
    statement = textwrap.shorten(goal.statement or "", _CUT, placeholder=" …")
    sign, style = LOOKS.get(goal.status or "", _NO_LOOK)
    yield Line(())
    yield Line(((f"{goal.id or '-'}", "bold"), (f"  {statement}", "")), 2)
    left = "" if goal.days_left is None else f"   {days_in_words(int(goal.days_left))}"
    yield Line((*_bar(goal.progress), (f"  {sign} {goal.status}", style), (left, "dim")), _INDENT)
    yield Line(((outlook.why, ""),), _INDENT)
    if outlook.forecast.words not in _UNSAID:
        yield Line(((outlook.forecast.words, "dim"),), _INDENT)


def _bar(progress: float | None) -> tuple[tuple[str, str], ...]:
    filled = round(_BAR * (progress or 0))
    told = "  -" if progress is None else f"{percent(progress):3} %"
    return ("#" * filled, "green"), ("." * (_BAR - filled), "dim"), (f" {told}", "bold")


def _shares(progress: float | None, expected: float | None) -> tuple[tuple[str, str], ...]:
    done = "nothing to go by yet" if progress is None else f"{percent(progress)} % done"
    due = "" if expected is None else f", {percent(expected)} % expected"
    return ((f"{done}{due}.", ""),)


def _together(trackers: int, found: Counter[str | None]) -> Line:
    words = ", ".join(f"{found[word]} {word}" for word in WORST_FIRST if found[word])
    told = f"{count(trackers, 'tracker', 'trackers')}, {count(sum(found.values()), 'goal', 'goals')}: "
    return Line(((told, "bold"), (f"{words or 'nothing yet'}.", "")))


def _show_plain(lines: Iterable[Line]) -> None:
    for line in lines:
        indent = " " * line.indent
        click.echo(textwrap.fill(line.text, _WIDTH, initial_indent=indent, subsequent_indent=indent))


def _show_in_terminal(lines: Iterable[Line]) -> None:
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that only a terminal needs
    from rich.padding import Padding  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    console = Console(highlight=False)
    for line in lines:
        console.print(Padding(Text.assemble(*line.pieces), (0, 0, 0, line.indent)))
