"""What a report counts: of trackers whose wording is gone, the same figures as of the whole ones."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from teams import BO, DAY, DEC31, FIRST, JAN1, SECOND, tracker

from goalsheet.errors import BadSetting
from goalsheet.progress.forecast import Finish
from goalsheet.progress.status import ACHIEVED, IN_PROGRESS, NO_CHECK_IN, NOT_STARTED, OFF_TRACK, ON_TRACK
from goalsheet.progress.summary import paces, summarise
from goalsheet.report.alignment import Alignment
from goalsheet.report.cohort import Limits, cohort, lacks, loads
from goalsheet.report.collecting import newest
from goalsheet.report.figures import LATE, PersonFigures, figures
from goalsheet.report.notes import notes
from goalsheet.report.outline import OWN_OBJECTIVE, Outline, outline
from goalsheet.report.outline_lines import from_line, to_line
from goalsheet.report.past import month_ends
from goalsheet.report.views import reports_of
from goalsheet.smart.catalogue import contradictions_of
from goalsheet.smart.verdict import judge_tracker
from goalsheet.tracker.choices import AGREEMENT, FEELING, MEASURE, RHYTHM
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action, CheckIn, Feedback, Reward
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Cycle, Tracker

LIMITS = Limits(DAY)
CY = Manager("0002", "Cy Ito", "cy@example.com")


def outlined(one: Tracker, day: dt.date = DAY) -> Outline:
    summary = summarise(one, day)
    return outline(one, judge_tracker(summary.appraised(one), day, paces=paces(summary)), 0, day)


def of(one: Tracker, file: str = "", saved: int = 0, day: dt.date = DAY) -> PersonFigures:
    return figures(outlined(one, day), file or f"{one.person.id}.xlsx", saved, day, month_ends(day, 3))


def with_goals(*goals: Goal, number: int = 7, **more: Any) -> Tracker:
    return dataclasses.replace(tracker(number, f"P{number}", goals=goals, check_ins=()), **more)


days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
numbers = st.none() | st.integers(-20, 120).map(float)
words = st.text(max_size=8)
goals = st.builds(
    Goal,
    statement=st.sampled_from(["Win 8 clinics by June", "Improve", " "]),
    measure=st.none() | st.sampled_from(MEASURE.words) | words,
    unit=st.sampled_from([None, "%", "days", "% of all"]),
    baseline=numbers,
    target=numbers,
    current=numbers,
    start=st.none() | days,
    due=st.none() | days,
    rhythm=st.none() | st.sampled_from(RHYTHM.words),
    agreement=st.none() | st.sampled_from(AGREEMENT.words),
    weight=st.none() | st.sampled_from([0.0, 0.25, 0.5]),
    hours_per_week=st.none() | st.just(4.0),
    unread=st.frozensets(st.sampled_from(["baseline", "target", "weight"]), max_size=1),
)
ids = st.sampled_from(["G01", "G02", "g02", "mine", "Mine"])
check_ins = st.builds(CheckIn, date=st.none() | days, goal=ids, value=numbers, feeling=st.sampled_from(FEELING.words))
actions = st.builds(
    Action,
    goal=ids,
    due=st.none() | days,
    state=st.sampled_from(["Done", "Open", "Dropped", None]),
    done_on=st.none() | days,
    weight=st.none() | st.just(2.0),
    value_by_then=numbers,
)


@given(
    rows=st.lists(st.tuples(goals, ids), max_size=3),
    looked=st.lists(check_ins, max_size=6),
    steps=st.lists(actions, max_size=4),
)
def test_what_is_kept_of_a_tracker_gives_the_figures_of_the_whole_one(
    rows: Sequence[tuple[Goal, str]], looked: Sequence[CheckIn], steps: Sequence[Action]
) -> None:
    own = tuple(dataclasses.replace(goal, id=name) for goal, name in rows)
    whole = dataclasses.replace(tracker(goals=own, check_ins=looked), actions=tuple(steps))
    kept = from_line(to_line(outlined(whole)))
    assert kept == outlined(whole)
    there, summary = figures(kept, "a.xlsx", 0, DAY, month_ends(DAY, 2)), summarise(whole, DAY)
    assert there == figures(kept, "a.xlsx", 0, DAY, month_ends(DAY, 2), summary)
    looks = [look for _, look in summary.outlooks]
    assert [(goal.status, goal.progress, goal.expected) for goal in there.goals] == [
        (look.goal.status, look.goal.progress, look.goal.expected) for look in looks
    ]
    assert [goal.finish for goal in there.goals] == [_day(look.forecast.finish) for look in looks]
    overall = summary.overall
    assert (there.progress, there.expected, there.status) == (overall.progress, overall.expected, overall.status or "")


def _day(finish: Finish | None) -> dt.date | None:
    return finish.finish if finish else None


def test_nothing_that_somebody_wrote_is_kept_but_what_hr_knows() -> None:
    mark = "mine alone"
    goal = dataclasses.replace(
        FIRST, id=mark, statement=mark, unit=mark, evidence=mark, objective=mark, why=mark, comment=mark, rhythm=mark
    )
    whole = dataclasses.replace(
        with_goals(goal),
        actions=(Action(goal=mark, action=mark, state=mark),),
        check_ins=(CheckIn(goal=mark, date=DAY, note=mark, feeling=mark),),
        feedback=(Feedback(date=DAY, strengths=mark),),
        rewards=(Reward(kind="Recognition", date=DAY, reason=mark),),
        objectives=("Sound finances",),
    )
    line = to_line(outlined(whole))
    assert mark not in line
    assert OWN_OBJECTIVE in line
    assert from_line(line).tracker.goals[0].id == from_line(line).tracker.check_ins[0].goal == "#1"


@given(rows=st.lists(st.tuples(goals, ids), max_size=3))
def test_a_label_needs_no_other_findings_than_contradictions(rows: Sequence[tuple[Goal, str]]) -> None:
    one = tracker(goals=[dataclasses.replace(goal, id=name) for goal, name in rows])
    short = judge_tracker(one, DAY, find=contradictions_of)
    assert [(said.label, said.marks) for said in short] == [
        (said.label, said.marks) for said in judge_tracker(one, DAY)
    ]


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", "null", to_line(outlined(tracker())).replace('"Increase"', "7"), '{"cycle": ["", 1, 2]}']
)
def test_a_damaged_line_is_told_from_a_sound_one(line: str) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        from_line(line)


def test_what_somebody_lacks() -> None:
    nobody = of(with_goals())
    assert lacks(nobody, LIMITS) == ("no_goals", "no_feedback", "no_recognition")
    agreed = dataclasses.replace(SECOND, agreement="Agreed")
    thanked = Reward(kind="Recognition", date=DAY - dt.timedelta(weeks=8))
    complete = with_goals(agreed, feedback=(Feedback(date=DAY),), rewards=(thanked,))
    assert lacks(of(complete), LIMITS) == ()
    assert lacks(of(complete), Limits(DAY, weeks=7)) == ("no_recognition",)
    for by, missing in (("Anna Müller, 3 Mar 2026; Bo Ek, 5 Mar 2026", ()), ("Bo Ek, 5 Mar 2026", ("not_agreed",))):
        signed = with_goals(
            dataclasses.replace(agreed, agreed_by=by), feedback=(Feedback(date=DAY),), rewards=(thanked,)
        )
        assert lacks(of(signed), LIMITS) == missing
    asked = with_goals(dataclasses.replace(SECOND, agreement="Proposed"), feedback=(Feedback(asked_on=DAY),))
    assert lacks(of(asked), LIMITS) == ("not_agreed", "no_feedback", "no_recognition")
    silent = with_goals(FIRST)
    assert lacks(of(silent), LIMITS) == ("not_proposed", "not_agreed", "stale", "no_feedback", "no_recognition")


def test_who_has_too_much() -> None:
    six = [dataclasses.replace(SECOND, id=f"G0{n}", hours_per_week=6.0, weight=0.1) for n in range(1, 7)]
    assert loads(of(with_goals(*six))) == ("too_many_goals", "too_many_hours", "weights_off")
    closed = [dataclasses.replace(one, agreement="Closed", weight=None) for one in six]
    assert loads(of(with_goals(*closed))) == ()


def test_a_forecast_after_the_due_date_is_late_by_so_many_days() -> None:
    slow = [CheckIn(date=dt.date(2026, month, 1), goal="G01", value=67.0 + month) for month in (2, 4, 6)]
    (goal,) = of(tracker(goals=[FIRST], check_ins=slow)).goals
    assert (goal.pace, goal.finish, goal.late) == (LATE, dt.date(2027, 1, 27), 27)


def test_the_past_is_told_by_dated_rows_alone() -> None:
    looked = [CheckIn(date=dt.date(2026, 5, 20), goal="G01", value=74.0)]
    counted = of(tracker(goals=[FIRST], check_ins=looked)).goals[0]
    assert month_ends(DAY, 3) == [dt.date(2026, 4, 30), dt.date(2026, 5, 31), dt.date(2026, 6, 30)]
    assert counted.past == (NO_CHECK_IN, ON_TRACK, ON_TRACK)
    typed = dataclasses.replace(FIRST, current=80.0)
    assert of(with_goals(typed)).goals[0].past == (NO_CHECK_IN, NO_CHECK_IN, NO_CHECK_IN)
    steps = dataclasses.replace(FIRST, measure="Milestones", start=dt.date(2026, 5, 10))
    done = Action(goal="G01", state="Done", done_on=dt.date(2026, 6, 2))
    assert of(with_goals(steps, actions=(done,))).goals[0].past == (NOT_STARTED, IN_PROGRESS, ACHIEVED)
    late = dataclasses.replace(FIRST, measure="Milestones")
    assert of(with_goals(late, actions=(done,))).goals[0].past == (OFF_TRACK, OFF_TRACK, ACHIEVED)


def test_nothing_is_looked_back_to_before_the_first_cycle_began() -> None:
    later = dataclasses.replace(tracker(8), cycle=Cycle("later", DAY.replace(day=1), dt.date(DAY.year + 1, 12, 31)))
    days = month_ends(DAY, 3)
    assert cohort([of(tracker(7)), of(later)], LIMITS, days).days == tuple(days)
    found = cohort([of(later)], LIMITS, days)
    assert (found.days, found.everybody.past, found.teams[0].group.past) == ((), (), ())


def test_a_cohort_adds_up_people_and_teams() -> None:
    smart = dataclasses.replace(FIRST, agreement="Agreed", objective="Happy customers")
    first = dataclasses.replace(tracker(7, "Anna", goals=[smart]), objectives=("Happy customers", "Sound finances"))
    other = tracker(8, "Cleo", CY, [SECOND, dataclasses.replace(FIRST, agreement="Closed")], [])
    found = cohort([of(other), of(first)], LIMITS, month_ends(DAY, 3))
    assert [one.name for one in found.people] == ["Anna", "Cleo"]
    everybody = found.everybody
    assert (everybody.people, everybody.goals, everybody.agreed) == (2, 3, 2)
    assert [(team.manager, team.people, team.group.goals) for team in found.teams] == [
        ("Bo Ek", (0,), 1),
        ("Cy Ito", (1,), 2),
    ]
    assert sum(everybody.statuses.values()) == 3
    assert [sum(day.values()) for day in everybody.past] == [3, 3, 3]
    assert everybody.progress == (found.people[0].progress or 0) / 2  # Cleo's yes / no is 0 so far
    assert [(one.name, one.goals, one.people, one.teams) for one in found.objectives] == [
        ("Happy customers", 1, 1, {"Bo Ek": 1}),
        ("Sound finances", 0, 0, {}),
        ("", 2, 1, {"Cy Ito": 2}),
    ]


def test_a_goal_serves_what_the_managers_goal_serves_that_it_helps_to_reach() -> None:
    top = dataclasses.replace(FIRST, objective="Happy customers")
    helping = [
        dataclasses.replace(SECOND, id="G01", parent_goal=" g01"),
        dataclasses.replace(SECOND, parent_goal="G09"),
    ]
    worded = dataclasses.replace(SECOND, parent_goal="My boss's own words")
    boss = dataclasses.replace(tracker(1, "Bo Ek", CY, [top]), objectives=("Happy customers",))
    found = cohort(map(of, (boss, tracker(7, "Anna", goals=helping), tracker(8, goals=[worded]))), LIMITS, ())
    assert [one.name for one in found.people] == ["Anna", "Anna Müller", "Bo Ek"]
    assert found.alignment == Alignment({(0, 0): (2, 0)}, astray=((0, 1),), circles=())
    assert [(one.name, one.goals) for one in found.objectives] == [("Happy customers", 2), ("", 2)]
    assert notes(found, {}, [], []).astray == ["Anna, G02"]


def test_goals_that_only_serve_each_other_are_told_and_cut_apart() -> None:
    circling = dataclasses.replace(SECOND, id="G01", parent_goal="G01")
    one, two = tracker(1, "Bo Ek", CY, [circling]), tracker(2, "Cy Ito", BO, [circling])
    under = tracker(3, "Di", BO, [circling])
    own = tracker(4, "Ed", Manager("0004", "Ed"), [circling])
    found = cohort(map(of, (one, two, under, own)), LIMITS, ())
    assert found.alignment == Alignment({(2, 0): (0, 0)}, astray=(), circles=((0, 0), (1, 0), (3, 0)))
    assert notes(found, {}, [], []).circles == ["Bo Ek, G01", "Cy Ito, G01", "Ed, G01"]
    assert [(one.name, one.goals) for one in found.objectives] == [("", 4)]


def test_nobody_at_all_makes_a_cohort_too() -> None:
    found = cohort([], LIMITS, month_ends(DAY, 3))
    assert (found.everybody.people, found.everybody.progress, found.teams, found.objectives) == (0, None, (), ())


def test_two_managers_of_one_name_are_two_teams() -> None:
    namesake = Manager("0009", "Bo Ek", "bo.ek@example.com")
    found = cohort([of(tracker(7)), of(tracker(8, manager=namesake)), of(tracker(9, manager=Manager()))], LIMITS, ())
    assert [team.manager for team in found.teams] == ["Bo Ek (0001)", "Bo Ek (0009)", "No manager named"]


def test_of_two_files_for_one_person_the_newer_counts() -> None:
    last = dataclasses.replace(tracker(7), cycle=Cycle("2025", JAN1.replace(year=2025), DEC31.replace(year=2025)))
    people = [of(last, "old.xlsx", 9), of(tracker(7), "a.xlsx", 1), of(tracker(7), "b.xlsx", 2), of(tracker(8))]
    counts, older = newest(people)
    assert sorted(one.file for one in counts) == ["0008.xlsx", "b.xlsx"]
    assert [(one.file, newer.file) for one, newer in older] == [("a.xlsx", "b.xlsx"), ("old.xlsx", "b.xlsx")]
    nameless = dataclasses.replace(tracker(7), person=dataclasses.replace(tracker(7).person, id=""))
    assert newest([of(nameless, "a.xlsx"), of(nameless, "b.xlsx")])[1] == []


def test_cycles_that_are_mixed_and_managers_who_are_not_here_are_noted() -> None:
    quarter = dataclasses.replace(tracker(8, manager=CY), cycle=Cycle("Q3", JAN1, DEC31))
    found = cohort([of(tracker(7)), of(tracker(1, "Bo Ek", Manager())), of(quarter)], LIMITS, ())
    said = notes(found, {"x.xlsx": "It is damaged."}, ["list.xlsx"], [])
    assert said.are_mixed
    assert said.cycles == {"2026": 2, "Q3": 1}
    assert said.away == {"Cy Ito": 1}


def test_a_manager_sees_the_own_reports_alone() -> None:
    people = [of(tracker(7)), of(tracker(8, manager=CY)), of(tracker(9, manager=Manager("0003", "Cy Ito")))]
    assert [one.id for one in reports_of(people, " bo  EK")] == ["0007"]
    assert [one.id for one in reports_of(people, "0003")] == ["0009"]
    assert [one.id for one in reports_of(people, "CY@example.com")] == ["0008"]
    with pytest.raises(BadSetting, match=r'2 managers are called so\. Say which one: --manager "0002" or'):
        reports_of(people, "Cy Ito")
    with pytest.raises(BadSetting, match=r"Did you mean Bo Ek\?"):
        reports_of(people, "Bo Ec")
    with pytest.raises(BadSetting, match="nobody here has a manager of that name"):
        reports_of(people, "")


def test_a_manager_is_found_by_whatever_the_workbooks_know() -> None:
    by_name = Manager(name="Di Wu")
    assert [one.id for one in reports_of([of(tracker(7, manager=by_name)), of(tracker(8))], "di wu")] == ["0007"]
