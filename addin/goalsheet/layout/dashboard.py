"""The Dashboard: how it goes, on one printed page, from live formulas and native charts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from goalsheet.layout import at_a_glance, badges, goal_bars, looks, one_goal, paper
from goalsheet.layout.facts import Facts, Figures
from goalsheet.layout.phrases import CHECK_INS_SO_FAR, day_in_words, days_in_words, with_days
from goalsheet.layout.places import (
    EXPECTED_ROW,
    LINES_DAYS_ROW,
    LISTS,
    TOTALS_ROW,
    goal_at,
    line_column,
    line_range,
    texts_in,
)
from goalsheet.layout.plan import Cell, Chart, Highlight, Live, Page, Series, Sheet, Slot, Value
from goalsheet.layout.room import letters
from goalsheet.layout.start import NEXT_DUE, OVERALL, expected_or_why
from goalsheet.progress import timing
from goalsheet.progress.status import STATUSES
from goalsheet.progress.timeline import POINTS
from goalsheet.tracker.choices import DONE, DROPPED
from goalsheet.tracker.goal import Goal

TITLE = "Dashboard"
#: A and N are margins. Each tile is three columns wide or two; the columns suit the table of goals below.
WIDTHS = {1: 2.0, 2: 5.0, 3: 24.0, 4: 20.0, 5: 6.5, 6: 6.5, 7: 6.5, 8: 6.5, 9: 9.5, 10: 9.5, 11: 13.0, 12: 10.0}
WIDTHS |= {13: 8.0, 14: 2.0}
TILES = ((2, 3), (4, 6), (7, 10), (11, 13))  # first and last column of each
TILES_ROW, HEADINGS_ROW, CHARTS_ROW, LISTS_ROW = 6, 10, 12, 29
TABLE_ROW = LISTS_ROW + 3 + at_a_glance.ROWS
DUE_ROWS, DUE_HEIGHT = 4, 4  # goals that are due next; rows that each of them takes
_CHART_ROWS = DUE_ROWS * DUE_HEIGHT
_COUNT, _WORD, _DUE = 8, 9, 11  # columns of the status counts, their words, and what is due next
_STATUSES_ROW = LISTS_ROW + 2


def sheet() -> Sheet:
    """The sheet as a plan."""
    cells: dict[tuple[int, int], Cell] = {}
    for part in (_head, _tiles, _begin, _statuses, _due):
        cells |= part()
    cells |= _heading(HEADINGS_ROW, one_goal.HEADING, *one_goal.ACROSS) | one_goal.cells(CHARTS_ROW, _CHART_ROWS)
    cells |= at_a_glance.cells(LISTS_ROW) | goal_bars.cells(TABLE_ROW)
    first, last = goal_bars.rows(TABLE_ROW)
    return Sheet(
        title=TITLE,
        cells=cells,
        widths=WIDTHS,
        heights={1: 8.0, 2: 30.0, 3: 18.0, 4: 16.0, 5: 8.0, TILES_ROW: 18.0, TILES_ROW + 1: 30.0, TILES_ROW + 2: 24.0}
        | {HEADINGS_ROW - 1: 10.0, HEADINGS_ROW: 24.0, HEADINGS_ROW + 1: 5.0, LISTS_ROW - 1: 10.0}
        | at_a_glance.heights(LISTS_ROW)
        | {TABLE_ROW - 1: 10.0}
        | dict.fromkeys(range(CHARTS_ROW, CHARTS_ROW + _CHART_ROWS), 13.0)
        | goal_bars.heights(TABLE_ROW),
        merges=_merges(),
        validations=[one_goal.choice()],
        highlights=_highlights() + goal_bars.highlights(TABLE_ROW),
        bars=at_a_glance.bars(LISTS_ROW),
        charts=(goal_bars.chart(TABLE_ROW), *_charts()),
        protected=True,
        color=looks.TEAL,
        page=Page(paper.following(TITLE, 1, 14, (first + 4, last), f"{first - 1}+SUM(goals_used)")),
    )


def _merges() -> list[str]:
    due = range(CHARTS_ROW, CHARTS_ROW + _CHART_ROWS, DUE_HEIGHT)
    first, last = letters(_DUE), letters(_DUE + 2)
    return [
        "B2:M2",
        "B3:M3",
        "E4:M4",
        *(f"{letters(a)}{row}:{letters(b)}{row}" for a, b in TILES for row in range(TILES_ROW, TILES_ROW + 3)),
        *(f"{first}{row + 1}:{last}{row + DUE_HEIGHT - 1}" for row in due),
        *one_goal.merges(CHARTS_ROW, _CHART_ROWS),
        *at_a_glance.merges(LISTS_ROW),
        *goal_bars.merges(TABLE_ROW),
    ]


def _head() -> dict[tuple[int, int], Cell]:
    def subtitle(facts: Facts) -> str:
        person, cycle = facts.tracker.person, facts.tracker.cycle
        return f"{person.name}   ·   {cycle.name}"

    return {
        (2, 2): Cell("Dashboard", dataclasses.replace(looks.TITLE, size=22)),
        (3, 2): Cell(Slot(subtitle), looks.SUBTITLE),
        (4, 2): Cell("← Start", looks.LINK, link="'Start'!A1"),
        (4, 5): Cell(badges.line(), dataclasses.replace(looks.BADGE_LINE, align="right"), link="'Rewards'!A5"),
        (4, 3): Cell("Goals", dataclasses.replace(looks.LINK, indent=3), link="'Goals'!A1"),
    }


def _tiles() -> dict[tuple[int, int], Cell]:
    due = Live(NEXT_DUE, lambda f: f.next_due[0].due if f.next_due else None)
    steps = Live(
        f'{texts_in("action_goal")}-COUNTIFS(action_goal,"?*",action_state,"{DONE}")'
        f'-COUNTIFS(action_goal,"?*",action_state,"{DROPPED}")',
        lambda f: f.open_actions,
    )
    tiles = (
        ("Progress of all goals, by weight", Live(OVERALL, lambda f: f.progress), looks.PERCENT, _expected_by_now()),
        ("Goals", Live("SUM(goals_used)", lambda f: len(f.used)), "0", _ready()),
        ("Next due", due, "d mmm yyyy", _due_days()),
        ("Open steps", steps, "0", _late()),
    )
    cells = {}
    for (first, last), (name, value, format_code, note) in zip(TILES, tiles, strict=True):
        for row, content, look in (
            (0, name, looks.TILE_LABEL),
            (1, value, dataclasses.replace(looks.TILE_VALUE, format=format_code)),
            (2, note, looks.TILE_NOTE),
        ):
            for place in range(first, last + 1):
                cells[TILES_ROW + row, place] = Cell(content if place == first else None, look)
    return cells


def _expected_by_now() -> Live:
    return expected_or_why('ROUND(overall_expected*100,0)&" % expected by now"', "{} % expected by now")


def _ready() -> Live:
    # Not whether they are SMART: a formula sees that cells are filled in, only a check reads what they say.
    return Live(
        'IF(SUM(goals_used)=0,"write your first one",'
        'goals_smart_ready&" of "&SUM(goals_used)&" filled in for all letters")',
        lambda f: f"{f.smart_ready} of {len(f.used)} filled in for all letters" if f.used else "write your first one",
    )


def _due_days() -> Live:
    def twin(figures: Figures) -> str:
        goal = _due_goal(0, figures)
        if goal is None or goal.due is None:
            return "no open goal with a due date"
        return timing.days_in_words((goal.due - figures.today).days)

    days = days_in_words(f"({NEXT_DUE}-TODAY())")
    return Live(f'IF(COUNT(goal_due_keys)=0,"no open goal with a due date",{days})', twin)


def _late() -> Live:
    # Not by the Alert column: a row below the table has no formula there, but counts all the same.
    due = f'COUNTIFS(action_goal,"?*",{with_days("action_due")},action_due,"<"&TODAY()'
    late = f'({due})-{due},action_state,"{DONE}")-{due},action_state,"{DROPPED}"))'
    return Live(f'{late}&" of them late"', lambda f: f"{f.late_actions} of them late")


def _heading(row: int, text: str, first: int, last: int, indent: int = 0) -> dict[tuple[int, int], Cell]:
    look = dataclasses.replace(looks.HEADING, indent=indent)
    return {(row, place): Cell(text if place == first else None, look) for place in range(first, last + 1)}


NO_CHECK_INS = "Nothing yet: your first check-in starts the line."
_BEGIN_ROW = CHARTS_ROW + 13  # seen through the chart, at its lower right, where no line that rises comes by


def _begin() -> dict[tuple[int, int], Cell]:
    """What stands in the chart of progress as long as its line lies on the ground, or there is none."""

    def twin(figures: Figures) -> str | None:
        is_blank = figures.check_in_count == 0 and max(figures.progress_over_time) <= 0
        return NO_CHECK_INS if is_blank else None

    blank = f"AND({CHECK_INS_SO_FAR}=0,MAX({_points(TOTALS_ROW)})<=0)"
    look = dataclasses.replace(looks.LABEL, align="right", indent=2)
    return {(_BEGIN_ROW, 4): Cell(Live(f'IF({blank},"{NO_CHECK_INS}","")', twin), look)}


def _points(row: int) -> str:
    first, last = letters(line_column("share_0")), letters(line_column(f"share_{POINTS - 1}"))
    return f"'{LISTS}'!${first}${row}:${last}${row}"


def _statuses() -> dict[tuple[int, int], Cell]:
    """Status counts in words, beside the ring."""
    cells = _heading(HEADINGS_ROW, "All goals over time", 2, 4)
    cells |= _heading(LISTS_ROW, "Where the goals stand", 6, 10)
    for row, word in enumerate(STATUSES, _STATUSES_ROW):
        count = Live(f'COUNTIF(goal_status,"{word}")', _counter(word))
        cells[row, _COUNT] = Cell(count, dataclasses.replace(looks.BOLD, align="right"))
        cells[row, _WORD] = Cell(word, dataclasses.replace(looks.LABEL, indent=1))
    return cells


def _counter(word: str) -> Callable[[Figures], Value]:
    return lambda figures: figures.status_counts[word]


def _due() -> dict[tuple[int, int], Cell]:
    cells = _heading(HEADINGS_ROW, "Next due", _DUE, _DUE + 2, indent=1)
    for position in range(DUE_ROWS):
        key = f"SMALL(goal_due_keys,{position + 1})"
        missing = f"COUNT(goal_due_keys)<{position + 1}"
        day = f"INT({key}/100)"
        when = Live(
            f'IF({missing},"",{day_in_words(day)}&"  ·  "&{days_in_words(f"({day}-TODAY())")})', _due_when(position)
        )
        what = Live(
            f"IF({missing},{_nothing_due(position)},"
            f'{goal_at("id", f"MOD({key},100)")}&"  "&INDEX({line_range("short")},MOD({key},100)))',
            _due_what(position),
        )
        row = CHARTS_ROW + DUE_HEIGHT * position
        cells[row, _DUE] = Cell(when, dataclasses.replace(looks.LABEL, indent=1))
        for offset in range(1, DUE_HEIGHT):
            for place in range(_DUE, _DUE + 3):
                content = what if (offset, place) == (1, _DUE) else None
                cells[row + offset, place] = Cell(content, dataclasses.replace(looks.REMINDER, valign="top", indent=1))
    return cells


NOTHING_DUE = "Nothing yet: give a goal a due date."


def _nothing_due(position: int) -> str:
    return f'"{NOTHING_DUE}"' if position == 0 else '""'


def _due_goal(position: int, figures: Figures) -> Goal | None:
    return figures.next_due[position] if position < len(figures.next_due) else None


def _due_when(position: int) -> Callable[[Figures], Value]:
    def when(figures: Figures) -> Value:
        goal = _due_goal(position, figures)
        if goal is None or goal.due is None:
            return None
        return f"{timing.day_in_words(goal.due)}  ·  {timing.days_in_words((goal.due - figures.today).days)}"

    return when


def _due_what(position: int) -> Callable[[Figures], Value]:
    def what(figures: Figures) -> Value:
        goal = _due_goal(position, figures)
        if goal is None:
            return NOTHING_DUE if position == 0 else None
        return f"{goal.id}  {figures.next_due_texts[position]}"

    return what


def _highlights() -> list[Highlight]:
    last = _STATUSES_ROW + len(STATUSES) - 1
    first, end = letters(_COUNT), letters(_WORD)
    due = f"{letters(_DUE)}{CHARTS_ROW}:{letters(_DUE)}{CHARTS_ROW + _CHART_ROWS - 1}"
    return [
        Highlight(f"{first}{_STATUSES_ROW}:{end}{last}", f"${first}{_STATUSES_ROW}=0", looks.PALE),
        Highlight(due, f'ISNUMBER(SEARCH("overdue",${letters(_DUE)}{CHARTS_ROW}))', looks.RED),
    ]


def _charts() -> tuple[Chart, ...]:
    def statuses(column: int) -> str:
        last = _STATUSES_ROW + len(STATUSES) - 1
        return f"'{TITLE}'!${letters(column)}${_STATUSES_ROW}:${letters(column)}${last}"

    return (
        Chart(
            "line",
            "Overall progress over time",
            f"B{CHARTS_ROW}",
            9.6,
            7.2,
            _points(LINES_DAYS_ROW),
            (
                Series("Progress", _points(TOTALS_ROW), looks.TEAL),
                Series("Expected", _points(EXPECTED_ROW), looks.EXPECTED_LINE),
            ),
            alt="Line chart: overall progress by check-ins against expected progress, from the first day of the cycle "
            "to today; before and after the cycle over all of it.",
        ),
        one_goal.chart(CHARTS_ROW, _CHART_ROWS),
        Chart(
            "ring",
            "Goals by status",
            f"F{_STATUSES_ROW}",
            3.3,
            4.2,
            statuses(_WORD),
            (Series("Goals", statuses(_COUNT), looks.TEAL, [looks.STATUS_CHART_COLORS[word] for word in STATUSES]),),
            alt="Ring chart: how many goals have each status; the same numbers stand beside it in words.",
        ),
    )
