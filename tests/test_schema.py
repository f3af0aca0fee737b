"""The schema: everything else is derived from it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from goalsheet.layout import board, vision
from goalsheet.layout.columns import validation
from goalsheet.layout.facts import facts
from goalsheet.layout.formulas import GOAL_FORMULAS, LOG_FORMULAS
from goalsheet.layout.line_formulas import LINE_FORMULAS
from goalsheet.layout.places import LINE_COLUMNS, PREFIXES
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn
from goalsheet.tracker.person import Person
from goalsheet.tracker.schema import Kind, Owner, table
from goalsheet.tracker.tracker import TABLES, Cycle, TemplateName, Tracker


def test_the_tables_are_those_of_the_guide() -> None:
    assert [(table.title, table.private) for table in TABLES] == [
        ("Goals", False),
        ("Actions", False),
        ("Check-ins", False),
        ("Feedback", False),
        ("Rewards", False),
        ("Reviews", False),
        ("Conflicts", False),
        ("Reflection", True),
        ("Values", True),
        ("Strengths and growth areas", True),
        ("Journal", True),
        ("Vision board", True),
        ("Mind map", True),
    ]


def test_every_column_of_a_private_table_is_private() -> None:
    assert all(column.private for table in TABLES if table.private for column in table.columns)


def test_a_private_note_is_private_in_a_table_that_is_not() -> None:
    assert [c.name for t in TABLES if not t.private for c in t.columns if c.private] == ["private_note"]


def test_every_column_explains_itself_and_fits_excels_input_message() -> None:
    for of in TABLES:
        for column in of.columns:
            assert column.help.endswith((".", "…", "?", '."')), column
            assert len(column.help) <= 225, column
            assert len(column.title) <= 32, column


def test_titles_and_names_are_there_once() -> None:
    for of in TABLES:
        assert len({column.title.casefold() for column in of.columns}) == len(of.columns)


def test_only_goalsheet_computes() -> None:
    assert all(column.owner is Owner.TOOL for of in TABLES for column in of.columns if column.computed)


def test_a_choice_has_a_list_and_only_a_choice_has_one() -> None:
    for of in TABLES:
        for column in of.columns:
            assert (column.kind is Kind.CHOICE) == (column.choices is not None), column


def test_every_computed_column_has_its_formula() -> None:
    with_sheet = [of for of in TABLES if of.name in PREFIXES]
    computed = {(of.name, column.name) for of in with_sheet for column in of.columns if column.computed}
    goals = {("Goal", name) for name in GOAL_FORMULAS}
    assert goals | set(LOG_FORMULAS) | set(vision.FORMULAS) | set(board.FORMULAS) == computed


def test_every_computed_column_of_a_goal_has_its_twin() -> None:
    """A goal with everything filled in has a value in each: no stored result stays blank for want of a function."""
    day = dt.date(2026, 3, 1)
    whole = Goal(
        statement="A goal",
        measure="Increase",
        target=10,
        start=day,
        due=dt.date(2026, 9, 1),
        rhythm="Weekly",
        forecast_of=day,
        checked_on=day,
        agreement="Agreed",
        agreed_on=day,
    )
    log = (CheckIn(date=day, goal="G01", value=4),)
    tracker = Tracker(Person("1", "A", "B", "A B"), Cycle("c", day, day), TemplateName("t", "T", "1"), goals=(whole,))
    goal = facts(dataclasses.replace(tracker, check_ins=log), dt.date(2026, 5, 1)).figures.goals[0]
    assert [
        column.name for column in table(Goal).columns if column.computed and getattr(goal, column.name) is None
    ] == []


def test_every_hidden_figure_has_its_formula() -> None:
    assert set(LINE_FORMULAS) == {name for name in LINE_COLUMNS if not name[-1].isdigit()}


def test_groups_of_goal_columns_begin_at_columns_that_exist() -> None:
    names = [field.name for field in dataclasses.fields(Goal)]
    starts = [names.index(name) for name in Goal.GROUPS]
    assert starts == sorted(starts)
    assert starts[0] == 0


def test_a_group_of_goal_columns_has_one_that_sums_it_up() -> None:
    """The column lies within its group, so that neighbouring groups never touch and each folds by itself."""
    names = [field.name for field in dataclasses.fields(Goal)]
    titled = [name for name, title in Goal.GROUPS.items() if title]
    assert list(Goal.SUMMARIES) == titled
    for name, following in zip(titled, [*titled[1:], None], strict=True):
        end = names.index(following) if following else len(names)
        assert names.index(name) < names.index(Goal.SUMMARIES[name]) < end


def test_a_computed_column_explains_itself_and_asks_for_nothing() -> None:
    of = table(Goal)
    found = validation(of, of.column("days_left"), 6, 30)
    assert (found.rule, found.prompt_title, found.prompt) == (
        "any",
        "Days left",
        "Works by itself. Days until the due date; negative when it has passed; blank once it is achieved.",
    )


def test_a_due_date_is_asked_for_in_words() -> None:
    of = table(Goal)
    found = validation(of, of.column("due"), 6, 30)
    assert (found.rule, found.first, found.error) == (
        "date",
        "MAX(DATE(2000,1,1),$AA6)",
        "Due: please type a date on or after Start: day, month and year.",
    )
