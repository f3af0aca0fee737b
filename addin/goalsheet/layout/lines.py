"""The hidden figures behind each goal, as the Lists sheet holds them, computed in Python."""

from __future__ import annotations

import datetime as dt
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from goalsheet.layout import room
from goalsheet.layout.places import LINE_COLUMNS
from goalsheet.progress import agreed, edits, measure, phases, rhythm, status, timeline
from goalsheet.progress.timeline import POINTS
from goalsheet.progress.timing import has_period
from goalsheet.tracker import agreement
from goalsheet.tracker.choices import RUNNING_TOTAL
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn
from goalsheet.tracker.tracker import Cycle

NEVER = 10**12  # the key of what does not come
KEY = 10_000  # a key is a day's serial times this, plus a sheet row: the latest day wins, then the lower row

SHORT, BRIEF = 115, 30  # characters of a goal's text where it has two lines, and one


#: The hidden figures of one goal, in the order of the columns on Lists; its fields are whatever columns there are.
Line = cast("Any", namedtuple)("Line", LINE_COLUMNS)  # noqa: PYI024 - a NamedTuple would list them a second time

#: What the charts show where there is no k-th goal in use.
_NOTHING: dict[str, Any] = {"id": None, "order": 0, "label": None, "bar": None, "bar_expected": None}
_CHANGED = {column: f"changed_{column}" for column in agreement.WORDS}
_BLANK = (
    _NOTHING
    | dict.fromkeys(
        (
            *("used", "rank", "weight", "key", "second_key", "third_key", "flat", "logged", "kept", "total"),
            *("last_date", "ahead_date", "actions_total", "actions_done", "begins", "ends"),
            *("phase_past", "share_past", "check_number", "forecast_number"),
        ),
        0,
    )
    | {"agreed": 0}
    | dict.fromkeys(_CHANGED.values())
    | {"mode": measure.UNKNOWN, "start": None, "end": None, "due_key": None, "short": None, "brief": None}
    | {"phase_next": NEVER, "share_next": 1}
    | {
        f"{kind}_{point}": value
        for kind, value in (("key", 0), ("value", None), ("share", 0), ("past", 0), ("next", NEVER), ("due", 0))
        for point in range(POINTS)
    }
)


def shortened(text: str | None, most: int) -> str | None:
    """The beginning of a text that has at most so many characters, ended at a word; all of it if it is short enough."""
    if text is None or len(text) <= most:
        return text
    last_blank = text.rfind(" ", 0, most + 1)
    return f"{text[: last_blank if last_blank >= 0 else most]} …"


def lines(
    goals: Sequence[Goal],
    actions: Mapping[str, Sequence[tuple[int, Action]]],
    check_ins: Mapping[str, Sequence[tuple[int, CheckIn]]],
    cycle: Cycle,
    today: dt.date,
) -> tuple[Any, ...]:
    """The lines of appraised goals, one each; rows that hold no goal have one too, for logs may name them.

    The logs come by goal, each row with its sheet row.
    """
    days = timeline.days(cycle, today)
    used = [(place, goal) for place, goal in enumerate(goals, 1) if goal.is_used]
    ranks = {place: rank for rank, (place, _) in enumerate(used, 1)}
    found = []
    for place, goal in enumerate(goals, 1):
        steps, entries = actions.get(goal.id or "", ()), check_ins.get(goal.id or "", ())
        if goal == Goal(id=goal.id) and not steps and not entries and place > len(used):
            found.append(_BLANK_LINE)
            continue
        seen = Seen(goal, place, steps, entries, today)
        own = _own(seen, ranks.get(place, 0), days)
        found.append(Line(**(_BLANK | own | _shown(used, place))))
    return tuple(found)


@dataclass(frozen=True)
class Seen:
    """A goal with its place among the rows, and with its logs' rows and their sheet rows."""

    goal: Goal
    place: int
    steps: Sequence[tuple[int, Action]]
    entries: Sequence[tuple[int, CheckIn]]
    today: dt.date

    @property
    def actions(self) -> list[Action]:
        """Its actions."""
        return [action for _, action in self.steps]

    @property
    def check_ins(self) -> list[CheckIn]:
        """Its check-ins."""
        return [entry for _, entry in self.entries]


_BLANK_LINE = Line(**_BLANK)


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


def _own(seen: Seen, rank: int, days: Sequence[dt.date]) -> dict[str, Any]:
    goal, used, stick = seen.goal, seen.goal.is_used, measure.yardstick(seen.goal)
    dated = used and has_period(goal)
    last = measure.last_check_in(seen.check_ins, seen.today)
    ahead = measure.dated_ahead(seen.check_ins, seen.today)
    own: dict[str, Any] = {
        "used": int(used),
        "rank": rank,
        "mode": stick.mode,
        "start": stick.start,
        "end": stick.end,
        "weight": goal.counted_weight if used else 0.0,
        "last_date": room.serial(last) if last else 0,
        "ahead_date": room.serial(ahead[-1]) if ahead else 0,
        "actions_total": measure.total_weight(measure.kept_steps(seen.actions)),
        "actions_done": measure.total_weight(measure.done_steps(seen.actions)),
        "begins": room.serial(goal.start) if dated and goal.start else 0,
        "ends": room.serial(goal.due) if dated and goal.due else 0,
        "due_key": room.serial(goal.due) * 100 + seen.place if goal.due and used and is_open(goal) else None,
        "agreed": int(used and agreed.is_agreed(goal)),
        "check_number": edits.number(goal, edits.CHECK, ()),
        "forecast_number": edits.number(goal, edits.FORECAST, seen.check_ins, seen.actions),
        "short": shortened(goal.statement, SHORT),
        "brief": shortened(goal.statement, BRIEF),
    }
    own |= _changed(goal) if used else {}
    return own | _logged(seen, used=used) | (_phased(seen, days) if dated else {}) | _timeline(seen, days)


def _changed(goal: Goal) -> dict[str, str]:
    """What was changed since it was agreed, each behind what separates it from others."""
    found = agreed.changes(goal)
    return {_CHANGED[column]: agreed.BETWEEN + found[word] for column, word in agreement.WORDS.items() if word in found}


def _logged(seen: Seen, *, used: bool) -> dict[str, Any]:
    """What the check-ins with a number amount to."""
    goal, stick = seen.goal, measure.yardstick(seen.goal)
    log = measure.logged(seen.check_ins, seen.today)
    keys = [0, 0, 0, *(room.serial(day) * KEY + seen.entries[row][0] for day, row, _ in log)]
    total = None if "baseline" in goal.unread else measure.total(goal, (value for _, _, value in log))
    own = {"key": keys[-1], "total": total, "flat": int(rhythm.is_flat(goal, seen.check_ins, seen.today) and used)}
    if used:
        kept = sum(stick.is_kept(value) for _, _, value in log)
        own |= {"second_key": keys[-2], "third_key": keys[-3], "logged": len(log), "kept": kept}
    return own


def _phased(seen: Seen, days: Sequence[dt.date]) -> dict[str, Any]:
    """The phased targets before and after today and each day of the timeline, and what is expected by then."""
    found = phases.phases(seen.goal, seen.actions)
    own: dict[str, Any] = {}
    for name, phase in zip(("past", "next"), phases.around(found, seen.today), strict=True):
        if phase:
            own |= {f"phase_{name}": _phase_key(seen, phase), f"share_{name}": phase.share}
    for point, plan in enumerate(planned(seen, days)):
        own |= {f"past_{point}": plan.past, f"next_{point}": plan.next, f"due_{point}": plan.due}
    return own


class Planned(NamedTuple):
    """What is expected by a day, and the keys of the phased targets around it."""

    past: int
    next: int
    due: float


def planned(seen: Seen, days: Iterable[dt.date]) -> Iterator[Planned]:
    """What is expected by each day of a goal that has a start and a due date."""
    found = phases.phases(seen.goal, seen.actions)
    for day in days:
        past, ahead = phases.around(found, day)
        keys = _phase_key(seen, past) if past else 0, _phase_key(seen, ahead) if ahead else NEVER
        yield Planned(*keys, phases.share_by(seen.goal, found, day))


def _phase_key(seen: Seen, phase: phases.Phase) -> int:
    return room.serial(phase.day) * KEY + seen.steps[phase.row][0]


def _timeline(seen: Seen, days: Sequence[dt.date]) -> dict[str, Any]:
    """On each day of the timeline where the goal stood."""
    return {
        f"{name}_{point}": value
        for point, standing in enumerate(standings(seen, days))
        for name, value in zip(Standing._fields, standing, strict=True)
    }


class Standing(NamedTuple):
    """The key of the last check-in up to a day, where the goal stood then, and the share that this is."""

    key: int
    value: float | None
    share: float


def standings(seen: Seen, days: Sequence[dt.date]) -> Iterator[Standing]:
    """Where a goal stood on each of the days."""
    stick = measure.yardstick(seen.goal)
    total = measure.total_weight(measure.kept_steps(seen.actions))
    log = measure.logged(seen.check_ins, max(*days, seen.today))
    for day in days:
        so_far = [entry for entry in log if entry[0] <= day]
        key = room.serial(so_far[-1][0]) * KEY + seen.entries[so_far[-1][1]][0] if so_far else 0
        value = _value(seen, stick, so_far, day)
        yield Standing(key, value, _share(stick, value, total) if seen.goal.is_used else 0)


def _value(
    seen: Seen, stick: measure.Yardstick, log: Sequence[tuple[dt.date, int, float]], day: dt.date
) -> float | None:
    if stick.mode == measure.STEPS:
        return measure.total_weight(measure.done_steps(seen.actions, day))
    if not log:
        return None
    if seen.goal.measure == RUNNING_TOTAL:
        return measure.total(seen.goal, (value for _, _, value in log))
    return log[-1][2]


def _share(stick: measure.Yardstick, value: float | None, total: float) -> float:
    if stick.mode == measure.STEPS:
        return (value or 0.0) / total if total > 0 else 0.0
    return stick.share(value) or 0.0


def is_open(goal: Goal) -> bool:
    """Whether somebody still has to work on an appraised goal."""
    return goal.status not in (status.ACHIEVED, status.MISSED)
