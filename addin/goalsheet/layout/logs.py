"""The logs: Actions and Check-ins, unprotected Excel tables that grow as people type."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import groupby
from operator import attrgetter, itemgetter

from goalsheet.layout import columns, looks, paper
from goalsheet.layout.facts import Figures
from goalsheet.layout.formulas import LOG_FORMULAS
from goalsheet.layout.places import PREFIXES, excel_name
from goalsheet.layout.plan import Cell, ExcelTable, Field, Highlight, Live, Page, Sheet, Slot
from goalsheet.layout.reward_lines import TOO_LOW
from goalsheet.layout.room import LOG_FIRST, LOG_HEADER, LOG_REACH, letters
from goalsheet.progress import actions, feedback, rewards
from goalsheet.tracker.choices import CELEBRATE, DONE, DROP, DROPPED, FEELING, MOOD
from goalsheet.tracker.schema import NUMBERS, Column, Table, filled_in

HEADER_ROW = LOG_HEADER
_LEAST_HEIGHT = 18.0
REACH = LOG_FIRST + LOG_REACH - 1


@dataclasses.dataclass(frozen=True)
class Log:
    """One log sheet: its table, where its rows are in the facts, how many it has, its hint, and its colours."""

    table: Table
    rows: str
    room: int
    hint: str
    alerts: dict[str, dict[str, tuple[str, str]]]  # column -> word -> text colour and fill
    managers: tuple[str, ...] = ()  # what is the manager's in rows that came from there
    state: str = "visible"


ACTION_ALERTS = {
    "alert": {
        actions.LATE: (looks.RED, looks.RED_SOFT),
        actions.TODAY: (looks.AMBER, looks.AMBER_SOFT),
        actions.THIS_WEEK: (looks.BLUE, looks.BLUE_SOFT),
    },
    "state": {DONE: (looks.GREEN, looks.GREEN_SOFT), DROPPED: (looks.MUTED, looks.FAINT)},
}
FEEDBACK_ALERTS = {
    "waiting": {
        feedback.WAITING: (looks.BLUE, looks.BLUE_SOFT),
        feedback.ASK_AGAIN: (looks.AMBER, looks.AMBER_SOFT),
    }
}
REWARD_ALERTS = {
    "state": {
        rewards.EARNED: (looks.GREEN, looks.GREEN_SOFT),
        rewards.RECEIVED: (looks.GREEN, looks.GREEN_SOFT),
        rewards.CELEBRATED: (looks.WHITE, looks.GREEN),
        rewards.WHICH_GOAL: (looks.AMBER, looks.AMBER_SOFT),
        TOO_LOW: (looks.AMBER, looks.AMBER_SOFT),
    }
}
REVIEW_ALERTS = {"decision": {CELEBRATE: (looks.GREEN, looks.GREEN_SOFT), DROP: (looks.MUTED, looks.FAINT)}}
MOOD_ALERTS = {"mood": dict(zip(MOOD.words, looks.MOOD_COLORS, strict=True))}
CHECK_IN_ALERTS = {"feeling": {word: looks.STATUS_COLORS[word] for word in FEELING.words}}


def sheet(log: Log) -> Sheet:
    """The sheet of a log as a plan."""
    table = log.table
    last = letters(len(table.columns))
    widths = {place: columns.width(table, column) for place, column in enumerate(table.columns, 1)}
    return Sheet(
        title=table.title,
        cells=_top(log) | _rows(log),
        widths=widths,
        # Rows beyond the table get the columns' own look, so dates are dates wherever people go on typing.
        column_looks={
            place: dataclasses.replace(columns.look(column), fill=None, line=None, locked=False)
            for place, column in enumerate(table.columns, 1)
        },
        hidden_columns=frozenset(_not_printed(table)),
        groups=[(place, place) for place in _private(table)],
        fold_at_left=True,  # the column after the private ones is hidden, and a button over it would be, too
        heights={1: 30, 2: 18, HEADER_ROW: 24} | {LOG_FIRST + index: height(log, index) for index in range(log.room)},
        validations=[columns.validation(table, column, LOG_FIRST, REACH) for column in table.columns],
        highlights=_highlights(log),
        tables=[
            ExcelTable(
                excel_name(table),
                f"A{HEADER_ROW}:{last}{_last(log)}",
                table,
                {column.title: log_formula(table, column) for column in table.columns if column.computed},
                alt=f"{table.title}: {log.hint}",
            )
        ],
        freeze=f"A{LOG_FIRST}",
        color=looks.SLATE,
        page=_page(table),
        state=log.state,
    )


def _last(log: Log) -> int:
    return HEADER_ROW + log.room


def _page(table: Table) -> Page:
    """From the top to the last row in which anything but the computed columns is filled in."""
    # Up to the first private column: private notes are not printed, whatever is added behind them.
    last = _last_printed(table)
    told = [f"{PREFIXES[table.name]}_{column.name}" for column in table.columns[:last] if not column.computed]
    return Page(
        paper.following(table.title, 1, last, (LOG_FIRST, REACH), paper.last_row(*told)),
        landscape=True,
        title_rows=f"{HEADER_ROW}:{HEADER_ROW}",
        long=True,
    )


def _private(table: Table) -> list[int]:
    """The private columns among others. They start folded away: out of others' sight, and of LibreOffice's pages."""
    return [place for place, column in enumerate(table.columns, 1) if column.private and not table.private]


def _not_printed(table: Table) -> list[int]:
    ids = [place for place, column in enumerate(table.columns, 1) if column.name == "id"]
    return _private(table) + ids


def _last_printed(table: Table) -> int:
    return min(_not_printed(table), default=len(table.columns) + 1) - 1


def _top(log: Log) -> dict[tuple[int, int], Cell]:
    cells = {
        (1, 1): Cell(log.table.title, looks.TITLE),
        (2, 1): Cell(log.hint, looks.LABEL),
        (3, 1): Cell("← Start", looks.LINK, link="'Start'!A1"),
        (3, 2): Cell("Goals", looks.LINK, link="'Goals'!A1"),
        (3, 3): Cell(_amiss(log.table), dataclasses.replace(looks.BOLD, color=looks.RED, indent=1)),
    }
    for place, column in enumerate(log.table.columns, 1):
        cells[HEADER_ROW, place] = Cell(column.title, columns.header(column))
    if _private(log.table):
        cells[3, _last_printed(log.table)] = Cell("Private notes: press + above this column", looks.LABEL)
    return cells


_LAST_ROW = 1_048_576  # of a sheet


def _amiss(table: Table) -> Live:
    """What is said where somebody typed below the rows that count, or TRUE for a number; no tracker is made so."""
    typed = [(letters(place), column) for place, column in enumerate(table.columns, 1) if column in filled_in(table)]
    below = ",".join(f"{name}{REACH + 1}:{name}{_LAST_ROW}" for name, _ in typed)
    too_far = f"Rows below {REACH} do not count. Move what stands there further up, or delete old rows."
    said = f'IF(COUNTA({below})=0,"","{too_far}")'
    numbers = [f"{name}{HEADER_ROW}:{name}{REACH}" for name, column in typed if column.kind in NUMBERS]
    if numbers:
        said = f'IF({"+".join(map(_logicals, numbers))}=0,"","{_NO_NUMBER}")&{said}'
    return Live(said, lambda _: None)


_NO_NUMBER = "TRUE or FALSE stands where a number belongs: type the number. "


def _logicals(cells: str) -> str:
    """How many TRUE and FALSE stand in cells.

    LibreOffice takes them for 1 and 0, but compares a pattern with what a cell shows; others compare texts only.
    """
    shown_otherwise = "+".join(f'COUNTIFS({cells},{n})-COUNTIFS({cells},{n},{cells},"*{n}*")' for n in (0, 1))
    return f"IF(ISNUMBER(TRUE()),{shown_otherwise},COUNTIF({cells},TRUE)+COUNTIF({cells},FALSE))"


def _rows(log: Log) -> dict[tuple[int, int], Cell]:
    return {
        (LOG_FIRST + index, place): Cell(
            _content(log, column, index),
            dataclasses.replace(columns.look(column), locked=column.computed, valign="center"),
        )
        for index in range(log.room)
        for place, column in enumerate(log.table.columns, 1)
    }


def _content(log: Log, column: Column, index: int) -> Slot | Live:
    value = Field(log.rows, index, column.name)
    return Live(log_formula(log.table, column), value) if column.computed else Slot(value)


def log_formula(table: Table, column: Column) -> str:
    """A computed column's formula with its own row's cells named as Excel tables do, so that new rows get it too."""
    name = excel_name(table)
    own = {c.name: f"{name}[[#This Row],[{c.title}]]" for c in table.columns}
    return LOG_FORMULAS[table.name, column.name].format(**own)


def height(log: Log, index: int) -> Callable[[Figures], float]:
    """What tells how high a line of the log has to be for its texts."""
    rows, needed = attrgetter(log.rows), columns.height_reader(log.table, _LEAST_HEIGHT)
    return lambda figures: needed(rows(figures)[index]) if index < figures.filled[log.rows] else _LEAST_HEIGHT


def _highlights(log: Log) -> list[Highlight]:
    rules = []
    for place, column in enumerate(log.table.columns, 1):
        cells = f"{letters(place)}{LOG_FIRST}:{letters(place)}{REACH}"
        for word, (color, fill) in log.alerts.get(column.name, {}).items():
            rules.append(Highlight(cells, f'${letters(place)}{LOG_FIRST}="{word}"', color, fill, bold=True))
    return rules + columns.large_numbers(log.table, LOG_FIRST, REACH) + _from_manager(log) + _bands(log)


def _from_manager(log: Log) -> list[Highlight]:
    """Rows that came from the manager have a row id: what is the manager's there is lilac, as on Goals."""
    own = f'${letters(len(log.table.columns))}{LOG_FIRST}<>""'
    places = [place for place, column in enumerate(log.table.columns, 1) if column.name in log.managers]
    return [
        Highlight(f"{letters(place)}{LOG_FIRST}:{letters(place)}{REACH}", own, fill=looks.LILAC) for place in places
    ]


def _bands(log: Log) -> list[Highlight]:
    """Every other row is deeper in colour, however rows are sorted; Excel takes the rules along as the table grows."""
    fills = [columns.look(column).fill for column in log.table.columns]
    runs = [(fill, [place for place, _ in run]) for fill, run in groupby(enumerate(fills, 1), itemgetter(1))]
    return [
        Highlight(
            f"{letters(places[0])}{LOG_FIRST}:{letters(places[-1])}{_last(log)}",
            f"MOD(ROW()-{LOG_FIRST},2)=1",
            fill=looks.BANDS[fill],
        )
        for fill, places in runs
        if fill
    ]
