"""The figures of a cohort as plain values, for JSON and CSV, and for the page, which shows the same ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goalsheet.bulk.manifest import harmless
from goalsheet.progress.status import STATUSES
from goalsheet.report.alignment import Place
from goalsheet.report.cohort import LABELS, LACKS, LOADS, Cohort, Group, is_behind, lacks, loads, team_names
from goalsheet.report.figures import GoalFigures, PersonFigures
from goalsheet.report.notes import Notes
from goalsheet.report.views import Wording
from goalsheet.smart.rule import CRITERIA

_DIGITS = 6  # of a share; what lies behind them is rounding dust

Wordings = Mapping[str, Sequence[Wording]]  # of the goals of each file


def answer(of: Cohort, said: Notes, view: str | None, wordings: Wordings) -> dict[str, Any]:
    """Everything as JSON; `view` names the manager whose report it is."""
    names = team_names(of.people)
    return {
        "as_of": of.limits.today.isoformat(),
        "manager": view,
        "worded": bool(wordings),
        "weeks_without_recognition": of.limits.weeks,
        "notes": _notes(said),
        "everybody": group_answer(of.everybody),
        "past": [{"day": day.isoformat(), "statuses": past} for day, past in zip(of.days, _past(of), strict=True)],
        "teams": [{"manager": team.manager} | group_answer(team.group) for team in of.teams],
        "objectives": [
            {
                "objective": one.name or None,
                "goals": one.goals,
                "people": one.people,
                "progress": _share(one.progress),
                "teams": one.teams,
            }
            for one in of.objectives
        ],
        "people": [
            person_answer(one, team, of) | {"goals": _goals(place, of, wordings.get(one.file, ()))}
            for place, (one, team) in enumerate(zip(of.people, names, strict=True))
        ],
    }


def _past(of: Cohort) -> Sequence[Mapping[str, int]]:
    """Nobody has goals: there is nothing to look back to."""
    return of.everybody.past or [dict.fromkeys(STATUSES, 0) for _ in of.days]


def _notes(said: Notes) -> dict[str, Any]:
    return {
        "unread": said.unread,
        "no_trackers": said.others,
        "older": [{"file": file, "counts": counts} for file, counts in said.older],
        "managers_without_tracker": said.away,
        "cells_that_cannot_be_read": said.hard_to_read,
        "cycles": said.cycles,
        "managers_goals_not_found": said.astray,
        "goals_in_circles": said.circles,
    }


def group_answer(of: Group) -> dict[str, Any]:
    """Some people together."""
    return {
        "people": of.people,
        "goals": of.goals,
        "agreed": of.agreed,
        "labels": of.labels,
        "met": of.met,
        "judged": of.judged,
        "statuses": of.statuses,
        "progress": _share(of.progress),
        "expected": _share(of.expected),
        "behind": of.behind,
        "hours": round(of.hours, 2),
        "lacks": of.lacks,
        "loads": of.loads,
    }


def person_answer(one: PersonFigures, team: str, of: Cohort) -> dict[str, Any]:
    """One person in figures."""
    labels = [goal.label for goal in one.goals]
    return {
        "id": one.id,
        "name": one.name,
        "department": one.department,
        "manager": team,
        "cycle": one.cycle.name,
        "file": one.file,
        "status": one.status or None,
        "progress": _share(one.progress),
        "expected": _share(one.expected),
        "open_goals": one.open_goals,
        "agreed": sum(goal.is_agreed for goal in one.goals),
        **{name: labels.count(label) for name, label in zip(("smart", "nearly", "not_yet"), LABELS, strict=True)},
        "behind": sum(map(is_behind, one.goals)),
        "hours": round(one.hours, 2),
        "feedback": one.feedback,
        "recognised_on": _day(one.recognised_on),
        "checked_in_on": _day(one.checked_in_on),
        "lacks": lacks(one, of.limits),
        "loads": loads(one),
    }


def _goals(place: int, of: Cohort, wordings: Sequence[Wording]) -> list[dict[str, Any]]:
    goals = of.people[place].goals
    words: Sequence[Wording | None] = wordings or [None] * len(goals)
    return [
        _goal(goal) | _above(of, (place, index)) | _words(said)
        for index, (goal, said) in enumerate(zip(goals, words, strict=True))
    ]


def _above(of: Cohort, goal: Place) -> dict[str, Any]:
    """What a goal serves: the objective, also by a goal of the manager's, and that goal."""
    boss, index = of.alignment.parents.get(goal, (None, 0))
    parent = None if boss is None else {"person": of.people[boss].id, "goal": of.people[boss].goals[index].id}
    return {"objective": of.alignment.objective(of.people, goal) or None, "helps": parent}


def _words(said: Wording | None) -> dict[str, str]:
    if said is None:
        return {}
    return {"statement": said.statement, "why": said.why, "forecast": said.forecast, "hint": said.hint}


def _goal(goal: GoalFigures) -> dict[str, Any]:
    return {
        "id": goal.id,
        "status": goal.status,
        "agreement": goal.agreement,
        "smart": goal.label,
        "marks": dict(zip(CRITERIA, goal.marks, strict=True)),
        "progress": _share(goal.progress),
        "expected": _share(goal.expected),
        "staleness": goal.staleness or None,
        "pace": goal.pace or None,
        "finish": _day(goal.finish),
        "days_late": goal.late,
        "due": _day(goal.due),
        "hours": goal.hours,
        "weight": goal.weight,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)


def table(of: Cohort) -> str:
    """One line a person as CSV, each count in a column of its own; text is never a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    rows = [
        _line(person_answer(one, team, of), one) for one, team in zip(of.people, team_names(of.people), strict=True)
    ]
    writer.writerow(rows[0] if rows else ["name"])
    writer.writerows(map(_cells, rows))
    return out.getvalue()


def _cells(row: Mapping[str, Any]) -> Iterable[str]:
    return (harmless("" if value is None else str(value)) for value in row.values())


def _line(told: dict[str, Any], one: PersonFigures) -> dict[str, Any]:
    short, much = told.pop("lacks"), told.pop("loads")
    statuses = [goal.status for goal in one.goals]
    return (
        told
        | {"goals": len(one.goals)}
        | {name: int(name in short) for name in LACKS}
        | {name: int(name in much) for name in LOADS}
        | {word.casefold().replace(" ", "_").replace("-", "_"): statuses.count(word) for word in STATUSES}
    )
