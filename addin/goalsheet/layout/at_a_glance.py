"""Three short lists on the Dashboard: the SMART letters of all goals, what the goals serve, and feedback so far.

Below them stands in one line what feedback is about.

The page is printed and taken to conversations, so values are counted here; which ones no goal serves, Vision says.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from statistics import fmean

from goalsheet.layout import looks
from goalsheet.layout.coverage_formulas import objective_count, served, value_count
from goalsheet.layout.facts import Figures
from goalsheet.layout.phrases import with_days
from goalsheet.layout.places import texts_in
from goalsheet.layout.plan import Bar, Cell, Live, Value
from goalsheet.layout.room import address
from goalsheet.layout.vision_places import COVERAGE_ROW, OBJECTIVE_ROWS, VALUE_ROWS, VISION, single
from goalsheet.smart.readiness import READY, READY_COLUMNS
from goalsheet.tracker.choices import FEEDBACK_SOURCE, FEEDBACK_THEME
from goalsheet.vision.coverage import Coverage

ROWS = len(FEEDBACK_SOURCE.words) + 1  # of the lists; the line below them comes in addition
_LETTER, _WORD, _BAR = 2, 3, 4  # columns
_SERVES, _COUNT, _AIR = 6, 9, 10
_SOURCE, _ENTRIES, _RATING = 11, 12, 13
_ACROSS = range(_LETTER, _RATING + 1)
_LETTERS = ("Specific", "Measurable", "Achievable", "Relevant", "Timely")
_NUMBER = dataclasses.replace(looks.BOLD, align="right")
_NONE = "–"


def cells(top: int) -> dict[tuple[int, int], Cell]:
    """The three lists below the heading in the row `top`, with one row of air between, and the line of themes."""
    found: dict[tuple[int, int], Cell] = {}
    for title, first, last in (
        ("Goals filled in, letter by letter", _LETTER, _BAR),
        ("What they serve", _SERVES, _AIR),
        ("Feedback", _SOURCE, _RATING),
    ):
        found |= {
            (top, place): Cell(title if place == first else None, looks.HEADING) for place in range(first, last + 1)
        }
    for part in (_smart, _serving, _feedback):
        found |= part(top + 2)
    return found | _themes(top + 2 + ROWS)


def merges(top: int) -> list[str]:
    """The line of themes."""
    row = top + 2 + ROWS
    return [f"{address(row, _BAR)}:{address(row, _RATING)}"]


def heights(top: int) -> dict[int, float]:
    """The heading, the air below it, and the lists."""
    return {top: 24.0, top + 1: 5.0, top + 2 + ROWS: 20.0} | dict.fromkeys(range(top + 2, top + 2 + ROWS), 15.0)


def bars(top: int) -> list[Bar]:
    """The share of goals that are ready, as a bar behind its number."""
    return [Bar(f"{address(top + 2, _BAR)}:{address(top + 1 + len(_LETTERS), _BAR)}", "7FC4B8")]


def _smart(first: int) -> dict[tuple[int, int], Cell]:
    found = {}
    for row, (word, column) in enumerate(zip(_LETTERS, READY_COLUMNS, strict=True), first):
        share = f'COUNTIF(goal_{column},"{READY}")/SUM(goals_used)'
        found[row, _LETTER] = Cell(word[0], dataclasses.replace(looks.BOLD, color=looks.TEAL, align="center"))
        found[row, _WORD] = Cell(word, looks.LABEL)
        found[row, _BAR] = Cell(
            Live(f'IF(SUM(goals_used)=0,"",{share})', _ready(column)),
            dataclasses.replace(looks.LABEL, format=looks.PERCENT, align="right"),
        )
    return found


def _ready(column: str) -> Callable[[Figures], Value]:
    def ready(figures: Figures) -> Value:
        goals = figures.used
        return sum(getattr(goal, column) == READY for goal in goals) / len(goals) if goals else None

    return ready


def _serving(first: int) -> dict[tuple[int, int], Cell]:
    free = single("free_goals")
    goals = f'IF({free}="",0,1+LEN({free})-LEN(SUBSTITUTE({free},",","")))'
    told = (
        (
            "Values that a goal serves",
            _of(served(VALUE_ROWS), value_count(), lambda of: (of.values_served, len(of.values))),
        ),
        (
            "Objectives that a goal serves",
            _of(served(OBJECTIVE_ROWS), objective_count(), lambda of: (of.objectives_served, len(of.objectives))),
        ),
        ("Goals that serve none of them", Live(goals, _free_goals)),
    )
    found = {}
    for row, (label, content) in enumerate(told, first):
        found[row, _SERVES] = Cell(label, looks.LABEL)
        found[row, _COUNT] = Cell(content, _NUMBER)
    found[first + len(told), _SERVES] = Cell("Which ones: Vision →", looks.LINK, link=f"'{VISION}'!A{COVERAGE_ROW}")
    return found


def _of(part: str, whole: str, counts: Callable[[Coverage], tuple[int, int]]) -> Live:
    def twin(figures: Figures) -> Value:
        some, every = counts(figures.vision.coverage)
        return f"{some} of {every}" if every else _NONE

    return Live(f'IF({whole}=0,"{_NONE}",{part}&" of "&{whole})', twin)


def _free_goals(figures: Figures) -> Value:
    free = figures.vision.coverage.free_goals
    return 1 + free.count(",") if free else 0


def _feedback(first: int) -> dict[tuple[int, int], Cell]:
    found = {}
    for row, source in enumerate(FEEDBACK_SOURCE.words, first):
        given = f'feedback_source,"{source}",{with_days("feedback_date")}'
        found[row, _SOURCE] = Cell(source, looks.LABEL)
        found[row, _ENTRIES] = Cell(Live(f"COUNTIFS({given})", _entries(source)), _NUMBER)
        found[row, _RATING] = Cell(
            Live(f'IFERROR(AVERAGEIFS(feedback_rating,{given}),"")', _rating(source)),
            dataclasses.replace(looks.LABEL, format='0.0" of 5"', align="right"),
        )
    last = first + len(FEEDBACK_SOURCE.words)
    waiting = Live(texts_in("feedback_waiting"), lambda figures: sum(bool(f.waiting) for f in figures.feedback))
    return found | {(last, _SOURCE): Cell("Requests open", looks.LABEL), (last, _ENTRIES): Cell(waiting, _NUMBER)}


def _ratings(figures: Figures, source: str) -> list[float | None]:
    """What those people gave, an entry each; None where they wrote and did not rate."""
    return [entry.rating for entry in figures.feedback if entry.source == source and entry.date is not None]


def _entries(source: str) -> Callable[[Figures], Value]:
    return lambda figures: len(_ratings(figures, source))


def _rating(source: str) -> Callable[[Figures], Value]:
    def rating(figures: Figures) -> Value:
        rated = [one for one in _ratings(figures, source) if one is not None]
        return fmean(rated) if rated else None

    return rating


NO_THEMES = "Nothing yet: give each entry on Feedback a theme."
_BETWEEN = "   ·   "


def _themes(row: int) -> dict[tuple[int, int], Cell]:
    """How many entries have each theme, in words, in the order in which the column offers them."""
    given = with_days("feedback_date")
    counts = [(theme, f'COUNTIFS(feedback_theme,"{theme}",{given})') for theme in FEEDBACK_THEME.words]
    told = "&".join(f'IF({count}=0,"","{_BETWEEN}{theme} "&{count})' for theme, count in counts)
    found = {(row, place): Cell(None, dataclasses.replace(looks.LABEL, fill=looks.MIST)) for place in _ACROSS}
    found[row, _LETTER] = Cell("Feedback is about", dataclasses.replace(looks.BOLD, fill=looks.MIST, indent=1))
    line = Live(
        f'IF({"+".join(count for _, count in counts)}=0,"{NO_THEMES}",MID({told},{len(_BETWEEN) + 1},255))', _told
    )
    found[row, _BAR] = Cell(line, dataclasses.replace(looks.LABEL, fill=looks.MIST))
    return found


def _told(figures: Figures) -> Value:
    found = Counter(entry.theme for entry in figures.feedback if entry.date is not None)
    return _BETWEEN.join(f"{theme} {found[theme]}" for theme in FEEDBACK_THEME.words if found[theme]) or NO_THEMES
