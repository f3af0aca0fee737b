"""The Dashboard: how it goes, on one printed page, from live formulas and native charts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from goalsheet.layout import looks, paper, room
from goalsheet.layout.facts import Facts, Figures
from goalsheet.layout.formulas import iso_date
from goalsheet.layout.places import (
    EXPECTED_ROW,
    LINES_DAYS_ROW,
    LINES_FIRST_ROW,
    LISTS,
    TOTALS_ROW,
    line_cell,
    line_column,
)
from goalsheet.layout.plan import Bar, Cell, Chart, Field, Highlight, Live, Look, Page, Series, Sheet, Slot, Value
from goalsheet.layout.room import letters
from goalsheet.layout.start import NEXT_DUE, OVERALL
from goalsheet.progress import rollup
from goalsheet.progress.status import STATUSES
from goalsheet.progress.timeline import POINTS
from goalsheet.smart.readiness import READY, READY_COLUMNS, letters_ready
from goalsheet.tracker.choices import DONE, DROPPED
from goalsheet.tracker.goal import Goal

TITLE = "Dashboard"
#: A and N are margins; twelve even columns lie between them.
WIDTHS = {1: 2, 14: 2} | dict.fromkeys(range(2, 14), 10.5)
TILES_ROW, CHARTS_ROW, TIME_ROW, TABLE_ROW = 6, 11, 29, 47
CHARTED = 8  # goals in the bar chart; the table below shows all
DUE_ROWS = 5


def sheet() -> Sheet:
    """The sheet as a plan."""
    cells: dict[tuple[int, int], Cell] = {}
    for part in (_head, _tiles, _statuses, _due, _table):
        cells |= part()
    first, last = TABLE_ROW + 2, TABLE_ROW + 1 + room.GOALS
    return Sheet(
        title=TITLE,
        cells=cells,
        widths=WIDTHS,
        heights={2: 30, TILES_ROW: 18, TILES_ROW + 1: 30, TILES_ROW + 2: 26, TABLE_ROW: 24, TABLE_ROW + 1: 22}
        | {CHARTS_ROW - 1: 24, TIME_ROW - 1: 24}
        | dict.fromkeys(range(first, last + 1), 18),
        merges=_merges(),
        highlights=_highlights(first, last),
        bars=[Bar(f"H{first}:H{last}", "7FC4B8"), Bar(f"I{first}:I{last}", "C3CBD5")],
        charts=_charts(),
        protected=True,
        color=looks.TEAL,
        page=Page(paper.following(TITLE, 1, 14, (first + 4, last), f"{first - 1}+SUM(goals_used)")),
    )


def _merges() -> list[str]:
    spans = [("B", "D"), ("E", "G"), ("H", "J"), ("K", "M")]
    rows = range(TABLE_ROW + 1, TABLE_ROW + 2 + room.GOALS)
    due = range(TIME_ROW, TIME_ROW + 2 * DUE_ROWS)
    return [
        "B2:M2",
        "B3:M3",
        *(f"{a}{TILES_ROW + row}:{b}{TILES_ROW + row}" for a, b in spans for row in (0, 1, 2)),
        *(f"C{row}:G{row}" for row in rows),
        *(f"J{row}:K{row}" for row in rows),
        *(f"J{row}:M{row}" for row in due),
    ]


def _head() -> dict[tuple[int, int], Cell]:
    def subtitle(facts: Facts) -> str:
        person, cycle = facts.tracker.person, facts.tracker.cycle
        return f"{person.name}   ·   {cycle.name}"

    return {
        (2, 2): Cell("Dashboard", dataclasses.replace(looks.TITLE, size=22)),
        (3, 2): Cell(Slot(subtitle), looks.SUBTITLE),
        (4, 2): Cell("← Start", looks.LINK, link="'Start'!A1"),
        (4, 3): Cell("Goals", looks.LINK, link="'Goals'!A1"),
    }


def _tiles() -> dict[tuple[int, int], Cell]:
    expected = Live(
        'IF(ISNUMBER(overall_expected),ROUND(overall_expected*100,0)&" % of the time has passed","no dates yet")',
        lambda f: (
            "no dates yet" if f.expected is None else f"{rollup.half_up(f.expected * 100)} % of the time has passed"
        ),
    )
    ready = Live(
        'goals_smart_ready&" of "&SUM(goals_used)&" ready in all five letters"',
        lambda f: f"{f.smart_ready} of {len(f.used)} ready in all five letters",
    )
    due_days = Live(
        f'IF({NEXT_DUE}="","no open goal with a due date","days left: "&{NEXT_DUE}-TODAY())',
        lambda f: (
            f"days left: {(f.next_due[0].due - f.today).days}"
            if f.next_due and f.next_due[0].due
            else "no open goal with a due date"
        ),
    )
    late = Live(
        'COUNTIFS(action_alert,"Late")&" of them late"',
        lambda f: f"{f.late_actions} of them late",
    )
    due = Live(NEXT_DUE, lambda f: f.next_due[0].due if f.next_due else None)
    steps = Live(
        f'COUNTIFS(action_goal,"?*")-COUNTIFS(action_goal,"?*",action_state,"{DONE}")'
        f'-COUNTIFS(action_goal,"?*",action_state,"{DROPPED}")',
        lambda f: f.open_actions,
    )
    tiles = (
        (2, "Progress of all goals, by weight", Live(OVERALL, lambda f: f.progress), looks.PERCENT, expected),
        (5, "SMART goals", Live("SUM(goals_used)", lambda f: len(f.used)), "0", ready),
        (8, "Next due", due, "d mmm yyyy", due_days),
        (11, "Open steps", steps, "0", late),
    )
    cells = {}
    for first, name, value, format_code, note in tiles:
        for row, content, look in (
            (0, name, looks.TILE_LABEL),
            (1, value, dataclasses.replace(looks.TILE_VALUE, format=format_code)),
            (2, note, looks.TILE_NOTE),
        ):
            for place in range(first, first + 3):
                cells[TILES_ROW + row, place] = Cell(content if place == first else None, look)
    return cells


def _heading(row: int, text: str, first: int, last: int) -> dict[tuple[int, int], Cell]:
    return {(row, place): Cell(text if place == first else None, looks.HEADING) for place in range(first, last + 1)}


def _statuses() -> dict[tuple[int, int], Cell]:
    """Status counts to the right of the bars, in words, beside the ring."""
    cells = _heading(CHARTS_ROW - 1, "Progress against the time that has passed", 2, 8)
    cells |= _heading(CHARTS_ROW - 1, "Where the goals stand", 10, 13)
    for row, word in enumerate(STATUSES, CHARTS_ROW):
        cells[row, 12] = Cell(word, looks.SMALL)
        cells[row, 13] = Cell(
            Live(f'COUNTIF(goal_status,"{word}")', _counter(word)), dataclasses.replace(looks.BOLD, align="right")
        )
    return cells


def _counter(word: str) -> Callable[[Figures], Value]:
    return lambda figures: figures.status_counts[word]


def _due() -> dict[tuple[int, int], Cell]:
    cells = _heading(TIME_ROW - 1, "Progress over time", 2, 8) | _heading(TIME_ROW - 1, "Next due", 10, 13)
    for position in range(DUE_ROWS):
        key = f"SMALL(goal_due_keys,{position + 1})"
        when = Live(
            f'IF(COUNT(goal_due_keys)<{position + 1},"",{iso_date(f"INT({key}/100)")}&"  ·  "'
            f'&"days left: "&INT({key}/100)-TODAY())',
            _due_when(position),
        )
        what = Live(
            f'IF(COUNT(goal_due_keys)<{position + 1},"",INDEX(goal_id,MOD({key},100))&"  "'
            f"&INDEX(goal_statement,MOD({key},100)))",
            _due_what(position),
        )
        row = TIME_ROW + 2 * position
        cells[row, 10] = Cell(what, Look(bold=True))
        cells[row + 1, 10] = Cell(when, looks.LABEL)
    return cells


def _due_goal(position: int, figures: Figures) -> Goal | None:
    return figures.next_due[position] if position < len(figures.next_due) else None


def _due_when(position: int) -> Callable[[Figures], Value]:
    def when(figures: Figures) -> Value:
        goal = _due_goal(position, figures)
        if goal is None or goal.due is None:
            return None
        return f"{goal.due.isoformat()}  ·  days left: {(goal.due - figures.today).days}"

    return when


def _due_what(position: int) -> Callable[[Figures], Value]:
    def what(figures: Figures) -> Value:
        goal = _due_goal(position, figures)
        return f"{goal.id}  {goal.statement}" if goal else None

    return what


def _table() -> dict[tuple[int, int], Cell]:
    """All goals in use, one a row, without gaps."""
    cells = _heading(TABLE_ROW, "All goals", 2, 13)
    heads = {2: "No.", 3: "Goal", 8: "Progress", 9: "Expected", 10: "Status", 12: "Due", 13: "SMART"}
    for place in range(2, 14):
        cells[TABLE_ROW + 1, place] = Cell(heads.get(place), looks.HEADER)
    for position in range(room.GOALS):
        row = TABLE_ROW + 2 + position
        for place in range(2, 14):
            cells[row, place] = Cell(None, _TABLE_LOOK)
        order = line_cell("order", position)
        for place, (content, format_code) in _table_row(order, position).items():
            align = "left" if place in (3, 10) else "center"
            cells[row, place] = Cell(content, dataclasses.replace(_TABLE_LOOK, format=format_code, align=align))
    return cells


_TABLE_LOOK = Look()


def _table_row(order: str, position: int) -> dict[int, tuple[Live, str]]:
    def pick(column: str) -> str:
        return f'IF({order}=0,"",INDEX(goal_{column},{order}))'

    def dated(column: str) -> str:
        return f'IF({order}=0,"",IF(ISNUMBER(INDEX(goal_{column},{order})),INDEX(goal_{column},{order}),""))'

    marks = "+".join(f'(INDEX(goal_{name},{order})="{READY}")' for name in READY_COLUMNS)
    return {
        2: (Live(pick("id"), Field("shown", position, "id")), "General"),
        3: (Live(pick("statement"), Field("shown", position, "statement")), "General"),
        8: (Live(pick("progress"), Field("shown", position, "progress")), looks.PERCENT),
        9: (Live(pick("expected"), Field("shown", position, "expected")), looks.PERCENT),
        10: (Live(pick("status"), Field("shown", position, "status")), "General"),
        12: (Live(dated("due"), Field("shown", position, "due")), "d mmm yy"),
        13: (
            Live(f'IF({order}=0,"",({marks})&" of 5")', _letters(position)),
            "General",
        ),
    }


def _letters(position: int) -> Callable[[Figures], Value]:
    def letters_of(figures: Figures) -> Value:
        goal = figures.shown[position]
        return f"{letters_ready(goal)} of 5" if goal.statement else None

    return letters_of


def _highlights(first: int, last: int) -> list[Highlight]:
    return [
        Highlight(f"J{first}:K{last}", f'$J{first}="{word}"', color, fill, bold=True)
        for word, (color, fill) in looks.STATUS_COLORS.items()
    ] + [
        Highlight(f"M{CHARTS_ROW}:M{CHARTS_ROW + len(STATUSES) - 1}", f"$M{CHARTS_ROW}=0", "C3CBD5"),
        # Not under the bars: LibreOffice draws no bar where another rule holds.
        Highlight(f"B{first}:G{last}", f'$B{first}<>""', underline=looks.LINE),
        Highlight(f"L{first}:M{last}", f'$B{first}<>""', underline=looks.LINE),
    ]


def _charts() -> tuple[Chart, ...]:
    def span(name: str) -> str:
        column = letters(line_column(name))
        return f"'{LISTS}'!${column}${LINES_FIRST_ROW}:${column}${LINES_FIRST_ROW + CHARTED - 1}"

    def points(row: int) -> str:
        first, last = letters(line_column("share_0")), letters(line_column(f"share_{POINTS - 1}"))
        return f"'{LISTS}'!${first}${row}:${last}${row}"

    words = f"'{TITLE}'!$L${CHARTS_ROW}:$L${CHARTS_ROW + len(STATUSES) - 1}"
    counts = f"'{TITLE}'!$M${CHARTS_ROW}:$M${CHARTS_ROW + len(STATUSES) - 1}"
    return (
        Chart(
            "bars",
            "Progress and expected progress by goal",
            f"B{CHARTS_ROW}",
            14.4,
            8.6,
            span("label"),
            (Series("Progress", span("bar"), looks.TEAL), Series("Expected by now", span("bar_expected"), "C3CBD5")),
            alt="Bar chart: for each of the first eight goals its progress and the progress expected by now.",
        ),
        Chart(
            "ring",
            "Goals by status",
            f"J{CHARTS_ROW}",
            4.1,
            5.2,
            words,
            (Series("Goals", counts, looks.TEAL, tuple(looks.STATUS_CHART_COLORS[word] for word in STATUSES)),),
            alt="Ring chart: how many goals have each status; the same numbers stand beside it in words.",
        ),
        Chart(
            "line",
            "Overall progress over time",
            f"B{TIME_ROW}",
            14.4,
            8.6,
            points(LINES_DAYS_ROW),
            (
                Series("Progress", points(TOTALS_ROW), looks.TEAL),
                Series("Expected", points(EXPECTED_ROW), "9AA5B1"),
            ),
            alt="Line chart: overall progress by check-ins against expected progress, from the cycle's start to today.",
        ),
    )
