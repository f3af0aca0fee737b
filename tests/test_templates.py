"""The templates that come with goalsheet, for every job family."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from own_templates import ANA, README, TODAY, loaded, numbered, person

from goalsheet.language.shelf import codes
from goalsheet.layout import room
from goalsheet.layout.facts import facts
from goalsheet.roster.families import FAMILIES
from goalsheet.smart.readiness import READY, readiness
from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.verdict import Verdict, judge_tracker
from goalsheet.template.dates import spelled
from goalsheet.template.fill import cycle_of, fill
from goalsheet.template.load import built_in, in_language
from goalsheet.template.render import Text
from goalsheet.template.template import Template
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Action
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Cycle, Thresholds, Tracker

DAYS = [
    dt.date(2026, 5, 15),
    dt.date(2026, 7, 1),
    dt.date(2026, 9, 30),  # the last day on which a year's tracker is this year's
    dt.date(2026, 10, 10),
    dt.date(2026, 11, 16),  # the last day on which a quarter's tracker is this quarter's
    dt.date(2026, 11, 17),
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2027, 1, 31),
    dt.date(2028, 2, 28),
    dt.date(2028, 2, 29),
]
VERBS = {"Build", "Cut", "Decide", "Draw", "Hold", "Keep", "Master", "Move", "Prepare", "Present", "Produce", "Qualify"}
VERBS |= {"Raise", "Run", "Set", "Teach", "Write"}
DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)


EVERYBODY = list(product(built_in(), FAMILIES, ("Bo Chen", ""), ("Account Executive", "")))


@pytest.fixture(params=EVERYBODY, ids=lambda who: "-".join(part or "none" for part in who).replace(" ", ""))
def made(request: pytest.FixtureRequest) -> Tracker:
    name, family, manager, title = request.param
    return fill(loaded(name), person(family, manager, title), TODAY)


def texts(row: Any) -> Iterator[str]:
    return (value for field in fields(row) if isinstance(value := getattr(row, field.name), str))


def all_texts(tracker: Tracker) -> list[str]:
    own = [tracker.cycle.name, tracker.greeting, tracker.introduction, *tracker.objectives]
    return own + [text for row in (*tracker.goals, *tracker.actions) for text in texts(row)]


def judged(tracker: Tracker, day: dt.date) -> list[Verdict]:
    """The verdicts on the goals, with the numbers that they have in the workbook."""
    goals = (replace(goal, id=f"G{number:02}") for number, goal in enumerate(tracker.goals, 1))
    return judge_tracker(replace(tracker, goals=tuple(goals)), day)


# The templates that come with goalsheet


def test_four_templates_come_with_goalsheet_each_described_in_a_line() -> None:
    assert built_in() == {
        "career-year": "One year: do the job better, learn a tool, prepare the next step.",
        "change-career-path": "Nine months: build the missing skill, get to know people, decide, and move to another "
        "function.",
        "learn-a-skill": "Six months: master one tool with a certificate, use it on real work, teach it to colleagues.",
        "performance-quarter": "One quarter: raise one number by a fifth, hold the quality, try one better way of "
        "working.",
    }
    assert all(f"`{name}`" in README and description in README for name, description in built_in().items())


@pytest.mark.parametrize("name", built_in())
def test_a_template_has_words_for_every_job_family_and_uses_each_of_them(name: str) -> None:
    template = loaded(name)
    assert set(template.words) == set(FAMILIES)
    assert (template.title, template.version) == (name.replace("-", " ").capitalize(), "1.0")
    rows = [row for goal in template.goals for row in (goal.goal, *goal.actions)]
    used = {path for row in rows for text in row.columns.values() if isinstance(text, Text) for path in text.paths}
    assert {f"words.{word}" for word in vars(template.words["general"].usual)} <= used


def test_every_starter_goal_is_ready_in_all_five_letters(made: Tracker) -> None:
    answers = [set(readiness(goal, len(actions)).values()) for goal, actions in numbered(made)]
    assert answers == [{READY}] * len(made.goals)
    assert len(made.goals) in (3, 4)


IN_EVERY_LANGUAGE = {name: loaded(name) for name in built_in()} | {
    f"{name}.{code}": found for name in built_in() for code in codes() if (found := in_language(name, code))
}


@pytest.mark.parametrize("day", [TODAY, dt.date(2026, 11, 28), dt.date(2027, 1, 1), dt.date(2027, 8, 15)], ids=str)
@pytest.mark.parametrize("template", IN_EVERY_LANGUAGE.values(), ids=IN_EVERY_LANGUAGE)
def test_our_own_check_has_nothing_to_say_of_a_starter_goal(template: Template, day: dt.date) -> None:
    """In another language than English it says that words are not judged; all the rest is met there, too."""
    for family, manager, title in product((*FAMILIES, ""), ("Bo Chen", ""), ("Account Executive", "Data Engineer", "")):
        for verdict in judged(fill(template, person(family, manager, title), day), day):
            if verdict.is_english:
                assert (verdict.label, verdict.findings) == ("SMART", ()), verdict.goal.statement
            else:
                assert [finding.rule for finding in verdict.findings] == ["S10"], verdict.goal.statement
                assert verdict.findings[0].hint.startswith("Its cells say all they have to")
                assert [name for name, mark in verdict.marks.items() if (mark or 0) < MET] == ["specific"]


#: Who works already in what a template proposes as the next step.
THERE = {
    "HR administration": "HR Administrator",
    "compliance": "Compliance Officer",
    "controlling": "Financial Controller",
    "curriculum development": "Curriculum Developer",
    "customer success": "Customer Success Manager",
    "customer success management": "Customer Success Manager",
    "data engineering": "Senior Data Engineer",
    "key account management": "Key Account Manager",
    "learning and development": "Learning and Development Manager",
    "product management": "Product Manager",
    "product marketing": "Product Marketing Manager",
    "programme leadership": "Programme Director",
    "project coordination": "Project Coordinator",
    "project management": "Project Manager",
    "quality and patient safety": "Patient Safety and Quality Officer",
    "quality assurance": "Quality Inspector",
    "sales": "Sales and Marketing Manager",
    "shift coordination": "Shift Coordinator",
    "solution architecture": "Solution Architect",
    "supply planning": "Supply Planner",
    "user research": "UX Researcher",
}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", ["career-year", "change-career-path"])
def test_nobody_is_told_to_move_to_where_their_job_title_says_that_they_are(name: str, family: str) -> None:
    words = loaded(name).words[family]
    usual = vars(words.usual)
    title = THERE[usual["path_to"]]
    there = vars(words.of(title))
    assert there["path_from"] != usual["path_from"]
    assert there["path_to"] not in (usual["path_to"], there["path_from"])
    made = fill(loaded(name), person(family, "Bo Chen", title), TODAY)
    move = next(goal.statement or "" for goal in made.goals if (goal.statement or "").startswith("Move"))
    assert move.startswith(f"Move from {there['path_from']} to")
    assert [verdict.findings for verdict in judged(made, TODAY)] == [()] * len(made.goals)


def test_a_german_project_manager_is_not_told_to_move_to_projects() -> None:
    template = in_language("career-year", "de")
    assert template
    for title in ("Projektkoordinatorin", "Project Manager"):
        texts = all_texts(fill(template, person("operations", "Bo Chen", title), TODAY))
        assert not any("zur Projektkoordination" in text for text in texts)


def test_weights_make_one_hundred_percent_to_the_last_digit(made: Tracker) -> None:
    assert sum(Fraction(str(goal.weight)) for goal in made.goals) == 1


def test_a_goal_serves_an_objective_of_its_template(made: Tracker) -> None:
    assert {goal.objective for goal in made.goals} <= set(made.objectives)
    assert 3 <= len(made.objectives) <= 5


def test_actions_fit_and_belong_to_the_employee(made: Tracker) -> None:
    assert len(made.goals) <= room.GOALS
    assert len(made.actions) <= room.LOG_ROWS
    assert all(len(actions) >= 2 for _, actions in numbered(made))
    assert {action.who for action in made.actions} == {"Me"}


def test_a_statement_is_one_sentence_with_a_verb_in_front_and_the_due_date_in_it(made: Tracker) -> None:
    for goal in made.goals:
        assert goal.statement
        assert goal.statement.split()[0] in VERBS
        assert 10 <= len(goal.statement.split()) <= 35
        assert not re.search(r"[.!?](\s|$)", goal.statement)
        assert goal.due
        assert DATE.findall(goal.statement) == [spelled(goal.due)]


def test_a_text_never_names_another_date_than_its_row(made: Tracker) -> None:
    rows: tuple[Goal | Action, ...] = (*made.goals, *made.actions)
    for row in rows:
        assert row.due
        assert {date for text in texts(row) for date in DATE.findall(text)} <= {spelled(row.due)}


def test_numbers_in_a_statement_are_those_of_its_cells(made: Tracker) -> None:
    for goal in made.goals:
        if goal.measure not in ("Increase", "Decrease", "Keep at or above", "Keep at or below"):
            continue
        assert goal.statement
        assert goal.target is not None
        assert goal.baseline is not None
        assert re.search(rf"\b{goal.target:g}\b", goal.statement)
        if goal.measure in ("Increase", "Decrease"):
            assert (goal.target > goal.baseline) is (goal.measure == "Increase")
            assert goal.baseline == 0 or f"from {goal.baseline:g} to {goal.target:g} " in goal.statement
        if growth := re.search(r"by (\d+) %", goal.statement):
            assert Fraction(str(goal.target)) == Fraction(str(goal.baseline)) * (100 + int(growth[1])) / 100


def test_an_obstacle_plan_says_if_and_then(made: Tracker) -> None:
    assert all(re.fullmatch(r"If [^.]+, then [^.]+", goal.obstacle_plan or "") for goal in made.goals)


def test_texts_read_as_if_written_by_hand(made: Tracker) -> None:
    for text in all_texts(made):
        assert text == text.strip()
        assert not re.search(r"[{}]|  |\n| [.,;:]|\.\.|None", text)
        assert not re.search(r"\b(\w+),? \1\b", text, re.IGNORECASE), text
        assert not re.search(r"\b(a|an|the|my|our|its) (a|an|the|my|our|its)\b", text, re.IGNORECASE), text
        assert not re.search(r"\ba [aeio](?!ne\b)|\ban [^aeiouhAEIOUHXRSFLMN8]", text), text


@pytest.mark.parametrize("column", ["statement", "evidence", "resources", "obstacle_plan", "why"])
def test_a_text_begins_with_a_capital(made: Tracker, column: str) -> None:
    assert all(getattr(goal, column)[0].isupper() for goal in made.goals)
    assert all(action.action and action.action[0].isupper() for action in made.actions)


def test_the_introduction_speaks_to_the_person_and_names_the_manager(made: Tracker) -> None:
    assert made.greeting == "Welcome, Ana"
    assert "Ana" in made.introduction
    assert (made.person.manager.name or "those it concerns") in made.introduction
    assert made.person.job_title in made.introduction
    assert 2 <= len(re.findall(r"[.!?](?: |$)", made.introduction)) <= 5


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("name", built_in())
def test_dates_lie_within_the_cycle_and_in_order(name: str, today: dt.date) -> None:
    tracker = fill(loaded(name), person("sales", "Bo Chen", ""), today)
    for goal, actions in numbered(tracker):
        assert goal.start
        assert goal.due
        assert tracker.cycle.start <= goal.start < goal.due <= tracker.cycle.end
        days = [action.due for action in actions if action.due]
        assert len(days) == len(actions)
        assert all(earlier < later for earlier, later in pairwise([goal.start, *days]))
        assert days[-1] <= goal.due


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("name", built_in())
def test_nothing_is_late_in_a_workbook_that_nobody_has_seen_yet(name: str, today: dt.date) -> None:
    """Whether the cycle lies ahead, has just begun or is half over: what comes first is still to come."""
    made = facts(fill(loaded(name), person("sales", "Bo Chen", ""), today), today).figures
    assert {goal.status for goal in made.used} <= {"Not started", "In progress", "No check-in yet"}
    assert made.late_actions == 0
    assert min(goal.due - today for goal in made.used if goal.due) >= dt.timedelta(weeks=3)


@pytest.mark.parametrize(
    ("name", "today", "cycle"),
    [
        ("career-year", "2026-09-30", ("2026", "2026-01-01", "2026-12-31")),
        ("career-year", "2026-10-01", ("2027", "2027-01-01", "2027-12-31")),
        ("career-year", "2026-12-31", ("2027", "2027-01-01", "2027-12-31")),
        ("career-year", "2027-01-01", ("2027", "2027-01-01", "2027-12-31")),
        ("career-year", "2028-02-29", ("2028", "2028-01-01", "2028-12-31")),
        ("performance-quarter", "2026-11-16", ("Q4 2026", "2026-10-01", "2026-12-31")),
        ("performance-quarter", "2026-11-17", ("Q1 2027", "2027-01-01", "2027-03-31")),
        ("performance-quarter", "2026-12-31", ("Q1 2027", "2027-01-01", "2027-03-31")),
        ("performance-quarter", "2027-01-01", ("Q1 2027", "2027-01-01", "2027-03-31")),
        ("performance-quarter", "2028-02-15", ("Q1 2028", "2028-01-01", "2028-03-31")),
        ("performance-quarter", "2028-02-29", ("Q2 2028", "2028-04-01", "2028-06-30")),
        ("learn-a-skill", "2026-12-31", ("January 2027 to June 2027", "2027-01-01", "2027-06-30")),
        ("learn-a-skill", "2027-01-01", ("February 2027 to July 2027", "2027-02-01", "2027-07-31")),
        ("learn-a-skill", "2028-02-29", ("March 2028 to August 2028", "2028-03-01", "2028-08-31")),
        ("learn-a-skill", "2027-08-15", ("September 2027 to February 2028", "2027-09-01", "2028-02-29")),
        ("change-career-path", "2026-12-31", ("January 2027 to September 2027", "2027-01-01", "2027-09-30")),
        ("change-career-path", "2027-01-01", ("February 2027 to October 2027", "2027-02-01", "2027-10-31")),
        ("change-career-path", "2027-05-31", ("June 2027 to February 2028", "2027-06-01", "2028-02-29")),
        ("change-career-path", "2028-02-29", ("March 2028 to November 2028", "2028-03-01", "2028-11-30")),
    ],
)
def test_the_cycle_follows_from_the_day(name: str, today: str, cycle: tuple[str, str, str]) -> None:
    label, start, end = cycle
    expected = Cycle(label, dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert cycle_of(loaded(name), dt.date.fromisoformat(today)) == expected


def test_a_template_may_be_more_patient_than_the_defaults() -> None:
    patient = Thresholds(on_track=0.15, at_risk=0.3, grace_days=14)
    assert {name: loaded(name).thresholds for name in built_in()} == {
        "career-year": Thresholds(),
        "change-career-path": patient,
        "learn-a-skill": patient,
        "performance-quarter": Thresholds(),
    }


@pytest.mark.parametrize("name", built_in())
def test_people_for_whom_a_template_says_the_same_share_its_goals(name: str) -> None:
    """What follows from them is then worked out once for all, which is what makes thousands of workbooks fast."""
    anna = person("sales", "Bo Chen", "Account Executive")
    bea = replace(anna, id="0008", first_name="Bea", name="Bea Müller", email="bea@example.com")
    first, second = (fill(loaded(name), one, TODAY) for one in (anna, bea))
    assert first.goals is second.goals
    assert first.actions is second.actions


def test_a_family_that_nobody_knows_gets_the_general_words() -> None:
    assert fill(loaded("career-year"), person("astronauts", "", ""), TODAY).goals == (
        fill(loaded("career-year"), person("general", "", ""), TODAY).goals
    )


@pytest.mark.parametrize("name", built_in())
def test_what_the_roster_says_stays_text(name: str) -> None:
    odd = replace(ANA, first_name="{{ 7*7 }}", job_title="{% raw %}", manager=Manager("4", "{{ person.email }}"))
    tracker = fill(loaded(name), odd, TODAY)
    assert tracker.greeting == "Welcome, {{ 7*7 }}"
    assert "{{ 7*7 }}" in tracker.introduction
    assert "{% raw %}" in tracker.introduction
    assert "{{ person.email }}" in tracker.introduction
    assert "49" not in tracker.introduction
    assert "ana@company.com" not in "".join(all_texts(tracker))


@pytest.mark.parametrize("name", built_in())
@pytest.mark.parametrize("family", FAMILIES)
def test_nobody_without_a_manager_reads_of_one(name: str, family: str) -> None:
    """At the top, or where the list of people has no managers; job titles such as office manager are another thing."""
    made = fill(loaded(name), person(family, "", ""), TODAY)
    texts = [made.introduction, *(str(value) for row in (*made.goals, *made.actions) for value in vars(row).values())]
    assert [text for text in texts if re.search(r"\b(?:my|your) manager\b", text, re.IGNORECASE)] == []


def test_levels_are_not_broken_after_their_sign() -> None:
    """A line may end behind a hyphen, but not behind a minus."""
    evidence = [goal.evidence or "" for name in built_in() for goal in fill(loaded(name), ANA, TODAY).goals]
    assert [text for text in evidence if re.search(r"(?<!\w)-\d", text)] == []
    assert any("\N{MINUS SIGN}2" in text for text in evidence)
