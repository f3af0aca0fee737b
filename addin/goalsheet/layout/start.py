"""The Start sheet: what this is, what to do in three steps, where you stand, and what the colours mean."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from goalsheet.layout import badges, looks
from goalsheet.layout.buttons import CHECK_GOALS, UPDATE_PROGRESS
from goalsheet.layout.facts import Facts, Figures
from goalsheet.layout.line_formulas import WEIGHTLESS
from goalsheet.layout.phrases import (
    CHECK_INS_SO_FAR,
    DATED_CHECK_INS,
    are_days,
    day_in_words,
    days_in_words,
    rows_where,
)
from goalsheet.layout.places import goal_at
from goalsheet.layout.plan import Cell, Field, Highlight, Live, Page, PlacedButton, Sheet, Slot
from goalsheet.progress import attainment, rollup, timing

TITLE = "Start"
#: B is for badges, C-D carry text, F-G stand to the right of it.
WIDTHS = {1: 2, 2: 6, 3: 34, 4: 34, 5: 3, 6: 18, 7: 34, 8: 2}
INTRODUCTION_ROW, STEPS_ROW, BUTTONS_ROW, STAND_ROW, SMART_ROW, COLORS_ROW = 5, 7, 14, 15, 22, 34
LIMITS_ROW = COLORS_ROW + 6

STEPS = (
    (
        "Write your goals",
        "Three to five are plenty. Work from left to right, S to T; every cell explains itself when you point at it.",
        "Open Goals →",
        "'Goals'!B6",
    ),
    (
        "Break them into steps and look at them regularly",
        "Put the next steps under Actions. Whenever you look at a goal, add a line under Check-ins.",
        "Open Actions →",
        "'Actions'!A5",
    ),
    (
        "See how it goes, and talk about it",
        "The Dashboard compares progress with the time that has passed. Take it to your next conversation.",
        "Open Dashboard →",
        "'Dashboard'!A1",
    ),
)

#: What else each step has a sheet for; the first and the last stand beside buttons, and are short.
MORE = (
    ("Your vision →", "'Vision'!A1"),
    ("Open Check-ins →", "'Check-ins'!A5"),
    ("Open Reviews →", "'Reviews'!A5"),
)

SMART = (
    (
        "S",
        "Specific",
        "Say exactly what you will do. “Raise first-call resolution in the Leeds team”, not “get better”.",
    ),
    ("M", "Measurable", "Say how you will see it: from 68 % to 80 %, or the certificate you will show."),
    (
        "A",
        "Achievable",
        "Name the means: a course, two hours a week, a mentor; and a plan for what may get in the way.",
    ),
    (
        "R",
        "Realistic, relevant",
        "It fits your time, serves an objective of the company and something you value yourself.",
    ),
    ("T", "Timely", "A start, a due date, and a rhythm for looking at it."),
)

COLORS = (
    (looks.INPUT, "Yours to fill in"),
    (looks.MANAGERS, "Your manager fills this in"),
    (looks.COMPUTED, "Works by itself; locked, so that nothing breaks"),
)

_PROSE_WIDTH = 140  # characters over the width of the introduction
_LINE_HEIGHT = 15.0


#: Beside the steps that they help with; places in pixels.
BUTTONS = (
    PlacedButton(CHECK_GOALS, (STEPS_ROW + 1, 7), left=117, top=19, width=126),
    PlacedButton(UPDATE_PROGRESS, (STEPS_ROW + 5, 7), left=117, top=19, width=126),
)
#: Where the buttons are, in a plain workbook and in one with buttons of its own.
IN_THE_RIBBON = (
    "With the goalsheet add-in, Excel's tab Goals has buttons that check goals, update progress and log check-ins."
)
ON_THE_SHEETS = "The buttons here and on Goals need the goalsheet add-in; Excel's tab Goals then has them all."


def sheet(*, buttons: bool = False) -> Sheet:
    """The sheet as a plan."""
    cells: dict[tuple[int, int], Cell] = {
        (BUTTONS_ROW, 3): Cell(ON_THE_SHEETS if buttons else IN_THE_RIBBON, dataclasses.replace(looks.LABEL, indent=1))
    }
    for part in (_head, _steps, _standing, _smart, _about, _colors, _objectives, _limits):
        cells |= part()
    return Sheet(
        title=TITLE,
        cells=cells,
        widths=WIDTHS,
        heights=_heights(),
        merges=_merges(),
        highlights=[
            Highlight(
                f"B{STAND_ROW + 5}:G{STAND_ROW + 5}",
                f'ISNUMBER(SEARCH("change",$B${STAND_ROW + 5}))',
                looks.AMBER,
                looks.AMBER_SOFT,
                bold=True,
            )
        ],
        buttons=BUTTONS if buttons else (),
        protected=True,
        color=looks.TEAL_DARK,
        page=Page(f"'{TITLE}'!$A$1:$H${LIMITS_ROW + 1}"),
    )


#: Numbered paragraphs, two rows each: a badge, a title, a text.
_PAIRS = ((STEPS_ROW, len(STEPS)), (SMART_ROW, len(SMART)))


def _heights() -> dict[int, float | Callable[[Figures], float] | Slot]:
    heights: dict[int, float | Callable[[Figures], float] | Slot] = {
        2: 34,
        3: 20,
        INTRODUCTION_ROW: Slot(_introduction_height),
    }
    heights |= dict.fromkeys((STEPS_ROW, STAND_ROW, SMART_ROW, COLORS_ROW), 24)
    heights |= dict.fromkeys(range(COLORS_ROW + 1, COLORS_ROW + 1 + _SHOWN_OBJECTIVES), 18)
    heights |= {BUTTONS_ROW: 24, STAND_ROW + 1: 16, STAND_ROW + 2: 30, STAND_ROW + 3: 26, STAND_ROW + 4: 20}
    return heights | {row: height for first, count in _PAIRS for row, height in _pair_heights(first, count)}


def _pair_heights(first: int, count: int) -> list[tuple[int, float]]:
    return [(first + 1 + row, 19 if row % 2 == 0 else 30) for row in range(2 * count)]


def _pair_merges(first: int, count: int) -> list[str]:
    tops = range(first + 1, first + 1 + 2 * count, 2)
    return [f"B{row}:B{row + 1}" for row in tops] + [f"C{row + half}:D{row + half}" for row in tops for half in (0, 1)]


def _pair(row: int, badge: str | float, title: str, text: str) -> dict[tuple[int, int], Cell]:
    return {
        (row, 2): Cell(badge, looks.BADGE),
        (row + 1, 2): Cell(None, looks.BADGE),
        (row, 3): Cell(title, dataclasses.replace(looks.BOLD, size=11, indent=1, valign="bottom")),
        (row + 1, 3): Cell(text, dataclasses.replace(looks.TEXT, color=looks.MUTED, wrap=True, indent=1, valign="top")),
    }


def _introduction_height(facts: Facts) -> float:
    lines = sum(-(-max(1, len(line)) // _PROSE_WIDTH) for line in facts.tracker.introduction.split("\n"))
    return min(400.0, max(1, lines) * _LINE_HEIGHT + 6)


def _merges() -> list[str]:
    wide = [2, 3, INTRODUCTION_ROW, STAND_ROW + 4, STAND_ROW + 5, STAND_ROW + 6]
    return [
        *(f"B{row}:G{row}" for row in wide),
        *(merge for first, count in _PAIRS for merge in _pair_merges(first, count)),
        *(f"{column}{row}:{column}{row + 1}" for column in "FG" for row in range(SMART_ROW + 1, SMART_ROW + 11, 2)),
        *(f"{column}{row}:{column}{row + 1}" for column in "FG" for row in range(STEPS_ROW + 1, STEPS_ROW + 7, 2)),
        *(f"B{LIMITS_ROW + row}:G{LIMITS_ROW + row}" for row in (0, 1)),
        *(f"B{STAND_ROW + row}:C{STAND_ROW + row}" for row in (1, 2, 3)),
        *(f"F{COLORS_ROW + 1 + row}:G{COLORS_ROW + 1 + row}" for row in range(_SHOWN_OBJECTIVES)),
    ]


def _head() -> dict[tuple[int, int], Cell]:
    return {
        (2, 2): Cell(Slot(lambda facts: facts.tracker.greeting), dataclasses.replace(looks.TITLE, size=24)),
        (3, 2): Cell(Slot(_subtitle, own_words=True), looks.SUBTITLE),
        (INTRODUCTION_ROW, 2): Cell(Slot(lambda facts: facts.tracker.introduction), looks.PROSE),
    }


def _subtitle(facts: Facts) -> str:
    cycle = facts.tracker.cycle
    return f"{facts.tracker.template.title}   ·   {cycle.name}   ·   {spelled(cycle.start)} – {spelled(cycle.end)}"


def spelled(day: object) -> str:
    """A date for people to read: 1 January 2027."""
    return f"{day:%d %B %Y}".lstrip("0")


def _heading(row: int, text: str, first: int = 2, last: int = 7) -> dict[tuple[int, int], Cell]:
    return {(row, place): Cell(text if place == first else None, looks.HEADING) for place in range(first, last + 1)}


def _steps() -> dict[tuple[int, int], Cell]:
    cells = _heading(STEPS_ROW, "Three steps")
    for number, (what, how, link, target) in enumerate(STEPS, 1):
        row = STEPS_ROW + 2 * number - 1
        cells |= _pair(row, number, what, how)
        cells[row, 6] = Cell(link, dataclasses.replace(looks.LINK, size=11), link=target)
    for place, (link, target) in enumerate(MORE):
        cells[STEPS_ROW + 1 + 2 * place, 7] = Cell(link, dataclasses.replace(looks.LINK, size=11), link=target)
    return cells


def _standing() -> dict[tuple[int, int], Cell]:
    """Four tiles of live figures and what to say about the weights."""
    cells = _heading(STAND_ROW, "Where you stand today")
    tiles = (
        (2, "Goals written", Live("SUM(goals_used)", lambda f: len(f.used)), "0", _ready_note()),
        (4, "Progress so far", Live(OVERALL, lambda f: f.progress), "0%;-0%;0%", _expected_note()),
        (6, "Next due", Live(NEXT_DUE, lambda f: f.next_due[0].due if f.next_due else None), "d mmm", _due_note()),
        (7, "Check-ins", Live(CHECK_INS_SO_FAR, lambda f: f.check_in_count), "0", _check_in_note()),
    )
    for place, name, value, format_code, note in tiles:
        cells[STAND_ROW + 1, place] = Cell(name, looks.TILE_LABEL)
        cells[STAND_ROW + 2, place] = Cell(value, dataclasses.replace(looks.TILE_VALUE, format=format_code))
        cells[STAND_ROW + 3, place] = Cell(note, looks.TILE_NOTE)
    for row, look in ((1, looks.TILE_LABEL), (2, looks.TILE_VALUE), (3, looks.TILE_NOTE)):
        cells[STAND_ROW + row, 3] = Cell(None, look)
    weights = Live(WEIGHTS, lambda f: rollup.weight_message(f.used) if f.used else None)
    cells[STAND_ROW + 4, 2] = Cell(badges.line(), looks.BADGE_LINE, link="'Rewards'!A5")
    cells[STAND_ROW + 5, 2] = Cell(weights, looks.LABEL)
    cells[STAND_ROW + 6, 2] = Cell(Live(LEVELS_SCORE, lambda f: attainment.in_words(f.t_score) or None), looks.LABEL)
    return cells


OVERALL = "overall_progress"
NEXT_DUE = 'IF(COUNT(goal_due_keys)=0,"",INT(MIN(goal_due_keys)/100))'
LEVELS_SCORE = f'IF(ISNUMBER(levels_t_score),"{attainment.SAID} "&ROUND(levels_t_score,1)&"{attainment.MEANS}","")'
_LEFT_OUT = "SUMPRODUCT(goals_used*(goal_weights=0))"
WEIGHTS = (
    f'IF(SUM(goals_used)=0,"",IF({WEIGHTLESS},"{rollup.WEIGHTS_ZERO}",'
    f'IF(SUM(goal_weights)=0,"{rollup.WEIGHTS_BLANK}",'
    f'IF(ABS(SUM(goal_weights)-1)<{rollup.WEIGHT_TOLERANCE:.5f},"{rollup.WEIGHTS_RIGHT}",'
    '"The weights make "&ROUND(SUM(goal_weights)*100,1)&" %: change them until they make 100 %, '
    'or leave them all blank.")'
    f'&IF({_LEFT_OUT}=0,""," {rollup.LEFT_OUT} "&{_LEFT_OUT}&"."))))'
)


def _ready_note() -> Live:
    return Live(
        'IF(SUM(goals_used)=0,"none yet: write the first one",goals_smart_ready&" of them filled in for all letters")',
        lambda f: f"{f.smart_ready} of them filled in for all letters" if f.used else "none yet: write the first one",
    )


def _expected_note() -> Live:
    return expected_or_why('"expected by today: "&ROUND(overall_expected*100,0)&" %"', "expected by today: {} %")


def expected_or_why(formula: str, words: str) -> Live:
    """How far all goals should be, by a formula and as words with a place for the percent, or why nobody can say."""

    def twin(figures: Figures) -> str:
        if figures.expected is not None:
            return words.format(rollup.half_up(figures.expected * 100))
        return rollup.NO_WEIGHT if rollup.is_weightless(figures.used) else _NO_DATES

    why = f'IF({WEIGHTLESS},"{rollup.NO_WEIGHT}","{_NO_DATES}")'
    return Live(f"IF(ISNUMBER(overall_expected),{formula},{why})", twin)


_NO_DATES = "no dates yet"


def _due_note() -> Live:
    days = days_in_words("(INT(MIN(goal_due_keys)/100)-TODAY())")
    first = goal_at("id", "MOD(MIN(goal_due_keys),100)")
    formula = f'IF(COUNT(goal_due_keys)=0,"no open goal with a date",{first}&", "&{days})'

    def twin(figures: Figures) -> str:
        goal = figures.next_due[0] if figures.next_due else None
        if goal is None or goal.due is None:
            return "no open goal with a date"
        return f"{goal.id}, {timing.days_in_words((goal.due - figures.today).days)}"

    return Live(formula, twin)


_NO_CHECK_IN, _ALL_AHEAD = "none yet: write the first one", "none counts yet: all dated after today"


def _check_in_note() -> Live:
    so_far = rows_where(are_days("check_in_date"), "(check_in_date<TODAY()+1)")
    latest = day_in_words(f"MAX(IF({so_far},check_in_date,0))")
    none = f'IF({DATED_CHECK_INS}=0,"{_NO_CHECK_IN}","{_ALL_AHEAD}")'
    formula = f'IF({CHECK_INS_SO_FAR}=0,{none},"latest: "&{latest})'

    def twin(figures: Figures) -> str:
        day = figures.latest_check_in
        if day is None:
            return _ALL_AHEAD if figures.has_check_ins_ahead else _NO_CHECK_IN
        return f"latest: {timing.day_in_words(day)}"

    return Live(formula, twin, array=True)


def _smart() -> dict[tuple[int, int], Cell]:
    cells = _heading(SMART_ROW, "What makes a goal SMART", 2, 4)
    for position, (letter, word, text) in enumerate(SMART):
        cells |= _pair(SMART_ROW + 1 + 2 * position, letter, word, text)
    return cells


def _about() -> dict[tuple[int, int], Cell]:
    cells = _heading(SMART_ROW, "About you", 6, 7)
    for position in range(_ABOUT_ENTRIES):
        row = SMART_ROW + 1 + 2 * position
        cells[row, 6] = Cell(Slot(partial(_about_person, position, 0), own_words=True), looks.LABEL)
        cells[row, 7] = Cell(Slot(partial(_about_person, position, 1)), dataclasses.replace(looks.BOLD, wrap=True))
    return cells


_ABOUT_ENTRIES = 5


def _about_person(position: int, part: int, facts: Facts) -> str | None:
    """Name or value of the entry at that position; what is not known of a person takes no place."""
    person = facts.tracker.person
    entries = (
        ("Name", person.name),
        ("Job", person.job_title),
        ("Department", person.department),
        ("Your manager", person.manager.name or person.manager.email),
        ("Personnel no.", person.id),
    )
    known = [entry for entry in entries if entry[1]]
    return known[position][part] if position < len(known) else None


def _colors() -> dict[tuple[int, int], Cell]:
    cells = _heading(COLORS_ROW, "What the colours mean", 2, 4)
    for row, (look, text) in enumerate(COLORS, COLORS_ROW + 1):
        swatch = dataclasses.replace(look, locked=True)
        cells[row, 2] = Cell(None, swatch)
        cells[row, 3] = Cell(text, dataclasses.replace(looks.TEXT, indent=1))
    return cells


_SHOWN_OBJECTIVES = 5


def _objectives() -> dict[tuple[int, int], Cell]:
    cells = _heading(COLORS_ROW, "What the company wants to achieve", 6, 7)
    for index in range(_SHOWN_OBJECTIVES):
        cells[COLORS_ROW + 1 + index, 6] = Cell(Slot(Field("objectives", index, "shown"), own_words=True), looks.TEXT)
    return cells


def _limits() -> dict[tuple[int, int], Cell]:
    def text(facts: Facts) -> str:
        limits = facts.tracker.thresholds
        on_track, at_risk, early = (
            rollup.half_up(share * 100) for share in (limits.on_track, limits.at_risk, limits.grace_share)
        )
        return (
            f"How a status is found: on track up to {on_track} percent points behind the time "
            f"that has passed, at risk up to {at_risk}, then off track; "
            f"no colour in the first {limits.grace_days} days or {early} % of the goal's time, whichever is longer."
        )

    return {
        (LIMITS_ROW, 2): Cell(Slot(text, own_words=True), looks.SMALL),
        (LIMITS_ROW + 1, 2): Cell(
            "Sheets are protected without a password, only against slips: Review > Unprotect Sheet lifts it.",
            looks.SMALL,
        ),
    }
