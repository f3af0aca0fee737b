"""Short lists on the Dashboard: SMART marks of all goals and what the goals serve; feedback so far, and its themes.

Between the two, the Dashboard says where the goals stand.

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
from goalsheet.layout.places import all_goals, texts_in
from goalsheet.layout.plan import Bar, Cell, Live, Value
from goalsheet.layout.room import address
from goalsheet.layout.vision_places import COVERAGE_ROW, OBJECTIVE_ROWS, VALUE_ROWS, VISION, single
from goalsheet.smart.readiness import READY
from goalsheet.tracker.choices import FEEDBACK_SOURCE, FEEDBACK_THEME
from goalsheet.vision.coverage import Coverage

_LETTER, _WORD, _BAR, _FILLED = 2, 3, 4, 5  # columns
_SOURCE, _ENTRIES, _RATING = 11, 12, 13
#: Each mark's letter, its word, its column, and the one that says whether its cells are filled in.
_MARKS = (
    ("S", "Specific", "specific_mark", "specific_ready"),
    ("M", "Measurable", "measurable_mark", "measurable_ready"),
    ("A", "Achievable", "achievable_mark", "achievable_ready"),
    ("R", "Realistic", "realistic_mark", "relevant_ready"),
    ("T", "Timely", "timely_mark", "timely_ready"),
    ("", "Aligned", "aligned_mark", "relevant_ready"),
)
_BEST_MARK = 3
_SERVES = len(_MARKS) + 2  # rows below the first one
_THEMES = len(FEEDBACK_SOURCE.words) + 2
ROWS = 12
_ROW_HEIGHT = 13.5
_NUMBER = dataclasses.replace(looks.BOLD, align="right")
_SMALL_HEAD = dataclasses.replace(looks.LABEL, size=8)
_SUBHEADING = dataclasses.replace(looks.BOLD, color=looks.TEAL_DARK)
_AT_STATUS = dataclasses.replace(looks.LABEL, indent=1)  # as the table below it
_NONE = "–"


def cells(top: int) -> dict[tuple[int, int], Cell]:
    """The lists below their headings in the row `top`, with a row of small heads between."""
    found: dict[tuple[int, int], Cell] = {}
    for title, first, last, look in (
        ("SMART marks", _LETTER, _BAR, looks.HEADING),
        ("Feedback", _SOURCE, _RATING, dataclasses.replace(looks.HEADING, indent=1)),
    ):
        found |= {(top, place): Cell(title if place == first else None, look) for place in range(first, last + 1)}
    for text, place in (
        ("of the last check", _BAR),
        ("filled in", _FILLED),
        ("entries", _ENTRIES),
        ("rating", _RATING),
    ):
        # In the middle of its narrow column: the ring stands right beside it.
        align = "center" if place == _FILLED else "right"
        found[top + 1, place] = Cell(text, dataclasses.replace(_SMALL_HEAD, align=align))
    for part, row in ((_smart, 0), (_serving, _SERVES), (_feedback, 0), (_themes, _THEMES)):
        found |= part(top + 2 + row)
    return found


def merges(top: int) -> list[str]:
    """What is said of the check, and the themes of feedback."""
    first = top + 2
    checked, themes = first + len(_MARKS), first + _THEMES + 1
    return [
        f"{address(checked, _WORD)}:{address(checked, _FILLED)}",
        f"{address(themes, _SOURCE)}:{address(first + ROWS - 1, _RATING)}",
    ]


def heights(top: int) -> dict[int, float]:
    """The heading, the small heads below it, and the lists."""
    return {top: 24.0, top + 1: 13.0} | dict.fromkeys(range(top + 2, top + 2 + ROWS), _ROW_HEIGHT)


def bars(top: int) -> list[Bar]:
    """The mean mark as a bar behind its number."""
    return [Bar(f"{address(top + 2, _BAR)}:{address(top + 1 + len(_MARKS), _BAR)}", "7FC4B8", most=_BEST_MARK)]


def _smart(first: int) -> dict[tuple[int, int], Cell]:
    found = {}
    for row, (letter, word, mark, ready) in enumerate(_MARKS, first):
        mean = f'IFERROR(AVERAGEIFS({all_goals(f"goal_{mark}")},goals_used,1),"{_NONE}")'
        share = f'IF(SUM(goals_used)=0,"",COUNTIF(goal_{ready},"{READY}")/SUM(goals_used))'
        found[row, _LETTER] = Cell(letter or None, dataclasses.replace(looks.BOLD, color=looks.TEAL, align="center"))
        found[row, _WORD] = Cell(word, looks.LABEL)
        found[row, _BAR] = Cell(
            Live(mean, _mean(mark)), dataclasses.replace(looks.LABEL, format=f'0.0" of {_BEST_MARK}"', align="right")
        )
        found[row, _FILLED] = Cell(
            Live(share, _ready(ready)), dataclasses.replace(looks.LABEL, format=looks.PERCENT, align="center")
        )
    found[first + len(_MARKS), _WORD] = Cell(_checked(), dataclasses.replace(looks.LABEL, size=8))
    return found


def _mean(mark: str) -> Callable[[Figures], Value]:
    def mean(figures: Figures) -> Value:
        given = [one for goal in figures.used if (one := getattr(goal, mark)) is not None]
        return fmean(given) if given else _NONE

    return mean


def _ready(column: str) -> Callable[[Figures], Value]:
    def ready(figures: Figures) -> Value:
        goals = figures.used
        return sum(getattr(goal, column) == READY for goal in goals) / len(goals) if goals else None

    return ready


NOT_CHECKED = "No marks yet: the button Check goals gives them."


def _checked() -> Live:
    """How many goals the marks are of, and how many of these were edited since."""
    checked = f"COUNTIFS(goals_used,1,{with_days(all_goals('goal_checked_on'))})"
    edited = f'COUNTIFS(goals_used,1,{all_goals("goal_check_edited")},"?*")'

    def twin(figures: Figures) -> Value:
        marked = [goal for goal in figures.used if goal.checked_on is not None]
        changed = sum(goal.check_edited is not None for goal in marked)
        if not marked:
            return NOT_CHECKED
        told = f"{len(marked)} of {len(figures.used)} goals checked"
        return f"{told}, {changed} edited since" if changed else told

    since = f'IF({edited}=0,"",", "&{edited}&" edited since")'
    told = f'{checked}&" of "&SUM(goals_used)&" goals checked"&{since}'
    return Live(f'IF({checked}=0,"{NOT_CHECKED}",{told})', twin)


def _serving(row: int) -> dict[tuple[int, int], Cell]:
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
    found = {
        (row, _LETTER): Cell("What they serve", _SUBHEADING),
        (row, _BAR): Cell(
            "Which ones: Vision →", dataclasses.replace(looks.LINK, align="right"), link=f"'{VISION}'!A{COVERAGE_ROW}"
        ),
    }
    for place, (label, content) in enumerate(told, row + 1):
        found[place, _LETTER] = Cell(label, looks.LABEL)
        found[place, _BAR] = Cell(content, _NUMBER)
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
        found[row, _SOURCE] = Cell(source, _AT_STATUS)
        found[row, _ENTRIES] = Cell(Live(f"COUNTIFS({given})", _entries(source)), _NUMBER)
        found[row, _RATING] = Cell(
            Live(f'IFERROR(AVERAGEIFS(feedback_rating,{given}),"")', _rating(source)),
            dataclasses.replace(looks.LABEL, format='0.0" of 5"', align="right"),
        )
    last = first + len(FEEDBACK_SOURCE.words)
    waiting = Live(texts_in("feedback_waiting"), lambda figures: sum(bool(f.waiting) for f in figures.feedback))
    return found | {(last, _SOURCE): Cell("Requests open", _AT_STATUS), (last, _ENTRIES): Cell(waiting, _NUMBER)}


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
    line = Live(
        f'IF({"+".join(count for _, count in counts)}=0,"{NO_THEMES}",MID({told},{len(_BETWEEN) + 1},255))', _told
    )
    return {
        (row, _SOURCE): Cell("Feedback is about", dataclasses.replace(_SUBHEADING, indent=1)),
        (row + 1, _SOURCE): Cell(line, dataclasses.replace(_AT_STATUS, wrap=True, valign="top")),
    }


def _told(figures: Figures) -> Value:
    found = Counter(entry.theme for entry in figures.feedback if entry.date is not None)
    return _BETWEEN.join(f"{theme} {found[theme]}" for theme in FEEDBACK_THEME.words if found[theme]) or NO_THEMES
