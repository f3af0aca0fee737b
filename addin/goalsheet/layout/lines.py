"""The hidden figures behind each goal, as the Lists sheet holds them, computed in Python."""

from __future__ import annotations

import datetime as dt
from collections import namedtuple
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from goalsheet.layout import room
from goalsheet.layout.places import LINE_COLUMNS
from goalsheet.progress import measure, status, timeline
from goalsheet.progress.timeline import POINTS
from goalsheet.progress.timing import has_period
from goalsheet.smart.readiness import is_filled
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.tracker import Cycle

KEY = 10_000  # a key is a day's serial times this, plus a sheet row: the latest day wins, then the lower row

SHORT, BRIEF = 115, 30  # characters of a goal's text where it has two lines, and one

Entry = TypeVar("Entry", Action, CheckIn)


#: The hidden figures of one goal, in the order of the columns on Lists; its fields are whatever columns there are.
Line = cast("Any", namedtuple)("Line", LINE_COLUMNS)  # noqa: PYI024 - a NamedTuple would list them a second time

#: What the charts show where there is no k-th goal in use.
_NOTHING: dict[str, Any] = {"id": None, "order": 0, "label": None, "bar": None, "bar_expected": None}
_BLANK = (
    _NOTHING
    | dict.fromkeys(
        ("used", "rank", "weight", "key", "last_date", "actions_total", "actions_done", "begins", "ends"), 0
    )
    | {"mode": measure.UNKNOWN, "start": None, "end": None, "due_key": None, "short": None, "brief": None}
    | {
        f"{kind}_{point}": value
        for kind, value in (("key", 0), ("value", None), ("share", 0))
        for point in range(POINTS)
    }
)


def shortened(text: str | None, most: int) -> str | None:
    """The beginning of a text that has at most so many characters, ended at a word; all of it if it is short enough."""
    if text is None or len(text) <= most:
        return text
    last_blank = text.rfind(" ", 0, most + 1)
    return f"{text[: last_blank if last_blank >= 0 else most]} …"


def group_by_goal(rows: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The rows of a log by the goal they name, in upper case, because spreadsheets compare text that way."""
    found: dict[str, list[Entry]] = {}
    for row in rows:
        found.setdefault((row.goal or "").upper(), []).append(row)
    return found


def lines(
    goals: Sequence[Goal],
    actions: Mapping[str, Sequence[Action]],
    check_ins: Sequence[CheckIn],
    cycle: Cycle,
    today: dt.date,
) -> tuple[Any, ...]:
    """The lines of appraised goals, one each; rows that hold no goal have one too, for logs may name them."""
    days = timeline.days(cycle, today)
    used = [(place, goal) for place, goal in enumerate(goals, 1) if is_filled(goal.statement)]
    ranks = {place: rank for rank, (place, _) in enumerate(used, 1)}
    numbered = list(enumerate(check_ins, room.LOG_FIRST))
    found = []
    for place, goal in enumerate(goals, 1):
        steps = actions.get(goal.id or "", ())
        entries = [(row, entry) for row, entry in numbered if (entry.goal or "").upper() == goal.id]
        if goal == Goal(id=goal.id) and not steps and not entries and place > len(used):
            found.append(_BLANK_LINE)
            continue
        last = measure.last_check_in((entry for _, entry in entries), today)
        own = _own(goal, place, ranks.get(place, 0), steps, _log(entries), days, today)
        line = _BLANK | own | _shown(used, place) | {"last_date": room.serial(last) if last else 0}
        found.append(Line(**line))
    return tuple(found)


_BLANK_LINE = Line(**_BLANK)


def _log(entries: Sequence[tuple[int, CheckIn]]) -> list[tuple[int, float]]:
    """The check-ins that carry a number, as key and number; entries come with their sheet row."""
    return [
        (room.serial(entry.date) * KEY + row, entry.value)
        for row, entry in entries
        if entry.date and entry.value is not None
    ]


def _shown(used: Sequence[tuple[int, Goal]], position: int) -> dict[str, Any]:
    """What the charts show at `position` (from 1): the k-th goal in use."""
    if position > len(used):
        return _NOTHING
    place, goal = used[position - 1]
    return {
        "id": goal.id,
        "order": place,
        # Not the beginning of the statement: Excel and LibreOffice do not agree where an emoji ends.
        "label": f"{goal.id}  {goal.category or ''}",
        "bar": goal.progress or 0,
        "bar_expected": goal.expected or 0,
    }


def _own(
    goal: Goal,
    place: int,
    rank: int,
    actions: Sequence[Action],
    log: Sequence[tuple[int, float]],
    days: Sequence[dt.date],
    today: dt.date,
) -> dict[str, Any]:
    used = is_filled(goal.statement)
    yardstick = measure.yardstick(goal)
    total = measure.total_weight(measure.kept_steps(actions))
    entries = [_entry(log, day) for day in days]
    values = [value for _, value in entries]
    if yardstick.mode == measure.STEPS:
        values = [measure.total_weight(measure.done_steps(actions, day)) for day in days]
    dated = used and has_period(goal)
    own: dict[str, Any] = {
        "used": int(used),
        "rank": rank,
        "mode": yardstick.mode,
        "start": yardstick.start,
        "end": yardstick.end,
        "weight": (goal.weight or 0.0) if used else 0.0,
        "key": _entry(log, today)[0],
        "actions_total": total,
        "actions_done": measure.total_weight(measure.done_steps(actions)),
        "begins": room.serial(goal.start) if dated and goal.start else 0,
        "ends": room.serial(goal.due) if dated and goal.due else 0,
        "short": shortened(goal.statement, SHORT),
        "brief": shortened(goal.statement, BRIEF),
        "due_key": room.serial(goal.due) * 100 + place if goal.due and used and _is_open(goal) else None,
    }
    for point, ((key, _), value) in enumerate(zip(entries, values, strict=True)):
        share = _share(yardstick, value, total) if used else 0
        own |= {f"key_{point}": key, f"value_{point}": value, f"share_{point}": share}
    return own


def _share(yardstick: measure.Yardstick, value: float | None, total: float) -> float:
    if yardstick.mode == measure.STEPS:
        return (value or 0.0) / total if total > 0 else 0.0
    return yardstick.share(value) or 0.0


def _entry(log: Sequence[tuple[int, float]], day: dt.date) -> tuple[int, float | None]:
    """The key and number of the last entry up to `day`."""
    limit = (room.serial(day) + 1) * KEY
    return max((entry for entry in log if entry[0] < limit), default=(0, None))


def _is_open(goal: Goal) -> bool:
    return goal.status not in (status.ACHIEVED, status.MISSED)
